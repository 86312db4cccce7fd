"""The tables of a PLS path model."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from handlers.analysing.tables import Column, Grid, Value, named, square, text
from handlers.analysing.words import Writing
from scoring.analysis.pls_results import PlsResult, Spread

SMALL, MIDDLE, LARGE = 0.02, 0.15, 0.35
"""f² after Cohen 1988, Statistical Power Analysis for the Behavioral Sciences."""
_ROUNDING = 1e-9
MOST_HTMT = 0.90
"""Henseler, Ringle & Sarstedt 2015, J Academy of Marketing Science 43:115-135."""


def size_of(f2: float, w: Writing) -> str:
    """An effect in words, of three decimals as they are printed: 0.01996 is shown as 0.020, which is small."""
    f2 = round(f2, 3) + _ROUNDING
    if f2 >= LARGE:
        return w.plain("anr-f2-large")
    if f2 >= MIDDLE:
        return w.plain("anr-f2-middle")
    return w.plain("anr-f2-small") if f2 >= SMALL else w.plain("anr-f2-none")


def grids(result: PlsResult, w: Writing) -> Iterator[Grid]:
    """All of them, the paths first."""
    yield _paths(result, w)
    yield _constructs(result)
    yield _items(result)
    yield from _htmt(result)
    names = result.model.names
    yield square(
        "anr-s-factors",
        "anr-t-fornell",
        names,
        [
            [float(result.fornell_larcker[row, at]) if at <= row else "" for at in range(len(names))]
            for row in range(len(names))
        ],
    )
    yield from _effects(result)
    yield from _routes(result)
    yield from _predictions(result)
    yield from _importance(result)
    yield _cross(result)


def _spread_columns(some: Sequence[Spread | None]) -> list[Column]:
    if not any(some):
        return []
    return [
        Column("anr-c-se", "three"),
        Column("anr-c-t", "two"),
        Column("anr-c-p", "p"),
        Column("anr-c-lo", "three"),
        Column("anr-c-hi", "three"),
    ]


def _of(spread: Spread | None, columns: Sequence[Column]) -> tuple[Value, ...]:
    if not columns:
        return ()
    return (None,) * 5 if spread is None else (spread.se, spread.t, spread.p, spread.lo, spread.hi)


def _paths(result: PlsResult, w: Writing) -> Grid:
    spread = _spread_columns([path.spread for path in result.paths])
    columns = [text("anr-c-predictor"), text("anr-c-outcome"), Column("anr-c-coefficient", "three"), *spread]
    columns += [Column("anr-c-f2", "three"), text("anr-c-f2-words"), Column("anr-c-vif", "two")]
    rows = tuple(
        (p.source, p.target, p.coefficient, *_of(p.spread, spread), p.f2, size_of(p.f2, w), p.vif) for p in result.paths
    )
    flagged = frozenset(at for at, path in enumerate(result.paths) if not clear(path.spread))
    return Grid("anr-s-paths", "anr-t-paths", tuple(columns), rows, w.plain("anr-f2-note"), flagged)


def clear(spread: Spread | None) -> bool:
    """Whether the interval leaves zero out; without a bootstrap nothing is unclear."""
    return spread is None or not spread.lo <= 0 <= spread.hi


def _constructs(result: PlsResult) -> Grid:
    columns = (
        text("anr-c-construct"),
        text("anr-c-mode"),
        Column("anr-c-items", "count"),
        Column("anr-c-r2", "three"),
        Column("anr-c-r2-adjusted", "three"),
        Column("anr-c-q2", "three"),
        Column("anr-c-alpha", "three"),
        Column("anr-c-rho-a", "three"),
        Column("anr-c-cr", "three"),
        Column("anr-c-ave", "three"),
    )
    rows = tuple(
        (one.name, one.mode, len(one.items), one.r2, one.r2_adjusted, one.q2, one.alpha, one.rho_a, one.rho_c, one.ave)
        for one in result.constructs
    )
    flagged = frozenset(at for at, one in enumerate(result.constructs) if one.ave is not None and one.ave < 0.5)
    return Grid("anr-s-constructs", "anr-t-constructs", columns, rows, flagged=flagged)


def _items(result: PlsResult) -> Grid:
    spread = _spread_columns([item.loading_spread for item in result.items])
    columns = [
        text("anr-c-construct"),
        text("anr-c-item"),
        text("anr-c-mode"),
        Column("anr-c-loading", "three"),
        *spread,
    ]
    columns += [Column("anr-c-weight", "three"), Column("anr-c-vif", "two")]
    rows = tuple(
        (one.construct, one.item, one.mode, one.loading, *_of(one.loading_spread, spread), one.weight, one.vif)
        for one in result.items
    )
    # A formative item is kept for what it says, whatever its loading.
    flagged = frozenset(at for at, one in enumerate(result.items) if one.mode == "A" and one.loading < 0.7)
    return Grid("anr-s-loadings", "anr-t-outer", tuple(columns), rows, flagged=flagged)


def _htmt(result: PlsResult) -> Iterator[Grid]:
    if not result.htmt:
        return
    names = tuple(dict.fromkeys(name for pair in result.htmt for name in (pair.first, pair.second)))
    names = tuple(name for name in result.model.names if name in names)
    found = {frozenset((pair.first, pair.second)): pair.value for pair in result.htmt}
    values = [
        [found.get(frozenset((row, name))) if at < row_at else "" for at, name in enumerate(names)]
        for row_at, row in enumerate(names)
    ]
    yield square("anr-s-htmt", "anr-t-htmt", names, values)
    spread = _spread_columns([pair.spread for pair in result.htmt])
    if spread:
        columns = (
            text("anr-c-name"),
            text("anr-c-with"),
            Column("anr-c-value", "three"),
            Column("anr-c-lo", "three"),
            Column("anr-c-hi", "three"),
        )
        rows = tuple(
            (p.first, p.second, p.value, p.spread.lo if p.spread else None, p.spread.hi if p.spread else None)
            for p in result.htmt
        )
        yield Grid("anr-s-htmt-intervals", "anr-t-htmt-intervals", columns, rows, on_paper=False)


def _effects(result: PlsResult) -> Iterator[Grid]:
    rows = [one for one in result.effects if not math.isclose(one.indirect, 0.0, abs_tol=1e-15)]
    if rows:
        spread = _spread_columns([one.total_spread for one in rows])
        columns = [
            text("anr-c-predictor"),
            text("anr-c-outcome"),
            Column("anr-c-direct", "three"),
            Column("anr-c-indirect", "three"),
        ]
        yield Grid(
            "anr-s-effects",
            "anr-t-effects",
            (*columns, Column("anr-c-total", "three"), *spread),
            tuple((e.source, e.target, e.direct, e.indirect, e.total, *_of(e.total_spread, spread)) for e in rows),
        )


def _routes(result: PlsResult) -> Iterator[Grid]:
    if result.routes:
        spread = _spread_columns([one.spread for one in result.routes])
        rows = tuple((" → ".join(one.route), one.effect, *_of(one.spread, spread)) for one in result.routes)
        flagged = frozenset(at for at, one in enumerate(result.routes) if not clear(one.spread))
        yield Grid(
            "anr-s-indirect",
            "anr-t-indirect",
            (text("anr-c-route"), Column("anr-c-indirect", "three"), *spread),
            rows,
            flagged=flagged,
            most=40,
        )


def _predictions(result: PlsResult) -> Iterator[Grid]:
    if result.predictions:
        columns = [
            text("anr-c-construct"),
            text("anr-c-item"),
            Column("anr-c-q2-predict", "three"),
            Column("anr-c-rmse"),
        ]
        columns += [Column("anr-c-rmse-lm"), Column("anr-c-mae"), Column("anr-c-mae-lm")]
        rows = tuple((p.construct, p.item, p.q2, p.rmse, p.rmse_lm, p.mae, p.mae_lm) for p in result.predictions)
        yield Grid("anr-s-prediction", "anr-t-prediction", tuple(columns), rows)


def _importance(result: PlsResult) -> Iterator[Grid]:
    if result.importance:
        columns = [text("anr-c-outcome"), text("anr-c-construct"), text("anr-c-item")]
        columns += [Column("anr-c-importance", "three"), Column("anr-c-performance", "two")]
        rows = tuple(
            (one.target, one.construct, one.item or "", one.importance, one.performance) for one in result.importance
        )
        yield Grid("anr-s-importance", "anr-t-importance", tuple(columns), rows, on_paper=False)


def _cross(result: PlsResult) -> Grid:
    names = result.model.names
    columns = (text("anr-c-item"), *(named(name) for name in names))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (item, *map(float, result.cross_loadings[at])) for at, item in enumerate(result.model.items)
    )
    return Grid("anr-s-cross", "anr-t-cross", columns, rows, on_paper=False)
