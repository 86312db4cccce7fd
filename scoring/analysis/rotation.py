"""Rotation of factors: varimax and direct oblimin with gamma 0 (quartimin).

Gradient projection (Jennrich 2002, Psychometrika 67:7-19; Bernaards & Jennrich 2005, Educ Psychol Meas 65:676-696): the
criterion goes down along its gradient, and each step is put back on the rotations allowed. Started from the unrotated
loadings and from further random rotations of a fixed seed; the lowest criterion counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]
RotationName: TypeAlias = Literal["oblimin", "varimax", "none"]

_ITERATIONS = 5000
_PROJECTED = 1e-7
_STARTS = 8
_SEED = 20250721


@dataclass(frozen=True, slots=True)
class Rotated:
    """`loadings` (p, m) of the pattern, `correlations` (m, m) of the factors; `converged`."""

    loadings: Array
    correlations: Array
    converged: bool


def rotate(loadings: Array, name: RotationName, *, kaiser: bool) -> Rotated:
    """Rotated loadings, factors by their part of the variance, each with a positive sum. `kaiser`: rows are brought to
    length 1 for the rotation (Kaiser 1958, Psychometrika 23:187-200)."""
    factors = loadings.shape[1]
    found = Rotated(loadings, np.eye(factors), True)
    if name != "none" and factors > 1:
        lengths = np.sqrt((loadings**2).sum(axis=1)) if kaiser else np.ones(len(loadings))
        lengths = np.where(lengths > 0, lengths, 1.0)[:, None]
        tries = [_descend(loadings / lengths, start, oblique=name == "oblimin") for start in _starts(factors)]
        settled = [one for one in tries if one[1].converged] or tries
        lowest = min(value for value, _ in settled)
        # Of equally good ones the first, which began with the unrotated loadings.
        best = next(one for value, one in settled if value <= lowest + 1e-8 * max(1.0, abs(lowest)))
        found = Rotated(best.loadings * lengths, best.correlations, best.converged)
    return _arranged(found)


def _arranged(found: Rotated) -> Rotated:
    signs = np.where(found.loadings.sum(axis=0) < 0, -1.0, 1.0)
    loadings, correlations = found.loadings * signs, found.correlations * np.outer(signs, signs)
    parts = np.diag(correlations @ loadings.T @ loadings)
    order = np.argsort(-parts, kind="stable")
    return Rotated(loadings[:, order], correlations[np.ix_(order, order)], found.converged)


def _starts(factors: int) -> list[Array]:
    draw = np.random.default_rng(_SEED)
    others = [np.linalg.qr(draw.standard_normal((factors, factors)))[0] for _ in range(_STARTS)]
    return [np.eye(factors), *others]


def _quartimin(loadings: Array) -> tuple[float, Array]:
    """Sum of products of squared loadings of different factors, a quarter of both orders; and its gradient."""
    squares = loadings**2
    others = squares.sum(axis=1, keepdims=True) - squares
    return float((squares * others).sum()) / 4, loadings * others


def _varimax(loadings: Array) -> tuple[float, Array]:
    """Minus a quarter of the variances of the squared loadings within the factors; and its gradient."""
    centred = loadings**2 - (loadings**2).mean(axis=0)
    return -float((centred**2).sum()) / 4, -loadings * centred


def _descend(unrotated: Array, turn: Array, *, oblique: bool) -> tuple[float, Rotated]:
    """The criterion at the end, and what was found there."""
    criterion = _quartimin if oblique else _varimax
    length = 1.0
    loadings = _turned(unrotated, turn, oblique)
    value, slope = criterion(loadings)
    converged = False
    for _ in range(_ITERATIONS):
        projected = _projected(unrotated, loadings, slope, turn, oblique)
        size = float(np.sqrt((projected**2).sum()))
        if size < _PROJECTED:
            converged = True
            break
        length *= 2
        for _ in range(30):
            following = _allowed(turn - length * projected, oblique)
            loadings = _turned(unrotated, following, oblique)
            reached, slope = criterion(loadings)
            if value - reached > 0.5 * size**2 * length:
                break
            length /= 2
        else:
            # As low as floating point goes.
            converged = size < np.sqrt(_PROJECTED)
            break
        turn, value = following, reached
    loadings = _turned(unrotated, turn, oblique)
    return value, Rotated(loadings, turn.T @ turn if oblique else np.eye(len(turn)), converged)


def _turned(unrotated: Array, turn: Array, oblique: bool) -> Array:
    return np.asarray(np.linalg.solve(turn, unrotated.T).T if oblique else unrotated @ turn)


def _allowed(turn: Array, oblique: bool) -> Array:
    if oblique:
        return np.asarray(turn / np.sqrt((turn**2).sum(axis=0)))
    left, _, right = np.linalg.svd(turn)
    return np.asarray(left @ right)


def _projected(unrotated: Array, loadings: Array, slope: Array, turn: Array, oblique: bool) -> Array:
    if oblique:
        gradient = -np.linalg.solve(turn.T, slope.T @ loadings)
        return np.asarray(gradient - turn * (turn * gradient).sum(axis=0))
    gradient = unrotated.T @ slope
    inner = turn.T @ gradient
    return np.asarray(gradient - turn @ (inner + inner.T) / 2)
