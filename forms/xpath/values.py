"""The values expressions work on, and how one kind is read as another.

Where JavaRosa and XPath 1.0 differ, JavaRosa is followed (``XPathFuncExpr.toNumeric``, ``toBoolean``, ``toString``,
``XPathEqExpr`` in getodk/javarosa 5.1.0): a date is a number of whole days since 1970-01-01, a text that looks like
a date is no number, an empty answer is the empty text, and the empty text as a number is NaN, with which every
comparison is false.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from forms.nodes import Item, Node, Positions
from forms.xpath.dates import date_text, days
from forms.xpath.tree import EvaluationError

if TYPE_CHECKING:
    from forms.xpath.scope import Moment

Place = tuple[Node, Positions] | Item
"""One node of a node-set: an instance of a node of the form, or an element of a list."""

CLOSE: Final = 1e-12
"""Two numbers nearer than this are equal (JavaRosa's ``XPathEqExpr``)."""

_NUMBER: Final = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_EDGES: Final = "".join(map(chr, range(33)))
"""What Java's ``trim`` takes away: every sign up to the space."""


class Nodes:
    """A node-set: the nodes found, in the order of the document, and what reads their values.

    ``own``: the node under test in a constraint, which stands for the answer that is tried.
    """

    __slots__ = ("_moment", "found", "own")

    def __init__(self, found: list[Place], moment: Moment, own: tuple[Node, Positions] | None = None) -> None:
        self.found = found
        self.own = own
        self._moment = moment

    def __len__(self) -> int:
        return len(self.found)

    def __repr__(self) -> str:
        return f"Nodes({self.found!r})"

    def _value(self, place: Place) -> Value:
        if isinstance(place, Item):
            return place.text
        if place == self.own and self._moment.candidate is not None:
            return self._moment.candidate
        return self._moment.value(*place)

    def values(self) -> list[Value]:
        return [self._value(place) for place in self.found]

    def one(self) -> Value:
        """The single value; "" of none. Raises ``EvaluationError`` where there are several."""
        if not self.found:
            return ""
        if len(self.found) > 1:
            raise EvaluationError("a field that is repeated is read as one value")
        return self._value(self.found[0])

    def not_empty(self) -> int:
        """How many have a value or something inside."""
        return sum(
            bool(place.children or place.text)
            if isinstance(place, Item)
            else bool(place[0].children or self._moment.text(*place) != "")
            for place in self.found
        )


Value = str | float | bool | date | Nodes
"""A ``datetime`` is a ``date`` too: it is told apart where it matters. See ``dates`` for times of day."""


def plain(value: Value) -> Value:
    """A node-set as the one value in it."""
    return value.one() if type(value) is Nodes else value


def to_string(value: Value) -> str:
    """Whole numbers lose their point, other numbers are written as Java writes them, dates without their time."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (float, int)):
        return number_text(value)
    if isinstance(value, date):
        return date_text(value)
    return to_string(value.one())


def number_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if abs(value) < CLOSE:
        return "0"
    if math.isinf(value):
        return "-Infinity" if value < 0 else "Infinity"
    whole = as_int(value)
    return str(whole) if abs(value - whole) < CLOSE else java_text(value)


def java_text(value: float) -> str:
    """``Double.toString``: at least one decimal, and an exponent from ten million on and below a thousandth."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("-Infinity" if value < 0 else "Infinity")
    if value == 0:
        return "-0.0" if math.copysign(1, value) < 0 else "0.0"
    mantissa, _, exponent = repr(value).partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, part = mantissa.lstrip("-").partition(".")
    digits = (whole + part).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + part) - len(digits))
    digits = digits.rstrip("0") or "0"
    if -3 < point <= 7:
        if point <= 0:
            return f"{sign}0.{'0' * -point}{digits}"
        return f"{sign}{digits[:point].ljust(point, '0')}.{digits[point:] or '0'}"
    return f"{sign}{digits[0]}.{digits[1:] or '0'}E{point - 1}"


def trim(text: str) -> str:
    return text.strip(_EDGES)


def to_number(value: Value) -> float:
    """NaN for a text that is no number; a comma counts as a point; dates are whole days since 1970-01-01."""
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        text = trim(value.replace(",", "."))
        return float(text) if _NUMBER.fullmatch(text) else math.nan
    if isinstance(value, (bool, int)):
        return float(value)
    if isinstance(value, date):
        return days(value)
    return to_number(value.one())


def to_boolean(value: Value) -> bool:
    """A text is true when it is not empty, a number when it is neither 0 nor NaN, a date always."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value != ""
    if isinstance(value, (float, int)):
        return abs(value) > CLOSE
    return True if isinstance(value, date) else to_boolean(value.one())


def equal(left: Value, right: Value) -> bool:
    """``=`` of two plain values: by truth if a side is a truth value, by number if one is a number, or by text."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return abs(to_number(left) - to_number(right)) < CLOSE
    return to_string(left) == to_string(right)


def as_int(value: float) -> int:
    """Java's cast to ``int``: cut, held within 32 bits, and 0 for NaN."""
    if math.isnan(value):
        return 0
    return int(max(-(2.0**31), min(2.0**31 - 1, value)))


def as_long(value: float) -> int:
    """Java's cast to ``long``: cut, held within 64 bits, and 0 for NaN."""
    if math.isnan(value):
        return 0
    return max(-(2**63), min(2**63 - 1, int(max(-1e19, min(1e19, value)))))


def to_int(value: Value) -> float:
    """``int()``: without the part behind the point, still a ``float``."""
    number = to_number(value)
    if not math.isfinite(number) or abs(number) >= 2.0**63:
        return number
    return math.copysign(float(int(number)), number)


def is_null(value: Value) -> bool:
    """Empty in the sense of ``coalesce()``."""
    value = plain(value)
    return value == "" if isinstance(value, str) else isinstance(value, float) and math.isnan(value)


def is_moment(value: Value) -> bool:
    """Whether a date has a time."""
    return isinstance(value, datetime)
