"""Other places to start from where a search went astray: where items hardly have a factor in common there are several
valleys, and some go down for ever (a loading without end, a variance far below 0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.solution import Moments
from scoring.analysis.starting import cautious_values
from scoring.analysis.table import Row, Table

Array: TypeAlias = np.ndarray[Any, Any]

_WEAK = 0.05
"""Share of its first item that a factor explains."""


def other_starts(table: Table, samples: Sequence[Moments], start: Array) -> Iterator[Array]:
    """(q) each, one after the other, differing from `start`."""
    yield cautious_values(table, samples, start)
    yield weak_factors(table, samples, start)


def weak_factors(table: Table, samples: Sequence[Moments], start: Array) -> Array:
    """(q): unrelated factors that explain little, all items alike. What the author started himself stays."""
    theta = start.copy()
    for group, sample in enumerate(samples, start=1):
        rows = table.of_group(group)
        index = {name: place for place, name in enumerate(table.observed)}
        first: dict[str, int] = {}
        for row in rows:
            if row.op == "=~" and row.rhs in index:
                first.setdefault(row.lhs, index[row.rhs])
        for row in rows:
            found = _weak(row, index, first, sample.covariance) if row.free and row.value is None else None
            if found is not None:
                theta[row.free - 1] = found
    return theta


def _weak(row: Row, index: Mapping[str, int], first: Mapping[str, int], covariance: Array) -> float | None:
    """None: as it is."""
    if row.op == "=~" and row.rhs in index:
        marker, item = first[row.lhs], index[row.rhs]
        sign = -1.0 if covariance[marker, item] < 0 else 1.0
        return sign * float(np.sqrt(covariance[item, item] / covariance[marker, marker]))
    if row.op != "~~" or row.exogenous:
        return None
    if row.lhs in first:
        marker = first[row.lhs]
        return _WEAK * float(covariance[marker, marker]) if row.lhs == row.rhs else 0.0
    if row.lhs == row.rhs and row.lhs in index:
        return 0.5 * float(covariance[index[row.lhs], index[row.lhs]])
    return None
