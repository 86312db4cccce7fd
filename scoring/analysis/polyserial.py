"""Correlations with continuous variables beside ordinal ones, and what each person does to them.

Polyserial correlations (Olsson, Drasgow & Dorans 1982, Psychometrika 47:337-347) in two steps as lavaan: mean, variance
and thresholds first, then each correlation by maximum likelihood; product-moment ones between continuous variables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.special import ndtr

from scoring.analysis.ordinal_influence import normal_density

Array: TypeAlias = np.ndarray[Any, Any]

_BOUND: Final = 0.995
_SMALLEST: Final = float(np.finfo(float).eps)


@dataclass(frozen=True, slots=True)
class Number:
    """A continuous variable: `z` (n) standardised by `mean` and `sd` (divided by n), and each person's influence on
    mean and variance (n, 2).
    """

    z: Array
    mean: float
    sd: float
    influence: Array


def number_of(values: Array) -> Number:
    mean = float(values.mean())
    sd = float(values.std())
    z = (values - mean) / sd
    scores = np.column_stack([z / sd, (z * z - 1.0) / (2.0 * sd**2)])
    return Number(z, mean, sd, np.linalg.solve(scores.T @ scores, scores.T).T)


def polyserial(z: Array, lower: Array, upper: Array) -> float:
    """`lower`, `upper` (n): the thresholds around each person's category."""
    low, high = -_BOUND, _BOUND
    r = float(np.clip(np.corrcoef(z, lower.clip(-4, 4) + upper.clip(-4, 4))[0, 1], -0.9, 0.9))
    for _ in range(100):
        score = _score(z, lower, upper, r)[0]
        gradient = float(score.sum())
        low, high = (r, high) if gradient > 0 else (low, r)
        following = r + gradient / max(float(score @ score), 1e-12)
        if not low < following < high:
            following = 0.5 * (r + (high if gradient > 0 else low))
        if abs(following - r) < 1e-12:
            break
        r = following
    return r


def _score(z: Array, lower: Array, upper: Array, r: float) -> tuple[Array, Array, Array, Array]:
    """Of the correlation, and what the other scores need: densities at both ends and the share of the category."""
    root = np.sqrt(1.0 - r * r)
    at, below = (upper - r * z) / root, (lower - r * z) / root
    high, low = normal_density(at), normal_density(below)
    share = np.maximum(ndtr(at) - ndtr(below), _SMALLEST)
    return (high * (upper * r - z) - low * (lower * r - z)) / (share * root**3), high, low, share


def mixed_scores(variable: Number, codes: Array, lower: Array, upper: Array, r: float, size: int) -> tuple[Array, ...]:
    """Scores (n) of the correlation, (n, 2) of mean and variance, (n, `size`) of the thresholds."""
    score, high, low, share = _score(variable.z, lower, upper, r)
    root = np.sqrt(1.0 - r * r)
    bend = (high - low) / share * (r / root)
    z, sd = variable.z, variable.sd
    own = np.column_stack([(z + bend) / sd, (z * z - 1.0 + z * bend) / (2.0 * sd**2)])
    cuts = np.zeros((len(z), size + 1))
    rows = np.arange(len(z))
    cuts[rows, np.minimum(codes, size)] += high
    cuts[rows, np.maximum(codes - 1, 0)] -= low
    cuts[:, :size] /= (root * share)[:, None]
    return score, own, cuts[:, :size]


def number_scores(first: Number, second: Number, r: float) -> tuple[Array, Array, Array]:
    """Scores (n) of the correlation of two continuous variables, (n, 2) of mean and variance of either."""
    rest = 1.0 - r * r
    z, y = first.z, second.z
    square = z * z - 2.0 * r * z * y + y * y
    score = r / rest + z * y / rest - square * r / rest**2
    own = np.column_stack([(z - r * y) / (rest * first.sd), ((z * z - r * z * y) / rest - 1.0) / (2 * first.sd**2)])
    other = np.column_stack([(y - r * z) / (rest * second.sd), ((y * y - r * z * y) / rest - 1.0) / (2 * second.sd**2)])
    return score, own, other
