"""Interviews: submissions about somebody else, and what that person says of them.

An interview is seen by two: by the companion whom it is about, and by the coordinator who led it, as long as they
answer for the companion. Not by other coordinators, not by admins.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, Text, and_, bindparam, delete, exists, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment, Whole
from storage.prepared import Prepared
from storage.submissions import Submission
from storage.visibility import VIEWER, Viewer, result_seen


@dataclass(frozen=True, slots=True)
class About:
    """One interview. ``person_id``: whom it is about; ``author``: who led it; ``remark``: what the former says of it.

    ``replaced_by``: the interview that corrects it; None for the one that counts.
    """

    submission_id: int
    person_id: int
    author: int
    form_id: str
    version: str
    sent_at: datetime
    replaces: int | None
    remark: str | None
    remarked_at: datetime | None
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody with whom the viewer may talk; ``asked_at``: when the viewer did so last."""

    id: int
    name: str
    gender: str
    asked_at: datetime | None


_about, _sent, _person = schema.about, schema.submission, schema.person
_later_about, _later = schema.about.alias("later_about"), schema.submission.alias("later")
# Found by the person whom it is about: there is no index by what a submission replaces.
_replaced_by = (
    select(_later.c.id)
    .join_from(_later_about, _later, _later.c.id == _later_about.c.submission_id)
    .where(_later_about.c.person_id == _about.c.person_id, _later.c.replaces == _about.c.submission_id)
    .limit(literal(1))
    .correlate(_about)
    .scalar_subquery()
)
_viewer = schema.person.alias("reader")
_reads = exists().where(_viewer.c.id == VIEWER, _viewer.c.consent.is_not(None))
_seen = or_(
    and_(_about.c.person_id == VIEWER, _reads),
    and_(_sent.c.person_id == VIEWER, _person.c.id != VIEWER, result_seen(_person)),
)
_ABOUT = (
    _about.c.submission_id,
    _about.c.person_id,
    _sent.c.person_id.label("author"),
    _sent.c.form_id,
    _sent.c.version,
    _sent.c.sent_at,
    _sent.c.replaces,
    _about.c.remark,
    _about.c.remarked_at,
    _replaced_by.label("replaced_by"),
)
_select = (
    select(*_ABOUT)
    .join_from(_about, _sent, _sent.c.id == _about.c.submission_id)
    .join(_person, _person.c.id == _about.c.person_id)
    .where(_seen)
)
_GET = Prepared(_select.where(_about.c.submission_id == bindparam("of", type_=Whole)))
_OF_PERSON = Prepared(
    _select.where(
        _about.c.person_id == bindparam("person", type_=Whole),
        _sent.c.form_id == bindparam("form", type_=Text),
        _replaced_by.is_(None),
    ).order_by(_sent.c.sent_at.desc(), _sent.c.id.desc())
)
_KEEP = Prepared(
    insert(_about).values(
        submission_id=bindparam("submission", type_=Whole),
        person_id=bindparam("person", type_=Whole),
        remark=bindparam("words", type_=Text),
        remarked_at=bindparam("at", type_=Moment),
    )
)
_REMARK_OF = Prepared(
    select(_about.c.remark, _about.c.remarked_at).where(_about.c.submission_id == bindparam("of", type_=Whole))
)
_REMARK = Prepared(
    update(_about)
    .where(_about.c.submission_id == bindparam("of", type_=Whole), _about.c.person_id == VIEWER, _reads)
    .values(remark=bindparam("words", type_=Text), remarked_at=bindparam("at", type_=Moment))
)
_asked, _asked_sent = schema.about.alias("asked"), schema.submission.alias("asked_sent")
_asked_at = (
    select(func.max(_asked_sent.c.sent_at))
    .join_from(_asked, _asked_sent, _asked_sent.c.id == _asked.c.submission_id)
    .where(_asked.c.person_id == _person.c.id, _asked_sent.c.person_id == VIEWER)
    .correlate(_person)
    .scalar_subquery()
)
_typed = bindparam("typed", type_=Text)
_companions = select(
    _person.c.id,
    func.coalesce(_person.c.name, literal("")),
    func.coalesce(_person.c.gender, literal("")),
    _asked_at.label("asked_at"),
).where(_person.c.id != VIEWER, _person.c.role == literal("companion"), result_seen(_person))
_ONE = Prepared(_companions.where(_person.c.id == bindparam("person", type_=Whole)))
_MANY = Prepared(
    _companions.where(or_(_typed == literal(""), func.instr(func.lower(_person.c.name), func.lower(_typed)) > 0))
    .order_by(func.lower(_person.c.name), _person.c.id)
    .limit(bindparam("most", type_=Integer))
    .offset(bindparam("first", type_=Integer))
)
_of_person = bindparam("person", type_=Whole)
_FORGET = Prepared(
    delete(_sent).where(_sent.c.id.in_(select(_about.c.submission_id).where(_about.c.person_id == _of_person)))
)
_draft, _draft_answer = schema.draft, schema.draft_answer
_FORGET_DRAFTS = Prepared(
    delete(_draft).where(
        _draft.c.form_id == bindparam("form", type_=Text),
        exists().where(
            _draft_answer.c.draft_id == _draft.c.id,
            _draft_answer.c.item == bindparam("item", type_=Text),
            _draft_answer.c.value == bindparam("value", type_=Text),
        ),
    )
)
# What a person may ask for under UU PDP: interviews about them, with the answers (see `storage.privacy`).
_answer = schema.submission_answer
HELD = {
    "interviews": select(
        _about.c.submission_id, _sent.c.form_id, _sent.c.sent_at, _about.c.remark, _about.c.remarked_at
    )
    .join_from(_about, _sent, _sent.c.id == _about.c.submission_id)
    .where(_about.c.person_id == _of_person)
    .order_by(_about.c.submission_id),
    "interview_answers": select(_answer.c.submission_id, _answer.c.item, _answer.c.value)
    .join_from(_about, _answer, _answer.c.submission_id == _about.c.submission_id)
    .where(_about.c.person_id == _of_person)
    .order_by(_answer.c.submission_id, _answer.c.item),
}


async def keep(conn: AsyncConnection, submission: Submission, person_id: int) -> None:
    """What was just sent is about that person. A correction keeps what they said of the one before it."""
    words, at = None, None
    if submission.replaces is not None and (row := await _REMARK_OF.first(conn, of=submission.replaces)):
        words, at = row
    await _KEEP.run(conn, submission=submission.id, person=person_id, words=words, at=at)


async def get(conn: AsyncConnection, viewer: Viewer, submission_id: int) -> About | None:
    """The interview, if the viewer may see it; ``replaced_by`` says whether there is a newer version."""
    row = await _GET.first(conn, of=submission_id, viewer=viewer.person_id)
    return About(*row) if row else None


async def of_person(conn: AsyncConnection, viewer: Viewer, person_id: int, form_id: str) -> list[About]:
    """The interviews about a person that the viewer may see, corrected ones left out, newest first."""
    rows = await _OF_PERSON.rows(conn, person=person_id, form=form_id, viewer=viewer.person_id)
    return [About(*row) for row in rows]


async def remark(conn: AsyncConnection, viewer: Viewer, submission_id: int, words: str, at: datetime) -> bool:
    """The viewer says something of an interview about them; False for any other."""
    return bool(await _REMARK.run(conn, of=submission_id, words=words, at=at, viewer=viewer.person_id))


async def companion(conn: AsyncConnection, viewer: Viewer, person_id: int) -> Companion | None:
    """A companion for whom the viewer, a coordinator, answers; None for anybody else."""
    row = await _ONE.first(conn, person=person_id, viewer=viewer.person_id)
    return Companion(*row) if row else None


async def companions(
    conn: AsyncConnection, viewer: Viewer, *, typed: str = "", first: int = 0, most: int
) -> list[Companion]:
    """Those for whom the viewer answers, by name; only those whose name holds what was ``typed``."""
    rows = await _MANY.rows(conn, typed=typed, first=first, most=most, viewer=viewer.person_id)
    return [Companion(*row) for row in rows]


async def forget(conn: AsyncConnection, person_id: int, form_id: str, item: str) -> None:
    """The person has their data erased: interviews about them go, sent ones and drafts (``item``: where a draft of the
    form says whom it is about). Those that they led go with their submissions.
    """
    await _FORGET.run(conn, person=person_id)
    await _FORGET_DRAFTS.run(conn, form=form_id, item=item, value=str(person_id))
