"""What a report says of an exploratory factor analysis, and of a parallel analysis before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from handlers.analysing.report_findings import Findings, Picture
from handlers.analysing.tables import Column, Grid, Value, named, square, text
from handlers.analysing.words import Writing
from scoring.analysis.reliability_results import ExploratoryResult, ParallelAnalysis

_SALIENT = 0.40
"""Stevens 2009, Applied Multivariate Statistics for the Social Sciences."""


def findings(result: ExploratoryResult, w: Writing) -> Findings:
    """Everything of this result, for paper and spreadsheet."""
    return Findings(
        kind="anr-kind-efa",
        n=result.n,
        n_given=result.n,
        verdict=tuple(_verdict(result, w)),
        meaning=tuple(_meaning(result, w)),
        limits=tuple(w.plain(key) for key in ("anr-l-efa-explores", "anr-l-efa-names", "anr-l-self", "anr-l-cut-offs")),
        pictures=(),
        grids=tuple(_grids(result)),
        conventions=tuple(_conventions(result, w)),
        remarks=result.remarks,
    )


def factor_names(count: int) -> tuple[str, ...]:
    """F1, F2, …: a name is for who knows the items."""
    return tuple(f"F{number}" for number in range(1, count + 1))


def _verdict(result: ExploratoryResult, w: Writing) -> Iterator[str]:
    share = w.share(float(np.sum(result.variance_share)), 0)
    yield w.plain("anr-efa-share", count=result.factors, share=share, items=len(result.names))
    if result.fit is not None:
        fit = result.fit
        key = "anr-chi2-rejects" if fit.p < 0.05 else "anr-chi2-holds"
        yield w.plain(key, chi2=w.fixed(fit.chi2, 2), df=w.count(fit.df), p=w.p_said(fit.p))
        yield w.plain(
            "anr-efa-rmsea", value=w.fixed(fit.rmsea, 3), lo=w.fixed(fit.rmsea_lo, 3), hi=w.fixed(fit.rmsea_hi, 3)
        )
    elif result.df <= 0:
        yield w.plain("anr-saturated")


def _meaning(result: ExploratoryResult, w: Writing) -> Iterator[str]:
    names, sizes = factor_names(result.factors), np.abs(result.loadings)
    for at, factor in enumerate(names):
        own = [i for i in np.argsort(-sizes[:, at]) if sizes[i, at] >= _SALIENT and np.argmax(sizes[i]) == at]
        if own:
            yield w.plain("anr-efa-factor", factor=factor, names=w.names([result.names[i] for i in own], 10))
        else:
            yield w.plain("anr-efa-empty", factor=factor)
    loose = [name for name, row in zip(result.names, sizes, strict=True) if row.max() < _SALIENT]
    if loose:
        yield w.plain("anr-efa-loose", names=w.names(loose), limit=w.fixed(_SALIENT, 2))
    crossing = [name for name, row in zip(result.names, sizes, strict=True) if (row >= _SALIENT).sum() > 1]
    if crossing:
        yield w.plain("anr-efa-crossing", names=w.names(crossing))


def _grids(result: ExploratoryResult) -> Iterator[Grid]:
    names = factor_names(result.factors)
    order = np.lexsort((-np.abs(result.loadings).max(axis=1), np.abs(result.loadings).argmax(axis=1)))
    columns = (text("anr-c-item"), *(named(name) for name in names), Column("anr-c-communality", "two"))
    rows: list[tuple[Value, ...]] = []
    flagged = set()
    for at in order:
        if np.abs(result.loadings[at]).max() < _SALIENT:
            flagged.add(len(rows))
        row = (*map(float, result.loadings[at]), float(result.communalities[at]), float(result.complexity[at]))
        rows.append((result.names[at], *row))
    yield Grid(
        "anr-s-loadings",
        "anr-t-pattern",
        (*columns, Column("anr-c-complexity", "two")),
        tuple(rows),
        flagged=frozenset(flagged),
    )
    structure: tuple[tuple[Value, ...], ...] = tuple(
        (name, *map(float, result.structure[at])) for at, name in enumerate(result.names)
    )
    yield Grid("anr-s-structure", "anr-t-structure", columns[:-1], structure, on_paper=False)
    correlations = [
        [float(value) if at <= row else "" for at, value in enumerate(result.factor_correlations[row])]
        for row in range(len(names))
    ]
    if len(names) > 1:
        yield square("anr-s-factors", "anr-t-factor-correlations", names, correlations)
    share = tuple((name, float(result.variance[at]), float(result.variance_share[at])) for at, name in enumerate(names))
    yield Grid(
        "anr-s-variance",
        "anr-t-variance",
        (text("anr-c-factor"), Column("anr-c-squares", "two"), Column("anr-c-share", "share")),
        share,
    )


def _conventions(result: ExploratoryResult, w: Writing) -> Iterator[tuple[str, str]]:
    methods = {"minres": "anr-k-minres", "ml": "anr-k-ml"}
    method = methods.get(result.method)
    yield w.plain("anr-k-estimator"), w.plain(method) if method else result.method
    rotations = {"oblimin": "anr-k-oblimin", "varimax": "anr-k-varimax", "none": "anr-k-unrotated"}
    rotation = rotations.get(result.rotation)
    yield w.plain("anr-k-rotation"), w.plain(rotation) if rotation else result.rotation
    yield w.plain("anr-k-kaiser"), w.plain("anr-k-kaiser-yes" if result.kaiser else "anr-k-kaiser-no")
    yield w.plain("anr-k-rms"), w.fixed(result.residual_rms, 3)


def parallel(result: ParallelAnalysis, w: Writing) -> Findings:
    """How many factors are more than chance."""
    return Findings(
        kind="anr-kind-parallel",
        n=result.n,
        n_given=result.n,
        verdict=(
            w.plain("anr-parallel-factors", count=result.factors_suggested),
            w.plain("anr-parallel-components", count=result.components_suggested),
        ),
        meaning=(w.plain("anr-m-parallel"),),
        limits=(w.plain("anr-l-parallel"),),
        pictures=tuple(_screes(result, w)),
        grids=tuple(_eigenvalues(result)),
        conventions=(
            (
                w.plain("anr-k-parallel"),
                w.plain(
                    "anr-k-parallel-value",
                    draws=w.count(result.draws),
                    percentile=w.count(_percent(result.percentile)),
                    seed=str(result.seed),
                ),
            ),
        ),
        remarks=result.remarks,
    )


def _percent(percentile: float) -> float:
    return percentile * 100 if percentile <= 1 else percentile


def _screes(result: ParallelAnalysis, w: Writing) -> Iterator[Picture]:
    pairs = (
        ("anr-d-scree-factors", result.factors, result.factors_percentile),
        ("anr-d-scree-components", result.components, result.components_percentile),
    )
    for title, values, chance in pairs:
        lines = [
            ("anr-d-scree-data", [float(value) for value in values], False),
            ("anr-d-scree-chance", [float(value) for value in chance], True),
        ]

        def draw(wide: float, high: float, lines: list[tuple[str, list[float], bool]] = lines) -> Any:
            from handlers.analysing.diagram_charts import Series, scree

            series = [Series(w.plain(key), values, dashed) for key, values, dashed in lines]
            return scree(series, w.plain("anr-c-number"), w.plain("anr-c-eigenvalue"), w, wide, high)

        yield Picture(w.plain(title), draw, w.plain("anr-d-scree-caption"))


def _eigenvalues(result: ParallelAnalysis) -> Iterator[Grid]:
    columns = (
        Column("anr-c-number", "count"),
        Column("anr-c-eigenvalue"),
        Column("anr-c-chance-mean"),
        Column("anr-c-chance"),
    )
    for title, values, mean, chance in (
        ("anr-t-eigen-factors", result.factors, result.factors_mean, result.factors_percentile),
        ("anr-t-eigen-components", result.components, result.components_mean, result.components_percentile),
    ):
        rows = tuple((at + 1, float(values[at]), float(mean[at]), float(chance[at])) for at in range(len(values)))
        yield Grid("anr-s-eigen", title, columns, rows, most=15)
