"""When in a week a tip may come, and when the question whether one was tried: the slot, moved by the calendar.

The slot is a weekday and a time, local to the reader (Wednesday at ten). Where nothing may come on that day, it moves
to the same time on a later day of the week, else on an earlier one; a week without a day for it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.tipping.rhythm import week
from locales.calendar import Hours, local_slot

# The kind of message in the calendar's rules: both letters keep the hours of tips.
HOURS_KIND = "tip"
# The setting that an admin may have stored, see `Slot.of_setting`.
SETTING = "tips"
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Slot:
    """A day of the week (1 is Monday) and a local time."""

    weekday: int = 3
    at: time = time(10)

    @classmethod
    def of_setting(cls, stored: Any) -> Slot:
        """The slot that an admin has stored, `{"weekday": 3, "at": "10.00"}`; without one, Wednesday at ten.

        ValueError, with the remedy, for anything else.
        """
        if stored is None:
            return cls()
        remedy = f'{stored!r} is no slot for tips: write it as {{"weekday": 3, "at": "10.00"}}, 1 for Monday'
        try:
            weekday, (hour, minute) = stored["weekday"], stored["at"].replace(":", ".").split(".")
            if weekday not in range(1, _WEEK + 1) or isinstance(weekday, bool):
                raise ValueError
            return cls(weekday, time(int(hour), int(minute)))
        except (KeyError, TypeError, AttributeError, ValueError):
            raise ValueError(remedy) from None

    @property
    def for_questions(self) -> Slot:
        """The slot of the question whether a tip was tried: another day, so that the two never come together."""
        return Slot(1 if self.weekday >= 3 else 4, self.at)


@dataclass(frozen=True, slots=True)
class Occasion:
    """The turn of one week. `slot`: the moment before the calendar moved it; `windows`: from when until when a letter
    may go, the spans of allowed hours from its moment to the end of the week; all in UTC."""

    week: str
    slot: datetime
    windows: tuple[tuple[datetime, datetime], ...]

    def window(self, now: datetime) -> tuple[datetime, datetime] | None:
        """The window that is open or comes next; `None` after the last one."""
        return next((each for each in self.windows if now < each[1]), None)


def tip_occasion(hours: Hours, day: date, zone: str, province: str | None, slot: Slot) -> Occasion | None:
    """The tip's turn in the week of the local `day`; `None` for a week that has no hour for it."""
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=n) for n in range(_WEEK)]
    spans = {each: hours.open_spans(each, province, HOURS_KIND) for each in days}
    nominal = slot.weekday - 1
    by_nearness = [*days[nominal:], *reversed(days[:nominal])]
    minute = slot.at.hour * 60 + slot.at.minute
    starts = [(each, max(minute, start)) for each in by_nearness for start, end in spans[each] if minute < end]
    # Only spans before the slot's time: then the beginning of one is nearer to it than another week.
    starts += [(each, start) for each in by_nearness for start, _ in spans[each]]
    if not starts:
        return None
    first = starts[0]
    windows = [
        (_at(each, max(start, first[1]) if each == first[0] else start, zone), _at(each, end, zone))
        for each in days
        for start, end in spans[each]
        if (each, end) > first
    ]
    return Occasion(week(day), local_slot(days[nominal], slot.at, zone), tuple(windows))


def question_occasion(hours: Hours, day: date, zone: str, province: str | None, slot: Slot) -> Occasion | None:
    """The turn of the question in the week of the local `day`; `slot` is the tip's.

    `None` also where holidays have moved it to the day of the tip: then it waits for another week. It has one window
    only: a question that was missed is not made up for.
    """
    found = tip_occasion(hours, day, zone, province, slot.for_questions)
    tip = tip_occasion(hours, day, zone, province, slot)
    if found is None or (tip and _day(tip, zone) == _day(found, zone)):
        return None
    return Occasion(found.week, found.slot, found.windows[:1])


def _day(occasion: Occasion, zone: str) -> date:
    return occasion.windows[0][0].astimezone(ZoneInfo(zone)).date()


def _at(day: date, minute: int, zone: str) -> datetime:
    # A span may end at midnight, which is no time of this day.
    return local_slot(day, time(0), zone) + timedelta(minutes=minute)
