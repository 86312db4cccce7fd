"""Stored texts as the values that they stand for: numbers, days, times. What is none of it stays a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from handlers.exporting.columns import Written
from handlers.exporting.fields import Option, Type

MOST_EXACT: Final = 10**15
"""From here on a 64-bit float loses digits."""

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?:[eE][+-]?[0-9]{1,2})?")
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")


def number_of(text: str | float | int) -> float | int | None:
    """A number; None for a text that is none, or that a float does not hold to the digit."""
    if not isinstance(text, str):
        return text
    if _NUMBER.fullmatch(text) is None:
        return None
    found = float(text)
    if abs(found) >= MOST_EXACT:
        return None
    return int(found) if found.is_integer() else found


def is_plain_number(text: str) -> bool:
    """Whether a calculation's text is a number and nothing else: "08" and "13.10" are codes. XPath's NaN is one."""
    if text in ("", "NaN"):
        return True
    found = number_of(text)
    return found is not None and str(found) == text.removesuffix(".0")


def day_of(text: str) -> date | None:
    """A day."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def moment_of(text: str) -> datetime | None:
    """A time without an offset, as this program's own columns have it; None for a form's own, which has one."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is None else None


def is_number(written: Written) -> bool:
    """Whether its values are numbers."""
    if written.type in (Type.WHOLE, Type.DECIMAL, Type.FLAG):
        return True
    return written.type is Type.ONE and names_are_whole(written.options)


def names_are_whole(options: Sequence[Option]) -> bool:
    """Whether the names of choices are whole numbers, as written; "01" and "13.76" are codes."""
    return bool(options) and all(_WHOLE.fullmatch(option.name) for option in options)


def cut(text: str, most: int) -> str:
    """The text in at most so many bytes of UTF-8, cut at a character."""
    whole = text.encode()
    return text if len(whole) <= most else whole[:most].decode(errors="ignore")
