"""What the program looks after in cases by itself: those whose holder is gone, and those that have come to no end.

Each change asks again for what it changes, in the same statement: doing it twice is doing it once.
"""

from datetime import datetime

from sqlalchemy import Integer, Text, and_, bindparam, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.case_people import in_good_hands
from storage.case_rows import CASE, NEW, OPEN, WAITING, Case, Message
from storage.case_talk import note
from storage.moments import Moment, Whole
from storage.prepared import Prepared

_table = schema.case_record
_is_one = _table.c.id == bindparam("of", type_=Whole)
_now = bindparam("now", type_=Moment)
_going_on = _table.c.state.in_([literal(state, Text) for state in (NEW, OPEN, WAITING)])
# Whose holder cannot answer any more, or whom an erasure has left without holder and deadline.
_stranded = and_(
    _going_on,
    or_(
        and_(_table.c.holder.is_not(None), ~in_good_hands()),
        and_(_table.c.holder.is_(None), _table.c.due_at.is_(None)),
    ),
)
_quiet = and_(
    _table.c.due_at.is_(None),
    or_(
        and_(_table.c.state == literal(OPEN, Text), _table.c.changed_at <= bindparam("answered", type_=Moment)),
        and_(_table.c.state == literal(WAITING, Text), _table.c.changed_at <= bindparam("asked", type_=Moment)),
    ),
)
_limit = bindparam("limit", type_=Integer)
_STRANDED = Prepared(select(*CASE).where(_stranded).order_by(_table.c.id).limit(_limit))
_QUIET = Prepared(select(*CASE).where(_quiet).order_by(_table.c.id).limit(_limit))
_FREE = Prepared(
    update(_table)
    .where(_is_one, _stranded)
    .values(
        state=literal(NEW, Text),
        holder=literal(None, Whole),
        due_at=bindparam("due", type_=Moment),
        changed_at=_now,
    )
    .returning(*CASE)
)
_RECALL = Prepared(update(_table).where(_is_one, _quiet).values(changed_at=_now).returning(*CASE))


async def stranded(conn: AsyncConnection, most: int) -> list[Case]:
    """Cases that go on in nobody's hands: the holder has blocked the bot, agrees to nothing any more, is no
    coordinator, may not see the (restricted) case any more, or has erased the own data.
    """
    return [Case(*row) for row in await _STRANDED.rows(conn, limit=most)]


async def free(conn: AsyncConnection, case_id: int, due_at: datetime, now: datetime) -> Case | None:
    """One of these is new again at its level, with a deadline; None where it is in somebody's hands (again)."""
    row = await _FREE.first(conn, of=case_id, due=due_at, now=now)
    if row is None:
        return None
    await note(conn, case_id, None, "freed", now)
    return Case(*row)


async def quiet(conn: AsyncConnection, answered: datetime, asked: datetime, most: int) -> list[Case]:
    """Cases that nothing is owed in and nothing has happened in: answered or asked before these times."""
    return [Case(*row) for row in await _QUIET.rows(conn, answered=answered, asked=asked, limit=most)]


async def recall(
    conn: AsyncConnection, case_id: int, answered: datetime, asked: datetime, now: datetime
) -> tuple[Case, Message] | None:
    """One of these is called to mind, and is not quiet for as long again; None where it is not (any more)."""
    row = await _RECALL.first(conn, of=case_id, answered=answered, asked=asked, now=now)
    return (Case(*row), await note(conn, case_id, None, "recalled", now)) if row is not None else None
