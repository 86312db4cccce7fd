"""Which items of a bank a person gets: so many of each domain (the blueprint), new ones first, in an order of chance.

A test that is drawn anew for each person cannot be passed around, and a person who takes it again learns more than the
answers of last time. Randomness is handed in; what was drawn is kept with the draft by whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

MOST_SEED = 2**31 - 2
"""Seeds of an XLSForm's `randomize` run in a generator modulo 2³¹ - 1 (ODK XForms specification): 0 is not among
them."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The items in the order in which they are asked, and for each the seed that shuffles its choices."""

    items: tuple[str, ...]
    seeds: tuple[int, ...]


def draw(
    domain_of: Mapping[str, str],
    blueprint: Mapping[str, int],
    seen: Sequence[Iterable[str]],
    random: Random,
    earliest: Mapping[str, int] = MappingProxyType({}),
) -> Drawn:
    """Draw items: `domain_of` says the domain of each item of the bank, `blueprint` how many of each domain.

    `seen`: the items of the person's earlier tests, the newest test first. Of a domain, items that the person has never
    seen come first, then those that were seen longest ago.

    `earliest`: by domain, the first place (from 1) where its items may stand, as far as others can go before them:
    nobody begins with a beaten child.

    ValueError where the bank has not enough items of a domain, or the blueprint wants none at all.
    """
    last_seen: dict[str, int] = {}
    for back, items in enumerate(seen):
        for item in items:
            last_seen.setdefault(item, back)
    drawn: list[str] = []
    for domain, wanted in blueprint.items():
        there = [item for item, of in domain_of.items() if of == domain]
        if not 0 <= wanted <= len(there):
            raise ValueError(f"{wanted} items of {domain!r} cannot be drawn from {len(there)}")
        random.shuffle(there)
        # The shuffle decides among those that are alike, as sorting keeps their order.
        there.sort(key=lambda item: -last_seen.get(item, len(seen)))
        drawn += there[:wanted]
    if not drawn:
        raise ValueError("a test without items")
    random.shuffle(drawn)
    order = _ordered(drawn, {item: earliest.get(domain_of[item], 1) for item in drawn})
    return Drawn(order, tuple(random.randint(1, MOST_SEED) for _ in drawn))


def _ordered(drawn: Sequence[str], earliest: Mapping[str, int]) -> tuple[str, ...]:
    """The items in their order, but those that come too early one after the next that may stand there."""
    left = list(drawn)
    order: list[str] = []
    while left:
        place = len(order) + 1
        item = next((one for one in left if earliest[one] <= place), left[0])
        left.remove(item)
        order.append(item)
    return tuple(order)
