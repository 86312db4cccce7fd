"""How consistently the items of each factor of a fitted model measure it, from the model's own estimates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.solution import Estimate, SemResult

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class FactorReliability:
    """Of a factor with at least two observed items. `composite` and `ave`: composite reliability and average variance
    extracted of standardised loadings (Fornell & Larcker 1981, J Marketing Res 18:39-50), which take errors for
    unrelated. `omega`: of raw loadings, counting covariances of errors (Raykov 2001, Br J Math Stat Psychol
    54:315-323); None for ordinal items, where the sum of the answers needs another one. None also where not defined.
    """

    group: str
    factor: str
    items: tuple[str, ...]
    composite: float | None
    ave: float | None
    omega: float | None


def factor_reliability(result: SemResult) -> tuple[FactorReliability, ...]:
    """Of all factors, by group."""
    found = []
    for number, group in enumerate(result.groups, 1):
        rows = _of_group(result, number)
        own = {(row.lhs, row.rhs): row for row in rows if row.op == "~~"}
        names, covariance = latent_covariance(result, number)
        for at, factor in enumerate(names):
            loadings = [row for row in rows if row.op == "=~" and row.lhs == factor]
            if len(loadings) < 2 or any(row.rhs not in result.table.observed for row in loadings):
                continue
            errors = [own[row.rhs, row.rhs] for row in loadings if (row.rhs, row.rhs) in own]
            if len(errors) == len(loadings):
                found.append(_factor(result, group, loadings, errors, own, float(covariance[at, at])))
    return tuple(found)


def _factor(
    result: SemResult,
    group: str,
    loadings: list[Estimate],
    errors: list[Estimate],
    own: Mapping[tuple[str, str], Estimate],
    variance: float,
) -> FactorReliability:
    items = tuple(row.rhs for row in loadings)
    standardised = np.array([row.std for row in loadings])
    left = sum(row.std for row in errors)
    omega = None
    if not set(items) & set(result.ordinal):
        together = sum(row.est for row in loadings) ** 2 * variance
        between = sum(own[pair].est for pair in own if pair[0] != pair[1] and set(pair) <= set(items))
        omega = _share(together, sum(row.est for row in errors) + 2 * between)
    return FactorReliability(
        group=group,
        factor=loadings[0].lhs,
        items=items,
        composite=_share(float(standardised.sum()) ** 2, left),
        ave=_share(float(standardised @ standardised), left),
        omega=omega,
    )


def _share(of: float, beside: float) -> float | None:
    whole = of + beside
    return of / whole if np.isfinite(whole) and whole > 0 else None


def latent_covariance(result: SemResult, group: int) -> tuple[tuple[str, ...], Array]:
    """Names of the latent variables (t) and their covariances (t, t) as the model implies them; group from 1.

    Raises `numpy.linalg.LinAlgError` where the relations cannot be solved.
    """
    names = result.table.observed + result.table.latent
    place = {name: at for at, name in enumerate(names)}
    effects, spread = np.zeros((len(names),) * 2), np.zeros((len(names),) * 2)
    for row in _of_group(result, group):
        if row.lhs not in place or row.rhs not in place:
            continue
        lhs, rhs = place[row.lhs], place[row.rhs]
        if row.op == "=~":
            effects[rhs, lhs] = row.est
        elif row.op == "~":
            effects[lhs, rhs] = row.est
        elif row.op == "~~":
            spread[lhs, rhs] = spread[rhs, lhs] = row.est
    total = np.linalg.inv(np.eye(len(names)) - effects)
    covariance = total @ spread @ total.T
    first = len(result.table.observed)
    return result.table.latent, covariance[first:, first:]


def _of_group(result: SemResult, number: int) -> list[Estimate]:
    name = tuple(result.groups)[number - 1]
    return [row for row in result.estimates if row.group == name or len(result.groups) == 1]
