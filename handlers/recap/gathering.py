"""Reading what a recap is made of: all of it in the transaction of the tap, and only what the viewer may see."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

import forms
from forms import Kind
from handlers.recap.content import Filed, Picture, Recap
from handlers.turn import Turn
from storage import attachments, people, report_lists, submissions
from storage.people import Person
from storage.report_lists import Which
from storage.reports import Report

# A dozen reports on every day; a file that holds more is no recap.
MOST = 372
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def is_month(written: str) -> bool:
    """Whether it is a month as reports have it: "2026-11"."""
    return _MONTH.fullmatch(written) is not None


async def filed_in(turn: Turn, person_id: int, month: str) -> list[Report]:
    """The person's reports of the month that the viewer may see, the newest first; one more than a recap holds."""
    connection = await turn.work.connection()
    if person_id == turn.person.id:
        return await report_lists.own(connection, turn.viewer, month=month, most=MOST + 1)
    if turn.person.role == "companion":
        return []
    which = Which(person_id=person_id, day_from=f"{month}-01", day_to=f"{month}-31")
    return await report_lists.incoming(connection, turn.viewer, which, most=MOST + 1)


async def gather(turn: Turn, person_id: int, month: str) -> Recap | None:
    """The recap; None where there is no report that the viewer may see."""
    found = await filed_in(turn, person_id, month)
    person = await people.person_by_id(await turn.work.connection(), person_id)
    if not found or person is None:
        return None
    held = found[:MOST][::-1]
    newest = held[-1]
    zone = turn.shelf.zone_of(person.province) if person.province else turn.zone
    return Recap(
        texts=turn.texts,
        month=date.fromisoformat(f"{month}-01"),
        name=person.name or "",
        region=_region(turn, person, newest),
        programmes=_programmes(turn, newest.programmes.split()),
        zone=zone,
        made_at=turn.at,
        filed=tuple([await _filed(turn, report, zone) for report in held if not report.restricted]),
        restricted=tuple(date.fromisoformat(report.day) for report in held if report.restricted),
        missing=len(found) - len(held),
        files=turn.files,
    )


async def _filed(turn: Turn, report: Report, zone: str) -> Filed:
    connection = await turn.work.connection()
    number = report.submission_id
    sent = await submissions.get(connection, turn.viewer, number)
    form: forms.Form | None = None
    pictures: tuple[Picture, ...] = ()
    answers: dict[str, str] = {}
    if sent is not None and turn.shelf.has(sent.form_id, sent.version):
        form = turn.shelf.version(sent.form_id, sent.version)
        answers = (await submissions.answers(connection, turn.viewer, [number]))[number]
        # Most forms ask for no photo, and most reports have none.
        if any(question.kind is Kind.IMAGE and key in answers for key, question in _asked(form, answers)):
            kept = await attachments.of_submission(connection, turn.viewer, number)
            asked = {key for key, question in _asked(form, answers) if question.kind is Kind.IMAGE}
            pictures = tuple(Picture(one.item, one.sha256) for one in kept if one.item in asked)
    return Filed(report, form, answers, pictures, turn.texts, zone)


def _asked(form: forms.Form, keys: Collection[str]) -> list[tuple[str, forms.Question]]:
    return [(key, question) for key in keys if (question := form.question(key)) is not None]


def _region(turn: Turn, person: Person, report: Report) -> str:
    """Where the reports were filed; where the person works, if they do not say."""
    regency, province = report.regency or person.regency or "", report.province or person.province or ""
    names = [turn.shelf.region_name(code) for code in (regency, province) if code]
    return ", ".join(name for name in names if name)


def _programmes(turn: Turn, names: Collection[str]) -> str:
    profile = turn.shelf.current("profil")
    return ", ".join(forms.answer_label(profile, "program", name, turn.language) for name in names)
