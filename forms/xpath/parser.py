"""XPath 1.0, as far as forms use it, into a tree (https://www.w3.org/TR/1999/REC-xpath-19991116/)."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from forms.xpath.tree import Call, Chain, Literal, Lookup, Negated, Number, Path, Tree, XPathError

EXPRESSION_LENGTH: Final = 20_000
"""Longest expression in characters: our own limit, far beyond what a spreadsheet cell is used for."""

NESTING: Final = 60
"""Deepest nesting of brackets and calls: our own limit, well inside Python's recursion limit."""

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
  | (?P<string>"[^"]*"|'[^']*')
  | (?P<mark><=|>=|!=|//|\.\.|::|[=<>+\-*/|()\[\],.@])
  | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)
    )""",
    re.VERBOSE,
)
_LEVELS: Final = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)


def parse(expression: str) -> Tree:
    """The tree of an expression.

    Raises ``XPathError`` with ``expression_malformed`` or ``expression_not_supported``.
    """
    return _Parser(expression).whole()


def _tokens(expression: str) -> list[tuple[str, str]]:
    if len(expression) > EXPRESSION_LENGTH:
        raise XPathError("expression_malformed", detail=f"it is longer than {EXPRESSION_LENGTH} characters")
    tokens: list[tuple[str, str]] = []
    place, end = 0, len(expression.rstrip())
    while place < end:
        match = _TOKEN.match(expression, place)
        if match is None:
            raise XPathError("expression_malformed", detail=f"unexpected '{expression[place:].strip()[:20]}'")
        kind = match.lastgroup or ""
        tokens.append((kind, match[kind]))
        place = match.end()
    return tokens


class _Parser:
    def __init__(self, expression: str) -> None:
        self._tokens = _tokens(expression)
        self._next = 0
        self._depth = 0

    def whole(self) -> Tree:
        if not self._tokens:
            raise XPathError("expression_malformed", detail="it is empty")
        tree = self._expression()
        if self._next < len(self._tokens):
            self._unexpected()
        return tree

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        at = self._next + ahead
        return self._tokens[at] if at < len(self._tokens) else ("end", "")

    def _take(self) -> str:
        text = self._peek()[1]
        self._next += 1
        return text

    def _accept(self, mark: str) -> bool:
        if self._peek() == ("mark", mark):
            self._next += 1
            return True
        return False

    def _expect(self, mark: str) -> None:
        if not self._accept(mark):
            self._unexpected(f"'{mark}' is missing before ")

    def _unexpected(self, before: str = "unexpected ") -> NoReturn:
        kind, text = self._peek()
        raise XPathError("expression_malformed", detail=before + ("the end" if kind == "end" else f"'{text}'"))

    def _expression(self) -> Tree:
        self._depth += 1
        if self._depth > NESTING:
            raise XPathError("expression_malformed", detail=f"it is nested more than {NESTING} deep")
        tree = self._level(0)
        self._depth -= 1
        return tree

    def _level(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self._unary()
        first = self._level(level + 1)
        rest: list[tuple[str, Tree]] = []
        while self._peek()[0] in ("mark", "name") and self._peek()[1] in _LEVELS[level]:
            operator = self._take()
            rest.append((operator, self._level(level + 1)))
        return Chain(first, tuple(rest)) if rest else first

    def _unary(self) -> Tree:
        minus = False
        while self._accept("-"):
            minus = not minus
        operand = self._operand()
        if self._peek() == ("mark", "|"):
            raise XPathError("expression_not_supported", detail="a union of paths (|)")
        return Negated(operand) if minus else operand

    def _operand(self) -> Tree:
        kind, text = self._peek()
        if kind == "number":
            return Number(float(self._take()))
        if kind == "string":
            return Literal(self._take()[1:-1])
        if self._accept("("):
            tree = self._expression()
            self._expect(")")
            return tree
        if kind == "name" and self._peek(1) == ("mark", "("):
            return self._call()
        if kind == "name" or text in ("/", ".", ".."):
            return self._path("/" if self._accept("/") else ".")
        if text in ("//", "@", "*", "::"):
            raise XPathError("expression_not_supported", detail=f"'{text}' in a path")
        self._unexpected()

    def _call(self) -> Tree:
        function = self._take()
        self._expect("(")
        arguments: list[Tree] = []
        if not self._accept(")"):
            arguments.append(self._expression())
            while self._accept(","):
                arguments.append(self._expression())
            self._expect(")")
        if function == "instance":
            return self._lookup(arguments)
        if function == "current" and not arguments:
            return self._path("current()") if self._accept("/") else Path("current()", ())
        if self._peek() in (("mark", "/"), ("mark", "[")):
            raise XPathError("expression_not_supported", detail=f"a path behind {function}()")
        return Call(function, tuple(arguments))

    def _path(self, start: str) -> Path:
        steps = [self._step()]
        while self._accept("/"):
            steps.append(self._step())
        if self._peek() == ("mark", "["):
            raise XPathError("expression_not_supported", detail="a condition [...] on a question")
        return Path(start, tuple(steps))

    def _step(self) -> str:
        kind, text = self._peek()
        if kind == "name" or text in (".", ".."):
            step = self._take()
            if self._peek()[1] in ("::", "//"):
                raise XPathError("expression_not_supported", detail=f"'{self._peek()[1]}' in a path")
            return step
        if text in ("*", "@", "//"):
            raise XPathError("expression_not_supported", detail=f"'{text}' in a path")
        self._unexpected("a name is missing before ")

    def _lookup(self, arguments: list[Tree]) -> Lookup:
        if len(arguments) != 1 or not isinstance(arguments[0], Literal):
            raise XPathError("expression_not_supported", detail="instance() without a fixed name")
        for step in ("root", "item"):
            self._expect("/")
            if self._step() != step:
                raise XPathError("expression_not_supported", detail="a list other than root/item")
        conditions: list[Tree] = []
        while self._accept("["):
            conditions.append(self._expression())
            self._expect("]")
        field = self._step() if self._accept("/") else None
        return Lookup(arguments[0].value, tuple(conditions), field)
