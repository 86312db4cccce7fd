"""Expressions that mean harm: they are refused when the form is read, or come to an end when it is answered."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest

from forms import Answer, FormError, begin, compile_form, step
from forms.walking_through import walk
from tests.hostile.makers import markdown

pytestmark = pytest.mark.usefixtures("doors")

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

PATTERNS = [
    "(a+)+b",
    "(a|a)*b",
    "(a|aa)+b",
    "([a-z]+)*b",
    "(.*)*b",
    "(.*a){25}b",
    "^(a?){40}a{40}b",
    "(a*)*(a*)*(a*)*b",
    "((a{1,1000}){1,1000}){1,1000}",
    "(?=(a+))*b",
    "(a+?)+?b",
    "(" * 200 + "a" + ")" * 200,
    "[",
    "(?<name>a)\\k<name>*",
    "a{99999999999}",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("subject", ["a" * 60, "a" * 2_000, "aab" * 300])
def test_no_pattern_runs_for_ever(pattern: str, subject: str) -> None:
    text = markdown(f"text | a | A | regex(., '{pattern.replace('|', chr(92) + '|')}')", columns=COLUMNS)
    with contextlib.suppress(FormError):
        form = compile_form(text)
        state = begin(form, AT)
        assert step(form, state, Answer(state.step, subject), AT).effects


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_that_was_answered_runs_for_ever(pattern: str) -> None:
    form = compile_form(markdown("text | p | P |", "text | a | A | regex(., ${p})", columns=COLUMNS))
    state = begin(form, AT)
    state = step(form, state, Answer(state.step, pattern), AT).state
    assert step(form, state, Answer(state.step, "a" * 200), AT).effects


COLUMNS = "type | name | label | constraint"
DEEP = [
    "(" * 5_000 + "1" + ")" * 5_000,
    "not(" * 5_000 + "1" + ")" * 5_000,
    "-" * 20_000 + "1",
    "1" + " + 1" * 8_000,
    "1" + " = 1" * 8_000,
    "if(1, " * 3_000 + "1" + ", 0)" * 3_000,
    "/data/a" + "[1]" * 5_000,
    "../" * 8_000 + "a",
    "'" + "x" * 30_000 + "'",
    "9" * 30_000,
]


@pytest.mark.parametrize("expression", DEEP, ids=range(len(DEEP)))
def test_no_expression_is_too_deep_to_be_decided(expression: str) -> None:
    with contextlib.suppress(FormError):
        form = compile_form(markdown(f"text | a | A | {expression}", columns=COLUMNS))
        state = begin(form, AT)
        assert step(form, state, Answer(state.step, "x"), AT).effects


def test_a_repeat_has_no_million_instances() -> None:
    form = compile_form(
        markdown(
            "begin_repeat | r | R | 1000000 | |",
            "text | a | A | | position(..) > 0 |",
            "calculate | s | | | | sum(/data/r/n)",
            "calculate | n | | | | position(..)",
            "end_repeat | | | | |",
            "note | last | N ${total} | | |",
            "calculate | total | | | | count(${r})",
            columns="type | name | label | repeat_count | relevant | calculation",
        )
    )
    lines = [line for line in walk(form, {}, at=AT) if "path" in line]
    assert 0 < len(lines) < 10_000


def test_answers_cannot_add_instances_without_end() -> None:
    form = compile_form(
        markdown("begin_repeat | r | R", "text | a | A", "end_repeat | | ", columns="type | name | label")
    )
    lines = [line for line in walk(form, {"/data/r": 10**9}, at=AT) if "path" in line]
    assert 0 < len(lines) < 10_000
