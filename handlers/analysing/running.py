"""From what was asked for to results: which method of ``scoring.analysis``, with which options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from handlers.analysing.models import (
    is_formative,
    latent_names,
    own_dimensions,
    scales_of,
    study_model,
)
from handlers.analysing.reading import Data
from handlers.analysing.request import Method, Request, categories_of, method_of
from storage.analyses import Count

if TYPE_CHECKING:
    from handlers.analysing.report import Result

Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1; what it raises ends the analysis."""

BOOTSTRAPS: Final = 5000
SEED: Final = 2026


@dataclass(frozen=True, slots=True)
class Ran:
    """``results``: of one report. ``model``: its text, "" where none was estimated. ``seed``: of what was drawn."""

    results: tuple[Result, ...]
    model: str = ""
    seed: int | None = None


def run(request: Request, data: Data, progress: Progress) -> Ran:
    """Do what was asked for. AnalysisError for what cannot be computed rightly."""
    match request.kind:
        case "quick":
            return Ran((_quick(data),))
        case "reliability":
            return Ran((_reliability(data),))
        case "study":
            return _pls(study_model(), data, progress)
        case _:
            return _model(request, data, progress)


def _model(request: Request, data: Data, progress: Progress) -> Ran:
    """The instrument's own dimensions, or a model in one's own words."""
    text = own_dimensions(data.instrument) if request.kind == "cfa" else request.model
    categories = categories_of(data.instrument)
    method = method_of(request.estimator, categories, counted(data), formative=is_formative(text))
    if method.estimator == "PLS":
        return _pls(text, data, progress)
    result = _sem(text, data, method, progress)
    # How reliable the scales are belongs to what a factor analysis of them says.
    return Ran((result, _reliability(data)) if request.kind == "cfa" else (result,), text)


def counted(data: Data) -> Count:
    """How many people there are, and how many of them answered everything: as the chat counts them."""
    import numpy as np

    complete = ~np.isnan(_values(data)).any(axis=1)
    return Count(data.people, int(complete.sum()))


def _sem(text: str, data: Data, method: Method, progress: Progress) -> Any:
    from scoring.analysis.sem import sem

    ordinal = "all" if method.estimator == "WLSMV" else ()
    return sem(
        text, data.columns, estimator=method.estimator, ordinal=ordinal, missing=method.missing, progress=progress
    )


def _pls(text: str, data: Data, progress: Progress) -> Ran:
    """Of the complete rows: how many were left out is among the remarks."""
    from scoring.analysis.data import prepare
    from scoring.analysis.model_syntax import parse
    from scoring.analysis.pls import pls
    from scoring.analysis.pls_model import PlsModel

    model = PlsModel.of(parse(text))
    prepared = prepare({item: data.columns[item] for item in model.items}, model.items)
    lowest, highest = ends(data)
    result = pls(
        prepared.groups[0].values,
        prepared.names,
        model,
        bootstraps=BOOTSTRAPS,
        seed=SEED,
        bounds={item: (lowest[item], highest[item]) for item in model.items},
        progress=lambda done, total: progress(done / max(total, 1)),
    )
    return Ran((replace(result, remarks=(*prepared.remarks, *result.remarks)),), text, SEED)


def _reliability(data: Data) -> Any:
    from scoring.analysis.reliability import reliability

    lowest, highest = ends(data)
    return reliability(_values(data), data.instrument.items, _scales(data, 2), lowest=lowest, highest=highest)


def _quick(data: Data) -> Any:
    from scoring.analysis.quick_check import quick_check

    lowest, highest = ends(data)
    return quick_check(_values(data), data.instrument.items, _scales(data, 1), lowest, highest)


def ends(data: Data) -> tuple[dict[str, float], dict[str, float]]:
    """Lowest and highest score that each item can have."""
    rows = list(zip(data.instrument.items, data.instrument.points, strict=True))
    lowest = {item: float(min(points.values())) for item, points in rows}
    return lowest, {item: float(max(points.values())) for item, points in rows}


def _scales(data: Data, fewest: int) -> dict[str, tuple[str, ...]]:
    """Dimensions with so many items, by names as a model has them."""
    names = latent_names(data.instrument.parts, data.instrument.items)
    return {names[part]: items for part, items in scales_of(data.instrument).items() if len(items) >= fewest}


def _values(data: Data) -> Any:
    import numpy as np

    return np.column_stack(list(data.columns.values()))
