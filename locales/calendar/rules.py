"""The rules of the calendar: office hours, quiet hours, silences, and what kind of message may go when.

All values are in `data/rules.toml`, each with its source; an admin's stored values are laid over them. Nothing here
knows a date: `locales.calendar.days` says what a day is, `locales.calendar.hours` puts both together.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from locales.calendar.spans import Span, Spans, joined, without

RULES_FILE = Path(__file__).parent / "data" / "rules.toml"


class RulesError(ValueError):
    """A rule that cannot be used; the message names the key and says what to write instead."""


class DayType(StrEnum):
    """What a day is. The first that is true of: feast, holiday, leave, sunday, saturday; else a workday."""

    WORKDAY = "workday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    LEAVE = "leave"
    FEAST = "feast"


WINDOWS = (*DayType, "ramadan")
"""The keys of a kind's windows: each type of day, and "ramadan" for a workday in Ramadan."""


@dataclass(frozen=True, slots=True)
class Office:
    """Office hours, in minutes since local midnight; Friday's end differs, because its break is longer."""

    start: int
    end: int
    friday_end: int

    def span(self, friday: bool) -> Span:
        return self.start, self.friday_end if friday else self.end


@dataclass(frozen=True, slots=True)
class Silence:
    """Days of silence: holidays whose name has one of `names`, in `provinces`.

    From minute `start` of the day to minute `end` of the next.
    """

    names: tuple[str, ...]
    provinces: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message. A window is None for office hours, else the spans of the day."""

    name: str
    windows: Mapping[str, Spans | None]
    quiet: bool
    friday_prayer: bool
    silence: bool


@dataclass(frozen=True)
class Rules:
    """See the module. Made by `Rules.from_mapping`, not by hand; `values` are the effective values by dotted key."""

    office: Office
    office_ramadan: Office
    quiet: Spans
    friday_prayer: Span
    silence: Silence
    feasts: tuple[str, ...]
    spelling: Mapping[str, Mapping[str, str]]
    kinds: Mapping[str, Kind]
    values: Mapping[str, Any]
    _openings: dict[tuple[str, str, bool, bool], Spans] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> Rules:
        """The rules of `data/rules.toml` with an admin's `stored` values laid over them.

        Keys are nested (`{"quiet": {"start": "21.00"}}`) or dotted (`{"quiet.start": "21.00"}`). A new kind may be
        added under `kinds`, with all its keys. Raises `RulesError` naming the key and the remedy.
        """
        from locales.calendar.reading import read_rules  # it builds the classes above

        return read_rules(_file(), stored)

    def kind(self, name: str) -> Kind:
        """`RulesError` for a kind that has no rule."""
        try:
            return self.kinds[name]
        except KeyError:
            raise RulesError(f"there is no kind {name!r}: use one of {', '.join(self.kinds)}") from None

    def opening(self, kind: str, type_: DayType, *, friday: bool, ramadan: bool) -> Spans:
        """When `kind` may go on such a day, days of silence not yet regarded."""
        key = (kind, type_, friday, ramadan)
        if key not in self._openings:
            self._openings[key] = self._opening(self.kind(kind), type_, friday, ramadan)
        return self._openings[key]

    def _opening(self, kind: Kind, type_: DayType, friday: bool, ramadan: bool) -> Spans:
        spans = kind.windows["ramadan" if ramadan and type_ is DayType.WORKDAY else type_]
        if spans is None:
            spans = ((self.office_ramadan if ramadan else self.office).span(friday),)
        if kind.quiet:
            spans = without(spans, self.quiet)
        if kind.friday_prayer and friday:
            spans = without(spans, (self.friday_prayer,))
        return joined(spans)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))
