"""Texts of an XForm: itext in several languages and forms, labels written out, and the answers they quote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

MISSING: Final = "-"
"""What pyxform writes where a language has no text."""

_ITEXT: Final = re.compile(r"\s*jr:itext\(\s*['\"]([^'\"]*)['\"]\s*\)\s*")
_JAVAROSA: Final = "{http://openrosa.org/javarosa}"
_JAVAROSAS_OWN: Final = frozenset({"preload", "preloadParams", "constraintMsg", "requiredMsg"})
_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_FORM_ORDER: Final = ("long", "", "short")
"""What is shown of a text in several lengths (JavaRosa's ``FormEntryCaption.getLongText``)."""


@dataclass(frozen=True, slots=True)
class Output:
    """A quoted answer inside a text."""

    expression: str


Pieces = tuple[str | Output, ...]


@dataclass(frozen=True, slots=True)
class RawText:
    """Texts by language and by form ("" for the text itself, "guidance", "image" ...)."""

    by_language: Mapping[str, Mapping[str, Pieces]] = field(default_factory=dict)
    reference: str | None = None
    """The id of a text that the form does not have."""


NO_RAW_TEXT: Final = RawText()


def local(element: Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attributes(element: Element) -> dict[str, str]:
    """The element's attributes by name without namespace."""
    return {name.rpartition("}")[2]: text for name, text in element.items()}


def bind_attributes(element: Element) -> dict[str, str]:
    """The attributes of a bind that mean something: those without a namespace, and JavaRosa's own."""
    given = {name.removeprefix(_JAVAROSA): text for name, text in element.items() if name.startswith(_JAVAROSA)}
    plain = {name: text for name, text in element.items() if not name.startswith("{") and name not in _JAVAROSAS_OWN}
    return {**given, **plain}


def pieces_of(element: Element, *, literal: bool = False) -> Pieces:
    """The text of an element with its outputs. ``literal``: blanks between two outputs go, as in JavaRosa, whose XML
    reader drops text of nothing else; a reader would rather have them.
    """
    pieces: list[str | Output] = []
    _gather(element, pieces, 0)
    joined: list[str | Output] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    if literal:
        joined = [piece for piece in joined if not isinstance(piece, str) or piece.strip()]
    if not joined:
        return ("",)
    # JavaRosa trims a label at both ends, not around the answers it quotes
    if isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    return tuple(joined)


def _gather(element: Element, pieces: list[str | Output], depth: int) -> None:
    if depth > 50:
        raise ValueError("a label is nested more than 50 deep")
    pieces.append(element.text or "")
    for child in element:
        if local(child) == "output":
            pieces.append(Output((child.get("ref") or child.get("value") or "").strip()))
        elif child.tag.startswith(_XHTML):
            # as in JavaRosa, other elements inside a label are left out with all that is in them
            _gather(child, pieces, depth + 1)
        pieces.append(child.tail or "")


def translations(model: Element, *, literal: bool = False) -> tuple[tuple[str, ...], str, dict[str, RawText]]:
    """The languages, the default one, and every text by its id. ``literal``: as JavaRosa reads it, "-" is a
    text.
    """
    languages: list[str] = []
    default = ""
    texts: dict[str, dict[str, dict[str, Pieces]]] = {}
    for translation in (node for node in model.iter() if local(node) == "translation"):
        language = translation.get("lang", "")
        languages.append(language)
        if translation.get("default") is not None and not default:
            default = language
        for text in translation:
            forms = {
                value.get("form", ""): pieces_of(value, literal=literal) for value in text if local(value) == "value"
            }
            kept = {form: pieces for form, pieces in forms.items() if literal or pieces != (MISSING,)}
            plain = next((kept[form] for form in _FORM_ORDER if form in kept), None)
            if plain is not None:
                kept[""] = plain
            if kept:
                texts.setdefault(text.get("id", ""), {})[language] = kept
    if not languages:
        languages = ["default"]
    raw = {name: RawText(by_language) for name, by_language in texts.items()}
    return tuple(dict.fromkeys(languages)), default or languages[0], raw


def text_of(reference: str, texts: Mapping[str, RawText], default: str) -> RawText:
    """The text that a bind's message is: by ``jr:itext('…')``, or written out."""
    match = _ITEXT.fullmatch(reference)
    if match:
        return texts.get(match[1], RawText(reference=match[1]))
    return RawText({default: {"": (reference,)}})


def text_element(element: Element, texts: Mapping[str, RawText], default: str, *, literal: bool = False) -> RawText:
    """The text of a ``label`` or ``hint``."""
    reference = element.get("ref")
    if reference is not None:
        return text_of(reference, texts, default)
    pieces = pieces_of(element, literal=literal)
    return NO_RAW_TEXT if pieces == ("",) else RawText({default: {"": pieces}})
