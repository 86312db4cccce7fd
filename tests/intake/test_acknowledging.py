"""An update is acknowledged when it is in the database, never before."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.intake import polling
from bot.intake.reading import Raw
from tests.intake.desk import Desk

SARI = 11


class Counter:
    """Where updates wait; keeps the offsets that were asked for. What is put in `troubles` is raised first."""

    def __init__(self, *waiting: Any) -> None:
        self.waiting = list(waiting)
        self.offsets: list[int | None] = []
        self.troubles: list[Exception] = []

    async def updates(self, offset: int | None) -> list[Raw]:
        self.offsets.append(offset)
        if self.troubles:
            raise self.troubles.pop(0)
        left = [
            raw for raw in self.waiting if offset is None or not isinstance(raw, dict) or raw["update_id"] >= offset
        ]
        if not left:
            await asyncio.Event().wait()
        return left


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the bot waited between tries; it does not really."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("bot.intake.polling.asyncio.sleep", sleep)
    return waited


async def run(counter: Counter, intake: Any, calls: int) -> None:
    """Poll until updates were asked for so many times."""
    task = asyncio.create_task(polling.poll(counter, intake))  # type: ignore[arg-type]
    for _ in range(10_000):
        if len(counter.offsets) >= calls or task.done():
            break
        await asyncio.wait([task], timeout=0.001)
    assert len(counter.offsets) == calls
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_the_offset_moves_after_the_commit(desk: Desk) -> None:
    await desk.companion(SARI)
    tap = desk.tap(SARI, "go:questionnaire")
    counter = Counter(tap)
    await run(counter, desk.intake, 2)
    assert counter.offsets == [None, tap["update_id"] + 1]


async def test_the_offset_stays_where_the_commit_fails(desk: Desk) -> None:
    await desk.companion(SARI)
    tap = desk.tap(SARI, "go:questionnaire")
    desk.database.failures = 2
    counter = Counter(tap)
    await run(counter, desk.intake, 4)
    assert counter.offsets == [None, None, None, tap["update_id"] + 1]
    assert await desk.aside() == []
    assert await desk.query("SELECT count(*) FROM draft") == [(1,)]


async def test_a_database_that_fails_is_not_the_updates_fault(desk: Desk) -> None:
    await desk.companion(SARI)
    tap = desk.tap(SARI, "go:questionnaire")
    desk.database.failures = 1
    with pytest.raises(OperationalError):
        await desk.intake.take([tap])
    assert await desk.query("SELECT count(*) FROM inbox") == [(0,)]
    assert desk.line.made() == []
    await desk.take(tap)
    assert "1 / 87" in desk.screen(SARI).data["text"]


@pytest.mark.parametrize("failures", range(1, 5))
async def test_a_batch_is_all_there_after_as_many_tries_as_it_takes(desk: Desk, failures: int) -> None:
    for person in (SARI, 12):
        await desk.companion(person)
    taps = [desk.tap(SARI, "go:questionnaire"), desk.tap(12, "go:questionnaire")]
    desk.database.failures = failures
    await run(Counter(*taps), desk.intake, 2 + failures // 2)
    assert await desk.query("SELECT count(*) FROM draft") == [(2,)]
    assert await desk.aside() == []


async def test_an_update_that_the_database_never_takes_does_not_stall_the_rest(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_turn: object) -> None:
        raise OperationalError("SELECT", None, Exception("no such column"))

    await desk.companion(SARI)
    await desk.companion(12)
    monkeypatch.setattr("handlers.questionnaire.begin", broken)
    taps = [desk.tap(SARI, "go:questionnaire"), desk.text(12, "/bantuan")]
    await run(Counter(*taps), desk.intake, 4)
    assert await desk.aside() == [(taps[0]["update_id"], "OperationalError")]
    assert await desk.query("SELECT place FROM chat ORDER BY person_id") == [("menu",), ("help",)]


async def test_updates_without_a_number_do_not_move_the_offset(desk: Desk) -> None:
    await desk.companion(SARI)
    tap = desk.tap(SARI, "go:questionnaire")
    counter = Counter({"update_id": tap["update_id"] - 1}, tap)
    await run(counter, desk.intake, 2)
    assert counter.offsets == [None, tap["update_id"] + 1]


@pytest.mark.parametrize(
    ("trouble", "least_wait"),
    [
        (NetworkError("Bad Gateway"), 0.5),
        (TimedOut("no answer"), 0.5),
        (Conflict("terminated by other getUpdates request"), 0.5),
        (RetryAfter(7), 7.0),
        (ValueError("not JSON"), 0.5),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_any_trouble_is_waited_out(desk: Desk, waits: list[float], trouble: Exception, least_wait: float) -> None:
    await desk.companion(SARI)
    counter = Counter(desk.tap(SARI, "go:questionnaire"))
    counter.troubles = [trouble] * 3
    await run(counter, desk.intake, 5)
    assert len(waits) == 3
    assert all(wait >= least_wait for wait in waits)
    assert "1 / 87" in desk.screen(SARI).data["text"]


async def test_a_token_that_is_not_valid_ends_it(desk: Desk) -> None:
    counter = Counter()
    counter.troubles = [InvalidToken()]
    with pytest.raises(InvalidToken):
        await polling.poll(counter, desk.intake)  # type: ignore[arg-type]
