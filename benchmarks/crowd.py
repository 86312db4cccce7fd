"""Many companions on one playground: each taps an answer, and is heard from when their screen has changed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks.processes import BotProcess
from benchmarks.screens import Question
from bot.clock import SystemClock
from bot.playground import Limits, Playground, SimPerson
from bot.playground.acting import Acting
from bot.playground.call import Stage
from bot.playground.world import Chat, Said
from bot.running import PLAYGROUND_TOKEN

FIRST_USER_ID = 720_000_001
# Every question of the questionnaire has this many answers, and they are its first buttons.
CHOICES = 4
SECONDS_TO_START = 60.0

# What a button carries on the first screen, by the companion's number and the choice, both from 0.
FirstData = Callable[[int, int], str]


@dataclass(slots=True)
class Companion:
    """One phone. `tapped` is when the tap went out whose answer has not come yet."""

    number: int
    chat: Chat
    screen: Said
    answered: int = 0
    tapped: float | None = None


class _Ear(asyncio.Queue[Any]):
    """Told of a change in a chat at once, inside the playground's own call, where a page in a browser has a queue."""

    def __init__(self, hear: Callable[[Said], None]) -> None:
        super().__init__()
        self._hear = hear

    def put_nowait(self, item: Any) -> None:
        if item is not None and item[0] == "message" and item[1].by_bot:
            self._hear(item[1])


class Crowd:
    """See the module. `on_answer` is called with the companion and the seconds from the tap to the new screen."""

    def __init__(self, playground: Playground, stage: Stage) -> None:
        self.url = playground.url
        self.companions: list[Companion] = []
        self.on_answer: Callable[[Companion, float], None] = lambda companion, seconds: None
        self._stage = stage
        self._acting = Acting(stage.world, stage.shelf, stage.queue, lambda: playground.faults)
        self._polled = asyncio.Event()
        # `queue.poll` is where getUpdates arrives; the log of the playground shows it only when it is answered.
        self._poll, stage.queue.poll = stage.queue.poll, self._heard_poll  # type: ignore[method-assign]

    async def _heard_poll(self, offset: int, limit: int, wait: float) -> list[str]:
        self._polled.set()
        return await self._poll(offset, limit, wait)

    async def first_poll(self, bot: BotProcess) -> float:
        """Wait for the bot's first getUpdates; gives the seconds since the process was started."""
        while not self._polled.is_set():
            bot.check()
            if time.perf_counter() - bot.started > SECONDS_TO_START:
                raise TimeoutError("the bot does not ask for updates")
            await asyncio.sleep(0.001)
        seconds = time.perf_counter() - bot.started
        self._polled.clear()
        return seconds

    def join(self, count: int, question: Question, data: FirstData) -> list[Companion]:
        """That many more companions, with this question on their screens."""
        joined = []
        for number in range(len(self.companions), len(self.companions) + count):
            person = SimPerson(f"companion{number}", FIRST_USER_ID + number, "Sari")
            chat = self._stage.world.add_person(person)
            chat.started = True
            content = {
                "text": question.text,
                "reply_markup": {"inline_keyboard": question.keyboard(partial(data, number))},
            }
            companion = Companion(number, chat, self._stage.world.post(chat, content, by_bot=True))
            chat.listeners.add(_Ear(partial(self._changed, companion)))
            joined.append(companion)
        self.companions += joined
        return joined

    def tap(self, companion: Companion) -> None:
        """Tap one of the answers on the screen."""
        rows = companion.screen.body["reply_markup"]["inline_keyboard"]
        button = rows[companion.answered % CHOICES][0]
        companion.tapped = time.perf_counter()
        self._acting.tap(companion.chat, companion.screen, button["callback_data"])

    def _changed(self, companion: Companion, said: Said) -> None:
        if companion.tapped is None:
            return
        seconds, companion.tapped = time.perf_counter() - companion.tapped, None
        companion.screen = said
        companion.answered += 1
        self.on_answer(companion, seconds)


@asynccontextmanager
async def playing() -> AsyncIterator[Crowd]:
    """A playground without rates, with nobody there yet."""
    playground = Playground(clock=SystemClock(), token=PLAYGROUND_TOKEN, limits=Limits.off())
    await playground.start()
    running = playground._running
    if running is None:
        raise RuntimeError("the playground has not started")
    try:
        yield Crowd(playground, running.stage)
    finally:
        await playground.stop()
