"""Who is asked about a case: by region, programme and level; and who is named for restricted ones.

For whom a case is meant is asked by the program (letters, hand-overs) and needs no viewer; who may *see* it is decided
by ``storage.visibility`` alone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, case, delete, exists, func, literal, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import audit, schema
from storage.case_rows import CASE, CLOSED, TOP, Case
from storage.moments import Whole
from storage.people import PERSON, Person
from storage.prepared import Prepared
from storage.visibility import VIEWER, Viewer, case_seen, covers


@dataclass(frozen=True, slots=True)
class RestrictedDuty:
    """Somebody is named for the restricted cases and reports of a region ("" for all, "13", "13.76")."""

    person_id: int
    name: str | None
    role: str
    region: str


_person, _duty, _named = schema.person, schema.duty, schema.restricted_duty
_blank = literal(" ", Text)
# The regency of a case, or the province of one without.
_place = bindparam("place", type_=Text)
# Who opened it is not asked about it; who has blocked the bot, or agrees to nothing, cannot be.
_reachable = (
    _person.c.consent.is_not(None),
    _person.c.blocked_at.is_(None),
    _person.c.id != bindparam("companion", type_=Whole),
)


def _level(region: Any) -> Any:
    """How far up a region is: 2 for the country, 1 for a province, 0 for a regency."""
    province = (func.instr(region, literal(".", Text)) == literal(0, Whole), literal(1, Whole))
    return case((region == literal("", Text), literal(TOP, Whole)), province, else_=literal(0, Whole))


_BY_DUTY = Prepared(
    select(_level(_duty.c.region), *PERSON)
    .distinct()
    .join_from(_duty, _person, _person.c.id == _duty.c.person_id)
    .where(
        _person.c.role == literal("coordinator", Text),
        *_reachable,
        covers(_duty.c.region, _place),
        or_(
            _duty.c.programme == literal("", Text),
            func.instr(bindparam("programmes", type_=Text), _blank + _duty.c.programme + _blank) > literal(0, Whole),
        ),
    )
    .order_by(PERSON[0])
)
_BY_NAME = Prepared(
    select(_level(_named.c.region), *PERSON)
    .join_from(_named, _person, _person.c.id == _named.c.person_id)
    .where(
        or_(_person.c.role == literal("coordinator", Text), _person.c.role == literal("admin", Text)),
        *_reachable,
        covers(_named.c.region, _place),
    )
    .order_by(PERSON[0])
)
_ADMINS = Prepared(select(*PERSON).where(_person.c.role == literal("admin", Text), *_reachable).order_by(PERSON[0]))
_SEEN = Prepared(select(*CASE).where(schema.case_record.c.id == bindparam("of", type_=Whole), case_seen()))
_viewer_is_admin = exists().where(
    schema.person.c.id == VIEWER,
    schema.person.c.role == literal("admin", Text),
    schema.person.c.consent.is_not(None),
)
_IS_ADMIN = Prepared(
    select(_person.c.id).where(
        _person.c.id == VIEWER, _person.c.role == literal("admin", Text), _person.c.consent.is_not(None)
    )
)
_DUTIES = Prepared(
    select(_named.c.person_id, _person.c.name, _person.c.role, _named.c.region)
    .join_from(_named, _person, _person.c.id == _named.c.person_id)
    .where(_viewer_is_admin.correlate(None))
    .order_by(_named.c.region, _named.c.person_id)
)
_MAY_BE_NAMED = Prepared(
    select(_person.c.id).where(
        _person.c.id == bindparam("of", type_=Whole),
        or_(_person.c.role == literal("coordinator", Text), _person.c.role == literal("admin", Text)),
        _person.c.consent.is_not(None),
    )
)
_NAME = Prepared(
    upsert(_named).values({column.name: bindparam(column.name) for column in _named.c}).on_conflict_do_nothing()
)
_UNNAME = Prepared(
    delete(_named).where(
        _named.c.person_id == bindparam("of", type_=Whole), _named.c.region == bindparam("region", type_=Text)
    )
)


async def by_level(conn: AsyncConnection, case: Case) -> tuple[list[Person], list[Person], list[Person]]:
    """The people of each level (regency, province, country) whose duty holds the case; for a restricted one those
    named for it.
    """
    given = {"place": case.regency or case.province, "companion": case.person_id}
    if case.restricted:
        rows = await _BY_NAME.rows(conn, **given)
    else:
        rows = await _BY_DUTY.rows(conn, **given, programmes=case.programmes)
    levels: tuple[list[Person], list[Person], list[Person]] = ([], [], [])
    for level, *person in rows:
        levels[level].append(Person(*person))
    return levels


async def admins(conn: AsyncConnection, case: Case) -> list[Person]:
    """The admins who can be written to, but for who opened the case."""
    return [Person(*row) for row in await _ADMINS.rows(conn, companion=case.person_id)]


async def responsible(conn: AsyncConnection, case: Case) -> list[Person]:
    """Who is to answer the case at its level: the people of that level, else of the next that has any, else of a lower
    one, else the admins. A restricted case is no admin's by role: then the list is empty where nobody is named for it.
    """
    levels = await by_level(conn, case)
    for people in (*levels[case.level :], *reversed(levels[: case.level])):
        if people:
            return people
    return [] if case.restricted else await admins(conn, case)


async def next_level(conn: AsyncConnection, case: Case) -> int:
    """The next level that has somebody who does not know of the case yet; ``TOP`` where none has."""
    levels = await by_level(conn, case)
    known = {person.id for person in await responsible(conn, case)} | {case.holder}
    for level in range(case.level + 1, TOP):
        if {person.id for person in levels[level]} - known:
            return level
    return TOP


async def may_take_over(conn: AsyncConnection, viewer: Viewer, case_id: int) -> list[Person]:
    """To whom this viewer can hand the case: whose duty holds it, the nearest first (admins where there is nobody
    else); of a restricted case only those named for it. Never the companion, the holder or the viewer.
    """
    row = await _SEEN.first(conn, of=case_id, viewer=viewer.person_id)
    case = Case(*row) if row else None
    if case is None or case.person_id == viewer.person_id or case.state == CLOSED:
        return []
    found: dict[int, Person] = {}
    for people in await by_level(conn, case):
        for person in people:
            found.setdefault(person.id, person)
    for apart in (viewer.person_id, case.holder):
        found.pop(apart or 0, None)
    if not found and not case.restricted:
        found = {p.id: p for p in await admins(conn, case) if p.id not in (viewer.person_id, case.holder)}
    return list(found.values())


async def restricted_duties(conn: AsyncConnection, viewer: Viewer) -> list[RestrictedDuty]:
    """Who is named for restricted cases, by region; nothing for who is no admin."""
    return [RestrictedDuty(*row) for row in await _DUTIES.rows(conn, viewer=viewer.person_id)]


async def name_for_restricted(conn: AsyncConnection, viewer: Viewer, person_id: int, region: str, at: datetime) -> bool:
    """An admin names a coordinator or admin for a region's restricted cases; False if that may not be."""
    if await _IS_ADMIN.first(conn, viewer=viewer.person_id) is None:
        return False
    if await _MAY_BE_NAMED.first(conn, of=person_id) is None:
        return False
    await _NAME.run(conn, person_id=person_id, region=region)
    await _note(conn, viewer, "named for restricted", person_id, region, at)
    return True


async def unname(conn: AsyncConnection, viewer: Viewer, person_id: int, region: str, at: datetime) -> bool:
    """An admin takes that back; False if there was nothing to take back, or it is not theirs to do."""
    if await _IS_ADMIN.first(conn, viewer=viewer.person_id) is None:
        return False
    if not await _UNNAME.run(conn, of=person_id, region=region):
        return False
    await _note(conn, viewer, "no longer named for restricted", person_id, region, at)
    return True


async def _note(conn: AsyncConnection, viewer: Viewer, act: str, person_id: int, region: str, at: datetime) -> None:
    subject = f"person {person_id}"
    await audit.note(conn, at=at, actor=viewer.person_id, act=act, subject=subject, detail={"region": region})
