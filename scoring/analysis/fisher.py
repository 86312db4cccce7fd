"""Minimising a fit function by Fisher's scoring: Newton's method with the expected in place of the second derivatives.

Scoring steps do not depend on the scales of the variables. Where the model fits badly they come closer by a constant
ratio only; the changes of the gradient over the last steps then sharpen the direction (limited-memory BFGS, Nocedal
1980, Math Comp 35:773-782, with the expected information as its first matrix).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

Array: TypeAlias = np.ndarray[Any, Any]

_REMEMBERED = 8
PATIENCE = 60
"""Steps of scoring before another method takes over."""
_VALLEY = 1000
_ENLARGED = 1e4
_IMPOSSIBLE = 1e10

_SHORTENED = 40


@dataclass(frozen=True, slots=True)
class Minimum:
    """`theta` (q) where the search ended; `converged`: whether that is a minimum."""

    theta: Array
    value: float
    converged: bool
    iterations: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """`value` is infinite where the parameters are impossible; `slopes` gives gradient (q) and information (q, q) at
    the parameters asked for last by `value`."""

    value: Callable[[Array], float]
    slopes: Callable[[Array], tuple[Array, Array]]


def minimise(criterion: Criterion, start: Array, *, tolerance: float, iterations: int = 500) -> Minimum:
    """`tolerance`: of gradient' information^-1 gradient, which is about twice what is left to gain."""
    return _score(criterion, start, tolerance, iterations)


def minimise_again(
    criterion: Criterion, first: Minimum, starts: Iterable[Array], valleys: Iterable[Array], *, tolerance: float
) -> Minimum:
    """Where the `first` search went astray: the same in few steps from each of `starts`, then another method from each
    of `valleys` and from where the first came to. The lowest if none ends."""
    best, steps = first, first.iterations
    for start in starts:
        found = _score(criterion, start, tolerance, PATIENCE)
        steps += found.iterations
        if found.converged:
            return replace(found, iterations=steps)
        best = min(best, found, key=lambda each: each.value)
    for start in (*valleys, first.theta):
        if not np.isfinite(criterion.value(start)):
            continue
        found = _score(criterion, _along_valley(criterion, start), tolerance, PATIENCE)
        steps += found.iterations
        if found.converged:
            return replace(found, iterations=steps)
        best = min(best, found, key=lambda each: each.value)
    return replace(best, iterations=steps)


def _along_valley(criterion: Criterion, start: Array) -> Array:
    """Where a model hardly has a factor the function is a long curved valley, of which scoring sees only the next few
    steps; BFGS with its full memory of the way finds the end."""
    # A fifth of a second to load, and hardly ever needed.
    from scipy.optimize import minimize

    value = criterion.value(start)
    diagonal = np.diag(criterion.slopes(start)[1])
    scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))

    def scaled(moved: Array) -> tuple[float, Array]:
        at = start + scale * moved
        found = criterion.value(at)
        if not np.isfinite(found):
            return _IMPOSSIBLE, np.zeros_like(moved)
        return (found - value) * _ENLARGED, criterion.slopes(at)[0] * scale * _ENLARGED

    options = {"gtol": 1e-9, "maxiter": _VALLEY}
    moved = minimize(scaled, np.zeros_like(start), jac=True, method="BFGS", options=options).x
    return np.asarray(start + scale * moved)


def _score(criterion: Criterion, start: Array, tolerance: float, iterations: int) -> Minimum:
    theta, value = start, criterion.value(start)
    if not np.isfinite(value):
        return Minimum(theta, value, False, 0)
    memory: deque[tuple[Array, Array]] = deque(maxlen=_REMEMBERED)
    before: tuple[Array, Array] | None = None
    for iteration in range(1, iterations + 1):
        gradient, information = criterion.slopes(theta)
        if before is not None:
            _remember(memory, theta - before[0], gradient - before[1])
        solve = _solver(information)
        left = float(gradient @ solve(gradient))
        if left < tolerance:
            # One step more costs little and takes most of what is left.
            return _last(criterion, theta, value, solve(gradient), iteration)
        found = _search(criterion, theta, value, gradient, _direction(gradient, memory, solve))
        if found is None and memory:
            memory.clear()
            found = _search(criterion, theta, value, gradient, solve(gradient))
        if found is None:
            return Minimum(theta, value, left < 1e-7, iteration)
        before = theta, gradient
        theta, value = found
    return Minimum(theta, value, False, iterations)


def _last(criterion: Criterion, theta: Array, value: float, step: Array, iteration: int) -> Minimum:
    following = theta - step
    gained = criterion.value(following)
    if gained <= value + 1e-12 * max(1.0, abs(value)):
        return Minimum(following, gained, True, iteration)
    return Minimum(theta, criterion.value(theta), True, iteration)


def _solver(information: Array) -> Callable[[Array], Array]:
    """x -> information^-1 x; where it is (nearly) singular, with something added to its diagonal."""
    diagonal = np.diag(information)
    scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    scaled = information * np.outer(scale, scale)
    damping = 0.0
    for _ in range(12):
        try:
            factor = cho_factor(scaled + damping * np.eye(len(scaled)), check_finite=False)
            if np.diag(factor[0]).min() > 1e-6:
                break
        except LinAlgError:
            pass
        damping = max(damping * 10, 1e-8)
    else:
        return lambda x: scale * scale * x
    return lambda x: scale * np.asarray(cho_solve(factor, scale * x, check_finite=False))


def _remember(memory: deque[tuple[Array, Array]], step: Array, change: Array) -> None:
    if step @ change > 1e-10 * np.sqrt((step @ step) * (change @ change)):
        memory.append((step, change))


def _direction(gradient: Array, memory: deque[tuple[Array, Array]], solve: Callable[[Array], Array]) -> Array:
    """The two loops of limited-memory BFGS."""
    rest = gradient.copy()
    weights = []
    for step, change in reversed(memory):
        weight = (step @ rest) / (step @ change)
        rest -= weight * change
        weights.append(weight)
    found = solve(rest)
    for (step, change), weight in zip(memory, reversed(weights), strict=True):
        found = found + (weight - (change @ found) / (step @ change)) * step
    return found


def _search(
    criterion: Criterion, theta: Array, value: float, gradient: Array, step: Array
) -> tuple[Array, float] | None:
    """The first of ever shorter steps that brings down the value enough (Armijo)."""
    slope = float(gradient @ step)
    if not slope > 0:
        return None
    length = 1.0
    for _ in range(_SHORTENED):
        following = theta - length * step
        found = criterion.value(following)
        if found <= value - 1e-4 * length * slope:
            return following, found
        length *= 0.5 if np.isfinite(found) else 0.25
    return None
