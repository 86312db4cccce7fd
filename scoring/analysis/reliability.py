"""Reliability and item analysis of an instrument: each item, each scale, and the scales against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis import item_problems as codes
from scoring.analysis.far_values import far_values
from scoring.analysis.item_gates import check_scales, check_table, dependent, missing_remarks, size_remarks
from scoring.analysis.item_moments import ItemMoments, Missing, complete, item_moments
from scoring.analysis.item_problems import remark
from scoring.analysis.item_statistics import Ends, at_ceiling, at_floor, item_statistics
from scoring.analysis.problems import AnalysisError, Fact, Remark
from scoring.analysis.reliability_results import (
    ItemStatistics,
    ReliabilityResult,
    SamplingAdequacy,
    ScaleRelations,
    ScaleReliability,
)
from scoring.analysis.scale_reliability import OneFactor, scale_reliability
from scoring.analysis.scale_validity import HTMT_HIGHEST, relations, sampling_adequacy

Array: TypeAlias = np.ndarray[Any, Any]

LEVEL = 0.95


def reliability(
    values: Array,
    names: Sequence[str],
    scales: Mapping[str, Sequence[str]],
    *,
    missing: Missing = "listwise",
    lowest: Ends = None,
    highest: Ends = None,
    level: float = LEVEL,
    ordinal: bool = False,
) -> ReliabilityResult:
    """Of rows × items, NaN where an answer is missing; `scales` by name, with the names of their items.

    "listwise" leaves out, for each scale, the rows with a gap in it, and for what concerns all items those with any
    gap; "pairwise" uses for each pair of items the rows that have both. `lowest`, `highest`: ends of the answer scale,
    of all items or by item. `ordinal`: alpha and omega from polychoric correlations too.

    AnalysisError: constant, empty, unknown or doubled items, infinite values, a scale with less than two items, too
    few rows. What can be computed but not trusted is in the remarks.
    """
    check_scales(names, scales)
    used = [at for at, name in enumerate(names) if any(name in items for items in scales.values())]
    values, names = np.asarray(values, dtype=np.float64)[:, used], [names[at] for at in used]
    check_table(values, names)
    place = {name: at for at, name in enumerate(names)}
    places = [[place[item] for item in items] for items in scales.values()]
    items = item_statistics(values, names, places, lowest, highest)
    of_scales = [_moments(values, names, own, missing) for own in places]
    found = [
        _scale(scale, [names[at] for at in own], moments, values[:, own] if ordinal else None, level)
        for scale, own, moments in zip(scales, places, of_scales, strict=True)
    ]
    together, remarks = _together(values, names, missing)
    adequacy, between = None, None
    if together is not None:
        adequacy, why = _adequacy(together, names)
        remarks += why
        between, alike = _between(together, tuple(scales), places, found)
        remarks += alike
    return ReliabilityResult(
        n_given=len(values),
        n=len(complete(values)),
        missing=missing,
        items=items,
        scales=tuple(scale for scale, _ in found),
        adequacy=adequacy,
        relations=between,
        remarks=(
            *far_values(values, names),
            *item_remarks(items),
            *(each for scale, _ in found for each in scale.remarks),
            *remarks,
        ),
    )


def _scale(
    name: str, items: Sequence[str], moments: ItemMoments, answers: Array | None, level: float
) -> tuple[ScaleReliability, OneFactor | None]:
    """`answers`: of the scale's items, where ordinal coefficients are wanted."""
    found, model = scale_reliability(name, items, moments, level)
    if answers is None:
        return found, model
    from scoring.analysis.ordinal_reliability import with_ordinal

    return with_ordinal(found, answers), model


def _moments(values: Array, names: Sequence[str], own: Sequence[int], missing: Missing) -> ItemMoments:
    return item_moments(values[:, list(own)], [names[at] for at in own], missing)


def _together(values: Array, names: Sequence[str], missing: Missing) -> tuple[ItemMoments | None, list[Remark]]:
    """Moments of all items; None where too few rows have them all, which the scales by themselves can bear."""
    try:
        moments = item_moments(values, names, missing)
    except AnalysisError as problem:
        return None, [Remark(problem.code, problem.facts, grave=True)]
    return moments, [*missing_remarks(values, moments.n, missing), *size_remarks(moments.n, len(names))]


def _adequacy(moments: ItemMoments, names: Sequence[str]) -> tuple[SamplingAdequacy | None, list[Remark]]:
    if moments.n <= len(names):
        return None, []
    same = dependent(moments.correlation, names)
    if same:
        return None, [remark(codes.SINGULAR, same, grave=True)]
    return sampling_adequacy(moments.correlation, moments.n, names), []


def _between(
    moments: ItemMoments,
    scales: tuple[str, ...],
    places: Sequence[Sequence[int]],
    found: Sequence[tuple[ScaleReliability, OneFactor | None]],
) -> tuple[ScaleRelations | None, list[Remark]]:
    if len(scales) < 2:
        return None, []
    loadings = [None if model is None else model.loadings for _, model in found]
    ave = [scale.ave for scale, _ in found]
    between = relations(scales, moments.n, moments.covariance, moments.correlation, places, loadings, ave)
    remarks = []
    for a in range(len(scales)):
        for b in range(a):
            ratio = float(between.htmt[a, b])
            if ratio >= HTMT_HIGHEST:
                facts: dict[str, Fact] = {"first": scales[b], "second": scales[a], "htmt": round(ratio, 2)}
                remarks.append(Remark(codes.SCALES_ALIKE, facts, grave=True))
    return between, remarks


def item_remarks(items: Sequence[ItemStatistics]) -> tuple[Remark, ...]:
    """What the answers to items by themselves give cause to warn of."""
    found = []
    top, bottom = [i.name for i in items if at_ceiling(i)], [i.name for i in items if at_floor(i)]
    if top:
        found.append(remark(codes.CEILING, top, grave=True, items=len(items)))
    if bottom:
        found.append(remark(codes.FLOOR, bottom, grave=True, items=len(items)))
    outside = [i.name for i in items if _outside(i)]
    if outside:
        found.append(remark(codes.OUT_OF_RANGE, outside, grave=True))
    return tuple(found)


def _outside(item: ItemStatistics) -> bool:
    values = [value for value, _ in item.categories]
    return bool(values) and (
        (item.lowest is not None and values[0] < item.lowest)
        or (item.highest is not None and values[-1] > item.highest)
    )
