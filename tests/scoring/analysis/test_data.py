"""Which rows count, what is refused, and what is said of data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import pytest

from scoring.analysis.data import prepare
from scoring.analysis.problems import AnalysisError, Remark

Array: TypeAlias = np.ndarray[Any, Any]
Columns: TypeAlias = dict[str, Array]
NAMES = ("a", "b", "c")
NAN = float("nan")


def answers(n: int = 60) -> Columns:
    draw = np.random.default_rng(5)
    score = draw.standard_normal(n)
    return {name: score + draw.standard_normal(n) for name in NAMES}


def said(remarks: tuple[Remark, ...]) -> dict[str, dict[str, Any]]:
    return {remark.code: dict(remark.facts) for remark in remarks}


def test_complete_rows_are_kept_and_counted() -> None:
    columns = answers()
    columns["b"][:4], columns["c"][3:5] = NAN, NAN
    ready = prepare(columns, NAMES)
    (group,) = ready.groups
    assert group.values == pytest.approx(np.column_stack([columns[name][5:] for name in NAMES]))
    assert group.covariance == pytest.approx(np.cov(group.values, rowvar=False, bias=True))
    assert group.mean == pytest.approx(group.values.mean(axis=0))
    assert ready.n_given == 60
    assert said(ready.remarks) == {"data-left-out": {"names": "b, c", "count": 2, "rows": 5, "given": 60}}


def test_with_fiml_a_row_stays_with_any_answer_but_not_without_its_predictors() -> None:
    columns = answers()
    for name in NAMES:
        columns[name][0] = NAN
    columns["a"][1:3], columns["b"][2:6] = NAN, NAN
    assert len(prepare(columns, NAMES, missing="fiml").groups[0].values) == 59
    ready = prepare(columns, NAMES, missing="fiml", predictors=["b"])
    assert len(ready.groups[0].values) == 55
    assert ready.groups[0].covariance is None
    told = said(ready.remarks)
    assert told["data-empty-rows"] == {"rows": 1}
    assert told["data-predictors-left-out"]["rows"] == 4


def test_groups_come_in_the_order_of_the_data_and_unknown_ones_are_left_out() -> None:
    labels = ["Sumba", "Alor", None, "", *["Sumba", "Alor"] * 28]
    ready = prepare(answers(), NAMES, group=labels)
    assert [(group.name, len(group.values)) for group in ready.groups] == [("Sumba", 29), ("Alor", 29)]
    assert said(ready.remarks)["data-group-missing"] == {"count": 2}
    numbered = prepare(answers(), NAMES, group=np.array([2.0, 1.0, NAN] * 20))
    assert [group.name for group in numbered.groups] == ["2", "1"]


def constant(columns: Columns) -> None:
    columns["b"][:] = 4


def constant_in_group(columns: Columns) -> None:
    columns["b"][::2] = 4


def empty(columns: Columns) -> None:
    columns["c"][:] = NAN


def infinite(columns: Columns) -> None:
    columns["c"][7] = np.inf


def same(columns: Columns) -> None:
    columns["c"] = 3 - 2 * columns["a"]


def sums(columns: Columns) -> None:
    columns["c"] = columns["a"] + columns["b"]


def no_row(columns: Columns) -> None:
    columns["a"][:40], columns["b"][40:] = NAN, NAN


def no_pair(columns: Columns) -> None:
    columns["a"][:30], columns["c"][30:] = NAN, NAN


@pytest.mark.parametrize(
    ("spoil", "options", "code", "facts"),
    [
        (constant, {}, "data-constant", {"names": "b"}),
        (constant_in_group, {"group": ["u", "s"] * 30}, "data-constant-in-group", {"names": "b", "group": "u"}),
        (empty, {}, "data-empty", {"names": "c"}),
        (infinite, {}, "data-infinite", {"names": "c"}),
        (same, {}, "data-same", {"first": "a", "second": "c"}),
        (same, {"ordered": NAMES}, "data-same", {"first": "a", "second": "c"}),
        (sums, {}, "data-dependent", {"names": "a, b, c"}),
        (no_row, {}, "data-no-rows", {"names": "a, b", "given": 60}),
        (no_pair, {"missing": "fiml"}, "data-no-pair", {"first": "a", "second": "c"}),
        (lambda _: None, {"group": ["u"] * 60}, "data-one-group", {"group": "u"}),
        (lambda _: None, {"group": ["u"] * 57 + ["s"] * 3}, "data-few-rows-in-group", {"group": "s", "rows": 3}),
    ],
)
def test_what_cannot_carry_a_model_is_refused_by_name(
    spoil: Callable[[Columns], None], options: dict[str, Any], code: str, facts: dict[str, Any]
) -> None:
    columns = answers()
    spoil(columns)
    with pytest.raises(AnalysisError) as refused:
        prepare(columns, NAMES, **options)
    assert refused.value.code == code
    assert facts.items() <= refused.value.facts.items()


def test_rows_must_be_more_than_items() -> None:
    with pytest.raises(AnalysisError) as refused:
        prepare(answers(3), NAMES)
    assert (refused.value.code, refused.value.facts) == ("data-few-rows", {"rows": 3, "items": 3, "least": 4})


def test_what_a_reader_must_know() -> None:
    draw = np.random.default_rng(6)
    columns = {
        "crowded": np.minimum(draw.integers(2, 9, 40), 5).astype(float),
        "yes": (draw.random(40) < 0.6).astype(float),
        "sex": (draw.random(40) < 0.5).astype(float),
        "income": draw.normal(2.5e6, 9e5, 40),
        "holes": np.where(np.arange(40) % 3 == 0, NAN, draw.standard_normal(40)),
        **{f"x{item}": draw.standard_normal(40) for item in range(6)},
    }
    for item in range(6):
        columns[f"x{item}"][item * 6 : item * 6 + 2] = NAN
    ready = prepare(columns, list(columns), missing="fiml", predictors=["sex"])
    told = said(ready.remarks)
    assert told["data-ceiling"] == {"names": "crowded", "count": 1}
    assert told["data-few-values"]["names"] == "crowded, yes"
    assert told["data-scales-apart"]["large"] == "income"
    assert told["data-gaps-used"]["names"].startswith("holes")
    assert told["data-small-n"] == {"rows": 40, "items": 11, "least": 55}
    assert [remark.code for remark in ready.remarks if remark.grave] == ["data-small-n"]
