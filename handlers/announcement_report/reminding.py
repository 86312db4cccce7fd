"""Reminding who has an announcement and has not answered: asked once, and not again for half a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.announcement_report.words import moment
from handlers.announcing import desk
from handlers.announcing.dispatch import ONE, act, button_to, go
from handlers.reminding import almanac
from handlers.screens import Screen
from handlers.turn import Turn, as_rows
from locales.formats import DEFAULT_ZONE
from storage import announcement_copies
from storage.announcement_silence import last_reminder, silent
from storage.announcements import Announcement

NUDGE = "nudge"
_VERB = "remind"
# Nobody is reminded of one thing twice in a working day, whoever asks for it.
PAUSE = timedelta(hours=12)
# Of a paused one nothing is sent, and of a deleted one there is nothing to answer.
REMINDABLE = ("sending", "stopped", "done")
# The kind of message that a reminder of an announcement is for the calendar of work.
_KIND = "reminder"


@dataclass(frozen=True, slots=True)
class Outlook:
    """`silent`: how many have their copy and have not answered. `last`: when they were, or are to be, reminded last."""

    silent: int
    last: datetime | None
    may: bool


async def outlook(turn: Turn, announcement: Announcement) -> Outlook:
    """Whether who is silent may be reminded now."""
    if announcement.ask is None:
        return Outlook(0, None, may=False)
    connection = await turn.work.connection()
    count = await silent(connection, announcement.id)
    last = await last_reminder(connection, announcement.id)
    rested = last is None or turn.at >= last + PAUSE
    return Outlook(count, last, may=bool(count) and rested and announcement.state in REMINDABLE)


async def screen(turn: Turn, announcement: Announcement, report: str) -> Screen:
    """The question, with the number of people; or why it is not asked. `report`: the place to go back to."""
    t, number = turn.texts, announcement.id
    back = [go(t.plain("button-back"), f"{report}:{number}")]
    found = await outlook(turn, announcement)
    if not found.may:
        return Screen(_why_not(turn, found), as_rows([back]))
    nudges = desk.kept_of(announcement).nudges
    label = t.plain("button-ann-nudge-surely", count=found.silent)
    text = t("ann-nudge-sure", count=found.silent)
    if found.last is not None:
        text += "\n" + t("annrep-last-reminder", at=moment(t, found.last, turn.zone))
    return Screen(text, as_rows([[button_to(label, _VERB, number, str(nudges + 1))], back]))


def _why_not(turn: Turn, found: Outlook) -> str:
    t = turn.texts
    if found.silent and found.last is not None and turn.at < found.last + PAUSE:
        last, next_ = moment(t, found.last, turn.zone), moment(t, found.last + PAUSE, turn.zone)
        return t("annrep-nudge-later", last=last, next=next_)
    return t("annrep-nudge-not-now") if found.silent else t("ann-nudge-nobody")


@act(_VERB)
async def remind(turn: Turn, number: int, more: str) -> None:
    """`{how often}`: the number of this reminder, so that a double tap, or a second admin, reminds once."""
    announcement = await desk.find(turn, number)
    t = turn.texts
    if announcement is not None:
        kept = desk.kept_of(announcement)
        if more != str(kept.nudges + 1):
            turn.toast(t.plain("toast-finished"))
        elif not (await outlook(turn, announcement)).may:
            turn.toast(t.plain("toast-annrep-nudge-not-now"))
        else:
            await desk.keep(turn, announcement, replace(kept, nudges=kept.nudges + 1))
            connection = await turn.work.connection()
            when = await moments(turn)
            people = await announcement_copies.plan_nudges(connection, number, kept.nudges + 1, turn.at, when)
            await desk.note(turn, announcement, "announcement readers reminded", people=people)
            turn.work.posted = True
            turn.toast(t.plain("toast-ann-nudged", count=people))
    turn.go(f"{ONE}:{number}")


async def moments(turn: Turn) -> Callable[[str | None], datetime]:
    """When people of a province may be reminded, from now on: in working hours, where they are."""
    hours = (await almanac.load(await turn.work.connection())).hours

    def moment_in(province: str | None) -> datetime:
        zone = turn.shelf.zone_of(province) if province is not None else DEFAULT_ZONE
        return hours.next_moment(turn.at, zone, province, _KIND)

    return moment_in
