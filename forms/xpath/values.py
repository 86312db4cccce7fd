"""The values expressions work on, and how one kind is read as another, as JavaRosa does it.

Where JavaRosa and XPath 1.0 differ, JavaRosa is followed (``XPathFuncExpr.toNumeric``, ``toBoolean`` and
``toString`` in getodk/javarosa): a date is a number of days since 1970-01-01, an empty answer is the empty
string, and the empty string as a number is NaN, with which every comparison is false.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

Nodes = tuple[str, ...]
"""The values of the rows a lookup found, in the order of the list."""

Value = str | float | bool | date | Nodes
"""A ``datetime`` is a ``date`` too: it is told apart where it matters."""

CLOSE: Final = 1e-12
"""Two numbers nearer than this are equal (JavaRosa's ``XPathEqExpr``)."""

_EPOCH: Final = date(1970, 1, 1).toordinal()
_NUMBER: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def to_string(value: Value) -> str:
    """Whole numbers lose their point, dates are ISO 8601, a list is its first value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (float, int)):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value[0] if value else ""


def _number_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def to_number(value: Value) -> float:
    """NaN for whatever is neither a number, a date nor a truth value."""
    if isinstance(value, (float, bool)):
        return float(value)
    if isinstance(value, str):
        text = value.strip()
        if _NUMBER.fullmatch(text):
            return float(text)
        moment = to_date(text)
        return math.nan if moment is None else days(moment)
    if isinstance(value, date):
        return days(value)
    return to_number(value[0]) if value else math.nan


def to_boolean(value: Value) -> bool:
    """A text is true when it is not empty, a number when it is neither 0 nor NaN, a date always."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return abs(value) > CLOSE and not math.isnan(value)
    if isinstance(value, date):
        return True
    return bool(to_string(value))


def to_date(text: str) -> date | None:
    """The date, or the point in time, that an ISO 8601 text says; None for any other text."""
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text) if _DATE.match(text) and text[10:11] == "T" else None
    except ValueError:
        return None


def days(moment: date) -> float:
    """Days since 1970-01-01 by the person's own calendar; a point in time has its part of the day."""
    whole = float(moment.toordinal() - _EPOCH)
    if isinstance(moment, datetime):
        since = moment - datetime.combine(moment.date(), time(), moment.tzinfo)
        whole += since.total_seconds() / 86_400
    return whole


def from_days(number: float) -> date | None:
    """The calendar day that lies so many days after 1970-01-01; None outside the years 1 to 9999."""
    if not math.isfinite(number):
        return None
    try:
        return date.fromordinal(_EPOCH + math.floor(number))
    except (ValueError, OverflowError):
        return None


def equal(left: Value, right: Value) -> bool:
    """``=`` as in JavaRosa: by truth if a side is a truth value, by number if one is a number, or by text."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return abs(to_number(left) - to_number(right)) < CLOSE
    return to_string(left) == to_string(right)
