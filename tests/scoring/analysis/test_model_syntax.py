"""The model language: what is read, and where it says that it cannot read on."""

from __future__ import annotations

import pytest

from scoring.analysis.model_syntax import Statement, parse
from scoring.analysis.problems import AnalysisError


def _plain(statement: Statement) -> tuple[object, ...]:
    terms = [(term.name, *((each.kind, *each.values) for each in term.modifiers)) for term in statement.terms]
    return (statement.lhs, statement.op, *terms)


READ = {
    "f =~ x1 + x2 +\n x3 # catatan\n! catatan\n y ~ 1; f ~~ -0.5*g": [
        ("f", "=~", ("x1",), ("x2",), ("x3",)),
        ("y", "~", ("1",)),
        ("f", "~~", ("g", ("fixed", -0.5))),
    ],
    "f =~\n x1\n + x2\n\n g=~ a*y1": [("f", "=~", ("x1",), ("x2",)), ("g", "=~", ("y1", ("label", "a")))],
    "f\n=~ x1": [("f", "=~", ("x1",))],
    "f =~ x1; ; g =~ x2\r\nh =~ x3": [("f", "=~", ("x1",)), ("g", "=~", ("x2",)), ("h", "=~", ("x3",))],
    "y1 + y2 ~ x": [("y1", "~", ("x",)), ("y2", "~", ("x",))],
    'f =~ NA*x1 + start(1)*a*x2 + 0.8?x3 + (1/2)*x4 + "p q"*x5': [
        (
            "f",
            "=~",
            ("x1", ("fixed", None)),
            ("x2", ("start", 1.0), ("label", "a")),
            ("x3", ("start", 0.8)),
            ("x4", ("fixed", 0.5)),
            ("x5", ("label", "p q")),
        )
    ],
    "f =~ x1 + a*x2 + start(.5)*x2": [("f", "=~", ("x1",), ("x2", ("label", "a"), ("start", 0.5)))],
    "f =~ c(1, NA)*x1 + c(a,\n b)*x2 + start(c(.1,2e-1))*x3 + c(NA,NA)*x4": [
        (
            "f",
            "=~",
            ("x1", ("fixed", 1.0, None)),
            ("x2", ("label", "a", "b")),
            ("x3", ("start", 0.1, 0.2)),
            ("x4", ("fixed", None, None)),
        )
    ],
    "f =~ equal('f=~x1')*x2 + label(\"a\")*x3": [
        ("f", "=~", ("x2", ("equal", "f=~x1")), ("x3", ("label", "a"))),
    ],
    "x | a*t1 + t2\nx ~*~ 1*x": [("x", "|", ("t1", ("label", "a")), ("t2",)), ("x", "~*~", ("x", ("fixed", 1.0)))],
    "y ~ 0 + x\nz ~ 0*1": [("y", "~", ("1", ("fixed", 0.0)), ("x",)), ("z", "~", ("1", ("fixed", 0.0)))],
    "`skor total` ~ a.b_c + énergi": [("skor total", "~", ("a.b_c",), ("énergi",))],
    "f =˜ x1 + “a”*x2 ": [("f", "=~", ("x1",), ("x2", ("label", "a")))],
    "ind := a*(b + 1)\na == 0.5": [("ind", ":=", ("a*(b + 1)",)), ("a", "==", ("0.5",))],
    "c =~ c*x1 + start*x2": [("c", "=~", ("x1", ("label", "c")), ("x2", ("label", "start")))],
    "\ufefff <~ x1": [("f", "<~", ("x1",))],
}


@pytest.mark.parametrize("text", READ)
def test_the_language_is_read(text: str) -> None:
    assert [_plain(statement) for statement in parse(text)] == READ[text]


def test_places_are_those_of_the_text() -> None:
    first, second = parse("# judul\nf =~ x1 +\n   x2\n\n  ind := a *\n b")
    assert [(first.line, first.column), *((term.line, term.column) for term in first.terms)] == [(2, 1), (2, 6), (3, 4)]
    assert (second.line, second.column, second.terms[0].line, second.terms[0].column) == (5, 3, 5, 10)


REFUSED = {
    "": ("model-empty", None, None),
    "# hanya catatan\n": ("model-empty", None, None),
    "f x1": ("model-operator-missing", 1, 1),
    "f =~ x1\nx2 + x3": ("model-operator-missing", 2, 1),
    "f g =~ x1": ("model-operator-missing", 1, 3),
    "=~ x": ("model-left-missing", 1, 1),
    "1 =~ x": ("model-left-missing", 1, 1),
    "f + =~ x": ("model-left-missing", 1, 5),
    "2*f =~ x": ("model-left-modifier", 1, 1),
    "efa(a)*f =~ x": ("model-function", 1, 1),
    "f =~": ("model-term-missing", 1, 3),
    "f =~ x1 + ; g =~ x": ("model-term-missing", 1, 9),
    "f =~ x1 + + x2": ("model-term-missing", 1, 11),
    "f =~ x1 x2": ("model-plus-missing", 1, 9),
    "f =~ x1 +\ng =~ x3": ("model-plus-missing", 2, 3),
    "x := a == b": ("model-plus-missing", 1, 8),
    "f =~ x1 + g(x)": ("model-modifier", 1, 11),
    "f =~ c(1, a)*x": ("model-modifier", 1, 6),
    "f =~ start(a)*x": ("model-modifier", 1, 6),
    "f =~ 1/0*x": ("model-modifier", 1, 6),
    "f =~ lower(0)*x": ("model-function", 1, 6),
    "f =~ x(1)": ("model-modifier", 1, 6),
    "f =~ c(1,2*x": ("model-parenthesis", 1, 7),
    "f =~ x)": ("model-parenthesis", 1, 7),
    "f = x": ("model-single-equals", 1, 3),
    "group: 1\nf =~ x": ("model-block", 1, 6),
    "x % y": ("model-block", 1, 3),
    "f =~ x:z": ("model-product", 1, 7),
    "f =~ 2": ("model-number-term", 1, 6),
    "f =~ 1": ("model-number-term", 1, 6),
    "f =~ $x": ("model-character", 1, 6),
    'f =~ "a*x': ("model-quote", 1, 6),
    "x :=": ("model-expression-missing", 1, 5),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_read_is_said_with_its_place(text: str) -> None:
    with pytest.raises(AnalysisError) as refused:
        parse(text)
    facts = refused.value.facts
    assert (refused.value.code, facts.get("line"), facts.get("column")) == REFUSED[text]
