"""A crowd of invented people, and announcements on their way to it: what the tests of announcements share."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import announcements, outbox, schema
from storage.announcement_copies import plan
from storage.announcements import Announcement
from storage.audience import EVERYONE
from storage.outbox import Outcome

from .conftest import FRIDAY

BY = "bot:1"
PLACES = (("13", "13.76"), ("13", "13.71"), ("51", "51.71"), (None, None))


def at_once(province: str | None) -> datetime:
    return FRIDAY


def by_zone(province: str | None) -> datetime:
    """Bali an hour before the others."""
    return FRIDAY - timedelta(hours=1) if province == "51" else FRIDAY


async def crowd(conn: AsyncConnection, size: int, **columns: Any) -> list[int]:
    """People with consent, the regions of `PLACES` in turn; gives their ids."""
    first = await conn.scalar(select(func.coalesce(func.max(schema.person.c.id), 0) + 1))
    assert first is not None
    person = {"language": "id", "role": "companion", "joined_at": FRIDAY, "consent": "1"}
    rows: list[dict[str, Any]] = [
        person
        | {"id": n, "telegram_id": 9000 + n, "name": f"Orang {n}", "province": place[0], "regency": place[1]}
        | columns
        for n, place in ((first + i, PLACES[i % len(PLACES)]) for i in range(size))
    ]
    await conn.execute(insert(schema.person), rows)
    return [row["id"] for row in rows]


async def begun(
    conn: AsyncConnection, audience: dict[str, Any] = EVERYONE, state: str = "sending", **draft: Any
) -> Announcement:
    """An announcement by the first person, brought to a state."""
    author = await conn.scalar(select(func.min(schema.person.c.id)))
    assert author is not None
    number = await announcements.add(
        conn, made_by=author, at=FRIDAY, content={"text": "Rapat"}, audience=audience, **draft
    )
    if state != "draft":
        assert await announcements.move(conn, number, to=state, from_=["draft"], at=FRIDAY)
    return await read(conn, number)


async def read(conn: AsyncConnection, number: int) -> Announcement:
    found = await announcements.get(conn, number)
    assert found is not None
    return found


async def send(
    conn: AsyncConnection,
    announcement: Announcement,
    most: int = 10_000,
    now: datetime = FRIDAY,
    state: str = "sent",
    reason: str | None = None,
) -> list[int]:
    """Claim rows of the lane and settle them, two pieces in three messages if delivered; gives the readers."""
    rows = await outbox.claim(conn, by=BY, now=now, most=most, lanes=[announcement.id])
    ids = {row.id: ((row.id, row.id + 5000), (row.id + 7000,)) if state == "sent" else () for row in rows}
    shown = announcement.revision if state == "sent" else None
    await outbox.settle(conn, [Outcome(row.id, state, reason, ids[row.id], shown) for row in rows], now)
    return [row.person_id for row in rows]


async def rows_of(conn: AsyncConnection, lane: int, kind: str) -> list[Any]:
    box = schema.outbox
    return list(await conn.execute(select(box).where(box.c.lane == lane, box.c.kind == kind).order_by(box.c.id)))


async def plan_all(conn: AsyncConnection, announcement: Announcement, most: int = 2000) -> int:
    """Plan in chunks until there are all."""
    planned = 0
    while new := await plan(conn, announcement, now=FRIDAY, moments=at_once, most=most):
        planned += new
    return planned
