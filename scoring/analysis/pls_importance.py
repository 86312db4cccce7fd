"""Importance-performance map: what helps a target most, and how well it stands.

Ringle & Sarstedt (2016), Ind Manag Data Syst 116:1865-1886: items are rescaled to 0-100 by their lowest and highest
possible values, scores are means of items weighed by the outer weights for such items, made to sum to 1. Performance
is the mean score; importance the total effect on the target, in points of the target by point of the construct.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.pls_estimates import Estimates
from scoring.analysis.pls_results import Importance
from scoring.analysis.pls_weights import Layout

Array: TypeAlias = np.ndarray[Any, Any]


def importance(
    values: Array, estimates: Estimates, layout: Layout, lowest: Array, highest: Array
) -> tuple[Importance, ...]:
    """For every explained construct as target, each construct that leads to it and each of its items, from the answers
    (n, p) and what they could at least and at most be (p). Empty where the weights of a block do not sum to something
    positive, so that a mean by them means nothing.
    """
    rescaled = 100.0 * (values - lowest) / (highest - lowest)
    weights = estimates.weights[0] / rescaled.std(0, ddof=1)
    sums = weights @ layout.mask
    if not (sums > 0.0).all():
        return ()
    shares = weights / (layout.mask @ sums)
    item_means = rescaled.mean(0)
    means = (shares * item_means) @ layout.mask
    # A score by weights that sum to `sums` has variance 1, so that one by shares has a deviation of 1 / sums.
    effects = estimates.total[0] * sums[:, None] / sums[None, :]
    names = layout.model.names
    found: list[Importance] = []
    for target, sources in enumerate(layout.sources):
        if not sources:
            continue
        for source in _leading(effects[:, target], target):
            effect = float(effects[source, target])
            found.append(Importance(names[target], names[source], None, effect, float(means[source])))
            block = layout.blocks[source]
            found += [
                Importance(
                    names[target],
                    names[source],
                    layout.model.items[item],
                    float(shares[item]) * effect,
                    float(item_means[item]),
                )
                for item in range(block.start, block.stop)
            ]
    return tuple(found)


def _leading(effects: Array, target: int) -> Sequence[int]:
    return [int(number) for number in np.flatnonzero(effects) if number != target]
