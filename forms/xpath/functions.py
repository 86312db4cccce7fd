"""The functions of XPath 1.0 and of ODK's XForms (https://getodk.github.io/xforms-spec/#xpath-functions).

Only those whose result follows from their arguments; what needs the form or the hour is in ``compiler``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from forms.xpath.values import (
    CLOSE,
    Nodes,
    Value,
    days,
    from_days,
    to_boolean,
    to_date,
    to_number,
    to_string,
)


@dataclass(frozen=True, slots=True)
class Function:
    """``most`` is None where any number of arguments may follow."""

    least: int
    most: int | None
    call: Callable[..., Value]

    @property
    def expected(self) -> str:
        if self.most is None:
            return f"at least {self.least}"
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


def _numbers(values: tuple[Value, ...]) -> list[float]:
    numbers: list[float] = []
    for value in values:
        numbers += [to_number(text) for text in value] if isinstance(value, tuple) else [to_number(value)]
    return numbers


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., Value]:
    def call(*values: Value) -> Value:
        numbers = _numbers(values)
        return math.nan if not numbers or any(math.isnan(number) for number in numbers) else choose(numbers)

    return call


def _integer(value: Value) -> Value:
    number = to_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def _round(value: Value, places: Value = 0.0) -> Value:
    """Half goes up, towards positive infinity (XPath 1.0, 4.4); ``places`` as in ODK."""
    number, digits = to_number(value), to_number(places)
    if not math.isfinite(number) or not math.isfinite(digits) or abs(digits) > 15:
        return number
    factor = 10.0 ** int(digits)
    if not math.isfinite(number * factor):
        return number
    # repr-short numbers such as 2.675 are rounded as they are read, hence the nudge of one part in 10^12
    return math.floor(number * factor + 0.5 + CLOSE) / factor


def _power(base: Value, exponent: Value) -> Value:
    try:
        result = to_number(base) ** to_number(exponent)
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return result if isinstance(result, float) else math.nan


def _root(value: Value) -> Value:
    number = to_number(value)
    return math.sqrt(number) if number >= 0 else math.nan


def _words(value: Value) -> list[str]:
    return to_string(value).split()


def _selected_at(value: Value, place: Value) -> Value:
    words, number = _words(value), to_number(place)
    return words[int(number)] if math.isfinite(number) and 0 <= number < len(words) else ""


def _substring(value: Value, start: Value, length: Value | None = None) -> Value:
    """``substring`` of XPath 1.0: places count from 1, and both numbers are rounded."""
    text, first = to_string(value), to_number(_round(start))
    last = math.inf if length is None else first + to_number(_round(length))
    return "".join(sign for place, sign in enumerate(text, 1) if first <= place < last)


def _slice(value: Value, start: Value, end: Value | None = None) -> Value:
    """``substr`` of ODK: places count from 0, negative ones from the end."""
    text = to_string(value)
    first, last = to_number(start), float(len(text)) if end is None else to_number(end)
    if math.isnan(first) or math.isnan(last):
        return ""
    size = len(text)
    return text[int(min(max(first, -size), size)) : int(min(max(last, -size), size))]


def _translate(value: Value, old: Value, new: Value) -> Value:
    signs, into = to_string(old), to_string(new)
    table: dict[int, str | None] = {}
    for place, sign in enumerate(signs):
        table.setdefault(ord(sign), into[place] if place < len(into) else None)
    return to_string(value).translate(table)


def matches(value: Value, pattern: Value) -> Value:
    """``regex``: the whole text must match. A pattern that is not valid matches nothing."""
    try:
        return re.fullmatch(to_string(pattern), to_string(value)) is not None
    except re.error:
        return False


def _coalesce(*values: Value) -> Value:
    return next((value for value in values if to_string(value) != ""), "")


def _join(separator: Value, *values: Value) -> Value:
    texts: list[str] = []
    for value in values:
        texts += value if isinstance(value, tuple) else (to_string(value),)
    return to_string(separator).join(texts)


def as_date(value: Value) -> date | None:
    """A date from a date, an ISO text, or a number of days since 1970-01-01."""
    if isinstance(value, date):
        return value
    text = to_string(value).strip()
    return to_date(text) or from_days(to_number(value))


def _date(value: Value) -> Value:
    moment = as_date(value)
    if isinstance(moment, datetime):
        return moment.date()
    return "" if moment is None else moment


def _date_time(value: Value) -> Value:
    moment = as_date(value)
    return "" if moment is None else moment


def _decimal_date_time(value: Value) -> Value:
    moment = as_date(value)
    return math.nan if moment is None else days(moment)


_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _format_date(value: Value, pattern: Value) -> Value:
    """Signs as in the ODK specification: %Y %y %m %n %b %d %e %a %H %h %M %S %3; names are in English."""
    moment = as_date(value)
    if moment is None:
        return ""
    point = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    signs = {
        "Y": f"{point.year:04d}",
        "y": f"{point.year % 100:02d}",
        "m": f"{point.month:02d}",
        "n": str(point.month),
        "b": _MONTHS[point.month - 1],
        "d": f"{point.day:02d}",
        "e": str(point.day),
        "a": _WEEKDAYS[point.weekday()],
        "H": f"{point.hour:02d}",
        "h": str(point.hour),
        "M": f"{point.minute:02d}",
        "S": f"{point.second:02d}",
        "3": f"{point.microsecond // 1000:03d}",
        "%": "%",
    }
    return re.sub(r"%(.)", lambda match: signs.get(match[1], match[0]), to_string(pattern))


def _count(value: Value) -> Value:
    if isinstance(value, tuple):
        return float(len(value))
    return 0.0 if to_string(value) == "" else 1.0


def _count_non_empty(*values: Value) -> Value:
    texts: Nodes = ()
    for value in values:
        texts += value if isinstance(value, tuple) else (to_string(value),)
    return float(sum(text != "" for text in texts))


FUNCTIONS: Final[dict[str, Function]] = {
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "not": Function(1, 1, lambda value: not to_boolean(value)),
    "boolean": Function(1, 1, to_boolean),
    "boolean-from-string": Function(1, 1, lambda value: to_string(value).lower() in ("true", "1")),
    "number": Function(1, 1, to_number),
    "string": Function(1, 1, to_string),
    "int": Function(1, 1, _integer),
    "round": Function(1, 2, _round),
    "floor": Function(1, 1, lambda value: _whole(math.floor, value)),
    "ceiling": Function(1, 1, lambda value: _whole(math.ceil, value)),
    "abs": Function(1, 1, lambda value: abs(to_number(value))),
    "pow": Function(2, 2, _power),
    "sqrt": Function(1, 1, _root),
    "min": Function(1, None, _extreme(min)),
    "max": Function(1, None, _extreme(max)),
    "sum": Function(1, None, lambda *values: sum(_numbers(values), 0.0)),
    "count": Function(1, 1, _count),
    "count-non-empty": Function(1, None, _count_non_empty),
    "selected": Function(2, 2, lambda value, choice: to_string(choice).strip() in _words(value)),
    "selected-at": Function(2, 2, _selected_at),
    "count-selected": Function(1, 1, lambda value: float(len(_words(value)))),
    "coalesce": Function(1, None, _coalesce),
    "concat": Function(0, None, lambda *values: _join("", *values)),
    "join": Function(1, None, _join),
    "contains": Function(2, 2, lambda value, part: to_string(part) in to_string(value)),
    "starts-with": Function(2, 2, lambda value, part: to_string(value).startswith(to_string(part))),
    "ends-with": Function(2, 2, lambda value, part: to_string(value).endswith(to_string(part))),
    "string-length": Function(1, 1, lambda value: float(len(to_string(value)))),
    "substring": Function(2, 3, _substring),
    "substr": Function(2, 3, _slice),
    "substring-before": Function(2, 2, lambda value, part: _beside(value, part, 0)),
    "substring-after": Function(2, 2, lambda value, part: _beside(value, part, 2)),
    "translate": Function(3, 3, _translate),
    "normalize-space": Function(1, 1, lambda value: " ".join(_words(value))),
    "regex": Function(2, 2, matches),
    "date": Function(1, 1, _date),
    "date-time": Function(1, 1, _date_time),
    "decimal-date-time": Function(1, 1, _decimal_date_time),
    "format-date": Function(2, 2, _format_date),
    "format-date-time": Function(2, 2, _format_date),
}
"""Every function by name, with how many arguments it takes."""


def _whole(round_to: Callable[[float], int], value: Value) -> float:
    number = to_number(value)
    return float(round_to(number)) if math.isfinite(number) else number


def _beside(value: Value, part: Value, side: int) -> str:
    pieces = to_string(value).partition(to_string(part))
    return pieces[side] if pieces[1] else ""
