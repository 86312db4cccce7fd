"""What a closed case taught: offered by who had it in hand, once, and a tip for others after an admin's yes."""

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
_LESSONS = select(
    *(
        _table.c[name] if name != "kind" else func.coalesce(_case.c.kind, literal("", Text)).label("kind")
        for name in Lesson.__slots__
    )
).outerjoin(_case, _case.c.id == _table.c.case_id)
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
# Whoever may offer the case's lesson may know that it was, and what became of it.
_OF_CASE = Prepared(
    _LESSONS.where(_table.c.case_id == _of, _on_desk, case_seen()).order_by(_table.c.id.desc()).limit(literal(1, Whole))
)
_earlier = _table.alias()
_IS_OPEN = or_(_earlier.c.state == literal(OFFERED, Text), _earlier.c.state == literal(ACCEPTED, Text))
# Nothing of a restricted case leaves it, in whatever words; what has been offered is offered once.
_MAY_OFFER = Prepared(
    select(_case.c.id).where(
        _case.c.id == _of,
        _case.c.state == literal(CLOSED, Text),
        _case.c.restricted.is_(False),
        _case.c.person_id != VIEWER,
        _on_desk,
        case_seen(),
        ~exists().where(_earlier.c.case_id == _case.c.id, _IS_OPEN),
    )
)
_ADD = Prepared(
    insert(_table).values({column.name: bindparam(column.name) for column in _COLUMNS[1:]}).returning(_table.c.id)
)
_DECIDE = Prepared(
    update(_table)
    .where(_table.c.id == _of, _table.c.state == literal(OFFERED, Text), _is_admin)
    .values(
        state=bindparam("became", type_=Text),
        decided_by=VIEWER,
        decided_at=bindparam("at", type_=Moment),
        reason=bindparam("why", type_=Text),
    )
    .returning(_table.c.id)
)
_REWORD = Prepared(
    update(_table)
    .where(_table.c.id == _of, _table.c.state == literal(OFFERED, Text), _is_admin)
    .values({name: bindparam(f"new_{name}", type_=Text) for name in ("title", "text", "to_try")})
    .returning(_table.c.id)
)


async def offer_lesson(
    conn: AsyncConnection, viewer: Viewer, case_id: int, title: str, text: str, to_try: str, at: datetime
) -> Lesson | None:
    """Offer what a closed case taught as a tip; None for a restricted case, one that is not closed, that the viewer
    does not see as a coordinator or admin, or whose lesson is offered or a tip already (see ``lesson_of``). That the
    words point to nobody is for the caller to check.
    """
    if await _MAY_OFFER.first(conn, of=case_id, viewer=viewer.person_id) is None:
        return None
    new = {"case_id": case_id, "title": title, "text": text, "to_try": to_try, "state": OFFERED}
    nobody_yet = {"decided_by": None, "decided_at": None, "reason": None}
    row = await _ADD.first(conn, **new, made_by=viewer.person_id, made_at=at, **nobody_yet)
    assert row is not None
    await audit.note(
        conn, at=at, actor=viewer.person_id, act="lesson offered", subject=f"lesson {row[0]}", detail={"case": case_id}
    )
    return await lesson(conn, viewer, row[0])


async def decide_lesson(
    conn: AsyncConnection, viewer: Viewer, lesson_id: int, accepted: bool, at: datetime, *, reason: str = ""
) -> Lesson | None:
    """An admin's yes, or no (with a ``reason`` for who offered it); None where it was decided before, or is not the
    viewer's to decide.
    """
    became = ACCEPTED if accepted else DECLINED
    given = {"became": became, "at": at, "why": reason or None}
    if await _DECIDE.first(conn, of=lesson_id, viewer=viewer.person_id, **given) is None:
        return None
    await audit.note(
        conn, at=at, actor=viewer.person_id, act=f"lesson {became}", subject=f"lesson {lesson_id}", detail={}
    )
    return await lesson(conn, viewer, lesson_id)


async def reword_lesson(
    conn: AsyncConnection, viewer: Viewer, lesson_id: int, title: str, text: str, to_try: str, at: datetime
) -> Lesson | None:
    """An admin mends the words of what waits for their decision; None where it does not wait, or is not theirs."""
    words = {"new_title": title, "new_text": text, "new_to_try": to_try}
    if await _REWORD.first(conn, of=lesson_id, viewer=viewer.person_id, **words) is None:
        return None
    await audit.note(
        conn, at=at, actor=viewer.person_id, act="lesson reworded", subject=f"lesson {lesson_id}", detail={}
    )
    return await lesson(conn, viewer, lesson_id)


async def lesson_of(conn: AsyncConnection, viewer: Viewer, case_id: int) -> Lesson | None:
    """The newest lesson of a case that the viewer sees as a coordinator or admin."""
    row = await _OF_CASE.first(conn, of=case_id, viewer=viewer.person_id)
    return Lesson(*row) if row else None


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
