"""Whether the data can tell a model's parameters apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from scoring.analysis.problems import AnalysisError
from scoring.analysis.table import Table
from scoring.analysis.table_building_checks import known_moments

if TYPE_CHECKING:
    from scoring.analysis.fisher import Criterion

Array: TypeAlias = np.ndarray[Any, Any]

NOT_IDENTIFIED: Final = "sem-not-identified"

_FLAT = 1e-10
"""Least eigenvalue of the information, scaled to a unit diagonal, that still tells parameters apart."""

_ASIDE = (0.1, 0.03, 0.01)
"""Of a step aside: shares of what one person's answers tell of a parameter."""


def degrees_of_freedom(table: Table) -> int:
    """Moments that the data give, less the free parameters."""
    return known_moments(table) - table.size


def covariance_of(table: Table, information: Array, converged: bool = True) -> Array:
    """(q, q): the inverse of the information. AnalysisError "sem-not-identified", naming the parameters that can be
    exchanged for each other; where the search did not end, NaN instead."""
    diagonal = np.diag(information).copy()
    scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    values, vectors = np.linalg.eigh(information * np.outer(scale, scale))
    if len(values) and values[0] < _FLAT:
        if not converged:
            return np.full_like(information, np.nan)
        raise AnalysisError(NOT_IDENTIFIED, names=involved(table, vectors[:, values < _FLAT]))
    half = scale[:, None] * vectors / np.sqrt(values)
    return np.asarray(half @ half.T)


def refuse_exchangeable(table: Table, criterion: Criterion, start: Array) -> None:
    """AnalysisError "sem-not-identified" where even near `start`, at a place like any other, some parameters can be
    exchanged for each other: then a search has no end, whatever the data."""
    if not np.isfinite(criterion.value(start)):
        return
    diagonal = np.diag(criterion.slopes(start)[1])
    steps = np.sin(np.arange(1.0, len(start) + 1)) / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    for size in _ASIDE:
        if np.isfinite(criterion.value(start + size * steps)):
            covariance_of(table, criterion.slopes(start + size * steps)[1])
            return


def involved(table: Table, directions: Array) -> str:
    """The parameters that move along `directions` (q, k), the strongest six, as the author would write them."""
    strength = np.abs(directions).max(axis=1)
    wanted = [number for number in np.argsort(-strength)[:6] if strength[number] > 0.1]
    names: list[str] = []
    for number in sorted(wanted):
        row = next(row for row in table.rows if row.free == number + 1)
        names.append(f"{row.lhs} {'~ 1' if row.op == '~1' else f'{row.op} {row.rhs}'}")
    return ", ".join(dict.fromkeys(names))
