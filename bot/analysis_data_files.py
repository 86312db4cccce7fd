"""Files of answers: CSV, SPSS or XLSX, by what is in them, not by what they are called."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bot.analysis_data import EMPTY, Table, table_of
from bot.analysis_data_sheets import sheet_rows
from scoring.analysis.problems import AnalysisError

NO_FILE: Final = "file-missing"
FOLDER: Final = "file-folder"
UNREADABLE: Final = "file-unreadable"
BROKEN: Final = "file-broken"
NO_TABLE: Final = "file-no-table"
OLD_EXCEL: Final = "file-old-excel"
NO_ROWS: Final = "file-no-rows"
ONE_ROW: Final = "file-one-row"

_SEPARATORS: Final = (",", ";", "\t", "|")
_EXCEL_HINT: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_ZIP, _SPSS, _OLD_OFFICE = (b"PK\x03\x04", b"PK\x05\x06"), (b"$FL2", b"$FL3"), b"\xd0\xcf\x11\xe0"
_LONGEST_CELL: Final = 10_000_000
_DATES: Final = re.compile(r"(?:[AEJS]?DATE|DATETIME|YMDHMS|MOYR|QYR|WKYR)\d*", re.IGNORECASE)
_SPSS_BEGINS: Final = datetime(1582, 10, 14)


def read(path: Path) -> Table:
    """The first sheet of a workbook that holds anything, an SPSS file, a CSV with a heading, or an archive that begins
    with one of them.

    `AnalysisError` "file-…" with `file`.
    """
    try:
        with path.open("rb") as file:
            begins = file.read(4)
    except FileNotFoundError:
        raise AnalysisError(NO_FILE, file=str(path)) from None
    except IsADirectoryError:
        raise AnalysisError(FOLDER, file=str(path)) from None
    except (OSError, ValueError):
        raise AnalysisError(UNREADABLE, file=str(path)) from None
    if begins == _OLD_OFFICE:
        raise AnalysisError(OLD_EXCEL, file=str(path))
    table = _packed(path) if begins in _ZIP else _sav(path) if begins in _SPSS else table_of(_csv_rows(path), path)
    if not table.rows:
        raise AnalysisError(NO_ROWS, file=str(path))
    if table.rows == 1:
        raise AnalysisError(ONE_ROW, file=str(path))
    return table


def _packed(path: Path) -> Table:
    """A workbook; or the first table in an archive, as exports are sent: that of the form."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                return table_of(_xlsx_rows(path), path)
            name = next((name for name in names if name.lower().endswith((".csv", ".sav", ".xlsx"))), "")
            if not name:
                raise AnalysisError(NO_TABLE, file=str(path))
            with TemporaryDirectory() as folder:
                into = Path(folder) / Path(name).name
                with archive.open(name) as packed, into.open("wb") as file:
                    shutil.copyfileobj(packed, file)
                return read(into)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError):
        raise AnalysisError(BROKEN, file=str(path)) from None


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
        raise AnalysisError(BROKEN, file=str(path)) from None


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    if not content.strip():
        raise AnalysisError(EMPTY, file=str(path))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:4096]:
        raise AnalysisError(UNREADABLE, file=str(path))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel's old "CSV" in Western Europe and Indonesia.
        return content.decode("cp1252", errors="replace")


def _xlsx_rows(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    try:
        yield from sheet_rows(path)
    except AnalysisError:
        raise
    except Exception:  # openpyxl raises whatever the broken part of a file makes Python raise
        raise AnalysisError(BROKEN, file=str(path)) from None


def _sav(path: Path) -> Table:
    import pyreadstat

    try:
        # Dates that the program's own reader cannot hold would stop it.
        columns, about = pyreadstat.read_sav(str(path), output_format="dict", disable_datetime_conversion=True)
    except Exception:  # ReadstatError and whatever else a broken file brings
        raise AnalysisError(BROKEN, file=str(path)) from None
    if not columns:
        raise AnalysisError(EMPTY, file=str(path))
    for name, kind in about.original_variable_types.items():
        if _DATES.fullmatch((kind or "").split(".")[0]):
            columns[name] = [_day(seconds) for seconds in columns[name]]
    return Table(columns, len(next(iter(columns.values()))))


def _day(seconds: Any) -> Any:
    """What SPSS counts in seconds, as a date; None where there is none."""
    if seconds is None or seconds != seconds:
        return None
    try:
        return _SPSS_BEGINS + timedelta(seconds=float(seconds))
    except (OverflowError, ValueError, TypeError):
        return str(seconds)
