"""XLSX: a sheet for each table, then the codebook, the changes and the rest, written row by row (XlsxWriter).

Texts are strings whatever they begin with, never formulas; numbers, days and times are what they are. A workbook that
grows too large for one message, or for Excel's 1,048,576 rows, goes on in another one; a table with more than 16,384
columns goes on in another sheet, each row with its key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from handlers.exporting.columns import Sheet, Value, Written
from handlers.exporting.fields import Type
from handlers.exporting.packing import ROOM
from handlers.exporting.pages import Page
from handlers.exporting.rows import Batch, Row
from handlers.exporting.values import day_of, is_number, moment_of, number_of
from handlers.exporting.versions import unique

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
MOST_LETTERS: Final = 32_767
_NAME_LETTERS: Final = 31
_FIRST_DAY: Final = 1900
# With these a spreadsheet begins a formula when somebody edits the cell.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# Letters; where a day or a time does not fit, a spreadsheet shows "###".
_WIDEST: Final = 60
_NARROWEST: Final = {Type.DATE: 11, Type.MOMENT: 19}
# A cell compresses to about so many bytes, a letter to about half a one; measured on filled in forms.
_CELL_BYTES, _LETTER_BYTES = 6, 0.5


class XlsxWriter:
    """Writes ``stem.xlsx`` into ``folder``, then ``stem-2.xlsx`` and so on."""

    def __init__(self, folder: Path, stem: str, sheets: Sequence[Sheet], limit: int) -> None:
        self._folder, self._stem, self._sheets = folder, stem, sheets
        self._most_bytes = int(limit * ROOM)
        self._paths: list[Path] = []
        self._book: _Book | None = None

    def add(self, batch: Batch) -> None:
        """Rows of one sent form stay in one workbook."""
        if self._book is None or self._book.is_full(batch, self._most_bytes):
            self._begin()
        assert self._book is not None
        for sheet, rows in enumerate(batch.rows):
            self._book.add(sheet, rows)

    def close(self, pages: Sequence[Page]) -> list[Path]:
        """The workbooks; the last one has the pages."""
        if self._book is None:
            self._begin()
        assert self._book is not None
        self._book.close(pages)
        return self._paths

    def abandon(self) -> None:
        if self._book is not None:
            self._book.close(())

    def _begin(self) -> None:
        if self._book is not None:
            self._book.close(())
        number = f"-{len(self._paths) + 1}" if self._paths else ""
        self._paths.append(self._folder / f"{self._stem}{number}.xlsx")
        self._book = _Book(self._paths[-1], self._sheets)


class _Book:
    def __init__(self, path: Path, sheets: Sequence[Sheet]) -> None:
        import xlsxwriter

        options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False}
        self._book: Any = xlsxwriter.Workbook(str(path), options)
        self._heading = self._book.add_format({"bold": True, "bg_color": "#DCE6F2", "valign": "top"})
        formats = {
            "day": self._book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "quoted": self._book.add_format({"quote_prefix": True}),
        }
        # Excel keeps this name for itself.
        self._taken = {"history"}
        self._bytes = 0.0
        self._tables = [self._parts(sheet, formats) for sheet in sheets]

    def is_full(self, batch: Batch, most_bytes: int) -> bool:
        """Whether these rows may be too many for it."""
        rows = max(part.next + len(new) for (part, *_), new in zip(self._tables, batch.rows, strict=True))
        return self._bytes > most_bytes or rows > MOST_ROWS

    def add(self, sheet: int, rows: Sequence[Row]) -> None:
        for part in self._tables[sheet]:
            for row in rows:
                self._bytes += part.add(row)

    def close(self, pages: Sequence[Page]) -> None:
        for page in pages:
            sheet = self._sheet(page.name)
            for column, texts in enumerate(zip(page.headings, *page.rows, strict=True)):
                sheet.set_column(column, column, min(max(map(len, texts)) + 1, _WIDEST))
            for number, row in enumerate((page.headings, *page.rows)):
                for column, text in enumerate(row):
                    if text:
                        given = text[:MOST_LETTERS]
                        sheet.write_string(number, column, given, self._heading if not number else None)
        self._book.close()

    def _parts(self, sheet: Sheet, formats: dict[str, Any]) -> list[_Part]:
        written = sheet.written
        parts = [_Part(self._sheet(sheet.table.name), written[:MOST_COLUMNS], 0, self._heading, formats)]
        for start in range(MOST_COLUMNS, len(written), MOST_COLUMNS - 1):
            these = (written[0], *written[start : start + MOST_COLUMNS - 1])
            parts.append(_Part(self._sheet(sheet.table.name), these, start, self._heading, formats))
        return parts

    def _sheet(self, name: str) -> Any:
        # Excel's own rules for names of sheets.
        fit = re.sub(r"[\[\]:*?/\\]", "_", name).strip("'")[: _NAME_LETTERS - 3] or "data"
        found = unique(fit, self._taken)
        self._taken.add(found)
        sheet = self._book.add_worksheet(found)
        sheet.freeze_panes(1, 0)
        return sheet


class _Part:
    """A sheet with columns ``start`` and on of a table, the key first where it is not the table's first sheet."""

    def __init__(
        self, sheet: Any, written: Sequence[Written], start: int, heading: Any, formats: dict[str, Any]
    ) -> None:
        self._sheet, self._start, self._end = sheet, start, start + len(written) - (1 if start else 0)
        writers = _writers(sheet, formats)
        self._writers = [writers[_how(one)] for one in written]
        for column, one in enumerate(written):
            sheet.set_column(column, column, max(_NARROWEST.get(one.type, 0), min(len(one.name) + 2, _WIDEST)))
            sheet.write_string(0, column, one.name[:MOST_LETTERS], heading)
        self.next = 1

    def add(self, row: Row) -> float:
        """Write it; gives about how many bytes it takes."""
        number, size = self.next, 0.0
        cells = row if not self._start and self._end == len(row) else self._cells(row)
        for column, (value, write) in enumerate(zip(cells, self._writers, strict=True)):
            if value is not None and value != "":
                size += write(number, column, value)
        self.next += 1
        return size

    def _cells(self, row: Row) -> Row:
        return [row[0], *row[self._start : self._end]] if self._start else row[: self._end]


_Write = Callable[[int, int, Value], float]


def _how(written: Written) -> str:
    if is_number(written):
        return "number"
    return {Type.DATE: "day", Type.MOMENT: "moment"}.get(written.type, "text")


def _writers(sheet: Any, formats: dict[str, Any]) -> dict[str, _Write]:
    write_number, write_string, write_datetime = sheet.write_number, sheet.write_string, sheet.write_datetime
    quoted, day, moment = formats["quoted"], formats["day"], formats["moment"]

    def text(row: int, column: int, value: Value) -> float:
        shown = str(value)[:MOST_LETTERS]
        write_string(row, column, shown, quoted if shown.startswith(_FORMULA) else None)
        return _CELL_BYTES + _LETTER_BYTES * len(shown)

    def number(row: int, column: int, value: Value) -> float:
        found = None if value is None else number_of(value)
        if found is None:
            return text(row, column, value)
        write_number(row, column, found)
        return _CELL_BYTES

    def of_day(row: int, column: int, value: Value) -> float:
        found = day_of(str(value))
        if found is None or found.year < _FIRST_DAY:
            return text(row, column, value)
        write_datetime(row, column, found, day)
        return _CELL_BYTES

    def of_moment(row: int, column: int, value: Value) -> float:
        found = moment_of(str(value))
        if found is None or found.year < _FIRST_DAY:
            return text(row, column, value)
        write_datetime(row, column, found, moment)
        return _CELL_BYTES

    return {"text": text, "number": number, "day": of_day, "moment": of_moment}
