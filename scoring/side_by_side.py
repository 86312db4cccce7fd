"""Self-assessment beside what another way of looking found: knowledge test, case test, interview, part by part.

001 (rekomendasi) wants knowledge and skill seen by test and attitude by interview, because companions who rate
themselves come out high in everything. A gap is the self-assessment minus the other, in percentage points. The two
scales are alike, not the same: answers from 1 to 4 cannot fall below 25 %, guessing among four options comes to about
25 %. So a gap is told only where it is clear:

- beside a test, where the self-assessment lies outside the interval of the test's result (its error is large: some 20
  questions);
- beside an interview, which has no interval, from half a level an indicator on.

The rule is ours; neither way is the truth about a person, and the words of a gap say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.percent import enough, percent_of_maximum

OTHER_WAY: Mapping[str, str] = {"pengetahuan": "pengetahuan", "keterampilan": "kasus", "sikap": "wawancara"}
"""What stands beside each part of the self-assessment: the knowledge test, the case test, the interview."""

CLEAR = Fraction(25, 2)
"""Points that are half a level of four."""

MISSING = 255
"""Stands for an item without an answer, as results are kept."""


class Gap(StrEnum):
    """How the self-assessment lies to the other."""

    LOWER = "lower"
    ALIKE = "alike"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Measure:
    """A result in percent, 0 to 100; `low` and `high`: its interval, None where it has none."""

    percent: Fraction | float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One part: `own` percent, the `other` measure, and, where both are there, their `gap` in `points`."""

    part: str
    own: Fraction | None
    other: Measure | None
    points: float | None
    gap: Gap | None


def side_by_side(own: Mapping[str, Fraction | None], other: Mapping[str, Measure]) -> tuple[Line, ...]:
    """A line for each part, in the order of `OTHER_WAY`. `other` by the names of the ways."""
    return tuple(_line(part, own.get(part), other.get(way)) for part, way in OTHER_WAY.items())


def part_percents(
    items: bytes, part_of: Sequence[int], maximum: Sequence[int], parts: Sequence[str]
) -> dict[str, Fraction | None]:
    """The percent of each part from a kept result: a byte an item, the index of its part, and its highest score.

    None for a part with fewer than 80 % of its items answered. ValueError for another number of items.
    """
    found: dict[str, Fraction | None] = {}
    rows = list(zip(items, part_of, maximum, strict=True))
    for index, part in enumerate(parts):
        there = [(score, highest) for score, of, highest in rows if of == index]
        answered = [(score, highest) for score, highest in there if score != MISSING]
        raw, most = sum(score for score, _ in answered), sum(highest for _, highest in answered)
        found[part] = percent_of_maximum(raw, most) if there and enough(len(answered), len(there)) else None
    return found


def _line(part: str, own: Fraction | None, other: Measure | None) -> Line:
    if own is None or other is None:
        return Line(part, own, other, None, None)
    points = float(own) - float(other.percent)
    if other.low is not None and other.high is not None:
        clear = not other.low <= float(own) <= other.high
    else:
        clear = abs(points) >= CLEAR
    gap = Gap.ALIKE if not clear else Gap.LOWER if points < 0 else Gap.HIGHER
    return Line(part, own, other, points, gap)
