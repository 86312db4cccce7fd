"""What a report says of a CFA or SEM."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handlers.analysing import meaning, tables_sem
from handlers.analysing.diagram_sem import pictures
from handlers.analysing.report_findings import Findings
from handlers.analysing.tables import Grid
from handlers.analysing.words import Writing
from scoring.analysis.factor_reliability import FactorReliability, factor_reliability
from scoring.analysis.solution import SemResult


def findings(result: SemResult, w: Writing) -> Findings:
    """Everything of this result, for paper and spreadsheet."""
    reliability = _reliability(result)
    return Findings(
        kind="anr-kind-sem" if any(row.op == "~" for row in result.estimates) else "anr-kind-cfa",
        n=result.n,
        n_given=result.n_given,
        verdict=tuple(meaning.verdict(result, w)),
        meaning=tuple(meaning.meaning(result, reliability, w)),
        limits=tuple(meaning.limits(result, w)),
        pictures=tuple(pictures(result, w)),
        grids=tuple(_grids(result, reliability, w)),
        conventions=tuple(_conventions(result, w)),
        remarks=result.remarks,
    )


def _reliability(result: SemResult) -> tuple[FactorReliability, ...]:
    try:
        return factor_reliability(result)
    except np.linalg.LinAlgError:
        return ()


def _grids(result: SemResult, reliability: tuple[FactorReliability, ...], w: Writing) -> Iterator[Grid]:
    yield meaning.fit_on_paper(result, w)
    yield tables_sem.fit_grid(result)
    if len(result.groups) > 1:
        yield tables_sem.groups(result)
    parameters = list(tables_sem.parameter_grids(result))
    first = 1 if parameters and parameters[0].title == "anr-t-loadings" else 0
    yield from parameters[:first]
    yield from tables_sem.reliability_grids(reliability, len(result.groups) > 1)
    yield from tables_sem.factor_correlations(result, reliability)
    yield from parameters[first:]
    yield from tables_sem.explained(result)
    yield from tables_sem.residuals(result)
    yield from tables_sem.modifications(result, w)
    yield tables_sem.all_parameters(result)


def _conventions(result: SemResult, w: Writing) -> Iterator[tuple[str, str]]:
    """What was computed how: without it another program's figures cannot be compared."""
    estimator = {"ML": "anr-k-ml", "MLM": "anr-k-mlm", "WLSMV": "anr-k-wlsmv"}.get(result.estimator)
    yield w.plain("anr-k-estimator"), w.plain(estimator) if estimator else result.estimator
    missing = "anr-k-fiml" if result.missing == "fiml" else "anr-k-listwise"
    yield w.plain("anr-k-missing"), w.plain(missing, n=result.n, given=result.n_given)
    convention = "anr-k-wishart" if result.convention == "wishart" else "anr-k-normal"
    yield w.plain("anr-k-covariance"), w.plain(convention)
    scaled = any(row.op == "=~" and not row.free and row.est == 1 for row in result.estimates)
    yield w.plain("anr-k-scale"), w.plain("anr-k-marker" if scaled else "anr-k-std-lv")
    if result.ordinal:
        yield w.plain("anr-k-ordinal"), w.plain("anr-k-delta", names=w.names(result.ordinal, 8))
    yield w.plain("anr-k-standardised"), w.plain("anr-k-std-all")
    yield w.plain("anr-k-iterations"), w.plain("anr-k-iterations-value", count=result.iterations)
    yield w.plain("anr-k-stars"), w.plain("anr-k-stars-value")
