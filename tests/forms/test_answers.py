"""What can be an answer to which kind of question, and how it is kept."""

import pytest

from forms import DECIMAL_DIGITS, INTEGER_DIGITS, TEXT_LENGTH, Answer, Refused, Saved, begin, step
from tests.forms.transcripts import AT, trial

YES_NO = "| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |"


@pytest.mark.parametrize(
    ("kind", "value", "outcome"),
    [
        ("integer", "12", "=12"),
        ("integer", " 007 ", "=7"),
        ("integer", "+5", "=5"),
        ("integer", "-5", "=-5"),
        ("integer", "-0", "=0"),
        ("integer", "9" * INTEGER_DIGITS, "=" + "9" * INTEGER_DIGITS),
        ("integer", "9" * (INTEGER_DIGITS + 1), "too_large"),
        ("integer", "9" * 10_000, "too_large"),
        ("integer", "1234.5", "not_a_whole_number"),
        ("integer", "a lot", "not_a_number"),
        ("integer", "١٢", "not_a_number"),
        ("integer", "1e3", "not_a_number"),
        ("decimal", "1234.50", "=1234.5"),
        ("decimal", ".5", "=0.5"),
        ("decimal", "-0.0", "=0"),
        ("decimal", "1,5", "not_a_number"),
        ("decimal", "nan", "not_a_number"),
        ("decimal", "1." + "1" * DECIMAL_DIGITS, "too_large"),
        ("date", "2026-02-28", "=2026-02-28"),
        ("date", "2026-02-30", "not_a_date"),
        ("date", "20260228", "not_a_date"),
        ("date", "2026-W01-1", "not_a_date"),
        ("date", "28/2/2026", "not_a_date"),
        ("select_one yn", "y", "=y"),
        ("select_one yn", "Y", "not_a_choice"),
        ("select_one yn", "y n", "not_a_choice"),
        ("select_multiple yn", "n y n", "=y n"),
        ("select_multiple yn", "n x", "not_a_choice"),
        ("acknowledge", "OK", "=OK"),
        ("acknowledge", "yes", "not_a_choice"),
        ("note", "x", "read_only"),
        ("text", "  two\x00 \x07lines\n here ", "=two lines\n here"),
        ("text", "\ud800a", "=a"),
        ("text", "x" * TEXT_LENGTH, "=" + "x" * TEXT_LENGTH),
        ("text", "x" * (TEXT_LENGTH + 1), "too_long"),
        ("text", " " * 100_000, "too_long"),
    ],
)
def test_answer(kind: str, value: str, outcome: str) -> None:
    form = trial(f"| | type | name | label |\n| | {kind} | a | Ask |", YES_NO)
    effect = step(form, begin(form, AT), Answer(0, value), AT).effects[0]
    if outcome.startswith("="):
        assert effect == Saved("a", outcome[1:])
    else:
        assert isinstance(effect, Refused)
        assert effect.reason.value == outcome


@pytest.mark.parametrize(
    ("kind", "constraint", "good", "bad"),
    [
        ("integer", ". >= 0 and . <= 45", "9", "46"),
        ("decimal", ". < 1.5", "1.49", "10"),
        ("decimal", ". = '2.0'", "2", "3"),
        ("date", ". <= today()", "2026-11-20", "2026-11-21"),
        ("text", "regex(., '[^0-9]{2,60}')", "Sari", "Sar1"),
        ("select_multiple yn", "not(selected(., 'y') and count-selected(.) > 1)", "n", "y n"),
        ("select_one yn", "${a} != 'n'", "y", "n"),
    ],
)
def test_constraint(kind: str, constraint: str, good: str, bad: str) -> None:
    form = trial(f"| | type | name | label | constraint |\n| | {kind} | a | Ask | {constraint} |", YES_NO)
    state = begin(form, AT)
    assert step(form, state, Answer(0, good), AT).state.answers == {"a": good}
    assert step(form, state, Answer(0, bad), AT).state is state


def test_the_forms_own_message_quotes_answers_in_each_language() -> None:
    form = trial(
        """
        | | type | name | label | constraint | constraint_message::EN (en) | constraint_message::SU (su) |
        | | integer | asked | Asked? | | | |
        | | integer | came | Came? | . <= ${asked} | At most ${asked}. | ${asked} pisan. |
        """
    )
    state = step(form, begin(form, AT), Answer(0, "30"), AT).state
    effect = step(form, state, Answer(1, "31"), AT).effects[0]
    assert isinstance(effect, Refused)
    assert [effect.message(tag) for tag in ("en", "su", "id", None)] == [
        "At most 30.",
        "30 pisan.",
        "At most 30.",
        "At most 30.",
    ]
