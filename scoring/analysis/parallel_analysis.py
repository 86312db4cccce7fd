"""Horn's parallel analysis: how many factors stand out from what chance gives with as many people and items.

Horn 1965, Psychometrika 30:179-185; the 95th percentile in place of the mean: Glorfeld 1995, Educ Psychol Meas
55:377-393. The correlations of uncorrelated normal data are drawn by way of their Wishart distribution (Bartlett 1933,
Proc R Soc Edinb 53:260-283), which is exact and as fast for 25,000 people as for 100.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis import item_problems as codes
from scoring.analysis.factor_extraction import minimum_residual
from scoring.analysis.item_gates import check_table, dependent, missing_remarks
from scoring.analysis.item_moments import Missing, as_correlation, item_moments
from scoring.analysis.item_problems import error, remark
from scoring.analysis.problems import AnalysisError
from scoring.analysis.reliability_results import ParallelAnalysis

Array: TypeAlias = np.ndarray[Any, Any]

DRAWS = 100
PERCENTILE = 95.0


def parallel_analysis(
    values: Array,
    names: Sequence[str],
    *,
    seed: int,
    draws: int = DRAWS,
    percentile: float = PERCENTILE,
    missing: Missing = "listwise",
) -> ParallelAnalysis:
    """Of rows × items, NaN where an answer is missing. AnalysisError as `efa`."""
    check_table(values, names)
    moments = item_moments(values, names, missing)
    found = parallel_of_correlations(
        moments.correlation, moments.n, names, seed=seed, draws=draws, percentile=percentile
    )
    return replace(found, remarks=(*missing_remarks(values, moments.n, missing), *found.remarks))


def parallel_of_correlations(
    correlation: Array,
    n: int,
    names: Sequence[str],
    *,
    seed: int,
    draws: int = DRAWS,
    percentile: float = PERCENTILE,
) -> ParallelAnalysis:
    """Of a correlation matrix (p, p) of `n` people. AnalysisError: n <= p, items that follow from others."""
    p = len(correlation)
    if n <= p:
        raise error(codes.EFA_FEW_PEOPLE, n=n, items=p)
    same = dependent(correlation, names)
    if same:
        raise error(codes.EFA_SINGULAR, same)
    random = np.random.default_rng(seed)
    chance = [_eigenvalues(_uncorrelated(n, p, random)) for _ in range(draws)]
    components, factors = _eigenvalues(correlation)
    by_chance = [np.stack(kind) for kind in zip(*chance, strict=True)]
    limits = [np.percentile(kind, percentile, axis=0) for kind in by_chance]
    counts = [_before(components, limits[0]), _before(factors, limits[1])]
    return ParallelAnalysis(
        n=n,
        names=tuple(names),
        draws=draws,
        seed=seed,
        percentile=percentile,
        components=components,
        components_mean=by_chance[0].mean(axis=0),
        components_percentile=limits[0],
        factors=factors,
        factors_mean=by_chance[1].mean(axis=0),
        factors_percentile=limits[1],
        components_suggested=counts[0],
        factors_suggested=counts[1],
        remarks=() if max(counts) else (remark(codes.PARALLEL_NONE, grave=True),),
    )


def _before(values: Array, limits: Array) -> int:
    """How many come before the first that is not above its limit."""
    not_above = np.flatnonzero(~(values > limits))
    return int(not_above[0]) if not_above.size else len(values)


def _eigenvalues(correlation: Array) -> tuple[Array, Array]:
    """Largest first: of R, and of R with the communalities of one minimum residual factor in the diagonal."""
    reduced = correlation.copy()
    try:
        loadings = minimum_residual(correlation, 1).loadings[:, 0] if len(correlation) > 2 else None
    except AnalysisError:
        loadings = None
    if loadings is None:
        # Without the factor: squared multiple correlations, as Humphreys & Ilgen (1969) have it.
        np.fill_diagonal(reduced, 1 - 1 / np.diag(np.linalg.inv(correlation)))
    else:
        np.fill_diagonal(reduced, loadings**2)
    return np.linalg.eigvalsh(correlation)[::-1], np.linalg.eigvalsh(reduced)[::-1]


def _uncorrelated(n: int, p: int, random: np.random.Generator) -> Array:
    """Correlations of p uncorrelated normal items of n people."""
    lower = np.tril(random.standard_normal((p, p)), -1)
    np.fill_diagonal(lower, np.sqrt(random.chisquare(n - 1 - np.arange(p))))
    return as_correlation(lower @ lower.T)
