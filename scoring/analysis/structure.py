"""From parameters to moments: means and covariances that a model implies, and how each parameter moves them.

All relations stand in one system of the observed variables (first) and the latent ones (RAM: McArdle & McDonald 1984,
Br J Math Stat Psychol 37:234-251): A holds loadings and regressions, S variances and covariances, m intercepts. With
B = (I - A)^-1 and F choosing the observed rows, sigma = F B S B' F' and mu = F B m.

Every parameter moves sigma by u v' + v u' for two vectors u, v of the observed variables. So gradients and
information need no matrix of all pairs of moments: with a symmetric Q, tr(Q dsigma) = 2 u'Qv, and
tr(W dsigma_i W dsigma_j) / 2 = (u_i'W u_j)(v_i'W v_j) + (u_i'W v_j)(v_i'W u_j).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.table import Row, Table

Array: TypeAlias = np.ndarray[Any, Any]

_MATRIX = {"=~": "A", "~": "A", "~~": "S", "~1": "m"}


@dataclass(frozen=True, slots=True)
class Implied:
    """Of one group: `sigma` (p, p) and `mu` (p) of the observed; `covariance` (t, t) and `mean` (t) of all variables;
    `effects` (p, t) = F B; `total` (t, t) = B.
    """

    sigma: Array
    mu: Array
    covariance: Array
    mean: Array
    effects: Array
    total: Array


@dataclass(frozen=True, slots=True)
class Directions:
    """Of one group: `u` and `v` (p, e) of the e entries (see the module), `mean` (p, e), and `places` (e, q): 1 where
    an entry belongs to a free parameter. What is summed over entries becomes one of parameters by `places`, which is
    left out where entry and parameter are the same (`plain`).
    """

    u: Array
    v: Array
    mean: Array
    places: Array
    plain: bool = False

    def information(self, weight: Array, *, means: bool) -> Array:
        """(q, q): tr(W dsigma_i W dsigma_j) / 2, plus dmu_i' W dmu_j with `means`."""
        wu, wv = weight @ self.u, weight @ self.v
        crossed = self.u.T @ wv
        entries = (self.u.T @ wu) * (self.v.T @ wv) + crossed * crossed.T
        if means:
            entries += self.mean.T @ (weight @ self.mean)
        return entries if self.plain else np.asarray(self.places.T @ entries @ self.places)

    def crossed(self, other: Directions, weight: Array, *, means: bool) -> Array:
        """(q, e of `other`): the same of the parameters with other directions, each by itself."""
        wu, wv = weight @ other.u, weight @ other.v
        entries = (self.u.T @ wu) * (self.v.T @ wv) + (self.u.T @ wv) * (self.v.T @ wu)
        if means:
            entries += self.mean.T @ (weight @ other.mean)
        return entries if self.plain else np.asarray(self.places.T @ entries)

    def alone(self, weight: Array, *, means: bool) -> Array:
        """(e): each entry's information with itself."""
        wu, wv = weight @ self.u, weight @ self.v
        found = (self.u * wu).sum(axis=0) * (self.v * wv).sum(axis=0) + (self.u * wv).sum(axis=0) ** 2
        if means:
            found += (self.mean * (weight @ self.mean)).sum(axis=0)
        return np.asarray(found)

    def of_parameters(self, entries: Array) -> Array:
        """(..., q): of figures of the entries (..., e), which add up where parameters are held equal."""
        return entries if self.plain else np.asarray(entries @ self.places)

    def slope(self, symmetric: Array) -> Array:
        """(q): tr(Q dsigma_i) for a symmetric Q (p, p)."""
        return self.of_parameters(2.0 * np.einsum("ae,ae->e", self.u, symmetric @ self.v))

    def mean_slope(self, vector: Array) -> Array:
        """(q): vector' dmu_i."""
        return self.of_parameters(vector @ self.mean)

    def moments(self, rows: Array, columns: Array) -> Array:
        """(moments, q): how the covariances at these places move with the parameters."""
        entries = self.u[rows] * self.v[columns] + self.v[rows] * self.u[columns]
        return self.of_parameters(entries)

    def mean_moments(self) -> Array:
        """(p, q): how the means move with the parameters."""
        return self.of_parameters(self.mean)


@dataclass(frozen=True, slots=True)
class _Entries:
    """The free entries of one of the three: which of all entries they are, their places, their parameters."""

    at: Array
    first: Array
    second: Array
    number: Array


def _entries(free: Sequence[tuple[str, int, int, int]], matrix: str) -> _Entries:
    found = [(at, *entry[1:]) for at, entry in enumerate(free) if entry[0] == matrix]
    columns = np.array(found, dtype=int).reshape(-1, 4)
    return _Entries(columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3])


def _vectors(implied: Implied, effects: Array, entries: Sequence[_Entries], size: int) -> tuple[Array, Array, Array]:
    """u, v and mean of the entries of A, S and m."""
    u, v, mean = (np.zeros((len(effects), size)) for _ in range(3))
    slopes, covariances, means = entries
    u[:, slopes.at] = effects[:, slopes.first]
    v[:, slopes.at] = implied.covariance[: len(effects), slopes.second]
    mean[:, slopes.at] = u[:, slopes.at] * implied.mean[slopes.second]
    u[:, covariances.at] = effects[:, covariances.first]
    halved = np.where(covariances.first == covariances.second, 0.5, 1.0)
    v[:, covariances.at] = effects[:, covariances.second] * halved
    mean[:, means.at] = effects[:, means.first]
    return u, v, mean


class Structure:
    """One group of a table, ready to be asked for what it implies at given parameters (q,). Thresholds and scales
    ("|", "~*~") are no part of it.

    `given`: the sample's value of rows without one that are not free (exogenous moments), by (lhs, op, rhs).
    """

    def __init__(self, table: Table, group: int, given: Mapping[tuple[str, str, str], float] | None = None) -> None:
        self.names = table.observed + table.latent
        self.observed = len(table.observed)
        self.parameters = table.size
        self._index = {name: place for place, name in enumerate(self.names)}
        rows = [row for row in table.of_group(group) if row.op in _MATRIX]
        size = len(self.names)
        self._a, self._s, self._m = np.zeros((size, size)), np.zeros((size, size)), np.zeros(size)
        free: list[tuple[str, int, int, int]] = []
        for row in rows:
            matrix, first, second = self._place(row)
            if row.free:
                free.append((matrix, first, second, row.free - 1))
                continue
            value = row.value if row.value is not None else (given or {}).get((row.lhs, row.op, row.rhs), 0.0)
            self._put(matrix, first, second, value)
        self._effects, self._covariances, self._means = (_entries(free, matrix) for matrix in "ASm")
        numbers = [number for *_, number in free]
        self._plain = numbers == list(range(self.parameters))
        self._places = np.zeros((len(free), self.parameters))
        self._places[np.arange(len(free)), numbers] = 1.0

    def implied(self, theta: Array) -> Implied:
        """Raises `numpy.linalg.LinAlgError` where I - A cannot be inverted."""
        a, s, m = self._a.copy(), self._s.copy(), self._m.copy()
        a[self._effects.first, self._effects.second] = theta[self._effects.number]
        moved = self._covariances
        s[moved.first, moved.second] = s[moved.second, moved.first] = theta[moved.number]
        m[self._means.first] = theta[self._means.number]
        total = np.linalg.inv(np.eye(len(a)) - a)
        covariance = total @ s @ total.T
        mean = total @ m
        p = self.observed
        return Implied(covariance[:p, :p], mean[:p], covariance, mean, total[:p], total)

    def directions(self, implied: Implied, *, latent: bool = False) -> Directions:
        """How the free parameters move what is implied, at the parameters that implied it: of the observed variables,
        with `latent` of all."""
        effects = implied.total if latent else implied.effects
        entries = (self._effects, self._covariances, self._means)
        return Directions(*_vectors(implied, effects, entries, len(self._places)), self._places, self._plain)

    def along(self, implied: Implied, rows: Sequence[Row]) -> Directions:
        """The same of any rows of the group, free or not, in the table or not; each by itself."""
        placed = [(*self._place(row), number) for number, row in enumerate(rows)]
        entries = [_entries(placed, matrix) for matrix in "ASm"]
        return Directions(*_vectors(implied, implied.effects, entries, len(rows)), np.zeros((len(rows), 0)), True)

    def total_slopes(self, implied: Implied, rows: Array, columns: Array) -> Array:
        """(r, q): how the total effects of variables `columns` (r) on variables `rows` (r) move."""
        entries = np.zeros((len(rows), len(self._places)))
        through = self._effects
        to_row = implied.total[np.ix_(rows, through.first)]
        entries[:, through.at] = to_row * implied.total[np.ix_(through.second, columns)].T
        return entries if self._plain else np.asarray(entries @ self._places)

    def _place(self, row: Row) -> tuple[str, int, int]:
        lhs = self._index[row.lhs]
        if row.op == "~1":
            return "m", lhs, 0
        rhs = self._index[row.rhs]
        return (_MATRIX[row.op], rhs, lhs) if row.op == "=~" else (_MATRIX[row.op], lhs, rhs)

    def _put(self, matrix: str, first: int, second: int, value: float) -> None:
        if matrix == "A":
            self._a[first, second] = value
        elif matrix == "S":
            self._s[first, second] = self._s[second, first] = value
        else:
            self._m[first] = value
