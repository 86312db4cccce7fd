"""The sheets of a form, whatever file they come in: rows as pyxform wants them, every cell within bounds."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from forms.errors import FormError, Problem, problem
from forms.sheets.archive import look_at_archive
from forms.sheets.kinds import FileKind, decoded, kind_of_file, not_a_form, unreadable
from forms.sheets.limits import CELL_CHARACTERS, COLUMNS, PROBLEMS
from forms.sheets.parts import SHEETS, FoundFormula, row_limit, too_many_columns, too_many_rows
from forms.sheets.tables import Table, read_csv, read_markdown

FIRST_ROW: Final = 2
"""Row of a sheet's first entry: the heading is row 1."""

_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA: Final = re.compile(r"=\s*[\w(\"'$@+-]")


@dataclass(slots=True)
class Workbook:
    """``sheets``: name of the sheet → rows, each its filled cells by heading; ``headings`` by sheet."""

    kind: FileKind
    names: tuple[str, ...]
    sheets: dict[str, list[dict[str, str]]]
    headings: dict[str, tuple[str, ...]]
    found: list[Problem] = field(default_factory=list)
    """What is wrong with single cells."""

    def numbered(self, sheet: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Its rows with their numbers."""
        return enumerate(self.sheets.get(sheet, []), FIRST_ROW)

    def for_pyxform(self, form_name: str | None) -> dict[str, Any]:
        """The argument of pyxform's ``convert``; rows are copied, since pyxform changes them.

        ``form_name``: the form's id where the sheet settings has none.
        """
        book: dict[str, Any] = {"sheet_names": list(self.names), "fallback_form_name": form_name}
        for name, rows in self.sheets.items():
            book[name] = [dict(row) for row in rows]
            book[f"{name}_header"] = [dict.fromkeys(self.headings[name])] if self.headings[name] else []
        return book


def read_sheets(data: bytes, *, formulas: bool = False) -> Workbook:
    """Read an .xlsx, .xls, .csv or Markdown file.

    ``formulas``: what they last came to is taken, and macros are overlooked; otherwise each formula is a problem.
    Raises ``FormError`` where the file cannot be read or is too large; what is wrong with single cells comes
    in ``Workbook.found``.
    """
    kind = kind_of_file(data)
    match kind:
        case FileKind.XLSX:
            book = _read_xlsx(data, formulas=formulas)
        case FileKind.XLS:
            from forms.sheets.xls import read_xls

            book = _workbook(kind, *read_xls(data, formulas=formulas))
        case FileKind.CSV:
            book = _from_tables(kind, read_csv(decoded(data)), formulas=formulas)
        case FileKind.MARKDOWN:
            book = _from_tables(kind, read_markdown(decoded(data)), formulas=formulas)
        case FileKind.XFORM:
            raise not_a_form("it is an XForm, not a table.")
    _check_size(book)
    return book


def _workbook(
    kind: FileKind, names: list[str], read: Mapping[str, Any], formulas: list[FoundFormula] | None = None
) -> Workbook:
    """From what pyxform's own readers give: rows under the sheet's name, headings under ``…_header``."""
    sheets = {name: list(read[name]) for name in sorted(SHEETS) if read.get(name) is not None}
    headings = {name: tuple(next(iter(read.get(f"{name}_header") or []), {})) for name in sheets}
    book = Workbook(kind, tuple(names), sheets, headings)
    book.found += [_formula(found) for found in formulas or ()]
    return book


def _formula(found: FoundFormula) -> Problem:
    return problem("formula", sheet=found.sheet, row=found.row, column=found.heading, details={"cell": found.cell})


def _read_xlsx(data: bytes, *, formulas: bool) -> Workbook:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import xlsx_to_dict

    looked = look_at_archive(data, macros=formulas)
    try:
        with warnings.catch_warnings():
            # openpyxl tells of drawings and validations that it leaves out; nothing here needs them
            warnings.simplefilter("ignore")
            read = xlsx_to_dict(io.BytesIO(data))
            headings = {} if formulas or not looked.formulas else _first_rows(data)
    except PyXFormError as error:
        raise FormError([unreadable(error)]) from error
    except MemoryError:
        raise
    except Exception as error:
        raise FormError([unreadable(error)]) from error
    book = _workbook(FileKind.XLSX, read["sheet_names"], read)
    if not formulas:
        for found in looked.formulas:
            found = replace(found, heading=headings.get(found.sheet, {}).get(found.column))
            book.found.append(_formula(found))
    return book


def _first_rows(data: bytes) -> dict[str, dict[int, str]]:
    """Sheet → number of a column → its heading."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    try:
        return {
            sheet.title.lower() if sheet.title.lower() in SHEETS else "survey": {
                number: str(cell)
                for number, cell in enumerate(next(sheet.iter_rows(max_row=1, values_only=True), ()), 1)
                if cell is not None
            }
            for sheet in book.worksheets
            if sheet.title.lower() in SHEETS or len(book.worksheets) == 1
        }
    finally:
        book.close()


def _from_tables(kind: FileKind, tables: dict[str, Table], *, formulas: bool) -> Workbook:
    read: dict[str, Any] = {}
    for name, table in tables.items():
        sheet = "survey" if len(tables) == 1 and name.lower() not in SHEETS else name.lower()
        if sheet not in SHEETS:
            continue
        headings = [" ".join(cell.split()) for cell in (table[0] if table else ())]
        read[f"{sheet}_header"] = [dict.fromkeys(heading for heading in headings if heading)]
        read[sheet] = [
            {heading: cell for heading, cell in zip(headings, cells, strict=False) if heading and cell}
            for cells in table[1:]
        ]
    book = _workbook(kind, list(tables), read)
    if not formulas:
        for name in book.sheets:
            for number, row in book.numbered(name):
                for heading, cell in row.items():
                    if cell.startswith("=") and _FORMULA.match(cell) and len(book.found) < PROBLEMS:
                        shown = {"cell": cell[:40]}
                        book.found.append(problem("formula", sheet=name, row=number, column=heading, details=shown))
    return book


def _check_size(book: Workbook) -> None:
    for name, rows in book.sheets.items():
        if len(rows) > row_limit(name):
            raise too_many_rows(name)
        if len(book.headings[name]) > COLUMNS:
            raise too_many_columns(name)
        for number, row in enumerate(rows, FIRST_ROW):
            for heading, cell in row.items():
                strange = _NO_TEXT.search(cell)
                if len(cell) <= CELL_CHARACTERS and strange is None:
                    continue
                if len(book.found) >= PROBLEMS:
                    return
                code = "cell_too_long" if strange is None else "character_not_allowed"
                details = {
                    "limit": CELL_CHARACTERS,
                    "character": "" if strange is None else f"U+{ord(strange[0]):04X}",
                }
                book.found.append(problem(code, sheet=name, row=number, column=heading, details=details))
        for heading in book.headings[name]:
            if (strange := _NO_TEXT.search(heading)) is not None:
                details = {"character": f"U+{ord(strange[0]):04X}"}
                book.found.append(problem("character_not_allowed", sheet=name, row=1, details=details))
