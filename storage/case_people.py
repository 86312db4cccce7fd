"""Who is asked about a case: by region, programme and level; and who is named for restricted ones.

For whom a case is meant is asked by the program (letters, hand-overs) and needs no viewer; who may *see* it is decided
by ``storage.visibility`` alone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, and_, bindparam, case, delete, exists, func, literal, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import audit, schema
from storage.case_rows import CASE, CLOSED, TOP, Case
from storage.moments import Whole
from storage.people import PERSON, Person
from storage.prepared import Prepared
from storage.visibility import VIEWER, Viewer, case_seen, covers, place_of


@dataclass(frozen=True, slots=True)
class RestrictedDuty:
    """Somebody is named for the restricted cases and reports of a region ("" for all, "13", "13.76")."""

    person_id: int
    name: str | None
    role: str
    region: str


ADMINS: Final = TOP + 1
"""The level of admins, who are asked where no coordinator is."""
NOBODY: Final = -1

_person, _duty, _named = schema.person, schema.duty, schema.restricted_duty
_case, _outbox = schema.case_record, schema.outbox
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
_SEEN = Prepared(select(*CASE).where(_case.c.id == bindparam("of", type_=Whole), case_seen()))


def in_good_hands() -> ColumnElement[bool]:
    """The condition on ``schema.case_record`` that its holder is of the desk, can be written to, and may see the case:
    what ``storage.visibility`` says of a holder, asked of all cases at once.
    """
    holder, named, viewer = _person.alias(), _named.alias(), schema.case_viewer.alias()
    at_work = exists().where(
        holder.c.id == _case.c.holder,
        holder.c.id != _case.c.person_id,
        or_(holder.c.role == literal("coordinator", Text), holder.c.role == literal("admin", Text)),
        holder.c.consent.is_not(None),
        holder.c.blocked_at.is_(None),
    )
    for_region = exists().where(named.c.person_id == _case.c.holder, covers(named.c.region, place_of(_case)))
    for_this_one = exists().where(viewer.c.person_id == _case.c.holder, viewer.c.case_id == _case.c.id)
    return and_(at_work, or_(_case.c.restricted.is_(False), for_region, for_this_one))


_IN_CHARGE = Prepared(
    select(*PERSON)
    .join_from(_case, _person, _person.c.id == _case.c.holder)
    .where(_case.c.id == bindparam("of", type_=Whole), in_good_hands())
)
_TOLD = Prepared(
    select(*PERSON)
    .distinct()
    .join_from(_outbox, _person, _person.c.id == _outbox.c.person_id)
    .where(
        _outbox.c.key > bindparam("after", type_=Text),
        _outbox.c.key < bindparam("before", type_=Text),
        or_(_outbox.c.state == literal("sent", Text), _outbox.c.state == literal("uncertain", Text)),
        _person.c.id != bindparam("companion", type_=Whole),
    )
    .order_by(PERSON[0])
)
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


async def asked(conn: AsyncConnection, case: Case) -> tuple[int, list[Person]]:
    """Who is to answer the case at its level, and of which level they are: the people of that level, else of the next
    that has any, else of a lower one, else the admins (``ADMINS``). A restricted case is no admin's by role: where
    nobody is named for it, there is ``NOBODY``.
    """
    levels = await by_level(conn, case)
    for level in (*range(case.level, TOP + 1), *reversed(range(case.level))):
        if levels[level]:
            return level, levels[level]
    found = [] if case.restricted else await admins(conn, case)
    return (ADMINS if found else NOBODY), found


async def responsible(conn: AsyncConnection, case: Case) -> list[Person]:
    """Who is to answer the case now: the people of ``asked``."""
    return (await asked(conn, case))[1]


async def in_charge(conn: AsyncConnection, case: Case) -> Person | None:
    """The holder, as long as they can be written to and may see the case; else None, as where nobody holds it."""
    row = await _IN_CHARGE.first(conn, of=case.id)
    return Person(*row) if row else None


async def told(conn: AsyncConnection, case: Case) -> list[Person]:
    """Everybody on the coordinators' side whom a letter about the case has reached."""
    # The keys of its letters: ";" comes after ":".
    rows = await _TOLD.rows(conn, after=f"case:{case.id}:", before=f"case:{case.id};", companion=case.person_id)
    return [Person(*row) for row in rows]


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
