"""Files over HTTP: `/file/bot<token>/<file_path>`, as https://core.telegram.org/bots/api#getfile describes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote

from aiohttp import web

from bot.playground.call import Call, Stage
from bot.playground.faults import Faults
from bot.playground.files import StoredFile
from bot.playground.refusal import RefusalError, too_many_requests

NAME = "download"
"""What a fetched file is called in the log, and among the `methods` of the faults."""


class Note(Protocol):
    """Writes a call into the log."""

    def __call__(self, name: str, call: Call, status: int, description: str, fault: str, ms: float) -> None:
        """`ms` from its arrival to its answer."""


class Downloads:
    """Serves the paths that getFile gave, each as long as Telegram promises; the faults of calls strike here too."""

    def __init__(self, stage: Stage, faults: Callable[[], Faults], token: str, note: Note) -> None:
        self._stage = stage
        self._faults = faults
        self._token = token
        self._note = note

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One file."""
        begun = self._stage.world.monotonic()
        faults = self._faults()
        struck = faults.concerns(NAME)
        fault = ""
        answer: web.StreamResponse
        try:
            stored = self._found(request)
            if struck and faults.strikes("server_error"):
                fault = "server_error"
                raise RefusalError(502, "Bad Gateway")
            if struck and faults.strikes("too_many"):
                fault = "too_many"
                raise too_many_requests(1, "fault")
            if struck and faults.strikes("lost_reply"):
                fault = "lost_reply"
            status, description, answer = 200, "", self._whole(stored)
        except RefusalError as refusal:
            status, description = refusal.code, refusal.description
            answer = web.json_response(refusal.as_json(), status=refusal.code)
        if faults.latency_ms and struck:
            await asyncio.sleep(faults.latency_ms / 1000)
        ms = (self._stage.world.monotonic() - begun) * 1000
        self._note(NAME, Call({"file_path": request.match_info["path"]}, {}), status, description, fault, ms)
        return await self._half(request, stored) if fault == "lost_reply" else answer

    def _found(self, request: web.Request) -> StoredFile:
        if request.match_info["token"] == self._token:
            stored = self._stage.shelf.at_path(request.match_info["path"], self._stage.world.seconds())
            if stored is not None:
                return stored
        # Of a wrong token, too, this address says no more.
        raise RefusalError(404, "Not Found")

    def _whole(self, stored: StoredFile) -> web.Response:
        return web.Response(
            body=self._stage.shelf.content(stored),
            content_type="application/octet-stream",
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(stored.name)}"},
        )

    async def _half(self, request: web.Request, stored: StoredFile) -> web.StreamResponse:
        # A line that breaks in the middle of a file: its length was promised, half of it came.
        content = self._stage.shelf.content(stored)
        answer = web.StreamResponse(
            headers={"Content-Type": "application/octet-stream", "Content-Length": str(len(content))}
        )
        await answer.prepare(request)
        await answer.write(content[: len(content) // 2])
        if request.transport is not None:
            request.transport.abort()
        return answer
