"""Reminding everybody who has not begun the questionnaire: with one tap, in their hours of work, nobody twice a day.

Who gets a reminder that day anyway, whatever it is about, gets this one on their next day of work. The letter asks when
it goes out whether it is still needed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.casework.words import person_words
from handlers.digest.dispatch import FILL, IDLE, PREFIX, act, there
from handlers.digest.reading import untouched
from handlers.digest.scope import Scope, names_shown
from handlers.letters import PREFIX as LETTERS
from handlers.letters import Slip, letter
from handlers.questionnaire import FORM
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import REMINDER, local_day
from handlers.reminding.words import moment_words
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales.calendar import local_slot
from locales.formats import DEFAULT_ZONE
from storage import audit, due, nudges, outbox, people
from storage.nudges import NUDGE
from storage.outbox import Letter, Priority

REMIND = "remind"


@dataclass(frozen=True, slots=True)
class Outlook:
    """`to_remind`: person → moment of the reminder that a tap would bring; `reminded`: person → when it goes."""

    to_remind: dict[int, datetime]
    reminded: dict[int, datetime]


async def outlook(turn: Turn, who: Collection[int]) -> Outlook:
    """Who of these people may be reminded now, and who has been today."""
    connection = await turn.work.connection()
    since = turn.at - timedelta(days=1)
    hours = (await almanacs.load(connection)).hours
    to_remind: dict[int, datetime] = {}
    reminded: dict[int, datetime] = {}
    for one in await nudges.reachable(connection, turn.viewer, who, form=FORM, since=since):
        zone = _zone(turn, one.province)
        last = max(one.nudges, default=None)
        if last is not None and local_day(last, zone) >= local_day(turn.at, zone):
            reminded[one.person_id] = last
            continue
        at = hours.next_moment(turn.at, zone, one.province, REMINDER)
        if local_day(at, zone) in {local_day(each, zone) for each in one.reminders}:
            tomorrow = local_slot(local_day(at, zone) + timedelta(days=1), time(0), zone)
            at = hours.next_moment(tomorrow, zone, one.province, REMINDER)
        to_remind[one.person_id] = at
    return Outlook(to_remind, reminded)


def _zone(turn: Turn, province: str | None) -> str:
    return turn.shelf.zone_of(province) if province else DEFAULT_ZONE


@act(REMIND)
async def remind(turn: Turn, scope: Scope, more: str) -> None:
    """All who have not begun; a second tap finds nobody left."""
    t = turn.texts
    there_again = there(IDLE, scope, more)
    if not names_shown(turn, scope):
        turn.toast(t.plain("toast-digest-gone"))
        turn.show()
        return
    connection = await turn.work.connection()
    idle = await untouched(turn, scope)
    found = await outlook(turn, [one.person_id for one in idle])
    if not found.to_remind:
        _already(turn, found)
        turn.go(there_again)
        return
    provinces = {one.person_id: one.province for one in idle}
    letters = [_letter(turn, who, provinces[who], at) for who, at in found.to_remind.items()]
    await outbox.add(connection, letters, turn.at)
    turn.work.posted = True
    subject = f"region {scope.region or 'all'}"
    detail = {"people": len(letters), "programme": scope.programme, "form": FORM}
    await audit.note(
        connection, at=turn.at, actor=turn.person.id, act="companions reminded", subject=subject, detail=detail
    )
    first = min(found.to_remind.values())
    now = first <= turn.at
    when = t.plain("digest-now") if now else moment_of(turn, first)
    turn.toast(t.plain("toast-digest-reminded", count=len(letters), when=when))
    turn.go(there_again)


def _already(turn: Turn, found: Outlook) -> None:
    """Nobody is left: since when, as the list says it."""
    t = turn.texts
    if not found.reminded:
        turn.toast(t.plain("toast-digest-gone"))
        return
    turn.toast(t.plain("toast-digest-reminded-before", when=moment_of(turn, min(found.reminded.values()))))


def _letter(turn: Turn, who: int, province: str, at: datetime) -> Letter:
    zone = _zone(turn, province)
    key = f"{NUDGE}:{who}:{local_day(at, zone)}"
    closes = local_slot(local_day(at, zone) + timedelta(days=1), time(0), zone)
    return Letter(key, NUDGE, who, at, {"by": turn.person.id}, Priority.REMINDER, closes)


@letter(NUDGE)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """An invitation to begin; nothing for who has begun meanwhile."""
    connection = await turn.work.connection()
    facts = await due.facts_of(connection, turn.person.id, forms=[FORM])
    if facts is None or FORM in facts.drafts or FORM in facts.filed or not turn.shelf.has_current(FORM):
        return None
    t = turn.texts
    rows = as_rows([[button(t.plain("button-remind-fill"), LETTERS, PREFIX, FILL)]])
    sender = await people.person_by_id(connection, int(slip.data["by"]))
    who = person_words(t, sender) if sender is not None and sender.name else t.plain("digest-coordinator")
    return Screen(t("digest-nudge", address=turn.address, who=who), rows)


def moment_of(turn: Turn, at: datetime) -> str:
    """`hari ini pukul 14.00 WIB`, where the reader is."""
    return moment_words(turn.texts, at, turn.at.astimezone(ZoneInfo(turn.zone)).date(), turn.zone, short=True)
