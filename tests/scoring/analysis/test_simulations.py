"""The whole judged by made-up people: are intervals as sure, and tests as strict, as they say?

Shares of so few samples are held to what chance allows (`tolerance`: 3.3 standard errors); coverage over 17 parameters
has a standard error of 0.6 % here, so that 93 to 97 % are as much. `python -m benchmarks simulations` draws more.
"""

from __future__ import annotations

import pytest

from tests.scoring.analysis.simulating import (
    alphas,
    composites,
    missing_at_random,
    normal_theory,
    ordinal_items,
    tolerance,
)


def test_normal_answers_are_judged_rightly_by_ml_and_by_mlm() -> None:
    found = normal_theory(150, 300, seed=11, skewed=False).figures
    for estimator in ("ml", "mlm"):
        assert 0.93 <= found[f"{estimator} covers"] <= 0.97
        assert found[f"{estimator} rejects"] == pytest.approx(0.05, abs=tolerance(0.05, 150))


def test_answers_far_from_normal_mislead_ml_and_not_mlm() -> None:
    found = normal_theory(150, 800, seed=12, skewed=True).figures
    assert found["ml covers"] < 0.85
    assert 0.93 <= found["mlm covers"] <= 0.97
    assert found["ml rejects"] > 0.3
    assert found["mlm rejects"] == pytest.approx(0.05, abs=tolerance(0.05, 150))


def test_wlsmv_rejects_a_true_model_of_ordinal_items_as_seldom_as_it_says() -> None:
    found = ordinal_items(120, 500, seed=13).figures
    assert found["rejects"] == pytest.approx(0.05, abs=tolerance(0.05, 120))
    assert 0.92 <= found["covers"] <= 0.98


def test_fiml_is_right_where_complete_rows_are_not() -> None:
    outcome = missing_at_random(60, 300, seed=14)
    found = outcome.figures
    assert abs(found["fiml mean"]) < 3.3 * found["spread of mean"]
    assert found["listwise mean"] > 20 * found["spread of mean"]
    assert found["fiml loading"] == pytest.approx(0.8, abs=0.03)
    assert found["covers"] == pytest.approx(0.95, abs=tolerance(0.95, 60))
    assert found["rejects"] == pytest.approx(0.05, abs=tolerance(0.05, 60))


def test_bootstrap_intervals_of_pls_paths_hold_the_true_ones() -> None:
    found = composites(60, 200, 150, seed=15).figures
    assert found["covers"] == pytest.approx(0.95, abs=tolerance(0.95, 60))


def test_feldts_interval_holds_the_true_alpha() -> None:
    found = alphas(300, 80, seed=16).figures
    assert found["covers"] == pytest.approx(0.95, abs=tolerance(0.95, 300))
