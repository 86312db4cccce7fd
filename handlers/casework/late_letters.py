"""Letters about what does not go on: a deadline that was missed, a companion or a case that nothing is heard of.

That a deadline was missed never wakes the companion, who can do nothing about it, and is told once for each level, then
once a day. Who is to answer an urgent case is written to at any hour.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.casework.deadlines import DELAY, RECALL, ZoneOf, first_moment
from handlers.casework.letters import ESCALATED, RECALLED, UNNAMED, WAITS, desk, letter_to, letters_to
from handlers.reminding.almanac import local_day
from locales.formats import DEFAULT_ZONE
from storage import cases, people
from storage.cases import TOP, Case, Message
from storage.outbox import Letter
from storage.visibility import Viewer


async def of_escalation(
    conn: AsyncConnection, zone_of: ZoneOf, case: Case, event: Message, at: datetime
) -> list[Letter]:
    """A deadline is over: to all who are to answer now, the holder and the companion; at a new level to who was asked
    before; at the last level to admins too, who of a restricted case learn only that somebody must be named, if nobody
    is.
    """
    readers = await cases.responsible(conn, case)
    if (holder := await cases.in_charge(conn, case)) is not None:
        readers = [*readers, holder]
    nobody = not readers
    if case.level == TOP and not case.restricted:
        readers = [*readers, *await cases.admins(conn, case)]
    if event.event[0] == "escalated":
        before = await cases.told(conn, case)
        readers += [one for one in before if await cases.get(conn, Viewer(one.id), case.id) is not None]
    found = await letters_to(conn, zone_of, case, ESCALATED, event.id, readers, at)
    if nobody and case.restricted:
        found += await _of_nobody(conn, zone_of, case, event, at)
    return [*found, *await _of_delay(conn, zone_of, case, event, at)]


async def _of_nobody(conn: AsyncConnection, zone_of: ZoneOf, case: Case, event: Message, at: datetime) -> list[Letter]:
    """To admins, that somebody must be named. What is only called to mind does not wake them: of a night there is one
    letter, in the morning.
    """
    admins = await cases.admins(conn, case)
    if event.event[0] != "reminded":
        return await letters_to(conn, zone_of, case, UNNAMED, event.id, admins, at)
    found = []
    for admin in admins:
        moment = await first_moment(conn, zone_of, admin.province, DELAY, at)
        found.append(letter_to(case, UNNAMED, event.id, admin, moment, f"{moment.isoformat('T', 'minutes')}.{UNNAMED}"))
    return found


async def _of_delay(conn: AsyncConnection, zone_of: ZoneOf, case: Case, event: Message, at: datetime) -> list[Letter]:
    """The same to the companion, who can do nothing about it: at each new level, else once a day, never at night."""
    companion = await people.person_by_id(conn, case.person_id)
    if companion is None:
        return []
    province = companion.province
    zone = zone_of(province) if province else DEFAULT_ZONE

    async def day_of(moment: datetime) -> date:
        return local_day(await first_moment(conn, zone_of, province, DELAY, moment), zone)

    number = str(event.id)
    if event.event[0] == "reminded":
        day, risen = await day_of(at), await cases.last_of(conn, case.id, "escalated")
        if risen is not None and await day_of(risen.at) == day:
            return []
        number = f"{day}.reminded"
    moment = await first_moment(conn, zone_of, province, DELAY, at)
    return [letter_to(case, ESCALATED, event.id, companion, moment, number)]


async def of_recall(conn: AsyncConnection, zone_of: ZoneOf, case: Case, event: Message, at: datetime) -> list[Letter]:
    """Nothing was heard for long in a case that is not closed: to the holder, or all who are to answer it."""
    return await letters_to(conn, zone_of, case, RECALLED, event.id, await desk(conn, case), at, hours=RECALL)


async def of_waiting(conn: AsyncConnection, zone_of: ZoneOf, case: Case, at: datetime) -> list[Letter]:
    """The companion was asked and has not answered: called to mind once for each time that they were asked."""
    companion = await people.person_by_id(conn, case.person_id)
    event = await cases.last_event(conn, case.id)
    return await letters_to(conn, zone_of, case, WAITS, event, [companion] if companion is not None else [], at)
