"""What a report says of measurement invariance: how far groups may be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from handlers.analysing import meaning, report_sem
from handlers.analysing.report_findings import Findings
from handlers.analysing.tables import Column, Grid, text
from handlers.analysing.words import Writing
from scoring.analysis.invariance import CFI_MAY_FALL, RMSEA_MAY_RISE, InvarianceResult, Step

_LEVELS: Final = {
    "configural": "anr-inv-configural",
    "metric": "anr-inv-metric",
    "scalar": "anr-inv-scalar",
}
_SHORT: Final = {
    "configural": "anr-inv-configural-short",
    "metric": "anr-inv-metric-short",
    "scalar": "anr-inv-scalar-short",
}
_REACHED: Final = {
    "configural": "anr-inv-reached-configural",
    "metric": "anr-inv-reached-metric",
    "scalar": "anr-inv-reached-scalar",
}


def findings(result: InvarianceResult, w: Writing) -> Findings:
    """Everything of this result, for paper and spreadsheet; parameters are those of the last step that holds."""
    first = result.steps[0].result
    shown = report_sem.findings(_reached(result).result, w)
    remarks = [*result.remarks, *(one for step in result.steps for one in step.result.remarks)]
    return Findings(
        kind="anr-kind-invariance",
        n=first.n,
        n_given=first.n_given,
        verdict=tuple(_verdict(result, w)),
        meaning=(w.plain("anr-m-invariance"), *shown.meaning),
        limits=(w.plain("anr-l-invariance"), *shown.limits),
        pictures=shown.pictures,
        grids=(_steps(result, w), *shown.grids),
        conventions=(
            (w.plain("anr-k-invariance"), w.plain("anr-k-invariance-value", **_limits(w))),
            *shown.conventions,
        ),
        remarks=tuple(remark for at, remark in enumerate(remarks) if remark not in remarks[:at]),
    )


def _reached(result: InvarianceResult) -> Step:
    return next(step for step in result.steps if step.level == result.reached)


def _limits(w: Writing) -> dict[str, str]:
    return {"cfi": w.fixed(CFI_MAY_FALL, 3), "rmsea": w.fixed(RMSEA_MAY_RISE, 3)}


def _verdict(result: InvarianceResult, w: Writing) -> Iterator[str]:
    first = result.steps[0].result
    found = meaning.judged(first.fit)
    if not first.saturated and meaning.overall(list(found.values())) == "poor":
        yield w.plain("anr-inv-poor")
    yield w.plain(_REACHED[result.reached], group=result.group)
    for step in result.steps[1:]:
        key = "anr-inv-holds" if step.holds else "anr-inv-fails"
        facts = {"cfi": w.fixed(step.cfi_change, 3), "rmsea": w.fixed(step.rmsea_change, 3)}
        yield w.plain(key, step=w.plain(_LEVELS[step.level]), **facts)


def _steps(result: InvarianceResult, w: Writing) -> Grid:
    columns = [
        text("anr-c-step"),
        text("anr-c-verdict"),
        Column("anr-c-chi2", "two"),
        Column("anr-c-df", "count"),
        Column("anr-c-p", "p"),
    ]
    columns += [Column("anr-c-cfi"), Column("anr-c-rmsea"), Column("anr-c-srmr"), Column("anr-c-chi2-change", "two")]
    columns += [Column("anr-c-df-change", "count"), Column("anr-c-p-change", "p"), Column("anr-c-cfi-change")]
    columns += [Column("anr-c-rmsea-change")]
    rows = []
    for step in result.steps:
        fit, difference = step.result.fit, step.difference
        holds = "" if step.holds is None else w.plain("anr-inv-yes" if step.holds else "anr-inv-no")
        rows.append(
            (
                w.plain(_SHORT[step.level]),
                holds,
                *(fit.get(name) for name in ("chi2", "df", "p", "cfi", "rmsea", "srmr")),
                *((difference.chi2, difference.df, difference.p) if difference is not None else ("", "", "")),
                *((step.cfi_change, step.rmsea_change) if difference is not None else ("", "")),
            )
        )
    flagged = frozenset(at for at, step in enumerate(result.steps) if step.holds is False)
    return Grid("anr-s-steps", "anr-t-steps", tuple(columns), tuple(rows), w.plain("anr-inv-note"), flagged)
