"""The rules of the outbox: one row a key, the most urgent first, and states that only ever move forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import outbox, schema, senders
from storage.database import Database
from storage.outbox import BLOCKED, LETTERS, NO_CONSENT, REPEATABLE, STOPPED_MIDWAY, Letter, Outcome, Priority

from .announcing import crowd
from .conftest import FRIDAY

ME, OTHER = "bot:1", "bot:2"
FINAL = ("sent", "uncertain", "failed", "expired", "cancelled")


def letter(key: str = "k", person: int = 1, **more: Any) -> Letter:
    fields: dict[str, Any] = {
        "not_before": FRIDAY,
        "data": {"form": "kompetensi"},
        "priority": Priority.REMINDER,
    } | more
    return Letter(key=key, kind="hello", person_id=person, **fields)


async def put(conn: AsyncConnection, *letters: Letter) -> None:
    await outbox.add(conn, letters, FRIDAY)


async def claim(conn: AsyncConnection, now: datetime = FRIDAY, by: str = ME, most: int = 100) -> list[Any]:
    return await outbox.claim(conn, by=by, now=now, most=most)


async def row(conn: AsyncConnection, key: str = "k") -> Any:
    return (await conn.execute(select(schema.outbox).where(schema.outbox.c.key == key))).one()


async def states(conn: AsyncConnection) -> dict[str, tuple[str, str | None]]:
    found = await conn.execute(select(schema.outbox.c.key, schema.outbox.c.state, schema.outbox.c.reason))
    return {key: (state, reason) for key, state, reason in found}


# --- Planning


async def test_the_same_key_twice_is_one_row(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter(), letter(data={"form": "other"}))
        await put(conn, letter(priority=Priority.ANSWER))
        assert await conn.scalar(select(func.count()).select_from(schema.outbox)) == 1
        assert (await row(conn)).priority == Priority.REMINDER


@pytest.mark.parametrize("state", FINAL)
async def test_what_was_settled_is_not_planned_again(db: Database, state: str) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        [one] = await claim(conn)
        await outbox.settle(conn, [Outcome(one.id, state)], FRIDAY)
        await put(conn, letter())
        assert await states(conn) == {"k": (state, None)}
        assert await claim(conn) == []


async def test_once_forgotten_a_key_may_be_planned_again(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter("old"), letter("waits"))
        assert await outbox.cancel(conn, "old", "no longer needed", FRIDAY)
        assert await outbox.forget(conn, FRIDAY) == 0
        assert await outbox.forget(conn, FRIDAY + timedelta(seconds=1)) == 1
        assert await states(conn) == {"waits": ("queued", None)}
        await put(conn, letter("old"))
        assert len(await claim(conn)) == 2


# --- Claiming


async def test_the_most_urgent_first_then_the_oldest(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, *(letter(p.name, priority=p) for p in reversed(Priority)))
        await put(conn, letter("early", not_before=FRIDAY - timedelta(hours=1), priority=Priority.TIP))
        keys = [one.key for one in await claim(conn, most=4)] + [one.key for one in await claim(conn)]
    assert keys == ["ANSWER", "CASE", "REMINDER", "DIGEST", "early", "TIP", "ANNOUNCEMENT"]


@pytest.mark.parametrize(
    ("fields", "person", "state"),
    [
        ({}, {}, ("sending", None)),
        ({"not_before": FRIDAY + timedelta(microseconds=1)}, {}, ("queued", None)),
        ({"expires_at": FRIDAY}, {}, ("expired", None)),
        ({"expires_at": FRIDAY + timedelta(seconds=1)}, {}, ("sending", None)),
        ({}, {"consent": None}, ("cancelled", NO_CONSENT)),
        ({}, {"blocked_at": FRIDAY}, ("failed", BLOCKED)),
        ({"chat_id": -5}, {"blocked_at": FRIDAY}, ("sending", None)),
        ({"chat_id": -5}, {"consent": None}, ("cancelled", NO_CONSENT)),
        ({"expires_at": FRIDAY}, {"blocked_at": FRIDAY, "consent": None}, ("expired", None)),
    ],
    ids=str,
)
async def test_what_becomes_of_a_row_when_it_is_claimed(
    db: Database, fields: dict[str, Any], person: dict[str, Any], state: tuple[str, str | None]
) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1, **person)
        await put(conn, letter(**fields))
        claimed = await claim(conn)
        assert await states(conn) == {"k": state}
        assert len(claimed) == (state[0] == "sending")
        assert (await row(conn)).data is None or state[0] in ("sending", "queued")


async def test_rows_that_are_closed_on_the_way_take_no_place(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 20, blocked_at=FRIDAY)
        await crowd(conn, 5)
        await put(conn, *(letter(f"k{n:02}", n) for n in range(1, 26)))
        assert [one.person_id for one in await claim(conn, most=5)] == [21, 22, 23, 24, 25]


async def test_a_claimed_row_says_all_that_its_sender_needs(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        [one] = await claim(conn)
        await outbox.settle(
            conn, [Outcome(one.id, "queued", "Bad Gateway", ((5, 6), ()), revision=1, not_before=FRIDAY)], FRIDAY
        )
        [again] = await claim(conn)
    assert (one.lane, one.telegram_id, one.chat_id, one.language) == (LETTERS, 9001, 9001, "id")
    assert (one.data, one.attempts, one.arrived) == ({"form": "kompetensi"}, 0, ())
    assert (again.data, again.attempts, again.arrived) == ({"form": "kompetensi"}, 1, ((5, 6), ()))


async def test_lanes_are_served_in_the_order_given_and_no_other(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        for lane in (3, 1, 2):
            await put(conn, letter(f"copy {lane}", priority=Priority.ANNOUNCEMENT))
            await conn.exec_driver_sql(f"UPDATE outbox SET lane = {lane} WHERE key = 'copy {lane}'")
        assert not await outbox.any_due(conn, FRIDAY)
        assert await outbox.any_due(conn, FRIDAY, [3])
        rows = await outbox.claim(conn, by=ME, now=FRIDAY, most=9, lanes=[LETTERS, 2, 1])
        assert [one.key for one in rows] == ["copy 2", "copy 1"]


# --- Settling


async def test_a_stop_is_no_attempt(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        for attempts, tried in enumerate([True, False, True]):
            [one] = await claim(conn)
            assert one.attempts == min(attempts, 1)
            await outbox.settle(conn, [Outcome(one.id, "queued", not_before=FRIDAY, tried=tried)], FRIDAY)
        assert (await row(conn)).attempts == 2


async def test_the_first_revision_that_arrived_stands(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        for revision in (None, 4, 5):
            [one] = await claim(conn)
            await outbox.settle(conn, [Outcome(one.id, "queued", revision=revision, not_before=FRIDAY)], FRIDAY)
        assert (await row(conn)).revision == 4


async def test_a_group_that_has_moved_is_remembered(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter(chat_id=-5))
        [one] = await claim(conn)
        await outbox.settle(conn, [Outcome(one.id, "queued", "moved", moved_to=-1007, not_before=FRIDAY)], FRIDAY)
        assert [again.chat_id for again in await claim(conn)] == [-1007]


async def test_what_was_given_up_meanwhile_stays_given_up(db: Database) -> None:
    """A sender that was thought dead reports late: the row is uncertain, and nobody sends it again."""
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        await senders.keep_alive(conn, by=ME, now=FRIDAY, until=FRIDAY + timedelta(seconds=30))
        [one] = await claim(conn)
        late = FRIDAY + timedelta(seconds=31)
        assert await senders.keep_alive(conn, by=OTHER, now=late, until=late + timedelta(seconds=30)) == 1
        await outbox.settle(conn, [Outcome(one.id, "sent"), Outcome(one.id, "queued", not_before=late)], late)
        assert await states(conn) == {"k": ("uncertain", STOPPED_MIDWAY)}
        assert await claim(conn, late, OTHER) == []


@pytest.mark.parametrize("kind", REPEATABLE)
async def test_what_may_be_done_twice_waits_again_when_its_sender_dies(db: Database, kind: str) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, replace(letter(), kind=kind))
        await claim(conn)
        assert await senders.leave(conn, by=ME, now=FRIDAY) == 0
        assert await states(conn) == {"k": ("queued", None)}
        [again] = await claim(conn, by=OTHER)
        assert again.data == {"form": "kompetensi"}


async def test_who_leaves_leaves_the_others_alone(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 2)
        await put(conn, letter("a", 1), letter("b", 2))
        for by in (ME, OTHER):
            await senders.keep_alive(conn, by=by, now=FRIDAY, until=FRIDAY + timedelta(seconds=30))
            await claim(conn, by=by, most=1)
        assert await senders.leave(conn, by=ME, now=FRIDAY) == 1
        assert await states(conn) == {"a": ("uncertain", STOPPED_MIDWAY), "b": ("sending", None)}


@pytest.mark.parametrize("how", ["cancel", "cancel_lane", "expire"])
async def test_only_what_waits_can_be_taken_back(db: Database, how: str) -> None:
    async with db.writing() as conn:
        await crowd(conn, 2)
        await put(conn, letter("in hand", 1, expires_at=FRIDAY + timedelta(hours=1)))
        await claim(conn)
        await put(conn, letter("waits", 2, expires_at=FRIDAY + timedelta(hours=1)))
        late = FRIDAY + timedelta(hours=1)
        if how == "cancel":
            assert [await outbox.cancel(conn, key, "why", late) for key in ("in hand", "waits", "waits")] == [0, 1, 0]
        elif how == "cancel_lane":
            assert await outbox.cancel_lane(conn, LETTERS, "why", late) == 1
        else:
            assert await outbox.expire(conn, late - timedelta(microseconds=1)) == 0
            assert await outbox.expire(conn, late) == 1
        state = ("expired", None) if how == "expire" else ("cancelled", "why")
        assert await states(conn) == {"in hand": ("sending", None), "waits": state}


async def test_counts_split_who_is_unreachable_from_what_was_refused(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 4)
        await put(conn, *(letter(f"k{n}", n) for n in range(1, 5)))
        rows = await claim(conn, most=3)
        outcomes = [Outcome(rows[0].id, "sent"), Outcome(rows[1].id, "failed", BLOCKED), Outcome(rows[2].id, "failed")]
        await outbox.settle(conn, outcomes, FRIDAY)
        assert await outbox.counts(conn, 7, "hello") == {}
        await conn.exec_driver_sql("UPDATE outbox SET lane = 7")
        assert await outbox.counts(conn, 7, "hello") == {"sent": 1, "unreachable": 1, "failed": 1, "queued": 1}
        assert await outbox.all_counts(conn) == {("hello", "sent"): 1, ("hello", "failed"): 2, ("hello", "queued"): 1}
