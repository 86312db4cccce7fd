"""A hundred answers a second, come what may: how long a companion waits, with ours and with the bare bot.

Taps come at random moments (Poisson, from a fixed seed) and wait for nobody. The time runs from the moment at which
the update is there to be taken until the new screen is at the Bot API.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
import tempfile
import time
from collections import deque
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from benchmarks.answers import Contender, Field, all_answered, check_stored, contenders
from benchmarks.crowd import Companion, Crowd, playing
from benchmarks.report import Figure, Report, middle, percentile

ROUNDS = 3
COMPANIONS = 200
PER_SECOND = 100
WARM_UP_SECONDS = 1.0
SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run; `late_p99_ms`: how much later than planned the taps themselves went out (a busy machine)."""

    answers: int
    p50_ms: float
    p99_ms: float
    largest_ms: float
    late_p99_ms: float


async def measure() -> Report:
    """All rounds, ours and the bare bot in turns."""
    runs: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as name:
        field = Field(Path(name), COMPANIONS)
        await field.lay_out()
        for number in range(ROUNDS):
            for contender in contenders(field.draft_ids)[:2]:
                runs.setdefault(contender.name, []).append(await _one(field, contender, number))
    mid = {name: {key: middle([asdict(run)[key] for run in of]) for key in Run.__slots__} for name, of in runs.items()}
    ours, bare = mid["ours"], mid["bare"]
    figures = [
        Figure("ours, p99", ours["p99_ms"], "ms", at_most=25),
        Figure("ours, p99 of the quietest round", min(run.p99_ms for run in runs["ours"]), "ms"),
        Figure("ours, p50", ours["p50_ms"], "ms"),
        Figure("bare, p99", bare["p99_ms"], "ms"),
        Figure("bare, p99 of the quietest round", min(run.p99_ms for run in runs["bare"]), "ms"),
        Figure("bare, p50", bare["p50_ms"], "ms"),
        Figure("ours / bare, p99", ours["p99_ms"] / bare["p99_ms"], "times"),
        Figure("ours / bare, p50", ours["p50_ms"] / bare["p50_ms"], "times"),
        Figure("the machine: taps sent late, p99", max(ours["late_p99_ms"], bare["late_p99_ms"]), "ms"),
    ]
    return Report("openloop", figures, {name: [asdict(run) for run in of] for name, of in runs.items()})


async def _one(field: Field, contender: Contender, number: int) -> Run:
    folder = field.copy(f"{contender.name}-{number}")
    async with playing() as crowd:
        group = crowd.join(COMPANIONS, field.questions[0], contender.data)
        with contender.start(crowd.url, folder) as bot:
            await crowd.first_poll(bot)
            run = await _taps(crowd, group, Random(number))
    if contender.name == "ours":
        check_stored(folder, sum(companion.answered for companion in group))
    shutil.rmtree(folder)
    return run


async def _taps(crowd: Crowd, group: list[Companion], random: Random) -> Run:
    idle = deque(group)
    seconds: list[float] = []
    late: list[float] = []

    def answered(companion: Companion, took: float) -> None:
        seconds.append(took)
        idle.append(companion)

    crowd.on_answer = answered
    gc.collect()
    begun = due = time.perf_counter()
    warm = begun + WARM_UP_SECONDS
    while due < warm + SECONDS:
        due += random.expovariate(PER_SECOND)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        if due < warm:
            seconds.clear()
            late.clear()
        late.append(max(0.0, time.perf_counter() - due))
        if not idle:
            raise RuntimeError("all companions are waiting: the bot is far too slow for this rate")
        crowd.tap(idle.popleft())
    await all_answered(group)
    return Run(
        answers=len(seconds),
        p50_ms=percentile(seconds, 0.5) * 1000,
        p99_ms=percentile(seconds, 0.99) * 1000,
        largest_ms=max(seconds) * 1000,
        late_p99_ms=percentile(late, 0.99) * 1000,
    )
