"""The programs that send: each has a name and a lease, and what a dead one had in hand is uncertain."""

from datetime import datetime

from sqlalchemy import Text, and_, bindparam, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment
from storage.outbox_rows import REPEATABLE, STOPPED_MIDWAY
from storage.prepared import Prepared

_outbox, _sender = schema.outbox, schema.sender

_ALIVE = Prepared(
    insert(_sender)
    .values(name=bindparam("by", type_=Text), alive_until=bindparam("until", type_=Moment))
    .on_conflict_do_update(index_elements=["name"], set_={"alive_until": bindparam("until", type_=Moment)})
)
_gone = select(_sender.c.name).where(_sender.c.alive_until >= bindparam("now", type_=Moment))
_left = and_(
    _outbox.c.state == literal("sending", Text),
    or_(_outbox.c.sender.is_(None), _outbox.c.sender.not_in(_gone)),
)
_BACK = Prepared(
    update(_outbox)
    .where(_left, _outbox.c.kind.in_([literal(kind, Text) for kind in REPEATABLE]))
    .values(state=literal("queued", Text), sender=None, changed_at=bindparam("now", type_=Moment))
)
_ABANDONED = Prepared(
    update(_outbox)
    .where(_left)
    .values(
        state=literal("uncertain", Text),
        reason=literal(STOPPED_MIDWAY, Text),
        sender=None,
        data=None,
        changed_at=bindparam("now", type_=Moment),
    )
)
_FORGET_SENDERS = Prepared(schema.sender.delete().where(_sender.c.alive_until < bindparam("now", type_=Moment)))


async def keep_alive(conn: AsyncConnection, *, by: str, now: datetime, until: datetime) -> int:
    """Say that ``by`` is alive, and give up what dead senders had in hand; gives how many rows became uncertain.

    What may be done twice goes back among those that wait.
    """
    await _ALIVE.run(conn, by=by, until=until)
    await _BACK.run(conn, now=now)
    abandoned = await _ABANDONED.run(conn, now=now)
    await _FORGET_SENDERS.run(conn, now=now)
    return abandoned


async def leave(conn: AsyncConnection, *, by: str, now: datetime) -> int:
    """``by`` ends: what it still has in hand becomes uncertain at once; gives the number of such rows."""
    return await keep_alive(conn, by=by, now=now, until=datetime.fromtimestamp(0, tz=now.tzinfo))
