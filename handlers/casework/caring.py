"""What is done about cases that stand still: given back where the holder is gone, called to mind where nothing happens.

The planner does it every quarter of an hour; a tap that leaves cases without their holder does it at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.casework import deadlines, late_letters, letters
from handlers.turn import Turn
from storage import cases, outbox
from storage.outbox import Letter

# How many cases one transaction changes: each is some statements, and chats go on in between.
AT_ONCE = 20


async def let_go(conn: AsyncConnection, zone_of: deadlines.ZoneOf, now: datetime) -> list[Letter]:
    """Some of the cases whose holder cannot answer any more are new again, at the level where they were; gives the
    letters to all who are to answer them now.
    """
    found: list[Letter] = []
    for case in await cases.stranded(conn, AT_ONCE):
        due_at = await deadlines.due(
            conn, zone_of, urgency=case.urgency, level=case.level, province=case.province, at=now
        )
        freed = await cases.free(conn, case.id, due_at, now)
        if freed is not None:
            found += await letters.of_new(conn, zone_of, freed, now)
    return found


async def let_go_now(turn: Turn) -> None:
    """The same within a turn that may have left cases so."""
    connection = await turn.work.connection()
    found = await let_go(connection, turn.shelf.zone_of, turn.at)
    if found:
        await outbox.add(connection, found, turn.at)
        turn.work.posted = True


async def recall(conn: AsyncConnection, zone_of: deadlines.ZoneOf, now: datetime) -> list[Letter]:
    """Some of the cases that are long answered or asked are called to mind; gives the letters of that."""
    found: list[Letter] = []
    times = quiet_since(now)
    for case in await cases.quiet(conn, *times, AT_ONCE):
        done = await cases.recall(conn, case.id, *times, now)
        if done is not None:
            found += await late_letters.of_recall(conn, zone_of, *done, now)
    return found


def quiet_since(now: datetime) -> tuple[datetime, datetime]:
    """Before when a case must have been answered, or its companion asked, to be called to mind."""
    days = deadlines.file()["recall"]
    return now - timedelta(days=days["answered"]), now - timedelta(days=days["asked"])
