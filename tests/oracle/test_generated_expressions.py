"""Expressions that nobody wrote, with the same values in our engine and in JavaRosa."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle.amounts import examples, is_long
from tests.oracle.comparing import Asked, Verdict, verdicts
from tests.oracle.expressions import CONTEXTS, FORM, INSTANCE, expressions
from tests.oracle.oracle import Oracle

EXAMPLES: Final = examples(1200)
EQUAL: Final = 0.99
"""At least this part, the known differences not among it."""


def generated(number: int) -> list[Asked]:
    """So many expressions, each with a place where it stands."""
    found: dict[Asked, None] = {}

    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=not is_long(),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.tuples(expressions(), st.sampled_from(CONTEXTS)))
    def collect(asked: Asked) -> None:
        found.setdefault(asked)

    collect()
    return list(found)


def check(found: list[Verdict]) -> None:
    different = [each for each in found if not each.equal]
    assert [str(each) for each in different if not each.reason] == []
    assert len(different) <= len(found) * (1 - EQUAL)


def test_expressions_over_a_document_without_types(oracle: Oracle) -> None:
    check(verdicts(generated(EXAMPLES), oracle, INSTANCE))


def test_expressions_within_a_form(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    path.write_text(FORM, "utf-8")
    check(verdicts(generated(EXAMPLES), oracle, FORM, str(path)))


@pytest.mark.parametrize("context", CONTEXTS)
def test_the_current_place(context: str, oracle: Oracle) -> None:
    asked = [(expression, context) for expression in (".", "..", "string(.)", "current()/.", "position(..)", "name(.)")]
    check(verdicts(asked, oracle, INSTANCE))
