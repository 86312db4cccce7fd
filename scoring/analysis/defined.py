"""Effects that a model defines from its parameters (`indirect := a*b`): value and gradient.

An own small reader of arithmetic: + - * / ^, parentheses, exp, log, sqrt, abs, numbers and names of labels, with R's
order (^ before a sign, from the right). Gradients go forward with the value (dual numbers), for standard errors by the
delta method: var(g) = grad' V grad.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from scoring.analysis.model_words import DEEPEST, TOO_DEEP, Word, cleaned, words, wrong
from scoring.analysis.problems import AnalysisError
from scoring.analysis.table import Defined, Table

Array: TypeAlias = np.ndarray[Any, Any]

BAD_EXPRESSION: Final = "model-expression"
UNKNOWN_FUNCTION: Final = "model-expression-function"
UNCLOSED: Final = "model-parenthesis"
NO_VALUE: Final = "model-expression-value"


@dataclass(frozen=True, slots=True)
class Dual:
    """A value and its gradient (q,)."""

    value: float
    gradient: Array


Evaluated: TypeAlias = Callable[[Mapping[str, Dual]], Dual]
Operation: TypeAlias = Callable[[Dual, Dual], Dual]


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression, read. `labels`: the names in it with line and column, each once."""

    labels: Mapping[str, tuple[int, int]]
    evaluate: Evaluated


def read(text: str, line: int = 1, column: int = 1) -> Expression:
    """`line` and `column`: where the text begins, for `AnalysisError` "model-expression", "model-expression-function",
    "model-parenthesis" (line, column, found)."""
    return _Reader(text, line, column).read()


def evaluate(defined: Iterable[Defined], values: Mapping[str, Dual]) -> dict[str, Dual]:
    """Each defined effect in its order; later ones may use earlier ones. `values`: by label.

    `AnalysisError` "model-expression-value" (name) where there is no number: log of a negative one, division by 0.
    """
    known = dict(values)
    found: dict[str, Dual] = {}
    for each in defined:
        try:
            found[each.name] = known[each.name] = read(each.expression).evaluate(known)
        except (ArithmeticError, ValueError):
            raise AnalysisError(NO_VALUE, name=each.name) from None
    return found


def effects(table: Table, theta: Array) -> dict[str, Dual]:
    """The effects that a table defines, at the parameters (q,), with gradients (q,) by them."""
    return evaluate(table.defined, label_values(table, theta))


def label_values(table: Table, theta: Array) -> dict[str, Dual]:
    """The value of each label of a table at the parameters (q,), a fixed one with a gradient of 0."""
    size = len(theta)
    values: dict[str, Dual] = {}
    for label, row in table.labelled().items():
        gradient = np.zeros(size)
        if row.free:
            gradient[row.free - 1] = 1.0
        values[label] = Dual(float(theta[row.free - 1]) if row.free else float(row.value or 0.0), gradient)
    return values


def plain(values: Mapping[str, float]) -> dict[str, Dual]:
    """Values without gradients, for standardised or drawn ones."""
    return {name: Dual(value, np.zeros(0)) for name, value in values.items()}


class _Reader:
    """Recursive descent: sum, product, sign, power, atom."""

    def __init__(self, text: str, line: int, column: int) -> None:
        self._words = [_moved(word, line, column) for word in words(cleaned(text)) if word.kind != "break"]
        self._place = 0
        self._labels: dict[str, tuple[int, int]] = {}
        self._powers = 0

    def read(self) -> Expression:
        whole = self._sum()
        if self._next.kind != "end":
            raise self._wrong()
        return Expression(self._labels, whole)

    @property
    def _next(self) -> Word:
        return self._words[self._place]

    def _take(self) -> Word:
        word = self._next
        self._place += word.kind != "end"
        return word

    def _wrong(self) -> AnalysisError:
        word = self._next
        if word.kind == "end" and self._place:
            word = self._words[self._place - 1]
        return AnalysisError(BAD_EXPRESSION, line=word.line, column=word.column, found=word.text or "…")

    def _sum(self) -> Evaluated:
        return self._chain(self._product, {"+": _plus, "-": _minus})

    def _product(self) -> Evaluated:
        return self._chain(self._signed, {"*": _times, "/": _over})

    def _chain(self, part: Callable[[], Evaluated], operations: Mapping[str, Operation]) -> Evaluated:
        """Parts from the left, however many."""
        first, more = part(), []
        while self._next.is_sign(*operations):
            more.append((operations[self._take().text], part()))
        if not more:
            return first

        def evaluated(values: Mapping[str, Dual]) -> Dual:
            found = first(values)
            for operation, right in more:
                found = operation(found, right(values))
            return found

        return evaluated

    def _signed(self) -> Evaluated:
        if self._next.is_sign("+", "-"):
            negative = self._take().text == "-"
            inner = self._signed()
            return _applied(_negated, inner) if negative else inner
        return self._power()

    def _power(self) -> Evaluated:
        base = self._atom()
        if self._next.is_sign("^"):
            word = self._take()
            # From the right: each exponent waits for the next.
            self._powers += 1
            if self._powers > DEEPEST:
                raise wrong(TOO_DEEP, word)
            return _joined(_power, base, self._signed())
        return base

    def _atom(self) -> Evaluated:
        word = self._next
        if word.kind == "number":
            self._take()
            return _constant(float(word.text))
        if word.kind == "name":
            self._take()
            return self._function(word) if self._next.is_sign("(") else self._label(word)
        if word.is_sign("("):
            return self._bracketed()
        raise self._wrong()

    def _label(self, word: Word) -> Evaluated:
        name = word.text
        self._labels.setdefault(name, (word.line, word.column))
        return lambda values: values[name]

    def _function(self, word: Word) -> Evaluated:
        function = _FUNCTIONS.get(word.text)
        if function is None:
            raise AnalysisError(UNKNOWN_FUNCTION, line=word.line, column=word.column, found=word.text)
        return _applied(function, self._bracketed())

    def _bracketed(self) -> Evaluated:
        opening = self._take()
        inner = self._sum()
        if not self._next.is_sign(")"):
            if self._next.kind != "end":
                raise self._wrong()
            raise AnalysisError(UNCLOSED, line=opening.line, column=opening.column, found="(")
        self._take()
        return inner


def _moved(word: Word, line: int, column: int) -> Word:
    across = column - 1 if word.line == 1 else 0
    return Word(word.kind, word.text, word.line + line - 1, word.column + across, word.start, word.stop)


def _joined(operation: Operation, left: Evaluated, right: Evaluated) -> Evaluated:
    return lambda values: operation(left(values), right(values))


def _applied(operation: Callable[[Dual], Dual], inner: Evaluated) -> Evaluated:
    return lambda values: operation(inner(values))


def _constant(value: float) -> Evaluated:
    return lambda values: Dual(value, np.zeros(_size(values.values())))


def _size(values: Iterable[Dual]) -> int:
    return next((len(value.gradient) for value in values), 0)


def _plus(x: Dual, y: Dual) -> Dual:
    return Dual(x.value + y.value, x.gradient + y.gradient)


def _minus(x: Dual, y: Dual) -> Dual:
    return Dual(x.value - y.value, x.gradient - y.gradient)


def _times(x: Dual, y: Dual) -> Dual:
    return Dual(x.value * y.value, x.gradient * y.value + y.gradient * x.value)


def _over(x: Dual, y: Dual) -> Dual:
    return Dual(x.value / y.value, (x.gradient - y.gradient * (x.value / y.value)) / y.value)


def _negated(x: Dual) -> Dual:
    return Dual(-x.value, -x.gradient)


def _power(x: Dual, y: Dual) -> Dual:
    value = math.pow(x.value, y.value)
    slope = y.value * math.pow(x.value, y.value - 1.0) if y.value else 0.0
    # Only an exponent that varies needs the logarithm of the base, which a negative base has not.
    growth = value * math.log(x.value) if np.any(y.gradient) else 0.0
    return Dual(value, x.gradient * slope + y.gradient * growth)


def _exp(x: Dual) -> Dual:
    value = math.exp(x.value)
    return Dual(value, x.gradient * value)


def _log(x: Dual) -> Dual:
    return Dual(math.log(x.value), x.gradient / x.value)


def _sqrt(x: Dual) -> Dual:
    value = math.sqrt(x.value)
    return Dual(value, x.gradient / (2.0 * value))


def _abs(x: Dual) -> Dual:
    return Dual(abs(x.value), x.gradient * math.copysign(1.0, x.value))


_FUNCTIONS: Final[Mapping[str, Callable[[Dual], Dual]]] = {"exp": _exp, "log": _log, "sqrt": _sqrt, "abs": _abs}
