"""Cases: what a companion asks for help with, who has it in hand, and what came of it.

What may follow on what is in ``storage.case_steps``, lists are in ``storage.case_lists``, the talk in
``storage.case_talk``, who is asked in ``storage.case_people``, lessons in ``storage.lessons``; all of it can be called
from here.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, insert, literal, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import attachments, schema
from storage.case_care import free, quiet, recall, stranded
from storage.case_lists import (
    BOXES,
    asked_between,
    inbox,
    inbox_count,
    inbox_counts,
    overdue,
    own,
    own_count,
    unanswered_restricted,
)
from storage.case_people import (
    ADMINS,
    NOBODY,
    RestrictedDuty,
    admins,
    asked,
    by_level,
    in_charge,
    may_take_over,
    name_for_restricted,
    next_level,
    responsible,
    restricted_duties,
    told,
    unname,
)
from storage.case_rows import CASE, CLOSED, EVENTS, MEDIA, NEW, OPEN, TOP, WAITING, Case, CaseFile, Lesson, Message
from storage.case_steps import (
    COMPANION,
    FREE,
    HOLDER,
    ONLOOKER,
    STEPS,
    Step,
    answer,
    ask_back,
    close,
    get,
    hand_over,
    held_by,
    may,
    release,
    reopen,
    side,
    take,
    write,
)
from storage.case_talk import (
    File,
    add,
    add_file,
    last_event,
    last_of,
    message,
    message_count,
    messages,
    note,
    offered_event,
    remove,
    went_unheard,
)
from storage.lessons import decide_lesson, lesson, lessons_accepted, lessons_offered, offer_lesson
from storage.moments import Moment, Whole
from storage.people import Person
from storage.prepared import Prepared
from storage.visibility import PROGRAM, Viewer

__all__ = [
    "ADMINS",
    "BOXES",
    "CLOSED",
    "COMPANION",
    "EVENTS",
    "FREE",
    "HOLDER",
    "MEDIA",
    "NEW",
    "NOBODY",
    "ONLOOKER",
    "OPEN",
    "STEPS",
    "TOP",
    "WAITING",
    "Case",
    "CaseFile",
    "Lesson",
    "Message",
    "RestrictedDuty",
    "Step",
    "admins",
    "answer",
    "ask_back",
    "asked",
    "asked_between",
    "by_level",
    "close",
    "decide_lesson",
    "escalate",
    "free",
    "get",
    "hand_over",
    "in_charge",
    "inbox",
    "inbox_count",
    "inbox_counts",
    "last_event",
    "last_of",
    "lesson",
    "lessons_accepted",
    "lessons_offered",
    "may",
    "may_take_over",
    "message",
    "message_count",
    "messages",
    "name_for_restricted",
    "next_level",
    "offer_lesson",
    "offered_event",
    "open_case",
    "overdue",
    "own",
    "own_count",
    "quiet",
    "recall",
    "release",
    "reopen",
    "responsible",
    "restricted_duties",
    "say",
    "side",
    "stranded",
    "take",
    "told",
    "unanswered_restricted",
    "unname",
    "went_unheard",
]

_table, _viewers, _person = schema.case_record, schema.case_viewer, schema.person
_of = bindparam("of", type_=Whole)
_OPEN = Prepared(insert(_table).values({column.name: bindparam(column.name) for column in CASE[1:]}).returning(*CASE))
_ESCALATE = Prepared(
    update(_table)
    .where(_table.c.id == _of, _table.c.due_at <= bindparam("now", type_=Moment), _table.c.state != literal(CLOSED))
    .values(
        level=func.max(_table.c.level, bindparam("to_level", type_=Integer)),
        due_at=bindparam("due", type_=Moment),
        escalated_at=func.coalesce(_table.c.escalated_at, bindparam("now", type_=Moment)),
        changed_at=bindparam("now", type_=Moment),
    )
    .returning(*CASE)
)


async def open_case(
    conn: AsyncConnection,
    *,
    person: Person,
    submission_id: int | None,
    report_id: int | None,
    kind: str,
    urgency: str,
    restricted: bool,
    kpm: str,
    summary: str,
    tried: str,
    programmes: Collection[str],
    at: datetime,
    due_at: datetime,
) -> Case:
    """A new case of this companion, in the region that they work in now, and its first event. ``programmes``: ids."""
    row = await _OPEN.first(
        conn,
        person_id=person.id,
        submission_id=submission_id,
        report_id=report_id,
        kind=kind,
        urgency=urgency,
        restricted=restricted,
        kpm=kpm,
        summary=summary,
        tried=tried,
        province=person.province or "",
        regency=person.regency or "",
        programmes=f" {' '.join(programmes)} " if programmes else "",
        state=NEW,
        holder=None,
        level=0,
        opened_at=at,
        changed_at=at,
        due_at=due_at,
        escalated_at=None,
        closed_at=None,
        outcome=None,
        lesson=None,
    )
    assert row is not None
    case = Case(*row)
    await note(conn, case.id, person.id, "opened", at)
    return case


async def say(
    conn: AsyncConnection,
    viewer: Viewer,
    case_id: int,
    kind: str,
    text: str,
    at: datetime,
    *,
    due_at: datetime,
    file: File | None = None,
) -> Message | None:
    """The companion, the holder or (in a free case) another of the desk says something; None where that may not be.

    ``kind``: "text" or one of ``MEDIA``, then with ``file``, which is fetched in the background; then nothing is kept
    where it raises ``attachments.NotWanted``. Where the companion writes, and nothing was owed, an answer is owed until
    ``due_at``: a case that waited for them goes on. Nothing is said in a closed case; it is opened again first. The
    desk's words change no state: see ``answer`` and ``ask_back``.
    """
    case = await get(conn, viewer, case_id)
    of = await side(conn, viewer, case) if case is not None else ""
    if case is None or case.state == CLOSED or of not in (COMPANION, HOLDER, FREE):
        return None
    if (file is not None) != (kind in MEDIA):
        raise ValueError(f"a message of the kind {kind!r}, and the file is {file!r}")
    said = await add(conn, case_id, viewer.person_id, kind, text, at)
    if file is not None:
        try:
            said = await add_file(conn, said, file)
        except attachments.NotWanted:
            await remove(conn, said)
            raise
    if of == COMPANION:
        state = case.state if case.state != WAITING else held_by(case.holder)
        await write(conn, case, state, case.holder, at, case.due_at or due_at, unheard=case.escalated_at)
    return said


async def escalate(
    conn: AsyncConnection, case_id: int, level: int, due_at: datetime, now: datetime
) -> tuple[Case, Message] | None:
    """A case whose deadline is over goes up to ``level`` (or is called to mind on the last one), with a new deadline.

    None where it is not overdue (any more): doing it twice is doing it once.
    """
    before = await get(conn, PROGRAM, case_id)
    row = await _ESCALATE.first(conn, of=case_id, to_level=level, due=due_at, now=now)
    if before is None or row is None:
        return None
    case = Case(*row)
    event = "reminded" if case.level == before.level else f"escalated:{case.level}"
    return case, await note(conn, case_id, None, event, now)
