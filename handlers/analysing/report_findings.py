"""What a report says of a result, before it is paper or spreadsheet: sentences, pictures, tables, conventions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handlers.analysing.tables import Grid, text
from scoring.analysis.problems import Remark


@dataclass(frozen=True, slots=True)
class Origin:
    """What was analysed: `name` of the data in words, rows `n` in it, the `day` of the analysis; `asked` in words, and
    the text of the `model` where there is one. `items`: how each item reads, by its name, for who does not know it.
    """

    name: str
    n: int | None
    day: date
    asked: str = ""
    model: str = ""
    items: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in points. `draw(width, height)` gives a reportlab drawing of at most that size; `caption` in words."""

    title: str
    draw: Callable[[float, float], Any]
    caption: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """Of one result. `kind`: key of what kind of analysis it is; `n` used of `n_given`; `verdict`: sentences for the
    first page; `meaning` and `limits`: what may be concluded and what not; `conventions`: what -> how, in words;
    `people`: in words, where `n` and `n_given` alone would mislead."""

    kind: str
    n: int
    n_given: int
    verdict: tuple[str, ...]
    meaning: tuple[str, ...]
    limits: tuple[str, ...]
    pictures: tuple[Picture, ...]
    grids: tuple[Grid, ...]
    conventions: tuple[tuple[str, str], ...]
    remarks: tuple[Remark, ...]
    people: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A whole report: what it is called, of what, all findings, and with which programs and seed it was computed."""

    title: str
    origin: Origin
    findings: tuple[Findings, ...]
    versions: Mapping[str, str]
    seed: int | None

    def legend(self) -> Grid:
        """Names of items and how they read."""
        columns = (text("anr-c-item"), text("anr-c-wording"))
        return Grid("anr-s-wording", "anr-t-wording", columns, tuple(self.origin.items.items()))
