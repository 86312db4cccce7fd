"""A courier on a line that is not there, and time that passes only when everybody waits for it."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import pytest

from bot.delivery import courier as courier_module
from bot.delivery.courier import Courier
from tests.intake.line import Line, on_the_line

_real_sleep = asyncio.sleep


class Time:
    """Virtual seconds: `sleep` waits in them, and `run` moves them on once nobody can do anything else."""

    def __init__(self) -> None:
        self.now = 100.0
        self._numbers = itertools.count()
        self._sleeping: list[tuple[float, int, asyncio.Future[None]]] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleeping, (self.now + seconds, next(self._numbers), future))
        await future

    async def run(self, *work: Coroutine[Any, Any, Any]) -> list[Any]:
        """Do all this at once, and wait (in virtual time) until it is done."""
        tasks = [asyncio.ensure_future(one) for one in work]
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await _real_sleep(0)
            if self._sleeping and not all(task.done() for task in tasks):
                self.now, _, first = heapq.heappop(self._sleeping)
                first.set_result(None)
        return await asyncio.gather(*tasks)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    virtual = Time()
    monkeypatch.setattr("bot.delivery.pacing.asyncio.sleep", virtual.sleep)
    return virtual


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
async def courier(line: Line, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Courier]:
    """A courier that does not wait long between tries."""
    monkeypatch.setattr(courier_module, "WAITS", (0.001, 0.001, 0.001))
    monkeypatch.setattr(courier_module, "draw", lambda _picture: b"png")
    made = Courier(await on_the_line(line))
    line.calls.clear()
    yield made
    await made.close()
