"""A courier on a line that is not there, and time that passes only when everybody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any

import pytest

from bot.delivery import courier as courier_module
from bot.delivery.courier import Courier
from handlers.pictures.competency import CompetencyPicture
from tests.delivery.quickly import LeapingLoop
from tests.intake.line import Line, on_the_line


class Time:
    """Virtual seconds: `run` does some work on a loop whose waiting costs nothing."""

    def __init__(self) -> None:
        self._loop = LeapingLoop()

    @property
    def now(self) -> float:
        return self._loop.time()

    def monotonic(self) -> float:
        return self.now

    def run(self, *work: Coroutine[Any, Any, Any]) -> list[Any]:
        """Do all this at once, and wait (in virtual time) until it is done."""

        async def together() -> list[Any]:
            return await asyncio.gather(*work)

        return self._loop.run_until_complete(together())

    def close(self) -> None:
        self._loop.close()


@pytest.fixture
def time() -> Iterator[Time]:
    virtual = Time()
    yield virtual
    virtual.close()


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
async def courier(line: Line, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Courier]:
    """A courier that does not wait long between tries."""
    monkeypatch.setattr(courier_module, "WAITS", (0.001, 0.001, 0.001))
    monkeypatch.setattr(CompetencyPicture, "png", lambda _picture: b"png")
    made = Courier(await on_the_line(line))
    line.calls.clear()
    yield made
    await made.close()
