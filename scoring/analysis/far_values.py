"""Values far from all others: mostly codes for "no answer" (99, 999, -1) that were left in the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.item_problems import remark
from scoring.analysis.problems import Remark

Array: TypeAlias = np.ndarray[Any, Any]

FAR_VALUES: Final = "items-far-values"
_TIMES = 4.0
"""Further off than so many times the range of the others."""
_MOST = 0.2
"""No larger a share of the answers is taken for codes."""
_LOOKED_AT = 200


def far_values(values: Array, names: Sequence[str]) -> Iterator[Remark]:
    """One remark that names the items and their far values, where there are any (rows × items, NaN as missing)."""
    found = []
    for at in _suspects(values):
        far = _far(values[:, at][~np.isnan(values[:, at])])
        if far:
            found.append(f"{names[at]} ({', '.join(f'{value:.10g}' for value in far[:3])})")
    if found:
        yield remark(FAR_VALUES, found, grave=True)


def _suspects(values: Array) -> list[int]:
    """Items with an end far from the middle of their first answers: all that `_far` could find, and quickly."""
    if not values.size:
        return []
    low, high = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    found = []
    for at in np.flatnonzero(high - low > 0).tolist():
        some = values[:_LOOKED_AT, at]
        some = some[~np.isnan(some)]
        below, above = np.quantile(some, (0.3, 0.7)) if some.size else (0.0, 0.0)
        width = _TIMES * (above - below)
        if high[at] - above > width or below - low[at] > width or not width:
            found.append(at)
    return found


def _far(answers: Array) -> list[float]:
    """The few on one side of the largest gap, where it is that much wider than all that lies on the other side."""
    different, counts = np.unique(answers, return_counts=True)
    if len(different) < 3:
        return []
    gaps = np.diff(different)
    at = int(gaps.argmax()) + 1
    few_above = counts[at:].sum() <= counts[:at].sum()
    few, many = (different[at:], different[:at]) if few_above else (different[:at], different[at:])
    share = (counts[at:] if few_above else counts[:at]).sum() / counts.sum()
    if share > _MOST or not 0 < many[-1] - many[0] < gaps[at - 1] / _TIMES:
        return []
    return [float(value) for value in few]
