"""Reading rhythms and slots: the files beside this one, with what an admin has stored laid over them.

Each mistake is one sentence that names the key and the remedy, so that a stored value can be refused before it is kept.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

from handlers.reminding.rhythm import MONTHS, Every, Rhythm
from storage.audience import AudienceError, condition

FILE = Path(__file__).parent / "rhythms.toml"
# Those of the library's field reports, by form.
REPORTS = Path(__file__).parent / "report_rhythms.toml"
ROLES = ("companion", "coordinator", "admin")
# Nobody gets three reminders a day.
MOST_A_DAY = 2
# Slots outside these would miss the office hours of Ramadan (08.00 to 15.00), everybody's own minute included.
EARLIEST, LATEST = time(7, 30), time(14, 0)

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")
_KEYS = {
    *("every", "time", "deadline", "days", "weekday", "day", "month", "offsets", "then_every", "at_most"),
    *("counts_from", "about", "roles", "audience", "programmes", "if_missed"),
}


class RhythmError(ValueError):
    """A rhythm or slot that cannot be used; `key` is what is wrong, the message says what to write instead."""

    def __init__(self, key: str, says: str) -> None:
        super().__init__(f"{key}: {says}")
        self.key = key


@dataclass(frozen=True, slots=True)
class Slots:
    """When scheduled reminders go, local to the person; `spread` in minutes."""

    first: time
    second: time
    a_day: int
    spread: int

    @property
    def times(self) -> tuple[time, ...]:
        """The slots in use, in order."""
        return (self.first, self.second)[: self.a_day]


@dataclass(frozen=True, slots=True)
class Drafts:
    """After how many days without a change a draft is called to mind; the forms whose drafts never are."""

    days: tuple[int, ...]
    without: frozenset[str]


def read_rhythm(form: str, stored: Mapping[str, Any] | None) -> Rhythm | None:
    """The rhythm of a form, from the stored values if there are any, else from the file; None: on demand.

    RhythmError for a value that cannot be used.
    """
    given = _file()["forms"].get(form) if stored is None else stored
    if given is None:
        return None
    if unknown := sorted(given.keys() - _KEYS):
        raise RhythmError(unknown[0], f"no rhythm has it: use one of {', '.join(sorted(_KEYS))}")
    values = {**_file()["defaults"], **given}
    try:
        every = Every(values.get("every", ""))
    except ValueError:
        raise RhythmError("every", f"{values.get('every')!r}: use one of {', '.join(Every)}") from None
    if every is Every.ON_DEMAND:
        return None
    days = values.get("days")
    offsets = values["offsets"]
    whole = isinstance(offsets, list | tuple) and all(isinstance(n, int) and -60 <= n <= 366 for n in offsets)
    if not whole or not offsets or list(offsets) != sorted(set(offsets)):
        raise RhythmError("offsets", f"{offsets!r}: write whole days in order, such as [-3, 0, 1, 3, 7]")
    if values["about"] not in ("this", "previous"):
        raise RhythmError("about", f"{values['about']!r}: write this or previous")
    for key in ("deadline", "if_missed"):
        if not isinstance(values.get(key, False), bool):
            raise RhythmError(key, f"{values[key]!r}: write true or false")
    return Rhythm(
        form,
        every,
        read_time("time", values["time"]),
        values["deadline"],
        None if days is None else _whole(values, "days", 0, 366, 0),
        _whole(values, "weekday", 1, 7, 5),
        _whole(values, "day", 1, 31, 31),
        _whole(values, "month", 1, MONTHS.get(every, 1), MONTHS.get(every, 1)),
        tuple(offsets),
        _whole(values, "then_every", 0, 90, 0),
        _whole(values, "at_most", 1, 30, 8),
        _whole(values, "counts_from", 0, 366, 0),
        values["about"],
        _roles(values["roles"]),
        _audience(values.get("audience"), values.get("programmes")),
        if_missed=values.get("if_missed", False),
    )


def read_slots(stored: Mapping[str, Any] | None) -> Slots:
    """The slots: the file's with the stored values laid over. RhythmError."""
    values = {**_file()["slots"], **(stored or {})}
    if unknown := sorted(values.keys() - {"first", "second", "a_day", "spread"}):
        raise RhythmError(unknown[0], "slots have first, second, a_day, spread")
    first, second = read_time("first", values["first"]), read_time("second", values["second"])
    for key, at in (("first", first), ("second", second)):
        if not EARLIEST <= at <= LATEST:
            raise RhythmError(key, f"{at:%H.%M} is not within working hours: use {EARLIEST:%H.%M} to {LATEST:%H.%M}")
    if second <= first:
        raise RhythmError("second", f"{second:%H.%M} is not after the first slot, {first:%H.%M}: set it later")
    return Slots(first, second, _whole(values, "a_day", 0, MOST_A_DAY, 1), _whole(values, "spread", 0, 60, 30))


def read_drafts() -> Drafts:
    """What holds for drafts, from the file."""
    table = _file()["drafts"]
    return Drafts(tuple(table["days"]), frozenset(table["without"]))


def forms_of_file() -> tuple[str, ...]:
    """The forms that have a rhythm without anything stored."""
    return tuple(_file()["forms"])


def of_file(form: str) -> dict[str, Any]:
    """What the file says of a form's rhythm; nothing for a form that it does not list."""
    return dict(_file()["forms"].get(form, {}))


def read_time(key: str, value: object) -> time:
    """The time of "16.00" or "16:00". RhythmError."""
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise RhythmError(key, f"{value!r} is no time of day: write it as 16.00")
    return time(int(found[1]), int(found[2]))


def _whole(values: Mapping[str, Any], key: str, least: int, most: int, default: int) -> int:
    value = values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise RhythmError(key, f"{value!r}: write a whole number from {least} to {most}")
    return value


def _roles(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value or not all(role in ROLES for role in value):
        raise RhythmError("roles", f"{value!r}: write a list of {', '.join(ROLES)}")
    return tuple(value)


def _audience(value: Any, programmes: Any) -> Mapping[str, Any] | None:
    """Of whom the form is expected: the audience, and of it only those with one of the programmes."""
    named = None
    if programmes is not None:
        if not isinstance(programmes, list) or not programmes:
            raise RhythmError("programmes", f'{programmes!r}: write a list such as ["pkh", "bpnt"]')
        named = {"any": [{"programme": programme} for programme in programmes]}
    both = {"all": [value, named]} if value is not None and named is not None else value or named
    if both is None:
        return None
    try:
        condition(both)
    except AudienceError as error:
        raise RhythmError("audience" if named is None else "programmes", str(error)) from None
    return dict(both)


@cache
def _file() -> dict[str, Any]:
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    tables["forms"] |= tomllib.loads(REPORTS.read_text(encoding="utf-8"))
    return tables
