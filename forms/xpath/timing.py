"""The functions of dates. Each is told the present moment first, which carries the person's zone."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo

from forms.xpath import dates
from forms.xpath.tree import EvaluationError
from forms.xpath.values import Value, plain, to_int, to_string

_FURTHEST = 2_147_483_647


def _zone(at: datetime) -> tzinfo:
    return at.tzinfo or UTC


def _as_date(at: datetime, value: Value, keep_time: bool) -> Value:
    """A date from a date, an ISO text or a number of days; "" and NaN stay what they are."""
    if isinstance(value, bool) or not isinstance(value, (float, str, date)):
        raise EvaluationError(f"'{to_string(value)}' is no date")
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) and not keep_time else value
    if isinstance(value, str):
        return _read(at, value) if value else value
    number = value if keep_time else to_int(value)
    assert isinstance(number, float)
    if math.isnan(number):
        return number
    if abs(number) > _FURTHEST:
        raise EvaluationError(f"the number {number} is too large for a date")
    if keep_time:
        return dates.from_milliseconds(number * dates.DAY_IN_MS, _zone(at))
    return dates.from_days(int(number))


def _read(at: datetime, text: str) -> date:
    found = dates.read_moment(text, _zone(at))
    if found is None:
        raise EvaluationError(f"'{text}' is no date")
    return found


def date_of(at: datetime, value: Value) -> Value:
    """``date()``: of a text with a time, the time stays, as in JavaRosa."""
    return _as_date(at, value, keep_time=False)


def date_time(at: datetime, value: Value) -> Value:
    return _as_date(at, value, keep_time=True)


def decimal_date_time(at: datetime, value: Value) -> Value:
    """Days since 1970-01-01 UTC, with the part of the day."""
    return _decimal(at, value, lambda found: dates.milliseconds(found, _zone(at)) / dates.DAY_IN_MS)


def decimal_time(at: datetime, value: Value) -> Value:
    """The part of the local day: 0.5 at noon. A text must have its date, as in JavaRosa."""
    if isinstance(value, float) and math.isfinite(value):
        value = value - math.floor(value) if abs(value) <= _FURTHEST else value
    return _decimal(at, value, lambda found: dates.part_of_day(found, at))


def _decimal(at: datetime, value: Value, count: Callable[[date], float]) -> Value:
    if isinstance(value, bool) or not isinstance(value, (float, str, date)):
        raise EvaluationError(f"'{to_string(value)}' is no date")
    if isinstance(value, float):
        if not math.isnan(value) and abs(value) > _FURTHEST:
            raise EvaluationError(f"the number {value} is too large for a date")
        return value
    if isinstance(value, str):
        return count(_read(at, value)) if value else value
    return count(value)


def format_date(at: datetime, value: Value, pattern: Value) -> Value:
    found = _as_date(at, plain(value), keep_time=True)
    return dates.formatted(found, to_string(pattern)) if isinstance(found, date) else ""


def exact(function: Callable[..., Value]) -> Callable[..., Value]:
    """A mathematical function: a date that is no answer but computed has the part of the day, here only."""

    def run(at: datetime, *values: Value) -> Value:
        if any(isinstance(value, datetime) for value in values):
            return function(*[_days(at, value) for value in values])
        return function(*values)

    return run


def _days(at: datetime, value: Value) -> Value:
    if not isinstance(value, datetime):
        return value
    midnight = dates.in_zone(date(1970, 1, 1), _zone(at)).timestamp()
    return (value.timestamp() - midnight) * 1000 / dates.DAY_IN_MS
