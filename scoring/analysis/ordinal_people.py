"""Each person's influence on the moments of ordinal and continuous items, made block by block when it is wanted.

Gamma of 87 items of five categories is 4,089 by 4,089, a sum of products over people. It is made of blocks of people
from look-up tables, scaled to a diagonal of 1, which is all that the estimator needs; large ones in single precision
with sums in double (error of a trace below 1e-6), at most some 300 MB.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import combinations_with_replacement
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.bivariate_normal import FAR
from scoring.analysis.one_thread import one_thread, processors
from scoring.analysis.ordinal_coding import Coded
from scoring.analysis.ordinal_influence import of_items, of_pairs
from scoring.analysis.polychoric import cells_of, pair_counts, thresholds
from scoring.analysis.polyserial import Number, mixed_scores, number_of, number_scores, polyserial

Array: TypeAlias = np.ndarray[Any, Any]

_LARGE: Final = 2e10
_BLOCK: Final = 2048
_STRIPE: Final = 1024


def multiplier(n: int) -> float:
    return n * n / (n - 1)


class PeopleInfluence:
    """Each person's influence on each moment, made block by block."""

    def __init__(self, values: Array, ordinal: Array, coded: Coded | None) -> None:
        self.n, self.ordinal, self.coded = len(values), ordinal, coded
        self.place = np.where(ordinal, np.cumsum(ordinal), np.cumsum(~ordinal)) - 1
        self.numbers = tuple(number_of(values[:, at]) for at in np.flatnonzero(~ordinal))
        self.spread = np.ones(len(ordinal))
        self.spread[~ordinal] = [each.sd for each in self.numbers]
        self.correlations = np.eye(len(ordinal))
        self.cuts: tuple[Array, ...] = ()
        self.sparse = 0
        if coded is not None:
            self._ordinal_tables(coded)
        self._continuous: dict[tuple[int, int], _Rows] = {}
        for first, second in zip(*np.triu_indices(len(ordinal), 1), strict=True):
            if not (ordinal[first] and ordinal[second]):
                self._continuous[int(first), int(second)] = self._with_number(int(first), int(second))

    def _ordinal_tables(self, coded: Coded) -> None:
        cells, edges = cells_of(coded), thresholds(coded)
        items = of_items(coded, edges)
        self.items, self.edges = items, edges
        self.cuts = tuple(row[: count - 1] for row, count in zip(edges, coded.categories, strict=True))
        self._counts = cells.counts
        self.tables = of_pairs(cells, edges, items, coded.width)
        sizes = np.array(coded.categories)
        filled = (cells.counts > 0).sum(axis=(1, 2))
        self.sparse = int((filled < sizes[cells.first] * sizes[cells.second]).sum())
        own = np.flatnonzero(self.ordinal)
        first, second = own[cells.first], own[cells.second]
        self.correlations[first, second] = self.correlations[second, first] = cells.correlation

    def _with_number(self, first: int, second: int) -> _Rows:
        if not self.ordinal[first] and not self.ordinal[second]:
            return self._two_numbers(first, second)
        item, other = (first, second) if self.ordinal[first] else (second, first)
        return self._number_and_item(item, other)

    def _two_numbers(self, first: int, second: int) -> _Rows:
        one, two = self.numbers[self.place[first]], self.numbers[self.place[second]]
        r = float(np.clip((one.z * two.z).mean(), -1, 1))
        self.correlations[first, second] = self.correlations[second, first] = r
        score, own, other = number_scores(one, two, r)
        found = _Rows(one.sd * two.sd / float(score @ score), partial(_rho_of_numbers, one, two, r))
        found.subtract(one.influence, score @ own, r * two.sd / (2 * one.sd))
        found.subtract(two.influence, score @ other, r * one.sd / (2 * two.sd))
        return found

    def _number_and_item(self, item: int, other: int) -> _Rows:
        assert self.coded is not None
        place, variable = self.place[item], self.numbers[self.place[other]]
        codes = self.coded.codes[place].astype(int)
        cuts = np.concatenate([[-FAR], self.cuts[place], [FAR]])
        r = polyserial(variable.z, cuts[codes], cuts[codes + 1])
        self.correlations[item, other] = self.correlations[other, item] = r
        size = len(self.cuts[place])
        score, own, edges = mixed_scores(variable, codes, cuts[codes], cuts[codes + 1], r, size)
        found = _Rows(variable.sd / float(score @ score), partial(_rho_mixed, variable, codes, cuts, r))
        found.subtract(variable.influence, score @ own, r / (2 * variable.sd))
        found.subtract(self.items[place].table, score @ edges, 0.0, codes)
        return found

    def diagonal(self) -> Array:
        """Of gamma: sums of squares of each influence."""
        found = []
        counts = self.coded.counts() if self.coded is not None else np.zeros((0, 0))
        for at, ordinal in enumerate(self.ordinal):
            place = self.place[at]
            if ordinal:
                found.append(counts[place] @ self.items[place].table[:-1] ** 2)
            else:
                found.append((self.numbers[place].influence[:, :1] ** 2).sum(axis=0))
        found.append(np.array([(each.influence[:, 1] ** 2).sum() for each in self.numbers]))
        pairs = np.zeros((len(self.ordinal), len(self.ordinal)))
        if self.coded is not None:
            pairs[np.ix_(self.ordinal, self.ordinal)] = self._squares(self.coded)
        for (first, second), rows in self._continuous.items():
            pairs[first, second] = (rows.of(slice(None)) ** 2).sum()
        found.append(pairs[np.triu_indices(len(pairs), 1)])
        return np.asarray(multiplier(self.n) * np.concatenate(found))

    def _squares(self, coded: Coded) -> Array:
        """Sums of squares of the pairs of items, at [first, second]."""
        first, second = np.triu_indices(len(coded.categories), 1)
        counts, tables = self._counts, self.tables[:, :-1, :-1]
        if (coded.codes == coded.width).any():
            counts = pair_counts(Coded(coded.codes, coded.categories, coded.width + 1), first, second)
            tables = self.tables
        found = np.zeros((len(coded.categories), len(coded.categories)))
        found[first, second] = (counts * tables**2).sum(axis=(1, 2))
        return found

    def products(self, scale: Array) -> Array:
        """Sum over people of the products of influences, each first multiplied with its `scale` (m)."""
        size = len(scale)
        kind = np.float32 if self.n * size**2 > _LARGE else np.float64
        total = np.zeros((size, size))
        stripes = [slice(start, min(start + _STRIPE, size)) for start in range(0, size, _STRIPE)]
        tiles = list(combinations_with_replacement(stripes, 2))
        tables = (self.tables * self._of_items(scale)[:, None, None]).astype(kind) if self.coded is not None else None
        with one_thread(), ThreadPoolExecutor(processors()) as pool:
            for start in range(0, self.n, _BLOCK):
                rows = slice(start, min(start + _BLOCK, self.n))
                block = self._rows(rows, scale, tables, kind)
                for _ in pool.map(partial(_add, total, block), tiles):
                    pass
        for above, below in tiles:
            total[below, above] = total[above, below].T
        return total

    def _of_items(self, scale: Array) -> Array:
        pairs = np.zeros((len(self.ordinal), len(self.ordinal)))
        first, second = np.triu_indices(len(pairs), 1)
        pairs[first, second] = scale[-len(first) :] if len(first) else scale[:0]
        inner = pairs[np.ix_(self.ordinal, self.ordinal)]
        return np.asarray(inner[np.triu_indices(len(inner), 1)])

    def _rows(self, rows: slice, scale: Array, tables: Array | None, kind: Any) -> Array:
        """(m, people of the block)."""
        found = np.empty((len(scale), rows.stop - rows.start), dtype=kind)
        at = 0
        for place, ordinal in zip(self.place, self.ordinal, strict=True):
            if ordinal:
                assert self.coded is not None
                table = self.items[place].table
                size = table.shape[1]
                found[at : at + size] = (table * scale[at : at + size])[self.coded.codes[place, rows]].T
            else:
                size = 1
                found[at] = self.numbers[place].influence[rows, 0] * scale[at]
            at += size
        for number in self.numbers:
            found[at] = number.influence[rows, 1] * scale[at]
            at += 1
        if not self._continuous and self.coded is not None:
            assert tables is not None
            _look_up(tables, self.coded, rows, found[at:])
            return found
        self._mixed_rows(rows, scale, tables, found, at)
        return found

    def _mixed_rows(self, rows: slice, scale: Array, tables: Array | None, found: Array, at: int) -> None:
        numbers = np.full((len(self.ordinal), len(self.ordinal)), -1)
        first, second = np.triu_indices(len(numbers), 1)
        numbers[first, second] = np.arange(at, at + len(first))
        if tables is not None and len(tables):
            assert self.coded is not None
            items = np.empty((len(tables), found.shape[1]), dtype=found.dtype)
            _look_up(tables, self.coded, rows, items)
            inner = numbers[np.ix_(self.ordinal, self.ordinal)]
            found[inner[np.triu_indices(len(inner), 1)]] = items
        for pair, each in self._continuous.items():
            found[numbers[pair]] = each.of(rows) * scale[numbers[pair]]


def _add(total: Array, block: Array, tile: tuple[slice, slice]) -> None:
    """The products of two stripes of moments, added where they belong."""
    first, second = tile
    total[first, second] += block[first] @ block[second].T


def _look_up(tables: Array, coded: Coded, rows: slice, found: Array) -> None:
    """Fill `found` (pairs, people) from the tables of the pairs."""
    codes = coded.codes[:, rows].astype(np.intp)
    side = tables.shape[1]
    start = 0
    for item in range(len(codes) - 1):
        size = len(codes) - 1 - item
        index = codes[item] * side + codes[item + 1 :]
        index += np.arange(size)[:, None] * side**2
        np.take(tables[start : start + size].reshape(-1), index, out=found[start : start + size], mode="clip")
        start += size


class _Rows:
    """People's influence on one covariance with a continuous variable, for any block of people."""

    def __init__(self, factor: float, score: Any) -> None:
        self._factor, self._score = factor, score
        self._less: list[tuple[Array, Array, float, Array | None]] = []

    def subtract(self, influence: Array, crossed: Array, on_variance: float, codes: Array | None = None) -> None:
        """Take out what comes through an item's own moments: `influence` by person (or by category, with `codes`),
        `crossed` its summed products; and add `on_variance` times the variance's influence."""
        self._less.append((influence, crossed, on_variance, codes))

    def of(self, rows: slice) -> Array:
        found = self._score(rows) * self._factor
        for influence, crossed, on_variance, codes in self._less:
            own = influence[rows] if codes is None else influence[codes[rows]]
            found = found - self._factor * (own @ crossed)
            if on_variance:
                found = found + on_variance * own[:, 1]
        return np.asarray(found)


def _rho_of_numbers(one: Number, two: Number, r: float, rows: slice) -> Array:
    return number_scores(_part(one, rows), _part(two, rows), r)[0]


def _rho_mixed(variable: Number, codes: Array, cuts: Array, r: float, rows: slice) -> Array:
    own = codes[rows]
    return mixed_scores(_part(variable, rows), own, cuts[own], cuts[own + 1], r, len(cuts) - 2)[0]


def _part(variable: Number, rows: slice) -> Number:
    return Number(variable.z[rows], variable.mean, variable.sd, variable.influence[rows])
