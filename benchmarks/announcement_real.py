"""An announcement in real time, and what companions who tap meanwhile notice of it; the bot in a process of its own.

Quiet rounds and rounds with an announcement take turns. In all of them companions tap through the questionnaire and
ask for help at random moments (Poisson, from a fixed seed), and wait for nobody. A tap's answer edits a message and
passes no gate; help is a new message and has to wait for a slot among thirty a second, which is physical.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

from benchmarks import country, prepared, processes, screens
from benchmarks.answers import all_answered
from benchmarks.country import Tally
from benchmarks.crowd import Companion, Crowd
from benchmarks.processes import BotProcess
from benchmarks.report import Figure, Report, middle, percentile
from bot.clock import SystemClock
from bot.playground import Playground
from bot.playground.call import Stage
from bot.playground.world import Said
from bot.running import ADMIN, PLAYGROUND_TOKEN
from storage import people
from storage.database import Database

# Short ones, and many: what else the machine does at a time falls on both kinds.
ROUNDS = 6
READERS = 300
# The last of the readers ask for help, the others tap.
ASKERS = 60
TAPS_PER_SECOND = 10.0
QUESTIONS_PER_SECOND = 1.5
QUIET_SECONDS = 10.0
WARM_UP_SECONDS = 1.0
PATIENCE = 120.0
# The whole run takes two and a half minutes.
LASTS, QUARTER = 200.0, 900.0
MEGABYTE = 1024 * 1024


@dataclass(slots=True)
class Heard:
    """When something was asked (monotonic seconds), and how long the answer took."""

    taps: list[tuple[float, float]] = field(default_factory=list)
    questions: list[tuple[float, float]] = field(default_factory=list)


class Town(Crowd):
    """Companions who get announcements too: only what answers them counts as an answer."""

    def __init__(self, playground: Playground, stage: Stage) -> None:
        super().__init__(playground, stage)
        self.playground = playground
        self.heard = Heard()
        self._asked: dict[int, float] = {}
        self.on_answer = self._answered

    def ask(self, companion: Companion) -> None:
        """Send a command that is answered by a new message."""
        self._asked[companion.number] = time.monotonic()
        self._acting.write(companion.chat, "/bantuan")

    def _answered(self, _companion: Companion, seconds: float) -> None:
        self.heard.taps.append((time.monotonic() - seconds, seconds))

    def _changed(self, companion: Companion, said: Said) -> None:
        if said.message_id == companion.screen.message_id:
            super()._changed(companion, said)
        elif (asked := self._asked.get(companion.number)) is not None and country.MARKER not in said.text:
            del self._asked[companion.number]
            self.heard.questions.append((asked, time.monotonic() - asked))

    @property
    def waiting(self) -> int:
        """How many questions have no answer yet."""
        return len(self._asked)


@contextlib.asynccontextmanager
async def _playing() -> AsyncIterator[Town]:
    """A playground with all its limits."""
    playground = Playground(clock=SystemClock(), token=PLAYGROUND_TOKEN)
    await playground.start()
    if playground._running is None:
        raise RuntimeError("the playground has not started")
    try:
        yield Town(playground, playground._running.stage)
    finally:
        await playground.stop()


def _bot(address: str, data: Path) -> contextlib.AbstractContextManager[BotProcess]:
    """Our bot as `pendamping run` starts it."""
    return processes.running(
        ["-m", "bot", "run"],
        data,
        signal.SIGTERM,
        BOT_TOKEN=PLAYGROUND_TOKEN,
        TELEGRAM_API_URL=address,
        DATA=str(data),
        MESSAGES_PER_SECOND=str(country.PER_SECOND),
        CHAT_MESSAGES_PER_SECOND="1",
        LOG_LEVEL="error",
        WEBHOOK_URL="",
    )


async def measure() -> Report:
    """All rounds on one bot."""
    await _away_from_the_quarter()
    quiet: list[Heard] = []
    during: list[Heard] = []
    tallies: list[Tally] = []
    memory: list[int] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, draft_ids = await _prepare(folder / "pendamping.sqlite3")
        try:
            async with _playing() as town:
                question = screens.all_questions(screens.questionnaire())[0]
                group = town.join(READERS, question, lambda person, choice: f"f:{draft_ids[person]}:0:a{choice}")
                with _bot(town.url, folder) as bot:
                    await town.first_poll(bot)
                    for number in range(ROUNDS):
                        memory.append(bot.resident_bytes)
                        quiet.append(await _quiet(town, group, Random(number)))
                        heard, tally = await _announcing(town, group, Random(number), database, f"{number + 1}")
                        during.append(heard)
                        tallies.append(tally)
                    memory.append(bot.resident_bytes)
        finally:
            await database.close()
    return Report("announcement_real", _figures(quiet, during, tallies, memory), _raw(quiet, during, tallies, memory))


async def _away_from_the_quarter() -> None:
    """Reminders and tips are planned at the quarters of an hour; they would be letters among the copies."""
    left = QUARTER - time.time() % QUARTER
    if left < LASTS:
        print(f"  (waiting {left:.0f} s: the schedule plans at the quarters of an hour)", flush=True)
        await asyncio.sleep(left + 1.0)


async def _prepare(file: Path) -> tuple[Database, list[int]]:
    """Readers with open drafts, and the admin who announces; another program's view of the bot's database."""
    draft_ids = await prepared.fill(file, READERS)
    database = Database(file)
    await database.open()
    async with database.writing() as connection:
        await people.add_person(connection, telegram_id=ADMIN.user_id, language="id", at=country.LONG_AGO, role="admin")
    return database, draft_ids


async def _quiet(town: Town, group: list[Companion], random: Random) -> Heard:
    with _load(town, group, random):
        await asyncio.sleep(WARM_UP_SECONDS)
        begun = time.monotonic()
        await asyncio.sleep(QUIET_SECONDS)
        ended = time.monotonic()
    await _answered(town, group)
    return _between(town, begun, ended)


async def _announcing(
    town: Town, group: list[Companion], random: Random, database: Database, name: str
) -> tuple[Heard, Tally]:
    with _load(town, group, random):
        await asyncio.sleep(WARM_UP_SECONDS)
        async with database.writing() as connection:
            number = await country.announce(connection, name)
        deadline = time.monotonic() + PATIENCE
        while (account := town.playground.record(country.marker(name))).messages < READERS:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{account.messages} of {READERS} copies have come")
            await asyncio.sleep(0.5)
    await _answered(town, group)
    # What came of the last handful is written with the next look of the postman.
    await asyncio.sleep(2.0)
    async with database.reading() as connection:
        written = await country.books(connection, number)
    readers = {companion.chat.chat_id for companion in group}
    tally = country.tally(readers, written, town.playground, name)
    return _between(town, account.first or 0.0, account.last or 0.0), tally


@contextlib.contextmanager
def _load(town: Town, group: list[Companion], random: Random) -> Iterator[None]:
    """People tap and ask for the length of the block."""
    town.heard = Heard()
    load = [
        asyncio.create_task(_tap(town, group[:-ASKERS], Random(random.random()))),
        asyncio.create_task(_ask(town, group[-ASKERS:], Random(random.random()))),
    ]
    try:
        yield
    finally:
        for task in load:
            task.cancel()


async def _tap(town: Town, group: list[Companion], random: Random) -> None:
    due = time.monotonic()
    while True:
        due += random.expovariate(TAPS_PER_SECOND)
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        town.tap(random.choice([one for one in group if one.tapped is None]))


async def _ask(town: Town, group: list[Companion], random: Random) -> None:
    # One after the other: nobody asks so often that the limit of the own chat would make them wait.
    due = time.monotonic()
    while True:
        for companion in group:
            due += random.expovariate(QUESTIONS_PER_SECOND)
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            town.ask(companion)


async def _answered(town: Town, group: list[Companion]) -> None:
    await all_answered(group)
    deadline = time.monotonic() + 30
    while town.waiting:
        if time.monotonic() > deadline:
            raise TimeoutError("a question was never answered")
        await asyncio.sleep(0.05)


def _between(town: Town, begun: float, ended: float) -> Heard:
    heard = town.heard
    return Heard(
        [(at, took) for at, took in heard.taps if begun <= at <= ended],
        [(at, took) for at, took in heard.questions if begun <= at <= ended],
    )


def _together(rounds: list[Heard]) -> Heard:
    return Heard([tap for one in rounds for tap in one.taps], [asked for one in rounds for asked in one.questions])


def _ms(heard: list[tuple[float, float]], share: float) -> float:
    return percentile([took for _, took in heard], share) * 1000


def _figures(
    quiet_rounds: list[Heard], during_rounds: list[Heard], tallies: list[Tally], memory: list[int]
) -> list[Figure]:
    quiet, during = _together(quiet_rounds), _together(during_rounds)
    figures = [
        Figure("share of the allowed rate", 100 * middle([t.rate_used for t in tallies]), "%", at_least=98),
        Figure("… of the slowest round", 100 * min(t.rate_used for t in tallies), "%"),
        Figure("refused with 429", max(t.too_many for t in tallies), "calls", at_most=0),
        Figure("without a copy", sum(t.missing for t in tallies), "people", at_most=0),
        Figure("copies too many", sum(t.doubled for t in tallies), "copies", at_most=0),
        Figure("database and playground disagree", sum(t.disagreeing for t in tallies), "people", at_most=0),
        Figure("most in any second", max(t.most_in_one_second for t in tallies), "messages", at_most=30),
        Figure("memory before", memory[0] / MEGABYTE, "MB"),
        Figure("memory after all announcements", memory[-1] / MEGABYTE, "MB"),
    ]
    for name, share, most in (("p50", 0.5, None), ("p99", 0.99, 1.5)):
        before, now = _ms(quiet.taps, share), _ms(during.taps, share)
        figures += [
            Figure(f"a tap's answer, quiet, {name}", before, "ms"),
            Figure(f"a tap's answer, during an announcement, {name}", now, "ms"),
            Figure(f"a tap's answer, during / quiet, {name}", now / before, "times", at_most=most),
        ]
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        before, now = _ms(quiet.questions, share), _ms(during.questions, share)
        figures += [
            Figure(f"a new message in answer, quiet, {name}", before, "ms"),
            Figure(f"a new message in answer, during an announcement, {name}", now, "ms"),
            Figure(f"a new message in answer, during - quiet, {name}", now - before, "ms"),
        ]
    return figures


def _raw(quiet: list[Heard], during: list[Heard], tallies: list[Tally], memory: list[int]) -> dict[str, object]:
    return {
        "rounds": [asdict(tally) for tally in tallies],
        "resident": memory,
        "quiet": [_raw_round(heard) for heard in quiet],
        "during": [_raw_round(heard) for heard in during],
    }


def _raw_round(heard: Heard) -> dict[str, object]:
    return {
        "taps": len(heard.taps),
        "questions": len(heard.questions),
        "p50_ms": _ms(heard.taps, 0.5),
        "slowest_ms": sorted((took * 1000 for _, took in heard.taps), reverse=True)[:5],
    }
