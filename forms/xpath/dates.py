"""Dates and times as JavaRosa reads, writes and counts them (``core/model/utils/DateUtils.java``).

JavaRosa has one kind of date: a point in time. Here it is a ``date`` where the time is midnight and none was
given, and an aware ``datetime`` in the person's own zone otherwise. A *time of day* is a ``datetime`` too, on the
day at which it is read, as in JavaRosa: ``decimal-time()`` and ``format-date-time()`` read its time, and as a
number or a text it is that day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

DAY_IN_MS: Final = 86_400_000

_EPOCH: Final = date(1970, 1, 1)
_EPOCH_DAY: Final = _EPOCH.toordinal()
_GREGORIAN: Final = (1582, 10, 15)
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,9}")
_SECONDS: Final = re.compile(r"[0-9.]*")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

FORMAT_SIGNS: Final = frozenset("%YymnbdeHhMS3aW")
"""What may follow a % in a format. JavaRosa throws at any other sign."""


def read_date(text: str) -> date | None:
    """``2026-11-07``, leading zeros not needed; None for any other text."""
    pieces = text.split("-")
    if len(pieces) != 3 or not all(_WHOLE.fullmatch(piece) for piece in pieces):
        return None
    try:
        return date(*map(int, pieces))
    except ValueError:
        return None


def read_moment(text: str, zone: tzinfo) -> date | None:
    """A date, or behind a T a time with or without an offset: then a ``datetime`` in ``zone``."""
    day_text, mark, time_text = text.partition("T")
    day = read_date(day_text)
    if day is None or not mark:
        return day
    return read_time(time_text, day, zone)


def read_time(text: str, day: date, zone: tzinfo) -> datetime | None:
    """A time (``07:30``, ``07:30:00.000+07:00``, ``00:30Z``) on ``day``; one without offset is in ``zone``.

    The day is that of the offset: with another one than the zone's own the result may lie on its neighbour.
    """
    offset: timedelta | None = None
    if text.endswith("Z"):
        text, offset = text[:-1], timedelta()
    elif "+" in text or "-" in text:
        sign = 1 if "+" in text else -1
        text, _, rest = text.partition("+" if sign > 0 else "-")
        hours, _, minutes = rest.partition(":")
        if not _WHOLE.fullmatch(hours) or (minutes and not _WHOLE.fullmatch(minutes.partition(":")[0])):
            return None
        offset = sign * timedelta(hours=int(hours), minutes=int(minutes.partition(":")[0] or 0))
    clock = _read_clock(text)
    if clock is None:
        return None
    try:
        if offset is None:
            return datetime.combine(day, clock, zone)
        return (datetime.combine(day, clock, UTC) - offset).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _read_clock(text: str) -> time | None:
    pieces = text.split(":")
    if len(pieces) not in (2, 3) or not all(_WHOLE.fullmatch(piece) for piece in pieces[:2]):
        return None
    seconds = 0.0
    if len(pieces) == 3:
        match = _SECONDS.match(pieces[2])
        try:
            seconds = float(match[0] if match else "")
        except ValueError:
            return None
    whole = int(seconds) if seconds < 60 else 60
    try:
        return time(int(pieces[0]), int(pieces[1]), whole, int(1000.0 * seconds - 1000.0 * whole) * 1000)
    except ValueError:
        return None


def in_zone(value: date, zone: tzinfo) -> datetime:
    """The point in time; a date is its midnight in the zone."""
    return value if isinstance(value, datetime) else datetime.combine(value, time(), zone)


def _late(value: date) -> int:
    """By how many days the calendar of Julius Caesar, which Java keeps to before 1582-10-15, is behind Gregory's."""
    if (value.year, value.month, value.day) >= _GREGORIAN:
        return 0
    year = value.year - (value.month < 3)
    return year // 100 - year // 400 - 2


def _by_caesar(value: date) -> timedelta:
    """What to add to a day counted by Gregory, so that Java's name of it comes out."""
    if (value.year, value.month, value.day) >= _GREGORIAN:
        return timedelta()
    late = timedelta(days=_late(value))
    # Around a leap day that one calendar has and the other has not, the neighbour's difference counts.
    return -late if _late(value - late) == late.days else -timedelta(days=_late(value - late))


def days(value: date) -> float:
    """Whole days since 1970-01-01 by the person's own calendar."""
    return float(value.toordinal() + _late(value) - _EPOCH_DAY)


def from_days(number: int) -> date:
    """The calendar day so many days after 1970-01-01. Raises ``OverflowError`` outside the years 1 to 9999."""
    found = _EPOCH + timedelta(days=number)
    return found + _by_caesar(found)


def milliseconds(value: date, zone: tzinfo) -> int:
    """Milliseconds since 1970-01-01 UTC."""
    return round(in_zone(value, zone).timestamp() * 1000) + _late(value) * DAY_IN_MS


def from_milliseconds(number: float, zone: tzinfo) -> datetime:
    """Raises ``OverflowError`` or ``ValueError`` outside the years 1 to 9999."""
    found = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(number))).astimezone(zone)
    return found + _by_caesar(found)


def part_of_day(value: date, at: datetime) -> float:
    """The part of the local day that has passed (noon: 0.5), by the offset that the zone has at ``at``."""
    offset = at.utcoffset() or timedelta()
    moved = (milliseconds(value, at.tzinfo or UTC) + offset / timedelta(milliseconds=1)) / DAY_IN_MS
    return moved - moved // 1


def date_text(value: date) -> str:
    """ISO 8601, without the time."""
    return f"{value.year}-{value.month:02d}-{value.day:02d}"


def time_text(value: datetime) -> str:
    """``07:30:00.000+07:00``; an offset of nought is Z."""
    text = value.time().isoformat(timespec="milliseconds")
    minutes = round((value.utcoffset() or timedelta()).total_seconds() / 60)
    if minutes == 0:
        return text + "Z"
    hours, minutes_left = divmod(abs(minutes), 60)
    return f"{text}{'+' if minutes > 0 else '-'}{hours:02d}:{minutes_left:02d}"


def moment_text(value: date, zone: tzinfo) -> str:
    """``2026-11-07T07:30:00.000+07:00``."""
    point = in_zone(value, zone)
    return f"{date_text(point)}T{time_text(point)}"


def wrong_sign(pattern: str) -> str | None:
    """The first sign of a format that cannot be written, "%" for one at the end; None where all is well."""
    signs = iter(pattern)
    for sign in signs:
        if sign == "%":
            after = next(signs, "")
            if after not in FORMAT_SIGNS or not after:
                return "%" + after
    return None


def formatted(value: date, pattern: str) -> str:
    """A date by a pattern of %-signs; the names of months and weekdays are English.

    Raises ``ValueError`` for a sign that JavaRosa does not know.
    """
    if wrong := wrong_sign(pattern):
        raise ValueError(f"'{wrong}' in a date format")
    point = value if isinstance(value, datetime) else datetime.combine(value, time())
    written: list[str] = []
    signs = iter(pattern)
    for sign in signs:
        written.append(_sign(point, next(signs)) if sign == "%" else sign)
    return "".join(written)


def _sign(point: datetime, sign: str) -> str:
    numbers = {
        "Y": f"{point.year:04d}",
        "y": f"{point.year:04d}"[2:],
        "m": f"{point.month:02d}",
        "n": str(point.month),
        "d": f"{point.day:02d}",
        "e": str(point.day),
        "H": f"{point.hour:02d}",
        "h": str(point.hour),
        "M": f"{point.minute:02d}",
        "S": f"{point.second:02d}",
        "3": f"{point.microsecond // 1000:03d}",
        "%": "%",
    }
    if sign in numbers:
        return numbers[sign]
    if sign == "b":
        return _MONTHS[point.month - 1]
    return _WEEKDAYS[point.weekday()] if sign == "a" else str(_week(point))


def _week(day: date) -> int:
    """The week of the year in which weeks begin on Sunday and the first has the 1st of January, as in Indonesia."""
    first = date(day.year, 1, 1)
    lead = first.isoweekday() % 7
    week = (day.timetuple().tm_yday - 1 + lead) // 7 + 1
    # The last days of December belong to week 1 where their week reaches into the new year.
    return 1 if day.month == 12 and 31 - day.day < 6 - day.isoweekday() % 7 else week
