"""The data of an analysis as a table: cells by column, read as numbers when a column is asked for.

Cells stay as they were read until then: only what a model names has to be numbers. Missing are empty cells, "NA", "."
and the like, and what an SPSS file declares as missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scoring.analysis.problems import AnalysisError

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

EMPTY: Final = "file-empty"
ROW_TOO_LONG: Final = "file-row-too-long"
NO_HEADING: Final = "file-no-heading"
TITLE_ABOVE: Final = "file-title-above"
OPEN_QUOTE: Final = "file-open-quote"
TEXT: Final = "file-text"
NUMBER_SIGNS: Final = "file-number-signs"
NO_COLUMN: Final = "file-no-column"
NO_COLUMN_NEAR: Final = "file-no-column-near"
TWICE: Final = "file-column-twice"

MISSING: Final = frozenset({"", ".", "-", "na", "n/a", "#n/a", "nan", "null", "none", "#null!"})
_COMMA: Final = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?")
_LIKE_NUMBER: Final = re.compile(r"[+-]?(?:rp\.? ?)?\d[\d.,_ ]*%?", re.IGNORECASE)
"""Meant as a number, with signs that leave open which: 1.234,5 or 40% or Rp 5.000."""
_MOST_QUOTED: Final = 40

Cells: TypeAlias = Sequence[Any]


class Columns(Mapping[str, "Array"]):
    """The columns of a file by name, as numbers (NaN where missing) when they are asked for.

    `KeyError` for no column of that name; `AnalysisError` "file-text" for one with words in it, "file-column-twice"
    for a name that several columns have.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._read: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        if name not in self._read:
            self._read[name] = numbers(self._table, name)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._table.cells

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.cells)

    def __len__(self) -> int:
        return len(self._table.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it was read: `cells` by column; `rows`, not counting the heading; `first_row`: the number that a
    spreadsheet gives to the first of them (blank lines before it count); `twice`: names of several columns.
    """

    cells: Mapping[str, Cells]
    rows: int
    twice: frozenset[str] = field(default_factory=frozenset)
    lines: Sequence[int] = ()

    def labels(self, name: str) -> list[str | None]:
        """A column as words, for groups; None where missing. `AnalysisError` for no such column."""
        if name not in self.cells:
            raise no_column(name, self.cells)
        if name in self.twice:
            raise AnalysisError(TWICE, name=name)
        return [label(cell) for cell in self.cells[name]]


def no_column(name: str, known: Mapping[str, object]) -> AnalysisError:
    """That there is no such column, with the nearest name."""
    from scoring.analysis.table_building_checks import nearest

    if near := nearest(name, known):
        return AnalysisError(NO_COLUMN_NEAR, name=name, near=near)
    return AnalysisError(NO_COLUMN, name=name)


def numbers(table: Table, name: str) -> Array:
    """A column as numbers; see `Columns`."""
    import numpy as np

    if name in table.twice:
        raise AnalysisError(TWICE, name=name)
    cells = table.cells[name]
    if isinstance(cells, np.ndarray) and cells.dtype.kind in "fiu":
        return cells.astype(np.float64)
    try:
        # The usual case at once: numbers, or texts of numbers, without any gap. Python alone reads 1_000 as a number.
        if not any(isinstance(cell, str) and "_" in cell for cell in cells):
            return np.fromiter(map(float, cells), dtype=np.float64, count=len(cells))
    except (TypeError, ValueError):
        pass
    return np.fromiter(
        (_number(cell, name, table, row) for row, cell in enumerate(cells)), dtype=np.float64, count=len(cells)
    )


def holds_text(table: Table, name: str) -> bool:
    """Whether a column holds words or dates: no numbers with a wrong cell among them, but no numbers by and large."""
    words = numbers_there = 0
    for cell in table.cells[name]:
        if isinstance(cell, int | float) or (written := label(cell)) is None:
            numbers_there += isinstance(cell, int | float) and cell == cell
        elif _read(written) is not None or _LIKE_NUMBER.fullmatch(written):
            numbers_there += 1
        else:
            words += 1
    return words > numbers_there


def _number(cell: Any, name: str, table: Table, row: int) -> float:
    if cell is None:
        return float("nan")
    if isinstance(cell, int | float):
        return float(cell)
    text = _written(cell)
    if text.casefold() in MISSING:
        return float("nan")
    if (value := _read(text)) is None:
        line = table.lines[row] if row < len(table.lines) else row + 2
        code = NUMBER_SIGNS if _LIKE_NUMBER.fullmatch(text) else TEXT
        raise AnalysisError(code, name=name, row=line, found=text[:_MOST_QUOTED])
    return value


def _read(text: str) -> float | None:
    """A number as it is written, with a point or a comma before its decimals; None for what is none."""
    try:
        return None if "_" in text else float(text.replace(",", ".") if _COMMA.fullmatch(text) else text)
    except ValueError:
        return None


def label(cell: Any) -> str | None:
    """A cell as a word; None where missing."""
    if cell is None or (isinstance(cell, float) and cell != cell):
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = _written(cell)
    return None if text.casefold() in MISSING else text


def _written(cell: Any) -> str:
    """A cell as one writes it; a date that has no hour without one."""
    if isinstance(cell, date):
        return cell.isoformat().removesuffix("T00:00:00").replace("T", " ")
    return str(cell).strip()


def table_of(rows: Iterator[tuple[int, Sequence[Any]]], file: Path) -> Table:
    """From numbered rows, blank ones left out, of which the first is the heading. `AnalysisError` "file-…"."""
    _, heading = next(rows, (0, ()))
    names = ["" if cell is None else _written(cell) for cell in heading]
    if not any(names):
        raise AnalysisError(EMPTY, file=str(file))
    several = frozenset(name for name, times in Counter(filter(None, names)).items() if times > 1)
    if several and all(_read(name) is not None for name in names if name):
        raise AnalysisError(NO_HEADING, file=str(file), found=next(filter(None, names))[:_MOST_QUOTED])
    lines: list[int] = []
    found: list[Sequence[Any]] = []
    for line, row in rows:
        lines.append(line)
        found.append(_fitted(row, line, names))
    columns = list(zip(*found, strict=True)) if found else [()] * len(names)
    cells: dict[str, Cells] = {}
    for name, column in zip(names, columns, strict=True):
        if name:
            cells.setdefault(name, column)
    return Table(cells, len(found), several, lines)


def _fitted(row: Sequence[Any], line: int, names: Sequence[str]) -> Sequence[Any]:
    """A row as long as the heading."""
    width = len(names)
    if len(row) > width and any(cell not in (None, "") for cell in row[width:]):
        if sum(map(bool, names)) == 1:
            raise AnalysisError(TITLE_ABOVE, found=next(filter(None, names))[:_MOST_QUOTED])
        raise AnalysisError(ROW_TOO_LONG, row=line, cells=len(row), columns=width)
    if len(row) >= width:
        return row[:width]
    if any(isinstance(cell, str) and "\n" in cell for cell in row):
        # Lines that a quotation mark swallowed, down to the next one or to the end.
        raise AnalysisError(OPEN_QUOTE, row=line)
    return (*row, *([None] * (width - len(row))))
