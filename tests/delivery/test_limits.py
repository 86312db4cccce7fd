"""The limits of sending hold whatever comes when, and what failed beside a screen makes nothing owed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter, TimedOut

from bot.delivery import pacing
from bot.delivery.courier import Courier, Parcel
from bot.delivery.pacing import CHAT_BURST, Pacing
from handlers.screens import Button, Replies, Screen
from tests.delivery.quickly import run_quickly
from tests.intake.line import BAD_GATEWAY, BLOCKED, EDIT_NOT_FOUND, Line, Refusal, on_the_line

# Less than a second by more than the rounding of added moments.
SECOND = 1 - 1e-6


class Outlet:
    """Behind the pacing: notes when each call went out, and refuses as it is told."""

    def __init__(self, clock: Callable[[], float], overall: float) -> None:
        self.clock = clock
        self.pacing = Pacing(overall, 1.0, monotonic=clock)
        self.out: list[tuple[float, Any]] = []
        self.refusals: dict[Any, list[int]] = defaultdict(list)

    async def call(self, chat: int | None, endpoint: str = "sendMessage", *, after: float = 0.0) -> None:
        async def through() -> None:
            if self.refusals[chat]:
                raise RetryAfter(self.refusals[chat].pop(0))
            self.out.append((self.clock(), chat))

        await asyncio.sleep(after)
        data = {} if chat is None else {"chat_id": chat}
        await self.pacing.process_request(through, (), {}, endpoint, data, None)

    def most_within(self, seconds: float, chat: int | None = None) -> int:
        """The most calls that went out within any span of so many seconds."""
        times = [t for t, c in self.out if chat in (None, c)]
        return max((sum(start <= t < start + seconds for t in times) for start in times), default=0)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0, 1.5), st.integers(1, 4)), min_size=1, max_size=60))
def test_the_limits_hold_whatever_comes_when(sends: list[tuple[float, int]]) -> None:
    async def main(clock: Callable[[], float]) -> None:
        outlet = Outlet(clock, 5)
        waiting = []
        for pause, chat in sends:
            await asyncio.sleep(pause if pause > 0.5 else 0)
            waiting.append(asyncio.ensure_future(outlet.call(chat)))
        await asyncio.gather(*waiting)
        assert len(outlet.out) == len(sends)
        assert outlet.most_within(SECOND) <= 5
        # A message that waited for its turn overall may come that much nearer to the next one of its chat.
        for chat in range(1, 5):
            assert all(outlet.most_within(n * SECOND, chat) <= CHAT_BURST + n for n in (1, 3, 10))

    run_quickly(main)


def test_a_halt_may_be_made_longer_while_it_lasts() -> None:
    async def main(clock: Callable[[], float]) -> None:
        start = clock()
        outlet = Outlet(clock, 29)
        outlet.refusals = defaultdict(list, {1: [2], None: [9]})
        await asyncio.gather(outlet.call(1), outlet.call(None, "answerCallbackQuery", after=1))
        assert all(at - start > 10 for at, _ in outlet.out)

    run_quickly(main)


def test_forgetting_chats_gives_nobody_a_second_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "MOST_CHATS", 2)

    async def main(clock: Callable[[], float]) -> None:
        outlet = Outlet(clock, 1000)
        await asyncio.gather(outlet.call(1), outlet.call(1))
        for other in range(2, 9):
            await outlet.call(other)
        await asyncio.gather(outlet.call(1), outlet.call(1))
        assert outlet.most_within(0.5, 1) == CHAT_BURST

    run_quickly(main)


FLOOD = Refusal(429, "Too Many Requests: retry after 0", retry_after=0)


@pytest.mark.parametrize("trouble", [EDIT_NOT_FOUND, BAD_GATEWAY, TimedOut("no answer"), BLOCKED, FLOOD], ids=str)
async def test_an_old_keyboard_that_stays_makes_nothing_owed(
    trouble: Refusal | Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "MOST_HALTS", 0)
    line = Line()
    courier = Courier(await on_the_line(line))
    line.down["editMessageReplyMarkup"] = trouble
    screen = Screen("Menu", ((Button("Lanjut", "go:menu"),),))
    courier.hand_over([Parcel(1, 11, Replies(screen=screen), person_id=9, live_id=3000)])
    await courier.idle()
    assert line.methods() == ["sendMessage", "editMessageReplyMarkup"]
    assert [shown.update_id for shown in courier.shown] == [1]
