"""PTB's `AIORateLimiter` on the same playground, in the same virtual time, with the same words to as many people."""

from __future__ import annotations

from benchmarks import country
from benchmarks.bots import limited
from benchmarks.country import Tally
from benchmarks.virtual import VirtualClock, VirtualLoop
from bot.playground import Playground
from bot.playground.world import FIRST_CROWD_ID
from bot.running import PLAYGROUND_TOKEN

NAME = "of the others"


async def send(loop: VirtualLoop, people: int, *, at_once: bool, retries: int) -> Tally:
    """Its books are its own: what `send_message` returned, and what it raised."""
    playground = Playground(clock=VirtualClock(loop), token=PLAYGROUND_TOKEN, monotonic=loop.time)
    await playground.start()
    try:
        playground.add_crowd(people)
        chats = range(FIRST_CROWD_ID, FIRST_CROWD_ID + people)
        written = await limited.send_to_all(
            playground.url, chats, country.words(NAME), at_once=at_once, retries=retries
        )
        return country.tally(set(chats), written, playground, NAME)
    finally:
        await playground.stop()
