"""From how many people on a number tells about a group, and no longer about a person.

The two thresholds are our own (the studies print groups of one): under `FEWEST` a share or a median says little and is
not shown, only counts are; under `SHOWN_FROM` even what the people of a group have in common may tell who said what,
so such a group is told together with others, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 10
"""People from whom on a share, a mean or a median is shown; below, counts only."""

SHOWN_FROM = 5
"""People from whom on a group's results are told apart from those of others."""


def merged(groups: Sequence[tuple[str, int]]) -> list[tuple[str, ...]]:
    """Which groups are told together, given (name, people whose results count), so that no result can be worked out.

    - A group of `SHOWN_FROM` or more stands alone; so does an empty one, which has nothing to hide.
    - All smaller ones are told as one. Were they withheld one by one, the total less what is shown would be theirs
      all the same.
    - Are they together still fewer than `SHOWN_FROM`, the smallest of the others joins them (of several as small, the
      first). One that joins suffices, for it has enough people by itself.
    - Only where *all* people together are fewer than `SHOWN_FROM` is a told group that small: then its results, and
      the total's, are to be withheld.

    Every name comes exactly once: those that stand alone in the given order, then those told as one, in that order.
    ValueError for a name that comes twice or a count below 0.
    """
    if len({name for name, _ in groups}) != len(groups):
        raise ValueError("a group is named twice")
    if any(people < 0 for _, people in groups):
        raise ValueError("a group has fewer than no people")
    together = {name for name, people in groups if 0 < people < SHOWN_FROM}
    large = [(people, name) for name, people in groups if people >= SHOWN_FROM]
    if large and 0 < sum(people for name, people in groups if name in together) < SHOWN_FROM:
        together.add(min(large, key=lambda each: each[0])[1])
    alone = [(name,) for name, _ in groups if name not in together]
    return alone + ([tuple(name for name, _ in groups if name in together)] if together else [])
