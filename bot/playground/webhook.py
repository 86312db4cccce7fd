"""Delivery of updates to the bot's webhook."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
from collections import deque
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.clock import Clock
from bot.playground.limits import Limits
from bot.playground.refusal import bad_request
from bot.playground.updates import Pending, UpdateQueue

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Webhook:
    """What setWebhook said."""

    url: str
    secret_token: str
    max_connections: int


def check_loopback(url: str) -> None:
    """Refuse an address that is not this machine: sample data must not leave it (Telegram itself wants https)."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
        parts = urlsplit("")
    if not loopback or parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: the playground delivers only to loopback addresses (127.0.0.1, localhost)")


class Courier:
    """Posts updates in parallel, those of one lane (a chat) one after the other, until each is answered with 2xx."""

    def __init__(self, queue: UpdateQueue, limits: Limits, clock: Clock) -> None:
        self._queue = queue
        self._limits = limits
        self._clock = clock
        self._lanes: dict[str, deque[Pending]] = {}
        self._waits: dict[str, float] = {}
        self._ready: asyncio.Queue[str] = asyncio.Queue()
        self._workers: list[asyncio.Task[None]] = []
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._session: aiohttp.ClientSession | None = None
        self.webhook: Webhook | None = None
        self.last_error: tuple[int, str] | None = None

    async def start(self, webhook: Webhook) -> None:
        """Deliver what waits and what comes to `webhook`."""
        await self.stop()
        self.webhook = webhook
        self.last_error = None
        timeout = aiohttp.ClientTimeout(total=self._limits.webhook_timeout)
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout)
        for pending in self._queue:
            self._offer(pending)
        self._queue.on_new = self._offer
        self._workers = [asyncio.create_task(self._work()) for _ in range(webhook.max_connections)]

    async def stop(self) -> None:
        """Deliver no more; what is not confirmed stays in the queue."""
        self._queue.on_new = None
        self.webhook = None
        for timer in self._timers.values():
            timer.cancel()
        for worker in self._workers:
            worker.cancel()
        for worker in self._workers:
            with contextlib.suppress(asyncio.CancelledError):
                await worker
        self._workers = []
        self._timers.clear()
        self._lanes.clear()
        self._waits.clear()
        self._ready = asyncio.Queue()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def info(self) -> dict[str, Any]:
        """The WebhookInfo of https://core.telegram.org/bots/api#webhookinfo."""
        shown: dict[str, Any] = {
            "url": self.webhook.url if self.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue),
        }
        if self.webhook:
            shown["max_connections"] = self.webhook.max_connections
            if self.last_error:
                shown["last_error_date"], shown["last_error_message"] = self.last_error
        if self._queue.allowed:
            shown["allowed_updates"] = self._queue.allowed
        return shown

    def _offer(self, pending: Pending) -> None:
        lane = self._lanes.get(pending.lane)
        if lane is None:
            self._lanes[pending.lane] = deque([pending])
            self._ready.put_nowait(pending.lane)
        else:
            lane.append(pending)

    async def _work(self) -> None:
        while True:
            name = await self._ready.get()
            pending = self._lanes[name][0]
            self._queue.expire()
            if pending not in self._queue:
                self._next(name)
                continue
            if pending.twice and await self._post(pending):
                pending.twice = False
            if await self._post(pending):
                self._queue.done(pending.update_id)
                self._next(name)
            else:
                self._later(name)

    def _next(self, name: str) -> None:
        lane = self._lanes[name]
        lane.popleft()
        self._waits.pop(name, None)
        if lane:
            self._ready.put_nowait(name)
        else:
            del self._lanes[name]

    def _later(self, name: str) -> None:
        wait = self._waits.get(name, self._limits.webhook_first_wait)
        self._waits[name] = min(wait * 2, self._limits.webhook_longest_wait)
        timer = asyncio.get_running_loop().call_later(wait, self._again, name)
        self._timers[name] = timer

    def _again(self, name: str) -> None:
        del self._timers[name]
        self._ready.put_nowait(name)

    async def _post(self, pending: Pending) -> bool:
        assert self._session is not None
        assert self.webhook is not None
        headers = {"Content-Type": "application/json"}
        if self.webhook.secret_token:
            headers[SECRET_HEADER] = self.webhook.secret_token
        try:
            async with self._session.post(
                self.webhook.url, data=pending.payload.encode("utf-8", "surrogatepass"), headers=headers, ssl=False
            ) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return True
                problem = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            problem = "Read timeout expired"
        except aiohttp.ClientError as error:
            problem = f"Connection failed: {type(error).__name__}"
        self.last_error = (int(self._clock.now().timestamp()), problem)
        return False
