"""Sent instruments, each packed into one row, so that a district or the country can be counted at once.

A copy for counting, worked out from the answers by ``handlers.instruments``; the answers are what counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Whole
from storage.prepared import Prepared, each, json_array
from storage.submissions import SUBMISSION, Submission
from storage.visibility import Viewer, result_seen

LEFT_OUT = 255
"""What stands in ``Result.items`` for an item without an answer."""


@dataclass(frozen=True, slots=True)
class Result:
    """One sent instrument: ``items`` has a byte for each item, in the order of that version of the form.

    ``back``: 0 for the person's latest of the form, 1 for the one before it, and so on.
    """

    submission_id: int
    person_id: int
    form_id: str
    version: str
    sent_at: datetime
    back: int
    items: bytes


_result, _submission, _person = schema.result, schema.submission, schema.person
_RESULT = tuple(_result.c[field.name] for field in fields(Result))
_of_person = (_result.c.person_id == bindparam("person", type_=Whole), _result.c.form_id == bindparam("form"))
_FORGET = Prepared(delete(_result).where(_result.c.submission_id == bindparam("submission", type_=Whole)))
_KEEP = Prepared(insert(_result).values({field.name: bindparam(field.name) for field in fields(Result)}))
_TIMES = Prepared(
    select(_result.c.submission_id, _result.c.back)
    .where(*_of_person)
    .order_by(_result.c.sent_at.desc(), _result.c.submission_id.desc())
)
_PLACE = Prepared(
    update(_result)
    .where(_result.c.submission_id == bindparam("of", type_=Whole))
    .values(back=bindparam("place", type_=Integer))
)
_SEEN = Prepared(
    select(*_RESULT)
    .join_from(_result, _person, _person.c.id == _result.c.person_id)
    .where(*_of_person, result_seen(_person))
    .order_by(_result.c.back)
)
_MISSING = Prepared(
    select(*SUBMISSION)
    .where(
        _submission.c.form_id.in_(select(each("forms").c.value)),
        _submission.c.id > bindparam("after", type_=Whole),
        ~exists().where(_result.c.submission_id == _submission.c.id),
    )
    .order_by(_submission.c.id)
    .limit(bindparam("limit", type_=Integer))
)
_ANY = Prepared(select(_result.c.submission_id).where(_result.c.form_id == bindparam("form")).limit(1))


async def keep(conn: AsyncConnection, submission: Submission, items: bytes) -> None:
    """Keep what a sent instrument scored. One that corrects another (``replaces``) takes its place."""
    if submission.replaces is not None:
        await _FORGET.run(conn, submission=submission.replaces)
    row = Result(
        submission.id, submission.person_id, submission.form_id, submission.version, submission.sent_at, 0, items
    )
    await _KEEP.many(conn, [{field.name: getattr(row, field.name) for field in fields(Result)}])
    await order(conn, submission.person_id, submission.form_id)


async def order(conn: AsyncConnection, person_id: int, form_id: str) -> None:
    """Number the person's results of the form anew, the latest 0: an import may bring an older one after a newer."""
    rows = await _TIMES.rows(conn, person=person_id, form=form_id)
    wrong = [{"of": number, "place": place} for place, (number, back) in enumerate(rows) if back != place]
    await _PLACE.many(conn, wrong)


async def of_person(conn: AsyncConnection, viewer: Viewer, person_id: int, form_id: str) -> list[Result]:
    """The person's results of a form, newest first; none for who may not see them (``visibility.result_seen``)."""
    return [Result(*row) for row in await _SEEN.rows(conn, person=person_id, form=form_id, viewer=viewer.person_id)]


async def any_of(conn: AsyncConnection, form_id: str) -> bool:
    """Whether anybody has sent the form."""
    return await _ANY.first(conn, form=form_id) is not None


async def missing(conn: AsyncConnection, form_ids: Iterable[str], after: int, limit: int) -> list[Submission]:
    """Submissions of these forms above an id whose results are not kept, by id, up to ``limit``."""
    rows = await _MISSING.rows(conn, forms=json_array(list(form_ids)), after=after, limit=limit)
    return [Submission(*row) for row in rows]
