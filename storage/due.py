"""What is needed to know what somebody has still to file: set by set, never one query a person.

The rows of people are read in the order of their ids, so many at a time: the planner goes through the whole country
in steps between which others get their turn. What is due is worked out from these facts by
``handlers.reminding.matters``, for the planner, for the forecast and for the letter alike.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, and_, bindparam, case, false, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment, Whole
from storage.outbox import LETTERS
from storage.prepared import Prepared, each, json_array

# States of a letter that has gone, or that still will.
ALIVE = ("queued", "sending", "sent", "uncertain")
WISH_PREFIX = "reminder:"
# What the key of a letter has that its person has asked for.
ASKED_MARK = ":later:"


@dataclass(slots=True)
class Facts:
    """One person: ``drafts`` form → last change, ``filed`` form → last sent (of a report, within the last day that it
    is about), ``wishes`` kind → value as stored.

    ``outside``: the forms of which the person is not expected (of those whose audiences were asked for).
    """

    person_id: int
    name: str | None
    language: str
    role: str
    province: str | None
    joined_at: datetime
    drafts: dict[str, datetime] = field(default_factory=dict)
    filed: dict[str, datetime] = field(default_factory=dict)
    wishes: dict[str, str] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)


_person, _draft, _submission = schema.person, schema.draft, schema.submission
_report = schema.report
# A moment that lies in the same day everywhere in Indonesia: 19.00 in the west, 21.00 in the east.
NOON = time(12, tzinfo=UTC)
_preference, _outbox = schema.preference, schema.outbox
_WHO = tuple(_person.c[name] for name in ("id", "name", "language", "role", "province", "joined_at"))
_after, _to = bindparam("after", type_=Whole), bindparam("to", type_=Whole)

# Everyone to whom something may be sent: with a consent, and not having blocked the bot.
_reachable = (_person.c.consent.is_not(None), _person.c.blocked_at.is_(None))
_PEOPLE = Prepared(
    select(*_WHO)
    .where(_person.c.id > _after, *_reachable)
    .order_by(_person.c.id)
    .limit(bindparam("most", type_=Integer))
)
_ONE = Prepared(select(*_WHO).where(_person.c.id == bindparam("who", type_=Whole), *_reachable))
_DRAFTS = Prepared(
    select(_draft.c.person_id, _draft.c.form_id, _draft.c.changed_at).where(
        _draft.c.person_id > _after, _draft.c.person_id <= _to
    )
)
_FILED = Prepared(
    select(_submission.c.person_id, _submission.c.form_id, func.max(_submission.c.sent_at).label("sent_at"))
    .where(
        _submission.c.person_id > _after,
        _submission.c.person_id <= _to,
        _submission.c.form_id.in_(select(each("forms").c.value)),
    )
    .group_by(_submission.c.person_id, _submission.c.form_id)
)
# Of reports the day that they are about counts: yesterday's is not today's, and a correction is no new one.
_REPORTED = Prepared(
    select(_report.c.person_id, _report.c.form_id, func.max(_report.c.day))
    .where(
        _report.c.person_id > _after, _report.c.person_id <= _to, _report.c.form_id.in_(select(each("forms").c.value))
    )
    .group_by(_report.c.person_id, _report.c.form_id)
)
_WISHES = Prepared(
    select(_preference.c.person_id, _preference.c.kind, _preference.c.value).where(
        _preference.c.person_id > _after,
        _preference.c.person_id <= _to,
        func.substr(_preference.c.kind, 1, len(WISH_PREFIX)) == literal(WISH_PREFIX, Text),
    )
)
_past = and_(_outbox.c.state == literal("queued", Text), _outbox.c.expires_at <= bindparam("now", type_=Moment))
_THERE = Prepared(
    select(_outbox.c.key, case((_past, literal("expired", Text)), else_=_outbox.c.state)).where(
        _outbox.c.key.in_(select(each("keys").c.value))
    )
)
_WAITING = Prepared(
    select(_outbox.c.key, _outbox.c.not_before)
    .where(
        _outbox.c.person_id == bindparam("who", type_=Whole),
        _outbox.c.kind == bindparam("kind", type_=Text),
        _outbox.c.state == literal("queued", Text),
    )
    .order_by(_outbox.c.not_before)
)
# Letters that people have asked for themselves, by their keys (see `handlers.reminding.snooze`).
_ASKED = Prepared(
    select(_outbox.c.person_id, _outbox.c.not_before).where(
        _outbox.c.person_id.in_(select(each("people").c.value)),
        _outbox.c.kind == bindparam("kind", type_=Text),
        _outbox.c.not_before >= bindparam("since", type_=Moment),
        _outbox.c.state.in_([literal(state, Text) for state in ALIVE]),
        func.instr(_outbox.c.key, literal(ASKED_MARK, Text)) > 0,
        ~func.coalesce(_past, false()),
    )
)
_QUEUED = Prepared(
    select(_outbox.c.not_before, _person.c.id, _person.c.name, _person.c.province, _outbox.c.key)
    .join_from(_outbox, _person, _person.c.id == _outbox.c.person_id)
    .where(
        _outbox.c.state == literal("queued", Text),
        _outbox.c.lane == literal(LETTERS, Integer),
        _outbox.c.priority == bindparam("priority", type_=Integer),
        _outbox.c.kind == bindparam("kind", type_=Text),
    )
    .order_by(_outbox.c.not_before)
)
_PUBLISHED = Prepared(select(schema.form_version.c.form_id).distinct().order_by(schema.form_version.c.form_id))
_HIGHEST = Prepared(select(func.max(_person.c.id)))


async def facts(
    conn: AsyncConnection,
    *,
    forms: Collection[str],
    audiences: Mapping[str, ColumnElement[bool]] | None = None,
    after: int = 0,
    most: int = 500,
) -> list[Facts]:
    """The next ``most`` people with an id above ``after``, in order of their ids; an empty list: nobody is left.

    ``forms``: those whose filings matter. ``audiences``: form → of whom it is expected (``storage.audience``).
    """
    found = {row[0]: Facts(*row) for row in await _PEOPLE.rows(conn, after=after, most=most)}
    if found:
        await _fill(conn, found, forms, audiences or {}, after, max(found))
    return list(found.values())


async def facts_of(
    conn: AsyncConnection,
    person_id: int,
    *,
    forms: Collection[str],
    audiences: Mapping[str, ColumnElement[bool]] | None = None,
) -> Facts | None:
    """The same for one person; None for somebody to whom nothing may be sent."""
    found = {row[0]: Facts(*row) for row in await _ONE.rows(conn, who=person_id)}
    if found:
        await _fill(conn, found, forms, audiences or {}, person_id - 1, person_id)
    return found.get(person_id)


async def highest(conn: AsyncConnection) -> int:
    """The highest id of a person; 0 where there is nobody."""
    row = await _HIGHEST.first(conn)
    return (row and row[0]) or 0


async def published(conn: AsyncConnection) -> list[str]:
    """The ids of all forms that were ever published."""
    return [row[0] for row in await _PUBLISHED.rows(conn)]


async def letters_there(conn: AsyncConnection, keys: Collection[str], now: datetime) -> dict[str, str]:
    """Which of these letters are in the outbox, and in what state; one that waits past its time is ``expired``."""
    if not keys:
        return {}
    return dict(await _THERE.rows(conn, keys=json_array(keys), now=now))


async def waiting(conn: AsyncConnection, person_id: int, kind: str) -> list[tuple[str, datetime]]:
    """The person's letters of a kind that wait to be sent: key and from when on, the earliest first."""
    return [(key, at) for key, at in await _WAITING.rows(conn, who=person_id, kind=kind)]


async def asked(
    conn: AsyncConnection, people: Collection[int], kind: str, since: datetime, now: datetime
) -> dict[int, list[datetime]]:
    """When these people got a letter that they had asked for, or will get it: person's id → moments from ``since`` on.

    Not in it: what was taken back, or was not sent because nothing was left to say.
    """
    found: dict[int, list[datetime]] = {}
    if people:
        for who, at in await _ASKED.rows(conn, people=json_array(people), kind=kind, since=since, now=now):
            found.setdefault(who, []).append(at)
    return found


async def queued(
    conn: AsyncConnection, kind: str, priority: int
) -> list[tuple[datetime, int, str | None, str | None, str]]:
    """Everyone's letters of a kind that wait: from when on, the person's id, name, province, and the letter's key."""
    return [tuple(row) for row in await _QUEUED.rows(conn, kind=kind, priority=priority)]


async def _fill(
    conn: AsyncConnection,
    found: dict[int, Facts],
    forms: Collection[str],
    audiences: Mapping[str, ColumnElement[bool]],
    after: int,
    to: int,
) -> None:
    nobody = Facts(0, None, "", "", None, datetime.min)  # rows of people who are not reachable go there
    for who, form, changed_at in await _DRAFTS.rows(conn, after=after, to=to):
        found.get(who, nobody).drafts[form] = changed_at
    for who, form, sent_at in await _FILED.rows(conn, after=after, to=to, forms=json_array(forms)):
        found.get(who, nobody).filed[form] = sent_at
    for who, form, day in await _REPORTED.rows(conn, after=after, to=to, forms=json_array(forms)):
        found.get(who, nobody).filed[form] = datetime.combine(date.fromisoformat(day), NOON)
    for who, kind, value in await _WISHES.rows(conn, after=after, to=to):
        found.get(who, nobody).wishes[kind] = value
    # Forms that are expected of the same people share their condition: it is asked once.
    asked: dict[int, set[int]] = {}
    for form, expected in audiences.items():
        if id(expected) not in asked:
            asked[id(expected)] = await _inside(conn, expected, after, to)
        for who, one in found.items():
            if who not in asked[id(expected)]:
                one.outside.add(form)


async def _inside(conn: AsyncConnection, expected: ColumnElement[bool], after: int, to: int) -> set[int]:
    statement: Any = select(_person.c.id).where(_person.c.id > after, _person.c.id <= to, expected)
    return {row[0] for row in await conn.execute(statement)}
