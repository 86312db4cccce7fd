"""An answer as JSON: figures in full, null where there is none (never NaN), warnings as sentences."""

from __future__ import annotations

import json
import math
import platform
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from scoring.analysis.invariance import InvarianceResult
    from scoring.analysis.pls_results import PlsResult
    from scoring.analysis.reliability_results import ReliabilityResult
    from scoring.analysis.solution import SemResult

_OF_SATURATED: Final = {
    **dict.fromkeys(("cfi", "tli", "ifi", "nfi", "rni", "gfi", "agfi"), 1.0),
    **dict.fromkeys(("rmsea", "rmsea_lo", "rmsea_hi"), 0.0),
}
_NOTHING: Final = 1e-3
"""A chi2 that is only what the search left over."""
_COUNTS: Final = frozenset({"df", "baseline_df", "npar"})


def dumps(figures: Mapping[str, Any]) -> str:
    """One JSON object, indented."""
    return json.dumps(plain(figures), ensure_ascii=False, indent=1, allow_nan=False)


def versions() -> dict[str, str]:
    """Of the programs that computed."""
    ours = {name: version(name) for name in ("sahabat-pendamping", "numpy", "scipy")}
    return {**ours, "python": platform.python_version()}


def plain(value: Any) -> Any:
    """What JSON can hold: dataclasses and mappings as objects, arrays and tuples as lists, NaN and infinity as null."""
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value) if each.name != "remarks"}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    # numpy's arrays and numbers, without importing it.
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    return [plain(each) for each in value]


def figures_of(results: Sequence[Any], warnings: Sequence[str]) -> dict[str, Any]:
    """Of the results of one analysis. Those that are no model are told as they are, several under their kind."""
    # By name: whoever has such a result has imported its module, nobody else needs to.
    first = type(results[0]).__name__
    if first == "InvarianceResult":
        return invariance_figures(results[0], results[1], warnings)
    if first == "SemResult":
        return sem_figures(results[0], warnings)
    if first == "PlsResult":
        return pls_figures(results[0], warnings)
    if first == "ReliabilityResult":
        return reliability_figures(results[0], warnings)
    kinds = {"ParallelAnalysis": "parallel", "ExploratoryResult": "factors"}
    figures: dict[str, Any] = {}
    for result in results:
        kind = kinds.get(type(result).__name__)
        figures |= {kind: plain(result)} if kind else plain(result)
    return {"n": results[0].n, **figures, "warnings": list(warnings)}


def reliability_figures(result: ReliabilityResult, warnings: Sequence[str]) -> dict[str, Any]:
    """Scales and items. `kr20` of a scale: null where an item is more than right or wrong."""
    figures, of_tests = plain(result), kr20(result)
    for scale in figures["scales"]:
        scale["kr20"] = of_tests.get(scale["name"])
    return {**figures, "warnings": list(warnings)}


def kr20(result: ReliabilityResult) -> dict[str, float]:
    """Alpha of the scales whose items are all 0 or 1: it is that coefficient (Kuder & Richardson 1937)."""
    binary = {item.name for item in result.items if {value for value, _ in item.categories} == {0.0, 1.0}}
    return {scale.name: scale.alpha for scale in result.scales if {item.name for item in scale.items} <= binary}


def sem_figures(result: SemResult, warnings: Sequence[str]) -> dict[str, Any]:
    """CFA and SEM. `r2` and `residuals` by group where there are groups."""
    grouped = len(result.groups) > 1
    return {
        "n": result.n,
        "estimator": result.estimator,
        "converged": result.converged,
        "fit": {name: _whole(value) if name in _COUNTS else value for name, value in _fit(result).items()},
        "parameters": [
            {
                "lhs": row.lhs,
                "op": row.op,
                "rhs": row.rhs,
                "est": row.est,
                "se": row.se,
                "z": row.z,
                "p": row.p,
                "std": row.std,
                "group": row.group,
                "label": row.label,
                "free": row.free,
                "lo": row.lo,
                "hi": row.hi,
                "std_lv": row.std_latent,
            }
            for row in result.estimates
        ],
        "warnings": list(warnings),
        "missing": result.missing,
        "convention": result.convention,
        "n_given": result.n_given,
        "groups": result.groups if grouped else {},
        "saturated": result.saturated,
        "iterations": result.iterations,
        "r2": result.r2 if grouped else next(iter(result.r2.values()), {}),
        "residuals": _residuals(result, grouped),
        "modification": [
            {
                "lhs": each.lhs,
                "op": each.op,
                "rhs": each.rhs,
                "group": each.group,
                "mi": each.index,
                "epc": each.change,
                "sepc": each.std_change,
            }
            for each in result.modifications
        ],
        "ordinal": list(result.ordinal),
    }


def _fit(result: SemResult) -> dict[str, float | None]:
    """Of a saturated model what lavaan prints, so that figures can be compared; reports for people leave it out."""
    fit = dict(result.fit)
    if result.saturated and abs(fit["chi2"] or 0.0) < _NOTHING:
        for name, value in fit.items():
            told = _OF_SATURATED.get(name.removesuffix("_naive").removesuffix("_scaled"))
            fit[name] = told if value is None else value
    return fit


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _residuals(result: SemResult, grouped: bool) -> dict[str, Any]:
    names = result.table.observed
    found = {
        group: {"names": list(names), "correlations": matrix.tolist()} for group, matrix in result.residuals.items()
    }
    return found if grouped else next(iter(found.values()), {})


def invariance_figures(result: InvarianceResult, reached: SemResult, warnings: Sequence[str]) -> dict[str, Any]:
    """The model of the last step that holds, and under "invariance" all steps."""
    steps = [
        {
            "level": step.level,
            "equal": list(step.equal),
            "fit": sem_figures(step.result, ())["fit"],
            "difference": step.difference,
            "cfi_change": step.cfi_change,
            "rmsea_change": step.rmsea_change,
            "holds": step.holds,
        }
        for step in result.steps
    ]
    told = {"group": result.group, "reached": result.reached, "steps": steps}
    return {**sem_figures(reached, warnings), "invariance": told}


def pls_figures(result: PlsResult, warnings: Sequence[str]) -> dict[str, Any]:
    """PLS. `se`, `lo`, `hi` (percentiles), `lo_bc`, `hi_bc` (bias-corrected) are null without a bootstrap."""
    from scoring.analysis.pls_json import as_plain

    figures: dict[str, Any] = {**as_plain(result)}
    # Each way from one construct to another by itself, named by its ends, too.
    figures["indirect"] = [{"from": way["route"][0], "to": way["route"][-1], **way} for way in figures["indirect"]]
    return {"n": result.n, "estimator": figures.pop("method"), **figures, "warnings": list(warnings)}
