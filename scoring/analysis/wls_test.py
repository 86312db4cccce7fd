"""The tests of models of ordinal items: chi2 corrected in mean and variance by scale and shift, and differences of it.

With W the weights, D the slopes of the moments and U = W - W D (D'WD)^-1 D'W, the first two moments of chi2 follow from
the traces of U gamma and of its square (Asparouhov & Muthén 2010, "Simple second order chi-square correction"; lavaan's
"scaled.shifted"). Nested models: Satorra (2000), as `lavTestLRT` does for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from scipy.special import chdtrc

from scoring.analysis.identification import covariance_of
from scoring.analysis.ordinal_moments import OrdinalMoments
from scoring.analysis.solution import Chi2
from scoring.analysis.table import Table

if TYPE_CHECKING:
    from scoring.analysis.wls import WlsSolution

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Weighted:
    """`covariance` (q, q) of the parameters times n; `trace` of U gamma, `trace_of_square` of its square; `bread`:
    (D'WD)^-1; `slopes`: by group, each moment's multiplied with the root of its weight (D).
    """

    covariance: Array
    trace: float
    trace_of_square: float
    bread: Array
    slopes: tuple[Array, ...]


def weigh(table: Table, groups: Sequence[OrdinalMoments], slopes: Sequence[Array], *, converged: bool) -> Weighted:
    """`slopes` (m, q) by group. AnalysisError "sem-not-identified" where the parameters cannot be told apart."""
    n = sum(group.n for group in groups)
    scaled = tuple(slope * np.sqrt(group.weights)[:, None] for group, slope in zip(groups, slopes, strict=True))
    parameters = slopes[0].shape[1]
    information, meat = np.zeros((parameters, parameters)), np.zeros((parameters, parameters))
    squares, crossed = 0.0, np.zeros((parameters, parameters))
    for group, slope in zip(groups, scaled, strict=True):
        gamma, share = group.gamma(), group.n / n
        spread = gamma @ slope
        information += share * (slope.T @ slope)
        meat += share * (slope.T @ spread)
        crossed += share * (spread.T @ spread)
        squares += float(np.vdot(gamma, gamma))
    bread = covariance_of(table, information, converged)
    through = bread @ meat
    return Weighted(
        covariance=through @ bread,
        trace=sum(group.size for group in groups) - float(np.trace(through)),
        trace_of_square=squares - 2.0 * float((bread * crossed).sum()) + float((through * through.T).sum()),
        bread=bread,
        slopes=scaled,
    )


def plain_chi2(value: float, df: float) -> Chi2:
    return Chi2(value, df, float(chdtrc(df, value)) if df > 0 else float("nan"))


def scaled_shifted(plain: Chi2, trace: float, trace_of_square: float) -> Chi2:
    """The plain statistic brought to the mean and variance of chi2 with its df."""
    if not plain.df > 0:
        return plain
    scaling = float(np.sqrt(trace_of_square / plain.df))
    shift = plain.df - trace / scaling
    value = plain.chi2 / scaling + shift
    return Chi2(value, plain.df, float(chdtrc(plain.df, max(value, 0.0))), scaling, shift)


def unrelated(groups: Sequence[OrdinalMoments]) -> tuple[Chi2, Chi2]:
    """Plain and corrected test of the model in which no variables are related."""
    value, squares, df = 0.0, 0.0, 0
    for group in groups:
        pairs = group.pairs
        value += group.n * float(group.weights[pairs] @ group.observed[pairs] ** 2)
        gamma = group.gamma()[pairs, pairs]
        # Where vdot would copy.
        squares += float(np.einsum("ij,ij->", gamma, gamma))
        df += len(group.first)
    plain = plain_chi2(value, df)
    # Scaled to a diagonal of 1, gamma has its size for trace.
    return plain, scaled_shifted(plain, float(df), squares)


def wls_difference(restricted: WlsSolution, free: WlsSolution) -> Chi2:
    """Test of `restricted` against `free`, in which it is nested, on the same data."""
    assert free.weighted is not None
    df = restricted.test.df - free.test.df
    plain = plain_chi2(max(restricted.test.chi2 - free.test.chi2, 0.0), df)
    if df <= 0:
        return plain
    groups, bread, slopes = free.ordinal, free.weighted.bread, free.weighted.slopes
    outside = _restrictions(restricted, free)
    middle = bread @ outside.T @ np.linalg.pinv(outside @ bread @ outside.T) @ outside @ bread
    n = sum(group.n for group in groups)
    meat = sum(
        (group.n / n * (slope.T @ group.gamma() @ slope) for group, slope in zip(groups, slopes, strict=True)),
        start=np.zeros_like(bread),
    )
    through = middle @ meat
    trace, trace_of_square = float(np.trace(through)), float((through * through.T).sum())
    scaling = float(np.sqrt(trace_of_square / df))
    shift = df - trace / scaling
    value = (restricted.test.chi2 - free.test.chi2) / scaling + shift
    return Chi2(value, df, float(chdtrc(df, max(value, 0.0))), scaling, shift)


def _restrictions(restricted: WlsSolution, free: WlsSolution) -> Array:
    """(r, q of `free`): what moves with the moments of `free` but cannot with those of `restricted`.

    The slopes of `restricted` written as combinations of those of `free` by least squares, and what stands upright on
    them (lavaan's `A.method = "delta"`).
    """
    own, less = _plain_slopes(free), _plain_slopes(restricted)
    combination = np.linalg.lstsq(own, less, rcond=None)[0]
    left, sizes, _ = np.linalg.svd(combination, full_matrices=True)
    rank = int((sizes > 1e-8 * sizes.max()).sum()) if len(sizes) else 0
    return np.asarray(left[:, rank:].T)


def _plain_slopes(solution: WlsSolution) -> Array:
    """(m of all groups, q), not weighted."""
    assert solution.weighted is not None
    return np.concatenate(
        [
            slope * np.sqrt(group.diagonal)[:, None]
            for group, slope in zip(solution.ordinal, solution.weighted.slopes, strict=True)
        ]
    )
