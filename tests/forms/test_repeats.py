"""Repeats: how many the person wants, how many a formula says, repeats in repeats, and taking one away."""

from forms import (
    AddInstance,
    Answer,
    Back,
    Done,
    Event,
    Jump,
    RemoveInstance,
    Review,
    Skip,
    State,
    Submit,
    begin,
    open_instances,
    question_view,
    relevant_keys,
    review_view,
    step,
)
from tests.forms.transcripts import AT, trial, walk

OPEN = trial(
    """
    | | type | name | label | required | relevant | calculation |
    | | text | head | Head | | | |
    | | begin_repeat | kids | Child | | ${head} != 'none' | |
    | | text | name | Name | | | |
    | | integer | age | Age of ${name} | | | |
    | | text | school | School | | ${age} > 6 | |
    | | calculate | nth | | | | position(..) |
    | | end_repeat | | | | | |
    | | calculate | oldest | | | | max(${age}) |
    | | note | end | ${oldest} | | | |
    """
)
COUNTED = trial(
    """
    | | type | name | label | repeat_count | calculation |
    | | integer | n | How many | | |
    | | begin_repeat | kids | Child | ${n} | |
    | | text | name | Name | | |
    | | end_repeat | | | | |
    | | text | last | Last | | |
    """
)
NESTED = trial(
    """
    | | type | name | label |
    | | begin_repeat | homes | Home |
    | | text | street | Street |
    | | begin_repeat | kids | Child |
    | | text | name | Name |
    | | end_repeat | | |
    | | end_repeat | | |
    | | text | last | Last |
    """
)


def test_one_more_is_offered_until_no() -> None:
    events: list[Event] = [
        Answer(0, "Sari"),
        Answer(1, "Budi"),
        Answer(2, "5"),
        AddInstance(3),
        Answer(4, "Ani"),
        Answer(5, "9"),
    ]
    events += [Answer(6, "SD"), Done(7), Done(8)]
    state, transcript = walk(OPEN, begin(OPEN, AT), *events)
    assert transcript.splitlines() == [
        "| 1/3 Head",
        "saved head=Sari, to kids[1]/name",
        "| 2/3 Name",
        "saved kids[1]/name=Budi, to kids[1]/age",
        "| 3/3 Age of Budi",
        "saved kids[1]/age=5, to kids[+]",
        "| 3/3 Child",
        "saved kids[]=2, to kids[2]/name",
        "| 4/5 Name",
        "saved kids[2]/name=Ani, to kids[2]/age",
        "| 5/5 Age of Ani",
        "saved kids[2]/age=9, to kids[2]/school",
        "| 6/6 School",
        "saved kids[2]/school=SD, to kids[+]",
        "| 6/6 Child",
        "to end",
        "| 6/6 9",
        "to the end",
        "| the end",
    ]
    sprint = step(OPEN, state, Submit(), AT)
    (sent,) = [effect for effect in sprint.effects if hasattr(effect, "answers")]
    assert list(sent.answers.items()) == [
        ("head", "Sari"),
        ("kids[]", "2"),
        ("kids[1]/name", "Budi"),
        ("kids[1]/age", "5"),
        ("kids[1]/nth", "1"),
        ("kids[2]/name", "Ani"),
        ("kids[2]/age", "9"),
        ("kids[2]/school", "SD"),
        ("kids[2]/nth", "2"),
        ("oldest", "9"),
    ]


def test_back_goes_through_the_instances_not_through_the_offer() -> None:
    state, _ = walk(OPEN, begin(OPEN, AT), Answer(0, "Sari"), Answer(1, "Budi"), Answer(2, "5"), Done(3))
    assert state.position == "end"
    for wanted in ("kids[1]/age", "kids[1]/name", "head"):
        state = step(OPEN, state, Back(state.step), AT).state
        assert state.position == wanted


def test_a_repeat_that_is_not_relevant_is_neither_asked_nor_offered() -> None:
    state, _ = walk(OPEN, begin(OPEN, AT), Answer(0, "none"))
    assert state.position == "end"
    assert relevant_keys(OPEN, state) == ("head", "end")


def test_an_instance_is_taken_away_and_the_others_move_up() -> None:
    events: list[Event] = [
        Answer(0, "S"),
        Answer(1, "A"),
        Answer(2, "1"),
        AddInstance(3),
        Answer(4, "B"),
        Answer(5, "2"),
    ]
    events += [AddInstance(6), Answer(7, "C"), Answer(8, "3"), Review()]
    state, _ = walk(OPEN, begin(OPEN, AT), *events)
    assert [key for key, _, _ in open_instances(OPEN, state)] == ["kids[1]", "kids[2]", "kids[3]"]
    sprint = step(OPEN, state, RemoveInstance("kids[2]"), AT)
    assert sprint.state.answers == {
        "head": "S",
        "kids[]": "2",
        "kids[1]/name": "A",
        "kids[1]/age": "1",
        "kids[2]/name": "C",
        "kids[2]/age": "3",
    }
    assert sprint.state.position is None
    removed = step(OPEN, sprint.state, RemoveInstance("kids[7]"), AT)
    assert removed.state is sprint.state


def test_taking_away_the_instance_that_is_being_filled_in_leads_to_the_offer() -> None:
    state, _ = walk(OPEN, begin(OPEN, AT), Answer(0, "S"), Answer(1, "A"))
    state = step(OPEN, state, RemoveInstance("kids[1]"), AT).state
    assert state.position == "kids[+]"
    view = question_view(OPEN, state, "en")
    assert view.repeat is not None
    assert (view.repeat.label, view.repeat.number) == ("Child", 0)
    state = step(OPEN, state, AddInstance(state.step), AT).state
    assert state.position == "kids[1]/name"


def test_a_formula_says_how_many() -> None:
    state, transcript = walk(
        COUNTED, begin(COUNTED, AT), Answer(0, "2"), Answer(1, "A"), Answer(2, "B"), Answer(3, "z")
    )
    assert transcript.splitlines()[3::2] == [
        "saved kids[1]/name=A, saved kids[]=2, to kids[2]/name",
        "saved kids[2]/name=B, to last",
        "saved last=z, to the end",
    ]
    assert open_instances(COUNTED, state) == ()


def test_of_none_nothing_is_asked() -> None:
    state, _ = walk(COUNTED, begin(COUNTED, AT), Answer(0, "0"))
    assert state.position == "last"


def test_fewer_than_before_takes_away_only_what_is_empty() -> None:
    state, _ = walk(COUNTED, begin(COUNTED, AT), Answer(0, "3"), Answer(1, "A"), Answer(2, "B"), Review(), Jump("n"))
    assert state.answers["kids[]"] == "3"
    state = step(COUNTED, state, Answer(state.step, "1"), AT).state
    assert state.answers["kids[]"] == "2", "Budi's answers are not thrown away by a slip of the thumb"
    state = step(COUNTED, state, RemoveInstance("kids[2]"), AT).state
    assert state.answers["kids[]"] == "1"
    assert step(COUNTED, state, RemoveInstance("kids[1]"), AT).state is state


def test_who_says_a_larger_number_is_asked_for_the_rest() -> None:
    state, _ = walk(COUNTED, begin(COUNTED, AT), Answer(0, "1"), Answer(1, "A"), Answer(2, "z"), Jump("n"))
    state = step(COUNTED, state, Answer(state.step, "2"), AT).state
    review = review_view(COUNTED, state, "en")
    assert review.missing == ("kids[2]/name",)


def test_a_repeat_in_a_repeat() -> None:
    state, _ = walk(
        NESTED,
        begin(NESTED, AT),
        Answer(0, "I"),
        Answer(1, "A"),
        AddInstance(2),
        Answer(3, "B"),
        Done(4),
        AddInstance(5),
        Answer(6, "II"),
        AddInstance(7),
        Answer(8, "C"),
    )
    # as in JavaRosa, a new home has no child until one is wanted; only the first of all is there from the beginning
    assert state.position == "homes[2]/kids[+]"
    assert question_view(NESTED, state, "en").instances == (("Home", 2),)
    assert relevant_keys(NESTED, state) == (
        "homes[1]/street",
        "homes[1]/kids[1]/name",
        "homes[1]/kids[2]/name",
        "homes[2]/street",
        "homes[2]/kids[1]/name",
        "last",
    )
    state = step(NESTED, state, Done(state.step), AT).state
    assert state.position == "homes[+]"
    state = step(NESTED, state, Done(state.step), AT).state
    assert state.position == "last"
    state = step(NESTED, state, RemoveInstance("homes[1]"), AT).state
    assert state.answers == {
        "homes[]": "1",
        "homes[1]/kids[]": "1",
        "homes[1]/street": "II",
        "homes[1]/kids[1]/name": "C",
    }


def test_a_state_with_repeats_comes_back_as_it_was() -> None:
    state, _ = walk(NESTED, begin(NESTED, AT), Answer(0, "I"), Answer(1, "A"), AddInstance(2), Answer(3, "B"))
    assert State.loads(state.dumps()) == state
    restored = State.restore(
        NESTED,
        position=state.position,
        step=state.step,
        answers=state.answers,
        returning=state.returning,
        at=AT,
    )
    assert restored == state
    assert restored.dumps() == state.dumps()
    assert question_view(NESTED, restored) == question_view(NESTED, state)


def test_a_correction_opens_what_it_made_relevant() -> None:
    state, _ = walk(
        OPEN, begin(OPEN, AT), Answer(0, "S"), Answer(1, "A"), Answer(2, "5"), Review(), Jump("kids[1]/age")
    )
    state = step(OPEN, state, Answer(state.step, "8"), AT).state
    assert state.position == "kids[1]/school"
    state = step(OPEN, state, Skip(state.step), AT).state
    assert state.position is None
