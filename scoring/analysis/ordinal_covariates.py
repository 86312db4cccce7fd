"""Moments of ordinal and continuous variables given continuous or dichotomous predictors (lavaan's `conditional.x`).

Nothing is assumed of the predictors: thresholds and slopes come from a probit regression of each ordinal item (McKelvey
& Zavoina 1975, J Math Sociol 4:103-120), the correlations are those of what the predictors leave (Muthén 1984,
Psychometrika 49:115-132). Each person then has thresholds of their own, so there are no tables to look things up in:
time and memory grow with people times pairs of variables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.special import ndtr, ndtri

from scoring.analysis.bivariate_normal import FAR, density, distribution
from scoring.analysis.ordinal_coding import Coded
from scoring.analysis.ordinal_influence import normal_density
from scoring.analysis.ordinal_moments import OrdinalMoments, Predicted
from scoring.analysis.ordinal_people import multiplier
from scoring.analysis.polychoric import BOUND, LEAST
from scoring.analysis.polyserial import Number, mixed_scores, number_scores, polyserial
from scoring.analysis.problems import AnalysisError

Array: TypeAlias = np.ndarray[Any, Any]

TOO_LARGE: Final = "ordinal-covariates-too-large"
SEPARATED: Final = "ordinal-separated"

_STEEPEST: Final = 15.0
_MOST: Final = 4e7
"""People times moments: 320 MB of influences."""


@dataclass(frozen=True, slots=True)
class _Variable:
    """One variable given z, the standardised predictors. `lower`, `upper` (n): an ordinal one's thresholds around each
    person's category, moved by the predictors; `number`: a continuous one's residual. `influence` (n, own): on its
    thresholds or intercept, its slopes, its residual variance. `own`: its estimates in that order.
    """

    own: Array
    influence: Array
    lower: Array | None = None
    upper: Array | None = None
    codes: Array | None = None
    number: Number | None = None

    @property
    def sd(self) -> float:
        return self.number.sd if self.number is not None else 1.0

    @property
    def cuts(self) -> int:
        """How many thresholds; 0 of a continuous variable."""
        return int(self.codes.max()) if self.codes is not None else 0


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
            variables.append(_ordinal_given(coded.codes[at].astype(int), coded.categories[at], z, names[place]))
            at += 1
        else:
            variables.append(_number_given(values[:, place], z))
    first, second = np.triu_indices(p, 1)
    found = [_pair(variables[i], variables[j], z) for i, j in zip(first, second, strict=True)]
    back = [_in_units(variable, centre, spread) for variable in variables]
    covariance = np.diag([variable.sd**2 for variable in variables])
    covariance[first, second] = covariance[second, first] = [each[0] for each in found]
    heads, slopes, variances = zip(
        *(_split(own, k, variable) for (own, _), variable in zip(back, variables, strict=True)), strict=True
    )
    observed = np.concatenate([*heads, np.concatenate(slopes), *variances, covariance[first, second]])
    parts = [_split(rows, k, variable) for (_, rows), variable in zip(back, variables, strict=True)]
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


def _split(own: Array, k: int, variable: _Variable) -> tuple[Array, Array, Array]:
    """Thresholds or intercept, slopes, and the variance of a continuous variable."""
    head = variable.cuts or 1
    return own[:head], own[head : head + k], own[head + k :]


def _in_units(variable: _Variable, centre: Array, spread: Array) -> tuple[Array, Array]:
    """Estimates and influences (own, n) for predictors as they are, from those for standardised ones."""
    own, rows = variable.own.copy(), variable.influence.T.copy()
    head = variable.cuts or 1
    # A threshold at 0 of the predictors lies higher by what they do at their mean, an intercept lower.
    sign = 1.0 if variable.cuts else -1.0
    for at, (middle, unit) in enumerate(zip(centre, spread, strict=True), start=head):
        own[at] /= unit
        rows[at] /= unit
        own[:head] += sign * middle * own[at]
        rows[:head] += sign * middle * rows[at]
    return own, rows


def _number_given(y: Array, z: Array) -> _Variable:
    design = np.column_stack([np.ones(len(y)), z])
    beta = np.linalg.lstsq(design, y, rcond=None)[0]
    residual = y - design @ beta
    sd = float(np.sqrt((residual**2).mean()))
    scores = np.column_stack([design * (residual / sd**2)[:, None], ((residual / sd) ** 2 - 1.0) / (2.0 * sd**2)])
    influence = np.linalg.solve(scores.T @ scores, scores.T).T
    return _Variable(np.append(beta, sd**2), influence, number=Number(residual / sd, 0.0, sd, influence))


def _ordinal_given(codes: Array, categories: int, z: Array, name: str) -> _Variable:
    """AnalysisError "ordinal-separated" where the predictors tell the categories apart without fail."""
    try:
        found = _probit_regression(codes, categories, z)
    except np.linalg.LinAlgError:
        raise AnalysisError(SEPARATED, item=name) from None
    if float(np.abs(found.own).max()) > _STEEPEST:
        raise AnalysisError(SEPARATED, item=name)
    return found


def _probit_regression(codes: Array, categories: int, z: Array) -> _Variable:
    """Newton's method on the log-likelihood, which has one maximum."""
    cuts = categories - 1
    shares = np.bincount(codes, minlength=categories) / len(codes)
    own = np.concatenate([ndtri(shares.cumsum()[:-1]), np.zeros(z.shape[1])])
    for _ in range(50):
        likelihood, scores, curvature = _probit(codes, z, own, cuts)
        step = np.linalg.solve(curvature, scores.sum(axis=0))
        before = float(np.log(likelihood).sum())
        for _ in range(30):
            following = own + step
            if (np.diff(following[:cuts]) > 0).all():
                after = _probit(codes, z, following, cuts)[0]
                if (after > 0).all() and float(np.log(after).sum()) >= before - 1e-9:
                    break
            step = 0.5 * step
        own = own + step
        if float(np.abs(step).max()) < 1e-11:
            break
    _, scores, _ = _probit(codes, z, own, cuts)
    influence = np.linalg.solve(scores.T @ scores, scores.T).T
    edges = np.concatenate([[-FAR], own[:cuts], [FAR]])
    moved = z @ own[cuts:]
    return _Variable(own, influence, lower=edges[codes] - moved, upper=edges[codes + 1] - moved, codes=codes)


def _probit(codes: Array, z: Array, own: Array, cuts: int) -> tuple[Array, Array, Array]:
    """Likelihood (n), scores (n, own) and the curvature (own, own)."""
    edges = np.concatenate([[-FAR], own[:cuts], [FAR]])
    moved = z @ own[cuts:]
    upper, lower = edges[codes + 1] - moved, edges[codes] - moved
    share = np.maximum(ndtr(upper) - ndtr(lower), 1e-300)
    to_upper = np.column_stack([_marks(codes, cuts, 0), -z])
    to_lower = np.column_stack([_marks(codes, cuts, 1), -z])
    high, low = normal_density(upper), normal_density(lower)
    scores = (to_upper * high[:, None] - to_lower * low[:, None]) / share[:, None]
    bend_high, bend_low = np.clip(upper, -FAR, FAR) * high / share, np.clip(lower, -FAR, FAR) * low / share
    curvature = scores.T @ scores + (to_upper * bend_high[:, None]).T @ to_upper
    return share, scores, curvature - (to_lower * bend_low[:, None]).T @ to_lower


def _marks(codes: Array, cuts: int, less: int) -> Array:
    """(n, cuts): 1 where the threshold is the upper (`less` 0) or lower (1) end of the person's category."""
    return np.asarray((codes[:, None] - less == np.arange(cuts)).astype(float))


def _pair(first: _Variable, second: _Variable, z: Array) -> tuple[float, Array]:
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


def _number_and_item(number: Number, item: _Variable, z: Array) -> _Scores:
    assert item.lower is not None
    assert item.upper is not None
    assert item.codes is not None
    r = polyserial(number.z, item.lower, item.upper)
    score, own, cuts = mixed_scores(number, item.codes, item.lower, item.upper, r, item.cuts)
    # All thresholds together move as the predictors' sum does the other way.
    return r, score, _with_slopes(own, z), np.column_stack([cuts, -cuts.sum(axis=1, keepdims=True) * z])


def _two_items(first: _Variable, second: _Variable, z: Array) -> _Scores:
    h, k = _ends(first), _ends(second)
    r = _correlation(h, k)
    probability, slope = _rectangle(h, k, r)
    possible = probability > LEAST
    safe = np.where(possible, probability, np.inf)
    root = np.sqrt(1.0 - r * r)
    return r, slope / safe, _edges(first, h, k, r, root, safe, z), _edges(second, k, h, r, root, safe, z)


def _ends(item: _Variable) -> Array:
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


def _edges(item: _Variable, own: Array, other: Array, r: float, root: float, safe: Array, z: Array) -> Array:
    """(n, thresholds and slopes): scores of one of two items from the probability of both categories."""
    assert item.codes is not None
    heights = []
    for end in (0, 1):
        at = own[:, end]
        inside = ndtr((other[:, 1] - r * at) / root) - ndtr((other[:, 0] - r * at) / root)
        heights.append(normal_density(at) * inside / safe)
    cuts = (
        _marks(item.codes, item.cuts, 0) * heights[1][:, None] - _marks(item.codes, item.cuts, 1) * heights[0][:, None]
    )
    return np.column_stack([cuts, (heights[0] - heights[1])[:, None] * z])
