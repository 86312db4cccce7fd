"""The words of `/jadwal`: rhythms, slots, clock times, days."""

from __future__ import annotations

from datetime import date, datetime, time

from handlers.reminding.almanac import Almanac
from handlers.reminding.rhythm import Every, Rhythm
from handlers.tipping.occasions import Slot
from locales import Texts
from locales.calendar import local_slot
from locales.formats import DEFAULT_ZONE

# What a button shows on a phone that has no other beside it.
LABEL = 40
EVERY_TEXTS = {
    Every.DAILY: "schedule-daily",
    Every.WEEKLY: "schedule-weekly",
    Every.MONTHLY: "schedule-monthly",
    Every.QUARTERLY: "schedule-quarterly",
    Every.HALF_YEARLY: "schedule-half-yearly",
    Every.YEARLY: "schedule-yearly",
    Every.ONCE: "schedule-once",
    Every.ON_DEMAND: "schedule-on-demand",
}


def slot_words(t: Texts, almanac: Almanac) -> dict[str, str | int]:
    """When scheduled reminders go, and how many a day."""
    return {"clock": clock(t, f"{almanac.slots.first:%H.%M}"), "count": almanac.slots.a_day}


def tip_words(t: Texts, slot: Slot) -> dict[str, str]:
    """On which weekday and when the weekly tip goes."""
    return {"day": t.plain("remind-weekday", number=slot.weekday), "clock": clock(t, f"{slot.at:%H.%M}")}


def rhythm_words(t: Texts, rhythm: Rhythm | None) -> str:
    """A rhythm in words: `bulanan, tanggal 20, pukul 16.00`."""
    if rhythm is None:
        return t.plain(EVERY_TEXTS[Every.ON_DEMAND])
    parts = [t.plain(EVERY_TEXTS[rhythm.every])]
    if rhythm.every is Every.WEEKLY:
        parts.append(t.plain("remind-weekday", number=rhythm.weekday))
    elif rhythm.days is not None:
        parts.append(t.plain("schedule-after-days", count=rhythm.days))
    elif rhythm.every is not Every.DAILY:
        month = rhythm.month if rhythm.every is not Every.MONTHLY else 0
        parts.append(t.plain("schedule-on-day", day=rhythm.day, month=month))
    if rhythm.deadline:
        parts.append(t.plain("schedule-until", clock=clock(t, f"{rhythm.time:%H.%M}")))
    if rhythm.about == "previous":
        parts.append(t.plain("schedule-previous"))
    return ", ".join(parts)


def clock(t: Texts, text: str) -> str:
    """`07.30` as the language writes it."""
    return text if t.language == "id" else text.replace(".", ":")


def short(label: str, most: int = LABEL) -> str:
    """A label that fits on a phone's button, cut at a word where it is too long."""
    if len(label) <= most:
        return label
    cut, _, _ = label[:most].rpartition(" ")
    return (cut or label[: most - 1]).rstrip(" ·,:(") + "…"


def noon(day: date) -> datetime:
    """A moment that is on this day in every zone of the country, for words about days."""
    return local_slot(day, time(12), DEFAULT_ZONE)
