"""Written values and typed ones: what a node's text is to an expression, and what a calculation leaves behind.

As JavaRosa does it: ``XFormAnswerDataParser`` and ``XPathPathExpr.unpackValue`` (``typed``), ``IAnswerData.wrapData``
(``as_kept``) and ``XFormAnswerDataSerializer`` (``as_written``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from forms.xpath import geo
from forms.xpath.dates import date_text, in_zone, moment_text, read_date, read_moment, read_time, time_text
from forms.xpath.tree import EvaluationError
from forms.xpath.values import Nodes, Value, as_int, as_long, java_text, to_boolean, to_string, trim

LARGEST: Final = 2_147_483_647
"""The largest whole number that a node of type int holds."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,19}")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[dDfF]?")
_INTEGRAL: Final = 1e-9
"""A result nearer than this to a whole number is stored as one (``IAnswerData.wrapData``)."""

_NO_DATE: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PLACES: Final = frozenset({"geopoint", "geotrace", "geoshape"})
_WHOLE_TYPES: Final = frozenset({"int", "integer"})


def typed(type: str, text: str, at: datetime | None = None) -> Value:
    """A written value as expressions see it, by the type of its bind.

    ``at``: the moment in the person's zone; times without a date are on its day, and points in time are put into
    its zone. Without it they keep their own offset, and a time of day is on 1970-01-01. What does not fit the
    type counts as empty.
    """
    read = _READERS.get(type)
    return text if read is None or text == "" else read(trim(text), at)


def _whole(text: str, _: datetime | None, least: int = -LARGEST - 1, most: int = LARGEST) -> Value:
    if not _INTEGER.fullmatch(text) or not least <= int(text) <= most:
        return ""
    return float(int(text))


def _long(text: str, at: datetime | None) -> Value:
    return _whole(text, at, -(2**63), 2**63 - 1)


def _decimal(text: str, _: datetime | None) -> Value:
    return float(text.rstrip("dDfF")) if _DECIMAL.fullmatch(text) else ""


def _date(text: str, _: datetime | None) -> Value:
    return read_date(text) or ""


def _zone(text: str, at: datetime | None) -> tzinfo:
    if at is not None and at.tzinfo is not None:
        return at.tzinfo
    try:
        return datetime.fromisoformat(f"1970-01-01T{text.rpartition('T')[2]}").tzinfo or UTC
    except ValueError:
        return UTC


def _date_time(text: str, at: datetime | None) -> Value:
    return read_moment(text, _zone(text, at)) or ""


def _time(text: str, at: datetime | None) -> Value:
    return read_time(text, (at or _NO_DATE).date(), _zone(text, at)) or ""


def _boolean(text: str, _: datetime | None) -> Value:
    return text in ("1", "t")


def _place(text: str, _: datetime | None) -> Value:
    try:
        return geo.point_text(geo.point(text))
    except ValueError:
        return ""


def _line(text: str, _: datetime | None) -> Value:
    try:
        return "; ".join(map(geo.point_text, geo.points(text)))
    except ValueError:
        return ""


def _several(text: str, _: datetime | None) -> Value:
    return " ".join(word for word in text.split(" ") if word)


_READERS: Final[Mapping[str, Callable[[str, datetime | None], Value]]] = {
    "int": _whole,
    "integer": _whole,
    "long": _long,
    "decimal": _decimal,
    "double": _decimal,
    "float": _decimal,
    "date": _date,
    "dateTime": _date_time,
    "time": _time,
    "boolean": _boolean,
    "geopoint": _place,
    "geotrace": _line,
    "geoshape": _line,
    "select": _several,
    "rank": _several,
    "odk:rank": _several,
    "listItems": _several,
}


def as_kept(type: str, value: Value) -> Value:
    """What expressions read from a node after a calculation has left this value in it.

    It is not always ``typed`` of what is written: JavaRosa keeps a truth value, a number or a point in time as
    such in a node of type string, and only a stored form that is opened again has the text instead.
    Raises ``EvaluationError`` for what cannot be stored.
    """
    if isinstance(value, Nodes):
        value = value.one()
    if (isinstance(value, str) and value == "") or (isinstance(value, float) and math.isnan(value)):
        return ""
    if type == "boolean" or isinstance(value, bool):
        if isinstance(value, date):
            raise EvaluationError("a date cannot be kept as a truth value")
        return to_boolean(value)
    if isinstance(value, (float, int)):
        return _kept_number(type, float(value))
    if type in _PLACES:
        kept = typed(type, to_string(value))
        if kept == "" and to_string(value).split() and geo.is_broken(to_string(value)):
            raise EvaluationError(f"'{to_string(value)}' is no place")
        return kept
    if type in ("select", "rank", "odk:rank", "listItems"):
        return _several(to_string(value), None)
    if isinstance(value, datetime) and type == "date":
        return value.date()
    return value


def _kept_number(type: str, value: float) -> float:
    near = abs(value - as_long(value)) < _INTEGRAL
    if type in _WHOLE_TYPES or (near and -LARGEST - 1 <= as_long(value) <= LARGEST):
        return float(as_int(value))
    return float(as_long(value)) if type == "long" or near else value


def as_written(type: str, value: Value, *, zone: tzinfo) -> str:
    """What a calculation's result is stored as in a node of that type: "" for nothing.

    A point in time in a node that is neither a date nor a time is written as a dateTime, also where it came from
    ``today()``. Raises ``EvaluationError`` for what cannot be stored.
    """
    kept = as_kept(type, value)
    if isinstance(kept, bool):
        return "1" if kept else "0"
    if isinstance(kept, float):
        if type in _WHOLE_TYPES or type == "long" or abs(kept - as_long(kept)) < _INTEGRAL:
            return str(as_long(kept))
        return java_text(kept)
    if isinstance(kept, date):
        if type == "date":
            return date_text(kept)
        return time_text(in_zone(kept, zone)) if type == "time" else moment_text(kept, zone)
    return to_string(kept)
