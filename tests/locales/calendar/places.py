"""Places and moments for the tests: "18-03-2026 07.30" in Denpasar is a moment, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from locales.calendar import Calendar, Hours

HOURS = Hours(Calendar())
"""With the rules and days that come with the program; its memory is shared by all tests, as in the program."""


class Place(NamedTuple):
    zone: str
    province: str | None

    def at(self, text: str) -> datetime:
        """`text` is local, "2026-03-18 07.30"."""
        return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def shown(self, moment: datetime) -> str:
        return moment.astimezone(ZoneInfo(self.zone)).strftime("%Y-%m-%d %H.%M")

    def next(self, kind: str, text: str, hours: Hours = HOURS) -> str:
        """The next moment for `kind`, from and to local time."""
        return self.shown(hours.next_moment(self.at(text), self.zone, self.province, kind))

    def explained(self, kind: str, text: str, hours: Hours = HOURS) -> str:
        return hours.explain(self.at(text), self.zone, self.province, kind)


JAKARTA = Place("Asia/Jakarta", "31")
PONTIANAK = Place("Asia/Pontianak", "61")
DENPASAR = Place("Asia/Makassar", "51")
MAKASSAR = Place("Asia/Makassar", "73")
WAMENA = Place("Asia/Jayapura", "95")
UNKNOWN = Place("Asia/Jakarta", None)
PLACES = (JAKARTA, PONTIANAK, DENPASAR, MAKASSAR, WAMENA, UNKNOWN)


def day(text: str) -> date:
    return date.fromisoformat(text)
