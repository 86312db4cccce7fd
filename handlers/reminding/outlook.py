"""What the schedule will do: to whom what would go and why, worked out as the planner does it, without a write.

It is what would happen if nothing changed: whoever files meanwhile is not reminded.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.reminding.almanac import REMINDER, Almanac, local_day
from handlers.reminding.matters import Matter, key_of, open_matters, reasons
from handlers.shelf import FormShelf
from locales.formats import DEFAULT_ZONE
from storage import due
from storage.due import ASKED_MARK, Facts
from storage.outbox import Priority

# People looked at between two turns for others: a few milliseconds of work.
AT_ONCE = 200
# A reminder of the day before counts whatever the slot.
SLOTS = (1, 2)
# Two working days before a day are not further away than this, not even over Lebaran.
LOOKED_BACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that would go: when (UTC), in which zone it is read, to whom, of what kind, and why.

    `person_id` None: to `people` people together (an announcement). `why`: short codes, such as `kompetensi due:1`.
    """

    at: datetime
    zone: str
    person_id: int | None
    name: str
    kind: str
    why: str
    people: int = 1

    @property
    def day(self) -> date:
        """The reader's own date."""
        return local_day(self.at, self.zone)


Provider = Callable[[AsyncConnection, FormShelf, Almanac, datetime, date, date], Awaitable[Iterable[Planned]]]
# What else is planned by the program, by kind: filled by `bot.planning`, because tips and announcements plan there.
PROVIDERS: dict[str, Provider] = {}


async def reminders(
    conn: AsyncConnection,
    shelf: FormShelf,
    almanac: Almanac,
    now: datetime,
    start: date,
    end: date,
    *,
    person_id: int | None = None,
) -> AsyncIterator[Planned]:
    """The scheduled reminders of the local days `start` to `end` that have not gone yet, person by person."""
    after = 0 if person_id is None else person_id - 1
    most = AT_ONCE if person_id is None else 1
    while people := await due.facts(
        conn, forms=list(almanac.rhythms), audiences=almanac.audiences, after=after, most=most
    ):
        after = people[-1].person_id
        if person_id is not None and after != person_id:
            return
        sent = await _sent_before(conn, almanac, shelf, people, now)
        asked = await asked_days(conn, shelf, people, now)
        for facts in people:
            days = asked.get(facts.person_id, frozenset())
            for planned in _of_person(almanac, facts, zone_of(shelf, facts), now, start, end, sent, days):
                yield planned
        if len(people) < AT_ONCE:
            return
        await asyncio.sleep(0)


async def waiting(conn: AsyncConnection, shelf: FormShelf, start: date, end: date) -> list[Planned]:
    """The reminders that people have asked for themselves, and that wait to be sent on these days."""
    found = []
    for at, who, name, province, key in await due.queued(conn, REMINDER, Priority.REMINDER):
        zone = shelf.zone_of(province) if province else DEFAULT_ZONE
        if ASKED_MARK in key and start <= local_day(at, zone) <= end:
            found.append(Planned(at, zone, who, name or "", REMINDER, "asked for"))
    return found


async def counts(
    conn: AsyncConnection, shelf: FormShelf, almanac: Almanac, now: datetime, start: date, end: date
) -> dict[date, dict[str, int]]:
    """How many people get what on each day: day → kind → people."""
    found: dict[date, Counter[str]] = {}
    async for one in everything(conn, shelf, almanac, now, start, end):
        found.setdefault(one.day, Counter())[one.kind] += one.people
    return {day: dict(found[day]) for day in sorted(found)}


async def everything(
    conn: AsyncConnection,
    shelf: FormShelf,
    almanac: Almanac,
    now: datetime,
    start: date,
    end: date,
    *,
    person_id: int | None = None,
) -> AsyncIterator[Planned]:
    """Reminders, what was asked for, and what `PROVIDERS` plan, for one person or for all."""
    async for planned in reminders(conn, shelf, almanac, now, start, end, person_id=person_id):
        yield planned
    for planned in await waiting(conn, shelf, start, end):
        if person_id in (None, planned.person_id):
            yield planned
    for provider in PROVIDERS.values():
        for planned in await provider(conn, shelf, almanac, now, start, end):
            if (person_id is None or planned.person_id in (None, person_id)) and start <= planned.day <= end:
                yield planned


def zone_of(shelf: FormShelf, facts: Facts) -> str:
    """The person's time zone; western Indonesian time where the province is not known yet."""
    return shelf.zone_of(facts.province) if facts.province else DEFAULT_ZONE


async def asked_days(
    conn: AsyncConnection, shelf: FormShelf, people: Iterable[Facts], now: datetime
) -> dict[int, frozenset[date]]:
    """The local days, of late and to come, on which these people got or get a reminder that they have asked for."""
    zones = {facts.person_id: zone_of(shelf, facts) for facts in people}
    found = await due.asked(conn, zones, REMINDER, now - LOOKED_BACK, now)
    return {who: frozenset(local_day(at, zones[who]) for at in moments) for who, moments in found.items()}


def why(matters: Iterable[Matter]) -> str:
    """The reasons of a reminder in short: `kompetensi due:1, p2k2 draft`."""
    return ", ".join(f"{m.form} {m.about}" + (f":{m.level}" if m.due is not None else "") for m in matters)


def _of_person(
    almanac: Almanac,
    facts: Facts,
    zone: str,
    now: datetime,
    start: date,
    end: date,
    sent: set[str],
    asked: Collection[date],
) -> Iterable[Planned]:
    given: set[date] = set()

    def had(day: date) -> bool:
        return day in given or any(key_of(facts.person_id, day, slot) in sent for slot in SLOTS)

    # From today on, also where the question begins later: whether one goes depends on the days before.
    day = local_day(now, zone)
    while day <= end:
        matters = open_matters(almanac, facts, day, zone) if almanac.workday(facts.province)(day) else []
        for slot in range(1, len(almanac.slots.times) + 1) if matters else ():
            given_for = reasons(almanac, facts, day, matters, slot, had, asked)
            at = almanac.moment(day, slot, facts.person_id, zone, facts.province) if given_for else None
            if at is None:
                continue
            given.add(day)
            if day >= start and at >= now:
                yield Planned(at, zone, facts.person_id, facts.name or "", REMINDER, why(given_for))
        day += timedelta(days=1)


async def _sent_before(
    conn: AsyncConnection, almanac: Almanac, shelf: FormShelf, people: list[Facts], now: datetime
) -> set[str]:
    """The keys of reminders that these people had on the last two working days and today."""
    keys = []
    for facts in people:
        today = local_day(now, zone_of(shelf, facts))
        for day in (today, *almanac.days_before(today, facts.province)):
            keys += [key_of(facts.person_id, day, slot) for slot in SLOTS]
    there = await due.letters_there(conn, keys, now)
    return {key for key, state in there.items() if state in due.ALIVE}
