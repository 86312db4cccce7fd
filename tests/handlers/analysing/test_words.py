"""Figures as they are written, whatever their scale."""

from __future__ import annotations

import math

import pytest

from handlers.analysing.words import Writing, stars


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0.83449, "0,834", "0.834"),
        (-0.0004, "-0,00040", "-0.00040"),
        (1234.56, "1.234,6", "1,234.6"),
        (0.0, "0,000", "0.000"),
        (-0.0, "0,000", "0.000"),
        (3.1e-8, "3,1e-08", "3.1e-08"),
        (2.5e9, "2,5e+09", "2.5e+09"),
        (math.nan, "–", "–"),
        (math.inf, "–", "–"),
        (None, "–", "–"),
    ],
)
def test_an_estimate(value: float | None, indonesian: str, english: str) -> None:
    assert Writing("id").figure(value) == indonesian
    assert Writing("en").figure(value) == english


@pytest.mark.parametrize(
    ("p", "written", "marks"),
    [
        (0.0, "< 0,001", "***"),
        (0.00099, "< 0,001", "***"),
        (0.004, "0,004", "**"),
        (0.049, "0,049", "*"),
        (0.05, "0,050", ""),
    ],
)
def test_a_p_value(p: float, written: str, marks: str) -> None:
    assert Writing("id").p(p) == written
    assert stars(p) == marks


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert Writing("id").fixed(-0.001) == "0,00"
    assert Writing("id").share(0.8444) == "84,4 %"
    assert Writing("en").share(0.8444) == "84.4%"
