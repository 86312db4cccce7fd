"""Indices of what the model leaves unexplained: SRMR, GFI; and the residual correlations themselves."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.baseline import predictor_places
from scoring.analysis.solution import Moments, Solution

Array: TypeAlias = np.ndarray[Any, Any]


def residual_correlations(sample: Moments, implied: Moments) -> Array:
    """(p, p): sample less implied covariances, both by the sample's standard deviations (Bentler's kind)."""
    spread = np.sqrt(np.diag(sample.covariance))
    return np.asarray((sample.covariance - implied.covariance) / np.outer(spread, spread))


def srmr(solution: Solution) -> float:
    """Root mean square of the residual correlations, variances counted, and of standardised means where the model has
    them; of ordinal items correlations alone, the diagonal counted as 0, given the predictors. Over groups by their
    rows."""
    ordinal = bool(solution.table.ordered)
    sizes = np.array([sample.n for sample in solution.sample], dtype=float)
    found = []
    places = predictor_places(solution.table)
    for sample, implied in zip(solution.sample, solution.implied, strict=True):
        if ordinal and len(places):
            sample, implied = _given_predictors(sample, places), _given_predictors(implied, places)
        residuals = residual_correlations(sample, implied)
        p = len(residuals)
        squares = float((np.tril(residuals, -1) ** 2).sum())
        count = p * (p + 1) // 2
        if ordinal:
            # So lavaan 0.6-14 counts where it takes the predictors as given.
            count += len(places)
        if not ordinal:
            squares += float((np.diag(residuals) ** 2).sum())
        if solution.table.means and not ordinal:
            apart = (sample.mean - implied.mean) / np.sqrt(np.diag(sample.covariance))
            squares += float(apart @ apart)
            count += p
        found.append(np.sqrt(squares / count))
    return float(np.array(found) @ sizes / sizes.sum())


def _given_predictors(moments: Moments, places: Array) -> Moments:
    """What the predictors leave of the other variables."""
    covariance = moments.covariance
    inner = np.setdiff1d(np.arange(len(covariance)), places)
    crossed = covariance[np.ix_(inner, places)]
    left = crossed @ np.linalg.solve(covariance[np.ix_(places, places)], crossed.T)
    return Moments(moments.n, moments.mean[inner], covariance[np.ix_(inner, inner)] - left)


def gfi(solution: Solution) -> float:
    """1 less the weighed squares of the residuals over those of the moments, by the inverse of the implied covariances
    (of moments of fixed predictors alone the latter count 0)."""
    places = predictor_places(solution.table)
    sizes = np.array([sample.n for sample in solution.sample], dtype=float)
    found = []
    for sample, implied in zip(solution.sample, solution.implied, strict=True):
        weight = np.linalg.inv(implied.covariance)
        observed, mean = sample.covariance.copy(), sample.mean.copy()
        observed[np.ix_(places, places)] = 0.0
        mean[places] = 0.0
        residual = sample.covariance - implied.covariance
        above = _half_square(weight, residual)
        below = _half_square(weight, observed)
        if solution.table.means:
            apart = sample.mean - implied.mean
            above += float(apart @ weight @ apart)
            below += float(mean @ weight @ mean)
        found.append(1 - above / below)
    return float(np.array(found) @ sizes / sizes.sum())


def _half_square(weight: Array, matrix: Array) -> float:
    product = weight @ matrix
    return float((product * product.T).sum()) / 2
