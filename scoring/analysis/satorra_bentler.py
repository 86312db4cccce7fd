"""Test and standard errors that hold where answers are not normal (Satorra & Bentler 1994, in von Eye & Clogg).

The distribution-free weight matrix has as many rows as there are covariances (3,741 rows and columns more for 87 items)
and is never written out. With W = sigma^-1 and a row's deviation Z = y y' - S, its part of tr(V Gamma) is
tr(W Z W Z) / 2 + y' W y, and its part of Delta' V along a direction u v' + v u' is u'W Z W v: products of y with p × q
matrices. Of fixed predictors, what they predict of a row is taken away in the same way (fixed.x).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from scipy.special import chdtrc

from scoring.analysis.baseline import baseline_covariance, predictor_places
from scoring.analysis.solution import Chi2, Moments
from scoring.analysis.structure import Directions
from scoring.analysis.table import Table

if TYPE_CHECKING:
    from scoring.analysis.ml import Discrepancy, Weights

Array: TypeAlias = np.ndarray[Any, Any]

_BLOCK = 4096
"""Rows at a time, to bound memory: a block of scores of 300 parameters is 10 MB."""


@dataclass(frozen=True, slots=True)
class Traced:
    """Of one group: `whole` = tr(V Gamma), `scores` (q, q) = Delta' V Gamma V Delta, Gamma that of one row."""

    n: int
    whole: float
    scores: Array


def at_solution(fit: Discrepancy, values: Sequence[Array]) -> tuple[Traced, ...]:
    """Of each group, at the parameters for which `fit` was valued last. `values` (n, p) by group."""
    places = predictor_places(fit.table)
    return tuple(
        _traced(rows, weight, directions, places, means=fit.table.means)
        for (_, weight), directions, rows in zip(fit.implied(), fit.directions(), values, strict=True)
    )


def robust_covariance(groups: Sequence[Traced], inverted: Array, weights: Weights) -> Array:
    """(q, q), to be divided by the rows: inverse information, times the scores' own covariance, times the same."""
    middle = sum((share * group.scores for share, group in zip(weights.shares, groups, strict=True)), start=0.0)
    return np.asarray(inverted @ middle @ inverted)


def trace(groups: Sequence[Traced], inverted: Array, weights: Weights) -> float:
    """tr(U Gamma): what the plain chi2 is on average where the model holds."""
    return sum(
        group.whole - float(share) * float((inverted * group.scores).sum())
        for share, group in zip(weights.shares, groups, strict=True)
    )


def baseline_trace(table: Table, samples: Sequence[Moments], values: Sequence[Array]) -> float:
    """The same for the model without relations, whose free parameters are variances (and means)."""
    places = predictor_places(table)
    free = np.setdiff1d(np.arange(len(table.observed)), places)
    total = 0.0
    for sample, rows in zip(samples, values, strict=True):
        weight = np.linalg.inv(baseline_covariance(table, sample.covariance))
        directions = _of_variances(len(weight), free, means=table.means)
        found = _traced(rows, weight, directions, places, means=table.means)
        inverted = np.linalg.inv(directions.information(weight, means=table.means))
        total += found.whole - float((inverted * found.scores).sum())
    return total


def scaled(test: Chi2, traced: float) -> Chi2:
    """The plain test divided by its scaling factor."""
    if not test.df:
        return test
    scaling = traced / test.df
    chi2 = test.chi2 / scaling
    return replace(test, chi2=chi2, p=float(chdtrc(test.df, chi2)), scaling=scaling)


def _of_variances(p: int, free: Array, *, means: bool) -> Directions:
    unit = np.eye(p)[:, free]
    none = np.zeros_like(unit)
    if not means:
        return Directions(unit, unit / 2, none, np.eye(len(free)), True)
    u, v, mean = np.hstack((unit, none)), np.hstack((unit / 2, none)), np.hstack((none, unit))
    return Directions(u, v, mean, np.eye(2 * len(free)), True)


def _traced(rows: Array, weight: Array, directions: Directions, places: Array, *, means: bool) -> Traced:
    n = len(rows)
    mean = rows.mean(axis=0)
    covariance = _covariance(rows, mean)
    slopes = _slopes(covariance, places)
    spread = covariance - slopes.T @ covariance @ slopes
    middle = weight @ spread @ weight
    wu, wv, wm = weight @ directions.u, weight @ directions.v, weight @ directions.mean
    shift = np.einsum("ae,ae->e", wu, spread @ wv)
    whole = 0.0
    scores = np.zeros((wu.shape[1], wu.shape[1]))
    for y in _blocks(rows, mean):
        fitted = y @ slopes if len(places) else None
        whole += _quadratic(y, fitted, weight, middle, means=means)
        block = (y @ wu) * (y @ wv) - shift
        if fitted is not None:
            block -= (fitted @ wu) * (fitted @ wv)
        if means:
            block += (y if fitted is None else y - fitted) @ wm
        scores += block.T @ block
    whole = whole / n + float((middle * spread).sum()) / 2
    entries = scores / n
    return Traced(n, whole, entries if directions.plain else directions.places.T @ entries @ directions.places)


def _quadratic(y: Array, fitted: Array | None, weight: Array, middle: Array, *, means: bool) -> float:
    """The block's part of the sum of tr(W Z W Z) / 2 + y' W y, less the term in S alone."""
    weighed = y @ weight
    distances = np.einsum("ia,ia->i", weighed, y)
    total = float(distances @ distances) / 2 - float(np.einsum("ia,ab,ib->", y, middle, y, optimize=True))
    if fitted is None:
        return total + (float(distances.sum()) if means else 0.0)
    across = np.einsum("ia,ia->i", weighed, fitted)
    explained = np.einsum("ia,ia->i", fitted @ weight, fitted)
    total += float(explained @ explained) / 2 - float(across @ across)
    total += float(np.einsum("ia,ab,ib->", fitted, middle, fitted, optimize=True))
    return total + (float((distances - 2 * across + explained).sum()) if means else 0.0)


def _covariance(rows: Array, mean: Array) -> Array:
    total = np.zeros((len(mean), len(mean)))
    for y in _blocks(rows, mean):
        total += y.T @ y
    return total / len(rows)


def _slopes(covariance: Array, places: Array) -> Array:
    """(p, p): a row times this is what the predictors say of it; nothing without predictors."""
    found = np.zeros_like(covariance)
    if len(places):
        found[places] = np.linalg.solve(covariance[np.ix_(places, places)], covariance[places])
    return found


def _blocks(rows: Array, mean: Array) -> Iterator[Array]:
    for start in range(0, len(rows), _BLOCK):
        yield rows[start : start + _BLOCK] - mean
