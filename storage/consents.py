"""Consent to the use of data (UU PDP 27/2022): each answer to a consent text is kept, with text version and time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared


@dataclass(slots=True, frozen=True)
class Consent:
    """One answer to the consent text ``version``, as read in ``language``; a withdrawal is noted on it."""

    id: int
    person_id: int
    version: str
    language: str
    accepted: bool
    at: datetime
    withdrawn_at: datetime | None

    @property
    def in_force(self) -> bool:
        """Accepted, and not withdrawn since."""
        return self.accepted and self.withdrawn_at is None


_consent = schema.consent
_CONSENT = tuple(_consent.c[name] for name in Consent.__slots__)

_ADD = Prepared(insert(_consent).values({column.name: bindparam(column.name) for column in _CONSENT[1:-1]}))
_of_person = select(*_CONSENT).where(_consent.c.person_id == bindparam("person"))
_HISTORY = Prepared(_of_person.order_by(_consent.c.id))
_CURRENT = Prepared(_of_person.order_by(_consent.c.id.desc()).limit(1))
_WITHDRAW = Prepared(
    update(_consent)
    .where(
        _consent.c.person_id == bindparam("person"),
        _consent.c.accepted,
        _consent.c.withdrawn_at.is_(None),
    )
    .values(withdrawn_at=bindparam("withdrawn_at"))
)
_SET_PERSON = Prepared(
    update(schema.person)
    .where(schema.person.c.id == bindparam("person"))
    .values(consent=bindparam("consent", type_=schema.person.c.consent.type))
)


async def record(
    conn: AsyncConnection, *, person_id: int, version: str, language: str, accepted: bool, at: datetime
) -> None:
    """Keep the answer. Accepted: this version is in force from now on; declined: an earlier consent ends."""
    if not accepted:
        await withdraw(conn, person_id, at)
    await _ADD.run(conn, person_id=person_id, version=version, language=language, accepted=accepted, at=at)
    await _SET_PERSON.run(conn, person=person_id, consent=version if accepted else None)


async def withdraw(conn: AsyncConnection, person_id: int, at: datetime) -> None:
    """End whatever consent is in force; nothing happens if there is none."""
    await _WITHDRAW.run(conn, person=person_id, withdrawn_at=at)
    await _SET_PERSON.run(conn, person=person_id, consent=None)


async def current(conn: AsyncConnection, person_id: int) -> Consent | None:
    """The latest answer, in force or not (``Consent.in_force``); None if never asked."""
    row = await _CURRENT.first(conn, person=person_id)
    return Consent(*row) if row else None


async def history(conn: AsyncConnection, person_id: int) -> list[Consent]:
    """Every answer, oldest first."""
    return [Consent(*row) for row in await _HISTORY.rows(conn, person=person_id)]
