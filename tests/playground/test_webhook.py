"""Delivery to a webhook: each update until it is answered with 2xx, those of one chat in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from bot.playground import Times
from tests.playground.conftest import Client


class Receiver:
    """A bot's web server that notes what it gets and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.together = 0
        self.most_together = 0
        self.pause = 0.0
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.together += 1
        self.most_together = max(self.most_together, self.together)
        update = await request.json()
        await asyncio.sleep(self.pause)
        self.together -= 1
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        self.got.append(update)
        return web.Response(status=status)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came true")


async def test_updates_come_with_the_secret_and_are_confirmed_by_200(api: Client, receiver: Receiver) -> None:
    await api.sim("sari/message", text="before")
    await api.call("setWebhook", url=receiver.url, secret_token="abc_1")
    await api.sim("sari/message", text="after")
    await until(lambda: api.playground.pending == 0)
    assert receiver.texts() == ["before", "after"]
    assert receiver.secrets == ["abc_1", "abc_1"]
    info = await api.call("getWebhookInfo")
    assert info | {"url": receiver.url, "pending_update_count": 0, "max_connections": 40} == info


async def test_a_refused_update_comes_again_and_the_later_ones_of_that_chat_wait(
    api: Client, receiver: Receiver
) -> None:
    receiver.statuses = [500, 503]
    await api.call("setWebhook", url=receiver.url)
    await api.sim("sari/message", text="a")
    await until(lambda: len(receiver.got) == 1)
    await api.sim("sari/message", text="b")
    await until(lambda: api.playground.pending == 0)
    assert receiver.texts() == ["a", "a", "a", "b"]
    info = await api.call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_duplicate_update_is_posted_twice(api: Client, receiver: Receiver) -> None:
    api.playground.faults.duplicate_update = Times(1)
    await api.call("setWebhook", url=receiver.url)
    await api.sim("sari/message", text="a")
    await until(lambda: api.playground.pending == 0)
    assert len(receiver.got) == 2
    assert receiver.got[0] == receiver.got[1]


async def test_nothing_is_lost_while_nobody_listens(api: Client, receiver: Receiver) -> None:
    await api.call("setWebhook", url="http://127.0.0.1:9/hook")
    await api.sim("sari/message", text="a")
    await asyncio.sleep(0.1)
    assert api.playground.pending == 1
    await api.call("setWebhook", url=receiver.url)
    await until(lambda: api.playground.pending == 0)
    assert receiver.texts() == ["a"]


@pytest.mark.parametrize(("most", "seen"), [(1, 1), (2, 2), (40, 3)])
async def test_chats_go_in_parallel_one_chat_does_not(api: Client, receiver: Receiver, most: int, seen: int) -> None:
    receiver.pause = 0.03
    for person in ("sari", "rahmat", "silent"):
        for number in range(3):
            await api.sim(f"{person}/message", text=f"{person} {number}")
    await api.call("setWebhook", url=receiver.url, max_connections=most)
    await until(lambda: api.playground.pending == 0)
    assert receiver.most_together == seen
    for person in ("sari", "rahmat", "silent"):
        assert [text for text in receiver.texts() if text.startswith(person)] == [f"{person} {n}" for n in range(3)]


async def test_polling_and_a_webhook_exclude_each_other(api: Client, receiver: Receiver) -> None:
    await api.call("setWebhook", url=receiver.url)
    assert await api.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await api.call("deleteWebhook")
    assert await api.updates() == []
    assert (await api.call("getWebhookInfo"))["url"] == ""


async def test_pending_updates_can_be_dropped(api: Client) -> None:
    await api.sim("sari/message", text="a")
    await api.call("deleteWebhook", drop_pending_updates=True)
    assert await api.updates() == []


@pytest.mark.parametrize(
    "url",
    ["https://example.org/hook", "http://10.0.0.1/hook", "http://127.0.0.1.example.org/", "ftp://127.0.0.1/", "x"],
)
async def test_only_this_machine_is_told(api: Client, url: str) -> None:
    refusal = await api.refused("setWebhook", url=url)
    assert refusal.startswith("400 Bad Request: bad webhook: the playground delivers only to loopback addresses")


async def test_a_secret_has_plain_characters(api: Client, receiver: Receiver) -> None:
    refusal = await api.refused("setWebhook", url=receiver.url, secret_token="a b")
    assert refusal == "400 Bad Request: secret token contains unallowed characters"
