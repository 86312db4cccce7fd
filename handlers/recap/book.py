"""The recap as XLSX: a sheet of sums, a sheet of days, and a sheet for each form with one row a report."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import forms
from forms import Kind
from handlers.answering.values import MEDIA, ONLY_MONTH, ONLY_YEAR, day_of
from handlers.recap.answers import COUNT, MONEY, Told, column_of
from handlers.recap.cells import COUNT as WHOLE
from handlers.recap.cells import DAY, MOST_LETTERS, TIME, cell, heading
from handlers.recap.cells import MONEY as RUPIAH
from handlers.recap.content import Filed, Recap
from handlers.recap.figures import STATES, Figures, FormFigures, Total, figures
from handlers.recap.words import about, file_title, notes, weekday, zone_name

_FORMATS = {COUNT: WHOLE, MONEY: RUPIAH}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
MOST_NAME = 31
# Widths in letters; heights in points.
NARROW, WIDE, WIDEST = 12, 24, 48
LINE, MOST_LINES = 15, 20


def xlsx(recap: Recap) -> bytes:
    """The file. Works for some seconds on a full month: call it in a thread."""
    from openpyxl import Workbook

    counted = figures(recap)
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = file_title(recap), recap.name
    taken: set[str] = set()
    _sums(book.create_sheet(_name(recap.texts.plain("recap-sheet-sums"), taken)), recap, counted)
    _days(book.create_sheet(_name(recap.texts.plain("recap-sheet-days"), taken)), recap, counted)
    for form in counted.forms:
        _reports(book.create_sheet(_name(form.name, taken)), recap, form)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sums(sheet: Any, recap: Recap, counted: Figures) -> None:
    t = recap.texts
    columns = [t.plain("recap-column-form"), t.plain("recap-column-count")]
    columns += [t.plain(f"recap-state-{state}") for state in STATES]
    columns += [t.plain("recap-column-figure"), t.plain("recap-column-sum")]
    lines = [file_title(recap), *(f"{name}: {words}" for name, words in about(recap))]
    _lay_out(sheet, [WIDEST, *[NARROW + 2] * 4, WIDE, WIDE], head=len(lines) + 2)
    for line in lines:
        sheet.append([cell(sheet, line, bold=line is lines[0])])
    sheet.append([])
    sheet.append([heading(sheet, words) for words in columns])
    for form in counted.forms:
        row = [cell(sheet, form.name, wrap=True), cell(sheet, form.count, WHOLE)]
        row += [cell(sheet, form.states[state], WHOLE) for state in STATES]
        totals = list(form.totals.values())
        for number, total in enumerate(totals or [None]):
            figure = _figure(sheet, total) if total is not None else []
            sheet.append([*(row if number == 0 else [None] * len(row)), *figure])
    if recap.restricted:
        sheet.append([cell(sheet, t.plain("recap-restricted")), cell(sheet, len(recap.restricted), WHOLE)])
    sheet.append([cell(sheet, t.plain("recap-all"), bold=True), cell(sheet, recap.count, WHOLE, bold=True)])
    sheet.append([])
    for note in notes(recap, counted):
        sheet.append([cell(sheet, note)])


def _figure(sheet: Any, total: Total) -> list[Any]:
    return [cell(sheet, total.label, wrap=True), cell(sheet, total.amount, _FORMATS[total.kind])]


def _days(sheet: Any, recap: Recap, counted: Figures) -> None:
    t = recap.texts
    names = [t.plain("recap-column-day"), t.plain("recap-column-weekday")]
    names += [form.name for form in counted.forms]
    names += [t.plain("recap-restricted")] if recap.restricted else []
    _lay_out(sheet, [NARROW, NARROW, *[NARROW + 4] * (len(names) - 1)], head=1, beside=2)
    sheet.append([heading(sheet, name) for name in [*names, t.plain("recap-all")]])
    for day in counted.days:
        row = [cell(sheet, day, DAY, left=True), cell(sheet, weekday(day, t.language))]
        row += [_number(sheet, form.days.get(day.day, 0)) for form in counted.forms]
        row += [_number(sheet, counted.restricted.get(day.day, 0))] if recap.restricted else []
        sheet.append([*row, _number(sheet, counted.on(day))])
    last = [cell(sheet, t.plain("recap-all"), bold=True), None]
    last += [cell(sheet, form.count, WHOLE, bold=True) for form in counted.forms]
    last += [cell(sheet, len(recap.restricted), WHOLE, bold=True)] if recap.restricted else []
    sheet.append([*last, cell(sheet, recap.count, WHOLE, bold=True)])


def _reports(sheet: Any, recap: Recap, form: FormFigures) -> None:
    """One row a report: its number, day, time and state, then the answers; a repeat is one column."""
    from openpyxl.utils import get_column_letter

    t = recap.texts
    own = ["number", "day", "sent-at", "state", "version", "name"]
    columns = _columns(form.filed, t.language)
    heads = [t.plain(f"recap-column-{name}", zone=zone_name(recap)) for name in own] + list(columns.values())
    rows = [_row(sheet, filed, list(columns)) for filed in form.filed]
    widths = [_width([head, *(row[place] for row in rows)]) for place, head in enumerate(heads)]
    _lay_out(sheet, widths, head=1, beside=1)
    sheet.append([heading(sheet, words) for words in heads])
    for place, row in enumerate(rows, 2):
        # Not every spreadsheet makes a row high enough by itself.
        sheet.row_dimensions[place].height = LINE * max(map(_lines, row, widths))
        sheet.append(row)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"


def _row(sheet: Any, filed: Filed, columns: Sequence[str]) -> list[Any]:
    report = filed.report
    by_column: dict[str, list[Told]] = {}
    for one in filed.told:
        by_column.setdefault(one.name, []).append(one)
    return [
        cell(sheet, report.id, left=True),
        cell(sheet, filed.day, DAY, left=True),
        cell(sheet, filed.sent_at, TIME, left=True),
        cell(sheet, filed.texts.plain(f"recap-state-{report.state}")),
        cell(sheet, report.versions, left=True),
        cell(sheet, report.name, wrap=True),
        *(_answer(sheet, by_column.get(name, ()), filed) for name in columns),
    ]


def _columns(filed: Sequence[Filed], language: str) -> dict[str, str]:
    """The fields that were answered at all and what their columns are called, in the order of the newest form."""
    names: dict[str, str] = {}
    places: dict[str, int] = {}
    for each in reversed(filed):
        for one in each.told:
            if each.form is not None and one.name not in names:
                names[one.name] = column_of(each.form, one.name, language)
                places[one.name] = each.form.nodes[one.name.partition("#")[0]].number
    return {name: names[name] for name in sorted(names, key=lambda name: places[name])}


def _answer(sheet: Any, given: Sequence[Told], filed: Filed) -> Any:
    if not given:
        return None
    first = given[0]
    question = filed.form.question(first.key) if filed.form is not None else None
    if first.within:
        lines = "\n".join(f"{one.within}: {one.words}" for one in given)
        return cell(sheet, lines[:MOST_LETTERS], wrap=True)
    if (amount := first.number) is not None:
        return cell(sheet, amount, _FORMATS.get(first.adds, "General"))
    if first.kind is Kind.DATE and _is_a_day(question) and (day := day_of(first.written)) is not None:
        return cell(sheet, day, DAY, left=True)
    return cell(sheet, first.words if first.kind not in MEDIA else first.written, wrap=True)


def _is_a_day(question: forms.Question | None) -> bool:
    """A day, not only a month or a year."""
    return question is not None and not {ONLY_MONTH, ONLY_YEAR} & question.appearance


def _number(sheet: Any, count: int) -> Any:
    return cell(sheet, count, WHOLE) if count else None


def _width(column: Iterable[Any]) -> int:
    """For the longest line of a column, within bounds."""
    return max(NARROW, min(WIDEST, 2 + max(len(line) for found in column for line in _shown(found))))


def _lines(found: Any, width: int) -> int:
    """How many lines a cell needs in a column of this width, at most `MOST_LINES`."""
    return min(MOST_LINES, sum(max(1, math.ceil(len(line) / (width - 1))) for line in _shown(found)))


def _shown(found: Any) -> list[str]:
    """The lines that stand in a cell (or are words themselves)."""
    value = getattr(found, "value", found)
    if isinstance(value, date):
        return [DAY if found.number_format == DAY else TIME]
    return ["" if value is None else line for line in str(value).split("\n")]


def _lay_out(sheet: Any, widths: Iterable[int], *, head: int, beside: int = 0) -> None:
    """Widths, and what stays when one scrolls: the rows up to `head`, the columns `beside`."""
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"{get_column_letter(beside + 1)}{head + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"{head}:{head}"
    # Two lines of words; spreadsheets do not make a row higher by themselves.
    sheet.row_dimensions[head].height = 32


def _name(words: str, taken: set[str]) -> str:
    """The name of a sheet: short, without what spreadsheets refuse, and no other's."""
    plain = " ".join(_NOT_IN_A_NAME.sub(" ", words).split()).strip("'") or "-"
    name, number = plain[:MOST_NAME], 1
    while name.lower() in taken:
        number += 1
        ending = f" {number}"
        name = plain[: MOST_NAME - len(ending)] + ending
    taken.add(name.lower())
    return name
