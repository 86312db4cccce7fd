"""A digest as XLSX: what it says, part by part, form by form, region by region, and person by person for who may know
them by name. Written in a thread from what was read in the transaction of the tap.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.digest.figures import Companion, Digest, PartFigures
from handlers.recap.cells import COUNT, DAY, cell, heading
from locales import Texts
from scoring.bands import BANDS

Rows = list[list[Any]]
# Widths in letters; the height of two lines of words in points.
NARROW, WIDE, WIDEST, HEAD = 14, 30, 60, 34
_DECIMAL = "0.0"


@dataclass(frozen=True, slots=True)
class DigestSheet:
    """All that the file needs. `said`: the digest's lines and numbers as they are read in the chat; `people`: with the
    reasons for a talk, None where nobody is listed by name. `part_name`, `form_name`, `region_name`: plain words.
    """

    texts: Texts
    title: str
    said: tuple[str, ...]
    digest: Digest
    people: tuple[tuple[Companion, str], ...] | None
    part_name: Callable[[str], str]
    form_name: Callable[[str], str]
    region_name: Callable[[str], str]

    def xlsx(self) -> bytes:
        """The file; some seconds for many thousand people."""
        from openpyxl import Workbook

        t = self.texts
        book = Workbook(write_only=True)
        book.properties.title, book.properties.creator = self.title, ""
        said = [[line] for line in self.said]
        _write(book, t.plain("digest-sheet-summary"), [(self.title, WIDEST * 2)], said)
        _write(
            book, t.plain("digest-sheet-parts"), self._part_columns(), [self._part(one) for one in self.digest.parts]
        )
        _write(book, t.plain("digest-sheet-reports"), self._report_columns(), self._reports())
        if self.digest.children:
            _write(book, t.plain("digest-sheet-regions"), self._region_columns(), self._regions())
        if self.people is not None:
            _write(book, t.plain("digest-sheet-people"), self._people_columns(), self._people())
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _part_columns(self) -> list[tuple[str, int]]:
        t = self.texts
        bands = [(t.plain(f"band-{band.key}"), NARROW) for band in BANDS]
        before = [(t.plain("digest-column-before", band=name), NARROW) for name, _ in bands]
        now = [(t.plain("digest-column-paired", band=name), NARROW) for name, _ in bands]
        return [
            (t.plain("digest-column-part"), WIDE),
            (t.plain("digest-column-results"), NARROW),
            *bands,
            (t.plain("digest-column-results-before"), NARROW),
            *before,
            *now,
            (t.plain("digest-column-effective"), NARROW),
            (t.plain("digest-column-low"), NARROW),
            (t.plain("digest-column-high"), NARROW),
            (t.plain("digest-column-median"), NARROW),
            (t.plain("digest-column-q1"), NARROW),
            (t.plain("digest-column-q3"), NARROW),
            (t.plain("digest-column-mean"), NARROW),
            (t.plain("digest-column-low"), NARROW),
            (t.plain("digest-column-high"), NARROW),
            (t.plain("digest-column-ceiling"), NARROW),
        ]

    def _part(self, one: PartFigures) -> list[Any]:
        q = one.quartiles
        spread = (q.median, q.q1, q.q3) if q is not None else (None, None, None)
        return [
            self.part_name(one.part),
            one.n,
            *one.bands,
            one.before_n,
            *(one.before or [None] * len(BANDS)),
            *(one.paired or [None] * len(BANDS)),
            one.effective.count,
            one.effective.low,
            one.effective.high,
            *spread,
            one.mean,
            one.mean_low,
            one.mean_high,
            one.ceiling.count,
        ]

    def _report_columns(self) -> list[tuple[str, int]]:
        t = self.texts
        return [
            (t.plain("digest-column-form"), WIDE),
            (t.plain("digest-column-due"), NARROW),
            (t.plain("digest-on-time-word"), NARROW),
            (t.plain("digest-late-word"), NARROW),
            (t.plain("digest-missing-word"), NARROW),
        ]

    def _reports(self) -> Rows:
        return [[self.form_name(r.form_id), r.due, r.on_time, r.late, r.missing] for r in self.digest.reports]

    def _region_columns(self) -> list[tuple[str, int]]:
        t = self.texts
        keys = ("companions", "active", "finished", "started", "untouched", "due", "on-time", "late", "missing")
        words = {
            "companions": t.plain("digest-column-companions"),
            "active": t.plain("digest-column-active"),
            "finished": t.plain("digest-finished-word"),
            "started": t.plain("digest-started-word"),
            "untouched": t.plain("digest-untouched-word"),
            "due": t.plain("digest-column-due"),
            "on-time": t.plain("digest-on-time-word"),
            "late": t.plain("digest-late-word"),
            "missing": t.plain("digest-missing-word"),
        }
        return [
            (t.plain("digest-column-code"), NARROW),
            (t.plain("digest-column-region"), WIDE),
            *((words[key], NARROW) for key in keys),
            (t.plain("digest-column-kpm"), NARROW),
            (t.plain("digest-column-over"), NARROW),
            (t.plain("digest-column-cases"), NARROW),
            (t.plain("digest-column-results"), NARROW),
            *((t.plain(f"band-{band.key}"), NARROW) for band in BANDS),
        ]

    def _regions(self) -> Rows:
        """Region by region; below, the results of small ones, told as one."""
        found = sorted(self.digest.children, key=lambda one: (not one.code, self.region_name(one.code)))
        together = [one for one in self.digest.merged if one.bands is not None]
        empty = [None] * 12
        told = [
            [None, ", ".join(map(self.region_name, one.codes)), *empty, one.results, *(one.bands or ())]
            for one in together
        ]
        rows = [
            [
                one.code,
                self.region_name(one.code),
                one.companions,
                one.active,
                one.finished,
                one.started,
                one.untouched,
                one.due,
                one.on_time,
                one.late,
                one.missing,
                one.kpm_total,
                one.over,
                one.open_cases,
                *(() if one.bands is None else (one.results, *one.bands)),
            ]
            for one in found
        ]
        return [*rows, *told]

    def _people_columns(self) -> list[tuple[str, int]]:
        t = self.texts
        return [
            (t.plain("digest-column-name"), WIDE),
            (t.plain("digest-column-region"), WIDE),
            (t.plain("digest-column-state"), NARROW + 4),
            (t.plain("digest-column-last-report"), NARROW + 4),
            (t.plain("digest-column-kpm"), NARROW),
            (t.plain("digest-column-why"), WIDEST),
        ]

    def _people(self) -> Rows:
        t = self.texts
        states = {
            "finished": t.plain("digest-finished-word"),
            "started": t.plain("digest-started-word"),
            "untouched": t.plain("digest-untouched-word"),
        }
        return [
            [one.name, self.region_name(one.regency or one.province), states[one.state], one.last_report, one.kpm, why]
            for one, why in self.people or ()
        ]


def _write(book: Any, name: str, columns: Sequence[tuple[str, int]], rows: Rows) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    for place, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2" if len(columns) == 1 else "B2"
    sheet.page_setup.orientation = "landscape"
    # As wide as the paper, as long as it takes.
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    sheet.row_dimensions[1].height = HEAD
    sheet.append([heading(sheet, words) for words, _ in columns])
    for row in rows:
        sheet.append([cell(sheet, value, _format_of(value), wrap=len(columns) == 1) for value in row])


def _format_of(value: object) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return "General"
    if isinstance(value, int):
        return COUNT
    return _DECIMAL if isinstance(value, float) else DAY
