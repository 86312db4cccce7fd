"""Buttons of the lists from which an audience is put together."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.announcing.conditions import Condition, Conditions
from handlers.announcing.dispatch import button_to, go
from handlers.announcing.words import sentence_case, value_words
from handlers.screens import Button
from handlers.turn import Turn
from storage.announcements import Announcement

PLACE = "announce-to"
# Two buttons fit beside each other up to this many letters each (a 360-pixel screen).
HALF_ROW = 16


def tick(turn: Turn, announcement: Announcement, chosen: Conditions, code: str, label: str = "") -> Button:
    """A value to be chosen: a tap says plainly whether it shall be there, so that a double tap is one.

    `label`: instead of the words that the value has in a sentence.
    """
    there = next((c for c in chosen if c.code == code), None)
    label = label or sentence_case(value_words(turn, Condition(code)))
    if there is None:
        return button_to(label, "yes", announcement.id, code)
    return button_to(f"{'✕' if there.negated else '✓'} {label}", "off", announcement.id, code)


def way_back(turn: Turn, announcement: Announcement, section: str = "") -> Button:
    """Back to the section, or to the overview of the audience."""
    where = f"{PLACE}:{announcement.id}:{section}" if section else f"{PLACE}:{announcement.id}"
    return go(turn.texts.plain("button-ann-to-audience") if not section else turn.texts.plain("button-back"), where)


def paired(buttons: Sequence[Button]) -> list[list[Button]]:
    """Short neighbours share a row."""
    rows: list[list[Button]] = []
    for each in buttons:
        if rows and len(rows[-1]) == 1 and len(each.label) <= HALF_ROW and len(rows[-1][0].label) <= HALF_ROW:
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows
