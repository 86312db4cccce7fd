"""From a solution to the rows that a reader gets: estimates, intervals, standardised values, R².

A standardised value is the value times powers of standard deviations, of all variables (std.all) or of the latent ones
(std.lv); covariances of residuals by the residuals' own, as lavaan's `cov.std = TRUE`. Its standard error is by the
delta method.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from scipy.special import erfc

from scoring.analysis import defined
from scoring.analysis.defined import Dual
from scoring.analysis.group_point import GroupPoint, points
from scoring.analysis.solution import Estimate, Solution
from scoring.analysis.table import Row, Table

Array: TypeAlias = np.ndarray[Any, Any]

_NORMAL_95 = 1.959963984540054


def estimates(solution: Solution) -> tuple[Estimate, ...]:
    """The rows of all groups in the table's order, then defined effects."""
    table = solution.table
    found: list[Estimate] = []
    labelled: dict[str, tuple[float, float]] = {}
    for group, point in zip(table.groups, points(solution), strict=True):
        everything, slopes = standardised(point, point.names)
        latent, _ = standardised(point, table.latent)
        variances = np.einsum("ra,ab,rb->r", slopes, solution.covariance, slopes, optimize=True)
        for place, row in enumerate(point.rows):
            se = _root(solution.covariance[row.free - 1, row.free - 1]) if row.free else None
            std_se = _root(variances[place]) if row.op != "~*~" and slopes[place].any() else None
            value = (float(point.values[place]), float(everything[place]), float(latent[place]))
            if row.label:
                labelled.setdefault(row.label, value[1:])
            found.append(_estimate((row.lhs, row.op, row.rhs), group, row.label, bool(row.free), se, value, std_se))
    return (*found, *_defined(solution, labelled))


def standardised(point: GroupPoint, variables: Collection[str]) -> tuple[Array, Array]:
    """(r) and (r, q): the rows' values with these variables standardised, and their slopes."""
    powers = np.zeros((len(point.rows), 2 * len(point.names)))
    wanted = set(variables)
    places = {name: place for place, name in enumerate(point.names)}
    for place, row in enumerate(point.rows):
        for name, power, of_residual in _powers(row):
            if name in wanted:
                powers[place, places[name] + len(places) * of_residual] += power
    variances = np.concatenate((point.total, np.abs(point.residual)))
    moved = np.concatenate((point.total_slopes, np.sign(point.residual)[:, None] * point.residual_slopes))
    # What is not standardised by may well be 0 or less; what is, then has no standardised value.
    known = np.where(variances > 0, variances, 1.0)
    factors = np.exp(powers @ np.log(known) / 2)
    factors[(powers[:, variances <= 0] != 0).any(axis=1)] = np.nan
    values = point.values * factors
    slopes = point.value_slopes * factors[:, None] + values[:, None] * (powers @ (moved / known[:, None]) / 2)
    scales = np.array([row.op == "~*~" for row in point.rows])
    if len(variables) == len(point.names):
        values[scales] = 1.0
    return values, slopes


def unit_factor(point: GroupPoint, row: Row) -> float:
    """What a value of such a row is multiplied by for std.all; NaN where a variance is not positive."""
    found = 1.0
    for name, power, of_residual in _powers(row):
        place = point.place(name)
        variance = abs(point.residual[place]) if of_residual else point.total[place]
        found *= float(np.sqrt(variance)) ** power if variance > 0 else float("nan")
    return found


def _powers(row: Row) -> Sequence[tuple[str, int, bool]]:
    """(variable, power of its standard deviation, whether of its residual)."""
    if row.op == "=~":
        return (row.lhs, 1, False), (row.rhs, -1, False)
    if row.op == "~":
        return (row.rhs, 1, False), (row.lhs, -1, False)
    if row.op == "~~":
        apart = row.lhs != row.rhs
        return (row.lhs, -1, apart), (row.rhs, -1, apart)
    if row.op in ("~1", "|"):
        return ((row.lhs, -1, False),)
    return ()


def r_squared(solution: Solution) -> dict[str, dict[str, float]]:
    """By group: of each variable that others explain; NaN where a residual variance is negative."""
    found: dict[str, dict[str, float]] = {}
    for group, point in zip(solution.table.groups, points(solution), strict=True):
        explained = _explained(point.rows)
        found[group] = {
            name: float(1 - left / whole) if whole > 0 and left >= 0 else float("nan")
            for name, left, whole in zip(point.names, point.residual, point.total, strict=True)
            if name in explained
        }
    return found


def _explained(rows: Sequence[Row]) -> frozenset[str]:
    return frozenset(row.rhs if row.op == "=~" else row.lhs for row in rows if row.op in ("=~", "~"))


def _defined(solution: Solution, labelled: Mapping[str, tuple[float, float]]) -> Sequence[Estimate]:
    table: Table = solution.table
    if not table.defined:
        return ()
    found = defined.effects(table, solution.theta)
    everything, latent = (_at_standardised(table, labelled, kind) for kind in (0, 1))
    rows = []
    for each in table.defined:
        effect = found[each.name]
        se = _root(float(effect.gradient @ solution.covariance @ effect.gradient))
        value = (effect.value, everything[each.name].value, latent[each.name].value)
        rows.append(_estimate((each.name, ":=", each.expression), "", each.name, True, se, value, None))
    return rows


def _at_standardised(table: Table, labelled: Mapping[str, tuple[float, float]], kind: int) -> Mapping[str, Dual]:
    values = defined.label_values(table, np.zeros(table.size))
    values |= defined.plain({label: value[kind] for label, value in labelled.items()})
    return defined.evaluate(table.defined, values)


def _estimate(
    key: tuple[str, str, str],
    group: str,
    label: str,
    free: bool,
    se: float | None,
    value: tuple[float, float, float],
    std_se: float | None,
) -> Estimate:
    est, std, std_latent = value
    z = est / se if se else None
    half = _NORMAL_95 * se if se is not None else None
    return Estimate(
        *key,
        group=group,
        label=label,
        free=free,
        est=est,
        se=se,
        z=z,
        p=float(erfc(abs(z) / np.sqrt(2))) if z is not None else None,
        lo=est - half if half is not None else None,
        hi=est + half if half is not None else None,
        std=std,
        std_latent=std_latent,
        std_se=std_se,
    )


def _root(variance: float) -> float | None:
    return float(np.sqrt(variance)) if variance >= 0 else None
