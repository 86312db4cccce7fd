"""Hours of sending in a minute, and exactly so: an event loop whose time leaps to the next timer when nobody works.

In one process there are the bot, the playground and HTTP between them. Their time is the loop's: it stands still while
anything real is under way, and leaps when all that is left to do is to wait. What is under way is *counted*: every
statement in SQLite's threads, every job of an executor, every request and answer on its way through a socket (though
not a request that the playground keeps waiting, as long polling does: that is waiting). A short real grace before each
leap would be simpler, but a guess: too short on a busy machine, and then the bot looks slower than it is; at 1 ms and
sixty thousand leaps a minute longer for nothing.

So the figures say what the program's own rules make of the rate, on any machine; they say nothing of how fast the
machine is. That is measured in real time (`benchmarks.announcement_real`).
"""

from __future__ import annotations

import asyncio
import contextlib
import selectors
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from unittest.mock import patch

import aiosqlite
from aiohttp import web

from bot.playground.endpoint import Endpoint
from bot.transport import AiohttpRequest

T = TypeVar("T")

BEGIN = 1000.0
# A Thursday at nine in western Indonesia: everybody may be written to.
MORNING = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
# A clock that never moves by itself would keep who waits for the last bit of a rounded time waiting for ever.
RESOLUTION = 1e-9
# Real seconds after which something that was counted is taken for lost.
PATIENCE = 60.0


class StuckError(RuntimeError):
    """Nothing has happened for a long time, and nothing will: the count is wrong, or nobody has set a timer."""


class _Leaping(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.now = BEGIN
        self.leaps = 0
        # What is under way in threads and sockets.
        self.working = 0

    def select(self, timeout: float | None = None) -> Any:
        self.now += RESOLUTION
        if (ready := super().select(0)) or (timeout is not None and timeout <= 0):
            return ready
        if self.working <= 0 and timeout is not None:
            self.now += timeout
            self.leaps += 1
            return ready
        if ready := super().select(PATIENCE):
            return ready
        raise StuckError(f"{self.working} things under way, next timer in {timeout} s")


class VirtualLoop(asyncio.SelectorEventLoop):
    """See the module. `leaps`: how often its time has leapt."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.now

    @property
    def leaps(self) -> int:
        return self._leaping.leaps

    def count(self, change: int) -> None:
        """So many more things are under way, or fewer."""
        self._leaping.working += change

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        future = super().run_in_executor(executor, func, *args)
        self.count(1)
        future.add_done_callback(lambda _done: self.count(-1))
        return future


class VirtualClock:
    """The time of the loop as a date (`bot.clock.Clock`)."""

    def __init__(self, loop: VirtualLoop) -> None:
        self._loop = loop

    def now(self) -> datetime:
        return MORNING + timedelta(seconds=self._loop.time() - BEGIN)


@dataclass(frozen=True, slots=True)
class Network:
    """How many seconds a request is on its way to the Bot API, and its answer back; asked anew for each."""

    name: str = "no delay"
    there: Callable[[], float] = lambda: 0.0
    back: Callable[[], float] = lambda: 0.0


def run_virtually(main: Callable[[VirtualLoop], Coroutine[Any, Any, T]], network: Network | None = None) -> T:
    """Run `main(loop)` to its end, with everything real counted, over a network as slow as told."""
    loop = VirtualLoop()
    try:
        with _counted(loop, network or Network()):
            return loop.run_until_complete(main(loop))
    finally:
        loop.close()


@contextlib.contextmanager
def _counted(loop: VirtualLoop, network: Network) -> Iterator[None]:
    execute: Callable[..., Coroutine[Any, Any, Any]] = aiosqlite.Connection._execute
    request_, handle = AiohttpRequest.do_request, Endpoint.handle

    async def counted_execute(connection: aiosqlite.Connection, *given: Any, **named: Any) -> Any:
        loop.count(1)
        try:
            return await execute(connection, *given, **named)
        finally:
            loop.count(-1)

    async def counted_request(transport: AiohttpRequest, *given: Any, **named: Any) -> tuple[int, bytes]:
        if seconds := network.there():
            await asyncio.sleep(seconds)
        loop.count(1)
        try:
            answer = await request_(transport, *given, **named)
        finally:
            loop.count(-1)
        if seconds := network.back():
            await asyncio.sleep(seconds)
        return answer

    async def counted_handle(endpoint: Endpoint, request: web.Request) -> web.StreamResponse:
        if request.content_type == "application/json":
            await request.read()  # aiohttp keeps it for who reads it again
        loop.count(-1)  # it has arrived: from now on it may be kept waiting
        try:
            return await handle(endpoint, request)
        finally:
            loop.count(1)  # its answer is on the way back

    with (
        patch.object(aiosqlite.Connection, "_execute", counted_execute),
        patch.object(AiohttpRequest, "do_request", counted_request),
        patch.object(Endpoint, "handle", counted_handle),
    ):
        yield


def steady(milliseconds: float) -> Network:
    """Half of the round trip there, half back."""
    half = milliseconds / 2000
    return Network(f"{milliseconds:g} ms", lambda: half, lambda: half)


def jittery(milliseconds: float, draw: Callable[[float, float], float]) -> Network:
    """Each way takes a random time of its own, `milliseconds` at most both together; `draw(from, to)`."""
    way = partial(draw, 0.0, milliseconds / 2000)
    return Network(f"0 to {milliseconds:g} ms", way, way)
