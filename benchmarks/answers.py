"""Answers per second through the whole bot: companions tap through the questionnaire as fast as their screens change.

The playground and the companions have one core, the bot the other. Three bots take turns, several times: ours, the
bare one and the ordinary one; what counts is the ratio of the medians.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from benchmarks import prepared, processes, screens
from benchmarks.bots.questions import data_of
from benchmarks.crowd import Companion, Crowd, FirstData, playing
from benchmarks.processes import BotProcess
from benchmarks.report import Figure, Report, middle, percentile
from benchmarks.screens import Question

ROUNDS = 3
CROWDS = (50, 100)
# A run is measured after the warm-up until the time is over, or until the first companion comes to the end of the form.
WARM_UP_SECONDS = 0.5
SECONDS = 4.0
LAST = 86

Start = Callable[[str, Path], AbstractContextManager[BotProcess]]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `cpu_us` is the bot's processor time an answer, `playground_busy` the share of its core in use."""

    companions: int
    answers: int
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    playground_busy: float


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot in the race. `data`: what the buttons of the first screen carry."""

    name: str
    start: Start
    data: FirstData


def contenders(draft_ids: list[int]) -> list[Contender]:
    """Ours, the bare bot, the ordinary bot."""
    others: FirstData = lambda person, choice: data_of(0, choice)  # noqa: E731 - as the other one below
    return [
        Contender("ours", processes.ours, lambda person, choice: f"f:{draft_ids[person]}:0:a{choice}"),
        Contender("bare", processes.bare, others),
        Contender("ordinary", processes.ordinary, others),
    ]


class Field:
    """A folder with all that the bots need: the screens, and a database with enough companions to copy."""

    def __init__(self, folder: Path, companions: int) -> None:
        self.folder = folder
        self.questions: list[Question] = screens.all_questions(screens.questionnaire())
        self.companions = companions
        self.draft_ids: list[int] = []

    async def lay_out(self) -> None:
        """Make the database once; each run has a copy."""
        self.draft_ids = await prepared.fill(self.folder / "pendamping.sqlite3", self.companions)

    def copy(self, name: str) -> Path:
        """A folder for one run."""
        folder = self.folder / name
        folder.mkdir()
        shutil.copy(self.folder / "pendamping.sqlite3", folder)
        screens.save(self.questions, folder / "screens.json")
        return folder


async def measure() -> Report:
    """All rounds."""
    runs: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as name:
        field = Field(Path(name), sum(CROWDS))
        await field.lay_out()
        for number in range(ROUNDS):
            for contender in contenders(field.draft_ids):
                runs.setdefault(contender.name, []).extend(await _one(field, contender, number))
    figures = []
    for size in CROWDS:
        mid = {name: _middle([run for run in of if run.companions == size]) for name, of in runs.items()}
        figures += _figures(size, mid)
    return Report("answers", figures, {name: [asdict(run) for run in of] for name, of in runs.items()})


async def _one(field: Field, contender: Contender, number: int) -> list[Run]:
    folder = field.copy(f"{contender.name}-{number}")
    stored = 0
    async with playing() as crowd:
        groups = [crowd.join(size, field.questions[0], contender.data) for size in CROWDS]
        with contender.start(crowd.url, folder) as bot:
            await crowd.first_poll(bot)
            runs = [await race(crowd, bot, group) for group in groups]
        stored = sum(companion.answered for companion in crowd.companions)
    if contender.name == "ours":
        check_stored(folder, stored)
    shutil.rmtree(folder)
    return runs


async def race(crowd: Crowd, bot: BotProcess, group: list[Companion]) -> Run:
    """Let this group tap until the time is over, then let the last answers arrive."""
    seconds: list[float] = []
    over = asyncio.Event()
    loop = asyncio.get_running_loop()

    def next_tap(companion: Companion, took: float) -> None:
        seconds.append(took)
        if companion.answered >= LAST:
            over.set()
        if not over.is_set():
            # Not from inside the playground's call: the bot shall have its answer first.
            loop.call_soon(crowd.tap, companion)

    crowd.on_answer = next_tap
    gc.collect()
    for companion in group:
        crowd.tap(companion)
    await asyncio.sleep(WARM_UP_SECONDS)
    seconds.clear()
    begun, cpu, own = time.perf_counter(), bot.cpu_seconds, time.process_time()
    try:
        async with asyncio.timeout(SECONDS):
            await over.wait()
    except TimeoutError:
        over.set()
    lasted = time.perf_counter() - begun
    taken = list(seconds)
    used, busy = bot.cpu_seconds - cpu, (time.process_time() - own) / lasted
    bot.check()
    await all_answered(group)
    return Run(
        companions=len(group),
        answers=len(taken),
        per_second=len(taken) / lasted,
        p50_ms=percentile(taken, 0.5) * 1000,
        p99_ms=percentile(taken, 0.99) * 1000,
        cpu_us=used / len(taken) * 1e6,
        playground_busy=busy,
    )


async def all_answered(group: list[Companion], patience: float = 30.0) -> None:
    """Wait until no tap of the group waits for its screen; `TimeoutError` where one never comes."""
    deadline = time.perf_counter() + patience
    while any(companion.tapped is not None for companion in group):
        if time.perf_counter() > deadline:
            raise TimeoutError("a tap was never answered")
        await asyncio.sleep(0.005)


def check_stored(folder: Path, expected: int) -> None:
    """Every answer whose screen was seen is in the database: a speed that loses answers would be no figure."""
    with closing(sqlite3.connect(folder / "pendamping.sqlite3")) as connection:
        [stored] = connection.execute("SELECT count(*) FROM draft_answer").fetchone()
    if stored != expected:
        raise RuntimeError(f"{expected} answers were acknowledged, {stored} are stored")


def _middle(runs: list[Run]) -> Run:
    def mid(name: str) -> float:
        return middle([getattr(run, name) for run in runs])

    return Run(
        runs[0].companions,
        round(mid("answers")),
        *(mid(name) for name in ("per_second", "p50_ms", "p99_ms", "cpu_us", "playground_busy")),
    )


def _figures(size: int, mid: dict[str, Run]) -> list[Figure]:
    ours, bare, ordinary = mid["ours"], mid["bare"], mid["ordinary"]
    row = partial(_row, size)
    figures = [
        row("ours / bare, answers per second", ours.per_second / bare.per_second, "times", at_least=0.6),
        row("ours / ordinary, answers per second", ours.per_second / ordinary.per_second, "times", at_least=4.0),
        row("bare / ours, processor time an answer", bare.cpu_us / ours.cpu_us, "times"),
        row("ordinary / ours, processor time an answer", ordinary.cpu_us / ours.cpu_us, "times"),
    ]
    for name, run in mid.items():
        figures += [
            row(f"{name}, answers per second", run.per_second, "1/s"),
            row(f"{name}, p50", run.p50_ms, "ms"),
            row(f"{name}, p99", run.p99_ms, "ms"),
            row(f"{name}, processor time an answer", run.cpu_us, "µs"),
            row(f"{name}, share of the playground's core in use", run.playground_busy, ""),
        ]
    return figures


def _row(size: int, name: str, value: float, unit: str, at_least: float | None = None) -> Figure:
    return Figure(f"{size} companions: {name}", value, unit, at_least=at_least)
