"""Maximum likelihood from means and covariances: estimates, standard errors, the test, and Satorra–Bentler's of it.

F = log|sigma| + tr(S sigma^-1) - log|S| - p + (m - mu)' sigma^-1 (m - mu), weighed over groups by their rows (Jöreskog
1969, Psychometrika 34:183-202; 1971, 36:409-426). Standard errors are of the expected information at the solution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal, TypeAlias

import numpy as np
from scipy.linalg import LinAlgError, lapack
from scipy.special import chdtrc

from scoring.analysis import fisher, satorra_bentler
from scoring.analysis.baseline import baseline_test
from scoring.analysis.identification import covariance_of, degrees_of_freedom, refuse_exchangeable
from scoring.analysis.solution import Chi2, Moments, Solution
from scoring.analysis.starting import cautious_values, exogenous_moments, start_values, with_slight_factors
from scoring.analysis.starting_again import in_other_units, weak_factors
from scoring.analysis.structure import Directions, Implied, Structure
from scoring.analysis.table import Row, Table

Array: TypeAlias = np.ndarray[Any, Any]
Convention: TypeAlias = Literal["normal", "wishart"]

_LEFT = 1e-11
"""Chi2 that may be left to gain."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`n` rows in all, `groups` of them in each; `multiplier` of F: n, with "wishart" n less one for each group."""

    n: int
    groups: Array
    multiplier: float

    @property
    def shares(self) -> Array:
        """Of each group in all rows."""
        return np.asarray(self.groups / self.n)


class Discrepancy:
    """F and its slopes for one table; `samples` as the convention wants their covariances."""

    def __init__(self, table: Table, samples: Sequence[Moments], weights: Weights) -> None:
        self.table, self.samples, self.weights = table, tuple(samples), weights
        self.structures = tuple(
            Structure(table, group, exogenous_moments(table, group, sample))
            for group, sample in enumerate(samples, start=1)
        )
        self._saturated = [_log_determinant(sample.covariance) + len(sample.mean) for sample in samples]
        self._parts: list[tuple[Implied, Array]] = []

    def value(self, theta: Array) -> float:
        """F / 2; infinite where an implied covariance matrix is not positive definite."""
        self._parts = []
        total = 0.0
        for structure, sample, share, saturated in zip(
            self.structures, self.samples, self.weights.shares, self._saturated, strict=True
        ):
            try:
                implied = structure.implied(theta)
                weight, log_determinant = inverse(implied.sigma)
            except LinAlgError:
                return float("inf")
            found = log_determinant + float((sample.covariance * weight).sum()) - saturated
            if self.table.means:
                apart = sample.mean - implied.mu
                found += float(apart @ weight @ apart)
            total += share * found
            self._parts.append((implied, weight))
        return total / 2 if np.isfinite(total) else float("inf")

    def slopes(self, theta: Array) -> tuple[Array, Array]:
        """Gradient (q) of F / 2 and its expected second derivatives (q, q), at the `theta` of the last `value`."""
        gradient, information = np.zeros(len(theta)), np.zeros((len(theta), len(theta)))
        for (implied, weight), directions, sample, share in zip(
            self._parts, self.directions(), self.samples, self.weights.shares, strict=True
        ):
            residual = implied.sigma - sample.covariance
            if self.table.means:
                apart = sample.mean - implied.mu
                residual = residual - np.outer(apart, apart)
                gradient -= share * directions.mean_slope(weight @ apart)
            gradient += share * directions.slope(weight @ residual @ weight) / 2
            information += share * directions.information(weight, means=self.table.means)
        return gradient, information

    def candidates(self, rows: Sequence[Row]) -> tuple[Array, Array, Array, Array]:
        """As `Solution.candidate_information`, of n times F / 2, at the `theta` of the last `value`."""
        means, n = self.table.means, self.weights.n
        gradient, alone = np.zeros(len(rows)), np.zeros(len(rows))
        crossed = np.zeros((self.table.size, len(rows)))
        parts = zip(self._parts, self.directions(), self.samples, self.weights.shares, strict=True)
        for group, ((implied, weight), own, sample, share) in enumerate(parts):
            at = [place for place, row in enumerate(rows) if row.group == group + 1]
            along = self.structures[group].along(implied, [rows[place] for place in at])
            apart = sample.mean - implied.mu if means else np.zeros(len(weight))
            residual = implied.sigma - sample.covariance - np.outer(apart, apart)
            found = along.slope(weight @ residual @ weight) / 2 - along.mean_slope(weight @ apart)
            gradient[at] = share * n * found
            alone[at] = share * n * along.alone(weight, means=means)
            crossed[:, at] = share * n * own.crossed(along, weight, means=means)
        inner = sum(
            share * n * own.information(weight, means=means)
            for (_, weight), own, share in zip(self._parts, self.directions(), self.weights.shares, strict=True)
        )
        return gradient, crossed, alone, np.asarray(inner)

    def directions(self) -> tuple[Directions, ...]:
        """Of each group, at the `theta` of the last `value`."""
        return tuple(
            structure.directions(implied) for structure, (implied, _) in zip(self.structures, self._parts, strict=True)
        )

    def implied(self) -> tuple[tuple[Implied, Array], ...]:
        """What each group implies and the inverse of its sigma, at the `theta` of the last `value`."""
        return tuple(self._parts)


def fit_ml(
    table: Table,
    groups: Sequence[Moments],
    *,
    values: Sequence[Array] | None = None,
    robust: bool = False,
    convention: Convention = "normal",
) -> Solution:
    """Fit `table` to the moments of its groups, whose covariances are divided by n. `robust` (MLM) needs the rows
    themselves, `values` (n, p) by group.

    "wishart" takes covariances divided by n - 1 and multiplies F by n - 1 of each group, as LISREL does.
    AnalysisError "not-identified". A solution that was not found says so in `converged`.
    """
    weights, samples = _weigh(groups, convention)
    fit = Discrepancy(table, samples, weights)
    found = _search(fit)
    theta = found.theta
    if not np.isfinite(fit.value(theta)):
        return _nothing(table, samples, theta)
    _, information = fit.slopes(theta)
    inverted = covariance_of(table, information, found.converged)
    chi2 = _multiplied(fit, weights)
    df = degrees_of_freedom(table)
    solution = Solution(
        table=table,
        theta=theta,
        covariance=inverted / weights.multiplier,
        converged=found.converged,
        iterations=found.iterations,
        sample=samples,
        implied=_implied(fit),
        test=Chi2(chi2, df, float(chdtrc(df, chi2)) if df else float("nan")),
        baseline=baseline_test(table, samples, _multipliers(weights)),
        loglik=_log_likelihood(fit, saturated=False),
        loglik_saturated=_log_likelihood(fit, saturated=True),
        score_information=lambda other, at: _score_information(other, samples, weights, at),
        candidate_information=lambda rows: _candidate_information(fit, theta, rows),
    )
    return _corrected(solution, fit, inverted, values) if robust and values is not None else solution


def _search(fit: Discrepancy) -> fisher.Minimum:
    table, samples, tolerance = fit.table, fit.samples, _LEFT / fit.weights.multiplier
    start = start_values(table, samples)
    if not np.isfinite(fit.value(start)):
        start = cautious_values(table, samples, start)
    criterion = _criterion(fit)
    first = fisher.minimise(criterion, start, tolerance=tolerance, iterations=fisher.PATIENCE)
    if first.converged:
        return first
    refuse_exchangeable(table, criterion, start)
    slight, weak = with_slight_factors(table, start), weak_factors(table, samples, start)
    others = in_other_units(table, samples, lambda other: _criterion(Discrepancy(other, samples, fit.weights)))
    return fisher.minimise_again(criterion, first, chain((slight,), others), (slight, weak, start), tolerance=tolerance)


def _criterion(fit: Discrepancy) -> fisher.Criterion:
    return fisher.Criterion(fit.value, fit.slopes)


def _corrected(solution: Solution, fit: Discrepancy, inverted: Array, values: Sequence[Array]) -> Solution:
    """With standard errors and tests by Satorra and Bentler."""
    traced = satorra_bentler.at_solution(fit, values)
    covariance = satorra_bentler.robust_covariance(traced, inverted, fit.weights)
    of_baseline = satorra_bentler.baseline_trace(solution.table, solution.sample, values)
    return replace(
        solution,
        covariance=covariance / fit.weights.multiplier,
        robust=satorra_bentler.scaled(solution.test, satorra_bentler.trace(traced, inverted, fit.weights)),
        baseline_robust=satorra_bentler.scaled(solution.baseline, of_baseline),
    )


def inverse(matrix: Array) -> tuple[Array, float]:
    """Of a positive definite matrix: its inverse and the logarithm of its determinant. LinAlgError for others."""
    factor, failed = lapack.dpotrf(matrix, lower=1)
    if failed:
        raise LinAlgError
    # dpotri would be the way, but OpenBLAS sets threads to work on it, a hundred times slower for a few items.
    found = lapack.dpotrs(factor, np.eye(len(matrix)), lower=1)[0]
    return (found + found.T) / 2, 2 * float(np.log(np.diag(factor)).sum())


def _log_determinant(matrix: Array) -> float:
    return float(np.linalg.slogdet(matrix)[1])


def _weigh(groups: Sequence[Moments], convention: Convention) -> tuple[Weights, tuple[Moments, ...]]:
    sizes = np.array([group.n for group in groups], dtype=float)
    n = int(sizes.sum())
    if convention == "normal":
        return Weights(n, sizes, n), tuple(groups)
    samples = tuple(Moments(each.n, each.mean, each.covariance * (each.n / (each.n - 1))) for each in groups)
    return Weights(n, sizes, n - len(groups)), samples


def _multipliers(weights: Weights) -> Array:
    """Of each group's F in chi2."""
    return np.asarray(weights.groups - (weights.n - weights.multiplier) / len(weights.groups))


def _multiplied(fit: Discrepancy, weights: Weights) -> float:
    total = 0.0
    for (implied, weight), sample, multiplier in zip(fit.implied(), fit.samples, _multipliers(weights), strict=True):
        found = float((sample.covariance * weight).sum()) - len(weight)
        found -= _log_determinant(sample.covariance) + float(np.linalg.slogdet(weight)[1])
        if fit.table.means:
            apart = sample.mean - implied.mu
            found += float(apart @ weight @ apart)
        total += multiplier * found
    return max(float(total), 0.0)


def _implied(fit: Discrepancy) -> tuple[Moments, ...]:
    return tuple(
        Moments(sample.n, implied.mu if fit.table.means else sample.mean, implied.sigma)
        for (implied, _), sample in zip(fit.implied(), fit.samples, strict=True)
    )


def _log_likelihood(fit: Discrepancy, *, saturated: bool) -> float:
    """Of the rows given the fixed exogenous variables, whose own part is left out."""
    places = [fit.table.observed.index(name) for name in fit.table.predictors]
    total = 0.0
    for (implied, weight), sample in zip(fit.implied(), fit.samples, strict=True):
        if saturated:
            quadratic, log_determinant = float(len(weight)), _log_determinant(sample.covariance)
        else:
            quadratic = float((sample.covariance * weight).sum())
            log_determinant = -float(np.linalg.slogdet(weight)[1])
            if fit.table.means:
                apart = sample.mean - implied.mu
                quadratic += float(apart @ weight @ apart)
        free = len(weight) - len(places)
        if places:
            quadratic -= len(places)
            log_determinant -= _log_determinant(sample.covariance[np.ix_(places, places)])
        total -= sample.n / 2 * (free * np.log(2 * np.pi) + log_determinant + quadratic)
    return total


def _candidate_information(fit: Discrepancy, theta: Array, rows: Sequence[Row]) -> tuple[Array, Array, Array, Array]:
    fit.value(theta)
    return fit.candidates(rows)


def _score_information(table: Table, samples: Sequence[Moments], weights: Weights, theta: Array) -> tuple[Array, Array]:
    fit = Discrepancy(table, samples, weights)
    fit.value(theta)
    gradient, information = fit.slopes(theta)
    return gradient * weights.n, information * weights.n


def _nothing(table: Table, samples: tuple[Moments, ...], theta: Array) -> Solution:
    none = Chi2(float("nan"), float("nan"), float("nan"))
    empty = np.full((len(theta), len(theta)), np.nan)
    return Solution(table, theta, empty, False, 0, samples, samples, none, none)
