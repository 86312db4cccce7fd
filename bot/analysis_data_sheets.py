"""Workbooks: the rows of the first visible sheet that holds anything.

openpyxl knows what is in a workbook. The cells themselves are read here out of the sheet's plain text, which takes a
fraction of its time with tens of thousands of people; a sheet that is written unusually is left to openpyxl.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any, Final

from scoring.analysis.problems import AnalysisError

NOT_COMPUTED: Final = "file-not-computed"

_ROW: Final = re.compile(rb'<row r="(\d+)"[^>]*?(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL: Final = re.compile(rb'<c r="([A-Z]{1,3})\d+"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_STYLE, _TYPE = re.compile(rb' s="(\d+)"'), re.compile(rb' t="(\w+)"')
_VALUE: Final = re.compile(rb"<v(?: [^>]*)?>([^<]*)</v>")
_WORDS: Final = re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>")
_FORMULA: Final = re.compile(rb'<c r="[A-Z]+(\d+)"(?![^>]* t="str")[^>]*><f[^>]*>(?:[^<]*</f>)?(?:<v ?/>|<v></v>)?</c>')
"""A cell with a formula that no spreadsheet has computed yet; one that came out as "" is of the type "str"."""
_MOST_KEPT: Final = 100_000
_LARGEST: Final = 500_000_000
"""Bytes of a sheet that are read at once; openpyxl goes through larger ones piece by piece."""


def sheet_rows(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    """Each row that is not blank, with its number. Whatever a broken file makes Python raise; `AnalysisError` where
    formulas have no values: they would look like missing answers. A program wrote them, and no spreadsheet has opened
    the file since.
    """
    import openpyxl

    # By an open file: openpyxl refuses a workbook whose name ends otherwise.
    with path.open("rb") as file, warnings.catch_warnings(), zipfile.ZipFile(path) as archive:
        # Of styles and extensions that a reader of cells needs not.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        for sheet in sorted(book.worksheets, key=lambda each: each.sheet_state != "visible"):
            size = archive.getinfo(sheet._worksheet_path).file_size
            text = archive.read(sheet._worksheet_path) if size <= _LARGEST else b""
            rows = _plain_rows(text, _Cells(book, sheet)) if _is_plain(text) else _any_rows(sheet)
            begun = False
            for number, row in rows:
                if any(cell not in (None, "") for cell in row):
                    if not begun and (alone := _FORMULA.search(text)):
                        raise AnalysisError(NOT_COMPUTED, row=int(alone[1]), file=str(path))
                    begun = True
                    yield number, _trimmed(row)
            if begun:
                return


def _is_plain(text: bytes) -> bool:
    """Whether each row and each cell begins with its place, as all usual programs write them."""
    return all(text.count(begins) == text.count(begins + b'r="') > 0 for begins in (b"<row ", b"<c "))


def _any_rows(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    sheet.reset_dimensions()
    yield from enumerate(sheet.iter_rows(values_only=True), 1)


def _plain_rows(text: bytes, cells: _Cells) -> Iterator[tuple[int, Sequence[Any]]]:
    for found in _ROW.finditer(text):
        row: list[Any] = []
        for column, about, content in _CELL.findall(found[2] or b""):
            if (place := cells.place(column)) > len(row):
                row.extend([None] * (place - len(row)))
            row.append(cells.value(about, content))
        yield int(found[1]), row


class _Cells:
    """What the cells of a sheet mean. The same few answers come again and again, so each is understood once."""

    def __init__(self, book: Any, sheet: Any) -> None:
        from openpyxl.utils.datetime import from_excel

        self._words: Sequence[str] = sheet._shared_strings
        self._dates, self._durations = frozenset(book._date_formats), frozenset(book._timedelta_formats)
        self._day: Callable[[float, bool], Any] = lambda value, lasts: from_excel(value, book.epoch, timedelta=lasts)
        self._places: dict[bytes, int] = {}
        self._known: dict[tuple[bytes, bytes], Any] = {}

    def place(self, column: bytes) -> int:
        """Of "A" 0, of "AA" 26."""
        if column not in self._places:
            place = 0
            for letter in column:
                place = place * 26 + letter - 64
            self._places[column] = place - 1
        return self._places[column]

    def value(self, about: bytes, content: bytes) -> Any:
        """`about`: the cell's attributes."""
        known = self._known.get((about, content), self)
        if known is not self:
            return known
        value = self._read(about, content)
        if len(self._known) < _MOST_KEPT:
            self._known[about, content] = value
        return value

    def _read(self, about: bytes, content: bytes) -> Any:
        kind = found[1] if (found := _TYPE.search(about)) else b"n"
        if kind == b"inlineStr":
            return unescape(b"".join(_WORDS.findall(content)).decode())
        if not (written := _VALUE.search(content)):
            return None
        text = unescape(written[1].decode())
        if kind == b"s":
            return self._words[int(text)]
        if kind == b"b":
            return bool(int(text))
        return self._number(about, text) if kind == b"n" and text else text or None

    def _number(self, about: bytes, text: str) -> Any:
        value = float(text)
        style = int(found[1]) if (found := _STYLE.search(about)) else 0
        if style in self._dates:
            return self._day(value, style in self._durations)
        return int(value) if value.is_integer() else value


def _trimmed(row: Sequence[Any]) -> Sequence[Any]:
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    return row[:end]
