"""One variable given predictors: probit regression of an ordinal item, linear regression of a continuous variable.

Probit: McKelvey & Zavoina (1975, J Math Sociol 4:103-120), by maximum likelihood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.special import ndtr, ndtri

from scoring.analysis.bivariate_normal import FAR
from scoring.analysis.ordinal_influence import normal_density
from scoring.analysis.polyserial import Number
from scoring.analysis.problems import AnalysisError

Array: TypeAlias = np.ndarray[Any, Any]

SEPARATED: Final = "ordinal-separated"

_STEEPEST: Final = 15.0


@dataclass(frozen=True, slots=True)
class GivenVariable:
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


def split(own: Array, k: int, variable: GivenVariable) -> tuple[Array, Array, Array]:
    """Thresholds or intercept, slopes, and the variance of a continuous variable."""
    head = variable.cuts or 1
    return own[:head], own[head : head + k], own[head + k :]


def in_units(variable: GivenVariable, centre: Array, spread: Array) -> tuple[Array, Array]:
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


def number_given(y: Array, z: Array) -> GivenVariable:
    design = np.column_stack([np.ones(len(y)), z])
    beta = np.linalg.lstsq(design, y, rcond=None)[0]
    residual = y - design @ beta
    sd = float(np.sqrt((residual**2).mean()))
    scores = np.column_stack([design * (residual / sd**2)[:, None], ((residual / sd) ** 2 - 1.0) / (2.0 * sd**2)])
    influence = np.linalg.solve(scores.T @ scores, scores.T).T
    return GivenVariable(np.append(beta, sd**2), influence, number=Number(residual / sd, 0.0, sd, influence))


def ordinal_given(codes: Array, categories: int, z: Array, name: str) -> GivenVariable:
    """AnalysisError "ordinal-separated" where the predictors tell the categories apart without fail."""
    try:
        found = _probit_regression(codes, categories, z)
    except np.linalg.LinAlgError:
        raise AnalysisError(SEPARATED, item=name) from None
    if float(np.abs(found.own).max()) > _STEEPEST:
        raise AnalysisError(SEPARATED, item=name)
    return found


def _probit_regression(codes: Array, categories: int, z: Array) -> GivenVariable:
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
    return GivenVariable(own, influence, lower=edges[codes] - moved, upper=edges[codes + 1] - moved, codes=codes)


def _probit(codes: Array, z: Array, own: Array, cuts: int) -> tuple[Array, Array, Array]:
    """Likelihood (n), scores (n, own) and the curvature (own, own)."""
    edges = np.concatenate([[-FAR], own[:cuts], [FAR]])
    moved = z @ own[cuts:]
    upper, lower = edges[codes + 1] - moved, edges[codes] - moved
    share = np.maximum(ndtr(upper) - ndtr(lower), 1e-300)
    to_upper = np.column_stack([marks(codes, cuts, 0), -z])
    to_lower = np.column_stack([marks(codes, cuts, 1), -z])
    high, low = normal_density(upper), normal_density(lower)
    scores = (to_upper * high[:, None] - to_lower * low[:, None]) / share[:, None]
    bend_high, bend_low = np.clip(upper, -FAR, FAR) * high / share, np.clip(lower, -FAR, FAR) * low / share
    curvature = scores.T @ scores + (to_upper * bend_high[:, None]).T @ to_upper
    return share, scores, curvature - (to_lower * bend_low[:, None]).T @ to_lower


def marks(codes: Array, cuts: int, less: int) -> Array:
    """(n, cuts): 1 where the threshold is the upper (`less` 0) or lower (1) end of the person's category."""
    return np.asarray((codes[:, None] - less == np.arange(cuts)).astype(float))
