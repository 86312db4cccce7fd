"""A sum, shared out among people or items: what the studies print are sums, and somebody has to have the parts."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def shared(total: int, wishes: Sequence[float], most: int) -> list[int]:
    """`total` in whole numbers from 0 to `most`, as many as there are wishes, and as near as can be in proportion.

    ValueError where it cannot be had.
    """
    if not 0 <= total <= most * len(wishes):
        raise ValueError(f"{total} cannot be shared among {len(wishes)} of {most} at most")
    share = total / (sum(wishes) or 1)
    parts = [min(most, round(wish * share)) for wish in wishes]
    while (over := sum(parts) - total) != 0:
        step = -1 if over > 0 else 1
        able = [place for place, part in enumerate(parts) if 0 <= part + step <= most]
        # Whoever is furthest from the own wish, on the side that helps.
        place = max(able, key=lambda at: step * (wishes[at] * share - parts[at]))
        parts[place] += step
    return parts


def counted(total: int, printed: Sequence[int]) -> list[int]:
    """`total` people in the proportions that a study prints: exactly its counts where it has as many people.

    What rounding down leaves over goes to the largest remainders, of equals to the first.
    """
    whole = sum(printed)
    parts = [total * count // whole for count in printed]
    left = sorted(range(len(printed)), key=lambda at: -(total * printed[at] % whole))
    for place in left[: total - sum(parts)]:
        parts[place] += 1
    return parts


def chosen(random: Random, weights: dict[T, float], count: int) -> set[T]:
    """`count` different ones, the heavier the likelier (Efraimidis & Spirakis 2006, Inf Process Lett 97:181-185)."""
    keys = {each: random.random() ** (1 / weight) for each, weight in weights.items()}
    return set(sorted(keys, key=lambda each: -keys[each])[:count])
