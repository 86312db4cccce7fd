"""Answers as a form keeps them (OpenRosa's written form), made from what was tapped, and as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

import forms
from forms import Kind
from forms.sheet import Sheet
from handlers.answering import other
from handlers.answering.calendar import tapped_clock, tapped_day
from locales import Texts
from locales.formats import clock, coordinates, day_long, figure, month_title, number, percent
from locales.reading import number_as_xform

MEDIA = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
PLACES = frozenset({Kind.GEOPOINT, Kind.GEOTRACE, Kind.GEOSHAPE})
POINTS = {Kind.GEOTRACE: 2, Kind.GEOSHAPE: 3}
"""How many points a line and an area have at least."""
ONLY_MONTH, ONLY_YEAR = "month-year", "year"
# Survey columns of ours: what a number is shown as, and what it adds up to over a month (rupiah, or a count).
FORMAT, SUM = "format", "sum"
COUNT, MONEY, PERCENT, DAY, TEXT = "yes", "money", "percent", "date", "text"
FORMATS = frozenset({MONEY, PERCENT, DAY, TEXT})
MOST_DECIMALS = 2
# A number as a formula writes it; one that begins with 0 is a code.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?")
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
    texts: Texts,
    form: forms.Form,
    key: str,
    kind: Kind,
    appearance: Collection[str],
    value: str | None,
    sheet: Sheet | None = None,
) -> str:
    """An answer as a person reads it. `sheet`: the answers that labels of choices may quote."""
    if not value:
        return texts.plain("answer-none")
    if kind in (Kind.DATE, Kind.TIME, Kind.DATETIME):
        return _moment_in_words(texts, kind, appearance, value)
    if kind in (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE):
        question = form.question(key)
        shown = shown_as(question.columns) if question is not None else ""
        return _number_in_words(texts, appearance, value, shown)
    if kind is Kind.GEOPOINT:
        return _place_in_words(texts, value)
    if kind in POINTS:
        return texts.plain("answer-points", count=len(points_of(value)))
    if kind is Kind.ACKNOWLEDGE:
        return texts.plain("answer-acknowledged")
    if kind in MEDIA:
        return texts.plain(MEDIA_WORDS[kind])
    return other.answer_label(form, key, value, texts.language, sheet)


def result_in_words(texts: Texts, columns: Mapping[str, str], value: str) -> str:
    """What was worked out, as a person reads it: numbers in groups, or as the form says (`shown_as`)."""
    shown = shown_as(columns)
    if shown == DAY and (day := day_of(value)) is not None:
        return day_long(day, texts.language)
    if shown == TEXT or not _NUMBER.fullmatch(value):
        return value
    exact = Decimal(value)
    return _shown(texts, exact, shown) or number(exact, texts.language, _decimals(exact))


def shown_as(columns: Mapping[str, str]) -> str:
    """How the form wants a number or a result to be shown: a word of the column `format`; `MONEY` where its sum is
    money; else "".
    """
    given = columns.get(FORMAT, "").strip().lower()
    if given in FORMATS:
        return given
    return MONEY if columns.get(SUM, "").strip().lower() == MONEY else ""


def in_rupiah(texts: Texts, amount: Decimal) -> str:
    """`Rp1.350.000`, `−Rp50.000`."""
    written = texts.plain("answer-money", amount=number(abs(amount), texts.language))
    return f"−{written}" if amount < 0 else written


def _shown(texts: Texts, exact: Decimal, shown: str) -> str:
    if shown == MONEY:
        return in_rupiah(texts, exact)
    return percent(exact, texts.language, _decimals(exact)) if shown == PERCENT else ""


def _decimals(exact: Decimal) -> int:
    """As many as it has, at most two."""
    places = round(exact, MOST_DECIMALS).normalize().as_tuple().exponent
    return max(0, -places) if isinstance(places, int) else 0


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


def _number_in_words(texts: Texts, appearance: Collection[str], value: str, shown: str) -> str:
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if words := _shown(texts, exact, shown):
        return words
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
