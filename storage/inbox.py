"""Which updates of Telegram have been taken, so that none is acted on twice, and which were set aside."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, literal, select, true
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import to_micros
from storage.prepared import Prepared, each, json_array

_inbox = schema.inbox
_claimed = each("claims")

_CLAIM = Prepared(
    insert(_inbox)
    .from_select(
        ["update_id", "received_at", "state"],
        select(
            func.json_extract(_claimed.c.value, "$[0]"),
            func.json_extract(_claimed.c.value, "$[1]"),
            literal("done"),
            # Without a WHERE, SQLite reads "ON CONFLICT" as a join condition.
        ).where(true()),
    )
    .on_conflict_do_nothing()
    .returning(_inbox.c.update_id)
)
_aside = insert(_inbox).values(
    update_id=bindparam("update_id"),
    received_at=bindparam("received_at"),
    state="aside",
    reason=bindparam("reason"),
    payload=bindparam("payload"),
)
_SET_ASIDE = Prepared(
    _aside.on_conflict_do_update(
        index_elements=[_inbox.c.update_id],
        set_={name: _aside.excluded[name] for name in ("state", "reason", "payload")},
    )
)
_FORGET = Prepared(delete(_inbox).where(_inbox.c.state == "done", _inbox.c.received_at < bindparam("before")))


async def claim(conn: AsyncConnection, updates: Sequence[tuple[int, datetime]]) -> set[int]:
    """Take the updates, as (update_id, received at), in one statement; gives the ids that are new.

    An id that was taken before, or set aside, is not among them: its update must not be acted on again.
    """
    taken = [(update_id, to_micros(at)) for update_id, at in updates]
    return {row[0] for row in await _CLAIM.rows(conn, claims=json_array(taken))}


async def set_aside(conn: AsyncConnection, update_id: int, reason: str, payload: str, at: datetime) -> None:
    """Keep an update that could not be handled, claimed before or not, with the reason, to be looked at later."""
    await _SET_ASIDE.run(conn, update_id=update_id, reason=reason, payload=payload, received_at=at)


async def forget_claims(conn: AsyncConnection, before: datetime) -> int:
    """Delete the claims received before that time (not the ones set aside); gives how many.

    Telegram keeps an update for 24 hours at most, so claims older than that can no longer be asked for.
    """
    return await _FORGET.run(conn, before=before)
