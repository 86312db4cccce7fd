"""What must be said beside a solution: impossible estimates, saturated models, too few people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.problems import Remark
from scoring.analysis.solution import Estimate, Solution
from scoring.analysis.structure import Structure

Array: TypeAlias = np.ndarray[Any, Any]

NEGATIVE_VARIANCE: Final = "sem-negative-variance"
LOADING_ABOVE_ONE: Final = "sem-loading-above-one"
LATENT_NOT_POSITIVE: Final = "sem-latent-not-positive"
SATURATED: Final = "sem-saturated"
FEW_PER_PARAMETER: Final = "sem-few-per-parameter"
FEW_PEOPLE: Final = "sem-few-people"
NOT_CONVERGED_RESULT: Final = "sem-not-converged-result"
NOTHING_SHARED: Final = "sem-nothing-shared"

_PER_PARAMETER = 5
_PEOPLE = 100
_CHANCE = 0.05
_WEAK = 0.3


def remarks_of(solution: Solution, found: Sequence[Estimate]) -> tuple[Remark, ...]:
    """In the order in which they should be read."""
    return tuple(_remarks(solution, found))


def _remarks(solution: Solution, found: Sequence[Estimate]) -> Iterator[Remark]:
    table = solution.table
    if not solution.converged:
        yield Remark(NOT_CONVERGED_RESULT, {"iterations": solution.iterations}, grave=True)
    if _nothing_shared(solution, found):
        yield Remark(NOTHING_SHARED, {}, grave=True)
    negative = [row for row in found if row.op == "~~" and row.lhs == row.rhs and row.est < 0]
    if negative:
        yield Remark(NEGATIVE_VARIANCE, {"names": _names([row.lhs for row in negative])}, grave=True)
    above = [row for row in found if row.op == "=~" and abs(row.std) > 1 + 1e-6]
    if above and not negative:
        names = _names([f"{row.lhs} =~ {row.rhs}" for row in above])
        yield Remark(LOADING_ABOVE_ONE, {"names": names}, grave=True)
    if not negative and _latent_not_positive(solution):
        yield Remark(LATENT_NOT_POSITIVE, {}, grave=True)
    if not solution.test.df:
        yield Remark(SATURATED, {}, grave=True)
    n = sum(sample.n for sample in solution.sample)
    if n < _PER_PARAMETER * table.size:
        yield Remark(FEW_PER_PARAMETER, {"n": n, "parameters": table.size}, grave=True)
    elif n < _PEOPLE:
        yield Remark(FEW_PEOPLE, {"n": n}, grave=True)


def _nothing_shared(solution: Solution, found: Sequence[Estimate]) -> bool:
    """Whether the items of factors go together no more than by chance, or none with its factor: fit says nothing."""
    observed = set(solution.table.observed)
    loadings = [abs(row.std) for row in found if row.op == "=~" and row.rhs in observed]
    if not loadings:
        return False
    baseline = solution.baseline_robust or solution.baseline
    return bool(baseline.p > _CHANCE) or max(loadings) < _WEAK


def _latent_not_positive(solution: Solution) -> bool:
    """Whether two or more latent variables correlate in a way that no variables can (lavaan warns of the same)."""
    table = solution.table
    if len(table.latent) < 2:
        return False
    for group in range(1, len(table.groups) + 1):
        covariance = Structure(table, group).implied(solution.theta).covariance[len(table.observed) :]
        latent = covariance[:, len(table.observed) :]
        spread = np.sqrt(np.abs(np.diag(latent)))
        if not (spread > 0).all() or np.linalg.eigvalsh(latent / np.outer(spread, spread))[0] < -1e-8:
            return True
    return False


def _names(names: Sequence[str], most: int = 5) -> str:
    unique = list(dict.fromkeys(names))
    return ", ".join(unique[:most]) + (" …" if len(unique) > most else "")
