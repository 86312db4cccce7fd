"""One announcement sent by the whole program to so many people, in virtual time: how fast, how well, at what cost."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import country
from benchmarks.country import Tally
from benchmarks.virtual import VirtualClock, VirtualLoop
from bot.playground import Playground, SimPerson
from bot.playground import endpoint as playground_endpoint
from bot.playground.world import FIRST_CROWD_ID, World
from bot.program import Program
from bot.running import ADMIN, PLAYGROUND_TOKEN
from bot.settings import Settings
from storage import announcements, outbox
from storage.announcement_copies import COPY
from storage.database import Database

MEGABYTE = 1024 * 1024
# So often memory is looked at, and what the playground keeps of the chats is thrown away (its record stays).
SECONDS_BETWEEN_LOOKS = 10.0
NAME = "of the measurement"


@dataclass(slots=True)
class Cost:
    """What the run took, in real seconds and in bytes.

    `longest_chunk`: the longest transaction while rows were planned. `resident`: by the share that was sent, from 0
    to 1; `after_report`: when its author has the report, whose picture matplotlib draws. `progress`: how often the
    screen of its author was drawn anew.
    """

    planning: float = 0.0
    longest_chunk: float = 0.0
    progress: int = 0
    after_report: int = 0
    transactions: list[float] = field(default_factory=list)
    resident: dict[float, int] = field(default_factory=dict)
    lasted: float = 0.0


async def send(loop: VirtualLoop, people: int) -> tuple[Tally, Cost]:
    """Send one announcement to so many companions, its author watching; the program is as `pendamping run` has it."""
    cost = Cost()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        async with _bot(loop, Path(folder), people) as (playground, program):
            cost.resident[0.0] = resident_bytes()
            number = await _begin(program, cost)
            readers = set(range(FIRST_CROWD_ID, FIRST_CROWD_ID + people))
            await _until_done(playground, program, number, people, cost)
            async with program.database.reading() as connection:
                written = await country.books(connection, number)
            tally = country.tally(readers, written, playground, NAME)
            cost.progress = playground.record().edits
    cost.lasted = time.perf_counter() - begun
    return tally, cost


@contextlib.asynccontextmanager
async def _bot(loop: VirtualLoop, folder: Path, people: int) -> AsyncIterator[tuple[Playground, Program]]:
    clock = VirtualClock(loop)
    playground = Playground(
        clock=clock, token=PLAYGROUND_TOKEN, people=[SimPerson("admin", ADMIN.user_id, "Dewi")], monotonic=loop.time
    )
    with patch.object(playground_endpoint, "KEPT_CALLS", 100):
        await playground.start()
    playground.add_crowd(people)
    _world(playground).chats[ADMIN.user_id].started = True
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        data=folder,
        telegram_api_url=playground.url,
        messages_per_second=country.PER_SECOND,
        chat_messages_per_second=1.0,
    )
    program = Program(settings, PLAYGROUND_TOKEN, clock=clock)
    program.pacing._now = loop.time
    await program.open()
    async with program.database.writing() as connection:
        await country.settle(connection, program.shelf, people)
    await program.start()
    # Its triggers go by the machine's clock: a quarter of an hour that strikes during the run would add tips to it.
    program.schedule.stop()
    program.leave_first_plan()
    work = asyncio.create_task(program.run())
    gc.collect()
    gc.freeze()
    try:
        yield playground, program
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await program.stop()
        await playground.stop()
        gc.unfreeze()


async def _begin(program: Program, cost: Cost) -> int:
    """Let one go that was written and approved before; its author is on the screen of its progress."""
    _time_transactions(program.database, cost.transactions)
    program.announcer._plan = _timed(program.announcer._plan, cost)  # type: ignore[method-assign, assignment]
    async with program.database.writing() as connection:
        number = await country.announce(connection, NAME)
        await country.watch(connection, number)
    await program.schedule.owed()
    await program.courier.idle()
    await program.schedule.deliveries()
    program.announcer.wake()
    return number


async def _until_done(playground: Playground, program: Program, number: int, people: int, cost: Cost) -> None:
    state = "scheduled"
    while state in ("scheduled", "sending"):
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        async with program.database.reading() as connection:
            counts = await outbox.counts(connection, number, COPY)
            announcement = await announcements.get(connection, number)
        if announcement is not None:
            state = announcement.state
        _forget_chats(_world(playground))
        if state == "sending":
            cost.resident[counts.get("sent", 0) / people] = resident_bytes()
    await program.postman.idle()
    await program.courier.idle()
    cost.after_report = resident_bytes()


def _world(playground: Playground) -> World:
    if playground._running is None:
        raise RuntimeError("the playground does not run")
    return playground._running.stage.world


def _forget_chats(world: World) -> None:
    for chat in world.chats.values():
        if chat.in_crowd and chat.messages:
            chat.messages.clear()


def _time_transactions(database: Database, seconds: list[float]) -> None:
    """Note how long each transaction that writes holds the writer, in real seconds."""
    writing = database.writing

    @contextlib.asynccontextmanager
    async def timed() -> AsyncIterator[Any]:
        async with writing() as connection:
            begun = time.perf_counter()
            yield connection
        seconds.append(time.perf_counter() - begun)

    database.writing = timed  # type: ignore[method-assign]


def _timed(plan: Callable[[int], Coroutine[Any, Any, None]], cost: Cost) -> Callable[[int], Coroutine[Any, Any, None]]:
    async def timed(number: int) -> None:
        begun, before = time.perf_counter(), len(cost.transactions)
        await plan(number)
        cost.planning += time.perf_counter() - begun
        cost.longest_chunk = max([cost.longest_chunk, *cost.transactions[before:]])

    return timed


def resident_bytes() -> int:
    """Memory of this process in use now (VmRSS)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))
