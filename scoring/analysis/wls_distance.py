"""What is minimised: the weighted distance of a sample's moments from those that a table implies.

A threshold with a parameter of its own always meets the sample's, whatever the others are. Such thresholds (348 of the
435 parameters of one factor and 87 items of five categories) take no part in the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.ordinal_moments import OrdinalMoments
from scoring.analysis.ordinal_structure import OrdinalStructure
from scoring.analysis.table import FIXED, Row, Table

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Searched:
    """`table`: without the thresholds of their own, `cuts`; its parameters are those with these `numbers` (from 0)."""

    table: Table
    numbers: Array
    cuts: tuple[Row, ...]


def searched_part(table: Table) -> Searched:
    uses = Counter(row.free for row in table.rows)
    cuts = tuple(row for row in table.rows if row.op == "|" and row.free and uses[row.free] == 1)
    alone = {row.free for row in cuts}
    numbers = [number for number in range(1, table.size + 1) if number not in alone]
    renumbered = {number: place for place, number in enumerate(numbers, start=1)} | {FIXED: FIXED}
    rows = tuple(replace(row, free=renumbered[row.free]) for row in table.rows if row.free not in alone)
    return Searched(replace(table, rows=rows), np.array(numbers, dtype=int) - 1, cuts)


class Distance:
    """Half the weighted sum of squares of what is left, groups by their share of people."""

    def __init__(self, table: Table, groups: Sequence[OrdinalMoments]) -> None:
        self.structures = [OrdinalStructure(table, number, group) for number, group in enumerate(groups, start=1)]
        n = sum(group.n for group in groups)
        self._shares = [group.n / n for group in groups]
        kept = [structure.kept for structure in self.structures]
        self._observed = [group.observed[at] for group, at in zip(groups, kept, strict=True)]
        self._weights = [group.weights[at] for group, at in zip(groups, kept, strict=True)]

    def value(self, theta: Array) -> float:
        """Infinite where the parameters imply nothing."""
        total = 0.0
        try:
            for structure, observed, weights, share in self._each():
                apart = observed - structure.implied(theta).moments
                total += 0.5 * share * float(apart @ (weights * apart))
        except np.linalg.LinAlgError:
            return float("inf")
        return total if np.isfinite(total) else float("inf")

    def slopes(self, theta: Array, factors: Sequence[float] | None = None) -> tuple[Array, Array]:
        """Gradient (q) and information (q, q), in the latter the groups multiplied with `factors`."""
        gradient, information = np.zeros(len(theta)), np.zeros((len(theta), len(theta)))
        for group, (structure, observed, weights, share) in enumerate(self._each()):
            implied, slopes = structure.with_slopes(theta)
            rooted = slopes * np.sqrt(share * weights)[:, None]
            gradient -= ((observed - implied.moments) * np.sqrt(share * weights)) @ rooted
            # A matrix times its own transpose takes half the work.
            information += (rooted.T @ rooted) * (factors[group] if factors is not None else 1.0)
        return gradient, information

    def _each(self) -> zip[tuple[OrdinalStructure, Array, Array, float]]:
        return zip(self.structures, self._observed, self._weights, self._shares, strict=True)
