"""Answers as a form keeps them (OpenRosa's written form), made from what was tapped, and as a person reads them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

import forms
from forms import Kind
from handlers.answering import other
from handlers.answering.calendar import tapped_clock, tapped_day
from locales import Texts
from locales.formats import clock, coordinates, day_long, figure, month_title, number
from locales.reading import number_as_xform

MEDIA = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
PLACES = frozenset({Kind.GEOPOINT, Kind.GEOTRACE, Kind.GEOSHAPE})
POINTS = {Kind.GEOTRACE: 2, Kind.GEOSHAPE: 3}
"""How many points a line and an area have at least."""
ONLY_MONTH, ONLY_YEAR = "month-year", "year"
# More steps than this are no range to choose from by buttons.
MOST_STEPS = 10_000


def written_time(moment: time, now: datetime) -> str:
    """A time of day with the offset of where the person is."""
    return f"{moment:%H:%M:%S}.000{offset(now)}"


def written_moment(day: date, moment: time, now: datetime) -> str:
    return f"{day:%Y-%m-%d}T{written_time(moment, now)}"


def offset(now: datetime) -> str:
    """`+07:00`."""
    return now.isoformat(timespec="milliseconds")[23:]


def steps_of(found: forms.Range) -> int:
    """How many values a range has; 0 for one that cannot be walked."""
    if not found.step or (found.end - found.start) / found.step < 0:
        return 0
    return min(int((found.end - found.start) / found.step) + 1, MOST_STEPS)


def tapped_value(q: forms.QuestionView, digits: str, now: datetime) -> str | None:
    """The value of a button that carries one; `None` where it does not fit the question."""
    if q.kind is Kind.DATE:
        day = tapped_day(digits)
        return day.isoformat() if day else None
    if q.kind is Kind.TIME:
        moment = tapped_clock(digits)
        return written_time(moment, now) if moment else None
    if q.kind is Kind.DATETIME:
        day, moment = tapped_day(digits[:8]), tapped_clock(digits[8:])
        return written_moment(day, moment, now) if day and moment else None
    if q.kind is Kind.RANGE and q.range is not None and len(digits) <= 6 and int(digits) < steps_of(q.range):
        return number_as_xform(q.range.start + q.range.step * int(digits))
    return None


def day_of(value: str | None) -> date | None:
    """The day of a date or date-time."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def clock_of(value: str) -> time | None:
    """The time of day of a time or date-time, as it was written."""
    try:
        return time.fromisoformat(value.rpartition("T")[2][:5])
    except ValueError:
        return None


def points_of(value: str | None) -> list[str]:
    """The points of a line or an area."""
    return [point.strip() for point in (value or "").split(";") if point.strip()]


def in_words(
    texts: Texts, form: forms.Form, key: str, kind: Kind, appearance: Collection[str], value: str | None
) -> str:
    """An answer as a person reads it."""
    if not value:
        return texts.plain("answer-none")
    if kind in (Kind.DATE, Kind.TIME, Kind.DATETIME):
        return _moment_in_words(texts, kind, appearance, value)
    if kind in (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE):
        return _number_in_words(texts, appearance, value)
    if kind is Kind.GEOPOINT:
        return _place_in_words(texts, value)
    if kind in POINTS:
        return texts.plain("answer-points", count=len(points_of(value)))
    if kind is Kind.ACKNOWLEDGE:
        return texts.plain("answer-acknowledged")
    if kind in MEDIA:
        return texts.plain(MEDIA_WORDS[kind])
    return other.answer_label(form, key, value, texts.language)


MEDIA_WORDS = {
    Kind.IMAGE: "answer-image",
    Kind.AUDIO: "answer-audio",
    Kind.VIDEO: "answer-video",
    Kind.FILE: "answer-file",
}


def _moment_in_words(texts: Texts, kind: Kind, appearance: Collection[str], value: str) -> str:
    day, moment = day_of(value), clock_of(value)
    if kind is Kind.TIME:
        return clock(moment, texts.language) if moment else value
    if day is None:
        return value
    if kind is Kind.DATE and ONLY_YEAR in appearance:
        return str(day.year)
    if kind is Kind.DATE and ONLY_MONTH in appearance:
        return month_title(day, texts.language)
    words = day_long(day, texts.language)
    if kind is Kind.DATETIME and moment is not None:
        return texts.plain("answer-moment", day=words, time=clock(moment, texts.language))
    return words


def _number_in_words(texts: Texts, appearance: Collection[str], value: str) -> str:
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if "thousands-sep" in appearance and exact == exact.to_integral_value():
        return number(exact, texts.language)
    return figure(exact, texts.language)


def _place_in_words(texts: Texts, value: str) -> str:
    parts = value.split()
    try:
        latitude, longitude, accuracy = Decimal(parts[0]), Decimal(parts[1]), Decimal((parts + ["0"] * 4)[3])
    except (IndexError, InvalidOperation):
        return value
    words = coordinates(latitude, longitude, texts.language)
    if accuracy > 0:
        return texts.plain("answer-place", place=words, metres=figure(Decimal(round(accuracy)), texts.language))
    return words
