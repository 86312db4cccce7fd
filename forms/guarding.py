"""An XForm from outside: its bounds, its encoding and its outline, before anything is made of it."""

from __future__ import annotations

import codecs
import io
import re
import xml.etree.ElementTree as ElementTree
from typing import Final

from forms.errors import FormError, problem
from forms.sheets.kinds import not_a_form
from forms.sheets.limits import FILE_BYTES, XFORM_BYTES, XFORM_DEPTH, XFORM_ELEMENTS
from forms.sheets.xml import Bounds, Watcher, look_through

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION: Final = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>\s*")
_ENCODINGS: Final = frozenset({"utf-8", "utf-16", "iso8859-1", "ascii", "cp1252"})


class _Outline:
    """Whether there is a model with an instance, and a body."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("model", "instance", "body"):
            self.seen.add(name)

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def guard_xform(xml: bytes | str, *, from_sheets: bool = False) -> str:
    """The text of an XForm, without its XML declaration. ``from_sheets``: made by ourselves, so it may be larger.

    Raises ``FormError`` for a document type or an entity, too many or too deeply nested elements, what is not
    well-formed, and what is no XForm.
    """
    outline = _Outline()
    text = xml_within_bounds(xml, XFORM_BYTES if from_sheets else FILE_BYTES, outline)
    if outline.seen != {"model", "instance", "body"}:
        raise not_a_form("it is XML, but it lacks the model, instance and body of an XForm.")
    try:
        # Within the bounds by now; here names are looked at with their namespaces, as when the form is loaded.
        ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise FormError([problem("xml_malformed", details={"detail": f"{error}."})]) from error
    return text


def xml_within_bounds(xml: bytes | str, most: int = FILE_BYTES, watcher: Watcher | None = None) -> str:
    """The text of any XML document, within all bounds but that of being an XForm. ``most``: bytes of UTF-8."""
    text = xml if isinstance(xml, str) else _decoded(xml)
    text = _DECLARATION.sub("", text, count=1)
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise FormError([problem("xml_malformed", details={"detail": f"{error.reason}."})]) from error
    if len(data) > most:
        raise FormError([problem("file_too_large", details={"limit": f"{most // 1_000_000} MB"})])
    look_through(io.BytesIO(data).read, Bounds(XFORM_ELEMENTS, XFORM_DEPTH), watcher)
    return text


def _decoded(xml: bytes) -> str:
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif xml.startswith(b"<\x00"):
        encoding = "utf-16-le"
    elif xml.startswith(b"\x00<"):
        encoding = "utf-16-be"
    else:
        encoding = _named(xml)
    try:
        return xml.decode(encoding)
    except UnicodeDecodeError as error:
        line = xml[: error.start].count(b"\n") + 1
        raise FormError([problem("encoding_wrong", details={"line": line})]) from error


def _named(xml: bytes) -> str:
    declared = _DECLARED.match(xml.removeprefix(codecs.BOM_UTF8).lstrip()[:400])
    if declared is None:
        return "utf-8-sig"
    try:
        name = codecs.lookup(declared[1].decode()).name
    except LookupError:
        name = ""
    if name not in _ENCODINGS:
        shown = declared[1].decode()
        raise FormError([problem("xml_malformed", details={"detail": f"the encoding {shown} is not known."})])
    return "utf-8-sig" if name == "utf-8" else name
