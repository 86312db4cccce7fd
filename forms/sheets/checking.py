"""What an author has to mend, all of it at once.

pyxform stops at the first fault that it meets. What is found here is what pyxform would refuse too, but every one
of it, each with its sheet, row and column; what only pyxform knows still comes from pyxform, and what is wrong with
formulas from the compiler.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from forms.errors import Problem, problem
from forms.sheets.headings import cell, choice_headings, setting_headings
from forms.sheets.limits import PROBLEMS
from forms.sheets.ours import check_ours
from forms.sheets.reading import FIRST_ROW, Workbook
from forms.sheets.references import check_references
from forms.sheets.survey import Entry, Survey, has_control, read_survey, types

_SHEETS: Final = ("settings", "survey", "choices")
_YES: Final = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})
_FILES: Final = frozenset({".csv", ".xml", ".geojson"})


_CHOOSING = frozenset({"select_one", "select_multiple", "rank", "select one", "select multiple"})


def check_sheets(book: Workbook, *, lenient: bool = False) -> tuple[Survey | None, list[Problem]]:
    """The survey as it is laid out, and everything that is wrong, in the order of the sheets.

    ``lenient``: the form needs neither a form_id nor a version.
    """
    if "survey" not in book.sheets:
        return None, [*book.found, _survey_missing(book)]
    problems: list[Problem] = []
    if not lenient:
        problems += _missing_settings(book)
    problems += _wrong_settings(book)
    survey = read_survey(book)
    if survey.headings.of("type") is None:
        details = {"sheet": "survey", "column": "type"}
        return None, [
            *book.found,
            *problems,
            problem("column_missing", sheet="survey", row=1, column="type", details=details),
        ]
    problems += survey.problems
    lists = _lists(book)
    problems += _in_survey(survey, lists)
    problems += _in_choices(book, survey)
    problems += check_references(book, survey)
    problems += check_ours(book, survey)
    # what a cell that cannot be used leaves missing is no fault of its own
    unusable = {(found.sheet, found.row, found.column) for found in book.found}
    problems = [found for found in problems if (found.sheet, found.row, found.column) not in unusable]
    problems += book.found
    return survey, in_order(problems)[:PROBLEMS]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """As an author goes through the sheets."""
    order = {name: place for place, name in enumerate(_SHEETS)}
    return sorted(problems, key=lambda found: (order.get(found.sheet or "", len(order)), found.row or 0))


def _survey_missing(book: Workbook) -> Problem:
    from pyxform.validators.pyxform.sheet_misspellings import find_sheet_misspellings

    similar = find_sheet_misspellings(key="survey", keys=list(book.names))
    return problem("survey_missing", sheet="survey", details={"detail": f" {similar}" if similar else ""})


def _missing_settings(book: Workbook) -> list[Problem]:
    headings = setting_headings(book)
    row = next(iter(book.sheets.get("settings", [])), {})
    wanted = {"form_id": ("id_string",), "version": ("version",)}
    return [
        problem(f"{name}_missing", sheet="settings", row=FIRST_ROW, column=name)
        for name, tokens in wanted.items()
        if not cell(row, headings.of(*tokens))
    ]


def _wrong_settings(book: Workbook) -> list[Problem]:
    heading = setting_headings(book).of("name")
    name = cell(next(iter(book.sheets.get("settings", [])), {}), heading)
    if not name or _is_name(name):
        return []
    details = {"setting": heading, "value": name}
    return [problem("setting_invalid", sheet="settings", row=FIRST_ROW, column=heading, details=details)]


@cache
def _is_name(name: str) -> bool:
    from pyxform.parsing.expression import is_xml_tag

    return bool(is_xml_tag(name))


def _lists(book: Workbook) -> set[str]:
    heading = choice_headings(book).of("list name")
    return {found for row in book.sheets.get("choices", []) if (found := row.get(heading or "", ""))}


def _in_survey(survey: Survey, lists: set[str]) -> Iterator[Problem]:
    columns = {name: survey.headings.of(name) or name for name in ("type", "name", "label")}
    seen: dict[tuple[str, ...], set[str]] = {}
    repeats: set[str] = set()
    for entry in survey.entries:
        if entry.role in ("end", "setting"):
            continue
        if not entry.name:
            yield problem("name_missing", sheet="survey", row=entry.row, column=columns["name"])
        elif not _is_name(entry.name):
            details = {"name": entry.name[:80]}
            yield problem("name_invalid", sheet="survey", row=entry.row, column=columns["name"], details=details)
        else:
            names = seen.setdefault(entry.path[:-1], set())
            if entry.name in names or (entry.kind == "repeat" and entry.name in repeats):
                details = {"name": entry.name}
                yield problem("name_twice", sheet="survey", row=entry.row, column=columns["name"], details=details)
            names.add(entry.name)
            if entry.kind == "repeat":
                repeats.add(entry.name)
        if entry.role == "question":
            for code, column, told in _in_question(survey, entry, lists):
                blamed = columns.get(column, column)
                yield problem(code, sheet="survey", row=entry.row, column=blamed, details=told)


def _in_question(survey: Survey, entry: Entry, lists: set[str]) -> Iterator[tuple[str, str, dict[str, object]]]:
    headings, known = survey.headings, types()
    name = entry.name or f"row {entry.row}"
    if entry.list_name:
        choices = entry.list_name
        beside = PurePosixPath(choices).suffix in _FILES or "${" in choices
        if choices not in lists and not beside and entry.command != "select one external":
            yield "list_missing", "type", {"name": name, "list": choices}
        kind = entry.command
    else:
        kind = entry.type
        if kind in _CHOOSING:
            yield "list_name_missing", "type", {"name": name, "type": kind}
            return
        if kind not in known.known and not known.osm.search(kind):
            yield "type_unknown", "type", {"type": kind[:80]}
            return
    calculation = headings.of("bind", "calculate")
    default = headings.of("default")
    if kind == "calculate" and not cell(entry.cells, calculation) and not cell(entry.cells, default):
        yield "calculation_missing", calculation or "calculation", {"name": name}
    texts = (*headings.under("label"), *headings.under("media"), *headings.under("hint"))
    if has_control(kind) and not any(cell(entry.cells, heading) for heading in texts):
        yield "label_missing", "label", {"name": name}


def _in_choices(book: Workbook, survey: Survey) -> Iterator[Problem]:
    headings = choice_headings(book)
    of_list, of_name = headings.of("list name"), headings.of("name")
    rows = book.sheets.get("choices", [])
    if of_list is None:
        return
    if of_name is None and any(rows):
        missing = {"sheet": "choices", "column": "name"}
        yield problem("column_missing", sheet="choices", row=1, column="name", details=missing)
        return
    settings = next(iter(book.sheets.get("settings", [])), {})
    may_repeat = settings.get(setting_headings(book).of("allow_choice_duplicates") or "", "") in _YES
    multiple = {entry.list_name for entry in survey.entries if entry.command == "select all that apply"}
    seen: Counter[tuple[str, str]] = Counter()
    for number, row in book.numbered("choices"):
        choices, name = row.get(of_list, ""), row.get(of_name or "", "")
        if not choices:
            continue
        details: dict[str, object] = {"list": choices, "name": name[:80]}
        if not name:
            yield problem("choice_name_missing", sheet="choices", row=number, column=of_name, details=details)
            continue
        seen[choices, name] += 1
        if seen[choices, name] > 1 and not may_repeat:
            yield problem("choice_twice", sheet="choices", row=number, column=of_name, details=details)
        if " " in name and choices in multiple:
            yield problem("choice_name_spaced", sheet="choices", row=number, column=of_name, details=details)
