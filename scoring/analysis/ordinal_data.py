"""From the rows of a model's variables to the moments of its ordinal items, group by group."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.data import GroupData
from scoring.analysis.ordinal_coding import code
from scoring.analysis.ordinal_covariates import moments_given
from scoring.analysis.ordinal_moments import OrdinalMoments, moments_of
from scoring.analysis.polychoric import BOUND
from scoring.analysis.problems import AnalysisError, Remark

Array: TypeAlias = np.ndarray[Any, Any]

GAPS_AMONG_NUMBERS: Final = "ordinal-pairwise-numbers"
SAME_ANSWERS: Final = "ordinal-same-answers"
NEARLY_SAME: Final = "ordinal-nearly-same"
SPARSE: Final = "ordinal-sparse"
NOT_POSITIVE: Final = "ordinal-not-positive"

_NEARLY: Final = 0.99


@dataclass(frozen=True, slots=True)
class OrdinalData:
    """`groups`: moments of each; `thresholds`: how many each ordinal item has; `remarks`: what was done to them."""

    groups: tuple[OrdinalMoments, ...]
    thresholds: Mapping[str, int]
    remarks: tuple[Remark, ...]


def ordinal_data(
    names: Sequence[str], ordered: Collection[str], groups: Sequence[GroupData], *, predictors: Collection[str] = ()
) -> OrdinalData:
    """`names` (p): the columns of the groups' values; `ordered`: which of them are ordinal; `predictors`: which only
    predict (fixed.x).

    AnalysisError for items that cannot be ordinal (`ordinal_coding.code`) and for gaps beside continuous variables.
    """
    ordinal = np.array([name in ordered for name in names])
    outer = np.array([place for place, name in enumerate(names) if name in predictors], dtype=int)
    if not ordinal.all() and any(np.isnan(group.values).any() for group in groups):
        raise AnalysisError(GAPS_AMONG_NUMBERS)
    items = [name for name, is_ordinal in zip(names, ordinal, strict=True) if is_ordinal]
    coding = code([group.values[:, ordinal] for group in groups], items, [group.name for group in groups])
    inner = np.setdiff1d(np.arange(len(names)), outer)
    moments = tuple(
        moments_given(group.values, inner, outer, ordinal[inner], coded, names)
        if len(outer)
        else moments_of(group.values, ordinal, coded)
        for group, coded in zip(groups, coding.groups, strict=True)
    )
    counts = {item: count - 1 for item, count in zip(items, coding.categories, strict=True)}
    remarks = [remark for group in moments for remark in _noticed(group, [names[place] for place in inner])]
    return OrdinalData(moments, counts, (*coding.remarks, *remarks))


def _noticed(group: OrdinalMoments, names: Sequence[str]) -> Iterator[Remark]:
    """AnalysisError where two items are one."""
    spread = np.sqrt(np.diag(group.covariance))
    correlations = group.covariance / np.outer(spread, spread)
    for first, second in zip(*np.nonzero(np.triu(np.abs(correlations) > _NEARLY, 1)), strict=True):
        found = float(correlations[first, second])
        if not np.isfinite(group.weights[group.pairs]).all() or abs(found) > BOUND - 1e-6:
            raise AnalysisError(SAME_ANSWERS, first=names[first], second=names[second])
        facts = {"first": names[first], "second": names[second], "correlation": round(found, 3)}
        yield Remark(NEARLY_SAME, facts, grave=True)
    if group.sparse > len(group.first) / 2:
        yield Remark(SPARSE, {"pairs": group.sparse, "all": len(group.first)})
    if np.linalg.eigvalsh(correlations)[0] < 0:
        yield Remark(NOT_POSITIVE, grave=True)
