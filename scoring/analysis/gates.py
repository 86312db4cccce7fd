"""What a model of covariances cannot use, and what its reader must know of the data. Each code has its text
`analysis-<code>` in `locales/*/analisis_gerbang.ftl`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.item_problems import error, remark
from scoring.analysis.problems import AnalysisError, Remark

Array: TypeAlias = np.ndarray[Any, Any]

# Refusals
CONSTANT: Final = "data-constant"
CONSTANT_IN_GROUP: Final = "data-constant-in-group"
EMPTY: Final = "data-empty"
EMPTY_IN_GROUP: Final = "data-empty-in-group"
INFINITE: Final = "data-infinite"
FEW_ROWS: Final = "data-few-rows"
FEW_ROWS_IN_GROUP: Final = "data-few-rows-in-group"
NO_ROWS: Final = "data-no-rows"
NO_ROWS_PLS: Final = "data-no-rows-pls"
FEW_PEOPLE: Final = "data-few-people"
FEW_PEOPLE_IN_GROUP: Final = "data-few-people-in-group"
SAME: Final = "data-same"
DEPENDENT: Final = "data-dependent"
ONE_GROUP: Final = "data-one-group"
NO_PAIR: Final = "data-no-pair"
# Remarks
LEFT_OUT: Final = "data-left-out"
PREDICTORS_LEFT_OUT: Final = "data-predictors-left-out"
EMPTY_ROWS: Final = "data-empty-rows"
GROUP_MISSING: Final = "data-group-missing"
GAPS: Final = "data-gaps"
GAPS_USED: Final = "data-gaps-used"
MANY_GAPS: Final = "data-many-gaps"
CEILING: Final = "data-ceiling"
SCALES_APART: Final = "data-scales-apart"
FEW_VALUES: Final = "data-few-values"
SMALL_N: Final = "data-small-n"
SMALL_GROUP: Final = "data-small-group"
MOSTLY_MISSING: Final = "data-mostly-missing"

_SAME = 1.0 - 1e-9
_DEPENDENT = 1e-9
"""Smallest eigenvalue of a correlation matrix that still counts as more than rounding."""
_APART = 1e6
_CEILING, _BINARY_CEILING = 0.5, 0.9
"""A share of people who chose the highest answer (of two answers: a larger one, half is what one expects)."""
_FEW_VALUES = 4
_MANY_GAPS, _GAPS = 0.20, 0.05
_MOSTLY = 0.5
_GROUP = 50
_ROWS_PER_ITEM = 5
"""Bentler & Chou 1987 (Sociol Methods Res 16:78-117) ask for five cases a free parameter; an item has at least one."""


def refuse_unusable(values: Array, names: Sequence[str], group: str) -> tuple[Array, Array]:
    """Lowest and highest value of each item (NaN as missing); AnalysisError where an item is infinite, empty or does
    not differ among these people. `group` "" for all."""
    low, high = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    if infinite := _named(names, np.isinf(low) | np.isinf(high)):
        raise error(INFINITE, infinite)
    if nobody := _named(names, np.isnan(high)):
        raise _in_group(EMPTY, EMPTY_IN_GROUP, nobody, group)
    if constant := _named(names, low == high):
        raise _in_group(CONSTANT, CONSTANT_IN_GROUP, constant, group)
    return low, high


def refuse_few(rows: int, items: int, group: str, *, complete: bool = True) -> None:
    """AnalysisError where there are not more rows than items: no covariance matrix of them can be inverted.
    `complete`: whether only complete rows count."""
    if rows > items:
        return
    if group:
        code = FEW_ROWS_IN_GROUP if complete else FEW_PEOPLE_IN_GROUP
        raise error(code, group=group, rows=rows, items=items, least=items + 1)
    raise error(FEW_ROWS if complete else FEW_PEOPLE, rows=rows, items=items, least=items + 1)


def refuse_same(covariance: Array, names: Sequence[str]) -> None:
    """AnalysisError where an item says exactly what another says."""
    above = np.triu(np.abs(_correlation(covariance)), 1)
    first, second = divmod(int(above.argmax()), len(names))
    if above[first, second] > _SAME:
        raise error(SAME, first=names[first], second=names[second])


def refuse_dependent(covariance: Array, names: Sequence[str]) -> None:
    """AnalysisError where an item says the same as another, or as several others together."""
    refuse_same(covariance, names)
    roots, vectors = np.linalg.eigh(_correlation(covariance))
    if roots[0] < _DEPENDENT:
        weights = np.abs(vectors[:, 0])
        raise error(DEPENDENT, _named(names, weights > 0.1 * weights.max()))


def refuse_unpaired(there: Array, names: Sequence[str]) -> None:
    """AnalysisError where nobody answered both of two items, so that nothing tells how they go together. `there`:
    rows × items, whether answered."""
    counted = there.astype(np.float32)
    pairs = counted.T @ counted
    first, second = divmod(int(pairs.argmin()), len(names))
    if pairs[first, second] == 0:
        raise error(NO_PAIR, first=names[first], second=names[second])


def most_missing(gaps: Array, names: Sequence[str]) -> list[str]:
    """The items with the most gaps (rows × items), at most three."""
    counts = gaps.sum(axis=0)
    return [names[int(place)] for place in np.argsort(-counts, kind="stable")[:3] if counts[place]]


def remarks_on_gaps(gaps: Array, names: Sequence[str], *, used: bool) -> Iterator[Remark]:
    """Of rows × items: the share that is missing, and of which items most. `used`: whether rows with gaps count."""
    by_item = gaps.mean(axis=0)
    share = float(by_item.mean())
    if mostly := _named(names, by_item > _MOSTLY):
        yield remark(MOSTLY_MISSING, mostly, grave=True)
    if share > _GAPS:
        worst = most_missing(gaps, names)
        many = share > _MANY_GAPS
        some = GAPS_USED if used else GAPS
        yield remark(MANY_GAPS if many else some, worst, grave=many, percent=round(100 * share, 1))


def remarks_on_answers(
    values: Array, low: Array, high: Array, names: Sequence[str], *, kept: frozenset[str]
) -> Iterator[Remark]:
    """Answers that crowd at the top, and items with so few values that they are no measurements. `kept`: items whose
    few values are right (ordinal ones and predictors)."""
    rows = np.maximum((~np.isnan(values)).sum(axis=0), 1)
    top = (values == high).sum(axis=0) / rows
    binary = top + (values == low).sum(axis=0) / rows > 1 - 1e-12
    if crowded := _named(names, top >= np.where(binary, _BINARY_CEILING, _CEILING)):
        yield remark(CEILING, crowded)
    sample = values[:200]
    whole = np.all(np.isnan(sample) | (sample == np.round(sample)), axis=0) & (high - low < _FEW_VALUES)
    if few := [name for name in _named(names, whole) if name not in kept]:
        yield remark(FEW_VALUES, few, values=_FEW_VALUES)


def remarks_on_size(groups: Mapping[str, int], items: int) -> Iterator[Remark]:
    """Few people for so many items, `groups` by their names ("" without groups): the smallest is named."""
    group, rows = min(groups.items(), key=lambda each: each[1])
    least = max(_ROWS_PER_ITEM * items, _GROUP if group else 0)
    if rows < least and group:
        yield remark(SMALL_GROUP, grave=True, group=group, rows=rows, items=items, least=least)
    elif rows < least:
        yield remark(SMALL_N, grave=True, rows=rows, items=items, least=least)


def remarks_on_scales(variances: Array, names: Sequence[str]) -> Iterator[Remark]:
    """Variances so far apart that rounding may tell in the figures."""
    small, large = int(variances.argmin()), int(variances.argmax())
    if variances[large] > _APART * variances[small]:
        yield remark(SCALES_APART, small=names[small], large=names[large])


def _named(names: Sequence[str], which: Array) -> list[str]:
    return [names[int(place)] for place in np.flatnonzero(which)]


def _correlation(covariance: Array) -> Array:
    spread = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(spread, spread))


def _in_group(whole: str, grouped: str, names: Sequence[str], group: str) -> AnalysisError:
    return error(grouped, names, group=group) if group else error(whole, names)
