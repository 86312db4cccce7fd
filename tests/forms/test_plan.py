"""What follows from answers, anew after each: the same as worked out from scratch."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import Answer, FormError, State, begin, compile_form, question_view, relevant_keys, step
from forms.nodes import Positions
from forms.plan import Cell
from forms.sheet import Sheet
from tests.forms.transcripts import AT, table, trial

FORM = trial(
    """
    | | type | name | label | relevant | calculation | repeat_count |
    | | integer | a | A | | | |
    | | calculate | twice | | | ${a} * 2 | |
    | | begin_group | g | G | ${a} > 1 | | |
    | | integer | b | B | | | |
    | | begin_group | h | H | ${b} = ${a} | | |
    | | integer | c | C | ${twice} < 6 | | |
    | | calculate | total | | | coalesce(${a}, 0) + coalesce(${b}, 0) + coalesce(${c}, 0) | |
    | | end_group | | | | | |
    | | integer | d | D | ${total} > 3 | | |
    | | end_group | | | | | |
    | | begin_repeat | rows | Rows | | | ${a} |
    | | integer | x | X | | | |
    | | calculate | nth | | | position(..) * ${twice} | |
    | | integer | y | Y | ${x} > ${nth} | | |
    | | end_repeat | | | | | |
    | | calculate | sum | | | sum(${x}) + count(${rows}) | |
    | | note | n | ${total} | ${d} != '' | | |
    | | integer | e | E | not(${d} > 1) and today() > 0 and ${sum} < 9 | | |
    """
)
SMALL = st.integers(0, 4).map(str)
KEYS = st.sampled_from(["a", "b", "c", "d", "e", "rows[1]/x", "rows[2]/x", "rows[1]/y"])


def sheet_of(state: State) -> Sheet:
    return Sheet(FORM, state, AT, "English (en)")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(KEYS, SMALL | st.just("") | st.just("+")), max_size=14))
def test_what_follows_after_a_change_is_what_follows_from_scratch(changes: list[tuple[str, str]]) -> None:
    state = begin(FORM, AT)
    for key, value in changes:
        sheet = sheet_of(state)
        place = FORM.place(key)
        assert place is not None
        if value == "+":
            sheet.add_instance(FORM.loops["rows[]"], ())
        elif sheet.has(*place):
            sheet.put(*place, value)
        state = sheet.state(None, False, state.step)
        bare = State(FORM.id, FORM.version, None, state.step, False, state.answers, AT)
        assert state.derived == sheet_of(bare).derived()


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
    state = State.restore(FORM, position=None, step=0, answers=answers, returning=False, at=AT)
    assert set(relevant_keys(FORM, state)) == expected


@pytest.mark.parametrize(
    ("survey", "named"),
    [
        (
            """
            | | type | name | label | relevant |
            | | text | a | A | ${b} = '' |
            | | text | b | B | ${a} = '' |
            """,
            "a, b",
        ),
        (
            """
            | | type | name | label | calculation |
            | | text | t | T | |
            | | calculate | a | | ${c} |
            | | calculate | b | | ${a} |
            | | calculate | c | | ${b} |
            """,
            "a, b, c",
        ),
        (
            """
            | | type | name | label | relevant |
            | | begin_group | g | G | ${a} = '' |
            | | text | a | A | |
            | | end_group | | | |
            """,
            "g",
        ),
    ],
)
def test_a_circle_is_refused_with_its_names_and_a_row(survey: str, named: str) -> None:
    with pytest.raises(FormError) as refused:
        compile_form(table(survey))
    (problem,) = refused.value.problems
    assert problem.code == "cycle"
    assert sorted(problem.message.rpartition(": ")[2].rstrip(".").split(", ")) == named.split(", ")
    assert problem.row is not None


def test_only_what_depends_on_an_answer_is_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    many = "\n".join(f"| | calculate | z{number} | | | {number} + 1 |" for number in range(40))
    form = trial(
        f"""
        | | type | name | label | relevant | calculation |
        | | integer | a | A | | |
        | | calculate | twice | | | ${{a}} * 2 |
        {many}
        | | note | n | ${{twice}} | | |
        """
    )
    state = begin(form, AT)
    worked_out: list[str] = []
    evaluate = Sheet._evaluate

    def told(self: Sheet, cell: Cell, at: Positions) -> None:
        worked_out.append(cell.node.name)
        evaluate(self, cell, at)

    monkeypatch.setattr(Sheet, "_evaluate", told)
    sprint = step(form, state, Answer(0, "21"), AT)
    assert worked_out == ["twice"]
    assert question_view(form, sprint.state, "en").label == "42"
