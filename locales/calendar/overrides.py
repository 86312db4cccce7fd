"""What differs from the published calendar: days that a decree moves, holidays of a province, Ramadan as decided.

Read from `data/overrides.csv` and `data/ramadan.csv`, whose heads explain the columns, or handed in by who has stored
them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
OVERRIDES_FILE = DATA / "overrides.csv"
RAMADAN_FILE = DATA / "ramadan.csv"

KINDS = ("holiday", "leave", "workday", "silent")
STATES = ("decided", "estimate")


class OverrideError(ValueError):
    """A day or a Ramadan that cannot be used; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Override:
    """One day that is otherwise; `province` is None for the whole country. `OverrideError` for what is not possible.

    `kind`: "holiday", "leave" (cuti bersama, libur fakultatif), "workday" (takes a holiday away, or makes a weekend
    day a working day), "silent" (a day of silence, as Nyepi in Bali). Names are needed except for a workday.
    """

    date: date
    province: str | None
    kind: str
    name_id: str = ""
    name_en: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise OverrideError(f"{self.date}: {self.kind!r} is no kind of day: use one of {', '.join(KINDS)}")
        if self.province is not None and not re.fullmatch(r"[0-9]{2}", self.province):
            raise OverrideError(f"{self.date}: {self.province!r} is no province: write its two digits, or leave it out")
        if self.kind != "workday" and not self.name_id.strip():
            raise OverrideError(f"{self.date}: a {self.kind} day needs its Indonesian name: fill in name_id")


@dataclass(frozen=True, slots=True)
class Ramadan:
    """One Ramadan, `first` and `last` day included; `decided` once the government has announced it."""

    hijri: int
    first: date
    last: date
    decided: bool

    def __post_init__(self) -> None:
        if not 28 <= (self.last - self.first).days <= 29:
            raise OverrideError(f"Ramadan {self.hijri} must have 29 or 30 days: mend {self.first} or {self.last}")


@cache
def file_overrides(path: Path = OVERRIDES_FILE) -> tuple[Override, ...]:
    """The overrides of the file, one for each province of a row. `OverrideError` with file and row."""
    found: list[Override] = []
    seen: set[tuple[date, str | None]] = set()
    for where, row in _rows(path):
        for province in row["province"].split() or (None,):
            try:
                day = date.fromisoformat(row["date"])
                override = Override(day, province, row["kind"], row["name_id"], row["name_en"])
            except ValueError as error:
                raise OverrideError(f"{where}: {error}") from None
            if (day, province) in seen:
                raise OverrideError(f"{where}: {day} is there twice for {province or 'the country'}: remove one")
            seen.add((day, province))
            found.append(override)
    return tuple(found)


@cache
def file_ramadans(path: Path = RAMADAN_FILE) -> tuple[Ramadan, ...]:
    """The Ramadans of the file. `OverrideError` with file and row."""
    found: list[Ramadan] = []
    for where, row in _rows(path):
        if row["state"] not in STATES:
            raise OverrideError(f"{where}: {row['state']!r} is no state: use one of {', '.join(STATES)}")
        try:
            first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
            found.append(Ramadan(int(row["hijri"]), first, last, row["state"] == "decided"))
        except ValueError as error:
            raise OverrideError(f"{where}: {error}") from None
    return tuple(found)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows below the comments, each with file and line number for messages."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [(number, line) for number, line in enumerate(file, 1) if line.strip() and not line.startswith("#")]
    for (number, _), row in zip(lines[1:], csv.DictReader(line for _, line in lines), strict=True):
        yield f"{path.name}, line {number}", {key: (value or "").strip() for key, value in row.items() if key}
