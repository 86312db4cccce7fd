"""Simulation studies: made-up people without number, and how often the analyses are right about them.

Each study draws its samples from one seed and hands back shares. `tests/scoring/analysis/test_simulations.py` runs
them small, `python -m benchmarks simulations` large.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis import ml
from scoring.analysis.data import GroupData
from scoring.analysis.fiml import fit_fiml
from scoring.analysis.model_syntax import parse
from scoring.analysis.ordinal_data import ordinal_data
from scoring.analysis.pls import pls, pls_of_correlations
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.reliability import reliability
from scoring.analysis.solution import Moments, Solution
from scoring.analysis.table import Table
from scoring.analysis.table_building import table_of
from scoring.analysis.wls import fit_moments

Array: TypeAlias = np.ndarray[Any, Any]

_LEVEL: Final = 1.959963984540054


@dataclass(frozen=True)
class Outcome:
    """`samples` drawn; `figures` by name: shares of samples, or means over them."""

    samples: int
    figures: dict[str, float]


def tolerance(share: float, samples: int, errors: float = 3.3) -> float:
    """How far a share of so many samples may be from the true one: 3.3 standard errors, once in a thousand."""
    return float(errors * np.sqrt(share * (1 - share) / samples))


TWO_FACTORS: Final = "f =~ a1 + a2 + a3 + a4\ng =~ b1 + b2 + b3 + b4\ng ~ f"
_LOADINGS: Final = np.array([1.0, 0.8, 0.9, 0.7, 1.0, 1.1, 0.8, 0.9])
_RESIDUALS: Final = np.array([0.5, 0.6, 0.7, 0.6, 0.5, 0.6, 0.7, 0.8])
_SLOPE: Final = 0.5
_TRUTH: Final = np.array([0.8, 0.9, 0.7, 1.1, 0.8, 0.9, _SLOPE, *_RESIDUALS, 1.0, 0.75])
"""In the order of the table: loadings, slope, residual variances, variances of f and of what is left of g."""


def two_factors(draw: np.random.Generator, n: int, *, skewed: bool) -> Array:
    """(n, 8): the answers of `TWO_FACTORS`. `skewed`: factors and errors are chi2 with 3 and 2 degrees of freedom, and
    people differ in how far they are from the middle in everything (by the root of chi2 / 4 with 4), which makes fourth
    moments 1.5 times as large and so does chi2.
    """

    def noise(*shape: int, df: float) -> Array:
        if not skewed:
            return draw.standard_normal(shape)
        return np.asarray((draw.chisquare(df, shape) - df) / np.sqrt(2 * df))

    first = noise(n, df=3)
    second = _SLOPE * first + np.sqrt(0.75) * noise(n, df=3)
    factors = np.column_stack([first] * 4 + [second] * 4)
    width = np.sqrt(draw.chisquare(4, (n, 1)) / 4) if skewed else 1.0
    return np.asarray(width * (_LOADINGS * factors + np.sqrt(_RESIDUALS) * noise(n, 8, df=2)))


def _moments(values: Array) -> Moments:
    return Moments(len(values), values.mean(axis=0), np.cov(values, rowvar=False, bias=True))


def _covered(solution: Solution, truth: Array) -> Array:
    errors = np.sqrt(np.diag(solution.covariance))
    return np.asarray(np.abs(solution.theta - truth) <= _LEVEL * errors)


def normal_theory(samples: int, n: int, seed: int, *, skewed: bool) -> Outcome:
    """ML and MLM on one true model: how often 95 % intervals hold the true value, how often chi2 rejects at 5 %."""
    draw, table = np.random.default_rng(seed), table_of(parse(TWO_FACTORS))
    means = table_of(parse(TWO_FACTORS), means=True)
    truth_with_means = _placed(means, table)
    shares = {"ml covers": 0.0, "mlm covers": 0.0, "ml rejects": 0.0, "mlm rejects": 0.0}
    for _ in range(samples):
        values = two_factors(draw, n, skewed=skewed)
        plain = ml.fit_ml(table, [_moments(values)])
        robust = ml.fit_ml(means, [_moments(values)], values=[values], robust=True)
        assert robust.robust is not None
        shares["ml covers"] += float(_covered(plain, _TRUTH).mean())
        shares["mlm covers"] += float(_covered(robust, truth_with_means).mean())
        shares["ml rejects"] += plain.test.p < 0.05
        shares["mlm rejects"] += robust.robust.p < 0.05
    return Outcome(samples, {name: float(share) / samples for name, share in shares.items()})


def _placed(means: Table, table: Table) -> Array:
    """The truth in the numbers of the table with means, which are all 0."""
    values = {(row.lhs, row.op, row.rhs): _TRUTH[row.free - 1] for row in table.rows if row.free}
    truth = np.zeros(means.size)
    for row in means.rows:
        if row.free:
            truth[row.free - 1] = values.get((row.lhs, row.op, row.rhs), 0.0)
    return truth


def ordinal_items(samples: int, n: int, seed: int) -> Outcome:
    """WLSMV on six items of four lopsided categories: how often it rejects the true model at 5 %, and how often the
    intervals of the loadings hold the true ones."""
    draw = np.random.default_rng(seed)
    names = [f"x{item}" for item in range(1, 7)]
    model = parse("f =~ NA*x1 + x2 + x3\ng =~ NA*x4 + x5 + x6\nf ~~ 1*f\ng ~~ 1*g")
    loadings = np.array([0.8, 0.7, 0.6, 0.75, 0.65, 0.7])
    cuts = np.array([-1.2, -0.2, 0.8])
    table: Table | None = None
    rejected = covered = 0.0
    for _ in range(samples):
        factors = draw.standard_normal((n, 2)) @ np.array([[1.0, 0.5], [0.0, np.sqrt(0.75)]])
        latent = loadings * np.repeat(factors, 3, axis=1) + np.sqrt(1 - loadings**2) * draw.standard_normal((n, 6))
        values = np.digitize(latent, cuts).astype(float)
        items = ordinal_data(names, names, [GroupData("", values)])
        table = table or table_of(model, ordered=names, categories=items.thresholds)
        found = fit_moments(table, items.groups)
        assert found.robust is not None
        rejected += found.robust.p < 0.05
        places = [row.free - 1 for row in table.rows if row.op == "=~"]
        errors = np.sqrt(np.diag(found.covariance))[places]
        covered += float((np.abs(found.theta[places] - loadings) <= _LEVEL * errors).mean())
    return Outcome(samples, {"rejects": rejected / samples, "covers": covered / samples})


def missing_at_random(samples: int, n: int, seed: int) -> Outcome:
    """Two of four items are missing where the first, which is there, is low: the mean of the last item and its
    loading, true 0 and 0.8, by FIML and from complete rows."""
    draw = np.random.default_rng(seed)
    table = table_of(parse("f =~ x1 + x2 + x3 + x4"), means=True)
    places = {(row.op, row.rhs or row.lhs): row.free - 1 for row in table.rows if row.free}
    mean, loading = places["~1", "x4"], places["=~", "x4"]
    found: dict[str, list[float]] = {
        key: [] for key in ("fiml mean", "listwise mean", "fiml loading", "covers", "rejects")
    }
    for _ in range(samples):
        score = draw.standard_normal((n, 1))
        values = np.array([1.0, 0.9, 0.7, 0.8]) * score + 0.6 * draw.standard_normal((n, 4))
        gone = (values[:, 0] < 0) & (draw.random(n) < 0.8)
        holes = values.copy()
        holes[gone, 2:] = np.nan
        fiml = fit_fiml(table, [GroupData("", holes)])
        errors = np.sqrt(np.diag(fiml.covariance))
        found["fiml mean"].append(float(fiml.theta[mean]))
        found["fiml loading"].append(float(fiml.theta[loading]))
        found["listwise mean"].append(float(values[~gone, 3].mean()))
        inside = [abs(fiml.theta[at] - true) <= _LEVEL * errors[at] for at, true in ((mean, 0.0), (loading, 0.8))]
        found["covers"].append(float(np.mean(inside)))
        found["rejects"].append(float(fiml.test.p < 0.05))
    figures = {key: float(np.mean(each)) for key, each in found.items()}
    return Outcome(samples, {**figures, "spread of mean": float(np.std(found["fiml mean"]) / np.sqrt(samples))})


def composites(samples: int, n: int, bootstraps: int, seed: int) -> Outcome:
    """Percentile intervals of PLS paths: how often they hold what PLS gives of the correlations of everybody."""
    draw = np.random.default_rng(seed)
    model = PlsModel.of(parse("a =~ a1 + a2 + a3\nb =~ b1 + b2 + b3\nc =~ c1 + c2 + c3\nb ~ a\nc ~ a + b"))
    constructs = np.array([[1.0, 0.45, 0.4], [0.45, 1.0, 0.55], [0.4, 0.55, 1.0]])
    correlations = 0.64 * np.repeat(np.repeat(constructs, 3, axis=0), 3, axis=1)
    np.fill_diagonal(correlations, 1.0)
    root = np.linalg.cholesky(correlations)
    truth = [path.coefficient for path in pls_of_correlations(correlations, n, model.items, model).paths]
    inside = 0.0
    for sample in range(samples):
        values = draw.standard_normal((n, 9)) @ root.T
        found = pls(values, model.items, model, bootstraps=bootstraps, seed=sample).paths
        spreads = [path.spread for path in found]
        inside += float(
            np.mean([s is not None and s.lo <= true <= s.hi for s, true in zip(spreads, truth, strict=True)])
        )
    return Outcome(samples, {"covers": inside / samples})


def alphas(samples: int, n: int, seed: int) -> Outcome:
    """Feldt's interval of Cronbach's alpha for items that measure alike: how often it holds the true one."""
    draw = np.random.default_rng(seed)
    names = [f"x{item}" for item in range(5)]
    truth = 5 * 0.5 / (1 + 4 * 0.5)
    inside = 0
    for _ in range(samples):
        values = draw.standard_normal((n, 1)) + draw.standard_normal((n, 5))
        found = reliability(values, names, {"all": names}).scales[0]
        inside += found.alpha_lo <= truth <= found.alpha_hi
    return Outcome(samples, {"covers": inside / samples})
