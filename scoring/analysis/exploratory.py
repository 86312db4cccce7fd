"""Exploratory factor analysis: minimum residuals or maximum likelihood, with oblimin, varimax or no rotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, TypeAlias

import numpy as np

from scoring.analysis import item_problems as codes
from scoring.analysis.factor_extraction import maximum_likelihood, minimum_residual
from scoring.analysis.item_gates import LEAST_EIGENVALUE, check_table, dependent, missing_remarks
from scoring.analysis.item_moments import Missing, complete, item_moments
from scoring.analysis.item_problems import error, remark
from scoring.analysis.problems import Remark
from scoring.analysis.reliability_results import ExploratoryResult, FactorFit
from scoring.analysis.rotation import Rotated, RotationName, rotate
from scoring.analysis.scale_validity import KMO_LOWEST, kmo
from scoring.analysis.tail_areas import factor_fit

Array: TypeAlias = np.ndarray[Any, Any]
Method: TypeAlias = Literal["minres", "ml"]


def efa(
    values: Array,
    names: Sequence[str],
    factors: int,
    *,
    method: Method = "minres",
    rotation: RotationName = "oblimin",
    kaiser: bool | None = None,
    missing: Missing = "listwise",
    ordinal: bool = False,
) -> ExploratoryResult:
    """Of rows × items, NaN where an answer is missing; the rest as `efa_of_correlations`. `ordinal`: of polychoric
    correlations, always of complete rows.

    AnalysisError also for what `item_moments` refuses, constant items and infinite values.
    """
    check_table(values, names)
    missing = "listwise" if ordinal else missing
    moments = item_moments(values, names, missing)
    correlation = _polychoric(values, names) if ordinal else moments.correlation
    result = efa_of_correlations(
        correlation, moments.n, names, factors, method=method, rotation=rotation, kaiser=kaiser
    )
    return replace(result, remarks=(*missing_remarks(values, moments.n, missing), *result.remarks))


def efa_of_correlations(
    correlation: Array,
    n: int,
    names: Sequence[str],
    factors: int,
    *,
    method: Method = "minres",
    rotation: RotationName = "oblimin",
    kaiser: bool | None = None,
) -> ExploratoryResult:
    """Of a correlation matrix (p, p) of `n` people. `kaiser`: rows normalised for the rotation; when None for varimax
    only, as R's factanal, varimax and psych do.

    AnalysisError: n <= p, more factors than p items can tell apart, items that follow from others, no convergence.
    """
    correlation = np.asarray(correlation, dtype=np.float64)
    p = len(correlation)
    df = ((p - factors) ** 2 - p - factors) // 2
    check_correlations(correlation, n, names, factors)
    kaiser = rotation == "varimax" if kaiser is None else kaiser
    extract = maximum_likelihood if method == "ml" else minimum_residual
    extracted = extract(correlation, factors)
    rotated = rotate(extracted.loadings, rotation, kaiser=kaiser)
    fit = None
    if method == "ml":
        # Bartlett 1951, Biometrika 38:337-344; RMSEA from the same chi2.
        fit = factor_fit((n - 1 - (2 * p + 5) / 6 - 2 * factors / 3) * extracted.minimum, df, n - 1)
    heywood = [name for name, bounded in zip(names, extracted.bounded, strict=True) if bounded]
    remarks = _remarks(correlation, df, heywood, rotated)
    return _result(correlation, n, names, (method, rotation, kaiser), df, fit, rotated, remarks)


def most_factors(items: int) -> int:
    """How many factors `items` can tell apart: the most with df >= 0 (Ledermann 1937, Psychometrika 2:85-93)."""
    found = int((2 * items + 1 - (8 * items + 1) ** 0.5) / 2 + 1e-9)
    return max(found, 0)


def _polychoric(values: Array, names: Sequence[str]) -> Array:
    """Of the complete rows. AnalysisError where they are no correlations of any normal answers."""
    from scoring.analysis.ordinal_reliability import polychoric_of

    found = polychoric_of(complete(values), names)
    lowest, vectors = np.linalg.eigh(found)
    if lowest[0] <= LEAST_EIGENVALUE:
        share = np.abs(vectors[:, 0])
        raise error(codes.EFA_NOT_POSITIVE, [names[at] for at in np.argsort(-share)[:2].tolist()])
    return found


def check_correlations(correlation: Array, n: int, names: Sequence[str], factors: int) -> None:
    """AnalysisError: n <= p, more factors than p items can tell apart, items that follow from others."""
    p = len(correlation)
    df = ((p - factors) ** 2 - p - factors) // 2
    if factors < 1 or df < 0:
        raise error(codes.EFA_MANY_FACTORS, factors=factors, items=p, most=most_factors(p))
    if n <= p:
        raise error(codes.EFA_FEW_PEOPLE, n=n, items=p)
    same = dependent(correlation, names)
    if same:
        raise error(codes.EFA_SINGULAR, same)


def _remarks(correlation: Array, df: int, heywood: Sequence[str], rotated: Rotated) -> tuple[Remark, ...]:
    found = []
    if df == 0:
        found.append(remark(codes.EFA_SATURATED))
    if heywood:
        found.append(remark(codes.EFA_HEYWOOD, heywood, grave=True))
    overall = kmo(correlation)[0]
    if overall < KMO_LOWEST:
        found.append(remark(codes.EFA_KMO_LOW, grave=True, kmo=round(overall, 2)))
    if not rotated.converged:
        found.append(remark(codes.EFA_ROTATION, grave=True))
    return tuple(found)


def _result(
    correlation: Array,
    n: int,
    names: Sequence[str],
    way: tuple[str, str, bool],
    df: int,
    fit: FactorFit | None,
    rotated: Rotated,
    remarks: tuple[Remark, ...],
) -> ExploratoryResult:
    loadings, between = rotated.loadings, rotated.correlations
    p, factors = loadings.shape
    implied = loadings @ between @ loadings.T
    communalities = np.diag(implied).copy()
    residual = correlation - implied
    np.fill_diagonal(residual, 0.0)
    squares = loadings**2
    fourth = (squares**2).sum(axis=1)
    variance = np.diag(between @ loadings.T @ loadings).copy()
    return ExploratoryResult(
        n=n,
        names=tuple(names),
        factors=factors,
        method=way[0],
        rotation=way[1],
        kaiser=way[2],
        loadings=loadings,
        structure=loadings @ between,
        factor_correlations=between,
        communalities=communalities,
        uniquenesses=1 - communalities,
        # Hofmann 1978, Multivariate Behav Res 13:247-250.
        complexity=np.divide(squares.sum(axis=1) ** 2, fourth, out=np.ones(p), where=fourth > 0),
        variance=variance,
        variance_share=variance / p,
        df=df,
        residual_rms=float(np.sqrt((residual**2).sum() / (p * (p - 1)))),
        fit=fit,
        remarks=remarks,
    )
