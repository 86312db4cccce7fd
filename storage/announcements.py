"""Announcements: what is sent, to whom, how far it has got, and what the readers answered.

The copies that people get are rows of the outbox (``storage.announcement_copies``); by region they are counted in
``storage.announcement_report``.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Text, and_, bindparam, case, delete, exists, func, insert, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment
from storage.outbox_rows import MENDING
from storage.prepared import Prepared

# Nothing has been sent of a draft; `waiting`: for another admin's yes; the last three are the ends.
STATES = ("draft", "waiting", "scheduled", "sending", "paused", "stopped", "done", "deleted")
OPEN = ("waiting", "scheduled", "sending", "paused")
ENDED = ("stopped", "done", "deleted")

CHANGEABLE = frozenset(
    {"content", "revision", "audience", "ask", "duty", "send_at", "local", "approved_by", "planned_to"}
)
# As ``planned_to``: nobody else gets a copy.
ALL_PLANNED = 2**63 - 1

FIRST_REVISION = 1

# Eastern Indonesia Time (WIT, UTC+9) is the first of Indonesia's zones to reach a wall time.
_EARLIEST_ZONE = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcement. ``content``: see ``handlers.announcing``; ``audience``: see ``storage.audience``.

    ``ask``: what readers are asked, None for nothing. ``send_at`` None: as soon as it is let go; with ``local`` it is
    a wall time, written as if it were UTC, that each person's own zone reaches at its own moment. People up to the id
    ``planned_to`` have their copy in the outbox, ``copies`` of them.
    """

    id: int
    made_by: int
    made_at: datetime
    content: dict[str, Any]
    revision: int
    audience: dict[str, Any]
    ask: dict[str, Any] | None
    duty: bool
    state: str
    send_at: datetime | None
    local: bool
    approved_by: int | None
    begun_at: datetime | None
    ended_at: datetime | None
    planned_to: int
    copies: int


_row, _answer, _outbox = schema.announcement, schema.announcement_answer, schema.outbox
_ANNOUNCEMENT = tuple(_row.c[name] for name in Announcement.__slots__)
_JSON = ("content", "audience", "ask")
_JSON_AT = [Announcement.__slots__.index(name) for name in _JSON]

_ADD = Prepared(
    insert(_row)
    .values(
        {name: bindparam(name) for name in ("made_by", "made_at", "content", "audience", "ask", "duty")}
        | {"revision": literal(FIRST_REVISION, Integer), "state": literal("draft", Text)}
        | {name: literal(0, Integer) for name in ("local", "planned_to", "copies")}
    )
    .returning(_row.c.id)
)
_GET = Prepared(select(*_ANNOUNCEMENT).where(_row.c.id == bindparam("id")))
_RECENT = Prepared(select(*_ANNOUNCEMENT).order_by(_row.c.id.desc()).limit(bindparam("limit", type_=Integer)))
_OPEN = Prepared(select(*_ANNOUNCEMENT).where(_row.c.state.in_([literal(s, Text) for s in OPEN])).order_by(_row.c.id))
_DISCARD = Prepared(delete(_row).where(_row.c.id == bindparam("id"), _row.c.state == literal("draft", Text)))
_LANES = Prepared(
    select(_row.c.id)
    .where(
        or_(
            _row.c.state == literal("sending", Text),
            and_(
                _row.c.state.in_([literal(s, Text) for s in ENDED]),
                exists().where(_outbox.c.state == literal("queued", Text), _outbox.c.lane == _row.c.id),
            ),
        )
    )
    .order_by(_row.c.begun_at, _row.c.id)
)
_MENDING = Prepared(
    select(_row.c.id).where(
        _row.c.state == literal("paused", Text),
        exists().where(
            _outbox.c.state == literal("queued", Text),
            _outbox.c.lane == _row.c.id,
            _outbox.c.priority == literal(int(MENDING), Integer),
        ),
    )
)
_DUE = Prepared(
    select(_row.c.id)
    .where(
        _row.c.state == literal("scheduled", Text),
        func.coalesce(_row.c.send_at, literal(0, Integer))
        <= case((_row.c.local, bindparam("ahead", type_=Moment)), else_=bindparam("now", type_=Moment)),
    )
    .order_by(_row.c.send_at, _row.c.id)
)
_of_person = (
    _answer.c.announcement_id == bindparam("announcement"),
    _answer.c.person_id == bindparam("person"),
)
_ANSWER_OF = Prepared(select(_answer.c.answer).where(*_of_person))
_ANSWER = Prepared(
    upsert(_answer)
    .values(
        announcement_id=bindparam("announcement"),
        person_id=bindparam("person"),
        answer=bindparam("answer"),
        at=bindparam("at"),
    )
    .on_conflict_do_update(
        index_elements=["announcement_id", "person_id"],
        set_={"answer": bindparam("answer", type_=Text), "at": bindparam("at", type_=Moment)},
    )
)
_ANSWERS = Prepared(
    select(_answer.c.answer, func.count())
    .where(_answer.c.announcement_id == bindparam("announcement"))
    .group_by(_answer.c.answer)
    .order_by(_answer.c.answer)
)


async def add(
    conn: AsyncConnection,
    *,
    made_by: int,
    at: datetime,
    content: dict[str, Any],
    audience: dict[str, Any],
    ask: dict[str, Any] | None = None,
    duty: bool = True,
) -> int:
    """A new draft; gives its id."""
    values = {"content": content, "audience": audience, "ask": ask}
    row = await _ADD.first(conn, made_by=made_by, made_at=at, duty=duty, **_as_text(values))
    assert row is not None
    return int(row[0])


async def get(conn: AsyncConnection, announcement_id: int) -> Announcement | None:
    """The announcement, in whatever state."""
    row = await _GET.first(conn, id=announcement_id)
    return _announcement(row) if row else None


async def recent(conn: AsyncConnection, limit: int) -> list[Announcement]:
    """The last ones, drafts and ended ones too, newest first."""
    return [_announcement(row) for row in await _RECENT.rows(conn, limit=limit)]


async def open_ones(conn: AsyncConnection) -> list[Announcement]:
    """Those that wait for a yes or their time, are being sent, or pause; oldest first."""
    return [_announcement(row) for row in await _OPEN.rows(conn)]


async def change(
    conn: AsyncConnection, announcement_id: int, *, when: Collection[str] = STATES, **columns: Any
) -> bool:
    """Set some of ``CHANGEABLE`` (any other name is a ValueError), but only in one of the states ``when``.

    False if it is in another state, or not there: another admin was quicker.
    """
    values = _changes(columns)
    if not values:
        raise ValueError("nothing to change")
    result = await conn.execute(update(_row).where(_row.c.id == announcement_id, _row.c.state.in_(when)).values(values))
    return result.rowcount == 1


async def move(
    conn: AsyncConnection, announcement_id: int, *, to: str, from_: Collection[str], at: datetime, **columns: Any
) -> bool:
    """Bring it to a state, and set columns as ``change`` does, if it is in one of the states ``from_``.

    One statement: of two taps, or two admins, one gets True. When it was first ``sending`` and when it came to an
    end is noted; what is to be sent again after an end has none.
    """
    values = _changes(columns) | {"state": to}
    if to == "sending":
        values |= {"begun_at": func.coalesce(_row.c.begun_at, literal(at, Moment)), "ended_at": None}
    elif to in ENDED:
        values["ended_at"] = func.coalesce(_row.c.ended_at, literal(at, Moment))
    states = set(from_) - {to}
    result = await conn.execute(
        update(_row).where(_row.c.id == announcement_id, _row.c.state.in_(states)).values(values)
    )
    return result.rowcount == 1


async def discard(conn: AsyncConnection, announcement_id: int) -> bool:
    """Delete a draft for good; False if it is none (any more)."""
    return bool(await _DISCARD.run(conn, id=announcement_id))


async def lanes(conn: AsyncConnection) -> list[int]:
    """The announcements whose rows in the outbox are to be sent now, the one begun first at the front.

    Besides those being sent, these are ended ones with a correction, a deletion or a reminder still to be delivered:
    nothing new is planned for them. A paused one rests with all its rows.
    """
    return [row[0] for row in await _LANES.rows(conn)]


async def mending(conn: AsyncConnection) -> list[int]:
    """The paused announcements with corrections or deletions that wait: those are delivered all the same."""
    return [row[0] for row in await _MENDING.rows(conn)]


async def due(conn: AsyncConnection, now: datetime) -> list[int]:
    """The scheduled announcements whose time has come; local ones as soon as it has come in the earliest zone."""
    return [row[0] for row in await _DUE.rows(conn, now=now, ahead=now + _EARLIEST_ZONE)]


async def answer(conn: AsyncConnection, announcement_id: int, person_id: int, given: str, at: datetime) -> str | None:
    """Keep what a reader answered in place of an earlier answer, which is given back. Once more is no error."""
    before = await _ANSWER_OF.first(conn, announcement=announcement_id, person=person_id)
    await _ANSWER.run(conn, announcement=announcement_id, person=person_id, answer=given, at=at)
    return before[0] if before else None


async def answer_of(conn: AsyncConnection, announcement_id: int, person_id: int) -> str | None:
    """What this reader has answered."""
    row = await _ANSWER_OF.first(conn, announcement=announcement_id, person=person_id)
    return row[0] if row else None


async def answers(conn: AsyncConnection, announcement_id: int) -> dict[str, int]:
    """How many readers gave each answer, by answer; without those that nobody gave."""
    return dict(await _ANSWERS.rows(conn, announcement=announcement_id))


def _announcement(row: tuple[Any, ...]) -> Announcement:
    values = list(row)
    for index in _JSON_AT:
        values[index] = None if values[index] is None else json.loads(values[index])
    return Announcement(*values)


def _changes(columns: dict[str, Any]) -> dict[str, Any]:
    if unknown := columns.keys() - CHANGEABLE:
        raise ValueError(f"not to be changed here: {sorted(unknown)}")
    return columns | _as_text({name: value for name, value in columns.items() if name in _JSON})


def _as_text(values: dict[str, Any]) -> dict[str, str | None]:
    return {name: None if value is None else json.dumps(value, ensure_ascii=False) for name, value in values.items()}
