"""The old Excel format (.xls), read with xlrd as pyxform reads it, without a word on standard output."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from forms.errors import FormError, problem
from forms.sheets.kinds import not_a_form, unreadable
from forms.sheets.parts import SHEETS, FoundFormula

_FORMULA: Final = 0x0006
_SHARED_FORMULAS: Final = frozenset({0x0206, 0x0406})
_SHEET_AT: Final = 0x0085
_BEGIN: Final = 0x0809
_END: Final = 0x000A
_PASSWORD: Final = 0x002F
_MOST: Final = 50


def read_xls(data: bytes, *, formulas: bool) -> tuple[list[str], dict[str, Any], list[FoundFormula]]:
    """Names of the sheets, their rows as pyxform's own readers give them, and the formulas.

    ``formulas``: they may stand, and macros too. Raises ``FormError``.
    """
    import xlrd  # type: ignore[import-untyped]
    from pyxform.errors import PyXFormError

    try:
        stream, parts = _stream(data)
        if stream is None:
            if "EncryptedPackage" in parts:
                raise FormError([problem("file_encrypted")])
            raise not_a_form("it is an old office file, but no workbook.")
        if not formulas and any(part.startswith("_VBA_PROJECT") for part in parts):
            raise FormError([problem("file_macros")])
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        try:
            names, read, headings = _sheets(book)
        finally:
            book.release_resources()
        return names, read, [] if formulas else list(_formulas(stream, names, headings))
    except (FormError, MemoryError):
        raise
    except PyXFormError as error:
        raise FormError([unreadable(error)]) from error
    except Exception as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise FormError([problem("file_encrypted")]) from error
        raise FormError([unreadable(error)]) from error


def _stream(data: bytes) -> tuple[bytes | None, set[str]]:
    """The workbook inside the compound file, and the names of its parts."""
    from xlrd.compdoc import CompDoc  # type: ignore[import-untyped]

    document = CompDoc(data, logfile=io.StringIO())
    parts = {entry.name for entry in document.dirlist}
    for name in ("Workbook", "Book"):
        if name in parts:
            found = document.get_named_stream(name)
            return (None if found is None else bytes(found)), parts
    return None, parts


def _sheets(book: Any) -> tuple[list[str], dict[str, Any], dict[str, list[str | None]]]:
    """Names, rows as pyxform has them, and the headings of each sheet with gaps."""
    from pyxform.xls2json_backends import (
        get_excel_column_headers,
        get_excel_rows,
        is_empty,
        xls_value_to_unicode,
    )

    names: list[str] = []
    read: dict[str, Any] = {}
    all_headings: dict[str, list[str | None]] = {}
    sheets = book.sheets()
    for sheet in sheets:
        names.append(sheet.name)
        name = sheet.name.lower()
        if name not in SHEETS:
            if len(sheets) > 1:
                continue
            name = "survey"

        def cleaned(cell: Any, row: int, heading: str) -> str | None:
            value = cell.value.strip() if isinstance(cell.value, str) else cell.value
            return None if is_empty(value) else xls_value_to_unicode(value, cell.ctype, book.datemode)

        headings = get_excel_column_headers(cell.value for cell in (sheet.row(0) if sheet.nrows else []))
        all_headings[name] = headings
        rows = (tuple(sheet.row(number)[: len(headings)]) for number in range(1, sheet.nrows))
        read[name] = get_excel_rows(headers=headings, rows=rows, cell_func=cleaned)
        read[f"{name}_header"] = [{heading: None for heading in headings if heading is not None}]
    return names, read, all_headings


def _formulas(stream: bytes, names: list[str], headings: dict[str, list[str | None]]) -> Iterator[FoundFormula]:
    """Cells that hold a formula, in the sheets and columns that count."""
    places = []
    for kind, start, length in _records(stream, 0):
        if kind == _SHEET_AT and length >= 4:
            places.append(int.from_bytes(stream[start : start + 4], "little"))
        elif kind == _END:
            break
    found = 0
    for name, place in zip(names, places, strict=False):
        sheet = name.lower() if name.lower() in SHEETS else "survey"
        if name.lower() not in SHEETS and len(names) > 1:
            continue
        depth = 0
        for kind, start, length in _records(stream, place):
            depth += (kind == _BEGIN) - (kind == _END)
            if depth <= 0:
                break
            if (kind == _FORMULA or kind in _SHARED_FORMULAS) and length >= 4 and found < _MOST:
                row, column = (int.from_bytes(stream[start + at : start + at + 2], "little") for at in (0, 2))
                heading = headings[sheet][column] if column < len(headings[sheet]) else None
                if heading is not None:
                    found += 1
                    yield FoundFormula(sheet, row + 1, column + 1, heading)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start and length of each record from there on."""
    while place + 4 <= len(stream):
        kind, length = (int.from_bytes(stream[place + at : place + at + 2], "little") for at in (0, 2))
        yield kind, place + 4, length
        place += 4 + length
