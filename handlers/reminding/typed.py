"""What an admin types for the schedule: a special day, a clock time, a span, when a form is due.

The words stand in the locale files; here is only how they are put together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.reminding import provinces
from handlers.reminding.rhythm import MONTHS, Every
from handlers.reminding.schedule_words import noon
from handlers.shelf import FormShelf
from locales import LANGUAGES, Texts
from locales.formats import DEFAULT_ZONE, month_year
from locales.reading import folded

KIND_WORDS = {
    "leave": "schedule-words-leave",
    "holiday": "schedule-words-holiday",
    "workday": "schedule-words-workday",
    "silent": "schedule-words-silent",
}
_DAY = r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})"
_DATE = re.compile(rf"\s*{_DAY}\s*(?P<rest>.*)", re.DOTALL)
_ANY_DATE = re.compile(rf"(?<![0-9]){_DAY}(?![0-9])")
_CLOCK = re.compile(r"\b([01]?[0-9]|2[0-3])[.:]([0-5][0-9])\b")
# In this order: "tidak" before "jam kerja" (`tidak pada jam kerja` is no).
WINDOW_WORDS = {"none": "schedule-words-none", "office": "schedule-words-office", "any": "schedule-words-any"}
# What is reported by the form: the period itself, or the one before.
ABOUT_WORDS = {"this": "schedule-words-this", "previous": "schedule-words-previous"}
SHORTEST_MONTH = 3
_NUMBER = re.compile(r"\b[0-9]{1,3}\b")
LONGEST_NAME = 80


class NotRead(ValueError):  # noqa: N818 - it says what happened
    """Words that could not be read; `key` is the text that says what is missing, with its `values`."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A special day as it was typed; `province` "" for the whole country."""

    day: date
    kind: str
    name: str
    province: str


def read_day(t: Texts, shelf: FormShelf, words: str) -> TypedDay:
    """`24/12/2026 libur Natal bersama`, `29/03/2028 hening Nyepi di Bali`. `NotRead`."""
    found = _DATE.fullmatch(words)
    if found is None:
        raise NotRead("schedule-wrong-date")
    day = _date(found, "schedule-wrong-date")
    rest = " ".join(found["rest"].split())
    for kind, key in KIND_WORDS.items():
        for word in sorted(_list(t, key), key=len, reverse=True):
            if re.match(rf"{re.escape(word)}(\s|$)", rest, re.IGNORECASE):
                name, province = _province(t, shelf, rest[len(word) :].strip())
                if not name and kind != "workday":
                    raise NotRead("schedule-wrong-name")
                if len(name) > LONGEST_NAME:
                    raise NotRead("schedule-wrong-long")
                return TypedDay(day, kind, name, province)
    raise NotRead("schedule-wrong-kind")


def read_clocks(words: str) -> list[str]:
    """All clock times in the words, as `07.30`."""
    return [f"{int(hour):02d}.{minute}" for hour, minute in _CLOCK.findall(words)]


def read_dates(t: Texts, words: str) -> tuple[date, date, bool]:
    """The first and last day of `8/2/2027 sampai 9/3/2027`; False where they are said to be an estimate. `NotRead`."""
    found = list(_ANY_DATE.finditer(words))
    if len(found) != 2:
        raise NotRead("schedule-wrong-dates")
    first, last = (_date(one, "schedule-wrong-dates") for one in found)
    return first, last, not _says(t, "schedule-words-estimate", words)


def read_window(t: Texts, words: str) -> str | None:
    """The window that is called by a word: "none" (`tidak`), "office" (`jam kerja`), "any" (`sepanjang hari`)."""
    return next((window for window, key in WINDOW_WORDS.items() if _says(t, key, words)), None)


def read_weekday(t: Texts, words: str) -> int | None:
    """The weekday that is named, 1 for Monday."""
    plain = folded(words).split()
    return next((n for n in range(1, 8) if folded(t.plain("remind-weekday", number=n)) in plain), None)


def read_due(t: Texts, every: Every, words: str) -> dict[str, Any]:
    """When a form of a rhythm is due: `tanggal 20 pukul 16.00`, `Jumat`, `30 hari`, with `periode lalu`. `NotRead`.

    Gives the keys of a rhythm that the words say.
    """
    found: dict[str, Any] = {}
    plain = f" {folded(_CLOCK.sub(' ', words))} "
    if clocks := read_clocks(words):
        found["time"] = clocks[0]
    for about, key in ABOUT_WORDS.items():
        for word in _list(t, key):
            if f" {folded(word)} " in plain:
                found["about"] = about
                plain = plain.replace(f" {folded(word)} ", " ")
    found |= _due_day(t, every, plain)
    if not found:
        raise NotRead("schedule-wrong-due")
    return found


def _due_day(t: Texts, every: Every, plain: str) -> dict[str, Any]:
    """The keys for the due day. `NotRead` for words of which nothing is known, so that none is passed over."""
    numbers = [int(n) for n in _NUMBER.findall(plain)]
    words = set(plain.split()) - {str(n) for n in numbers} - {f"{n:02d}" for n in numbers}
    words -= {folded(word) for word in _list(t, "schedule-words-due-small")}
    days = {folded(word) for word in _list(t, "schedule-words-days")}
    found: dict[str, Any] = {}
    if every is Every.WEEKLY and not numbers:
        if weekday := read_weekday(t, plain):
            found = {"weekday": weekday}
            words -= {folded(t.plain("remind-weekday", number=weekday)), *days}
    elif len(numbers) == 1 and words and words <= days and (every in MONTHS or every is Every.ONCE):
        found, words = {"days": numbers[0]}, set()
    elif numbers and every in MONTHS:
        named = {_month_of(word): word for word in words if _month_of(word)}
        months = [_in_period(every, month) for month in named] or numbers[1:]
        if len(named) > 1 or len(numbers) > (1 if named else 2):
            raise NotRead("schedule-wrong-due")
        found = {"day": numbers[0], **({"month": months[0]} if months else {})}
        words -= set(named.values())
    elif numbers:
        raise NotRead("schedule-wrong-due")
    if words:
        raise NotRead("schedule-wrong-due-word", word=min(words))
    return found


def _month_of(word: str) -> int:
    """The month of a name, Indonesian or English, also cut to at least three letters; 0: none."""
    if len(word) < SHORTEST_MONTH:
        return 0
    for language in LANGUAGES:
        for month in range(1, 13):
            name, _, _ = month_year(noon(date(2026, month, 1)), language, DEFAULT_ZONE).partition(" ")
            if folded(name).startswith(word):
                return month
    return 0


def _in_period(every: Every, month: int) -> int:
    """Which month of its period a month of the year is, from 1. `NotRead` for a form that is due every month."""
    if every is Every.MONTHLY:
        raise NotRead("schedule-wrong-due-month")
    return (month - 1) % MONTHS[every] + 1


def _province(t: Texts, shelf: FormShelf, words: str) -> tuple[str, str]:
    """The name, and the code of the province that stands at its end after "di"; "" where there is none.

    `NotRead` for a place that is no province: a day of one town must not become a day of the whole country.
    """
    marks = "|".join(re.escape(word) for word in _list(t, "schedule-words-in"))
    found = list(re.finditer(rf"(?:^|\s)(?:{marks})\s+", words, re.IGNORECASE))
    for mark in found:
        name, place = words[: mark.start()].strip(), words[mark.end() :]
        if folded(place) in {folded(word) for word in _list(t, "schedule-words-everywhere")}:
            return name, ""
        code = provinces.named(shelf, place)
        # "di Aceh dan di Bali": one day is of one province.
        if code is not None and folded(name).split()[-1:] not in [[folded(w)] for w in _list(t, "schedule-words-and")]:
            return name, code
    if found:
        raise NotRead("schedule-wrong-province", place=words[found[0].end() :].strip())
    return words, ""


def _date(found: re.Match[str], key: str) -> date:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise NotRead(key) from None


def _says(t: Texts, key: str, words: str) -> bool:
    """Whether one of the listed words stands in the words."""
    return any(f" {folded(word)} " in f" {folded(words)} " for word in _list(t, key))


def _list(t: Texts, key: str) -> list[str]:
    return [word.strip() for word in t.plain(key).split(",")]


def as_rhythm(stored: Mapping[str, Any], every: Every, typed: Mapping[str, Any]) -> dict[str, Any]:
    """A stored rhythm with what was typed laid over it; days after the beginning and a day of the month exclude."""
    found = {**stored, "every": str(every), **typed}
    if "days" in typed:
        found.pop("day", None)
        found.pop("month", None)
    elif "day" in typed:
        found.pop("days", None)
    if typed.get("about") == "this" and stored.get("about") == "previous":
        # It let last period's report come early; for this period's one there is nothing before its first day.
        found.pop("counts_from", None)
    return found
