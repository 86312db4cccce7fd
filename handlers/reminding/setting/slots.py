"""Slots: the times at which scheduled reminders go, and the weekday and time of the weekly tip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.reminding import almanac as almanacs
from handlers.reminding import typed
from handlers.reminding.almanac import SLOTS, Almanac
from handlers.reminding.reading import MOST_A_DAY, RhythmError, read_slots
from handlers.reminding.schedule_words import clock, slot_words, tip_words
from handlers.reminding.setting import fitting
from handlers.reminding.setting.keeping import PLACE, PLAN, Shown, keep, last_row, refuse, stored
from handlers.reminding.typed import NotRead
from handlers.screens import Button
from handlers.tipping.occasions import SETTING as TIPS
from handlers.tipping.occasions import Slot
from handlers.tokens import button
from handlers.turn import Turn

FIRST_CHOICES = ("07.30", "08.00", "09.00", "10.00")
TIP_DAYS = (1, 2, 3, 4, 5)
TIP_CHOICES = ("08.00", "10.00", "13.00")
TICK = "✓ "
# Three buttons fit beside each other up to this many letters each, ticked (a 360-pixel screen); two up to 16.
THIRD_ROW = 9


async def show(turn: Turn, almanac: Almanac) -> Shown:
    """`slot`: the reminders' times."""
    t, now = turn.texts, almanac.slots
    text = t("schedule-slot-how", **slot_words(t, almanac), second=clock(t, f"{now.second:%H.%M}"))
    first = f"{now.first:%H.%M}"
    times = [button(_ticked(clock(t, at), at == first), PLAN, "slot", at) for at in FIRST_CHOICES]
    numbers = [
        button(_ticked(t.plain("button-schedule-a-day", count=n), n == now.a_day), PLAN, "a-day", n)
        for n in range(MOST_A_DAY + 1)
    ]
    rows = [*_in_rows(times), *_in_rows(numbers)]
    return text, [*rows, last_row(turn, "", None if await stored(turn, SLOTS) is None else "slot")]


async def show_tips(turn: Turn) -> Shown:
    """`tips`: the weekly tip's weekday and time."""
    t, now = turn.texts, await tip_slot(turn)
    at = f"{now.at:%H.%M}"
    days = [
        button(_ticked(t.plain("remind-weekday", number=day), day == now.weekday), PLAN, "tip-day", day)
        for day in TIP_DAYS
    ]
    times = [button(_ticked(clock(t, one), one == at), PLAN, "tip-at", one) for one in TIP_CHOICES]
    rows = [*_in_rows(days), *_in_rows(times)]
    reset = None if await stored(turn, TIPS) is None else "tips"
    return t("schedule-tips-how", **tip_words(t, now)), [*rows, last_row(turn, "", reset)]


async def first_tapped(turn: Turn, argument: str) -> None:
    await _keep(turn, {"first": argument})


async def number_tapped(turn: Turn, argument: str) -> None:
    await _keep(turn, {"a_day": int(argument) if argument in ("0", "1", "2") else -1})


async def tip_day_tapped(turn: Turn, argument: str) -> None:
    await _keep_tips(turn, {"weekday": int(argument) if argument in "1234567" and len(argument) == 1 else 0})


async def tip_time_tapped(turn: Turn, argument: str) -> None:
    await _keep_tips(turn, {"at": argument})


async def said(turn: Turn, words: str) -> None:
    """`09.15`, or both times: `09.15 dan 13.30`. `NotRead`."""
    clocks = typed.read_clocks(words)
    if len(clocks) not in (1, 2):
        raise NotRead("schedule-wrong-time")
    await _keep(turn, dict(zip(("first", "second"), clocks, strict=False)))


async def tips_said(turn: Turn, words: str) -> None:
    """`Kamis pukul 13.30`, or one of the two. `NotRead`."""
    clocks, weekday = typed.read_clocks(words), typed.read_weekday(turn.texts, words)
    if len(clocks) > 1 or not (clocks or weekday):
        raise NotRead("schedule-wrong-tips")
    change: dict[str, Any] = {"weekday": weekday} if weekday else {}
    await _keep_tips(turn, change | ({"at": clocks[0]} if clocks else {}))


async def reset(turn: Turn) -> None:
    """Let the file's times hold again."""
    await _keep(turn, None)


async def tips_reset(turn: Turn) -> None:
    """Let the usual weekday and time hold again."""
    await _keep_tips(turn, None)


async def tip_slot(turn: Turn) -> Slot:
    """The weekly tip's slot that holds."""
    try:
        return Slot.of_setting(await stored(turn, TIPS))
    except ValueError:
        return Slot()  # as the planner of tips does


async def _keep(turn: Turn, change: Mapping[str, Any] | None) -> None:
    turn.go(f"{PLACE}:slot")
    t = turn.texts
    value = None if change is None else {**(await stored(turn, SLOTS) or {}), **change}
    try:
        slots = read_slots(value)
    except RhythmError as error:
        second = error.key == "second" and "not after" in str(error)
        refuse(turn, t.plain("toast-schedule-wrong-second" if second else "toast-schedule-wrong-slot"))
        return
    almanac = await almanacs.load(await turn.work.connection())
    tip = await tip_slot(turn)
    misfit = fitting.misfit(t, almanac.hours.rules, slots, tip)
    if misfit is not None and misfit != fitting.misfit(t, almanac.hours.rules, almanac.slots, tip):
        refuse(turn, misfit)
        return
    says = t.plain("schedule-slot", clock=clock(t, f"{slots.first:%H.%M}"), count=slots.a_day)
    await keep(turn, SLOTS, value, subject="slot", detail=value or {}, says=says)


async def _keep_tips(turn: Turn, change: Mapping[str, Any] | None) -> None:
    turn.go(f"{PLACE}:tips")
    t, now = turn.texts, await tip_slot(turn)
    value = None if change is None else {"weekday": now.weekday, "at": f"{now.at:%H.%M}", **change}
    try:
        slot = Slot.of_setting(value)
    except ValueError:
        refuse(turn, t.plain("schedule-wrong-tips"))
        return
    almanac = await almanacs.load(await turn.work.connection())
    misfit = fitting.misfit(t, almanac.hours.rules, almanac.slots, slot)
    if misfit is not None and misfit != fitting.misfit(t, almanac.hours.rules, almanac.slots, now):
        refuse(turn, misfit)
        return
    says = t.plain("schedule-tips-slot", **tip_words(t, slot))
    await keep(turn, TIPS, value, subject="weekly tip", detail=value or {}, says=says)


def _ticked(label: str, chosen: bool) -> str:
    return f"{TICK}{label}" if chosen else label


def _in_rows(buttons: Sequence[Button]) -> list[list[Button]]:
    """Two or three a row, as even as can be; the same whichever of them is ticked, so that no button moves."""
    longest = max(len(each.label.removeprefix(TICK)) for each in buttons) + len(TICK)
    most = 3 if longest <= THIRD_ROW else 2
    count = -(-len(buttons) // most)
    a_row = -(-len(buttons) // count)
    return [list(buttons[first : first + a_row]) for first in range(0, len(buttons), a_row)]
