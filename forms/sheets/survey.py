"""The survey sheet as its author laid it out: what each row is, and in which group it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from forms.errors import Problem, problem
from forms.sheets.headings import Headings, cell, survey_headings
from forms.sheets.limits import NESTING
from forms.sheets.reading import Workbook

Role = Literal["question", "begin", "end", "setting"]

_GENERATED_NOTE: Final = "generated_note_name_{row}"
_YES: Final = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})


@dataclass(slots=True)
class Entry:
    """One row. ``type`` as it is written; ``kind`` of a group: "group", "repeat", "loop"; ``list_name`` of a select."""

    row: int
    type: str
    name: str
    role: Role
    cells: Mapping[str, str]
    kind: str = ""
    command: str = ""
    list_name: str = ""
    path: tuple[str, ...] = ()
    """Names from below the root."""


@dataclass(slots=True)
class Survey:
    headings: Headings
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Types:
    begin: re.Pattern[str]
    end: re.Pattern[str]
    select: re.Pattern[str]
    osm: re.Pattern[str]
    control: Mapping[str, str]
    selects: Mapping[str, str]
    aliases: Mapping[str, str]
    settings: Mapping[str, str]
    known: Mapping[str, object]


@cache
def types() -> _Types:
    """pyxform's own knowledge of types."""
    from pyxform import aliases, xls2json
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    return _Types(
        xls2json.RE_BEGIN_CONTROL,
        xls2json.RE_END_CONTROL,
        xls2json.RE_SELECT,
        xls2json.RE_OSM,
        aliases.control,
        aliases.select,
        aliases._type_alias_map,
        aliases.settings_header,
        QUESTION_TYPE_DICT,
    )


def has_control(kind: str) -> bool:
    """Questions of this type are shown, so that they need a label."""
    found = types().known.get(kind)
    control = found.get("control", {}) if isinstance(found, Mapping) else {}
    return bool(control) and control.get("tag") != "action" and kind != "background-geopoint"


def read_survey(book: Workbook) -> Survey:
    """Every row that counts, with its place; what is wrong with the layout of groups comes in ``problems``."""
    headings = survey_headings(book)
    survey = Survey(headings)
    stack: list[Entry] = []
    forgiven: list[str] = []
    too_deep = False
    for entry in _rows(book, headings, survey.problems):
        if entry.role == "end":
            _close(entry, stack, forgiven, survey.problems)
        else:
            entry.path = (*(group.name for group in stack), entry.name)
        survey.entries.append(entry)
        if entry.role == "begin":
            stack.append(entry)
            if len(stack) > NESTING and not too_deep:
                too_deep = True
                details = {"limit": NESTING}
                survey.problems.append(
                    problem("too_deep", sheet="survey", row=entry.row, column="type", details=details)
                )
    survey.problems += [
        problem(
            "group_not_ended",
            sheet="survey",
            row=group.row,
            column=headings.of("type"),
            details={"kind": group.kind, "name": group.name},
        )
        for group in stack
    ]
    return survey


def _close(entry: Entry, stack: list[Entry], forgiven: list[str], problems: list[Problem]) -> None:
    """``forgiven``: kinds whose end was taken as given where ends crossed; it may still come."""
    if stack and stack[-1].kind == entry.kind:
        stack.pop()
        return
    details: dict[str, object] = {"kind": entry.kind}
    if any(group.kind == entry.kind for group in stack):
        inner = stack[-1]
        details |= {"open": inner.kind, "name": inner.name, "opened": inner.row}
        problems.append(problem("group_crossed", sheet="survey", row=entry.row, column="type", details=details))
        # the author most likely forgot the inner end, or swapped two: go on as if all up to here were ended
        while (ended := stack.pop()).kind != entry.kind:
            forgiven.append(ended.kind)
        return
    if entry.kind in forgiven:
        forgiven.remove(entry.kind)
        return
    problems.append(problem("group_not_begun", sheet="survey", row=entry.row, column="type", details=details))


def _rows(book: Workbook, headings: Headings, problems: list[Problem]) -> Iterator[Entry]:
    type_heading, name_heading = headings.of("type"), headings.of("name")
    disabled = headings.of("disabled")
    labels = headings.under("label")
    known = types()
    for number, row in book.numbered("survey"):
        if not row or cell(row, disabled) in _YES:
            continue
        kind, name = cell(row, type_heading), cell(row, name_heading)
        if not kind:
            # a row of remarks has neither name nor label
            if name or any(row.get(label) for label in labels):
                problems.append(problem("type_missing", sheet="survey", row=number, column=type_heading or "type"))
            continue
        kind = known.aliases.get(kind, kind)
        entry = Entry(number, kind, name, "question", row)
        if kind in known.settings:
            entry.role = "setting"
        elif begin := known.begin.search(kind):
            entry.role, entry.kind = "begin", known.control[begin["type"]]
        elif end := known.end.search(kind):
            entry.role, entry.kind = "end", known.control[end["type"]]
        elif select := known.select.search(kind):
            entry.command, entry.list_name = known.selects[select["select_command"]], select["list_name"]
        if kind == "audit" and not name:
            entry.name = "audit"
        elif kind == "note" and not name:
            entry.name = _GENERATED_NOTE.format(row=number)
        yield entry
