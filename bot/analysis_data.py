"""The data of an analysis out of a file: CSV, SPSS or XLSX, by what is in it, not by what it is called.

Cells stay as they were read until a column is asked for: only what a model names has to be numbers. Missing are empty
cells, "NA", "." and the like, and what an SPSS file declares as missing.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scoring.analysis.problems import AnalysisError

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

NO_FILE: Final = "file-missing"
UNREADABLE: Final = "file-unreadable"
OLD_EXCEL: Final = "file-old-excel"
EMPTY: Final = "file-empty"
NO_ROWS: Final = "file-no-rows"
ROW_TOO_LONG: Final = "file-row-too-long"
TEXT: Final = "file-text"
NO_COLUMN: Final = "file-no-column"
NO_COLUMN_NEAR: Final = "file-no-column-near"
TWICE: Final = "file-column-twice"

MISSING: Final = frozenset({"", ".", "-", "na", "n/a", "#n/a", "nan", "null", "none", "#null!"})
_COMMA: Final = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?")
_SEPARATORS: Final = (",", ";", "\t")
_EXCEL_HINT: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_ZIP, _SPSS, _OLD_OFFICE = b"PK\x03\x04", (b"$FL2", b"$FL3"), b"\xd0\xcf\x11\xe0"
_LONGEST_CELL: Final = 10_000_000
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
        return [_label(cell) for cell in self.cells[name]]


def no_column(name: str, known: Mapping[str, object]) -> AnalysisError:
    """That there is no such column, with the nearest name."""
    from scoring.analysis.table_building_checks import nearest

    if near := nearest(name, known):
        return AnalysisError(NO_COLUMN_NEAR, name=name, near=near)
    return AnalysisError(NO_COLUMN, name=name)


def read(path: Path) -> Table:
    """The first sheet of a workbook, an SPSS file, a CSV with a heading, or an archive that begins with one of them.

    `AnalysisError` "file-…" with `file`.
    """
    try:
        with path.open("rb") as file:
            begins = file.read(4)
    except FileNotFoundError:
        raise AnalysisError(NO_FILE, file=str(path)) from None
    except OSError as error:
        raise AnalysisError(UNREADABLE, file=str(path), why=error.strerror or "") from None
    if begins == _OLD_OFFICE:
        raise AnalysisError(OLD_EXCEL, file=str(path))
    if begins == _ZIP and (packed := _packed(path)):
        with TemporaryDirectory() as folder:
            return read(_unpacked(path, packed, Path(folder)))
    rows = _xlsx_rows if begins == _ZIP else _csv_rows
    table = _sav(path) if begins in _SPSS else _table(rows(path), path)
    if not table.rows:
        raise AnalysisError(NO_ROWS, file=str(path))
    return table


def _packed(path: Path) -> str:
    """The first table in an archive, as exports are sent: that of the form; "" for a workbook, itself an archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return ""
    return next((name for name in names if name.lower().endswith((".csv", ".sav", ".xlsx"))), "")


def _unpacked(path: Path, name: str, folder: Path) -> Path:
    into = folder / Path(name).name
    with zipfile.ZipFile(path) as archive, archive.open(name) as packed, into.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return into


def numbers(table: Table, name: str) -> Array:
    """A column as numbers; see `Columns`."""
    import numpy as np

    if name in table.twice:
        raise AnalysisError(TWICE, name=name)
    cells = table.cells[name]
    if isinstance(cells, np.ndarray) and cells.dtype.kind in "fiu":
        return cells.astype(np.float64)
    try:
        # The usual case at once: numbers, or texts of numbers, without any gap.
        return np.fromiter(map(float, cells), dtype=np.float64, count=len(cells))
    except (TypeError, ValueError):
        pass
    return np.fromiter(
        (_number(cell, name, table, row) for row, cell in enumerate(cells)), dtype=np.float64, count=len(cells)
    )


def is_numeric(table: Table, name: str) -> bool:
    """Whether a column can be read as numbers, and has any."""
    import numpy as np

    try:
        return bool(np.isfinite(numbers(table, name)).any())
    except AnalysisError:
        return False


def _number(cell: Any, name: str, table: Table, row: int) -> float:
    if cell is None:
        return float("nan")
    if isinstance(cell, int | float):
        return float(cell)
    text = str(cell).strip()
    if text.casefold() in MISSING:
        return float("nan")
    try:
        return float(text.replace(",", ".") if _COMMA.fullmatch(text) else text)
    except ValueError:
        line = table.lines[row] if row < len(table.lines) else row + 2
        raise AnalysisError(TEXT, name=name, row=line, found=text[:_MOST_QUOTED]) from None


def _label(cell: Any) -> str | None:
    if cell is None or (isinstance(cell, float) and cell != cell):
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    return None if text.casefold() in MISSING else text


def _table(rows: Iterator[tuple[int, Sequence[Any]]], path: Path) -> Table:
    """From numbered rows, blank ones left out, of which the first is the heading."""
    _, heading = next(rows, (0, ()))
    names = ["" if cell is None else str(cell).strip() for cell in heading]
    if not any(names):
        raise AnalysisError(EMPTY, file=str(path))
    width = len(names)
    lines: list[int] = []
    found: list[Sequence[Any]] = []
    for line, row in rows:
        if len(row) > width and any(cell not in (None, "") for cell in row[width:]):
            raise AnalysisError(ROW_TOO_LONG, row=line, cells=len(row), columns=width)
        lines.append(line)
        found.append(row if len(row) == width else (*row[:width], *([None] * (width - len(row)))))
    columns = list(zip(*found, strict=True)) if found else [()] * width
    cells: dict[str, Cells] = {}
    for name, column in zip(names, columns, strict=True):
        if name:
            cells.setdefault(name, column)
    return Table(cells, len(found), frozenset(name for name in cells if names.count(name) > 1), lines)


def _csv_rows(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    text = _decoded(path)
    separator = None
    if hint := _EXCEL_HINT.match(text):
        separator, text = hint[1], text[hint.end() :]
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    separator = separator or max(_SEPARATORS, key=outside.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    shift = 1 if hint else 0
    before = 0
    try:
        for row in reader:
            line, before = before + 1 + shift, reader.line_num
            if row and (len(row) > 1 or row[0].strip()):
                yield line, row
    except csv.Error:
        raise AnalysisError(UNREADABLE, file=str(path), why="CSV") from None


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    if not content.strip():
        raise AnalysisError(EMPTY, file=str(path))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:4096]:
        raise AnalysisError(UNREADABLE, file=str(path), why="biner")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel's old "CSV" in Western Europe and Indonesia.
        return content.decode("cp1252", errors="replace")


def _xlsx_rows(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    import warnings

    import openpyxl

    try:
        # By an open file: openpyxl refuses a workbook whose name ends otherwise.
        with path.open("rb") as file, warnings.catch_warnings():
            # Of styles and extensions that a reader of cells needs not.
            warnings.simplefilter("ignore")
            sheet = openpyxl.load_workbook(file, read_only=True, data_only=True).worksheets[0]
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                if any(cell not in (None, "") for cell in row):
                    yield number, _trimmed(row)
    except Exception as error:  # openpyxl raises whatever the broken part of a file makes Python raise
        raise AnalysisError(UNREADABLE, file=str(path), why=type(error).__name__) from None


def _trimmed(row: Sequence[Any]) -> Sequence[Any]:
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    return row[:end]


def _sav(path: Path) -> Table:
    import pyreadstat

    try:
        # Dates stay numbers; nothing here asks for them.
        columns, _ = pyreadstat.read_sav(str(path), output_format="dict", disable_datetime_conversion=True)
    except Exception as error:  # ReadstatError and whatever else a broken file brings
        raise AnalysisError(UNREADABLE, file=str(path), why=type(error).__name__) from None
    rows = len(next(iter(columns.values()), ()))
    if not columns:
        raise AnalysisError(EMPTY, file=str(path))
    return Table(columns, rows)
