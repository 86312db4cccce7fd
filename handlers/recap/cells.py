"""Cells of a spreadsheet, written row by row by openpyxl: what people have typed stays text, whatever it looks like."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

# With these a spreadsheet begins a formula; openpyxl itself takes "=" for one, and "#N/A" and its like for an error.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "#")
# What XML 1.0 cannot hold, and what Excel would not open for its length.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
MOST_LETTERS = 32_767
DAY, TIME, COUNT, MONEY = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "#,##0", '"Rp"#,##0'
# A spreadsheet counts in floating point: from here on digits would be lost, and the number stays text.
_MOST_EXACT = 10**15
_HEAD_COLOUR = "DCE6F2"
# The font of all other cells, which openpyxl takes from Excel.
_BOLD = {"name": "Calibri", "size": 11, "bold": True}


def cell(
    sheet: Any,
    value: Any,
    number_format: str = "General",
    *,
    bold: bool = False,
    wrap: bool = False,
    left: bool = False,
) -> Any:
    """A cell of the sheet. Strings stay strings; dates are days, aware times lose their zone as they are."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    made = WriteOnlyCell(sheet, value=None)
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else value
        value = str(value) if abs(value) >= _MOST_EXACT else value
    if isinstance(value, str):
        made.value = shown = value.translate(_CONTROLS)[:MOST_LETTERS]
        made.data_type = "s"
        # It stays text also when somebody edits the cell.
        made.quotePrefix = shown.startswith(_FORMULA)
    else:
        made.value = value
        # After the value: openpyxl gives days and times a format of its own.
        made.number_format = _format_of(value) if number_format == "General" else number_format
    if bold:
        made.font = Font(**_BOLD)
    made.alignment = Alignment(horizontal="left" if left else None, vertical="top", wrap_text=wrap)
    return made


def heading(sheet: Any, words: str) -> Any:
    """A cell of a table's first row."""
    from openpyxl.styles import Alignment, PatternFill

    made = cell(sheet, words, bold=True)
    made.fill = PatternFill("solid", fgColor=_HEAD_COLOUR)
    made.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return made


def _format_of(value: object) -> str:
    if isinstance(value, datetime):
        return TIME
    return DAY if isinstance(value, date) else "General"
