"""How often somebody gets the digest by itself: the choice, how it is kept, and the moments that follow from it.

Kept as `{every}:{weekday}:{hour}.{minute}:{since}` under the preference `digest`; `since` is when it was chosen, in
UTC, so that what was set on a Tuesday does not bring Monday's digest at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from locales.calendar import Hours, local_slot

WEEKLY, BIWEEKLY, MONTHLY, OFF = "weekly", "biweekly", "monthly", "off"
EVERY = (WEEKLY, BIWEEKLY, MONTHLY, OFF)
WEEKDAYS = (1, 2, 3, 4, 5)
HOURS = (time(7, 30), time(9), time(11), time(14))
# The kind of message in the calendar's rules.
HOURS_KIND = "digest"
WEEK = timedelta(weeks=1)
# Older than that a digest is no news any more.
LATEST = timedelta(days=5)
_STAMP = "%Y%m%dT%H%M"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The rhythm in force. `weekday`: 1 is Monday; `at` local to the reader; `since`: nothing from before comes."""

    every: str = WEEKLY
    weekday: int = 1
    at: time = HOURS[0]
    since: datetime | None = None

    def __str__(self) -> str:
        since = f"{self.since.astimezone(UTC):{_STAMP}}" if self.since is not None else ""
        return f"{self.every}:{self.weekday}:{self.at:%H.%M}:{since}"

    @classmethod
    def read(cls, stored: str | None, role: str) -> Rhythm:
        """What was chosen; else coordinators get it every Monday, admins on the first Monday of a month."""
        usual = cls(MONTHLY if role == "admin" else WEEKLY)
        every, weekday, at, since = [*(stored or "").split(":"), "", "", "", ""][:4]
        try:
            hour, minute = at.split(".")
            chosen = replace(usual, every=every, weekday=int(weekday), at=time(int(hour), int(minute)))
            if chosen.every not in EVERY or chosen.weekday not in WEEKDAYS:
                return usual
            if since:
                chosen = replace(chosen, since=datetime.strptime(since, _STAMP).replace(tzinfo=UTC))
        except ValueError:
            return usual
        return chosen


@dataclass(frozen=True, slots=True)
class Occasion:
    """One digest: the Monday of the week that it is about, the moment that was chosen, and when it may go (UTC)."""

    week: date
    nominal: datetime
    at: datetime

    @property
    def until(self) -> datetime:
        """From then on it need not come any more."""
        return self.nominal + LATEST


def occasion(rhythm: Rhythm, hours: Hours, day: date, zone: str, province: str | None) -> Occasion | None:
    """The digest of the ISO week of the local `day`, about the week before it; `None` in a week that has none.

    On a day off it comes at the same time of the next day of work, or when its hours begin; where that is five days
    later or more, not at all. Every second week is counted on over the turn of the year; a month's digest
    comes with its first such weekday.
    """
    monday = day - timedelta(days=day.weekday())
    chosen = monday + timedelta(days=rhythm.weekday - 1)
    if (
        rhythm.every == OFF
        or (rhythm.every == BIWEEKLY and monday.toordinal() // WEEK.days % 2)
        or (rhythm.every == MONTHLY and chosen.day > WEEK.days)
    ):
        return None
    nominal = local_slot(chosen, rhythm.at, zone)
    if rhythm.since is not None and nominal < rhythm.since:
        return None
    for later in range(LATEST.days):
        moved = chosen + timedelta(days=later)
        at = hours.next_moment(local_slot(moved, rhythm.at, zone), zone, province, HOURS_KIND)
        if at.astimezone(ZoneInfo(zone)).date() == moved:
            return Occasion(monday - WEEK, nominal, at)
    return None
