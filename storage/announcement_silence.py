"""Who has not answered, when they were last reminded, and what Telegram refused: counted in the outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text, and_, bindparam, exists, func, literal, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.announcement_copies import COPY, NUDGE
from storage.moments import Moment, Whole
from storage.outbox import BLOCKED
from storage.prepared import Prepared

_outbox, _said = schema.outbox, schema.announcement_answer
_lane = bindparam("lane", type_=Whole)
# The literal lets SQLite use the index of announcements' rows alone.
_of_lane = and_(_outbox.c.lane == _lane, _outbox.c.lane != literal_column("0"))
_SILENT = Prepared(
    select(func.count())
    .select_from(_outbox)
    .where(
        _of_lane,
        _outbox.c.kind == literal(COPY, Text),
        _outbox.c.state == literal("sent", Text),
        ~exists().where(_said.c.announcement_id == _lane, _said.c.person_id == _outbox.c.person_id),
    )
)
_REMINDED = Prepared(
    # One that waits for its hour counts by that hour.
    select(func.max(func.max(_outbox.c.not_before, _outbox.c.changed_at, type_=Moment), type_=Moment)).where(
        _of_lane,
        _outbox.c.kind == literal(NUDGE, Text),
        _outbox.c.state.in_([literal(state, Text) for state in ("queued", "sending", "sent", "uncertain")]),
    )
)
_REFUSED = Prepared(
    select(_outbox.c.reason, func.count())
    .where(
        _of_lane,
        _outbox.c.kind == literal(COPY, Text),
        _outbox.c.state == literal("failed", Text),
        _outbox.c.reason != literal(BLOCKED, Text),
    )
    .group_by(_outbox.c.reason)
    .order_by(func.count().desc(), _outbox.c.reason)
)


async def silent(conn: AsyncConnection, announcement_id: int) -> int:
    """How many have their copy and have not answered: whom a reminder would go to."""
    row = await _SILENT.first(conn, lane=announcement_id)
    return int(row[0]) if row else 0


async def last_reminder(conn: AsyncConnection, announcement_id: int) -> datetime | None:
    """When the last reminder went, or is to go, to anyone; None: nobody was reminded."""
    row = await _REMINDED.first(conn, lane=announcement_id)
    return row[0] if row else None


async def refusals(conn: AsyncConnection, announcement_id: int) -> list[tuple[str, int]]:
    """Why copies failed, and how many: the most frequent reason first. Who blocked the bot is not among them."""
    return [(str(reason), int(count)) for reason, count in await _REFUSED.rows(conn, lane=announcement_id)]
