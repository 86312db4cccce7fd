"""Looks after cases that wait: what is overdue goes up a level, what has lost its holder is given back, what came to no
end is called to mind, and whoever is to answer now is told.

Safe to run at any time, twice, or late: a case is escalated only while its deadline is over, with a new one in the same
transaction as its letters, which have keys by what has happened. A case unanswered is never silent: at the last level
it is called to mind again at every deadline, to admins too.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.planning.reminders import Planning
from handlers.casework import caring, deadlines, late_letters, letters
from storage import cases, due, outbox
from storage.cases import Case
from storage.outbox import Letter

# A companion who was asked longer ago than that, and the days after which they are reminded, is left alone.
LOOKED_BACK = timedelta(days=7)


async def plan(program: Planning, now: datetime) -> int:
    """Give back what has lost its holder, call to mind what came to no end, tell of restricted cases who was named
    meanwhile, remind companions who were asked, and escalate what is overdue; gives the number of letters.
    """
    count = await _care(program, now)
    count += await _post_new(program, now)
    while True:
        async with program.database.reading() as connection:
            late = await cases.overdue(connection, now, caring.AT_ONCE)
        if not late:
            return count
        async with program.database.writing() as connection:
            for case in late:
                found = await escalate(connection, program.shelf.zone_of, case, now)
                await outbox.add(connection, found, now)
                count += len(found)


async def _care(program: Planning, now: datetime) -> int:
    """A handful at a time, as long as there is something: most of the time there is nothing to write."""
    count = 0
    while True:
        async with program.database.reading() as connection:
            found = await cases.stranded(connection, 1) or await cases.quiet(connection, *caring.quiet_since(now), 1)
        if not found:
            return count
        async with program.database.writing() as connection:
            posted = await caring.let_go(connection, program.shelf.zone_of, now)
            posted += await caring.recall(connection, program.shelf.zone_of, now)
            await outbox.add(connection, posted, now)
            count += len(posted)


async def escalate(connection: AsyncConnection, zone_of: deadlines.ZoneOf, case: Case, now: datetime) -> list[Letter]:
    """One overdue case goes up; gives the letters to be posted, none where it is not overdue any more."""
    level = await cases.next_level(connection, case)
    due_at = await deadlines.due(connection, zone_of, urgency=case.urgency, level=level, province=case.province, at=now)
    done = await cases.escalate(connection, case.id, level, due_at, now)
    return await late_letters.of_escalation(connection, zone_of, *done, now) if done is not None else []


async def _post_new(program: Planning, now: datetime) -> int:
    """Letters that are wanted again and again, and posted once: of restricted cases that nobody has taken, to who is
    named now; to companions who were asked some days ago.
    """
    zone_of = program.shelf.zone_of
    asked = now - timedelta(days=deadlines.file()["waiting"]["days"])
    async with program.database.reading() as connection:
        found: list[Letter] = []
        for case in await cases.unanswered_restricted(connection):
            found += await letters.of_new(connection, zone_of, case, now)
        for case in await cases.asked_between(connection, asked - LOOKED_BACK, asked):
            found += await late_letters.of_waiting(connection, zone_of, case, now)
        there = await due.letters_there(connection, [letter.key for letter in found], now)
    new = [letter for letter in found if letter.key not in there]
    if new:
        async with program.database.writing() as connection:
            await outbox.add(connection, new, now)
    return len(new)
