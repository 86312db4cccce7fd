"""Tables that come in from outside, read within bounds and checked as a whole before anything is made of them.

``read_sheets`` takes the bytes of an .xlsx, .xls, .csv or Markdown file; ``check_sheets`` lists what its author has
to mend. Nothing here opens a file or trusts a name.
"""

from forms.sheets.checking import check_sheets
from forms.sheets.kinds import FileKind, kind_of_file
from forms.sheets.reading import Workbook, read_sheets

__all__ = ["FileKind", "Workbook", "check_sheets", "kind_of_file", "read_sheets"]
