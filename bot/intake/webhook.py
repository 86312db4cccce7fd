"""A webhook: Telegram delivers each update by HTTP and is answered after the commit.

Updates that arrive while a transaction is being written share the next one.
"""

from __future__ import annotations

import asyncio
import hmac
from typing import Any

from aiohttp import web

from bot.intake.intake import MOST_AT_ONCE, Intake
from bot.intake.reading import Raw

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# An update is a few kilobytes; this is far above any.
MOST_BYTES = 1024 * 1024
# What is not in the database by then is sent again by Telegram.
SECONDS_TO_FINISH = 1.0


class Webhook:
    """The endpoint `/telegram`; `run` must be running for anything to be answered."""

    def __init__(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = secret
        self._queue: asyncio.Queue[tuple[Raw, asyncio.Future[None]]] = asyncio.Queue(maxsize=1000)
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        application = web.Application(client_max_size=MOST_BYTES)
        application.router.add_post("/telegram", self._receive)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=SECONDS_TO_FINISH)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret.encode()):
            return web.Response(status=403)
        try:
            raw: Any = await request.json()
        except ValueError:
            # Not from Telegram, and never to become better by being sent again.
            return web.Response(status=400)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self._queue.put((raw, done))
        try:
            await done
        except Exception:
            return web.Response(status=500)  # not in the database: Telegram shall send it again
        return web.Response()

    async def run(self) -> None:
        """Take in what arrives, until cancelled."""
        while True:
            waiting = [await self._queue.get()]
            while not self._queue.empty() and len(waiting) < MOST_AT_ONCE:
                waiting.append(self._queue.get_nowait())
            try:
                await self._intake.take([raw for raw, _ in waiting])
            except Exception as error:
                for _, done in waiting:
                    if not done.done():
                        done.set_exception(error)
            else:
                for _, done in waiting:
                    if not done.done():
                        done.set_result(None)
