"""The companions of a region and programme as a digest counts them: one row a person, in few statements.

Whom a viewer may count is ``visibility.person_seen``; a companion without a consent is a part of no figure. Moments
come as whole microseconds, because a country has 25,000 of them and they are only compared.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment, Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import (
    OUTDATED,
    PROFILE_FORM,
    PROGRAMME_ITEM,
    VIEWER,
    Viewer,
    covers,
    person_seen,
    result_seen,
    works_in,
)

FAMILIES_ITEM = "jumlah_kpm"
"""The item of the profile that says how many families (KPM) a companion looks after."""


@dataclass(frozen=True, slots=True)
class Where:
    """Whose figures: ``region`` "" (the country), "13" or "13.76"; ``programme`` "" for all.

    A person in two programmes counts in both, and once where no programme is asked for.
    """

    region: str = ""
    programme: str = ""


_person, _submission, _answer = schema.person, schema.submission, schema.submission_answer
_draft, _plan = schema.draft, schema.learning_plan
_wish, _pair = schema.mentor_wish, schema.mentor_pair
_region, _programme, _form = (bindparam(name, type_=Text) for name in ("region", "programme", "form"))
_nowhere = literal("", Text)
LIVES = func.coalesce(_person.c.regency, _person.c.province, _nowhere)


def counted(region: ColumnElement[str] = _region, programme: ColumnElement[str] = _programme) -> ColumnElement[bool]:
    """The condition on ``schema.person``: companions of a region and programme whom the viewer may count."""
    return and_(
        _person.c.role == literal("companion", Text),
        _person.c.consent.is_not(None),
        covers(region, LIVES),
        or_(programme == _nowhere, works_in(_person, programme)),
        person_seen(_person),
    )


def _of_latest_profile(item: str) -> Any:
    profile = _submission.alias()
    latest = (
        select(profile.c.id)
        .where(profile.c.person_id == _person.c.id, profile.c.form_id == literal(PROFILE_FORM, Text))
        .order_by(profile.c.sent_at.desc(), profile.c.id.desc())
        .limit(literal(1, Integer))
        .correlate(_person)
        .scalar_subquery()
    )
    said = _answer.alias()
    return (
        select(said.c.value).where(said.c.submission_id == latest, said.c.item == literal(item, Text)).scalar_subquery()
    )


def _in_charge() -> ColumnElement[bool]:
    """As `visibility.person_seen` has it by region and programme, for counting people without their names."""
    viewer, duty = schema.person.alias(), schema.duty.alias()
    role = select(viewer.c.role).where(viewer.c.id == VIEWER, viewer.c.consent.is_not(None)).scalar_subquery()
    in_duty = exists().where(
        duty.c.person_id == VIEWER,
        covers(duty.c.region, LIVES),
        or_(duty.c.programme == _nowhere, works_in(_person, duty.c.programme)),
    )
    return or_(role == literal("admin", Text), and_(role == literal("coordinator", Text), in_duty))


_families = _of_latest_profile(FAMILIES_ITEM)
PROGRAMMES = func.coalesce(_of_latest_profile(PROGRAMME_ITEM), _nowhere)
_first_sent = (
    select(func.min(type_coerce(_submission.c.sent_at, Whole)))
    .where(_submission.c.person_id == _person.c.id, _submission.c.form_id == _form)
    .scalar_subquery()
)
_begun = exists().where(_draft.c.person_id == _person.c.id, _draft.c.form_id == _form)
_active = exists().where(
    _submission.c.person_id == _person.c.id,
    _submission.c.sent_at >= bindparam("since", type_=Moment),
    _submission.c.sent_at < bindparam("until", type_=Moment),
    # That somebody has sent something restricted is nobody's to know (docs/decisions/0014).
    _submission.c.form_id.not_in(select(each("silent").c.value)),
)
_COMPANIONS = Prepared(
    select(
        _person.c.id,
        LIVES,
        type_coerce(_person.c.joined_at, Whole),
        func.coalesce(_first_sent, literal(0, Whole)),
        type_coerce(_begun, Integer),
        type_coerce(_active, Integer),
        func.coalesce(cast(func.nullif(_families, _nowhere), Integer), literal(-1, Integer)),
        PROGRAMMES,
        type_coerce(result_seen(_person), Integer),
    )
    .where(counted())
    .order_by(_person.c.id)
)
_ASKED_ANEW = Prepared(
    select(func.count())
    .select_from(_person)
    .where(
        _person.c.role == literal("companion", Text),
        _person.c.consent.in_(select(each("earlier").c.value)),
        covers(_region, LIVES),
        or_(_programme == _nowhere, works_in(_person, _programme)),
        _in_charge(),
    )
)
_NAMES = Prepared(
    select(_person.c.id, func.coalesce(_person.c.name, _nowhere)).where(
        _person.c.id.in_(select(each("people").c.value)), person_seen(_person)
    )
)
_said_in_plan = (
    select(_plan.c.mentor)
    .where(_plan.c.person_id == _person.c.id)
    .order_by(_plan.c.id.desc())
    .limit(literal(1, Integer))
    .scalar_subquery()
)
# Asked with the plan and by itself: the latter is always the newer word.
_said = select(func.nullif(_wish.c.as_mentee, _nowhere)).where(_wish.c.person_id == _person.c.id).scalar_subquery()
_promised = exists().where(
    _pair.c.mentee == _person.c.id,
    or_(*(_pair.c.state == literal(state, Text) for state in ("proposed", "asked", "active"))),
)
_WISH = Prepared(
    select(_person.c.id).where(
        _person.c.id.in_(select(each("people").c.value)),
        func.coalesce(_said, _said_in_plan) == literal("yes", Text),
        ~_promised,
        result_seen(_person),
    )
)


async def companions(
    conn: AsyncConnection,
    viewer: Viewer,
    where: Where,
    *,
    form_id: str,
    since: datetime,
    until: datetime,
    silent: Collection[str],
) -> list[tuple[Any, ...]]:
    """Each companion, by id: (id, where they live ("13.76", "13" or ""), joined at, first sent ``form_id`` at (0:
    never), has it open, has sent anything from ``since`` to before ``until``, families (-1: not said), programmes with
    blanks between them, whether the viewer may see this one's results).

    ``silent``: forms that do not count as anything sent.
    """
    return await _COMPANIONS.rows(
        conn,
        viewer=viewer.person_id,
        region=where.region,
        programme=where.programme,
        form=form_id,
        since=since,
        until=until,
        silent=json_array(silent),
    )


async def asked_anew(conn: AsyncConnection, viewer: Viewer, where: Where) -> int:
    """How many companions of a region and programme have agreed to an earlier consent only; whom the viewer answers
    for, and who by that consent are counted, not seen.
    """
    rows = await _ASKED_ANEW.rows(
        conn, viewer=viewer.person_id, region=where.region, programme=where.programme, earlier=json_array(OUTDATED)
    )
    return int(rows[0][0])


async def names(conn: AsyncConnection, viewer: Viewer, people: Collection[int]) -> dict[int, str]:
    """The names of those of them whom the viewer may see by name; "" where there is none."""
    return dict(await _NAMES.rows(conn, viewer=viewer.person_id, people=json_array(people)))


async def wish_for_mentor(conn: AsyncConnection, viewer: Viewer, people: Collection[int]) -> set[int]:
    """Those of them who wish for a mentor, in the learning plan or since, and have none yet, nor are promised one."""
    rows = await _WISH.rows(conn, viewer=viewer.person_id, people=json_array(people))
    return {row[0] for row in rows}


async def among(conn: AsyncConnection, condition: ColumnElement[bool], people: Collection[int] | None) -> set[int]:
    """Of whom of these people (None: of all) a condition on ``schema.person`` holds (see ``storage.audience``)."""
    wanted = select(_person.c.id).where(condition)
    if people is not None:
        wanted = wanted.where(_person.c.id.in_(select(each("people").c.value)))
        return {row[0] for row in await conn.execute(wanted, {"people": json_array(people)})}
    return {row[0] for row in await conn.execute(wanted)}
