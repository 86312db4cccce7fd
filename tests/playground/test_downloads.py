"""Files over HTTP: the paths that getFile gives, how long they last, and what goes wrong on the line."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import FrozenClock
from bot.playground import Limits, Times
from tests.playground.conftest import TOKEN, Client

CONTENT = b"isi berkas " * 1000


async def path_of(api: Client) -> str:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("document", CONTENT, filename="a.txt")
    async with api.session.post(f"{api.playground.url}/sim/sari/message", data=form) as answer:
        assert answer.status == 200
    file = (await api.updates())[-1]["message"]["document"]
    told = await api.call("getFile", file_id=file["file_id"])
    assert told == {**told, "file_id": file["file_id"], "file_unique_id": file["file_unique_id"], "file_size": 11_000}
    return str(told["file_path"])


async def get(api: Client, path: str, token: str = TOKEN) -> tuple[int, bytes]:
    async with api.session.get(f"{api.playground.file_url}{token}/{path}") as answer:
        return answer.status, await answer.read()


async def test_only_who_has_the_token_and_asked_for_the_path_gets_it(api: Client) -> None:
    path = await path_of(api)
    assert await get(api, path) == (200, CONTENT)
    for status, body in (await get(api, path, "123:other"), await get(api, "documents/file_99.txt")):
        assert (status, body) == (404, b'{"ok": false, "error_code": 404, "description": "Not Found"}')
    file = (await api.sim("sari/message", document="sample"))["message_id"]
    assert file
    # The next number is easy to guess, and not served before getFile.
    assert (await get(api, path.replace("file_1", "file_2")))[0] == 404


async def test_a_link_lasts_an_hour(api: Client, clock: FrozenClock) -> None:
    path = await path_of(api)
    clock.advance(hours=1)
    assert (await get(api, path))[0] == 200
    clock.advance(seconds=1)
    assert (await get(api, path))[0] == 404
    file_id = (await api.updates())[-1]["message"]["document"]["file_id"]
    assert (await api.call("getFile", file_id=file_id))["file_path"] == path
    assert (await get(api, path))[0] == 200


async def test_a_link_outlives_a_restart(open_playground: Callable[..., Any], tmp_path: Path) -> None:
    api = await open_playground(limits=Limits.off(), folder=tmp_path)
    path = await path_of(api)
    await api.playground.stop()
    again = await open_playground(limits=Limits.off(), folder=tmp_path)
    assert await get(again, path) == (200, CONTENT)


async def test_the_line_breaks_in_the_middle_of_a_file(api: Client) -> None:
    path = await path_of(api)
    api.playground.faults.lost_reply = Times(1)
    with pytest.raises(aiohttp.ClientError):
        await get(api, path)
    assert await get(api, path) == (200, CONTENT)


async def test_a_server_error_and_a_halt(api: Client) -> None:
    path = await path_of(api)
    await api.sim("faults", server_error={"count": 1}, methods=["download"])
    await api.call("getMe")
    assert (await get(api, path))[0] == 502
    await api.sim("faults", too_many={"count": 1})
    status, body = await get(api, path)
    assert (status, b'"retry_after": 1' in body) == (429, True)
    assert (await get(api, path))[0] == 200


async def test_faults_of_other_methods_leave_files_alone(api: Client) -> None:
    path = await path_of(api)
    await api.sim("faults", server_error=1, methods=["sendMessage"])
    assert (await get(api, path))[0] == 200


async def test_latency_delays_files_too(api: Client) -> None:
    path = await path_of(api)
    await api.sim("faults", latency_ms=80, methods=["download"])
    begun = time.monotonic()
    await get(api, path)
    assert time.monotonic() - begun >= 0.08


async def test_the_log_has_them(api: Client) -> None:
    path = await path_of(api)
    api.playground.faults.lost_reply = Times(1)
    with pytest.raises(aiohttp.ClientError):
        await get(api, path)
    await get(api, "nothing/x")
    calls = (await api.get("/sim/log?method=download"))["calls"]
    assert [(call["params"], call["status"], call["fault"]) for call in calls] == [
        ({"file_path": path}, 200, "lost_reply"),
        ({"file_path": "nothing/x"}, 404, None),
    ]
