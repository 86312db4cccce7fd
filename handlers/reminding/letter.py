"""The letter `reminder`: what is due when it goes out, the most urgent first, and one button that opens the form.

What was filed meanwhile is left out; where nothing is left, nothing is sent.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from handlers.letters import Slip, letter
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import REMINDER, Almanac, local_day
from handlers.reminding.matters import About, Matter, open_matters, triggers
from handlers.reminding.words import Told, line, sentence, told
from handlers.screens import Button, Screen
from handlers.tokens import MOST_BYTES, button
from handlers.turn import Turn, as_rows
from locales.calendar import local_slot
from storage import due

# Lines and buttons for forms that one letter has; what is beyond is counted.
LINES = 4
BUTTONS = 3
PREFIX = "l:rem"
LABEL = 38


async def open_for(turn: Turn) -> tuple[Almanac, list[Matter]]:
    """The almanac, and everything that is open for the person of the turn now."""
    connection = await turn.work.connection()
    almanac = await almanacs.load(connection)
    facts = await due.facts_of(connection, turn.person.id, forms=list(almanac.rhythms), audiences=almanac.audiences)
    if facts is None:
        return almanac, []
    return almanac, open_matters(almanac, facts, local_day(turn.at, turn.zone), turn.zone)


@letter(REMINDER)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: `day` and `slot` of a scheduled one; neither, where the person has asked for it."""
    almanac, matters = await open_for(turn)
    if "slot" in slip.data:
        # Its reason must still be there; then everything else that is open goes along.
        today = date.fromisoformat(slip.data["day"]) == local_day(turn.at, turn.zone)
        if not today or not triggers(matters, slip.data["slot"]) or await _asked_today(turn):
            return None
    things = await told(turn, almanac, matters)
    return screen(turn, things) if things else None


async def _asked_today(turn: Turn) -> bool:
    """Whether the person gets or got one today that they asked for: since this one was planned, perhaps."""
    since = local_slot(local_day(turn.at, turn.zone), time(0), turn.zone)
    found = await due.asked(await turn.work.connection(), [turn.person.id], REMINDER, since, turn.at)
    return any(at < since + timedelta(days=1) for at in found.get(turn.person.id, []))


def screen(turn: Turn, things: list[Told]) -> Screen:
    """The letter's words and buttons."""
    t = turn.texts
    first = things[0].matter
    if len(things) == 1:
        lines = [sentence(turn, things[0])]
    else:
        lines = [t("remind-several", address=turn.address, level=first.level), ""]
        lines += [f"• {line(turn, one)}" for one in things[:LINES]]
        if len(things) > LINES:
            lines.append(t("remind-more", count=len(things) - LINES))
    if first.about is About.DUE and first.level == 3:
        lines += ["", t("remind-help")]
    return Screen("\n".join(lines), as_rows(rows(turn, things)))


def rows(turn: Turn, things: list[Told], later: str | None = None) -> list[list[Button]]:
    """The letter's buttons; `later`: what stands on the one for later (a moment that was chosen)."""
    t = turn.texts
    found = opening(turn, things)
    found.append(
        [
            button(t.plain("button-remind-later") if later is None else later, PREFIX, "later"),
            button(t.plain("button-remind-settings"), PREFIX, "set"),
        ]
    )
    return found


def opening(turn: Turn, things: list[Told]) -> list[list[Button]]:
    """One button for each form, at most `BUTTONS`."""
    t = turn.texts
    found: list[list[Button]] = []
    for one in things:
        if len(f"{PREFIX}:open:{one.matter.form}".encode()) > MOST_BYTES or len(found) == BUTTONS:
            continue
        if len(things) == 1:
            label = t.plain("button-remind-continue" if one.matter.draft else "button-remind-fill")
        else:
            key = "button-remind-continue-form" if one.matter.draft else "button-remind-fill-form"
            label = t.plain(key, form=_short(one.name))
        found.append([button(label, PREFIX, "open", one.matter.form)])
    return found


def _short(name: str) -> str:
    """A name that still fits on a phone's button beside a verb."""
    most = LABEL - 12
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
