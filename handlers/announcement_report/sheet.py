"""The report as XLSX: a sheet by region and a sheet of readers, to be sorted and filtered.

Written row by row (openpyxl's write-only mode), so that memory stays flat for a whole country. Nobody's Telegram id is
in it. What people have typed stays text, also where it looks like a formula.
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.announcement_report.figures import STATES, answers, total
from locales.formats import ZONE_NAMES
from storage.announcement_report import Reader, RegionRow

# With these a spreadsheet begins a formula; openpyxl itself takes "=" for one, and "#N/A" and its like for an error.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "#")
_TIME, _SHARE, _COUNT = "dd/mm/yyyy hh:mm", "0.0%", "#,##0"
_HEAD_COLOUR = "DCE6F2"
# The font of all other cells, which openpyxl takes from Excel.
_BOLD = {"name": "Calibri", "size": 11, "bold": True}
# What XML 1.0 cannot hold.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """All that the file needs, ready to be read; `xlsx` writes it in a thread.

    `about`: lines above the first sheet's table. `answers`: the answers that can be given, as they are stored, with
    their words. `labels`: the words of the columns and states (see `LABELS`). `reasons`: as they are stored, in words.
    """

    title: str
    about: tuple[str, ...]
    regions: Sequence[RegionRow]
    readers: Sequence[Reader]
    answers: Mapping[str, str]
    labels: Mapping[str, str]
    reasons: Mapping[str, str]
    region_name: Callable[[str], str]
    zone_of: Callable[[str | None], str]

    def xlsx(self) -> bytes:
        """The file; 32,472 readers take some seconds."""
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        book.properties.title, book.properties.creator = self.title, ""
        _Summary(self).write(book)
        _Readers(self).write(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


# What `labels` must hold, besides the states.
LABELS = (
    "summary",
    "readers",
    "code",
    "province",
    "regency",
    "people",
    "delivered-share",
    "answered",
    "answered-share",
    "all",
    "name",
    "state",
    "reason",
    "sent-at",
    "zone",
    "answer",
    "answered-at",
)

Cells = list[Any]


class _Table(ABC):
    """A sheet with a table: what stands above it, its columns (words, width), and how its rows are written."""

    def __init__(
        self, report: ReportSheet, name: str, columns: Sequence[tuple[str, int]], about: Sequence[str]
    ) -> None:
        self.report = report
        self._name = name
        self._columns = columns
        self._about = about

    def write(self, book: Any) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter

        self.sheet = book.create_sheet(self._name)
        for place, (_, width) in enumerate(self._columns, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        head = len(self._about) + 1
        self.sheet.freeze_panes = f"A{head + 1}"
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.print_title_rows = f"{head}:{head}"
        # Two lines of words; spreadsheets do not make a row higher by themselves.
        self.sheet.row_dimensions[head].height = 32
        for line in self._about:
            self.sheet.append([self.text(line)])
        cells = []
        for words, _ in self._columns:
            cell = self.cell(words)
            cell.font, cell.fill = Font(**_BOLD), PatternFill("solid", fgColor=_HEAD_COLOUR)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cells.append(cell)
        self.sheet.append(cells)
        count = 0
        for row in self.rows():
            self.sheet.append(row)
            count += 1
        self.sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(self._columns))}{head + count}"
        for row in self.below():
            self.sheet.append(row)

    @abstractmethod
    def rows(self) -> Iterator[Cells]:
        """The rows of the table."""

    def below(self) -> Iterator[Cells]:
        """What stands under the table and is not sorted with it."""
        return iter(())

    def cell(self, value: Any, number_format: str = "General") -> Any:
        """A cell of its own, with a format; a string in it stays one."""
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self.sheet, value=None)
        cell.number_format = number_format
        if isinstance(value, str):
            cell.value = shown = value.translate(_CONTROLS)
            cell.data_type = "s"
            # It stays text also when somebody edits the cell.
            cell.quotePrefix = shown.startswith(_FORMULA)
        else:
            cell.value = value
        return cell

    def text(self, value: str | None) -> Any:
        """A string that stays one. Most need no cell of their own, which would cost time."""
        shown = value.translate(_CONTROLS) if value is not None else None
        return self.cell(shown) if shown is not None and shown.startswith(_FORMULA) else shown


class _Summary(_Table):
    def __init__(self, report: ReportSheet) -> None:
        labels = report.labels
        columns = [(labels["code"], 9), (labels["province"], 26), (labels["regency"], 38), (labels["people"], 11)]
        columns += [(labels[state], 13) for state in STATES]
        columns.append((labels["delivered-share"], 12))
        self._choices = _choices(report)
        if report.answers:
            columns += [(words, max(14, min(30, len(words) + 2))) for words in self._choices.values()]
            columns += [(labels["answered"], 13), (labels["answered-share"], 18)]
        super().__init__(report, labels["summary"], columns, report.about)

    def rows(self) -> Iterator[Cells]:
        for row in self.report.regions:
            province = self.report.region_name(row.province)
            regency = self.report.region_name(row.regency) if row.regency else ""
            yield [row.regency or row.province, self.text(province), self.text(regency), *self._figures(row)]

    def below(self) -> Iterator[Cells]:
        from openpyxl.styles import Font

        cells = [self.cell(self.report.labels["all"]), None, None, *self._figures(total(self.report.regions))]
        for cell in cells:
            if cell is not None:
                cell.font = Font(**_BOLD)
        yield cells

    def _figures(self, row: RegionRow) -> Cells:
        figures = [self.cell(row.copies, _COUNT), *(self.cell(getattr(row, state), _COUNT) for state in STATES)]
        figures.append(self._share(row.sent, row.copies))
        if self.report.answers:
            said = answers(row)
            figures += [self.cell(row.answered.get(answer, 0), _COUNT) for answer in self._choices]
            figures += [self.cell(said, _COUNT), self._share(said, max(row.sent, said))]
        return figures

    def _share(self, part: int, whole: int) -> Any:
        return self.cell(part / whole if whole else None, _SHARE)


class _Readers(_Table):
    def __init__(self, report: ReportSheet) -> None:
        labels = report.labels
        columns = [
            (labels["name"], 30),
            (labels["province"], 26),
            (labels["regency"], 38),
            (labels["state"], 18),
            (labels["reason"], 44),
            (labels["sent-at"], 18),
        ]
        if report.answers:
            columns += [(labels["answer"], 28), (labels["answered-at"], 18)]
        super().__init__(report, labels["readers"], [*columns, (labels["zone"], 8)], ())

    def rows(self) -> Iterator[Cells]:
        report = self.report
        names: dict[str | None, str] = {None: ""}
        zones: dict[str | None, tuple[ZoneInfo, str]] = {}
        # A row is written as soon as it is handed over, so that one cell serves a whole column.
        sent_at, answered_at = self.cell(None, _TIME), self.cell(None, _TIME)
        for reader in report.readers:
            for code in (reader.province, reader.regency):
                if code not in names:
                    names[code] = report.region_name(code or "")
            if reader.province not in zones:
                zone = report.zone_of(reader.province)
                zones[reader.province] = ZoneInfo(zone), ZONE_NAMES.get(zone, zone)
            zone_info, zone_name = zones[reader.province]
            row = [
                self.text(reader.name),
                self.text(names[reader.province]),
                self.text(names[reader.regency]),
                report.labels[reader.state],
                self.text(report.reasons[reader.reason]) if reader.reason is not None else None,
                _filled(sent_at, reader.sent_at, zone_info),
            ]
            if report.answers:
                given = reader.answer
                row.append(None if given is None else self.text(report.answers.get(given, given)))
                row.append(_filled(answered_at, reader.answered_at, zone_info))
            yield [*row, zone_name]


def _choices(report: ReportSheet) -> Mapping[str, str]:
    """The answers that have a column each. One alone (read, form opened) would say the same as "answered" does."""
    return report.answers if len(report.answers) > 1 else {}


def _filled(cell: Any, at: datetime | None, zone: ZoneInfo) -> Any:
    """A spreadsheet's time has no zone: the reader's own, to the minute, so that it can be sorted and filtered."""
    if at is None:
        return None
    cell.value = at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    return cell
