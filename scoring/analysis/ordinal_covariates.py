"""Moments of ordinal and continuous variables given continuous or dichotomous predictors (lavaan's `conditional.x`).

Nothing is assumed of the predictors: thresholds and slopes come from a probit regression of each ordinal item (McKelvey
& Zavoina 1975, J Math Sociol 4:103-120), the correlations are those of what the predictors leave (Muthén 1984,
Psychometrika 49:115-132). Each person then has thresholds of their own, so there are no tables to look things up in:
time and memory grow with people times pairs of variables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.special import ndtr

from scoring.analysis.bivariate_normal import FAR, density, distribution
from scoring.analysis.ordinal_coding import Coded
from scoring.analysis.ordinal_influence import normal_density
from scoring.analysis.ordinal_moments import OrdinalMoments, Predicted
from scoring.analysis.ordinal_people import multiplier
from scoring.analysis.ordinal_regression import GivenVariable, in_units, marks, number_given, ordinal_given, split
from scoring.analysis.polychoric import BOUND, LEAST
from scoring.analysis.polyserial import Number, mixed_scores, number_scores, polyserial
from scoring.analysis.problems import AnalysisError

Array: TypeAlias = np.ndarray[Any, Any]

TOO_LARGE: Final = "ordinal-covariates-too-large"

_MOST: Final = 4e7
"""People times moments: 320 MB of influences."""


class _Influences:
    def __init__(self, rows: Array) -> None:
        self._rows = rows

    def products(self, scale: Array) -> Array:
        scaled = self._rows * scale[:, None]
        return np.asarray(scaled @ scaled.T)


def moments_given(
    values: Array, inner: Array, outer: Array, ordinal: Array, coded: Coded | None, names: Sequence[str]
) -> OrdinalMoments:
    """`values` (n, all) without gaps; `inner` (p) and `outer` (k): places of the others and of the predictors;
    `ordinal` (p); `coded`: the ordinal ones as categories; `names` of all.
    """
    x = values[:, outer]
    centre, spread = x.mean(axis=0), x.std(axis=0)
    z = (x - centre) / spread
    n, p, k = len(values), len(inner), len(outer)
    if n * (p * (p + 1) / 2 + p * (k + 4)) > _MOST:
        raise AnalysisError(TOO_LARGE, items=p, n=n)
    variables = []
    at = 0
    for place, is_ordinal in zip(inner, ordinal, strict=True):
        if is_ordinal:
            assert coded is not None
            variables.append(ordinal_given(coded.codes[at].astype(int), coded.categories[at], z, names[place]))
            at += 1
        else:
            variables.append(number_given(values[:, place], z))
    first, second = np.triu_indices(p, 1)
    found = [_pair(variables[i], variables[j], z) for i, j in zip(first, second, strict=True)]
    back = [in_units(variable, centre, spread) for variable in variables]
    covariance = np.diag([variable.sd**2 for variable in variables])
    covariance[first, second] = covariance[second, first] = [each[0] for each in found]
    heads, slopes, variances = zip(
        *(split(own, k, variable) for (own, _), variable in zip(back, variables, strict=True)), strict=True
    )
    observed = np.concatenate([*heads, np.concatenate(slopes), *variances, covariance[first, second]])
    parts = [split(rows, k, variable) for (_, rows), variable in zip(back, variables, strict=True)]
    rows = np.concatenate(
        [*(part[0] for part in parts), *(part[1] for part in parts), *(part[2] for part in parts)]
        + [each[1][None] for each in found]
    )
    return OrdinalMoments(
        n=n,
        ordinal=ordinal,
        cuts=tuple(head for head, is_ordinal in zip(heads, ordinal, strict=True) if is_ordinal),
        mean=np.array([0.0 if is_ordinal else head[0] for head, is_ordinal in zip(heads, ordinal, strict=True)]),
        covariance=covariance,
        first=first,
        second=second,
        observed=observed,
        diagonal=multiplier(n) * np.einsum("mn,mn->m", rows, rows),
        influence=_Influences(rows),
        inner=inner,
        predicted=Predicted(outer, np.array(slopes), centre, np.atleast_2d(np.cov(x.T))),
    )


def _pair(first: GivenVariable, second: GivenVariable, z: Array) -> tuple[float, Array]:
    """Covariance of what the predictors leave of two variables, and each person's influence on it (n)."""
    if first.number is not None and second.number is not None:
        r, score, own, other = _two_numbers(first.number, second.number, z)
    elif first.number is not None:
        r, score, own, other = _number_and_item(first.number, second, z)
    elif second.number is not None:
        r, score, other, own = _number_and_item(second.number, first, z)
    else:
        r, score, own, other = _two_items(first, second, z)
    influence = score - first.influence @ (score @ own) - second.influence @ (score @ other)
    influence *= first.sd * second.sd / float(score @ score)
    for variable, beside in ((first, second), (second, first)):
        if variable.number is not None:
            influence = influence + r * beside.sd / (2.0 * variable.sd) * variable.influence[:, -1]
    return r * first.sd * second.sd, influence


_Scores: TypeAlias = tuple[float, Array, Array, Array]


def _two_numbers(first: Number, second: Number, z: Array) -> _Scores:
    r = float((first.z * second.z).mean())
    score, own, other = number_scores(first, second, r)
    return r, score, _with_slopes(own, z), _with_slopes(other, z)


def _with_slopes(own: Array, z: Array) -> Array:
    """Scores of mean, slopes and variance from those of mean and variance."""
    return np.column_stack([own[:, :1], own[:, :1] * z, own[:, 1:]])


def _number_and_item(number: Number, item: GivenVariable, z: Array) -> _Scores:
    assert item.lower is not None
    assert item.upper is not None
    assert item.codes is not None
    r = polyserial(number.z, item.lower, item.upper)
    score, own, cuts = mixed_scores(number, item.codes, item.lower, item.upper, r, item.cuts)
    # All thresholds together move as the predictors' sum does the other way.
    return r, score, _with_slopes(own, z), np.column_stack([cuts, -cuts.sum(axis=1, keepdims=True) * z])


def _two_items(first: GivenVariable, second: GivenVariable, z: Array) -> _Scores:
    h, k = _ends(first), _ends(second)
    r = _correlation(h, k)
    probability, slope = _rectangle(h, k, r)
    possible = probability > LEAST
    safe = np.where(possible, probability, np.inf)
    root = np.sqrt(1.0 - r * r)
    return r, slope / safe, _edges(first, h, k, r, root, safe, z), _edges(second, k, h, r, root, safe, z)


def _ends(item: GivenVariable) -> Array:
    """(n, 2)"""
    assert item.lower is not None
    assert item.upper is not None
    return np.asarray(np.clip(np.column_stack([item.lower, item.upper]), -FAR, FAR))


def _rectangle(h: Array, k: Array, r: float) -> tuple[Array, Array]:
    """Probability of each person's two categories, and its derivative by r."""
    at = np.full(len(h), r)
    below = distribution(h, k, at)
    corners = density(h[:, :, None], k[:, None, :], at[:, None, None])
    return _difference(below), _difference(corners)


def _difference(corners: Array) -> Array:
    return np.asarray(corners[:, 1, 1] - corners[:, 0, 1] - corners[:, 1, 0] + corners[:, 0, 0])


def _correlation(h: Array, k: Array) -> float:
    middle_h, middle_k = h.clip(-3, 3).sum(axis=1), k.clip(-3, 3).sum(axis=1)
    r = float(np.clip(np.corrcoef(middle_h, middle_k)[0, 1], -0.9, 0.9))
    low, high = -BOUND, BOUND
    for _ in range(100):
        probability, slope = _rectangle(h, k, r)
        score = np.where(probability > LEAST, slope / np.maximum(probability, LEAST), 0.0)
        gradient = float(score.sum())
        low, high = (r, high) if gradient > 0 else (low, r)
        following = r + gradient / max(float(score @ score), 1e-12)
        if not low < following < high:
            following = 0.5 * (r + (high if gradient > 0 else low))
        if abs(following - r) < 1e-10:
            break
        r = following
    return r


def _edges(item: GivenVariable, own: Array, other: Array, r: float, root: float, safe: Array, z: Array) -> Array:
    """(n, thresholds and slopes): scores of one of two items from the probability of both categories."""
    assert item.codes is not None
    heights = []
    for end in (0, 1):
        at = own[:, end]
        inside = ndtr((other[:, 1] - r * at) / root) - ndtr((other[:, 0] - r * at) / root)
        heights.append(normal_density(at) * inside / safe)
    cuts = marks(item.codes, item.cuts, 0) * heights[1][:, None] - marks(item.codes, item.cuts, 1) * heights[0][:, None]
    return np.column_stack([cuts, (heights[0] - heights[1])[:, None] * z])
