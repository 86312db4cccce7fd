"""Reports: filed, corrected, accepted and given back; lists by page. Who sees what is in `test_visibility`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from storage import audience, audit, consents, invites, people, privacy, report_lists, reports, schema, submissions
from storage.database import Database
from storage.people import Known, Person
from storage.report_lists import Which
from storage.reports import Report
from storage.visibility import PROGRAM, Viewer
from tests.storage.conftest import Calendar


class Field:
    """A district at work: companions who file, a coordinator who looks."""

    def __init__(self, db: Database, sari: Person, budi: Person, rina: Person, times: Calendar) -> None:
        self.db, self.sari, self.budi, self.rina, self.times = db, sari, budi, rina, times
        self.minutes = 0

    async def file(
        self,
        person: Person,
        form: str = "p2k2",
        *,
        key: str = "",
        day: date = date(2026, 11, 20),
        replaces: int | None = None,
        restricted: bool = False,
    ) -> Report:
        self.minutes += 1
        at = self.times.after(minutes=self.minutes)
        async with self.db.writing() as conn:
            sent = await submissions.add_finished(
                conn,
                person_id=person.id,
                form_id=form,
                version="1",
                language="id",
                begun_at=at,
                sent_at=at,
                answers={"hadir": str(self.minutes), "kelompok": key},
            )
            sent = replace(sent, replaces=replaces)
            return await reports.file(
                conn,
                sent,
                person=person,
                programmes=["pkh"],
                name=f"Kelompok {key}",
                key=key,
                day=day,
                restricted=restricted,
            )


@pytest.fixture
async def field(db: Database, sari: Known, budi: Known, times: Calendar) -> Field:
    async with db.writing() as conn:
        rina = await people.add_person(conn, telegram_id=7003, language="id", role="coordinator", at=times.friday)
        await invites.add_duty(conn, rina.person.id, "13.76", "pkh")
        found = []
        for known in (sari, budi, rina):
            await consents.record(
                conn, person_id=known.person.id, version="1", language="id", accepted=True, at=times.friday
            )
            await people.change_person(conn, known.person.id, province="13", regency="13.76", name="Contoh")
            person = await people.person_by_id(conn, known.person.id)
            assert person is not None
            found.append(person)
    sari_, budi_, rina_ = found
    return Field(db, sari_, budi_, rina_, times)


def numbers(found: list[Report]) -> list[int]:
    return [report.id for report in found]


async def test_a_report_keeps_its_number_through_corrections(field: Field) -> None:
    first = await field.file(field.sari, key="Melati")
    again = await field.file(field.sari, key="Mawar", replaces=first.submission_id)
    last = await field.file(field.sari, key="Mawar", replaces=again.submission_id, day=date(2026, 11, 22))
    assert (again.id, last.id, last.versions) == (first.id, first.id, 3)
    assert (last.key, last.day, last.first_sent_at) == ("Mawar", "2026-11-22", first.sent_at)
    async with field.db.reading() as conn:
        hers = Viewer(field.sari.id)
        assert await reports.get(conn, hers, first.id) == last
        for submission in (first.submission_id, again.submission_id, last.submission_id):
            assert await reports.of_submission(conn, hers, submission) == last
            # The old versions stay, and can be read.
            assert (await submissions.answers(conn, hers, [submission]))[submission]
        found = await reports.versions(conn, Viewer(field.rina.id), first.id)
    assert [(number, submission) for number, submission, _ in found] == [
        (3, last.submission_id),
        (2, again.submission_id),
        (1, first.submission_id),
    ]


async def test_accepting_counts_once_and_is_noted(field: Field) -> None:
    one, two = await field.file(field.sari), await field.file(field.budi)
    own = await field.file(field.rina)
    hers, at = Viewer(field.rina.id), field.times.after(hours=2)
    async with field.db.writing() as conn:
        accepted = await reports.accept(conn, hers, [one.id, two.id, own.id, 999], at)
        assert numbers(accepted) == [one.id, two.id]
        assert {(report.state, report.reviewer, report.reviewed_at) for report in accepted} == {
            ("accepted", field.rina.id, at)
        }
        assert await reports.accept(conn, hers, [one.id], at) == []
        noted = await audit.recent(conn, 10)
    assert [(entry.act, entry.subject) for entry in noted] == [
        ("accept report", f"report {two.id}"),
        ("accept report", f"report {one.id}"),
    ]


async def test_a_returned_report_is_new_again_when_it_is_corrected(field: Field) -> None:
    sent = await field.file(field.sari)
    hers, at = Viewer(field.rina.id), field.times.after(hours=2)
    async with field.db.writing() as conn:
        returned = await reports.give_back(conn, hers, sent.id, "Mohon lengkapi fotonya.", at)
        assert returned is not None
        assert (returned.state, returned.remark) == ("returned", "Mohon lengkapi fotonya.")
        assert await reports.give_back(conn, hers, sent.id, "Sekali lagi.", at) is None
        assert await reports.accept(conn, hers, [sent.id], at) == []
    corrected = await field.file(field.sari, replaces=sent.submission_id)
    # What was said of it stays, so that whoever looks again knows what to look for.
    assert (corrected.state, corrected.remark) == ("new", "Mohon lengkapi fotonya.")
    async with field.db.writing() as conn:
        [accepted] = await reports.accept(conn, hers, [sent.id], at)
        assert accepted.remark is None
        # Also what was accepted may be given back, when something is found later.
        assert await reports.give_back(conn, hers, sent.id, "Mohon periksa lagi.", at) is not None


async def test_pages_hold_every_report_once_newest_first(field: Field) -> None:
    days = [date(2026, 11, 20) - timedelta(days=number % 5) for number in range(23)]
    filed = [await field.file(field.sari if number % 3 else field.budi, day=day) for number, day in enumerate(days)]
    expected = [one.id for one in sorted(filed, key=lambda one: (one.day, one.id), reverse=True)]
    async with field.db.writing() as conn:
        hers = Viewer(field.rina.id)
        await reports.accept(conn, hers, [one.id for one in filed[::4]], field.times.friday)
        pages: list[int] = []
        while page := await report_lists.incoming(conn, hers, Which(), before=pages[-1] if pages else 0, most=5):
            pages += numbers(page)
        assert pages == expected
        own: list[int] = []
        while page := await report_lists.own(conn, Viewer(field.sari.id), before=own[-1] if own else 0, most=4):
            own += numbers(page)
        assert own == [
            one.id
            for one in sorted(filed, key=lambda one: (one.day, one.id), reverse=True)
            if one.person_id == field.sari.id
        ]
        assert await report_lists.incoming_count(conn, hers, Which(), most=10) == 10
        assert await report_lists.incoming_count(conn, hers, Which(state="accepted")) == len(filed[::4])


@pytest.mark.parametrize("state", ["", "new", "accepted", "returned"])
@pytest.mark.parametrize("form_id", ["", "harian"])
@pytest.mark.parametrize("who", ["", "sari"])
@pytest.mark.parametrize("days", [("", ""), ("2026-11-19", ""), ("", "2026-11-18"), ("2026-11-19", "2026-11-19")])
async def test_every_filter_gives_what_it_says(
    field: Field, state: str, form_id: str, who: str, days: tuple[str, str]
) -> None:
    filed: list[Report] = []
    for number in range(24):
        day = date(2026, 11, 20) - timedelta(days=number % 3)
        person, form = (field.sari, field.budi)[number % 2], ("harian", "p2k2")[number // 2 % 2]
        filed.append(await field.file(person, form, day=day))
    hers, at = Viewer(field.rina.id), field.times.friday
    async with field.db.writing() as conn:
        await reports.accept(conn, hers, [one.id for one in filed[:8]], at)
        for one in filed[8:12]:
            await reports.give_back(conn, hers, one.id, "Mohon periksa.", at)
        now = [await reports.get(conn, PROGRAM, one.id) for one in filed]
        which = Which(state, form_id, field.sari.id if who else 0, *days)
        found = await report_lists.incoming(conn, hers, which, most=100)
    expected = {
        one.id
        for one in now
        if one is not None
        and state in ("", one.state)
        and form_id in ("", one.form_id)
        and (not who or one.person_id == field.sari.id)
        and (days[0] or "0") <= one.day <= (days[1] or "9")
    }
    assert set(numbers(found)) == expected


async def test_a_companion_finds_the_last_of_each_series(field: Field) -> None:
    first = await field.file(field.sari, key="Melati")
    other = await field.file(field.sari, key="Mawar")
    await field.file(field.budi, key="Anggrek")
    last = await field.file(field.sari, key="Melati")
    await field.file(field.sari, "harian")
    hers = Viewer(field.sari.id)
    async with field.db.reading() as conn:
        assert numbers(await report_lists.own_keys(conn, hers, "p2k2")) == [last.id, other.id]
        assert await report_lists.own_last(conn, hers, "p2k2", "Mawar") == other
        assert await report_lists.own_last(conn, hers, "p2k2") == last
        assert await report_lists.own_last(conn, hers, "p2k2", "Anggrek") is None
        assert await report_lists.own_months(conn, hers) == [("2026-11", 4)]
        assert first.id not in numbers(await report_lists.own(conn, hers, month="2026-10"))


async def test_people_and_forms_are_counted_and_restricted_ones_name_nobody(field: Field) -> None:
    for _ in range(3):
        await field.file(field.sari, "harian")
    await field.file(field.budi)
    await field.file(field.budi, "mediasi", restricted=True)
    async with field.db.writing() as conn:
        await conn.execute(insert(schema.restricted_duty).values(person_id=field.rina.id, region="13"))
        hers = Viewer(field.rina.id)
        assert await report_lists.incoming_people(conn, hers, Which()) == [
            (field.sari.id, "Contoh", 3),
            (field.budi.id, "Contoh", 1),
        ]
        assert await report_lists.incoming_forms(conn, hers, Which()) == [("harian", 3), ("mediasi", 1), ("p2k2", 1)]


async def test_a_report_goes_when_its_newest_version_does(field: Field) -> None:
    first = await field.file(field.sari)
    await field.file(field.sari, replaces=first.submission_id)
    kept = await field.file(field.budi)
    async with field.db.writing() as conn:
        await privacy.erase(conn, field.sari.id, field.times.friday)
        assert numbers(await report_lists.incoming(conn, Viewer(field.rina.id), Which())) == [kept.id]
        assert await reports.versions(conn, PROGRAM, first.id) == []


async def test_who_has_filed_something_restricted_is_in_no_audience(field: Field) -> None:
    await field.file(field.sari, "mediasi", restricted=True)
    await field.file(field.budi, "harian")
    async with field.db.reading() as conn:
        assert await audience.count(conn, {"filed": {"form": "mediasi"}}) == 0
        assert await audience.count(conn, {"filed": {"form": "harian"}}) == 1
