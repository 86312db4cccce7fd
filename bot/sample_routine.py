"""The reports that the sample's companions file as a matter of course: most of what was due, most of it in time.

Answers go through the form engine once for each form, day and programme; the rows are those of what people send.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from bot.sample_answers import as_sent
from handlers.reporting import catalogue
from handlers.reporting.filing import NAME
from handlers.shelf import FormShelf
from storage import reports, submissions
from storage.people import Person
from storage.visibility import Viewer

FILE = Path(__file__).with_suffix(".toml")
ON_A_REPORT = timedelta(minutes=2)
# A deadline on a weekend is on the Friday before it.
FRIDAY = 4


class Routine:
    """The reports on their way into the database; ``companions`` as for ``bot.sample_work.Work``."""

    def __init__(
        self,
        connection: AsyncConnection,
        shelf: FormShelf,
        now: datetime,
        companions: Mapping[str, tuple[Person, str]],
        coordinator: Person | None,
    ) -> None:
        self._connection = connection
        self._shelf = shelf
        self._now = now
        self._companions = companions
        self._coordinator = Viewer(coordinator.id) if coordinator is not None else None
        self._answers: dict[tuple[str, date, str], Mapping[str, str]] = {}

    async def lay_out(self) -> None:
        """File them, the oldest first, and accept them: what waits for the coordinator is in ``bot.sample_work``."""
        filed = []
        for at, day, given, name in sorted(self._planned(), key=lambda one: (one[0], one[3])):
            filed.append(await self._file(at, day, given, *self._companions[name]))
        if self._coordinator is not None and filed:
            await reports.accept(self._connection, self._coordinator, filed, self._now - timedelta(minutes=30))

    def _planned(self) -> Iterator[tuple[datetime, date, Mapping[str, Any], str]]:
        """When each is sent, which day it is about, the form as the file has it, and whose it is."""
        habits = _file()["habits"]
        for name, (person, programme) in self._companions.items():
            dice = Random(f"routine {name}")
            files = habits["seldom_files"] if name in habits["seldom"] else habits["files"]
            for given in _file()["form"]:
                if programme not in given["programmes"]:
                    continue
                for day in self._days(given, habits):
                    if dice.random() >= files:
                        continue
                    late = timedelta(days=2) if dice.random() >= habits["in_time"] else timedelta()
                    at = (day + late).replace(hour=13) + timedelta(minutes=int(dice.random() * 150))
                    there = timedelta(days=20 if "by" in given else 1)
                    if person.joined_at < at - there and at < self._now - timedelta(hours=1):
                        yield at, day.date(), given, name

    def _days(self, given: Mapping[str, Any], habits: Mapping[str, Any]) -> Iterator[datetime]:
        """Working days of the last weeks, or a day before each of the last deadlines."""
        today = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        if "by" not in given:
            days = [today - timedelta(days=back) for back in range(1, 7 * habits["weeks"] + today.weekday() + 1)]
            yield from (day for day in days if day.weekday() <= FRIDAY)
            return
        month = today.replace(day=1)
        for _ in range(habits["months"]):
            due = month.replace(day=given["by"]) - timedelta(days=1)
            if month.month in given.get("in_months", range(1, 13)):
                yield due - timedelta(days=max(0, due.weekday() - FRIDAY))
            month = (month - timedelta(days=1)).replace(day=1)

    async def _file(self, at: datetime, day: date, given: Mapping[str, Any], person: Person, programme: str) -> int:
        form = self._shelf.current(given["id"])
        answers = self._answered(form, given, at, day, programme)
        submission = await submissions.add_finished(
            self._connection,
            person_id=person.id,
            form_id=form.id,
            version=form.version,
            language=person.language,
            begun_at=at - ON_A_REPORT,
            sent_at=at,
            answers=answers,
        )
        key = catalogue.key_of(form)
        report = await reports.file(
            self._connection,
            submission,
            person=person,
            programmes=[programme],
            name=answers.get(NAME, ""),
            key=answers.get(key, "") if key else "",
            day=day,
            restricted=catalogue.is_restricted(form),
        )
        return report.id

    def _answered(
        self, form: forms.Form, given: Mapping[str, Any], at: datetime, day: date, programme: str
    ) -> Mapping[str, str]:
        key = (form.id, day, programme)
        if key not in self._answers:
            month = day.replace(day=1)
            words = {
                "day": day.isoformat(),
                "month": month.isoformat(),
                "before": (month - timedelta(days=1)).replace(day=1).isoformat(),
                "programme": programme,
            }
            said = {item: value.format_map(words) for item, value in given["answers"].items()}
            self._answers[key] = as_sent(form, said, at)
        return self._answers[key]


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
