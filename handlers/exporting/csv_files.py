"""CSV (RFC 4180): a file for each table, and the codebook, the changes and the rest beside it.

UTF-8 with a byte order mark, without which Excel reads Indonesian texts in a code page; lines end with CR LF. Values
are what was stored, and nothing else: a text that begins with "=" stays as it is, and a program that takes CSV cells
for formulas must be told not to (docs/panduan/ekspor.md). Who opens it by a double click is better served by XLSX.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from handlers.exporting.columns import Sheet
from handlers.exporting.packing import ROOM, fresh
from handlers.exporting.pages import Page
from handlers.exporting.rows import Batch, Row

_ENCODING = "utf-8-sig"


class CsvWriter:
    """Writes into ``folder``; a file that grows beyond its share of ``limit`` goes on in one with a number."""

    def __init__(self, folder: Path, sheets: Sequence[Sheet], limit: int) -> None:
        self._files = [_Growing(folder, sheet, int(limit * ROOM)) for sheet in sheets]
        self._folder = folder

    def add(self, batch: Batch) -> None:
        for file, rows in zip(self._files, batch.rows, strict=True):
            if rows:
                file.add(rows)

    def close(self, pages: Sequence[Page]) -> list[Path]:
        """All files, those of the form's table first."""
        found = [path for file in self._files for path in file.close()]
        return found + write_pages(self._folder, pages)

    def abandon(self) -> None:
        for file in self._files:
            file.close()


def write_pages(folder: Path, pages: Sequence[Page]) -> list[Path]:
    """The pages as CSV files too."""
    found = []
    for page in pages:
        found.append(fresh(folder, page.name.casefold(), "csv"))
        with found[-1].open("w", encoding=_ENCODING, newline="") as file:
            csv.writer(file).writerows((page.headings, *page.rows))
    return found


class _Growing:
    def __init__(self, folder: Path, sheet: Sheet, most: int) -> None:
        self._folder, self._name, self._most = folder, sheet.table.name, most
        self._headings = [written.name for written in sheet.written]
        self._paths: list[Path] = []
        self._open: IO[str] | None = None
        self._writer: Any = None
        self._begin()

    def add(self, rows: Sequence[Row]) -> None:
        self._writer.writerows(rows)
        assert self._open is not None
        if self._open.tell() > self._most:
            self._begin()

    def close(self) -> list[Path]:
        if self._open is not None:
            self._open.close()
        return self._paths

    def _begin(self) -> None:
        self.close()
        number = f"-{len(self._paths) + 1}" if self._paths else ""
        self._paths.append(fresh(self._folder, f"{self._name}{number}", "csv"))
        self._open = self._paths[-1].open("w", encoding=_ENCODING, newline="")
        self._writer = csv.writer(self._open)
        self._writer.writerow(self._headings)
