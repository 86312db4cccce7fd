"""One call of the Bot API: its parameters as they came, read strictly, and the stage on which it is carried out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from yarl import URL

from bot.playground.files import FileShelf
from bot.playground.limits import Limits
from bot.playground.refusal import ENTITY_TOO_LARGE, RefusalError, bad_request
from bot.playground.updates import UpdateQueue
from bot.playground.webhook import Courier
from bot.playground.world import World


@dataclass(frozen=True)
class Stage:
    """What a method can work with."""

    world: World
    shelf: FileShelf
    queue: UpdateQueue
    courier: Courier
    limits: Limits


@dataclass(slots=True)
class Upload:
    """A file inside a request."""

    name: str
    content: bytes


@dataclass(slots=True)
class Call:
    """Parameters by name (text, or what JSON gave) and the files that came along, by name and in their order."""

    params: dict[str, Any]
    uploads: dict[str, Upload]
    files: list[tuple[str, Upload]] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self.params.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str) -> int | None:
        """A whole number; None when it is absent or is none."""
        value = self.params.get(name)
        try:
            return None if value is None or isinstance(value, bool) else int(value)
        except (TypeError, ValueError):
            return None

    def number(self, name: str) -> float | None:
        """A number; None when it is absent or is none."""
        value = self.params.get(name)
        try:
            return None if value is None else float(value)
        except (TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """A truth value."""
        return str(self.params.get(name, "")).lower() in ("true", "yes", "1")

    def decoded(self, name: str) -> Any:
        """What a JSON parameter says, whether it came as JSON or as text; None when absent."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def objects(self, name: str) -> list[dict[str, Any]]:
        """A JSON list of objects; empty when absent."""
        value = self.decoded(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise bad_request(f"can't parse {name}: expected an Array of Objects")
        return value

    def upload(self, name: str) -> Upload | None:
        """The file of a parameter: a part of that name, or the part it points to with attach://."""
        if name in self.uploads:
            return self.uploads[name]
        value = self.params.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return None

    def for_log(self) -> dict[str, Any]:
        """The parameters as the log shows them: files by name and size, without what is in them."""
        if not self.uploads:
            return self.params
        shown = dict(self.params)
        for name, upload in self.uploads.items():
            shown[name] = f"<file {upload.name}, {len(upload.content)} bytes>"
        return shown


async def read_call(request: web.Request, largest_file: int) -> Call:
    """Read a request in any of the ways of https://core.telegram.org/bots/api#making-requests."""
    params: dict[str, Any] = dict(request.query) if request.query_string else {}
    uploads: dict[str, Upload] = {}
    if request.method == "GET":
        return Call(params, uploads)
    kind = request.content_type
    if kind == "multipart/form-data":
        call = Call(params, uploads)
        await _read_parts(request, call, largest_file)
        return call
    else:
        body = await request.read()
        if kind == "application/json":
            params.update(_json_object(body))
        elif body:
            # yarl reads a form six times as fast as urllib, and keyboards are full of escapes.
            form = URL.build(query_string=body.decode("utf-8", "replace"), encoded=True)
            params.update(form.query)
    return Call(params, uploads)


def _json_object(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        given = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("can't parse JSON object")
    return given


async def _read_parts(request: web.Request, call: Call, largest_file: int) -> None:
    # One over the limit is read to its end all the same: closing early would look like a lost connection.
    too_large = False
    async for part in await request.multipart():
        name = getattr(part, "name", None) or ""
        filename = getattr(part, "filename", None)
        content = bytearray()
        while chunk := await part.read_chunk(1 << 16):  # type: ignore[union-attr]  # nested multiparts are not sent
            if len(content) <= largest_file:
                content += chunk
        too_large = too_large or len(content) > largest_file
        if filename is None:
            call.params[name] = content.decode("utf-8", "replace")
        else:
            call.uploads[name] = upload = Upload(filename, bytes(content))
            call.files.append((name, upload))
    if too_large:
        raise RefusalError(413, ENTITY_TOO_LARGE)
