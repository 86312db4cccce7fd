"""Items that tell nobody from anybody are left out and named; the others are analysed."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.analysis.model_syntax import parse
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.pls_rows import rows_for_pls
from scoring.analysis.problems import AnalysisError
from scoring.analysis.usable_items import Usable, usable_for_factors, usable_for_reliability

NAN = np.nan
SCALES = {"f": ("a1", "a2", "a3", "a4"), "g": ("b1", "b2", "b3")}
WORDS = {"a4": "Saya ramah."}


def columns(**changed: object) -> dict[str, np.ndarray]:
    random = np.random.default_rng(1)
    found = {item: random.integers(1, 5, 40).astype(float) for items in SCALES.values() for item in items}
    return found | {name: np.asarray(value, dtype=float) for name, value in changed.items()}


SAME = np.full(40, 4.0)
IN_COMPLETE_ROWS = np.r_[np.full(30, 4.0), np.arange(10) % 4]
GAPS = np.r_[np.arange(30) % 4, np.full(10, NAN)]
LEFT = {
    "nothing": ({}, {"f": 4, "g": 3}, []),
    "one that all answered alike": ({"a4": SAME}, {"f": 3, "g": 3}, ["left-out-constant"]),
    "alike where all is answered": ({"a4": IN_COMPLETE_ROWS, "a1": GAPS}, {"f": 3, "g": 3}, ["left-out-constant"]),
    "nobody answered": ({"a4": np.full(40, NAN)}, {"f": 3, "g": 3}, ["left-out-empty"]),
    "few answered": ({"a4": np.r_[1, 2, 3, np.full(37, NAN)]}, {"f": 3, "g": 3}, ["left-out-few-answers"]),
    "a whole scale": ({"b1": SAME, "b2": SAME}, {"f": 4}, ["left-out-constant", "left-out-scale-small"]),
}


def seen(found: Usable) -> tuple[dict[str, int], list[str]]:
    assert all(remark.grave for remark in found.remarks)
    return {name: len(items) for name, items in found.scales.items()}, [remark.code for remark in found.remarks]


@pytest.mark.parametrize("case", LEFT)
def test_what_is_left(case: str) -> None:
    changed, scales, codes = LEFT[case]
    data = columns(**changed)
    assert seen(usable_for_reliability(data, SCALES, WORDS, fewest=20)) == (scales, codes)
    assert seen(usable_for_factors(data, SCALES, WORDS, listwise=True, fewest=20)) == (scales, codes)


def test_what_is_said() -> None:
    data = columns(a4=SAME)
    assert usable_for_reliability(data, SCALES, WORDS).remarks[0].facts["names"] == "a4 (“Saya ramah.”)"
    data = columns(b3=columns()["b1"] * 2)
    found = usable_for_factors(data, SCALES, WORDS, listwise=True)
    # Two items are left of "g", which were three.
    assert seen(found) == ({"f": 4}, ["left-out-same", "left-out-scale-small"])
    assert seen(usable_for_reliability(data, SCALES, WORDS)) == ({"f": 4, "g": 3}, [])
    few = columns(b1=GAPS, b2=np.roll(GAPS, 18), b3=np.roll(GAPS, 9))
    assert seen(usable_for_reliability(few, SCALES, WORDS, fewest=20)) == ({"f": 4}, ["left-out-scale-few-rows"])
    with pytest.raises(AnalysisError, match="left-out-nothing-left"):
        usable_for_factors(columns(a1=SAME, a2=SAME, a3=SAME), {"f": SCALES["f"]}, {}, listwise=True)


def test_pls_needs_no_more_people_than_items() -> None:
    model = PlsModel.of(parse("f =~ a1 + a2 + a3 + a4\ng =~ b1 + b2 + b3\ng ~ f"))
    first = {name: values[:6].copy() for name, values in columns().items()}
    first["a1"][0] = NAN
    rows = rows_for_pls(first, model)
    assert (rows.values.shape, rows.n_given) == ((5, 7), 6)
    assert "data-left-out" in [remark.code for remark in rows.remarks]
    with pytest.raises(AnalysisError, match="pls-too-few-rows"):
        rows_for_pls({**first, "b1": np.r_[1.0, 2.0, np.full(4, NAN)]}, model)
    with pytest.raises(AnalysisError, match="data-constant"):
        rows_for_pls({**first, "b1": np.full(6, 3.0)}, model)
    with pytest.raises(AnalysisError, match="data-no-rows-pls"):
        rows_for_pls({**first, "b1": np.r_[1.0, 2.0, np.full(4, NAN)], "b2": np.r_[NAN, NAN, 1, 2, 3, 4]}, model)
