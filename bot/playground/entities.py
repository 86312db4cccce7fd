"""Formatting of texts: Telegram's HTML parse mode into entities, and entities into HTML for the page.

Offsets and lengths of entities are UTF-16 units, as in https://core.telegram.org/bots/api#messageentity.
The grammar and the error texts follow TDLib's `parse_html` (td/telegram/MessageEntity.cpp).
"""

from __future__ import annotations

import html
import re
from typing import Any

from bot.playground.given_entities import read_entities
from bot.playground.refusal import RefusalError, bad_request

Entity = dict[str, Any]

_TAG_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_SPECIAL = re.compile(r"[<&]")
_CHARACTER = re.compile(r"&(#x[0-9a-fA-F]+|#[0-9]+|lt|gt|amp|quot);?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']*)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?""")
_SAFE_LINK = re.compile(r"(https?|tg|mailto|tel):", re.IGNORECASE)
_HTML_OF = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote>", "</blockquote>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
}


def utf16_length(text: str) -> int:
    """Length in UTF-16 units, the unit of Telegram's limits and offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def formatted(text: str, parse_mode: str, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    """The plain text and its entities, trimmed as Telegram trims. `given` entities count without a parse mode."""
    if not parse_mode:
        entities = read_entities(text, given or [])
    elif parse_mode.lower() == "html":
        text, entities = parse_html(text)
    elif parse_mode.lower() in ("markdown", "markdownv2"):
        raise bad_request("can't parse entities: the playground reads parse_mode HTML only")
    else:
        raise bad_request("unsupported parse_mode")
    return _trimmed(text, entities)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of `source`. Raises `RefusalError` with TDLib's own words."""
    if not _SPECIAL.search(source):
        return source, []
    parts: list[str] = []
    entities: list[Entity] = []
    open_tags: list[tuple[str, dict[str, str], int]] = []
    at = 0
    offset = 0
    while found := _SPECIAL.search(source, at):
        plain = source[at : found.start()]
        at = found.start()
        parts.append(plain)
        offset += utf16_length(plain)
        if source[at] == "&":
            character, at = _character(source, at)
            parts.append(character)
            offset += utf16_length(character)
        elif source.startswith("/", at + 1):
            at = _end_tag(source, at, open_tags, entities, offset, parts)
        else:
            tag, attributes, at = _start_tag(source, at)
            open_tags.append((tag, attributes, offset))
    parts.append(source[at:])
    if open_tags:
        raise _unparsed(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(parts), entities


def _character(source: str, at: int) -> tuple[str, int]:
    found = _CHARACTER.match(source, at)
    if not found:
        return "&", at + 1
    name = found[1]
    if name in _NAMED:
        return _NAMED[name], found.end()
    code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "&", at + 1
    return chr(code), found.end()


def _start_tag(source: str, begin: int) -> tuple[str, dict[str, str], int]:
    named = _NAME.match(source, begin + 1)
    assert named is not None
    at = named.end()
    if at >= len(source):
        raise _unparsed(f"Unclosed start tag at byte offset {_byte(source, begin)}")
    tag = named[0].lower()
    if tag not in _TAG_TYPES:
        raise _unparsed(f'Unsupported start tag "{tag}" at byte offset {_byte(source, begin)}')
    attributes: dict[str, str] = {}
    while True:
        while at < len(source) and source[at].isspace():
            at += 1
        if at >= len(source):
            raise _unparsed(f'Unclosed start tag "{tag}" at byte offset {_byte(source, begin)}')
        if source[at] == ">":
            break
        found = _ATTRIBUTE.match(source, at)
        if not found or not found[1]:
            raise _unparsed(f'Empty attribute name in the tag "{tag}" at byte offset {_byte(source, begin)}')
        attributes[found[1].lower()] = html.unescape(found[2] or found[3] or found[4] or "")
        at = found.end()
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _unparsed(f'Tag "span" must have class "tg-spoiler" at byte offset {_byte(source, begin)}')
    return tag, attributes, at + 1


def _end_tag(
    source: str,
    begin: int,
    open_tags: list[tuple[str, dict[str, str], int]],
    entities: list[Entity],
    offset: int,
    parts: list[str],
) -> int:
    if not open_tags:
        raise _unparsed(f"Unexpected end tag at byte offset {_byte(source, begin)}")
    named = _NAME.match(source, begin + 2)
    assert named is not None
    at = named.end()
    while at < len(source) and source[at].isspace():
        at += 1
    if at >= len(source) or source[at] != ">":
        raise _unparsed(f"Unclosed end tag at byte offset {_byte(source, begin)}")
    tag, attributes, start = open_tags.pop()
    if named[0] and named[0].lower() != tag:
        raise _unparsed(
            f"Unmatched end tag at byte offset {_byte(source, begin)}, "
            f'expected "</{tag}>", found "</{named[0].lower()}>"'
        )
    if offset > start:
        entity = _entity(tag, attributes, start, offset - start, "".join(parts))
        if entity:
            entities.append(entity)
    return at + 1


def _entity(tag: str, attributes: dict[str, str], start: int, length: int, so_far: str) -> Entity | None:
    entity: Entity = {"type": _TAG_TYPES[tag], "offset": start, "length": length}
    if tag == "a":
        inner = so_far.encode("utf-16-le", "surrogatepass")[2 * start : 2 * (start + length)]
        entity["url"] = attributes.get("href") or inner.decode("utf-16-le", "surrogatepass")
        # TDLib drops a link it cannot read and keeps the words.
        return entity if "." in entity["url"] or ":" in entity["url"] else None
    if tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    return entity


def _unparsed(reason: str) -> RefusalError:
    return bad_request(f"can't parse entities: {reason}")


def _byte(source: str, index: int) -> int:
    return len(source[:index].encode("utf-8", "surrogatepass"))


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    bare = text.strip()
    if len(bare) == len(text):
        return text, entities
    shift = utf16_length(text) - utf16_length(text.lstrip())
    total = utf16_length(bare)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        end = min(total, entity["offset"] + entity["length"] - shift)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return bare, kept


def to_html(text: str, entities: list[Entity]) -> str:
    """HTML that is safe to put into the page: every character escaped, only known tags, only harmless links."""
    if not entities:
        return html.escape(text)
    units = text.encode("utf-16-le", "surrogatepass")
    cuts = {0, len(units) // 2}
    for entity in entities:
        cuts |= {entity["offset"], entity["offset"] + entity["length"]}
    marks = sorted(cut for cut in cuts if 0 <= cut <= len(units) // 2)
    out: list[str] = []
    stack: list[Entity] = []
    for here, following in zip(marks, [*marks[1:], None], strict=True):
        _close_finished(out, stack, here)
        for entity in entities:
            if entity["offset"] == here and entity["length"] > 0:
                out.append(_tags(entity)[0])
                stack.append(entity)
        if following is not None:
            piece = units[2 * here : 2 * following].decode("utf-16-le", "replace")
            out.append(html.escape(piece))
    return "".join(out)


def _close_finished(out: list[str], stack: list[Entity], here: int) -> None:
    reopened: list[Entity] = []
    while any(entity["offset"] + entity["length"] <= here for entity in stack):
        entity = stack.pop()
        out.append(_tags(entity)[1])
        if entity["offset"] + entity["length"] > here:
            reopened.append(entity)
    for entity in reversed(reopened):
        out.append(_tags(entity)[0])
        stack.append(entity)


def _tags(entity: Entity) -> tuple[str, str]:
    url = str(entity.get("url", ""))
    if entity["type"] == "text_link" and url:
        link = url if ":" in url else f"http://{url}"
        if _SAFE_LINK.match(link):
            return f'<a href="{html.escape(link)}" target="_blank" rel="noopener noreferrer">', "</a>"
    return _HTML_OF.get(entity["type"], ("", ""))
