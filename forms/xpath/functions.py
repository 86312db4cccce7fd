"""The functions whose value follows from their arguments, as JavaRosa 5.1.0 computes them (``XPathFuncExpr``).

All of https://getodk.github.io/xforms-spec/#xpath-functions is here or in ``forms.xpath.calls``, which has those
that need the form, and JavaRosa's own besides. ``floor``, ``ceiling`` and ``substring`` of XPath 1.0 are ours:
JavaRosa does not have them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from forms.xpath import geo, signing
from forms.xpath.numbers import (
    largest,
    logarithm,
    mathematical,
    node_set,
    power,
    rounded,
    smallest,
    spread,
    total_of,
    whole,
)
from forms.xpath.regex import matches
from forms.xpath.tree import EvaluationError
from forms.xpath.values import (
    Nodes,
    Value,
    as_int,
    is_null,
    to_boolean,
    to_int,
    to_number,
    to_string,
    trim,
)


@dataclass(frozen=True, slots=True)
class Function:
    """``most`` is None where any number of arguments may follow; ``even``: their number must be even.

    ``raw``: it is given node-sets as such, not the single value in them. ``sets``: the arguments that must be
    node-sets.
    """

    least: int
    most: int | None
    call: Callable[..., Value]
    raw: bool = False
    sets: tuple[int, ...] = ()
    even: bool = False

    @property
    def expected(self) -> str:
        if self.most is None:
            return f"an even number, at least {self.least}" if self.even else f"at least {self.least}"
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"

    def takes(self, given: int) -> bool:
        return given >= self.least and (self.most is None or given <= self.most) and not (self.even and given % 2)


def text_of(value: Value, what: str) -> str:
    """A value that JavaRosa casts to a text without converting it."""
    if not isinstance(value, str):
        raise EvaluationError(f"{what}() needs a text")
    return value


def _selected(value: Value, choice: Value) -> Value:
    return f" {text_of(choice, 'selected').strip(' ')} " in f" {text_of(value, 'selected')} "


def _selected_at(value: Value, place: Value) -> Value:
    words = _words(text_of(value, "selected-at"))
    number = as_int(to_int(place))
    return words[number] if 0 <= number < len(words) else ""


def _words(text: str) -> list[str]:
    return [word for word in text.split(" ") if word]


def _coded(text: str) -> tuple[str, bool]:
    """A text whose signs count as in Java, where those beyond 16 bits are two each."""
    if text.isascii() or all(sign <= "\uffff" for sign in text):
        return text, False
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(raw[at] | raw[at + 1] << 8) for at in range(0, len(raw), 2)), True


def _string_length(value: Value) -> Value:
    return float(len(_coded(to_string(value))[0]))


def _slice(value: Value, start: Value, end: Value | None = None) -> Value:
    """``substr`` of ODK: places count from 0, negative ones from the end."""
    text, paired = _coded(to_string(value))
    size = len(text)
    first = as_int(to_int(start))
    last = size if end is None else as_int(to_int(end))
    first, last = (place + size if place < 0 else place for place in (first, last))
    piece = text[min(max(first, 0), size) : min(max(last, 0), size)]
    return piece.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if paired else piece


def _substring(value: Value, start: Value, length: Value | None = None) -> Value:
    """``substring`` of XPath 1.0: places count from 1, and both numbers are rounded."""
    text, first = to_string(value), to_number(rounded(start))
    last = math.inf if length is None else first + to_number(rounded(length))
    return "".join(sign for place, sign in enumerate(text, 1) if first <= place < last)


def _translate(value: Value, old: Value, new: Value) -> Value:
    signs, into = to_string(old), to_string(new)
    table: dict[int, str | None] = {}
    for place, sign in enumerate(signs):
        table.setdefault(ord(sign), into[place] if place < len(into) else None)
    return to_string(value).translate(table)


def _beside(side: int) -> Callable[[Value, Value], Value]:
    def call(value: Value, part: Value) -> Value:
        text, mark = to_string(value), to_string(part)
        if not mark:
            return text if side else ""
        pieces = text.partition(mark)
        return pieces[side] if pieces[1] else ""

    return call


_SPACES: Final = re.compile(r"[ \t\n\x0b\f\r]+")


def _joined(separator: str, values: list[Value]) -> str:
    return separator.join(map(to_string, values))


def _checklist(least: Value, most: Value, *values: Value) -> Value:
    low, high = as_int(to_number(least)), as_int(to_number(most))
    count = sum(map(to_boolean, spread(values)))
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def _weighted(least: Value, most: Value, *values: Value) -> Value:
    if len(values) == 2 and isinstance(values[0], Nodes) and isinstance(values[1], Nodes):
        flags, weights = values[0].values(), values[1].values()
        if len(flags) != len(weights):
            raise EvaluationError("weighted-checklist(): the node-sets are not of the same length")
    else:
        flags, weights = list(values[::2]), list(values[1::2])
    low, high, total = to_number(least), to_number(most), 0.0
    for flag, weight in zip(map(to_boolean, flags), map(to_number, weights), strict=True):
        if flag:
            total += weight
    return low <= total <= high


def _area(value: Value) -> Value:
    found = node_set(value)
    return geo.area(geo.points_of(found)) if len(found) else 0.0


def _distance(*values: Value) -> Value:
    if len(values) > 1:
        return geo.distance([geo.point(to_string(value)) for value in values])
    if not isinstance(values[0], (Nodes, str)):
        raise EvaluationError("distance() needs places")
    if isinstance(values[0], str):
        parts = values[0].rstrip(";").split(";")
        return geo.distance([geo.point(part) for part in parts])
    return geo.distance(geo.points_of(values[0])) if len(values[0]) else 0.0


def _geofence(place: Value, fence: Value) -> Value:
    corners = node_set(fence)
    return geo.inside(geo.point(to_string(place)), geo.points_of(corners) if len(corners) else [])


def _from_string(value: Value) -> Value:
    text = to_string(value)
    return text.lower() == "true" or text == "1"


FUNCTIONS: Final[dict[str, Function]] = {
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "not": Function(1, 1, lambda value: not to_boolean(value)),
    "boolean": Function(1, 1, to_boolean),
    "boolean-from-string": Function(1, 1, _from_string),
    "number": Function(1, 1, to_number),
    "string": Function(1, 1, to_string),
    "int": Function(1, 1, to_int),
    "round": Function(1, 2, rounded),
    "floor": Function(1, 1, whole(math.floor)),
    "ceiling": Function(1, 1, whole(math.ceil)),
    "pi": Function(0, 0, lambda: math.pi),
    "abs": Function(1, 1, mathematical(abs)),
    "pow": Function(2, 2, mathematical(power)),
    "sqrt": Function(1, 1, mathematical(math.sqrt)),
    "exp": Function(1, 1, mathematical(math.exp)),
    "exp10": Function(1, 1, mathematical(lambda number: power(10.0, number))),
    "log": Function(1, 1, mathematical(logarithm)),
    "log10": Function(1, 1, mathematical(lambda number: logarithm(number, math.log10))),
    "sin": Function(1, 1, mathematical(math.sin)),
    "cos": Function(1, 1, mathematical(math.cos)),
    "tan": Function(1, 1, mathematical(math.tan)),
    "asin": Function(1, 1, mathematical(math.asin)),
    "acos": Function(1, 1, mathematical(math.acos)),
    "atan": Function(1, 1, mathematical(math.atan)),
    "atan2": Function(2, 2, mathematical(math.atan2)),
    "min": Function(0, None, smallest, raw=True),
    "max": Function(0, None, largest, raw=True),
    "sum": Function(1, 1, total_of, raw=True, sets=(0,)),
    "count": Function(1, 1, lambda value: float(len(node_set(value))), raw=True, sets=(0,)),
    "count-non-empty": Function(1, 1, lambda value: float(node_set(value).not_empty()), raw=True, sets=(0,)),
    "selected": Function(2, 2, _selected),
    "is-selected": Function(2, 2, _selected),
    "selected-at": Function(2, 2, _selected_at),
    "count-selected": Function(1, 1, lambda value: float(len(_words(text_of(value, "count-selected"))))),
    "coalesce": Function(2, 2, lambda one, other: other if is_null(one) else one, raw=True),
    "depend": Function(1, None, lambda value, *_: value, raw=True),
    "concat": Function(0, None, lambda *values: _joined("", spread(values)), raw=True),
    "join": Function(1, None, lambda mark, *values: _joined(to_string(mark), spread(values)), raw=True),
    "contains": Function(2, 2, lambda value, part: to_string(part) in to_string(value)),
    "starts-with": Function(2, 2, lambda value, part: to_string(value).startswith(to_string(part))),
    "ends-with": Function(2, 2, lambda value, part: to_string(value).endswith(to_string(part))),
    "string-length": Function(1, 1, _string_length),
    "substr": Function(2, 3, _slice),
    "substring": Function(2, 3, _substring),
    "substring-before": Function(2, 2, _beside(0)),
    "substring-after": Function(2, 2, _beside(2)),
    "translate": Function(3, 3, _translate),
    "normalize-space": Function(1, 1, lambda value: _SPACES.sub(" ", trim(to_string(value)))),
    "regex": Function(2, 2, lambda value, pattern: matches(to_string(pattern), to_string(value))),
    "checklist": Function(2, None, _checklist, raw=True),
    "weighted-checklist": Function(2, None, _weighted, raw=True, even=True),
    "area": Function(1, 1, _area, raw=True, sets=(0,)),
    "enclosed-area": Function(1, 1, _area, raw=True, sets=(0,)),
    "distance": Function(1, None, _distance, raw=True),
    "geofence": Function(2, 2, _geofence, raw=True, sets=(1,)),
    "digest": Function(2, 3, lambda *values: signing.digest(*map(to_string, values))),
    "base64-decode": Function(1, 1, lambda value: signing.base64_text(to_string(value))),
    "extract-signed": Function(2, 2, lambda value, key: signing.extract_signed(to_string(value), to_string(key))),
}
"""By name. Those with a shape of their own are in ``forms.xpath.calls``."""
