"""What a group's tests say about the test: how reliably it tells people apart, and what each item is like.

Tests come as a matrix, one row a person and one byte an item of the bank: its points, or `MISSING` where it was not
drawn for that person. Which coefficient fits depends on how items were given out:

- everybody had the same items: KR-20 (Kuder & Richardson 1937, Psychometrika 2:151-160);
- each had others: KR-21 of the same paper, which takes the items of a test as a random sample (Lord 1955, Educ Psychol
  Meas 15:325-336);
- points between nothing and all: the same idea for any points, 1 - mean square within people / mean square between
  them, the coefficient of items nested in people (Brennan 2001, Generalizability Theory, design i:p). Cronbach's alpha
  needs items in common, which people here do not have.
"""

from __future__ import annotations

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


def reliability(tests: Array, highest: int) -> tuple[str, float] | None:
    """The coefficient that fits people × items of the bank, with its name ("KR-20", "KR-21", "ANOVA i:p").

    Of people with different numbers of items, those with the most frequent number count. None for fewer than `FEWEST`
    of them, fewer than two items, or where all reached the same.
    """
    import numpy as np

    there = tests != MISSING
    numbers, people = np.unique(there.sum(axis=1), return_counts=True)
    if not numbers.size:
        return None
    items = int(numbers[people.argmax()])
    same_number = there.sum(axis=1) == items
    there, tests = there[same_number], tests[same_number]
    drawn = tests[there].reshape(len(tests), items)
    if highest > 1:
        name, value = "ANOVA i:p", nested(drawn)
    elif (there == there[0]).all():
        name, value = "KR-20", kr20(drawn)
    else:
        name, value = "KR-21", kr21(drawn.sum(axis=1), items)
    return None if value is None else (name, value)


def kr20(tests: Array) -> float | None:
    """KR-20 of people × the same items, each 0 or 1; None as in `reliability`."""
    people, items = tests.shape
    spread = float(tests.sum(axis=1).var()) if people else 0.0
    if people < FEWEST or items < _FEWEST_ITEMS or not spread:
        return None
    shares = tests.mean(axis=0)
    return float(items / (items - 1) * (1 - (shares * (1 - shares)).sum() / spread))


def kr21(rights: Array, items: int) -> float | None:
    """KR-21 of the numbers of right answers to `items` items, other ones for each person; None as in `reliability`."""
    spread = float(rights.var()) if len(rights) else 0.0
    if len(rights) < FEWEST or items < _FEWEST_ITEMS or not spread:
        return None
    mean = float(rights.mean())
    return items / (items - 1) * (1 - mean * (items - mean) / (items * spread))


def nested(tests: Array) -> float | None:
    """The coefficient of people × as many items, other ones for each, of any points; None as in `reliability`."""
    people, items = tests.shape
    if people < FEWEST or items < _FEWEST_ITEMS:
        return None
    between = items * float(tests.mean(axis=1).var(ddof=1))
    within = float(tests.var(axis=1, ddof=1).mean())
    return 1 - within / between if between else None


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
