"""``${name}``: every reference to a question, wherever one may stand, names a question that there is, and one only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from forms.errors import Problem, problem
from forms.sheets.headings import choice_headings
from forms.sheets.reading import Workbook
from forms.sheets.survey import Survey

_NOT_IN: Final = frozenset({"type", "name"})
_TEXTS: Final = frozenset({"label", "image", "big-image", "audio", "video", "media"})
"""Of the choices sheet, only what is shown is more than data."""

_SHOWN: Final = 80
_LAST_SAVED: Final = "last-saved#"


def check_references(book: Workbook, survey: Survey) -> Iterator[Problem]:
    """A problem for each cell with a reference that leads nowhere, or to more than one question."""
    names = Counter(entry.name for entry in survey.entries if entry.name and entry.role in ("question", "begin"))
    if not names.get("instanceID"):
        names["instanceID"] = 1
    shown = choice_headings(book)
    columns = {
        "survey": [heading for heading, found in survey.headings.tokens.items() if found[0] not in _NOT_IN],
        "settings": list(book.headings.get("settings", ())),
        "choices": [heading for heading, found in shown.tokens.items() if found[0] in _TEXTS],
    }
    type_heading = survey.headings.of("type") or "type"
    for entry in survey.entries:
        # select_one ${repeat}: choices from the answers of a repeat
        for code, details in dict.fromkeys(_in_text(entry.list_name, names)):
            yield problem(code, sheet="survey", row=entry.row, column=type_heading, details=dict(details))
    for sheet, headings in columns.items():
        if not headings:
            continue
        for number, row in book.numbered(sheet):
            for heading in headings:
                text = row.get(heading, "")
                if "${" not in text or len(text) <= 2:
                    continue
                for code, details in dict.fromkeys(_in_text(text, names)):
                    yield problem(code, sheet=sheet, row=number, column=heading, details=dict(details))


def _in_text(text: str, names: Counter[str]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    from pyxform.parsing.expression import RE_PYXFORM_REF_INNER

    at = 0
    while (at := text.find("${", at)) >= 0:
        end = text.find("}", at)
        if end < 0:
            yield "reference_malformed", (("reference", text[at : at + _SHOWN]),)
            return
        inner = text[at + 2 : end]
        at = end + 1
        if not inner:
            continue
        match = RE_PYXFORM_REF_INNER.fullmatch(inner) if len(inner) <= 1_000 else None
        if match is None:
            yield "reference_malformed", (("reference", f"${{{inner[:_SHOWN]}}}"),)
            continue
        name = match["ncname"]
        if name not in names:
            yield "reference_unknown", (("name", name[:_SHOWN]),)
        elif names[name] > 1:
            yield "reference_ambiguous", (("name", name[:_SHOWN]),)
