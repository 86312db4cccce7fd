"""An announcement to a crowd while everything goes wrong: and then the books of both sides are laid side by side.

The playground runs in the test's process and keeps its own record; the bot runs in a process that is killed. What the
last kill leaves is brought to its end by a bot in the test's process, whose clock is ahead: leases are over, and what
waits for another try is due.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.postman import MOST_IN_HAND
from bot.playground import Limits
from bot.program import Program
from handlers.announcing.content import Content, to_json
from storage import announcement_copies, announcements, schema
from storage.audience import EVERYONE
from storage.database import Database
from storage.outbox import STOPPED_MIDWAY
from tests.resilience.child import ChildBot
from tests.world import START, World

T = TypeVar("T")
MARK = "Pengumuman uji"
FIRST_CHAT = 800_000_001
# Before any clock of these tests: everything is due from the beginning.
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
# Rates are raised alike on both sides, so that a test need not take as long as a country does.
RATE = 300.0


@dataclass
class Books:
    """What both sides say in the end. `states` by person's chat; `got` by the playground's record."""

    states: dict[int, tuple[str, str | None]]
    got: dict[int, int]
    kills: int

    def balance(self, audience: int, *, also: Collection[str] = ()) -> Counter[str]:
        """Check one against the other, to the last message; gives the number of rows by state.

        `also`: ends of a row beside those of an announcement that went through.
        """
        counts = Counter("unreachable" if why == "blocked" else state for state, why in self.states.values())
        assert sum(counts.values()) == len(self.states) == audience
        assert set(counts) <= {"sent", "uncertain", "failed", "unreachable", *also}, counts
        assert set(self.got) <= set(self.states), "nobody without a row got one"
        assert set(self.got.values()) <= {1}, "nobody got two"
        for chat, (state, why) in self.states.items():
            if state == "sent":
                assert self.got.get(chat) == 1, f"{chat} is said to have it, and has not"
            elif state != "uncertain":
                assert chat not in self.got, f"{chat} got it, and is {state} ({why})"
        stopped = sum(why == STOPPED_MIDWAY for _, why in self.states.values())
        assert stopped <= self.kills * MOST_IN_HAND
        return counts


class Rally:
    """A crowd, an announcement to all of them, and bots that send it. `close` in the end."""

    def __init__(self, folder: Path, people: int, **settings: str) -> None:
        limits = Limits(messages_per_second=RATE, chat_messages_per_second=1.0)
        self.people = people
        self.world = World(folder / "data", limits=limits, messages_per_second=RATE)
        # The other process has the machine's own clock.
        self.world.advance(seconds=max(0.0, (datetime.now(UTC) - START).total_seconds()))
        self.world.playground.add_crowd(people, FIRST_CHAT)
        self.world.start_bot(prepare=self._prepare)
        self.world.stop_bot()
        rates = {"MESSAGES_PER_SECOND": str(RATE), "CHAT_MESSAGES_PER_SECOND": "1"}
        self.bot = ChildBot(self.world.url, folder / "data", **rates | settings)
        self.kills = 0

    async def _prepare(self, program: Program) -> None:
        async with program.database.writing() as conn:
            common = {"language": "id", "role": "companion", "joined_at": LONG_AGO, "consent": "1"}
            ids = range(1, self.people + 1)
            rows = [common | {"id": n, "telegram_id": FIRST_CHAT - 1 + n, "name": f"Orang {n}"} for n in ids]
            await conn.execute(insert(schema.person), rows)
            await conn.execute(insert(schema.chat), [{"person_id": n, "place": "menu"} for n in ids])
            content = to_json(Content("text", f"{MARK}: rapat hari Senin."))
            number = await announcements.add(conn, made_by=1, at=LONG_AGO, content=content, audience=EVERYONE)
            assert number == 1
            await announcements.move(conn, number, to="sending", from_=["draft"], at=LONG_AGO)
            announcement = await announcements.get(conn, number)
            assert announcement is not None
            while await announcement_copies.plan(conn, announcement, now=LONG_AGO, moments=lambda _: LONG_AGO):
                pass

    @property
    def database(self) -> Path:
        return self.bot.database

    def rows(self, sql: str) -> list[Any]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()

    def arrived(self) -> int:
        """How many messages have gone out, by the playground's record."""
        return self.world.playground.record(MARK).messages

    def waiting(self) -> int:
        """How many rows wait to be sent at once."""
        [(count,)] = self.rows("SELECT count(*) FROM outbox WHERE state = 'queued' AND lane = 1 AND attempts = 0")
        return int(count)

    def kill_in_the_middle(self, chance: random.Random, longest: float = 0.3) -> None:
        """Start the bot, wait until it sends, and kill it soon after."""
        before = self.arrived()
        self.bot.start()
        self.until_arrived(before)
        time.sleep(chance.uniform(0, longest))
        self.bot.kill()
        self.kills += 1

    def write(self, function: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Do something with the bot's database beside the bot, as an admin's tap does in it."""

        async def run() -> T:
            database = Database(self.database)
            await database.open()
            try:
                async with database.writing() as conn:
                    return await function(conn)
            finally:
                await database.close()

        return self.world.on_loop(run())

    def until(self, condition: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait until this holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "it does not go on"
            time.sleep(0.01)

    def until_arrived(self, messages: int) -> None:
        """Wait until more messages than these have gone out."""
        self.until(lambda: self.arrived() > messages)

    def finish(self) -> Books:
        """Bring it to its end, and open the books."""
        world = self.world
        world.playground.faults.clear()
        world.advance(hours=1)
        world.start_bot()
        for _ in range(10):
            world.on_loop(self._send_all(world.bot))
            world.advance(hours=1)
            if not world.query("SELECT 1 FROM outbox WHERE lane = 1 AND state IN ('queued', 'sending') LIMIT 1"):
                break
        world.stop_bot()
        states = self.rows(
            "SELECT p.telegram_id, o.state, o.reason FROM outbox o JOIN person p ON p.id = o.person_id"
            " WHERE o.lane = 1 AND o.kind = 'announcement'"
        )
        got = world.playground.record(MARK).by_chat
        return Books({chat: (state, why) for chat, state, why in states}, got, self.kills)

    @staticmethod
    async def _send_all(program: Program) -> None:
        await program.postman.idle()
        await program.announcer.look()
        await program.postman.idle()

    def close(self) -> None:
        self.bot.kill()
        self.world.close()
