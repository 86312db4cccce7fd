"""By when a case must be answered: hours by urgency and level, the file's values with an admin's laid over them.

A deadline counts from the first moment at which a letter about the case may go to its region: what is opened at night
is told in the morning, and no deadline may run out before somebody has been told.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.reminding import almanac as almanacs
from handlers.turn import Turn
from locales.formats import DEFAULT_ZONE
from storage import day_settings
from storage.cases import TOP, Case

FILE = Path(__file__).parent / "casework.toml"
SETTING: Final = "case_deadlines"
URGENCIES: Final = ("segera", "tinggi", "biasa")
# What else has hours of its own.
DELAY, RECALL = "delay", "recall"
_LEVELS = TOP + 1
# A quarter of an hour is how often it is looked after (`bot.schedule`); beyond a month a deadline is none.
LEAST_HOURS, MOST_HOURS = 0.25, 31 * 24

ZoneOf = Callable[[str], str]


class DeadlineError(ValueError):
    """Deadlines that cannot be used: one sentence that names the key and the remedy."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """`by_urgency`: the hours of each level."""

    by_urgency: Mapping[str, tuple[float, ...]]

    def hours(self, urgency: str, level: int) -> float:
        """How many hours; for an urgency that there is none of, those of the least urgent."""
        levels = self.by_urgency.get(urgency) or self.by_urgency[URGENCIES[-1]]
        return levels[min(level, len(levels) - 1)]


async def load(conn: AsyncConnection) -> Deadlines:
    """The deadlines as they hold now; a stored value that cannot be used is left out."""
    stored = await day_settings.get(conn, SETTING)
    if stored is not None:
        try:
            return read(stored.value)
        except DeadlineError:
            pass  # the file's hold, as for every other setting of days
    return read(None)


def read(stored: Any) -> Deadlines:
    """Stored values laid over the file's. `DeadlineError`."""
    given = {} if stored is None else stored
    if not isinstance(given, Mapping):
        raise DeadlineError(f"{SETTING}: give hours by urgency, such as {{'segera': 2}}")
    if unknown := sorted(given.keys() - set(URGENCIES)):
        raise DeadlineError(f"{SETTING}: {unknown[0]!r} is no urgency; known are {', '.join(URGENCIES)}")
    values = {**file()["deadlines"], **given}
    return Deadlines({urgency: _hours(urgency, values[urgency]) for urgency in URGENCIES})


def _hours(urgency: str, value: Any) -> tuple[float, ...]:
    levels = list(value) if isinstance(value, list | tuple) else [value] * _LEVELS
    fits = all(
        isinstance(one, int | float) and not isinstance(one, bool) and LEAST_HOURS <= one <= MOST_HOURS
        for one in levels
    )
    if len(levels) != _LEVELS or not fits:
        raise DeadlineError(
            f"{SETTING}.{urgency}: give hours from {LEAST_HOURS} to {MOST_HOURS}, one number or {_LEVELS} (by level)"
        )
    return tuple(float(one) for one in levels)


@cache
def file() -> Mapping[str, Any]:
    """The data file beside this one."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


async def first_moment(
    conn: AsyncConnection, zone_of: ZoneOf, province: str | None, urgency: str, at: datetime
) -> datetime:
    """When a letter about a case of this urgency may go to a province, not before `at`: of urgent ones at once, by
    night too; of others on any day, but not at night. `urgency`: also `DELAY` or `RECALL`, by the file's hours.
    """
    hours = file()["hours"]
    zone = zone_of(province) if province else DEFAULT_ZONE
    almanac = await almanacs.load(conn)
    return almanac.hours.next_moment(at, zone, province or None, hours.get(urgency, hours[URGENCIES[-1]]))


async def due(
    conn: AsyncConnection, zone_of: ZoneOf, *, urgency: str, level: int, province: str | None, at: datetime
) -> datetime:
    """By when a case must be answered that is told of at `at`, or in the morning."""
    told = await first_moment(conn, zone_of, province, urgency, at)
    return told + timedelta(hours=(await load(conn)).hours(urgency, level))


async def due_at(turn: Turn, urgency: str, *, level: int = 0, province: str | None = None) -> datetime:
    """The deadline of a case that is opened in this turn; `province`: the person's own, where none is given."""
    where = province if province is not None else turn.person.province
    connection = await turn.work.connection()
    return await due(connection, turn.shelf.zone_of, urgency=urgency, level=level, province=where, at=turn.at)


async def due_again(turn: Turn, case: Case) -> datetime:
    """The deadline that begins for the coordinators' side with this turn."""
    return await due_at(turn, case.urgency, level=case.level, province=case.province)
