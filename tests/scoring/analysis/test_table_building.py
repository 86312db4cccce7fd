"""Tables of parameters against lavaan's own, and what a model's text cannot ask."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scoring.analysis.model_syntax import parse
from scoring.analysis.problems import AnalysisError
from scoring.analysis.table import Row, Table
from scoring.analysis.table_building import table_of
from scoring.analysis.table_building_checks import known_moments

ORACLE: dict[str, Any] = json.loads((Path(__file__).parent / "lavaan" / "tables.json").read_text())


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _table(text: str, options: Any) -> Table:
    options = options or {}
    thresholds = options.get("ordered", {})
    return table_of(
        parse(text),
        ordered=tuple(thresholds),
        categories=thresholds,
        groups=tuple(f"g{number}" for number in range(options["ngroups"])) if "ngroups" in options else ("",),
        equal=_listed(options.get("group.equal")),
        means=options.get("meanstructure") or None,
        standardise_latent=options.get("std.lv", False),
        fixed_x=options.get("fixed.x", True),
    )


def _line(row: Row) -> tuple[object, ...]:
    return (row.lhs, row.op, row.rhs, row.group, row.free, row.value, row.label, row.written, row.exogenous)


def _expected(line: str) -> tuple[object, ...]:
    lhs, op, rhs, group, free, value, label, user, exogenous = line.split(" ")
    return (lhs, op, rhs, int(group), int(free), float(value) if value else None, label, user == "1", exogenous == "1")


@pytest.mark.parametrize("name", sorted(ORACLE))
def test_tables_are_those_of_lavaan(name: str) -> None:
    """Rows and their order, what is free, what is equal, fixed values and starts, labels (`lavaan/tables.R`)."""
    case = ORACLE[name]
    assert [_line(row) for row in _table(case["text"], case["options"]).rows] == [
        _expected(row) for row in case["rows"]
    ]


ASKED_IN_VAIN = {
    "f <~ a + b": ("model-formative", 1, 1, "f"),
    "f =~ a + b + c\nf ~ a1*x\na1 > 0": ("model-inequality", 3, 1, "a1"),
    "f =~ a + b + c\nx ~ f\nx ~ f + z": ("model-twice", 3, 5, "x ~ f"),
    "f =~ a + b + c\nb ~~ a\na ~~ b": ("model-twice", 3, 6, "a ~~ b"),
    "f =~ a + f": ("model-itself", 1, 10, "f"),
    "y ~ x + y": ("model-itself", 1, 9, "y"),
    "f =~ a + b + c\na ~*~ b": ("model-scale", 2, 7, "b"),
    "f =~ a + b + c\nf | t1": ("model-scale", 2, 1, "f"),
    "f =~ a + b + c\na | x1": ("model-threshold", 2, 5, "x1"),
    "f =~ a + b + qqqq": ("model-unknown-item", 1, 14, "qqqq"),
    "f =~ a + b + Setuju1": ("model-unknown-item-near", 1, 14, "Setuju1"),
    "f =~ a + b + c\n y ~ F": ("model-unknown-item-near", 2, 6, "F"),
    "a =~ b + c + d": ("model-latent-is-column", 1, 1, "a"),
    "f =~ a + p*b + c\nq := 2*p\nr := q + s": ("model-unknown-label", 3, 10, "s"),
    "f =~ a + luas*b + c\nr := 1 +\n  lias": ("model-unknown-label-near", 3, 3, "lias"),
    "f =~ a + p*b + c\np := 2": ("model-defined-twice", 2, 1, "p"),
    "f =~ a + p*b + q*c\np == 2*q": ("model-constraint", 2, 1, None),
    "f =~ a + p*b + c\np == q": ("model-equal-unknown", 2, 1, "q"),
    'f =~ a + b + equal("f=~x")*c': ("model-equal-unknown", 1, 14, "f=~x"),
    "f =~ a + p*b + c\np == 1\np == 2": ("model-constraint-contradiction", 3, 1, "p"),
    "f =~ a + c(1,2)*b + c": ("model-modifier-groups", 1, 10, "b"),
}
COLUMNS = ("a", "b", "c", "d", "x", "y", "z", "setuju_1", "setuju_2")


@pytest.mark.parametrize("text", ASKED_IN_VAIN)
def test_what_a_text_asks_in_vain_is_refused_with_its_place(text: str) -> None:
    code, line, column, name = ASKED_IN_VAIN[text]
    with pytest.raises(AnalysisError) as refused:
        table_of(parse(text), known=COLUMNS)
    facts = refused.value.facts
    assert (refused.value.code, facts["line"], facts["column"]) == (code, line, column)
    assert name is None or facts["name"] == name


def test_the_nearest_name_is_told() -> None:
    with pytest.raises(AnalysisError) as refused:
        table_of(parse("f =~ a + b + Setuju1"), known=COLUMNS)
    assert refused.value.facts["near"] == "setuju_1"


NOT_IDENTIFIED = {
    "f =~ a + b": ("model-factor-too-few-items", {"name": "f", "items": 2}),
    "f =~ a + b + c\ng =~ x + y\nf ~~ 0*g": ("model-factor-too-few-items", {"name": "g", "items": 2}),
    "f =~ a\na ~~ a": ("model-factor-too-few-items", {"name": "f", "items": 1}),
    "f =~ a + b + c\ng =~ x + y + z\nh =~ f + g": ("model-factor-too-few-items", {"name": "h", "items": 2}),
    "f =~ NA*a + b + c": ("model-factor-without-unit", {"name": "f"}),
    "f =~ NA*a + b + c\ng =~ x + y + z\nf ~ g": ("model-factor-without-unit", {"name": "f"}),
    "f =~ a + b\ng =~ x + y\na ~~ x + y\nb ~~ x + y": ("model-too-many-parameters", {"known": 10, "asked": 13}),
}


@pytest.mark.parametrize("text", NOT_IDENTIFIED)
def test_what_no_data_can_identify_is_refused(text: str) -> None:
    code, facts = NOT_IDENTIFIED[text]
    with pytest.raises(AnalysisError) as refused:
        table_of(parse(text))
    assert (refused.value.code, refused.value.facts) == (code, facts)


@pytest.mark.parametrize(
    "text",
    [
        "f =~ a + b + c",
        "f =~ a + b\ng =~ x + y",
        "f =~ a + b\ny ~ f",
        "f =~ a + 1*b",
        "f =~ a\ny ~ f",
        "f =~ NA*a + p*b + p*c\nf ~~ 1*f",
        "f =~ a + b\nf =~ c + d",
        "f =~ a + b + c\ng =~ x + y + z\nh =~ 1*f + 1*g",
        "f =~ a + b + c\ng =~ x + y + z\nh =~ f + g\nd ~ h",
        "f =~ a + b + c\nh =~ f\nf ~~ 0*f\nh ~ d",
    ],
)
def test_what_some_data_identify_is_not_refused(text: str) -> None:
    assert table_of(parse(text)).size > 0


def test_a_label_equal_to_a_number_fixes_its_parameters() -> None:
    table = table_of(parse("f =~ a + p*b + q*c + d\np == q\nq == 0.5"))
    assert [(row.free, row.value) for row in table.rows[:4]] == [(0, 1.0), (0, 0.5), (0, 0.5), (1, None)]


def test_moments_are_counted_as_lavaan_counts_them() -> None:
    """p(p+1)/2 without the predictors' own, means and thresholds where they are."""
    counted = {
        "three_factors": 45,
        "three_factors_means": 54,
        "mediation": 5,
        "path_means": 7,
        "groups": 108,
        "groups_ordered": 2 * (6 + 6),
    }
    for name, moments in counted.items():
        assert known_moments(_table(ORACLE[name]["text"], ORACLE[name]["options"])) == moments, name
