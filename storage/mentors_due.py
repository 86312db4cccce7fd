"""What the program does for pairs by itself: who gets a word this week, who looks back, who is left alone."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, bindparam, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.mentor_pairs import ACTIVE, ASKED, ENDED, Pair, of_row
from storage.mentoring import OPEN
from storage.moments import Moment, Whole
from storage.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Due:
    """An active pair, the names of its two people and where they live (codes of provinces); "" where not known."""

    pair_id: int
    mentor: int
    mentee: int
    begun_at: datetime
    mentor_province: str
    mentee_province: str
    mentor_name: str
    mentee_name: str


_pair, _result, _person = schema.mentor_pair, schema.result, schema.person
_mentor, _mentee = schema.person.alias("mentor_person"), schema.person.alias("mentee_person")
_PAIR = tuple(_pair.c[field.name] for field in fields(Pair))
_after = bindparam("after", type_=Whole)
_most = bindparam("most", type_=Integer)


def _state(*states: str) -> ColumnElement[bool]:
    return _pair.c.state.in_([literal(state, Text) for state in states])


_DUE_COLUMNS = (
    _pair.c.id,
    _pair.c.mentor,
    _pair.c.mentee,
    _pair.c.begun_at,
    func.coalesce(_mentor.c.province, literal("", Text)),
    func.coalesce(_mentee.c.province, literal("", Text)),
    func.coalesce(_mentor.c.name, literal("", Text)),
    func.coalesce(_mentee.c.name, literal("", Text)),
)
_ACTIVE = Prepared(
    select(*_DUE_COLUMNS)
    .join_from(_pair, _mentor, _mentor.c.id == _pair.c.mentor)
    .join(_mentee, _mentee.c.id == _pair.c.mentee)
    .where(_state(ACTIVE), _pair.c.id > _after, _pair.c.begun_at <= bindparam("begun_by", type_=Moment))
    .order_by(_pair.c.id)
    .limit(_most)
)
_TO_LOOK_BACK = Prepared(
    select(*_PAIR)
    .where(_state(ACTIVE), _pair.c.looked_back_at.is_(None), _pair.c.begun_at <= bindparam("begun_by", type_=Moment))
    .order_by(_pair.c.id)
    .limit(_most)
)
_LEFT = Prepared(
    select(*_PAIR)
    .where(
        _state(*OPEN),
        exists().where(
            or_(_person.c.id == _pair.c.mentor, _person.c.id == _pair.c.mentee),
            or_(_person.c.consent.is_(None), _person.c.role != literal("companion", Text)),
        ),
    )
    .order_by(_pair.c.id)
    .limit(_most)
)
_UNHEARD = Prepared(
    select(*_PAIR)
    .where(_state(ASKED), _pair.c.decided_at <= bindparam("asked_by", type_=Moment))
    .order_by(_pair.c.id)
    .limit(_most)
)
_MEASURED = Prepared(
    select(*_PAIR, _result.c["items"], _result.c.sent_at)
    .join_from(_pair, _result, _result.c.person_id == _pair.c.mentee)
    .where(
        _state(ACTIVE, ENDED),
        _pair.c.looked_back_at.is_not(None),
        _pair.c.looked_back_at >= bindparam("since", type_=Moment),
        _result.c.form_id == bindparam("form", type_=Text),
        _result.c.back == literal(0, Whole),
        _result.c.sent_at >= _pair.c.begun_at + bindparam("apart", type_=Whole),
        func.coalesce(func.json_extract(_pair.c.outcome, literal("$.measured_at", Text)), literal("", Text))
        == literal("", Text),
    )
    .order_by(_pair.c.id)
    .limit(_most)
)


async def active(conn: AsyncConnection, begun_by: datetime, *, after: int = 0, most: int) -> list[Due]:
    """Active pairs that began at a time or before it, by id from ``after`` on."""
    return [Due(*row) for row in await _ACTIVE.rows(conn, begun_by=begun_by, after=after, most=most)]


async def to_look_back(conn: AsyncConnection, begun_by: datetime, most: int) -> list[Pair]:
    """Active pairs that began at a time or before it, and were not asked what it was good for."""
    return [of_row(row) for row in await _TO_LOOK_BACK.rows(conn, begun_by=begun_by, most=most)]


async def left(conn: AsyncConnection, most: int) -> list[Pair]:
    """Open pairs of which one has withdrawn the consent, or is no companion any more."""
    return [of_row(row) for row in await _LEFT.rows(conn, most=most)]


async def unheard(conn: AsyncConnection, asked_by: datetime, most: int) -> list[Pair]:
    """Pairs that were asked at a time or before it, and of which not both have answered."""
    return [of_row(row) for row in await _UNHEARD.rows(conn, asked_by=asked_by, most=most)]


async def measured(
    conn: AsyncConnection, form_id: str, *, apart_us: int, since: datetime, most: int
) -> list[tuple[Pair, bytes, datetime]]:
    """Pairs that were asked to look back since a time and whose mentee has sent the short form again, at least
    ``apart_us`` microseconds after the beginning, with what it scored and when; each until the change is kept
    (``outcome["measured_at"]``).
    """
    rows: list[tuple[Any, ...]] = await _MEASURED.rows(conn, form=form_id, apart=apart_us, since=since, most=most)
    return [(of_row(row[:-2]), row[-2], row[-1]) for row in rows]
