"""What only the bot reads of a form: the column ``prefill`` and the settings of a report, checked word by word.

What makes a form an instrument (``dimension``, ``weight``, the scores of choices) is checked in ``scored``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from forms.errors import Problem, problem
from forms.sheets.headings import cell
from forms.sheets.reading import FIRST_ROW, Workbook
from forms.sheets.scored import check_scored
from forms.sheets.survey import Survey

PREFILL: Final = "prefill"
AT_LEAST: Final = "at_least"
DAY: Final = "day"
"""Setting that names the question whose date a report is about."""
KEY: Final = "key"
SOURCES: Final = ("last", "suggest", "profile", "person", "given", "case", KEY)
"""Words of the column ``prefill``, each with the name of a field in brackets or without."""

PURPOSES: Final = ("report", "case")
LEVELS: Final = ("bands", "groups", "weighted", "checklist")
"""How an instrument's result is said: setting ``levels``, the first where it is empty."""
YES_OR_NO: Final = frozenset({"yes", "no", "true", "false", "1", "0"})
MOST_DIGITS: Final = 5
"""Of the hours in ``correct_within``: eleven years."""

_RULE: Final = re.compile(r"([a-z]+)(?:\(\s*[^()\s]*\s*\))?")
_SHOWN: Final = 80


def check_ours(book: Workbook, survey: Survey) -> Iterator[Problem]:
    """A problem for each word that the bot does not know; such a form would quietly do less than its author thinks."""
    yield from _in_settings(book, {entry.name for entry in survey.entries})
    yield from check_scored(book, survey)
    first_key: int | None = None
    details: dict[str, object]
    for entry in survey.entries:
        least = cell(entry.cells, AT_LEAST)
        if least and not (least.isascii() and least.isdigit() and len(least) < MOST_DIGITS):
            details = {"value": least[:_SHOWN]}
            yield problem("at_least_invalid", sheet="survey", row=entry.row, column=AT_LEAST, details=details)
        text = cell(entry.cells, PREFILL)
        if not text:
            continue
        matched = _RULE.fullmatch(text)
        if matched is None or matched[1] not in SOURCES:
            details = {"value": text[:_SHOWN], "known": ", ".join(SOURCES)}
            yield problem("prefill_unknown", sheet="survey", row=entry.row, column=PREFILL, details=details)
        elif matched[1] == KEY:
            if first_key is not None:
                yield problem("key_twice", sheet="survey", row=entry.row, column=PREFILL, details={"first": first_key})
            else:
                first_key = entry.row


def _in_settings(book: Workbook, names: Container[str]) -> Iterator[Problem]:
    row = next(iter(book.sheets.get("settings", [])), {})
    for heading in book.headings.get("settings", ()):
        value = cell(row, heading)
        if not value:
            continue
        setting = heading.strip().lower()
        code = "day_unknown" if setting == DAY and value not in names else _wrong(setting, value)
        if code:
            details: dict[str, object] = {"value": value[:_SHOWN]}
            yield problem(code, sheet="settings", row=FIRST_ROW, column=heading, details=details)


def _wrong(setting: str, value: str) -> str:
    """The code of what is wrong with a setting; "" where it is right, or not ours."""
    if setting == "purpose" and value not in PURPOSES:
        return "purpose_unknown"
    if setting == "levels" and value not in LEVELS:
        return "levels_unknown"
    if setting == "restricted" and value.casefold() not in YES_OR_NO:
        return "restricted_invalid"
    if setting == "correct_within" and not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
        return "correct_within_invalid"
    return ""
