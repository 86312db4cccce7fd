"""What is computed from answers, anew after each: the same as computed from scratch."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import Answer, Form, begin, question_view, step
from forms.dependencies import Cell, CircleError, Dependencies
from forms.xpath import Compiled
from tests.forms.transcripts import AT, trial

FORM = trial(
    """
    | | type | name | label | relevant | calculation |
    | | integer | a | A | | |
    | | calculate | twice | | | ${a} * 2 |
    | | begin_group | g | G | ${a} > 1 | |
    | | integer | b | B | | |
    | | begin_group | h | H | ${b} = ${a} | |
    | | integer | c | C | ${twice} < 6 | |
    | | calculate | total | | | coalesce(${a}, 0) + coalesce(${b}, 0) + coalesce(${c}, 0) |
    | | end_group | | | | |
    | | integer | d | D | ${total} > 3 | |
    | | end_group | | | | |
    | | note | n | ${total} | ${d} != '' | |
    | | integer | e | E | not(${d} > 1) and today() > 0 | |
    """
)
SMALL = st.integers(0, 4).map(str)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcde"), SMALL | st.just("")), max_size=12))
def test_what_is_computed_again_is_what_is_computed_anew(changes: list[tuple[str, str]]) -> None:
    dependencies, answers = FORM.dependencies, dict[str, str]()
    computed = dependencies.from_scratch(answers, AT, "en")
    for name, value in changes:
        answers = {**answers, name: value} if value else {key: answers[key] for key in answers if key != name}
        computed, _ = dependencies.after(computed, answers, [name], AT, "en")
        assert computed == dependencies.from_scratch(answers, AT, "en")


@settings(max_examples=80, deadline=None)
@given(st.lists(SMALL, max_size=5))
def test_relevance_is_as_worked_out_by_hand(values: list[str]) -> None:
    answers = dict(zip("abcde", values, strict=False))
    number = {name: int(value) for name, value in answers.items()}
    in_g = number.get("a", 0) > 1
    in_h = in_g and "b" in number and number["b"] == number["a"]
    has_c = in_h and number["a"] * 2 < 6
    total = number.get("a", 0) + number.get("b", 0) + (number.get("c", 0) if has_c else 0)
    has_d = in_g and in_h and total > 3
    expected = {"a"} | ({"b"} if in_g else set()) | ({"c"} if has_c else set()) | ({"d"} if has_d else set())
    if has_d and "d" in number:
        expected.add("n")
    if not (has_d and number.get("d", 0) > 1):
        expected.add("e")
    computed = FORM.dependencies.from_scratch(answers, AT, "en")
    shown = {question.name for question in FORM.questions if computed.relevance >> question.index & 1}
    assert shown == expected


def chained(length: int) -> Form:
    rows = "".join(f"| | integer | q{n} | Q | {'${q' + str(n - 1) + '} = 1' if n else ''} |\n" for n in range(length))
    return trial(f"| | type | name | label | relevant |\n{rows}")


def test_a_chain_of_five_hundred_is_no_deep_recursion() -> None:
    form = chained(500)
    state = begin(form, AT, prefill={f"q{n}": "1" for n in range(500)})
    view = question_view(form, state)
    assert (view.number, view.total) == (1, 500)
    state = step(form, state, Answer(0, "2"), AT).state
    assert state.position is None
    assert form.dependencies.from_scratch(state.answers, AT, "").relevance & form.asked_mask == 1


def test_a_circle_is_named_without_what_hangs_on_it() -> None:
    def cell(name: str, *reads: str) -> Cell:
        return Cell(name, Compiled("", lambda _: "", frozenset(reads)))

    with pytest.raises(CircleError, match=r"^[ab], [ab]$"):
        Dependencies([cell("a", "b"), cell("b", "a"), cell("c", "a"), cell("d")], {}, {})
