"""What is said in a case, with files: who sees it, what is to be fetched, and what goes with whom."""

import pytest
from sqlalchemy import delete, text

from storage import attachments, case_talk, cases, schema
from storage.attachments import NotWanted
from storage.cases import CaseFile
from storage.database import Database
from storage.visibility import PROGRAM

from .casework import DUE, gather, opened
from .conftest import FRIDAY

SHA = "ab" * 32
PHOTO = CaseFile("A1", "u1", 1000, "image/jpeg", "IMG_0001.jpg")


async def test_a_message_with_a_file_is_fetched_and_seen_by_both_sides(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast)
        sari, rina = cast.viewer("sari"), cast.viewer("rina")
        said = await cases.say(conn, sari, case.id, "photo", "Kartunya", FRIDAY, due_at=DUE, file=PHOTO)
        assert said is not None
        assert said.attachment is not None
        assert (said.attachment.state, said.attachment.case_message_id, said.attachment.draft_id) == (
            "wanted",
            said.id,
            None,
        )
        assert (said.attachment.kind, said.attachment.size, said.attachment.item) == ("photo", 1000, "")
        assert said.attachment.file_name.startswith("foto-")
        [due] = await attachments.due(conn, FRIDAY, 10)
        assert due.id == said.attachment.id
        assert await attachments.keep(conn, due.id, sha256=SHA, size=900)
        for viewer in (sari, rina):
            newest, *_ = await cases.messages(conn, viewer, case.id)
            assert newest.attachment is not None
            assert (newest.text, newest.attachment.sha256) == ("Kartunya", SHA)
            assert await cases.message(conn, viewer, said.id) == newest
        for name in ("budi", "lala", "bima", "nami"):
            assert await cases.messages(conn, cast.viewer(name), case.id) == []
            assert await cases.message(conn, cast.viewer(name), said.id) is None
            assert await attachments.of_messages(conn, cast.viewer(name), [said.id]) == {}


async def test_a_file_that_cannot_be_taken_leaves_no_message(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_OF_A_CASE", 1)
    async with db.writing() as conn:
        cast = await gather(conn)
        case, sari = await opened(conn, cast), cast.viewer("sari")
        large = CaseFile("A2", "u2", attachments.MOST_BYTES + 1)
        with pytest.raises(NotWanted, match="too_large"):
            await cases.say(conn, sari, case.id, "video", "", FRIDAY, due_at=DUE, file=large)
        await cases.say(conn, sari, case.id, "photo", "", FRIDAY, due_at=DUE, file=PHOTO)
        with pytest.raises(NotWanted, match="too_many"):
            await cases.say(conn, sari, case.id, "photo", "", FRIDAY, due_at=DUE, file=PHOTO)
        # Another's files and another case have limits of their own.
        other = await opened(conn, cast)
        await cases.say(conn, sari, other.id, "photo", "", FRIDAY, due_at=DUE, file=PHOTO)
        await cases.say(conn, cast.viewer("rina"), case.id, "photo", "", FRIDAY, due_at=DUE, file=PHOTO)
        assert await cases.message_count(conn, sari, case.id) == 2


async def test_a_kind_without_its_file_is_a_mistake_of_the_program(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case, sari = await opened(conn, cast), cast.viewer("sari")
        with pytest.raises(ValueError, match="photo"):
            await cases.say(conn, sari, case.id, "photo", "", FRIDAY, due_at=DUE)
        with pytest.raises(ValueError, match="text"):
            await cases.say(conn, sari, case.id, "text", "", FRIDAY, due_at=DUE, file=PHOTO)
        with pytest.raises(ValueError, match="no event"):
            await case_talk.note(conn, case.id, None, "vanished", FRIDAY)


async def test_the_talk_is_read_from_its_newest_end_in_pages(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case, sari = await opened(conn, cast), cast.viewer("sari")
        for number in range(5):
            await cases.say(conn, sari, case.id, "text", f"Pesan {number}", FRIDAY, due_at=DUE)
        first = await cases.messages(conn, sari, case.id, most=3)
        assert [one.text for one in first] == ["Pesan 4", "Pesan 3", "Pesan 2"]
        older = await cases.messages(conn, sari, case.id, most=3, before=first[-1].id)
        assert [one.text for one in older] == ["Pesan 1", "Pesan 0", "opened"]
        assert await cases.offered_event(conn, case.id) == await cases.last_event(conn, case.id) == older[-1].id


async def test_with_the_case_its_talk_and_files_go(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast)
        await cases.say(conn, cast.viewer("sari"), case.id, "photo", "", FRIDAY, due_at=DUE, file=PHOTO)
        [file] = await attachments.due(conn, FRIDAY, 10)
        await attachments.keep(conn, file.id, sha256=SHA, size=9)
        assert await attachments.orphans(conn, 10) == []
        await conn.execute(delete(schema.case_record).where(schema.case_record.c.id == case.id))
    async with db.writing() as conn:
        assert await cases.messages(conn, PROGRAM, case.id) == []
        assert await attachments.orphans(conn, 10) == [(file.id, SHA)]
        await attachments.delete_orphans(conn, [file.id])
        assert await attachments.used(conn, [SHA]) == set()


async def test_what_a_coordinator_sent_stays_with_the_companions_case(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case, rina = await opened(conn, cast), cast.viewer("rina")
        await cases.say(conn, rina, case.id, "photo", "Formulirnya", FRIDAY, due_at=DUE, file=PHOTO)
        await cases.say(conn, rina, case.id, "voice", "", FRIDAY, due_at=DUE, file=CaseFile("RAHASIA", "u9"))
        kept, wanted = await attachments.due(conn, FRIDAY, 10)
        await attachments.keep(conn, kept.id, sha256=SHA, size=9)
        await attachments.forget(conn, cast["rina"].id)
        assert await attachments.orphans(conn, 10) == []
        assert await attachments.due(conn, FRIDAY, 10) == [], "what is not kept yet is fetched no more"
        rows = (await conn.execute(text("SELECT state, file_id FROM attachment ORDER BY id"))).all()
        assert [tuple(row) for row in rows] == [("kept", ""), ("failed", "")]
        assert wanted.state == "wanted"
