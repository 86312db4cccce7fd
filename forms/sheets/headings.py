"""What a heading means: pyxform's own reading of it, with all its other spellings."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from forms.sheets.reading import Workbook

_SETTINGS: Final = {"form_id": "id_string"}
_SPACES: Final = re.compile(" +")

Tokens = tuple[str, ...]
"""A heading taken apart: ("label", "English (en)"), ("bind", "relevant")."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of one sheet. ``tokens``: by heading; a heading that makes no sense is left out."""

    tokens: Mapping[str, Tokens]

    def of(self, *tokens: str) -> str | None:
        """The heading that means exactly this."""
        return next((heading for heading, found in self.tokens.items() if found == tokens), None)

    def under(self, first: str) -> list[str]:
        """All headings that begin with it: a label in each language."""
        return [heading for heading, found in self.tokens.items() if found[0] == first]


def cell(row: Mapping[str, str], heading: str | None) -> str:
    """Cleaned as pyxform cleans it: one space between words, none around."""
    return "" if heading is None else _SPACES.sub(" ", row.get(heading, "").strip())


def _headings(names: Sequence[str], aliases: dict[str, str | Tokens], columns: Container[str]) -> Headings:
    from pyxform.parsing.sheet_headers import process_header

    double = any("::" in name for name in names)
    tokens: dict[str, Tokens] = {}
    for name in names:
        try:
            tokens[name] = tuple(process_header(name, double, aliases, columns)[1])
        except (IndexError, ValueError):
            continue
    return Headings(tokens)


def survey_headings(book: Workbook) -> Headings:
    from pyxform import aliases
    from pyxform.question import MultipleChoiceQuestion

    names = book.headings.get("survey", ())
    return _headings(names, aliases.survey_header, set(MultipleChoiceQuestion.get_slot_names()))


def choice_headings(book: Workbook, sheet: str = "choices") -> Headings:
    from pyxform import aliases
    from pyxform.question import Option

    return _headings(book.headings.get(sheet, ()), aliases.list_header, set(Option.get_slot_names()))


def setting_headings(book: Workbook) -> Headings:
    from pyxform import aliases
    from pyxform.survey import Survey

    return _headings(book.headings.get("settings", ()), aliases.settings_header, set(Survey.get_slot_names()))


def known_settings() -> frozenset[str]:
    """The headings of the settings sheet that pyxform knows."""
    from pyxform import aliases
    from pyxform.survey import Survey

    return frozenset(aliases.settings_header) | frozenset(Survey.get_slot_names())


def fill_in_settings(book: Workbook, given: Mapping[str, str]) -> tuple[str, ...]:
    """Settings for a form whose author left them out; gives the names of those that were filled in."""
    headings = setting_headings(book)
    rows = book.sheets.get("settings", [])
    filled = []
    for name, text in given.items():
        heading = headings.of(_SETTINGS.get(name, name))
        if rows and cell(rows[0], heading):
            continue
        if not rows:
            book.sheets["settings"] = rows = [{}]
            book.headings.setdefault("settings", ())
            if "settings" not in map(str.lower, book.names):
                book.names = (*book.names, "settings")
        if heading is None:
            heading = name
            book.headings["settings"] = (*book.headings["settings"], heading)
        rows[0][heading] = text
        filled.append(name)
    return tuple(filled)
