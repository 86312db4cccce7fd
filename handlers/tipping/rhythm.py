"""How often somebody gets tips: their own choice, kept with their preferences, and the weeks that it means."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

# The kind under which the choice is kept (see `storage.preferences`), and its values.
KIND = "tip"
WEEKLY, BIWEEKLY, OFF = "weekly", "biweekly", "off"
RHYTHMS = (WEEKLY, BIWEEKLY, OFF)


def rhythm(stored: str | None, role: str) -> str:
    """The rhythm in force: what was chosen; else companions get a tip every week, and others none."""
    if stored in RHYTHMS:
        return str(stored)
    return WEEKLY if role == "companion" else OFF


def week(day: date) -> str:
    """The ISO week of a local date: `2026-W47`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def week_at(moment: datetime, zone: str) -> str:
    """The ISO week that it is at a moment in a zone."""
    return week(moment.astimezone(ZoneInfo(zone)).date())


def is_even(week_: str) -> bool:
    """Every second week is one with an even number (after a week 53 the next tip comes three weeks later)."""
    return int(week_[-2:]) % 2 == 0
