"""What a person sends: from the body of a /sim call into the fields of messages."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import Any

from bot.playground.albums import check_album
from bot.playground.call import Call
from bot.playground.chats import FIRST_SUPERGROUP_ID, Body
from bot.playground.entities import Entity, formatted, utf16_length
from bot.playground.files import KINDS, FileShelf, in_message
from bot.playground.limits import Limits
from bot.playground.refusal import CAPTION_TOO_LONG, TEXT_EMPTY, TEXT_TOO_LONG, bad_request
from bot.playground.world import World

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?")
_STICKER: Body = {
    "file_id": "PGsticker",
    "file_unique_id": "PGsticker",
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "emoji": "👍",
}
_NEEDS = (
    "a message needs text, html, location, photo, document, voice, video, audio, album, sticker, contact, forward or "
    "forward_of"
)


class ContentError(Exception):
    """The body makes no sense; the text says what it needs."""


class PersonContent:
    """Reads what a person sends. Several contents are several messages."""

    def __init__(self, world: World, shelf: FileShelf) -> None:
        self._world = world
        self._shelf = shelf

    def read(self, call: Call) -> list[Body]:
        """The contents of a call. Raises ContentError, or RefusalError for what Telegram's apps would not send."""
        if "forward" in call.params:
            return self._forwarded(call)
        files = [(name, upload.name, upload.content) for name, upload in call.files if name in KINDS]
        files += [(kind, *_encoded(kind, call.decoded(kind))) for kind in KINDS if kind in call.params]
        if "album" in call.params:
            return self._album([item for one in call.objects("album") for item in self._items(one)])
        if len(files) > 1:
            # The caption of an album stands under its first picture.
            contents = [self._file(*file) for file in files]
            return self._album([{**contents[0], **self._caption(call)}, *contents[1:]])
        if files:
            return [{**self._file(*files[0]), **self._caption(call)}]
        if "location" in call.params:
            return [{"location": _location(call)}]
        if call.flag("sticker"):
            return [{"sticker": _STICKER}]
        if "html" in call.params or "entities" in call.params:
            return [self._formatted(call)]
        if "text" in call.params:
            return texts(call.text("text"), self._world.limits)
        raise ContentError(_NEEDS)

    def _formatted(self, call: Call) -> Body:
        text, entities = _read(call, "text", "entities")
        if not text:
            raise bad_request(TEXT_EMPTY)
        if utf16_length(text) > self._world.limits.text_length:
            raise bad_request(TEXT_TOO_LONG)
        entities = [*_command(text), *entities]
        return {"text": text, "entities": entities} if entities else {"text": text}

    def _caption(self, call: Call) -> Body:
        text, entities = _read(call, "caption", "caption_entities")
        if utf16_length(text) > self._world.limits.caption_length:
            raise bad_request(CAPTION_TOO_LONG)
        if not text:
            return {}
        return {"caption": text, "caption_entities": entities} if entities else {"caption": text}

    def _file(self, kind: str, name: str, content: bytes) -> Body:
        return in_message(self._shelf.add(kind, name, content))

    def _items(self, one: Body) -> list[Body]:
        kinds = [kind for kind in KINDS if kind in one]
        if len(kinds) != 1:
            raise ContentError('an item of an album is {"photo": …}, {"video": …}, {"document": …} or {"audio": …}')
        return [{**self._file(kinds[0], *_encoded(kinds[0], one[kinds[0]])), **self._caption(Call(one, {}))}]

    def _album(self, contents: list[Body]) -> list[Body]:
        check_album([kind for content in contents for kind in KINDS if kind in content], self._world.limits)
        album = self._world.new_album()
        return [{"media_group_id": album, **content} for content in contents]

    def _forwarded(self, call: Call) -> list[Body]:
        given = call.decoded("forward")
        if not isinstance(given, dict) or not (given.get("channel") or given.get("user")):
            raise ContentError('forward needs "channel" (its title) or "user" (a name), and what was posted')
        contents = self.read(Call({name: given[name] for name in given if name != "forward"}, {}, call.files))
        posted = Call(given, {})
        date = posted.integer("date") or self._world.seconds()
        if not given.get("channel"):
            origin = {"type": "hidden_user", "sender_user_name": str(given["user"]), "date": date}
            return [{"forward_origin": origin, **content} for content in contents]
        title = str(given["channel"])
        # The same channel has the same id every time.
        chat = {"id": FIRST_SUPERGROUP_ID - zlib.crc32(title.encode()), "title": title, "type": "channel"}
        first = posted.integer("message_id") or 1
        return [
            {"forward_origin": {"type": "channel", "chat": chat, "message_id": first + number, "date": date}, **content}
            for number, content in enumerate(contents)
        ]


def texts(text: str, limits: Limits) -> list[Body]:
    """A text as one message, or as several when it is longer than a message, as Telegram's apps send it."""
    if not text.strip():
        raise bad_request(TEXT_EMPTY)
    return [
        {"text": piece, "entities": command} if (command := _command(piece)) else {"text": piece}
        for piece in _pieces(text.strip(), limits.text_length)
    ]


def _read(call: Call, plain: str, marks: str) -> tuple[str, list[Entity]]:
    if "html" in call.params:
        return formatted(call.text("html"), "HTML", None)
    return formatted(call.text(plain), "", call.objects(marks))


def _command(text: str) -> list[Entity]:
    command = _COMMAND.match(text)
    return [{"type": "bot_command", "offset": 0, "length": command.end()}] if command else []


def _location(call: Call) -> Body:
    place = call.decoded("location")
    try:
        return {"latitude": float(place["latitude"]), "longitude": float(place["longitude"])}
    except (KeyError, TypeError, ValueError):
        raise ContentError('location needs {"latitude": …, "longitude": …} in degrees') from None


def _encoded(kind: str, given: Any) -> tuple[str, bytes]:
    try:
        return str(given["name"]), base64.b64decode(given["base64"], validate=True)
    except (KeyError, TypeError, binascii.Error):
        raise ContentError(f'{kind} needs {{"name": …, "base64": …}}, or a multipart file') from None


def _pieces(text: str, limit: int) -> list[str]:
    pieces: list[str] = []
    piece: list[str] = []
    length = 0
    for character in text:
        width = utf16_length(character)
        if length + width > limit:
            pieces.append("".join(piece))
            piece, length = [], 0
        piece.append(character)
        length += width
    pieces.append("".join(piece))
    return pieces
