"""One sheet of an .xlsx as it passes by: how many rows and columns count, and where formulas stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from forms.errors import FormError, problem
from forms.sheets.limits import COLUMNS, EMPTY_COLUMNS, EMPTY_ROWS, OTHER_ROWS, SURVEY_ROWS
from forms.sheets.xml import Enough

SHEETS: Final = frozenset({"survey", "choices", "settings", "external_choices", "entities", "osm"})
"""Those that an XLSForm is made of; a workbook may hold others, which are the author's own."""

_FORMULAS: Final = 50
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class FoundFormula:
    """``column``: its number, from 1; ``heading`` of the column, where it is known."""

    sheet: str
    row: int
    column: int
    heading: str | None = None

    @property
    def cell(self) -> str:
        letters, left = "", self.column
        while left:
            left, digit = divmod(left - 1, 26)
            letters = chr(65 + digit) + letters
        return f"{letters}{self.row}"


def row_limit(sheet: str) -> int:
    return SURVEY_ROWS if sheet == "survey" else OTHER_ROWS


def too_many_rows(sheet: str) -> FormError:
    limit = row_limit(sheet)
    return FormError([problem("too_many_rows", sheet=sheet, row=limit + 2, details={"limit": limit})])


def too_many_columns(sheet: str) -> FormError:
    return FormError([problem("too_many_columns", sheet=sheet, row=1, details={"limit": COLUMNS})])


class SheetScan:
    """Watches a sheet. ``only``: the workbook has no other, so it is taken for the survey whatever its name."""

    def __init__(self, name: str, *, only: bool) -> None:
        lowered = name.lower()
        self._sheet = "survey" if only and lowered not in SHEETS else lowered
        self._counts = self._sheet in SHEETS
        self._row = self._column = 0
        self._filled_row = 1
        self._headings: set[int] = set()
        self._width = 0
        self._in_value = self._has_text = self._has_formula = False
        self.formulas: list[FoundFormula] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._counts:
            raise Enough
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
            self._column = 0
            if self._row > self._filled_row + EMPTY_ROWS + 1:
                raise Enough
        elif name == "c":
            match = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _number(match[1]) if match else self._column + 1
            self._has_text = self._has_formula = False
        elif name in ("v", "t"):
            self._in_value = True
        elif name == "f":
            self._has_formula = True

    def text(self, text: str) -> None:
        if self._in_value and not text.isspace():
            self._has_text = True

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c" and (self._has_text or self._has_formula):
            self._cell()

    def _cell(self) -> None:
        if self._row <= 1:
            if self._column > self._width + EMPTY_COLUMNS + 1:
                return
            self._width = max(self._width, self._column)
            self._headings.add(self._column)
            if self._width > COLUMNS:
                raise too_many_columns(self._sheet)
        elif self._column not in self._headings:
            return
        self._filled_row = self._row
        if self._row > row_limit(self._sheet) + 1:
            raise too_many_rows(self._sheet)
        if self._has_formula and len(self.formulas) < _FORMULAS:
            self.formulas.append(FoundFormula(self._sheet, self._row, self._column))


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
