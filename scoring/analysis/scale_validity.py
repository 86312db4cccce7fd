"""Whether items go together (KMO, Bartlett) and scales apart (HTMT, Fornell–Larcker)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.reliability_results import SamplingAdequacy, ScaleRelations
from scoring.analysis.tail_areas import upper_chi2

Array: TypeAlias = np.ndarray[Any, Any]

KMO_LOWEST = 0.5
"""Below, "unacceptable" (Kaiser 1974, Psychometrika 39:31-36)."""
HTMT_HIGHEST = 0.9
"""Henseler, Ringle & Sarstedt 2015, J Acad Mark Sci 43:115-135, for scales that are near each other in meaning."""


def kmo(correlation: Array) -> tuple[float, Array]:
    """Kaiser–Meyer–Olkin: squared correlations against them and the squared partial ones (Kaiser 1974), of all and of
    each item. The matrix must have an inverse."""
    inverse = np.linalg.inv(correlation)
    scale = np.sqrt(np.diag(inverse))
    partial = (inverse / np.outer(scale, scale)) ** 2
    plain = correlation**2
    np.fill_diagonal(partial, 0.0)
    np.fill_diagonal(plain, 0.0)
    each, beside = plain.sum(axis=0), partial.sum(axis=0)
    items = np.divide(each, each + beside, out=np.zeros_like(each), where=each + beside > 0)
    total = float(each.sum() + beside.sum())
    return (float(each.sum()) / total if total else 0.0), items


def sampling_adequacy(correlation: Array, n: int, names: Sequence[str]) -> SamplingAdequacy:
    """KMO, and Bartlett's test of sphericity: -(n - 1 - (2p + 5)/6) log det R, chi2 of p(p - 1)/2 degrees of freedom
    (Bartlett 1950, Br J Psychol Stat 3:77-85)."""
    p = len(correlation)
    overall, items = kmo(correlation)
    chi2 = -(n - 1 - (2 * p + 5) / 6) * float(np.linalg.slogdet(correlation)[1])
    df = p * (p - 1) // 2
    each = tuple((name, float(value)) for name, value in zip(names, items, strict=True))
    return SamplingAdequacy(overall, each, chi2, df, upper_chi2(chi2, df), n)


def relations(
    names: Sequence[str],
    n: int,
    covariance: Array,
    correlation: Array,
    places: Sequence[Sequence[int]],
    loadings: Sequence[Array | None],
    ave: Sequence[float | None],
) -> ScaleRelations:
    """Of scales with the items at `places`; `loadings` standardised and `ave`, None where there are none."""
    sums = np.array([[covariance[np.ix_(a, b)].sum() for b in places] for a in places])
    spread = np.sqrt(np.diag(sums))
    plain = np.divide(
        sums, np.outer(spread, spread), out=np.full_like(sums, np.nan), where=np.outer(spread, spread) > 0
    )
    free = _factor_correlations(correlation, places, loadings)
    table = free.copy()
    np.fill_diagonal(table, [np.nan if one is None else np.sqrt(one) for one in ave])
    return ScaleRelations(
        names=tuple(names),
        n=n,
        correlations=plain,
        factor_correlations=free,
        htmt=htmt(correlation, places),
        htmt2=htmt(correlation, places, geometric=True),
        fornell_larcker=table,
        ave_exceeds=tuple(_exceeds(free[at], at, one) for at, one in enumerate(ave)),
    )


def htmt(correlation: Array, places: Sequence[Sequence[int]], *, geometric: bool = False) -> Array:
    """Heterotrait-monotrait ratio of absolute correlations: the mean of those between two scales over the geometric
    mean of their means within (Henseler, Ringle & Sarstedt 2015). `geometric`: all means are (HTMT2, Roemer, Schuberth
    & Henseler 2021, Ind Manag Data Syst 121:2637-2650). NaN on the diagonal and where items of a scale are unrelated.
    """
    absolute = np.abs(correlation)

    def mean(entries: Array) -> float:
        if not geometric:
            return float(entries.mean())
        return float(np.exp(np.log(entries).mean())) if (entries > 0).all() else 0.0

    within = [mean(absolute[np.ix_(own, own)][np.triu_indices(len(own), 1)]) for own in places]
    found = np.full((len(places), len(places)), np.nan)
    for a in range(len(places)):
        for b in range(a):
            if within[a] > 0 and within[b] > 0:
                between = mean(absolute[np.ix_(places[a], places[b])])
                found[a, b] = found[b, a] = between / np.sqrt(within[a] * within[b])
    return found


def _factor_correlations(
    correlation: Array, places: Sequence[Sequence[int]], loadings: Sequence[Array | None]
) -> Array:
    """The correlation of two factors that brings l_a phi l_b' nearest (least squares) to the items' correlations."""
    found = np.full((len(places), len(places)), np.nan)
    np.fill_diagonal(found, 1.0)
    for a, of_a in enumerate(loadings):
        for b, of_b in enumerate(loadings[:a]):
            if of_a is not None and of_b is not None:
                crossed = of_a @ correlation[np.ix_(places[a], places[b])] @ of_b
                found[a, b] = found[b, a] = crossed / ((of_a @ of_a) * (of_b @ of_b))
    return found


def _exceeds(row: Array, at: int, ave: float | None) -> bool | None:
    others = np.delete(row, at)
    if ave is None or np.isnan(others).any():
        return None
    return bool(np.sqrt(ave) > np.abs(others).max())
