"""How reliably one scale measures: alpha, omega, composite reliability, AVE, and what each item adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis import item_problems as codes
from scoring.analysis.factor_extraction import maximum_likelihood
from scoring.analysis.item_gates import dependent
from scoring.analysis.item_moments import ItemMoments, as_correlation
from scoring.analysis.item_problems import error, remark
from scoring.analysis.problems import AnalysisError, Remark
from scoring.analysis.reliability_results import FactorFit, ItemInScale, ScaleReliability
from scoring.analysis.tail_areas import factor_fit, feldt

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class OneFactor:
    """The one-factor model by maximum likelihood: standardised `loadings` and `uniquenesses` (k), and its test."""

    loadings: Array
    uniquenesses: Array
    fit: FactorFit | None


def scale_reliability(
    name: str, items: Sequence[str], moments: ItemMoments, level: float
) -> tuple[ScaleReliability, OneFactor | None]:
    """Of the moments of a scale's items, in their order; and the model, for what compares scales. AnalysisError where
    the sum has no variance."""
    covariance = moments.covariance
    k = len(items)
    if not total_varies(covariance):
        raise error(codes.NO_TOTAL, scale=name)
    correlation = as_correlation(covariance)
    alpha = cronbach(covariance)
    low, high = feldt(alpha, moments.n, k, level)
    model, remarks = _one_factor(name, items, correlation, moments.n)
    raw = None if model is None else model.loadings * np.sqrt(np.diag(covariance))
    rest = item_rest(covariance)
    reversed_items = [item for item, r in zip(items, rest, strict=True) if r is not None and r < 0]
    if reversed_items:
        remarks.append(remark(codes.REVERSED, reversed_items, grave=True, scale=name))
    if alpha < 0:
        remarks.append(remark(codes.ALPHA_NEGATIVE, grave=True, scale=name))
    dropped = alpha_if_dropped(covariance)
    result = ScaleReliability(
        name=name,
        items=tuple(
            ItemInScale(
                item,
                rest[at],
                dropped[at],
                None if model is None else float(model.loadings[at]),
                None if raw is None else float(raw[at]),
            )
            for at, item in enumerate(items)
        ),
        n=moments.n,
        k=k,
        mean=float(moments.mean.sum()),
        sd=float(np.sqrt(covariance.sum())),
        alpha=alpha,
        alpha_lo=low,
        alpha_hi=high,
        level=level,
        alpha_standardised=cronbach(correlation),
        omega=None if model is None else composite(model, np.sqrt(np.diag(covariance))),
        composite_reliability=None if model is None else composite(model, np.ones(k)),
        ave=None if model is None else _ave(model),
        mean_r=float(correlation.sum() - k) / (k * (k - 1)),
        factor_fit=None if model is None else model.fit,
        ordinal_alpha=None,
        ordinal_omega=None,
        remarks=tuple(remarks),
    )
    return result, model


def cronbach(covariance: Array) -> float:
    """k / (k - 1) × (1 - sum of the variances / variance of the sum) (Cronbach 1951, Psychometrika 16:297-334); of
    correlations the standardised alpha. The sum must have a variance."""
    k = len(covariance)
    return k / (k - 1) * (1 - float(np.trace(covariance)) / float(covariance.sum()))


def total_varies(covariance: Array) -> bool:
    """Whether people differ in the sum of the items, beyond rounding."""
    return bool(covariance.sum() > 1e-12 * np.trace(covariance))


def item_rest(covariance: Array) -> list[float | None]:
    """Correlation of each item with the sum of the others; None where that sum has no variance."""
    variance, together = np.diag(covariance), covariance.sum(axis=1)
    rest = covariance.sum() - 2 * together + variance
    divisor = np.sqrt(np.clip(variance * rest, 0, None))
    shared = together - variance
    return [float(shared[at] / divisor[at]) if divisor[at] > 1e-300 else None for at in range(len(covariance))]


def alpha_if_dropped(covariance: Array) -> list[float | None]:
    """Alpha of the others, for each item; None where only one other is left."""
    k = len(covariance)
    if k < 3:
        return [None] * k
    variance = np.diag(covariance)
    total = covariance.sum() - 2 * covariance.sum(axis=1) + variance
    within = variance.sum() - variance
    return [(k - 1) / (k - 2) * (1 - float(w / t)) if t > 1e-300 else None for w, t in zip(within, total, strict=True)]


def _one_factor(scale: str, items: Sequence[str], correlation: Array, n: int) -> tuple[OneFactor | None, list[Remark]]:
    """None, with the reason, where there are no loadings."""
    k = len(items)
    if n <= k:
        return None, [remark(codes.OMEGA_FEW_PEOPLE, grave=True, scale=scale, n=n, items=k)]
    same = dependent(correlation, items)
    if same:
        return None, [remark(codes.DUPLICATES, same, grave=True, scale=scale)]
    if k == 2:
        return _of_two(scale, float(correlation[0, 1]))
    try:
        found = maximum_likelihood(correlation, 1, proper=True)
    except AnalysisError:
        return None, [remark(codes.OMEGA_NOT_FOUND, grave=True, scale=scale)]
    loadings = found.loadings[:, 0]
    loadings = loadings if loadings.sum() >= 0 else -loadings
    beyond = [item for item, bounded in zip(items, found.bounded, strict=True) if bounded]
    remarks = [remark(codes.HEYWOOD, beyond, grave=True, scale=scale)] if beyond else []
    fit = factor_fit(n * found.minimum, k * (k - 3) // 2, n)
    return OneFactor(loadings, found.uniquenesses, fit), remarks


def _of_two(scale: str, r: float) -> tuple[OneFactor | None, list[Remark]]:
    """One correlation cannot give two loadings; equal ones, its root, are the assumption that is named."""
    if r <= 0:
        return None, [remark(codes.OMEGA_NOT_FOUND, grave=True, scale=scale)]
    loadings = np.full(2, np.sqrt(r))
    return OneFactor(loadings, 1 - loadings**2, None), [remark(codes.TWO_ITEMS, scale=scale)]


def composite(model: OneFactor, spread: Array) -> float:
    """(sum of loadings)² / ((sum of loadings)² + sum of unique variances), in units of `spread` (McDonald 1999, Test
    Theory; with standardised loadings the composite reliability of Fornell & Larcker 1981, J Mark Res 18:39-50)."""
    common = float((model.loadings * spread).sum()) ** 2
    return common / (common + float((model.uniquenesses * spread**2).sum()))


def _ave(model: OneFactor) -> float:
    """Mean of the squared standardised loadings (Fornell & Larcker 1981)."""
    return float((model.loadings**2).mean())
