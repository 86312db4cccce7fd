"""`kill -9` in the middle of an announcement: the books balance to the last message."""

from __future__ import annotations

import random
from pathlib import Path

from tests.resilience.announcing import FIRST_CHAT, Rally

PEOPLE = 700
KILLS = 5
BLOCKED = 10


def test_the_books_balance_after_kills(tmp_path: Path) -> None:
    chance = random.Random(7)
    rally = Rally(tmp_path, PEOPLE)
    try:
        for n in chance.sample(range(PEOPLE), BLOCKED):
            rally.world.post(f"/sim/{FIRST_CHAT + n}/block", {})
        rally.world.faults(seed=7, lost_reply=0.01, server_error=0.01, methods=["sendMessage"])
        for _ in range(KILLS):
            rally.kill_in_the_middle(chance)
        assert rally.waiting(), "the kills were in the middle"
        counts = rally.finish().balance(PEOPLE)
    finally:
        rally.close()
    assert counts["unreachable"] == BLOCKED
    assert counts["sent"] > PEOPLE / 2
    account = rally.world.playground.record()
    assert {cause: count for cause, count in account.too_many.items() if count} == {}


def test_a_polite_stop_leaves_nothing_in_doubt(tmp_path: Path) -> None:
    rally = Rally(tmp_path, 300)
    bot = rally.bot
    try:
        for _ in range(2):
            before = rally.arrived()
            bot.start()
            rally.until_arrived(before + 20)
            bot.stop()
            assert rally.rows("SELECT count(*) FROM outbox WHERE state IN ('sending', 'uncertain')") == [(0,)]
        assert rally.waiting()
        assert rally.finish().balance(300) == {"sent": 300}
    finally:
        rally.close()
