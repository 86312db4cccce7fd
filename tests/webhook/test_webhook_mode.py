"""The bot behind a webhook: the same walk, answered after the commit, and only to whoever knows the secret."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.intake.webhook import MOST_BYTES, SECRET_HEADER
from tests.resilience.child import ChildBot
from tests.scenarios.chats import KNOWN, Patient, answer, companion, draft_answers, is_at
from tests.world import Person, World

SECRET = "invented-secret"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    port = free_port()
    made = World(
        tmp_path_factory.mktemp("world") / "data",
        webhook_url=f"http://127.0.0.1:{port}",
        webhook_secret=SECRET,
        port=port,
        chat_messages_per_second=100,
        messages_per_second=1000,
    )
    made.start_bot()
    yield made
    made.close()


@pytest.fixture(scope="module")
def ibu_sari(world: World) -> Patient:
    return companion(world, "ibu_sari", "Sari")


def post(world: World, body: bytes, **headers: str | bytes) -> int:
    """Deliver this to the bot as Telegram would; gives the status."""
    connection = http.client.HTTPConnection("127.0.0.1", world.bot.settings.port, timeout=20)
    connection.putrequest("POST", "/telegram")
    for name, value in {"Content-Length": str(len(body)), "Content-Type": "application/json", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders(body)
    status = connection.getresponse().status
    connection.close()
    return status


def deliver(world: World, body: Any) -> int:
    return post(world, body if isinstance(body, bytes) else json.dumps(body).encode(), **{SECRET_HEADER: SECRET})


def claimed(world: World, update_id: int) -> bool:
    return bool(world.query("SELECT 1 FROM inbox WHERE update_id = :id", id=update_id))


def nothing(update_id: int) -> dict[str, Any]:
    """An update that brings nothing about; claimed all the same."""
    return {"update_id": update_id, "poll": {}}


def test_a_walk_by_webhook(world: World, ibu_sari: Patient) -> None:
    is_at(world, ibu_sari, "K01", {})
    for number, value in enumerate("3341", 1):
        answer(ibu_sari, number, value)
    ibu_sari.sees("5 / 87")
    assert draft_answers(world, ibu_sari) == {"K01": "3", "K02": "3", "K03": "4", "K04": "1"}
    assert world.get("/sim/state")["webhook"] == f"{world.bot.settings.webhook_url}/telegram"
    assert not world.calls("getUpdates")


@pytest.mark.parametrize("given", [None, "", "wrong", SECRET + "x", SECRET.upper(), b"\xff\xfe", "é".encode()])
def test_without_the_secret_nothing_is_taken(world: World, given: str | bytes | None) -> None:
    headers = {} if given is None else {SECRET_HEADER: given}
    assert post(world, json.dumps(nothing(9_000_001)).encode(), **headers) == 403
    assert not claimed(world, 9_000_001)


@pytest.mark.parametrize("body", [b"", b"{", b"what?", b'{"update_id": 1', b"\xff\xfe\x00"], ids=repr)
def test_what_is_not_json_is_400(world: World, body: bytes) -> None:
    assert deliver(world, body) == 400


@pytest.mark.parametrize("body", [None, [], 7, "text", {}, {"update_id": "x"}, {"update_id": 9_000_002, "message": 3}])
def test_json_of_another_shape_is_taken_so_that_it_does_not_come_again(world: World, body: Any) -> None:
    assert deliver(world, body) == 200


def test_what_is_far_too_large_is_refused(world: World) -> None:
    assert deliver(world, b'"' + b"x" * MOST_BYTES + b'"') == 413


def test_only_the_one_address_is_there(world: World) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", world.bot.settings.port, timeout=20)
    for method, path, status in (("GET", "/", 404), ("GET", "/telegram", 405), ("POST", "/bot", 404)):
        connection.request(method, path)
        response = connection.getresponse()
        response.read()
        assert response.status == status
    connection.close()


def failing_commits(world: World, monkeypatch: pytest.MonkeyPatch, before: Callable[[], Any]) -> None:
    """Let `before` happen when a transaction is about to be committed; what it raises makes the commit fail."""
    writing = world.bot.database.writing

    @asynccontextmanager
    async def slow() -> AsyncIterator[AsyncConnection]:
        async with writing() as connection:
            yield connection
            outcome = before()
            if asyncio.iscoroutine(outcome):
                await outcome

    monkeypatch.setattr(world.bot.database, "writing", slow)


def test_the_answer_comes_after_the_commit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = asyncio.Event()
    with monkeypatch.context() as patched, ThreadPoolExecutor(1) as beside:
        failing_commits(world, patched, gate.wait)
        status: Future[int] = beside.submit(deliver, world, nothing(9_000_003))
        time.sleep(0.2)
        assert not status.done()
        assert not claimed(world, 9_000_003)
        world.on_loop(_open(gate))
        assert status.result(10) == 200
    assert claimed(world, 9_000_003)


def test_a_commit_that_fails_is_500_and_telegram_sends_it_again(
    world: World, ibu_sari: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [1, 1]

    def fail() -> None:
        if failures:
            failures.pop()
            raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))

    with monkeypatch.context() as patched:
        failing_commits(world, patched, fail)
        assert deliver(world, nothing(9_000_004)) == 500
        assert not claimed(world, 9_000_004)
        answer(ibu_sari, 5, "2")
        ibu_sari.sees("6 / 87")
    assert not failures
    assert draft_answers(world, ibu_sari)["K05"] == "2"


def test_it_stops_at_once_with_a_delivery_in_hand(world: World, ibu_sari: Patient) -> None:
    """What is not in the database by then is delivered again after the start."""
    monkeypatch = pytest.MonkeyPatch()
    failing_commits(world, monkeypatch, asyncio.Event().wait)
    Person(world, ibu_sari.key).tap("4 · ")  # not waiting until the bot has come to rest
    time.sleep(0.2)
    begun = time.monotonic()
    monkeypatch.undo()
    world.stop_bot()
    assert time.monotonic() - begun < 5
    world.start_bot()
    ibu_sari.sees("7 / 87")
    assert draft_answers(world, ibu_sari)["K06"] == "4"


def test_a_kill_loses_nothing_and_doubles_nothing(world: World, ibu_sari: Patient) -> None:
    port = world.bot.settings.port
    before = draft_answers(world, ibu_sari)
    world.stop_bot()
    child = ChildBot(
        world.url,
        world.folder,
        WEBHOOK_URL=f"http://127.0.0.1:{port}",
        WEBHOOK_SECRET=SECRET,
        PORT=str(port),
        MESSAGES_PER_SECOND="1000",
    )
    someone = world.person("ibu_sari", "Sari")
    try:
        child.start()
        answer(someone, 7, "1")
        answer(someone, 8, "2")
        someone.sees("9 / 87")
        someone.tap("3 · ")
        child.kill()
        # Nobody listens now: this one waits at Telegram.
        someone.tap_data(
            someone.messages()[-1]["buttons"][0][0]["data"], message_id=someone.messages()[-1]["message_id"]
        )
        child.start()
        someone.sees("/ 87")
        deadline = time.monotonic() + 20
        while world.playground_waits() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not world.playground_waits()
    finally:
        child.stop()
    world.start_bot()
    after = draft_answers(world, ibu_sari)
    assert {item: after[item] for item in (*before, "K07", "K08")} == {**before, "K07": "1", "K08": "2"}
    assert after.keys() <= set(list(KNOWN)[:10])
    assert after["K09"] == "3"


async def _open(gate: asyncio.Event) -> None:
    gate.set()
