"""Who gets digests by themselves, of what, and what they have set: in one statement, for the planner."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared

KIND = "digest"


@dataclass(frozen=True, slots=True)
class Reader:
    """A coordinator with one duty (``region``, ``programme``; "" for all), or an admin with the whole country.

    ``chosen``: the rhythm as stored, None where it was never set.
    """

    person_id: int
    name: str | None
    role: str
    province: str | None
    joined_at: datetime
    region: str
    programme: str
    chosen: str | None


_person, _duty, _preference = schema.person, schema.duty, schema.preference
_READERS = Prepared(
    select(
        _person.c.id,
        _person.c.name,
        _person.c.role,
        _person.c.province,
        _person.c.joined_at,
        _duty.c.region,
        _duty.c.programme,
        _preference.c.value,
    )
    .select_from(_person)
    .outerjoin(_duty, and_(_duty.c.person_id == _person.c.id, _person.c.role == literal("coordinator")))
    .outerjoin(_preference, and_(_preference.c.person_id == _person.c.id, _preference.c.kind == literal(KIND)))
    .where(
        or_(_person.c.role == literal("admin"), _duty.c.person_id.is_not(None)),
        _person.c.consent.is_not(None),
        _person.c.blocked_at.is_(None),
    )
    .order_by(_person.c.id, _duty.c.region, _duty.c.programme)
)


async def readers(conn: AsyncConnection) -> list[Reader]:
    """All of them, person by person; one row for each duty."""
    found = []
    for who, name, role, province, joined_at, region, programme, chosen in await _READERS.rows(conn):
        found.append(Reader(who, name, role, province, joined_at, region or "", programme or "", chosen))
    return found
