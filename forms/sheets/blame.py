"""What pyxform refuses, as a problem of the catalogue at the place that pyxform names."""

from __future__ import annotations

import re
from typing import Final

from forms.errors import Problem, problem

_ROW: Final = re.compile(r"\[row ?: ?([0-9]+)\] ?")
_SHEET: Final = re.compile(r"[Oo]n the '(survey|choices|settings|entities)' sheet|sheet: '([a-z_]+)'")
_COLUMN: Final = re.compile(r"the '([^']{1,80})' value is (?:invalid|problematic)")
_LENGTH: Final = 600


def blamed(error: Exception) -> Problem:
    """One problem for one exception. A bug of pyxform's is named by its kind."""
    if isinstance(error, RecursionError):
        return problem("too_deep", sheet="survey", details={"limit": "a few dozen"})
    text = " ".join(str(error).split()) or type(error).__name__
    row, sheet, column = _ROW.search(text), _SHEET.search(text), _COLUMN.search(text)
    name = (sheet[1] or sheet[2]) if sheet else None
    plain = _ROW.sub("", text).strip()
    if not type(error).__module__.startswith("pyxform"):
        plain = f"{type(error).__name__}: {plain}"
    return problem(
        "conversion_failed",
        sheet=name or ("survey" if row else None),
        row=int(row[1]) if row else None,
        column=column[1] if column else None,
        details={"detail": plain[:_LENGTH]},
    )
