"""Field work in what a person may ask for under UU PDP 27/2022: reports and cases, for export and erasure.

A companion's reports go with their submissions, and their cases with everything that was said in them. What a
coordinator did in the cases of others stays there without their name: it is the companion's case.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, case, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment, Whole
from storage.prepared import Prepared

_report, _case, _message = schema.report, schema.case_record, schema.case_message
_lesson, _named, _viewer = schema.lesson, schema.restricted_duty, schema.case_viewer
_person = bindparam("person", type_=Whole)
_named_for = select(_viewer.c.case_id).where(_viewer.c.person_id == _person)

HELD = {
    "reports": select(*(column for column in _report.c if column.name not in ("person_id", "reviewer")))
    .where(_report.c.person_id == _person)
    .order_by(_report.c.id),
    "cases": select(*(column for column in _case.c if column.name not in ("person_id", "holder")))
    .where(_case.c.person_id == _person)
    .order_by(_case.c.id),
    # Of both sides in one's own cases, and one's own words in the cases of others.
    "case_messages": select(
        _message.c.case_id,
        case((_message.c.author == _person, literal("me", Text)), else_=literal("other", Text)).label("said_by"),
        *(_message.c[name] for name in ("kind", "text", "at")),
    )
    .join_from(_message, _case, _case.c.id == _message.c.case_id)
    .where(or_(_case.c.person_id == _person, _message.c.author == _person))
    .order_by(_message.c.case_id, _message.c.id),
    "cases_of_others": select(_case.c.id, _case.c.kind, _case.c.state, _case.c.opened_at)
    .where(
        or_(_case.c.holder == _person, _case.c.id.in_(select(_viewer.c.case_id).where(_viewer.c.person_id == _person)))
    )
    .order_by(_case.c.id),
    "reviews": select(_report.c.id, _report.c.state, _report.c.remark, _report.c.reviewed_at)
    .where(_report.c.reviewer == _person)
    .order_by(_report.c.id),
    "lessons": select(
        *(_lesson.c[name] for name in ("id", "title", "text", "to_try", "state", "reason", "made_at", "decided_at"))
    )
    .where(or_(_lesson.c.made_by == _person, _lesson.c.decided_by == _person))
    .order_by(_lesson.c.id),
    "restricted_duties": select(_named.c.region).where(_named.c.person_id == _person).order_by(_named.c.region),
}

_file = schema.attachment
_STORED = Prepared(
    select(
        select(func.count()).where(_report.c.person_id == _person).scalar_subquery(),
        select(func.count()).where(_case.c.person_id == _person).scalar_subquery(),
        select(func.count())
        .where(_file.c.person_id == _person, _file.c.state.in_((literal("kept", Text), literal("wanted", Text))))
        .scalar_subquery(),
    )
)

_ERASE = [
    Prepared(delete(_case).where(_case.c.person_id == _person)),
    Prepared(delete(_named).where(_named.c.person_id == _person)),
    Prepared(delete(_viewer).where(_viewer.c.person_id == _person)),
    Prepared(update(_message).where(_message.c.author == _person).values(author=None)),
    Prepared(update(_case).where(_case.c.holder == _person).values(holder=None)),
    Prepared(update(_report).where(_report.c.reviewer == _person).values(reviewer=None)),
    Prepared(update(_lesson).where(_lesson.c.made_by == _person).values(made_by=None)),
    Prepared(update(_lesson).where(_lesson.c.decided_by == _person).values(decided_by=None)),
]

# Nobody has them in hand any more, and no deadline stands: the program gives them one, and tells whoever is responsible
# (``storage.case_care``).
_LET_GO = Prepared(
    update(_case)
    .where(_case.c.holder == _person, _case.c.state != literal("closed", Text))
    .values(state=literal("new", Text), holder=None, due_at=None)
)
_FORGET_CASES = Prepared(
    delete(_case).where(
        _case.c.state == literal("closed", Text), _case.c.changed_at < bindparam("before", type_=Moment)
    )
)


@dataclass(frozen=True, slots=True)
class Stored:
    """How much of a person's field work there is; ``files``: those kept or still on their way from Telegram."""

    reports: int
    cases: int
    files: int


async def stored(conn: AsyncConnection, person_id: int) -> Stored:
    """The person's own reports (a correction is no further one), cases (closed ones too) and files."""
    row = await _STORED.first(conn, person=person_id)
    return Stored(*row) if row else Stored(0, 0, 0)


async def erase(conn: AsyncConnection, person_id: int) -> None:
    """Erase the person's cases, and their name from what they did in those of others."""
    await _LET_GO.run(conn, person=person_id)
    for statement in _ERASE:
        await statement.run(conn, person=person_id)


async def forget(conn: AsyncConnection, before: datetime) -> None:
    """Erase cases that were closed before a time, with all that was said in them."""
    await _FORGET_CASES.run(conn, before=before)
