"""Means, covariances and correlations of items, from complete rows or from the rows that each pair has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np

from scoring.analysis.item_problems import CONSTANT_LEFT, EMPTY, FEW_ROWS, NO_COMPLETE_ROWS, NO_PAIR, error

Array: TypeAlias = np.ndarray[Any, Any]
Missing: TypeAlias = Literal["listwise", "pairwise"]

FEWEST_ROWS = 3
"""Below these nothing can be said of a covariance and its item–rest correlations."""


@dataclass(frozen=True, slots=True)
class ItemMoments:
    """`n`: rows used; with gaps and "pairwise" those of the pair that has fewest. `covariance` and `correlation`
    (p, p) with n - 1, each of the rows that have both items, as R's `cov` and `cor` with `use = "pairwise"`.
    """

    n: int
    mean: Array
    covariance: Array
    correlation: Array

    def of(self, places: Sequence[int]) -> ItemMoments:
        """Those of some of the items."""
        square = np.ix_(places, places)
        return ItemMoments(self.n, self.mean[list(places)], self.covariance[square], self.correlation[square])


def complete(values: Array) -> Array:
    """The rows without a gap."""
    gaps = np.isnan(values).any(axis=1)
    return values[~gaps] if gaps.any() else values


def item_moments(values: Array, names: Sequence[str], missing: Missing = "listwise") -> ItemMoments:
    """Of rows × items, NaN where an answer is missing. An item without any difference has correlations of 0.

    AnalysisError: an item without answers, fewer than `FEWEST_ROWS` complete rows, a pair with fewer in common, an item
    that differs in incomplete rows only.
    """
    there = ~np.isnan(values)
    nobody = [name for at, name in enumerate(names) if not there[:, at].any()]
    if nobody:
        raise error(EMPTY, nobody)
    if not there.all() and missing == "pairwise":
        return _pairwise(values, there, names)
    rows = complete(values)
    if len(rows) < FEWEST_ROWS:
        if len(values) >= FEWEST_ROWS:
            raise error(NO_COMPLETE_ROWS, rows=len(rows), given=len(values))
        raise error(FEW_ROWS, rows=len(rows))
    same = [name for at, name in enumerate(names) if rows[:, at].min() == rows[:, at].max()]
    if same and len(rows) < len(values):
        raise error(CONSTANT_LEFT, same, rows=len(rows))
    mean = rows.mean(axis=0)
    centred = rows - mean
    covariance = centred.T @ centred / (len(rows) - 1)
    return ItemMoments(len(rows), mean, covariance, as_correlation(covariance))


def as_correlation(covariance: Array) -> Array:
    """Correlations of covariances; 0 for what does not vary, 1 on the diagonal."""
    spread = np.sqrt(np.clip(np.diag(covariance), 0, None))
    divisor = np.outer(spread, spread)
    found = np.divide(covariance, divisor, out=np.zeros_like(covariance), where=divisor > 0)
    np.fill_diagonal(found, 1.0)
    return found


def _pairwise(values: Array, there: Array, names: Sequence[str]) -> ItemMoments:
    counted = there.astype(np.float64)
    pairs = counted.T @ counted
    one, other = divmod(int(pairs.argmin()), len(names))
    least = int(pairs[one, other])
    if least < FEWEST_ROWS:
        raise error(NO_PAIR, [names[one], names[other]], rows=least)
    mean = np.nanmean(values, axis=0)
    centred = np.where(there, values - mean, 0.0)
    # Row i, column j: over the rows that have both, the sum of item i, and of its square.
    sums, squares = centred.T @ counted, (centred**2).T @ counted
    covariance = (centred.T @ centred - sums * sums.T / pairs) / (pairs - 1)
    variance = (squares - sums**2 / pairs) / (pairs - 1)
    divisor = np.sqrt(np.clip(variance * variance.T, 0, None))
    correlation = np.divide(covariance, divisor, out=np.zeros_like(covariance), where=divisor > 0)
    np.fill_diagonal(correlation, 1.0)
    return ItemMoments(least, mean, covariance, correlation)
