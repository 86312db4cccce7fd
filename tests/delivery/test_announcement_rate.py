"""Announcements use the allowed rate to the full and are never refused: the whole program, and the gate alone.

The whole program, with its database and HTTP, runs in virtual time as in `benchmarks` (see `benchmarks.virtual`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from telegram.error import RetryAfter

from benchmarks.sending import send
from benchmarks.virtual import Network, jittery, run_virtually, steady
from bot.delivery.pacing import Pacing
from bot.playground import Limits
from bot.playground.rate import RateMeter
from bot.playground.refusal import RefusalError
from tests.delivery.quickly import run_quickly

ANNOUNCEMENT = 6
"""The urgency of an announcement's copies."""


@pytest.mark.parametrize(("network", "at_least"), [(Network(), 0.98), (steady(100), 0.9)], ids=["no delay", "100 ms"])
def test_a_whole_announcement_at_the_limit(network: Network, at_least: float) -> None:
    tally, _ = run_virtually(lambda loop: send(loop, 240), network)
    assert (tally.readers, tally.delivered, tally.books) == (240, 240, {"sent": 240})
    assert (tally.too_many, tally.missing, tally.doubled, tally.disagreeing) == (0, 0, 0, 0)
    assert tally.most_in_one_second <= 30
    assert tally.rate_used >= at_least


class Wire:
    """The playground's own meter behind a network; `refused` counts its 429."""

    def __init__(self, clock: Callable[[], float], network: Network) -> None:
        self._meter = RateMeter(Limits(), clock)
        self._network = network
        self.refused = 0

    async def call(self, chat: int) -> None:
        await asyncio.sleep(self._network.there())
        refusal: RefusalError | None = None
        try:
            self._meter.check(chat, messages=1)
            self._meter.count(chat)
        except RefusalError as told:
            refusal = told
        await asyncio.sleep(self._network.back())
        if refusal is not None:
            self.refused += 1
            raise RetryAfter(refusal.retry_after or 1)


def spiky(random: Random) -> Network:
    """Now and then a message takes a second longer, on one of its ways."""

    def way() -> float:
        return 0.03 + (random.random() if random.random() < 0.02 else 0.0)

    return Network("spikes", way, way)


@pytest.mark.parametrize(
    ("make", "at_least"),
    [
        (lambda random: Network(), 0.99),
        (lambda random: steady(100), 0.97),
        (lambda random: Network("all of it on the way there", lambda: 0.1, lambda: 0.0), 0.97),
        (lambda random: Network("all of it on the way back", lambda: 0.0, lambda: 0.1), 0.97),
        (lambda random: steady(500), 0.87),
        (lambda random: jittery(200, random.uniform), 0.88),
        (spiky, 0.93),
    ],
    ids=["no delay", "100 ms", "there", "back", "500 ms", "0 to 200 ms", "spikes"],
)
def test_no_network_makes_the_gate_break_the_limit(make: Callable[[Random], Network], at_least: float) -> None:
    # A minute of it, as the jitter needs: also the first answers, when little is known of the network.
    messages = 1800
    found: dict[str, Any] = {}

    async def main(clock: Callable[[], float]) -> None:
        pacing = Pacing(30.0, 1.0, monotonic=clock)
        wire = Wire(clock, make(Random(20261119)))
        begun = clock()
        sends = [
            pacing.process_request(wire.call, (chat,), {}, "sendMessage", {"chat_id": chat}, ANNOUNCEMENT)
            for chat in range(1, messages + 1)
        ]
        await asyncio.gather(*sends)
        found.update(refused=wire.refused, rate=(messages - 1) / (clock() - begun) / 30)

    run_quickly(main)
    assert found["refused"] == 0
    assert found["rate"] >= at_least
