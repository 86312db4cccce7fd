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
LEVELS: Final = "levels"
SCORE: Final = "score"
HIGHEST: Final = 254
"""Of a score: results are kept in one byte an item, and one value means that there is no answer."""

_ONE: Final = re.compile(r"select[_ ](?:one|1)(?: from)? (\S+)", re.IGNORECASE)
_WEIGHT: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
_SHOWN: Final = 80


def check_scored(book: Workbook, survey: Survey) -> Iterator[Problem]:
    """A problem for each list of a scored question that lacks scores, and for each weight that is none.

    Only a ``select_one`` is scored. In a form that says nothing of scores the word ``dimension`` means something else:
    nothing is said there.
    """
    told: set[str] = set()
    meant = [entry for entry in survey.entries if cell(entry.cells, DIMENSION)]
    if not _speaks_of_scores(book, survey):
        return
    for entry in meant:
        one = _ONE.match(cell(entry.cells, "type"))
        if one is None:
            continue
        weight = cell(entry.cells, WEIGHT)
        if weight and (_WEIGHT.fullmatch(weight) is None or not float(weight)):
            details: dict[str, object] = {"value": weight[:_SHOWN]}
            yield problem("weight_invalid", sheet="survey", row=entry.row, column=WEIGHT, details=details)
        if one[1] not in told and not _has_scores(book, one[1]):
            told.add(one[1])
            details = {"list": one[1][:_SHOWN], "most": HIGHEST}
            yield problem("score_missing", sheet="survey", row=entry.row, column="type", details=details)


def _speaks_of_scores(book: Workbook, survey: Survey) -> bool:
    settings = next(iter(book.sheets.get("settings", [])), {})
    return (
        bool(cell(settings, LEVELS))
        or any(cell(row, SCORE) for row in book.sheets.get("choices", []))
        or any(cell(entry.cells, WEIGHT) for entry in survey.entries)
    )


def _has_scores(book: Workbook, name: str) -> bool:
    """Whether every choice of the list has a whole score; a list that is not there is somebody else's problem."""
    rows = [row for row in book.sheets.get("choices", []) if name in (cell(row, "list_name"), cell(row, "list name"))]
    scores = [cell(row, SCORE) for row in rows]
    return all(score.isascii() and score.isdigit() and int(score) <= HIGHEST for score in scores)
