"""Telegram's limits on sending: every new message is let out by one gate, in order of urgency, at an even pace.

PTB's `AIORateLimiter` lets 59 messages out in the first second of "30 a second", does not limit private chats, and
releases a halt early (DESIGN.md, Telegram). Here the limit holds in *every* window of one second as Telegram sees
it, not as we do: a message has a slot from the moment it is let out until one second after it must have arrived
(docs/decisions/0007). Answers to taps and edits of the chat's screens are not new messages: they wait for nothing
but a halt.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
import time
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.api import seconds_to_wait
from bot.transport import NotSent

MOST_HALTS = 5
# "Short bursts" in one chat are allowed (Telegram's FAQ on limits); a note and a screen belong together. What
# comes by itself (the outbox) has no burst.
CHAT_BURST = 2
# With more chats than this in mind, those that have their whole burst again are forgotten.
MOST_CHATS = 10_000
# A refusal names only the chat that was written to. So many chats refused at once: it means all of them.
CHATS_FOR_ALL = 3
SECONDS_AT_ONCE = 2.0
# What comes by itself waits so long for a chat that Telegram has halted; a longer halt sends it back to the outbox.
LONGEST_WAIT = 5.0
# Telegram counts in whole seconds; what is waited longer than it says.
HALT_MARGIN = 0.1
# The length of a window is kept with this much to spare, for clocks that round.
WINDOW_MARGIN = 0.001
# A timer wakes late; so many messages' time may be caught up, never more (no burst).
CATCH_UP = 3
# The share of the fastest round trip that is taken off, see `Pacing._give_back`.
SURE_OF_TRIP = 0.9
# So many trips are remembered (half a minute of an announcement), and so many must be known before any is taken off:
# of fifty with a jitter of 200 ms the fastest was often far from the fastest possible, and 0.6 % were refused.
TRIPS = 1000
TRIPS_TO_KNOW = 100

REPLY = 0
"""Urgency of an immediate reply; the outbox's priorities (1 and more) come after it."""

_Waiter = tuple[int, int, int, int, "asyncio.Future[None]"]


class Closed(NotSent):
    """The gate was closed before the message was let out: not even a try."""


class Pacing(BaseRateLimiter[int]):
    """`overall` and `per_chat`: messages a second; `per_group`: messages a minute."""

    def __init__(
        self,
        overall: float,
        per_chat: float,
        per_group: float = 20.0,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._now = monotonic
        self._gap = 1.0 / overall
        self._chat_gap = 1.0 / per_chat
        self._group_gap = 60.0 / per_group
        self._slots = max(1, math.ceil(overall))
        self._window = self._slots / overall + WINDOW_MARGIN
        self._free = self._slots
        # When slots come back, soonest first.
        self._returning: list[tuple[float, int]] = []
        self._next = 0.0
        self._numbers = itertools.count()
        self._ready: list[_Waiter] = []
        # Those whose chat has to wait: (from when on, waiter).
        self._held: list[tuple[float, _Waiter]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._chats: dict[int, float] = {}
        self._halted_until = 0.0
        self._chat_halted_until: dict[int, float] = {}
        self._refused: deque[tuple[float, int]] = deque(maxlen=CHATS_FOR_ALL)
        self._trips: deque[float] = deque(maxlen=TRIPS)
        # From this urgency on nobody is let out any more.
        self._closed_from = math.inf

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Close the gate for good."""
        self.close()

    def close(self, urgency: int = REPLY) -> None:
        """Let nobody of this urgency or less out any more: who waits, and who comes, gets `Closed`."""
        self._closed_from = min(self._closed_from, urgency)
        for waiter in (*self._ready, *(held for _, held in self._held)):
            if waiter[0] >= urgency and not waiter[4].done():
                waiter[4].set_exception(Closed("the program stops"))
        # Those that are done are passed over; the others are let out as before.
        self._open(late=True)

    @property
    def ready(self) -> int:
        """How many messages wait at the gate; not those whose chat has to wait, which hold nobody up."""
        return len(self._ready)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """`rate_limit_args`: the urgency, `REPLY` (0) first; edits with an urgency of their own pass the gate too."""
        chat = data.get("chat_id")
        urgency = rate_limit_args or REPLY
        new = (
            endpoint.startswith(("send", "forward", "copy")) and isinstance(chat, int) and endpoint != "sendChatAction"
        )
        for halt in range(MOST_HALTS + 1):
            weight = 0
            if urgency > REPLY and isinstance(chat, int):
                left = self._chat_halted_until.get(chat, 0.0) - self._now()
                if left > LONGEST_WAIT:
                    # It would hold a place for so long that others could use.
                    raise RetryAfter(math.ceil(left))
            if new or urgency > REPLY:
                # Every item of an album is a message.
                weight = min(self._slots, len(data["media"]) if new and isinstance(data.get("media"), list) else 1)
                await self._pass_gate(chat if new and isinstance(chat, int) else 0, urgency, weight)
            else:
                await self._wait_out_halts(chat)
            begun = self._now()
            try:
                answer = await callback(*args, **kwargs)
            except RetryAfter as refused:
                self._halt(chat if isinstance(chat, int) else None, refused)
                if halt == MOST_HALTS:
                    raise
            else:
                if weight:
                    self._trips.append(self._now() - begun)
                return answer
            finally:
                if weight:
                    if new and isinstance(chat, int) and chat < 0:
                        # By its minute too a group counts from the arrival: its next one keeps away from this answer.
                        self._chats[chat] = max(self._chats.get(chat, 0.0), self._now() + self._group_gap * weight)
                    self._give_back(weight)
        raise AssertionError("the loop returns or raises")

    # --- The gate

    async def _pass_gate(self, chat: int, urgency: int, weight: int) -> None:
        if urgency >= self._closed_from:
            raise Closed("the program stops")
        waiter: _Waiter = (urgency, next(self._numbers), chat, weight, asyncio.get_running_loop().create_future())
        heapq.heappush(self._ready, waiter)
        self._open(late=False)
        try:
            await waiter[4]
        except asyncio.CancelledError:
            if waiter[4].done() and not waiter[4].cancelled():
                self._give_back(weight)
            raise

    def _open(self, *, late: bool) -> None:
        """Let out who may go now; set the timer for who may go next. `late`: the timer woke us, not a newcomer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = self._now()
        while self._returning and self._returning[0][0] <= now:
            self._free += heapq.heappop(self._returning)[1]
        while self._held and self._held[0][0] <= now:
            heapq.heappush(self._ready, heapq.heappop(self._held)[1])
        while self._ready:
            if (wait_until := max(self._halted_until, self._next)) > now:
                self._wake_at(wait_until)
                return
            waiter = self._ready[0]
            if waiter[4].done():  # cancelled meanwhile
                heapq.heappop(self._ready)
                continue
            chat_from = self._chat_from(waiter[2], waiter[0], now)
            if chat_from > now:
                heapq.heappush(self._held, (chat_from, heapq.heappop(self._ready)))
                continue
            if self._free < waiter[3]:
                # A slot whose message is still under way comes back by `_give_back`.
                if self._returning:
                    self._wake_at(self._returning[0][0])
                return
            heapq.heappop(self._ready)
            self._free -= waiter[3]
            self._count(waiter, now, late=late)
            waiter[4].set_result(None)
        if self._held:
            self._wake_at(self._held[0][0])

    def _count(self, waiter: _Waiter, now: float, *, late: bool) -> None:
        _, _, chat, weight, _ = waiter
        # Who was waiting gets the time back that the timer lost; who comes to an open gate has lost none.
        since = max(self._next, now - CATCH_UP * self._gap) if late else now
        self._next = since + self._gap * weight
        if chat:
            gap = self._gap_of(chat)
            behind = gap * (CHAT_BURST - 1) if chat > 0 else 0.0
            self._chats[chat] = max(self._chats.get(chat, 0.0), now - behind) + gap * weight
            if len(self._chats) > MOST_CHATS:
                longest = max(self._group_gap, self._chat_gap) * CHAT_BURST
                self._chats = {c: t for c, t in self._chats.items() if t > now - longest}

    def _chat_from(self, chat: int, urgency: int, now: float) -> float:
        """From when on this chat may get a message."""
        if not chat:
            return now
        ready = self._chats.get(chat, 0.0)
        if urgency > REPLY and chat > 0:
            ready += self._chat_gap * (CHAT_BURST - 1)
        return max(ready, self._chat_halted_until.get(chat, 0.0))

    def _gap_of(self, chat: int) -> float:
        return self._group_gap if chat < 0 else self._chat_gap

    def _give_back(self, weight: int) -> None:
        """The message was answered: it has arrived by now, and at the latest the way back of its answer ago.

        How long that way was nobody knows; a message that is let out now will be on its way there as well. Both
        together are hardly less than the fastest round trip lately, and so much sooner the slot may be free again.
        """
        known = len(self._trips) >= TRIPS_TO_KNOW
        arrived = self._now() - (min(self._trips) * SURE_OF_TRIP if known else 0.0)
        heapq.heappush(self._returning, (arrived + self._window, weight))
        if self._ready or self._held:
            self._open(late=True)

    def _wake_at(self, moment: float) -> None:
        delay = max(0.0, moment - self._now())
        self._timer = asyncio.get_running_loop().call_later(delay, lambda: self._open(late=True))

    # --- Halts

    async def _wait_out_halts(self, chat: Any) -> None:
        # A halt may have grown meanwhile.
        while self._halt_of(chat) > self._now():  # noqa: ASYNC110
            await asyncio.sleep(self._halt_of(chat) - self._now())

    def _halt_of(self, chat: Any) -> float:
        return max(self._halted_until, self._chat_halted_until.get(chat, 0.0))

    def _halt(self, chat: int | None, refused: RetryAfter) -> None:
        """Everything to that chat waits as long as Telegram says, and a little more; without a chat, everything."""
        now = self._now()
        until = now + seconds_to_wait(refused) + HALT_MARGIN
        if chat is not None:
            self._chat_halted_until = {c: t for c, t in self._chat_halted_until.items() if t > now}
            self._chat_halted_until[chat] = max(self._chat_halted_until.get(chat, 0.0), until)
            self._refused.append((now, chat))
            recent = {c for at, c in self._refused if at > now - SECONDS_AT_ONCE}
            if len(recent) < CHATS_FOR_ALL:
                return
        self._halted_until = max(self._halted_until, until)
