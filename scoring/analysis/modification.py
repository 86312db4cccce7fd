"""Modification indices: what freeing one parameter more would take from chi2 (Sörbom 1989, Psychometrika 54:371-384).

Of a candidate with gradient g and information h, crossed with the model's own parameters by c, the index is
g² / (h - c' I^-1 c) and the change to expect g / (h - c' I^-1 c). Candidates are those of lavaan's `modindices`: what
is fixed, absent loadings, residual and latent covariances, regressions among what regressions name; not what would
explain a fixed predictor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.group_point import points
from scoring.analysis.solution import Modification, Solution
from scoring.analysis.standardised import unit_factor
from scoring.analysis.table import Operator, Row, Table

Array: TypeAlias = np.ndarray[Any, Any]
Key: TypeAlias = tuple[str, Operator, str]

_AT_ONCE, _AT_ONCE_CHEAPLY = 250, 2000
_FLAT = 1e-8
"""Share of its information that a candidate must have for itself to be told apart from the model's parameters."""


def modifications(solution: Solution, most: int) -> tuple[Modification, ...]:
    """The `most` largest, first the largest; those that the data cannot tell from the model's own are left out."""
    rows = list(candidates(solution.table))
    if solution.score_information is None or not rows:
        return ()
    at_once = _AT_ONCE if solution.candidate_information is None else _AT_ONCE_CHEAPLY
    found = [_indices(solution, rows[start : start + at_once]) for start in range(0, len(rows), at_once)]
    index, change = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.argsort(-np.where(np.isnan(index), -1.0, index), kind="stable")[:most]
    at = points(solution)
    return tuple(
        Modification(
            rows[place].lhs,
            rows[place].op,
            rows[place].rhs,
            solution.table.groups[rows[place].group - 1],
            index=float(index[place]),
            change=float(change[place]),
            std_change=float(change[place]) * unit_factor(at[rows[place].group - 1], rows[place]),
        )
        for place in order
        if not np.isnan(index[place])
    )


def candidates(table: Table) -> Iterator[Row]:
    """Rows that could be free: those that are fixed, then absent ones (value 0), group by group."""
    for group in range(1, len(table.groups) + 1):
        rows = table.of_group(group)
        there = {_key(row.lhs, row.op, row.rhs) for row in rows}
        yield from (row for row in rows if not row.free and not row.exogenous and _may_be_freed(table, row))
        for lhs, op, rhs in _absent(table, rows):
            if _key(lhs, op, rhs) not in there:
                there.add(_key(lhs, op, rhs))
                yield Row(lhs, op, rhs, group, value=0.0, written=False)


def _may_be_freed(table: Table, row: Row) -> bool:
    """What the unit of an ordinal item's latent response fixes cannot be freed alone."""
    if row.op in ("|", "~*~"):
        return False
    return row.lhs not in table.ordered or not (row.op == "~1" or (row.op == "~~" and row.lhs == row.rhs))


def _key(lhs: str, op: Operator, rhs: str) -> tuple[str, str, str]:
    return (min(lhs, rhs), op, max(lhs, rhs)) if op == "~~" else (lhs, op, rhs)


def _absent(table: Table, rows: Sequence[Row]) -> Iterator[Key]:
    items = {row.rhs for row in rows if row.op == "=~"} - set(table.latent)
    regressed = list(dict.fromkeys(row.lhs for row in rows if row.op == "~"))
    in_regressions = list(dict.fromkeys((*regressed, *(row.rhs for row in rows if row.op == "~"))))
    inner = [name for name in table.observed if name not in table.predictors]
    for factor in table.latent:
        for name in inner:
            if name not in in_regressions:
                yield factor, "=~", name
    yield from ((a, "~~", b) for a, b in combinations_with_replacement([n for n in inner if n in items], 2))
    yield from ((a, "~~", b) for a, b in combinations_with_replacement(table.latent, 2))
    for lhs in in_regressions:
        for rhs in in_regressions:
            measured = lhs in items and rhs in table.latent
            if lhs != rhs and not measured and lhs not in table.predictors:
                yield lhs, "~", rhs


def _indices(solution: Solution, rows: Sequence[Row]) -> tuple[Array, Array]:
    """(c) and (c): index and change to expect; NaN where the data cannot tell."""
    gradient, crossed, alone, own = _informed(solution, rows)
    scale = 1 / np.sqrt(np.diag(own))
    inner = np.linalg.solve(own * np.outer(scale, scale), crossed * scale[:, None]) * scale[:, None]
    left = alone - (crossed * inner).sum(axis=0)
    left[~(left > _FLAT * alone)] = np.nan
    return gradient**2 / left, -gradient / left


def _informed(solution: Solution, rows: Sequence[Row]) -> tuple[Array, Array, Array, Array]:
    if solution.candidate_information is not None:
        return solution.candidate_information(rows)
    assert solution.score_information is not None
    size = solution.table.size
    theta = np.concatenate((solution.theta, [row.value or 0.0 for row in rows]))
    gradient, information = solution.score_information(_extended(solution.table, rows), theta)
    return gradient[size:], information[:size, size:], np.diag(information)[size:], information[:size, :size]


def _extended(table: Table, wanted: Sequence[Row]) -> Table:
    freed = {row: replace(row, free=table.size + number) for number, row in enumerate(wanted, start=1)}
    kept = tuple(freed.pop(row, row) for row in table.rows)
    return replace(table, rows=(*kept, *freed.values()))
