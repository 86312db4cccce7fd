"""What a report says of reliability and items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from handlers.analysing.report_findings import Findings, Picture
from handlers.analysing.tables import Column, Grid, square, text
from handlers.analysing.words import Writing
from scoring.analysis.problems import Remark
from scoring.analysis.reliability_results import ItemStatistics, ReliabilityResult, ScaleReliability
from scoring.analysis.scale_validity import HTMT_HIGHEST

GOOD, ENOUGH = 0.80, 0.70
"""Nunnally & Bernstein 1994, Psychometric Theory: .70 for early research, .80 for research with groups."""
_WEAK_ITEM, _CEILING, _ROWS_OF_BARS, _FEW_SCALES = 0.30, 0.5, 88, 2


def findings(result: ReliabilityResult, w: Writing) -> Findings:
    """Everything of this result, for paper and spreadsheet."""
    limits = ["anr-l-self", "anr-l-alpha-one", "anr-l-alpha-sample", "anr-l-item-out", "anr-l-cut-offs"]
    return Findings(
        kind="anr-kind-reliability",
        n=result.n if result.missing == "listwise" else result.n_given,
        n_given=result.n_given,
        verdict=tuple(_verdict(result, w)),
        meaning=tuple(_meaning(result, w)),
        limits=tuple(w.plain(key) for key in limits),
        pictures=tuple(ends_pictures(result.items, w)),
        grids=tuple(_grids(result, w)),
        conventions=tuple(_conventions(result, w)),
        remarks=tuple(_once([*result.remarks, *(one for scale in result.scales for one in scale.remarks)])),
        people=people_words(result.n_given, result.n, [scale.n for scale in result.scales], w)
        if result.missing == "listwise"
        else "",
    )


def _once(remarks: list[Remark]) -> Iterator[Remark]:
    seen: list[Remark] = []
    for one in remarks:
        if one not in seen:
            seen.append(one)
            yield one


def shown(value: float) -> float:
    """As it is printed, and judged: 0.697 stands there as 0.70."""
    return round(value, 2)


def alpha_words(alpha: float, lo: float | None, hi: float | None, w: Writing) -> str:
    """`0,84 [0,81; 0,87]`."""
    if lo is None or hi is None:
        return w.fixed(alpha, 2)
    return w.plain("anr-interval", value=w.fixed(alpha, 2), lo=w.fixed(lo, 2), hi=w.fixed(hi, 2))


def _verdict(result: ReliabilityResult, w: Writing) -> Iterator[str]:
    """Where there are many scales, first how many are how reliable; then each, the least reliable first."""
    weakest_first = sorted(result.scales, key=lambda scale: scale.alpha)
    if len(result.scales) > _FEW_SCALES:
        low = [f"{scale.name} ({w.fixed(scale.alpha, 2)})" for scale in weakest_first if shown(scale.alpha) < ENOUGH]
        enough = len(result.scales) - len(low)
        if low:
            yield w.plain("anr-alpha-some-low", enough=enough, low=len(low), names=w.names(low, 9))
        else:
            yield w.plain("anr-alpha-all-enough", count=enough)
    for scale in weakest_first:
        yield w.plain(
            "anr-alpha-good"
            if shown(scale.alpha) >= GOOD
            else "anr-alpha-fair"
            if shown(scale.alpha) >= ENOUGH
            else "anr-alpha-low",
            scale=scale.name,
            alpha=alpha_words(scale.alpha, scale.alpha_lo, scale.alpha_hi, w),
            omega=w.fixed(scale.omega, 2),
        )


def people_words(given: int, complete: int, of_scales: Sequence[int], w: Writing) -> str:
    """How many people there are, how many answered every item, and with how many the scales were computed."""
    if not of_scales or min(of_scales) == given:
        return w.plain("anr-people-all", n=w.count(given))
    low, high = min(of_scales), max(of_scales)
    each = w.count(low) if low == high else f"{w.count(low)}–{w.count(high)}"
    return w.plain("anr-people-scales", given=w.count(given), complete=w.count(complete), each=each)


def _meaning(result: ReliabilityResult, w: Writing) -> Iterator[str]:
    yield w.plain("anr-m-alpha-is")
    weak = [item.name for scale in result.scales for item in scale.items if (item.item_rest or 0.0) < _WEAK_ITEM]
    if weak:
        yield w.plain("anr-m-item-weak", names=w.names(weak), limit=w.fixed(_WEAK_ITEM, 2))
    better = [item.name for scale in result.scales for item in scale.items if _better(item.alpha_if_dropped, scale)]
    if better:
        yield w.plain("anr-m-item-better", names=w.names(better))
    if result.adequacy is not None:
        key = (
            "anr-m-kmo-good"
            if result.adequacy.kmo >= 0.8
            else "anr-m-kmo-fair"
            if result.adequacy.kmo >= 0.6
            else "anr-m-kmo-low"
        )
        yield w.plain(key, kmo=w.fixed(result.adequacy.kmo, 2))
    if result.relations is not None:
        yield from _alike(result, w)


def _better(without: float | None, scale: ScaleReliability) -> bool:
    return without is not None and without > scale.alpha + 0.005


def _alike(result: ReliabilityResult, w: Writing) -> Iterator[str]:
    """How many pairs: which they are stands in the warnings."""
    assert result.relations is not None
    pairs = int((np.tril(np.nan_to_num(result.relations.htmt), -1) >= HTMT_HIGHEST).sum())
    if pairs:
        yield w.plain("anr-m-scales-alike", count=pairs)


def ends_pictures(items: tuple[ItemStatistics, ...], w: Writing) -> Iterator[Picture]:
    """Bars of the shares at both ends, so many items a page."""
    rows = [
        (item.name, item.floor, item.ceiling) for item in items if item.floor is not None and item.ceiling is not None
    ]
    for start in range(0, len(rows), _ROWS_OF_BARS):
        part = rows[start : start + _ROWS_OF_BARS]
        yield Picture(
            w.plain("anr-d-ends"), partial(_bars, part, w), w.plain("anr-d-ends-caption") if not start else ""
        )


def _bars(rows: list[tuple[str, float, float]], w: Writing, wide: float, high: float) -> Any:
    from handlers.analysing.diagram_charts import ends

    return ends(rows, w.plain("anr-d-floor"), w.plain("anr-d-ceiling"), w, wide)


def _grids(result: ReliabilityResult, w: Writing) -> Iterator[Grid]:
    yield _scales(result, w)
    for scale in result.scales:
        yield _items_of(scale, result, w)
    yield _statistics(result.items)
    yield _categories(result.items)
    yield from _relations(result)
    if result.adequacy is not None:
        one = result.adequacy
        rows = (("KMO", one.kmo), ("Bartlett χ²", one.chi2), ("df", one.df), ("p", w.p(one.p)), ("n", one.n))
        yield Grid(
            "anr-s-adequacy",
            "anr-t-adequacy",
            (text("anr-c-index"), Column("anr-c-value")),
            rows,
            w.plain("anr-kmo-note"),
        )
        columns = (text("anr-c-item"), Column("anr-c-kmo", "two"))
        flagged = frozenset(at for at, (_, kmo) in enumerate(one.items) if kmo < 0.6)
        yield Grid("anr-s-kmo-items", "anr-t-kmo-items", columns, one.items, flagged=flagged)


def _scales(result: ReliabilityResult, w: Writing) -> Grid:
    columns = [
        text("anr-c-scale"),
        Column("anr-c-items", "count"),
        Column("anr-c-n", "count"),
        Column("anr-c-mean", "two"),
    ]
    columns += [
        Column("anr-c-sd", "two"),
        Column("anr-c-alpha", "three"),
        Column("anr-c-alpha-lo", "three"),
        Column("anr-c-alpha-hi", "three"),
    ]
    columns += [
        Column("anr-c-alpha-std", "three"),
        Column("anr-c-omega", "three"),
        Column("anr-c-cr", "three"),
        Column("anr-c-ave", "three"),
        Column("anr-c-mean-r", "three"),
    ]
    ordinal = any(scale.ordinal_alpha is not None for scale in result.scales)
    columns += [Column("anr-c-ordinal-alpha", "three"), Column("anr-c-ordinal-omega", "three")] if ordinal else []
    rows = tuple(
        (s.name, s.k, s.n, s.mean, s.sd, s.alpha, s.alpha_lo, s.alpha_hi, s.alpha_standardised, s.omega)
        + (s.composite_reliability, s.ave, s.mean_r)
        + ((s.ordinal_alpha, s.ordinal_omega) if ordinal else ())
        for s in result.scales
    )
    flagged = frozenset(at for at, scale in enumerate(result.scales) if shown(scale.alpha) < ENOUGH)
    return Grid("anr-s-scales-table", "anr-t-scales-table", tuple(columns), rows, w.plain("anr-alpha-note"), flagged)


def _items_of(scale: ScaleReliability, result: ReliabilityResult, w: Writing) -> Grid:
    columns = (
        text("anr-c-item"),
        Column("anr-c-item-rest", "three"),
        Column("anr-c-alpha-dropped", "three"),
        Column("anr-c-loading", "three"),
        text("anr-c-look"),
    )
    by_name = {item.name: item for item in result.items}
    rows, flagged = [], set()
    for at, item in enumerate(scale.items):
        looks = []
        if item.item_rest is not None and item.item_rest < _WEAK_ITEM:
            looks.append(w.plain("anr-look-reversed" if item.item_rest < 0 else "anr-look-weak"))
        if _better(item.alpha_if_dropped, scale):
            looks.append(w.plain("anr-look-better"))
        if looks:
            flagged.add(at)
        own = by_name.get(item.name)
        if own is not None and (own.ceiling or 0.0) >= _CEILING:
            looks.append(w.plain("anr-look-ceiling"))
        rows.append((item.name, item.item_rest, item.alpha_if_dropped, item.loading, "; ".join(looks)))
    return Grid("anr-s-items", "anr-t-items", columns, tuple(rows), flagged=frozenset(flagged), label=scale.name)


def _statistics(items: tuple[ItemStatistics, ...]) -> Grid:
    columns = [
        text("anr-c-item"),
        Column("anr-c-n", "count"),
        Column("anr-c-missing", "count"),
        Column("anr-c-mean", "two"),
    ]
    columns += [Column("anr-c-sd", "two"), Column("anr-c-skewness", "two"), Column("anr-c-kurtosis", "two")]
    columns += [Column("anr-c-floor", "share"), Column("anr-c-ceiling", "share")]
    rows = tuple((i.name, i.n, i.missing, i.mean, i.sd, i.skewness, i.kurtosis, i.floor, i.ceiling) for i in items)
    piled = frozenset(at for at, i in enumerate(items) if max(i.ceiling or 0.0, i.floor or 0.0) >= _CEILING)
    # Where most items pile up, colour would say nothing.
    flagged = piled if 2 * len(piled) <= len(items) else frozenset()
    return Grid("anr-s-statistics", "anr-t-statistics", tuple(columns), rows, flagged=flagged)


def _categories(items: tuple[ItemStatistics, ...]) -> Grid:
    """How many gave which answer; in the spreadsheet, one row an answer."""
    columns = (text("anr-c-item"), Column("anr-c-answer", "figure"), Column("anr-c-n", "count"))
    rows = tuple((item.name, value, count) for item in items for value, count in item.categories)
    return Grid("anr-s-answers", "anr-t-answers", columns, rows, on_paper=False)


def _relations(result: ReliabilityResult) -> Iterator[Grid]:
    one = result.relations
    if one is None:
        return
    matrices = (
        ("anr-s-factors", "anr-t-fornell", one.fornell_larcker, 0),
        ("anr-s-htmt", "anr-t-htmt", one.htmt, -1),
        ("anr-s-htmt2", "anr-t-htmt2", one.htmt2, -1),
        ("anr-s-sums", "anr-t-sums", one.correlations, -1),
    )
    for sheet, title, matrix, diagonal in matrices:
        values = [
            [float(value) if at <= row + diagonal else "" for at, value in enumerate(np.asarray(matrix)[row])]
            for row in range(len(one.names))
        ]
        yield square(sheet, title, one.names, values)


def _conventions(result: ReliabilityResult, w: Writing) -> Iterator[tuple[str, str]]:
    pairwise = result.missing == "pairwise"
    yield w.plain("anr-k-missing"), w.plain("anr-k-pairwise") if pairwise else w.plain("anr-k-listwise-scale")
    level = result.scales[0].level if result.scales else 0.95
    yield w.plain("anr-k-alpha"), w.plain("anr-k-alpha-value", level=w.share(level, 0))
    yield w.plain("anr-k-omega"), w.plain("anr-k-omega-value")
    yield w.plain("anr-k-htmt"), w.plain("anr-k-htmt-value")
    yield w.plain("anr-k-skewness"), w.plain("anr-k-skewness-value")
