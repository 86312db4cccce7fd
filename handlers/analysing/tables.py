"""Tables of a report as data: what stands in each column, and how it is written; for paper and spreadsheet alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from handlers.analysing.words import NOTHING, Writing

Value: TypeAlias = str | int | float | None
How: TypeAlias = Literal["text", "count", "figure", "two", "three", "p", "share"]
"""Words; a whole number; an estimate of any scale; something between -1 and 1 with two decimals, with three; a
p-value; a share of 1 in percent."""


@dataclass(frozen=True, slots=True)
class Column:
    """`key`: its heading's text; a heading that is no text of ours (the name of a factor) is `heading`."""

    key: str
    how: How = "figure"
    heading: str = ""

    def title(self, w: Writing) -> str:
        """The heading in words."""
        return self.heading or w.plain(self.key)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `sheet`: key of its sheet's name, `title`: key of its heading. `note` (words) explains it. `flagged`:
    numbers of rows that need a look. `most`: rows shown on paper, all are in the spreadsheet; `on_paper` False: none.
    """

    sheet: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    flagged: frozenset[int] = field(default_factory=frozenset)
    most: int | None = None
    on_paper: bool = True
    label: str = ""

    def heading(self, w: Writing) -> str:
        """The title in words, with what tells it from its like (a group, a construct)."""
        words = w.plain(self.title)
        return f"{words}: {self.label}" if self.label else words


def written(value: Value, how: How, w: Writing) -> str:
    """A cell in words; an empty string where nothing belongs, a dash for what cannot be said."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return NOTHING
    if isinstance(value, str):
        return value
    match how:
        case "count" | "text":
            return w.count(value)
        case "two":
            return w.fixed(value, 2)
        case "three":
            return w.fixed(value, 3)
        case "p":
            return w.p(value)
        case "share":
            return w.share(value)
        case "figure":
            return w.count(value) if isinstance(value, int) else w.figure(value)


def text(key: str) -> Column:
    """A column of words."""
    return Column(key, "text")


def named(heading: str, how: How = "two") -> Column:
    """A column with the name of something as its heading."""
    return Column("", how, heading)


def square(
    sheet: str,
    title: str,
    names: tuple[str, ...],
    values: Sequence[Sequence[float | str | None]],
    *,
    note: str = "",
    label: str = "",
) -> Grid:
    """A table with the same names at its side and above."""
    columns = (text("anr-c-name"), *(named(name) for name in names))
    return Grid(
        sheet, title, columns, tuple((n, *row) for n, row in zip(names, values, strict=True)), note, label=label
    )
