"""PLS beside seminr, cSEM, plspm and semPLS (see pls/pls.R), beside what is known exactly, and what must not matter."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.analysis.model_syntax import parse
from scoring.analysis.pls import pls, pls_of_correlations
from scoring.analysis.pls_json import as_plain
from scoring.analysis.pls_model import Construct, PlsModel
from scoring.analysis.pls_results import PlsResult, Scheme
from scoring.analysis.problems import AnalysisError
from tests.scoring.analysis.pls.make_data import DRAWN

THEIRS: dict[str, Any] = json.loads((Path(__file__).parent / "pls" / "pls.json").read_text(encoding="utf-8"))
CLOSE = 1e-8


@cache
def ours(name: str, scheme: Scheme = "path", consistent: bool = False) -> PlsResult:
    text, columns, values = DRAWN[name]()
    model = PlsModel.of(parse(text))
    return pls(values, columns, model, scheme=scheme, consistent=consistent, stop=1e-12, max_iterations=3000)


def path_matrix(result: PlsResult) -> np.ndarray[Any, Any]:
    names = result.model.names
    matrix = np.zeros((len(names), len(names)))
    for path in result.paths:
        matrix[names.index(path.source), names.index(path.target)] = path.coefficient
    return matrix


def by_name(result: PlsResult, theirs: Any) -> dict[str, float]:
    """What a program gave for each explained construct: a map, or one figure where there is one such construct."""
    if isinstance(theirs, dict):
        return {name: theirs[name] for name in result.model.endogenous}
    return dict(zip(result.model.endogenous, theirs, strict=True))


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("kind", ["path", "factorial", "consistent"])
def test_estimates_are_those_of_seminr(name: str, kind: str) -> None:
    theirs = THEIRS[name][kind]
    if theirs is None:
        with pytest.raises(AnalysisError, match="pls-inadmissible"):
            ours(name, "path", True)
        return
    result = ours(name, "factorial" if kind == "factorial" else "path", kind == "consistent")
    assert [each.item for each in result.items] == theirs["items"]
    assert [each.weight for each in result.items] == pytest.approx(theirs["weights"], abs=CLOSE)
    assert [each.loading for each in result.items] == pytest.approx(theirs["loadings"], abs=CLOSE)
    assert path_matrix(result) == pytest.approx(np.array(theirs["paths"], float), abs=CLOSE)
    explained = [each for each in result.constructs if each.r2 is not None]
    assert {each.name: each.r2 for each in explained} == pytest.approx(by_name(result, theirs["r2"]), abs=CLOSE)
    adjusted = by_name(result, theirs["r2_adjusted"])
    assert {each.name: each.r2_adjusted for each in explained} == pytest.approx(adjusted, abs=CLOSE)
    total = np.array(theirs["total"], float)
    for effect in result.effects:
        place = result.model.names.index(effect.source), result.model.names.index(effect.target)
        assert effect.total == pytest.approx(total[place], abs=CLOSE)
        routes = [
            each.effect for each in result.routes if (each.route[0], each.route[-1]) == (effect.source, effect.target)
        ]
        assert effect.indirect == pytest.approx(sum(routes), abs=CLOSE)
    upper = np.array(theirs["htmt"], float)[np.triu_indices(len(result.model.names), 1)]
    assert [each.value for each in result.htmt] == pytest.approx(upper, abs=CLOSE)
    for each in result.constructs:
        if each.ave is not None:
            figures = {what: getattr(each, what) for what in ("alpha", "rho_a", "rho_c", "ave")}
            assert figures == pytest.approx({what: theirs[what][each.name] for what in figures}, abs=CLOSE)


@pytest.mark.parametrize(
    ("name", "consistent"), [(name, False) for name in DRAWN] + [(name, True) for name in DRAWN if name != "star"]
)
def test_effect_sizes_and_residuals_are_those_of_csem(name: str, consistent: bool) -> None:
    theirs = THEIRS[name]["csem_consistent" if consistent else "csem"]
    result = ours(name, "path", consistent)
    for path in result.paths:
        row = theirs["f2"][path.target]
        f2 = row[path.source] if isinstance(row, dict) else row[result.model.names.index(path.source)]
        assert path.f2 == pytest.approx(f2, abs=CLOSE)
    assert result.srmr_estimated == pytest.approx(theirs["srmr"], abs=CLOSE)
    assert result.srmr_saturated == pytest.approx(theirs["srmr_saturated"], abs=CLOSE)
    assert result.correlations == pytest.approx(np.array(theirs["correlations"], float), abs=CLOSE)


@pytest.mark.parametrize("name", [name for name in DRAWN if name != "star"])
def test_importance_and_performance_are_those_of_csem(name: str) -> None:
    result, theirs = ours(name), THEIRS[name]["csem"]
    names = result.model.names
    for dot in result.importance:
        if dot.item is None:
            wanted = theirs["importance"][names.index(dot.target)][names.index(dot.construct)]
            assert dot.importance == pytest.approx(wanted, abs=1e-7)
            assert dot.performance == pytest.approx(theirs["performance"][dot.construct], abs=1e-6)
    # Of a construct's items the importances add up to its own.
    first = next(dot for dot in result.importance if dot.item is None)
    items = [
        d.importance for d in result.importance if d.item and (d.target, d.construct) == (first.target, first.construct)
    ]
    assert sum(items) == pytest.approx(first.importance)


@pytest.mark.parametrize("name", DRAWN)
def test_centroid_weights_are_those_of_plspm(name: str) -> None:
    """plspm turns constructs round where most of their items load below zero; ours are left as they come."""
    result, theirs = ours(name, "centroid"), THEIRS[name]["centroid"]
    assert [abs(each.loading) for each in result.items] == pytest.approx(np.abs(theirs["loadings"]), abs=1e-5)
    assert np.abs(path_matrix(result)) == pytest.approx(np.abs(np.array(theirs["paths"], float)), abs=1e-5)


def test_prediction_is_that_of_seminr_and_sempls() -> None:
    for name in ("mediators", "formative", "factors", "star"):
        theirs = THEIRS[name]["path"]["predicted"]
        for each in ours(name).predictions:
            assert each.q2 == pytest.approx(theirs["q2"][each.item], abs=CLOSE)
            assert each.rmse == pytest.approx(theirs["rmse"][each.item], rel=CLOSE, abs=CLOSE)
    for name in ("mediators", "factors"):
        q2 = {each.name: each.q2 for each in ours(name).constructs if each.q2 is not None}
        assert q2 == pytest.approx(THEIRS[name]["q2"], abs=CLOSE)


def test_consistent_pls_gives_back_the_factors_that_it_was_given() -> None:
    """The linear part of Dijkstra & Schermelleh-Engel (2014, Psychometrika 79:585-604): population values."""
    loadings = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6]]))
    between = np.array([[1.0, -0.3, 0.59], [-0.3, 1.0, -0.45], [0.59, -0.45, 1.0]])
    correlations = loadings @ between @ loadings.T
    np.fill_diagonal(correlations, 1.0)
    items = [f"y{number}" for number in range(1, 10)]
    blocks = tuple(Construct(f"eta{n + 1}", "A", tuple(items[3 * n : 3 * n + 3])) for n in range(3))
    model = PlsModel(blocks, (("eta1", "eta3"), ("eta2", "eta3")))
    result = pls_of_correlations(correlations, 1000, items, model, consistent=True, stop=1e-13)
    assert [each.coefficient for each in result.paths] == pytest.approx([0.5, -0.3], abs=1e-9)
    assert [each.loading for each in result.items] == pytest.approx([0.8, 0.7, 0.6] * 3, abs=1e-9)
    assert result.constructs[2].r2 == pytest.approx(0.43, abs=1e-9)
    assert result.srmr_saturated == pytest.approx(0.0, abs=1e-9)


@given(st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_order_and_units_do_not_matter(chance: Any) -> None:
    text, columns, values = DRAWN["factors"]()
    model = PlsModel.of(parse(text))
    plain = ours("factors")
    rows, order = list(range(len(values))), list(range(len(columns)))
    chance.shuffle(rows)
    chance.shuffle(order)
    scale = np.array([10.0 ** chance.uniform(-3, 3) for _ in columns])
    shift = np.array([chance.uniform(-100, 100) for _ in columns])
    changed = (values * scale + shift * scale)[rows][:, order]
    blocks = tuple(
        Construct(each.name, each.mode, tuple(chance.sample(each.items, len(each.items)))) for each in model.constructs
    )
    result = pls(changed, [columns[at] for at in order], PlsModel(blocks, model.paths), stop=1e-12)
    loadings = {each.item: each.loading for each in result.items}
    assert loadings == pytest.approx({each.item: each.loading for each in plain.items}, abs=1e-7)
    assert [each.coefficient for each in result.paths] == pytest.approx([p.coefficient for p in plain.paths], abs=1e-7)
    assert result.srmr_estimated == pytest.approx(plain.srmr_estimated, abs=1e-7)
    assert [h.value for h in result.htmt] == pytest.approx([h.value for h in plain.htmt], abs=1e-7)


def test_it_can_be_written_as_json() -> None:
    plain = as_plain(ours("mediators"))
    again = json.loads(json.dumps(plain, allow_nan=False))
    first = ours("mediators").paths[0]
    assert (again["paths"][0]["from"], again["paths"][0]["to"]) == ("A", "B")
    assert again["paths"][0]["coef"] == first.coefficient
    assert again["paths"][0]["se"] is None
    assert again["htmt"]["A"]["B"] == again["htmt"]["B"]["A"]
    assert ["A", "B", "C", "D", "E"] in [each["route"] for each in again["indirect"]]
    assert set(again["r2"]) == {"B", "C", "D", "E"}
