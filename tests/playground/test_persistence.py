"""With a folder everything comes back, after an orderly stop and after kill -9."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import FrozenClock, SystemClock
from bot.playground import Limits, Playground, SimPerson
from bot.playground.keeper import BLOCK, Counter, Keeper
from tests.playground.conftest import PEOPLE, SARI, TOKEN, Client, keyboard

_SERVER = """
import asyncio, sys
from pathlib import Path
from bot.clock import SystemClock
from bot.playground.keeper import BLOCK, Counter, Keeper
from bot.playground import Limits, Playground, SimPerson

async def serve():
    people = [SimPerson("sari", 11, "Sari")]
    playground = Playground(
        clock=SystemClock(), token="123:test-token", people=people, limits=Limits.off(), folder=Path(sys.argv[1])
    )
    await playground.start()
    print(playground.port, flush=True)
    await asyncio.sleep(60)

asyncio.run(serve())
"""


async def test_a_restart_changes_nothing(open_playground: Callable[..., Any], tmp_path: Path) -> None:
    api = await open_playground(limits=Limits.off(), folder=tmp_path)
    await api.begin()
    board = keyboard(["a"])
    said = await api.call("sendMessage", chat_id=SARI, text="one", reply_markup=board)
    await api.call("editMessageText", chat_id=SARI, message_id=said["message_id"], text="two", reply_markup=board)
    document = (await api.upload("sendDocument", "document", "a.txt", b"content", chat_id=SARI))[1]["result"]
    await api.call("setMyCommands", commands=[{"command": "bantuan", "description": "x"}])
    await api.call("sendMessage", chat_id=SARI, text="k", reply_markup={"keyboard": [["yes"]]})
    await api.sim("people", key="new", first_name="New")
    [answered, open_query] = (await api.sim("sari/tap", button="a", times=2))["query_ids"]
    await api.call("answerCallbackQuery", callback_query_id=answered, text="toast")
    before, waiting = await api.chat(), await api.updates()
    await api.playground.stop()

    again = await open_playground(limits=Limits.off(), folder=tmp_path)
    assert await again.chat() == before
    assert await again.updates() == waiting
    assert [person["key"] for person in (await again.get("/sim/people"))["people"]][-1] == "new"
    assert (await again.call("getMyCommands"))[0]["command"] == "bantuan"
    await again.call("answerCallbackQuery", callback_query_id=open_query)
    assert "too old" in await again.refused("answerCallbackQuery", callback_query_id=answered)
    path = (await again.call("getFile", file_id=document["document"]["file_id"]))["file_path"]
    async with again.session.get(f"{again.playground.file_url}{TOKEN}/{path}") as answer:
        assert await answer.read() == b"content"
    later = await again.call("sendMessage", chat_id=SARI, text="three")
    assert later["message_id"] > max(one["message_id"] for one in before["messages"])


async def test_a_webhook_comes_back(open_playground: Callable[..., Any], tmp_path: Path) -> None:
    api = await open_playground(folder=tmp_path)
    await api.call("setWebhook", url="http://127.0.0.1:9/hook", secret_token="s", allowed_updates=["message"])
    before = await api.call("getWebhookInfo")
    await api.playground.stop()
    again = await open_playground(folder=tmp_path)
    assert await again.call("getWebhookInfo") == before


async def test_a_text_held_back_for_reordering_is_not_lost(open_playground: Callable[..., Any], tmp_path: Path) -> None:
    api = await open_playground(folder=tmp_path)
    await api.sim("faults", reorder=1)
    await api.sim("sari/message", text="held")
    await api.playground.stop()
    again = await open_playground(folder=tmp_path)
    assert [update["message"]["text"] for update in await again.updates()] == ["held"]


async def test_without_a_folder_nothing_is_kept(
    open_playground: Callable[..., Any], tmp_path: Path, clock: FrozenClock
) -> None:
    api = await open_playground()
    await api.begin()
    await api.playground.stop()
    assert (await (await open_playground()).chat())["messages"] == []


async def _serve(folder: Path) -> tuple[asyncio.subprocess.Process, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _SERVER,
        str(folder),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert process.stdout is not None
    port = int(await asyncio.wait_for(process.stdout.readline(), 10))
    return process, f"http://127.0.0.1:{port}"


async def test_after_kill_9_no_number_comes_twice_and_no_accepted_text_is_lost(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    message_ids: list[int] = []
    update_ids: list[int] = []
    written: list[str] = []
    for life in range(3):
        process, url = await _serve(tmp_path)
        try:
            for number in range(5):
                text = f"{life}.{number}"
                async with session.post(f"{url}/sim/sari/message", json={"text": text}) as answer:
                    message_ids.append((await answer.json())["message_id"])
                    written.append(text)
                form = {"chat_id": str(SARI), "text": "reply"}
                async with session.post(f"{url}/bot{TOKEN}/sendMessage", data=form) as answer:
                    message_ids.append((await answer.json())["result"]["message_id"])
            async with session.post(f"{url}/bot{TOKEN}/getUpdates", data={}) as answer:
                updates = (await answer.json())["result"]
        finally:
            process.send_signal(signal.SIGKILL)
            await process.wait()
        assert [update["message"]["text"] for update in updates] == written
        update_ids = [update["update_id"] for update in updates]
    assert message_ids == sorted(set(message_ids))
    assert update_ids == sorted(set(update_ids))


async def test_numbers_rise_when_the_last_writes_are_lost(tmp_path: Path, session: aiohttp.ClientSession) -> None:
    # The same folder, opened again while the first playground still holds unwritten changes: as after a power cut.
    first = Playground(clock=SystemClock(), token=TOKEN, people=PEOPLE, limits=Limits.off(), folder=tmp_path)
    await first.start()
    client = Client(first, session)
    await client.begin()
    given = [(await client.call("sendMessage", chat_id=SARI, text="x"))["message_id"] for _ in range(20)]
    second = Playground(clock=SystemClock(), token=TOKEN, people=PEOPLE, limits=Limits.off(), folder=tmp_path)
    await second.start()
    try:
        later = await Client(second, session).call("sendMessage", chat_id=SARI, text="x")
        assert later["message_id"] > max(given)
    finally:
        await second.stop()
        await first.stop()


def test_counters_outrun_their_reserve_safely(tmp_path: Path) -> None:
    async def run() -> None:
        keeper = Keeper(tmp_path)
        counter = Counter(keeper, "message", 1)
        taken = [counter.take() for _ in range(3 * BLOCK)]
        assert taken == list(range(1, 3 * BLOCK + 1))
        # Nothing ran in between, and still what is on disk is above what was given.
        assert dict(Keeper(tmp_path).records("counter"))["message"] > taken[-1]

    asyncio.run(run())


async def test_a_person_may_be_renamed_but_not_replaced(open_playground: Callable[..., Any], tmp_path: Path) -> None:
    api = await open_playground(folder=tmp_path)
    await api.begin()
    await api.playground.stop()
    renamed = [SimPerson("ibu-sari", SARI, "Ibu Sari", "companion")]
    again = await open_playground(folder=tmp_path, people=renamed)
    assert (await again.chat("ibu-sari"))["messages"][0]["text"] == "/start"
    assert (await again.sim_raw("sari/message", text="x"))[0] == 404
    status, body = await again.sim_raw("people", key="ibu-sari", first_name="Other", user_id=999)
    assert (status, body["error"]) == (409, "the key 'ibu-sari' belongs to user 11")


async def test_a_failed_write_is_told_and_nobody_waits_for_ever(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path)
    keeper.start()
    (tmp_path / "files").rmdir()
    keeper.put_file("a", b"x")
    async with asyncio.timeout(5):
        for _ in range(2):
            with pytest.raises(OSError, match="No such file"):
                await keeper.flushed()
        with pytest.raises(OSError, match="No such file"):
            await keeper.stop()
