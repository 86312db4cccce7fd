"""Keeping a change of the schedule: stored, written into the audit log, said back, in force at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.screens import Button
from handlers.tokens import button
from handlers.turn import Turn
from storage import audit, day_settings

PLACE = "schedule"
# The verb of every button of these places.
PLAN = "plan"
# The setting with the counts of `/jadwal` (see `handlers.reminding.seeing`).
OUTLOOK = "outlook"
# What a place shows: its text, and its rows of buttons.
Shown = tuple[str, list[list[Button]]]


async def stored(turn: Turn, name: str) -> Any:
    """What is stored under the name; None where the program's own values hold."""
    found = await day_settings.get(await turn.work.connection(), name)
    return found.value if found else None


async def keep(turn: Turn, name: str, value: Any, *, subject: str, detail: Mapping[str, Any], says: str) -> None:
    """Store a value that has been checked (nothing in it: forget the setting); `says`: what holds now, in words.

    A second delivery, or a second tap, changes nothing and says the same.
    """
    connection = await turn.work.connection()
    before = await day_settings.get(connection, name)
    if not value and before is not None:
        await day_settings.remove(connection, name)
        await changed(turn, subject, detail)
    elif value and (before is None or before.value != value):
        await day_settings.put(connection, name, value, by=turn.person.id, at=turn.at)
        await changed(turn, subject, detail)
    turn.toast(turn.texts.plain("toast-schedule-now", what=says))


async def changed(turn: Turn, subject: str, detail: Mapping[str, Any]) -> None:
    """Write a change into the audit log, and let the planner's next look count anew."""
    connection = await turn.work.connection()
    await audit.note(
        connection, at=turn.at, actor=turn.person.id, act="schedule changed", subject=subject, detail=detail
    )
    await day_settings.remove(connection, OUTLOOK)


def refuse(turn: Turn, text: str) -> None:
    """Say why a change was not kept, and what to do instead."""
    turn.toast(text, alert=True)


def last_row(turn: Turn, parent: str, reset: str | None = None) -> list[Button]:
    """[Kembali ke bawaan] where something is stored (`reset`: what it resets), and the way back to `parent`."""
    t = turn.texts
    found = [] if reset is None else [button(t.plain("button-schedule-reset"), PLAN, "reset", reset)]
    label = t.plain("button-schedule-back" if not parent else "button-schedule-up")
    return [*found, button(label, PLAN, parent or "top")]
