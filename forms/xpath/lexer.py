"""An expression's tokens, told apart as JavaRosa's lexer does (``xpath/parser/Lexer.java``).

Whether ``and``, ``*`` or ``-`` is an operator depends on what stands before it, not on spaces: ``a-b`` is one
name, ``a -b`` a subtraction.
"""

from __future__ import annotations

import re
from typing import Final

from forms.xpath.tree import XPathError

EXPRESSION_LENGTH: Final = 20_000
"""Longest expression in characters: our own limit, far beyond what a spreadsheet cell is used for."""

Token = tuple[str, str]
"""Kind ("number", "string", "mark", "operator", "name", "end") and text."""

END: Final[Token] = ("end", "")

_SPACE: Final = re.compile(r"[ \n\t\f\r]*")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_MARK: Final = re.compile(r"<=|>=|!=|//|\.\.|::|[=<>+\-*/|()\[\],.@]")
_WORD_OPERATOR: Final = re.compile(r"and|or|div|mod")
_NAME: Final = re.compile(r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?")
_VALUE_ENDS: Final = frozenset({")", "]", ".", ".."})
_OPERATORS: Final = frozenset({"=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "|"})


def tokens_of(expression: str) -> list[Token]:
    """Raises ``XPathError`` with ``expression_malformed``."""
    if len(expression) > EXPRESSION_LENGTH:
        raise XPathError("expression_malformed", detail=f"it is longer than {EXPRESSION_LENGTH} characters")
    tokens: list[Token] = []
    after_value = False
    place = _skip(expression, 0)
    while place < len(expression):
        token, place = _token(expression, place, after_value)
        tokens.append(token)
        kind, text = token
        after_value = kind in ("number", "string", "name") or (kind == "mark" and text in _VALUE_ENDS | {"*"})
        place = _skip(expression, place)
    return tokens


def _skip(expression: str, place: int) -> int:
    match = _SPACE.match(expression, place)
    return place if match is None else match.end()


def _token(expression: str, place: int, after_value: bool) -> tuple[Token, int]:
    sign = expression[place]
    if sign in "'\"":
        end = expression.find(sign, place + 1)
        if end < 0:
            raise _unexpected(expression, place)
        return ("string", expression[place + 1 : end]), end + 1
    if number := _NUMBER.match(expression, place):
        return ("number", number[0]), number.end()
    if mark := _MARK.match(expression, place):
        kind = "operator" if mark[0] in _OPERATORS and (after_value or mark[0] != "*") else "mark"
        return (kind, mark[0]), mark.end()
    if after_value and (word := _WORD_OPERATOR.match(expression, place)):
        return ("operator", word[0]), word.end()
    if not after_value and (name := _NAME.match(expression, place)):
        return ("name", name[0]), name.end()
    raise _unexpected(expression, place)


def _unexpected(expression: str, place: int) -> XPathError:
    return XPathError("expression_malformed", detail=f"unexpected '{expression[place : place + 20].strip()}'")
