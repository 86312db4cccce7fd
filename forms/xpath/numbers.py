"""Functions of numbers, as Java computes them."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from forms.xpath.tree import EvaluationError
from forms.xpath.values import Nodes, Value, as_int, as_long, plain, to_number

SMALLEST: Final = 5e-324
"""Where ``max()`` begins in JavaRosa (Java's ``Double.MIN_VALUE``): nothing below it is ever the largest."""
LARGEST: Final = 1.7976931348623157e308
"""Where ``min()`` begins: infinity is never the smallest."""

_MOST_PLACES: Final = 30


def node_set(value: Value) -> Nodes:
    if not isinstance(value, Nodes):
        raise EvaluationError("not a node-set")
    return value


def spread(values: tuple[Value, ...]) -> list[Value]:
    """The values of a node-set that is the only argument; otherwise the arguments, each as one value."""
    if len(values) == 1 and isinstance(values[0], Nodes):
        return values[0].values()
    return [plain(value) for value in values]


def _numbers(values: list[Value]) -> list[float]:
    return [number for number in map(to_number, values) if not math.isnan(number)]


def largest(*values: Value) -> Value:
    numbers = _numbers(spread(values))
    return max(SMALLEST, *numbers) if numbers else math.nan


def smallest(*values: Value) -> Value:
    numbers = _numbers(spread(values))
    return min(LARGEST, *numbers) if numbers else math.nan


def total_of(value: Value) -> Value:
    total = 0.0
    for number in _numbers(node_set(value).values()):
        total += number
    return total


def rounded(value: Value, places: Value = 0.0) -> Value:
    """Half goes up from zero on and towards zero below it; places may be negative."""
    number, digits = to_number(value), as_int(to_number(places))
    if not math.isfinite(number):
        return number
    if abs(digits) > _MOST_PLACES:
        return math.nan
    exact = Decimal(repr(number))
    if digits >= 0:
        half = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
        # A number this large has no decimals to lose, and quantize() would need more digits than it has.
        return number if abs(number) >= 1e15 else float(exact.quantize(Decimal(1).scaleb(-digits), half))
    scaled = float(as_long(float(exact.scaleb(digits)) + 0.5))
    return float(Decimal(repr(scaled)).scaleb(-digits))


def mathematical(compute: Callable[..., float]) -> Callable[..., Value]:
    """A function of numbers; NaN where it has no value, infinite where it is too large."""

    def call(*values: Value) -> Value:
        numbers = [to_number(value) for value in values]
        try:
            return compute(*numbers)
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return call


def power(base: float, exponent: float) -> float:
    # Java: NaN where the size of the base is 1 and the exponent infinite.
    if (exponent != 0 and math.isnan(base + exponent)) or (abs(base) == 1 and math.isinf(exponent)):
        return math.nan
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        if base == 0:
            return -math.inf if math.copysign(1, base) < 0 and exponent % 2 == 1 else math.inf
        return math.nan


def logarithm(number: float, log: Callable[[float], float] = math.log) -> float:
    return -math.inf if number == 0 else log(number)


def whole(round_to: Callable[[float], int]) -> Callable[[Value], Value]:
    def call(value: Value) -> Value:
        number = to_number(value)
        return float(round_to(number)) if math.isfinite(number) else number

    return call
