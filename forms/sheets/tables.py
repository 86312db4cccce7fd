"""CSV and Markdown tables: the sheets of a form one below the other, the name of each in the first column.

They are read as pyxform reads them, in time that grows with the length alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from forms.errors import FormError, problem
from forms.sheets.kinds import not_a_form
from forms.sheets.limits import COLUMNS, LINE_CHARACTERS, OTHER_ROWS, SURVEY_ROWS
from forms.sheets.parts import SHEETS, row_limit, too_many_columns, too_many_rows

Table = list[tuple[str, ...]]
"""Heading and rows of one sheet, "" for an empty cell."""

_ROWS: Final = SURVEY_ROWS + 3 * OTHER_ROWS
_SEPARATOR: Final = re.compile(r"[|-]+")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_MARKS: Final = ",;\t"


class _Sheets:
    """Rows sorted into sheets, each bound as it grows."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self._sheet: str | None = None

    def add(self, first: str, cells: tuple[str, ...]) -> None:
        if first:
            if first in self.tables:
                raise not_a_form(f"the sheet {first!r} begins a second time.")
            self._sheet = first
            self.tables[first] = []
        if self._sheet is None or not any(cells):
            return
        table = self.tables[self._sheet]
        name = self._sheet.lower()
        if len(cells) > COLUMNS and any(cells[COLUMNS:]):
            raise too_many_columns(name)
        if len(table) > row_limit(name if name in SHEETS else "survey"):
            raise too_many_rows(name)
        table.append(cells)


def read_csv(text: str) -> dict[str, Table]:
    """Raises ``FormError``. Where Excel separates by ";" or tabs (Indonesian settings), so does the file."""
    lines = text.splitlines(keepends=True)
    mark = _mark(lines)
    sheets = _Sheets()
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
            if number > _ROWS:
                raise too_many_rows("survey")
            cells = [cell.strip() for cell in row]
            if cells:
                sheets.add(cells[0], tuple(cells[1:]))
    except csv.Error as error:
        raise not_a_form(f"row {number + 1} is not CSV ({error}).") from error
    return sheets.tables


def _mark(lines: Iterable[str]) -> str:
    """The mark between cells, told by the row of headings: the first that has two cells or more."""
    for line in lines:
        counts = {mark: line.count(mark) for mark in _MARKS}
        best = max(_MARKS, key=lambda mark: counts[mark])
        if counts[best] and line.replace(best, "").strip().strip('"').lower() not in SHEETS:
            return best
    return ","


def read_markdown(text: str) -> dict[str, Table]:
    """Raises ``FormError``."""
    sheets = _Sheets()
    for number, (first, cells) in enumerate(_markdown_rows(text), 1):
        if number > _ROWS:
            raise too_many_rows("survey")
        sheets.add(first, cells)
    return sheets.tables


def _markdown_rows(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LINE_CHARACTERS:
            limit = LINE_CHARACTERS
            raise FormError([problem("cell_too_long", row=number, details={"limit": limit})])
        line = line.rstrip("\r")
        if line.lstrip().startswith("#"):
            continue
        comment = line.rfind("#", 0, len(line) - 1)
        if comment > line.rfind("|"):
            line = line[:comment]
        begin, end = line.find("|"), line.rfind("|")
        if begin < 0 or end == begin or line[:begin].strip():
            continue
        inner = line[begin + 1 : end]
        if not _SEPARATOR.fullmatch(inner):
            first, *cells = (cell.strip().replace(r"\|", "|") for cell in _PIPE.split(inner))
            yield first, tuple(cells)
