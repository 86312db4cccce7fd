"""A form from outside, checked as a whole: one look tells as much as can be known of what is wrong.

Faults of the sheets keep pyxform from making a form, and what pyxform refuses keeps the compiler from reading one. So
what is wrong is left aside, and the rest is looked at again (``forms.sheets.mending``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from forms.errors import FormError, Problem
from forms.loading import NO_FILES, load
from forms.sheets import FileKind, check_sheets, kind_of_file, read_sheets
from forms.sheets.checking import in_order
from forms.sheets.limits import PROBLEMS
from forms.sheets.mending import is_small, without_faults
from forms.source import NO_SETTINGS, Converted, made_of, read_form_file

MOST_LOOKS: Final = 5
"""pyxform tells one fault at a time, and each look takes as long as the first."""

_LOSES_NAMES: Final = frozenset({"type_missing", "name_missing", "name_invalid"})
_UNUSABLE: Final = frozenset({"formula", "cell_too_long", "character_not_allowed"})
_OF_CHOICES: Final = frozenset({"choices_missing", "choice_column_unknown"})


def check_form(
    name: str,
    data: bytes,
    files: Mapping[str, bytes] = NO_FILES,
    *,
    lenient: bool = False,
    given: Mapping[str, str] = NO_SETTINGS,
) -> Converted:
    """As ``read_form_file`` and ``load``. Raises ``FormError`` with everything that is wrong, as far as it can be
    known before the rest is mended.
    """
    try:
        converted = read_form_file(name, data, lenient=lenient, given=given)
    except FormError as error:
        told = error.problems
        raise FormError(in_order([*told, *_further(name, data, files, told)])[:PROBLEMS]) from None
    load(converted, files=files)
    return converted


def _further(name: str, data: bytes, files: Mapping[str, bytes], told: Sequence[Problem]) -> list[Problem]:
    """What else is wrong, apart from what is told already and what only comes of it."""
    try:
        if kind_of_file(data) is FileKind.XFORM:
            return []
        book = read_sheets(data)
    except FormError:
        return []
    if not is_small(book):
        return []
    found: list[Problem] = []
    aside: Sequence[Problem] = told
    for _ in range(MOST_LOOKS):
        survey, _ = check_sheets(book, lenient=True)
        if survey is None:
            break
        book = without_faults(book, survey, aside)
        survey, left = check_sheets(book, lenient=True)
        if survey is None:
            break
        if left:
            # it comes of what was left aside
            aside = left
            continue
        try:
            converted = made_of(book, survey, name=name)
        except FormError as error:
            rows = {(one.sheet, one.row) for one in (*told, *found)}
            aside = [one for one in error.problems if one.row is not None and (one.sheet, one.row) not in rows]
            found += aside
            if not aside:
                break
            continue
        try:
            load(converted, files=files)
        except FormError as error:
            found += error.problems
        break
    return _own(found, told)


def _own(found: Iterable[Problem], told: Sequence[Problem]) -> list[Problem]:
    """Without what only comes of a fault that is told."""
    consequences = {"nothing_to_ask"}
    if any(one.code in _LOSES_NAMES or (one.code in _UNUSABLE and one.sheet == "survey") for one in told):
        consequences.add("path_unknown")
    if any(one.sheet == "choices" for one in told):
        consequences |= _OF_CHOICES
    places = {(one.sheet, one.row, one.column) for one in told}
    return [
        one
        for one in found
        if one.code not in consequences and (one.row is None or (one.sheet, one.row, one.column) not in places)
    ]
