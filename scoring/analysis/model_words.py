"""The words of a model's text, each with its line and column (from 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from scoring.analysis.problems import AnalysisError

Kind: TypeAlias = Literal["number", "name", "text", "sign", "break", "end"]

UNKNOWN_CHARACTER: Final = "model-character"
UNCLOSED_QUOTE: Final = "model-quote"
TOO_DEEP: Final = "model-too-deep"

DEEPEST: Final = 50
"""Parentheses in parentheses, or signs in a row, that nobody writes; readers go as deep as they are."""
_MOST_QUOTED: Final = 40

_SPACE: Final = re.compile(r"[^\S\n]+|\ufeff|[#!][^\n]*")
_BREAK: Final = re.compile(r"[\n;]")
_NUMBER: Final = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_NAME: Final = re.compile(r"(?:[^\W\d]|\.(?!\d))[\w.]*")
_QUOTED: Final = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|“([^”\n]*)”|‘([^’\n]*)’")
_BACKQUOTED: Final = re.compile(r"`([^`\n]+)`")
_SIGN: Final = re.compile(r"=~|<~|~\*~|~~|:=|==|<=|>=|[~<>|%:+\-*/^(),?=]")
_OPENING_QUOTES: Final = "\"'“‘`"
# A phone or a word processor puts these in by itself.
_TYPOGRAPHIC: Final = str.maketrans({"˜": "~", "∼": "~", "−": "-", "–": "-", "×": "*", "\r": " "})


@dataclass(frozen=True, slots=True)
class Word:
    """`text`: of a quoted word what is between the quotes, of a "break" a new line or a semicolon. `start` and `stop`:
    where it stands in the text as it was cleaned (see `cleaned`)."""

    kind: Kind
    text: str
    line: int
    column: int
    start: int
    stop: int

    def is_sign(self, *signs: str) -> bool:
        return self.kind == "sign" and self.text in signs


def cleaned(text: str) -> str:
    """With plain signs for typographic ones, place by place."""
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_TYPOGRAPHIC)


def words(text: str) -> Iterator[Word]:
    """The words of a cleaned text; the last has the kind "end".

    `AnalysisError` "model-character", "model-quote" with line, column and the character; "model-too-deep".
    """
    depth = signs = 0
    place, line, begin = 0, 1, 0
    while place < len(text):
        column = place - begin + 1
        if space := _SPACE.match(text, place):
            place = space.end()
            continue
        kind, content, stop = _word(text, place, line, column)
        word = Word(kind, content, line, column, place, stop)
        depth = max(depth + word.is_sign("(") - word.is_sign(")"), 0)
        signs = signs + 1 if word.kind == "sign" else 0
        if max(depth, signs) > DEEPEST:
            raise wrong(TOO_DEEP, word)
        yield word
        place = stop
        if text[stop - 1] == "\n":
            line, begin = line + 1, stop
    yield Word("end", "", line, place - begin + 1, place, place)


def _word(text: str, place: int, line: int, column: int) -> tuple[Kind, str, int]:
    if found := _BREAK.match(text, place):
        return "break", found[0], found.end()
    if found := _NUMBER.match(text, place):
        return "number", found[0], found.end()
    if found := _NAME.match(text, place):
        return "name", found[0], found.end()
    if found := _BACKQUOTED.match(text, place):
        return "name", found[1], found.end()
    if found := _QUOTED.match(text, place):
        return "text", found[found.lastindex or 1].strip(), found.end()
    if found := _SIGN.match(text, place):
        return "sign", found[0], found.end()
    code = UNCLOSED_QUOTE if text[place] in _OPENING_QUOTES else UNKNOWN_CHARACTER
    raise AnalysisError(code, line=line, column=column, found=text[place])


class Cursor:
    """Goes along words of which the last has the kind "end". `place`: of the next one, may be set back."""

    def __init__(self, found: Sequence[Word]) -> None:
        self._words = found
        self.place = 0

    @property
    def before(self) -> Word:
        """The one that was taken last."""
        return self._words[self.place - 1]

    @property
    def next(self) -> Word:
        return self._words[self.place]

    @property
    def after(self) -> Word:
        """The one behind the next."""
        return self._words[min(self.place + 1, len(self._words) - 1)]

    def take(self) -> Word:
        """The next one; the end is taken again and again."""
        word = self.next
        if word.kind != "end":
            self.place += 1
        return word


def wrong(code: str, word: Word) -> AnalysisError:
    """That something is wrong with this word, where it stands."""
    return AnalysisError(code, line=word.line, column=word.column, found=shown(word.text) or "…")


def shown(text: str) -> str:
    """What is quoted of a text that may have any length."""
    return text if len(text) <= _MOST_QUOTED else text[:_MOST_QUOTED] + "…"
