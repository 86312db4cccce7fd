"""Whether hours and slots fit together, and why a change of them cannot be kept, in the reader's words.

The calendar's own errors are for the command line and are in English; here each that an admin can bring about by a tap
or typed words has its sentence with the remedy.
"""

from __future__ import annotations

import re

from handlers.reminding.almanac import REMINDER
from handlers.reminding.reading import Slots
from handlers.reminding.schedule_words import clock
from handlers.tipping.occasions import HOURS_KIND, Slot
from locales import Texts
from locales.calendar import DayType, Rules, RulesError
from locales.calendar.spans import clock as clock_of

_NO_MINUTE = re.compile(r"kinds\.(?P<kind>[a-z-]+)\.(?P<day>workday|ramadan) leaves no minute")
_FRIDAY = re.compile(r"office(\.ramadan)?\.friday_end: (?P<end>[0-9.]+) is not after [a-z.]+, (?P<start>[0-9.]{5})")
_TROUBLES = (
    (re.compile(r"is not after|ends before it begins"), "toast-schedule-wrong-order"),
    (re.compile(r"the span is empty or the whole day"), "toast-schedule-wrong-empty"),
    (re.compile(r"is no time of day|is no window"), "toast-schedule-wrong-clock"),
)


def trouble(t: Texts, error: RulesError) -> str:
    """What is wrong with hours that the calendar does not take, and the remedy."""
    says = str(error)
    if found := _NO_MINUTE.match(says):
        kind = found["kind"].removesuffix("-asked")
        return t.plain("toast-schedule-wrong-no-time", kind=kind, day=found["day"])
    if found := _FRIDAY.match(says):
        return t.plain("toast-schedule-wrong-friday", end=clock(t, found["end"]), start=clock(t, found["start"]))
    key = next((key for pattern, key in _TROUBLES if pattern.search(says)), "toast-schedule-wrong-hours")
    return t.plain(key)


def misfit(t: Texts, rules: Rules, slots: Slots, tip: Slot) -> str | None:
    """Why scheduled reminders would not go on some working day, or tips not at their time; None: all fits."""
    for at in slots.times:
        # Everybody has a minute of their own within the spread; the last of them must still fall into the hours.
        last = at.hour * 60 + at.minute + slots.spread
        for ramadan, friday in ((False, False), (False, True), (True, False), (True, True)):
            spans = rules.opening(REMINDER, DayType.WORKDAY, friday=friday, ramadan=ramadan)
            if not spans or spans[-1][1] < last:
                day = ("ramadan-friday" if ramadan else "friday") if friday else ("ramadan" if ramadan else "workday")
                return t.plain(
                    "toast-schedule-wrong-slot-hours",
                    clock=clock(t, f"{at:%H.%M}"),
                    needed=clock(t, clock_of(last)),
                    day=day,
                )
    type_ = {6: DayType.SATURDAY, 7: DayType.SUNDAY}.get(tip.weekday, DayType.WORKDAY)
    spans = rules.opening(HOURS_KIND, type_, friday=tip.weekday == 5, ramadan=False)
    minute = tip.at.hour * 60 + tip.at.minute
    if not any(start <= minute < end for start, end in spans):
        day = t.plain("remind-weekday", number=tip.weekday)
        hours = ", ".join(f"{clock(t, clock_of(start))}–{clock(t, clock_of(end))}" for start, end in spans)
        at_ = clock(t, f"{tip.at:%H.%M}")
        return t.plain("toast-schedule-wrong-tips", day=day, clock=at_, hours=hours, open="yes" if spans else "no")
    return None
