"""A problem of a form in the reader's language: where it is, what is wrong, what to do.

`forms.errors` has the sentences in English; `locales/*/problems.ftl` has the same for readers, by the same codes.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import Any

from handlers.announcing.words import sentence_case
from locales import Texts, Value

# Problems that a form has only here; all others are in the catalogue (`forms.errors`).
OWN_PROBLEMS = {
    "builtin": "pub-problem-builtin",
    "form_id_unusable": "pub-problem-form-id-unusable",
    "version_unusable": "pub-problem-version-unusable",
    "title_too_long": "pub-problem-title-too-long",
    "version_taken": "pub-problem-version-taken",
    "already_published": "pub-problem-already-published",
}
# What `forms` says inside the sentences of the catalogue. What is not here comes from a library, and is quoted.
FAULTS = {
    "a few dozen": "fault-dozens",
    "elements inside each other": "fault-nested-elements",
    "elements": "fault-elements",
    "attributes in an element": "fault-attributes",
    "a document type declaration": "fault-doctype",
    "it declares a document type": "fault-declares",
    "an entity": "fault-entity",
    "it is empty": "fault-empty",
    "it holds no table": "fault-no-table",
    "it holds bytes that are no text": "fault-no-text",
    "it is XML, but it lacks the model, instance and body of an XForm": "fault-no-xform",
    "it is a binary workbook (.xlsb); save it as .xlsx": "fault-xlsb",
    "it is an OpenDocument file (.ods); save it as .xlsx": "fault-ods",
    "it is an archive, but no workbook": "fault-archive",
    "it is an old office file, but no workbook": "fault-old-office",
    "the sheet '{sheet}' begins a second time": "fault-sheet-twice",
    "a part is packed in an unusual way": "fault-packed",
    "{count} parts": "fault-parts",
    "{count} times its size": "fault-times",
    "it is not GeoJSON": "fault-no-geojson",
    "row {row} has no {column}": "fault-no-value",
    "it has more than {limit} rows": "fault-rows",
    "it is longer than {limit} characters": "fault-long",
    "it is nested more than {limit} deep": "fault-deep",
    "unexpected the end": "fault-ends-early",
    "unexpected '{text}'": "fault-unexpected",
    "'{mark}' is missing before the end": "fault-lacks-at-end",
    "'{mark}' is missing before '{text}'": "fault-lacks",
    "a name is missing before the end": "fault-name-at-end",
    "a name is missing before '{text}'": "fault-name",
    "{function}() takes a path there, not a value": "fault-takes-path",
    "at least {least}": "fault-at-least",
    "an even number, at least {least}": "fault-even",
    "an odd number from {least} to {most}": "fault-odd",
    "{least} to {most}": "fault-from-to",
    "a union of paths (|)": "fault-union",
    "'//' in a path": "fault-anywhere",
    "the whole form (/)": "fault-whole-form",
    "'{name}()' in a path": "fault-call-in-path",
    "'{axis}::' in a path": "fault-axis",
    "a condition [...] behind '.' or '..'": "fault-condition",
    "'{mark}' in a date format": "fault-date-format",
}
# Where such a text may be; in the others stand names and formulas of the form's author.
OURS = frozenset({"detail", "what", "limit", "expected"})
NUMBERS = frozenset({"count", "least", "limit", "most", "row"})
# What is wrong with a question that has no name is told of its row.
NAMELESS = re.compile(r"row (\d+)")


def problem_parts(t: Texts, problem: dict[str, Any]) -> tuple[str, str]:
    """Where it is; what is wrong and what to do: as plain text, of a problem as `storage.uploads` keeps it."""
    parts = []
    if problem.get("sheet"):
        parts.append(t.plain("pub-at-sheet", sheet=str(problem["sheet"])))
    if problem.get("row"):
        parts.append(t.plain("pub-at-row", row=str(problem["row"])))
    if problem.get("column"):
        parts.append(t.plain("pub-at-column", column=str(problem["column"])))
    return sentence_case(", ".join(parts)), _says(t, problem)


def _says(t: Texts, problem: dict[str, Any]) -> str:
    code = str(problem.get("code"))
    if code in OWN_PROBLEMS:
        return t.plain(OWN_PROBLEMS[code])
    name = code.replace("_", "-")
    try:
        values = {key: _value(t, key, value) for key, value in (problem.get("details") or {}).items()}
        message, remedy = t.plain(f"problem-{name}", **values), t.plain(f"remedy-{name}", **values)
    except (KeyError, ValueError):
        # It was stored by another version, which knew another code or kept no details: better in English than not.
        message, remedy = str(problem.get("message", "")), str(problem.get("remedy", ""))
    message = message.strip()
    end = "" if not message or message.endswith((".", "?", "!")) else "."
    return f"{message}{end} {remedy}".strip()


def _value(t: Texts, name: str, value: object) -> Value:
    """A detail as it stands in the reader's sentence."""
    if name == "limit" and isinstance(value, int):
        return value
    text = str(value)
    if name == "name" and (nameless := NAMELESS.fullmatch(text)):
        return t.plain("pub-at-row", row=nameless[1])
    # A library may end its words as a sentence, or begin them with a space; ours goes on around them.
    core = text.strip().rstrip(".")
    if name not in OURS or not core:
        return text
    said = next(
        (t.plain(key, **found.groupdict()) for pattern, key in _patterns() if (found := pattern.fullmatch(core))), None
    )
    if said is None:
        said = t.plain("fault-quoted", text=core) if name == "detail" else core
    return f" {said}" if text[0].isspace() else said


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_pattern(template), re.DOTALL), key) for template, key in FAULTS.items())


def _pattern(template: str) -> str:
    pieces = []
    for words, name, _, _ in Formatter().parse(template):
        pieces.append(re.escape(words))
        if name:
            pieces.append(f"(?P<{name}>{r'[0-9]+' if name in NUMBERS else '.+?'})")
    return "".join(pieces)
