"""Whom a coordinator may remind now: who of some people can be reached, and what reminders they get anyway."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Text, bindparam, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.due import ALIVE, WISH_PREFIX
from storage.moments import Moment
from storage.prepared import Prepared, each, json_array
from storage.visibility import Viewer, person_seen

NUDGE, REMINDER = "digest-nudge", "reminder"
_OFF = "off"


@dataclass(slots=True)
class Reachable:
    """Somebody to whom a reminder may be sent; ``nudges``, ``reminders``: when a coordinator's and the scheduled ones
    went to them, or will go, since the time that was asked for.
    """

    person_id: int
    province: str | None
    nudges: list[datetime] = field(default_factory=list)
    reminders: list[datetime] = field(default_factory=list)


_person, _outbox, _preference = schema.person, schema.outbox, schema.preference
_of_them = _person.c.id.in_(select(each("people").c.value))
# Who wants no reminders of a form gets none of it, whoever sends them.
_unwanted = (
    select(_preference.c.person_id)
    .where(
        _preference.c.kind == literal(WISH_PREFIX) + bindparam("form", type_=Text),
        _preference.c.value == literal(_OFF),
    )
    .scalar_subquery()
)
_REACHABLE = Prepared(
    select(_person.c.id, _person.c.province)
    .where(
        _of_them,
        person_seen(),
        _person.c.consent.is_not(None),
        _person.c.blocked_at.is_(None),
        _person.c.id.not_in(_unwanted),
    )
    .order_by(_person.c.id)
)
_LETTERS = Prepared(
    select(_outbox.c.person_id, _outbox.c.kind, _outbox.c.not_before).where(
        _outbox.c.person_id.in_(select(each("people").c.value)),
        or_(_outbox.c.kind == literal(REMINDER), _outbox.c.kind == literal(NUDGE)),
        _outbox.c.not_before >= bindparam("since", type_=Moment),
        _outbox.c.state.in_([literal(state, Text) for state in ALIVE]),
    )
)


async def reachable(
    conn: AsyncConnection, viewer: Viewer, people: Collection[int], *, form: str, since: datetime
) -> list[Reachable]:
    """Those of the people whom the viewer may see, who have not blocked the bot and have reminders of ``form`` on."""
    if not people:
        return []
    rows = await _REACHABLE.rows(conn, people=json_array(people), form=form, viewer=viewer.person_id)
    found = {row[0]: Reachable(*row) for row in rows}
    for who, kind, at in await _LETTERS.rows(conn, people=json_array(people), since=since):
        if who in found:
            (found[who].nudges if kind == NUDGE else found[who].reminders).append(at)
    return list(found.values())
