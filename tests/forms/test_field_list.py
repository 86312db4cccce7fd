"""A ``field-list``: questions on one screen, answered in any order."""

from forms import Answer, Done, Reason, Refused, Review, begin, question_view, step, view_of
from tests.forms.transcripts import AT, trial

FORM = trial(
    """
    | | type | name | label | appearance | required | relevant |
    | | text | before | Before | | | |
    | | begin_group | many | Attendance | field-list | | |
    | | note | word | Count them | | | |
    | | integer | invited | Invited | | yes | |
    | | integer | came | Came | | yes | |
    | | text | why | Why so few | | | ${came} < ${invited} |
    | | end_group | | | | | |
    | | text | after | After | | | |
    """
)


def test_the_screen_lists_what_is_relevant() -> None:
    state = step(FORM, begin(FORM, AT), Answer(0, "x"), AT).state
    assert state.position == "word"
    assert question_view(FORM, state).screen == ("word", "invited", "came")
    assert view_of(FORM, state, "came", "en").label == "Came"


def test_questions_are_answered_in_any_order_and_the_screen_stays_until_all_are() -> None:
    state = step(FORM, begin(FORM, AT), Answer(0, "x"), AT).state
    state = step(FORM, state, Answer(1, "7", "came"), AT).state
    assert state.position == "invited"
    state = step(FORM, state, Answer(2, "9"), AT).state
    assert state.position == "why", "it became relevant on the same screen"
    state = step(FORM, state, Answer(3, "rain"), AT).state
    assert state.position == "after"


def test_the_screen_is_left_only_with_what_is_required() -> None:
    state = step(FORM, begin(FORM, AT), Answer(0, "x"), AT).state
    state = step(FORM, state, Answer(1, "9", "invited"), AT).state
    refused = step(FORM, state, Done(state.step), AT)
    assert [(one.name, one.reason) for one in refused.effects if isinstance(one, Refused)] == [
        ("came", Reason.REQUIRED)
    ]
    state = step(FORM, state, Answer(2, "7"), AT).state
    state = step(FORM, state, Done(state.step), AT).state
    assert state.position == "after"


def test_a_question_of_another_screen_is_not_answered_from_here() -> None:
    state = step(FORM, begin(FORM, AT), Answer(0, "x"), AT).state
    sprint = step(FORM, state, Answer(1, "x", "after"), AT)
    assert sprint.state is state
    assert step(FORM, state, Review(), AT).state.position is None
