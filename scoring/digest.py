"""A whole group's answers to one instrument at once: percents, bands, means of items, those at the top of the scale.

The answers come as a matrix, one row a person and one byte an item: the item's score, or `MISSING`. Everything is the
same as `scoring.competency` says of each person, but without a step in Python for each: 25,072 people with 87 items are
a matter of some hundredths of a second.

Exactness: raw scores and maxima are whole numbers, and a percent is one division of them (100 · raw / maximum), rounded
once. Such a division cannot reach a whole number, as a band's bound is, from below: so the floats here fall into the
same bands as the fractions there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any, TypeAlias

from scoring.bands import BANDS
from scoring.percent import ENOUGH
from scoring.smallgroups import FEWEST

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

MISSING = 255
"""The byte of an item that was not answered."""

CEILING_FLAG = 0.15
"""More than this share at the highest possible score is a ceiling: the instrument cannot tell these people apart any
more. Source: Terwee et al. 2007, J Clin Epidemiol 60:34-42.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The items of an instrument, their part's number (from 0) and highest score; how many parts there are.

    `part_of` and `maximum`: arrays of one length. `weights`: of each part in the overall percent, as whole numbers in
    whatever unit; None: every item counts alike.
    """

    part_of: Array
    maximum: Array
    weights: Array | None
    parts: int


def shape_of(part_of: Sequence[int], maximum: Sequence[int], weights: Sequence[Fraction] | None, parts: int) -> Shape:
    """The shape of an instrument; `weights`, one for each part, may be fractions.

    ValueError where lengths differ, a part has no item, or a maximum or a weight is not above 0.
    """
    import numpy as np

    if len(part_of) != len(maximum) or (weights is not None and len(weights) != parts):
        raise ValueError("parts, maxima and weights are not of one instrument")
    if set(part_of) != set(range(parts)):
        raise ValueError(f"the items are not those of {parts} parts")
    if min(maximum) < 1 or (weights is not None and min(weights) <= 0):
        raise ValueError("an item has no score above 0, or a part no weight")
    whole = None
    if weights is not None:
        unit = lcm(*(weight.denominator for weight in weights))
        whole = np.array([int(weight * unit) for weight in weights], dtype=np.float64)
    return Shape(np.array(part_of, dtype=np.intp), np.array(maximum, dtype=np.float64), whole, parts)


def percents(matrix: Array, shape: Shape) -> Array:
    """Each person's percent (0 to 100) of each part and, last, overall: floats, people × (parts + 1).

    nan where fewer than four fifths of a part's items are answered; overall, where that is so of any part
    (docs/decisions/0002). What is left out counts neither in the score nor in the maximum. With weights, overall is
    the mean of the parts' percents with these weights (`scoring.weighted`). ValueError for another number of items.
    """
    import numpy as np

    count = len(shape.part_of)
    if matrix.ndim != 2 or matrix.shape[1] != count:
        raise ValueError(f"answers of shape {matrix.shape} to {count} items")
    in_part = np.zeros((count, shape.parts))
    in_part[np.arange(count), shape.part_of] = 1.0
    answered = matrix != MISSING
    # Sums of whole numbers: exact in floats, and a product of matrices is the fastest way to have them.
    raw = _product(matrix * answered, in_part)
    maximum = _product(answered, in_part * shape.maximum[:, None])
    enough = _product(answered, in_part) * ENOUGH.denominator >= in_part.sum(axis=0) * ENOUGH.numerator
    whole = _whole(raw, maximum, shape.weights)
    above, below = (np.column_stack([parts, all_of]) for parts, all_of in zip((raw, maximum), whole, strict=True))
    told = np.column_stack([enough, enough.all(axis=1)])
    found: Array = np.divide(100.0 * above, below, out=np.full(above.shape, np.nan), where=told)
    return found


def _whole(raw: Array, maximum: Array, weights: Array | None) -> tuple[Array, Array]:
    """What the overall percent is a division of: its numerator (less the 100) and its denominator, person by person.

    Σ w · raw / max over Σ w is brought to one denominator, so that it stays a division of whole numbers (as long as
    these are below 2**53, so of a few parts).
    """
    import numpy as np

    if weights is None:
        return raw.sum(axis=1), maximum.sum(axis=1)
    common = maximum.prod(axis=1)
    others = np.divide(common[:, None], maximum, out=np.zeros_like(maximum), where=maximum > 0)
    return (weights * raw * others).sum(axis=1), weights.sum() * common


def band_counts(percents_column: Array) -> tuple[int, ...]:
    """How many of these percents (nan left out) are in each band, in the order of `scoring.bands.BANDS`."""
    reached = [int((percents_column >= band.lower).sum()) for band in BANDS]
    return tuple(now - above for now, above in zip(reached, [0, *reached], strict=False))


def item_means(matrix: Array, shape: Shape) -> tuple[Array, Array]:
    """For each item how many have answered it, and their mean in percent of its maximum; nan where nobody has."""
    import numpy as np

    answered = matrix != MISSING
    n = np.count_nonzero(answered, axis=0)
    total = (matrix * answered).sum(axis=0, dtype=np.int64)
    mean: Array = np.divide(100.0 * total, n * shape.maximum, out=np.full(n.shape, np.nan), where=n > 0)
    return n, mean


def weakest(matrix: Array, shape: Shape, most: int = 3) -> list[tuple[int, int, float]]:
    """Up to `most` items with the lowest means, lowest first: (index of the item, who answered, mean percent).

    Only items that `FEWEST` or more have answered; of equals the one that comes first in the instrument. An item that
    no other exceeds is never weak: where all are alike, none is.
    """
    import numpy as np

    n, mean = item_means(matrix, shape)
    told = np.flatnonzero(n >= FEWEST)
    if not told.size:
        return []
    told = told[mean[told] < mean[told].max()]
    lowest = told[np.argsort(mean[told], kind="stable")][:most]
    return [(int(item), int(n[item]), float(mean[item])) for item in lowest]


def ceiling(percents_column: Array) -> int:
    """How many have the highest score possible. Whether that is too many of those with a percent: `CEILING_FLAG`."""
    return int((percents_column == 100.0).sum())


def _product(left: Array, right: Array) -> Array:
    """The product of two matrices of whole numbers, in the narrower float where that holds every sum exactly."""
    import numpy as np

    largest = float(np.iinfo(np.uint8).max) * right.sum(axis=0).max()
    kind = np.float32 if largest < 2**24 else np.float64
    product: Array = (left.astype(kind) @ right.astype(kind)).astype(np.float64)
    return product
