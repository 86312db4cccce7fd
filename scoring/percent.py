"""Percent of maximum, when it may be reported, and how it is rounded when it is shown.

001 measures against "100 percent", the highest score possible, and says nothing about statements left
unanswered. Our own rule, with its reasons in docs/decisions/0002-missing-answers.md: the percent is taken
over the answered items and their maxima (the person's mean stands in for what was left out), and reported
only when at least `ENOUGH` of the items are answered.

Percent of maximum has a floor: 25 on a scale from 1 to 4, 20 on a scale from 1 to 5.
"""

from decimal import Decimal
from fractions import Fraction
from math import floor

from scoring.bands import band_of

ENOUGH = Fraction(4, 5)
"""Share of a part's items that must be answered before its percent is reported."""


def enough(answered: int, items: int) -> bool:
    """Whether `answered` out of `items` may be reported. ValueError unless 0 <= answered <= items >= 1."""
    if not 0 <= answered <= items or items < 1:
        raise ValueError(f"{answered} answered out of {items} items is impossible")
    return answered >= ENOUGH * items


def percent_of_maximum(raw: Fraction | int, maximum: int) -> Fraction:
    """`raw` as an exact percent of `maximum`. ValueError unless 0 <= raw <= maximum and maximum >= 1."""
    if maximum < 1 or not 0 <= raw <= maximum:
        raise ValueError(f"a raw score of {raw} out of {maximum} is impossible")
    return Fraction(raw) * 100 / maximum


def printed(percent: Fraction) -> Decimal:
    """`percent` with two decimals, as a person sees it: halves go up, but never into a band not reached.

    So 70.998, which is "cukup efektif", is shown as 70.99: 71.00 would contradict the band beside it.
    ValueError outside 0 to 100.
    """
    shown = _half_up(percent, 2)
    if band_of(shown) != band_of(percent):
        shown -= Decimal("0.01")
    return shown


def printed_change(points: Fraction) -> Decimal:
    """A difference in percentage points with one decimal; halves go away from zero, and zero has no sign."""
    size = _half_up(abs(points), 1)
    return -size if points < 0 else size


def _half_up(value: Fraction, places: int) -> Decimal:
    # On whole numbers, because dividing first would round twice: 84.375 has no room for error, 2/3 has.
    return Decimal(floor(value * 10**places + Fraction(1, 2))).scaleb(-places)
