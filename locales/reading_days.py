"""Reading days, months, years and times of day as people here type them; Indonesian first, English too.

Day before month, as it is written here. What is left out (a year, a month) is what lies nearest to today, and what
has been is meant rather than what will be: a report of 2 January about "28 Desember" means last year's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from locales.reading import folded

_MONTHS = (
    ("januari", "january"),
    ("februari", "february", "pebruari"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "ags", "agt"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_SHORTEST_MONTH = 3
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("senin", "monday"),
            ("selasa", "tuesday"),
            ("rabu", "wednesday"),
            ("kamis", "thursday"),
            ("jumat", "jum at", "friday"),
            ("sabtu", "saturday"),
            ("minggu", "ahad", "sunday"),
        )
    )
    for name in names
}
# "minggu lalu" is last week, not last Sunday: no day is meant by it.
_NOT_THE_DAY = "minggu"
_RELATIVE = {
    "hari ini": 0,
    "tadi": 0,
    "sekarang": 0,
    "today": 0,
    "now": 0,
    "kemarin": -1,
    "kemaren": -1,
    "yesterday": -1,
    "kemarin dulu": -2,
    "kemarin lusa": -2,
    "day before yesterday": -2,
    "besok": 1,
    "esok": 1,
    "tomorrow": 1,
    "lusa": 2,
    "besok lusa": 2,
    "day after tomorrow": 2,
}
_AGO = re.compile(r"([0-9]{1,3}) (?:hari lalu|hr lalu|days? ago)")
_AHEAD = re.compile(r"([0-9]{1,3}) hari lagi|in ([0-9]{1,3}) days?")
_SMALL = frozenset({"yang", "pada", "the", "on"})
_LAST = re.compile(r"(?:last )?(?P<day>[a-z ]+?)(?: (?P<which>ini|lalu|kemarin|depan|akan datang))?")
_YEAR_FIRST = re.compile(r"([0-9]{4}) ([0-9]{1,2}) ([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ([0-9]{1,2})(?: ([0-9]{2}|[0-9]{4}))?")
_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]+)(?: ([0-9]{2}|[0-9]{4}))?")
_NAMED_FIRST = re.compile(r"([a-z]+) ([0-9]{1,2})(?:st|nd|rd|th)?(?: ([0-9]{4}))?")
_ONLY_DAY = re.compile(r"(?:tanggal|tgl) ([0-9]{1,2})")
# A year of two digits lies at most so far ahead; "85" is 1985.
_YEARS_AHEAD = 10

_PART = r"(?: (?P<part>dini hari|subuh|pagi|siang|sore|petang|malam|am|pm))?"
_CLOCK = re.compile(
    r"(?:(?:jam|pukul|pkl|at) )?(?P<half>setengah )?(?P<hour>[0-9]{1,2})"
    rf"(?:[.:, ](?P<minute>[0-5][0-9])(?:[.:](?P<second>[0-5][0-9])(?:\.[0-9]+)?)?)?{_PART}"
)
_DIGITS_ONLY = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])")
_ZONE = re.compile(r"\s*(?:wib|wita|wit|z|[+-][0-9]{2}:?[0-9]{2})$")


def read_day(typed: str, today: date) -> date | None:
    """The day meant by `7/11/2025`, `7-11-25`, `7 November`, `kemarin`, `senin`, `2025-11-07`; `None`: no day."""
    words = _plain(typed)
    # "Jumat, 20 November 2026": the date counts.
    first, _, rest = words.partition(" ")
    if first in _WEEKDAYS and rest[:1].isdigit():
        words = rest
    if found := _ONLY_DAY.fullmatch(words):
        return _nearest(((year, month, int(found[1])) for year, month in _months_around(today)), today)
    words = re.sub(r"^(tanggal|tgl) ", "", words)
    return _relative(words, today) or _written(words, today)


def _written(words: str, today: date) -> date | None:
    if found := _YEAR_FIRST.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(words):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    if (found := _NAMED.fullmatch(words)) and (month := _month(found[2])):
        return _dated(int(found[1]), month, found[3], today)
    if (found := _NAMED_FIRST.fullmatch(words)) and (month := _month(found[1])):
        return _dated(int(found[2]), month, found[3], today)
    return None


def _relative(words: str, today: date) -> date | None:
    if words in _RELATIVE:
        return _moved(today, _RELATIVE[words])
    if found := _AGO.fullmatch(words):
        return _moved(today, -int(found[1]))
    if found := _AHEAD.fullmatch(words):
        return _moved(today, int(found[1] or found[2]))
    found = _LAST.fullmatch(words)
    if found is None or found["day"] not in _WEEKDAYS:
        return None
    which = found["which"] or ("lalu" if words.startswith("last ") else "")
    if which and found["day"] == _NOT_THE_DAY:
        return None
    back = (today.weekday() - _WEEKDAYS[found["day"]]) % 7
    if which in ("depan", "akan datang"):
        return _moved(today, 7 - back)
    # A bare name is the latest such day, today included.
    return _moved(today, -(back or 7) if which in ("lalu", "kemarin") else -back)


def read_month(typed: str, today: date) -> date | None:
    """The first day of the month meant by `11/2025`, `November 2025`, `nov`, `2025-11`, `bulan ini`, `bulan lalu`."""
    words = _plain(typed)
    if words in ("bulan ini", "this month"):
        return today.replace(day=1)
    if words in ("bulan lalu", "bulan kemarin", "last month"):
        return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    words = words.removeprefix("bulan ")
    if found := re.fullmatch(r"([0-9]{1,2}) ([0-9]{2}|[0-9]{4})", words):
        return _day(_year(found[2], today), int(found[1]), 1)
    if found := re.fullmatch(r"([0-9]{4}) ([0-9]{1,2})", words):
        return _day(int(found[1]), int(found[2]), 1)
    if (found := re.fullmatch(r"([a-z]+)(?: ([0-9]{2}|[0-9]{4}))?", words)) and (month := _month(found[1])):
        if found[2]:
            return _day(_year(found[2], today), month, 1)
        return _nearest(((year, month, 1) for year in (today.year - 1, today.year, today.year + 1)), today)
    # Who types a whole date means its month.
    day = read_day(typed, today)
    return None if day is None else day.replace(day=1)


def read_year(typed: str, today: date) -> date | None:
    """The first day of the year meant by `2025`, `'25`, `tahun 2025`, `tahun lalu`."""
    words = _plain(typed)
    if words in ("tahun ini", "this year"):
        return today.replace(month=1, day=1)
    if words in ("tahun lalu", "last year"):
        return _day(today.year - 1, 1, 1)
    if found := re.fullmatch(r"(?:tahun )?([0-9]{2}|[0-9]{4})", words):
        return _day(_year(found[1], today), 1, 1)
    month = read_month(typed, today)
    return None if month is None else month.replace(month=1)


def read_clock(typed: str, now: datetime | None = None) -> time | None:
    """The time of day meant by `7.30`, `07:30`, `jam 7`, `19.05 WIB`, `jam 7 malam`, `setengah 8` (7.30), `1930`.

    ``now`` is what `sekarang` means; without it that is no time.
    """
    words = _ZONE.sub("", " ".join(_digits(typed).casefold().split()))
    if words in ("sekarang", "now") and now is not None:
        return time(now.hour, now.minute)
    if found := _DIGITS_ONLY.fullmatch(words):
        return time(int(found[1]), int(found[2]))
    found = _CLOCK.fullmatch(words)
    if found is None or (found["half"] and found["minute"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        # "setengah delapan" is half an hour before eight.
        hour, minute = (hour or 24) - 1, 30
    adjusted = _of_part(hour, found["part"])
    return None if adjusted is None else time(adjusted, minute, int(found["second"] or 0))


def _of_part(hour: int, part: str | None) -> int | None:
    """The hour of 24: seven "malam" is 19, twelve "malam" is 0."""
    if part is None or hour > 12:
        return hour if hour < 24 else None
    if part in ("dini hari", "subuh", "pagi", "am"):
        return hour % 12
    if part == "siang":
        return hour if hour >= 10 else hour + 12
    if part == "malam" and hour in (12, 0):
        return 0
    return hour % 12 + 12


def read_moment(typed: str, now: datetime) -> tuple[date, time] | None:
    """Day and time in one line: `7/11/2025 14.30`, `kemarin jam 7`, `20 Nov 2026, 08:00`, `2026-11-07T07:30`."""
    words = " ".join(typed.replace(",", " ").split())
    if words.casefold() in ("sekarang", "now"):
        return now.date(), time(now.hour, now.minute)
    iso = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(.+)", words)
    pieces = [iso[1], iso[2]] if iso else words.split(" ")
    # The longest day that is one: "7 Nov 2026 14.30" is not the 7th at 2026.
    for cut in range(len(pieces) - 1, 0, -1):
        day = read_day(" ".join(pieces[:cut]), now.date())
        clock = read_clock(" ".join(pieces[cut:]), now)
        if day is not None and clock is not None:
            return day, clock
    return None


def _plain(typed: str) -> str:
    """Lower case, every mark a space, no small words: `7/11-2025` and `7 11 2025` are the same."""
    return " ".join(word for word in folded(_digits(typed)).split() if word not in _SMALL)


def _digits(typed: str) -> str:
    """The digits of any script as ours."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in typed)


def _month(word: str) -> int:
    """The month of a name, also cut to at least three letters; 0: none."""
    if len(word) < _SHORTEST_MONTH:
        return 0
    return next((n for n, names in enumerate(_MONTHS, 1) if any(name.startswith(word) for name in names)), 0)


def _year(digits: str, today: date) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    century = today.year - today.year % 100
    return year + century if year + century <= today.year + _YEARS_AHEAD else year + century - 100


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(_year(year, today), month, day)
    return _nearest(((y, month, day) for y in (today.year - 1, today.year, today.year + 1)), today)


def _nearest(candidates: Iterable[tuple[int, int, int]], today: date) -> date | None:
    days = [day for one in candidates if (day := _day(*one)) is not None]
    # A day ahead is twice as far as one that has been.
    return min(days, key=lambda day: max((day - today).days * 2, (today - day).days)) if days else None


def _months_around(today: date) -> list[tuple[int, int]]:
    number = today.year * 12 + today.month - 1
    return [(n // 12, n % 12 + 1) for n in (number - 1, number, number + 1)]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moved(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None
