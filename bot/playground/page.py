"""The chat page: its files, its texts, its stream of events, and the files people and the bot sent."""

from __future__ import annotations

import asyncio
import functools
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import web
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message

from bot.playground.call import Stage
from bot.playground.profile import Profile
from bot.playground.sim_request import SimError, find_chat
from bot.playground.view import keyboard_view, message_view
from bot.playground.world import Chat

LANGUAGES = ("id", "en")
_WEB = Path(__file__).parent / "web"
_LOCALES = Path(__file__).resolve().parents[2] / "locales"
_PICTURES = tuple(f"{name}.svg" for name in ("icon", "pin", "map", "photo", "document", "voice", "round", "audio"))
_FILES = (
    {"index.html": "text/html", "chat.css": "text/css"}
    | dict.fromkeys(_PICTURES, "image/svg+xml")
    | dict.fromkeys(("chat.js", "bubble.js", "composer.js", "server.js", "texts.js"), "text/javascript")
)
# Only what a browser shows without running it; everything else is downloaded.
_SHOWN_INLINE = ("image/png", "image/jpeg", "image/webp", "image/gif", "audio/ogg", "audio/mpeg", "video/mp4")
_KEEP_ALIVE_SECONDS = 15


@functools.cache
def page_texts(language: str) -> dict[str, str]:
    """Every text of the page in a language, by its name in `playground.ftl`."""
    resource = FluentResource((_LOCALES / language / "playground.ftl").read_text(encoding="utf-8"))
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    texts: dict[str, str] = {}
    for entry in resource.body:
        if isinstance(entry, Message):
            pattern = bundle.get_message(entry.id.name).value
            if pattern is not None:
                texts[entry.id.name] = str(bundle.format_pattern(pattern)[0])
    return texts


class Page:
    """Routes of the page."""

    def __init__(self, stage: Stage, profile: Profile) -> None:
        self._stage = stage
        self._profile = profile
        self._streams: set[asyncio.Queue[tuple[str, Any] | None]] = set()

    def routes(self) -> list[web.RouteDef]:
        """What is answered, and by whom."""
        return [
            web.get("/", self.index),
            web.get("/web/{name}", self.file),
            web.get("/web/texts/{language}", self.texts),
            web.get("/sim/files/{file_id}", self.sent_file),
            web.get("/sim/{person}/bot", self.bot),
            web.get("/sim/{person}/events", self.events),
        ]

    def close(self) -> None:
        """End the open streams."""
        for stream in self._streams:
            stream.put_nowait(None)

    async def index(self, request: web.Request) -> web.Response:
        """The page itself."""
        return _web_file("index.html")

    async def file(self, request: web.Request) -> web.Response:
        """One of its scripts and styles."""
        name = request.match_info["name"]
        if name not in _FILES:
            raise SimError(404, f"the page has no file {name!r}")
        return _web_file(name)

    async def texts(self, request: web.Request) -> web.Response:
        """Its texts in a language."""
        language = request.match_info["language"]
        if language not in LANGUAGES:
            raise SimError(404, f"the page does not speak {language!r}", known=LANGUAGES)
        return web.json_response(page_texts(language))

    async def bot(self, request: web.Request) -> web.Response:
        """Who the bot is, for one person: name, description, commands."""
        chat = find_chat(self._stage.world, request)
        return web.json_response(
            {
                "name": self._stage.world.me["first_name"],
                "username": self._stage.world.me["username"],
                "about": self._profile.about(chat),
                "commands": self._profile.commands_for(chat),
                "person": {"key": chat.person.key, "first_name": chat.person.first_name, "role": chat.person.role},
            }
        )

    async def sent_file(self, request: web.Request) -> web.Response:
        """A file that was sent."""
        stored = self._stage.shelf.get(request.match_info["file_id"])
        if stored is None:
            raise SimError(404, "there is no such file")
        mime = {"voice": "audio/ogg", "video_note": "video/mp4"}.get(stored.kind, stored.mime)
        if stored.kind == "photo" and mime not in _SHOWN_INLINE:
            mime = "image/jpeg"
        place = "inline" if mime in _SHOWN_INLINE else "attachment"
        return web.Response(
            body=self._stage.shelf.content(stored),
            content_type=mime,
            headers={
                "Content-Disposition": f"{place}; filename*=UTF-8''{quote(stored.name)}",
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "max-age=86400",
            },
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: what changes in a chat, as it changes."""
        chat = find_chat(self._stage.world, request)
        stream: asyncio.Queue[tuple[str, Any] | None] = asyncio.Queue()
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        chat.listeners.add(stream)
        self._streams.add(stream)
        try:
            await answer.prepare(request)
            await answer.write(b": open\n\n")
            while True:
                try:
                    item = await asyncio.wait_for(stream.get(), _KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    await answer.write(b": still here\n\n")
                    continue
                if item is None:
                    break
                await answer.write(_event(chat, *item))
        except ConnectionError:
            # The page was closed; there is nobody to tell.
            return answer
        finally:
            chat.listeners.discard(stream)
            self._streams.discard(stream)
        return answer


def _event(chat: Chat, name: str, value: Any) -> bytes:
    if name == "message":
        value = message_view(value)
    elif name == "chat":
        value = {
            "started": chat.started,
            "blocked": chat.blocked,
            "deactivated": chat.deactivated,
            "keyboard": keyboard_view(chat.keyboard),
        }
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n".encode("utf-8", "surrogatepass")


def _web_file(name: str) -> web.Response:
    return web.Response(
        body=(_WEB / name).read_bytes(),
        content_type=_FILES[name],
        charset="utf-8",
        headers={
            "Cache-Control": "no-cache",
            "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self'",
        },
    )
