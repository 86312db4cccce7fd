"""Buttons under a reminder: open the form, be reminded later, set what comes. The letter itself stays where it is."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers import profile, reporting
from handlers.reminding.almanac import ASKED, REMINDER, Almanac, local_day
from handlers.reminding.letter import PREFIX, open_for, rows
from handlers.reminding.matters import About
from handlers.reminding.words import moment_words, told
from handlers.screens import Button
from handlers.tokens import button
from handlers.turn import Tap, Turn
from locales.calendar import local_slot
from storage import due, outbox
from storage.outbox import Letter, Priority

# "This afternoon" and "tomorrow morning", local to the person: the project's own choice.
AFTERNOON, MORNING = time(15, 0), time(8, 0)
# Later than this before it, "this afternoon" is not offered: it would be "in an hour" by another name.
NOTICE = timedelta(minutes=30)
HOUR, AFTER, MORROW = "h", "a", "m"
SNOOZED = "snoozed"


async def tapped(turn: Turn) -> None:
    """`l:rem:{open:FORM|later|in:h|in:a|in:m|back|set}`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, argument = data.removeprefix(f"{PREFIX}:").partition(":")
    if verb == "open":
        await _open(turn, argument)
    elif verb == "set":
        turn.go("reminders")
    elif verb == "later":
        almanac, matters = await open_for(turn)
        turn.relabel(_choices(turn) if await told(turn, almanac, matters) else _nothing_left(turn))
    elif verb == "back":
        almanac, matters = await open_for(turn)
        things = await told(turn, almanac, matters)
        turn.relabel(rows(turn, things) if things else _nothing_left(turn))
    elif verb == "in" and argument in (HOUR, AFTER, MORROW):
        await _later(turn, argument)
    else:
        turn.toast(turn.texts.plain("toast-finished"))


async def _open(turn: Turn, form: str) -> None:
    """The form at its right place: at the item where its draft was left, at the first where there is none."""
    _, matters = await open_for(turn)
    matter = next((matter for matter in matters if matter.form == form), None)
    connection = await turn.work.connection()
    facts = await due.facts_of(connection, turn.person.id, forms=[form])
    begun = facts is not None and form in facts.drafts
    if matter is None and not begun:
        turn.toast(turn.texts.plain("toast-remind-filed" if facts and form in facts.filed else "toast-finished"))
        if not matters:
            turn.relabel()
        return
    if matter is not None and matter.about is not About.DRAFT and form == profile.FORM:
        await profile.go_on(turn)
    else:
        await reporting.open_form(turn, form)


def _choices(turn: Turn) -> list[list[Button]]:
    t = turn.texts
    first = [button(t.plain("button-remind-hour"), PREFIX, "in", HOUR)]
    if turn.at + NOTICE <= _at(turn, 0, AFTERNOON):
        first.append(button(t.plain("button-remind-afternoon"), PREFIX, "in", AFTER))
    return [
        first,
        [button(t.plain("button-remind-tomorrow"), PREFIX, "in", MORROW)],
        [button(t.plain("button-back"), PREFIX, "back")],
    ]


def _nothing_left(turn: Turn) -> list[list[Button]]:
    turn.toast(turn.texts.plain("toast-remind-nothing-left"))
    return []


async def _later(turn: Turn, when: str) -> None:
    """Post the letter for later, in place of one that was asked for before, and say the moment back."""
    almanac, matters = await open_for(turn)
    things = await told(turn, almanac, matters)
    if not things:
        turn.relabel(_nothing_left(turn))
        return
    moment, kind = _moment(turn, almanac, when)
    connection = await turn.work.connection()
    beginning = f"{REMINDER}:{turn.person.id}:later:"
    wanted = moment.replace(second=0, microsecond=0)
    key = f"{beginning}{wanted:%Y-%m-%dT%H:%M}"
    waiting = [there for there, _ in await due.waiting(connection, turn.person.id, REMINDER)]
    for other in waiting:
        if other.startswith(beginning) and other != key:
            await outbox.cancel(connection, other, SNOOZED, turn.at)
    # A letter of that minute that was taken back before cannot be posted again under its key.
    while (await due.letters_there(connection, [key], turn.at)).get(key, "queued") != "queued":
        wanted += timedelta(minutes=1)
        key = f"{beginning}{wanted:%Y-%m-%dT%H:%M}"
    expires = almanac.closes(local_day(wanted, turn.zone), turn.zone, turn.person.province, kind)
    await turn.post(
        Letter(key, REMINDER, turn.person.id, wanted, {}, Priority.REMINDER, max(expires, wanted + timedelta(hours=1)))
    )
    today = local_day(turn.at, turn.zone)
    words = moment_words(turn.texts, wanted, today, turn.zone)
    on_button = moment_words(turn.texts, wanted, today, turn.zone, short=True)
    turn.toast(turn.texts.plain("toast-remind-later", moment=words))
    turn.relabel(rows(turn, things, later=turn.texts.plain("button-remind-chosen", moment=on_button)))


def _moment(turn: Turn, almanac: Almanac, when: str) -> tuple[datetime, str]:
    """When it goes, and by the hours of which kind.

    An hour and this afternoon are kept as asked for, unless it is night; tomorrow morning is the next morning of work.
    """
    place = (turn.zone, turn.person.province)
    if when == MORROW:
        moment = almanac.hours.next_moment(_at(turn, 1, MORNING), *place, REMINDER)
        # Moved over a day off, it still comes at the same time of the morning, where that morning has it.
        morning = local_slot(local_day(moment, turn.zone), MORNING, turn.zone)
        return almanac.hours.next_moment(max(moment, morning), *place, REMINDER), REMINDER
    wanted = max(_at(turn, 0, AFTERNOON), turn.at + NOTICE) if when == AFTER else turn.at + timedelta(hours=1)
    return almanac.hours.next_moment(wanted, *place, ASKED), ASKED


def _at(turn: Turn, days: int, clock: time) -> datetime:
    return local_slot(local_day(turn.at, turn.zone) + timedelta(days=days), clock, turn.zone)
