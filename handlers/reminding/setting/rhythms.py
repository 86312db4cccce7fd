"""Forms' rhythms: how often each is expected by a tap, when it is due by typed words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.question import form_name
from handlers.reminding import almanac as almanacs
from handlers.reminding import typed
from handlers.reminding.almanac import RHYTHM, Almanac, local_day
from handlers.reminding.reading import RhythmError, of_file, read_rhythm
from handlers.reminding.rhythm import MONTHS, Every, comes_late
from handlers.reminding.schedule_words import EVERY_TEXTS, rhythm_words, short
from handlers.reminding.setting.keeping import PLACE, PLAN, Shown, keep, last_row, refuse, stored
from handlers.shelf import WITH_WAYS_OF_THEIR_OWN
from handlers.tokens import MOST_BYTES, button
from handlers.turn import Turn
from storage import due

# Forms that nobody is asked to file regularly: the button of a reminder could not begin them, and the profile has a
# way of its own.
WITHOUT = WITH_WAYS_OF_THEIR_OWN
MOST_BYTES_OF_A_FORM = MOST_BYTES - len(f"{PLAN}:every:={Every.HALF_YEARLY}")
# What a rhythm begins with when it is chosen by a tap; typed words make it more exact. Due early in the period after
# the one that is reported, so that there is room for what comes after the due day; who reports in the last days of the
# period itself (from `counts_from` days before its end) is not asked. The days are the project's own choice.
BEGINS: Mapping[Every, Mapping[str, Any]] = {
    Every.WEEKLY: {"weekday": 1, "about": "previous", "counts_from": 3},
    Every.MONTHLY: {"day": 5, "about": "previous", "counts_from": 7},
    Every.QUARTERLY: {"day": 10, "month": 1, "about": "previous", "counts_from": 14},
    Every.HALF_YEARLY: {"day": 10, "month": 1, "about": "previous", "counts_from": 14},
    Every.YEARLY: {"day": 31, "month": 1, "about": "previous", "counts_from": 30},
    Every.ONCE: {"days": 30},
}
# Keys of a rhythm that say when in its period it is due; the others stay when another period is chosen.
TIMING = ("days", "day", "month", "weekday", "counts_from", "about")
# A file's "so many days after the beginning" is kept for periods of these months that leave room after the due day.
ROOM = 7
DAYS_A_MONTH = 28


async def show(turn: Turn, almanac: Almanac, form: str) -> Shown | None:
    t = turn.texts
    published = await _forms(turn)
    if not form:
        labels = [(one, f"{_name(turn, one)}: {rhythm_words(t, almanac.rhythms.get(one))}") for one in published]
        rows = [[button(short(label), PLAN, "rhythm", one)] for one, label in labels]
        return t("schedule-rhythm-which"), [*rows, last_row(turn, "")]
    if form not in published:
        return None
    rhythm = almanac.rhythms.get(form)
    now = Every.ON_DEMAND if rhythm is None else rhythm.every
    text = t("schedule-rhythm-how", form=_name(turn, form), rhythm=rhythm_words(t, rhythm))
    if rhythm is not None and not comes_late(rhythm, local_day(turn.at, turn.zone)):
        text += "\n\n" + t("schedule-rhythm-at-end")
    buttons = [
        button(("✓ " if every is now else "") + t.plain(EVERY_TEXTS[every]), PLAN, "every", f"{form}={every}")
        for every in Every
    ]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    if await stored(turn, RHYTHM + form) is not None:
        rows.append([button(t.plain("button-schedule-reset"), PLAN, "every", f"{form}=")])
    return text, [*rows, last_row(turn, "rhythm")]


async def tapped(turn: Turn, argument: str) -> None:
    """`FORM=EVERY`; without a rhythm, the file's holds again."""
    form, _, choice = argument.rpartition("=")
    if form not in await _forms(turn):
        turn.go(PLACE)
    elif choice not in list(Every):
        await _keep(turn, form, None)
    else:
        rhythm = (await almanacs.load(await turn.work.connection())).rhythms.get(form)
        if choice == (Every.ON_DEMAND if rhythm is None else rhythm.every):
            turn.go(f"{PLACE}:rhythm:{form}")  # as it is: what was typed or stands in the file stays
            return
        await _keep(turn, form, begun(of_file(form), Every(choice)))


def begun(file: Mapping[str, Any], every: Every) -> dict[str, Any]:
    """What a rhythm begins with that is chosen by a tap, for a form of which the file says `file`.

    The file's due day so many days after the beginning is kept where the chosen period leaves room after it; filings
    count from at most a third of the period before it, else last period's report would be taken for this one's.
    """
    other = {key: value for key, value in file.items() if key not in TIMING}
    length = MONTHS.get(every, 0) * DAYS_A_MONTH
    if "days" in file and file["days"] + ROOM < length:
        counts = min(file.get("counts_from", 0), length // 3)
        return {**file, "every": str(every), "counts_from": counts}
    return {**other, **BEGINS.get(every, {}), "every": str(every)}


async def said(turn: Turn, form: str, words: str) -> None:
    """When the form is due. `NotRead`."""
    if form not in await _forms(turn):
        raise typed.NotRead("schedule-wrong-due")
    now = await _as_stored(turn, form)
    every = Every(now.get("every", Every.ON_DEMAND))
    await _keep(turn, form, typed.as_rhythm(now, every, typed.read_due(turn.texts, every, words)))


async def _keep(turn: Turn, form: str, value: Mapping[str, Any] | None) -> None:
    """Keep a form's rhythm; None: let the file's hold again."""
    turn.go(f"{PLACE}:rhythm:{form}")
    t = turn.texts
    try:
        rhythm = read_rhythm(form, value)
    except RhythmError:
        refuse(turn, t.plain("toast-schedule-wrong-rhythm"))
        return
    says = f"{_name(turn, form)}: {rhythm_words(t, rhythm)}"
    kept = None if value is None else dict(value)
    await keep(turn, RHYTHM + form, kept, subject=f"rhythm {form}", detail=kept or {}, says=says)


async def _as_stored(turn: Turn, form: str) -> dict[str, Any]:
    """The rhythm that holds for the form, as it would be stored."""
    own = await stored(turn, RHYTHM + form)
    if own is not None:
        return dict(own)
    return of_file(form) or {"every": str(Every.ON_DEMAND)}


async def _forms(turn: Turn) -> list[str]:
    """The forms that may have a rhythm."""
    found = []
    for form in await due.published(await turn.work.connection()):
        try:
            turn.shelf.current(form)
        except KeyError:
            continue  # it was taken out of the library; only its drafts and results are still there
        if form not in WITHOUT and len(form.encode()) <= MOST_BYTES_OF_A_FORM:
            found.append(form)
    return found


def _name(turn: Turn, form: str) -> str:
    return form_name(turn.texts, turn.shelf.current(form))
