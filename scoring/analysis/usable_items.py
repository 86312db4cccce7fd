"""Which items of an instrument's own scales can be analysed at all: those that tell nobody from anybody else are left
out, and said, so that one of them does not stand in the way of all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.item_moments import FEWEST_ROWS
from scoring.analysis.problems import AnalysisError, Remark

Array: TypeAlias = np.ndarray[Any, Any]

ITEM_CONSTANT: Final = "left-out-constant"
ITEM_EMPTY: Final = "left-out-empty"
ITEM_SAME: Final = "left-out-same"
ITEM_FEW: Final = "left-out-few-answers"
SCALE_SMALL: Final = "left-out-scale-small"
SCALE_FEW_ROWS: Final = "left-out-scale-few-rows"
FEW_USED: Final = "left-out-few-used"
NOT_COMPARED: Final = "left-out-not-compared"
NOTHING_LEFT: Final = "left-out-nothing-left"

_SAME = 1.0 - 1e-9
_WORDED = 3
"""So many items are named with their words; more would fill a page."""


@dataclass(frozen=True, slots=True)
class Usable:
    """`scales`: with the items that are left. `remarks`: which were left out and why, all grave."""

    scales: Mapping[str, tuple[str, ...]]
    remarks: tuple[Remark, ...]


class _Sorting:
    """Items and scales on their way out, with the reasons in the order in which they were found."""

    def __init__(
        self, columns: Mapping[str, Array], scales: Mapping[str, Sequence[str]], words: Mapping[str, str]
    ) -> None:
        self.columns = columns
        self.scales = {scale: tuple(items) for scale, items in scales.items()}
        self._words = words
        self._reasons: dict[str, list[str]] = {ITEM_EMPTY: [], ITEM_FEW: [], ITEM_CONSTANT: []}
        self._remarks: list[Remark] = []

    def items(self, names: Sequence[str], reason: str) -> None:
        self._reasons[reason].extend(names)
        self._drop(names)

    def same(self, first: str, second: str) -> None:
        facts = {"first": self._said(first), "second": self._said(second)}
        self._remarks.append(Remark(ITEM_SAME, facts, grave=True))
        self._drop([second])

    def scale(self, name: str, code: str, **facts: int) -> None:
        self._remarks.append(Remark(code, {"scale": name, **facts}, grave=True))
        del self.scales[name]

    def _drop(self, names: Sequence[str]) -> None:
        gone = set(names)
        self.scales = {scale: tuple(i for i in items if i not in gone) for scale, items in self.scales.items()}

    def _said(self, name: str) -> str:
        words = self._words.get(name)
        return f"{name} (“{words}”)" if words else name

    def done(self) -> Usable:
        """AnalysisError where no scale is left."""
        remarks = [
            Remark(code, {"names": self._listed(names), "count": len(names)}, grave=True)
            for code, names in self._reasons.items()
            if names
        ]
        if not self.scales:
            raise AnalysisError(NOTHING_LEFT, names=self._listed([n for some in self._reasons.values() for n in some]))
        return Usable(self.scales, (*remarks, *self._remarks))

    def _listed(self, names: Sequence[str]) -> str:
        said = [self._said(name) for name in names[:_WORDED]]
        return ", ".join([*said, *names[_WORDED:]]) or "–"


def usable_for_reliability(
    columns: Mapping[str, Array],
    scales: Mapping[str, Sequence[str]],
    words: Mapping[str, str],
    fewest: int = FEWEST_ROWS,
) -> Usable:
    """Each scale by its own complete rows, with two items or more. `words`: what an item asks, by name; `fewest`:
    answers to an item, and complete rows of a scale, below which it is left out. AnalysisError where nothing is left.
    """
    sorting = _Sorting(columns, scales, words)
    _without_unanswered(sorting, fewest)
    for scale in list(sorting.scales):
        lost = len(scales[scale]) - len(sorting.scales[scale])
        while len(sorting.scales[scale]) > 1:
            rows = _complete(columns, sorting.scales[scale])
            if len(rows) < fewest:
                break
            if not (same := _constant(rows, sorting.scales[scale])):
                break
            sorting.items(same, ITEM_CONSTANT)
            lost += len(same)
        if len(sorting.scales[scale]) < 2:
            if lost or len(scales) > 1:
                sorting.scale(scale, SCALE_SMALL, least=2)
        elif len(rows) < fewest:
            sorting.scale(scale, SCALE_FEW_ROWS, rows=len(rows))
    return sorting.done()


def usable_for_factors(
    columns: Mapping[str, Array],
    scales: Mapping[str, Sequence[str]],
    words: Mapping[str, str],
    *,
    listwise: bool,
    fewest: int = FEWEST_ROWS,
) -> Usable:
    """All scales in one model: two items or more, three where some were lost or the scale stands alone. Of two items
    that say the same the first stays. `listwise`: whether rows with a gap do not count. AnalysisError as above."""
    sorting = _Sorting(columns, scales, words)
    _without_unanswered(sorting, fewest)
    _without_small(sorting, scales)
    while names := [name for items in sorting.scales.values() for name in items]:
        rows = _complete(columns, names) if listwise else np.column_stack([columns[name] for name in names])
        if len(rows) < FEWEST_ROWS:
            break
        if same := _constant(rows, names):
            sorting.items(same, ITEM_CONSTANT)
        elif pair := _same(rows, names):
            sorting.same(*pair)
        else:
            break
        _without_small(sorting, scales)
    return sorting.done()


def _without_unanswered(sorting: _Sorting, fewest: int) -> None:
    every = [name for items in sorting.scales.values() for name in items]
    answers = {name: int((~np.isnan(sorting.columns[name])).sum()) for name in every}
    if empty := [name for name in every if not answers[name]]:
        sorting.items(empty, ITEM_EMPTY)
    if few := [name for name in every if 0 < answers[name] < fewest]:
        sorting.items(few, ITEM_FEW)


def _without_small(sorting: _Sorting, given: Mapping[str, Sequence[str]]) -> None:
    for scale, items in list(sorting.scales.items()):
        least = 2 if len(items) == len(given[scale]) and len(given) > 1 else 3
        if len(items) < least:
            sorting.scale(scale, SCALE_SMALL, least=least)


def _complete(columns: Mapping[str, Array], names: Sequence[str]) -> Array:
    values = np.column_stack([columns[name] for name in names])
    return np.asarray(values[~np.isnan(values).any(axis=1)])


def _constant(rows: Array, names: Sequence[str]) -> list[str]:
    """Items whose answers, where there are any, are all the same (rows × items)."""
    low, high = np.fmin.reduce(rows, axis=0), np.fmax.reduce(rows, axis=0)
    return [name for name, one, other in zip(names, low, high, strict=True) if not one < other]


def _same(rows: Array, names: Sequence[str]) -> tuple[str, str] | None:
    """Two items of which one says exactly what the other says; only looked for where no answer is missing."""
    if np.isnan(rows).any():
        return None
    above = np.triu(np.abs(np.corrcoef(rows, rowvar=False)), 1)
    first, second = divmod(int(above.argmax()), len(names))
    return (names[first], names[second]) if above[first, second] > _SAME else None
