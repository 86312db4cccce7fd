"""Bands: the printed bounds, what lies between them, and the raw minima of each instrument."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.bands import BANDS, band_of, raw_minimum

PERCENTS = st.fractions(min_value=0, max_value=100)


def test_the_bands_are_those_of_001_with_the_misprint_mended() -> None:
    assert [(band.key, band.lower, band.upper) for band in BANDS] == [
        ("sangat_efektif", 86, 100),
        ("efektif", 71, 85),
        ("cukup_efektif", 56, 70),
        ("kurang_efektif", 41, 55),
        ("tidak_efektif", 0, 40),
    ]


@pytest.mark.parametrize(
    ("percent", "key"),
    [
        (0, "tidak_efektif"),
        (40, "tidak_efektif"),
        (Fraction("40.5"), "tidak_efektif"),
        (Decimal("40.999999"), "tidak_efektif"),
        (41, "kurang_efektif"),
        (Fraction("55.5"), "kurang_efektif"),
        (56, "cukup_efektif"),
        (70.999, "cukup_efektif"),
        (71, "efektif"),
        (Fraction("85.5"), "efektif"),
        (Fraction(86) - Fraction(1, 10**30), "efektif"),
        (86, "sangat_efektif"),
        (100, "sangat_efektif"),
        # 001's own means, all "sangat efektif" there
        (Decimal("92.81"), "sangat_efektif"),
        (Decimal("94.53"), "sangat_efektif"),
        (Decimal("99.14"), "sangat_efektif"),
    ],
)
def test_band_of(percent: Fraction | Decimal | int | float, key: str) -> None:
    assert band_of(percent).key == key


@pytest.mark.parametrize(
    "percent",
    [-1, 101, -0.0001, Fraction(100) + Fraction(1, 10**9), float("nan"), float("inf"), float("-inf")],
)
def test_what_is_no_percent_has_no_band(percent: Fraction | float) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        band_of(percent)


@given(PERCENTS)
def test_every_percent_has_one_band_and_reaches_its_lower_bound(percent: Fraction) -> None:
    band = band_of(percent)
    higher = BANDS[: BANDS.index(band)]
    assert percent >= band.lower
    assert all(percent < other.lower for other in higher)


@given(PERCENTS, PERCENTS)
def test_a_higher_percent_never_has_a_lower_band(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert band_of(low).lower <= band_of(high).lower


@given(st.integers(0, 100))
def test_whole_percents_stand_where_they_are_printed(percent: int) -> None:
    band = band_of(percent)
    assert band.lower <= percent <= band.upper


@pytest.mark.parametrize(
    ("items", "points", "minima"),
    [
        (24, 4, (83, 69, 54, 40)),
        (39, 4, (135, 111, 88, 64)),
        (87, 4, (300, 248, 195, 143)),
        (24, 5, (104, 86, 68, 50)),
        (39, 5, (168, 139, 110, 80)),
        (87, 5, (375, 309, 244, 179)),
    ],
)
def test_raw_minima_of_the_instruments(items: int, points: int, minima: tuple[int, ...]) -> None:
    maximum = items * points
    assert tuple(raw_minimum(band, maximum) for band in BANDS[:4]) == minima
    for band, raw in zip(BANDS, minima, strict=False):
        assert band_of(Fraction(raw * 100, maximum)) == band
        assert band_of(Fraction((raw - 1) * 100, maximum)) != band


def test_a_raw_minimum_needs_a_maximum() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        raw_minimum(BANDS[0], 0)
