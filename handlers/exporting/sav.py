"""SPSS files (pyreadstat): a file for each table, with labels of variables and values, missing codes and measures.

A choice becomes a number with a label: its name where all names of the list are whole numbers, else its ``score`` where
all versions give it the same one, else its place in the list; of lists with more than ``MOST_CODES`` choices the name,
with a label where SPSS can have one. Blank answers have two codes, both declared missing: passed over, and not asked.
What cannot be told (calculations, submissions that were not kept as instances) is system-missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from forms import Positions
from handlers.exporting.asked import NOT_ASKED, SKIPPED, Asked
from handlers.exporting.columns import Sheet, Value, Written
from handlers.exporting.csv_files import write_pages
from handlers.exporting.labels import label_of
from handlers.exporting.packing import fresh
from handlers.exporting.pages import Page, listed
from handlers.exporting.rows import Batch
from handlers.exporting.sav_names import label, legal_names
from handlers.exporting.sav_variables import coded, variable
from locales import Texts
from storage.exports import Record

MOST_CELLS: Final = 4_000_000
"""Of one file: they are in memory until it is written, eight bytes a number."""


def shown(t: Texts, sheet: Sheet) -> list[tuple[str, str]]:
    """Of each column the name and the values that it has in the file: ``4 = ss = Sangat setuju``."""
    names = legal_names(written.name for written in sheet.written)
    return [(name, listed(t, coded(written))) for name, written in zip(names, sheet.written, strict=True)]


class SavWriter:
    """Writes ``name.sav`` for each table into ``folder``; a large one goes on in ``name-2.sav``."""

    def __init__(self, folder: Path, sheets: Sequence[Sheet], t: Texts, asked: Asked) -> None:
        self._tables = [_Table(folder, sheet, t) for sheet in sheets]
        self._folder, self._asked = folder, asked

    def add(self, batch: Batch) -> None:
        self._asked.look_at(batch.records)
        for table, rows, origins in zip(self._tables, batch.rows, batch.origins, strict=True):
            if not rows:
                continue
            for one, values in zip(table.variables, zip(*rows, strict=True), strict=True):
                one.add(values)
                if one.has_reasons:
                    one.reasons += self._reasons(one.written, values, origins)
            table.rows += len(rows)
            if table.rows * len(table.variables) > MOST_CELLS:
                table.flush()

    def close(self, pages: Sequence[Page]) -> list[Path]:
        """All files, those of the form's table first."""
        for table in self._tables:
            table.flush(last=True)
        return [path for table in self._tables for path in table.paths] + write_pages(self._folder, pages)

    def abandon(self) -> None:
        """Nothing is open between two files."""

    def _reasons(self, written: Written, values: Sequence[Value], origins: Sequence[tuple[Record, Positions]]) -> bytes:
        reasons = bytearray(len(values))
        for empty in (None, ""):
            place = _next(values, empty, 0)
            while place is not None:
                column = written.column
                assert column is not None, "only answers have reasons"
                reasons[place] = self._asked.why_empty(column, *origins[place])
                place = _next(values, empty, place + 1)
        return bytes(reasons)


def _next(values: Sequence[Value], one: Value, start: int) -> int | None:
    """Where it is found from there on. Few cells are empty; a look at each would take as long as reading them."""
    try:
        return values.index(one, start)
    except ValueError:
        return None


class _Table:
    def __init__(self, folder: Path, sheet: Sheet, t: Texts) -> None:
        self._folder, self._sheet = folder, sheet
        self._names = legal_names(written.name for written in sheet.written)
        self._labels = [label(label_of(t, written)) for written in sheet.written]
        self._skipped = {SKIPPED: t.plain("expf-skipped"), NOT_ASKED: t.plain("expf-not-asked")}
        self.variables = [variable(written) for written in sheet.written]
        self.paths: list[Path] = []
        self.rows = 0

    def flush(self, *, last: bool = False) -> None:
        """Write what there is; ``last``: also where there is nothing."""
        if not self.rows and (self.paths or not last):
            return
        import pandas as pd
        import pyreadstat

        number = f"-{len(self.paths) + 1}" if self.paths else ""
        self.paths.append(fresh(self._folder, f"{self._sheet.table.name}{number}", "sav"))
        done = {name: one.made(self._skipped) for name, one in zip(self._names, self.variables, strict=True)}
        pyreadstat.write_sav(
            # As they are: pandas would make strings of its own of texts, which take twice as long to write.
            pd.DataFrame({name: pd.Series(one.values, dtype=one.values.dtype) for name, one in done.items()}),
            str(self.paths[-1]),
            column_labels=[*self._labels],
            variable_value_labels={name: dict(one.labels) for name, one in done.items() if one.labels},
            missing_ranges={name: list(one.missing) for name, one in done.items() if one.missing},
            variable_measure={name: one.measure for name, one in done.items()},
            variable_format={name: one.format for name, one in done.items() if one.format},
            row_compress=True,
        )
        self.rows = 0
        for one in self.variables:
            one.clear()
