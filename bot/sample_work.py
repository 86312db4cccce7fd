"""What the sample's companions have filed and asked: reports and cases for the coordinator, a lesson for the admin.

The words are data, in the file beside this one. Everything goes the way of what people send: answers through the form
engine, then a submission, then its report or case. No letter is posted: what is in the boxes was told of before.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.sample_answers import REGION, SampleError, as_sent
from handlers.casework import deadlines
from handlers.casework.kinds import FORM as CASE_FORM
from handlers.reporting import catalogue
from handlers.reporting.filing import NAME
from handlers.shelf import FormShelf
from storage import cases, reports, schema, submissions
from storage.cases import Case
from storage.people import Person
from storage.reports import Report
from storage.submissions import Submission
from storage.visibility import PROGRAM, Viewer

FILE = Path(__file__).with_suffix(".toml")
ON_A_REPORT = timedelta(minutes=2)
UNTIL_REVIEWED = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that is kept already: ``name`` is the answer, ``sha256`` where it is kept, ``size`` in bytes."""

    name: str
    sha256: str
    size: int


def photo_of(content: bytes) -> Photo:
    """The picture of this content (JPEG), under a name that is the same every time."""
    sha256 = hashlib.sha256(content).hexdigest()
    return Photo(f"foto-{sha256[:10]}.jpg", sha256, len(content))


class Work:
    """The reports and cases on their way into the database.

    ``companions``: those who are new, by given name, each with the programme; whose name is missing has filed nothing.
    Without a coordinator nothing is accepted, returned or answered. ``now``: local time; everything lies before it.
    """

    def __init__(
        self,
        connection: AsyncConnection,
        shelf: FormShelf,
        now: datetime,
        *,
        companions: Mapping[str, tuple[Person, str]],
        coordinator: Person | None,
        admin: Person | None,
        photo: Photo | None,
    ) -> None:
        self._connection = connection
        self._shelf = shelf
        self._now = now
        self._companions = companions
        self._coordinator = Viewer(coordinator.id) if coordinator is not None else None
        self._admin = Viewer(admin.id) if admin is not None else None
        self._photo = photo
        self._newest: dict[str, Report] = {}

    async def lay_out(self) -> None:
        """File the reports, the oldest first, then open the cases. Raises `SampleError`."""
        for nth, given in enumerate(_file()["report"]):
            if given["who"] in self._companions:
                await self._report(given, nth)
        if self._coordinator is not None and self._admin is not None:
            at = self._now - timedelta(days=30)
            await cases.name_for_restricted(self._connection, self._admin, self._coordinator.person_id, REGION, at)
        for given in _file()["case"]:
            if given["who"] in self._companions:
                await self._case(given)

    async def _report(self, given: Mapping[str, Any], nth: int) -> None:
        person, programme = self._companions[given["who"]]
        day = (self._now - timedelta(days=given["days"])).replace(hour=9, minute=0, second=0, microsecond=0)
        # What stands later in the file was sent later in the day: numbers rise with the time.
        at = day + timedelta(minutes=nth * 25 + int(Random(f"report {nth}").random() * 20))
        form = self._shelf.current(given["form"])
        answers = _dated(given["answers"], at)
        photo = self._photo if "photo" in given else None
        if photo is not None:
            answers[given["photo"]] = photo.name
        sent = await self._sent(person, given["form"], answers, at)
        if photo is not None:
            await self._keep(sent[0], given["photo"], photo)
        key = catalogue.key_of(form)
        report = await reports.file(
            self._connection,
            sent[0],
            person=person,
            programmes=[programme],
            name=sent[1].get(NAME, ""),
            key=sent[1].get(key, "") if key else "",
            day=at.date(),
            restricted=catalogue.is_restricted(form),
        )
        self._newest[given["who"]] = report
        if self._coordinator is None:
            return
        reviewed = at + UNTIL_REVIEWED
        if "remark" in given:
            await reports.give_back(self._connection, self._coordinator, report.id, given["remark"], reviewed)
        elif given.get("accepted"):
            await reports.accept(self._connection, self._coordinator, [report.id], reviewed)

    async def _sent(
        self, person: Person, form_id: str, answers: Mapping[str, str], at: datetime
    ) -> tuple[Submission, Mapping[str, str]]:
        form = self._shelf.current(form_id)
        sent = as_sent(form, answers, at)
        submission = await submissions.add_finished(
            self._connection,
            person_id=person.id,
            form_id=form.id,
            version=form.version,
            language=person.language,
            begun_at=at - ON_A_REPORT,
            sent_at=at,
            answers=sent,
        )
        return submission, sent

    async def _keep(self, submission: Submission, item: str, photo: Photo) -> None:
        """The row of a picture that came long ago: fetched, cleaned and kept."""
        row = {
            "person_id": submission.person_id,
            "submission_id": submission.id,
            "item": item,
            "file_name": photo.name,
            "kind": "photo",
            "file_id": photo.name,
            "file_unique_id": photo.name,
            "size": photo.size,
            "mime": "image/jpeg",
            "sha256": photo.sha256,
            "state": "kept",
            "at": submission.sent_at,
        }
        await self._connection.execute(insert(schema.attachment).values(row))

    async def _case(self, given: Mapping[str, Any]) -> None:
        person, programme = self._companions[given["who"]]
        at = self._now - timedelta(hours=given["hours"])
        submission, answers = await self._sent(person, CASE_FORM, given["answers"], at)
        report = self._newest.get(given["who"]) if given.get("from_report") else None
        urgency = answers["mendesak"]
        case = await cases.open_case(
            self._connection,
            person=person,
            submission_id=submission.id,
            report_id=report.id if report is not None else None,
            kind=answers["jenis"],
            urgency=urgency,
            restricted=answers.get("terbatas") == "yes",
            kpm=answers.get("kpm", ""),
            summary=answers["uraian"],
            tried=answers.get("dicoba", ""),
            programmes=[programme],
            at=at,
            due_at=await self._due(case_urgency=urgency, level=0, person=person, at=at),
        )
        for step in given.get("then", ()):
            await self._follow(case, person, step, at + timedelta(hours=step["hours"]))

    async def _due(self, *, case_urgency: str, level: int, person: Person, at: datetime) -> datetime:
        return await deadlines.due(
            self._connection, self._shelf.zone_of, urgency=case_urgency, level=level, province=person.province, at=at
        )

    async def _follow(self, case: Case, person: Person, step: Mapping[str, Any], at: datetime) -> None:
        """One thing that happened in the case."""
        connection, desk = self._connection, self._coordinator
        if step["step"] == "escalate":
            there = await cases.get(connection, PROGRAM, case.id)
            level = await cases.next_level(connection, there or case)
            due_at = await self._due(case_urgency=case.urgency, level=level, person=person, at=at)
            await cases.escalate(connection, case.id, level, due_at, at)
            return
        if desk is None:
            return
        if step["step"] == "close":
            await cases.close(connection, desk, case.id, step["outcome"], step["words"], at)
            await cases.offer_lesson(
                connection, desk, case.id, step["lesson"], step["tip"], step["to_try"], at + timedelta(minutes=5)
            )
            return
        if step["step"] not in ("answer", "ask_back"):
            raise SampleError(f"nothing in a case is called {step['step']!r}")
        await cases.take(connection, desk, case.id, at - timedelta(minutes=10))
        due_at = await self._due(case_urgency=case.urgency, level=0, person=person, at=at)
        await cases.say(connection, desk, case.id, "text", step["words"], at, due_at=due_at)
        await (cases.answer if step["step"] == "answer" else cases.ask_back)(connection, desk, case.id, at)


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _dated(answers: Mapping[str, str], at: datetime) -> dict[str, str]:
    """The answers with the days in them filled in."""
    days = {"day": at.date().isoformat(), "month": at.date().replace(day=1).isoformat()}
    return {item: value.format_map(days) for item, value in answers.items()}
