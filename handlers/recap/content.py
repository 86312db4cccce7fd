"""What a recap is made of: a month's reports as they were read, with all that is needed to write them in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import forms
from handlers.kept import KeptFiles
from handlers.question import form_name
from handlers.recap.answers import Told, told
from locales import Texts
from storage.reports import Report


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that was sent with a report. ``sha256``: where it is kept, None while it has not been fetched."""

    item: str
    sha256: str | None


@dataclass(frozen=True)
class Filed:
    """One report that may be read: ``form`` in the version that was answered, None where that is not at hand."""

    report: Report
    form: forms.Form | None
    answers: Mapping[str, str]
    pictures: tuple[Picture, ...]
    texts: Texts
    zone: str

    @property
    def sent_at(self) -> datetime:
        """When its newest version was sent, where the sender was."""
        return self.report.sent_at.astimezone(ZoneInfo(self.zone))

    @property
    def day(self) -> date:
        """The day that it is counted for."""
        return date.fromisoformat(self.report.day)

    @property
    def form_name(self) -> str:
        return self.report.form_id if self.form is None else form_name(self.texts, self.form)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """All its answers; worked out where it is needed first, in the thread that writes the file."""
        return () if self.form is None else tuple(told(self.texts, self.form, self.answers, self.sent_at))

    def label_of(self, picture: Picture) -> str:
        """Which question a picture answers."""
        return next((one.label for one in self.told if one.key == picture.item), "")


@dataclass(frozen=True)
class Recap:
    """One companion's month (``month``: its first day), the oldest report first.

    ``restricted``: the days of reports that are only counted. ``missing``: how many more there are than a recap holds.
    """

    texts: Texts
    month: date
    name: str
    region: str
    programmes: str
    zone: str
    made_at: datetime
    filed: tuple[Filed, ...]
    restricted: tuple[date, ...]
    missing: int
    files: KeptFiles

    @property
    def count(self) -> int:
        return len(self.filed) + len(self.restricted)
