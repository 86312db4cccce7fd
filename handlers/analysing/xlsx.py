"""The report of an analysis as XLSX: the words first, then every table whole, numbers as numbers (XlsxWriter)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from handlers.analysing.report import Result, story
from handlers.analysing.report_findings import Origin, Story
from handlers.analysing.tables import Grid, How, Value
from handlers.analysing.words import CONTROLS, Writing
from locales.formats import day_long

_NAME_LETTERS: Final = 31
_WIDEST, _WORDS_WIDE = 80, 110
"""Letters; what is wider goes on in the next line, or is cut off in a table."""
# With these a spreadsheet begins a formula when somebody edits the cell.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_FORMATS: Final[Mapping[How, str]] = {
    "text": "General",
    "count": "#,##0",
    "figure": "0.000",
    "two": "0.00",
    "three": "0.000",
    "p": "0.000",
    "share": "0.0%",
}
_SHOWN: Final = 5e-4
"""Estimates below this would be shown as 0.000: they get their digits by an exponent."""


def write_xlsx(
    result: Result | Sequence[Result],
    into: Path,
    *,
    language: str,
    title: str,
    origin: Origin,
    versions: Mapping[str, str],
    seed: int | None = None,
    decimals: int | None = None,
) -> None:
    """Write the workbook of one result, or of several that belong together, into this file. As `write_pdf`.

    `decimals`: how many a figure keeps, two digits at least; None for all that were computed.
    """
    w = Writing(language)
    _Book(story(result, w, title=title, origin=origin, versions=versions, seed=seed), w, decimals).write(into)


class _Book:
    def __init__(self, told: Story, w: Writing, decimals: int | None) -> None:
        self.story, self.w, self._decimals = told, w, decimals
        # Excel keeps this name for itself.
        self._taken = {"history"}

    def write(self, into: Path) -> None:
        """All sheets."""
        import xlsxwriter

        with xlsxwriter.Workbook(str(into), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            self._book: Any = book
            self._heading = book.add_format({"bold": True, "bg_color": "#DCE6F2", "valign": "top"})
            self._heading_right = book.add_format({"bold": True, "bg_color": "#DCE6F2", "align": "right"})
            self._bold = book.add_format({"bold": True, "valign": "top"})
            self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
            self._quoted = book.add_format({"quote_prefix": True})
            formats = {**_FORMATS, "p": f'[<0.001]"< {self.w.fixed(0.001, 3)}";0.000'}
            self._numbers = {how: book.add_format({"num_format": form}) for how, form in formats.items()}
            self._flagged = {
                how: book.add_format({"num_format": form, "bg_color": "#FBE9E7"}) for how, form in formats.items()
            }
            self._small = book.add_format({"num_format": "0.00E+00"})
            self._pairs(self.w.plain("anr-s-summary"), list(self._summary()), heading=False)
            for sheet, grids in self._sheets():
                self._grids(sheet, grids)
            if self.story.origin.items:
                self._grids(self.w.plain("anr-s-wording"), [self.story.legend()])
            self._pairs(self.w.plain("anr-s-conventions"), list(self._conventions()), heading=True)

    def _sheets(self) -> Iterator[tuple[str, list[Grid]]]:
        """Grids of one result that have the same sheet stand below one another there."""
        for found in self.story.findings:
            sheets: dict[str, list[Grid]] = {}
            for grid in found.grids:
                if grid.rows:
                    sheets.setdefault(grid.sheet, []).append(grid)
            yield from ((self.w.plain(key), grids) for key, grids in sheets.items())

    def _summary(self) -> Iterator[tuple[str, str]]:
        w, origin = self.w, self.story.origin
        yield self.story.title, ""
        yield w.plain("anr-about-data"), origin.name
        if origin.asked:
            yield w.plain("anr-about-asked"), origin.asked
        yield w.plain("anr-about-day"), day_long(origin.day, w.language)
        for found in self.story.findings:
            key = "anr-people-all" if found.n == found.n_given else "anr-people-some"
            people = found.people or w.plain(key, n=w.count(found.n), given=w.count(found.n_given))
            yield w.plain(found.kind), people
            parts = (
                ("anr-part-grave", w.sentences(one for one in found.remarks if one.grave)),
                ("anr-part-verdict", found.verdict),
                ("anr-part-meaning", found.meaning),
                ("anr-part-limits", found.limits),
                ("anr-part-remarks", w.sentences(one for one in found.remarks if not one.grave)),
            )
            for part, sentences in parts:
                for at, words in enumerate(sentences):
                    yield (w.plain(part) if not at else ""), words

    def _conventions(self) -> Iterator[tuple[str, str]]:
        w = self.w
        for found in self.story.findings:
            yield from found.conventions
        if self.story.seed is not None:
            yield w.plain("anr-k-seed"), str(self.story.seed)
        yield from self.story.versions.items()
        for at, line in enumerate(self.story.origin.model.strip().splitlines()):
            yield (w.plain("anr-part-model") if not at else ""), line

    def _sheet(self, name: str) -> Any:
        # Excel's own rules for names of sheets; the same name again gets a number.
        fit = re.sub(r"[\[\]:*?/\\]", "_", name).strip("'")[: _NAME_LETTERS - 3]
        found, number = fit, 1
        while found.lower() in self._taken:
            number += 1
            found = f"{fit} {number}"
        self._taken.add(found.lower())
        sheet = self._book.add_worksheet(found)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _pairs(self, name: str, rows: Sequence[tuple[str, str]], *, heading: bool) -> None:
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 1, _WORDS_WIDE)
        start = 0
        if heading:
            sheet.write_string(0, 0, self.w.plain("anr-c-what"), self._heading)
            sheet.write_string(0, 1, self.w.plain("anr-c-how"), self._heading)
            sheet.freeze_panes(1, 0)
            start = 1
        for at, (what, how) in enumerate(rows, start):
            sheet.write_string(at, 0, what.translate(CONTROLS), self._bold)
            if how:
                # Not every program makes a row as high as its words need.
                sheet.set_row(at, 15 * -(-len(how) // (_WORDS_WIDE - 5)))
                sheet.write_string(at, 1, how.translate(CONTROLS), self._wrapped)

    def _grids(self, name: str, grids: Sequence[Grid]) -> None:
        sheet = self._sheet(name)
        single = len(grids) == 1
        if single:
            sheet.freeze_panes(1, 0)
        widths: dict[int, int] = {}
        row = 0
        for grid in grids:
            if not single:
                sheet.write_string(row, 0, grid.heading(self.w), self._bold)
                row += 1
            row = self._grid(sheet, grid, row, widths) + 1
        for column, wide in widths.items():
            sheet.set_column(column, column, min(wide + 2, _WIDEST))

    def _grid(self, sheet: Any, grid: Grid, row: int, widths: dict[int, int]) -> int:
        """The grid from this row on; gives the row after it."""
        for at, column in enumerate(grid.columns):
            words = column.title(self.w).translate(CONTROLS)
            sheet.write_string(row, at, words, self._heading if column.how == "text" else self._heading_right)
            widths[at] = max(widths.get(at, 8), len(words))
        for number, cells in enumerate(grid.rows):
            row += 1
            for at, (value, column) in enumerate(zip(cells, grid.columns, strict=True)):
                self._cell(sheet, row, at, value, column.how, flagged=number in grid.flagged)
                if isinstance(value, str):
                    widths[at] = max(widths.get(at, 8), len(value))
        if grid.note:
            row += 2
            sheet.write_string(row, 0, grid.note)
        return row + 1

    def _cell(self, sheet: Any, row: int, column: int, value: Value, how: How, *, flagged: bool) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            words = value.translate(CONTROLS)
            form = self._quoted if words.startswith(_FORMULA) else self._flagged["text"] if flagged else None
            sheet.write_string(row, column, words, form)
        elif math.isfinite(value):
            how = "count" if how == "figure" and isinstance(value, int) else how
            value = value if self._decimals is None else _kept(value, self._decimals)
            form = (self._flagged if flagged else self._numbers)[how]
            sheet.write_number(row, column, value, self._small if how == "figure" and 0 < abs(value) < _SHOWN else form)


def _kept(value: float, decimals: int) -> float:
    """With so many decimals, of very small ones two digits."""
    return float(f"{value:.1e}") if 0 < abs(value) < 10 ** (1 - decimals) else round(value, decimals)
