"""Expressions into closures: compiled once when a form is loaded, called with the form's data at a moment."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from forms.nodes import NO_POSITIONS, Node, Positions
from forms.xpath import calls, paths
from forms.xpath.here import Closure, Here
from forms.xpath.parser import parse
from forms.xpath.scope import Moment, Scope
from forms.xpath.tree import Call, Chain, EvaluationError, Literal, Negated, Number, Path, Tree, XPathError
from forms.xpath.values import Nodes, Place, Value, equal, plain, to_boolean, to_number, to_string


@dataclass(slots=True)
class Found:
    """What an expression turned out to depend on."""

    reads: dict[Node, int] = field(default_factory=dict)
    volatile: bool = False
    random: bool = False
    once: bool = False
    draws: int = 0

    def read(self, node: Node, shared: int) -> None:
        self.reads[node] = min(shared, self.reads.get(node, shared))


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression that can be computed.

    ``reads``: every node of the form it depends on, and how many of its leading positions are those of the context
    (0: any instance may matter; all of them: only the one in the same instances). Repeats whose number of
    instances matters are in it. What makes these nodes relevant is not. ``volatile``: it depends on the hour;
    ``random``: on chance; ``once``: on what its own node has already.
    """

    expression: str
    run: Closure = field(repr=False)
    reads: Mapping[Node, int] = field(repr=False)
    volatile: bool = False
    random: bool = False
    once: bool = False

    def evaluate(self, moment: Moment, positions: Positions = NO_POSITIONS) -> Value:
        """The value; a path gives ``Nodes``. Raises ``EvaluationError``."""
        try:
            return self.run(moment, positions)
        except (ArithmeticError, ValueError, RecursionError) as error:
            raise EvaluationError(f"{self.expression}: {error}") from error

    def value(self, moment: Moment, positions: Positions = NO_POSITIONS) -> Value:
        """The value, a node-set as the one value in it. Raises ``EvaluationError``."""
        return plain(self.evaluate(moment, positions))

    def true(self, moment: Moment, positions: Positions = NO_POSITIONS) -> bool:
        return to_boolean(self.evaluate(moment, positions))

    def text(self, moment: Moment, positions: Positions = NO_POSITIONS) -> str:
        return to_string(self.evaluate(moment, positions))

    def nodes(self, moment: Moment, positions: Positions = NO_POSITIONS) -> list[Place]:
        """The nodes of a path, or of ``randomize()`` of one. Raises ``EvaluationError`` for any other value."""
        found = self.evaluate(moment, positions)
        if not isinstance(found, Nodes):
            raise EvaluationError(f"{self.expression}: not a node-set")
        return found.found


def compile_expression(expression: str, scope: Scope) -> Compiled:
    """Raises ``XPathError`` with a code of the catalogue; its details include the expression."""
    return compile_tree(parse(expression), scope, expression)


def compile_tree(tree: Tree, scope: Scope, expression: str) -> Compiled:
    """As ``compile_expression``, for an expression that is parsed already."""
    found = Found()
    here = Here(scope.context, len(scope.context.repeats))
    try:
        closure = Compiler(scope, found).raw(tree, here)
    except XPathError as error:
        error.details.setdefault("expression", expression.strip())
        raise
    return Compiled(expression.strip(), closure, found.reads, found.volatile, found.random, found.once)


class Compiler:
    """The parts of one expression."""

    def __init__(self, scope: Scope, found: Found) -> None:
        self.scope = scope
        self.found = found

    def raw(self, tree: Tree, here: Here) -> Closure:
        """A closure that gives a node-set as such."""
        if isinstance(tree, Path):
            return paths.nodes_of(self, tree, here)
        if isinstance(tree, Call):
            return calls.call(self, tree, here)
        return self._value(tree, here)

    def value(self, tree: Tree, here: Here) -> Closure:
        """A closure that gives a plain value."""
        if isinstance(tree, Path):
            return paths.value_of(self, tree, here)
        if isinstance(tree, Call):
            closure = calls.call(self, tree, here)
            return _plain(closure) if calls.may_be_nodes(tree) else closure
        return self._value(tree, here)

    def _value(self, tree: Tree, here: Here) -> Closure:
        if isinstance(tree, (Number, Literal)):
            constant = tree.value
            return lambda moment, state: constant
        if isinstance(tree, Negated):
            operand = self.value(tree.operand, here)
            return lambda moment, state: -to_number(operand(moment, state))
        assert isinstance(tree, Chain)
        return self._chain(tree, here)

    def truth(self, tree: Tree, here: Here) -> Callable[[Moment, object], bool]:
        closure = self.value(tree, here)
        return lambda moment, state: to_boolean(closure(moment, state))

    def _chain(self, tree: Chain, here: Here) -> Closure:
        first_mark = tree.rest[0][0]
        if first_mark in ("and", "or"):
            return self._logic(tree, here, first_mark == "or")
        if len(tree.rest) == 1 and first_mark in ("=", "!="):
            return self._equality(tree.first, tree.rest[0][1], here, first_mark == "=")
        first = self.value(tree.first, here)
        rest = tuple((_OPERATIONS[mark], self.value(operand, here)) for mark, operand in tree.rest)
        if len(rest) == 1:
            operation, second = rest[0]
            return lambda moment, state: operation(first(moment, state), second(moment, state))

        def run(moment: Moment, state: object) -> Value:
            result = first(moment, state)
            for operation, operand in rest:
                result = operation(result, operand(moment, state))
            return result

        return run

    def _logic(self, tree: Chain, here: Here, until: bool) -> Closure:
        operands = (self.value(tree.first, here), *(self.value(operand, here) for _, operand in tree.rest))
        if len(operands) == 2:
            left, right = operands
            if until:
                return lambda moment, state: to_boolean(left(moment, state)) or to_boolean(right(moment, state))
            return lambda moment, state: to_boolean(left(moment, state)) and to_boolean(right(moment, state))

        def run(moment: Moment, state: object) -> Value:
            return any(to_boolean(operand(moment, state)) is until for operand in operands) is until

        return run

    def _equality(self, left_tree: Tree, right_tree: Tree, here: Here, wanted: bool) -> Closure:
        left = self.value(left_tree, here)
        if isinstance(right_tree, Literal):
            text = right_tree.value

            def run(moment: Moment, state: object) -> Value:
                value = left(moment, state)
                return (value == text if type(value) is str else equal(value, text)) is wanted

            return run
        right = self.value(right_tree, here)
        return lambda moment, state: equal(left(moment, state), right(moment, state)) is wanted


def _plain(closure: Closure) -> Closure:
    return lambda moment, state: plain(closure(moment, state))


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def _remainder(left: float, right: float) -> float:
    """With the sign of the left side, as in Java."""
    if math.isnan(left) or math.isnan(right) or math.isinf(left) or right == 0:
        return math.nan
    return math.fmod(left, right)


def _numeric(compute: Callable[[float, float], Value]) -> Callable[[Value, Value], Value]:
    return lambda left, right: compute(to_number(left), to_number(right))


def _equal(left: Value, right: Value) -> Value:
    return equal(left, right)


_OPERATIONS: Final[dict[str, Callable[[Value, Value], Value]]] = {
    "+": _numeric(operator.add),
    "-": _numeric(operator.sub),
    "*": _numeric(operator.mul),
    "div": _numeric(_divide),
    "mod": _numeric(_remainder),
    "<": _numeric(operator.lt),
    "<=": _numeric(operator.le),
    ">": _numeric(operator.gt),
    ">=": _numeric(operator.ge),
    "=": _equal,
    "!=": lambda left, right: not equal(left, right),
}
