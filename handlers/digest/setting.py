"""How often the digest comes by itself: how it is, and every choice a tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from handlers.digest.dispatch import RHYTHM, act, there, to, view
from handlers.digest.place import back_rows
from handlers.digest.rhythm import EVERY, HOURS, OFF, WEEKDAYS, Rhythm
from handlers.digest.scope import Scope
from handlers.screens import Screen
from handlers.turn import Turn
from locales import Texts
from locales.formats import ZONE_NAMES, clock
from storage import preferences
from storage.digests_due import KIND

CHANGE = "set"
_WORDS = {
    "weekly": "digest-rhythm-weekly",
    "biweekly": "digest-rhythm-biweekly",
    "monthly": "digest-rhythm-monthly",
    "off": "digest-rhythm-off",
}


async def chosen(turn: Turn) -> Rhythm:
    """The rhythm in force for the person."""
    stored = await preferences.get(await turn.work.connection(), turn.person.id)
    return Rhythm.read(stored.get(KIND), turn.person.role)


@view(RHYTHM)
async def show(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """The rhythm, and a button for every other one, day and hour."""
    t, now = turn.texts, await chosen(turn)
    lines = [f"<b>{t('digest-rhythm-title')}</b>", "", t("digest-line", line=_words(t, now, turn.zone))]
    every = [to(_ticked(t.plain(_WORDS[each]), each == now.every), CHANGE, scope, f"every.{each}") for each in EVERY]
    rows = [every[:2], every[2:]]
    if now.every != OFF:
        rows.append(
            [
                to(
                    _ticked(t.plain("digest-weekday-short", number=day), day == now.weekday),
                    CHANGE,
                    scope,
                    f"day.{day}",
                )
                for day in WEEKDAYS
            ]
        )
        rows.append(
            [to(_ticked(clock(hour, t.language), hour == now.at), CHANGE, scope, f"at.{hour:%H%M}") for hour in HOURS]
        )
    return Screen("\n".join(lines), back_rows(turn, scope, *rows))


def _words(t: Texts, now: Rhythm, zone: str) -> str:
    if now.every == OFF:
        return t.plain("digest-rhythm-is-off")
    return t.plain(
        "digest-rhythm-is",
        every=t.plain(_WORDS[now.every]).lower(),
        day=t.plain("remind-weekday", number=now.weekday),
        clock=f"{clock(now.at, t.language)} {ZONE_NAMES.get(zone, 'WIB')}",
    )


def _ticked(label: str, on: bool) -> str:
    return f"✓ {label}" if on else label


@act(CHANGE)
async def change(turn: Turn, scope: Scope, more: str) -> None:
    """`every.{how often}`, `day.{1..5}`, `at.{0730}`: says plainly what it shall be, so that a double tap is one."""
    what, _, value = more.partition(".")
    now = await chosen(turn)
    if what == "every" and value in EVERY:
        new = replace(now, every=value)
    elif what == "day" and value in map(str, WEEKDAYS):
        new = replace(now, weekday=int(value))
    elif what == "at" and value in (f"{hour:%H%M}" for hour in HOURS):
        new = replace(now, at=time(int(value[:2]), int(value[2:])))
    else:
        turn.toast(turn.texts.plain("toast-digest-gone"))
        turn.show()
        return
    if new != now:
        new = replace(new, since=turn.at)
        await preferences.put(await turn.work.connection(), turn.person.id, KIND, str(new), turn.at)
    turn.toast(_words(turn.texts, new, turn.zone))
    turn.go(there(RHYTHM, scope))
