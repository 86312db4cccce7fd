"""Who is to be reminded of what on which day, written down plainly: no code of the program is used here.

For one year (2028) and the people of `test_a_year`. It says in small steps what docs/decisions/0008 says in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

import holidays

DAY = timedelta(days=1)
FOREVER = datetime.max.replace(tzinfo=timezone(timedelta(0)))
OFFSETS = (-3, 0, 1, 3, 7, 14, 21, 28, 35, 42, 49, 56)
# Hours ahead of UTC by the first digits of the province's code.
AHEAD = {"13": 7, "35": 7, "61": 7, "51": 8, "73": 8, "52": 8, "64": 8, "81": 9, "91": 9, "94": 9, None: 7}
NATIONAL = set(holidays.country_holidays("ID", years=(2027, 2028, 2029), categories=("public", "government")))
# Gospel Day (Hari Pekabaran Injil), a day off in the provinces of Papua.
PAPUA = {date(2028, 2, 5)}


@dataclass
class Someone:
    """A person, and what happened to them, each with its time (UTC)."""

    name: str
    province: str | None
    joined: datetime
    role: str = "companion"
    filed: list[tuple[datetime, str]] = field(default_factory=list)
    # When begun or changed, and when it was sent or thrown away.
    drafts: list[tuple[datetime, datetime, str]] = field(default_factory=list)
    # From when on the reminders of a form are switched off, and until when.
    off: list[tuple[datetime, datetime, str]] = field(default_factory=list)
    unreachable: datetime = FOREVER
    has_profile: bool = True

    @property
    def zone(self) -> timezone:
        return timezone(timedelta(hours=AHEAD[self.province]))


@dataclass
class Decree:
    """What an admin entered: days off or days of work, each known from a moment on."""

    known: datetime
    day: date
    off: bool


class Model:
    """The rule, day by day. `sent` grows as the days go by, because the rule looks back."""

    def __init__(self, decrees: list[Decree], asked: list[tuple[datetime, str, datetime]]) -> None:
        """`asked`: when somebody asked to be reminded later, who, and when that reminder comes."""
        self.decrees = decrees
        self.asked = asked
        self.sent: dict[str, set[date]] = {}

    def works(self, who: Someone, day: date, now: datetime) -> bool:
        for decree in self.decrees:
            if decree.day == day and decree.known <= now:
                return not decree.off
        if day in PAPUA and who.province in ("91", "94"):
            return False
        return day.weekday() < 5 and day not in NATIONAL

    def forward(self, who: Someone, day: date, now: datetime) -> date:
        while not self.works(who, day, now):
            day += DAY
        return day

    def back(self, who: Someone, day: date, now: datetime) -> date:
        while not self.works(who, day, now):
            day -= DAY
        return day

    def expected(self, who: Someone, form: str, day: date) -> tuple[date, date, date, date] | None:
        """Of a form on a day: the period's first and last day, from when filings count, and the due day as written."""
        joined = who.joined.astimezone(who.zone).date()
        if form == "kompetensi":
            first, last = date(day.year, 1, 1), date(day.year, 12, 31)
            due = max(first, joined) + 30 * DAY
            return (first, last, first - 60 * DAY, due) if due <= last else None
        if form == "p2k2" and who.province in ("51", "73"):
            first = day.replace(day=1)
            last = (first + 32 * DAY).replace(day=1) - DAY
            due = first.replace(day=20)
            if joined >= first:  # the month before is reported, and in that they were not there yet
                return None
        elif form == "transaksi" and who.province == "13":
            first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
            last = (first + 95 * DAY).replace(day=1) - DAY
            due = date(day.year, first.month + 2, 15)
        elif form == "harian" and who.province == "91":
            first = last = due = day
        else:
            return None
        return (first, last, first, due) if due > joined else None

    def of_form(self, who: Someone, form: str, day: date, now: datetime) -> tuple[bool, bool, int, date] | None:
        """Whether a form is open on a day: is today one of its days, is it a firm one, the level, the due day."""
        this = self.expected(who, form, day)
        joined = who.joined.astimezone(who.zone).date()
        if this is None or who.role != "companion":
            return None
        first, last, counts, due = this
        times = [at.astimezone(who.zone).date() for at, what in who.filed if what == form and at <= now]
        if any(filed >= counts for filed in times):
            return None
        due = self.back(who, due, now)
        if due < max(first, joined):
            if form == "harian":
                return None
            due = self.forward(who, this[3], now)
            if due > last:
                return None
        days: list[date] = []
        for offset in OFFSETS:
            one = self.forward(who, due + offset * DAY, now)
            if first <= one <= last and one not in days and len(days) < 8:
                days.append(one)
        days = [one for one in days if one > joined]
        if not min([*days, due]) <= day <= min(last, max([*days, due]) + 7 * DAY):
            return None
        if form == "harian":
            quiet = (day - max([*times, joined])).days
            monday = self.forward(who, day - day.weekday() * DAY, now)
            if quiet > 7 and (quiet > 56 or day != monday):
                return None
        late = (day - due).days
        level = 0 if late < 0 else 1 if late == 0 else 2 if late <= 3 else 3
        return day in days, day in (due, self.forward(who, due + DAY, now)), level, due

    def open_forms(self, who: Someone, day: date, now: datetime) -> list[tuple[tuple[int, int], str, bool, bool, int]]:
        """Everything that is open: how urgent, form, today, firm, level."""
        found = {}
        off = {form for since, until, form in who.off if since <= now < until}
        for form in ("kompetensi", "p2k2", "transaksi", "harian"):
            this = None if form in off else self.of_form(who, form, day, now)
            if this is not None:
                today, firm, level, due = this
                rank = {0: (2, due.toordinal()), 1: (0, 0)}.get(level, (1, -due.toordinal()))
                found[form] = (rank, form, today, firm, level)
        joined = who.joined.astimezone(who.zone).date()
        if not who.has_profile and who.role == "companion":
            days = [self.forward(who, joined + n * DAY, now) for n in (1, 3, 7, 14, 30)]
            if days[0] <= day <= days[-1]:
                found["profil"] = ((3, 0), "profil", day in days, False, 0)
        for begun, ended, form in who.drafts:
            if not begun <= now < ended or form in off or ("draft" in off and form not in RHYTHMS):
                continue
            changed = begun.astimezone(who.zone).date()
            days = [self.forward(who, changed + n * DAY, now) for n in (1, 3, 7, 14, 30)]
            if changed < day <= days[-1]:
                rank, _, today, firm, level = found.get(form, ((4, 0), form, False, False, 0))
                found[form] = (rank, form, today or day in days, firm, level)
        return sorted(found.values())

    def letter(self, who: Someone, day: date, slot: int, now: datetime) -> tuple[str, ...] | None:
        """The forms that the letter of a slot has buttons for; None: no letter."""
        if who.unreachable <= now or not self.works(who, day, now):
            return None
        open_ = self.open_forms(who, day, now)
        today = [one for one in open_ if one[2] and (slot == 1 or one[4] == 1)]
        if not today:
            return None
        before = self.back(who, day - DAY, now)
        earlier = self.back(who, before - DAY, now)
        sent = self.sent.setdefault(who.name, set())
        asked = {
            comes.astimezone(who.zone).date() for made, name, comes in self.asked if name == who.name and made <= now
        }
        had = sent | asked
        if day in asked or (before in had and (earlier in had or not any(one[3] for one in today))):
            return None
        sent.add(day)
        return tuple(one[1] for one in open_)[:3]


RHYTHMS = ("kompetensi", "p2k2", "transaksi", "harian", "profil")


def local(who: Someone, day: date, at: time) -> datetime:
    """The moment of a clock time where the person is."""
    return datetime.combine(day, at, who.zone)
