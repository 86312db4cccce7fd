"""Ramadans: those of the calendar's file, with what an admin has stored after the sidang isbat laid over them.

Stored under `SETTING` by Hijri year: `{"1448": {"first": "2027-02-08", "last": "2027-03-09", "decided": true}}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from locales.calendar import OverrideError, Ramadan
from locales.calendar.overrides import file_ramadans

SETTING = "ramadan"
# Mean length of a Hijri year: 354 11/30 days (the 30-year cycle of the tabular calendar).
_YEAR = timedelta(days=354 + 11 / 30)
# A sidang isbat moves an estimate by a day; a tabular calendar is off by two at most. More is a slip of the pen.
MOST_MOVED = timedelta(days=4)


def read_stored(stored: Any) -> tuple[list[Ramadan], list[str]]:
    """The stored Ramadans, and a sentence for each that cannot be used."""
    found: list[Ramadan] = []
    problems: list[str] = []
    if stored is not None and not isinstance(stored, Mapping):
        return [], [f"{SETTING}: {stored!r}: store an object with one entry for each Hijri year"]
    for year, one in (stored or {}).items():
        try:
            decided = one["decided"]
            if not isinstance(decided, bool):
                raise ValueError(f"decided is {decided!r}")
            found.append(Ramadan(int(year), date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), decided))
        except OverrideError as error:
            problems.append(str(error))
        except (KeyError, TypeError, ValueError) as error:
            problems.append(f"{SETTING} {year}: {error}: write first and last as 2027-02-08, and decided")
    return found, problems


def as_stored(ramadan: Ramadan) -> dict[str, Any]:
    """One entry, as it is stored under its Hijri year."""
    return {"first": ramadan.first.isoformat(), "last": ramadan.last.isoformat(), "decided": ramadan.decided}


def all_known(stored: list[Ramadan]) -> list[Ramadan]:
    """The file's and the stored ones, a stored one in place of the file's for the same Hijri year; in order."""
    by_year = {one.hijri: one for one in (*file_ramadans(), *stored)}
    return [by_year[year] for year in sorted(by_year)]


def year_of(first: date) -> int:
    """The Hijri year of the Ramadan that begins about this day."""
    base = file_ramadans()[-1]
    return base.hijri + round((first - base.first) / _YEAR)


def expected(hijri: int) -> date:
    """About when the Ramadan of a Hijri year begins: the file's day, beyond the file a mean calendar's."""
    files = {one.hijri: one for one in file_ramadans()}
    if hijri in files:
        return files[hijri].first
    base = max(files.values(), key=lambda one: one.hijri)
    return base.first + (hijri - base.hijri) * _YEAR
