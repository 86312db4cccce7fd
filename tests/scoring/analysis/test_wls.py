"""Models of ordinal items against lavaan 0.6-14 (`lavaan/wls.R`), and what must hold whatever the data."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.analysis.invariance import difference
from scoring.analysis.problems import AnalysisError
from scoring.analysis.sem import sem
from scoring.analysis.solution import SemResult
from tests.scoring.analysis.wls_cases import TWO, cases, drawn

LAVAAN: dict[str, Any] = json.loads(Path(__file__).with_name("lavaan").joinpath("wls.json").read_text())
NAMES = {
    "chi2": "chisq.scaled",
    "chi2_naive": "chisq",
    "p": "pvalue.scaled",
    "scaling": "chisq.scaling.factor",
    "cfi": "cfi.scaled",
    "cfi_naive": "cfi",
    "tli": "tli.scaled",
    "tli_naive": "tli",
    "ifi": "ifi.scaled",
    "rmsea": "rmsea.scaled",
    "rmsea_naive": "rmsea",
    "rmsea_lo": "rmsea.ci.lower.scaled",
    "rmsea_hi": "rmsea.ci.upper.scaled",
    "rmsea_p": "rmsea.pvalue.scaled",
    "baseline_chi2": "baseline.chisq.scaled",
    "baseline_chi2_naive": "baseline.chisq",
    "baseline_scaling": "baseline.chisq.scaling.factor",
    **{name: name.replace("_", ".") for name in ("df", "srmr", "gfi", "agfi", "npar", "baseline_df")},
}


@cache
def fitted(name: str) -> SemResult:
    case = cases()[name]
    group = (case.group, case.columns[case.group].tolist()) if case.group else None
    return sem(
        case.model,
        case.columns,
        ordinal=case.ordinal,
        group=group,
        equal=case.equal,
        standardise_latent=case.standardise,
    )


@pytest.mark.parametrize("name", sorted(cases()))
def test_it_is_what_lavaan_says(name: str) -> None:
    ours, theirs = fitted(name), LAVAAN[name]
    assert ours.converged
    assert ours.estimator == "WLSMV"
    wanted = {mine: theirs["fit"][foreign] for mine, foreign in NAMES.items()}
    assert {mine: ours.fit[mine] for mine in NAMES} == pytest.approx(wanted, rel=1e-4, abs=1e-7)
    places = {label: place for place, label in enumerate(ours.groups, start=1)}
    rows = {(row.lhs, row.op, row.rhs, places.get(row.group, 1)): row for row in ours.estimates if row.op != ":="}
    rows |= {(row.lhs, ":=", "", 1): row for row in ours.estimates if row.op == ":="}
    lhs, op, rhs, group, est, se, std = theirs["estimates"]
    for place, kind in enumerate(op):
        mine = rows[lhs[place], kind, "" if kind == ":=" else rhs[place], max(group[place], 1)]
        found = (mine.est, mine.se or 0.0, mine.std)
        assert found == pytest.approx((est[place], se[place] or 0.0, std[place]), rel=1e-4, abs=1e-4), mine
    gains = {(one.lhs, one.op, one.rhs, places.get(one.group, 1)): one for one in ours.modifications}
    for row in theirs["indices"]:
        one = gains[row["lhs"], row["op"], row["rhs"], row["group"]]
        assert (one.index, one.change) == pytest.approx((row["mi"], row["epc"]), rel=2e-3), row


def test_differences_of_nested_models_are_lavaans() -> None:
    case = cases()["three-groups-scalar"]
    group = (case.group, case.columns[case.group].tolist())
    free = sem(case.model, case.columns, ordinal=case.ordinal, group=group, modifications=0).solution
    metric, scalar = fitted("three-groups-metric").solution, fitted("three-groups-scalar").solution
    found = [difference(metric, free), difference(scalar, metric)]
    wanted = [(row["chi2"], row["df"]) for row in LAVAAN["differences"]]
    assert [(each.chi2, each.df) for each in found] == [pytest.approx(pair, rel=1e-4) for pair in wanted]


def test_units_and_order_leave_a_mixed_model_alone() -> None:
    case = cases()["mixed"]
    before = fitted("mixed")
    shuffled = np.random.default_rng(1).permutation(len(case.columns["x1"]))
    columns = {name: values[shuffled] for name, values in reversed(case.columns.items())}
    columns |= {"x6": columns["x6"] / 1000, "x9": columns["x9"] * 1000 + 5}
    after = sem(case.model, columns, ordinal=case.ordinal)
    assert after.fit["chi2"] == pytest.approx(before.fit["chi2"], rel=1e-6)
    assert [row.std for row in after.estimates if row.op == "=~"] == pytest.approx(
        [row.std for row in before.estimates if row.op == "=~"], abs=1e-6
    )


def test_thresholds_are_the_samples_and_residual_variances_the_rest() -> None:
    result = fitted("second-order")
    found = {(row.lhs, row.op, row.rhs): row for row in result.estimates}
    for item in result.ordinal:
        assert found[item, "~~", item].est == pytest.approx(1 - result.r2[""][item])
        assert found[item, "|", "t2"].est == pytest.approx(result.solution.sample[0].thresholds[item][1])


def test_a_category_that_is_empty_in_a_group_is_joined_and_said() -> None:
    columns = drawn(4, 300, [[0.8, 0.7, 0.6, 0.75]], 0.0, [-0.5, 0.5])
    group = ["a"] * 150 + ["b"] * 150
    columns["a1"][150:] = np.maximum(columns["a1"][150:], 2)
    columns["a2"] = np.where(columns["a2"] == 2, 4.0, columns["a2"])
    result = sem("f =~ a0 + a1 + a2 + a3", columns, ordinal="all", group=("side", group))
    assert [row.rhs for row in result.estimates if row.lhs == "a1" and row.op == "|"] == ["t1", "t1"]
    said = {remark.code: dict(remark.facts) for remark in result.remarks}
    assert said["ordinal-joined"] == {"item": "a1", "category": 1, "group": "b"}
    assert said["ordinal-never-chosen"] == {"item": "a2", "category": "2"}


@pytest.mark.parametrize(
    ("item", "values", "code"),
    [
        ("a0", lambda a: a + 0.5, "ordinal-not-whole"),
        ("a0", lambda a: np.arange(len(a)) % 20.0, "ordinal-too-many-categories"),
        ("a0", lambda a: np.where(a > 2, 5.0, 5.0), "data-constant"),
    ],
)
def test_what_is_no_ordinal_item_is_refused(item: str, values: Any, code: str) -> None:
    columns = drawn(4, 300, [[0.8, 0.7, 0.6, 0.75], [0.8, 0.6, 0.7]], 0.5, [-0.5, 0.5])
    columns[item] = values(columns[item])
    with pytest.raises(AnalysisError) as refused:
        sem(TWO, columns, ordinal="all")
    assert refused.value.code == code


def test_two_items_that_are_one_are_refused() -> None:
    columns = drawn(4, 300, [[0.8, 0.7, 0.6, 0.75], [0.8, 0.6, 0.7]], 0.5, [0.0])
    columns["a1"] = np.where(columns["a0"] > 1, 7.0, 3.0)
    with pytest.raises(AnalysisError):
        sem(TWO, columns, ordinal="all")
    three = drawn(4, 300, [[0.8, 0.7, 0.6, 0.75], [0.8, 0.6, 0.7]], 0.5, [-0.5, 0.5])
    three["a1"] = np.where(three["a0"] > 2, 9.0, three["a0"])
    three["a1"][:2] = 1.0
    with pytest.raises(AnalysisError) as refused:
        sem(TWO, three, ordinal="all")
    assert (refused.value.code, refused.value.facts) == ("ordinal-same-answers", {"first": "a0", "second": "a1"})


def test_predictors_that_tell_the_answers_without_fail_are_refused() -> None:
    columns = drawn(4, 300, [[0.8, 0.7, 0.6, 0.75]], 0.0, [-0.5, 0.5])
    columns["x"] = columns["a2"] * 10 + np.arange(300) % 7
    with pytest.raises(AnalysisError) as refused:
        sem("f =~ a0 + a1 + a2 + a3\nf ~ x", columns, ordinal=("a0", "a1", "a2", "a3"))
    assert (refused.value.code, refused.value.facts) == ("ordinal-separated", {"item": "a2"})
