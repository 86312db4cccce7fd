"""Polychoric correlations: of the normal variables of which ordinal answers show only the category.

Two steps (Olsson 1979, Psychometrika 44:443-460; Muthén 1984, Psychometrika 49:115-132): thresholds from the shares of
an item's categories, then each correlation by maximum likelihood from the table of two items, all pairs at once.
As lavaan does, a table of two by two with one empty cell gets half a person there, its margins kept; and nothing is
expected below 1.5e-8 of a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.special import ndtr, ndtri

from scoring.analysis.bivariate_normal import FAR, density, density_slope, distribution
from scoring.analysis.ordinal_coding import Coded, code

Array: TypeAlias = np.ndarray[Any, Any]

BOUND: Final = 0.999
"""No correlation is further from 0."""

LEAST: Final = float(np.sqrt(np.finfo(float).eps))
"""The least probability that a cell is taken to have."""

_PEOPLE: Final = 8192
_PAIRS: Final = 2048


@dataclass(frozen=True, slots=True)
class Cells:
    """Of all pairs (first < second, in the order of `numpy.triu_indices`): `counts` (pairs, K, K), what is expected of
    each cell at the correlation found (`probability`), and how that moves with the correlation (`slope`). Cells beyond
    an item's categories hold 0.
    """

    first: Array
    second: Array
    counts: Array
    probability: Array
    slope: Array
    correlation: Array


def polychoric(values: Array) -> Array:
    """(n, p) ordinal answers without gaps -> (p, p) polychoric correlations. Each item has two categories or more."""
    coded = code([values]).groups[0]
    return matrix(cells_of(coded), len(coded.categories))


def matrix(cells: Cells, size: int) -> Array:
    found = np.eye(size)
    found[cells.first, cells.second] = found[cells.second, cells.first] = cells.correlation
    return found


def thresholds(coded: Coded) -> Array:
    """(p, K - 1): where the categories part, `FAR` beyond the last of an item."""
    counts = coded.counts()
    total = counts.sum(axis=1, keepdims=True)
    below = counts.cumsum(axis=1)[:, :-1]
    inner = np.arange(1, counts.shape[1]) < np.array(coded.categories)[:, None]
    return np.where(inner, ndtri(np.where(inner, below / total, 0.5)), FAR)


def cells_of(coded: Coded) -> Cells:
    """Tables, correlations and expected cells of all pairs of items."""
    first, second = np.triu_indices(len(coded.categories), 1)
    counts = pair_counts(coded, first, second)
    edges = thresholds(coded)
    correlation = np.empty(len(first))
    probability, slope = np.empty(counts.shape), np.empty(counts.shape)
    for start in range(0, len(first), _PAIRS):
        part = slice(start, start + _PAIRS)
        h, k = edges[first[part]], edges[second[part]]
        filled = _filled(counts[part], (h[:, 1:2] >= FAR) & (k[:, 1:2] >= FAR) if edges.shape[1] > 1 else None)
        correlation[part] = _correlations(filled, h, k)
        probability[part] = _probability(h, k, correlation[part])
        slope[part] = _corners(density(h[:, :, None], k[:, None, :], correlation[part][:, None, None]))
    return Cells(first, second, counts, probability, slope, correlation)


def pair_counts(coded: Coded, first: Array, second: Array) -> Array:
    """(pairs, K, K): how many people answered so."""
    items, people = coded.codes.shape
    width = coded.width
    total = np.zeros((items * width, items * width))
    for start in range(0, people, _PEOPLE):
        codes = coded.codes[:, start : start + _PEOPLE]
        marked = (codes[:, None, :] == np.arange(width)[None, :, None]).astype(np.float32)
        marked = marked.reshape(items * width, -1)
        # Counts below 2^24 are exact in single precision.
        total += marked @ marked.T
    return np.asarray(total.reshape(items, width, items, width)[first, :, second, :])


def _filled(counts: Array, binary: Array | None) -> Array:
    """The tables with half a person in the one empty cell of a table of two by two."""
    corner = counts[:, :2, :2]
    alone = (corner == 0).sum(axis=(1, 2)) == 1
    if binary is not None:
        alone &= binary[:, 0]
    if not alone.any():
        return counts
    filled = counts.copy()
    on_diagonal = alone & ((corner[:, 0, 0] == 0) | (corner[:, 1, 1] == 0))
    half = np.where(on_diagonal, 0.5, -0.5) * alone
    filled[:, 0, 0] += half
    filled[:, 1, 1] += half
    filled[:, 0, 1] -= half
    filled[:, 1, 0] -= half
    return filled


def _corners(inner: Array) -> Array:
    """(pairs, a, b) of the inner corners -> (pairs, a + 1, b + 1) cells, where the outer corners hold 0."""
    framed = np.zeros((len(inner), inner.shape[1] + 2, inner.shape[2] + 2))
    framed[:, 1:-1, 1:-1] = inner
    return np.diff(np.diff(framed, axis=1), axis=2)


def _probability(h: Array, k: Array, r: Array) -> Array:
    """(pairs, K, K), at least `LEAST` in each cell of the items' own categories."""
    pairs, width = h.shape[0], h.shape[1] + 1
    framed = np.zeros((pairs, width + 1, width + 1))
    framed[:, 1:-1, 1:-1] = distribution(h, k, r)
    framed[:, -1, 1:-1], framed[:, 1:-1, -1], framed[:, -1, -1] = ndtr(k), ndtr(h), 1.0
    return np.maximum(np.diff(np.diff(framed, axis=1), axis=2), LEAST)


def _correlations(counts: Array, h: Array, k: Array) -> Array:
    """Newton's method on all pairs, each kept between the ends where its likelihood still rises inwards."""
    people = counts.sum(axis=(1, 2))
    r = _start(counts)
    low, high = np.full(len(r), -BOUND), np.full(len(r), BOUND)
    left = np.arange(len(r))
    for _ in range(100):
        gradient, curvature = _slopes(counts[left], h[left], k[left], r[left], people[left])
        low[left] = np.where(gradient > 0, r[left], low[left])
        high[left] = np.where(gradient < 0, r[left], high[left])
        following = r[left] + gradient / curvature
        end = np.where(gradient > 0, high[left], low[left])
        outside = (following <= low[left]) | (following >= high[left])
        following = np.where(outside & (gradient != 0), 0.5 * (r[left] + end), following)
        moved = np.abs(following - r[left])
        r[left] = following
        left = left[moved > 1e-11]
        if not len(left):
            break
    return r


def _start(counts: Array) -> Array:
    """The product-moment correlations of the categories' numbers."""
    places = np.arange(counts.shape[1])
    people = counts.sum(axis=(1, 2))
    rows, columns = counts.sum(axis=2), counts.sum(axis=1)
    mean_rows, mean_columns = rows @ places / people, columns @ places / people
    both = np.einsum("pab,a,b->p", counts, places, places) / people - mean_rows * mean_columns
    spread = (rows @ places**2 / people - mean_rows**2) * (columns @ places**2 / people - mean_columns**2)
    found = both / np.sqrt(np.where(spread > 0, spread, 1.0))
    return np.asarray(np.clip(found, -0.95, 0.95))


def _slopes(counts: Array, h: Array, k: Array, r: Array, people: Array) -> tuple[Array, Array]:
    """Derivative of the log-likelihood by r, and its curvature (the expected one where it bends the wrong way)."""
    at = r[:, None, None]
    corners = density(h[:, :, None], k[:, None, :], at)
    first = _corners(corners)
    second = _corners(corners * density_slope(h[:, :, None], k[:, None, :], at))
    probability = _probability(h, k, r)
    relative = first / probability
    gradient = (counts * relative).sum(axis=(1, 2))
    observed = (counts * (relative * relative - second / probability)).sum(axis=(1, 2))
    expected = people * (first * relative).sum(axis=(1, 2))
    floor = 1e-3 * expected
    return gradient, np.where(observed > floor, observed, np.maximum(expected, 1e-12))
