"""The bootstrap of PLS: rows drawn with replacement, and the whole algorithm anew on each sample's correlations.

PLS needs only the items' correlations, and those of a resample are sums over rows of products of two items, each row
counted as often as it was drawn. So with the products of all pairs as columns, many resamples are one matrix product:
counts (samples, rows) x products (rows, pairs). This is the ordinary nonparametric bootstrap, only its order of
summing is new. Each sample has its own random stream, from the seed and its number, and batches have a fixed size:
the same seed gives the same figures.

Intervals: percentile, and bias-corrected (Efron 1987, J Am Stat Assoc 82:171-185, without acceleration). Signs are
left as they come (no sign-change rule).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.special import ndtr, ndtri

from scoring.analysis.one_thread import one_thread, processors
from scoring.analysis.pls_estimates import Estimates, estimate
from scoring.analysis.pls_moments import correlated, standardised
from scoring.analysis.pls_results import Resampling, Scheme, Spread
from scoring.analysis.pls_weights import Layout, iterate

Array: TypeAlias = np.ndarray[Any, Any]
Progress: TypeAlias = Callable[[int, int], None]

MOST_SAMPLES: Final = 500
"""Samples at a time: their counts for 25,000 rows take 25 MB."""

MOST_CORRELATIONS: Final = 2_000_000
"""So many correlations at a time (16 MB): fewer samples where there are many items."""

MOST_PRODUCTS: Final = 8_000_000
"""So many products of two items at a time (64 MB): fewer rows where there are many pairs."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is resampled, of b samples: one column a figure (b, figures), and where each kind stands."""

    values: Array
    places: dict[str, slice]

    @classmethod
    def of(cls, estimates: Estimates, layout: Layout) -> Figures:
        """`routes`, `totals`, `indirects` and `htmt` in the order of `route_places` and `pair_places`."""
        pairs = pair_places(layout)
        between = tuple(combinations(range(len(layout.blocks)), 2))
        parts = {
            "paths": estimates.paths,
            "f2": estimates.f2,
            "weights": estimates.weights,
            "loadings": estimates.loadings,
            "r2": estimates.r2,
            "routes": route_effects(estimates.direct, layout),
            "totals": _at(estimates.total, pairs),
            "indirects": _at(estimates.total - estimates.direct, pairs),
            "htmt": _at(estimates.htmt, between),
        }
        ends = np.cumsum([part.shape[1] for part in parts.values()])
        places = {
            name: slice(int(end) - part.shape[1], int(end))
            for (name, part), end in zip(parts.items(), ends, strict=True)
        }
        return cls(np.concatenate(list(parts.values()), axis=1), places)


@dataclass(frozen=True, slots=True)
class Resampled:
    """What the bootstrap gave: a spread for each figure, by its kind and its place among its kind."""

    spreads: dict[str, list[Spread]]
    resampling: Resampling


def pair_places(layout: Layout) -> tuple[tuple[int, int], ...]:
    """All (from, to) where a way leads from one construct to the other."""
    direct = np.zeros((len(layout.blocks), len(layout.blocks)))
    for source, target in layout.paths:
        direct[source, target] = 1.0
    reach, power = direct.copy(), direct
    for _ in layout.blocks:
        power = np.minimum(power @ direct, 1.0)
        reach += power
    return tuple((int(source), int(target)) for source, target in np.argwhere(reach > 0))


def route_effects(direct: Array, layout: Layout) -> Array:
    """(b, routes): the product of the paths along each of the model's routes."""
    place = {name: number for number, name in enumerate(layout.model.names)}
    effects = np.ones((len(direct), len(layout.model.routes)))
    for column, route in enumerate(layout.model.routes):
        for source, target in pairwise(route):
            effects[:, column] *= direct[:, place[source], place[target]]
    return effects


@dataclass(frozen=True, slots=True)
class _Batch:
    """The figures of the samples that can be used, and how many were not: not converged, without a finite answer; and
    how many used ones have a reliability above 1.
    """

    values: Array
    stuck: int
    singular: int
    inadmissible: int

    @classmethod
    def of(cls, estimates: Estimates, converged: Array, layout: Layout) -> _Batch:
        with np.errstate(invalid="ignore"):
            usable = converged & estimates.finite
            above = int((usable & (estimates.rho_a > 1.0).any(1)).sum())
        stuck, singular = int((~converged & estimates.finite).sum()), int((~estimates.finite).sum())
        return cls(Figures.of(estimates, layout).values[usable], stuck, singular, above)


def _at(matrices: Array, pairs: tuple[tuple[int, int], ...]) -> Array:
    return np.stack([matrices[:, first, second] for first, second in pairs], axis=1)


def bootstrap(
    values: Array,
    layout: Layout,
    *,
    scheme: Scheme,
    stop: float,
    most: int,
    consistent: bool,
    samples: int,
    seed: int,
    level: float,
    progress: Progress | None = None,
) -> Resampled:
    """From answers (n, p), without constant items. `progress(done, samples)` is called
    after each batch.
    """
    given = _first(values, layout, scheme, stop, most, consistent)
    columns = addends(values)
    size = max(1, min(MOST_SAMPLES, MOST_CORRELATIONS // len(columns) ** 2))

    def batch(begin: int) -> _Batch:
        matrices = resampled_correlations(columns, range(begin, min(begin + size, samples)), seed)
        weighed = iterate(matrices, layout, scheme, stop, most)
        return _Batch.of(estimate(matrices, weighed, layout, consistent=consistent), weighed.converged, layout)

    done: list[_Batch] = []
    # A batch is one thread's work: threads within one matrix product would wait for each other.
    with one_thread(), ThreadPoolExecutor(processors()) as pool:
        for each in pool.map(batch, range(0, samples, size)):
            done.append(each)
            if progress is not None:
                progress(min(len(done) * size, samples), samples)
    kept, stuck = [each.values for each in done], sum(each.stuck for each in done)
    singular = sum(each.singular for each in done)
    inadmissible = sum(each.inadmissible for each in done) if consistent else 0
    values = np.concatenate(kept)
    spreads = summarise(given.values[0], values, level) if len(values) > 1 else []
    by_kind = {name: spreads[place] for name, place in given.places.items()}
    return Resampled(by_kind, Resampling(samples, len(values), stuck, singular, inadmissible, seed, level))


def _first(values: Array, layout: Layout, scheme: Scheme, stop: float, most: int, consistent: bool) -> Figures:
    correlations = correlated(standardised(values))[None]
    weighed = iterate(correlations, layout, scheme, stop, most)
    return Figures.of(estimate(correlations, weighed, layout, consistent=consistent), layout)


def resampled_correlations(columns: Array, numbers: range, seed: int) -> Array:
    """(b, p, p): of the samples of these numbers, from `addends`; NaN where an item is constant."""
    rows = columns.shape[1]
    return _correlations(*_sums(columns, drawn_counts(rows, numbers, seed)), rows)


def addends(values: Array) -> Array:
    """(p, n): columns with the same correlations, ready to be summed.

    Answers on a scale are whole numbers. Counted from the lowest, the sums of their products over all rows stay below
    2^24, up to where single precision holds every whole number: there it is exact, and twice as fast.
    """
    lowest = values.min(0)
    span = float((values.max(0) - lowest).max())
    if span**2 * len(values) < 2.0**24 and (values == np.round(values)).all():
        return np.ascontiguousarray((values - lowest).T, dtype=np.float32)
    return np.ascontiguousarray(standardised(values).T)


def drawn_counts(rows: int, numbers: range, seed: int) -> Array:
    """(samples, rows): how often each row was drawn in the samples of these numbers."""
    counts = np.empty((len(numbers), rows), dtype=np.uint16)
    for place, number in enumerate(numbers):
        drawn = np.random.default_rng((seed, number)).integers(0, rows, rows)
        counts[place] = np.bincount(drawn, minlength=rows)
    return counts


def _sums(columns: Array, counts: Array) -> tuple[Array, Array]:
    """Of each sample the sums of the items (b, p) and of the products of pairs (b, p (p + 1) / 2)."""
    items, rows = columns.shape
    pairs = items * (items + 1) // 2
    totals = np.zeros((items + pairs, len(counts)), dtype=columns.dtype)
    step = min(rows, max(1, MOST_PRODUCTS // (items + pairs)))
    buffer = np.empty((items + pairs, step), dtype=columns.dtype)
    for begin in range(0, rows, step):
        block = columns[:, begin : begin + step]
        products = buffer[:, : block.shape[1]]
        products[:items] = block
        end = items
        for item in range(items):
            np.multiply(block[item], block[item:], out=products[end : end + items - item])
            end += items - item
        totals += products @ counts[:, begin : begin + step].T.astype(columns.dtype)
    return totals[:items].T.astype(float, order="C"), totals[items:].T.astype(float, order="C")


def _correlations(sums: Array, products: Array, rows: int) -> Array:
    size, items = sums.shape
    first, second = np.triu_indices(items)
    matrices = np.empty((size, items, items))
    matrices[:, first, second] = matrices[:, second, first] = products / rows
    means = sums / rows
    matrices -= means[:, :, None] * means[:, None, :]
    variances = np.diagonal(matrices, axis1=1, axis2=2)
    # What is left of a constant item is rounding.
    scale = 1.0 / np.sqrt(np.where(variances > 1e-12, variances, np.nan))
    matrices *= scale[:, :, None] * scale[:, None, :]
    return matrices


def summarise(given: Array, values: Array, level: float) -> list[Spread]:
    """The spread of each figure (figures) from its replicates (b, figures)."""
    tail = (1.0 - level) / 2.0
    ordered = np.sort(values, axis=0)
    # An effect size without a limit (R² of 1) leaves NaN in its own column.
    with np.errstate(invalid="ignore"):
        means, errors = ordered.mean(0), ordered.std(0, ddof=1)
    below = ((ordered < given).mean(0) + (ordered <= given).mean(0)) / 2.0
    shift = ndtri(np.clip(below, 0.5 / len(values), 1.0 - 0.5 / len(values)))
    shares = {
        "lo": np.full(len(given), tail),
        "hi": np.full(len(given), 1.0 - tail),
        "lo_bc": ndtr(2.0 * shift + ndtri(tail)),
        "hi_bc": ndtr(2.0 * shift + ndtri(1.0 - tail)),
    }
    with np.errstate(invalid="ignore"):
        limits = {name: _quantiles(ordered, share) for name, share in shares.items()}
    return [
        _spread(
            float(figure), float(means[at]), float(errors[at]), {name: float(each[at]) for name, each in limits.items()}
        )
        for at, figure in enumerate(given)
    ]


def _spread(figure: float, mean: float, error: float, limits: dict[str, float]) -> Spread:
    # What is exactly fixed (the loading of a single item) varies by rounding only.
    if error <= 1e-12:
        return Spread(mean, 0.0, None, None, **limits)
    t = figure / error
    return Spread(mean, error, t, float(2.0 * ndtr(-abs(t))), **limits)


def _quantiles(ordered: Array, shares: Array) -> Array:
    """A quantile of each column, each with its own share, by linear interpolation (type 7 of Hyndman & Fan 1996)."""
    at = shares * (len(ordered) - 1)
    low = np.floor(at).astype(int)
    high = np.minimum(low + 1, len(ordered) - 1)
    columns = np.arange(ordered.shape[1])
    return np.asarray(ordered[low, columns] + (at - low) * (ordered[high, columns] - ordered[low, columns]))
