"""What an admin or a coordinator is putting together: an export as it stands in the place of the chat.

`{form}:{format}:{period}:{region}:{programme}:{names}`: nothing is stored before "Buat berkas" is tapped, and the
screen can be shown again at any time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.exporting.request import FORMATS, Format, Request
from handlers.turn import Turn

THIS_MONTH, LAST_MONTH, THIS_YEAR, EVER = "m0", "m1", "y0", "all"
PERIODS = (THIS_MONTH, LAST_MONTH, THIS_YEAR, EVER)
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{4}-\d\d-\d\d)")
_FORM = re.compile(r"[\w.-]{1,100}")
_REGION = re.compile(r"(\d\d(\.\d\d)?)?")
_PROGRAMME = re.compile(r"\w{0,40}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """See the module. ``period``: one of ``PERIODS``, or two days with a point between them."""

    form_id: str
    format: Format = "xlsx"
    period: str = EVER
    region: str = ""
    programme: str = ""
    names: bool = False

    @classmethod
    def read(cls, argument: str) -> Wanted | None:
        """What ``written`` gave; None for anything else."""
        fields = argument.split(":")
        if len(fields) != 6:
            return None
        form_id, written, period, region, programme, names = fields
        format_ = next((each for each in FORMATS if each == written), None)
        known = _FORM.fullmatch(form_id) and _REGION.fullmatch(region) and _PROGRAMME.fullmatch(programme)
        if format_ is None or not known or not (period in PERIODS or days_of(period)):
            return None
        return cls(form_id, format_, period, region, programme, names == "1")

    def written(self) -> str:
        """As it stands in the place."""
        fields = (self.form_id, self.format, self.period, self.region, self.programme, "1" if self.names else "0")
        return ":".join(fields)

    def bounds(self, today: date) -> tuple[date | None, date | None]:
        """First and last day; None for no bound."""
        if (days := days_of(self.period)) is not None:
            return days
        first = today.replace(day=1)
        match self.period:
            case "m0":
                return first, today
            case "m1":
                last = first - timedelta(days=1)
                return last.replace(day=1), last
            case "y0":
                return today.replace(month=1, day=1), today
        return None, None

    def request(self, turn: Turn, today: date) -> Request:
        """As it is asked for, by this person."""
        since, until = self.bounds(today)
        return Request(
            form_id=self.form_id,
            format=self.format,
            viewer=turn.person.id,
            names=self.names,
            language=turn.language,
            since=since,
            until=until,
            region=self.region,
            programme=self.programme,
        )

    def with_days(self, first: date, last: date) -> Wanted:
        """Of these days, in whichever order they were said."""
        first, last = sorted((first, last))
        return replace(self, period=f"{first.isoformat()}.{last.isoformat()}")


def days_of(period: str) -> tuple[date, date] | None:
    """The two days of a period that was typed; None for any other."""
    found = _DAYS.fullmatch(period)
    try:
        return (date.fromisoformat(found[1]), date.fromisoformat(found[2])) if found else None
    except ValueError:
        return None
