"""Two programs on one database: no row is sent twice, and when one dies the other goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.postman import LEASE, MOST_IN_HAND
from bot.program import Program
from bot.settings import Settings
from tests.resilience.announcing import RATE, Rally
from tests.world import TOKEN


class Ahead:
    """The machine's clock, and a leap that a test may make."""

    def __init__(self) -> None:
        self.by = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by


class Beside:
    """A program in the test's process that sends, and leaves the updates to the other one."""

    def __init__(self, rally: Rally, rate: float) -> None:
        self._world = rally.world
        self.clock = Ahead()
        given: dict[str, Any] = {"_env_file": None, "data": rally.database.parent, "telegram_api_url": rally.world.url}
        self.program = Program(
            Settings(**given, messages_per_second=rate),
            TOKEN,
            clock=self.clock,
        )

    def start(self) -> None:
        async def start() -> None:
            await self.program.open()
            await self.program.start()

        self._world.on_loop(start())

    def stop(self) -> None:
        self._world.on_loop(self.program.stop())

    def idle(self) -> None:
        self._world.on_loop(self.program.postman.idle())


@pytest.mark.parametrize("how", ["both live", "one is killed"])
def test_no_row_twice(tmp_path: Path, how: str) -> None:
    people = 600
    rally = Rally(tmp_path, people, MESSAGES_PER_SECOND=str(RATE / 2))
    child = rally.bot
    beside = Beside(rally, RATE / 2)
    try:
        child.start()
        rally.until(lambda: rally.arrived() > 0)
        beside.start()
        rally.until(lambda: len(rally.rows("SELECT name FROM sender")) == 2 and rally.arrived() > 150)
        if how == "one is killed":
            child.kill()
            rally.kills += 1
            left = rally.rows("SELECT count(*) FROM outbox WHERE state = 'sending'")
            assert left != [(0,)]
        rally.until(lambda: not rally.waiting())
        beside.idle()
        if how == "one is killed":
            [(before,)] = rally.rows("SELECT count(*) FROM outbox WHERE state = 'uncertain'")
            assert before == 0, "within its lease the dead one may be alive"
            beside.clock.by = 2 * LEASE
            beside.idle()
        else:
            rally.until(lambda: rally.rows("SELECT count(*) FROM outbox WHERE state = 'sending'") == [(0,)])
        beside.stop()
        child.stop()
        counts = rally.finish().balance(people)
    finally:
        rally.close()
    if how == "both live":
        assert counts == {"sent": people}
    else:
        assert 0 < counts["uncertain"] <= MOST_IN_HAND
        assert counts["sent"] == people - counts["uncertain"]
    assert not any(rally.world.playground.record().too_many.values())
