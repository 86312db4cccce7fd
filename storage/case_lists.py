"""Lists of cases: a companion's own, the boxes of the coordinators' side, and what the program has to look after."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Text, and_, bindparam, func, literal, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.case_rows import CASE, CLOSED, NEW, OPEN, WAITING, Case
from storage.moments import Moment, Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import PROGRAM, VIEWER, Viewer, case_seen

MOST_COUNTED: Final = 100
"""Beyond that nobody needs to know how many."""

_table = schema.case_record
_now = bindparam("now", type_=Moment)
_limit, _skip = bindparam("limit", type_=Integer), bindparam("skip", type_=Integer)
# By the index of states: spelt out, for "not closed" would read the whole table.
_going_on = _table.c.state.in_([literal(state, Text) for state in (NEW, OPEN, WAITING)])
_to_do = _table.c.state.in_([literal(state, Text) for state in (NEW, OPEN)])
_is_own = _table.c.person_id == VIEWER
_CONDITIONS: Final[dict[str, ColumnElement[bool]]] = {
    # Not by the index of holders: most cases that nobody holds may be closed ones.
    "new": and_(_to_do, func.coalesce(_table.c.holder, literal(0, Whole)) == literal(0, Whole)),
    "mine": and_(_going_on, _table.c.holder == VIEWER),
    "waiting": _table.c.state == literal(WAITING, Text),
    # A missed deadline makes way for the next one: what was not heard since is late all the same.
    "overdue": and_(_going_on, or_(_table.c.due_at <= _now, _table.c.escalated_at.is_not(None))),
    "closed": _table.c.state == literal(CLOSED, Text),
    "all": _table.c.id > literal(0, Whole),
}
BOXES: Final = tuple(_CONDITIONS)
# The most pressing first; what is owed nothing by us, after that.
_pressing = (_table.c.due_at.is_(None), _table.c.due_at, _table.c.id)
_newest = (_table.c.id.desc(),)
_ORDERS = {"closed": _newest, "all": _newest}
_on_desk = and_(_table.c.person_id != VIEWER, case_seen())
# All cases that somebody can possibly see whose duties are not for the whole country, found by indexes: of a country's
# cases a regency has few. What they may see of these, `case_seen` says.
_duty, _named, _viewers, _person = schema.duty, schema.restricted_duty, schema.case_viewer, schema.person
_REACH = Prepared(
    union(
        select(_duty.c.region).where(_duty.c.person_id == VIEWER),
        select(_named.c.region).where(_named.c.person_id == VIEWER),
        select(literal("", Text)).where(_person.c.id == VIEWER, _person.c.role == literal("admin", Text)),
    )
)
_within_reach = _table.c.id.in_(
    union(
        select(_table.c.id).where(_table.c.regency.in_(select(each("regions").c.value))),
        select(_table.c.id).where(_table.c.province.in_(select(each("regions").c.value))),
        select(_table.c.id).where(_table.c.holder == VIEWER),
        select(_viewers.c.case_id).where(_viewers.c.person_id == VIEWER),
    )
)
_EVERYWHERE = ""


def _list(box: str, *within: ColumnElement[bool]) -> Prepared:
    wanted = select(*CASE).where(_CONDITIONS[box], *within, _on_desk)
    return Prepared(wanted.order_by(*_ORDERS.get(box, _pressing)).limit(_limit).offset(_skip))


def _count(box: str, *within: ColumnElement[bool]) -> Prepared:
    found = select(_table.c.id).where(_CONDITIONS[box], *within, _on_desk).limit(literal(MOST_COUNTED, Integer))
    return Prepared(select(func.count()).select_from(found.subquery()))


# By box, for whom the whole country is in reach, and for others.
_LISTS = {box: (_list(box), _list(box, _within_reach)) for box in BOXES}
_COUNTS = {box: (_count(box), _count(box, _within_reach)) for box in BOXES}
_COUNTED = ("new", "mine", "waiting", "overdue")
_OWN = Prepared(
    select(*CASE)
    .where(_is_own, case_seen())
    .order_by(_table.c.state == literal(CLOSED, Text), _table.c.id.desc())
    .limit(_limit)
    .offset(_skip)
)
_OWN_COUNT = Prepared(select(func.count()).select_from(_table).where(_is_own, _going_on, case_seen()))
_OVERDUE = Prepared(
    select(*CASE)
    .where(_table.c.due_at.is_not(None), _table.c.due_at <= _now, _table.c.state != literal(CLOSED, Text))
    .order_by(_table.c.due_at, _table.c.id)
    .limit(_limit)
)
_ASKED = Prepared(
    select(*CASE)
    .where(
        _table.c.state == literal(WAITING, Text),
        _table.c.changed_at > bindparam("since", type_=Moment),
        _table.c.changed_at <= bindparam("until", type_=Moment),
    )
    .order_by(_table.c.id)
)
_RESTRICTED = Prepared(
    select(*CASE)
    .where(
        _table.c.state == literal(NEW, Text),
        _table.c.restricted.is_(True),
        or_(_table.c.holder.is_(None), _table.c.escalated_at.is_not(None)),
    )
    .order_by(_table.c.id)
)


async def own(conn: AsyncConnection, viewer: Viewer, *, skip: int = 0, most: int = 8) -> list[Case]:
    """The viewer's own cases: those that go on, then the closed ones; newest first. ``skip``: so many are past."""
    return [Case(*row) for row in await _OWN.rows(conn, viewer=viewer.person_id, skip=skip, limit=most)]


async def own_count(conn: AsyncConnection, viewer: Viewer) -> int:
    """How many of the viewer's own cases go on."""
    row = await _OWN_COUNT.first(conn, viewer=viewer.person_id)
    return int(row[0]) if row else 0


async def inbox(
    conn: AsyncConnection, viewer: Viewer, box: str, now: datetime, *, skip: int = 0, most: int = 8
) -> list[Case]:
    """Others' cases that the viewer sees, of one of ``BOXES``: "new" (nobody has it), "mine", "waiting" (for the
    companion) and "overdue" (a deadline was missed, and nobody has acted since) by deadline, "closed" and "all" the
    newest first.
    """
    statement, given = await _within(conn, viewer, _LISTS[box], box, now)
    return [Case(*row) for row in await statement.rows(conn, **given, skip=skip, limit=most)]


async def inbox_count(conn: AsyncConnection, viewer: Viewer, box: str, now: datetime) -> int:
    """How many there are in a box, up to ``MOST_COUNTED``."""
    statement, given = await _within(conn, viewer, _COUNTS[box], box, now)
    row = await statement.first(conn, **given)
    return int(row[0]) if row else 0


async def _within(
    conn: AsyncConnection, viewer: Viewer, ways: tuple[Prepared, Prepared], box: str, now: datetime
) -> tuple[Prepared, dict[str, Any]]:
    """The statement for what is in the viewer's reach, and its parameters."""
    given: dict[str, Any] = {"viewer": viewer.person_id}
    if box == "overdue":
        given["now"] = now
    regions = [row[0] for row in await _REACH.rows(conn, viewer=viewer.person_id)]
    if _EVERYWHERE in regions or viewer == PROGRAM:
        return ways[0], given
    return ways[1], given | {"regions": json_array(regions)}


async def inbox_counts(conn: AsyncConnection, viewer: Viewer, now: datetime) -> dict[str, int]:
    """The counts of "new", "mine", "waiting" and "overdue", each up to ``MOST_COUNTED``."""
    return {box: await inbox_count(conn, viewer, box, now) for box in _COUNTED}


async def overdue(conn: AsyncConnection, now: datetime, most: int) -> list[Case]:
    """Whose deadline is over, the longest first; for the program (``bot.planning.cases``), which shows it to nobody."""
    return [Case(*row) for row in await _OVERDUE.rows(conn, now=now, limit=most)]


async def asked_between(conn: AsyncConnection, since: datetime, until: datetime) -> list[Case]:
    """Cases that wait for their companion since a time in between; for the program, which calls that to mind once."""
    return [Case(*row) for row in await _ASKED.rows(conn, since=since, until=until)]


async def unanswered_restricted(conn: AsyncConnection) -> list[Case]:
    """Restricted cases that nobody has taken; for the program: who is named later is told of them."""
    return [Case(*row) for row in await _RESTRICTED.rows(conn)]
