"""Thresholds, means, variances and correlations of a group with ordinal items, and how uncertain they are together.

The moments stand in lavaan's order: of each variable its thresholds (or its mean), then variances of the continuous
ones, then covariances of all pairs. Their weights in diagonally weighted least squares are one over the diagonal of
gamma, their covariance times n and, as lavaan has it (`gamma.n.minus.one`), n / (n - 1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import numpy as np

from scoring.analysis.ordinal_coding import Coded
from scoring.analysis.ordinal_people import PeopleInfluence, multiplier

Array: TypeAlias = np.ndarray[Any, Any]


class Influence(Protocol):
    def products(self, scale: Array) -> Array:
        """Sum over people of the products of influences, each first multiplied with its `scale` (m)."""
        ...


@dataclass(frozen=True, slots=True)
class Predicted:
    """What k predictors do in the sample: `places` (k) of them among all variables, `slopes` (p, k) of the others on
    them, their own `mean` (k) and `covariance` (k, k).
    """

    places: Array
    slopes: Array
    mean: Array
    covariance: Array


@dataclass(slots=True)
class OrdinalMoments:
    """Of one group of `n` people: `cuts` (ordinal items first to last, each its thresholds), `mean` and `covariance`
    of all p variables (0 and correlations for ordinal ones), `observed` (m): the moments in their order; `diagonal`
    (m) of gamma. `ordinal` (p): which variables are ordinal. `first`, `second`: the variables of the pairs, in order.
    With predictors, p counts the others; `inner` (p) are their places among all, and moments are those given the
    predictors. `sparse`: how many pairs of ordinal items have a combination that nobody chose.
    """

    n: int
    ordinal: Array
    cuts: tuple[Array, ...]
    mean: Array
    covariance: Array
    first: Array
    second: Array
    observed: Array
    diagonal: Array
    influence: Influence
    inner: Array
    predicted: Predicted
    sparse: int = 0
    _gamma: Array | None = field(default=None)

    @property
    def outer(self) -> Array:
        """Places of the predictors among all observed variables."""
        return self.predicted.places

    @property
    def size(self) -> int:
        return len(self.observed)

    @property
    def pairs(self) -> slice:
        """Where the covariances stand among the moments."""
        return slice(self.size - len(self.first), self.size)

    @property
    def covariance_places(self) -> tuple[Array, Array]:
        """Rows and columns of the variances and covariances among the moments."""
        numbers = np.flatnonzero(~self.ordinal)
        return np.concatenate([numbers, self.first]), np.concatenate([numbers, self.second])

    @property
    def weights(self) -> Array:
        return np.asarray(1.0 / np.where(self.diagonal > 0, self.diagonal, np.inf))

    def gamma(self) -> Array:
        """(m, m), scaled to a diagonal of 1; made once."""
        if self._gamma is None:
            self._gamma = self.influence.products(np.sqrt(multiplier(self.n) * self.weights))
            np.fill_diagonal(self._gamma, 1.0)
        return self._gamma


def moments_of(values: Array, ordinal: Array, coded: Coded | None) -> OrdinalMoments:
    """`values` (n, p), `ordinal` (p) which of them are ordinal, `coded`: these as categories, in their order. Missing
    answers only where all variables are ordinal.
    """
    influence = PeopleInfluence(values, ordinal, coded)
    p = len(ordinal)
    covariance, places = influence.correlations * np.outer(influence.spread, influence.spread), []
    mean = np.zeros(p)
    for at in range(p):
        if ordinal[at]:
            places.append(influence.cuts[influence.place[at]])
        else:
            mean[at] = influence.numbers[influence.place[at]].mean
            places.append(mean[[at]])
    first, second = np.triu_indices(p, 1)
    variances = np.diag(covariance)[~ordinal]
    observed = np.concatenate([*places, variances, covariance[first, second]])
    nothing = Predicted(np.zeros(0, dtype=int), np.zeros((p, 0)), np.zeros(0), np.zeros((0, 0)))
    return OrdinalMoments(
        n=len(values),
        ordinal=ordinal,
        cuts=influence.cuts,
        mean=mean,
        covariance=covariance,
        first=first,
        second=second,
        observed=observed,
        diagonal=influence.diagonal(),
        influence=influence,
        inner=np.arange(p),
        predicted=nothing,
        sparse=influence.sparse,
    )
