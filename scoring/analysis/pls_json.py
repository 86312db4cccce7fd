"""A PLS result as plain data for JSON. Figures that do not exist are None; NaN and infinity never appear."""

from __future__ import annotations

import math
from typing import TypeAlias

from scoring.analysis.pls_results import Effect, PlsResult, Spread

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"


def as_plain(result: PlsResult) -> dict[str, Plain]:
    """All of the result but its remarks, whose words belong to a language. `htmt`, `cross_loadings` and `correlations`
    are maps of maps by name.
    """
    names = list(result.model.names)
    plain: dict[str, Plain] = {
        "n": result.n,
        "method": "PLSc" if result.consistent else "PLS",
        "scheme": result.scheme,
        "converged": result.converged,
        "iterations": result.iterations,
        "paths": [
            {
                "from": each.source,
                "to": each.target,
                "coef": each.coefficient,
                **_spread(each.spread),
                "f2": each.f2,
                "f2_lo": each.f2_spread.lo if each.f2_spread else None,
                "f2_hi": each.f2_spread.hi if each.f2_spread else None,
                "vif": each.vif,
            }
            for each in result.paths
        ],
        "r2": {each.name: each.r2 for each in result.constructs if each.r2 is not None},
        "r2_adjusted": {each.name: each.r2_adjusted for each in result.constructs if each.r2 is not None},
        "q2": {each.name: each.q2 for each in result.constructs if each.r2 is not None},
        "constructs": [
            {
                "name": each.name,
                "mode": each.mode,
                "alpha": each.alpha,
                "rho_a": each.rho_a,
                "rho_c": each.rho_c,
                "ave": each.ave,
            }
            for each in result.constructs
        ],
        "loadings": [
            {"construct": each.construct, "item": each.item, "loading": each.loading, **_spread(each.loading_spread)}
            for each in result.items
        ],
        "weights": [
            {
                "construct": each.construct,
                "item": each.item,
                "mode": each.mode,
                "weight": each.weight,
                **_spread(each.weight_spread),
                "vif": each.vif,
            }
            for each in result.items
        ],
        "indirect": [
            {"route": list(each.route), "coef": each.effect, **_spread(each.spread)} for each in result.routes
        ],
        "total_indirect": [
            _effect(each, indirect=True) for each in result.effects if each.indirect_spread or each.indirect
        ],
        "total": [_effect(each, indirect=False) for each in result.effects],
        "htmt": _htmt(result),
        "htmt_intervals": [
            {"first": each.first, "second": each.second, "value": each.value, **_spread(each.spread)}
            for each in result.htmt
        ],
        "cross_loadings": {
            item: dict(zip(names, map(float, row), strict=True))
            for item, row in zip(result.model.items, result.cross_loadings, strict=True)
        },
        "correlations": {
            name: dict(zip(names, map(float, row), strict=True))
            for name, row in zip(names, result.correlations, strict=True)
        },
        "fornell_larcker": {
            name: dict(zip(names, map(float, row), strict=True))
            for name, row in zip(names, result.fornell_larcker, strict=True)
        },
        "fit": {"srmr_saturated": result.srmr_saturated, "srmr_estimated": result.srmr_estimated},
        "prediction": [
            {
                "construct": each.construct,
                "item": each.item,
                "q2_predict": each.q2,
                "rmse": each.rmse,
                "mae": each.mae,
                "rmse_lm": each.rmse_lm,
                "mae_lm": each.mae_lm,
            }
            for each in result.predictions
        ],
        "importance": [
            {
                "target": each.target,
                "construct": each.construct,
                "item": each.item,
                "importance": each.importance,
                "performance": each.performance,
            }
            for each in result.importance
        ],
        "bootstrap": _resampling(result),
        "conventions": dict(result.conventions),
    }
    return {name: _finite(value) for name, value in plain.items()}


def _spread(spread: Spread | None) -> dict[str, Plain]:
    if spread is None:
        return dict.fromkeys(("se", "t", "p", "lo", "hi", "lo_bc", "hi_bc"))
    return {
        "se": spread.se,
        "t": spread.t,
        "p": spread.p,
        "lo": spread.lo,
        "hi": spread.hi,
        "lo_bc": spread.lo_bc,
        "hi_bc": spread.hi_bc,
    }


def _effect(effect: Effect, *, indirect: bool) -> Plain:
    coefficient = effect.indirect if indirect else effect.total
    spread = effect.indirect_spread if indirect else effect.total_spread
    return {"from": effect.source, "to": effect.target, "coef": coefficient, **_spread(spread)}


def _htmt(result: PlsResult) -> Plain:
    table: dict[str, dict[str, Plain]] = {name: {} for name in result.model.names}
    for each in result.htmt:
        table[each.first][each.second] = table[each.second][each.first] = each.value
    return {name: _finite(row) for name, row in table.items()}


def _resampling(result: PlsResult) -> Plain:
    if result.resampling is None:
        return None
    return {
        "asked": result.resampling.asked,
        "used": result.resampling.used,
        "not_converged": result.resampling.not_converged,
        "singular": result.resampling.singular,
        "inadmissible": result.resampling.inadmissible,
        "seed": result.resampling.seed,
        "level": result.resampling.level,
    }


def _finite(value: Plain) -> Plain:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [_finite(each) for each in value]
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    return value
