"""What an estimator hands on: parameters found, their covariance, and the tests; and what a reader gets of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from scoring.analysis.problems import Remark
from scoring.analysis.table import Row, Table

Array: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Moments:
    """Of one group: `n` rows, `mean` (p), `covariance` (p, p; correlations of the latent responses for ordinal items),
    `thresholds` by item ("" for none), in the order of the table's observed variables.
    """

    n: int
    mean: Array
    covariance: Array
    thresholds: Mapping[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chi2:
    """`scaling`: what the plain statistic was divided by (1 without correction), `shift`: what was then added."""

    chi2: float
    df: float
    p: float
    scaling: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Solution:
    """`theta` (q): the free parameters in their numbers' order; `covariance` (q, q) of them. `test`: the plain one,
    `robust`: the estimator's own (MLM, WLSMV). `baseline`: of the model in which the variables are unrelated.
    `score_information(table, theta)`: gradient (q,) of n times the fit function's half and information (q, q), of this
    table or one with more free parameters, for modification indices. `candidate_information(rows)`, where the estimator
    can do it at less cost: gradient (c) of rows that are not free, their information with the free parameters (q, c)
    and with themselves alone (c), and that of the free parameters (q, q). `gfi`, `agfi` where the estimator weighs its
    own.
    """

    table: Table
    theta: Array
    covariance: Array
    converged: bool
    iterations: int
    sample: tuple[Moments, ...]
    implied: tuple[Moments, ...]
    test: Chi2
    baseline: Chi2
    robust: Chi2 | None = None
    baseline_robust: Chi2 | None = None
    loglik: float | None = None
    loglik_saturated: float | None = None
    gfi: float | None = None
    agfi: float | None = None
    score_information: Callable[[Table, Array], tuple[Array, Array]] | None = None
    candidate_information: Callable[[Sequence[Row]], tuple[Array, Array, Array, Array]] | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """One row of the answer. `free` False: `se`, `z`, `p` are None. `std`: all variables standardised (lavaan's
    std.all), `std_latent`: latent ones only (std.lv). `op` ":=" for defined effects. `lo`, `hi`: 95 %.
    """

    lhs: str
    op: str
    rhs: str
    group: str
    label: str
    free: bool
    est: float
    se: float | None
    z: float | None
    p: float | None
    lo: float | None
    hi: float | None
    std: float
    std_latent: float
    std_se: float | None = None


@dataclass(frozen=True, slots=True)
class Modification:
    """What freeing one parameter would gain: `index` (chi2, 1 df), `change` expected of the parameter, `std_change`."""

    lhs: str
    op: str
    rhs: str
    group: str
    index: float
    change: float
    std_change: float


@dataclass(frozen=True, slots=True)
class SemResult:
    """The whole answer of CFA or SEM. `n` rows used of `n_given`; by group in `groups`. `fit`: name -> figure, None
    where it says nothing (a saturated model has no RMSEA to boast of): "chi2", "df", "p", "cfi", "tli", "ifi", "rmsea",
    "rmsea_lo", "rmsea_hi", "rmsea_p", "srmr", "gfi", "agfi", "aic", "bic", "loglik", "npar", "baseline_chi2",
    "baseline_df". With MLM and WLSMV the plain names hold the estimator's own corrected figures, "…_naive" the
    uncorrected ones, "…_scaled" the corrected, "…_robust" lavaan's robust ones, and "scaling" the factor.
    `r2`: variable -> R² (by group). `residuals`: by group (p, p), correlations left unexplained. `table`, `theta` and
    `covariance`: for who computes on.
    """

    n: int
    n_given: int
    groups: Mapping[str, int]
    estimator: str
    missing: str
    convention: str
    converged: bool
    iterations: int
    saturated: bool
    fit: Mapping[str, float | None]
    estimates: tuple[Estimate, ...]
    r2: Mapping[str, Mapping[str, float]]
    residuals: Mapping[str, Array]
    modifications: tuple[Modification, ...]
    ordinal: tuple[str, ...]
    remarks: tuple[Remark, ...]
    table: Table
    solution: Solution
