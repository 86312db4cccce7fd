"""Pairs of a mentor and a companion, from the proposal to the look back.

``proposed`` → ``asked`` (the coordinator agreed), ``rejected`` (did not) or gone (it holds no longer); ``asked`` →
``active`` (both said yes), ``declined`` (one said no) or ``ended``; ``active`` → ``ended``. Every step holds only in
the state that it leads from, so that a second tap changes nothing.

A pair is seen by its two people, and by the coordinator in charge of the mentee: its theme says something of what the
mentee scored. What each of the two is shown of it is decided where it is shown.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, and_, bindparam, delete, exists, func, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.mentoring import OPEN
from storage.moments import Moment, Whole
from storage.prepared import Prepared
from storage.visibility import PROGRAM, VIEWER, Viewer, result_seen

PROPOSED, ASKED, ACTIVE = OPEN
DECLINED, REJECTED, ENDED = "declined", "rejected", "ended"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of ``mentor_pair``; ``why``, ``baseline`` and ``outcome`` are read from JSON, {} where there is none."""

    id: int
    mentor: int
    mentee: int
    programme: str
    state: str
    why: Mapping[str, Any]
    made_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    mentor_said: str | None
    mentee_said: str | None
    begun_at: datetime | None
    ended_at: datetime | None
    theme: str
    baseline: Mapping[str, Any]
    looked_back_at: datetime | None
    outcome: Mapping[str, Any]

    def other(self, person_id: int) -> int:
        """Whom of the two the person is not."""
        return self.mentee if person_id == self.mentor else self.mentor


@dataclass(frozen=True, slots=True)
class New:
    """A pair to be proposed; ``why``: the reasons, as JSON-able values."""

    mentor: int
    mentee: int
    programme: str
    theme: str
    why: Mapping[str, Any]


_pair, _person = schema.mentor_pair, schema.person
_PAIR = tuple(_pair.c[field.name] for field in fields(Pair))
_JSON = [index for index, field in enumerate(fields(Pair)) if field.name in ("why", "baseline", "outcome")]
_id = bindparam("pair", type_=Whole)
_at = bindparam("at", type_=Moment)


def _in(*states: str) -> ColumnElement[bool]:
    return _pair.c.state.in_([literal(state, Text) for state in states])


def _seen() -> ColumnElement[bool]:
    mentee, viewer = _person.alias(), _person.alias()
    consents = exists().where(viewer.c.id == VIEWER, viewer.c.consent.is_not(None))
    return or_(
        literal(PROGRAM.person_id, Whole) == VIEWER,
        and_(_pair.c.mentor == VIEWER, consents),
        exists().where(mentee.c.id == _pair.c.mentee, result_seen(mentee)),
    )


_others = (_pair.c.mentor != VIEWER, _pair.c.mentee != VIEWER)
_GET = Prepared(select(*_PAIR).where(_pair.c.id == _id, _seen()))
_OF_PERSON = Prepared(
    select(*_PAIR)
    .where(or_(_pair.c.mentor == bindparam("person", type_=Whole), _pair.c.mentee == bindparam("person", type_=Whole)))
    .where(_seen())
    .order_by(_pair.c.id.desc())
)
_OF_REGION = Prepared(
    select(*_PAIR)
    .where(_pair.c.state == bindparam("state", type_=Text), *_others, _seen())
    .order_by(_pair.c.id)
    .limit(bindparam("most", type_=Integer))
    .offset(bindparam("skip", type_=Integer))
)
_COUNTS = Prepared(select(_pair.c.state, func.count()).where(*_others, _seen()).group_by(_pair.c.state))
_OUTCOMES = Prepared(
    select(_pair.c.outcome)
    .where(_pair.c.outcome.is_not(None), _pair.c.begun_at.is_not(None), *_others, _seen())
    .order_by(_pair.c.id)
)
_PROPOSE = Prepared(
    insert_or_ignore(_pair)
    .values(
        **{
            name: bindparam(name, type_=_pair.c[name].type)
            for name in ("mentor", "mentee", "programme", "theme", "why")
        },
        state=literal(PROPOSED, Text),
        made_at=_at,
    )
    .on_conflict_do_nothing()
)
_CHANGE_MENTOR = Prepared(
    update(_pair)
    .where(_pair.c.id == _id, _in(PROPOSED))
    .values(
        {name: bindparam(f"new_{name}", type_=_pair.c[name].type) for name in ("mentor", "programme", "theme", "why")}
    )
)
_TAKE_BACK = Prepared(delete(_pair).where(_pair.c.id == _id, _in(PROPOSED)))
_FOLLOW = Prepared(
    update(_pair)
    .where(_pair.c.mentee == bindparam("person", type_=Whole), _in(*OPEN))
    .values(theme=bindparam("new_theme", type_=Text))
)
_DECIDE = Prepared(
    update(_pair)
    .where(_pair.c.id == _id, _in(PROPOSED))
    .values(state=bindparam("became", type_=Text), decided_by=bindparam("by", type_=Whole), decided_at=_at)
)
_SAY = {
    role: Prepared(
        update(_pair)
        .where(_pair.c.id == _id, _in(ASKED), _pair.c[f"{role}_said"].is_(None))
        .values({f"{role}_said": bindparam("said", type_=Text)})
    )
    for role in ("mentor", "mentee")
}
_DECLINE = Prepared(update(_pair).where(_pair.c.id == _id, _in(ASKED)).values(state=literal(DECLINED, Text)))
_BEGIN = Prepared(
    update(_pair)
    .where(
        _pair.c.id == _id,
        _in(ASKED),
        _pair.c.mentor_said == literal(YES, Text),
        _pair.c.mentee_said == literal(YES, Text),
    )
    .values(state=literal(ACTIVE, Text), begun_at=_at, baseline=bindparam("figures", type_=Text))
)
_END = Prepared(update(_pair).where(_pair.c.id == _id, _in(*OPEN)).values(state=literal(ENDED, Text), ended_at=_at))
_LOOK_BACK = Prepared(
    update(_pair).where(_pair.c.id == _id, _pair.c.looked_back_at.is_(None)).values(looked_back_at=_at)
)
_NOTE = Prepared(update(_pair).where(_pair.c.id == _id).values(outcome=bindparam("what", type_=Text)))


async def get(conn: AsyncConnection, viewer: Viewer, pair_id: int) -> Pair | None:
    """The pair; None where there is none that the viewer may see."""
    row = await _GET.first(conn, viewer=viewer.person_id, pair=pair_id)
    return of_row(row) if row else None


async def of_person(conn: AsyncConnection, viewer: Viewer, person_id: int) -> list[Pair]:
    """The pairs of a person in either role, newest first."""
    return [of_row(row) for row in await _OF_PERSON.rows(conn, viewer=viewer.person_id, person=person_id)]


async def of_region(
    conn: AsyncConnection, viewer: Viewer, state: str, *, skip: int = 0, most: int = 1000
) -> list[Pair]:
    """The pairs in a state of the viewer's companions, oldest first; none of which they are one themselves."""
    rows = await _OF_REGION.rows(conn, viewer=viewer.person_id, state=state, skip=skip, most=most)
    return [of_row(row) for row in rows]


async def counts(conn: AsyncConnection, viewer: Viewer) -> dict[str, int]:
    """How many pairs of the viewer's companions there are, by state."""
    return dict(await _COUNTS.rows(conn, viewer=viewer.person_id))


async def outcomes(conn: AsyncConnection, viewer: Viewer) -> list[Mapping[str, Any]]:
    """What came of the pairs of the viewer's companions, of those that got so far, whether they go on or not."""
    return [json.loads(row[0]) for row in await _OUTCOMES.rows(conn, viewer=viewer.person_id)]


async def propose(conn: AsyncConnection, pairs: Iterable[New], at: datetime) -> None:
    """Propose pairs; a mentee who has an open one already is left out."""
    rows = [
        {"mentor": one.mentor, "mentee": one.mentee, "programme": one.programme, "theme": one.theme}
        | {"why": _json(one.why), "at": at}
        for one in pairs
    ]
    await _PROPOSE.many(conn, rows)


async def change_mentor(conn: AsyncConnection, pair_id: int, new: New) -> bool:
    """Put another mentor into a proposal. This and the next: False where it is not in the state that it needs."""
    values = {"new_mentor": new.mentor, "new_programme": new.programme, "new_theme": new.theme}
    return bool(await _CHANGE_MENTOR.run(conn, pair=pair_id, new_why=_json(new.why), **values))


async def take_back(conn: AsyncConnection, pair_id: int) -> bool:
    """A proposal holds no longer: nobody but the coordinator knew of it, and the two may be proposed again."""
    return bool(await _TAKE_BACK.run(conn, pair=pair_id))


async def follow_plan(conn: AsyncConnection, mentee: int, theme: str) -> None:
    """The mentee's learning plan has this theme now: what the pair works on is the same."""
    await _FOLLOW.run(conn, person=mentee, new_theme=theme)


async def decide(conn: AsyncConnection, pair_id: int, became: str, by: int, at: datetime) -> bool:
    """The coordinator agrees to a proposal (``ASKED``) or does not (``REJECTED``)."""
    return bool(await _DECIDE.run(conn, pair=pair_id, became=became, by=by, at=at))


async def say(conn: AsyncConnection, pair: Pair, person_id: int, said: str) -> bool:
    """One of the two says ``YES`` or ``NO``, once; a no ends the matter."""
    role = "mentor" if person_id == pair.mentor else "mentee"
    done = bool(await _SAY[role].run(conn, pair=pair.id, said=said))
    if done and said == NO:
        await _DECLINE.run(conn, pair=pair.id)
    return done


async def begin(conn: AsyncConnection, pair_id: int, baseline: Mapping[str, Any], at: datetime) -> bool:
    """Both have said yes: they learn together from now on. ``baseline``: what the mentee's percents are now."""
    return bool(await _BEGIN.run(conn, pair=pair_id, figures=_json(baseline), at=at))


async def end(conn: AsyncConnection, pair_id: int, at: datetime) -> bool:
    """The pair is over, however far it has got."""
    return bool(await _END.run(conn, pair=pair_id, at=at))


async def look_back(conn: AsyncConnection, pair_id: int, at: datetime) -> bool:
    """The two are asked what it was good for; once."""
    return bool(await _LOOK_BACK.run(conn, pair=pair_id, at=at))


async def note(conn: AsyncConnection, pair_id: int, outcome: Mapping[str, Any]) -> None:
    """Keep what came of it so far."""
    await _NOTE.run(conn, pair=pair_id, what=_json(outcome))


def of_row(row: tuple[Any, ...]) -> Pair:
    """A pair from the columns in the order of ``Pair``."""
    values = list(row)
    for index in _JSON:
        values[index] = json.loads(values[index]) if values[index] is not None else {}
    return Pair(*values)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
