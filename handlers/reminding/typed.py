"""What an admin types for the schedule: a special day, a clock time, a span, when a form is due.

The words stand in the locale files; here is only how they are put together.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.reminding.rhythm import MONTHS, Every
from handlers.shelf import FormShelf
from locales import Texts
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
    plain = folded(_CLOCK.sub(" ", words))
    if clocks := read_clocks(words):
        found["time"] = clocks[0]
    if _says(t, "schedule-words-previous", plain):
        found["about"] = "previous"
    found |= _due_day(t, every, plain)
    if not found:
        raise NotRead("schedule-wrong-due")
    return found


def _due_day(t: Texts, every: Every, plain: str) -> dict[str, Any]:
    numbers = [int(n) for n in _NUMBER.findall(plain)]
    if every is Every.WEEKLY:
        if weekday := read_weekday(t, plain):
            return {"weekday": weekday}
    elif numbers and set(plain.split()) & {folded(word) for word in _list(t, "schedule-words-days")}:
        return {"days": numbers[0]}
    elif numbers and every in MONTHS:
        return {"day": numbers[0], **({"month": numbers[1]} if len(numbers) > 1 else {})}
    return {}


def _province(t: Texts, shelf: FormShelf, words: str) -> tuple[str, str]:
    """The name, and the code of the province that stands at its end after "di"; "" where there is none."""
    for word in _list(t, "schedule-words-in"):
        name, mark, region = words.rpartition(f" {word} ")
        if mark and (code := _named(shelf, region)) is not None:
            return name.strip(), code
    return words, ""


def _named(shelf: FormShelf, words: str) -> str | None:
    """The code of the province of that name."""
    rows = csv.DictReader(io.StringIO(shelf.files["provinces.csv"].decode("utf-8-sig")))
    return next((row["name"] for row in rows if folded(row["label"]) == folded(words)), None)


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
    return found
