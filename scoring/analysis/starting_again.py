"""Other places to start from where a search went astray: where items hardly have a factor in common there are several
valleys, and some go down for ever (a loading without end, a variance far below 0)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.fisher import PATIENCE, Criterion, minimise
from scoring.analysis.solution import Moments
from scoring.analysis.starting import cautious_values, start_values
from scoring.analysis.table import FIXED, Row, Table

Array: TypeAlias = np.ndarray[Any, Any]

Units: TypeAlias = Mapping[tuple[int, str], int]
"""(group, factor) -> the parameter that is its variance, or its first loading where the variance is 1."""

_NEAR = 1e-9
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


def in_other_units(
    table: Table, samples: Sequence[Moments], criterion_of: Callable[[Table], Criterion]
) -> Iterator[Array]:
    """(q), at most one: what is found where factors have unit variances, in the units of their first items."""
    other, units = with_unit_variances(table)
    if not units:
        return
    found = minimise(criterion_of(other), start_values(other, samples), tolerance=_NEAR, iterations=PATIENCE)
    if all(found.theta[number] for number in units.values()):
        yield in_units_of_items(table, units, found.theta)


def with_unit_variances(table: Table) -> tuple[Table, Units]:
    """Each factor with one fixed loading and a free variance of its own gets the loading free and the variance 1: the
    same model, but a first item that hardly belongs to its factor may then be on either side of it."""
    uses = Counter(row.free for row in table.rows)
    rows, units = list(table.rows), {}
    for group in range(1, len(table.groups) + 1):
        for factor in table.latent:
            own = [at for at, row in enumerate(rows) if row.group == group and row.lhs == factor]
            fixed = [at for at in own if rows[at].op == "=~" and not rows[at].free and rows[at].value]
            free = [at for at in own if rows[at].op == "~~" and rows[at].rhs == factor and uses[rows[at].free] == 1]
            if len(fixed) == 1 and free and rows[free[0]].free:
                number = rows[free[0]].free
                units[group, factor] = number - 1
                rows[fixed[0]] = replace(rows[fixed[0]], free=number, value=None)
                rows[free[0]] = replace(rows[free[0]], free=FIXED, value=1.0)
    return replace(table, rows=tuple(rows)), units


def in_units_of_items(table: Table, units: Units, theta: Array) -> Array:
    """The parameters of `table` from those with unit variances; fixed loadings are taken as 1, near enough to start."""
    found = theta.copy()
    for row in table.rows:
        if not row.free:
            continue
        left = theta[units[row.group, row.lhs]] if (row.group, row.lhs) in units else 1.0
        right = theta[units[row.group, row.rhs]] if (row.group, row.rhs) in units else 1.0
        if units.get((row.group, row.lhs)) == row.free - 1:
            found[row.free - 1] = left**2
        elif row.op in ("=~", "~", "~~", "~1"):
            factor = {"=~": right / left, "~": left / right, "~~": left * right, "~1": left}[row.op]
            found[row.free - 1] = theta[row.free - 1] * factor
    return found
