"""Plans the scheduled reminders: at most one bundled letter for a person and slot, under a key of its own.

Safe to run at any time, twice, or late: what is planned stays as it is, what has not gone by the end of the day's
hours is not made up for. People are looked at in small portions and rows are written in chunks, so that chats go on.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import REMINDER, Almanac, local_day
from handlers.reminding.matters import Matter, key_of, open_matters, reasons, triggers
from handlers.reminding.outlook import AT_ONCE, SLOTS, asked_days, zone_of
from handlers.shelf import FormShelf
from locales.calendar import local_slot
from locales.formats import ZONE_NAMES
from storage import due, outbox
from storage.database import Database
from storage.due import Facts
from storage.outbox import Letter, Priority

# A row is written so long before its slot, not earlier: what an admin changes until then still counts.
AHEAD = timedelta(minutes=45)
# The longest that one transaction of planning may be, in rows: a few hundredths of a second without other writers.
CHUNK = 600


class Planning(Protocol):
    """What planning needs of the program."""

    @property
    def database(self) -> Database: ...

    @property
    def shelf(self) -> FormShelf: ...


@dataclass(frozen=True, slots=True)
class _Slot:
    """A slot that may be planned now, in one zone."""

    day: date
    number: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A letter that has its reason, if nothing was sent on the days before."""

    facts: Facts
    zone: str
    slot: _Slot
    matters: list[Matter]

    @property
    def key(self) -> str:
        return key_of(self.facts.person_id, self.slot.day, self.slot.number)


async def plan(program: Planning, now: datetime) -> int:
    """Put the reminders of the slots that are near or open into the outbox; gives the number of new rows."""
    async with program.database.reading() as connection:
        almanac = await almanacs.load(connection)
    slots = {zone: _slots(almanac, zone, now) for zone in ZONE_NAMES}
    if not any(slots.values()):
        return 0
    after, count = 0, 0
    letters: list[Letter] = []
    while True:
        async with program.database.reading() as connection:
            people = await due.facts(
                connection, forms=list(almanac.rhythms), audiences=almanac.audiences, after=after, most=AT_ONCE
            )
            letters += await _letters(connection, almanac, program.shelf, people, slots, now)
        last = len(people) < AT_ONCE
        if letters and (last or len(letters) > CHUNK - AT_ONCE * len(SLOTS)):
            async with program.database.writing() as connection:
                await outbox.add(connection, letters, now)
            count += len(letters)
            letters = []
        if last:
            return count
        after = people[-1].person_id
        await asyncio.sleep(0)


def _slots(almanac: Almanac, zone: str, now: datetime) -> list[_Slot]:
    """The slots of today that begin within `AHEAD` or have begun; whether the day is still open, each province says."""
    day = local_day(now, zone)
    return [
        _Slot(day, number)
        for number, at in enumerate(almanac.slots.times, 1)
        if local_slot(day, at, zone) - AHEAD <= now < local_slot(day + timedelta(days=1), time(0), zone)
    ]


async def _letters(
    connection: AsyncConnection,
    almanac: Almanac,
    shelf: FormShelf,
    people: list[Facts],
    slots: dict[str, list[_Slot]],
    now: datetime,
) -> list[Letter]:
    """The letters of these people that are not in the outbox yet."""
    wanted: list[_Wanted] = []
    for facts in people:
        zone = zone_of(shelf, facts)
        for slot in slots[zone]:
            if not almanac.workday(facts.province)(slot.day):
                continue
            matters = open_matters(almanac, facts, slot.day, zone)
            if triggers(matters, slot.number) and now < almanac.closes(slot.day, zone, facts.province):
                wanted.append(_Wanted(facts, zone, slot, matters))
    there = await due.letters_there(connection, [one.key for one in wanted], now)
    wanted = [one for one in wanted if one.key not in there]
    earlier = [
        key_of(one.facts.person_id, day, number)
        for one in wanted
        for day in almanac.days_before(one.slot.day, one.facts.province)
        for number in SLOTS
    ]
    there = await due.letters_there(connection, earlier, now)
    asked = await asked_days(connection, shelf, (one.facts for one in wanted), now)
    found = []
    for one in wanted:
        facts, day = one.facts, one.slot.day

        def had(day: date, who: int = facts.person_id) -> bool:
            return any(there.get(key_of(who, day, number)) in due.ALIVE for number in SLOTS)

        asked_for = asked.get(facts.person_id, frozenset())
        if not reasons(almanac, facts, day, one.matters, one.slot.number, had, asked_for):
            continue
        at = almanac.moment(day, one.slot.number, facts.person_id, one.zone, facts.province)
        if at is not None:
            data = {"day": day.isoformat(), "slot": one.slot.number}
            expires = almanac.closes(day, one.zone, facts.province)
            found.append(Letter(one.key, REMINDER, facts.person_id, at, data, Priority.REMINDER, expires))
    return found
