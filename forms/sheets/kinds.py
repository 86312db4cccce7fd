"""What a file is, told by its bytes; its name says nothing that can be relied on."""

from __future__ import annotations

import codecs
from enum import Enum
from typing import Final

from forms.errors import FormError, Problem, problem
from forms.sheets.limits import FILE_BYTES

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TWICE: Final = "Duplicate column header:"
_BYTE_ORDER: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class FileKind(Enum):
    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"
    MARKDOWN = "md"
    XFORM = "xml"


def not_a_form(detail: str) -> FormError:
    return FormError([problem("not_a_form", details={"detail": detail})])


def unreadable(error: Exception) -> Problem:
    """What the library that reads a file says of it."""
    text = " ".join(str(error).split())[:300] or type(error).__name__
    if text.startswith(_TWICE):
        return problem("column_twice", row=1, details={"column": text.removeprefix(_TWICE).strip()})
    return problem("file_damaged", details={"detail": f"{text}."})


def kind_of_file(data: bytes) -> FileKind:
    """Raises ``FormError`` where it can be none of them, or is too large."""
    if len(data) > FILE_BYTES:
        raise FormError([problem("file_too_large", details={"limit": f"{FILE_BYTES // 1_000_000} MB"})])
    if data.startswith(_ZIP):
        return FileKind.XLSX
    if data.startswith(_COMPOUND):
        return FileKind.XLS
    start = _start(data)
    if not start.strip():
        raise not_a_form("it is empty.")
    if start.lstrip("\ufeff \t\r\n").startswith("<"):
        return FileKind.XFORM
    # pyxform's own way of telling them apart
    if start[:5000].count("|") >= 5:
        return FileKind.MARKDOWN
    if any(start[:5000].count(mark) >= 4 for mark in ",;\t"):
        return FileKind.CSV
    raise not_a_form("it holds no table.")


def _start(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER:
        if data.startswith(mark):
            return data[:20_000].decode(encoding, "replace")
    if data.startswith(b"<\x00"):
        return data[:20_000].decode("utf-16-le", "replace")
    if data.startswith(b"\x00<"):
        return data[:20_000].decode("utf-16-be", "replace")
    return data[:20_000].decode("utf-8", "replace")


def decoded(data: bytes) -> str:
    """The text of a CSV or Markdown file: UTF-8, or UTF-16 where the file says so. Raises ``FormError``."""
    encoding = next((name for mark, name in _BYTE_ORDER if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FormError([problem("encoding_wrong", details={"line": line})]) from None
    if "\x00" in text:
        raise not_a_form("it holds bytes that are no text.")
    return text
