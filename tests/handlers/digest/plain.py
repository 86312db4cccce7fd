"""The figures of a digest once more, from the rows of the tables as they are, by loops, dicts and fractions.

Nothing of the program is used but the reading of the form. What was due in the weeks of the tests is written down here
by hand, from the calendar of November 2026 (no holiday in any of the provinces) and what the forms are for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from statistics import median
from typing import Any

import forms
from tests.handlers.digest.district import EARLIER, OLDER

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HOURS_AHEAD = {"51": 8, "91": 9}
BOUNDS = (86, 71, 56, 41, 0)
DAILY_PROGRAMMES = {"pkh", "tksk", "sakti_peksos"}
INCENTIVE_PROGRAMMES = {"pkh", "tksk", "psm", "tagana", "sakti_peksos", "aslut", "disabilitas", "bpnt"}
LATE_CLOCK = time(16)


@dataclass(frozen=True)
class Duty:
    """A report that was due: for whom, of which days it counts, on which day, and before when they must have come."""

    form_id: str
    programmes: set[str]
    first: date
    last: date
    due: date
    begins: date


def daily(day: date) -> Duty:
    return Duty("harian", DAILY_PROGRAMMES, day, day, day, day)


def duties(monday: date) -> list[Duty]:
    """What was due in the weeks of 2, 9, 16 and 23 November 2026."""
    found = [daily(monday + timedelta(days=n)) for n in range(5)]
    november = date(2026, 11, 1)
    if monday == date(2026, 11, 9):
        # On the 10th, about October; counts from a week before November on. The 15th is a Sunday: due on the Friday.
        found.append(Duty("komitmen", {"pkh"}, date(2026, 10, 25), date(2026, 11, 30), date(2026, 11, 10), november))
        first = date(2026, 10, 29)
        found.append(Duty("insentif", INCENTIVE_PROGRAMMES, first, date(2026, 11, 30), date(2026, 11, 13), november))
    if monday == date(2026, 11, 23):
        found.append(Duty("p2k2", {"pkh"}, november, date(2026, 11, 30), date(2026, 11, 24), november))
    return found


def last_duties() -> list[list[Duty]]:
    """Of each form the last that were due by the morning of 20 November: five of the daily one, else two."""

    def each(form_id: str, programmes: set[str], *periods: tuple[date, date, date, date]) -> list[Duty]:
        return [Duty(form_id, programmes, *days) for days in periods]

    def on(month: int, day: int) -> date:
        return date(2026, month, day)

    cash = {"pkh", "bpnt"}
    return [
        [daily(on(11, day)) for day in (13, 16, 17, 18, 19)],
        # From when and to when it counts, the due day (moved before a weekend), the beginning of its period.
        each(
            *("komitmen", {"pkh"}),
            *((on(10, 25), on(11, 30), on(11, 10), on(11, 1)), (on(9, 24), on(10, 31), on(10, 9), on(10, 1))),
        ),
        each(
            *("insentif", INCENTIVE_PROGRAMMES),
            *((on(10, 29), on(11, 30), on(11, 13), on(11, 1)), (on(9, 28), on(10, 31), on(10, 15), on(10, 1))),
        ),
        each(
            *("p2k2", {"pkh"}),
            *((on(10, 1), on(10, 31), on(10, 23), on(10, 1)), (on(9, 1), on(9, 30), on(9, 24), on(9, 1))),
        ),
        each(
            *("penyaluran", cash),
            *((on(7, 1), on(9, 30), on(9, 10), on(7, 1)), (on(4, 1), on(6, 30), on(6, 10), on(4, 1))),
        ),
        each(
            *("rekonsiliasi", cash),
            *((on(9, 17), on(12, 31), on(10, 20), on(10, 1)), (on(6, 17), on(9, 30), on(7, 20), on(7, 1))),
        ),
    ]


Row = dict[str, Any]


class Plain:
    """All tables, and the people who count."""

    def __init__(self, tables: dict[str, list[Row]], form: forms.Form, region: str = "", programme: str = "") -> None:
        self.tables = tables
        self.region, self.programme = region, programme
        self.answers: dict[int, dict[str, str]] = {}
        for row in tables["submission_answer"]:
            self.answers.setdefault(row["submission_id"], {})[row["item"]] = row["value"]
        self.dimension: dict[str, str] = {}
        self.points: dict[str, dict[str, int]] = {}
        for question in form.items():
            if question.columns.get("dimension") and question.choices:
                self.dimension[question.name] = question.columns["dimension"]
                self.points[question.name] = {one.name: int(one.columns["score"]) for one in question.choices.all}
        self.people = [row for row in tables["person"] if row["consent"] == "1" and self._counts(row)]
        self.asked_anew = [row for row in tables["person"] if row["consent"] == EARLIER and self._counts(row)]
        self.ids = {row["id"] for row in self.people}

    def _counts(self, person: Row) -> bool:
        if person["role"] != "companion":
            return False
        place = person["regency"] or person["province"] or ""
        programmes = self.profile(person["id"]).get("program", "").split()
        return self.inside(place) and (not self.programme or self.programme in programmes)

    def inside(self, place: str) -> bool:
        wanted = self.region.split(".") if self.region else []
        return place.split(".")[: len(wanted)] == wanted

    def sent(self, who: int, form_id: str) -> list[Row]:
        """What somebody has sent of a form, the newest first."""
        rows = [row for row in self.tables["submission"] if row["person_id"] == who and row["form_id"] == form_id]
        return sorted(rows, key=lambda row: (row["sent_at"], row["id"]), reverse=True)

    def profile(self, who: int) -> dict[str, str]:
        rows = self.sent(who, "profil")
        return self.answers.get(rows[0]["id"], {}) if rows else {}

    def active(self, since: datetime, until: datetime) -> int:
        apart = {"kasus", "mediasi"}
        return len(
            {
                row["person_id"]
                for row in self.tables["submission"]
                if row["person_id"] in self.ids and row["form_id"] not in apart and since <= at(row["sent_at"]) < until
            }
        )

    def finished(self, before: datetime) -> set[int]:
        return {who for who in self.ids if any(at(row["sent_at"]) < before for row in self.sent(who, "kompetensi"))}

    def begun(self) -> set[int]:
        return {row["person_id"] for row in self.tables["draft"] if row["form_id"] == "kompetensi"} & self.ids

    def given(self, sent: Row) -> dict[str, str]:
        """The answers that can be set beside those of today: the older version asked attitude with five choices."""
        answers = self.answers.get(sent["id"], {})
        five = {item for item, part in self.dimension.items() if part == "sikap" and sent["version"] == OLDER}
        return {item: value for item, value in answers.items() if item not in five}

    def percents(self, who: int, back: int = 0, before: datetime | None = None) -> dict[str, Fraction | None]:
        """Each part's percent and, under "", the whole; nothing where there is no such result."""
        rows = [row for row in self.sent(who, "kompetensi") if before is None or at(row["sent_at"]) < before]
        if len(rows) <= back:
            return {}
        given = self.given(rows[back])
        found: dict[str, Fraction | None] = {}
        raw = most = 0
        for part in dict.fromkeys(self.dimension.values()):
            items = [item for item, of in self.dimension.items() if of == part]
            answered = [item for item in items if item in given]
            score = sum(self.points[item][given[item]] for item in answered)
            top = sum(max(self.points[item].values()) for item in answered)
            raw, most = raw + score, most + top
            found[part] = Fraction(100 * score, top) if len(answered) * 5 >= len(items) * 4 else None
        enough = all(value is not None for value in found.values())
        found[""] = Fraction(100 * raw, most) if enough else None
        return found

    def known(self, part: str, before: datetime | None = None) -> list[Fraction]:
        values = [self.percents(who, before=before).get(part) for who in sorted(self.ids)]
        return [value for value in values if value is not None]

    def pairs(self, part: str) -> list[tuple[Fraction, Fraction]]:
        """Before and now, of those who have both."""
        found = [(self.percents(who, 1).get(part), self.percents(who).get(part)) for who in sorted(self.ids)]
        return [(before, now) for before, now in found if before is not None and now is not None]

    def weakest(self) -> list[tuple[str, int, Fraction]]:
        latest = [self.given(rows[0]) for who in self.ids if (rows := self.sent(who, "kompetensi"))]
        found = []
        for order, item in enumerate(self.dimension):
            scores = [self.points[item][given[item]] for given in latest if item in given]
            if len(scores) >= 10:
                mean = Fraction(100 * sum(scores), len(scores) * max(self.points[item].values()))
                found.append((mean, order, item, len(scores)))
        return [(item, n, mean) for mean, _, item, n in sorted(found)[:3]]

    def what_became(self, duty: Duty, who: Row) -> str | None:
        """on_time, late or missing; None where nothing was due of this person."""
        joined = at(who["joined_at"]) + timedelta(hours=ahead(who["province"]))
        programmes = set(self.profile(who["id"]).get("program", "").split())
        if joined.date() >= duty.begins or not programmes & duty.programmes:
            return None
        times = [
            at(row["first_sent_at"])
            for row in self.tables["report"]
            if row["person_id"] == who["id"]
            and row["form_id"] == duty.form_id
            and duty.first.isoformat() <= row["day"] <= duty.last.isoformat()
        ]
        deadline = datetime.combine(duty.due, LATE_CLOCK, UTC) - timedelta(hours=ahead(who["province"]))
        return "missing" if not times else "on_time" if min(times) <= deadline else "late"

    def reports(self, expected: Iterable[Duty]) -> dict[str, dict[str, int]]:
        """Form → how many on time, late, missing."""
        found: dict[str, dict[str, int]] = {}
        for duty in expected:
            for who in self.people:
                if (outcome := self.what_became(duty, who)) is not None:
                    counts = found.setdefault(duty.form_id, {"on_time": 0, "late": 0, "missing": 0})
                    counts[outcome] += 1
        return found

    def families(self) -> list[int]:
        said = [self.profile(who).get("jumlah_kpm", "") for who in self.ids]
        return [int(value) for value in said if value]

    def cases(self) -> list[Row]:
        return [
            row
            for row in self.tables["case_record"]
            if not row["restricted"]
            and self.inside(row["regency"] or row["province"])
            and (not self.programme or self.programme in row["programmes"].split())
        ]

    def obstacles(self, first: date, last: date) -> dict[str, int]:
        found: dict[str, int] = {}
        for row in self.tables["report"]:
            here = self.inside(row["regency"] or row["province"])
            here = here and (not self.programme or self.programme in row["programmes"].split())
            if row["form_id"] == "hambatan" and here and first.isoformat() <= row["day"] <= last.isoformat():
                kind = self.answers[row["submission_id"]]["hambatan"]
                found[kind] = found.get(kind, 0) + 1
        return found


def at(micros: int) -> datetime:
    return EPOCH + timedelta(microseconds=micros)


def ahead(province: str | None) -> int:
    return HOURS_AHEAD.get(province or "", 7)


def bands(percents: Iterable[Fraction]) -> tuple[int, ...]:
    counts = [0] * len(BOUNDS)
    for percent in percents:
        counts[next(index for index, lower in enumerate(BOUNDS) if percent >= lower)] += 1
    return tuple(counts)


def quartile(values: list[Fraction], quarters: int) -> Fraction:
    """On the line between the two nearest of the sorted values (type 7)."""
    ordered = sorted(values)
    place = Fraction((len(ordered) - 1) * quarters, 4)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def wilson(count: int, of: int) -> tuple[float, float]:
    z = 1.959963984540054
    p = count / of
    middle, half = p + z * z / 2 / of, z * math.sqrt(p * (1 - p) / of + z * z / 4 / of / of)
    return 100 * (middle - half) / (1 + z * z / of), 100 * (middle + half) / (1 + z * z / of)


def middle(values: list[Fraction]) -> Fraction:
    return Fraction(median(values))
