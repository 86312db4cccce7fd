"""Hours: the first moment at which a message may go to a person, and why not now.

Times are aware datetimes in UTC; a zone is an IANA name ("Asia/Makassar") and comes from the caller, as does the
province. Zones are taken to have no daylight saving, as in Indonesia.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from locales.calendar.days import Calendar, Day
from locales.calendar.rules import DayType, Rules
from locales.calendar.spans import DAY, Spans, contain, without

_ONE_DAY = timedelta(days=1)
# Longer than any run of closed days that makes sense; a kind that finds nothing in it has no time at all.
SEARCH_DAYS = 400
# Days by kind kept in memory; beyond that they are worked out anew.
_KEPT = 50_000


class Hours:
    """See the module. Pure: the same question has the same answer, whenever and however often it is asked."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._open_spans: dict[tuple[date, str | None, str], Spans] = {}

    @property
    def rules(self) -> Rules:
        return self.calendar.rules

    def next_moment(self, at: datetime, zone: str, province: str | None, kind: str) -> datetime:
        """The first moment not before `at` at which a message of `kind` may go, aware, in UTC.

        `at` itself where it may go now. ValueError for a naive `at` or an unknown zone, `RulesError` for a kind without
        a rule, LookupError if `SEARCH_DAYS` days have no moment (an override closes them all).
        """
        local = _local(at, zone)
        day, minute = local.date(), local.hour * 60 + local.minute
        for _ in range(SEARCH_DAYS):
            for start, end in self.open_spans(day, province, kind):
                if minute < start:
                    return local_slot(day, time(start // 60, start % 60), zone)
                if minute < end:
                    return at.astimezone(UTC)
            day, minute = day + _ONE_DAY, -1
        raise LookupError(f"no moment for a {kind} within {SEARCH_DAYS} days after {at}: look at the stored days")

    def is_allowed(self, at: datetime, zone: str, province: str | None, kind: str) -> bool:
        """Whether a message of `kind` may go at `at`. Errors as `next_moment`, except LookupError."""
        local = _local(at, zone)
        return contain(self.open_spans(local.date(), province, kind), local.hour * 60 + local.minute)

    def open_spans(self, day: date, province: str | None, kind: str) -> Spans:
        """When `kind` may go on the local `day`: spans of minutes since local midnight, in order."""
        key = (day, self.calendar.special(province), kind)
        found = self._open_spans.get(key)
        if found is None:
            if len(self._open_spans) >= _KEPT:
                self._open_spans.clear()
            found = self._open_spans[key] = self._work_out(day, province, kind)
        return found

    def explain(self, at: datetime, zone: str, province: str | None, kind: str) -> str:
        """Why a message of `kind` may or may not go at `at`, as a code for a text of `locales`.

        "ok", or the weightiest reason against it: "silent:NAME", "holiday:NAME", "leave:NAME" (the Indonesian name of
        the day), "sunday", "saturday", "night" (quiet hours), "friday-prayer", "outside-hours". Errors as `is_allowed`.
        """
        if self.is_allowed(at, zone, province, kind):
            return "ok"
        local = _local(at, zone)
        minute = local.hour * 60 + local.minute
        day = self.calendar.day(local.date(), province)
        rule = self.rules.kind(kind)
        if rule.silence and (silent := self._silent_by(day, province, minute)):
            return f"silent:{silent.name_id}"
        if day.type is not DayType.WORKDAY and not self.open_spans(day.date, province, kind):
            return _closed(day)
        if rule.quiet and contain(self.rules.quiet, minute):
            return "night"
        if rule.friday_prayer and local.weekday() == 4 and contain((self.rules.friday_prayer,), minute):
            return "friday-prayer"
        return "outside-hours"

    def _work_out(self, day: date, province: str | None, kind: str) -> Spans:
        found = self.calendar.day(day, province)
        spans = self.rules.opening(kind, found.type, friday=day.weekday() == 4, ramadan=found.ramadan)
        if not self.rules.kind(kind).silence:
            return spans
        if found.silent:
            spans = without(spans, ((self.rules.silence.start, DAY),))
        if self.calendar.day(day - _ONE_DAY, province).silent:
            spans = without(spans, ((0, self.rules.silence.end),))
        return spans

    def _silent_by(self, day: Day, province: str | None, minute: int) -> Day | None:
        """The day of silence that `minute` of `day` falls into."""
        if day.silent and minute >= self.rules.silence.start:
            return day
        before = self.calendar.day(day.date - _ONE_DAY, province)
        return before if before.silent and minute < self.rules.silence.end else None


def local_slot(day: date, clock_time: time, zone: str) -> datetime:
    """The moment, in UTC, at which it is `clock_time` on `day` in `zone`. ValueError for an unknown zone."""
    return datetime.combine(day, clock_time, _zone(zone)).astimezone(UTC)


def _closed(day: Day) -> str:
    if day.type is DayType.SATURDAY or day.type is DayType.SUNDAY:
        return day.type.value
    return f"{'leave' if day.type is DayType.LEAVE else 'holiday'}:{day.name_id}"


def _local(at: datetime, zone: str) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be placed in a day: {at!r}")
    return at.astimezone(_zone(zone))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        raise ValueError(f"there is no time zone {name!r}: use an IANA name such as Asia/Jakarta") from None
