"""What a person sends: from the body of a /sim call into the fields of messages."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import dataclass
from typing import Any

from bot.playground.albums import check_album
from bot.playground.call import Call
from bot.playground.chats import FIRST_SUPERGROUP_ID, Body
from bot.playground.entities import Entity, formatted, utf16_length
from bot.playground.files import KINDS, FileShelf, in_message
from bot.playground.limits import Limits
from bot.playground.refusal import CAPTION_TOO_LONG, TEXT_EMPTY, TEXT_TOO_LONG, bad_request
from bot.playground.sample_video import SIDE
from bot.playground.samples import SAMPLE_SECONDS, sample
from bot.playground.sending import measured, place
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
    "a message needs text, html, location, venue, photo, document, voice, video, video_note, audio, album, sticker, "
    "contact, forward or forward_of"
)


_NEEDS_PLACE = (
    'a place needs {"latitude": …, "longitude": …} in degrees on Earth; it may have "horizontal_accuracy" in metres'
)


class ContentError(Exception):
    """The body makes no sense; the text says what it needs."""


@dataclass(slots=True)
class _Sent:
    """A file as a person sends it; `told` has what the app knows of it: `duration`, `width`, `mime`, …"""

    kind: str
    name: str
    content: bytes
    told: Call


class PersonContent:
    """Reads what a person sends. Several contents are several messages."""

    def __init__(self, world: World, shelf: FileShelf) -> None:
        self._world = world
        self._shelf = shelf

    def read(self, call: Call) -> list[Body]:
        """The contents of a call. Raises ContentError, or RefusalError for what Telegram's apps would not send."""
        if "forward" in call.params:
            return self._forwarded(call)
        files = [_Sent(name, upload.name, upload.content, call) for name, upload in call.files if name in KINDS]
        files += [_given(kind, call.params[kind], call) for kind in KINDS if kind in call.params]
        if "album" in call.params:
            return self._album([item for one in call.objects("album") for item in self._items(one)])
        if len(files) > 1:
            # The caption of an album stands under its first picture.
            contents = [self._file(file) for file in files]
            return self._album([{**contents[0], **self._caption(call)}, *contents[1:]])
        if files:
            caption = self._caption(call) if files[0].kind != "video_note" else {}
            return [{**self._file(files[0]), **caption}]
        if "location" in call.params:
            return [{"location": self.place(call.decoded("location"))}]
        if "venue" in call.params:
            return [self._venue(call.decoded("venue"))]
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

    def _file(self, sent: _Sent) -> Body:
        stored = self._shelf.add(sent.kind, sent.name, sent.content, sent.told.text("mime"), sizes=True)
        return measured(in_message(stored), sent.told, sent.kind)

    def place(self, given: Any) -> Body:
        """A Location from degrees and metres. Raises ContentError where there is no such place."""
        try:
            accuracy = given.get("horizontal_accuracy")
            found = place(
                float(given["latitude"]),
                float(given["longitude"]),
                None if accuracy is None else float(accuracy),
                self._world.limits,
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            raise ContentError(_NEEDS_PLACE) from None
        if found is None:
            raise ContentError(_NEEDS_PLACE)
        return found

    def _venue(self, given: Any) -> Body:
        found = self.place(given)
        if not given.get("title"):
            raise ContentError('venue needs "title", "latitude" and "longitude"; it may have "address"')
        venue = {"location": found, "title": str(given["title"]), "address": str(given.get("address", ""))}
        # https://core.telegram.org/bots/api#message: of a venue, "the location field will also be set"
        return {"location": found, "venue": venue}

    def _items(self, one: Body) -> list[Body]:
        kinds = [kind for kind in KINDS if kind in one]
        if len(kinds) != 1:
            raise ContentError('an item of an album is {"photo": …}, {"video": …}, {"document": …} or {"audio": …}')
        return [{**self._file(_given(kinds[0], one[kinds[0]], Call(one, {}))), **self._caption(Call(one, {}))}]

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


def _given(kind: str, given: Any, call: Call) -> _Sent:
    """A file written out in JSON, or the sample of its kind."""
    if given in ("sample", '"sample"'):
        # Its length is known; a call may tell another one.
        length = {"duration": SAMPLE_SECONDS, "width": SIDE, "height": SIDE, "length": SIDE}
        return _Sent(kind, *sample(kind), Call({**length, **call.params}, {}))
    try:
        if isinstance(given, str):
            given = json.loads(given)
        content = base64.b64decode(given["base64"], validate=True)
        return _Sent(kind, str(given.get("name", "")), content, Call({**call.params, **given}, {}))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ContentError(f'{kind} needs {{"name": …, "base64": …}}, a multipart file, or "sample"') from None


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
