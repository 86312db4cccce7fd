"""The outbox: everything that is sent and is not the immediate reply to an update (docs/decisions/0007).

A row is written in the transaction that causes it, under a key that makes planning twice the same as once. Before a
row is sent it is *claimed* (state ``sending``, with the name of the program that has it in hand), and what came of it
is written afterwards: what a killed program had in hand may or may not have arrived, and is *uncertain*, never
sent again. Rows of lane 0 are letters; the copies of an announcement have its number as their lane.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Text, bindparam, case, func, literal, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.moments import Moment, Whole
from storage.outbox_rows import (
    BLOCKED,
    LETTERS,
    MENDING,
    NO_CONSENT,
    NOT_NEEDED,
    REPEATABLE,
    STOPPED_MIDWAY,
    TIMED_OUT,
    Claimed,
    Letter,
    Outcome,
    Priority,
)
from storage.prepared import Prepared

__all__ = [
    "BLOCKED",
    "LETTERS",
    "MENDING",
    "NOT_NEEDED",
    "NO_CONSENT",
    "REPEATABLE",
    "STOPPED_MIDWAY",
    "TIMED_OUT",
    "Claimed",
    "Letter",
    "Outcome",
    "Priority",
    "add",
    "all_counts",
    "any_due",
    "cancel",
    "cancel_lane",
    "claim",
    "counts",
    "expire",
    "forget",
    "settle",
    "try_again",
]

_outbox, _person = schema.outbox, schema.person

_ADD = Prepared(
    insert_or_ignore(_outbox)
    .values(
        {
            **{name: bindparam(name) for name in ("key", "kind", "person_id", "chat_id", "lane", "data", "priority")},
            **{name: bindparam(name) for name in ("not_before", "expires_at", "changed_at")},
            "attempts": literal(0, Integer),
            "state": literal("queued", Text),
        }
    )
    .on_conflict_do_nothing(index_elements=["key"])
)
_DUE = Prepared(
    select(
        _outbox.c.id,
        _outbox.c.key,
        _outbox.c.kind,
        _outbox.c.lane,
        _outbox.c.person_id,
        _person.c.telegram_id,
        func.coalesce(_outbox.c.chat_id, _person.c.telegram_id),
        _person.c.language,
        _outbox.c.data,
        _outbox.c.priority,
        _outbox.c.attempts,
        _outbox.c.message_ids,
        _outbox.c.expires_at,
        # Who has blocked the bot may still be in a group that it writes to.
        case((_outbox.c.chat_id.is_(None), _person.c.blocked_at)),
        _person.c.consent,
    )
    .join_from(_outbox, _person, _person.c.id == _outbox.c.person_id)
    .where(
        _outbox.c.state == literal("queued", Text),
        _outbox.c.lane == bindparam("lane"),
        _outbox.c.priority == bindparam("priority"),
        _outbox.c.not_before <= bindparam("now", type_=Moment),
    )
    .order_by(_outbox.c.not_before, _outbox.c.id)
    .limit(bindparam("limit", type_=Integer))
)
_TAKE = Prepared(
    update(_outbox)
    .where(_outbox.c.id == bindparam("of", type_=Whole), _outbox.c.state == literal("queued", Text))
    .values(state=literal("sending", Text), sender=bindparam("by"), changed_at=bindparam("now", type_=Moment))
)
_SETTLE = Prepared(
    update(_outbox)
    .where(_outbox.c.id == bindparam("of", type_=Whole), _outbox.c.state == literal("sending", Text))
    .values(
        state=bindparam("became", type_=Text),
        reason=bindparam("why", type_=Text),
        sender=None,
        message_ids=func.coalesce(bindparam("ids", type_=Text), _outbox.c.message_ids),
        revision=func.coalesce(_outbox.c.revision, bindparam("shows", type_=Whole)),
        not_before=func.coalesce(bindparam("again", type_=Moment), _outbox.c.not_before),
        attempts=_outbox.c.attempts + bindparam("tried", type_=Integer),
        chat_id=func.coalesce(bindparam("moved", type_=Whole), _outbox.c.chat_id),
        data=func.iif(bindparam("keep", type_=Integer), _outbox.c.data, None),
        changed_at=bindparam("now", type_=Moment),
    )
)
_CLOSE = Prepared(
    update(_outbox)
    .where(_outbox.c.id == bindparam("of", type_=Whole), _outbox.c.state == literal("queued", Text))
    .values(
        state=bindparam("became", type_=Text),
        reason=bindparam("why", type_=Text),
        data=None,
        changed_at=bindparam("now", type_=Moment),
    )
)
_EXPIRE = Prepared(
    update(_outbox)
    .where(_outbox.c.state == literal("queued", Text), _outbox.c.expires_at <= bindparam("now", type_=Moment))
    .values(state=literal("expired", Text), data=None, changed_at=bindparam("now", type_=Moment))
)
_CANCEL = Prepared(
    update(_outbox)
    .where(_outbox.c.key == bindparam("key"), _outbox.c.state == literal("queued", Text))
    .values(
        state=literal("cancelled", Text),
        reason=bindparam("why", type_=Text),
        data=None,
        changed_at=bindparam("now", type_=Moment),
    )
)
_CANCEL_LANE = Prepared(
    update(_outbox)
    .where(_outbox.c.lane == bindparam("lane"), _outbox.c.state == literal("queued", Text))
    .values(
        state=literal("cancelled", Text),
        reason=bindparam("why", type_=Text),
        changed_at=bindparam("now", type_=Moment),
    )
)
_TRY_AGAIN = Prepared(
    update(_outbox)
    .where(
        literal_column("lane <> 0"),
        _outbox.c.lane == bindparam("lane"),
        _outbox.c.kind == bindparam("kind"),
        _outbox.c.state == literal("failed", Text),
        _outbox.c.reason != literal(BLOCKED, Text),
    )
    .values(
        state=literal("queued", Text),
        reason=None,
        attempts=literal(0, Integer),
        not_before=bindparam("now", type_=Moment),
        changed_at=bindparam("now", type_=Moment),
    )
)
_COUNTS = Prepared(
    select(_outbox.c.state, _outbox.c.reason, func.count())
    # The constant is what makes SQLite take the index of announcements.
    .where(_outbox.c.lane == bindparam("lane"), literal_column("lane <> 0"), _outbox.c.kind == bindparam("kind"))
    .group_by(_outbox.c.state, _outbox.c.reason)
)
_ALL_COUNTS = Prepared(select(_outbox.c.kind, _outbox.c.state, func.count()).group_by(_outbox.c.kind, _outbox.c.state))
_FORGET = Prepared(
    schema.outbox.delete().where(
        _outbox.c.lane == LETTERS,
        _outbox.c.changed_at < bindparam("before", type_=Moment),
        _outbox.c.state.in_([literal(s, Text) for s in ("sent", "uncertain", "failed", "expired", "cancelled")]),
    )
)


async def add(conn: AsyncConnection, letters: Iterable[Letter], at: datetime) -> None:
    """Put letters into the outbox; one whose key is there already (in whatever state) is left as it is."""
    await _ADD.many(
        conn,
        [
            {
                "key": letter.key,
                "kind": letter.kind,
                "person_id": letter.person_id,
                "chat_id": letter.chat_id,
                "lane": LETTERS,
                "data": json.dumps(letter.data, ensure_ascii=False),
                "priority": int(letter.priority),
                "not_before": letter.not_before,
                "expires_at": letter.expires_at,
                "changed_at": at,
            }
            for letter in letters
        ],
    )


def _in_order(lanes: Sequence[int], mending: Sequence[int]) -> list[tuple[int, Priority]]:
    """Lanes and what is served of them: all letters; of announcements first what mends, of paused ones only that."""
    mends = [(lane, MENDING) for lane in (*mending, *lanes) if lane != LETTERS]
    letters = [(LETTERS, priority) for priority in Priority if LETTERS in lanes]
    return [*letters, *mends, *((lane, Priority.ANNOUNCEMENT) for lane in lanes if lane != LETTERS)]


async def any_due(
    conn: AsyncConnection, now: datetime, lanes: Sequence[int] = (LETTERS,), mending: Sequence[int] = ()
) -> bool:
    """Whether there is something to claim; a look that needs no transaction that writes."""
    for lane, priority in _in_order(lanes, mending):
        if await _DUE.first(conn, lane=lane, priority=int(priority), now=now, limit=1) is not None:
            return True
    return False


async def claim(
    conn: AsyncConnection,
    *,
    by: str,
    now: datetime,
    most: int,
    lanes: Sequence[int] = (LETTERS,),
    mending: Sequence[int] = (),
) -> list[Claimed]:
    """Take up to ``most`` rows that are due into the hands of ``by``, most urgent first, and give them.

    ``lanes``: the letters, and the announcements that are being sent, in the order in which they are served;
    ``mending``: paused ones, of which only corrections and deletions go out. Rows that need not be sent (expired, to
    someone who blocked the bot or has withdrawn consent) are closed on the way.
    """
    taken: list[Claimed] = []
    for lane, priority in _in_order(lanes, mending):
        while len(taken) < most:
            limit = most - len(taken)
            rows = await _DUE.rows(conn, lane=lane, priority=int(priority), now=now, limit=limit)
            new: list[Claimed] = []
            closed: list[dict[str, Any]] = []
            for row in rows:
                _sort_out(row, now, new, closed)
            await _CLOSE.many(conn, closed)
            await _TAKE.many(conn, [{"of": one.id, "by": by, "now": now} for one in new])
            taken += new
            if len(rows) < limit:
                break
    return taken


def _sort_out(row: tuple[Any, ...], now: datetime, taken: list[Claimed], closed: list[dict[str, Any]]) -> None:
    *_, expires_at, blocked_at, consent = row
    if expires_at is not None and expires_at <= now:
        closed.append({"of": row[0], "became": "expired", "why": None, "now": now})
    elif consent is None:
        closed.append({"of": row[0], "became": "cancelled", "why": NO_CONSENT, "now": now})
    elif blocked_at is not None:
        closed.append({"of": row[0], "became": "failed", "why": BLOCKED, "now": now})
    else:
        number, key, kind, lane, person_id, telegram_id, chat_id, language, data, priority, attempts, arrived = row[:12]
        taken.append(
            Claimed(
                number,
                key,
                kind,
                lane,
                person_id,
                telegram_id,
                chat_id,
                language,
                json.loads(data) if data else {},
                priority,
                attempts,
                tuple(tuple(ids) for ids in json.loads(arrived)) if arrived else (),
            )
        )


async def settle(conn: AsyncConnection, outcomes: Iterable[Outcome], now: datetime) -> None:
    """Write what came of claimed rows. One that is no longer ``sending`` (given up meanwhile) is left as it is."""
    await _SETTLE.many(
        conn,
        [
            {
                "of": outcome.row,
                "became": outcome.state,
                "why": outcome.reason,
                "ids": json.dumps(outcome.message_ids) if outcome.message_ids else None,
                "shows": outcome.revision,
                "again": outcome.not_before,
                "moved": outcome.moved_to,
                "tried": int(outcome.tried),
                # What a letter says is of no use once it is sent, and may be personal.
                "keep": 1 if outcome.state == "queued" else 0,
                "now": now,
            }
            for outcome in outcomes
        ],
    )


async def expire(conn: AsyncConnection, now: datetime) -> int:
    """Close the rows that nobody needs any more; gives their number."""
    return await _EXPIRE.run(conn, now=now)


async def cancel(conn: AsyncConnection, key: str, reason: str, now: datetime) -> bool:
    """Take a waiting row back; False if it is not waiting (any more)."""
    return bool(await _CANCEL.run(conn, key=key, why=reason, now=now))


async def cancel_lane(conn: AsyncConnection, lane: int, reason: str, now: datetime) -> int:
    """Take back every copy of an announcement that is still waiting; gives their number."""
    return await _CANCEL_LANE.run(conn, lane=lane, why=reason, now=now)


async def try_again(conn: AsyncConnection, lane: int, kind: str, now: datetime) -> int:
    """Queue what the Bot API refused once more (not who cannot be reached at all); gives the number of rows."""
    return await _TRY_AGAIN.run(conn, lane=lane, kind=kind, now=now)


async def counts(conn: AsyncConnection, lane: int, kind: str) -> dict[str, int]:
    """The copies of an announcement by state; ``failed`` is split: ``unreachable`` are those who blocked the bot."""
    found: dict[str, int] = {}
    for state, reason, count in await _COUNTS.rows(conn, lane=lane, kind=kind):
        name = "unreachable" if state == "failed" and reason == BLOCKED else state
        found[name] = found.get(name, 0) + count
    return found


async def all_counts(conn: AsyncConnection) -> dict[tuple[str, str], int]:
    """The whole outbox by (kind, state)."""
    return {(kind, state): count for kind, state, count in await _ALL_COUNTS.rows(conn)}


async def forget(conn: AsyncConnection, before: datetime) -> int:
    """Remove letters that were settled before a time; their keys may then be planned again."""
    return await _FORGET.run(conn, before=before)
