"""Where a search for parameters starts: near enough for the first steps, and possible (sigma positive definite).

Loadings by instrumental variables (Hägglund 1982, Psychometrika 47:209-222, "FABIN 3"), residual variances half of the
variances, regressions among observed variables by least squares; a factor's variance from its items' covariances.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.solution import Moments
from scoring.analysis.structure import Structure
from scoring.analysis.table import Row, Table

Array: TypeAlias = np.ndarray[Any, Any]
Key: TypeAlias = tuple[str, str, str]

_MANY = 8
"""Items of a factor above which the best instruments' weights are not worth their time."""


def exogenous_moments(table: Table, group: int, sample: Moments) -> Mapping[Key, float]:
    """The sample's value of each moment of observed predictors that the table fixes at it."""
    index = {name: place for place, name in enumerate(table.observed)}
    found: dict[Key, float] = {}
    for row in table.of_group(group):
        if row.exogenous and not row.free and row.value is None:
            at = index[row.lhs]
            value = sample.mean[at] if row.op == "~1" else sample.covariance[at, index[row.rhs]]
            found[row.lhs, row.op, row.rhs] = float(value)
    return found


def start_values(table: Table, samples: Sequence[Moments]) -> Array:
    """(q): the author's own starts where given; of parameters held equal, the mean of what their rows would have."""
    sums, counts = np.zeros(table.size), np.zeros(table.size)
    own: dict[int, float] = {}
    for group, sample in enumerate(samples, start=1):
        values = _of_group(table, group, sample)
        for row in table.of_group(group):
            if not row.free:
                continue
            if row.value is not None:
                own.setdefault(row.free - 1, row.value)
            sums[row.free - 1] += values[row]
            counts[row.free - 1] += 1
    theta = sums / np.maximum(counts, 1)
    for number, value in own.items():
        theta[number] = value
    return _with_means(table, samples, theta, own) if table.means else theta


def cautious_values(table: Table, samples: Sequence[Moments], start: Array) -> Array:
    """(q): where `start` is impossible, as near to it as is possible in any case: nothing explains or goes with
    anything but items with their factors, and every item keeps its whole variance beside."""
    theta = start.copy()
    for group, sample in enumerate(samples, start=1):
        for row in table.of_group(group):
            if row.free and row.op in ("~", "~~"):
                own = row.lhs == row.rhs and row.lhs in table.observed
                place = table.observed.index(row.lhs) if own else 0
                if own:
                    theta[row.free - 1] = sample.covariance[place, place]
                elif row.lhs != row.rhs:
                    theta[row.free - 1] = 0.0
    return theta


def with_slight_factors(table: Table, start: Array) -> Array:
    """(q): the same with latent variances of 0.05, where lavaan starts."""
    theta = start.copy()
    for row in table.rows:
        if row.free and row.op == "~~" and row.lhs == row.rhs and row.lhs in table.latent and row.value is None:
            theta[row.free - 1] = 0.05
    return theta


def _with_means(table: Table, samples: Sequence[Moments], start: Array, own: Mapping[int, float]) -> Array:
    """(q): means and intercepts that come nearest to the samples' means, the rest as it is; items weigh by their
    standard deviations. A factor whose marker has a fixed intercept would otherwise start far from its mean."""
    other = {row.free - 1 for row in table.rows if row.op != "~1"} | set(own)
    numbers = sorted({row.free - 1 for row in table.rows if row.free} - other)
    slopes, apart = [], []
    for group, sample in enumerate(samples, start=1):
        structure = Structure(table, group, exogenous_moments(table, group, sample))
        try:
            implied = structure.implied(start)
        except np.linalg.LinAlgError:
            return start
        spread = np.sqrt(np.diag(sample.covariance))
        slopes.append(structure.directions(implied).mean_moments()[:, numbers] / spread[:, None])
        apart.append((sample.mean - implied.mu) / spread)
    theta = start.copy()
    theta[numbers] += np.linalg.lstsq(np.concatenate(slopes), np.concatenate(apart), rcond=None)[0]
    return theta


def _of_group(table: Table, group: int, sample: Moments) -> Mapping[Row, float]:
    rows = table.of_group(group)
    index = {name: place for place, name in enumerate(table.observed)}
    loadings, variances = _factors(table, rows, index, sample.covariance)
    slopes = _slopes(table, rows, index, sample.covariance)
    values: dict[Row, float] = {}
    for row in rows:
        if row.op == "=~":
            values[row] = loadings.get((row.lhs, row.rhs), 1.0)
        elif row.op == "~":
            values[row] = slopes.get((row.lhs, row.rhs), 0.0)
        elif row.op == "~1":
            values[row] = float(sample.mean[index[row.lhs]]) if row.lhs in index else 0.0
        elif row.op == "~~":
            values[row] = _covariance(row, index, sample.covariance, variances, slopes)
        else:
            values[row] = 1.0
    return values


def _covariance(
    row: Row,
    index: Mapping[str, int],
    covariance: Array,
    variances: Mapping[str, float],
    slopes: Mapping[tuple[str, str], float],
) -> float:
    if row.lhs != row.rhs:
        both = row.lhs in index and row.rhs in index
        return float(covariance[index[row.lhs], index[row.rhs]]) if row.exogenous and both else 0.0
    if row.lhs in index:
        variance = float(covariance[index[row.lhs], index[row.lhs]])
        return variance if row.exogenous else slopes.get((row.lhs, ""), 0.5 * variance)
    return variances.get(row.lhs, 0.05)


def _factors(
    table: Table, rows: Sequence[Row], index: Mapping[str, int], covariance: Array
) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Loadings by (factor, item), and variances of factors."""
    loadings: dict[tuple[str, str], float] = {}
    variances: dict[str, float] = {}
    ones: dict[str, float] = {}
    for factor in table.latent:
        own = [row for row in rows if row.op == "=~" and row.lhs == factor]
        scaled = any(not row.free and row.value for row in own)
        if any(row.rhs not in index for row in own) or not own:
            ones[factor] = 1.0
            continue
        fixed = [at for at, row in enumerate(own) if not row.free and row.value]
        first = fixed[0] if fixed else 0
        order = [first, *(at for at in range(len(own)) if at != first)]
        places = [index[own[at].rhs] for at in order]
        found = fabin(covariance[np.ix_(places, places)])
        marker = own[first].value if fixed else None
        scale = float(marker) if marker else 1.0
        size = _factor_variance(covariance[np.ix_(places, places)], found)
        if not scaled:
            scale, size = float(np.sqrt(size)), 1.0
        else:
            size /= scale**2
        for at, value in zip(order, found, strict=True):
            loadings[factor, own[at].rhs] = float(value) * scale
        variances[factor] = size
    variances.update({factor: _of_higher(factor, rows, variances) for factor in ones})
    return loadings, variances


def _of_higher(factor: str, rows: Sequence[Row], variances: Mapping[str, float]) -> float:
    """Half of the smallest variance that it shall explain."""
    below = [variances[row.rhs] for row in rows if row.op == "=~" and row.lhs == factor and row.rhs in variances]
    return 0.5 * min(below) if below else 0.05


def fabin(covariance: Array) -> Array:
    """(k): loadings of the items of one factor, the first 1. Two items and those without a trace of a factor: 1."""
    size = len(covariance)
    ones = np.ones(size)
    spread = np.sqrt(np.diag(covariance))
    if size < 3:
        return np.asarray(np.where(covariance[0] < 0, -1.0, 1.0) * spread / spread[0])
    if size > _MANY:
        return _many(covariance, spread)
    found = ones.copy()
    for item in range(1, size):
        others = [at for at in range(1, size) if at != item]
        instrument, target = covariance[others, 0], covariance[item, others]
        weight = np.linalg.lstsq(covariance[np.ix_(others, others)], instrument, rcond=None)[0]
        below = float(instrument @ weight)
        value = float(target @ weight) / below if below > 0 else np.nan
        if not np.isfinite(value) or value == 0.0:
            value = (np.sign(covariance[0, item]) or 1.0) * spread[item] / spread[0]
        bound = np.sqrt(10) * spread[item] / spread[0]
        found[item] = min(max(value, -bound), bound)
    return found


def _many(covariance: Array, spread: Array) -> Array:
    """The same with the plain instead of the best weights of the instruments ("FABIN 2"), in one go."""
    correlation = covariance / np.outer(spread, spread)
    first = correlation[0].copy()
    first[0] = 0.0
    apart = correlation - np.eye(len(spread))
    found = apart @ first / np.maximum((first @ first) - first**2, 1e-12)
    found[0] = 1.0
    bound = np.sqrt(10)
    return np.asarray(np.clip(np.where(found == 0.0, 1.0, found), -bound, bound) * spread / spread[0])


def _factor_variance(covariance: Array, loadings: Array) -> float:
    """From the covariances of its items, between a tenth and nine tenths of the first one's variance."""
    first = float(covariance[0, 0])
    apart = ~np.eye(len(loadings), dtype=bool)
    products = np.outer(loadings, loadings)[apart]
    size = float(covariance[apart] @ products / (products @ products)) if len(loadings) > 1 else first / 2
    return float(np.clip(size, 0.1 * first, 0.9 * first))


def _slopes(
    table: Table, rows: Sequence[Row], index: Mapping[str, int], covariance: Array
) -> dict[tuple[str, str], float]:
    """Of regressions among observed variables alone: slopes by (outcome, predictor), residual variance at (outcome,
    "")."""
    found: dict[tuple[str, str], float] = {}
    if table.latent:
        return found
    for outcome in dict.fromkeys(row.lhs for row in rows if row.op == "~"):
        names = [row.rhs for row in rows if row.op == "~" and row.lhs == outcome]
        places = [index[name] for name in names]
        target = covariance[places, index[outcome]]
        slope = np.linalg.lstsq(covariance[np.ix_(places, places)], target, rcond=None)[0]
        found.update({(outcome, name): float(value) for name, value in zip(names, slope, strict=True)})
        variance = float(covariance[index[outcome], index[outcome]])
        found[outcome, ""] = float(np.clip(variance - slope @ target, 0.01 * variance, variance))
    return found
