"""Cases counted by region, as far as the viewer may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Integer, Text, and_, bindparam, func, literal, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.case_rows import CLOSED, NEW, OPEN, WAITING
from storage.digest_people import Where
from storage.moments import Moment, Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import VIEWER, Viewer, case_seen


@dataclass(frozen=True, slots=True)
class Counted:
    """Cases filed at one place: still ``open``, of them ``ageing``, when the oldest open one was opened (microseconds;
    None: none is), ``closed`` in the time asked for.
    """

    province: str
    regency: str
    open: int
    ageing: int
    oldest: int | None
    closed: int


_table = schema.case_record
_blank = literal(" ", Text)
_programme = bindparam("programme", type_=Text)
_going_on = _table.c.state.in_([literal(state, Text) for state in (NEW, OPEN, WAITING)])
# As the box of late cases has it (`storage.case_lists`): a missed deadline makes way for the next one.
_late = or_(_table.c.due_at <= bindparam("now", type_=Moment), _table.c.escalated_at.is_not(None))
_closed = and_(
    _table.c.state == literal(CLOSED, Text),
    _table.c.closed_at >= bindparam("since", type_=Moment),
    _table.c.closed_at < bindparam("until", type_=Moment),
)
# Not the restricted ones, whoever may read them: levels would not add up, and a count of few would tell of them.
_others = (_table.c.person_id != VIEWER, _table.c.restricted.is_(False), case_seen())
_opened = type_coerce(_table.c.opened_at, Whole)
_WAITING = Prepared(
    select(_table.c.person_id, func.count())
    .where(_going_on, _late, _table.c.person_id.in_(select(each("people").c.value)), *_others)
    .group_by(_table.c.person_id)
)


@cache
def _counted(column: str) -> Prepared:
    here: list[ColumnElement[bool]] = [_table.c[column] == bindparam("region", type_=Text)] if column else []
    in_programme = or_(
        _programme == literal("", Text),
        func.instr(_table.c.programmes, _blank + _programme + _blank) > literal(0, Integer),
    )
    return Prepared(
        select(
            _table.c.province,
            _table.c.regency,
            func.count().filter(_going_on),
            func.count().filter(_going_on, _late),
            func.min(_opened).filter(_going_on),
            func.count().filter(_closed),
        )
        .where(*here, or_(_going_on, _closed), in_programme, *_others)
        .group_by(_table.c.province, _table.c.regency)
    )


async def cases(
    conn: AsyncConnection, viewer: Viewer, where: Where, *, now: datetime, since: datetime, until: datetime
) -> list[Counted]:
    """What is open at ``now``, and was closed from ``since`` to before ``until``, by the place where it was filed.

    A case stays where it was filed, also when its companion has moved.
    """
    column = ("regency" if "." in where.region else "province") if where.region else ""
    given = {"region": where.region} if column else {}
    rows = await _counted(column).rows(
        conn,
        viewer=viewer.person_id,
        programme=where.programme,
        now=now,
        since=since,
        until=until,
        **given,
    )
    return [Counted(*row) for row in rows]


async def late_by_person(
    conn: AsyncConnection, viewer: Viewer, people: Collection[int], now: datetime
) -> dict[int, int]:
    """Of whom cases wait beyond their deadline: person → cases."""
    return dict(await _WAITING.rows(conn, viewer=viewer.person_id, people=json_array(people), now=now))
