"""A playground, and a client that speaks to it over HTTP as a bot and as a script would."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.clock import FrozenClock
from bot.playground import Limits, Playground, SimPerson

TOKEN = "123:test-token"
SARI = 11
PEOPLE = (
    SimPerson("sari", SARI, "Sari", "companion"),
    SimPerson("rahmat", 12, "Rahmat", "coordinator"),
    SimPerson("silent", 13, "Silent"),
)


class Client:
    """Calls the Bot API and the /sim endpoints of a playground."""

    def __init__(self, playground: Playground, session: aiohttp.ClientSession) -> None:
        self.playground = playground
        self.session = session

    async def raw(self, method: str, /, **params: Any) -> tuple[int, dict[str, Any]]:
        """Status and body of a Bot API call; what is not text is sent as nested JSON, None is left out."""
        form = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in params.items()
            if value is not None
        }
        async with self.session.post(f"{self.playground.api_url}{TOKEN}/{method}", data=form) as answer:
            return answer.status, await answer.json()

    async def call(self, method: str, /, **params: Any) -> Any:
        """The result of a call that must succeed."""
        status, body = await self.raw(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, /, **params: Any) -> str:
        """Code and description of a call that must be refused, as "400 Bad Request: …"."""
        status, body = await self.raw(method, **params)
        assert not body["ok"], body
        assert status == body["error_code"]
        return f"{status} {body['description']}"

    async def upload(self, method: str, field: str, name: str, content: bytes, **params: Any) -> tuple[int, Any]:
        """A call with a file."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field(field, content, filename=name)
        for key, value in params.items():
            form.add_field(key, value if isinstance(value, str) else json.dumps(value))
        async with self.session.post(f"{self.playground.api_url}{TOKEN}/{method}", data=form) as answer:
            return answer.status, await answer.json()

    async def sim(self, path: str, /, **body: Any) -> dict[str, Any]:
        """POST /sim/… that must succeed."""
        status, answer = await self.sim_raw(path, **body)
        assert status == 200, answer
        return answer

    async def sim_raw(self, path: str, /, **body: Any) -> tuple[int, dict[str, Any]]:
        """Status and body of POST /sim/…"""
        async with self.session.post(f"{self.playground.url}/sim/{path}", json=body) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str) -> Any:
        """GET of a JSON address that must succeed."""
        async with self.session.get(f"{self.playground.url}{path}") as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def chat(self, person: str = "sari") -> dict[str, Any]:
        """GET /sim/{person}/chat."""
        chat: dict[str, Any] = await self.get(f"/sim/{person}/chat")
        return chat

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """getUpdates."""
        updates: list[dict[str, Any]] = await self.call("getUpdates", **params)
        return updates

    async def begin(self, *people: str) -> None:
        """These people have written /start, and the bot has confirmed it."""
        for person in people or ("sari",):
            await self.sim(f"{person}/message", text="/start")
        updates = await self.updates()
        await self.updates(offset=updates[-1]["update_id"] + 1)


def keyboard(*rows: list[str]) -> dict[str, Any]:
    """An inline keyboard whose buttons carry their own label as data."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in row] for row in rows]}


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 11, 20, 1, 0, tzinfo=UTC))


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def open_playground(clock: FrozenClock, session: aiohttp.ClientSession) -> AsyncIterator[Callable[..., Any]]:
    """Starts playgrounds with other settings than the usual; stops them afterwards."""
    opened: list[Playground] = []

    async def start(**settings: Any) -> Client:
        playground = Playground(**{"clock": clock, "token": TOKEN, "people": PEOPLE, **settings})
        await playground.start()
        opened.append(playground)
        return Client(playground, session)

    yield start
    for playground in opened:
        await playground.stop()


@pytest.fixture
async def api(open_playground: Callable[..., Any]) -> Client:
    """A playground without rates, in memory."""
    client: Client = await open_playground(limits=Limits.off())
    return client
