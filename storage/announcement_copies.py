"""The copies of an announcement in the outbox, one for each reader, and what is sent after them.

All rows of an announcement have its number as their lane. Their keys make planning twice the same as once:
``announcement:{id}:{person}``, ``correction:{id}:{revision}:{person}``, ``deletion:{id}:{person}``,
``nudge:{id}:{number}:{person}``. Planning goes in chunks, so that no transaction holds up the chats for long: call
until 0 comes back, each time in a transaction of its own.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    null,
    select,
    true,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import announcements, audience, outbox, schema
from storage.announcements import Announcement
from storage.moments import Moment, Whole
from storage.outbox import MENDING, Priority
from storage.preferences import NEWS, OFF
from storage.prepared import Prepared, each, json_array

COPY, CORRECTION, DELETION, NUDGE = "announcement", "correction", "deletion", "nudge"

CHUNK = 500
EVERYTHING = -1

# https://core.telegram.org/bots/api#deletemessage: a message can only be deleted within 48 hours.
DELETABLE = timedelta(hours=48)

# When a person of a province (its code, None where unknown) may get it.
Moments = Callable[[str | None], datetime]

# In these a copy may still be added to the outbox.
_PLANNED_IN = ("scheduled", "sending", "paused")

_outbox, _person, _row = schema.outbox, schema.person, schema.announcement
_copy, _there, _other = _outbox.alias("copy"), _outbox.alias("there"), _outbox.alias("other")
_young = _outbox.alias("young")
_COLUMNS = ("key", "kind", "person_id", "lane", "data", "priority", "not_before", "attempts", "state", "changed_at")
_lane, _now = bindparam("lane", type_=Whole), bindparam("now", type_=Moment)
_kind, _prefix = bindparam("kind", type_=Text), bindparam("prefix", type_=Text)
_not_before, _most = bindparam("not_before", type_=Moment), bindparam("most", type_=Integer)
_news_off = exists().where(
    schema.preference.c.person_id == _person.c.id, schema.preference.c.kind == NEWS, schema.preference.c.value == OFF
)


def _into_outbox(select_: Select[Any]) -> Prepared:
    """Rows for the outbox; those whose key is there already are left as they are."""
    rows = insert_or_ignore(_outbox).from_select(_COLUMNS, select_)
    return Prepared(rows.on_conflict_do_nothing(index_elements=["key"]))


def _row_of(key: ColumnElement[str], person: ColumnElement[int], data: ColumnElement[Any]) -> tuple[Any, ...]:
    """The values of ``_COLUMNS``, up to ``data`` and then alike for all."""
    mends = _kind.in_([literal(CORRECTION, Text), literal(DELETION, Text)])
    priority = case((mends, literal(int(MENDING), Integer)), else_=literal(int(Priority.ANNOUNCEMENT), Integer))
    attempts = literal(0, Integer)
    return key, _kind, person, _lane, data, priority, _not_before, attempts, literal("queued", Text), _now


def _key(person: ColumnElement[int]) -> ColumnElement[str]:
    return _prefix + cast(person, Text)


def _of_lane(row: FromClause) -> ColumnElement[bool]:
    # The second condition says nothing new, but lets SQLite use the index of announcements' rows alone.
    return and_(row.c.lane == _lane, row.c.lane != literal_column("0"))


def _not_there(person: ColumnElement[int]) -> ColumnElement[bool]:
    return ~exists().where(_there.c.key == _key(person))


_people = each("ids")
_FOR_PEOPLE = _into_outbox(
    # WHERE is there for SQLite's parser, which else takes ON CONFLICT for a join.
    select(*_row_of(_key(_people.c.value), _people.c.value, null())).select_from(_people).where(true())
)
_PLANNED = Prepared(
    update(_row)
    .where(_row.c.id == _lane)
    .values(planned_to=bindparam("last", type_=Whole), copies=_row.c.copies + bindparam("new", type_=Whole))
)
_delivered = and_(_of_lane(_copy), _copy.c.kind == literal(COPY, Text), _copy.c.state == literal("sent", Text))
_CORRECT = _into_outbox(
    select(
        *_row_of(
            _key(_copy.c.person_id),
            _copy.c.person_id,
            func.json_object(literal("message_ids", Text), func.json(_copy.c.message_ids)),
        )
    )
    .where(
        _delivered,
        _copy.c.message_ids.is_not(None),
        func.coalesce(_copy.c.revision, literal(0, Integer)) < bindparam("revision", type_=Whole),
        _not_there(_copy.c.person_id),
    )
    .order_by(_copy.c.id)
    .limit(_most)
)
# The column groups the messages by the pieces of the announcement; to delete them, they are one list.
_message = func.json_tree(_other.c.message_ids).table_valued("atom", "type", name="message")
# All that this announcement has put into the person's chat: the copy, and reminders of it.
_messages = (
    select(func.json_object(literal("message_ids", Text), func.json_group_array(_message.c.atom)))
    .select_from(_other.join(_message, true()))
    .where(
        _other.c.person_id == _copy.c.person_id,
        _other.c.lane == _lane,
        _other.c.kind.in_([literal(COPY, Text), literal(NUDGE, Text)]),
        # Older ones stay: Telegram deletes them no more.
        _other.c.changed_at > bindparam("since", type_=Moment),
        _message.c.type == literal("integer", Text),
    )
    .correlate(_copy)
    .scalar_subquery()
)
_DELETE = _into_outbox(
    select(*_row_of(_key(_copy.c.person_id), _copy.c.person_id, _messages))
    .where(
        _of_lane(_copy),
        _copy.c.kind == literal(COPY, Text),
        # Of one that is uncertain or failed on the way, a part may have arrived.
        _copy.c.state.not_in([literal("queued", Text), literal("sending", Text)]),
        exists().where(
            _young.c.person_id == _copy.c.person_id,
            _young.c.lane == _lane,
            _young.c.kind.in_([literal(COPY, Text), literal(NUDGE, Text)]),
            _young.c.message_ids.is_not(None),
            _young.c.changed_at > bindparam("since", type_=Moment),
        ),
        _not_there(_copy.c.person_id),
    )
    .limit(_most)
)
_said = schema.announcement_answer
_SILENT = Prepared(
    select(_copy.c.person_id, _person.c.province)
    .join_from(_copy, _person, _person.c.id == _copy.c.person_id)
    .where(
        _delivered,
        ~exists().where(_said.c.announcement_id == _lane, _said.c.person_id == _copy.c.person_id),
        _not_there(_copy.c.person_id),
    )
    .order_by(_copy.c.id)
    .limit(_most)
)
_TAKE_BACK = Prepared(
    update(_outbox)
    .where(
        _of_lane(_outbox),
        _outbox.c.state == literal("queued", Text),
        _outbox.c.kind.in_(select(each("kinds").c.value)),
        func.substr(_outbox.c.key, literal(1, Integer), func.length(_prefix)) != _prefix,
    )
    .values(state=literal("cancelled", Text), reason=literal(outbox.NOT_NEEDED, Text), data=None, changed_at=_now)
)


async def plan(
    conn: AsyncConnection, announcement: Announcement, *, now: datetime, moments: Moments, most: int = CHUNK
) -> int:
    """Put the copies of the next ``most`` people of its audience into the outbox; gives how many, 0: there are all.

    Who has switched news off is left out, unless the announcement is duty. How far planning has got, and whether it
    may go on (not for a draft, nor after an end), is read anew, so that an announcement in hand may be an old one.
    """
    current = await announcements.get(conn, announcement.id)
    while current is not None and current.state in _PLANNED_IN:
        wanted = audience.condition(current.audience)
        if not current.duty:
            wanted = and_(wanted, ~_news_off)
        people = (
            select(_person.c.id, _person.c.province)
            .where(wanted, _person.c.id > current.planned_to)
            .order_by(_person.c.id)
            .limit(most)
        )
        found = [(person, province) for person, province in await conn.execute(people)]
        if not found:
            return 0
        new = await _put(conn, current.id, COPY, f"{COPY}:{current.id}:", found, moments, now)
        await _PLANNED.run(conn, lane=current.id, last=found[-1][0], new=new)
        if new:
            return new
        current = await announcements.get(conn, current.id)
    return 0


async def plan_corrections(
    conn: AsyncConnection, announcement_id: int, revision: int, now: datetime, most: int = EVERYTHING
) -> int:
    """Have the delivered copies that show an earlier revision edited; gives how many there are to do.

    Their data: ``{"message_ids": [[...], ...]}``, for each piece its messages. Corrections to an earlier revision that
    still wait are taken back. Copies in hand now may arrive as they were: call it again when the lane is empty.
    """
    prefix = f"{CORRECTION}:{announcement_id}:{revision}:"
    await _TAKE_BACK.run(conn, lane=announcement_id, kinds=json_array([CORRECTION]), prefix=prefix, now=now)
    return await _CORRECT.run(
        conn,
        lane=announcement_id,
        kind=CORRECTION,
        prefix=prefix,
        revision=revision,
        now=now,
        not_before=now,
        most=most,
    )


async def plan_deletions(conn: AsyncConnection, announcement_id: int, now: datetime, most: int = EVERYTHING) -> int:
    """Have what was delivered in the last ``DELETABLE`` deleted from the chats; gives how many chats there are to do.

    Their data: ``{"message_ids": [...]}``, reminders of the announcement included. Whatever else of it still waits is
    taken back. Copies in hand at this time may still arrive: call it again when the lane is empty.
    """
    prefix = f"{DELETION}:{announcement_id}:"
    kinds = json_array([COPY, CORRECTION, NUDGE])
    await _TAKE_BACK.run(conn, lane=announcement_id, kinds=kinds, prefix=prefix, now=now)
    return await _DELETE.run(
        conn,
        lane=announcement_id,
        kind=DELETION,
        prefix=prefix,
        since=now - DELETABLE,
        now=now,
        not_before=now,
        most=most,
    )


async def plan_nudges(
    conn: AsyncConnection,
    announcement_id: int,
    number: int,
    now: datetime,
    moments: Moments,
    most: int = EVERYTHING,
) -> int:
    """Remind those who have their copy and have not answered, for the ``number``-th time; gives how many they are."""
    prefix = f"{NUDGE}:{announcement_id}:{number}:"
    found = await _SILENT.rows(conn, lane=announcement_id, prefix=prefix, most=most)
    return await _put(conn, announcement_id, NUDGE, prefix, found, moments, now)


async def _put(
    conn: AsyncConnection,
    lane: int,
    kind: str,
    prefix: str,
    people: Iterable[tuple[Any, ...]],
    moments: Moments,
    now: datetime,
) -> int:
    """One statement for each moment: there are three zones, and a province or two with days of their own."""
    at: dict[str | None, datetime] = {}
    together: dict[datetime, list[int]] = {}
    for person, province in people:
        if province not in at:
            at[province] = moments(province)
        together.setdefault(at[province], []).append(person)
    new = 0
    for moment, ids in together.items():
        new += await _FOR_PEOPLE.run(
            conn, lane=lane, kind=kind, prefix=prefix, ids=json_array(ids), not_before=moment, now=now
        )
    return new
