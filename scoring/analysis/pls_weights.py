"""The iterations of PLS path modelling, on correlation matrices of items, for many samples at once.

Wold's algorithm as in Lohmöller (1989) and Tenenhaus et al. (2005, Comput Stat Data Anal 48:159-205): start with equal
weights, approximate each construct by its neighbours (inner weights), weigh the items anew (mode A: by their
covariance with that approximation, mode B: by regression of it on them), until the weights stay. All of it needs only
the correlations of the items, so that a resample is one matrix. Arrays: b samples, p items, J constructs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.pls_model import PlsModel
from scoring.analysis.pls_results import Scheme

Array: TypeAlias = np.ndarray[Any, Any]

STOP: Final = 1e-7
MOST_ITERATIONS: Final = 300


@dataclass(frozen=True)
class Layout:
    """A model as places in arrays. `blocks`: of each construct the places of its items (one after the other);
    `sources`, `targets`: of each construct the places of the constructs before and after it; `paths`: (from, to).
    """

    model: PlsModel
    blocks: tuple[slice, ...]
    formative: tuple[bool, ...]
    sources: tuple[tuple[int, ...], ...]
    targets: tuple[tuple[int, ...], ...]
    paths: tuple[tuple[int, int], ...]
    mask: Array

    @classmethod
    def of(cls, model: PlsModel) -> Layout:
        """The layout with the items in the order of `model.items`."""
        place = {name: number for number, name in enumerate(model.names)}
        ends = np.cumsum([len(each.items) for each in model.constructs])
        blocks = tuple(slice(int(end) - len(c.items), int(end)) for c, end in zip(model.constructs, ends, strict=True))
        mask = np.zeros((len(model.items), len(blocks)))
        for number, block in enumerate(blocks):
            mask[block, number] = 1.0
        paths = tuple((place[source], place[target]) for source, target in model.paths)
        return cls(
            model,
            blocks,
            tuple(each.mode == "B" for each in model.constructs),
            tuple(tuple(s for s, t in paths if t == number) for number in range(len(blocks))),
            tuple(tuple(t for s, t in paths if s == number) for number in range(len(blocks))),
            paths,
            mask,
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """`weights` (b, p, J), for scores of variance 1; `cross` (b, p, J): correlations of items with scores;
    `correlations` (b, J, J) of scores; `converged`, `iterations` (b).
    """

    weights: Array
    cross: Array
    correlations: Array
    converged: Array
    iterations: Array


def solve(matrices: Array, right: Array) -> Array:
    """Matrices (b, k, k) x = right (b, k, m); NaN where a matrix is singular."""
    try:
        return np.asarray(np.linalg.solve(matrices, right))
    except np.linalg.LinAlgError:
        return np.stack([_solve_one(a, y) for a, y in zip(matrices, right, strict=True)])


def _solve_one(matrix: Array, right: Array) -> Array:
    try:
        return np.asarray(np.linalg.solve(matrix, right))
    except np.linalg.LinAlgError:
        return np.full(right.shape, np.nan)


def iterate(
    correlations: Array, layout: Layout, scheme: Scheme, stop: float = STOP, most: int = MOST_ITERATIONS
) -> Weighed:
    """The weights of each sample's correlations (b, p, p). A sample stops when the sum of the absolute changes of its
    weights is below `stop`; one that does not within `most` iterations is not `converged`, nor is one with a singular
    regression, whose figures are NaN.
    """
    size = len(correlations)
    weights = np.broadcast_to(layout.mask, (size, *layout.mask.shape)).copy()
    weights, cross = _scaled(correlations, weights)
    done = _Store(weights, cross)
    active, matrices = np.arange(size), correlations
    inverses = _block_inverses(matrices, layout)
    for count in range(1, most + 1):
        inner = _inner(np.swapaxes(weights, 1, 2) @ cross, layout, scheme)
        fresh, cross = _scaled(matrices, _outer(cross @ inner, layout, inverses))
        change = np.abs(fresh - weights).sum((1, 2))
        weights = fresh
        going = change >= stop
        over = ~going
        if over.any():
            done.put(active[over], weights[over], cross[over], converged=np.isfinite(change[over]), count=count)
            active, weights, cross, matrices = active[going], weights[going], cross[going], matrices[going]
            inverses = {number: inverse[going] for number, inverse in inverses.items()}
        if not len(active):
            break
    if len(active):
        done.put(active, weights, cross, converged=False, count=most)
    return done.weighed()


class _Store:
    """What each sample came to."""

    def __init__(self, weights: Array, cross: Array) -> None:
        self._weights, self._cross = np.empty_like(weights), np.empty_like(cross)
        self._converged = np.zeros(len(weights), dtype=bool)
        self._iterations = np.zeros(len(weights), dtype=np.int64)

    def put(self, places: Array, weights: Array, cross: Array, *, converged: Array | bool, count: int) -> None:
        self._weights[places], self._cross[places] = weights, cross
        self._converged[places], self._iterations[places] = converged, count

    def weighed(self) -> Weighed:
        between = np.swapaxes(self._weights, 1, 2) @ self._cross
        return Weighed(self._weights, self._cross, between, self._converged, self._iterations)


def _scaled(matrices: Array, weights: Array) -> tuple[Array, Array]:
    """The weights for scores of variance 1, and the correlations of the items with those scores."""
    cross = matrices @ weights
    variance = (weights * cross).sum(1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = 1.0 / np.sqrt(np.where(variance > 0.0, variance, np.nan))
        return weights * scale, cross * scale


def _inner(between: Array, layout: Layout, scheme: Scheme) -> Array:
    """(b, J, J): what each construct (row) adds to the approximation of another (column)."""
    inner = np.zeros_like(between)
    for column, (sources, targets) in enumerate(zip(layout.sources, layout.targets, strict=True)):
        if scheme == "path" and sources:
            inner[:, sources, column] = regress(between, sources, column)
            near: tuple[int, ...] = targets
        else:
            near = (*sources, *targets)
        near_by = between[:, near, column]
        inner[:, near, column] = np.sign(near_by) if scheme == "centroid" else near_by
    return inner


def regress(between: Array, sources: tuple[int, ...], target: int) -> Array:
    """(b, k): the standardised regression of one variable on others, from correlations (b, J, J)."""
    if len(sources) == 1:
        return between[:, sources, target] / between[:, sources, sources]
    among = between[:, sources, :][:, :, sources]
    return solve(among, between[:, sources, target][:, :, None])[:, :, 0]


def _block_inverses(matrices: Array, layout: Layout) -> dict[int, Array]:
    """Of each formative construct the inverse of its items' correlations (b, k, k)."""
    found = {}
    for number, (block, formative) in enumerate(zip(layout.blocks, layout.formative, strict=True)):
        if formative:
            within = matrices[:, block, block]
            unit = np.broadcast_to(np.eye(within.shape[1]), within.shape)
            found[number] = solve(within, unit)
    return found


def _outer(covariances: Array, layout: Layout, inverses: dict[int, Array]) -> Array:
    """(b, p, J): weights from the items' covariances with the approximations (b, p, J)."""
    weights = covariances * layout.mask
    for number, inverse in inverses.items():
        block = layout.blocks[number]
        weights[:, block, number] = (inverse @ covariances[:, block, number, None])[:, :, 0]
    return weights
