"""An announcement as the messages that one reader gets, in order.

Whoever sends it maps each piece to one call: a text to `sendMessage`, a file to `sendPhoto` and its like, an album to
`sendMediaGroup`, a forward to `forwardMessage`.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.announcing.content import ALBUM, FORWARD, MEDIA, TEXT, Content, Entity, Item, utf16
from handlers.screens import Rows

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """One message (an album: one group of them).

    `kind` is text, album, forward, or that of the file: photo, video, animation, document, audio, voice. `text` is
    plain and `entities` (offsets in UTF-16 units) hold its formats; for a file it is the caption. The captions of an
    album are in its items. A forward has the message to be forwarded.
    """

    kind: str
    text: str = ""
    entities: tuple[Entity, ...] = ()
    items: tuple[Item, ...] = ()
    from_chat: int | None = None
    message_id: int | None = None
    rows: Rows = ()


def tail_of(signature: str, question: str = "") -> str:
    """What stands below an announcement's own words, with the gap above it."""
    return GAP + GAP.join(part for part in (question, signature) if part)


def pieces(content: Content, *, signature: str, question: str = "", ask_rows: Rows = ()) -> tuple[Piece, ...]:
    """The messages of one reader. Who sent it stands below the words, and below an album or a forward by itself."""
    tail, formats = _tail(signature, question)
    if content.kind in (TEXT, MEDIA):
        kind = content.items[0].kind if content.kind == MEDIA else TEXT
        # A picture without words needs no gap above its signature.
        gap = GAP if content.text else ""
        below = _moved(formats, utf16(content.text + gap))
        piece = Piece(kind, content.text + gap + tail, (*content.entities, *below), content.items, rows=ask_rows)
        return (piece,)
    last = Piece(TEXT, tail, formats, rows=ask_rows)
    if content.kind == ALBUM:
        return (Piece(ALBUM, items=content.items), last)
    if content.kind == FORWARD and content.message_id is not None:
        ids = (content.message_id, *content.more)
        return (*(Piece(FORWARD, from_chat=content.from_chat, message_id=each) for each in ids), last)
    raise ValueError(f"an announcement of the kind {content.kind!r}")


def messages_in(content: Content) -> int:
    """How many messages one reader gets: by this, sending takes longer."""
    return {ALBUM: len(content.items) + 1, FORWARD: len(content.more) + 2}.get(content.kind, 1)


def _tail(signature: str, question: str) -> tuple[str, tuple[Entity, ...]]:
    """Question in bold and signature in italics, and their entities from offset 0."""
    formats: list[Entity] = []
    text = ""
    if question:
        formats.append({"type": "bold", "offset": 0, "length": utf16(question)})
        text = question + GAP
    formats.append({"type": "italic", "offset": utf16(text), "length": utf16(signature)})
    return text + signature, tuple(formats)


def _moved(entities: tuple[Entity, ...], by: int) -> tuple[Entity, ...]:
    return tuple({**entity, "offset": entity["offset"] + by} for entity in entities)
