"""Second derivatives of the likelihood of rows with missing answers, observed and expected.

With sigma_i, mu_i the changes by parameter i, W_p the inverse of the covariance of a pattern's answers (0 in its gaps),
r = W_p (y - mu) of a row and q_i = sigma_i r + mu_i:

    -d2 loglik = sum over rows of q_i' W_p q_j - tr(W_p sigma_i W_p sigma_j) / 2, less what second changes of sigma and
                 mu bring;
    expected   = sum over rows of tr(W_p sigma_i W_p sigma_j) / 2 + mu_i' W_p mu_j.

W_p = W - B B' with W the inverse for all items and B = W_m (W_mm)^-1/2 of the gaps m. What has no B or one B B' is
summed over all rows beforehand; what is left are products of vectors as short as the gaps are few. So the price does
not grow with the number of patterns as a matrix of each would.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.fiml_moments import Expected, Filled, Patterns
from scoring.analysis.structure import Directions, Structure

Array: TypeAlias = np.ndarray[Any, Any]

_CHUNK = 4_000_000
"""Numbers in the largest array of changes in the gaps that is held at once."""
_ENOUGH = 2_000
"""Patterns by which the expected information knows what pairs of gaps cost; of more, every second or third … is
looked at, which leaves modification indices uncertain by less than a percent. Standard errors look at all."""


def expected_information(patterns: Patterns, found: Expected, mean: Array, directions: Directions) -> Array:
    """(q, q), of all rows of a group."""
    weight = found.inverse
    lost = weight @ found.spread @ weight
    every = max(1, sum(len(batch.gaps) for batch in patterns.batches) // _ENOUGH)
    entries = _halved(patterns, found, mean, directions, every)
    entries += directions.mean.T @ (patterns.n * weight - lost) @ directions.mean
    return np.asarray(directions.places.T @ entries @ directions.places)


def observed_information(
    patterns: Patterns, found: Expected, structure: Structure, theta: Array, steps: Array
) -> Array:
    """(q, q), of all rows of a group. `steps` (q): how far to move the parameters for second changes of sigma and mu,
    which are of the second degree in most models, so that any step serves."""
    implied = structure.implied(theta)
    directions = structure.directions(implied)
    weight, pull = found.inverse, found.inverse @ found.shift
    squares = weight @ (found.total - found.spread) @ weight
    entries = _pair(directions, weight, squares) - _halved(patterns, found, implied.mu, directions)
    turned = directions.u * (pull @ directions.v) + directions.v * (pull @ directions.u)
    crossed = directions.mean.T @ weight @ turned
    entries += crossed + crossed.T + patterns.n * directions.mean.T @ weight @ directions.mean
    for filled in patterns.filled(implied.mu, weight):
        for rows in _row_changes(filled, weight, directions):
            entries -= rows.T @ rows
    first = directions.places.T @ entries @ directions.places
    # r r' summed less W_p summed: what the gradient weighs sigma's changes with.
    pressure = weight @ (found.total - patterns.n * structure.implied(theta).sigma) @ weight
    return np.asarray(first - _second(structure, theta, steps, pressure, pull))


def weighed_residuals(patterns: Patterns, found: Expected, at: Array, covariance: Array, mean: Array) -> float:
    """Over all rows of a group tr(W_p C W_p C) / 2 + m' W_p m, C a symmetric `covariance` (p, p) and m a `mean` (p);
    `at` (p): the mean at which `found` was found."""
    weight = found.inverse
    lost = weight @ found.spread @ weight
    turned, gone = weight @ covariance, lost @ covariance
    total = patterns.n * float((turned * turned.T).sum()) / 2 - float((turned * gone.T).sum())
    total += float(mean @ (patterns.n * weight - lost) @ mean)
    for filled in patterns.filled(at, weight):
        if filled.batch.gaps.shape[1]:
            roots = _roots(filled, weight, slice(None))
            change = roots @ covariance @ roots.transpose(0, 2, 1)
            total += float(filled.batch.counts @ (change**2).sum(axis=(1, 2))) / 2
    return float(total)


def _second(structure: Structure, theta: Array, steps: Array, pressure: Array, pull: Array) -> Array:
    """(q, q): tr(pressure d2 sigma) / 2 + pull' d2 mu."""

    def slopes(at: Array) -> Array:
        directions = structure.directions(structure.implied(at))
        return directions.slope(pressure) / 2 + directions.mean_slope(pull)

    size = len(theta)
    changes = np.empty((size, size))
    for number, step in enumerate(steps):
        move = np.zeros(size)
        move[number] = step
        changes[number] = (slopes(theta + move) - slopes(theta - move)) / (2 * step)
    return np.asarray((changes + changes.T) / 2)


def _pair(directions: Directions, first: Array, second: Array) -> Array:
    """(e, e): tr(first sigma_i second sigma_j) for symmetric matrices."""
    u, v = directions.u, directions.v
    uu, uv, vv = u.T @ first @ u, u.T @ first @ v, v.T @ first @ v
    crossed = uv * (v.T @ second @ u) + uu * (v.T @ second @ v)
    # The other two of the four products are these the other way round.
    return np.asarray(crossed + uv.T * (u.T @ second @ v) + vv * (u.T @ second @ u))


def _halved(patterns: Patterns, found: Expected, mean: Array, directions: Directions, every: int = 1) -> Array:
    """(e, e): tr(W_p sigma_i W_p sigma_j) / 2 over all rows."""
    weight = found.inverse
    lost = weight @ found.spread @ weight
    entries = patterns.n * _pair(directions, weight, weight) / 2 - _pair(directions, weight, lost)
    for filled in patterns.filled(mean, weight):
        for rows in _gap_changes(filled, weight, directions, every):
            entries += rows.T @ rows
    return np.asarray(entries)


def _roots(filled: Filled, weight: Array, part: slice) -> Array:
    """(k, g, p): B' of some patterns of a batch."""
    lower = np.linalg.cholesky(filled.within[part])
    return np.asarray(np.matmul(lower.transpose(0, 2, 1), weight[filled.batch.gaps[part]]))


def _gap_changes(filled: Filled, weight: Array, directions: Directions, every: int) -> Iterator[Array]:
    """(…, e): of each pattern the g (g + 1) / 2 numbers of B' sigma_i B, weighed so that their products sum up to
    n_p tr(B' sigma_i B B' sigma_j B) / 2. Of `every` so many patterns one stands for all."""
    gaps = filled.batch.gaps.shape[1]
    if not gaps:
        return
    first, second = np.triu_indices(gaps)
    # Off the diagonal each number stands for two.
    scale = np.where(first == second, np.sqrt(0.5), 1.0)
    counts = filled.batch.counts[::every]
    counts = counts * (filled.batch.counts.sum() / counts.sum())
    size = max(1, _CHUNK // (len(first) * directions.u.shape[1]))
    for begin in range(0, len(counts), size):
        part = slice(begin * every, (begin + size) * every, every)
        roots = _roots(filled, weight, part)
        u, v = roots @ directions.u, roots @ directions.v
        changes = u[:, first] * v[:, second] + v[:, first] * u[:, second]
        changes *= scale[:, None] * np.sqrt(counts[begin : begin + size])[:, None, None]
        yield changes.reshape(-1, changes.shape[2])


def _row_changes(filled: Filled, weight: Array, directions: Directions) -> Iterator[Array]:
    """(…, e): B' q_i of each row."""
    gaps = filled.batch.gaps.shape[1]
    if not gaps:
        return
    size = max(1, _CHUNK // (gaps * directions.u.shape[1]))
    for begin in range(0, len(filled.rows), size):
        part = slice(begin, begin + size)
        of = filled.batch.of[part]
        roots = _roots(filled, weight, slice(int(of[0]), int(of[-1]) + 1))[of - of[0]]
        pulled = filled.rows[part] @ weight
        changes = (roots @ directions.u) * (pulled @ directions.v)[:, None, :]
        changes += (roots @ directions.v) * (pulled @ directions.u)[:, None, :]
        changes += filled.batch.share[part][:, None, None] * (roots @ directions.mean)
        yield changes.reshape(-1, changes.shape[2])
