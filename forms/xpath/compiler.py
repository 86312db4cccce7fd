"""Expressions into closures: compiled once when a form is loaded, called with the values of a moment."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from forms.xpath.functions import FUNCTIONS, Function
from forms.xpath.parser import parse
from forms.xpath.tree import Call, Chain, Literal, Lookup, Negated, Number, Path, Tree, XPathError
from forms.xpath.values import Nodes, Value, equal, to_boolean, to_number, to_string

NO_ITEM: Final[Mapping[str, str]] = {}


class Moment:
    """What an expression is computed from: the answers, what was computed before, and when.

    ``relevance`` has one bit for each node; ``own`` is the value under test in a constraint; ``item`` is the
    row of the list a choice filter looks at.
    """

    __slots__ = ("answers", "at", "calculated", "item", "language", "own", "relevance")

    def __init__(
        self,
        answers: Mapping[str, str],
        calculated: Mapping[str, str],
        relevance: int,
        at: datetime,
        language: str,
    ) -> None:
        self.answers = answers
        self.calculated = calculated
        self.relevance = relevance
        self.at = at
        self.language = language
        self.own: Value = ""
        self.item: Mapping[str, str] = NO_ITEM


Closure = Callable[[Moment], Value]


@dataclass(frozen=True, slots=True)
class Compiled:
    """``reads``: names of the nodes it depends on. ``volatile``: it depends on the hour as well.

    ``keeps``: it uses ``once()``, so its first value must be kept.
    """

    expression: str
    evaluate: Closure
    reads: frozenset[str]
    volatile: bool = False
    keeps: bool = False

    def true(self, moment: Moment) -> bool:
        return to_boolean(self.evaluate(moment))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands and what it may refer to.

    ``names``: absolute path → name of the node. ``context``: path of the node the expression belongs to.
    ``candidate``: ``.`` is the value under test, not the stored one. ``in_list``: a bare name is a column of
    the list at hand.
    """

    names: Mapping[tuple[str, ...], str]
    readers: Mapping[str, Closure]
    lists: Mapping[str, Sequence[Mapping[str, str]]]
    choice_label: Callable[[str, str, Moment], str]
    context: tuple[str, ...] = ()
    candidate: bool = False
    in_list: bool = False


@dataclass(slots=True)
class _Found:
    reads: set[str] = field(default_factory=set)
    volatile: bool = False
    keeps: bool = False


def compile_expression(expression: str, scope: Scope) -> Compiled:
    """Raises ``XPathError`` with a code of the catalogue; its details include the expression."""
    try:
        return compile_tree(parse(expression), scope, expression)
    except XPathError as error:
        error.details.setdefault("expression", expression.strip())
        raise


def compile_tree(tree: Tree, scope: Scope, expression: str) -> Compiled:
    """As ``compile_expression``, for an expression that is parsed already."""
    found = _Found()
    closure = _Compiler(scope, found).tree(tree)
    return Compiled(expression.strip(), closure, frozenset(found.reads), found.volatile, found.keeps)


_ARITHMETIC: Final[dict[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": lambda left, right: _divide(left, right),
    "mod": lambda left, right: math.fmod(left, right) if right and math.isfinite(left) else math.nan,
}
_COMPARISONS: Final[dict[str, Callable[[Value, Value], bool]]] = {
    "=": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": lambda left, right: to_number(left) < to_number(right),
    "<=": lambda left, right: to_number(left) <= to_number(right),
    ">": lambda left, right: to_number(left) > to_number(right),
    ">=": lambda left, right: to_number(left) >= to_number(right),
}


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    return math.nan if not left or math.isnan(left) else math.copysign(math.inf, left)


class _Compiler:
    def __init__(self, scope: Scope, found: _Found) -> None:
        self._scope = scope
        self._found = found

    def tree(self, tree: Tree) -> Closure:
        match tree:
            case Number(number):
                return lambda _: number
            case Literal(text):
                return lambda _: text
            case Negated(operand):
                negated = self.tree(operand)
                return lambda moment: -to_number(negated(moment))
            case Chain():
                return self._chain(tree)
            case Path():
                return self._path(tree)
            case Lookup():
                return self._lookup(tree)
            case Call():
                return self._call(tree)

    def _chain(self, chain: Chain) -> Closure:
        first = self.tree(chain.first)
        rest = [(name, self.tree(operand)) for name, operand in chain.rest]
        name = rest[0][0]
        if name in ("or", "and"):
            operands = [first, *(operand for _, operand in rest)]
            if name == "or":
                return lambda moment: any(to_boolean(operand(moment)) for operand in operands)
            return lambda moment: all(to_boolean(operand(moment)) for operand in operands)
        if name in _COMPARISONS:
            return _folded(first, [(_COMPARISONS[sign], operand) for sign, operand in rest])
        steps = [(_ARITHMETIC[sign], operand) for sign, operand in rest]

        def arithmetic(moment: Moment) -> Value:
            result = to_number(first(moment))
            for act, operand in steps:
                result = act(result, to_number(operand(moment)))
            return result

        return arithmetic

    def _path(self, path: Path) -> Closure:
        scope = self._scope
        if scope.in_list and path.start == "." and len(path.steps) == 1 and path.steps[0] not in (".", ".."):
            column = path.steps[0]
            return lambda moment: moment.item.get(column, "")
        place = self._place(path)
        if scope.candidate and place == scope.context:
            return lambda moment: moment.own
        name = self._name(path)
        self._found.reads.add(name)
        return scope.readers[name]

    def _place(self, path: Path) -> tuple[str, ...]:
        where = [] if path.start == "/" else list(self._scope.context)
        for step in path.steps:
            if step == "..":
                if not where:
                    raise XPathError("path_unknown", path=str(path))
                where.pop()
            elif step != ".":
                where.append(step)
        return tuple(where)

    def _name(self, path: Path) -> str:
        name = self._scope.names.get(self._place(path))
        if name is None:
            raise XPathError("path_unknown", path=str(path))
        return name

    def _lookup(self, lookup: Lookup) -> Closure:
        rows = self._scope.lists.get(lookup.list_name)
        if rows is None:
            raise XPathError("list_unknown", list=lookup.list_name)
        inside = _Compiler(_inside(self._scope), self._found)
        conditions = [inside.tree(condition) for condition in lookup.conditions]
        column = lookup.field or "name"

        def find(moment: Moment) -> Nodes:
            outer, found = moment.item, []
            for row in rows:
                moment.item = row
                if all(to_boolean(condition(moment)) for condition in conditions):
                    found.append(row.get(column, ""))
            moment.item = outer
            return tuple(found)

        return find

    def _call(self, call: Call) -> Closure:
        special = _SPECIAL.get(call.function)
        function = special[0] if special else FUNCTIONS.get(call.function)
        if function is None:
            raise XPathError("function_not_supported", function=call.function)
        given = len(call.arguments)
        if given < function.least or (function.most is not None and given > function.most):
            raise XPathError("function_arguments", function=call.function, given=given, expected=function.expected)
        if special:
            return special[1](self, call.arguments)
        if call.function == "regex":
            _check_pattern(call.arguments[1])
        arguments = [self.tree(argument) for argument in call.arguments]
        act = function.call
        if len(arguments) == 1:
            only = arguments[0]
            return lambda moment: act(only(moment))
        return lambda moment: act(*[argument(moment) for argument in arguments])

    def _if(self, arguments: tuple[Tree, ...]) -> Closure:
        test, then, otherwise = (self.tree(argument) for argument in arguments)
        return lambda moment: then(moment) if to_boolean(test(moment)) else otherwise(moment)

    def _today(self, _: tuple[Tree, ...]) -> Closure:
        self._found.volatile = True
        return lambda moment: moment.at.date()

    def _now(self, _: tuple[Tree, ...]) -> Closure:
        self._found.volatile = True
        return lambda moment: moment.at

    def _once(self, arguments: tuple[Tree, ...]) -> Closure:
        self._found.keeps = True
        value = self.tree(arguments[0])
        name = self._scope.names.get(self._scope.context, "")

        def first_value(moment: Moment) -> Value:
            return moment.answers.get(name) or value(moment)

        return first_value

    def _choice_name(self, arguments: tuple[Tree, ...]) -> Closure:
        value, path = self.tree(arguments[0]), arguments[1]
        target = parse(path.value) if isinstance(path, Literal) else None
        if not isinstance(target, Path):
            raise XPathError("expression_not_supported", detail="jr:choice-name() without a fixed question")
        name, label = self._name(target), self._scope.choice_label
        return lambda moment: label(name, to_string(value(moment)), moment)

    def _pull_data(self, arguments: tuple[Tree, ...]) -> Closure:
        names = [argument.value for argument in arguments[:3] if isinstance(argument, Literal)]
        if len(names) != 3:
            raise XPathError("expression_not_supported", detail="pulldata() without fixed names")
        list_name, wanted, key = names
        rows = self._scope.lists.get(list_name.removesuffix(".csv"))
        if rows is None:
            raise XPathError("list_unknown", list=list_name)
        # the first of several rows with one key counts, as in ODK Collect
        by_key = {row.get(key, ""): row.get(wanted, "") for row in reversed(rows)}
        value = self.tree(arguments[3])
        return lambda moment: by_key.get(to_string(value(moment)), "")


def _folded(first: Closure, steps: list[tuple[Callable[[Value, Value], bool], Closure]]) -> Closure:
    if len(steps) == 1:
        compare, second = steps[0]
        return lambda moment: compare(first(moment), second(moment))

    def fold(moment: Moment) -> Value:
        result = first(moment)
        for compare, operand in steps:
            result = compare(result, operand(moment))
        return result

    return fold


def _inside(scope: Scope) -> Scope:
    return Scope(
        scope.names,
        scope.readers,
        scope.lists,
        scope.choice_label,
        scope.context,
        scope.candidate,
        in_list=True,
    )


def _check_pattern(pattern: Tree) -> None:
    if isinstance(pattern, Literal):
        try:
            re.compile(pattern.value)
        except re.error as error:
            raise XPathError("regex_invalid", detail=str(error)) from error


def _nothing(*_: Value) -> Value:
    raise AssertionError("a special function is compiled, never called")


_SPECIAL: Final[dict[str, tuple[Function, Callable[[_Compiler, tuple[Tree, ...]], Closure]]]] = {
    "if": (Function(3, 3, _nothing), _Compiler._if),
    "today": (Function(0, 0, _nothing), _Compiler._today),
    "now": (Function(0, 0, _nothing), _Compiler._now),
    "once": (Function(1, 1, _nothing), _Compiler._once),
    "jr:choice-name": (Function(2, 2, _nothing), _Compiler._choice_name),
    "pulldata": (Function(4, 4, _nothing), _Compiler._pull_data),
}
