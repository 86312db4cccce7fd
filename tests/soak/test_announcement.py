"""Announcements to thousands with a `kill -9` every few seconds and every fault at once: the books balance."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.announcing.content import Content, to_json
from storage import announcement_copies, announcements, outbox
from tests.resilience.announcing import FIRST_CHAT, MARK, Rally

pytestmark = pytest.mark.soak
PEOPLE = 9000
BLOCKED = 90
# Of a crowd, so many leave Telegram while the announcement is under way.
LEAVING = 30
# A bot that needs a second to start and is killed on the average two seconds later.
LONGEST_LIFE = 4.0
CORRECTED = "Ralat"
FAULTS = {
    "lost_reply": 0.01,
    "server_error": 0.02,
    "too_many": 0.0005,
    "methods": ["sendMessage", "editMessageText", "deleteMessage"],
}


@pytest.mark.parametrize("seed", range(4))
def test_kills_and_every_fault(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    rally = Rally(tmp_path, PEOPLE)
    try:
        people = chance.sample(range(PEOPLE), BLOCKED + LEAVING)
        for n in people[:BLOCKED]:
            rally.world.post(f"/sim/{FIRST_CHAT + n}/block", {})
        rally.world.faults(seed=seed, latency_ms=seed * 40, **FAULTS)
        leaving = people[BLOCKED:]
        while rally.waiting() > 1000:
            rally.kill_in_the_middle(chance, LONGEST_LIFE)
            for _ in range(min(5, len(leaving))):
                rally.world.post(f"/sim/{FIRST_CHAT + leaving.pop()}/deactivate", {})
        books = rally.finish()
        counts = books.balance(PEOPLE)
    finally:
        rally.close()
    account = rally.world.playground.record()
    midway = sum(why == "stopped midway" for _, why in books.states.values())
    print(f"\n{rally.kills} kills: {dict(counts)}, {midway} stopped midway; 429: {account.too_many}, {account.in_halt}")
    assert rally.kills >= 5
    assert {cause: n for cause, n in account.too_many.items() if n and cause != "fault"} == {}
    assert BLOCKED <= counts["unreachable"] <= BLOCKED + LEAVING
    assert counts["failed"] == 0
    # A lost reply is uncertain by itself; what kills leave comes on top.
    assert counts["uncertain"] - midway <= PEOPLE * 0.02


@pytest.mark.parametrize("how", ["corrected", "stopped", "deleted"])
def test_kills_while_it_is_changed(tmp_path: Path, how: str) -> None:
    """Half way it is corrected, stopped or deleted, and the kills go on."""
    people = 3000
    chance = random.Random(how)
    rally = Rally(tmp_path, people)
    try:
        rally.world.faults(seed=1, **FAULTS)
        while rally.waiting() > people / 2:
            rally.kill_in_the_middle(chance, 1.5)
        before = rally.arrived()
        rally.bot.start()
        rally.until(lambda: rally.arrived() > before + 20)
        rally.write(CHANGES[how])
        for _ in range(4):
            time.sleep(chance.uniform(0, 1))
            rally.bot.kill()
            rally.kills += 1
            rally.bot.start()
        rally.bot.stop()
        books = rally.finish()
        after = dict(rally.rows(AFTERWARDS))
    finally:
        rally.close()
    counts = books.balance(people, also=("cancelled",) if how != "corrected" else ())
    print(f"\n{how}: {rally.kills} kills: {dict(counts)}, afterwards {Counter(after.values())}")
    have_it = {chat for chat, (state, _) in books.states.items() if state == "sent"}
    record = rally.world.playground.record(CORRECTED)
    if how == "corrected":
        seen = set(record.by_chat) | set(record.edits_by_chat)
        assert have_it <= seen, "every copy shows the new words"
        assert len(after) > people / 4
    elif how == "stopped":
        assert not after
        assert counts["cancelled"] > people / 4
    else:
        assert have_it <= set(after), "every copy that arrived is taken back"
        assert set(after.values()) == {"sent"}
        assert record.deleted > people / 4


async def correct(conn: AsyncConnection) -> None:
    content = to_json(Content("text", f"{MARK}: {CORRECTED}, hari Selasa."))
    assert await announcements.change(conn, 1, content=content, revision=2)
    await announcement_copies.plan_corrections(conn, 1, 2, datetime.now(UTC))


async def stop(conn: AsyncConnection) -> None:
    now = datetime.now(UTC)
    assert await announcements.move(conn, 1, to="stopped", from_=["sending"], at=now)
    await outbox.cancel_lane(conn, 1, outbox.NOT_NEEDED, now)


async def delete(conn: AsyncConnection) -> None:
    now = datetime.now(UTC)
    assert await announcements.move(conn, 1, to="deleted", from_=["sending"], at=now)
    await announcement_copies.plan_deletions(conn, 1, now)


CHANGES = {"corrected": correct, "stopped": stop, "deleted": delete}
# Corrections and deletions, by chat.
AFTERWARDS = """
    SELECT p.telegram_id, o.state FROM outbox o JOIN person p ON p.id = o.person_id
    WHERE o.lane = 1 AND o.kind <> 'announcement'
"""
