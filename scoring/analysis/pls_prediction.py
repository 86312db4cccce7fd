"""How well a PLS model predicts: Stone-Geisser's Q² by blindfolding, and PLSpredict.

Blindfolding (Chin 1998; Tenenhaus et al. 2005): of a reflective construct's block every 7th cell, counted down its
items one after the other, is blinded and replaced by the mean of the cells of its item that are left; the model is
estimated anew, and the blinded cells are predicted by loading x (paths x scores of the sources). Q² = 1 - squared
errors / squared errors of that mean, over all seven rounds (cross-validated redundancy).

PLSpredict (Shmueli et al. 2016, J Bus Res 69:4552-4564): rows in ten folds; each fold is predicted by a model of the
others, from the scores of the construct's direct sources, beside a linear regression on the sources' items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.pls_estimates import estimate
from scoring.analysis.pls_moments import correlated, crossed, scored
from scoring.analysis.pls_results import ItemPrediction, Scheme
from scoring.analysis.pls_weights import Layout, iterate

Array: TypeAlias = np.ndarray[Any, Any]

OMISSION: Final = 7
"""Omission distance. Must not divide the number of rows, or whole rows of one item would be blinded together."""

FOLDS: Final = 10


def omission_distance(rows: int) -> int:
    """7, or the next higher number that does not divide the number of rows."""
    distance = OMISSION
    while rows % distance == 0:
        distance += 1
    return distance


def stone_geisser(standardised: Array, layout: Layout, scheme: Scheme, stop: float, most: int) -> list[float | None]:
    """Q² of each construct, None where nothing explains it, where it is formative, or where it cannot be computed."""
    distance = omission_distance(len(standardised))
    if len(standardised) < 2 * distance:
        return [None] * len(layout.blocks)
    correlations = correlated(standardised)
    found: list[float | None] = []
    for number, sources in enumerate(layout.sources):
        if not sources or layout.formative[number]:
            found.append(None)
            continue
        blinds = [_Blinded.of(standardised[:, layout.blocks[number]], distance, begin) for begin in range(distance)]
        batch = _correlations(blinds, standardised, correlations, layout.blocks[number])
        weighed = iterate(batch, layout, scheme, stop, most)
        estimates = estimate(batch, weighed, layout, consistent=False)
        if not (weighed.converged.all() and estimates.finite.all()):
            found.append(None)
            continue
        # What the sources' items add to the construct, by round.
        by_source = weighed.weights[:, :, list(sources)] @ estimates.direct[:, list(sources), number, None]
        predicted = scored(standardised, by_source[:, :, 0].T)
        loadings = estimates.loadings[:, layout.blocks[number]]
        errors = [blind.errors(predicted[:, at], loadings[at]) for at, blind in enumerate(blinds)]
        found.append(1.0 - sum(model for model, _ in errors) / sum(mean for _, mean in errors))
    return found


@dataclass(frozen=True, slots=True)
class _Blinded:
    """One round: a block (n, k) as it is `seen`, which of its cells are blinded, and what stands for them; `centre` and
    `deviation` (k) of the block with these in it.
    """

    seen: Array
    cells: Array
    means: Array
    centre: Array
    deviation: Array

    @classmethod
    def of(cls, seen: Array, distance: int, begin: int) -> _Blinded:
        rows, count = seen.shape
        cells = np.arange(rows * count).reshape(count, rows).T % distance == begin
        means = np.where(cells, 0.0, seen).sum(0) / (~cells).sum(0)
        filled = np.where(cells, means, seen)
        return cls(seen, cells, means, filled.mean(0), filled.std(0, ddof=1))

    @property
    def filled(self) -> Array:
        """The block with the means in its blinded cells, standardised anew."""
        return np.asarray((np.where(self.cells, self.means, self.seen) - self.centre) / self.deviation)

    def errors(self, scores: Array, loadings: Array) -> tuple[float, float]:
        """Squared errors over the blinded cells: of the model, and of the means."""
        by_item = scores[:, None] * loadings * self.deviation + self.centre
        model, mean = self.seen - by_item, self.seen - self.means
        return float((model[self.cells] ** 2).sum()), float((mean[self.cells] ** 2).sum())


def _correlations(blinds: Sequence[_Blinded], standardised: Array, correlations: Array, block: slice) -> Array:
    """(rounds, p, p): all items' correlations, with this block as it is filled up in each round."""
    count, divisor = block.stop - block.start, len(standardised) - 1
    filled = np.concatenate([blind.filled for blind in blinds], axis=1)
    with_all, within = crossed(filled, standardised) / divisor, crossed(filled, filled) / divisor
    changed = np.repeat(correlations[None], len(blinds), axis=0)
    for place in range(len(blinds)):
        own = slice(place * count, (place + 1) * count)
        changed[place, block] = with_all[own]
        changed[place, :, block] = with_all[own].T
        changed[place, block, block] = within[own, own]
    return changed


def predictions(
    values: Array, layout: Layout, scheme: Scheme, stop: float, most: int, seed: int
) -> tuple[ItemPrediction, ...]:
    """Of each item (columns of `values`, n x p) of an explained construct. Empty where a fold has no model."""
    rows = len(values)
    folds = np.random.default_rng((seed, FOLDS)).permutation(rows) % FOLDS
    model_errors = np.full(values.shape, np.nan)
    mean_errors = np.full(values.shape, np.nan)
    linear_errors = np.full(values.shape, np.nan)
    for fold in range(min(FOLDS, rows)):
        train, test = values[folds != fold], values[folds == fold]
        centre, deviation = train.mean(0), train.std(0, ddof=1)
        if not (deviation > 0.0).all():
            return ()
        known, new = (train - centre) / deviation, (test - centre) / deviation
        correlations = correlated(known)[None]
        weighed = iterate(correlations, layout, scheme, stop, most)
        estimates = estimate(correlations, weighed, layout, consistent=False)
        if not (weighed.converged[0] and estimates.finite[0]):
            return ()
        by_item = scored(new, weighed.weights[0] @ estimates.direct[0] @ layout.mask.T) * estimates.loadings[0]
        model_errors[folds == fold] = (new - by_item) * deviation
        mean_errors[folds == fold] = test - centre
        linear_errors[folds == fold] = _linear_errors(correlations[0], new, len(known), layout) * deviation
    return tuple(
        _judged(layout, number, item, model_errors, mean_errors, linear_errors)
        for number, sources in enumerate(layout.sources)
        if sources
        for item in range(layout.blocks[number].start, layout.blocks[number].stop)
    )


def _linear_errors(correlations: Array, new: Array, seen: int, layout: Layout) -> Array:
    """Errors of regressing each item of an explained construct on the items of its sources; NaN where there are too
    few rows or the items repeat one another.
    """
    errors = np.full(new.shape, np.nan)
    for number, sources in enumerate(layout.sources):
        if not sources:
            continue
        block = layout.blocks[number]
        items = np.concatenate([np.arange(layout.blocks[s].start, layout.blocks[s].stop) for s in sources])
        among = correlations[np.ix_(items, items)]
        if seen <= len(items) + 1 or np.linalg.matrix_rank(among) < len(items):
            continue
        errors[:, block] = new[:, block] - scored(new[:, items], np.linalg.solve(among, correlations[items, block]))
    return errors


def _judged(layout: Layout, number: int, item: int, model: Array, mean: Array, linear: Array) -> ItemPrediction:
    has_linear = bool(np.isfinite(linear[:, item]).all())
    return ItemPrediction(
        construct=layout.model.names[number],
        item=layout.model.items[item],
        q2=float(1.0 - (model[:, item] ** 2).sum() / (mean[:, item] ** 2).sum()),
        rmse=float(np.sqrt((model[:, item] ** 2).mean())),
        mae=float(np.abs(model[:, item]).mean()),
        rmse_lm=float(np.sqrt((linear[:, item] ** 2).mean())) if has_linear else None,
        mae_lm=float(np.abs(linear[:, item]).mean()) if has_linear else None,
    )
