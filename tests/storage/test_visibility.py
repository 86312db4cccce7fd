"""Who may see what, as a table: every role × region × programme × state × restricted × own or not × consent.

Each read function is asked by everybody for everything; what it gives is held against `tests.storage.seeing.sees`.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from zlib import crc32

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    attachments,
    case_lists,
    case_people,
    case_steps,
    case_talk,
    cases,
    consents,
    drafts,
    lessons,
    report_lists,
    reports,
    submissions,
)
from storage.database import Database
from storage.report_lists import Which
from storage.visibility import PROGRAM
from tests.storage.conftest import FRIDAY
from tests.storage.seeing import FORM, Country, Somebody, Thing, sees, settle

ALL = 100_000
LATER = FRIDAY + timedelta(days=1)


@pytest.fixture(scope="module")
def settled(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Country]:
    """A database with everybody and everything, made once."""
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("settled") / "bot.db"))

    async def fill() -> Country:
        database = Database(path)
        await database.open()
        async with database.writing() as conn:
            country = await settle(conn, FRIDAY)
        await database.close()
        return country

    return path, asyncio.run(fill())


@pytest.fixture
def file(settled: tuple[Path, Country], tmp_path: Path) -> Path:
    return Path(shutil.copy(settled[0], tmp_path / "bot.db"))


@pytest.fixture
def country(settled: tuple[Path, Country]) -> Country:
    return settled[1]


@pytest.fixture
async def conn(db: Database, country: Country) -> AsyncIterator[AsyncConnection]:
    async with db.reading() as connection:
        yield connection


def test_the_table_is_one(country: Country) -> None:
    """Neither does everybody see everything, nor nobody anything: of each kind of thing there is some of both."""
    seen = Counter(
        (who.role, thing.case, thing.restricted, sees(who, thing))
        for who in country.everybody
        for thing in country.reports + country.cases
        if who.consents
    )
    for role in ("coordinator", "admin"):
        assert all(seen[role, case, restricted, True] > 20 for case in (False, True) for restricted in (False, True))
        assert all(seen[role, case, True, False] > 20 for case in (False, True))
    assert all(
        seen["companion", case, restricted, False] > 20 for case in (False, True) for restricted in (False, True)
    )


async def test_reports_in_lists(conn: AsyncConnection, country: Country) -> None:
    for who in country.everybody:
        expected = {one.id for one in country.reports if sees(who, one)}
        own = {one.id for one in country.reports if one.sender == who.person.id and who.consents}
        assert {r.id for r in await report_lists.own(conn, who.viewer, most=ALL)} == own, who
        assert sum(count for _, count in await report_lists.own_months(conn, who.viewer)) == len(own), who
        last = await report_lists.own_last(conn, who.viewer, FORM)
        assert (last.id if last else None) == max(own, default=None), who
        assert await report_lists.own_keys(conn, who.viewer, FORM) == []
        incoming = await report_lists.incoming(conn, who.viewer, Which(), most=ALL)
        assert {r.id for r in incoming} == expected - own, who
        assert await report_lists.incoming_count(conn, who.viewer, Which(), most=ALL) == len(expected - own)
        assert sum(n for _, n in await report_lists.incoming_forms(conn, who.viewer, Which())) == len(expected - own)
        senders = Counter(r.sender for r in country.reports if r.id in expected - own and not r.restricted)
        found = await report_lists.incoming_people(conn, who.viewer, Which(), most=ALL)
        assert {person: count for person, _, count in found} == dict(senders), who


@pytest.mark.parametrize(
    "which", [Which(state="new"), Which(form_id=FORM), Which(state="accepted", form_id=FORM, day_from="2026-11-20")]
)
async def test_narrowed_lists(conn: AsyncConnection, country: Country, which: Which) -> None:
    """However a list is narrowed, and page by page, it gives the same things and no other."""
    for who in country.everybody[::3]:
        expected = {
            one.id
            for one in country.reports
            if sees(who, one) and one.sender != who.person.id and which.state in ("", one.state)
        }
        found: list[int] = []
        while page := await report_lists.incoming(conn, who.viewer, which, before=found[-1] if found else 0, most=30):
            found += [report.id for report in page]
        assert len(found) == len(set(found))
        assert set(found) == expected, who


async def test_a_list_of_one_sender(conn: AsyncConnection, country: Country) -> None:
    for who, thing in _pairs(country, country.reports[::5]):
        found = await report_lists.incoming(conn, who.viewer, Which(person_id=thing.sender), most=ALL)
        expected = {
            one.id
            for one in country.reports
            if one.sender == thing.sender and sees(who, one) and one.sender != who.person.id
        }
        assert {report.id for report in found} == expected, (who, thing)


async def test_reports_by_number(conn: AsyncConnection, country: Country) -> None:
    for who, thing in _pairs(country, country.reports):
        expected = sees(who, thing)
        old, new = thing.submissions
        assert (await reports.get(conn, who.viewer, thing.id) is not None) is expected, (who, thing)
        assert (await reports.of_submission(conn, who.viewer, old) is not None) is expected, (who, thing)
        versions = [sent for _, sent, _ in await reports.versions(conn, who.viewer, thing.id)]
        assert versions == ([new, old] if expected else []), (who, thing)


async def test_submissions_and_their_files(conn: AsyncConnection, country: Country) -> None:
    """Those of reports in every version, those of cases; answers, XML and photos go with them."""
    everything = country.reports + country.cases
    for who in country.everybody:
        answers = await submissions.answers(
            conn, who.viewer, [one for thing in everything for one in thing.submissions]
        )
        seen = {number for number, given in answers.items() if given}
        assert seen == {one for thing in everything if sees(who, thing) for one in thing.submissions}, who
    for who, thing in _pairs(country, everything, 11):
        expected = sees(who, thing)
        for number in thing.submissions:
            assert (await submissions.get(conn, who.viewer, number) is not None) is expected, (who, thing)
            assert (await submissions.xml(conn, who.viewer, number) is not None) is expected, (who, thing)
            files = await attachments.of_submission(conn, who.viewer, number)
            assert [one.file_name for one in files] == ([f"foto-{number}.jpg"] if expected else []), (who, thing)


async def test_all_of_a_person(conn: AsyncConnection, country: Country) -> None:
    everything = country.reports + country.cases
    for who, thing in _pairs(country, everything[::7]):
        sent = [
            one for each in everything if each.sender == thing.sender and sees(who, each) for one in each.submissions
        ]
        found = await submissions.of_person(conn, who.viewer, thing.sender, FORM)
        assert sorted(one.id for one in found) == sorted(sent), (who, thing)
        latest = await submissions.latest(conn, who.viewer, thing.sender, FORM)
        assert (latest.id if latest else None) == max(sent, default=None), (who, thing)


async def test_cases(conn: AsyncConnection, country: Country) -> None:
    for who, thing in _pairs(country, country.cases, 7):
        expected = sees(who, thing)
        assert (await case_steps.get(conn, who.viewer, thing.id) is not None) is expected, (who, thing)
        talk = await case_talk.messages(conn, who.viewer, thing.id)
        assert bool(talk) is expected, (who, thing)
        assert [m.attachment.file_name for m in talk if m.attachment] == (
            [f"bukti-{thing.message}.jpg"] if expected else []
        )
        assert (await case_talk.message(conn, who.viewer, thing.message) is not None) is expected, (who, thing)
        assert await case_talk.message_count(conn, who.viewer, thing.id) == int(expected), (who, thing)
        assert bool(await attachments.of_messages(conn, who.viewer, [thing.message])) is expected, (who, thing)
        if not expected:
            assert not await case_people.may_take_over(conn, who.viewer, thing.id), (who, thing)


async def test_cases_in_lists(conn: AsyncConnection, country: Country) -> None:
    for who in country.everybody:
        own = {one.id for one in country.cases if one.sender == who.person.id and who.consents}
        assert {c.id for c in await case_lists.own(conn, who.viewer, most=ALL)} == own, who
        open_ones = {one.id for one in country.cases if one.id in own and one.state != "closed"}
        assert await case_lists.own_count(conn, who.viewer) == len(open_ones), who
        seen = {one.id for one in country.cases if sees(who, one)}
        listed = {c.id for c in await case_lists.inbox(conn, who.viewer, "all", LATER, most=ALL)}
        # One's own are not among those that have come in.
        assert listed == (seen - own if who.on_desk else set()), who
        for box in case_lists.BOXES:
            found = {c.id for c in await case_lists.inbox(conn, who.viewer, box, LATER, most=ALL)}
            assert found <= seen, (who, box)
            assert await case_lists.inbox_count(conn, who.viewer, box, LATER) <= len(found), (who, box)


async def test_a_consent_that_ends(db: Database, country: Country) -> None:
    """From the moment in which it is withdrawn nothing is seen, one's own included."""
    who = next(one for one in country.everybody if one.role == "coordinator" and one.duties and one.consents)
    things = [one for one in country.reports + country.cases if sees(who, one)]
    assert len(things) > 10
    async with db.writing() as conn:
        await consents.withdraw(conn, who.person.id, FRIDAY)
        for thing in things:
            if thing.case:
                assert await case_steps.get(conn, who.viewer, thing.id) is None
            else:
                assert await reports.get(conn, who.viewer, thing.id) is None
            assert await submissions.get(conn, who.viewer, thing.submissions[0]) is None
        assert await report_lists.incoming(conn, who.viewer, Which(), most=ALL) == []


async def test_only_what_is_seen_and_not_ones_own_is_judged(db: Database, country: Country) -> None:
    """Accepting and returning change what the viewer may see, in the states in which it may be, and nothing else."""
    numbers = [one.id for one in country.reports]
    for who in country.everybody[::2]:
        others = [one for one in country.reports if sees(who, one) and one.sender != who.person.id]
        async with _undone(db) as conn:
            accepted = await reports.accept(conn, who.viewer, numbers, LATER)
            assert {one.id for one in accepted} == {one.id for one in others if one.state == "new"}, who
        async with _undone(db) as conn:
            returned = [
                number
                for number in numbers[::4]
                if await reports.give_back(conn, who.viewer, number, "Mohon diperiksa", LATER)
            ]
            assert set(returned) == {one.id for one in others if one.state != "returned"} & set(numbers[::4]), who


async def test_steps_of_a_case_that_is_not_seen(db: Database, country: Country) -> None:
    for who, thing in _pairs(country, country.cases[::3]):
        if sees(who, thing):
            continue
        async with _undone(db) as conn:
            v = who.viewer
            assert await cases.take(conn, v, thing.id, LATER) is None, (who, thing)
            assert await cases.release(conn, v, thing.id, LATER, due_at=LATER) is None, (who, thing)
            assert await cases.hand_over(conn, v, thing.id, who.person.id, LATER) is None, (who, thing)
            assert await cases.ask_back(conn, v, thing.id, LATER) is None, (who, thing)
            assert await cases.answer(conn, v, thing.id, LATER) is None, (who, thing)
            assert await cases.close(conn, v, thing.id, "solved", "", LATER) is None, (who, thing)
            assert await cases.reopen(conn, v, thing.id, LATER, due_at=LATER) is None, (who, thing)
            assert await cases.say(conn, v, thing.id, "text", "Halo", LATER, due_at=LATER) is None, (who, thing)
            assert await lessons.offer_lesson(conn, v, thing.id, "Judul", "Isi", "Coba", LATER) is None, (who, thing)


async def test_drafts_are_their_own_persons(db: Database, country: Country) -> None:
    """Nobody else sees one, whatever their role; the program does, which shows it to nobody."""
    owner = next(one for one in country.everybody if one.role == "companion" and one.consents)
    admin = next(one for one in country.everybody if one.role == "admin" and one.consents and one.named == ("",))
    async with db.writing() as conn:
        draft = await drafts.begin(
            conn,
            person_id=owner.person.id,
            form_id=FORM,
            version="1",
            position=None,
            at=FRIDAY,
            answers={"kegiatan": "Kunjungan"},
            replaces=7,
        )
        await attachments.want(
            conn,
            person_id=owner.person.id,
            draft_id=draft.id,
            item="foto",
            kind="photo",
            file_id="f",
            file_unique_id="u",
            at=FRIDAY,
        )
        for viewer, seen in ((owner.viewer, True), (admin.viewer, False), (PROGRAM, True)):
            assert bool((await drafts.answers(conn, viewer, [draft.id])).get(draft.id)) is seen, viewer
            assert bool(await attachments.of_draft(conn, viewer, draft.id)) is seen, viewer
        assert [one.id for one in await drafts.open_drafts(conn, owner.viewer)] == [draft.id]
        assert await drafts.open_drafts(conn, admin.viewer) == []
        assert await drafts.open_draft(conn, admin.viewer, FORM) is None
        assert await drafts.correction_of(conn, owner.viewer, 7) is not None
        assert await drafts.correction_of(conn, admin.viewer, 7) is None


async def test_the_program_sees_everything(conn: AsyncConnection, country: Country) -> None:
    for thing in country.reports[::9]:
        assert await reports.get(conn, PROGRAM, thing.id) is not None
    for thing in country.cases[::9]:
        assert await case_steps.get(conn, PROGRAM, thing.id) is not None


def _pairs(country: Country, things: list[Thing], part: int = 5) -> Iterator[tuple[Somebody, Thing]]:
    """Everybody with a part of the things, drawn alike each time: people of every kind meet things of every kind, and
    those who have anything to do with a thing meet it always.
    """
    for row, who in enumerate(country.everybody):
        for column, thing in enumerate(things):
            near = who.person.id in (thing.sender, thing.holder) or who.person.id in thing.handed
            if near or crc32(b"%d %d" % (row, column)) % part == 0:
                yield who, thing


class _Undo(Exception):  # noqa: N818 - no error
    pass


@asynccontextmanager
async def _undone(db: Database) -> AsyncIterator[AsyncConnection]:
    """A transaction whose changes are not kept."""
    with contextlib.suppress(_Undo):
        async with db.writing() as conn:
            yield conn
            raise _Undo
