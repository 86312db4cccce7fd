"""Forms that were sent: kept as they were sent, for good, unless the person has them erased.

A submission is sealed when its own row is inserted, after its answers; migration 0001 has the triggers that
refuse any later change. So the order of the statements below is no accident.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import attachments, schema
from storage.drafts import Draft
from storage.prepared import Prepared, each, json_array
from storage.visibility import Viewer, submission_seen


@dataclass(slots=True, frozen=True)
class Submission:
    """A sent form; ``begun_at`` is the beginning of the draft it came from. Ids are never used again.

    ``instance_id``: its id as an OpenRosa instance, "" in those from before there were any. ``replaces``: the id of
    the submission that it corrects.
    """

    id: int
    person_id: int
    form_id: str
    version: str
    language: str
    begun_at: datetime
    sent_at: datetime
    instance_id: str = ""
    replaces: int | None = None


class DraftGoneError(LookupError):
    """The draft to be sent does not exist: it was sent or discarded before."""


_submission, _answer = schema.submission, schema.submission_answer
SUBMISSION = (
    _submission.c.id,
    _submission.c.person_id,
    _submission.c.form_id,
    _submission.c.version,
    _submission.c.language,
    _submission.c.begun_at,
    _submission.c.sent_at,
    _submission.c.instance_id,
    _submission.c.replaces,
)
_newest_first = (_submission.c.sent_at.desc(), _submission.c.id.desc())

_NEXT_ID = Prepared(
    update(schema.counter)
    .where(schema.counter.c.name == "submission")
    .values(last=schema.counter.c.last + 1)
    .returning(schema.counter.c.last)
)
_DRAFT_ANSWERS = Prepared(
    select(
        schema.draft_answer.c.item,
        schema.draft_answer.c.version,
        schema.draft_answer.c.value,
        schema.draft_answer.c.at,
    ).where(schema.draft_answer.c.draft_id == bindparam("draft"))
)
_END_DRAFT = Prepared(delete(schema.draft).where(schema.draft.c.id == bindparam("draft")))
_ADD_ANSWER = Prepared(insert(_answer).values({column.name: bindparam(column.name) for column in _answer.c}))
_xml = schema.submission_xml
_ADD_XML = Prepared(insert(_xml).values({column.name: bindparam(column.name) for column in _xml.c}))
_seen = submission_seen()
_XML = Prepared(
    select(_xml.c.xml)
    .join_from(_xml, _submission, _submission.c.id == _xml.c.submission_id)
    .where(_xml.c.submission_id == bindparam("submission"), _seen)
)
_SEAL = Prepared(insert(_submission).values({column.name: bindparam(column.name) for column in SUBMISSION}))
_BY_ID = Prepared(select(*SUBMISSION).where(_submission.c.id == bindparam("id"), _seen))
_of_person = select(*SUBMISSION).where(
    _submission.c.person_id == bindparam("person"), _submission.c.form_id == bindparam("form"), _seen
)
_OF_PERSON = Prepared(_of_person.order_by(*_newest_first))
_REPLACED = Prepared(select(_submission.c.id).where(_submission.c.replaces == bindparam("id")).limit(1))
_LATEST = Prepared(_of_person.order_by(*_newest_first).limit(1))
_ANSWERS = Prepared(
    select(_answer.c.submission_id, _answer.c.item, _answer.c.value).where(
        _answer.c.submission_id.in_(
            select(_submission.c.id).where(_submission.c.id.in_(select(each("ids").c.value)), _seen)
        )
    )
)


async def submit(
    conn: AsyncConnection,
    draft: Draft,
    *,
    language: str,
    at: datetime,
    answers: Mapping[str, str] | None = None,
    xml: str | None = None,
) -> Submission:
    """Send a draft: its stored answers become a submission, the draft is deleted and leaves every chat.

    ``answers``, if given, says what is sent: items not in it (no longer relevant) are dropped, items only in it
    (calculated) are added. An answer keeps the time and form version it was given at, where the stored value is
    the one that is sent; else it has the time ``at``. Write pending answers first. Raises DraftGoneError.

    ``xml``: the same as an OpenRosa instance, kept beside the answers. Attachments whose file names are among the
    answers become the submission's.
    """
    stored = await _DRAFT_ANSWERS.rows(conn, draft=draft.id)
    given = {item: (version, value, given_at) for item, version, value, given_at in stored}
    if answers is not None:
        given = {
            item: given[item] if item in given and given[item][1] == value else (draft.version, value, at)
            for item, value in answers.items()
        }
    number = await _next_id(conn)
    # Before the draft goes: with it goes what says which attachments are its own.
    await attachments.hand_over(conn, draft.id, number, {item: value for item, (_, value, _) in given.items()})
    if not await _END_DRAFT.run(conn, draft=draft.id):
        raise DraftGoneError(f"draft {draft.id}")
    new = Submission(
        number,
        draft.person_id,
        draft.form_id,
        draft.version,
        language,
        draft.begun_at,
        at,
        draft.instance_id,
        draft.replaces,
    )
    return await _seal(conn, new, given, xml)


async def add_finished(
    conn: AsyncConnection,
    *,
    person_id: int,
    form_id: str,
    version: str,
    language: str,
    begun_at: datetime,
    sent_at: datetime,
    answers: Mapping[str, str],
    instance_id: str = "",
    xml: str | None = None,
) -> Submission:
    """A submission without a draft, as an import has it; every answer has the time ``sent_at``."""
    given = {item: (version, value, sent_at) for item, value in answers.items()}
    number = await _next_id(conn)
    new = Submission(number, person_id, form_id, version, language, begun_at, sent_at, instance_id)
    return await _seal(conn, new, given, xml)


async def get(conn: AsyncConnection, viewer: Viewer, submission_id: int) -> Submission | None:
    """The submission, if the viewer may see it."""
    row = await _BY_ID.first(conn, id=submission_id, viewer=viewer.person_id)
    return Submission(*row) if row else None


async def is_replaced(conn: AsyncConnection, submission_id: int) -> bool:
    """Whether a correction of it was sent."""
    return await _REPLACED.first(conn, id=submission_id) is not None


async def of_person(conn: AsyncConnection, viewer: Viewer, person_id: int, form_id: str) -> list[Submission]:
    """The person's submissions of the form, newest first."""
    rows = await _OF_PERSON.rows(conn, person=person_id, form=form_id, viewer=viewer.person_id)
    return [Submission(*row) for row in rows]


async def latest(conn: AsyncConnection, viewer: Viewer, person_id: int, form_id: str) -> Submission | None:
    """The newest of ``of_person``."""
    row = await _LATEST.first(conn, person=person_id, form=form_id, viewer=viewer.person_id)
    return Submission(*row) if row else None


async def answers(conn: AsyncConnection, viewer: Viewer, submission_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Item → value of each of the submissions, in one statement; an empty mapping where the viewer sees none."""
    found: dict[int, dict[str, str]] = {submission_id: {} for submission_id in submission_ids}
    for submission_id, item, value in await _ANSWERS.rows(
        conn, ids=json_array(submission_ids), viewer=viewer.person_id
    ):
        found[submission_id][item] = value
    return found


async def xml(conn: AsyncConnection, viewer: Viewer, submission_id: int) -> str | None:
    """The submission as an OpenRosa instance; None where none was kept, or the viewer may not see it."""
    row = await _XML.first(conn, submission=submission_id, viewer=viewer.person_id)
    return row[0] if row else None


async def _next_id(conn: AsyncConnection) -> int:
    row = await _NEXT_ID.first(conn)
    assert row is not None
    return int(row[0])


async def _seal(
    conn: AsyncConnection, new: Submission, given: Mapping[str, tuple[str, str, datetime]], xml: str | None
) -> Submission:
    await _ADD_ANSWER.many(
        conn,
        [
            {"submission_id": new.id, "item": item, "version": of, "value": value, "at": given_at}
            for item, (of, value, given_at) in given.items()
        ],
    )
    if xml is not None:
        await _ADD_XML.run(conn, submission_id=new.id, xml=xml)
    await _SEAL.run(conn, **{column.name: getattr(new, column.name) for column in SUBMISSION})
    return new
