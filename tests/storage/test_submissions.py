"""Submissions, and the triggers that keep them as they were sent."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import drafts, people, submissions
from storage.database import Database
from storage.drafts import AnswerRow, Draft
from storage.people import Known
from storage.submissions import DraftGoneError, Submission
from storage.visibility import PROGRAM, Viewer

from .conftest import Calendar


async def draft_of(conn: AsyncConnection, known: Known, times: Calendar) -> Draft:
    draft = await drafts.begin(
        conn,
        person_id=known.person.id,
        form_id="kompetensi",
        version="2",
        position=None,
        at=times.friday,
        answers={"a": "1", "b": "2"},
    )
    await drafts.write_answers(conn, [AnswerRow(draft.id, "b", "1", "3", times.after(seconds=5))])
    known.chat.draft_id = draft.id
    await people.write_chats(conn, [known.chat])
    return draft


async def rows_of(conn: AsyncConnection, submission: Submission) -> list[tuple[str, str, str, int]]:
    sql = text("SELECT item, version, value, (at - :friday) / 1000000 FROM submission_answer WHERE submission_id = :id")
    found = await conn.execute(sql, {"id": submission.id, "friday": 1795167000123456})
    return sorted(tuple(row) for row in found)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (None, [("a", "2", "1", 0), ("b", "1", "3", 5)]),
        ({"b": "3"}, [("b", "1", "3", 5)]),
        ({"a": "1", "total": "4"}, [("a", "2", "1", 0), ("total", "2", "4", 60)]),
        ({"a": "9"}, [("a", "2", "9", 60)]),
        ({}, []),
    ],
    ids=["all", "pruned", "calculated", "another value", "nothing"],
)
async def test_a_draft_is_sent(
    db: Database,
    sari: Known,
    times: Calendar,
    sent: dict[str, str] | None,
    expected: list[tuple[str, str, str, int]],
) -> None:
    async with db.writing() as conn:
        draft = await draft_of(conn, sari, times)
        sent_at = times.after(minutes=1)
        submission = await submissions.submit(conn, draft, language="id", at=sent_at, answers=sent)
        assert submission == Submission(submission.id, sari.person.id, "kompetensi", "2", "id", times.friday, sent_at)
        assert await rows_of(conn, submission) == expected
        assert await submissions.get(conn, PROGRAM, submission.id) == submission
        again = (await people.load(conn, [7001]))[7001]
        assert (again.chat.draft_id, again.draft) == (None, None)
        assert await drafts.open_drafts(conn, Viewer(sari.person.id)) == []


async def test_a_draft_is_sent_once(db: Database, sari: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        draft = await draft_of(conn, sari, times)
        await submissions.submit(conn, draft, language="id", at=times.friday)
        with pytest.raises(DraftGoneError):
            await submissions.submit(conn, draft, language="id", at=times.friday)
        assert len(await submissions.of_person(conn, PROGRAM, sari.person.id, "kompetensi")) == 1


XML = '<data id="kompetensi" version="2"><a>1</a></data>'


async def test_a_submission_is_kept_as_an_instance_too(db: Database, sari: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        first = await add(conn, sari, times)
        draft = await drafts.begin(
            conn,
            person_id=sari.person.id,
            form_id="kompetensi",
            version="2",
            position=None,
            at=times.friday,
            answers={"a": "1"},
            instance_id="uuid:0b1c",
            replaces=first.id,
        )
        sent = await submissions.submit(conn, draft, language="id", at=times.friday, answers={"a": "1"}, xml=XML)
    async with db.reading() as conn:
        assert (sent.instance_id, sent.replaces) == ("uuid:0b1c", first.id)
        assert await submissions.get(conn, PROGRAM, sent.id) == sent
        assert (first.instance_id, first.replaces) == ("", None)
        assert await submissions.xml(conn, PROGRAM, sent.id) == XML
        assert await submissions.xml(conn, PROGRAM, first.id) is None


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE submission_xml SET xml = ''",
        "DELETE FROM submission_xml",
        "INSERT OR REPLACE INTO submission_xml VALUES (1, '')",
        "UPDATE submission SET replaces = 7",
        "UPDATE submission SET instance_id = 'uuid:0'",
    ],
)
async def test_the_instance_cannot_be_changed_either(db: Database, sari: Known, times: Calendar, attempt: str) -> None:
    async with db.writing() as conn:
        draft = await draft_of(conn, sari, times)
        sent = await submissions.submit(conn, draft, language="id", at=times.friday, xml=XML)
    with pytest.raises(IntegrityError, match=r"immutable|sealed"):
        async with db.writing() as conn:
            await conn.execute(text(attempt))
    async with db.writing() as conn:
        assert await submissions.xml(conn, PROGRAM, sent.id) == XML
        await conn.execute(text("DELETE FROM submission"))
        assert await submissions.xml(conn, PROGRAM, sent.id) is None


async def test_a_draft_that_is_gone_is_sent_nowhere(db: Database, sari: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        draft = await draft_of(conn, sari, times)
        await drafts.discard(conn, draft.id)
    with pytest.raises(DraftGoneError):
        async with db.writing() as conn:
            await submissions.submit(conn, draft, language="id", at=times.friday, xml=XML)
    async with db.reading() as conn:
        assert (await conn.execute(text("SELECT count(*) FROM submission_xml"))).scalar() == 0


async def add(
    conn: AsyncConnection, known: Known, times: Calendar, days: float = 0, form_id: str = "kompetensi"
) -> Submission:
    at = times.after(days=days)
    return await submissions.add_finished(
        conn,
        person_id=known.person.id,
        form_id=form_id,
        version="1",
        language="id",
        begun_at=at,
        sent_at=at,
        answers={"a": str(days)},
    )


async def test_submissions_are_found_newest_first(db: Database, sari: Known, budi: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        middle, newest, oldest = [await add(conn, sari, times, days) for days in (1, 2, 0)]
        same_time = await add(conn, sari, times, 2)
        await add(conn, sari, times, 9, "profil")
        await add(conn, budi, times, 9)
    async with db.reading() as conn:
        found = await submissions.of_person(conn, PROGRAM, sari.person.id, "kompetensi")
        assert found == [same_time, newest, middle, oldest]
        assert await submissions.latest(conn, PROGRAM, sari.person.id, "kompetensi") == same_time
        assert await submissions.latest(conn, PROGRAM, sari.person.id, "other") is None
        assert await submissions.get(conn, PROGRAM, 999) is None
        expected = {middle.id: {"a": "1"}, oldest.id: {"a": "0"}, 999: {}}
        assert await submissions.answers(conn, PROGRAM, [middle.id, oldest.id, 999]) == expected


REFUSED = {
    "change the row": "UPDATE submission SET version = '9'",
    "change nothing": "UPDATE submission SET version = version",
    "replace the row": "INSERT OR REPLACE INTO submission SELECT * FROM submission",
    "change an answer": "UPDATE submission_answer SET value = '4'",
    "add an answer": "INSERT INTO submission_answer VALUES (1, 'z', '1', '4', 0)",
    "replace an answer": "INSERT OR REPLACE INTO submission_answer VALUES (1, 'a', '1', '4', 0)",
    "upsert an answer": "INSERT INTO submission_answer VALUES (1, 'a', '1', '4', 0) ON CONFLICT DO UPDATE SET value=4",
    "take an answer out": "DELETE FROM submission_answer",
    "move an answer": "UPDATE submission_answer SET submission_id = 2",
}


@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
async def test_a_submission_cannot_be_changed(db: Database, sari: Known, times: Calendar, attempt: str) -> None:
    async with db.writing() as conn:
        submission = await add(conn, sari, times)
    with pytest.raises(IntegrityError, match=r"immutable|sealed"):
        async with db.writing() as conn:
            await conn.execute(text(attempt))
    async with db.reading() as conn:
        assert await submissions.of_person(conn, PROGRAM, sari.person.id, "kompetensi") == [submission]
        assert await submissions.answers(conn, PROGRAM, [submission.id]) == {submission.id: {"a": "0"}}


async def test_a_submission_can_be_erased_whole_and_its_id_never_comes_again(
    db: Database, sari: Known, times: Calendar
) -> None:
    async with db.writing() as conn:
        erased = await add(conn, sari, times)
        await conn.execute(text("DELETE FROM submission"))
        assert await submissions.answers(conn, PROGRAM, [erased.id]) == {erased.id: {}}
    async with db.writing() as conn:
        assert (await add(conn, sari, times)).id > erased.id
