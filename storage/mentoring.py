"""What companions wish of mentoring, and who of a coordinator's companions may be put together."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Text, and_, bindparam, exists, func, literal, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment, Whole
from storage.prepared import Prepared, each, json_array
from storage.visibility import OUTDATED, PROFILE_FORM, PROGRAMME_ITEM, Viewer, result_seen

FAMILIES_ITEM = "jumlah_kpm"
"""The item of the profile that says how many families (KPM) a companion looks after."""
OPEN = ("proposed", "asked", "active")
"""States in which a pair takes up a place: nobody has two mentors, or more companions than they have room for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a companion said of mentoring: ``as_mentor``, ``as_mentee``: yes, no or "" (not said).

    ``capacity``: how many at once; ``languages``: " jawa minang ", "" for none; ``shares``: a mentor may know the
    theme, never scores.
    """

    person_id: int
    as_mentor: str
    as_mentee: str
    capacity: int
    languages: str
    shares: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Learner:
    """A companion with a filled in short form, as far as it takes to find them a mentor or companions to train.

    ``programmes``: of the latest profile, separated by blanks. ``items``: the scores of the short form. ``as_mentor``
    to ``languages``: as in ``Wish``, ``capacity`` None without one. ``carries``: how many they train now, or are
    to train; ``has_mentor``: somebody trains them, or is to. ``declined``: they have said no to a pair of late.
    ``decided``: how many of ``carries`` the coordinator has agreed to. ``families``: the KPM of the latest profile,
    None where it says none. ``focus``: the theme of the learning plan that they agreed to, "" without one.
    """

    person_id: int
    province: str
    regency: str
    programmes: str
    items: bytes
    as_mentor: str
    as_mentee: str
    capacity: int | None
    languages: str
    carries: int
    has_mentor: bool
    declined: bool
    decided: int = 0
    families: int | None = None
    focus: str = ""


_wish, _person, _result, _pair = schema.mentor_wish, schema.person, schema.result, schema.mentor_pair
_profile, _answer, _plan = schema.submission.alias("profile"), schema.submission_answer, schema.learning_plan
_WISH = tuple(_wish.c[field.name] for field in fields(Wish))
_values = {field.name: bindparam(field.name, type_=_wish.c[field.name].type) for field in fields(Wish)}

_GET = Prepared(select(*_WISH).where(_wish.c.person_id == bindparam("person", type_=Whole)))
_PUT = Prepared(
    upsert(_wish)
    .values(_values)
    .on_conflict_do_update(
        index_elements=["person_id"], set_={name: value for name, value in _values.items() if name != "person_id"}
    )
)


def _of_profile(item: str) -> ScalarSelect[str]:
    """What the person's latest profile says."""
    latest = (
        select(_profile.c.id)
        .where(_profile.c.person_id == _person.c.id, _profile.c.form_id == literal(PROFILE_FORM))
        .order_by(_profile.c.sent_at.desc(), _profile.c.id.desc())
        .limit(literal(1))
        .correlate(_person)
        .scalar_subquery()
    )
    said = select(_answer.c.value).where(_answer.c.item == literal(item), _answer.c.submission_id == latest)
    return said.correlate(_person).scalar_subquery()


def _carried(*states: str) -> ScalarSelect[int]:
    """How many pairs in these states the person is the mentor of."""
    there = _pair.c.state.in_([literal(state, Text) for state in states])
    counted = select(func.count()).where(_pair.c.mentor == _person.c.id, there)
    return counted.correlate(_person).scalar_subquery()


_focus = (
    select(_plan.c.focus)
    .where(_plan.c.person_id == _person.c.id)
    .order_by(_plan.c.id.desc())
    .limit(literal(1))
    .correlate(_person)
    .scalar_subquery()
)
_open = _pair.c.state.in_([literal(state, Text) for state in OPEN])
_has_mentor = exists().where(_pair.c.mentee == _person.c.id, _open)
_declined = exists().where(
    _pair.c.state == literal("declined", Text),
    _pair.c.decided_at >= bindparam("lately", type_=Moment),
    # Who has said since then what they wish is taken at their word.
    or_(_wish.c.at.is_(None), _wish.c.at <= _pair.c.decided_at),
    or_(
        and_(_pair.c.mentor == _person.c.id, _pair.c.mentor_said == literal("no", Text)),
        and_(_pair.c.mentee == _person.c.id, _pair.c.mentee_said == literal("no", Text)),
    ),
)
_learners = (
    select(
        _person.c.id,
        func.coalesce(_person.c.province, literal("", Text)),
        func.coalesce(_person.c.regency, literal("", Text)),
        func.coalesce(_of_profile(PROGRAMME_ITEM), literal("", Text)),
        _result.c["items"],
        func.coalesce(_wish.c.as_mentor, literal("", Text)),
        func.coalesce(_wish.c.as_mentee, literal("", Text)),
        _wish.c.capacity,
        func.coalesce(_wish.c.languages, literal("", Text)),
        _carried(*OPEN),
        _has_mentor,
        _declined,
        _carried(*OPEN[1:]),
        _of_profile(FAMILIES_ITEM),
        func.coalesce(_focus, literal("", Text)),
    )
    .join_from(_person, _result, _result.c.person_id == _person.c.id)
    .outerjoin(_wish, _wish.c.person_id == _person.c.id)
    .where(
        _result.c.form_id == bindparam("form", type_=Text),
        _result.c.back == literal(0, Whole),
        _person.c.role == literal("companion", Text),
        _person.c.blocked_at.is_(None),
        # The program sees everybody, and counts no more of them than a coordinator.
        _person.c.consent.not_in([literal(version, Text) for version in OUTDATED]),
        result_seen(_person),
        # Oneself is seen too, but nobody finds themselves a mentor here.
        _person.c.id != bindparam("viewer", type_=Whole),
    )
    .order_by(_person.c.id)
)
_province = bindparam("province", type_=Text)
_LEARNERS = Prepared(_learners.where(or_(_province == literal("", Text), _person.c.province == _province)))
_LEARNERS_AMONG = Prepared(_learners.where(_person.c.id.in_(select(each("people").c.value))))
_APART = Prepared(select(_pair.c.mentor, _pair.c.mentee).where(_pair.c.mentee.in_(select(each("mentees").c.value))))


async def wish(conn: AsyncConnection, person_id: int) -> Wish | None:
    """What the person said; None where they said nothing."""
    row = await _GET.first(conn, person=person_id)
    return Wish(*row) if row else None


async def put_wish(conn: AsyncConnection, given: Wish) -> None:
    """Keep it, in place of what was said before."""
    await _PUT.run(conn, **{field.name: getattr(given, field.name) for field in fields(Wish)})


async def wants_mentor(conn: AsyncConnection, person_id: int, said: str, at: datetime) -> None:
    """Keep yes or no to having a mentor, and what else was said as it is (the learning plan asks it too)."""
    before = await wish(conn, person_id) or Wish(person_id, "", "", 1, "", False, at)
    await put_wish(conn, replace(before, as_mentee=said, at=at))


async def learners(
    conn: AsyncConnection, viewer: Viewer, form_id: str, lately: datetime, province: str = ""
) -> list[Learner]:
    """The companions whose scores the viewer may see and who have sent the short form, by id; ``lately``: as of when a
    no still counts; ``province``: of that one only. Nobody who has blocked the bot.
    """
    rows = await _LEARNERS.rows(conn, viewer=viewer.person_id, form=form_id, lately=lately, province=province)
    return [_learner(row) for row in rows]


async def learners_among(
    conn: AsyncConnection, viewer: Viewer, form_id: str, lately: datetime, people: Iterable[int]
) -> list[Learner]:
    """The same of these people."""
    asked = json_array(list(people))
    rows = await _LEARNERS_AMONG.rows(conn, viewer=viewer.person_id, form=form_id, lately=lately, people=asked)
    return [_learner(row) for row in rows]


async def apart(conn: AsyncConnection, mentees: Iterable[int]) -> frozenset[tuple[int, int]]:
    """All (mentor, mentee) of these mentees who were put together once, whatever came of it."""
    rows = await _APART.rows(conn, mentees=json_array(list(mentees)))
    return frozenset((mentor, mentee) for mentor, mentee in rows)


def _learner(row: tuple[Any, ...]) -> Learner:
    *first, has_mentor, declined, decided, families, focus = row
    known = int(families) if families is not None and families.isascii() and families.isdecimal() else None
    # SQLite's truth is a number.
    return Learner(*(*first, bool(has_mentor), bool(declined), decided, known, focus))
