"""Rows with missing answers: their likelihood under given moments, what a normal distribution expects in the gaps, and
the moments under which the answers that are there are likeliest (EM: Dempster, Laird & Rubin 1977; Little & Rubin,
Statistical Analysis with Missing Data, 11.2).

With W the inverse of the covariance of all items, a row's missing items m, given its answers o, have covariance
W_mm^-1 and mean mu_m - W_mm^-1 W_mo (y_o - mu_o), and log|sigma_oo| = log|sigma| + log|W_mm|. So one inverse serves
all patterns of missing answers, and rows with equally many gaps are worked on together. A pattern with more rows than
items is packed into as many rows as it has items, with the same mean and scatter, and one for the mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

Array: TypeAlias = np.ndarray[Any, Any]

_CHUNK = 2_000_000
"""Numbers in the largest array of conditional covariances, one for each row, that is held at once."""
_SETTLED = 1e-9
"""Change of means and covariances, in standard deviations of the items, at which EM stops."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Patterns with equally many gaps, g. `gaps` (k, g): the missing items of each; `counts` (k): people.

    `rows` (n, p), 0 in the gaps: of the pattern `of` (n). A row counts as `rows - share mu` with `share` (n): 1 for
    one person, the root of the people for a pattern's mean, 0 for a row of packed scatter. `there` (n, p): 1 where
    there is an answer.
    """

    gaps: Array
    counts: Array
    rows: Array
    of: Array
    share: Array
    there: Array


@dataclass(frozen=True, slots=True)
class Filled:
    """A batch at a mean and covariance: `rows` (n, p) as deviations from the mean, the gaps filled with what is
    expected; `within` (k, g, g): covariances of the gaps given the answers; `deviance`: beyond n log|sigma|.
    """

    batch: Batch
    rows: Array
    within: Array
    deviance: float


@dataclass(frozen=True, slots=True)
class Expected:
    """Of the rows of a group at a mean and covariance: `loglik`; `total` (p, p): the expected sum of squares and
    products about the mean; `shift` (p): the expected sum of deviations from it; `spread` (p, p): the part of `total`
    that is covariance of gaps; `inverse` of the covariance.
    """

    loglik: float
    total: Array
    shift: Array
    spread: Array
    inverse: Array


class Patterns:
    """The rows of a group (n, p; NaN: missing), ready to be asked for their likelihood. `n`: people."""

    def __init__(self, values: Array) -> None:
        self.n, self.items = values.shape
        missing = np.isnan(values)
        self.answers = int((~missing).sum())
        self.batches = tuple(_batches(values, missing))

    def expected(self, mean: Array, covariance: Array) -> Expected | None:
        """None where the covariance is not positive definite."""
        try:
            factor = cho_factor(covariance, lower=True, check_finite=False)
        except LinAlgError:
            return None
        inverse = cho_solve(factor, np.eye(self.items), check_finite=False)
        logdet = 2.0 * float(np.log(np.diag(factor[0])).sum())
        if not np.isfinite(logdet):
            return None
        deviance = self.answers * np.log(2 * np.pi) + self.n * logdet
        total, shift, spread = (np.zeros(shape) for shape in ((self.items, self.items), self.items, self.items**2))
        for filled in self.filled(mean, inverse):
            deviance += filled.deviance
            total += filled.rows.T @ filled.rows
            shift += filled.batch.share @ filled.rows
            gaps = filled.batch.gaps
            places = gaps[:, :, None] * self.items + gaps[:, None, :]
            weighed = filled.batch.counts[:, None, None] * filled.within
            spread += np.bincount(places.ravel(), weighed.ravel(), self.items**2)
        square = spread.reshape(self.items, self.items)
        return Expected(-deviance / 2, total + square, shift, square, inverse)

    def filled(self, mean: Array, inverse: Array) -> Iterator[Filled]:
        """The batches one after the other; `inverse` (p, p) of the covariance."""
        return (_filled(batch, mean, inverse) for batch in self.batches)


@dataclass(frozen=True, slots=True)
class Saturated:
    """The likeliest `mean` (p) and `covariance` (p, p) without any model, and their `loglik`. `settled`: whether EM
    came to rest within its `rounds`; `singular`: the covariance came to lie on the border of what is possible.
    """

    mean: Array
    covariance: Array
    loglik: float
    rounds: int
    settled: bool
    singular: bool


def saturated(patterns: Patterns, start_mean: Array, start_variances: Array, rounds: int = 3000) -> Saturated:
    """EM, sped up by squared extrapolation where that gains (SQUAREM: Varadhan & Roland 2008, Scand J Stat 35:335-353,
    S3)."""
    scale = np.sqrt(start_variances)
    mean, covariance = start_mean, np.diag(start_variances)
    done, loglik, settled = 0, -np.inf, False
    while done < rounds and not settled:
        steps = [(mean, covariance)]
        for _ in range(2):
            found = patterns.expected(*steps[-1])
            if found is None:
                return Saturated(mean, covariance, loglik, done, False, True)
            steps.append(_following(patterns.n, steps[-1], found))
            done += 1
            if _change(steps[-2], steps[-1], scale) < _SETTLED:
                settled = True
                break
        if len(steps) == 3 and not settled:
            steps.append(_leap(patterns, steps, scale))
        mean, covariance = steps[-1]
    last = patterns.expected(mean, covariance)
    spread = np.sqrt(np.diag(covariance))
    singular = last is None or np.linalg.eigvalsh(covariance / np.outer(spread, spread))[0] < 1e-9
    return Saturated(mean, covariance, last.loglik if last else loglik, done, settled, bool(singular))


def _following(n: int, at: tuple[Array, Array], found: Expected) -> tuple[Array, Array]:
    step = found.shift / n
    return at[0] + step, found.total / n - np.outer(step, step)


def _leap(patterns: Patterns, steps: list[tuple[Array, Array]], scale: Array) -> tuple[Array, Array]:
    """Beyond two EM steps, by the ratio of their lengths; the second step itself where that does not gain."""
    first = [steps[1][part] - steps[0][part] for part in (0, 1)]
    bend = [steps[2][part] - steps[1][part] - first[part] for part in (0, 1)]
    length = max(1.0, float(np.sqrt(_size(first, scale) / max(_size(bend, scale), 1e-300))))
    plain = patterns.expected(*steps[2])
    if length == 1.0 or plain is None:
        return steps[2]
    for _ in range(3):
        leapt = [steps[0][part] + 2 * length * first[part] + length**2 * bend[part] for part in (0, 1)]
        found = patterns.expected(leapt[0], leapt[1])
        if found is not None and found.loglik > plain.loglik:
            return leapt[0], leapt[1]
        length = (length + 1) / 2
    return steps[2]


def _size(parts: list[Array], scale: Array) -> float:
    return float(((parts[0] / scale) ** 2).sum() + ((parts[1] / np.outer(scale, scale)) ** 2).sum())


def _change(before: tuple[Array, Array], after: tuple[Array, Array], scale: Array) -> float:
    means = np.abs(after[0] - before[0]) / scale
    return float(max(means.max(), (np.abs(after[1] - before[1]) / np.outer(scale, scale)).max()))


def _filled(batch: Batch, mean: Array, inverse: Array) -> Filled:
    gaps = batch.gaps
    rows = (batch.rows - np.outer(batch.share, mean)) * batch.there
    weighed = rows @ inverse
    deviance = float(np.einsum("ni,ni->", weighed, rows))
    if not gaps.shape[1]:
        return Filled(batch, rows, np.empty((len(gaps), 0, 0)), deviance)
    precision = inverse[gaps[:, :, None], gaps[:, None, :]]
    within = np.linalg.inv(precision)
    own = gaps[batch.of]
    pulled = np.take_along_axis(weighed, own, axis=1)
    found = np.empty_like(pulled)
    size = max(1, _CHUNK // gaps.shape[1] ** 2)
    for begin in range(0, len(rows), size):
        part = slice(begin, begin + size)
        found[part] = -np.matmul(within[batch.of[part]], pulled[part, :, None])[:, :, 0]
    deviance += float((pulled * found).sum()) + float(batch.counts @ np.linalg.slogdet(precision)[1])
    np.put_along_axis(rows, own, found, axis=1)
    return Filled(batch, rows, within, deviance)


def _batches(values: Array, missing: Array) -> Iterator[Batch]:
    packed = np.packbits(missing, axis=1)
    _, first, of = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(of.ravel(), kind="stable")
    counts = np.bincount(of.ravel())
    starts = np.concatenate([[0], np.cumsum(counts)])
    gaps = missing[first].sum(axis=1)
    for number in np.unique(gaps):
        own = np.flatnonzero(gaps == number)
        rows, shares = [], []
        for pattern in own:
            there = np.where(missing[first[pattern]], 0.0, values[order[starts[pattern] : starts[pattern + 1]]])
            found, share = _packed(there)
            rows.append(found)
            shares.append(share)
        lengths = [len(found) for found in rows]
        places = np.repeat(np.arange(len(own)), lengths)
        holes = np.array([np.flatnonzero(missing[first[pattern]]) for pattern in own], dtype=np.intp)
        yield Batch(
            gaps=holes.reshape(len(own), int(number)),
            counts=counts[own].astype(np.float64),
            rows=np.concatenate(rows),
            of=places,
            share=np.concatenate(shares),
            there=(~missing[first[own]]).astype(np.float64)[places],
        )


def _packed(rows: Array) -> tuple[Array, Array]:
    """The rows as they are, or, where they are more than items, fewer ones with the same mean and scatter."""
    if len(rows) <= rows.shape[1] + 1:
        return rows, np.ones(len(rows))
    mean = rows.mean(axis=0)
    triangle = np.linalg.qr(rows - mean, mode="r")
    root = np.sqrt(len(rows))
    return np.vstack([root * mean, triangle]), np.concatenate([[root], np.zeros(len(triangle))])
