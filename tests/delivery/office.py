"""A post office without a network: the real postman, database and pacing, and a Bot API that answers as it is told.

`Town` is Telegram: it delivers, refuses, or keeps a call waiting, chat by chat. `Office` is ours; its readers are
invented, their telegram ids are `FIRST_CHAT` and the next ones.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from telegram.error import TimedOut
from telegram.request import RequestData

from bot.api import Api
from bot.attachments.keeping import Store
from bot.clock import FrozenClock
from bot.delivery.pacing import Pacing
from bot.delivery.postman import Postman
from bot.turns import Turns
from handlers.announcing.content import Content, to_json
from handlers.shelf import FormShelf
from storage import announcement_copies, announcements, outbox, schema
from storage.audience import EVERYONE
from storage.database import Database
from storage.migrating import migrate
from storage.outbox import Letter, Priority
from tests.intake.desk import NoLimits
from tests.intake.line import FAST, Line, Refusal, on_the_line

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FIRST_CHAT = 8001
TEXT = Content("text", "Rapat <Senin> pukul 09.00")
LOST = TimedOut("no answer from the Bot API (ServerDisconnectedError)")


@dataclass(frozen=True)
class Moved(Refusal):
    """The group has become a supergroup."""

    to: int = 0

    def as_answer(self) -> tuple[int, bytes]:
        status, body = super().as_answer()
        return status, json.dumps(json.loads(body) | {"parameters": {"migrate_to_chat_id": self.to}}).encode()


class Town(Line):
    """Telegram, chat by chat. `delivered` counts what arrived; `answers[chat]` is what the next calls there come to
    (None: well).

    A call to a chat in `silent` is carried out, and its answer comes when `speak` is set.
    """

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[int, deque[Refusal | Exception | None]] = defaultdict(deque)
        self.always: dict[int, Refusal | Exception] = {}
        self.delivered: Counter[int] = Counter()
        self.texts: list[tuple[int, str]] = []
        self.order: list[int] = []
        self.silent: set[int] = set()
        self.speak = asyncio.Event()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        data: dict[str, Any] = dict(request_data.parameters) if request_data is not None else {}
        chat = data.get("chat_id", 0)
        outcome = self.answers[chat].popleft() if self.answers[chat] else self.always.get(chat)
        if isinstance(outcome, Refusal):
            await super().do_request(url, method, request_data)
            if chat in self.silent:
                await self.speak.wait()
            return outcome.as_answer()
        status, body = await super().do_request(url, method, request_data)
        if chat and status == 200:
            self.delivered[chat] += 1
            self.order.append(chat)
            self.texts.append((chat, str(data.get("text", data.get("caption", "")))))
            media = data.get("media")
            if isinstance(media, list):
                one = json.loads(body)["result"]
                album = [one | {"message_id": one["message_id"] * 100 + n} for n in range(len(media))]
                body = json.dumps({"ok": True, "result": album}).encode()
        if chat in self.silent:
            await self.speak.wait()
        if outcome is not None:
            raise outcome
        return status, body


class Office:
    """See the module. `open` first; `send` until nothing is due; `later` for what waits for its next try."""

    def __init__(self, file: Path, town: Town | None = None, clock: FrozenClock | None = None) -> None:
        self.clock = clock or FrozenClock(NOW)
        self.database = Database(file)
        self.town = town or Town()
        self.shelf = FormShelf({"provinces.csv": b"name,label,zone\n31,DKI Jakarta,Asia/Jakarta\n"})
        self.pacing = Pacing(FAST, FAST, FAST * 60)
        self.api: Api
        self.postman: Postman
        self._started = False

    async def open(self) -> Office:
        await self.database.open()
        self.api = await on_the_line(self.town, self.pacing)
        turns = Turns(self.shelf, self.api, self.clock, NoLimits(), Store(self.database.path.parent / "attachments"))
        self.postman = Postman(self.database, self.api, self.pacing, turns, self.clock, "Dinas Contoh")
        return self

    async def send(self) -> None:
        """Everything that is due goes out, and what came of it is written."""
        if not self._started:
            self.begin()
        async with asyncio.timeout(20):
            await self.postman.idle()

    async def later(self, **amount: float) -> None:
        self.clock.advance(**amount)
        await self.send()

    async def close(self) -> None:
        if self._started:
            await self.postman.stop()
            self._started = False
        await self.database.close()

    async def people(self, count: int, **columns: Any) -> list[int]:
        """New readers with the own ids 1, 2, … (which it gives) and the telegram ids from `FIRST_CHAT` on."""
        async with self.database.writing() as conn:
            had = len((await conn.execute(select(schema.person.c.id))).all())
            ids = list(range(had + 1, had + count + 1))
            common = {"language": "id", "role": "companion", "joined_at": NOW, "consent": "1"} | columns
            rows = [common | {"id": n, "telegram_id": FIRST_CHAT - 1 + n, "name": f"Orang {n}"} for n in ids]
            await conn.execute(insert(schema.person), rows)
            await conn.execute(insert(schema.chat), [{"person_id": n, "place": "menu"} for n in ids])
        return ids

    async def announce(self, content: Content = TEXT, state: str = "sending", raw: dict[str, Any] | None = None) -> int:
        """An announcement by the first person to everybody, with all its copies in the outbox."""
        async with self.database.writing() as conn:
            number = await announcements.add(
                conn, made_by=1, at=self.clock.now(), content=raw or to_json(content), audience=EVERYONE
            )
            await announcements.move(conn, number, to=state, from_=["draft"], at=self.clock.now())
            announcement = await announcements.get(conn, number)
            assert announcement is not None
            await announcement_copies.plan(conn, announcement, now=self.clock.now(), moments=lambda _: self.clock.now())
        return number

    async def put(self, kind: str, *people: int, priority: Priority = Priority.REMINDER, **more: Any) -> None:
        """Letters of a kind, one for each of these people; `more`: other fields of `Letter`."""
        now = self.clock.now()
        fields: dict[str, Any] = {"not_before": now, "data": {}} | more
        letters = [Letter(key=f"{kind}:{n}", kind=kind, person_id=n, priority=priority, **fields) for n in people]
        async with self.database.writing() as conn:
            await outbox.add(conn, letters, now)

    async def move(self, number: int, to: str, from_: str) -> None:
        async with self.database.writing() as conn:
            assert await announcements.move(conn, number, to=to, from_=[from_], at=self.clock.now())

    async def counts(self, lane: int, kind: str = announcement_copies.COPY) -> dict[str, int]:
        async with self.database.reading() as conn:
            return await outbox.counts(conn, lane, kind)

    async def rows(self, **wanted: Any) -> list[Any]:
        """The rows of the outbox with these values, in the order in which they came in."""
        box = schema.outbox
        query = select(box).where(*(box.c[name] == value for name, value in wanted.items())).order_by(box.c.id)
        async with self.database.reading() as conn:
            return list(await conn.execute(query))

    async def row(self, person: int, **wanted: Any) -> Any:
        [one] = await self.rows(person_id=person, **wanted)
        return one

    async def blocked(self) -> list[int]:
        """The own ids of the people who count as unreachable."""
        query = select(schema.person.c.id).where(schema.person.c.blocked_at.is_not(None))
        async with self.database.reading() as conn:
            return [row[0] for row in await conn.execute(query.order_by(schema.person.c.id))]

    def chat(self, person: int) -> int:
        """The telegram id of a reader."""
        return FIRST_CHAT - 1 + person

    def begin(self) -> None:
        """Let the postman work, and do not wait for it."""
        self.postman.start()
        self._started = True

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the postman work until this holds."""
        if not self._started:
            self.begin()
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.005)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    migrate(file)
    return file


@pytest.fixture
async def office(empty: Path, tmp_path: Path) -> AsyncIterator[Office]:
    made = await Office(Path(shutil.copy(empty, tmp_path / "office.sqlite3"))).open()
    yield made
    made.town.speak.set()
    await made.close()
