"""Defined effects: values, gradients, and what has no value."""

from __future__ import annotations

import math

import numpy as np
import pytest

from scoring.analysis.defined import Dual, effects, evaluate, plain, read
from scoring.analysis.model_syntax import parse
from scoring.analysis.problems import AnalysisError
from scoring.analysis.table import Defined
from scoring.analysis.table_building import table_of

A, B = 0.7, -1.3
VALUES = {
    "a*b": A * B,
    "a + b - 2": A + B - 2,
    "a - b - a": -B,
    "a/b/2": A / B / 2,
    "-a^2": -(A**2),
    "2^3^2": 512.0,
    "2^-1": 0.5,
    "(a + b)^2": (A + B) ** 2,
    "b^3": B**3,
    "a^b": A**B,
    "exp(a)*log(a) + sqrt(a)": math.exp(A) * math.log(A) + math.sqrt(A),
    "abs(b)/abs(a)": abs(B) / A,
    "- -a*+b": A * B,
    "1e-1*a": 0.1 * A,
    "+".join(["a"] * 2000): 2000 * A,
}


@pytest.mark.parametrize("text", VALUES)
def test_values_and_gradients(text: str) -> None:
    """The gradient against differences of the value itself."""
    expression = read(text)

    def at(a: float, b: float) -> Dual:
        return expression.evaluate({"a": Dual(a, np.array([1.0, 0.0])), "b": Dual(b, np.array([0.0, 1.0]))})

    step = 1e-6
    slopes = [
        (at(A + step, B).value - at(A - step, B).value) / (2 * step),
        (at(A, B + step).value - at(A, B - step).value) / (2 * step),
    ]
    assert at(A, B).value == pytest.approx(VALUES[text], rel=1e-12)
    assert at(A, B).gradient == pytest.approx(slopes, rel=1e-7, abs=1e-8)


def test_effects_of_a_table_use_each_other_and_fixed_parameters() -> None:
    table = table_of(parse("m ~ a*x\ny ~ b*m + k*x + 0.5*z + z2\ny ~~ v*y\nk == 2\nind := a*b\ntotal := ind + k"))
    found = effects(table, np.array([3.0, 4.0, 9.0, 1.0, 1.0]))
    assert {name: each.value for name, each in found.items()} == {"ind": 12.0, "total": 14.0}
    assert found["total"].gradient.tolist() == [4.0, 3.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a *", "model-expression", (4, 9)),
        ("(a + b", "model-parenthesis", (4, 7)),
        ("(a b)", "model-expression", (4, 10)),
        ("a +\n sin(b)", "model-expression-function", (5, 2)),
        ("a b", "model-expression", (4, 9)),
        (")", "model-expression", (4, 7)),
        ("^".join("a" * 60), "model-too-deep", (4, 108)),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(AnalysisError) as refused:
        read(text, 4, 7)
    assert (refused.value.code, refused.value.facts["line"], refused.value.facts["column"]) == (code, *place)


@pytest.mark.parametrize("text", ["log(a)", "1/(a+1)", "sqrt(a)", "a^0.5", "exp(1000)"])
def test_what_has_no_value_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(AnalysisError) as refused:
        evaluate([Defined("efek", text)], plain({"a": -1.0}))
    assert (refused.value.code, refused.value.facts) == ("model-expression-value", {"name": "efek"})
