"""What came of an announcement: by region, and reader by reader.

Where a person is counted is where their profile puts them now. Every number is counted from the same rows, so that the
regions add up to the totals; someone who has erased everything since is in neither.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Text, and_, bindparam, case, func, literal, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.announcement_copies import COPY
from storage.moments import Whole
from storage.outbox import BLOCKED
from storage.prepared import Prepared


@dataclass(frozen=True, slots=True)
class RegionRow:
    """The copies in one regency, as codes ("" where unknown): ``copies`` is the sum of the six states after it.

    ``waiting``: still to be sent, or in hand; ``cancelled``: not sent, because the announcement was stopped or its time
    was over, or the reader has withdrawn consent. ``answered``: how many gave each answer.
    """

    province: str
    regency: str
    copies: int = 0
    sent: int = 0
    uncertain: int = 0
    failed: int = 0
    unreachable: int = 0
    waiting: int = 0
    cancelled: int = 0
    answered: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader's copy: ``state`` as in ``RegionRow``, ``reason`` why it was not sent; None where there is nothing."""

    name: str | None
    province: str | None
    regency: str | None
    state: str
    reason: str | None
    sent_at: datetime | None
    answer: str | None
    answered_at: datetime | None


_outbox, _person, _said = schema.outbox, schema.person, schema.announcement_answer
_lane = bindparam("lane", type_=Whole)
# The literal lets SQLite use the index of announcements' rows alone.
_copies = and_(_outbox.c.lane == _lane, _outbox.c.lane != literal_column("0"), _outbox.c.kind == literal(COPY, Text))
_SHOWN_AS = {
    "queued": "waiting",
    "sending": "waiting",
    "sent": "sent",
    "uncertain": "uncertain",
    "expired": "cancelled",
    "cancelled": "cancelled",
}
_state = case(
    *((_outbox.c.state == literal(kept, Text), literal(shown, Text)) for kept, shown in _SHOWN_AS.items()),
    (_outbox.c.reason == literal(BLOCKED, Text), literal("unreachable", Text)),
    else_=literal("failed", Text),
)
_region = (func.coalesce(_person.c.province, ""), func.coalesce(_person.c.regency, ""))
_REGIONS = Prepared(
    select(*_region, _state, func.count())
    .join_from(_outbox, _person, _person.c.id == _outbox.c.person_id)
    .where(_copies)
    .group_by(*_region, _state)
)
_ANSWERED = Prepared(
    select(*_region, _said.c.answer, func.count())
    .join_from(_said, _person, _person.c.id == _said.c.person_id)
    .where(_said.c.announcement_id == _lane)
    .group_by(*_region, _said.c.answer)
    .order_by(_said.c.answer)
)
_READERS = Prepared(
    select(
        _person.c.name,
        _person.c.province,
        _person.c.regency,
        _state,
        _outbox.c.reason,
        case((_outbox.c.state == literal("sent", Text), _outbox.c.changed_at)),
        _said.c.answer,
        _said.c.at,
    )
    .join_from(_outbox, _person, _person.c.id == _outbox.c.person_id)
    .outerjoin(_said, and_(_said.c.announcement_id == _lane, _said.c.person_id == _outbox.c.person_id))
    .where(_copies)
    .order_by(*_region, func.coalesce(_person.c.name, ""), _person.c.id)
)


async def report(conn: AsyncConnection, announcement_id: int) -> list[RegionRow]:
    """A row for each regency with a copy or an answer, in the order of the codes."""
    counts: dict[tuple[str, str], dict[str, Any]] = {}
    for province, regency, state, count in await _REGIONS.rows(conn, lane=announcement_id):
        of = counts.setdefault((province, regency), {})
        of[state] = count
        of["copies"] = of.get("copies", 0) + count
    for province, regency, answer, count in await _ANSWERED.rows(conn, lane=announcement_id):
        counts.setdefault((province, regency), {}).setdefault("answered", {})[answer] = count
    return [RegionRow(*region, **counts[region]) for region in sorted(counts)]


async def readers(conn: AsyncConnection, announcement_id: int) -> list[Reader]:
    """Everyone with a copy, by region and name."""
    return [Reader(*row) for row in await _READERS.rows(conn, lane=announcement_id)]
