"""What an interview about attitude says: eight indicators, each on four levels of what was told or seen.

001 (rekomendasi) wants attitude assessed by interview, not by a test or by self-report. It prints no rubric; the levels
are ours: 1 no example yet, 2 with somebody's reminder, 3 by oneself, 4 by oneself and as an example to others. That no
example was told says nothing of the attitude: level 1 counts as not answered. The percent is that of the highest
levels, as in the self-assessment (`scoring.percent`), so that the two can stand side by side: it lies between 50 and
100, and needs 80 % of the indicators.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.percent import enough, percent_of_maximum

HIGHEST = 4
"""The highest level; the lowest is 1."""

NO_EXAMPLE = 1
"""The level of which nothing follows."""

BY_ONESELF = 3
"""From this level on an attitude is shown without anybody's reminder."""


@dataclass(frozen=True, slots=True)
class Attitude:
    """`asked`: indicators with an example; `percent`: unrounded, None where fewer than 80 % have one; `strong`: those
    on the highest level that was found, if it is shown without a reminder; `next`: those on the lowest, if it is lower.
    """

    asked: int
    indicators: int
    percent: Fraction | None
    strong: tuple[str, ...]
    next: tuple[str, ...]


def attitude(levels: Mapping[str, int | None]) -> Attitude:
    """What comes of the level of each indicator, None for one that was not asked. ValueError for a level that there is
    none of.
    """
    if wrong := [level for level in levels.values() if level is not None and not 1 <= level <= HIGHEST]:
        raise ValueError(f"a level lies between 1 and {HIGHEST}, not at {wrong[0]}")
    found = {indicator: level for indicator, level in levels.items() if level is not None and level != NO_EXAMPLE}
    percent = None
    if levels and enough(len(found), len(levels)):
        percent = percent_of_maximum(sum(found.values()), HIGHEST * len(found))
    highest, lowest = max(found.values(), default=0), min(found.values(), default=0)
    return Attitude(
        asked=len(found),
        indicators=len(levels),
        percent=percent,
        strong=tuple(one for one, level in found.items() if level == highest >= BY_ONESELF),
        next=tuple(one for one, level in found.items() if level == lowest < highest),
    )
