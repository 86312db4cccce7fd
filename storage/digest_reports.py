"""Reports of many people at once: who has filed what for which day, obstacles by kind, who asked for help.

Restricted reports take no part: that somebody has filed one is nobody's to know (docs/decisions/0014).
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Integer, Text, bindparam, cast, func, literal, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.digest_people import Where
from storage.moments import Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import Viewer, covers, place_of, report_seen

OBSTACLES, KIND_ITEM, HELP_ITEM, NO_HELP = "hambatan", "hambatan", "bantuan", "tidak_perlu"
"""The library's form about obstacles, its items for the kind and the help asked for, and the answer for no help."""

_report, _answer = schema.report, schema.submission_answer
_seen = (_report.c.restricted.is_(False), report_seen())
_days = (_report.c.day >= bindparam("first", type_=Text), _report.c.day <= bindparam("last", type_=Text))
_of_people = _report.c.person_id.in_(select(each("people").c.value))
# "2026-11-20" as 20261120: a number is compared faster, and packed in an array.
_day = cast(func.replace(_report.c.day, literal("-", Text), literal("", Text)), Integer)
_filings = select(_report.c.person_id, _day, type_coerce(_report.c.first_sent_at, Whole)).where(
    _report.c.form_id == bindparam("form", type_=Text), *_days, *_seen
)
_FILINGS, _FILINGS_OF = Prepared(_filings), Prepared(_filings.where(_of_people))
_LAST = Prepared(
    select(_report.c.person_id, func.max(_report.c.day)).where(_of_people, *_seen).group_by(_report.c.person_id)
)

_programme = bindparam("programme", type_=Text)
_blank = literal(" ", Text)
_here = (
    covers(bindparam("region", type_=Text), place_of(_report)),
    or_(
        _programme == literal("", Text),
        func.instr(_report.c.programmes, _blank + _programme + _blank) > literal(0, Integer),
    ),
)
_is_obstacle = _report.c.form_id == literal(OBSTACLES, Text)
_KINDS = Prepared(
    select(_answer.c.value, func.count())
    .join_from(_report, _answer, _answer.c.submission_id == _report.c.submission_id)
    .where(_is_obstacle, _answer.c.item == literal(KIND_ITEM, Text), *_days, *_here, *_seen)
    .group_by(_answer.c.value)
)
_HELP = Prepared(
    select(_report.c.person_id, func.count())
    .join_from(_report, _answer, _answer.c.submission_id == _report.c.submission_id)
    .where(
        _is_obstacle,
        _answer.c.item == literal(HELP_ITEM, Text),
        _answer.c.value.not_in([literal(NO_HELP, Text), literal("", Text)]),
        *_days,
        *_seen,
        _of_people,
    )
    .group_by(_report.c.person_id)
)


async def filings(
    conn: AsyncConnection, viewer: Viewer, form_id: str, people: Collection[int] | None, first: date, last: date
) -> list[tuple[Any, ...]]:
    """Reports of the form about these days (both included), in no order: (person, day as 20261120, when it was first
    sent, in microseconds). ``people`` None: of everybody.
    """
    given = {"viewer": viewer.person_id, "form": form_id, "first": first.isoformat(), "last": last.isoformat()}
    if people is None:
        return await _FILINGS.rows(conn, **given)
    return await _FILINGS_OF.rows(conn, **given, people=json_array(people))


async def last_days(conn: AsyncConnection, viewer: Viewer, people: Collection[int]) -> dict[int, str]:
    """The newest day ("2026-11-20") that each has filed a report about."""
    return dict(await _LAST.rows(conn, viewer=viewer.person_id, people=json_array(people)))


async def obstacles(
    conn: AsyncConnection, viewer: Viewer, where: Where, first: date, last: date
) -> list[tuple[str, int]]:
    """How many reports of obstacles of each kind were filed in a region and programme about these days; most first."""
    rows = await _KINDS.rows(
        conn,
        viewer=viewer.person_id,
        region=where.region,
        programme=where.programme,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return sorted(((kind, count) for kind, count in rows), key=lambda pair: (-pair[1], pair[0]))


async def help_asked(
    conn: AsyncConnection, viewer: Viewer, people: Collection[int], first: date, last: date
) -> dict[int, int]:
    """How many reports of obstacles about these days ask for help: person → reports."""
    given = {"first": first.isoformat(), "last": last.isoformat(), "people": json_array(people)}
    return dict(await _HELP.rows(conn, viewer=viewer.person_id, **given))
