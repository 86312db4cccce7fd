"""The search for the parameters, and what is tried where it does not end.

A factor whose first item hardly belongs to it has its unit from next to nothing, and steps from a poor start run away.
Then the same model is searched with unit variances in place of unit loadings, in damped steps (Marquardt 1963, J Soc
Ind Appl Math 11:431-441), and what is found is the new start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.fisher import Criterion, Minimum, minimise
from scoring.analysis.identification import refuse_exchangeable
from scoring.analysis.ordinal_moments import OrdinalMoments
from scoring.analysis.solution import Moments
from scoring.analysis.starting import start_values
from scoring.analysis.starting_again import in_units_of_items, with_unit_variances
from scoring.analysis.table import Table
from scoring.analysis.wls_distance import Distance

Array: TypeAlias = np.ndarray[Any, Any]

_TOLERANCE: Final = 1e-15
_ENOUGH: Final = 60
_DAMPED: Final = 200


def search(table: Table, groups: Sequence[OrdinalMoments], samples: Sequence[Moments], start: Array) -> Minimum:
    """The lowest minimum found, of the first search alone where it ends soon."""
    criterion = _criterion(table, groups)
    first = minimise(criterion, start, tolerance=_TOLERANCE, iterations=_ENOUGH)
    if first.converged:
        return first
    refuse_exchangeable(table, criterion, start)
    found = [minimise(criterion, first.theta, tolerance=_TOLERANCE)]
    for other in _other_starts(table, groups, samples, start):
        found.append(minimise(criterion, _damped(criterion, other), tolerance=_TOLERANCE))
        if found[-1].converged:
            break
    return min(found, key=lambda each: (not each.converged, each.value))


def _criterion(table: Table, groups: Sequence[OrdinalMoments]) -> Criterion:
    distance = Distance(table, groups)
    return Criterion(distance.value, distance.slopes)


def _other_starts(
    table: Table, groups: Sequence[OrdinalMoments], samples: Sequence[Moments], start: Array
) -> Iterator[Array]:
    scaled, units = with_unit_variances(table)
    if units:
        theta = _damped(_criterion(scaled, groups), start_values(scaled, samples))
        if all(theta[number] for number in units.values()):
            yield in_units_of_items(table, units, theta)
    ones = start.copy()
    for row in table.rows:
        if row.free and row.value is None and row.op == "=~":
            ones[row.free - 1] = 1.0
        elif row.free and row.op == "~~" and row.lhs == row.rhs and row.lhs in table.latent:
            ones[row.free - 1] = 0.05
    yield ones


def _damped(criterion: Criterion, start: Array) -> Array:
    """Steps with ever less added to the information as long as they lead down."""
    theta, value, damping = start, criterion.value(start), 1e-3
    for _ in range(_DAMPED):
        gradient, information = criterion.slopes(theta)
        diagonal = np.maximum(np.diag(information), 1e-8 * np.diag(information).max() + 1e-300)
        before = value
        for _ in range(25):
            following = theta - np.linalg.solve(information + damping * np.diag(diagonal), gradient)
            reached = criterion.value(following)
            if reached < value:
                theta, value, damping = following, reached, max(damping / 5, 1e-12)
                break
            damping *= 4
        if before - value < 1e-9 * before:
            break
    # The criterion speaks of what it was asked for last.
    criterion.value(theta)
    return theta
