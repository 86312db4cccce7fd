"""What a group's tests say about the test: how reliably it tells people apart, and what each item is like.

Tests come as a matrix, one row a person and one byte an item of the bank: its points, or `MISSING` where it was not
drawn for that person. Which coefficient fits depends on how items were given out:

- everybody had the same items: KR-20 (Kuder & Richardson 1937, Psychometrika 2:151-160);
- each had others: KR-21 of the same paper, which takes the items of a test as a random sample (Lord 1955, Educ Psychol
  Meas 15:325-336);
- points between nothing and all: the same idea for any points, 1 - mean square within people / mean square between
  them, the coefficient of items nested in people (Brennan 2001, Generalizability Theory, design i:p). Cronbach's alpha
  needs items in common, which people here do not have.

Where so many items are drawn of each domain, the sample is a stratified one: the error is that within the domains
(Rajaratnam, Cronbach & Gleser 1965, Psychometrika 30:39-56), and the name says "strata". A question without an answer
counts as not right, as it does in the score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from scoring.digest import MISSING

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

FEWEST = 20
"""From so many people on a coefficient, or the discrimination of an item, is reported."""

_FEWEST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """`n` people had the item. `difficulty`: mean points in percent of the highest, 0 where nobody had it.
    `discrimination`: the correlation of its points with the person's mean on their other items; None for fewer than
    `FEWEST` people, or without any differences.
    """

    n: int
    difficulty: float
    discrimination: float | None


def reliability(tests: Array, highest: int, domains: Sequence[str]) -> tuple[str, float] | None:
    """The coefficient that fits people × items of the bank, with its name: "KR-20", "KR-21" or "ANOVA i:p", these two
    with ", strata" where everybody had two items or more of each domain that was asked.

    `domains`: the domain of each item of the bank. Of people with different numbers of items, those with the most
    frequent number count. None for fewer than `FEWEST` of them, fewer than two items, or where all reached the same.
    """
    import numpy as np

    there = tests != MISSING
    numbers, people = np.unique(there.sum(axis=1), return_counts=True)
    if not numbers.size:
        return None
    items = int(numbers[people.argmax()])
    same_number = there.sum(axis=1) == items
    there, tests = there[same_number], tests[same_number]
    if highest == 1 and (there == there[0]).all():
        name, value = "KR-20", kr20(tests[there].reshape(len(tests), items))
    else:
        parts = [tests[:, [at for at, one in enumerate(domains) if one == domain]] for domain in sorted(set(domains))]
        if any((_items(part) == 1).any() for part in parts):
            parts = [tests]
        name = ("KR-21" if highest == 1 else "ANOVA i:p") + (", strata" if len(parts) > 1 else "")
        value = nested(parts, highest)
    return None if value is None else (name, value)


def kr20(tests: Array) -> float | None:
    """KR-20 of people × the same items, each 0 or 1; None as in `reliability`."""
    people, items = tests.shape
    spread = float(tests.sum(axis=1).var()) if people else 0.0
    if people < FEWEST or items < _FEWEST_ITEMS or not spread:
        return None
    shares = tests.mean(axis=0)
    return float(items / (items - 1) * (1 - (shares * (1 - shares)).sum() / spread))


def nested(parts: Sequence[Array], highest: int) -> float | None:
    """KR-21, or for points up to `highest` the coefficient of items nested in people, with the error within the parts.

    `parts`: people × items of the bank, one for each stratum, of which nobody had a single item. None as in
    `reliability`.
    """
    import numpy as np

    people = len(parts[0])
    error, total, items = np.zeros(people), np.zeros(people), np.zeros(people)
    for part in parts:
        asked, points = _items(part), np.where(part != MISSING, part, 0).astype(np.float64)
        reached = points.sum(axis=1)
        # n × the variance of the points within, n - 1 being 0 only where there is nothing to count
        error += (asked * (points**2).sum(axis=1) - reached**2) / np.maximum(asked - 1, 1)
        total, items = total + reached, items + asked
    # KR-21 has the variance of these people, the analysis of variance that of the people they stand for.
    spread = float(total.var(ddof=0 if highest == 1 else 1)) if people >= FEWEST else 0.0
    if items.min(initial=_FEWEST_ITEMS) < _FEWEST_ITEMS or not spread:
        return None
    return 1 - float(error.mean()) / spread


def _items(tests: Array) -> Array:
    """How many items each person had."""
    counted: Array = (tests != MISSING).sum(axis=1)
    return counted


def item_figures(tests: Array, highest: int) -> tuple[ItemFigures, ...]:
    """Figures of each item of the bank."""
    import numpy as np

    there = tests != MISSING
    points = np.where(there, tests, 0).astype(np.float64)
    others = np.maximum(there.sum(axis=1) - 1, 1)
    found = []
    for item in range(tests.shape[1]):
        had = there[:, item]
        mine = points[had, item]
        rest = (points[had].sum(axis=1) - mine) / others[had]
        difficulty = 100 * float(mine.mean()) / highest if mine.size else 0.0
        discrimination = _correlation(mine, rest) if mine.size >= FEWEST else None
        found.append(ItemFigures(int(mine.size), difficulty, discrimination))
    return tuple(found)


def _correlation(one: Array, other: Array) -> float | None:
    """Pearson's; None where either does not vary."""
    one, other = one - one.mean(), other - other.mean()
    squares = float((one @ one) * (other @ other))
    return float(one @ other) / squares**0.5 if squares > 1e-12 else None
