"""What an announcement says: a text, a picture or file with words, an album, or a forwarded post.

Read from the admin's own message, kept as JSON in the announcement's row. Files are kept by Telegram's `file_id`: they
are never fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from locales.reading import has_identity_number

Entity = dict[str, Any]

TEXT, MEDIA, ALBUM, FORWARD = "text", "media", "album", "forward"
# Files that can be announced. An animation comes as a document too, so it is looked for first.
FILES = ("photo", "video", "animation", "document", "audio", "voice")
# https://core.telegram.org/bots/api#sendmessage and #sendphoto, in UTF-16 units after the entities are parsed.
TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
# https://core.telegram.org/bots/api#sendmediagroup
MOST_ITEMS = 10
# Formats that a person gives to words. Links, hashtags and commands are found again by Telegram itself; a custom emoji
# stays the plain one, because most bots may not send it; a mention of a person without a name is for that chat only.
_FORMATS = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
    }
)
_ENTITY_FIELDS = ("type", "offset", "length", "url", "language")
_TITLE = 40


@dataclass(frozen=True, slots=True)
class Item:
    """One file, with its own words where it is a part of an album."""

    kind: str
    file_id: str
    text: str = ""
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """See the module. `kind` is text, media, album or forward.

    `text` and `entities` are the words of a text or of a single file. A forward is kept as the messages in the
    admin's chat with the bot (`from_chat`, `message_id`, and `more` for a forwarded album): the bot may forward those,
    and Telegram goes on naming the first source. `group` is Telegram's `media_group_id`, by which the parts of an
    album are joined.
    """

    kind: str
    text: str = ""
    entities: tuple[Entity, ...] = ()
    items: tuple[Item, ...] = ()
    from_chat: int | None = None
    message_id: int | None = None
    more: tuple[int, ...] = ()
    group: str = ""

    @property
    def limit(self) -> int | None:
        """How long its words may be, in UTF-16 units; `None` where nothing is added to them."""
        return {TEXT: TEXT_LIMIT, MEDIA: CAPTION_LIMIT}.get(self.kind)


def utf16(text: str) -> int:
    """Length in UTF-16 units, in which Telegram counts limits and offsets."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def from_message(raw: Mapping[str, Any]) -> Content | None:
    """The content of an admin's message; `None` for what cannot be announced (see `kind_of`, to say why)."""
    words = raw.get("text") or raw.get("caption") or ""
    entities = _formats(raw.get("entities") or raw.get("caption_entities") or ())
    file = _file(raw)
    if (not words and file is None) or _holds_identity_number(words, entities):
        return None
    if file is None and "text" not in raw:
        return None
    group = str(raw.get("media_group_id") or "")
    if raw.get("forward_origin"):
        if raw.get("has_protected_content"):
            return None
        return Content(FORWARD, words, from_chat=int(raw["chat"]["id"]), message_id=int(raw["message_id"]), group=group)
    if file is None:
        return Content(TEXT, words, entities)
    return Content(MEDIA, words, entities, (file,), group=group)


def kind_of(raw: Mapping[str, Any]) -> str:
    """What a message is that cannot be announced: `protected`, `identity`, or the name of its field."""
    if raw.get("has_protected_content"):
        return "protected"
    words = raw.get("text") or raw.get("caption") or ""
    if _holds_identity_number(words, _formats(raw.get("entities") or raw.get("caption_entities") or ())):
        return "identity"
    known = ("sticker", "location", "venue", "contact", "poll", "dice", "video_note", "story")
    return next((name for name in known if raw.get(name)), "other")


def with_item(content: Content, part: Content) -> Content | None:
    """The album with one more part; `None` where the part does not belong to it, or it is full."""
    if not part.group or part.group != content.group:
        return None
    if content.kind == FORWARD and part.kind == FORWARD and part.message_id is not None:
        return replace(content, text=content.text or part.text, more=(*content.more, part.message_id))
    if content.kind not in (MEDIA, ALBUM) or part.kind != MEDIA or len(content.items) >= MOST_ITEMS:
        return None
    first = content if content.kind == ALBUM else _as_album(content)
    return replace(first, items=(*first.items, *_as_album(part).items))


def _as_album(media: Content) -> Content:
    items = tuple(replace(item, text=media.text, entities=media.entities) for item in media.items)
    return replace(media, kind=ALBUM, text="", entities=(), items=items)


def excess(content: Content, tail: str) -> int:
    """By how many UTF-16 units the words are too long, with `tail` (signature, question) below them; 0 if they fit."""
    if content.limit is None:
        return max([0, *(utf16(item.text) - CAPTION_LIMIT for item in content.items)])
    return max(0, utf16(content.text) + utf16(tail) - content.limit)


def title(content: Content) -> str:
    """The first words, for lists; empty where there are none."""
    words = content.text or next((item.text for item in content.items if item.text), "")
    line = " ".join(words.split())
    if len(line) <= _TITLE:
        return line
    return line[:_TITLE].rsplit(" ", 1)[0].rstrip(" .,;:") + "…"


def may_replace(old: Content, new: Content) -> bool:
    """Whether messages that show `old` can be edited into `new` (https://core.telegram.org/bots/api#updating-messages).

    Forwarded messages and voice notes cannot become others; an album keeps its number and kinds of files.
    """
    if old.kind != new.kind or old.kind == FORWARD:
        return False
    before, after = [i.kind for i in old.items], [i.kind for i in new.items]
    if old.kind == MEDIA:
        return before == after if "voice" in (*before, *after) else True
    if old.kind == ALBUM:
        return len(before) == len(after) and all(
            a == b or {a, b} <= {"photo", "video"} for a, b in zip(before, after, strict=True)
        )
    return True


def to_json(content: Content) -> dict[str, Any]:
    """The content for the database; what is empty is left out."""
    fields: dict[str, Any] = {
        "kind": content.kind,
        "text": content.text,
        "entities": list(content.entities),
        "items": [_item_to_json(item) for item in content.items],
        "from_chat": content.from_chat,
        "message_id": content.message_id,
        "more": list(content.more),
        "group": content.group,
    }
    return {name: value for name, value in fields.items() if value not in ("", None, [])}


def from_json(stored: Mapping[str, Any]) -> Content:
    """What `to_json` has written; other keys are left alone."""
    return Content(
        kind=stored["kind"],
        text=stored.get("text", ""),
        entities=tuple(stored.get("entities", ())),
        items=tuple(_item_from_json(item) for item in stored.get("items", ())),
        from_chat=stored.get("from_chat"),
        message_id=stored.get("message_id"),
        more=tuple(stored.get("more", ())),
        group=stored.get("group", ""),
    )


def _item_to_json(item: Item) -> dict[str, Any]:
    fields: dict[str, Any] = {"kind": item.kind, "file_id": item.file_id}
    if item.text:
        fields |= {"text": item.text, "entities": list(item.entities)}
    return fields


def _item_from_json(stored: Mapping[str, Any]) -> Item:
    return Item(stored["kind"], stored["file_id"], stored.get("text", ""), tuple(stored.get("entities", ())))


def _file(raw: Mapping[str, Any]) -> Item | None:
    for kind in FILES:
        if found := raw.get(kind):
            # Of a photo every size comes along, the largest last.
            file = max(found, key=lambda size: size["width"] * size["height"]) if kind == "photo" else found
            return Item(kind, str(file["file_id"]))
    return None


def _formats(entities: Any) -> tuple[Entity, ...]:
    return tuple(
        {name: entity[name] for name in _ENTITY_FIELDS if name in entity}
        for entity in entities
        if entity.get("type") in _FORMATS
    )


def _holds_identity_number(words: str, entities: tuple[Entity, ...]) -> bool:
    return any(has_identity_number(text) for text in (words, *(e.get("url", "") for e in entities)))
