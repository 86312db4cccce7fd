"""Full information maximum likelihood: a model's parameters from every answer that is there.

Each row counts by the normal density of its own answers (Arbuckle 1996), which is right where answers are missing at
random given those that are there. The gradient is that of complete rows, filled with what is expected in the gaps
(Dempster, Laird & Rubin 1977). Standard errors come from the observed information, as in lavaan with `missing = "ml"`;
the expected one is right only where answers are missing completely at random (Kenward & Molenberghs 1998, Statist Sci
13:236-247).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.linalg import LinAlgError
from scipy.special import chdtrc

from scoring.analysis.baseline import predictor_places
from scoring.analysis.data import GroupData
from scoring.analysis.fiml_information import expected_information, observed_information, weighed_residuals
from scoring.analysis.fiml_moments import Expected, Patterns, Saturated, saturated
from scoring.analysis.fisher import Criterion, Minimum, minimise, minimise_again
from scoring.analysis.identification import covariance_of, degrees_of_freedom, refuse_exchangeable
from scoring.analysis.item_problems import error, remark
from scoring.analysis.problems import Remark
from scoring.analysis.solution import Chi2, Moments, Solution
from scoring.analysis.starting import exogenous_moments, start_values, with_slight_factors
from scoring.analysis.starting_again import in_other_units, other_starts
from scoring.analysis.structure import Implied, Structure
from scoring.analysis.table import Table

Array: TypeAlias = np.ndarray[Any, Any]

SATURATED: Final = "fiml-saturated"
SLOW: Final = "fiml-slow"

_LEFT = 1e-11
"""Chi2 that may be left to gain."""
_ITERATIONS = 250
_STEP = 1e-2
"""Of second changes of what is implied, in standard errors."""


class Likelihood:
    """Minus the log likelihood of a table by person, less that of the saturated model, and its slopes."""

    def __init__(self, table: Table, patterns: Sequence[Patterns], moments: Sequence[Moments], level: float) -> None:
        self.table, self.patterns, self.level, self._moments = table, tuple(patterns), level, tuple(moments)
        self.n = sum(each.n for each in patterns)
        self.structures = tuple(
            Structure(table, group, exogenous_moments(table, group, sample))
            for group, sample in enumerate(moments, start=1)
        )
        self.parts: list[tuple[Implied, Expected]] = []

    def value(self, theta: Array) -> float:
        """Infinite where an implied covariance matrix is not positive definite."""
        self.parts = []
        total = -self.level
        for structure, patterns in zip(self.structures, self.patterns, strict=True):
            try:
                implied = structure.implied(theta)
            except (LinAlgError, np.linalg.LinAlgError):
                return float("inf")
            found = patterns.expected(implied.mu, implied.sigma)
            if found is None:
                return float("inf")
            total += found.loglik
            self.parts.append((implied, found))
        return -total / self.n if np.isfinite(total) else float("inf")

    def slopes(self, theta: Array) -> tuple[Array, Array]:
        """Gradient (q), and the information (q, q) that complete rows would have, at the `theta` of the last
        `value`."""
        gradient, information = np.zeros(len(theta)), np.zeros((len(theta), len(theta)))
        for structure, (implied, found), patterns in zip(self.structures, self.parts, self.patterns, strict=True):
            directions = structure.directions(implied)
            pressure = found.inverse @ (found.total - patterns.n * implied.sigma) @ found.inverse
            gradient -= directions.slope(pressure) / 2 + directions.mean_slope(found.inverse @ found.shift)
            information += patterns.n * directions.information(found.inverse, means=True)
        return gradient / self.n, information / self.n

    def of(self, table: Table) -> Criterion:
        """The same of another table."""
        fit = Likelihood(table, self.patterns, self._moments, self.level)
        return Criterion(fit.value, fit.slopes)

    def observed(self, theta: Array) -> Array:
        """(q, q): second derivatives of minus the log likelihood of all rows."""
        self.value(theta)
        _, complete = self.slopes(theta)
        diagonal = np.diag(complete) * self.n
        steps = _STEP / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
        parts = zip(self.structures, self.parts, self.patterns, strict=True)
        return sum(
            (
                observed_information(patterns, found, structure, theta, steps)
                for structure, (_, found), patterns in parts
            ),
            np.zeros((len(theta), len(theta))),
        )

    def expected(self, theta: Array) -> tuple[Array, Array]:
        """Gradient (q) of minus the log likelihood and its expected second derivatives (q, q), of all rows."""
        self.value(theta)
        gradient, _ = self.slopes(theta)
        information = np.zeros((len(theta), len(theta)))
        for structure, (implied, found), patterns in zip(self.structures, self.parts, self.patterns, strict=True):
            information += expected_information(patterns, found, implied.mu, structure.directions(implied))
        return gradient * self.n, information


def fit_fiml(table: Table, groups: Sequence[GroupData]) -> Solution:
    """Fit `table`, which has means, to rows with gaps. A solution that was not found says so in `converged`.

    AnalysisError "fiml-saturated" where the answers do not tell all variances and covariances, "sem-not-identified".
    """
    patterns = [Patterns(group.values) for group in groups]
    h1 = [_saturated(table, each, group) for each, group in zip(patterns, groups, strict=True)]
    moments = tuple(Moments(each.n, one.mean, one.covariance) for each, one in zip(patterns, h1, strict=True))
    level = sum(one.loglik for one in h1)
    fit = Likelihood(table, patterns, moments, level)
    found = _search(fit, moments)
    theta = found.theta
    value = fit.value(theta)
    if not np.isfinite(value):
        return _nothing(table, moments, theta)
    implied = tuple(Moments(each.n, one.mu, one.sigma) for each, (one, _) in zip(patterns, fit.parts, strict=True))
    gfi, agfi = _goodness(fit, groups, degrees_of_freedom(table))
    predictors = sum(_predictors_loglik(table, group.values) for group in groups)
    covariance = covariance_of(table, fit.observed(theta), found.converged)
    return Solution(
        table=table,
        theta=theta,
        covariance=covariance,
        converged=found.converged,
        iterations=found.iterations,
        sample=moments,
        implied=implied,
        test=_chi2(2 * fit.n * value, degrees_of_freedom(table)),
        baseline=_baseline(table, groups, level),
        loglik=level - fit.n * value - predictors,
        loglik_saturated=level - predictors,
        gfi=gfi,
        agfi=agfi,
        score_information=lambda other, at: Likelihood(other, patterns, moments, level).expected(at),
        remarks=tuple(_remarks(h1)),
    )


def _search(fit: Likelihood, moments: Sequence[Moments]) -> Minimum:
    table, tolerance = fit.table, _LEFT / fit.n
    start = start_values(table, moments)
    criterion = Criterion(fit.value, fit.slopes)
    first = minimise(criterion, start, tolerance=tolerance, iterations=_ITERATIONS)
    if first.converged:
        return first
    refuse_exchangeable(table, criterion, start)
    slight = with_slight_factors(table, start)
    others = in_other_units(table, moments, fit.of)
    starts = chain((slight,), others, other_starts(table, moments, start))
    return minimise_again(criterion, first, starts, (slight,), tolerance=tolerance)


def _saturated(table: Table, patterns: Patterns, group: GroupData) -> Saturated:
    found = saturated(patterns, np.nanmean(group.values, axis=0), np.nanvar(group.values, axis=0))
    if found.singular:
        spread = np.sqrt(np.diag(found.covariance))
        weights = np.abs(np.linalg.eigh(found.covariance / np.outer(spread, spread))[1][:, 0])
        named = [name for name, weight in zip(table.observed, weights, strict=True) if weight > 0.3 * weights.max()]
        raise error(SATURATED, named)
    return found


def _remarks(h1: Sequence[Saturated]) -> list[Remark]:
    slow = [one.rounds for one in h1 if not one.settled]
    return [remark(SLOW, grave=True, rounds=max(slow))] if slow else []


def _baseline(table: Table, groups: Sequence[GroupData], level: float) -> Chi2:
    """No variable has to do with another, predictors excepted: each has the mean and variance of its own answers."""
    places = predictor_places(table)
    loglik = sum(_predictors_loglik(table, group.values) for group in groups)
    others = np.setdiff1d(np.arange(len(table.observed)), places)
    for group in groups:
        values = group.values[:, others]
        answers = (~np.isnan(values)).sum(axis=0)
        loglik -= float((answers * (np.log(2 * np.pi * np.nanvar(values, axis=0)) + 1)).sum()) / 2
    p, k = len(table.observed), len(places)
    return _chi2(2 * (level - loglik), len(groups) * (p * (p - 1) - k * (k - 1)) // 2)


def _predictors_loglik(table: Table, values: Array) -> float:
    """Of the fixed predictors at their own moments; they have no gaps."""
    places = predictor_places(table)
    if not len(places):
        return 0.0
    covariance = np.atleast_2d(np.cov(values[:, places], rowvar=False, bias=True))
    return -len(values) / 2 * float(len(places) * (np.log(2 * np.pi) + 1) + np.linalg.slogdet(covariance)[1])


def _goodness(fit: Likelihood, groups: Sequence[GroupData], df: int) -> tuple[float | None, float | None]:
    """GFI and AGFI as lavaan 0.6-14 computes them here: the moments of the pairs of answers that are there, and their
    residuals, weighed by the expected information of the saturated model at the implied moments. None where a pair
    of items has too few people.
    """
    gfi, known = 0.0, 0
    places = predictor_places(fit.table)
    for patterns, group, (implied, found) in zip(fit.patterns, groups, fit.parts, strict=True):
        mean, covariance = _of_pairs(group.values)
        apart = covariance - implied.sigma, mean - implied.mu
        squares = []
        for second, first in (apart, (covariance, mean)):
            second[np.ix_(places, places)], first[places] = 0.0, 0.0
            squares.append(weighed_residuals(patterns, found, implied.mu, second, first))
        gfi += patterns.n / fit.n * (1 - squares[0] / squares[1])
        known += len(mean) * (len(mean) + 3) // 2
    if not np.isfinite(gfi):
        return None, None
    return gfi, 1 - known / df * (1 - gfi) if df else 1.0


def _of_pairs(values: Array) -> tuple[Array, Array]:
    """Means of the answers that are there, and covariances of the rows that have both items (each about the means of
    these rows, divided by their number less one) times (n - 1) / n; NaN where only one row has both."""
    there = ~np.isnan(values)
    counted = there.astype(np.float64)
    mean = np.nanmean(values, axis=0)
    apart = np.where(there, values - mean, 0.0)
    pairs, sums = counted.T @ counted, apart.T @ counted
    products = apart.T @ apart - sums * sums.T / pairs
    covariance = np.divide(products, pairs - 1, out=np.full_like(products, np.nan), where=pairs > 1)
    return mean, covariance * (len(values) - 1) / len(values)


def _chi2(value: float, df: int) -> Chi2:
    chi2 = max(value, 0.0)
    return Chi2(chi2, df, float(chdtrc(df, chi2)) if df else float("nan"))


def _nothing(table: Table, moments: tuple[Moments, ...], theta: Array) -> Solution:
    none = Chi2(float("nan"), float("nan"), float("nan"))
    return Solution(table, theta, np.full((len(theta), len(theta)), np.nan), False, 0, moments, moments, none, none)
