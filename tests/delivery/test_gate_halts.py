"""Halts that Telegram asks for, and the closing of the gate, seen from Telegram's side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.api import seconds_to_wait
from bot.delivery.pacing import HALT_MARGIN, LONGEST_WAIT, REPLY, Closed
from tests.delivery.quickly import run_quickly
from tests.delivery.test_gate import BULK, SECOND, Far


def test_one_chat_is_halted_alone_three_halt_all() -> None:
    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.001, 0.001), 100)
        start = clock()
        far.refuse = {1: start + 3}
        times = await asyncio.gather(*(far.send(chat) for chat in range(1, 30)))
        assert times[0] >= start + 3
        assert max(times[1:]) <= start + 1

        start = clock()
        far.refuse = dict.fromkeys((51, 52, 53), start + 3)
        far.came_too_early.clear()
        waiting = [asyncio.ensure_future(far.send(chat)) for chat in (51, 52, 53)]
        await asyncio.sleep(0.5)
        others = await asyncio.gather(*(far.send(chat) for chat in range(100, 120)))
        await asyncio.gather(*waiting)
        assert min(others) >= start + 3
        assert sorted(far.came_too_early) == [51, 52, 53], "each was refused once: nobody came back too early"

    run_quickly(main)


@settings(max_examples=30)
@given(seconds=st.lists(st.integers(1, 40), min_size=1, max_size=5), latency=st.floats(0.0, 0.5))
def test_a_halt_is_never_released_early(seconds: list[int], latency: float) -> None:
    """Also when it is given up: the next one to this chat waits, too."""

    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (latency, latency), 30)
        for wait in seconds:
            far.refuse[1] = clock() + 2 * latency + wait
            arrived = await far.send(1, urgency=REPLY)
            assert arrived >= far.refuse[1]
            assert arrived <= far.refuse[1] + 1 + HALT_MARGIN + 4 * latency + 2
        far.refuse[1] = float("inf")

    run_quickly(main)


def test_who_gives_up_leaves_the_chat_halted() -> None:
    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.0, 0.0), 30)
        far.refuse[1] = clock() + 10_000
        with pytest.raises(RetryAfter):
            await asyncio.wait_for(_refused_at_once(far), None)
        begun = clock()
        far.refuse.clear()
        await far.send(1, urgency=REPLY)
        assert clock() - begun >= 7

    run_quickly(main)


async def _refused_at_once(far: Far) -> None:
    """Telegram says 7 seconds, every time."""

    async def refuse() -> None:
        raise RetryAfter(7)

    await far.pacing.process_request(refuse, (), {}, "sendMessage", {"chat_id": 1}, BULK)


def test_closed_for_the_outbox_it_still_lets_replies_out() -> None:
    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.0, 0.0), 5)
        bulk = [asyncio.ensure_future(far.send(chat)) for chat in range(10, 40)]
        reply = asyncio.ensure_future(far.send(1, REPLY, after=0.5))
        await asyncio.sleep(1.0)
        far.pacing.close(REPLY + 1)
        late = asyncio.ensure_future(far.send(2, REPLY))
        outcomes = await asyncio.gather(*bulk, return_exceptions=True)
        closed = [one for one in outcomes if isinstance(one, Closed)]
        await asyncio.gather(reply, late)
        assert len(closed) >= 24
        assert len(far.arrived) == 30 - len(closed) + 2
        with pytest.raises(Closed):
            await far.send(3, BULK)
        far.pacing.close()
        with pytest.raises(Closed):
            await far.send(3, REPLY)

    run_quickly(main)


def test_who_is_cancelled_at_the_gate_takes_no_place() -> None:
    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.01, 0.01), 10)
        crowd = [asyncio.ensure_future(far.send(chat)) for chat in range(1, 101)]
        await asyncio.sleep(0.35)
        for task in crowd[5:95]:
            task.cancel()
        begun = clock()
        await asyncio.gather(*crowd, return_exceptions=True)
        assert clock() - begun < 1.5
        assert far.most_within(SECOND) <= 10
        assert far.pacing.ready == 0

    run_quickly(main)


def test_what_comes_by_itself_does_not_wait_out_a_long_halt() -> None:
    """It goes back to the outbox, and leaves its place to others; once the halt is over it is let out."""

    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.0, 0.0), 30)
        far.refuse[1] = clock() + 3600
        begun = clock()
        with pytest.raises(RetryAfter) as refused:
            await far.send(1)
        assert clock() - begun < LONGEST_WAIT
        assert seconds_to_wait(refused.value) >= 3600 - LONGEST_WAIT
        with pytest.raises(RetryAfter):
            await far.send(1)
        # Told by Telegram once, it was not asked again.
        assert far.came_too_early == [1]
        assert await far.send(2) - begun < LONGEST_WAIT
        await asyncio.sleep(3601)
        assert await far.send(1) >= far.refuse[1]

    run_quickly(main)
