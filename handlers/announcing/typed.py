"""Days and times as an admin types them: `21/11/2026 09.00`, `21 November 2026 pukul 9`, `2026-11-21 09:00`."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from babel import Locale
from babel.dates import get_month_names

from locales import LANGUAGES
from locales.reading import folded

_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_WORDS = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[^\W\d_]+)\s+(?P<year>\d{4})")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?")
# What may stand between day and time, and after it; the zone is chosen with a button, not written.
_BETWEEN = re.compile(r"^(?:[\s,]|pukul\b|jam\b|at\b)*", re.IGNORECASE)


# Further from now, times of other zones leave the calendar that computers have.
_YEARS = range(2000, 2101)


def read_day(typed: str) -> date | None:
    """The day meant; `None` where it is none. Day first, as it is written here."""
    day, rest = _day(typed.strip())
    return day if not rest.strip() else None


def read_wall_time(typed: str) -> datetime | None:
    """The day and time meant, without a zone; `None` where one of them is missing, impossible, or of no use here."""
    day, rest = _day(typed.strip())
    clock = _CLOCK.fullmatch(_BETWEEN.sub("", rest).strip())
    if day is None or clock is None:
        return None
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if hour >= 24 or minute >= 60:
        return None
    wall = datetime.combine(day, time(hour, minute))
    return wall if is_sensible(wall) else None


def is_sensible(wall: datetime) -> bool:
    """Whether something may be meant by that time: a year from 2000 to 2100."""
    return wall.year in _YEARS


def _day(typed: str) -> tuple[date | None, str]:
    """The day that the text begins with, and what follows it."""
    for pattern in (_ISO, _NUMBERS, _WORDS):
        if found := pattern.match(typed):
            month = int(found["month"]) if found["month"].isdigit() else _months().get(folded(found["month"]), 0)
            try:
                return date(int(found["year"]), month, int(found["day"])), typed[found.end() :]
            except ValueError:
                return None, ""
    return None, ""


def _months() -> dict[str, int]:
    """The numbers of the months by their names, long and short, in our languages."""
    return {
        folded(name): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=Locale.parse(language)).items()
    }
