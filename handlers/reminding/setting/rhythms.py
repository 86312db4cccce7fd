"""Forms' rhythms: how often each is expected by a tap, when it is due by typed words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.question import form_name
from handlers.reminding import almanac as almanacs
from handlers.reminding import typed
from handlers.reminding.almanac import RHYTHM, Almanac
from handlers.reminding.reading import RhythmError, read_rhythm
from handlers.reminding.rhythm import Every
from handlers.reminding.schedule_words import EVERY_TEXTS, rhythm_words, short
from handlers.reminding.setting.keeping import PLACE, PLAN, Shown, keep, last_row, refuse, stored
from handlers.tokens import MOST_BYTES, button
from handlers.turn import Turn
from storage import due

# Forms that nobody is asked to file regularly.
WITHOUT = ("persetujuan", "undangan", "profil")
MOST_BYTES_OF_A_FORM = MOST_BYTES - len(f"{PLAN}:every:={Every.HALF_YEARLY}")
# What a rhythm begins with when it is chosen by a tap; typed words make it more exact.
BEGINS = {
    Every.WEEKLY: {"weekday": 5},
    Every.MONTHLY: {"day": 31},
    Every.YEARLY: {"days": 30},
    Every.ONCE: {"days": 30},
}


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
        await _keep(turn, form, {**BEGINS.get(Every(choice), {}), "every": choice})


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
    rhythm = (await almanacs.load(await turn.work.connection())).rhythms.get(form)
    if rhythm is None:
        return {"every": str(Every.ON_DEMAND)}
    return {
        "every": str(rhythm.every),
        "counts_from": rhythm.counts_from,
        **({"days": rhythm.days} if rhythm.days else {}),
    }


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
