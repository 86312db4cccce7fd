"""What three months of learning together have changed: of one's own for the mentee, of many for the coordinator.

Percents are of the maximum of four statements, by the person's own answers; changes are in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from statistics import median
from typing import Any

from handlers.mentoring.words import theme
from handlers.turn import Turn
from locales.formats import figure
from scoring.mentoring import ROLE
from storage.mentor_pairs import Pair

AFTER = "after"
# Of fewer pairs only their number is told; a median only of so many (`scoring.smallgroups`).
FEWEST, FEWEST_FOR_MEDIAN = 5, 10


def changes(baseline: Mapping[str, Any], outcome: Mapping[str, Any]) -> dict[str, float]:
    """The change of each part that was measured both times, in points."""
    after = outcome.get(AFTER, {})
    return {part: float(after[part]) - float(before) for part, before in baseline.items() if part in after}


def change_lines(turn: Turn, pair: Pair) -> list[str]:
    """The mentee's own figures, a line a part, as HTML; none before they were measured again."""
    t = turn.texts
    after = pair.outcome.get(AFTER, {})
    return [
        t(
            "mentor-measured",
            theme=_capital(theme(turn, part)),
            before=_number(turn, float(pair.baseline[part])),
            after=_number(turn, float(after[part])),
            way="up" if change > 0 else "down" if change < 0 else "same",
            points=_number(turn, abs(change)),
        )
        for part, change in changes(pair.baseline, pair.outcome).items()
    ]


def group_lines(turn: Turn, outcomes: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the coordinator sees of all pairs that were measured: how they changed in the understanding of the role."""
    found = [float(one["change"][ROLE]) for one in outcomes if ROLE in one.get("change", {})]
    t = turn.texts
    if not found:
        return []
    if len(found) < FEWEST:
        return [t("mentor-figures-few", count=len(found))]
    up, down = sum(change > 0 for change in found), sum(change < 0 for change in found)
    lines = [t("mentor-figures", count=len(found), up=up, same=len(found) - up - down, down=down)]
    if len(found) >= FEWEST_FOR_MEDIAN:
        lines.append(t("mentor-figures-median", points=_signed(turn, median(found))))
    # Mentees are those who were low: without a comparison the return to the middle cannot be told from learning.
    return [*lines, t("mentor-figures-caution")]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _number(turn: Turn, value: float) -> str:
    return figure(Decimal(f"{value:.1f}"), turn.language)


def _signed(turn: Turn, value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return sign + _number(turn, abs(value))
