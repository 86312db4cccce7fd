"""Models of ordinal items: diagonally weighted least squares with robust errors and test (WLSMV).

As lavaan's `estimator = "WLSMV"` (0.6-14) and Muthén, du Toit & Spisic (1997): thresholds and polychoric correlations
are fitted, weighted by the inverse of their variances; standard errors and test use the whole of their covariance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.ordinal_moments import OrdinalMoments
from scoring.analysis.solution import Moments, Solution
from scoring.analysis.starting import start_values
from scoring.analysis.table import Table
from scoring.analysis.wls_distance import Distance, Searched, searched_part
from scoring.analysis.wls_search import search
from scoring.analysis.wls_test import Weighted, plain_chi2, scaled_shifted, unrelated, weigh

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class WlsSolution(Solution):
    """`ordinal`: the groups' moments with their uncertainty, for the difference test of nested models; `weighted`:
    what the test of this model was made of."""

    ordinal: tuple[OrdinalMoments, ...] = ()
    weighted: Weighted | None = field(default=None)


def fit_moments(table: Table, groups: Sequence[OrdinalMoments]) -> WlsSolution:
    """Fit a table whose ordinal items and thresholds are those of `groups`."""
    samples = tuple(
        _moments(table, group, group.mean, group.covariance, group.predicted.slopes, group.cuts) for group in groups
    )
    searched = searched_part(table)
    start = start_values(table, samples)
    found = search(searched.table, groups, samples, _shared_cuts(start, table, samples)[searched.numbers])
    whole = Distance(table, groups)
    theta = _with_own_cuts(start, searched, found.theta, whole, samples)
    slopes = [structure.with_slopes(theta)[1] for structure in whole.structures]
    weighted = weigh(table, groups, slopes, converged=found.converged)
    implied = [structure.implied(theta) for structure in whole.structures]
    n, known = sum(group.n for group in groups), sum(group.size for group in groups)
    df = known - table.size
    plain = plain_chi2(2.0 * n * whole.value(theta), df)
    baseline, baseline_robust = unrelated(groups)
    gfi = _gfi(groups, implied)
    return WlsSolution(
        table=_with_residuals(table, [each.residuals for each in implied]),
        theta=theta,
        covariance=weighted.covariance / n,
        converged=found.converged,
        iterations=found.iterations,
        sample=samples,
        implied=tuple(
            _moments(table, group, each.mean, each.sigma, each.effects, each.cuts)
            for group, each in zip(groups, implied, strict=True)
        ),
        test=plain,
        baseline=baseline,
        robust=scaled_shifted(plain, weighted.trace, weighted.trace_of_square),
        baseline_robust=baseline_robust,
        gfi=gfi,
        agfi=1.0 - known / df * (1.0 - gfi) if df else None,
        score_information=lambda other, at: _score_information(other, groups, at),
        ordinal=tuple(groups),
        weighted=weighted,
    )


def _score_information(table: Table, groups: Sequence[OrdinalMoments], theta: Array) -> tuple[Array, Array]:
    """Of thresholds that follow the sample's a gradient of 0 and an information of 1 beside the others': they have
    no say in what others would gain. As lavaan's `modindices`, the information is without gamma's n / (n - 1).
    """
    n = sum(group.n for group in groups)
    searched = searched_part(table)
    distance = Distance(searched.table, groups)
    gradient, information = np.zeros(table.size), np.eye(table.size)
    at = theta[searched.numbers]
    found = distance.slopes(at, [each.n / (each.n - 1) for each in groups])
    gradient[searched.numbers], information[np.ix_(searched.numbers, searched.numbers)] = found
    return gradient * n, information * n


def _shared_cuts(start: Array, table: Table, samples: Sequence[Moments]) -> Array:
    """Thresholds that are held equal start at the mean of the samples'."""
    sums, counts = np.zeros(table.size), np.zeros(table.size)
    for row in table.rows:
        if row.free and row.op == "|" and row.value is None:
            sums[row.free - 1] += samples[row.group - 1].thresholds[row.lhs][int(row.rhs[1:]) - 1]
            counts[row.free - 1] += 1
    return np.asarray(np.where(counts > 0, sums / np.maximum(counts, 1), start))


def _with_own_cuts(
    start: Array, searched: Searched, found: Array, whole: Distance, samples: Sequence[Moments]
) -> Array:
    """The parameters found, with each threshold of its own where it meets the sample's."""
    theta = start.copy()
    theta[searched.numbers] = found
    found_at = [structure.scales_and_means(theta) for structure in whole.structures]
    for row in searched.cuts:
        scale, mean = found_at[row.group - 1][row.lhs]
        theta[row.free - 1] = samples[row.group - 1].thresholds[row.lhs][int(row.rhs[1:]) - 1] / scale + mean
    return theta


def _moments(
    table: Table, group: OrdinalMoments, mean: Array, covariance: Array, effects: Array, cuts: Sequence[Array]
) -> Moments:
    """Of all variables, from those of the others given the predictors and the predictors' own."""
    given, inner, outer = group.predicted, group.inner, group.outer
    size = len(inner) + len(outer)
    whole, means = np.zeros((size, size)), np.zeros(size)
    crossed = effects @ given.covariance
    whole[np.ix_(inner, inner)] = covariance + crossed @ effects.T
    whole[np.ix_(inner, outer)], whole[np.ix_(outer, inner)] = crossed, crossed.T
    whole[np.ix_(outer, outer)] = given.covariance
    means[inner], means[outer] = mean + effects @ given.mean, given.mean
    named = [table.observed[at] for at in inner[group.ordinal]]
    return Moments(group.n, means, whole, dict(zip(named, cuts, strict=True)))


def _with_residuals(table: Table, residuals: Sequence[Array]) -> Table:
    """The table with the residual variances that the ordinal items got."""
    rows = []
    for row in table.rows:
        if row.op == "~~" and row.lhs == row.rhs and row.lhs in table.ordered and not row.free:
            row = replace(row, value=float(residuals[row.group - 1][table.ordered.index(row.lhs)]))
        rows.append(row)
    return replace(table, rows=tuple(rows))


def _gfi(groups: Sequence[OrdinalMoments], implied: Sequence[Any]) -> float:
    """1 less the share of the weighted squares that is left, groups by their people."""
    total, n = 0.0, sum(group.n for group in groups)
    for group, each in zip(groups, implied, strict=True):
        apart = group.observed - each.moments
        left = float(apart @ (group.weights * apart)) / float(group.observed @ (group.weights * group.observed))
        total += group.n / n * (1.0 - left)
    return total
