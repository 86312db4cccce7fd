"""Forms being filled in: where the person is in each, and the answers so far."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sys import intern

from sqlalchemy import bindparam, delete, func, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared, each, json_array
from storage.visibility import PROGRAM, VIEWER, Viewer


@dataclass(slots=True)
class Draft:
    """A form being filled in: at ``position`` (None: at the review), ``step`` accepted events so far.

    ``returning``: the person jumped here from the review and goes back to it after answering. ``instance_id``: the
    id that the submission will have as an OpenRosa instance ("uuid:…"); "" in drafts from before there were any.
    ``replaces``: the id of the submission that it corrects.
    """

    id: int
    person_id: int
    form_id: str
    version: str
    position: str | None
    step: int
    returning: bool
    begun_at: datetime
    changed_at: datetime
    instance_id: str = ""
    replaces: int | None = None


@dataclass(slots=True)
class AnswerRow:
    """One answer as given, with the form version it was given to; ``value`` None takes the answer back."""

    draft_id: int
    item: str
    version: str
    value: str | None
    at: datetime


_draft, _answer = schema.draft, schema.draft_answer
# In the order of Draft's fields; "returning" is a reserved word of SQL, hence to_review.
DRAFT = (
    _draft.c.id,
    _draft.c.person_id,
    _draft.c.form_id,
    _draft.c.version,
    _draft.c.position,
    _draft.c.step,
    _draft.c.to_review,
    _draft.c.begun_at,
    _draft.c.changed_at,
    _draft.c.instance_id,
    _draft.c.replaces,
)

_BEGIN = Prepared(
    insert(_draft).values({column.name: bindparam(column.name) for column in DRAFT[1:]}).returning(_draft.c.id)
)
_OPEN = Prepared(
    select(*DRAFT)
    .where(_draft.c.person_id == bindparam("person"), _draft.c.form_id == bindparam("form"))
    .order_by(_draft.c.changed_at.desc(), _draft.c.id.desc())
    .limit(literal(1))
)
_CORRECTION = Prepared(
    select(*DRAFT)
    .where(_draft.c.person_id == bindparam("person"), _draft.c.replaces == bindparam("submission"))
    .limit(literal(1))
)
_OPEN_ALL = Prepared(
    select(*DRAFT)
    .where(_draft.c.person_id == bindparam("person"))
    .order_by(_draft.c.changed_at.desc(), _draft.c.id.desc())
)
_ANSWERS = Prepared(
    select(_answer.c.draft_id, _answer.c.item, _answer.c.value)
    .join_from(_answer, _draft, _draft.c.id == _answer.c.draft_id)
    .where(
        _answer.c.draft_id.in_(select(each("ids").c.value)),
        # A draft is nobody's but its person's.
        or_(literal(PROGRAM.person_id) == VIEWER, _draft.c.person_id == VIEWER),
    )
)
_PROGRESS = Prepared(select(func.count()).where(_answer.c.draft_id == bindparam("draft")))
_WRITE_STEP = Prepared(
    update(_draft)
    .where(_draft.c.id == bindparam("draft"))
    .values({column.name: bindparam(column.name) for column in (*DRAFT[4:7], DRAFT[8])})
)
_new_answer = insert(_answer).values({column.name: bindparam(column.name) for column in _answer.c})
_WRITE_ANSWER = Prepared(
    _new_answer.on_conflict_do_update(
        index_elements=[_answer.c.draft_id, _answer.c.item],
        set_={name: _new_answer.excluded[name] for name in ("version", "value", "at")},
    )
)
_TAKE_BACK = Prepared(
    delete(_answer).where(_answer.c.draft_id == bindparam("draft"), _answer.c.item == bindparam("item"))
)
_MOVE_OVER = Prepared(
    update(_draft)
    .where(_draft.c.id == bindparam("draft"))
    .values({column.name: bindparam(column.name) for column in (_draft.c.version, *DRAFT[4:7], DRAFT[8])})
)
_DISCARD = Prepared(delete(_draft).where(_draft.c.id == bindparam("draft")))


async def begin(
    conn: AsyncConnection,
    *,
    person_id: int,
    form_id: str,
    version: str,
    position: str | None,
    at: datetime,
    answers: Mapping[str, str] | None = None,
    instance_id: str = "",
    replaces: int | None = None,
) -> Draft:
    """A new draft at step 0, with the answers it begins with, whatever else is open."""
    new = {
        "person_id": person_id,
        "form_id": form_id,
        "version": version,
        "position": position,
        "step": 0,
        "to_review": False,
        "begun_at": at,
        "changed_at": at,
        "instance_id": instance_id,
        "replaces": replaces,
    }
    row = await _BEGIN.first(conn, **new)
    assert row is not None
    draft = Draft(row[0], person_id, form_id, version, position, 0, False, at, at, instance_id, replaces)
    given = (answers or {}).items()
    await write_answers(conn, [AnswerRow(draft.id, item, version, value, at) for item, value in given])
    return draft


async def open_draft(conn: AsyncConnection, viewer: Viewer, form_id: str) -> Draft | None:
    """The viewer's open draft of the form, of whatever version; of several the last changed."""
    row = await _OPEN.first(conn, person=viewer.person_id, form=form_id)
    return Draft(*row) if row else None


async def open_drafts(conn: AsyncConnection, viewer: Viewer) -> list[Draft]:
    """All open drafts of the viewer, the last changed first."""
    return [Draft(*row) for row in await _OPEN_ALL.rows(conn, person=viewer.person_id)]


async def correction_of(conn: AsyncConnection, viewer: Viewer, submission_id: int) -> Draft | None:
    """The viewer's open draft that corrects this submission."""
    row = await _CORRECTION.first(conn, person=viewer.person_id, submission=submission_id)
    return Draft(*row) if row else None


async def answers(conn: AsyncConnection, viewer: Viewer, draft_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Item → value of each of the drafts, in one statement; a draft without answers has an empty mapping."""
    found: dict[int, dict[str, str]] = {draft_id: {} for draft_id in draft_ids}
    for draft_id, item, value in await _ANSWERS.rows(conn, ids=json_array(draft_ids), viewer=viewer.person_id):
        # A form's item names are few, and thousands of drafts are kept in memory: each name is there once.
        found[draft_id][intern(item)] = value
    return found


# Under another name for where ``answers`` is a parameter.
_answers_of = answers


async def write_steps(conn: AsyncConnection, drafts: Sequence[Draft]) -> None:
    """Write position, step, returning and changed_at of each; the last of several for one draft stands."""
    await _WRITE_STEP.many(
        conn,
        [
            {
                "draft": draft.id,
                "position": draft.position,
                "step": draft.step,
                "to_review": draft.returning,
                "changed_at": draft.changed_at,
            }
            for draft in drafts
        ],
    )


async def write_answers(conn: AsyncConnection, rows: Sequence[AnswerRow]) -> None:
    """Store, replace or (value None) take back answers; the last row of the same draft and item stands.

    IntegrityError if a draft does not exist.
    """
    last = {(row.draft_id, row.item): row for row in rows}
    await _WRITE_ANSWER.many(
        conn,
        [
            {
                "draft_id": row.draft_id,
                "item": row.item,
                "version": row.version,
                "value": row.value,
                "at": row.at,
            }
            for row in last.values()
            if row.value is not None
        ],
    )
    await _TAKE_BACK.many(
        conn, [{"draft": row.draft_id, "item": row.item} for row in last.values() if row.value is None]
    )


async def move_over(
    conn: AsyncConnection,
    draft: Draft,
    *,
    version: str,
    position: str | None,
    step: int,
    answers: Mapping[str, str],
    at: datetime,
) -> None:
    """Go on with the draft on another version of its form, with these answers instead of those that it had.

    An answer that stays as it is keeps its time and the version that it was given to. ``draft`` is changed too.
    """
    stored = (await _answers_of(conn, Viewer(draft.person_id), [draft.id]))[draft.id]
    rows = [
        AnswerRow(draft.id, item, version, value, at) for item, value in answers.items() if stored.get(item) != value
    ]
    rows += [AnswerRow(draft.id, item, version, None, at) for item in stored if item not in answers]
    await write_answers(conn, rows)
    draft.version, draft.position, draft.step, draft.returning, draft.changed_at = version, position, step, False, at
    await _MOVE_OVER.run(
        conn, draft=draft.id, version=version, position=position, step=step, to_review=False, changed_at=at
    )


async def discard(conn: AsyncConnection, draft_id: int) -> None:
    """Delete the draft with its answers; a chat that showed it has no draft any more."""
    await _DISCARD.run(conn, draft=draft_id)


async def progress(conn: AsyncConnection, draft_id: int) -> int:
    """How many items of the draft have an answer."""
    row = await _PROGRESS.first(conn, draft=draft_id)
    assert row is not None
    return int(row[0])
