"""Planning an announcement costs as much for the last people of a long list as for the first.

What is counted are the steps of SQLite's virtual machine: the same on every machine, however busy.
"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.announcement_copies import plan
from storage.announcements import Announcement
from storage.database import Database
from storage.prepared import driver_of

from .announcing import at_once, begun, crowd
from .conftest import FRIDAY

STEPS = 100


async def steps_of_a_chunk(conn: AsyncConnection, announcement: Announcement, people: int) -> int:
    """Steps (to the next hundred) for planning the next so many people."""
    count = 0

    def tick() -> int:
        nonlocal count
        count += 1
        return 0

    await driver_of(conn).set_progress_handler(tick, STEPS)
    assert await plan(conn, announcement, now=FRIDAY, moments=at_once, most=people) == people
    await driver_of(conn).set_progress_handler(None, 0)
    return count * STEPS


async def test_the_last_chunk_costs_as_much_as_the_first(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 5000)
        one = await begun(conn)
        chunks = [await steps_of_a_chunk(conn, one, 250) for _ in range(20)]
    assert min(chunks) > 0
    assert max(chunks) <= 1.2 * min(chunks)
