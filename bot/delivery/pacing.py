"""Telegram's limits on sending: new messages are paced overall and for each chat, and a halt is a halt.

PTB's `AIORateLimiter` lets 59 messages out in the first second of "30 a second" and does not limit private chats
(DESIGN.md, Telegram). Here a message takes the next free moment of an evenly spaced row, and, in its chat, waits for
the chat's own moment. Answers to taps and edits are not messages: they wait for nothing but a halt.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.api import seconds_to_wait

MOST_HALTS = 5
# "Short bursts" in one chat are allowed (Telegram's FAQ on limits); a note and a screen belong together.
CHAT_BURST = 2
# With more chats than this in mind, those that have their whole burst again are forgotten.
MOST_CHATS = 10_000


class Pacing(BaseRateLimiter[int]):
    """`overall` and `per_chat`: messages a second."""

    def __init__(self, overall: float, per_chat: float, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._gap = 1.0 / overall
        self._chat_gap = 1.0 / per_chat
        self._now = monotonic
        self._next = 0.0
        self._chats: dict[int, float] = {}
        self._halted_until = 0.0
        self._chat_halted_until: dict[int, float] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        chat = data.get("chat_id")
        for halt in range(MOST_HALTS + 1):
            await self._wait_out_halts(chat)
            if endpoint.startswith(("send", "forward", "copy")) and isinstance(chat, int):
                await self._wait_for(self._moment_in(chat))
                await self._wait_for(self._moment())
                while self._is_halted(chat):
                    # Moments that pass in a halt are lost: all would be sent at once when it ends.
                    await self._wait_out_halts(chat)
                    await self._wait_for(self._moment())
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as refused:
                if halt == MOST_HALTS:
                    raise
                self._halt(chat if isinstance(chat, int) else None, refused)
        raise AssertionError("the loop returns or raises")

    def _moment_in(self, chat: int) -> float:
        """Take this chat's next moment. Its row may run behind by the burst, never ahead of it."""
        now = self._now()
        at = max(self._chats.get(chat, 0.0), now - self._chat_gap * (CHAT_BURST - 1))
        self._chats[chat] = at + self._chat_gap
        if len(self._chats) > MOST_CHATS:
            self._chats = {c: t for c, t in self._chats.items() if t > now - self._chat_gap * (CHAT_BURST - 1)}
        return at

    def _moment(self) -> float:
        """Take the next moment of the row of all; taken only when the chat's own has come, so that none waits idle."""
        at = max(self._next, self._now())
        self._next = at + self._gap
        return at

    async def _wait_for(self, moment: float) -> None:
        left = moment - self._now()
        if left > 0:
            await asyncio.sleep(left)

    async def _wait_out_halts(self, chat: Any) -> None:
        while self._is_halted(chat):
            await self._wait_for(self._halt_of(chat))

    def _is_halted(self, chat: Any) -> bool:
        return self._halt_of(chat) > self._now()

    def _halt_of(self, chat: Any) -> float:
        return max(self._halted_until, self._chat_halted_until.get(chat, 0.0))

    def _halt(self, chat: int | None, refused: RetryAfter) -> None:
        """Everything to that chat waits as long as Telegram says, and a little more; without a chat, everything."""
        until = self._now() + seconds_to_wait(refused) + 0.1
        if chat is None:
            self._halted_until = max(self._halted_until, until)
        else:
            now = self._now()
            self._chat_halted_until = {c: t for c, t in self._chat_halted_until.items() if t > now}
            self._chat_halted_until[chat] = max(self._chat_halted_until.get(chat, 0.0), until)
