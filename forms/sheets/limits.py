"""How large a form may be that comes in from outside. The largest public forms stay far below."""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 5_000_000
"""A spreadsheet, a table or an XForm as it is sent; 87 questions in two languages take 30 KB."""

ARCHIVE_ENTRIES: Final = 1_000
ARCHIVE_BYTES: Final = 48_000_000
"""What an .xlsx holds, unpacked."""

ARCHIVE_RATIO: Final = 250
"""How often an entry above ``RATIO_FROM`` may be larger unpacked; spreadsheets reach 60."""

RATIO_FROM: Final = 2_000_000
PART_ELEMENTS: Final = 200_000
"""Elements of a part of an .xlsx that is read as a whole: styles, relations, names."""

SHEET_ELEMENTS: Final = 4_000_000
XML_DEPTH: Final = 60

SURVEY_ROWS: Final = 10_000
OTHER_ROWS: Final = 50_000
COLUMNS: Final = 500
CELL_CHARACTERS: Final = 32_767
"""As Excel's own."""

LINE_CHARACTERS: Final = 1_000_000
NESTING: Final = 60
"""Groups and repeats inside each other."""

XFORM_DEPTH: Final = 160
"""Twice ``NESTING`` (a repeat is a group too) and what lies around."""

XFORM_ELEMENTS: Final = 1_000_000
XFORM_BYTES: Final = 64_000_000
"""Of an XForm that was made from sheets; 100,000 choices in two languages take 30 MB."""

EMPTY_ROWS: Final = 60
EMPTY_COLUMNS: Final = 20
"""A sheet ends after so many empty ones, as pyxform has it."""

PROBLEMS: Final = 200
"""So many are told at once."""
