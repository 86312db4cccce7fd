"""Codes for "no answer" that were left among the answers."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.analysis.far_values import far_values

LIKERT = np.clip(np.round(3 + np.random.default_rng(1).normal(size=300)), 1, 5)


@pytest.mark.parametrize(
    ("put", "named"),
    [({3: 999.0}, "a (999)"), ({3: 98.0, 250: 99.0}, "a (98, 99)"), ({9: -99.0, 10: -99.0}, "a (-99)"), ({3: 6.0}, "")],
)
def test_codes_are_named_with_their_item(put: dict[int, float], named: str) -> None:
    answers = LIKERT.copy()
    answers[list(put)] = list(put.values())
    answers[7] = np.nan
    found = list(far_values(np.column_stack([answers, LIKERT]), ("a", "b")))
    assert [one.facts["names"] for one in found] == ([named] if named else [])


def test_skewed_and_rare_answers_are_no_codes() -> None:
    random = np.random.default_rng(2)
    skewed = np.exp(random.normal(size=3000))
    rare = (random.random(3000) < 0.002).astype(float)
    assert not list(far_values(np.column_stack([skewed, rare, np.full(3000, 4.0)]), ("a", "b", "c")))
    assert not list(far_values(np.full((4, 1), np.nan), ("a",)))
