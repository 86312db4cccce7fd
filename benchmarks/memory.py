"""Memory with 25,000 open drafts, each touched once by a tap, beside the same bot with nobody in its database."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from benchmarks import prepared, processes, screens
from benchmarks.answers import all_answered, check_stored
from benchmarks.crowd import Companion, Crowd, playing
from benchmarks.report import Figure, Report

DRAFTS = 25_000
# Half of the questionnaire is answered in each.
ANSWERED = 43
AT_ONCE = 100
MEGABYTE = 1024 * 1024


async def measure() -> Report:
    """One run with none, one with all."""
    with tempfile.TemporaryDirectory() as name:
        empty, full = Path(name) / "empty", Path(name) / "full"
        empty.mkdir()
        full.mkdir()
        async with playing() as crowd:
            with processes.ours(crowd.url, empty) as bot:
                await crowd.first_poll(bot)
        # Started anew, since the first start has compiled the forms.
        async with playing() as crowd:
            with processes.ours(crowd.url, empty) as bot:
                await crowd.first_poll(bot)
                none = bot.resident_bytes
        draft_ids = await prepared.fill(full / "pendamping.sqlite3", DRAFTS, answered=ANSWERED)
        question = screens.all_questions(screens.questionnaire())[ANSWERED]
        async with playing() as crowd:
            crowd.join(DRAFTS, question, lambda person, choice: f"f:{draft_ids[person]}:{ANSWERED}:a{choice}")
            with processes.ours(crowd.url, full) as bot:
                await crowd.first_poll(bot)
                untouched = bot.resident_bytes
                seconds = await _touch_all(crowd)
                touched = bot.resident_bytes
        check_stored(full, DRAFTS * (ANSWERED + 1))
        size = (full / "pendamping.sqlite3").stat().st_size
    figures = [
        Figure("in use, no drafts", none / MEGABYTE, "MB"),
        Figure(f"in use, {DRAFTS:,} drafts, none touched", untouched / MEGABYTE, "MB"),
        Figure(f"in use, {DRAFTS:,} drafts, each touched once", touched / MEGABYTE, "MB"),
        Figure("touched / none", touched / none, "times"),
        Figure("a touched draft", (touched - none) / DRAFTS, "bytes"),
        Figure("drafts taken up a second", DRAFTS / seconds, "1/s"),
        Figure("the database file, a draft", size / DRAFTS, "bytes"),
    ]
    return Report("memory", figures)


async def _touch_all(crowd: Crowd) -> float:
    """One tap each, so many at once; gives the seconds that it took."""
    waiting = iter(crowd.companions)

    def next_one(_answered: Companion, _took: float) -> None:
        companion = next(waiting, None)
        if companion is not None:
            asyncio.get_running_loop().call_soon(crowd.tap, companion)

    crowd.on_answer = next_one
    begun = time.perf_counter()
    for _ in range(AT_ONCE):
        crowd.tap(next(waiting))
    while any(companion.answered == 0 for companion in crowd.companions):
        await asyncio.sleep(0.1)
        if time.perf_counter() - begun > 300:
            raise TimeoutError("the drafts are not taken up")
    await all_answered(crowd.companions)
    return time.perf_counter() - begun
