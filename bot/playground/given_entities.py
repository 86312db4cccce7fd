"""Entities as a bot or an app gives them beside a text, read as strictly as the Bot API reads them.

The rules and the words follow the Bot API server (`get_text_entity`, Client.cpp) and TDLib (MessageEntity.cpp).
Offsets and lengths are UTF-16 units.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.playground.refusal import RefusalError, bad_request

Entity = dict[str, Any]

# Telegram finds these in a text by itself; given ones are passed over.
_FOUND = frozenset(
    ("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number")
)  # fmt: skip
_GIVEN = frozenset(
    ("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
     "text_link", "text_mention", "custom_emoji")
)  # fmt: skip
_NEEDED = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}


def read_entities(text: str, given: list[Entity]) -> list[Entity]:
    """The entities that count, in order. Raises `RefusalError` for one that does not fit `text` or cannot be read."""
    if not given:
        return []
    units = text.encode("utf-16-le", "surrogatepass")
    read = [entity for one in given if (entity := _read(one, units)) is not None]
    return sorted(read, key=lambda entity: (entity["offset"], -entity["length"]))


def _read(given: Entity, units: bytes) -> Entity | None:
    kind = given.get("type")
    if kind is None:
        raise _unread('Can\'t find field "type"')
    entity = {**given, "offset": _number(given, "offset"), "length": _number(given, "length")}
    if kind in _FOUND:
        return None
    if kind not in _GIVEN:
        raise _unread("Unsupported type specified")
    if kind in _NEEDED and given.get(_NEEDED[kind]) is None:
        raise _unread(f'Can\'t find field "{_NEEDED[kind]}"')
    if entity["length"] <= 0:
        return None
    begin, end = entity["offset"], entity["offset"] + entity["length"]
    if begin < 0 or 2 * end > len(units):
        raise bad_request(
            f"entity beginning at UTF-16 offset {begin} ends after the end of the text at UTF-16 offset {end}"
        )
    if _splits(units, begin):
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {_bytes(units, begin)}")
    if _splits(units, end):
        raise bad_request(
            f"entity beginning at UTF-16 offset {begin} ends in a middle of a UTF-16 symbol "
            f"at byte offset {_bytes(units, end)}"
        )
    if kind == "text_link":
        _check_link(str(given["url"]))
    return entity


def _number(given: Entity, name: str) -> int:
    value = given.get(name)
    if value is None:
        raise _unread(f'Can\'t find field "{name}"')
    try:
        return int(value)
    except (TypeError, ValueError):
        raise _unread(f'Field "{name}" must be a valid Number') from None


def _splits(units: bytes, at: int) -> bool:
    # The second half of a pair stands at U+DC00 to U+DFFF.
    return 0 < at < len(units) // 2 and 0xDC <= units[2 * at + 1] <= 0xDF


def _bytes(units: bytes, at: int) -> int:
    # As TDLib counts: behind the symbol that would be split.
    return len(units[: 2 * at + 2].decode("utf-16-le", "surrogatepass").encode("utf-8", "surrogatepass"))


def _check_link(url: str) -> None:
    wrong = bad_request(f"entity URL '{url}' is invalid: Wrong HTTP URL")
    try:
        parts = urlsplit(url if ":" in url else f"http://{url}")
        host = parts.hostname or ""
    except ValueError:
        raise wrong from None
    if parts.scheme in ("tg", "ton", "mailto", "tel"):
        return
    if parts.scheme not in ("http", "https"):
        raise bad_request(f"entity URL '{url}' is invalid: Unsupported URL protocol")
    if "." not in host:
        raise wrong


def _unread(reason: str) -> RefusalError:
    return bad_request(f"can't parse MessageEntity: {reason}")
