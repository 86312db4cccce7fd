"""Ordinal answers as numbers of categories, the same in all groups.

A category that nobody chose is no category: what lies between its neighbours cannot be told. One that is empty in a
group only is joined with its neighbour below (the lowest with the one above) in all groups, so that thresholds mean the
same in each; lavaan refuses there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.problems import AnalysisError, Remark

Array: TypeAlias = np.ndarray[Any, Any]

MOST_CATEGORIES: Final = 15

NOT_WHOLE: Final = "ordinal-not-whole"
TOO_MANY: Final = "ordinal-too-many-categories"
ONE_CATEGORY: Final = "ordinal-one-category"
NEVER_CHOSEN: Final = "ordinal-never-chosen"
JOINED: Final = "ordinal-joined"


@dataclass(frozen=True, slots=True)
class Coded:
    """Of one group: `codes` (items, people) from 0, `width` where the answer is missing; `categories` of each item;
    `width`: the most of them.
    """

    codes: Array
    categories: tuple[int, ...]
    width: int

    def counts(self) -> Array:
        """(items, width): people by category."""
        return np.array([np.bincount(row, minlength=self.width + 1)[: self.width] for row in self.codes], dtype=float)


@dataclass(frozen=True, slots=True)
class Coding:
    """`groups` in their order; `categories`: how many each item has; `remarks`: what was joined or is not there."""

    groups: tuple[Coded, ...]
    categories: tuple[int, ...]
    remarks: tuple[Remark, ...]


def code(groups: Sequence[Array], names: Sequence[str] | None = None, labels: Sequence[str] | None = None) -> Coding:
    """(n, p) answers of each group, NaN where missing; `names` of the items and `labels` of the groups, for sentences.

    AnalysisError for answers that are no whole numbers, for more than `MOST_CATEGORIES` and for a single one.
    """
    items = groups[0].shape[1]
    called = tuple(names) if names is not None else tuple(str(place + 1) for place in range(items))
    said = tuple(labels) if labels is not None else ("",) * len(groups)
    remarks: list[Remark] = []
    parts: list[list[Array]] = [[] for _ in groups]
    categories = []
    for item in range(items):
        columns = [np.asarray(group[:, item], dtype=float) for group in groups]
        chosen = _chosen(columns, called[item], remarks)
        joined = _joined(columns, chosen, called[item], said, remarks)
        categories.append(int(joined.max()) + 1)
        for place, column in enumerate(columns):
            numbers = joined[np.minimum(np.searchsorted(chosen, column), len(chosen) - 1)]
            parts[place].append(np.where(np.isnan(column), -1, numbers))
    width = max(categories)
    coded = []
    for part in parts:
        codes = np.array(part)
        coded.append(Coded(np.where(codes < 0, width, codes).astype(np.int16), tuple(categories), width))
    return Coding(tuple(coded), tuple(categories), tuple(remarks))


def _chosen(columns: Sequence[Array], name: str, remarks: list[Remark]) -> Array:
    """The values that anybody chose, in order."""
    together = np.concatenate(columns)
    chosen = np.unique(together[~np.isnan(together)])
    if (chosen != np.round(chosen)).any():
        raise AnalysisError(NOT_WHOLE, item=name, value=float(chosen[chosen != np.round(chosen)][0]))
    if len(chosen) > MOST_CATEGORIES:
        raise AnalysisError(TOO_MANY, item=name, count=len(chosen), most=MOST_CATEGORIES)
    if len(chosen) < 2:
        raise AnalysisError(ONE_CATEGORY, item=name)
    gaps = sorted(set(range(int(chosen[0]), int(chosen[-1]))) - {int(value) for value in chosen})
    if gaps and len(gaps) < MOST_CATEGORIES:
        remarks.append(Remark(NEVER_CHOSEN, {"item": name, "category": ", ".join(map(str, gaps))}))
    return np.asarray(chosen)


def _joined(columns: Sequence[Array], chosen: Array, name: str, labels: Sequence[str], remarks: list[Remark]) -> Array:
    """Of each chosen value its category's number, after joining what is empty in a group."""
    counts = np.array([[(column == value).sum() for value in chosen] for column in columns])
    numbers = np.arange(len(chosen))
    while True:
        together = np.array([[row[numbers == at].sum() for at in range(numbers.max() + 1)] for row in counts])
        groups, empty = np.nonzero(together == 0)
        if not len(empty):
            return numbers
        if numbers.max() < 2:
            raise AnalysisError(ONE_CATEGORY, item=name)
        at = int(empty[0])
        value = chosen[numbers == at][0]
        remarks.append(Remark(JOINED, {"item": name, "category": int(value), "group": labels[int(groups[0])]}))
        numbers = np.where(numbers > max(at - 1, 0), numbers - 1, numbers)
