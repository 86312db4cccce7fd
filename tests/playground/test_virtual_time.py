"""A playground on virtual time: an event loop whose clock leaps to the next timer as soon as nothing else is to do."""

from __future__ import annotations

import asyncio
import selectors
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.playground import Limits, Playground
from tests.playground.conftest import TOKEN, Client, keyboard

FIRST = 800_000_001
# A little under the limit: thirty times a thirtieth of a second is a hair less than one.
STEP = 1 / 29.9


class _Leaping(selectors.DefaultSelector):
    """Waits for nothing: what is on its way over the loopback is there at once, else time goes on."""

    skipped = 0.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0 if timeout is not None else None)
        if not ready and timeout:
            self.skipped += timeout
        return ready


class LeapingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.skipped


class LoopClock:
    """The time of day by the loop's clock."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 1, 0, tzinfo=UTC) + timedelta(seconds=self._loop.time())


async def _announce(count: int) -> None:
    loop = asyncio.get_running_loop()
    playground = Playground(clock=LoopClock(loop), token=TOKEN, limits=Limits(), monotonic=loop.time)
    await playground.start()
    playground.add_crowd(count)
    async with aiohttp.ClientSession() as session:
        api = Client(playground, session)
        playground.faults.latency_ms = 200
        sending = []
        begun = loop.time()
        for number in range(count):
            sending.append(asyncio.create_task(api.call("sendMessage", chat_id=FIRST + number, text="Pengumuman")))
            await asyncio.sleep(STEP)
        await asyncio.gather(*sending)
        account = playground.record()
        assert (account.messages, sum(account.too_many.values())) == (count, 0)
        assert account.most_in_one_second == 30
        assert count * STEP < loop.time() - begun < count * STEP + 1
        log = (await api.get("/sim/log?method=sendMessage"))["calls"]
        assert all(200 <= call["ms"] < 205 for call in log)
        await _grow_old(api)
    await playground.stop()


async def _grow_old(api: Client) -> None:
    api.playground.faults.clear()
    await api.call("sendMessage", chat_id=FIRST, text="x", reply_markup=keyboard(["a"]))
    query = (await api.sim(f"{FIRST}/tap", button="a"))["query_ids"][0]
    await asyncio.sleep(151)
    assert "too old" in await api.refused("answerCallbackQuery", callback_query_id=query)
    assert len(await api.updates()) == 1
    # A long poll lasts as long as it says, and an update does not live for ever.
    begun = asyncio.get_running_loop().time()
    await asyncio.sleep(25 * 3600)
    assert await api.updates(timeout=30) == []
    assert asyncio.get_running_loop().time() - begun >= 25 * 3600 + 30
    # The next day the rates are as fresh as on the first.
    for _ in range(3):
        await api.call("sendMessage", chat_id=FIRST, text="x")


def test_minutes_and_days_pass_in_a_moment_and_every_limit_holds() -> None:
    begun = time.perf_counter()
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        runner.run(_announce(900))
    assert time.perf_counter() - begun < 8
