"""The gate, seen from Telegram's side: what counts is when a message arrives, not when it was let out.

Each call takes a way there and a way back of its own; on virtual time, so that many seconds pass at once.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.delivery.pacing import REPLY, Pacing
from tests.delivery.quickly import run_quickly

SECOND, MINUTE = 1.0, 60.0
BULK = REPLY + 6
ROUNDING = 1e-6


class Far:
    """Telegram, some way off. `arrived`: (when, chat, messages); `way` gives the seconds there and back of a call."""

    def __init__(self, clock: Callable[[], float], way: Callable[[], tuple[float, float]], overall: float) -> None:
        self.clock = clock
        self.way = way
        self.pacing = Pacing(overall, 1.0, monotonic=clock)
        self.arrived: list[tuple[float, int, int]] = []
        self.refuse: dict[int, float] = {}
        self.came_too_early: list[int] = []

    async def send(self, chat: int, urgency: int = BULK, *, after: float = 0.0, album: int = 0) -> float:
        """Send something; gives when it arrived."""

        async def there_and_back() -> float:
            there, back = self.way()
            await asyncio.sleep(there)
            now = self.clock()
            if now < self.refuse.get(chat, 0.0):
                self.came_too_early.append(chat)
                raise RetryAfter(int(self.refuse[chat] - now) + 1)
            self.arrived.append((now, chat, album or 1))
            await asyncio.sleep(back)
            return now

        await asyncio.sleep(after)
        data: dict[str, Any] = {"chat_id": chat} | ({"media": [{}] * album} if album else {})
        endpoint = "sendMediaGroup" if album else "sendMessage"
        arrived: float = await self.pacing.process_request(there_and_back, (), {}, endpoint, data, urgency)
        return arrived

    def most_within(self, seconds: float, chat: int | None = None) -> int:
        """The most messages that arrived in any window of this length."""
        at = sorted((t, n) for t, c, n in self.arrived if chat in (None, c))
        most = newest = count = 0
        for start, messages in at:
            while newest < len(at) and at[newest][0] < start + seconds - ROUNDING:
                count += at[newest][1]
                newest += 1
            most = max(most, count)
            count -= messages
        return most


def ways(chance: random.Random, floor: float, jitter: float) -> Callable[[], tuple[float, float]]:
    """A line that needs at least `floor` each way, and now and then much longer."""

    def way() -> tuple[float, float]:
        return floor + chance.expovariate(1) * jitter, floor + chance.expovariate(1) * jitter

    return way


@settings(max_examples=40)
@given(
    seed=st.integers(0, 2**32),
    floor=st.floats(0.0, 0.15),
    jitter=st.floats(0.0, 0.5),
    pauses=st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.0, 0.01, 0.3, 1.0]), min_size=1, max_size=12),
)
def test_never_more_than_the_limit_in_any_second_where_it_counts(
    seed: int, floor: float, jitter: float, pauses: list[float]
) -> None:
    """Crowds come at any time, with albums and replies among them; the line takes its time, and often much longer."""

    async def main(clock: Callable[[], float]) -> None:
        chance = random.Random(seed)
        far = Far(clock, ways(chance, floor, jitter * floor), 30)
        chats, work, at = iter(range(1, 10_000)), [], 0.0
        for pause in pauses:
            at += pause
            for _ in range(chance.choice([1, 5, 40])):
                album = chance.choice([0] * 15 + [2, 10])
                urgency = chance.choice([REPLY, BULK, BULK, BULK])
                work.append(far.send(next(chats), urgency, after=at, album=album))
        await asyncio.gather(*work)
        assert far.most_within(SECOND) <= 30

    run_quickly(main)


@pytest.mark.parametrize(("floor", "jitter"), [(0.0, 0.05), (0.02, 0.05), (0.05, 0.01)])
def test_the_limit_holds_through_a_long_announcement(floor: float, jitter: float) -> None:
    """Long enough that the gate has formed its opinion of the line."""

    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, ways(random.Random(5), floor, jitter), 30)
        await asyncio.gather(*(far.send(chat) for chat in range(1, 2001)))
        assert far.most_within(SECOND) <= 30

    run_quickly(main)


def test_the_rate_is_nearly_reached() -> None:
    """At 60 to 80 ms there and back: 98 in 100 of what is allowed."""

    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, ways(random.Random(1), 0.03, 0.003), 30)
        await asyncio.gather(*(far.send(chat) for chat in range(1, 1501)))
        assert 1500 / (far.arrived[-1][0] - far.arrived[0][0]) >= 0.98 * 30
        assert far.most_within(SECOND) <= 30

    run_quickly(main)


def test_a_reply_overtakes_a_crowd() -> None:
    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.02, 0.02), 30)
        crowd = [asyncio.ensure_future(far.send(chat)) for chat in range(100, 400)]
        for n in range(8):
            await asyncio.sleep(0.4)
            begun = clock()
            # One place at the gate, and the way.
            assert await far.send(n + 1, REPLY) - begun <= 1 / 30 + 0.02 + 0.01
        await asyncio.gather(*crowd)
        assert far.most_within(SECOND) <= 30

    run_quickly(main)


def test_the_more_urgent_goes_first_and_those_alike_in_turn() -> None:
    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.0, 0.0), 10)
        first = asyncio.ensure_future(far.send(1, BULK))
        await asyncio.sleep(0)
        rest = [asyncio.ensure_future(far.send(chat, urgency)) for chat, urgency in enumerate((6, 3, REPLY, 3, 6), 2)]
        await asyncio.gather(first, *rest)
        assert [chat for _, chat, _ in far.arrived] == [1, 4, 3, 5, 2, 6]

    run_quickly(main)


def test_bulk_has_no_burst_in_one_chat_and_replies_have() -> None:
    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.0, 0.0), 30)
        start = clock()
        await asyncio.gather(*(far.send(7, REPLY) for _ in range(2)))
        assert clock() - start < 0.1
        await far.send(7)
        assert clock() - start >= 2.0, "after a burst, bulk waits until the chat has rested"
        await asyncio.gather(*(far.send(8) for _ in range(4)))
        assert far.most_within(SECOND, 8) == 1

    run_quickly(main)


@pytest.mark.parametrize("size", [2, 5, 10])
def test_an_album_counts_each_of_its_files(size: int) -> None:
    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.01, 0.01), 30)
        begun = clock()
        await asyncio.gather(*(far.send(chat, album=size) for chat in range(1, 61)))
        assert far.most_within(SECOND) <= 30
        assert clock() - begun >= 60 * size / 30 - 1.1
        far.arrived.clear()
        await far.send(1, album=size)
        begun = clock()
        await far.send(1)
        assert clock() - begun >= size - 0.1, "in its chat it counts as well"

    run_quickly(main)


@settings(max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_a_group_gets_twenty_a_minute_evenly(seed: int) -> None:
    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, ways(random.Random(seed), 0.03, 0.2), 30)
        await asyncio.gather(*(far.send(-5, REPLY if n % 3 else BULK) for n in range(45)))
        assert far.most_within(MINUTE, -5) <= 20
        assert far.most_within(2.0, -5) == 1
        times = [at for at, *_ in far.arrived]
        assert times[-1] - times[0] <= 44 * (3.0 + 2 * 0.23) * 1.2, "and slower by no more than the way"

    run_quickly(main)


def test_a_chat_that_waits_holds_up_nobody_and_is_not_counted_as_waiting() -> None:
    """Else the second messages of a few chats would keep the postman from fetching the next people."""

    async def main(clock: Callable[[], float]) -> None:
        far = Far(clock, lambda: (0.0, 0.0), 1000)
        second = [asyncio.ensure_future(far.send(chat)) for chat in range(1, 21) for _ in range(2)]
        await asyncio.sleep(0.2)
        assert (len(far.arrived), far.pacing.ready) == (20, 0)
        await asyncio.gather(*second)

    run_quickly(main)
