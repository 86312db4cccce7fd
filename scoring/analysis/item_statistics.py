"""Each item by itself: answers, mean, spread, shape, ends of the scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.reliability_results import ItemStatistics

Array: TypeAlias = np.ndarray[Any, Any]
Ends: TypeAlias = float | Mapping[str, float] | None
"""The lowest or highest category: of all items, by item, or as observed."""

MOST_CATEGORIES = 20
CEILING_SHARE = 0.5
CEILING_MEAN = 0.9
"""From here on answers pile up at an end: half of them in the end category, or a mean beyond 90 % of the scale, as the
self-ratings of studies 001 and 003 do."""


def item_statistics(
    values: Array, names: Sequence[str], groups: Sequence[Sequence[int]], lowest: Ends = None, highest: Ends = None
) -> tuple[ItemStatistics, ...]:
    """Of rows × items, NaN where an answer is missing. `groups`: places of items with the same categories; where no
    end of the scale is handed in, it is the lowest or highest answer to any of them."""
    counted = [np.unique(values[:, at][~np.isnan(values[:, at])], return_counts=True) for at in range(len(names))]
    ends = _observed_ends(counted, groups)
    shapes = _shapes(values)
    found = []
    for at, name in enumerate(names):
        low = _end(lowest, name, ends[at][0])
        high = _end(highest, name, ends[at][1])
        found.append(_one(name, len(values), counted[at], low, high, shapes[:, at]))
    return tuple(found)


def at_ceiling(item: ItemStatistics) -> bool:
    """Whether answers pile up at the top."""
    return _piled(item.ceiling, item.mean, item.lowest, item.highest)


def at_floor(item: ItemStatistics) -> bool:
    """Whether answers pile up at the bottom."""
    return _piled(item.floor, item.mean, item.highest, item.lowest)


def _piled(share: float | None, mean: float | None, far: float | None, near: float | None) -> bool:
    if share is None or mean is None or far is None or near is None or far == near:
        return False
    return share >= CEILING_SHARE or (mean - far) / (near - far) > CEILING_MEAN


def _end(given: Ends, name: str, observed: float | None) -> float | None:
    if isinstance(given, Mapping):
        return given.get(name, observed)
    return observed if given is None else given


def _observed_ends(
    counted: Sequence[tuple[Array, Array]], groups: Sequence[Sequence[int]]
) -> list[tuple[float | None, float | None]]:
    """None where there are too many different answers for categories."""
    found: list[tuple[float | None, float | None]] = [(None, None)] * len(counted)
    alone = [[at] for at in range(len(counted)) if not any(at in group for group in groups)]
    for group in [*groups, *alone]:
        answers = [counted[at][0] for at in group if counted[at][0].size]
        if answers and max(each.size for each in answers) <= MOST_CATEGORIES:
            ends = float(min(each[0] for each in answers)), float(max(each[-1] for each in answers))
            for at in group:
                found[at] = ends
    return found


def _one(
    name: str, rows: int, counted: tuple[Array, Array], low: float | None, high: float | None, shape: Array
) -> ItemStatistics:
    values, counts = counted
    n = int(counts.sum())
    known = [None if np.isnan(figure) else float(figure) for figure in shape]
    few = values.size <= MOST_CATEGORIES
    return ItemStatistics(
        name=name,
        n=n,
        missing=rows - n,
        mean=known[0],
        sd=known[1],
        skewness=known[2],
        kurtosis=known[3],
        lowest=low,
        highest=high,
        floor=float(counts[values <= low].sum()) / n if n and low is not None else None,
        ceiling=float(counts[values >= high].sum()) / n if n and high is not None else None,
        categories=tuple((float(v), int(c)) for v, c in zip(values, counts, strict=True)) if few else (),
    )


def _shapes(values: Array) -> Array:
    """(4, items): mean, sd (n - 1), G1 and G2 (Joanes & Gill 1998); NaN where it cannot be said."""
    there = ~np.isnan(values)
    n = there.sum(axis=0).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(there, values, 0.0).sum(axis=0) / n
        centred = np.where(there, values - mean, 0.0)
        square = centred * centred
        second = square.sum(axis=0) / n
        third = (square * centred).sum(axis=0) / n
        fourth = (square * square).sum(axis=0) / n
        # Less than the rounding of the values themselves is no spread.
        flat = second <= (1e-12 * np.abs(mean)) ** 2
        sd = np.sqrt(second * n / (n - 1))
        skewness = np.sqrt(n * (n - 1)) / (n - 2) * third / second**1.5
        excess = fourth / second**2 - 3
        kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6)
    sd[n < 2], skewness[(n < 3) | flat], kurtosis[(n < 4) | flat] = np.nan, np.nan, np.nan
    return np.stack([mean, sd, skewness, kurtosis])
