"""What a table implies for thresholds, means, variances and correlations of ordinal and continuous variables.

Delta parameterisation (Muthén & Asparouhov 2002, Mplus Web Notes 4): the response behind an ordinal item has variance
1 / scale², scale 1 unless freed, and its residual variance is what the rest of the model leaves of that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.ordinal_moments import OrdinalMoments
from scoring.analysis.structure import Directions, Implied, Structure
from scoring.analysis.table import Row, Table

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where free rows put their parameters: entry `at` of a vector takes parameter `number`."""

    fixed: Array
    at: Array
    number: Array

    def of(self, theta: Array) -> Array:
        found = self.fixed.copy()
        found[self.at] = theta[self.number]
        return found

    def slopes(self, parameters: int) -> Array:
        found = np.zeros((len(self.fixed), parameters))
        found[self.at, self.number] = 1.0
        return found


def _cells(rows: Sequence[Row], places: Mapping[tuple[str, str], int], default: Array) -> _Cells:
    fixed, at, number = default.copy(), [], []
    for row in rows:
        place = places.get((row.lhs, row.rhs))
        if place is None:
            continue
        if row.free:
            at.append(place)
            number.append(row.free - 1)
        elif row.value is not None:
            fixed[place] = row.value
    return _Cells(fixed, np.array(at, dtype=int), np.array(number, dtype=int))


@dataclass(frozen=True, slots=True)
class OrdinalImplied:
    """`moments` (m, of those kept) in the order of the sample's; `sigma` (p, p) and `mean` (p) as observed (variance
    1 where ordinal), `effects` (p, k) of predictors; `cuts` by ordinal item; `residuals`: residual variances of the
    ordinal items.
    """

    moments: Array
    sigma: Array
    mean: Array
    effects: Array
    cuts: tuple[Array, ...]
    residuals: Array


class OrdinalStructure:
    """One group of a table, for the moments of a sample; `kept`: which of these, in order, it speaks of.

    Thresholds that no row of the table has are left out, with their moments. Of predictors nothing is implied but what
    they do: the others' moments are those of people with 0 on them, and slopes stand beside (lavaan's `conditional.x`).
    """

    def __init__(self, table: Table, group: int, sample: OrdinalMoments) -> None:
        self._structure = Structure(table, group)
        self._parameters = table.size
        self._sample = sample
        self._ordinal = np.flatnonzero(sample.ordinal)
        self._numbers = np.flatnonzero(~sample.ordinal)
        # Places of the ordinal ones among all observed variables, predictors included.
        self._own = sample.inner[self._ordinal]
        names = [table.observed[at] for at in self._own]
        self._names = names
        rows = table.of_group(group)
        sizes = [len(cuts) for cuts in sample.cuts]
        self._bounds = np.cumsum(sizes)[:-1]
        self._of_cut = np.repeat(np.arange(len(names)), sizes)
        labels = [(name, f"t{at + 1}") for name, size in zip(names, sizes, strict=True) for at in range(size)]
        places = {label: at for at, label in enumerate(labels)}
        flat = np.concatenate(sample.cuts) if sample.cuts else np.zeros(0)
        self._cuts = _cells([row for row in rows if row.op == "|"], places, flat)
        scales = {(name, name): at for at, name in enumerate(names)}
        self._scales = _cells([row for row in rows if row.op == "~*~"], scales, np.ones(len(names)))
        self._residuals = [
            next((row.value for row in rows if row.op == "~~" and row.lhs == row.rhs == name), None) for name in names
        ]
        # The order of lavaan: each variable's thresholds or mean come where the variable stands.
        where: list[Array] = [np.zeros(0, dtype=int)] * len(sample.ordinal)
        for at, place in enumerate(self._ordinal):
            where[place] = np.flatnonzero(self._of_cut == at)
        for at, place in enumerate(self._numbers):
            where[place] = np.array([len(flat) + at])
        there = {(row.lhs, row.rhs) for row in rows if row.op == "|"}
        spoken = np.array([label in there for label in labels] + [True] * len(self._numbers), dtype=bool)
        order = np.concatenate(where).astype(int)
        self._order = order[spoken[order]]
        rest = np.arange(len(order), sample.size)
        self.kept = np.concatenate([np.flatnonzero(spoken[order]), rest])

    def implied(self, theta: Array) -> OrdinalImplied:
        """Raises `numpy.linalg.LinAlgError` where effects go round in a circle that has no end."""
        return self._implied(theta)[0]

    def scales_and_means(self, theta: Array) -> dict[str, tuple[float, float]]:
        """By ordinal item, of the response behind it before it is scaled."""
        means = self._structure.implied(theta).mu[self._own]
        pairs = zip(self._scales.of(theta).tolist(), means.tolist(), strict=True)
        return dict(zip(self._names, pairs, strict=True))

    def with_slopes(self, theta: Array) -> tuple[OrdinalImplied, Array]:
        """What is implied, and (m, q) how it moves with the parameters."""
        found, implied, scales = self._implied(theta)
        everything = self._structure.directions(implied)
        own, sample, inner = self._ordinal, self._sample, self._sample.inner
        directions = replace(everything, u=everything.u[inner], v=everything.v[inner], mean=everything.mean[inner])
        scale_slopes = np.zeros((len(sample.ordinal), self._parameters))
        scale_slopes[own] = self._scales.slopes(self._parameters)
        scale = np.ones(len(sample.ordinal))
        scale[own] = scales
        mean_slopes = directions.mean_moments()
        depths = scales[self._of_cut]
        raw = self._cuts.of(theta) - implied.mu[self._own][self._of_cut]
        cut_slopes = depths[:, None] * (self._cuts.slopes(self._parameters) - mean_slopes[own][self._of_cut])
        cut_slopes += raw[:, None] * scale_slopes[own][self._of_cut]
        heads = np.concatenate([cut_slopes, mean_slopes[self._numbers]])[self._order]
        rows, columns = sample.covariance_places
        sigma_slopes = directions.moments(rows, columns)
        sigma_slopes += self._through_residuals(implied, directions, scales, rows, columns)
        factor = scale[rows] * scale[columns]
        sigma_slopes *= factor[:, None]
        if len(self._scales.at):
            raw_sigma = implied.sigma[inner[rows], inner[columns]][:, None]
            moved = scale[columns][:, None] * scale_slopes[rows] + scale[rows][:, None] * scale_slopes[columns]
            sigma_slopes += raw_sigma * moved
        return found, np.concatenate([heads, self._effect_slopes(implied, scale, scale_slopes), sigma_slopes])

    def _effect_slopes(self, implied: Implied, scale: Array, scale_slopes: Array) -> Array:
        """How the slopes on the predictors move."""
        sample = self._sample
        if not len(sample.outer):
            return np.zeros((0, self._parameters))
        rows = np.repeat(np.arange(len(sample.inner)), len(sample.outer))
        columns = np.tile(sample.outer, len(sample.inner))
        moved = scale[rows][:, None] * self._structure.total_slopes(implied, sample.inner[rows], columns)
        return np.asarray(moved + implied.total[sample.inner[rows], columns][:, None] * scale_slopes[rows])

    def _implied(self, theta: Array) -> tuple[OrdinalImplied, Implied, Array]:
        scales = self._scales.of(theta)
        implied, residuals = self._completed(self._structure.implied(theta), scales)
        own, sample, inner = self._ordinal, self._sample, self._sample.inner
        cuts = scales[self._of_cut] * (self._cuts.of(theta) - implied.mu[self._own][self._of_cut])
        scale = np.ones(len(sample.ordinal))
        scale[own] = scales
        sigma = implied.sigma[np.ix_(inner, inner)] * np.outer(scale, scale)
        mean = np.where(sample.ordinal, 0.0, implied.mu[inner])
        effects = scale[:, None] * implied.total[np.ix_(inner, sample.outer)]
        heads = np.concatenate([cuts, mean[self._numbers]])[self._order]
        moments = np.concatenate([heads, effects.ravel(), sigma[sample.covariance_places]])
        parts = tuple(np.split(cuts, self._bounds)) if len(own) else ()
        return OrdinalImplied(moments, sigma, mean, effects, parts, residuals), implied, scales

    def _completed(self, implied: Implied, scales: Array) -> tuple[Implied, Array]:
        """With the residual variances that give the ordinal responses their variance."""
        own = self._own
        start = np.array([value if value is not None else 0.0 for value in self._residuals])
        lacking = 1.0 / scales**2 - np.diag(implied.sigma)[own]
        change = np.linalg.solve(implied.effects[np.ix_(own, own)] ** 2, lacking) if len(own) else lacking
        effects = implied.total[:, own]
        covariance = implied.covariance + (effects * change) @ effects.T
        p = len(implied.sigma)
        return replace(implied, sigma=covariance[:p, :p], covariance=covariance), start + change

    def _through_residuals(
        self, implied: Implied, directions: Directions, scales: Array, rows: Array, columns: Array
    ) -> Array:
        """How the covariances move because the residual variances follow; nothing unless ordinal ones have effects."""
        own = self._ordinal
        effects = implied.effects[np.ix_(self._sample.inner, self._own)]
        beside = effects.copy()
        beside[own, np.arange(len(own))] = 0.0
        if not beside.any():
            return np.zeros((len(rows), self._parameters))
        wanted = -2.0 * (scales**-3)[:, None] * self._scales.slopes(self._parameters)
        change = np.linalg.solve(effects[own] ** 2, wanted - directions.moments(own, own))
        return np.asarray((effects[rows] * effects[columns]) @ change)
