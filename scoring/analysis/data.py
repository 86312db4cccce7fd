"""From the columns of a data set to the rows that a model can use, by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np

from scoring.analysis import gates
from scoring.analysis.far_values import far_values
from scoring.analysis.item_problems import error, remark
from scoring.analysis.problems import Remark

Array: TypeAlias = np.ndarray[Any, Any]
Missing: TypeAlias = Literal["listwise", "fiml", "pairwise"]


@dataclass(frozen=True, slots=True)
class GroupData:
    """The rows of a group that count: `values` (n, p), NaN where an answer is missing (never with "listwise").

    `mean` (p) and `covariance` (p, p; divided by n) where no answer is missing, otherwise None.
    """

    name: str
    values: Array
    mean: Array | None = None
    covariance: Array | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """`names` (p): the columns in this order. `groups`: in the order in which the data first show them, as lavaan
    does; one, named "", without groups. `n_given`: rows before any was left out.
    """

    names: tuple[str, ...]
    groups: tuple[GroupData, ...]
    n_given: int
    remarks: tuple[Remark, ...]


def prepare(
    columns: Mapping[str, Array],
    names: Sequence[str],
    *,
    group: Array | Sequence[str | None] | None = None,
    missing: Missing = "listwise",
    ordered: Sequence[str] = (),
    predictors: Sequence[str] = (),
) -> Prepared:
    """The rows of `names`, in that order, by `group` (label of each row; None, "" or NaN: unknown, left out).

    "listwise" keeps complete rows; "fiml" and "pairwise" keep a row with any answer whose `predictors` (fixed.x) are
    all there, as lavaan does. AnalysisError with a code of `gates.py` where the data cannot carry a model.
    """
    values = _together(columns, names)
    n_given = len(values)
    remarks: list[Remark] = []
    labels = _labels(group, n_given)
    if labels is not None:
        known = np.array([label != "" for label in labels])
        if not known.all():
            remarks.append(remark(gates.GROUP_MISSING, count=int((~known).sum())))
            values, labels = values[known], labels[known]
    ends = gates.refuse_unusable(values, names, "")
    gaps, before = np.isnan(values), len(values)
    if gaps.any():
        remarks.extend(gates.remarks_on_gaps(gaps, names, used=missing != "listwise"))
        kept, said = _kept(gaps, names, missing, predictors)
        remarks.extend(said)
        values = values[kept]
        labels = labels[kept] if labels is not None else None
    if len(values) < before:
        ends = gates.refuse_unusable(values, names, "")
    groups = tuple(_group(name, rows, names, frozenset(ordered), missing) for name, rows in _split(values, labels))
    remarks.extend(far_values(values, names))
    remarks.extend(gates.remarks_on_answers(values, *ends, names, kept=frozenset((*ordered, *predictors))))
    remarks.extend(gates.remarks_on_size({one.name: len(one.values) for one in groups}, len(names)))
    remarks.extend(gates.remarks_on_scales(_variances(groups[0]), names))
    return Prepared(tuple(names), groups, n_given, tuple(remarks))


def _together(columns: Mapping[str, Array], names: Sequence[str]) -> Array:
    # Column by column in memory, as they come; BLAS does not mind.
    values = np.empty((len(columns[names[0]]), len(names)), order="F")
    for place, name in enumerate(names):
        values[:, place] = columns[name]
    return values


def _labels(group: Array | Sequence[str | None] | None, rows: int) -> Array | None:
    if group is None:
        return None
    found = np.empty(rows, dtype=object)
    for row, label in enumerate(group):
        found[row] = "" if label is None or label != label else _label(label)
    return found


def _label(value: object) -> str:
    """A whole number as one writes it, whatever type the file's reader gave it."""
    if isinstance(value, float | np.floating) and value == int(value):
        return str(int(value))
    return str(value).strip()


def _kept(
    gaps: Array, names: Sequence[str], missing: Missing, predictors: Sequence[str]
) -> tuple[Array, tuple[Remark, ...]]:
    """Which rows stay, and what is to be said of those that do not."""
    if missing == "listwise":
        kept = np.asarray(~gaps.any(axis=1))
        if not kept.any():
            raise error(gates.NO_ROWS, gates.most_missing(gaps, names), given=len(gaps))
        return kept, (
            remark(gates.LEFT_OUT, gates.most_missing(gaps, names), rows=int((~kept).sum()), given=len(gaps)),
        )
    said: list[Remark] = []
    empty = gaps.all(axis=1)
    if empty.any():
        said.append(remark(gates.EMPTY_ROWS, rows=int(empty.sum())))
    unknown = gaps[:, [place for place, name in enumerate(names) if name in predictors]].any(axis=1) & ~empty
    if unknown.any():
        said.append(remark(gates.PREDICTORS_LEFT_OUT, predictors, rows=int(unknown.sum())))
    kept = np.asarray(~empty & ~unknown)
    if not kept.any():
        raise error(gates.NO_ROWS, gates.most_missing(gaps, names), given=len(gaps))
    return kept, tuple(said)


def _split(values: Array, labels: Array | None) -> Iterator[tuple[str, Array]]:
    if labels is None:
        yield "", values
        return
    named = list(dict.fromkeys(labels))
    if len(named) < 2:
        raise error(gates.ONE_GROUP, group=named[0] if named else "")
    for name in named:
        yield name, values[labels == name]


def _group(name: str, values: Array, names: Sequence[str], ordered: frozenset[str], missing: Missing) -> GroupData:
    gates.refuse_few(len(values), len(names), name, complete=missing == "listwise")
    if name:
        gates.refuse_unusable(values, names, name)
    gaps = np.isnan(values)
    if gaps.any():
        gates.refuse_unpaired(~gaps, names)
        return GroupData(name, values)
    mean = values.mean(axis=0)
    centred = values - mean
    covariance = centred.T @ centred / len(values)
    # Polychoric correlations may stay apart where the answers themselves add up.
    (gates.refuse_same if ordered else gates.refuse_dependent)(covariance, names)
    return GroupData(name, values, mean, covariance)


def _variances(group: GroupData) -> Array:
    return np.nanvar(group.values, axis=0) if group.covariance is None else np.diag(group.covariance)
