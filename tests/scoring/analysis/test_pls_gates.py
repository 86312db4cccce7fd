"""What PLS refuses, and what it warns of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scoring.analysis.model_syntax import parse
from scoring.analysis.pls import pls, pls_of_correlations
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.problems import AnalysisError

MODEL = "A =~ a1 + a2 + a3\nB =~ b1 + b2\nB ~ A"
ITEMS = ["a1", "a2", "a3", "b1", "b2"]

TEXTS = {
    "pls-operator": "A =~ a1\nB =~ b1\nB ~ A\nA ~~ B",
    "pls-modifier": "A =~ 1*a1\nB =~ b1\nB ~ A",
    "pls-two-modes": "A =~ a1\nA <~ a2\nB =~ b1\nB ~ A",
    "pls-item-twice": "A =~ a1 + a2\nB =~ a2\nB ~ A",
    "pls-path-twice": "A =~ a1\nB =~ b1\nB ~ A\nB ~ A",
    "pls-second-order": "A =~ a1\nB =~ b1\nC =~ A + B\nC ~ A",
    "pls-unknown-construct": "A =~ a1\nB =~ b1\nB ~ Aa",
    "pls-no-paths": "A =~ a1\nB =~ b1",
    "pls-isolated": "A =~ a1\nB =~ b1\nC =~ c1\nB ~ A",
    "pls-cycle": "A =~ a1\nB =~ b1\nC =~ c1\nB ~ A\nC ~ B\nA ~ C",
}


@pytest.mark.parametrize("code", TEXTS)
def test_models_that_cannot_be_are_refused(code: str) -> None:
    with pytest.raises(AnalysisError) as refused:
        PlsModel.of(parse(TEXTS[code]))
    assert refused.value.code == code


def test_a_refusal_says_where_and_what_was_meant() -> None:
    with pytest.raises(AnalysisError) as refused:
        PlsModel.of(parse("mengajar =~ a1\nkinerja =~ b1\nkinerja ~ mengajr"))
    facts = refused.value.facts
    assert facts == {"name": "mengajr", "nearest": "mengajar", "line": 3, "column": 11}


def answers(rows: int = 80, seed: int = 1) -> np.ndarray[Any, Any]:
    chance = np.random.default_rng(seed)
    a = chance.normal(size=rows)
    b = 0.6 * a + chance.normal(size=rows)
    return np.column_stack([part + 0.7 * chance.normal(size=rows) for part in (a, a, a, b, b)])


def refusal(values: np.ndarray[Any, Any], text: str = MODEL, names: list[str] | None = None) -> AnalysisError:
    with pytest.raises(AnalysisError) as refused:
        pls(values, names or ITEMS, PlsModel.of(parse(text)))
    return refused.value


def test_data_that_cannot_be_used_are_refused_by_name() -> None:
    constant, gaps, same = answers(), answers(), answers()
    constant[:, 1] = 3.0
    gaps[4, 2] = gaps[7, 0] = np.nan
    same[:, 1] = 2.0 * same[:, 0] + 1.0
    found = refusal(constant)
    assert (found.code, found.facts) == ("pls-constant-item", {"item": "a2"})
    found = refusal(gaps)
    assert (found.code, found.facts) == ("pls-missing", {"rows": 2})
    found = refusal(same, MODEL.replace("A =~", "A <~"))
    assert (found.code, found.facts) == ("pls-collinear", {"construct": "A"})
    found = refusal(answers(), MODEL.replace("a3", "a4"))
    assert found.code == "pls-unknown-item"
    assert found.facts["item"] == "a4"
    assert refusal(answers(2)).code == "pls-too-few-rows"
    # Two constructs made of the same answers cannot both explain a third.
    text = "A =~ a1\nC =~ a2\nB =~ b1 + b2\nB ~ A + C"
    found = refusal(same, text)
    assert (found.code, found.facts) == ("pls-collinear-sources", {"construct": "B"})


def test_what_is_no_correlation_matrix_is_refused() -> None:
    with pytest.raises(AnalysisError, match="pls-not-correlations"):
        pls_of_correlations(np.cov(answers().T) * 4.0, 80, ITEMS, PlsModel.of(parse(MODEL)))


def test_bounds_that_the_answers_break_are_refused_and_others_move_the_performance() -> None:
    model, values = PlsModel.of(parse(MODEL)), answers()
    with pytest.raises(AnalysisError, match="pls-bounds"):
        pls(values, ITEMS, model, bounds={"a1": (0.0, 1.0)})
    wide = pls(values, ITEMS, model, bounds=dict.fromkeys(ITEMS, (-10.0, 10.0)))
    performance = {dot.item: dot.performance for dot in wide.importance if dot.item}
    assert performance["a1"] == pytest.approx((values[:, 0].mean() + 10.0) * 5.0)


def remarks_of(values: np.ndarray[Any, Any], text: str = MODEL, **how: Any) -> dict[str, Any]:
    result = pls(values, ITEMS, PlsModel.of(parse(text)), **how)
    return {each.code: each for each in result.remarks}


def test_good_data_need_no_remark() -> None:
    assert remarks_of(answers(400)) == {}


def test_a_reader_is_warned() -> None:
    turned = answers(400)
    turned[:, 2] = -turned[:, 2]
    assert remarks_of(turned)["pls-negative-weight"].facts == {"names": "a3"}
    assert remarks_of(answers(9))["pls-few-rows"].facts == {"n": 9, "needed": 10}
    chance = np.random.default_rng(2)
    alike = answers(400)
    alike[:, 3:] = alike[:, :2] + 0.4 * chance.normal(size=(400, 2))
    assert remarks_of(alike)["pls-htmt"].facts["first"] == "A"
    interval = remarks_of(alike, bootstraps=60)["pls-htmt-interval"].facts
    assert interval["lo"] < interval["value"] < interval["hi"]
    noisy = answers(400) + 3.0 * chance.normal(size=(400, 5))
    assert remarks_of(noisy)["pls-ave"].facts["names"] == "A"
    close = answers(400)
    close[:, 1] = close[:, 0] + 0.2 * chance.normal(size=400)
    assert remarks_of(close, MODEL.replace("A =~", "A <~"))["pls-item-vif"].facts["names"] == "a1, a2"
    stopped = remarks_of(answers(400), max_iterations=1)["pls-not-converged"]
    assert stopped.grave


def test_an_impossible_reliability_is_said() -> None:
    """Items that agree less with one another than their parts in the score do: rho_A above 1."""
    correlations = np.eye(4)
    correlations[np.triu_indices(4, 1)] = [0.3, 0.6, 0.6, 0.1, 0.1, 0.6]
    correlations = np.maximum(correlations, correlations.T)
    text = "A =~ a1 + a2\nB =~ b1 + b2\nB ~ A"
    result = pls_of_correlations(correlations, 500, ["a1", "a2", "b1", "b2"], PlsModel.of(parse(text)), consistent=True)
    heywood = next(each for each in result.remarks if each.code == "pls-heywood")
    assert heywood.facts == {"names": "A"}
    assert heywood.grave
