"""Common factors of a correlation matrix: by minimum residuals (unweighted least squares) and by maximum likelihood.

Both minimise a function of the uniquenesses psi alone, of the eigenvalues behind the first m: of R - Psi half their
squares (Harman & Jones 1966, Psychometrika 31:351-368; Jöreskog 1977, in Enslein, Ralston & Wilf, Statistical Methods
for Digital Computers), of Psi^-1/2 R Psi^-1/2 theta - log theta - 1 (Jöreskog 1967, Psychometrika 32:443-482), by
Newton's method with exact second derivatives. Uniquenesses stay above `LOWEST_UNIQUENESS`, as in R's factanal, psych.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.item_problems import EFA_NOT_CONVERGED, error

Array: TypeAlias = np.ndarray[Any, Any]

LOWEST_UNIQUENESS = 0.005
_ITERATIONS = 200
_GRADIENT = 1e-9
_FURTHER_STARTS = 8

Criterion: TypeAlias = Callable[[Array], tuple[float, Array, Array]]
"""Of parameters: value, gradient (p) and second derivatives (p, p)."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """`loadings` (p, m), unrotated, largest factor first; `uniquenesses` (p); `minimum` of the criterion; `bounded`:
    which uniquenesses lie at the lower bound (Heywood cases)."""

    loadings: Array
    uniquenesses: Array
    minimum: float
    bounded: Array


def minimum_residual(correlation: Array, factors: int) -> Extraction:
    """By minimum residuals. AnalysisError "efa-not-converged"."""

    def criterion(psi: Array) -> tuple[float, Array, Array]:
        gamma, omega = _eigen(correlation - np.diag(psi))
        rest, first = omega[:, factors:], omega[:, :factors]
        tail = gamma[factors:]
        gradient = -(rest**2) @ tail
        value = float(tail @ tail) / 2
        curve = (rest @ rest.T) ** 2
        for at in range(factors):
            weights = 2 * tail / np.minimum(tail - gamma[at], -1e-12)
            curve += np.outer(first[:, at], first[:, at]) * ((rest * weights) @ rest.T)
        return value, gradient, curve

    psi, value, bounded = _lowest(criterion, _starts(correlation), LOWEST_UNIQUENESS)
    gamma, omega = _eigen(correlation - np.diag(psi))
    loadings = omega[:, :factors] * np.sqrt(np.clip(gamma[:factors], 0, None))
    return Extraction(loadings, psi, value, bounded)


def maximum_likelihood(correlation: Array, factors: int, *, proper: bool = False) -> Extraction:
    """By maximum likelihood; `correlation` must be positive definite. `proper`: a minimum without
    Heywood cases, where there is one, rather than a lower one with them. AnalysisError "efa-not-converged".
    """

    def scaled(logs: Array) -> Array:
        scale = np.exp(-logs / 2)
        return np.asarray(correlation * np.outer(scale, scale))

    def criterion(logs: Array) -> tuple[float, Array, Array]:
        theta, omega = _eigen(scaled(logs))
        theta = np.clip(theta, 1e-14, None)
        rest, first = omega[:, factors:], omega[:, :factors]
        tail = theta[factors:]
        value = float((tail - np.log(tail) - 1).sum())
        gradient = (rest**2) @ (1 - tail)
        slope = 1 - 1 / tail
        curve = ((rest * tail) @ rest.T * ((rest / tail) @ rest.T) + (rest @ rest.T) ** 2) / 2
        curve += ((omega * theta) @ omega.T * ((rest * slope) @ rest.T) - np.diag(gradient)) / 2
        for at in range(factors):
            weights = slope * (tail + theta[at]) ** 2 / np.minimum(tail - theta[at], -1e-12) / 2
            curve += np.outer(first[:, at], first[:, at]) * ((rest * weights) @ rest.T)
        return value, gradient, curve

    starts = [np.log(start) for start in _starts(correlation)]
    logs, value, bounded = _lowest(criterion, starts, float(np.log(LOWEST_UNIQUENESS)), proper)
    theta, omega = _eigen(scaled(logs))
    psi = np.exp(logs)
    loadings = np.sqrt(psi)[:, None] * omega[:, :factors] * np.sqrt(np.clip(theta[:factors] - 1, 0, None))
    return Extraction(loadings, psi, value, bounded)


def _starts(correlation: Array) -> list[Array]:
    """1 - the squared multiple correlations, where they can be had, and some drawn from a fixed seed."""
    try:
        unexplained = 1 / np.diag(np.linalg.inv(correlation))
        first = np.clip(np.where(unexplained > 0, unexplained, 0.5), 0.05, 1.0)
    except np.linalg.LinAlgError:
        first = np.full(len(correlation), 0.5)
    draw = np.random.default_rng(len(correlation))
    return [first, *draw.uniform(0.1, 0.9, (_FURTHER_STARTS, len(correlation)))]


def _lowest(
    criterion: Criterion, starts: Sequence[Array], lowest: float, proper: bool = False
) -> tuple[Array, float, Array]:
    """From the first start; where that ends at a bound or nowhere, which is where there are further minima, the lowest
    from all."""
    found = []
    for start in starts:
        ended = _minimise(criterion, start, lowest)
        if ended is not None:
            found.append(ended)
            if start is starts[0] and not ended[2].any():
                return ended
    if not found:
        raise error(EFA_NOT_CONVERGED)
    return min(found, key=lambda one: (proper and bool(one[2].any()), one[1]))


def _eigen(matrix: Array) -> tuple[Array, Array]:
    values, vectors = np.linalg.eigh(matrix)
    return values[::-1], vectors[:, ::-1]


def _minimise(criterion: Criterion, start: Array, lowest: float) -> tuple[Array, float, Array] | None:
    """Newton steps within the bound, shortened until the value falls. None where that does not end."""
    at, here = start, criterion(start)
    for _ in range(_ITERATIONS):
        value, gradient, curve = here
        held = (at <= lowest) & (gradient > 0)
        steepest = float(np.abs(np.where(held, 0, gradient)).max())
        if steepest < _GRADIENT:
            return at, value, at <= lowest
        step = np.where(held, 0.0, -_newton(curve, gradient, ~held))
        following = _shorten(criterion, at, step, here, lowest)
        if following is None:
            # Nothing is left to gain in floating point.
            return (at, value, at <= lowest) if steepest < np.sqrt(_GRADIENT) else None
        at, here = following
    return None


def _newton(curve: Array, gradient: Array, free: Array) -> Array:
    """H^-1 g of the free ones, with what is negative or too flat in H raised so that the step goes downhill."""
    found = np.zeros_like(gradient)
    part = curve[np.ix_(free, free)]
    try:
        np.linalg.cholesky(part - 1e-6 * np.eye(len(part)))
        found[free] = np.linalg.solve(part, gradient[free])
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(part)
        values = np.maximum(np.abs(values), 1e-3 * max(1.0, float(np.abs(values).max())))
        found[free] = vectors @ ((vectors.T @ gradient[free]) / values)
    return found


def _shorten(
    criterion: Criterion, at: Array, step: Array, here: tuple[float, Array, Array], lowest: float
) -> tuple[Array, tuple[float, Array, Array]] | None:
    """The step, or a part of it, after which the value is lower, and the criterion there."""
    length, (value, gradient, _) = 1.0, here
    for _ in range(40):
        following = np.maximum(at + length * step, lowest)
        gain = float(gradient @ (following - at))
        there = criterion(following)
        if there[0] <= value + 1e-4 * gain and there[0] < value:
            return following, there
        length /= 2
    return None
