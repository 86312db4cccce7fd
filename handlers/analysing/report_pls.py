"""What a report says of a PLS path model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from handlers.analysing.diagram import Edge, Node, layered
from handlers.analysing.diagram_blocks import Block, Item
from handlers.analysing.diagram_sem import by_cells, readable, sheets
from handlers.analysing.report_findings import Findings, Picture
from handlers.analysing.tables_pls import MOST_HTMT, SMALL, clear, grids, size_of
from handlers.analysing.words import Writing, stars
from scoring.analysis.pls_results import Importance, PathEstimate, PlsResult

_WEAK_LOADING, _MOST_MAPS = 0.7, 3


def findings(result: PlsResult, w: Writing) -> Findings:
    """Everything of this result, for paper and spreadsheet."""
    limits = ["anr-l-self", "anr-l-causal", "anr-l-pls-composite", "anr-l-same-people", "anr-l-cut-offs"]
    return Findings(
        kind="anr-kind-plsc" if result.consistent else "anr-kind-pls",
        n=result.n,
        n_given=result.n,
        verdict=tuple(_verdict(result, w)),
        meaning=tuple(_meaning(result, w)),
        limits=tuple(w.plain(key) for key in limits),
        pictures=tuple(_pictures(result, w)),
        grids=tuple(grids(result, w)),
        conventions=tuple(_conventions(result, w)),
        remarks=result.remarks,
    )


def _verdict(result: PlsResult, w: Writing) -> Iterator[str]:
    if not result.converged:
        yield w.plain("anr-not-converged")
    explained = sorted(
        (one for one in result.constructs if one.r2 is not None), key=lambda one: _place(result, one.name)
    )
    said = [w.plain("anr-pls-r2", name=one.name, value=w.share(one.r2, 0)) for one in explained]
    if said:
        yield w.plain("anr-pls-explained", said="; ".join(said))
    for one in explained:
        paths = [path for path in result.paths if path.target == one.name]
        best = max(paths, key=lambda path: path.f2)
        yield w.plain(
            "anr-pls-strongest",
            source=best.source,
            target=best.target,
            value=w.fixed(best.coefficient, 2),
            f2=w.fixed(best.f2, 3),
            words=size_of(best.f2, w),
        )


def _place(result: PlsResult, name: str) -> tuple[bool, int]:
    """First what nothing follows from, of those what most leads to: that is what the model is about."""
    followed = any(path.source == name for path in result.paths)
    return followed, -sum(1 for effect in result.effects if effect.target == name)


def _meaning(result: PlsResult, w: Writing) -> Iterator[str]:
    unclear = [f"{path.source} → {path.target}" for path in result.paths if not clear(path.spread)]
    if unclear:
        yield w.plain("anr-m-not-clear", names=w.names(unclear, 6))
    elif result.resampling is not None:
        yield w.plain("anr-pls-all-clear")
    tiny = [
        f"{path.source} → {path.target}"
        for path in result.paths
        if clear(path.spread) and round(path.f2, 3) < SMALL - 1e-9
    ]
    if tiny:
        yield w.plain("anr-pls-tiny", names=w.names(tiny, 6))
    yield from _measurement(result, w)
    routes = [one for one in result.routes if one.spread is not None and clear(one.spread)]
    if routes:
        best = max(routes, key=lambda one: abs(one.effect))
        yield w.plain("anr-pls-route", route=" → ".join(best.route), value=w.fixed(best.effect, 3))
    predicted = [one for one in result.constructs if one.q2 is not None]
    if predicted:
        poor = [one.name for one in predicted if one.q2 is not None and one.q2 <= 0]
        yield w.plain("anr-pls-q2-none", names=w.names(poor)) if poor else w.plain("anr-pls-q2-good")


def _measurement(result: PlsResult, w: Writing) -> Iterator[str]:
    weak = [one.item for one in result.items if one.mode == "A" and one.loading < _WEAK_LOADING]
    if weak:
        yield w.plain("anr-m-weak", names=w.names(weak), limit=w.fixed(_WEAK_LOADING, 2))
    low = [one.name for one in result.constructs if one.ave is not None and one.ave < 0.5]
    if low:
        yield w.plain("anr-m-ave-low", names=w.names(low))
    alike = [f"{one.first}–{one.second} ({w.fixed(one.value, 2)})" for one in result.htmt if one.value > MOST_HTMT]
    if alike:
        yield w.plain("anr-pls-alike", pairs=w.names(alike, 4))


def _pictures(result: PlsResult, w: Writing) -> Iterator[Picture]:
    nodes = [
        Node(one.name, "latent", f"R² = {w.fixed(one.r2, 2)}" if one.r2 is not None else "")
        for one in result.constructs
    ]
    edges = [_edge(path, w) for path in result.paths]
    layout = layered(nodes, edges)

    def draw(wide: float, high: float) -> Any:
        from handlers.analysing.diagram_drawing import structure

        return structure(layout, nodes, wide, high)

    if readable(layout):
        yield Picture(w.plain("anr-d-structure"), draw, w.plain("anr-d-pls-caption"))
    else:
        yield by_cells(result.model.names, edges, w.plain("anr-d-structure"), w)
    for target in _targets(result)[:_MOST_MAPS]:
        dots = [one for one in result.importance if one.target == target and one.item is None]
        if len(dots) > 1:
            yield Picture(
                w.plain("anr-d-importance", name=target), partial(_map, dots, w), w.plain("anr-d-importance-caption")
            )
    yield from sheets(
        [_block(result, name, w) for name in result.model.names], w.plain("anr-d-blocks"), w.plain("anr-d-pls-blocks")
    )


def _targets(result: PlsResult) -> list[str]:
    """Constructs of an importance map: those that explain nothing else."""
    sources = {path.source for path in result.paths}
    return [name for name in dict.fromkeys(one.target for one in result.importance) if name not in sources]


def _map(dots: Sequence[Importance], w: Writing, wide: float, high: float) -> Any:
    from handlers.analysing.diagram_charts import importance

    points = [(one.construct, one.importance, one.performance) for one in dots]
    return importance(points, w.plain("anr-c-importance"), w.plain("anr-c-performance"), w, wide, high)


def _edge(path: PathEstimate, w: Writing) -> Edge:
    p = path.spread.p if path.spread else None
    label = w.fixed(path.coefficient, 2) + stars(p)
    return Edge(path.source, path.target, label, weak=not clear(path.spread), strength=path.coefficient)


def _block(result: PlsResult, name: str, w: Writing) -> Block:
    own = [item for item in result.items if item.construct == name]
    formative = own[0].mode == "B"
    items = tuple(
        Item(
            one.item,
            w.fixed(one.weight if formative else one.loading, 2),
            weak=not formative and one.loading < _WEAK_LOADING,
        )
        for one in own
    )
    return Block(name, items, formative=formative)


def _conventions(result: PlsResult, w: Writing) -> Iterator[tuple[str, str]]:
    yield w.plain("anr-k-estimator"), w.plain("anr-k-plsc" if result.consistent else "anr-k-pls")
    scheme = {"path": "anr-k-scheme-path", "centroid": "anr-k-scheme-centroid", "factorial": "anr-k-scheme-factorial"}
    yield w.plain("anr-k-scheme"), w.plain(scheme[result.scheme])
    yield w.plain("anr-k-missing"), w.plain("anr-k-pls-listwise", n=result.n)
    yield w.plain("anr-k-standardised"), w.plain("anr-k-pls-standardised")
    yield w.plain("anr-k-f2"), w.plain("anr-k-f2-value")
    if omission := result.conventions.get("omission"):
        yield w.plain("anr-k-q2"), w.plain("anr-k-q2-value", distance=omission)
    yield (
        w.plain("anr-k-srmr"),
        w.plain(
            "anr-k-srmr-value", saturated=w.fixed(result.srmr_saturated, 3), estimated=w.fixed(result.srmr_estimated, 3)
        ),
    )
    drawn = result.resampling
    if drawn is not None:
        facts = {"asked": w.count(drawn.asked), "used": w.count(drawn.used), "level": w.share(drawn.level, 0)}
        yield w.plain("anr-k-bootstrap"), w.plain("anr-k-bootstrap-value", seed=str(drawn.seed), **facts)
    else:
        yield w.plain("anr-k-bootstrap"), w.plain("anr-k-no-bootstrap")
    yield w.plain("anr-k-iterations"), w.plain("anr-k-pls-iterations", count=result.iterations)
