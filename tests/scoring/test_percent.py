"""Percent of maximum: exact, in range, reported when enough is answered, and never flattered by rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.bands import BANDS, band_of
from scoring.percent import enough, percent_of_maximum, printed, printed_change


@pytest.mark.parametrize(
    ("items", "least"),
    [(24, 20), (39, 32), (87, 70), (5, 4), (1, 1), (11, 9), (18, 15)],
)
def test_four_fifths_of_the_items_are_enough(items: int, least: int) -> None:
    assert [n for n in range(items + 1) if enough(n, items)] == list(range(least, items + 1))


@pytest.mark.parametrize(("answered", "items"), [(0, 0), (-1, 4), (5, 4)])
def test_impossible_counts(answered: int, items: int) -> None:
    with pytest.raises(ValueError, match="impossible"):
        enough(answered, items)


@pytest.mark.parametrize(
    ("raw", "maximum", "shown"),
    [
        (81, 96, "84.38"),  # exactly 84.375
        (124, 156, "79.49"),
        (92, 96, "95.83"),
        (297, 348, "85.34"),
        (248, 348, "71.26"),
        (0, 96, "0.00"),
        (96, 96, "100.00"),
        (13, 32, "40.63"),  # exactly 40.625: a half goes up, not to the even digit
    ],
)
def test_percent_as_it_is_shown(raw: int, maximum: int, shown: str) -> None:
    assert printed(percent_of_maximum(raw, maximum)) == Decimal(shown)
    assert str(printed(percent_of_maximum(raw, maximum))) == shown


@pytest.mark.parametrize(("raw", "maximum"), [(1, 0), (-1, 4), (5, 4)])
def test_impossible_scores(raw: int, maximum: int) -> None:
    with pytest.raises(ValueError, match="impossible"):
        percent_of_maximum(raw, maximum)


@pytest.mark.parametrize(("percent", "shown"), [("70.998", "70.99"), ("85.995", "85.99"), ("70.99", "70.99")])
def test_rounding_does_not_reach_a_bound_that_was_not_reached(percent: str, shown: str) -> None:
    assert printed(Fraction(percent)) == Decimal(shown)


@given(st.fractions(0, 100))
def test_what_is_shown_is_near_and_in_the_same_band(percent: Fraction) -> None:
    assert abs(Fraction(printed(percent)) - percent) <= Fraction(1, 100)
    assert band_of(printed(percent)) == band_of(percent)


@given(st.fractions(0, 100), st.fractions(0, 100))
def test_what_is_shown_keeps_the_order(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert printed(low) <= printed(high)


@pytest.mark.parametrize("points", [4, 5])
def test_the_instruments_of_up_to_87_items_need_no_correction_at_the_bounds(points: int) -> None:
    for maximum in range(points, 87 * points + 1, points):
        for band in BANDS[:-1]:
            below = Fraction((-(-band.lower * maximum // 100) - 1) * 100, maximum)
            assert round(float(below), 2) < band.lower


@given(st.lists(st.integers(1, 4), min_size=1, max_size=100))
def test_a_scale_from_1_to_4_stays_between_25_and_100(scores: list[int]) -> None:
    assert 25 <= percent_of_maximum(sum(scores), 4 * len(scores)) <= 100


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ("3.15", "3.2"),
        ("-3.15", "-3.2"),
        ("0.04", "0.0"),
        ("-0.04", "0.0"),
        ("-100", "-100.0"),
        ("0.05", "0.1"),
    ],
)
def test_change_as_it_is_shown(points: str, shown: str) -> None:
    assert str(printed_change(Fraction(points))) == shown
