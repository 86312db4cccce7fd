"""Calls of the Bot API, as method and data: of a screen, of the pieces of an announcement, of their corrections."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

from telegram import InputFile, InputMedia, MessageEntity

from handlers.announcing.pieces import Piece
from handlers.screens import Aside, Document, PlaceKeyboard, Rows, Screen, Shown

Call = tuple[str, dict[str, Any]]

# What a piece of one file is sent with: its method, and the name of the file's field.
FILES = {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "video": "sendVideo",
    "animation": "sendAnimation",
    "audio": "sendAudio",
    "voice": "sendVoice",
}


def keyboard(rows: Rows) -> dict[str, Any]:
    """Inline buttons as the Bot API wants them."""
    return {"inline_keyboard": [[{"text": b.label, "callback_data": b.data} for b in row] for row in rows]}


def message(chat_id: int, screen: Screen) -> dict[str, Any]:
    """The data of `sendMessage` and `editMessageText` for a screen without its picture."""
    data: dict[str, Any] = {
        "chat_id": chat_id,
        "text": screen.text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if screen.rows:
        data["reply_markup"] = keyboard(screen.rows)
    return data


async def screen_call(chat_id: int, screen: Screen) -> Call:
    """A new message that shows this screen; its picture is drawn, or its file read, now, beside the loop.

    `OSError` where the file cannot be read just now; one that is gone for good is left out.
    """
    if screen.picture is not None:
        png = await asyncio.to_thread(screen.picture.png)
        return _with_file(chat_id, screen, "photo", InputFile(png, filename="hasil.png"))
    if screen.attached is not None:
        with contextlib.suppress(FileNotFoundError):
            content = await asyncio.to_thread(screen.attached.content)
            file = InputFile(content, filename=screen.attached.name)
            return _with_file(chat_id, screen, screen.attached.kind, file)
    return "sendMessage", message(chat_id, screen)


def _with_file(chat_id: int, screen: Screen, kind: str, file: InputFile) -> Call:
    data: dict[str, Any] = {"chat_id": chat_id, kind: file, "caption": screen.text, "parse_mode": "HTML"}
    if screen.rows:
        data["reply_markup"] = keyboard(screen.rows)
    return FILES[kind], data


async def document_call(chat_id: int, document: Document) -> Call:
    """A new message with a file; one that is still to be made is made now, beside the loop."""
    content = document.content if isinstance(document.content, bytes) else await asyncio.to_thread(document.content)
    return "sendDocument", {
        "chat_id": chat_id,
        "document": InputFile(content, filename=document.name),
        "caption": document.caption,
        "parse_mode": "HTML",
    }


def aside_call(chat_id: int, aside: Aside) -> Call:
    """A new message beside a question: the button that sends a place, its end, or a file of the form."""
    if isinstance(aside, Shown):
        content = aside.content if isinstance(aside.content, bytes) else aside.content()
        file = InputFile(content, filename=aside.name)
        return FILES[aside.kind], {"chat_id": chat_id, aside.kind: file}
    markup: dict[str, Any] = {"remove_keyboard": True}
    if isinstance(aside, PlaceKeyboard):
        markup = {
            "keyboard": [[{"text": aside.label, "request_location": True}]],
            "resize_keyboard": True,
            "one_time_keyboard": True,
        }
    return "sendMessage", {"chat_id": chat_id, "text": aside.text, "parse_mode": "HTML", "reply_markup": markup}


def piece_call(chat_id: int, piece: Piece | Aside) -> Call:
    """A new message with a piece of an announcement; an album is several messages."""
    if not isinstance(piece, Piece):
        return aside_call(chat_id, piece)
    if piece.kind == "forward":
        return "forwardMessage", {
            "chat_id": chat_id,
            "from_chat_id": piece.from_chat,
            "message_id": piece.message_id,
        }
    if piece.kind == "album":
        # In a list of this name PTB expects objects of its own; other calls take plain dicts.
        return "sendMediaGroup", {"chat_id": chat_id, "media": [_as_input(item) for item in _media(piece)]}
    data: dict[str, Any] = {"chat_id": chat_id}
    if piece.kind == "text":
        method = "sendMessage"
        data |= {"text": piece.text, "entities": _plain(piece.entities)}
    else:
        method = FILES[piece.kind]
        data |= {piece.kind: piece.items[0].file_id, "caption": piece.text, "caption_entities": _plain(piece.entities)}
    if piece.rows:
        data["reply_markup"] = keyboard(piece.rows)
    return method, data


def correction_calls(chat_id: int, piece: Piece, message_ids: tuple[int, ...]) -> list[Call]:
    """The calls that make messages of an earlier revision show this piece; none where that is not possible."""
    if not message_ids or piece.kind == "forward":
        return []
    if piece.kind == "album":
        return [
            ("editMessageMedia", {"chat_id": chat_id, "message_id": number, "media": item})
            for number, item in zip(message_ids, _media(piece), strict=False)
        ]
    data: dict[str, Any] = {"chat_id": chat_id, "message_id": message_ids[0]}
    if piece.rows:
        data["reply_markup"] = keyboard(piece.rows)
    if piece.kind == "text":
        return [("editMessageText", data | {"text": piece.text, "entities": _plain(piece.entities)})]
    if piece.kind == "voice":
        # A voice message's sound cannot be changed, what is written below it can.
        return [("editMessageCaption", data | {"caption": piece.text, "caption_entities": _plain(piece.entities)})]
    return [("editMessageMedia", data | {"media": _media(piece)[0]})]


def _media(piece: Piece) -> list[dict[str, Any]]:
    """The files of a piece; a single one has the piece's words, those of an album have their own."""
    words = [(piece.text, piece.entities)] if piece.kind != "album" else [(i.text, i.entities) for i in piece.items]
    return [
        {"type": item.kind, "media": item.file_id, "caption": text, "caption_entities": _plain(entities)}
        for item, (text, entities) in zip(piece.items, words, strict=True)
    ]


def _as_input(media: dict[str, Any]) -> InputMedia:
    entities = MessageEntity.de_list(media["caption_entities"])
    return InputMedia(media["type"], media["media"], caption=media["caption"], caption_entities=entities)


def _plain(entities: tuple[Mapping[str, Any], ...]) -> list[dict[str, Any]]:
    return [dict(entity) for entity in entities]
