"""XPath 1.0, as far as JavaRosa evaluates it, into a tree (https://www.w3.org/TR/1999/REC-xpath-19991116/)."""

from __future__ import annotations

from typing import Final, NoReturn

from forms.xpath.lexer import END, Token, tokens_of
from forms.xpath.tree import Call, Chain, Literal, Negated, Number, Path, Step, Tree, XPathError

NESTING: Final = 60
"""Deepest nesting of brackets and calls: our own limit, well inside Python's recursion limit."""

_LEVELS: Final = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
_AXES: Final = frozenset({"child", "attribute", "self", "parent"})
_NODE_TESTS: Final = frozenset({"node", "text", "comment", "processing-instruction"})


def parse(expression: str) -> Tree:
    """The tree of an expression.

    Raises ``XPathError`` with ``expression_malformed`` or ``expression_not_supported``; the details include the
    expression.
    """
    try:
        return _Parser(tokens_of(expression)).whole()
    except XPathError as error:
        error.details.setdefault("expression", expression.strip())
        raise


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def whole(self) -> Tree:
        if not self._tokens:
            raise XPathError("expression_malformed", detail="it is empty")
        tree = self._expression()
        if self._next < len(self._tokens):
            self._unexpected()
        return tree

    def _peek(self, ahead: int = 0) -> Token:
        at = self._next + ahead
        return self._tokens[at] if at < len(self._tokens) else END

    def _take(self) -> str:
        text = self._peek()[1]
        self._next += 1
        return text

    def _at(self, *marks: str) -> bool:
        kind, text = self._peek()
        return kind in ("mark", "operator") and text in marks

    def _accept(self, mark: str) -> bool:
        if self._at(mark):
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
        while self._peek()[0] == "operator" and self._peek()[1] in _LEVELS[level]:
            operator = self._take()
            rest.append((operator, self._level(level + 1)))
        return Chain(first, tuple(rest)) if rest else first

    def _unary(self) -> Tree:
        signs = 0
        while self._accept("-"):
            signs += 1
        operand = self._operand()
        if self._at("|"):
            raise XPathError("expression_not_supported", detail="a union of paths (|)")
        # Two signs turn a text into a number as well as one does; more add nothing.
        for _ in range(signs if signs < 3 else 2 + signs % 2):
            operand = Negated(operand)
        return operand

    def _operand(self) -> Tree:
        kind, _ = self._peek()
        if kind == "number":
            return Number(float(self._take()))
        if kind == "string":
            return Literal(self._take())
        if self._accept("("):
            tree = self._expression()
            self._expect(")")
            return self._alone(tree, "brackets")
        if kind == "name" and self._peek(1) == ("mark", "(") and self._peek()[1] not in _NODE_TESTS:
            return self._call()
        if self._at("//"):
            raise XPathError("expression_not_supported", detail="'//' in a path")
        if kind == "name" or self._at(".", "..", "@", "*"):
            return Path(".", self._steps())
        if self._accept("/"):
            if self._peek()[0] != "name" and not self._at(".", "..", "@", "*"):
                raise XPathError("expression_not_supported", detail="the whole form (/)")
            return Path("/", self._steps())
        self._unexpected()

    def _alone(self, tree: Tree, what: str) -> Tree:
        if self._at("/", "//", "["):
            raise XPathError("expression_not_supported", detail=f"a path or a condition [...] behind {what}")
        return tree

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
            if len(arguments) != 1 or not isinstance(arguments[0], Literal):
                raise XPathError("expression_not_supported", detail="instance() without a fixed name")
            if not self._accept("/"):
                raise XPathError("expression_not_supported", detail="instance() without a path behind it")
            return Path("instance()", self._steps(), arguments[0].value)
        if function == "current" and not arguments:
            return Path("current()", self._steps() if self._accept("/") else (Step("self"),))
        return self._alone(Call(function, tuple(arguments)), f"{function}()")

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while self._accept("/"):
            steps.append(self._step())
        if self._at("//"):
            raise XPathError("expression_not_supported", detail="'//' in a path")
        return tuple(steps)

    def _step(self) -> Step:
        if self._accept("."):
            return Step("self", "", self._no_predicates())
        if self._accept(".."):
            return Step("parent", "", self._no_predicates())
        axis = "child"
        if self._accept("@"):
            axis = "attribute"
        elif self._peek()[0] == "name" and self._peek(1) == ("mark", "::"):
            axis = self._take()
            self._take()
            if axis not in _AXES:
                raise XPathError("expression_not_supported", detail=f"'{axis}::' in a path")
        if axis in ("self", "parent"):
            return self._node(axis)
        if axis == "child" and self._accept("*"):
            return Step(axis, "*", self._predicates())
        if self._peek()[0] != "name":
            self._unexpected("a name is missing before ")
        name = self._take()
        if self._at("("):
            raise XPathError("expression_not_supported", detail=f"'{name}()' in a path")
        return Step(axis, name, self._predicates())

    def _node(self, axis: str) -> Step:
        if self._peek() != ("name", "node"):
            raise XPathError("expression_not_supported", detail=f"'{axis}::' with anything but node()")
        self._take()
        self._expect("(")
        self._expect(")")
        return Step(axis, "", self._no_predicates())

    def _no_predicates(self) -> tuple[Tree, ...]:
        if self._at("["):
            raise XPathError("expression_not_supported", detail="a condition [...] behind '.' or '..'")
        return ()

    def _predicates(self) -> tuple[Tree, ...]:
        predicates: list[Tree] = []
        while self._accept("["):
            predicates.append(self._expression())
            self._expect("]")
        return tuple(predicates)
