"""The Bot API over HTTP: token, faults, rate, method, log, answer, in this order."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.playground import albums, answering, editing, receiving, sending
from bot.playground.call import Call, Stage, read_call
from bot.playground.faults import Faults
from bot.playground.profile import Profile
from bot.playground.rate import RateMeter
from bot.playground.record import Record
from bot.playground.refusal import RefusalError, too_many_requests

KEPT_CALLS = 20_000
_NOTHING = Call({}, {})


@dataclass(slots=True)
class LoggedCall:
    """One call, as /sim/log shows it. `ms` from its arrival to its answer."""

    number: int
    time: datetime
    method: str
    params: dict[str, Any]
    status: int
    description: str
    fault: str
    ms: float

    def as_json(self) -> dict[str, Any]:
        """In the shape documented in docs/playground.md; the token is not in it."""
        return {
            "number": self.number,
            "time": self.time.isoformat(),
            "method": self.method,
            "chat_id": Call(self.params, {}).integer("chat_id"),
            "params": self.params,
            "status": self.status,
            "description": self.description,
            "fault": self.fault or None,
            "ms": round(self.ms, 3),
        }


@dataclass(slots=True)
class _Answer:
    status: int
    body: bytes
    description: str = ""


class Endpoint:
    """Answers `/bot<token>/<method>`, and keeps the log of all calls."""

    def __init__(
        self,
        stage: Stage,
        profile: Profile,
        meter: RateMeter,
        record: Record,
        faults: Callable[[], Faults],
        token: str,
    ) -> None:
        self._stage = stage
        self._record = record
        self._meter = meter
        self._now = stage.world.monotonic
        self._faults = faults
        self._token = token
        self._count = 0
        self.log: deque[LoggedCall] = deque(maxlen=KEPT_CALLS)
        direct = {**sending.METHODS, **albums.METHODS, **editing.METHODS, **answering.METHODS, **profile.methods}
        # Telegram reads the names of methods without regard to case.
        self._direct = {name.lower(): (name, method) for name, method in direct.items()}
        self._waiting: dict[str, tuple[str, Callable[[Stage, Call], Awaitable[Any]]]] = {
            name.lower(): (name, method) for name, method in receiving.METHODS.items()
        }
        self._several = frozenset(name.lower() for name in albums.METHODS)
        self._new_message = frozenset(name.lower() for name in sending.METHODS) | self._several
        self._edits = frozenset(name.lower() for name in editing.METHODS)

    @property
    def count(self) -> int:
        """Calls so far."""
        return self._count

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        begun = self._now()
        name = request.match_info["method"]
        call = _NOTHING
        fault = ""
        faults = self._faults()
        try:
            if request.match_info["token"] != self._token:
                raise RefusalError(401, "Unauthorized")
            call = await read_call(request, self._stage.limits.upload_bytes)
            if name.lower() in self._new_message:
                # The log keeps them, and an announcement comes once a person.
                call.params = self._stage.world.pool.share_in(call.params)
            struck = faults.concerns(name)
            if struck and faults.strikes("server_error"):
                fault = "server_error"
                raise RefusalError(502, "Bad Gateway")
            if struck and faults.strikes("too_many"):
                fault = "too_many"
                self._meter.halt(call.integer("chat_id"), 1)
                raise too_many_requests(1, "fault")
            answer = _Answer(200, await self._carry_out(name, call))
            if struck and faults.strikes("lost_reply"):
                fault = "lost_reply"
        except RefusalError as refusal:
            self._record.refused(refusal)
            answer = _Answer(refusal.code, json.dumps(refusal.as_json()).encode(), refusal.description)
        if faults.latency_ms and faults.concerns(name):
            await asyncio.sleep(faults.latency_ms / 1000)
        self.note(name, call, answer.status, answer.description, fault, (self._now() - begun) * 1000)
        if fault == "lost_reply" and request.transport is not None:
            request.transport.abort()
        return web.Response(body=answer.body, status=answer.status, content_type="application/json")

    async def _carry_out(self, name: str, call: Call) -> bytes:
        wanted = name.lower()
        if wanted in self._waiting:
            result = await self._waiting[wanted][1](self._stage, call)
            # getUpdates gives ready JSON, so that an update is written out only once.
            text = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)
        elif wanted in self._direct:
            text = json.dumps(self._metered(wanted, call), ensure_ascii=False)
        else:
            raise RefusalError(404, "Not Found")
        return f'{{"ok":true,"result":{text}}}'.encode("utf-8", "surrogatepass")

    def _metered(self, wanted: str, call: Call) -> Any:
        chat_id = call.integer("chat_id")
        messages = 0
        if wanted in self._new_message:
            messages = albums.new_messages(wanted, call) if wanted in self._several else 1
        if chat_id is not None or wanted == "answercallbackquery":
            self._meter.check(chat_id, messages=messages)
        result = self._direct[wanted][1](self._stage, call)
        if chat_id is None:
            return result
        if messages:
            posted = result if isinstance(result, list) else [result]
            self._meter.count(chat_id, len(posted))
            for body in posted:
                self._record.sent(chat_id, self._text(chat_id, body["message_id"]))
        elif wanted in self._edits:
            if isinstance(result, dict):
                self._record.edited(chat_id, self._text(chat_id, result["message_id"]))
            else:
                self._record.deleted(len(call.decoded("message_ids") or [0]))
        return result

    def _text(self, chat_id: int, message_id: int) -> str:
        return self._stage.world.chats[chat_id].messages[message_id].text

    def note(self, name: str, call: Call, status: int, description: str, fault: str, ms: float) -> None:
        """Write a call into the log; `ms` from its arrival to its answer."""
        self._count += 1
        known = self._direct.get(name.lower()) or self._waiting.get(name.lower())
        self.log.append(
            LoggedCall(
                self._count,
                self._stage.world.clock.now(),
                known[0] if known else name,
                call.for_log(),
                status,
                description,
                fault,
                ms,
            )
        )
