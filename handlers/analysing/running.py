"""From what was asked for to results: which method of ``scoring.analysis``, with which options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from handlers.analysing.models import (
    is_formative,
    items_of,
    measured,
    named_scales,
    study_model,
)
from handlers.analysing.reading import Data
from handlers.analysing.request import FEWEST, Method, Request, categories_of, method_of
from storage.analyses import Count

if TYPE_CHECKING:
    from handlers.analysing.report import Result
    from scoring.analysis.reliability_results import QuickScale

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
        case "cfa":
            return _dimensions(request, data, progress)
        case _:
            return _own(request, data, progress)


def _dimensions(request: Request, data: Data, progress: Progress) -> Ran:
    """The instrument's own dimensions, or one of them, without the items that tell nobody from anybody."""
    from scoring.analysis.problems import AnalysisError
    from scoring.analysis.usable_items import usable_for_factors

    scales = named_scales(data.instrument, request.part)
    items = [item for own in scales.values() for item in own]
    method = method_of(request.estimator, categories_of(data.instrument, items), counted(data, items))
    listwise = method.missing == "listwise"
    usable = usable_for_factors(data.columns, scales, data.words, listwise=listwise, fewest=FEWEST)
    text = measured(usable.scales)
    result = _sem(text, data, method, progress)
    result = replace(result, remarks=(*usable.remarks, *result.remarks))
    try:
        return Ran((result, _reliability(data, request.part)), text)
    except AnalysisError:
        # How reliable the scales are belongs to what a factor analysis says; without it the analysis stands.
        return Ran((result,), text)


def _own(request: Request, data: Data, progress: Progress) -> Ran:
    """A model in one's own words."""
    text = request.model
    items = [item for item in items_of(text) if item in data.columns]
    categories = categories_of(data.instrument, items)
    method = method_of(request.estimator, categories, counted(data, items), formative=is_formative(text))
    if method.estimator == "PLS":
        return _pls(text, data, progress)
    return Ran((_sem(text, data, method, progress),), text)


def counted(data: Data, items: Sequence[str]) -> Count:
    """How many people there are, and how many of them answered all of these items: as the chat counts them."""
    import numpy as np

    complete = np.full(data.people, True)
    for item in items:
        complete &= ~np.isnan(data.columns[item])
    return Count(data.people, int(complete.sum()))


def _sem(text: str, data: Data, method: Method, progress: Progress) -> Any:
    from scoring.analysis.sem import sem

    ordinal = "all" if method.estimator == "WLSMV" else ()
    result = sem(
        text, data.columns, estimator=method.estimator, ordinal=ordinal, missing=method.missing, progress=progress
    )
    _enough(result.n)
    return result


def _enough(people: int) -> None:
    """AnalysisError where so few answers were used that a person shows through."""
    from scoring.analysis.problems import AnalysisError
    from scoring.analysis.usable_items import FEW_USED

    if people < FEWEST:
        raise AnalysisError(FEW_USED, n=people, least=FEWEST)


def _pls(text: str, data: Data, progress: Progress) -> Ran:
    """Of the complete rows: how many were left out is among the remarks."""
    from scoring.analysis.model_syntax import parse
    from scoring.analysis.pls import pls
    from scoring.analysis.pls_model import PlsModel
    from scoring.analysis.pls_rows import rows_for_pls

    model = PlsModel.of(parse(text))
    rows = rows_for_pls(data.columns, model)
    _enough(len(rows.values))
    lowest, highest = ends(data)
    result = pls(
        rows.values,
        model.items,
        model,
        bootstraps=BOOTSTRAPS,
        seed=SEED,
        bounds={item: (lowest[item], highest[item]) for item in model.items},
        progress=lambda done, total: progress(done / max(total, 1)),
    )
    return Ran((replace(result, remarks=(*result.remarks, *rows.remarks)),), text, SEED)


def _reliability(data: Data, part: str = "") -> Any:
    """Of all dimensions or of one, without the items that tell nobody from anybody."""
    from scoring.analysis.item_problems import SCALES_ALIKE
    from scoring.analysis.problems import Remark
    from scoring.analysis.reliability import reliability
    from scoring.analysis.usable_items import NOT_COMPARED, usable_for_reliability

    lowest, highest = ends(data)
    usable = usable_for_reliability(data.columns, named_scales(data.instrument, part), data.words, FEWEST)
    result = reliability(_values(data), data.instrument.items, usable.scales, lowest=lowest, highest=highest)
    remarks = result.remarks
    if result.n < FEWEST and result.relations is not None:
        # What compares scales rests on those who answered everything.
        remarks = (
            *(one for one in remarks if one.code != SCALES_ALIKE),
            Remark(NOT_COMPARED, {"n": result.n, "least": FEWEST}, grave=True),
        )
        result = replace(result, relations=None, adequacy=None)
    return replace(result, remarks=(*usable.remarks, *remarks))


def _quick(data: Data) -> Any:
    from scoring.analysis.quick_check import quick_check

    lowest, highest = ends(data)
    found = quick_check(_values(data), data.instrument.items, named_scales(data.instrument), lowest, highest, FEWEST)
    return replace(found, scales=tuple(one if one.n >= FEWEST else _unsaid(one) for one in found.scales))


def _unsaid(scale: QuickScale) -> QuickScale:
    """Of few people only how many they are."""
    return replace(scale, alpha=None, alpha_lo=None, alpha_hi=None, mean_r=None, weakest=())


def ends(data: Data) -> tuple[dict[str, float], dict[str, float]]:
    """Lowest and highest score that each item can have."""
    rows = list(zip(data.instrument.items, data.instrument.points, strict=True))
    lowest = {item: float(min(points.values())) for item, points in rows}
    return lowest, {item: float(max(points.values())) for item, points in rows}


def _values(data: Data) -> Any:
    import numpy as np

    return np.column_stack(list(data.columns.values()))
