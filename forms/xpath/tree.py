"""The tree an expression is parsed into, and the two ways an expression can go wrong."""

from __future__ import annotations

from dataclasses import dataclass


class XPathError(Exception):
    """An expression that cannot be compiled: a code of the catalogue in ``forms.errors`` and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return f"{self.code}: {', '.join(f'{name}={value}' for name, value in self.details.items())}"


class EvaluationError(Exception):
    """An expression that has no value for the answers at hand, where JavaRosa throws as well.

    Its messages are for the log and the form's author, never for a person in the chat. What can raise it:

    - a path that finds several nodes where one value is wanted ("repeated": ``indexed-repeat()`` or a predicate
      is missing);
    - ``count()``, ``sum()``, ``randomize()``, ``area()`` … of a value that is no node-set;
    - ``date()``, ``format-date()`` and their like of a text that is no date, or of a number of days beyond the
      years 1 to 9999;
    - ``selected()`` and its like of a number, a date or a truth value where JavaRosa casts to a text;
    - ``area()``, ``distance()``, ``geofence()`` of a text that is no place;
    - ``weighted-checklist()`` of two node-sets that differ in length;
    - ``digest()`` with an unknown algorithm or encoding, ``regex()`` with a pattern that is not valid, both only
      where they are computed (a literal one is refused when the form is read);
    - ``regex()`` that takes more work than ``forms.xpath.regex.BUDGET``;
    - a calculation that cannot be stored in its node (``as_written``).
    """


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    value: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands of one level of precedence, left to right: flat, so that a long one is not nested."""

    first: Tree
    rest: tuple[tuple[str, Tree], ...]


@dataclass(frozen=True, slots=True)
class Negated:
    operand: Tree


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """``axis``: "child", "attribute", "self" or "parent"; ``name`` of the first two, "*" for any child."""

    axis: str
    name: str = ""
    predicates: tuple[Tree, ...] = ()

    def __str__(self) -> str:
        marks = {"self": ".", "parent": "..", "attribute": "@" + self.name}
        return marks.get(self.axis, self.name) + "[…]" * len(self.predicates)


@dataclass(frozen=True, slots=True)
class Path:
    """``start``: "/" (the form), "." (here), "current()" or "instance()"; ``list_name`` of the last."""

    start: str
    steps: tuple[Step, ...]
    list_name: str = ""

    def __str__(self) -> str:
        head = {"/": "/", ".": "", "current()": "current()/", "instance()": f"instance('{self.list_name}')/"}
        return head[self.start] + "/".join(str(step) for step in self.steps)


Tree = Number | Literal | Chain | Negated | Call | Path


def parts_of(tree: Tree) -> tuple[Tree, ...]:
    """The expressions directly inside one, those in predicates included."""
    if isinstance(tree, Chain):
        return (tree.first, *(operand for _, operand in tree.rest))
    if isinstance(tree, Negated):
        return (tree.operand,)
    if isinstance(tree, Call):
        return tree.arguments
    if isinstance(tree, Path):
        return tuple(predicate for step in tree.steps for predicate in step.predicates)
    return ()
