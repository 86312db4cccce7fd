"""What a closed case taught: offered by who had it in hand, a tip for others after an admin's yes."""

from datetime import datetime

from sqlalchemy import Text, and_, bindparam, exists, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import audit, schema
from storage.case_rows import CLOSED, Lesson
from storage.moments import Moment, Whole
from storage.prepared import Prepared
from storage.visibility import VIEWER, Viewer, case_seen

OFFERED, ACCEPTED, DECLINED = "offered", "accepted", "declined"

_table, _case, _person = schema.lesson, schema.case_record, schema.person
_COLUMNS = tuple(_table.c[name] for name in Lesson.__slots__ if name != "kind")
_LESSONS = select(*_COLUMNS, func.coalesce(_case.c.kind, literal("", Text))).outerjoin(
    _case, _case.c.id == _table.c.case_id
)
_of = bindparam("of", type_=Whole)
_is_admin = exists().where(
    _person.c.id == VIEWER, _person.c.role == literal("admin", Text), _person.c.consent.is_not(None)
)
_on_desk = exists().where(
    _person.c.id == VIEWER,
    or_(_person.c.role == literal("coordinator", Text), _person.c.role == literal("admin", Text)),
    _person.c.consent.is_not(None),
)
_OFFERED = Prepared(_LESSONS.where(_table.c.state == literal(OFFERED, Text), _is_admin).order_by(_table.c.id))
_ACCEPTED = Prepared(_LESSONS.where(_table.c.state == literal(ACCEPTED, Text)).order_by(_table.c.id))
_GET = Prepared(_LESSONS.where(_table.c.id == _of, or_(_is_admin, and_(_table.c.made_by == VIEWER, _on_desk))))
# Nothing of a restricted case leaves it, in whatever words.
_MAY_OFFER = Prepared(
    select(_case.c.id).where(
        _case.c.id == _of,
        _case.c.state == literal(CLOSED, Text),
        _case.c.restricted.is_(False),
        _case.c.person_id != VIEWER,
        _on_desk,
        case_seen(),
    )
)
_ADD = Prepared(
    insert(_table).values({column.name: bindparam(column.name) for column in _COLUMNS[1:]}).returning(_table.c.id)
)
_DECIDE = Prepared(
    update(_table)
    .where(_table.c.id == _of, _table.c.state == literal(OFFERED, Text), _is_admin)
    .values(state=bindparam("became", type_=Text), decided_by=VIEWER, decided_at=bindparam("at", type_=Moment))
    .returning(_table.c.id)
)


async def offer_lesson(
    conn: AsyncConnection, viewer: Viewer, case_id: int, title: str, text: str, to_try: str, at: datetime
) -> Lesson | None:
    """Offer what a closed case taught as a tip; None for a restricted case, one that is not closed, or that the viewer
    does not see as a coordinator or admin. That the words point to nobody is for the caller to check.
    """
    if await _MAY_OFFER.first(conn, of=case_id, viewer=viewer.person_id) is None:
        return None
    new = {"case_id": case_id, "title": title, "text": text, "to_try": to_try, "state": OFFERED}
    row = await _ADD.first(conn, **new, made_by=viewer.person_id, made_at=at, decided_by=None, decided_at=None)
    assert row is not None
    await audit.note(
        conn, at=at, actor=viewer.person_id, act="lesson offered", subject=f"lesson {row[0]}", detail={"case": case_id}
    )
    return await lesson(conn, viewer, row[0])


async def decide_lesson(
    conn: AsyncConnection, viewer: Viewer, lesson_id: int, accepted: bool, at: datetime
) -> Lesson | None:
    """An admin's yes or no; None where it was decided before, or is not the viewer's to decide."""
    became = ACCEPTED if accepted else DECLINED
    if await _DECIDE.first(conn, of=lesson_id, viewer=viewer.person_id, became=became, at=at) is None:
        return None
    await audit.note(
        conn, at=at, actor=viewer.person_id, act=f"lesson {became}", subject=f"lesson {lesson_id}", detail={}
    )
    return await lesson(conn, viewer, lesson_id)


async def lesson(conn: AsyncConnection, viewer: Viewer, lesson_id: int) -> Lesson | None:
    """One lesson, for admins and for who offered it."""
    row = await _GET.first(conn, of=lesson_id, viewer=viewer.person_id)
    return Lesson(*row) if row else None


async def lessons_offered(conn: AsyncConnection, viewer: Viewer) -> list[Lesson]:
    """What waits for an admin's decision, the longest first; nothing for anybody else."""
    return [Lesson(*row) for row in await _OFFERED.rows(conn, viewer=viewer.person_id)]


async def lessons_accepted(conn: AsyncConnection) -> list[Lesson]:
    """The lessons that are tips now, for everybody; oldest first."""
    return [Lesson(*row) for row in await _ACCEPTED.rows(conn)]
