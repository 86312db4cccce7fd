"""The parts of a pattern: what ``patterns`` reads and ``regex`` runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from forms.xpath import signs
from forms.xpath.signs import Test

_LINE_ENDS: Final = "\n\r\u0085\u2028\u2029"


class PatternError(ValueError):
    """A pattern that is not valid, or that cannot be run in bounded time."""


@dataclass(frozen=True, slots=True)
class Sign:
    test: Test


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """``most`` is None for any number."""

    part: Part
    least: int
    most: int | None
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Whether a part does (or does not) follow, or come before."""

    part: Part
    wanted: bool
    behind: bool


@dataclass(frozen=True, slots=True)
class Assertion:
    """``kind``: "start", "end", "line start", "line end", "boundary", "no boundary"."""

    kind: str

    def holds(self, text: str, at: int) -> bool:
        if self.kind in ("boundary", "no boundary"):
            before = at > 0 and signs.in_word(text[at - 1])
            after = at < len(text) and signs.in_word(text[at])
            return (before != after) == (self.kind == "boundary")
        if self.kind == "start":
            return at == 0
        if self.kind == "line start":
            return at == 0 or (at < len(text) and text[at - 1] in _LINE_ENDS and text[at - 1 : at + 1] != "\r\n")
        rest = text[at:]
        last = not rest or rest == "\r\n" or (len(rest) == 1 and rest in _LINE_ENDS and text[at - 1 : at + 1] != "\r\n")
        if self.kind == "line end":
            return last or (rest[0] in _LINE_ENDS and text[max(at - 1, 0) : at + 1] != "\r\n")
        return last if self.kind == "end" else at == len(text)


Part = Sign | Sequence | Alternatives | Repeat | Look | Assertion
