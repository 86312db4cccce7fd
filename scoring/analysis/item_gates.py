"""What stands between a table of answers and an analysis of its items: refusals and warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis import item_problems as codes
from scoring.analysis.item_moments import complete
from scoring.analysis.item_problems import error, remark
from scoring.analysis.problems import Remark

Array: TypeAlias = np.ndarray[Any, Any]

SMALL_N = 30
PEOPLE_PER_ITEM = 5
"""Common rules of thumb (Gorsuch 1983, Factor Analysis, 2nd ed.: five people an item); below, results move much from
one sample to the next."""

LEAST_EIGENVALUE = 1e-9
"""Of correlations, what is below is rounding: an item follows from others."""


def check_table(values: Array, names: Sequence[str]) -> None:
    """Rows × items as `names` say, of finite numbers or NaN, each item with answers and differences.

    AnalysisError names the items; ValueError where shape and names do not fit, which is our own mistake.
    """
    if values.ndim != 2 or values.shape[1] != len(names):
        raise ValueError(f"{values.shape} values for {len(names)} names")
    twice = sorted(name for name, times in Counter(names).items() if times > 1)
    if twice:
        raise error(codes.TWICE, twice)
    infinite = _where(np.asarray(np.isinf(values).any(axis=0)), names)
    if infinite:
        raise error(codes.INFINITE, infinite)
    empty = _where(np.asarray(np.isnan(values).all(axis=0)), names)
    if empty:
        raise error(codes.EMPTY, empty)
    same = constant(values, names)
    if same:
        raise error(codes.CONSTANT, same)


def constant(values: Array, names: Sequence[str]) -> list[str]:
    """Items with answers that are all the same."""
    there = ~np.isnan(values)
    lowest = np.where(there, values, np.inf).min(axis=0, initial=np.inf)
    highest = np.where(there, values, -np.inf).max(axis=0, initial=-np.inf)
    return _where(lowest == highest, names)


def check_scales(names: Sequence[str], scales: Mapping[str, Sequence[str]], least: int = 2) -> None:
    """Each scale has `least` items or more, each known and there once. AnalysisError."""
    known = set(names)
    for scale, items in scales.items():
        unknown = [item for item in items if item not in known]
        if unknown:
            raise error(codes.UNKNOWN, unknown, scale=scale)
        twice = sorted(item for item, times in Counter(items).items() if times > 1)
        if twice:
            raise error(codes.TWICE, twice)
        if len(items) < least:
            raise error(codes.FEW_IN_SCALE, scale=scale)


def dependent(correlation: Array, names: Sequence[str]) -> list[str]:
    """Items that follow from others, so that the matrix has no inverse: a pair that is the same where there is one,
    else those in the combination that has no variance."""
    for at in range(len(correlation)):
        same = np.flatnonzero(np.abs(correlation[at]) > 1 - LEAST_EIGENVALUE)
        if same.size > 1:
            return _where(np.abs(correlation[at]) > 1 - LEAST_EIGENVALUE, names)
    values, vectors = np.linalg.eigh(correlation)
    if values[0] > LEAST_EIGENVALUE:
        return []
    share = np.abs(vectors[:, 0])
    return _where(share > 0.1 * share.max(), names)


def missing_remarks(values: Array, n: int, missing: str) -> tuple[Remark, ...]:
    """What was done about gaps, where there are any. `n`: rows, or the fewest of a pair."""
    if not np.isnan(values).any():
        return ()
    if missing == "pairwise":
        return (remark(codes.PAIRWISE, least=n),)
    return (remark(codes.LEFT_OUT, rows=len(values) - len(complete(values)), given=len(values)),)


def size_remarks(n: int, items: int) -> tuple[Remark, ...]:
    """Too few people for numbers that hold."""
    if n <= items:
        return (remark(codes.N_BELOW_ITEMS, grave=True, n=n, items=items),)
    found = []
    if n < SMALL_N:
        found.append(remark(codes.SMALL_N, grave=True, n=n, wanted=SMALL_N))
    if n < PEOPLE_PER_ITEM * items:
        found.append(remark(codes.N_PER_ITEM, grave=True, n=n, items=items, wanted=PEOPLE_PER_ITEM * items))
    return tuple(found)


def _where(which: Array, names: Sequence[str]) -> list[str]:
    return [name for name, that in zip(names, which, strict=True) if that]
