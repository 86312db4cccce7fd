"""Who is to get a tip, and who the question whether one was tried: set by set, never one query a person.

People are read in the order of their ids, so many at a time: the planner (``bot.planning.tips``) goes through the
whole country in steps between which others get their turn. Whoever has the letter in the outbox already is left out,
by its key; the keys are made here, so that they are written and looked for in one place.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, and_, bindparam, case, cast, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import preferences, schema
from storage.moments import Moment, Whole
from storage.prepared import Prepared, each, json_array

# The kinds of letters, and what their keys begin with.
TIP, TRIED = "tip", "tried"
# What a person may choose under the kind of preference `tip`.
WEEKLY, BIWEEKLY = "weekly", "biweekly"


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who is to get a letter. ``about``: for a tip the person's rhythm, for a question the tip asked about.

    ``again``: a letter under the plain key is in the outbox, and its time was over before it went.
    """

    person_id: int
    name: str | None
    province: str | None
    about: str
    again: bool = False


_person, _tip, _outbox, _preference = schema.person, schema.tip_given, schema.outbox, schema.preference
_chosen = select(_preference.c.value).where(
    _preference.c.person_id == _person.c.id, _preference.c.kind == literal(TIP, Text)
)
# As `handlers.tipping.rhythm.rhythm` has it.
_rhythm = func.coalesce(
    _chosen.correlate(_person).scalar_subquery(),
    case((_person.c.role == "companion", literal(WEEKLY, Text)), else_=literal(preferences.OFF, Text)),
)
_addressed = (
    _person.c.id > bindparam("after", type_=Whole),
    _person.c.consent.is_not(None),
    _person.c.blocked_at.is_(None),
    func.coalesce(_person.c.province, "").in_(select(each("provinces").c.value)),
)
_queued = _outbox.c.state == literal("queued", Text)
# Rows that have not gone yet count as not planned for who asks what would go.
_waits = and_(_queued, bindparam("waiting", type_=Integer) == 1)
# Its span is over, whether that has been noted or not.
_is_over = or_(
    _outbox.c.state == literal("expired", Text),
    and_(_queued, _outbox.c.expires_at <= bindparam("now", type_=Moment)),
)
_most = bindparam("most", type_=Integer)


def _key(kind: str, about: ColumnElement[str]) -> ColumnElement[str]:
    return literal(f"{kind}:", Text) + cast(_person.c.id, Text) + literal(":", Text) + about


_tip_key = _key(TIP, bindparam("week", type_=Text))
_has_tip_row = exists().where(
    # The row itself, and those that were planned anew (`tip_key` with a span).
    or_(_outbox.c.key == _tip_key, and_(_outbox.c.key > _tip_key + ":", _outbox.c.key < _tip_key + ";")),
    ~_is_over,
    ~_waits,
)
_TIPS = Prepared(
    select(
        _person.c.id,
        _person.c.name,
        _person.c.province,
        _rhythm.label("about"),
        exists().where(_outbox.c.key == _tip_key).correlate(_person).label("again"),
    )
    .where(
        *_addressed,
        _person.c.joined_at <= bindparam("joined_until", type_=Moment),
        or_(_rhythm == WEEKLY, and_(_rhythm == BIWEEKLY, bindparam("even", type_=Integer) == 1)),
        ~_has_tip_row.correlate(_person),
    )
    .order_by(_person.c.id)
    .limit(_most)
)
_other = schema.tip_given.alias("other")
_front = _key(TRIED, literal("", Text))
# By the range of keys: of all letters of a person only these few are looked at.
_is_open = exists().where(
    _outbox.c.key > _front,
    _outbox.c.key < _key(TRIED, literal("~", Text)),
    _other.c.person_id == _person.c.id,
    _other.c.tip_id == func.substr(_outbox.c.key, func.length(_front) + 1),
    _other.c.tried.is_(None),
    _outbox.c.state.in_([literal(state, Text) for state in ("queued", "sending", "sent", "uncertain")]),
    _outbox.c.changed_at > bindparam("open_since", type_=Moment),
    ~_is_over,
    ~_waits,
)
_was_asked = exists().where(_outbox.c.key == _key(TRIED, _tip.c.tip_id), ~_waits)
_QUESTIONS = Prepared(
    select(_person.c.id, _person.c.name, _person.c.province, _tip.c.tip_id)
    .join_from(_person, _tip, _tip.c.person_id == _person.c.id)
    .where(
        *_addressed,
        _rhythm != preferences.OFF,
        _tip.c.verdict == literal(preferences.USEFUL, Text),
        _tip.c.tried.is_(None),
        _tip.c.given_at > bindparam("given_since", type_=Moment),
        _tip.c.given_at <= bindparam("given_until", type_=Moment),
        ~_was_asked.correlate(_person, _tip),
        ~_is_open.correlate(_person),
    )
    # By the tips' own column: only then are they read in that order, and no more of them than are wanted.
    .order_by(_tip.c.person_id, _tip.c.given_at, _tip.c.tip_id)
    .limit(_most)
)
_PROVINCES = Prepared(select(func.coalesce(_person.c.province, "")).where(_person.c.consent.is_not(None)).distinct())


def tip_key(person_id: int, week: str, span: str = "") -> str:
    """The key of a person's tip of an ISO week; ``span`` names the letter that is planned anew for another span."""
    return f"{TIP}:{person_id}:{week}" + (f":{span}" if span else "")


def question_key(person_id: int, tip_id: str) -> str:
    """The key of the question whether a person has tried a tip."""
    return f"{TRIED}:{person_id}:{tip_id}"


async def provinces(conn: AsyncConnection) -> list[str]:
    """The codes of the provinces in which anybody is who has consented, in order; "" for people without one."""
    return sorted(code for (code,) in await _PROVINCES.rows(conn))


async def tips(
    conn: AsyncConnection,
    *,
    week: str,
    even: bool,
    provinces: Collection[str],
    joined_until: datetime,
    now: datetime,
    after: int = 0,
    most: int = 500,
    waiting: bool = False,
) -> list[Due]:
    """The next ``most`` people with an id above ``after`` who are to get the tip of an ISO week, in order of their ids.

    ``even``: the week is one of those of people who get a tip every second week. ``provinces``: codes, "" for people
    without one. ``waiting``: as if what waits in the outbox at ``now`` were not there yet.
    """
    given = {"provinces": json_array(provinces), "after": after, "most": most, "waiting": int(waiting), "now": now}
    rows = await _TIPS.rows(conn, **given, week=week, even=int(even), joined_until=joined_until)
    return [Due(*row) for row in rows]


async def questions(
    conn: AsyncConnection,
    *,
    given_since: datetime,
    given_until: datetime,
    open_since: datetime,
    provinces: Collection[str],
    now: datetime,
    after: int = 0,
    most: int = 500,
    waiting: bool = False,
) -> list[Due]:
    """The tips found useful that people may be asked about, in order of the people's ids, each one's oldest first.

    Those are tips given after ``given_since`` and not after ``given_until``, of people without a question that was
    planned after ``open_since`` and is not answered. At most ``most`` tips, and of each person all or none, so that the
    step after the last person misses nothing (only of somebody with more than ``most`` there are fewer). The other
    parameters: as for ``tips``.
    """
    given: dict[str, Any] = {"provinces": json_array(provinces), "after": after, "most": most, "now": now}
    given |= {"given_since": given_since, "given_until": given_until, "open_since": open_since}
    rows = await _QUESTIONS.rows(conn, **given, waiting=int(waiting))
    if len(rows) == most and rows[0][0] != rows[-1][0]:
        # The last person's tips may go on behind the end: they are all left to the next step.
        rows = [row for row in rows if row[0] != rows[-1][0]]
    return [Due(*row) for row in rows]
