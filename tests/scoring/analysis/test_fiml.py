"""Full information maximum likelihood against lavaan 0.6-14 (`lavaan/fiml.R`) and against plainer ways to say it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.analysis import fiml_information
from scoring.analysis.data import GroupData
from scoring.analysis.fiml import Likelihood, fit_fiml
from scoring.analysis.fiml_moments import Patterns, saturated
from scoring.analysis.model_syntax import parse
from scoring.analysis.problems import AnalysisError
from scoring.analysis.sem import sem
from scoring.analysis.solution import Moments, SemResult
from scoring.analysis.table_building import table_of
from tests.scoring.analysis.fiml_cases import CASES, FimlCase

LAVAAN: dict[str, Any] = json.loads(Path(__file__).with_name("lavaan").joinpath("fiml.json").read_text())
NAMES = {
    "chi2": "chisq",
    "p": "pvalue",
    "rmsea_lo": "rmsea.ci.lower",
    "rmsea_hi": "rmsea.ci.upper",
    "loglik": "logl",
    "baseline_chi2": "baseline.chisq",
    "baseline_df": "baseline.df",
    **{name: name for name in ("df", "cfi", "tli", "ifi", "rmsea", "srmr", "gfi", "agfi", "aic", "bic", "npar")},
}


def fitted(case: FimlCase) -> SemResult:
    group = ("sekolah", case.group) if case.group else None
    return sem(case.model, case.columns, missing="fiml", group=group, equal=case.equal)


@pytest.mark.parametrize("name", sorted(LAVAAN))
def test_it_is_what_lavaan_says(name: str) -> None:
    case, theirs = CASES[name](), LAVAAN[name]
    ours = fitted(case)
    assert ours.converged
    assert ours.n == theirs["n"]
    wanted = {mine: theirs["fit"][foreign] for mine, foreign in NAMES.items()}
    assert {mine: ours.fit[mine] for mine in NAMES} == pytest.approx(wanted, rel=1e-4, abs=1e-7)
    places = {label: place for place, label in enumerate(ours.groups, start=1)}
    rows = {(row.lhs, row.op, row.rhs, places.get(row.group, 1)): row for row in ours.estimates if row.op != ":="}
    rows |= {(row.lhs, ":=", "", 1): row for row in ours.estimates if row.op == ":="}
    for row in theirs["estimates"]:
        rhs = "" if row["op"] == ":=" else row["rhs"]
        mine = rows[row["lhs"], row["op"], rhs, row.get("group", 1) or 1]
        found = (mine.est, mine.se or 0.0, mine.std)
        assert found == pytest.approx((row["est"], row["se"], row["std.all"]), rel=1e-4, abs=1e-4), row
    gains = {(one.lhs, one.op, one.rhs, places.get(one.group, 1)): one for one in ours.modifications}
    for row in theirs["indices"]:
        if row["op"] == "~":
            continue
        one = gains[row["lhs"], row["op"], row["rhs"], row.get("group", 1)]
        assert (one.index, one.change) == pytest.approx((row["mi"], row["epc"]), rel=1e-4), row


def test_the_likelihood_is_the_sum_of_each_rows_own() -> None:
    draw = np.random.default_rng(20)
    root = draw.standard_normal((5, 5))
    mean, covariance = draw.standard_normal(5), root @ root.T + np.eye(5)
    rows = draw.multivariate_normal(mean, covariance, 120)
    # Fifty rows of one pattern are packed, and twenty have no gap.
    rows[:50, 1] = np.nan
    rows[70:][draw.random((50, 5)) < 0.3] = np.nan
    rows = rows[~np.isnan(rows).all(axis=1)]
    plain = 0.0
    for row in rows:
        there = ~np.isnan(row)
        apart, own = row[there] - mean[there], covariance[np.ix_(there, there)]
        plain -= (there.sum() * np.log(2 * np.pi) + np.log(np.linalg.det(own)) + apart @ np.linalg.inv(own) @ apart) / 2
    found = Patterns(rows).expected(mean, covariance)
    assert found is not None
    assert found.loglik == pytest.approx(plain, rel=1e-12)


def test_the_information_is_how_the_gradient_changes() -> None:
    """Means, regressions and shared parameters, at a place that is no solution."""
    case = CASES["democracy"]()
    table = table_of(parse(case.model), means=True)
    values = np.column_stack([case.columns[name] for name in table.observed])
    patterns = Patterns(values)
    rest = saturated(patterns, np.nanmean(values, axis=0), np.nanvar(values, axis=0))
    moments = Moments(patterns.n, rest.mean, rest.covariance)
    fit = Likelihood(table, [patterns], [moments], rest.loglik)
    theta = fit_fiml(table, [GroupData("", values)]).theta * 1.05 + 0.02

    def gradient(at: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        fit.value(at)
        return np.asarray(fit.slopes(at)[0] * fit.n)

    steps = 1e-5 * np.eye(len(theta))
    changes = np.array([(gradient(theta + step) - gradient(theta - step)) / 2e-5 for step in steps])
    values_at = [fit.value(theta + step) - fit.value(theta - step) for step in steps]
    assert np.array(values_at) / 2e-5 * fit.n == pytest.approx(gradient(theta), rel=1e-5, abs=1e-4)
    assert fit.observed(theta) == pytest.approx(changes, rel=1e-5, abs=1e-4)


def test_order_of_rows_and_scale_of_items_do_not_matter() -> None:
    case = CASES["at_random"]()
    turned = {
        name: (values[::-1] * 10.0 ** (place - 4) if place % 2 else values[::-1])
        for place, (name, values) in enumerate(case.columns.items())
    }
    first, second = fitted(case), sem(case.model, turned, missing="fiml")
    assert second.fit["chi2"] == pytest.approx(first.fit["chi2"], rel=1e-7)
    assert [row.std for row in second.estimates] == pytest.approx([row.std for row in first.estimates], abs=1e-6)


def test_answers_that_tell_too_little_are_refused_by_name() -> None:
    """x2 is there only with x1, of which it is the double."""
    draw = np.random.default_rng(21)
    score = draw.standard_normal(60)
    columns = {f"x{item}": score + draw.standard_normal(60) for item in range(1, 5)}
    columns["x2"] = np.where(np.arange(60) < 40, 2 * columns["x1"], np.nan)
    columns["x1"] = np.where(np.arange(60) > 50, np.nan, columns["x1"])
    with pytest.raises(AnalysisError) as refused:
        sem("f =~ x1 + x2 + x3 + x4", columns, missing="fiml")
    assert refused.value.code == "fiml-saturated"
    assert refused.value.facts["names"] == "x1, x2"


def test_of_very_many_patterns_some_stand_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only in the expected information, which modification indices use; here a hundred of some four hundred."""
    draw = np.random.default_rng(22)
    values = draw.standard_normal((600, 1)) + draw.standard_normal((600, 12))
    values[draw.random(values.shape) < 0.15] = np.nan
    table = table_of(parse("f =~ " + " + ".join(f"x{item}" for item in range(12))), means=True)
    solution = fit_fiml(table, [GroupData("", values)])
    assert solution.score_information is not None
    _, every = solution.score_information(table, solution.theta)
    monkeypatch.setattr(fiml_information, "_ENOUGH", 100)
    _, some = solution.score_information(table, solution.theta)
    assert (some != every).any()
    assert np.diag(some) == pytest.approx(np.diag(every), rel=0.1)


def test_where_items_hardly_have_a_factor_another_start_leads_to_the_minimum() -> None:
    """From the first the search runs off; lavaan 0.6-14 finds chi2 5.944762."""
    draw = np.random.default_rng(10)
    values = 0.4 * np.repeat(draw.standard_normal((60, 2)), 3, axis=1) + draw.standard_normal((60, 6))
    values[draw.random(values.shape) < 0.3] = np.nan
    table = table_of(parse("f =~ x1 + x2 + x3\ng =~ x4 + x5 + x6"), means=True)
    found = fit_fiml(table, [GroupData("", values)])
    assert found.converged
    assert found.test.chi2 == pytest.approx(5.944762, rel=1e-5)
