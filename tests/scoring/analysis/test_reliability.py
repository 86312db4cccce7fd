"""What reliability and item analysis warn of and refuse, on answers made to have it; and what must not matter."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any, TypeAlias

import numpy as np
import pytest

from locales import LANGUAGES, texts
from scoring.analysis.problems import AnalysisError, Remark
from scoring.analysis.quick_check import quick_check
from scoring.analysis.reliability import reliability
from scoring.analysis.reliability_results import ReliabilityResult
from tests.scoring.analysis.item_data import every

Array: TypeAlias = np.ndarray[Any, Any]

LIKERT = every()["likert"]
NAMES, SCALES = LIKERT.names, LIKERT.by_scale()
NAN = float("nan")


def changed(column: int, to: Array | float, values: Array = LIKERT.values) -> Array:
    values = values.copy()
    values[:, column] = to
    return values


def codes(found: ReliabilityResult) -> set[str]:
    remarks = [*found.remarks, *(one for scale in found.scales for one in scale.remarks)]
    assert all(said(one.code, dict(one.facts)) for one in remarks)
    return {one.code for one in remarks}


def said(code: str, facts: dict[str, Any]) -> str:
    """In both languages, with all its arguments; in Indonesian."""
    worded = {language: texts(language).plain(f"analysis-{code}", **facts) for language in LANGUAGES}
    return worded["id"]


def refused(values: Array, names: list[str] = NAMES, scales: Any = SCALES, **options: Any) -> str:
    with pytest.raises(AnalysisError) as caught:
        reliability(values, names, scales, **options)
    return said(caught.value.code, caught.value.facts)


def test_a_scale_by_hand() -> None:
    # Variances 2 and 1.6, covariance 1.2, of the sum 6; r = 1.2 / √3.2.
    values = np.array([[-2, -1], [-1, -1], [1, -1], [0, 1], [2, 2], [0, 0]], dtype=np.float64)
    found = reliability(values, ["a", "b"], {"s": ["a", "b"]})
    scale = found.scales[0]
    assert scale.alpha == pytest.approx(2 * (1 - 3.6 / 6.0))
    r = 1.2 / np.sqrt(3.2)
    assert [item.item_rest for item in scale.items] == pytest.approx([r, r])
    assert [item.alpha_if_dropped for item in scale.items] == [None, None]
    common = r * (2**0.5 + 1.6**0.5) ** 2
    assert scale.omega == pytest.approx(common / (common + (1 - r) * 3.6))
    assert scale.composite_reliability == pytest.approx(2 * r / (1 + r))
    assert scale.ave == pytest.approx(r)
    assert scale.factor_fit is None
    assert codes(found) == {"items-two", "items-small-n", "items-n-per-item"}


def test_each_item() -> None:
    values = np.array([[1, 2], [5, 2], [5, 3], [5, 4], [NAN, 4], [5, 3]], dtype=np.float64)
    first, second = reliability(values, ["a", "b"], {"s": ["a", "b"]}, lowest=1, highest=5).items
    assert (first.n, first.missing, first.categories) == (5, 1, ((1.0, 1), (5.0, 4)))
    assert [first.floor, first.ceiling] == pytest.approx([0.2, 0.8])
    assert (second.floor, second.ceiling, second.mean) == (0.0, 0.0, 3.0)
    # Without the ends of the scale, items of one scale have the same ones: the lowest and highest answer to any.
    assert reliability(values, ["a", "b"], {"s": ["a", "b"]}).items[1].lowest == 1.0


def test_what_is_warned_of() -> None:
    values = LIKERT.values
    assert codes(reliability(values, NAMES, SCALES)) == set()
    assert codes(reliability(changed(0, 6 - values[:, 0]), NAMES, SCALES)) == {"items-reversed"}
    assert codes(reliability(changed(4, values[:, 5]), NAMES, SCALES)) >= {"items-duplicates", "items-singular"}
    top = np.where(np.arange(len(values)) < 90, 5.0, values[:, 2])
    assert "items-ceiling" in codes(reliability(changed(2, top), NAMES, SCALES, lowest=1, highest=5))
    assert "items-floor" in codes(reliability(changed(2, 6 - top), NAMES, SCALES, lowest=1, highest=5))
    assert "items-out-of-range" in codes(reliability(values, NAMES, SCALES, lowest=1, highest=4))
    assert codes(reliability(values[:25], NAMES, SCALES)) >= {"items-small-n", "items-n-per-item"}
    gaps = changed(0, np.where(np.arange(len(values)) < 9, NAN, values[:, 0]))
    found = reliability(gaps, NAMES, SCALES)
    assert codes(found) == {"items-left-out"}
    assert [scale.n for scale in found.scales] == [141, 150, 150]
    assert said(found.remarks[0].code, dict(found.remarks[0].facts)).startswith("9 dari 150 baris")
    assert codes(reliability(gaps, NAMES, SCALES, missing="pairwise")) == {"items-pairwise"}


def test_two_scales_of_the_same_thing_are_named() -> None:
    one = every()["yes or no"]
    halves = {"odd": one.names[::2], "even": one.names[1::2]}
    assert codes(reliability(one.values, one.names, halves)) >= {"scales-alike"}


def test_fewer_people_than_items_have_no_kmo_and_no_omega() -> None:
    few = LIKERT.values[:11]
    found = reliability(few, NAMES, {"all": NAMES, "first": SCALES["s0"]})
    assert found.adequacy is None
    assert found.scales[0].omega is None
    assert found.scales[1].omega is not None
    assert "items-n-below-items" in codes(found)


def test_a_scale_whose_parts_contradict_each_other() -> None:
    draw = np.random.default_rng(5)
    one = draw.standard_normal(100)
    found = reliability(np.column_stack([one, -one + draw.standard_normal(100)]), ["a", "b"], {"s": ["a", "b"]})
    assert found.scales[0].alpha < 0
    assert codes(found) >= {"items-alpha-negative", "items-reversed", "items-omega-not-found"}


def test_what_is_refused() -> None:
    values = LIKERT.values
    assert "v3 dijawab sama oleh semua orang" in refused(changed(3, 4.0))
    assert "v3 tidak punya jawaban" in refused(changed(3, NAN))
    assert "v3 berisi angka tak terhingga" in refused(changed(3, np.inf))
    assert "v99" in refused(values, scales={"s": ["v0", "v99"]})
    assert "satu butir" in refused(values, scales={"s": ["v0"]})
    assert "lebih dari sekali" in refused(values, scales={"s": ["v0", "v0"]})
    half = values[:, :2].copy()
    half[::2, 0], half[1::2, 1] = NAN, NAN
    assert "0 dari 150 baris" in refused(half, ["a", "b"], {"s": ["a", "b"]})
    assert "a, b" in refused(half, ["a", "b"], {"s": ["a", "b"]}, missing="pairwise")
    same = changed(0, np.where(np.arange(len(values)) < 20, 1.0, 4.0), changed(1, NAN))
    same[20:, 1] = values[20:, 1]
    assert "130 baris yang lengkap, butir v0" in refused(same)
    opposed = np.column_stack([values[:, 0], -values[:, 0]])
    assert "Jumlah skor skala “s” sama" in refused(opposed, ["a", "b"], {"s": ["a", "b"]})
    assert "2 baris" in refused(values[:2] + np.eye(2, 12), scales={"s": ["v0", "v1"]})


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_and_items_does_not_matter_nor_the_unit_where_standardised(seed: int) -> None:
    draw = np.random.default_rng(seed)
    answers = every()["reversed"]
    rows, items = draw.permutation(len(answers.values)), draw.permutation(len(answers.names))
    names = [answers.names[at] for at in items]
    plain = reliability(answers.values, answers.names, answers.by_scale())
    mixed = reliability(answers.values[rows][:, items], names, answers.by_scale())
    unit = answers.values * draw.uniform(0.001, 1000, len(names)) + draw.uniform(-9, 9, len(names))
    other = reliability(unit, answers.names, answers.by_scale())
    for one, two, three in zip(plain.scales, mixed.scales, other.scales, strict=True):
        assert two.alpha == pytest.approx(one.alpha)
        assert two.omega == pytest.approx(one.omega)
        assert [astuple(item)[1:] for item in two.items] == [pytest.approx(astuple(i)[1:]) for i in one.items]
        assert three.alpha_standardised == pytest.approx(one.alpha_standardised)
        assert three.composite_reliability == pytest.approx(one.composite_reliability)
        assert [i.loading for i in three.items] == pytest.approx([i.loading for i in one.items], abs=1e-7)
    for found in (mixed, other):
        assert found.adequacy
        assert plain.adequacy
        assert dict(found.adequacy.items) == pytest.approx(dict(plain.adequacy.items))
        assert found.relations
        assert plain.relations
        np.testing.assert_allclose(found.relations.htmt, plain.relations.htmt)
        np.testing.assert_allclose(found.relations.fornell_larcker, plain.relations.fornell_larcker, atol=1e-7)


def test_factor_correlations_of_an_exact_model_come_back() -> None:
    # Two factors related by 0.5, all loadings 0.8: their AVE of 0.64 is above 0.25.
    lower = np.linalg.cholesky(np.kron([[1, 0.5], [0.5, 1]], np.full((3, 3), 0.64)) + 0.36 * np.eye(6))
    white = np.linalg.qr(np.random.default_rng(3).standard_normal((80, 7)) + np.eye(80, 7))[0]
    white = np.linalg.qr(np.column_stack([np.ones(80), white]))[0][:, 1:7]
    values, names = white @ lower.T, [f"v{at}" for at in range(6)]
    found = reliability(values, names, {"a": names[:3], "b": names[3:]})
    assert [scale.ave for scale in found.scales] == pytest.approx([0.64, 0.64])
    assert found.relations
    assert found.relations.factor_correlations[0, 1] == pytest.approx(0.5)
    assert found.relations.htmt[0, 1] == pytest.approx(0.5)
    np.testing.assert_allclose(found.relations.fornell_larcker, [[0.8, 0.5], [0.5, 0.8]])
    assert found.relations.ave_exceeds == (True, True)


def test_quick_check() -> None:
    values = changed(3, 4.0)
    values = changed(8, np.where(np.arange(len(values)) < 100, 5.0, values[:, 8]), values)
    values[:7, 1] = NAN
    found = quick_check(values, NAMES, SCALES, 1, 5)
    assert (found.n_given, found.complete, found.items) == (150, 143, 12)
    assert found.constant == ("v3",)
    assert [name for name, _ in found.ceiling] == ["v8"]
    assert found.most_missing == (("v1", 7),)
    assert found.missing == pytest.approx(7 / 1800)
    full = reliability(np.delete(values, 3, axis=1), [n for n in NAMES if n != "v3"], {"s0": ["v0", "v1", "v2"]})
    assert found.scales[0].alpha == pytest.approx(full.scales[0].alpha)
    assert found.scales[0].weakest[0][1] == pytest.approx(min(i.item_rest or 0 for i in full.scales[0].items))
    assert {one.analysis: one.verdict for one in found.possible} == {
        "reliability": "yes",
        "efa": "yes",
        "cfa-ml": "doubtful",
        "cfa-wlsmv": "doubtful",
        "pls": "no",  # PLS leaves no item out, and v3 is the same for all
    }
    remarks: list[Remark] = [*found.remarks, *(one.reason for one in found.possible if one.reason)]
    assert all(said(one.code, dict(one.facts)) for one in remarks)
    few = quick_check(values[7:17], NAMES, SCALES, 1, 5).possible
    assert {one.analysis for one in few if one.verdict == "no"} == {"efa", "cfa-ml", "cfa-wlsmv", "pls"}
