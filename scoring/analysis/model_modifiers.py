"""What stands before a variable on the right: a number, a label, NA, a start, an equality; one or one a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from scoring.analysis.model_words import Cursor, Word, wrong

ModifierKind: TypeAlias = Literal["fixed", "start", "label", "equal"]

BAD_MODIFIER: Final = "model-modifier"
UNKNOWN_FUNCTION: Final = "model-function"
UNCLOSED: Final = "model-parenthesis"

_NOT_READ: Final = ("lower", "upper", "prior", "rv", "efa")


@dataclass(frozen=True, slots=True)
class Modifier:
    """What stands before "*". `values`: one, or one a group when written c(…). "fixed": numbers, None where the
    parameter is to be free (NA); "start": numbers; "label": names, None for no label; "equal": the label of another
    parameter as "f=~x1"."""

    kind: ModifierKind
    values: tuple[float | str | None, ...]
    line: int
    column: int


def read_modifier(cursor: Cursor) -> Modifier | None:
    """The modifier that comes next, if one does: it ends with "*" (or "?" after a start)."""
    word = cursor.next
    begin = cursor.place
    modifier = _function(cursor, word) if word.kind == "name" and cursor.after.is_sign("(") else _plain(cursor, word)
    if modifier is None or not cursor.next.is_sign("*", "?"):
        if modifier is not None and cursor.before.is_sign(")"):
            raise wrong(BAD_MODIFIER, word)
        cursor.place = begin
        return None
    if cursor.take().text == "?":
        if modifier.kind != "fixed" or None in modifier.values:
            raise wrong(BAD_MODIFIER, word)
        return Modifier("start", modifier.values, word.line, word.column)
    return modifier


def _plain(cursor: Cursor, word: Word) -> Modifier | None:
    if word.kind == "text" or (word.kind == "name" and word.text != "NA"):
        cursor.take()
        return Modifier("label", (word.text,), word.line, word.column)
    if word.kind == "name":
        cursor.take()
        return Modifier("fixed", (None,), word.line, word.column)
    if word.kind == "number" or word.is_sign("-", "("):
        return Modifier("fixed", (_number(cursor),), word.line, word.column)
    return None


def _function(cursor: Cursor, word: Word) -> Modifier:
    name = word.text
    if name not in ("c", "start", "equal", "label"):
        code = UNKNOWN_FUNCTION if name in _NOT_READ else BAD_MODIFIER
        raise wrong(code, word)
    cursor.take()
    values = _arguments(cursor)
    texts = [value for value in values if isinstance(value, str)]
    numbers = [value for value in values if isinstance(value, float)]
    if (texts and numbers) or (name == "start" and len(numbers) < len(values)) or (name != "c" and not values):
        raise wrong(BAD_MODIFIER, word)
    if (name in ("equal", "label") and numbers) or (name == "equal" and None in values):
        raise wrong(BAD_MODIFIER, word)
    if name == "c":
        kind: ModifierKind = "label" if texts else "fixed"
        return Modifier(kind, values, word.line, word.column)
    kind = "start" if name == "start" else "equal" if name == "equal" else "label"
    return Modifier(kind, values, word.line, word.column)


def _arguments(cursor: Cursor) -> tuple[float | str | None, ...]:
    """What stands in the parentheses; c(…) inside another function is opened."""
    opening = cursor.take()
    values: list[float | str | None] = []
    while True:
        word = cursor.next
        if word.kind == "name" and word.text == "c" and cursor.after.is_sign("("):
            cursor.take()
            values.extend(_arguments(cursor))
        elif word.kind in ("name", "text"):
            cursor.take()
            values.append(None if word.kind == "name" and word.text == "NA" else word.text)
        elif word.kind == "number" or word.is_sign("-", "("):
            values.append(_number(cursor))
        else:
            raise wrong(UNCLOSED if word.kind == "end" else BAD_MODIFIER, opening if word.kind == "end" else word)
        word = cursor.take()
        if word.is_sign(")"):
            return tuple(values)
        if not word.is_sign(","):
            raise wrong(UNCLOSED, opening)


def _number(cursor: Cursor) -> float:
    """A number, with a sign, in parentheses, or a quotient of two."""
    word = cursor.take()
    if word.is_sign("-"):
        return -_number(cursor)
    if word.is_sign("("):
        value = _number(cursor)
        if not cursor.take().is_sign(")"):
            raise wrong(UNCLOSED, word)
    elif word.kind == "number":
        value = float(word.text)
    else:
        raise wrong(BAD_MODIFIER, word)
    if cursor.next.is_sign("/"):
        cursor.take()
        below = _number(cursor)
        if below == 0.0:
            raise wrong(BAD_MODIFIER, word)
        return value / below
    return value
