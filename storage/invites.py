"""One-time invites to a role, and the duties (region and programme) that coordinators have."""

import enum
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.prepared import Prepared


@dataclass(slots=True, frozen=True)
class Invite:
    """An invite; only the hash of its token is kept, so that a copy of the database opens no door.

    ``region`` is a region code ("13", "13.76", "" for all), ``programme`` likewise ("" for all);
    ``made_by`` None: by the command line.
    """

    token_hash: str
    role: str
    region: str
    programme: str
    made_by: int | None
    made_at: datetime
    expires_at: datetime
    used_by: int | None
    used_at: datetime | None


@dataclass(slots=True, frozen=True)
class Duty:
    """What a coordinator may see: the companions of a region and a programme, "" for all."""

    person_id: int
    region: str
    programme: str


class Refusal(enum.Enum):
    """Why an invite could not be used."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"


_invite, _duty = schema.invite, schema.duty
_INVITE = tuple(_invite.c[name] for name in Invite.__slots__)
_DUTY = tuple(_duty.c[name] for name in Duty.__slots__)

_ADD = Prepared(insert(_invite).values({column.name: bindparam(column.name) for column in _INVITE[:-2]}))
_USE = Prepared(
    update(_invite)
    .where(
        _invite.c.token_hash == bindparam("token"),
        _invite.c.used_at.is_(None),
        _invite.c.expires_at > bindparam("now"),
    )
    .values(used_by=bindparam("used_by"), used_at=bindparam("used_at"))
    .returning(*_INVITE)
)
_GET = Prepared(select(*_INVITE).where(_invite.c.token_hash == bindparam("token")))
_ADD_DUTY = Prepared(
    upsert(_duty).values({column.name: bindparam(column.name) for column in _DUTY}).on_conflict_do_nothing()
)
_DUTIES = Prepared(
    select(*_DUTY).where(_duty.c.person_id == bindparam("person")).order_by(_duty.c.region, _duty.c.programme)
)


async def add(
    conn: AsyncConnection,
    *,
    token_hash: str,
    role: str,
    region: str,
    programme: str,
    made_by: int | None,
    at: datetime,
    expires_at: datetime,
) -> None:
    """Keep a new invite; IntegrityError if the hash is there already."""
    await _ADD.run(
        conn,
        token_hash=token_hash,
        role=role,
        region=region,
        programme=programme,
        made_by=made_by,
        made_at=at,
        expires_at=expires_at,
    )


async def use(conn: AsyncConnection, token_hash: str, person_id: int, at: datetime) -> Invite | None:
    """Use the invite up, in one statement: of two people with one link, one gets it.

    None if it is unknown, used or expired; ``why_refused`` says which. The role and the duty it stands for are
    the caller's to give.
    """
    row = await _USE.first(conn, token=token_hash, now=at, used_by=person_id, used_at=at)
    return Invite(*row) if row else None


async def why_refused(conn: AsyncConnection, token_hash: str, at: datetime) -> Refusal | None:
    """Why ``use`` would refuse the invite at that time; None if it would not."""
    row = await _GET.first(conn, token=token_hash)
    if row is None:
        return Refusal.UNKNOWN
    invite = Invite(*row)
    if invite.used_at is not None:
        return Refusal.USED
    return Refusal.EXPIRED if invite.expires_at <= at else None


async def add_duty(conn: AsyncConnection, person_id: int, region: str, programme: str) -> None:
    """Give a coordinator a region and programme to see; again is no error."""
    await _ADD_DUTY.run(conn, person_id=person_id, region=region, programme=programme)


async def duties(conn: AsyncConnection, person_id: int) -> list[Duty]:
    """All duties of the person, by region and programme."""
    return [Duty(*row) for row in await _DUTIES.rows(conn, person=person_id)]
