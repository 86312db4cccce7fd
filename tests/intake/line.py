"""A telephone line to a Bot API that is not there: it keeps every call and answers as it is told."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.api import Api
from bot.delivery.pacing import Pacing

TOKEN = "987654:not-a-real-token"
ME = {"id": 987654, "is_bot": True, "first_name": "Sahabat Pendamping", "username": "sahabat_test_bot"}
FAST = 1000.0


@dataclass(frozen=True)
class Refusal:
    """What the Bot API answers instead of a result."""

    status: int
    description: str
    retry_after: int | None = None

    def as_answer(self) -> tuple[int, bytes]:
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return self.status, json.dumps(body).encode()


BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")
NOT_MODIFIED = Refusal(400, "Bad Request: message is not modified: specified new message content is the same")
TOO_OLD = Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
EDIT_NOT_FOUND = Refusal(400, "Bad Request: message to edit not found")
BAD_GATEWAY = Refusal(502, "Bad Gateway")


@dataclass(frozen=True)
class Call:
    """One call as it was made."""

    method: str
    data: dict[str, Any]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Label and data of each button that this message carries."""
        rows = (self.data.get("reply_markup") or {}).get("inline_keyboard", [])
        return [(b["text"], b["callback_data"]) for row in rows for b in row]


class Line(BaseRequest):
    """See the module. `next_answers[method]` holds what the next calls come to: a `Refusal`, or an error to raise."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.next_answers: dict[str, deque[Refusal | Exception]] = defaultdict(deque)
        # The same for every call of a method, until it is taken away.
        self.down: dict[str, Refusal | Exception] = {}
        self._message_ids = itertools.count(5001)

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def will(self, method: str, *outcomes: Refusal | Exception) -> None:
        """The next calls of this method come to these, one after the other; then they succeed again."""
        self.next_answers[method].extend(outcomes)

    def made(self, *methods: str) -> list[Call]:
        """The calls of these methods (of all but getMe, where none is named), in order."""
        return [c for c in self.calls if c.method in methods or (not methods and c.method != "getMe")]

    def methods(self) -> list[str]:
        return [c.method for c in self.made()]

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: Any, **_named: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        data: dict[str, Any] = dict(request_data.parameters) if request_data is not None else {}
        self.calls.append(Call(name, data))
        outcome = self.next_answers[name].popleft() if self.next_answers[name] else self.down.get(name)
        if isinstance(outcome, Exception):
            raise outcome
        if outcome is not None:
            return outcome.as_answer()
        result: Any = True
        if name == "getMe":
            result = ME
        elif name.startswith("send"):
            result = {"message_id": next(self._message_ids), "date": 1, "chat": {"id": data["chat_id"]}}
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def on_the_line(line: Line, pacing: Pacing | None = None) -> Api:
    """A bot whose calls go over this line."""
    limiter = pacing or Pacing(FAST, FAST)
    api = Api(token=TOKEN, request=line, get_updates_request=line, rate_limiter=limiter)
    await api.initialize()
    return api
