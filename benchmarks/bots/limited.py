"""What a bot without an outbox does: `send_message` to everybody, paced by PTB's own `AIORateLimiter`.

Needs `aiolimiter`, which the bot does not use: `pip install aiolimiter==1.2.1` into an environment of its own.
"""

from __future__ import annotations

import asyncio
import importlib.util
import logging
from collections.abc import Sequence

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, ExtBot

from bot.running import PLAYGROUND_TOKEN
from bot.transport import AiohttpRequest

AVAILABLE = importlib.util.find_spec("aiolimiter") is not None
PER_SECOND = 30


async def send_to_all(address: str, chats: Sequence[int], words: str, *, at_once: bool, retries: int) -> dict[int, str]:
    """One after the other, or (`at_once`) all together as `asyncio.gather` has it; gives what became of each.

    `retries`: how often a refused call is made again. Over our transport, so that only the limiter differs.
    """
    # PTB writes a traceback for each refusal.
    logging.getLogger("telegram.ext").setLevel(logging.CRITICAL)
    limiter = AIORateLimiter(overall_max_rate=PER_SECOND, overall_time_period=1, max_retries=retries)
    bot: ExtBot[int] = ExtBot(
        token=PLAYGROUND_TOKEN,
        base_url=f"{address}/bot",
        request=AiohttpRequest(connections=1000),
        get_updates_request=AiohttpRequest(connections=2),
        rate_limiter=limiter,
    )

    written: dict[int, str] = {}

    async def one(chat: int) -> None:
        try:
            await bot.send_message(chat, words)
        except RetryAfter:
            written[chat] = "failed"
        else:
            written[chat] = "sent"

    async with bot:
        if at_once:
            await asyncio.gather(*(one(chat) for chat in chats))
        else:
            for chat in chats:
                await one(chat)
    return written
