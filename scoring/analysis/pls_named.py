"""From the arrays of one sample, and of its resamples, to figures with names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.pls_bootstrap import Resampled, pair_places, route_effects
from scoring.analysis.pls_estimates import Estimates
from scoring.analysis.pls_quality import implied_correlations, item_vif, reliability, srmr
from scoring.analysis.pls_results import (
    ConstructEstimate,
    Effect,
    Htmt,
    ItemEstimate,
    PathEstimate,
    PlsResult,
    RouteEffect,
    Scheme,
)
from scoring.analysis.pls_weights import Layout, Weighed

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Fit:
    """What has been estimated from one correlation matrix."""

    correlations: Array
    weighed: Weighed
    estimates: Estimates
    layout: Layout
    scheme: Scheme
    consistent: bool


def named(fit: Fit, rows: int) -> PlsResult:
    """The result of so many rows, as far as correlations tell it."""
    constructs = _constructs(fit, rows)
    between = fit.estimates.correlations[0]
    fornell_larcker = between.copy()
    np.fill_diagonal(fornell_larcker, [1.0 if each.ave is None else np.sqrt(each.ave) for each in constructs])
    residuals = {
        name: srmr(fit.correlations, fit.estimates, fit.layout, correlations, consistent=fit.consistent)
        for name, correlations in (
            ("saturated", between),
            ("estimated", implied_correlations(fit.estimates, fit.layout)),
        )
    }
    return PlsResult(
        n=rows,
        model=fit.layout.model,
        scheme=fit.scheme,
        consistent=fit.consistent,
        converged=bool(fit.weighed.converged[0]),
        iterations=int(fit.weighed.iterations[0]),
        items=_items(fit),
        constructs=constructs,
        paths=_paths(fit),
        routes=_routes(fit),
        effects=_effects(fit),
        htmt=_htmt(fit),
        cross_loadings=fit.weighed.cross[0],
        correlations=between,
        fornell_larcker=fornell_larcker,
        srmr_saturated=residuals["saturated"],
        srmr_estimated=residuals["estimated"],
        conventions={
            "standardisation": "n-1",
            "scheme": fit.scheme,
            "signs": "none",
            "p": "normal",
            "intervals": "percentile, bias-corrected",
            "implied": "factors" if fit.consistent else "composites",
        },
    )


def _items(fit: Fit) -> tuple[ItemEstimate, ...]:
    found = []
    for construct, block in zip(fit.layout.model.constructs, fit.layout.blocks, strict=True):
        inflation = item_vif(fit.correlations, block)
        for offset, item in enumerate(construct.items):
            weight, loading = (
                float(each[0, block.start + offset]) for each in (fit.estimates.weights, fit.estimates.loadings)
            )
            found.append(
                ItemEstimate(construct.name, item, construct.mode, weight, loading, loading**2, inflation[offset])
            )
    return tuple(found)


def _constructs(fit: Fit, rows: int) -> tuple[ConstructEstimate, ...]:
    found = []
    for number, construct in enumerate(fit.layout.model.constructs):
        sources = len(fit.layout.sources[number])
        r2 = float(fit.estimates.r2[0, number]) if sources else None
        quality = reliability(fit.correlations, fit.estimates, fit.layout, number)
        found.append(
            ConstructEstimate(
                construct.name,
                construct.mode,
                construct.items,
                r2=r2,
                r2_adjusted=None if r2 is None else 1.0 - (1.0 - r2) * (rows - 1) / (rows - sources - 1),
                q2=None,
                alpha=quality.alpha if quality else None,
                rho_a=quality.rho_a if quality else None,
                rho_c=quality.rho_c if quality else None,
                ave=quality.ave if quality else None,
            )
        )
    return tuple(found)


def _paths(fit: Fit) -> tuple[PathEstimate, ...]:
    figures = zip(fit.estimates.paths[0], fit.estimates.f2[0], fit.estimates.vif[0], strict=True)
    return tuple(
        PathEstimate(source, target, float(coefficient), float(f2), float(vif))
        for (source, target), (coefficient, f2, vif) in zip(fit.layout.model.paths, figures, strict=True)
    )


def _routes(fit: Fit) -> tuple[RouteEffect, ...]:
    effects = route_effects(fit.estimates.direct, fit.layout)[0]
    return tuple(RouteEffect(r, float(effect)) for r, effect in zip(fit.layout.model.routes, effects, strict=True))


def _effects(fit: Fit) -> tuple[Effect, ...]:
    names = fit.layout.model.names
    direct, total = fit.estimates.direct[0], fit.estimates.total[0]
    return tuple(
        Effect(
            names[source],
            names[target],
            direct=float(direct[source, target]),
            indirect=float(total[source, target] - direct[source, target]),
            total=float(total[source, target]),
        )
        for source, target in pair_places(fit.layout)
    )


def _htmt(fit: Fit) -> tuple[Htmt, ...]:
    names = fit.layout.model.names
    return tuple(
        Htmt(names[first], names[second], float(fit.estimates.htmt[0, first, second]))
        for first, second in combinations(range(len(names)), 2)
    )


def with_spreads(result: PlsResult, resampled: Resampled) -> PlsResult:
    """The result with what the bootstrap says of each figure; without, where fewer than two samples could be used."""
    result = replace(result, resampling=resampled.resampling)
    if resampled.resampling.used < 2:
        return result
    spreads = resampled.spreads
    return replace(
        result,
        paths=tuple(
            replace(each, spread=one, f2_spread=other)
            for each, one, other in zip(result.paths, spreads["paths"], spreads["f2"], strict=True)
        ),
        items=tuple(
            replace(each, weight_spread=one, loading_spread=other)
            for each, one, other in zip(result.items, spreads["weights"], spreads["loadings"], strict=True)
        ),
        constructs=tuple(
            each if each.r2 is None else replace(each, r2_spread=one)
            for each, one in zip(result.constructs, spreads["r2"], strict=True)
        ),
        routes=tuple(replace(each, spread=one) for each, one in zip(result.routes, spreads["routes"], strict=True)),
        effects=tuple(
            replace(each, total_spread=one, indirect_spread=other if each.indirect else None)
            for each, one, other in zip(result.effects, spreads["totals"], spreads["indirects"], strict=True)
        ),
        htmt=tuple(replace(each, spread=one) for each, one in zip(result.htmt, spreads["htmt"], strict=True)),
    )
