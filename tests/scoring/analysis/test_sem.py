"""The entry `sem`: what it refuses and says, and what no order, unit or known truth may change."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.analysis.invariance import invariance
from scoring.analysis.ml import fit_ml
from scoring.analysis.model_syntax import parse
from scoring.analysis.problems import AnalysisError
from scoring.analysis.sem import sem
from scoring.analysis.solution import Moments, SemResult
from scoring.analysis.table_building import table_of
from tests.scoring.analysis.ml_data import columns

NINE = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
SCHOOL = columns("HolzingerSwineford1939")
ITEMS = {name: column for name, column in SCHOOL.items() if column.dtype != object}


def standardised(result: SemResult) -> dict[tuple[str, str, str], float]:
    return {(row.lhs, row.op, row.rhs): row.std for row in result.estimates}


def codes(result: SemResult) -> set[str]:
    return {remark.code for remark in result.remarks}


@settings(max_examples=15)
@given(
    st.lists(st.permutations(range(3)), min_size=3, max_size=3), st.permutations(range(3)), st.integers(0, 2**32 - 1)
)
def test_neither_the_order_of_people_nor_of_items_matters(
    items: list[list[int]], factors: list[int], seed: int
) -> None:
    plain = sem(NINE, ITEMS, modifications=0)
    order = np.random.default_rng(seed).permutation(301)
    lines = [
        f"{name} =~ " + " + ".join(f"x{3 * place + item + 1}" for item in items[place])
        for place, name in enumerate(("visual", "textual", "speed"))
    ]
    turned = "\n".join(lines[factor] for factor in factors)
    moved = sem(turned, {name: column[order] for name, column in reversed(ITEMS.items())}, modifications=0)
    assert moved.fit == pytest.approx(plain.fit, rel=1e-7)
    ours, theirs = standardised(plain), standardised(moved)
    for (lhs, op, rhs), value in ours.items():
        other = theirs.get((lhs, op, rhs), theirs.get((rhs, op, lhs)))
        assert other == pytest.approx(value, abs=1e-6), (lhs, op, rhs)


@settings(max_examples=10)
@given(st.lists(st.floats(-2, 2), min_size=9, max_size=9), st.floats(-50, 50), st.sampled_from(["ML", "MLM"]))
def test_units_leave_standardised_results_alone(powers: list[float], shift: float, estimator: str) -> None:
    units = {f"x{place + 1}": 10.0**power for place, power in enumerate(powers)}
    nine = {name: ITEMS[name] for name in units}
    scaled = {name: (column + shift) * units[name] for name, column in nine.items()}
    plain, other = (sem(NINE, data, estimator=estimator, modifications=3) for data in (nine, scaled))
    assert standardised(other) == pytest.approx(standardised(plain), abs=1e-6)
    for name in ("chi2", "cfi", "rmsea", "srmr", "gfi"):
        assert other.fit[name] == pytest.approx(plain.fit[name], rel=1e-6), name
    assert [each.std_change for each in other.modifications] == pytest.approx(
        [each.std_change for each in plain.modifications], rel=1e-4
    )


_LOADINGS = st.tuples(st.floats(0.4, 1.5), st.booleans()).map(lambda each: -each[0] if each[1] else each[0])


@settings(max_examples=25)
@given(
    st.lists(_LOADINGS, min_size=4, max_size=4),
    st.floats(-0.6, 0.6).filter(lambda value: abs(value) > 0.05),
    st.lists(st.floats(0.2, 2.0), min_size=6, max_size=6),
)
def test_an_exact_covariance_gives_its_parameters_back(
    free: list[float], between: float, residual: list[float]
) -> None:
    loading = np.array([1.0, *free[:2], 1.0, *free[2:]])
    factors = np.array([[0.8, between], [between, 1.4]])
    pattern = np.zeros((6, 2))
    pattern[:3, 0], pattern[3:, 1] = loading[:3], loading[3:]
    covariance = pattern @ factors @ pattern.T + np.diag(residual)
    table = table_of(parse("f =~ a + b + c\ng =~ d + e + h"))
    solution = fit_ml(table, [Moments(500, np.zeros(6), covariance)])
    found = {(row.lhs, row.op, row.rhs): solution.theta[row.free - 1] for row in table.rows if row.free}
    assert solution.test.chi2 == pytest.approx(0, abs=1e-8)
    assert found[("f", "=~", "c")] == pytest.approx(free[1], abs=1e-6)
    assert found[("g", "~~", "g")] == pytest.approx(1.4, abs=1e-6)
    assert found[("f", "~~", "g")] == pytest.approx(between, abs=1e-6)
    assert [found[(name, "~~", name)] for name in "abcdeh"] == pytest.approx(residual, abs=1e-6)


def test_an_impossible_estimate_is_told_and_not_hidden() -> None:
    result = sem("f =~ x1 + x2\ng =~ x4 + x5\nh =~ x7 + x8", ITEMS, modifications=0)
    assert min(row.est for row in result.estimates if row.op == "~~" and row.lhs == "x8") < 0
    assert "sem-negative-variance" in codes(result)
    assert np.isnan(result.r2[""]["x8"])
    # lavaan finds 18.666 as well, after 493 steps.
    assert result.fit["chi2"] == pytest.approx(18.66584, abs=1e-4)


def test_what_the_data_cannot_tell_apart_is_named() -> None:
    """Four items, related in pairs beside their factor: what remains tells its variance and loadings not apart."""
    with pytest.raises(AnalysisError) as caught:
        sem("f =~ x1 + x2 + x4 + x5\nx1 ~~ x2\nx4 ~~ x5", ITEMS)
    assert caught.value.code == "sem-not-identified"
    assert "f =~ x4" in str(caught.value.facts["names"])
    assert "f ~~ f" in str(caught.value.facts["names"])


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"estimator": "WLSMV"}, "sem-wlsmv-without-ordinal"),
        ({"estimator": "MLM", "ordinal": ("x1",)}, "sem-ordinal-needs-wlsmv"),
        ({"ordinal": ("x77",)}, "sem-unknown-ordinal"),
        ({"estimator": "MLM", "missing": "fiml"}, "sem-fiml-needs-ml"),
        ({"missing": "fiml", "convention": "wishart"}, "sem-convention-normal-only"),
    ],
)
def test_choices_that_do_not_go_together(choices: dict[str, Any], code: str) -> None:
    with pytest.raises(AnalysisError) as caught:
        sem(NINE, ITEMS, **choices)
    assert caught.value.code == code


def test_few_people_are_remarked() -> None:
    some = {name: column[:60] for name, column in ITEMS.items()}
    assert "sem-few-per-parameter" in codes(sem(NINE, some, modifications=0))
    three = sem("f =~ x4 + x5 + x6 + x1", some, modifications=0)
    assert "sem-few-people" in codes(three)
    assert codes(sem(NINE, ITEMS, modifications=0)) == set()


def test_no_figure_is_missing_or_infinite() -> None:
    result = sem(NINE, ITEMS, estimator="MLM")
    assert all(value is not None and np.isfinite(value) for value in result.fit.values())
    assert len(result.modifications) == 20
    assert [each.index for each in result.modifications] == sorted(
        (m.index for m in result.modifications), reverse=True
    )
    assert result.residuals[""].shape == (9, 9)
    assert dataclasses.asdict(result.estimates[0])["se"] is None


# anova() of lavaan 0.6-14 of the three models; MLM by Satorra & Bentler 2001.
DIFFERENCES = {"ML": [(8.192200, 6), (40.059290, 6)], "MLM": [(7.135887, 6), (54.933280, 6)]}


@pytest.mark.parametrize("estimator", ["ML", "MLM"])
def test_steps_of_invariance(estimator: str) -> None:
    told: list[float] = []
    schools = ("school", list(SCHOOL["school"]))
    found = invariance(NINE, ITEMS, schools, estimator=estimator, modifications=0, progress=told.append)
    assert [step.level for step in found.steps] == ["configural", "metric", "scalar"]
    for step, (chi2, df) in zip(found.steps[1:], DIFFERENCES[estimator], strict=True):
        assert step.difference is not None
        assert step.difference.df == df
        assert step.difference.chi2 == pytest.approx(chi2, rel=1e-4)
    assert [step.holds for step in found.steps] == [None, True, False]
    assert found.reached == "metric"
    assert told == pytest.approx([1 / 3, 2 / 3, 1])


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
def test_a_factor_may_have_its_mean_from_the_marker(missing: str) -> None:
    markers = "\nx1 + x4 + x7 ~ 0*1\nvisual + textual + speed ~ 1"
    plain, other = (sem(text, ITEMS, missing=missing, modifications=0) for text in (NINE, NINE + markers))
    assert other.fit["chi2"] == pytest.approx(plain.fit["chi2"], rel=1e-6)
    mean = next(row.est for row in other.estimates if (row.lhs, row.op) == ("visual", "~1"))
    assert mean == pytest.approx(float(ITEMS["x1"].mean()), abs=1e-5)


def test_items_that_share_nothing_and_small_groups_are_told() -> None:
    noise = np.random.default_rng(4).standard_normal((300, 4))
    columns = {f"a{place}": noise[:, place] for place in range(4)}
    text = "f =~ a0 + a1 + a2 + a3"
    assert "sem-nothing-shared" in codes(sem(text, columns, even_if_not_found=True))
    assert "sem-nothing-shared" not in codes(sem(NINE, ITEMS, modifications=0))
    groups = ("g", ["few" if row < 40 else "many" for row in range(301)])
    assert "data-small-group" in codes(sem(NINE, ITEMS, group=groups, even_if_not_found=True))
