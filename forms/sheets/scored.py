"""What makes a form an instrument: questions with a ``dimension``, whose choices have a ``score``; here checked.

Without this look an instrument would be filled in by many people before anybody saw that it cannot be scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from forms.errors import Problem, problem
from forms.sheets.headings import cell
from forms.sheets.reading import Workbook
from forms.sheets.survey import Survey

DIMENSION: Final = "dimension"
WEIGHT: Final = "weight"
SCORE: Final = "score"
HIGHEST: Final = 254
"""Of a score: results are kept in one byte an item, and one value means that there is no answer."""

_ONE: Final = re.compile(r"select[_ ](?:one|1)(?: from)? (\S+)", re.IGNORECASE)
_WEIGHT: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
_SHOWN: Final = 80


def check_scored(book: Workbook, survey: Survey) -> Iterator[Problem]:
    """A problem for each scored question that cannot be scored, and for each list without scores."""
    told: set[str] = set()
    for entry in survey.entries:
        if not cell(entry.cells, DIMENSION):
            continue
        kind = cell(entry.cells, "type")
        one = _ONE.match(kind)
        if one is None:
            details: dict[str, object] = {"kind": kind[:_SHOWN]}
            yield problem("dimension_invalid", sheet="survey", row=entry.row, column=DIMENSION, details=details)
            continue
        weight = cell(entry.cells, WEIGHT)
        if weight and (_WEIGHT.fullmatch(weight) is None or not float(weight)):
            details = {"value": weight[:_SHOWN]}
            yield problem("weight_invalid", sheet="survey", row=entry.row, column=WEIGHT, details=details)
        if one[1] not in told and not _has_scores(book, one[1]):
            told.add(one[1])
            details = {"list": one[1][:_SHOWN], "most": HIGHEST}
            yield problem("score_missing", sheet="survey", row=entry.row, column="type", details=details)


def _has_scores(book: Workbook, name: str) -> bool:
    """Whether every choice of the list has a whole score; a list that is not there is somebody else's problem."""
    rows = [row for row in book.sheets.get("choices", []) if name in (cell(row, "list_name"), cell(row, "list name"))]
    scores = [cell(row, SCORE) for row in rows]
    return all(score.isascii() and score.isdigit() and int(score) <= HIGHEST for score in scores)
