"""The Bot API as this program calls it: PTB's bot, with our transport and pacing, and answers left as plain dicts."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter, ExtBot

from bot.settings import TELEGRAM, Settings
from bot.transport import AiohttpRequest

# PTB's own switch: spans of time as `timedelta`; without it every refusal for the rate is a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

Answer = Any
UPDATES_ASKED_FOR = ["message", "callback_query", "my_chat_member"]
# How long one request for updates stays open when there are none.
POLL_SECONDS = 25


class Api(ExtBot[Any]):
    """`call` is what PTB's own methods do inside, without building objects of an answer that nobody reads."""

    async def call(self, method: str, data: dict[str, Any], *, urgency: int = 0) -> Answer:
        """One call; raises PTB's errors. Goes through the rate limiter, as all calls do; the lowest urgency first."""
        return await self._post(method, data, api_kwargs=self._merge_api_rl_kwargs(None, urgency))

    async def updates(self, offset: int | None, *, seconds: int = POLL_SECONDS) -> list[dict[str, Any]]:
        """Raw updates from `offset` on; asking for them confirms all before it."""
        data = {"timeout": seconds, "limit": 100, "allowed_updates": UPDATES_ASKED_FOR}
        if offset is not None:
            data["offset"] = offset
        answer = await self._post("getUpdates", data, read_timeout=seconds + 10)
        return list(answer) if isinstance(answer, list) else []


def connect(settings: Settings, token: str, limiter: BaseRateLimiter[Any] | None) -> Api:
    """A bot for these settings; nothing is sent until it is initialised."""
    base = settings.telegram_api_url
    return Api(
        token=token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(connections=100),
        get_updates_request=AiohttpRequest(connections=2),
        rate_limiter=limiter,
    )


def is_official(settings: Settings) -> bool:
    return settings.telegram_api_url == TELEGRAM


def says(error: BadRequest, words: str) -> bool:
    """Whether the refusal says this; compared case-insensitively, since the wording's case has changed before."""
    return words.casefold() in error.message.casefold()


def trouble(error: TelegramError) -> str:
    """What went wrong, for a person to read; PTB's own words quote a token that was refused."""
    return "the token is not valid" if isinstance(error, InvalidToken) else error.message


def seconds_to_wait(refused: RetryAfter) -> float:
    """How long Telegram wants to be left alone; PTB gives whole seconds or a span, as `PTB_TIMEDELTA` says."""
    wait = refused.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
