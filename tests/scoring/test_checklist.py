"""The checklists of qualification: percent, what is usual, what comes next."""

from fractions import Fraction

import pytest

from scoring.checklist import checklist
from scoring.qualification import QUALIFICATIONS
from tests.forms.library.following import form_of


# Points of two each; four fifths of the indicators must be answered: 9 of 11.
@pytest.mark.parametrize(
    ("said", "percent"),
    [
        ("22222222222", Fraction(100)),
        ("00000000000", Fraction(0)),
        ("22222211110", Fraction(16 * 100, 22)),
        ("222222222--", Fraction(100)),
        ("11111111---", None),
        ("-----------", None),
    ],
)
def test_percent_of_the_highest_score(said: str, percent: Fraction | None) -> None:
    assert checklist([None if each == "-" else int(each) for each in said], [2] * 11).percent == percent


def test_what_is_usual_and_what_comes_next() -> None:
    found = checklist([2, 0, 1, None, 2, 1], [2] * 6)
    assert (found.usual, found.sometimes, found.not_yet, found.open) == ((0, 4), (2, 5), (1,), (3,))
    assert found.next_steps == (2, 5, 1)
    assert found.answered == 5


def test_a_list_of_yes_and_no_has_nothing_in_between() -> None:
    found = checklist([1, 0, 1], [1, 1, 1])
    assert (found.usual, found.sometimes, found.not_yet) == ((0, 2), (), (1,))


@pytest.mark.parametrize("score", [3, -1])
def test_an_impossible_score(score: int) -> None:
    with pytest.raises(ValueError, match="cannot score"):
        checklist([score], [2])


@pytest.mark.parametrize(("qualification", "indicators"), [("asisten", 11), ("generalis", 18)])
def test_each_qualification_of_001_has_its_indicators(qualification: str, indicators: int) -> None:
    """And each indicator its pointer, and the item of the questionnaire that its next step comes from."""
    assert qualification in [each.key for each in QUALIFICATIONS]
    questions = form_of(f"kualifikasi_{qualification}").items()
    letter = qualification[0].upper()
    assert [question.columns["source"] for question in questions] == [
        f"001 {letter}{number}" for number in range(1, indicators + 1)
    ]
    items = {question.name for question in form_of("kompetensi").items()}
    assert {question.columns["next_step"] for question in questions} <= items
    for question in questions:
        assert question.choices is not None
        assert [choice.columns["score"] for choice in question.choices.all] == ["2", "1", "0"]
