"""What decides when somebody is reminded: the calendar of work, the forms' rhythms, the slots; the file's values with
an admin's stored ones laid over them.

Made anew from the database for each use, so that a change holds at once; what has not changed is kept in memory.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.reminding import fasting
from handlers.reminding.published import rhythm_of
from handlers.reminding.reading import Drafts, RhythmError, Slots, forms_of_file, read_drafts, read_rhythm, read_slots
from handlers.reminding.rhythm import (
    Every,
    Occasion,
    Period,
    Rhythm,
    Workday,
    draft_days,
    occasion,
    period_of,
    workday_before,
)
from locales.calendar import Calendar, Hours, Override, OverrideError, Rules, RulesError, local_slot
from storage import day_settings, publications
from storage.audience import condition
from storage.publications import Publication

# Names of settings, and how those of rhythms begin.
HOURS, SLOTS, RHYTHM = "hours", "reminders", "rhythm:"
_READ = (HOURS, SLOTS, fasting.SETTING)
REMINDER = "reminder"
# A letter that somebody has asked for ("in an hour"): any day, but not at night, and not in days of silence.
ASKED = "reminder-asked"
_ANY_DAY = ("workday", "ramadan", "saturday", "sunday", "holiday", "leave", "feast")
_ASKED: Mapping[str, Any] = {
    **dict.fromkeys(_ANY_DAY, "any"),
    "quiet": True,
    "friday_prayer": False,
    "silence": True,
}
# Kept in memory, some months of the whole country; beyond that they are worked out anew.
_KEPT = 50_000


class Almanac:
    """See the module. `problems`: stored values that cannot be used, a sentence each; the file's hold instead."""

    def __init__(
        self, hours: Hours, rhythms: Mapping[str, Rhythm], slots: Slots, drafts: Drafts, problems: tuple[str, ...] = ()
    ) -> None:
        self.hours = hours
        self.rhythms = rhythms
        self.slots = slots
        self.drafts = drafts
        self.problems = problems
        self.audiences = _audiences(rhythms)
        self._workdays: dict[str | None, Workday] = {}
        self._occasions: dict[tuple[str, date, str | None, date | None], Occasion | None] = {}
        self._days_before: dict[tuple[date, str | None], tuple[date, date]] = {}
        self._draft_days: dict[tuple[date, str | None], tuple[date, ...]] = {}
        self._opens: dict[tuple[str, date, str], tuple[Period | None, datetime]] = {}

    def workday(self, province: str | None) -> Workday:
        """Whether a day is a working day in the province."""
        special = self.hours.calendar.special(province)
        if special not in self._workdays:
            self._workdays[special] = lambda day: self.hours.calendar.is_workday(day, special)
        return self._workdays[special]

    def period(self, rhythm: Rhythm, day: date, zone: str) -> tuple[Period | None, datetime]:
        """The rhythm's period of `day`, and from which moment on a filing counts for it."""
        key = (rhythm.form, day, zone)
        if key not in self._opens:
            self._opens = {} if len(self._opens) >= _KEPT else self._opens
            period = period_of(rhythm.every, day)
            if period is None or rhythm.every is Every.ONCE:
                since = datetime.min.replace(tzinfo=UTC)
            else:
                since = local_slot(period.first - timedelta(days=rhythm.counts_from), time(0), zone)
            self._opens[key] = period, since
        return self._opens[key]

    def occasion(
        self, rhythm: Rhythm, period: Period, day: date, province: str | None, joined: date
    ) -> Occasion | None:
        """`rhythm.occasion` of a province, kept; `period` is that of `day`."""
        # Who joined before the period began is asked as everybody else.
        newcomer = joined if joined >= period.first else None
        key = (rhythm.form, period.first, self.hours.calendar.special(province), newcomer)
        if key not in self._occasions:
            self._occasions = {} if len(self._occasions) >= _KEPT else self._occasions
            self._occasions[key] = occasion(rhythm, day, joined, self.workday(province))
        return self._occasions[key]

    def days_before(self, day: date, province: str | None) -> tuple[date, date]:
        """The two working days before a day, the nearer one first."""
        key = (day, self.hours.calendar.special(province))
        if key not in self._days_before:
            self._days_before = {} if len(self._days_before) >= _KEPT else self._days_before
            workday = self.workday(province)
            nearer = workday_before(day, workday)
            self._days_before[key] = nearer, workday_before(nearer, workday)
        return self._days_before[key]

    def draft_days(self, changed: date, province: str | None) -> tuple[date, ...]:
        """The days on which a draft that was last changed on `changed` is called to mind."""
        key = (changed, self.hours.calendar.special(province))
        if key not in self._draft_days:
            self._draft_days = {} if len(self._draft_days) >= _KEPT else self._draft_days
            self._draft_days[key] = draft_days(self.drafts.days, changed, self.workday(province))
        return self._draft_days[key]

    def moment(self, day: date, slot: int, person_id: int, zone: str, province: str | None) -> datetime | None:
        """When the person's reminder of a slot (1, 2) goes on a local day; None: not on that day.

        Everybody has a minute of their own within the spread, the same in every process.
        """
        if slot > len(self.slots.times) or not self.workday(province)(day):
            return None
        second = zlib.crc32(f"{person_id}:{day}:{slot}".encode()) % (self.slots.spread * 60 or 1)
        wanted = local_slot(day, self.slots.times[slot - 1], zone) + timedelta(seconds=second)
        moment = self.hours.next_moment(wanted, zone, province, REMINDER)
        return moment if local_day(moment, zone) == day else None

    def closes(self, day: date, zone: str, province: str | None, kind: str = REMINDER) -> datetime:
        """The end of the hours of a kind on a local day: what has not gone by then need not go any more."""
        spans = self.hours.open_spans(day, province, kind)
        return local_slot(day, time(0), zone) + timedelta(minutes=spans[-1][1] if spans else 0)


def _audiences(rhythms: Mapping[str, Rhythm]) -> dict[str, ColumnElement[bool]]:
    """Of whom each form is expected; rhythms for the same people have the same condition (see `storage.due`)."""
    made: dict[str, ColumnElement[bool]] = {}
    found = {}
    for one in rhythms.values():
        if one.audience is not None:
            text = json.dumps(one.audience, sort_keys=True)
            if text not in made:
                made[text] = condition(one.audience)
            found[one.form] = made[text]
    return found


def local_day(at: datetime, zone: str) -> date:
    """The date in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


_made: dict[str, Almanac] = {}


async def load(conn: AsyncConnection) -> Almanac:
    """The almanac as it holds now."""
    stored = (await day_settings.settings(conn)).items()
    settings = {name: one.value for name, one in stored if name in _READ or name.startswith(RHYTHM)}
    days = await day_settings.days(conn)
    published = [one for one in await publications.all_publications(conn) if one.state == publications.PUBLISHED]
    told = [
        settings,
        [[d.day.isoformat(), d.province, d.kind, d.name] for d in days],
        [[p.form_id, p.rhythm, p.audience, str(p.from_at), str(p.until_at), str(p.published_at)] for p in published],
    ]
    text = json.dumps(told, sort_keys=True)
    if text not in _made:
        while len(_made) >= 4:
            del _made[next(iter(_made))]
        overrides = [(d.day, d.province, d.kind, d.name) for d in days]
        _made[text] = make(settings, overrides, published)
    return _made[text]


def make(
    settings: Mapping[str, Any],
    days: Iterable[tuple[date, str | None, str, str]] = (),
    published: Iterable[Publication] = (),
) -> Almanac:
    """An almanac of stored values. What cannot be used is left out, and told in `problems`."""
    problems: list[str] = []
    overrides = []
    for day, province, kind, name in days:
        try:
            overrides.append(Override(day, province or None, kind, name, ""))
        except OverrideError as error:
            problems.append(str(error))
    try:
        rules = make_rules(settings.get(HOURS) or {})
    except RulesError as error:
        problems.append(str(error))
        rules = make_rules({})
    ramadans, unread = fasting.read_stored(settings.get(fasting.SETTING))
    problems += unread
    try:
        slots = read_slots(settings.get(SLOTS))
    except RhythmError as error:
        problems.append(str(error))
        slots = read_slots(None)
    rhythms = {}
    stored = {name.removeprefix(RHYTHM): value for name, value in settings.items() if name.startswith(RHYTHM)}
    by_admins = {one.form_id: one for one in published}
    for form in dict.fromkeys((*forms_of_file(), *sorted(stored), *by_admins)):
        one = by_admins.get(form)
        try:
            rhythm = read_rhythm(form, stored.get(form)) if one is None else rhythm_of(one, stored.get(form))
        except RhythmError as error:
            problems.append(f"{RHYTHM}{form}: {error}")
            rhythm = read_rhythm(form, None) if one is None else rhythm_of(one)
        if rhythm is not None:
            rhythms[form] = rhythm
    calendar = Calendar(rules, stored=overrides, ramadans=ramadans)
    return Almanac(Hours(calendar), rhythms, slots, read_drafts(), tuple(problems))


def make_rules(stored: Mapping[str, Any]) -> Rules:
    """The calendar's rules with stored values laid over them, and with the kind `ASKED`. `RulesError`."""
    return Rules.from_mapping({**stored, f"kinds.{ASKED}": _ASKED})
