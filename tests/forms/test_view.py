"""What a screen shows."""

import pytest

from forms import (
    Answer,
    Done,
    Kind,
    Review,
    Toggle,
    answer_label,
    begin,
    compile_form,
    question_view,
    review_view,
    step,
)
from tests.forms.transcripts import AT, table

SURVEY = """
| | type | name | label::Bahasa (id) | label::English (en) | hint::English (en) | required | appearance |
| | begin_group | first | Awal | First | | | |
| | note | intro | Mulai | Start | | | |
| | select_one yn | a | Apa? | What? | Tap one | yes | minimal |
| | select_multiple yn | b | Mana? | Which? | | | |
| | end_group | | | | | | |
| | text | c | Siapa ${a}? | Who ${a}? | | | |
"""
CHOICES = """
| | list_name | name | label::Bahasa (id) | label::English (en) |
| | yn | y | Ya | Yes |
| | yn | n | Tidak | No |
"""
FORM = compile_form(table(SURVEY, CHOICES))


def test_the_end_asks_nothing() -> None:
    with pytest.raises(ValueError, match="end"):
        question_view(FORM, step(FORM, begin(FORM, AT), Review(), AT).state)


def test_a_question_in_each_language() -> None:
    state = step(FORM, begin(FORM, AT), Done(0), AT).state
    view = question_view(FORM, state, "en")
    assert (view.name, view.kind, view.label, view.hint) == ("a", Kind.SELECT_ONE, "What?", "Tap one")
    assert (view.group_name, view.group_label, view.number, view.total) == ("first", "First", 1, 3)
    assert (view.required, view.skippable, view.can_go_back, view.minimal) == (True, False, True, True)
    assert [choice.label for choice in question_view(FORM, state, "id").choices] == ["Ya", "Tidak"]
    state = step(FORM, state, Answer(1, "n"), AT).state
    state = step(FORM, state, Toggle(2, "n"), AT).state
    assert [(one.name, one.index, one.chosen) for one in question_view(FORM, state).choices] == [
        ("y", 0, False),
        ("n", 1, True),
    ]
    state = step(FORM, state, Done(3), AT).state
    assert question_view(FORM, state, "id").label == "Siapa n?"


def test_the_review_lists_what_is_missing_group_by_group() -> None:
    state = step(FORM, begin(FORM, AT, prefill={"b": "y"}), Review(), AT).state
    review = review_view(FORM, state, "en")
    assert [(one.name, one.label, one.answered, one.total, one.missing) for one in review.groups] == [
        ("first", "First", 1, 2, ("a",)),
        (None, "", 0, 1, ("c",)),
    ]
    assert (review.missing, review.required_missing) == (("a", "c"), ("a",))
    assert (review.answered, review.total, review.complete, review.sendable) == (1, 3, False, False)


@pytest.mark.parametrize(
    ("name", "value", "language", "label"),
    [
        ("a", "y", "en", "Yes"),
        ("a", "gone", "en", "gone"),
        ("b", "y n", "id", "Ya, Tidak"),
        ("c", "y", "id", "y"),
        ("nobody", "1", "id", "1"),
    ],
)
def test_an_answer_as_a_person_reads_it(name: str, value: str, language: str, label: str) -> None:
    assert answer_label(FORM, name, value, language) == label


COUNTED = compile_form(
    table("""
| | type | name | label | repeat_count | relevant |
| | integer | wanted | How many? | | |
| | begin_repeat | kid | Kid | ${wanted} | ${wanted} > 1 |
| | text | name | Name? | | |
| | text | school | School? | | ${name} != 'Ani' |
| | end_repeat | | | | |
| | text | note | Note? | | |
""")
)


@pytest.mark.parametrize(("wanted", "total"), [("5", 2 + 5 + 1), ("1", 2), ("0", 2)])
def test_instances_that_a_count_asks_for_are_counted_before_they_are_reached(wanted: str, total: int) -> None:
    # Of each only what is asked for sure; the school of the first, which is there, is asked as well.
    state = step(COUNTED, begin(COUNTED, AT), Answer(0, wanted), AT).state
    assert question_view(COUNTED, state).total == total
    assert (review_view(COUNTED, state).answered, review_view(COUNTED, state).total) == (1, total)


def test_progress_in_a_counted_repeat_never_passes_its_whole() -> None:
    state, seen = begin(COUNTED, AT), []
    for value in ("3", "Ani", "Budi", "SD 1", "Citra", "SD 2", "-"):
        view = question_view(COUNTED, state)
        seen.append((view.number, view.total))
        state = step(COUNTED, state, Answer(state.step, value), AT).state
    assert seen == [(1, 2), (2, 6), (3, 6), (4, 6), (5, 7), (6, 7), (7, 7)]
    assert state.position is None
