"""What each person's answers do to thresholds and polychoric correlations: tables by category.

With score functions s1 of the thresholds and s2 of the correlations, and A11, A21, A22 their summed products, a
person's influence is A11^-1 s1 and A22^-1 (s2 - A21 A11^-1 s1), A22 diagonal (Muthén 1984, Psychometrika 49:115-132;
Muthén, du Toit & Spisic 1997). The influence on a correlation depends on nothing but the two categories, so it is a
table of K by K for each pair, and the sum of products over people is the covariance of all these moments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.special import ndtr

from scoring.analysis.bivariate_normal import FAR
from scoring.analysis.ordinal_coding import Coded
from scoring.analysis.polychoric import LEAST, Cells

Array: TypeAlias = np.ndarray[Any, Any]

_ROOT_TAU: Final = float(np.sqrt(2.0 * np.pi))


def normal_density(x: Array) -> Array:
    return np.asarray(np.exp(-0.5 * x * x) / _ROOT_TAU)


@dataclass(frozen=True, slots=True)
class ItemInfluence:
    """Of one ordinal item: `table` (width + 1, thresholds), the last row 0 for a missing answer."""

    table: Array


def of_items(coded: Coded, edges: Array) -> tuple[ItemInfluence, ...]:
    """`edges` (items, width - 1): thresholds, `FAR` beyond an item's last."""
    found = []
    for counts, cuts, categories in zip(coded.counts(), edges, coded.categories, strict=True):
        size = categories - 1
        share = counts[:categories] / counts.sum()
        height = normal_density(cuts[:size])
        scores = np.zeros((categories, size))
        at = np.arange(size)
        scores[at, at] = height / share[:-1]
        scores[at + 1, at] = -height / share[1:]
        information = (scores * counts[:categories, None]).T @ scores
        table = np.zeros((coded.width + 1, size))
        table[:categories] = np.linalg.solve(information, scores.T).T
        found.append(ItemInfluence(table))
    return tuple(found)


def of_pairs(cells: Cells, edges: Array, items: Sequence[ItemInfluence], width: int) -> Array:
    """(pairs, width + 1, width + 1), the last row and column for missing answers."""
    h, k, r = edges[cells.first], edges[cells.second], cells.correlation
    score, weighed = _scores(cells)
    information = (weighed * score).sum(axis=(1, 2))
    safe = np.where(cells.probability > LEAST, cells.probability, np.inf)
    ratio = weighed / safe
    found = np.zeros((len(r), width + 1, width + 1))
    found[:, :width, :width] = score
    # Summed products with the scores of the thresholds of either item, from the density along each edge.
    of_first = (_along(h, k, r) * -np.diff(ratio, axis=1)).sum(axis=2)
    of_second = (_along(k, h, r) * -np.diff(np.swapaxes(ratio, 1, 2), axis=1)).sum(axis=2)
    tables = np.zeros((len(items), width + 1, edges.shape[1]))
    for place, item in enumerate(items):
        tables[place, :, : item.table.shape[1]] = item.table
    found -= np.einsum("pt,pct->pc", of_first, tables[cells.first])[:, :, None]
    found -= np.einsum("pt,pct->pc", of_second, tables[cells.second])[:, None, :]
    found /= np.where(information > 0, information, np.inf)[:, None, None]
    return found


def _scores(cells: Cells) -> tuple[Array, Array]:
    """Score of the correlation in each cell, and the same times the people there; 0 where a cell is all but
    impossible, as in lavaan."""
    possible = cells.probability > LEAST
    score = np.where(possible, cells.slope / cells.probability, 0.0)
    return score, cells.counts * score


def _along(h: Array, k: Array, r: Array) -> Array:
    """(pairs, a, K): how the probability of column b's cell grows when threshold a of the first item moves."""
    root = np.sqrt(1.0 - r * r)[:, None, None]
    below = ndtr((k[:, None, :] - r[:, None, None] * h[:, :, None]) / root)
    framed = np.zeros((len(r), h.shape[1], k.shape[1] + 2))
    framed[:, :, 1:-1] = np.where(k[:, None, :] >= FAR, 1.0, below)
    framed[:, :, -1] = 1.0
    return np.asarray(normal_density(h)[:, :, None] * np.diff(framed, axis=2))
