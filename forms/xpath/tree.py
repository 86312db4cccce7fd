"""The tree an expression is parsed into."""

from __future__ import annotations

from dataclasses import dataclass


class XPathError(Exception):
    """An expression that cannot be compiled: a code of the catalogue in ``forms.errors`` and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


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
class Path:
    """A path of names, ``.`` and ``..``; ``start`` is "/" (the form), "." (here) or "current()"."""

    start: str
    steps: tuple[str, ...]

    def __str__(self) -> str:
        head = {"/": "/", ".": "", "current()": "current()/"}[self.start]
        return head + "/".join(self.steps)


@dataclass(frozen=True, slots=True)
class Lookup:
    """``instance('list')/root/item[conditions]/field``; without a field it stands for the rows themselves."""

    list_name: str
    conditions: tuple[Tree, ...]
    field: str | None


Tree = Number | Literal | Chain | Negated | Call | Path | Lookup
