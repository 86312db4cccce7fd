"""What a report says of a quick check: what the data look like, and which analysis they bear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from handlers.analysing.report_findings import Findings
from handlers.analysing.report_scales import ENOUGH, alpha_words, people_words, shown
from handlers.analysing.tables import Column, Grid, text
from handlers.analysing.words import Writing
from scoring.analysis.reliability_results import QuickCheck

_ANALYSES: Final = {
    "reliability": "anr-can-reliability",
    "cfa-ml": "anr-can-cfa-ml",
    "cfa-wlsmv": "anr-can-cfa-wlsmv",
    "efa": "anr-can-efa",
    "pls": "anr-can-pls",
}
_VERDICTS: Final = {"yes": "anr-can-yes", "doubtful": "anr-can-doubtful", "no": "anr-can-no"}


def findings(result: QuickCheck, w: Writing) -> Findings:
    """Everything of this result, for paper and spreadsheet."""
    return Findings(
        kind="anr-kind-quick",
        n=result.complete,
        n_given=result.n_given,
        verdict=tuple(_verdict(result, w)),
        meaning=tuple(_meaning(result, w)),
        limits=(w.plain("anr-l-quick"), w.plain("anr-l-self")),
        pictures=(),
        grids=tuple(_grids(result, w)),
        conventions=((w.plain("anr-k-missing"), w.plain("anr-k-quick")),),
        remarks=result.remarks,
        people=people_words(result.n_given, result.complete, [scale.n for scale in result.scales if scale.n], w),
    )


def _verdict(result: QuickCheck, w: Writing) -> Iterator[str]:
    facts = {"n": w.count(result.n_given), "items": w.count(result.items), "complete": w.count(result.complete)}
    yield w.plain("anr-quick-data", missing=w.share(result.missing), **facts)
    able = _those(result, "yes", w)
    doubtful = _those(result, "doubtful", w)
    if able:
        yield w.plain("anr-quick-able", names="; ".join(able))
    if doubtful:
        yield w.plain("anr-quick-doubtful", names="; ".join(doubtful))
    if not able and not doubtful:
        yield w.plain("anr-quick-able-none")
    low = [scale.name for scale in result.scales if scale.alpha is not None and shown(scale.alpha) < ENOUGH]
    if low:
        yield w.plain("anr-quick-low", names=w.names(low))
    elif any(scale.alpha is not None for scale in result.scales):
        yield w.plain("anr-quick-alpha-good")


def _those(result: QuickCheck, verdict: str, w: Writing) -> list[str]:
    return [w.plain(_ANALYSES[one.analysis]) for one in result.possible if one.verdict == verdict]


def _meaning(result: QuickCheck, w: Writing) -> Iterator[str]:
    if result.constant:
        yield w.plain("anr-quick-constant", names=w.names(result.constant))
    if result.ceiling:
        names = [name for name, _ in result.ceiling]
        yield w.plain("anr-m-ceiling", names=w.names(names), count=len(names))
    if result.floor:
        names = [name for name, _ in result.floor]
        yield w.plain("anr-m-floor", names=w.names(names), count=len(names))


def _grids(result: QuickCheck, w: Writing) -> Iterator[Grid]:
    rows = tuple(
        (
            w.plain(_ANALYSES[one.analysis]),
            w.plain(_VERDICTS[one.verdict]),
            w.sentences([one.reason])[0] if one.reason is not None else "",
        )
        for one in result.possible
    )
    columns = (text("anr-c-analysis"), text("anr-c-possible"), text("anr-c-reason"))
    flagged = frozenset(at for at, one in enumerate(result.possible) if one.verdict == "no")
    yield Grid("anr-s-possible", "anr-t-possible", columns, rows, flagged=flagged)
    scales = tuple(
        (
            scale.name,
            scale.k,
            scale.n,
            "" if scale.alpha is None else alpha_words(scale.alpha, scale.alpha_lo, scale.alpha_hi, w),
            scale.mean_r,
            "; ".join(f"{name} ({w.fixed(value, 2)})" for name, value in scale.weakest),
        )
        for scale in result.scales
    )
    of_scales = (
        text("anr-c-scale"),
        Column("anr-c-items", "count"),
        Column("anr-c-n", "count"),
        text("anr-c-alpha-interval"),
        Column("anr-c-mean-r", "two"),
        text("anr-c-weakest"),
    )
    yield Grid("anr-s-scales-table", "anr-t-scales-table", of_scales, scales)
    for sheet, title, pairs in (
        ("anr-s-ceiling", "anr-t-ceiling", result.ceiling),
        ("anr-s-floor", "anr-t-floor", result.floor),
    ):
        yield Grid(sheet, title, (text("anr-c-item"), Column("anr-c-share", "share")), pairs)
    yield Grid(
        "anr-s-missing", "anr-t-missing", (text("anr-c-item"), Column("anr-c-missing", "count")), result.most_missing
    )
