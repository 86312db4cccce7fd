"""The model that others are measured against: no variable has to do with another, predictors excepted.

Its solution is in closed form. Fixed exogenous variables keep their covariances, as lavaan has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from scipy.special import chdtrc

from scoring.analysis.solution import Chi2, Moments
from scoring.analysis.table import Table

Array: TypeAlias = np.ndarray[Any, Any]


def predictor_places(table: Table) -> Array:
    """Where the observed variables stand that only predict."""
    return np.array([table.observed.index(name) for name in table.predictors], dtype=int)


def baseline_covariance(table: Table, covariance: Array) -> Array:
    """(p, p): the sample's variances, and the predictors' covariances."""
    places = predictor_places(table)
    found = np.diag(np.diag(covariance)).astype(float)
    found[np.ix_(places, places)] = covariance[np.ix_(places, places)]
    return found


def baseline_test(table: Table, samples: Sequence[Moments], multipliers: Sequence[float] | Array) -> Chi2:
    """`multipliers`: of each group's fit function in chi2."""
    p, k = len(table.observed), len(table.predictors)
    df = len(samples) * (p * (p - 1) - k * (k - 1)) // 2
    chi2 = 0.0
    for sample, multiplier in zip(samples, multipliers, strict=True):
        apart = np.linalg.slogdet(baseline_covariance(table, sample.covariance))[1]
        chi2 += float(multiplier) * float(apart - np.linalg.slogdet(sample.covariance)[1])
    return Chi2(chi2, df, float(chdtrc(df, chi2)) if df else float("nan"))
