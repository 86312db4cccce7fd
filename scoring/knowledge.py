"""What a test says about one person: percent, how sure it is, and whether it differs from the test before it.

Scores are points of items, from 0 to a highest one that is the same for all items: 1 where one answer is right, 2 where
an acceptable answer earns half. There is no line between passing and failing.

Each person answers other items, drawn from a bank. So a score is an estimate of what the person would reach on the
whole bank, with Lord's binomial standard error (Lord 1955, Educ Psychol Meas 15:325-336); an item with half a point
varies less than one without, so for those it is an upper bound. What groups say is in `scoring.reliability`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt

from scoring.intervals import wilson

SURE = 1.96
"""Standard errors beyond which a difference is not called chance (95 %)."""


@dataclass(frozen=True, slots=True)
class Score:
    """`points` of the highest possible `possible`, on `items` items. `low` and `high` in percent: Wilson's 95 %
    interval.
    """

    points: int
    possible: int
    items: int
    low: float
    high: float

    @property
    def percent(self) -> Fraction:
        """Exact percent of the highest possible points."""
        return Fraction(100 * self.points, self.possible)

    @property
    def standard_error(self) -> float:
        """Lord's binomial standard error in percentage points; 50, the most it can be, for a single item."""
        share = self.points / self.possible
        return 100 * sqrt(share * (1 - share) / (self.items - 1)) if self.items > 1 else 50.0


def score(points: Sequence[int], highest: int) -> Score:
    """The score of one person: the points of each item that was drawn, 0 for one without an answer.

    ValueError without items, and for points that are not from 0 to `highest`.
    """
    if not points or highest < 1 or not all(0 <= one <= highest for one in points):
        raise ValueError(f"points {list(points)} of at most {highest} are no test")
    whole = Fraction(sum(points), highest)
    low, high = wilson(floor(whole), len(points))[0], wilson(ceil(whole), len(points))[1]
    return Score(sum(points), highest * len(points), len(points), 100 * low, 100 * high)


def changed(now: Score, before: Score) -> bool:
    """Whether two tests of a person differ by more than other items alone would explain."""
    apart = abs(float(now.percent - before.percent))
    return apart > SURE * sqrt(now.standard_error**2 + before.standard_error**2)
