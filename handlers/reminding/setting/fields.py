"""The hours that an admin can set: of each its keys in the calendar's rules, what can be tapped, where it stands.

A button carries a value as `08.00-16.00` (from, to), `16.30` (an end), or `office`, `any`, `none` (a window).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from handlers.reminding.schedule_words import clock
from locales import Texts

# The kinds of message whose hours are an admin's to set (see `data/rules.toml` of the calendar), and their days.
KINDS = ("reminder", "tip", "digest", "announcement")
DAYS = ("workday", "ramadan", "saturday")
NAMED = ("office", "any", "none")


class Shape(StrEnum):
    """How a value is written: two times, two times that may run over midnight, one time, a window."""

    SPAN = "span"
    NIGHT = "night"
    CLOCK = "clock"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the rules. `parent`: the place that leads to it, "" for the schedule itself."""

    name: str
    shape: Shape
    keys: tuple[str, ...]
    choices: tuple[str, ...]
    parent: str

    def read(self, text: str) -> dict[str, str] | None:
        """A button's value, by key; None for one that has another shape. Whether it makes sense, the rules say."""
        parts = text.split("-")
        match self.shape:
            case Shape.SPAN | Shape.NIGHT:
                return dict(zip(self.keys, parts, strict=True)) if len(parts) == 2 else None
            case Shape.CLOCK:
                return {self.keys[0]: text} if text else None
            case Shape.WINDOW:
                return {self.keys[0]: text} if text else None

    def value(self, values: Mapping[str, Any]) -> str:
        """The value that holds, as a button carries it."""
        return "-".join(str(values[key]) for key in self.keys)

    def typed(self, clocks: list[str], word: str | None) -> str | None:
        """What was typed, as a button carries it: its clock times, or the word for a window; None for anything else."""
        match self.shape:
            case Shape.SPAN | Shape.NIGHT:
                return "-".join(clocks) if len(clocks) == 2 else None
            case Shape.CLOCK:
                return clocks[0] if len(clocks) == 1 else None
            case Shape.WINDOW:
                if clocks and len(clocks) % 2 == 0:
                    return ",".join(f"{a}-{b}" for a, b in zip(clocks[::2], clocks[1::2], strict=True))
                return None if clocks else word


_WORKDAY = ("office", "08.00-16.00", "any")
_SATURDAY = ("none", "08.00-12.00", "any")
_FIELDS = (
    Field(
        "office",
        Shape.SPAN,
        ("office.start", "office.end"),
        ("07.30-16.00", "08.00-16.00", "08.00-16.30"),
        "hours",
    ),
    Field("friday", Shape.CLOCK, ("office.friday_end",), ("16.00", "16.30", "17.00"), "hours"),
    Field(
        "pause",
        Shape.SPAN,
        ("friday_prayer.start", "friday_prayer.end"),
        ("11.30-13.00", "11.30-13.30", "11.00-13.00"),
        "hours",
    ),
    Field(
        "quiet",
        Shape.NIGHT,
        ("quiet.start", "quiet.end"),
        ("19.00-07.00", "20.00-07.00", "21.00-06.00"),
        "",
    ),
    Field(
        "fasting",
        Shape.SPAN,
        ("office.ramadan.start", "office.ramadan.end"),
        ("08.00-15.00", "07.30-14.30", "08.00-14.00"),
        "ramadan",
    ),
    Field("fasting-friday", Shape.CLOCK, ("office.ramadan.friday_end",), ("15.00", "15.30", "16.00"), "ramadan"),
    *(
        Field(
            f"{kind}-{day}",
            Shape.WINDOW,
            (f"kinds.{kind}.{day}",),
            _SATURDAY if day == "saturday" else _WORKDAY,
            f"kind:{kind}",
        )
        for kind in KINDS
        for day in DAYS
    ),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _FIELDS}


def value_words(t: Texts, value: str) -> str:
    """A value in words: `07.30–16.00`, `selama jam kerja`, `tidak dikirim`."""
    if value in NAMED:
        return t.plain("schedule-window", window=value)
    return ", ".join("–".join(clock(t, one) for one in part.strip().split("-")) for part in value.split(","))


def field_words(t: Texts, field: Field) -> str:
    """What a field is called: `Jam kerja Senin–Kamis`, `Pengingat, hari Sabtu`."""
    if field.shape is not Shape.WINDOW:
        return t.plain("schedule-field", field=field.name)
    kind, _, day = field.name.partition("-")
    return t.plain("schedule-field-window", kind=kind, day=day)
