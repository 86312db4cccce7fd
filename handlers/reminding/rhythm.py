"""A form's rhythm: its periods, when it is due in each, and on which days it is sensible to speak of it.

Pure: dates in, dates out. What a working day is, is handed in. All dates are local to the person.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

Workday = Callable[[date], bool]

ONE_DAY = timedelta(days=1)
# Longer than any run of days off; where even that finds no working day, nothing is due.
MOST_DAYS_OFF = 31
# A daily form is called to mind daily for this long after the last one was filed, then once a week (0008).
PATIENT_DAYS = 7
DAYS_OF_YEAR = 366


class Every(StrEnum):
    """How often a form is filed."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    ONCE = "once"
    ON_DEMAND = "on-demand"


# Months of each period that is counted in months.
MONTHS = {Every.MONTHLY: 1, Every.QUARTERLY: 3, Every.HALF_YEARLY: 6, Every.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a rhythm, `first` and `last` day included; `key` is "2026-11", "2026-W47", "2026-Q4" …"""

    key: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When one form is due; made by `handlers.reminding.reading`.

    The due day is, for `weekly`, the `weekday` (1 is Monday); else, where `days` is set, that many days after the
    period's first day (at the latest the period's last) or after joining, whichever is later; else the `day` of the
    `month`-th month of the period (its last day, where the month is shorter). `about`: "previous", where what is filed
    is the report on the period before (October's, due in November), which is not asked of those who came after it.
    """

    form: str
    every: Every
    time: time
    deadline: bool = True
    days: int | None = None
    weekday: int = 5
    day: int = 31
    month: int = 1
    offsets: tuple[int, ...] = (0,)
    then_every: int = 0
    at_most: int = 8
    # Days before the period from which on a filing counts for it.
    counts_from: int = 0
    about: str = "this"
    roles: tuple[str, ...] = ("companion",)
    # Of whom the form is expected (`storage.audience`); None: of everyone with one of the roles.
    audience: Mapping[str, Any] | None = None
    # Of a form that an admin has published: nobody was expected before the first day, or is after the last one.
    since: date | None = None
    until: date | None = None
    # Of a daily form: only who did not file on the working day before is reminded.
    if_missed: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """One period of one form for one person: the due day, and the days on which a reminder of it is sensible.

    `due` is None for a form without a deadline. `firm` are the days that weigh more than the others: the due day and
    the first working day after it. `until`: nothing is said of it any more after this day.
    """

    period: Period
    due: date | None
    days: frozenset[date]
    firm: frozenset[date]
    since: date
    until: date


def period_of(every: Every, day: date) -> Period | None:
    """The period that `day` lies in; None for a form on demand."""
    if every is Every.ON_DEMAND:
        return None
    if every is Every.ONCE:
        return Period("once", date.min, date.max)
    if every is Every.DAILY:
        return Period(day.isoformat(), day, day)
    if every is Every.WEEKLY:
        year, week, weekday = day.isocalendar()
        first = day - ONE_DAY * (weekday - 1)
        return Period(f"{year}-W{week:02}", first, first + ONE_DAY * 6)
    months = MONTHS[every]
    number = (day.month - 1) // months
    first = date(day.year, number * months + 1, 1)
    ends = number * months + months
    last = date(day.year, ends, calendar.monthrange(day.year, ends)[1])
    key = {1: f"-{day.month:02}", 3: f"-Q{number + 1}", 6: f"-H{number + 1}", 12: ""}[months]
    return Period(f"{day.year}{key}", first, last)


def previous(every: Every, period: Period) -> Period:
    """The period before; the same one where there is none."""
    before = None if period.first == date.min else period_of(every, period.first - ONE_DAY)
    return before or period


def occasion(rhythm: Rhythm, day: date, joined: date, is_workday: Workday) -> Occasion | None:
    """What is expected of somebody who joined on `joined`, in the period of `day`; None: nothing."""
    period = period_of(rhythm.every, day)
    if period is None:
        return None
    anchor = _anchor(rhythm, period, joined)
    if anchor is None:
        return None
    if not rhythm.deadline:
        return _without_deadline(rhythm, period, anchor, is_workday)
    due = _workday_before(anchor, max(period.first, joined), is_workday)
    if due is None and rhythm.every is not Every.DAILY:
        # A period that begins with days off, Lebaran say: its report is due when work begins, not left out.
        due = next_workday(anchor, is_workday)
    if due is None or due > period.last:
        return None
    days = _days(rhythm, period, due, is_workday)
    days = [d for d in days if d > joined]
    firm = {due}
    if 1 in rhythm.offsets and (after := next_workday(due + ONE_DAY, is_workday)) in days:
        firm.add(after)
    # Also between its days it is named, where another matter gives the occasion: from the first day to the last.
    until = min(period.last, max(days, default=due) + ONE_DAY * max(rhythm.then_every, 1))
    return Occasion(period, due, frozenset(days), frozenset(firm), min([*days, due]), until)


def level(due: date | None, day: date) -> int:
    """How a reminder speaks: 0 ahead of time (and where there is no deadline), 1 today, 2 up to three days late, 3."""
    if due is None or day < due:
        return 0
    late = (day - due).days
    return 1 if late == 0 else 2 if late <= 3 else 3


def comes_late(rhythm: Rhythm, day: date) -> bool:
    """Whether there is room for reminders after the due day, in most periods of the year from `day` on.

    What is due at the very end of its period is not called to mind after it: the next period has begun. True for
    what is due daily, once or at no time, where the question does not arise.
    """
    if not rhythm.deadline or rhythm.every in (Every.DAILY, Every.ONCE, Every.ON_DEMAND):
        return True
    found = [
        occasion(rhythm, day + ONE_DAY * n, date.min, lambda one: one.weekday() < 5) for n in range(0, DAYS_OF_YEAR, 7)
    ]
    late = [one.due is not None and max(one.days, default=one.due) > one.due for one in found if one is not None]
    return 2 * sum(late) >= len(late)


def keeps_patience(every: Every, day: date, last_filed: date, at_most: int, is_workday: Workday) -> bool:
    """Whether a daily form is called to mind on `day`: daily at first, then on the week's first working day.

    For any other rhythm always: its own offsets already grow apart.
    """
    if every is not Every.DAILY:
        return True
    quiet = (day - last_filed).days
    if quiet <= PATIENT_DAYS:
        return True
    monday = day - ONE_DAY * day.weekday()
    return quiet <= PATIENT_DAYS * at_most and next_workday(monday, is_workday) == day


def draft_days(days: tuple[int, ...], changed: date, is_workday: Workday) -> tuple[date, ...]:
    """The days on which a draft that was last changed on `changed` is called to mind, in order."""
    found = (next_workday(changed + ONE_DAY * n, is_workday) for n in days)
    return tuple(dict.fromkeys(day for day in found if day is not None))


def next_workday(day: date, is_workday: Workday) -> date | None:
    """The first working day not before `day`; None where there is none within `MOST_DAYS_OFF`."""
    for _ in range(MOST_DAYS_OFF):
        if is_workday(day):
            return day
        day += ONE_DAY
    return None


def workday_before(day: date, is_workday: Workday) -> date:
    """The last working day before `day`; simply the day before, where there is none within `MOST_DAYS_OFF`."""
    for n in range(1, MOST_DAYS_OFF):
        if is_workday(day - ONE_DAY * n):
            return day - ONE_DAY * n
    return day - ONE_DAY


def _anchor(rhythm: Rhythm, period: Period, joined: date) -> date | None:
    """The due day as the rhythm says it, holidays not regarded; None: not expected in this period."""
    if rhythm.every is Every.ONCE:
        return joined + ONE_DAY * (rhythm.days or 0)
    if rhythm.about == "previous" and joined >= period.first:
        return None  # in the period that is reported they were not there yet
    if rhythm.every is Every.DAILY:
        day = period.first
    elif rhythm.every is Every.WEEKLY:
        day = period.first + ONE_DAY * (rhythm.weekday - 1)
    elif rhythm.days is not None:
        day = max(period.first, joined) + ONE_DAY * rhythm.days
        if day > period.last:
            # A newcomer near the end of a period is asked in the next one; for the others the month is only short.
            return period.last if joined < period.first else None
    else:
        month = period.first.month + rhythm.month - 1
        day = date(period.first.year, month, min(rhythm.day, calendar.monthrange(period.first.year, month)[1]))
    # Nobody is late from the day on which they came.
    return day if day > joined else None


def _workday_before(day: date, floor: date, is_workday: Workday) -> date | None:
    """`day`, or the nearest working day before it that is not before `floor`."""
    for _ in range(MOST_DAYS_OFF):
        if day < floor:
            return None
        if is_workday(day):
            return day
        day -= ONE_DAY
    return None


def _days(rhythm: Rhythm, period: Period, due: date, is_workday: Workday) -> list[date]:
    """The days for reminders: the offsets, then at regular distances; each on a working day of the period."""
    found: list[date] = []
    offset, offsets = 0, list(rhythm.offsets)
    while len(found) < rhythm.at_most:
        if offsets:
            offset = offsets.pop(0)
        elif rhythm.then_every:
            offset += rhythm.then_every
        else:
            break
        day = next_workday(due + ONE_DAY * offset, is_workday)
        if day is None or day > period.last:
            break
        if day >= period.first and day not in found:
            found.append(day)
    return found


def _without_deadline(rhythm: Rhythm, period: Period, anchor: date, is_workday: Workday) -> Occasion | None:
    days = _days(rhythm, period, anchor, is_workday)
    if not days:
        return None
    return Occasion(period, None, frozenset(days), frozenset(), min(days), max(days))
