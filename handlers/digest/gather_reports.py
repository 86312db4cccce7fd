"""Which reports were due when and what became of them: on time, late or missing, for everybody at once.

Due is what the reminders say is due (``handlers.reminding``: rhythm, holidays of the province, audience), of those who
had joined before the period began: whoever came in the middle of it is reminded, and not counted. A report counts for
a period by the day that it is about, and is on time where it was first sent by the deadline, in the companion's own
zone. What is not due yet is not counted; nor are restricted forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.digest.gather_crowd import Crowd, micros
from handlers.reminding.almanac import Almanac
from handlers.reminding.rhythm import Every, Period, Rhythm, period_of
from handlers.reporting.catalogue import is_report, is_restricted
from handlers.shelf import FormShelf
from locales.calendar import local_slot
from storage import digest_people, digest_reports
from storage.visibility import Viewer

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, Any]

ONE_DAY = timedelta(days=1)
# A due day moves by so much at most for days off (`handlers.reminding.rhythm`).
MOST_MOVED = 31
NOT_DUE, ON_TIME, LATE, MISSING = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One period of a form: for each person of the crowd the due day (an ordinal, 0: not due) and what became of it."""

    form_id: str
    period: Period
    due: Array
    what: Array


class Filing:
    """The report forms with a rhythm, and of each who is expected to file it and has filed what."""

    def __init__(self, crowd: Crowd, almanac: Almanac, rhythms: dict[str, Rhythm], at: datetime) -> None:
        self.crowd = crowd
        self.almanac = almanac
        self.rhythms = rhythms
        self.at = at
        self._kinds, self._kind = _calendars(crowd, almanac)
        self._expected: dict[str, Array] = {}
        self._filed: dict[str, tuple[Array, Array, Array]] = {}

    @classmethod
    async def begin(
        cls, conn: AsyncConnection, shelf: FormShelf, almanac: Almanac, crowd: Crowd, at: datetime
    ) -> Filing:
        """Find the forms, and of whom each is expected."""
        made = cls(crowd, almanac, dict(_reports(shelf, almanac)), at)
        asked: dict[int, Array] = {}
        for form_id, rhythm in made.rhythms.items():
            condition = almanac.audiences.get(form_id)
            if id(condition) not in asked:
                asked[id(condition)] = await _expected(conn, crowd, rhythm, condition)
            made._expected[form_id] = asked[id(condition)]
        return made

    async def read(self, conn: AsyncConnection, viewer: Viewer, form_id: str, first: date, last: date) -> None:
        """Read who has filed the form in the periods of which these days are a part."""
        import numpy as np

        periods = list(self.periods(form_id, first, last))
        rows = []
        if periods:
            since = self._counts_from(form_id, periods[0])
            until = min(periods[-1].last, self.at.date() + ONE_DAY)
            rows = await digest_reports.filings(conn, viewer, form_id, self.crowd.named, since, until)
        people, days, sent_at = (
            (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
            if rows
            else (np.zeros((3, 0), dtype=np.int64))
        )
        who = self.crowd.rows_of(people)
        self._filed[form_id] = who[who >= 0], days[who >= 0], sent_at[who >= 0]

    def periods(self, form_id: str, first: date, last: date) -> Iterator[Period]:
        """The periods of a form that these days are a part of, in order."""
        day = first
        while day <= last:
            period = period_of(self.rhythms[form_id].every, day)
            if period is None:
                return
            yield period
            if period.last >= last:
                return
            day = period.last + ONE_DAY

    def outcomes(self, form_id: str, first: date, last: date) -> Iterator[Outcome]:
        """What became of each report that was due on these days (``read`` first)."""
        for period in self.periods(form_id, first, last):
            due, deadline = self._due(form_id, period, first, last)
            yield Outcome(form_id, period, due, self._what(form_id, period, due, deadline))

    def _due(self, form_id: str, period: Period, first: date, last: date) -> tuple[Array, Array]:
        """Due day and deadline (a moment) of each person; 0 where nothing was due, or not yet."""
        import numpy as np

        crowd, rhythm = self.crowd, self.rhythms[form_id]
        asked_since = 0 if rhythm.since is None else rhythm.since.toordinal() - 1
        if rhythm.every is not Every.ONCE:
            # All who live under one calendar and in one zone have one deadline.
            found = [self._deadline(rhythm, period, kind, asked_since, first, last) for kind in range(len(self._kinds))]
            there = np.array(found, dtype=np.int64).reshape(-1, 2)[self._kind]
            expected = self._expected[form_id] & (crowd.joined_day < period.first.toordinal())
            return np.where(expected, there[:, 0], 0), np.where(expected, there[:, 1], 0)
        asked = np.maximum(crowd.joined_day, asked_since)
        day = asked + (rhythm.days or 0)
        near = (day >= first.toordinal() - MOST_MOVED) & (day <= last.toordinal() + MOST_MOVED)
        due, deadline = np.zeros(len(crowd), dtype=np.int64), np.zeros(len(crowd), dtype=np.int64)
        for kind, since in sorted({(int(self._kind[one]), int(asked[one])) for one in np.flatnonzero(near)}):
            who = self._expected[form_id] & (self._kind == kind) & (asked == since)
            due[who], deadline[who] = self._deadline(rhythm, period, kind, since, first, last)
        return due, deadline

    def _deadline(
        self, rhythm: Rhythm, period: Period, kind: int, asked: int, first: date, last: date
    ) -> tuple[int, int]:
        province, zone = self._kinds[kind]
        joined = date.fromordinal(asked) if asked > 0 else date.min
        this = self.almanac.occasion(rhythm, period, max(period.first, first), province, joined)
        if this is None or this.due is None or not first <= this.due <= last:
            return 0, 0
        if rhythm.until is not None and this.due > rhythm.until:
            return 0, 0
        deadline = local_slot(this.due, rhythm.time, zone)
        return (this.due.toordinal(), micros(deadline)) if deadline <= self.at else (0, 0)

    def _counts_from(self, form_id: str, period: Period) -> date:
        """From which day on a report counts for the period."""
        early = timedelta(days=self.rhythms[form_id].counts_from)
        return date.min if period.first == date.min else period.first - early

    def _what(self, form_id: str, period: Period, due: Array, deadline: Array) -> Array:
        import numpy as np

        who, days, sent_at = self._filed[form_id]
        inside = (days >= _number(self._counts_from(form_id, period))) & (days <= _number(period.last))
        never = np.iinfo(np.int64).max
        sent = np.full(len(self.crowd), never, dtype=np.int64)
        np.minimum.at(sent, who[inside], sent_at[inside])
        what: Array = np.where(sent == never, MISSING, np.where(sent <= deadline, ON_TIME, LATE))
        what[due == 0] = NOT_DUE
        return what


def _calendars(crowd: Crowd, almanac: Almanac) -> tuple[list[tuple[str | None, str]], Array]:
    """The calendars and zones that there are (a province of each, its zone), and for each person which it is."""
    import numpy as np

    numbers: dict[tuple[str | None, str], int] = {}
    kinds: list[tuple[str | None, str]] = []
    of_place = []
    for code, zone in zip(crowd.places, crowd.zone_of, strict=True):
        province = code.partition(".")[0] or None
        key = almanac.hours.calendar.special(province), zone
        if key not in numbers:
            numbers[key] = len(kinds)
            kinds.append((province, zone))
        of_place.append(numbers[key])
    return kinds, np.array(of_place, dtype=np.int64)[crowd.place]


def _reports(shelf: FormShelf, almanac: Almanac) -> Iterator[tuple[str, Rhythm]]:
    for form_id, rhythm in sorted(almanac.rhythms.items()):
        if not shelf.has_current(form_id) or not rhythm.deadline or "companion" not in rhythm.roles:
            continue
        form = shelf.current(form_id)
        if is_report(form) and not is_restricted(form):
            yield form_id, rhythm


async def _expected(conn: AsyncConnection, crowd: Crowd, rhythm: Rhythm, condition: Any) -> Array:
    """Of whom the form is expected, whenever they joined."""
    import numpy as np

    if condition is None:
        return np.ones(len(crowd), dtype=bool)
    programmes = _only_programmes(rhythm)
    if programmes:
        inside = np.array([bool(one & programmes) for one in crowd.programme_sets] or [False])
        found: Array = inside[crowd.programmes]
        return found
    people = await digest_people.among(conn, condition, crowd.named)
    return np.isin(crowd.ids, np.fromiter(people, dtype=np.int64, count=len(people)))


def _only_programmes(rhythm: Rhythm) -> frozenset[str]:
    """The programmes, where an audience says nothing but "one of these programmes"."""
    parts = (rhythm.audience or {}).get("any")
    if len(rhythm.audience or {}) != 1 or not isinstance(parts, list):
        return frozenset()
    said = [part.get("programme") for part in parts if isinstance(part, dict) and len(part) == 1]
    named = frozenset(one for one in said if isinstance(one, str))
    return named if len(said) == len(parts) == len(named) else frozenset()


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
