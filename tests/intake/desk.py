"""The desk at which updates are taken in: the real intake, courier, forms and database, without a network."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.attachments.keeping import Store
from bot.clock import FrozenClock
from bot.delivery.courier import Courier
from bot.intake.intake import Intake
from bot.intake.reading import Raw
from bot.routing import Routing
from bot.schedule import Schedule
from bot.turns import Turns
from handlers.shelf import FormShelf
from storage import consents, people
from storage.database import Database
from tests.intake.line import Call, Line, on_the_line

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


class ShakyDatabase(Database):
    """Fails the next `failures` commits, as a full disk does."""

    failures = 0

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        async with super().writing() as connection:
            yield connection
            if self.failures:
                self.failures -= 1
                raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))


class NoLimits:
    """Nothing is sent from the outbox here."""

    messages_per_second = 30.0
    approval_above = 500

    def rate_of(self, announcement_id: int) -> float | None:
        return None


class Desk:
    """See the module. `open` first. Updates are made by `text` and `tap`, each under a number of its own."""

    def __init__(self, file: Path, shelf: FormShelf) -> None:
        self.clock = FrozenClock(START)
        self.database = ShakyDatabase(file)
        self.line = Line()
        self.shelf = shelf
        self.courier: Courier
        self.intake: Intake
        self.schedule: Schedule
        self._update_ids = itertools.count(100)
        self._routing: Routing

    async def open(self) -> None:
        await self.database.open()
        api = await on_the_line(self.line)
        self.courier = Courier(api)
        self._routing = Routing(api)
        await self._routing.start()
        turns = Turns(self.shelf, api, self.clock, NoLimits(), Store(self.database.path.parent / "attachments"))
        self.intake = Intake(self.database, turns, self._routing, self.courier, api, self.clock)
        self.schedule = Schedule(self.database, self.shelf, self.intake, self.clock, lambda: None)

    async def close(self) -> None:
        await self.courier.close()
        await self._routing.stop()
        await self.database.close()

    async def companion(self, telegram_id: int) -> None:
        """Somebody who has agreed and is at the menu."""
        async with self.database.writing() as connection:
            known = await people.add_person(connection, telegram_id=telegram_id, language="id", at=START)
            version = self.shelf.current("persetujuan").version
            await consents.record(
                connection, person_id=known.person.id, version=version, language="id", accepted=True, at=START
            )
            known.chat.place = "menu"
            await people.write_chats(connection, [known.chat])

    def number(self) -> int:
        """The next update's number."""
        return next(self._update_ids)

    def text(self, telegram_id: int, words: str) -> Raw:
        """Somebody writes."""
        entities = [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}] if words[:1] == "/" else []
        message = {
            "message_id": 7,
            "date": 1,
            "chat": chat(telegram_id),
            "from": sender(telegram_id),
            "text": words,
            "entities": entities,
        }
        return {"update_id": self.number(), "message": message}

    def tap(self, telegram_id: int, data: str, *, message_id: int = 5000) -> Raw:
        """Somebody taps a button that carries `data`."""
        query = {
            "id": str(self.number()),
            "from": sender(telegram_id),
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": message_id, "date": 1, "chat": chat(telegram_id), "text": "…"},
        }
        return {"update_id": self.number(), "callback_query": query}

    async def take(self, *raws: Any) -> None:
        """Take these updates in together, and wait until the answers have been handed over."""
        await self.intake.take(list(raws))
        await self.courier.idle()

    async def query(self, sql: str, **values: Any) -> list[Any]:
        async with self.database.reading() as connection:
            return [tuple(row) for row in await connection.execute(text(sql), values)]

    async def answers(self) -> dict[str, str]:
        """What is stored in drafts, by item."""
        return dict(await self.query("SELECT item, value FROM draft_answer"))

    async def aside(self) -> list[Any]:
        """Number and reason of the updates that were set aside."""
        return await self.query("SELECT update_id, reason FROM inbox WHERE state = 'aside' ORDER BY update_id")

    def screen(self, telegram_id: int) -> Call:
        """The newest message with buttons that went to somebody."""
        shown = [c for c in self.line.calls if c.data.get("chat_id") == telegram_id and c.buttons]
        return shown[-1]


def sender(telegram_id: int) -> dict[str, Any]:
    return {"id": telegram_id, "is_bot": False, "first_name": "Sari", "language_code": "id"}


def chat(telegram_id: int) -> dict[str, Any]:
    return {"id": telegram_id, "type": "private", "first_name": "Sari"}
