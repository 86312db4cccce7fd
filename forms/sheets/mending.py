"""Sheets with what is wrong in them left aside, so that a look at the rest can go on.

Nothing that is made of these is ever kept: it only tells what else is wrong. What is left aside is replaced by what
makes no fault of its own: a text for a question of no known type, "-" for a label, nothing for a reference that
leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from forms.errors import Problem
from forms.sheets.headings import choice_headings
from forms.sheets.reading import FIRST_ROW, Workbook
from forms.sheets.survey import Survey, types

MOST_ROWS: Final = 2_000
MOST_CHOICES: Final = 20_000
"""Of sheets that are looked at again: each look takes as long as the first."""

_PLAIN: Final = "text"
_SHOWN: Final = "-"
_WRITTEN: Final = "1"

Row = dict[str, str]


def is_small(book: Workbook) -> bool:
    return len(book.sheets.get("survey", ())) <= MOST_ROWS and len(book.sheets.get("choices", ())) <= MOST_CHOICES


def without_faults(book: Workbook, survey: Survey, problems: Iterable[Problem]) -> Workbook:
    """A copy without what the problems are about. What cannot be left aside stays, and is found again."""
    sheets = {name: [dict(row) for row in rows] for name, rows in book.sheets.items()}
    mended = Workbook(book.kind, book.names, sheets, dict(book.headings))
    open_ones: list[Problem] = []
    for found in problems:
        if found.code == "group_not_ended":
            open_ones.append(found)
        elif found.sheet == "survey" and found.row is not None:
            _mend_row(mended, survey, found, found.row)
        elif found.sheet == "choices" and found.row is not None:
            _mend_choice(mended, found, found.row)
        elif found.sheet == "settings" and found.column:
            for row in mended.sheets.get("settings", ()):
                row.pop(found.column, None)
    kind = survey.headings.of("type") or "type"
    for found in sorted(open_ones, key=lambda one: -(one.row or 0)):
        mended.sheets["survey"].append({kind: f"end_{found.details['kind']}"})
    return mended


def _mend_row(book: Workbook, survey: Survey, found: Problem, number: int) -> None:
    rows = book.sheets["survey"]
    if not 0 <= number - FIRST_ROW < len(rows):
        return
    row = rows[number - FIRST_ROW]
    mend = _MENDS.get(found.code, _leave_cell)
    mend(book, survey, row, found)


def _heading(book: Workbook, survey: Survey, name: str, *tokens: str) -> str:
    """The heading of a column; one that the sheet lacks is added."""
    heading = survey.headings.of(*(tokens or (name,)))
    if heading is None and not tokens:
        heading = next(iter(survey.headings.under(name)), None)
    if heading is None:
        heading = name
        if name not in book.headings["survey"]:
            book.headings["survey"] = (*book.headings["survey"], name)
    return heading


def _leave_cell(book: Workbook, survey: Survey, row: Row, found: Problem) -> None:
    """A cell that cannot be used, or refers to what is not there."""
    heading = found.column or ""
    tokens = survey.headings.tokens.get(heading, ("",))
    if tokens == ("type",):
        _make_plain(book, survey, row, found)
    elif tokens == ("name",):
        _rename(book, survey, row, found)
    elif tokens[0] == "label":
        row[heading] = _SHOWN
    elif tokens == ("bind", "calculate") and heading in row:
        row[heading] = _WRITTEN
    else:
        row.pop(heading, None)


def _leave_row(book: Workbook, survey: Survey, row: Row, found: Problem) -> None:
    row.clear()


def _make_plain(book: Workbook, survey: Survey, row: Row, found: Problem) -> None:
    """A text: whatever refers to it still does."""
    row[_heading(book, survey, "type")] = _PLAIN
    row.pop(survey.headings.of("choice_filter") or "", None)
    label = _heading(book, survey, "label")
    row[label] = row.get(label) or _SHOWN


def _rename(book: Workbook, survey: Survey, row: Row, found: Problem) -> None:
    row[_heading(book, survey, "name")] = f"_unnamed_{found.row}"


def _make_label(book: Workbook, survey: Survey, row: Row, found: Problem) -> None:
    row[_heading(book, survey, "label")] = _SHOWN


def _make_calculation(book: Workbook, survey: Survey, row: Row, found: Problem) -> None:
    row[_heading(book, survey, "calculation", "bind", "calculate")] = _WRITTEN


def _strip(book: Workbook, survey: Survey, row: Row, found: Problem) -> None:
    """What only pyxform refuses may be anything in the row but what it is and how it is called."""
    kind, name = _heading(book, survey, "type"), _heading(book, survey, "name")
    label = _heading(book, survey, "label")
    opens = types().begin.search(row.get(kind, "")) or types().end.search(row.get(kind, ""))
    kept = {kind: row.get(kind, "") if opens else _PLAIN, name: row.get(name, ""), label: row.get(label, _SHOWN)}
    row.clear()
    row.update({heading: text for heading, text in kept.items() if text})


_MENDS: Final[dict[str, Callable[[Workbook, Survey, Row, Problem], None]]] = {
    "type_missing": _leave_row,
    "group_not_begun": _leave_row,
    "type_unknown": _make_plain,
    "list_missing": _make_plain,
    "list_name_missing": _make_plain,
    "name_missing": _rename,
    "name_invalid": _rename,
    "name_twice": _rename,
    "label_missing": _make_label,
    "calculation_missing": _make_calculation,
    "conversion_failed": _strip,
}


def _mend_choice(book: Workbook, found: Problem, number: int) -> None:
    rows = book.sheets["choices"]
    if not 0 <= number - FIRST_ROW < len(rows):
        return
    row = rows[number - FIRST_ROW]
    if found.code == "choice_name_spaced" and found.column in row:
        row[found.column] = row[found.column].replace(" ", "_")
    elif found.code == "choice_twice" and found.column in row:
        row[found.column] = f"{row[found.column]}_{number}"
    elif choice_headings(book).under("label") and found.column in choice_headings(book).under("label"):
        row[found.column or ""] = _SHOWN
    else:
        row.clear()
