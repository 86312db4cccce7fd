"""What SPSS wants of names and labels (Command Syntax Reference: Variable Names, Variable Labels, Value Labels)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from handlers.exporting.values import cut
from handlers.exporting.versions import unique

NAME_BYTES: Final = 64
LABEL_BYTES: Final = 255
"""256 in SPSS; PSPP and older readers stop one earlier."""
VALUE_LABEL_BYTES: Final = 120
STRING_BYTES: Final = 32_767

_RESERVED: Final = frozenset(["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"])
_NOT_LEGAL: Final = re.compile(r"[^0-9A-Za-z_]+")
# Room for the number that makes a name unique.
_NUMBER: Final = 6


def legal_names(names: Iterable[str]) -> list[str]:
    """Names that SPSS takes, unique whatever the letters' case: "program/pkh" becomes "program_pkh"."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        legal = unique(_legal(name), taken)
        taken.add(legal.casefold())
        found.append(legal)
    return found


def _legal(name: str) -> str:
    # Letters outside ASCII are legal in Unicode files alone.
    plain = _NOT_LEGAL.sub("_", name).strip("_")
    if not plain[:1].isalpha():
        plain = f"v_{plain}"
    if plain.upper() in _RESERVED:
        plain = f"{plain}_v"
    return cut(plain, NAME_BYTES - _NUMBER).rstrip("_") or "v"


def label(text: str) -> str:
    """A label of a variable, cut at a character."""
    return cut(text, LABEL_BYTES)


def value_label(text: str) -> str:
    """A label of a value."""
    return cut(text, VALUE_LABEL_BYTES)
