"""A first look at the answers to an instrument, and which analysis they can bear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis import item_problems as codes
from scoring.analysis.far_values import far_values
from scoring.analysis.item_gates import check_scales, constant
from scoring.analysis.item_moments import FEWEST_ROWS, complete, item_moments
from scoring.analysis.item_problems import error, remark
from scoring.analysis.item_statistics import Ends, at_ceiling, at_floor, item_statistics
from scoring.analysis.possible_analyses import possible_analyses
from scoring.analysis.problems import AnalysisError, Remark
from scoring.analysis.reliability import LEVEL, item_remarks
from scoring.analysis.reliability_results import ItemStatistics, QuickCheck, QuickScale
from scoring.analysis.scale_reliability import cronbach, item_rest, total_varies
from scoring.analysis.tail_areas import feldt
from scoring.analysis.usable_items import ITEM_CONSTANT, ITEM_EMPTY

Array: TypeAlias = np.ndarray[Any, Any]

_WEAKEST = 3
_MOST_MISSING = 5


def quick_check(
    values: Array,
    names: Sequence[str],
    scales: Mapping[str, Sequence[str]],
    lowest: Ends = None,
    highest: Ends = None,
    fewest: int = FEWEST_ROWS,
) -> QuickCheck:
    """Of rows × items, NaN where an answer is missing. Constant items are named and left out of their scales.
    `fewest`: people from whom on anything is analysed.

    AnalysisError: no answers at all, infinite values, unknown or doubled items.
    """
    values = np.asarray(values, dtype=np.float64)
    check_scales(names, scales, least=1)
    if np.isinf(values).any():
        raise error(codes.INFINITE, [n for n, bad in zip(names, np.isinf(values).any(axis=0), strict=True) if bad])
    if np.isnan(values).all():
        raise error(codes.EMPTY, names)
    place = {name: at for at, name in enumerate(names)}
    groups = [[place[item] for item in items] for items in scales.values()]
    items = item_statistics(values, names, groups, lowest, highest)
    same = constant(values, names)
    empty = [item.name for item in items if not item.n]
    whole = complete(values[:, [name not in empty for name in names]])
    moving = [name for name in names if name not in same and name not in empty]
    columns = {name: values[:, at] for name, at in place.items()}
    ordinal = any(item.categories for item in items)
    at_a_glance = [
        _scale(scale, [name for name in own if name in moving], values, place) for scale, own in scales.items()
    ]
    gaps = sorted((item for item in items if item.missing), key=lambda item: -item.missing)
    return QuickCheck(
        n_given=len(values),
        complete=len(whole),
        items=len(names),
        missing=float(np.isnan(values).mean()),
        constant=tuple(same),
        ceiling=tuple((item.name, item.ceiling or 0.0) for item in items if at_ceiling(item)),
        floor=tuple((item.name, item.floor or 0.0) for item in items if at_floor(item)),
        most_missing=tuple((item.name, item.missing) for item in gaps[:_MOST_MISSING]),
        scales=tuple(at_a_glance),
        possible=tuple(possible_analyses(columns, scales, ordinal=ordinal, fewest=fewest)),
        remarks=(*far_values(values, names), *_remarks(items, same, empty)),
    )


def _scale(scale: str, own: Sequence[str], values: Array, place: Mapping[str, int]) -> QuickScale:
    try:
        moments = item_moments(values[:, [place[name] for name in own]], own) if len(own) > 1 else None
    except AnalysisError:
        moments = None
    if moments is None or not total_varies(moments.covariance):
        return QuickScale(scale, len(own), 0, None, None, None, None, ())
    alpha = cronbach(moments.covariance)
    low, high = feldt(alpha, moments.n, len(own), LEVEL)
    rest = [(name, r) for name, r in zip(own, item_rest(moments.covariance), strict=True) if r is not None]
    correlations = moments.correlation[np.triu_indices(len(own), 1)]
    weakest = tuple(sorted(rest, key=lambda one: one[1])[:_WEAKEST])
    return QuickScale(scale, len(own), moments.n, alpha, low, high, float(correlations.mean()), weakest)


def _remarks(items: Sequence[ItemStatistics], same: Sequence[str], empty: Sequence[str]) -> tuple[Remark, ...]:
    found = []
    if same:
        found.append(remark(ITEM_CONSTANT, same, grave=True))
    if empty:
        found.append(remark(ITEM_EMPTY, empty, grave=True))
    return (*found, *item_remarks([item for item in items if item.name not in same and item.n]))
