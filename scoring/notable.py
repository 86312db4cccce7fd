"""Which items are worth naming to a person as the strongest and the weakest.

The rule (our own; the studies name weak spots of groups only):
1. A strong item lies above the person's own mean, a weak one below it. So no item with the highest score is
   ever called weak, none at or below the mean is called strong, and someone who answers alike everywhere is
   told neither.
2. The further from the middle, the earlier: items are taken by their share of the maximum.
3. On four points many items tie. Tied items are taken from the parts in turn, beginning with the part from
   whose own mean the item stands out most, so that three items tell about more than one part where they
   can.
4. What is still tied within a part goes by the item's name, so that the same answers always give the same
   words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

NAMED = 3
"""How many items are named at each end: what fits one line in the chat."""


@dataclass(frozen=True, slots=True)
class Notable:
    """Up to `NAMED` items, the most telling first, and how many more scored the same as the last of them."""

    items: tuple[str, ...]
    tied: int


def notable(shares: Mapping[str, Mapping[str, Fraction]]) -> tuple[Notable, Notable, bool]:
    """The strongest items, the weakest items, and whether all answers are equal.

    `shares`: for each part, the answered items with their score as a share of the maximum, 0 to 1. Without
    any item both ends are empty and the answers do not count as equal.
    """
    every = [share for items in shares.values() for share in items.values()]
    if not every:
        return Notable((), 0), Notable((), 0), False
    mean = sum(every, Fraction(0)) / len(every)
    means = {part: sum(items.values(), Fraction(0)) / len(items) for part, items in shares.items() if items}
    entries = [
        (share - mean, share - means[part], part, item)
        for part, items in shares.items()
        for item, share in items.items()
    ]
    strong = [entry for entry in entries if entry[0] > 0]
    weak = [(-above, -standing, part, item) for above, standing, part, item in entries if above < 0]
    return _named(strong), _named(weak), len(set(every)) == 1


def _named(entries: Sequence[tuple[Fraction, Fraction, str, str]]) -> Notable:
    """Name the first of `entries`: (distance from the mean, distance from the part's mean, part, item)."""
    levels: dict[Fraction, list[tuple[Fraction, Fraction, str, str]]] = {}
    for entry in entries:
        levels.setdefault(entry[0], []).append(entry)
    named: list[str] = []
    for distance in sorted(levels, reverse=True):
        order = _in_turn(levels[distance])
        taken = order[: NAMED - len(named)]
        named += taken
        if len(named) == NAMED:
            return Notable(tuple(named), len(order) - len(taken))
    return Notable(tuple(named), 0)


def _in_turn(entries: Sequence[tuple[Fraction, Fraction, str, str]]) -> list[str]:
    standing: dict[str, Fraction] = {}
    queues: dict[str, list[str]] = {}
    for _, distance, part, item in entries:
        standing[part] = distance
        queues.setdefault(part, []).append(item)
    parts = sorted(queues, key=lambda part: (-standing[part], part))
    rounds = zip_longest(*(sorted(queues[part]) for part in parts))
    return [item for each in rounds for item in each if item is not None]
