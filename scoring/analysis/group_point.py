"""What a group's parameters come to at a solution: values of its rows, variances of all variables, and both's slopes.

Residual variances of ordinal items are no parameters: their latent responses have the variance that the scale leaves
them (delta parameterisation, Muthén & Asparouhov 2002), and the rest of it is residual.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.baseline import predictor_places
from scoring.analysis.solution import Moments, Solution
from scoring.analysis.starting import exogenous_moments
from scoring.analysis.structure import Structure
from scoring.analysis.table import Row, Table

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class GroupPoint:
    """`rows` (r) with `values` (r) and their slopes (r, q). `names` (t) of observed and latent variables; `total` (t)
    and `residual` (t): the variance of each and what of it is left (its own row "x ~~ x"), with slopes (t, q).
    """

    rows: tuple[Row, ...]
    values: Array
    value_slopes: Array
    names: tuple[str, ...]
    total: Array
    total_slopes: Array
    residual: Array
    residual_slopes: Array

    def place(self, name: str) -> int:
        """Where a variable stands in `names`."""
        return self.names.index(name)


def points(solution: Solution) -> tuple[GroupPoint, ...]:
    """Of each group at the solution."""
    return tuple(
        _point(solution.table, group, solution.theta, sample) for group, sample in enumerate(solution.sample, start=1)
    )


def _point(table: Table, group: int, theta: Array, sample: Moments) -> GroupPoint:
    given = exogenous_moments(table, group, sample)
    plain = _without_ordinal_residuals(table)
    structure = Structure(plain, group, given)
    implied = structure.implied(theta)
    directions = structure.directions(implied, latent=True)
    rows = table.of_group(group)
    values, slopes = np.zeros(len(rows)), np.zeros((len(rows), len(theta)))
    for place, row in enumerate(rows):
        if row.free:
            values[place], slopes[place, row.free - 1] = theta[row.free - 1], 1.0
        else:
            values[place] = row.value if row.value is not None else given.get((row.lhs, row.op, row.rhs), 0.0)
    total = np.diag(implied.covariance).copy()
    total_slopes = directions.of_parameters(2 * directions.u * directions.v)
    if table.ordered:
        # Their slopes stay 0: nobody asks for standard errors of what is given by the scale.
        through = implied.total[:, predictor_places(table)]
        given_predictors = total - ((through @ _predictors(table, implied.covariance)) * through).sum(axis=1)
        left = _ordinal_residuals(table, rows, values, structure.names, implied.total, given_predictors)
        total = total + implied.total**2 @ left
        for place, row in enumerate(rows):
            if _is_ordinal_residual(table, row):
                values[place] = left[structure.names.index(row.lhs)]
    residual, residual_slopes = np.zeros(len(total)), np.zeros((len(total), len(theta)))
    for place, row in enumerate(rows):
        if row.op == "~~" and row.lhs == row.rhs:
            at = structure.names.index(row.lhs)
            residual[at], residual_slopes[at] = values[place], slopes[place]
    return GroupPoint(rows, values, slopes, structure.names, total, total_slopes, residual, residual_slopes)


def _predictors(table: Table, covariance: Array) -> Array:
    places = predictor_places(table)
    return np.asarray(covariance[np.ix_(places, places)])


def _is_ordinal_residual(table: Table, row: Row) -> bool:
    return row.op == "~~" and row.lhs == row.rhs and not row.free and row.lhs in table.ordered


def _without_ordinal_residuals(table: Table) -> Table:
    if not table.ordered:
        return table
    rows = (replace(row, value=0.0) if _is_ordinal_residual(table, row) else row for row in table.rows)
    return replace(table, rows=tuple(rows))


def _ordinal_residuals(
    table: Table, rows: Sequence[Row], values: Array, names: tuple[str, ...], effects: Array, total: Array
) -> Array:
    """(t): such that each ordinal item's latent response has the variance 1 / scale² where predictors do not differ
    (`total`: variances so far, given them); 0 for other variables."""
    scales = {row.lhs: value for row, value in zip(rows, values, strict=True) if row.op == "~*~"}
    places = [names.index(row.lhs) for row in rows if _is_ordinal_residual(table, row)]
    wanted = np.array([1 / scales.get(names[place], 1.0) ** 2 for place in places])
    found = np.zeros(len(names))
    if places:
        found[places] = np.linalg.solve(effects[np.ix_(places, places)] ** 2, wanted - total[places])
    return found
