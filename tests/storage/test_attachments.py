"""Attachments: wanted, fetched or given up, handed over with the draft, and gone when nothing refers to them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from storage import attachments, drafts, submissions
from storage.attachments import MOST_BYTES, Attachment, NotWanted
from storage.database import Database
from storage.drafts import Draft
from storage.people import Known
from storage.prepared import Prepared
from storage.visibility import PROGRAM

from .conftest import FRIDAY, Calendar

SHA = "ab" * 32


async def begun(db: Database, known: Known, form_id: str = "kunjungan") -> Draft:
    async with db.writing() as conn:
        return await drafts.begin(
            conn, person_id=known.person.id, form_id=form_id, version="1", position="foto", at=FRIDAY
        )


async def wanted(db: Database, draft: Draft, **given: Any) -> str:
    about = {"item": "foto", "kind": "photo", "file_id": "A1", "file_unique_id": "u1", "at": FRIDAY, **given}
    async with db.writing() as conn:
        return await attachments.want(conn, person_id=draft.person_id, draft_id=draft.id, **about)


async def rows(db: Database) -> list[Attachment]:
    async with db.reading() as conn:
        found = await Prepared(select(*attachments.ATTACHMENT).order_by("id")).rows(conn)
    return [Attachment(*row) for row in found]


@pytest.mark.parametrize(
    ("kind", "mime", "original", "called", "ending"),
    [
        ("photo", None, None, "foto", "jpg"),
        ("voice", "audio/ogg", None, "suara", "ogg"),
        ("audio", "audio/mpeg", "Rapat.MP3", "suara", "mp3"),
        ("video", "video/mp4", None, "video", "mp4"),
        ("video_note", None, None, "video", "mp4"),
        ("document", "image/png; q=1", "KTP Sari.jpeg", "foto", "png"),
        ("document", "application/pdf", "surat", "berkas", "pdf"),
        ("document", None, "daftar.XLSX", "berkas", "xlsx"),
        ("document", None, "../../etc/passwd", "berkas", "bin"),
        ("document", None, "jahat.p/h", "berkas", "bin"),
        ("document", "image/x-unknown", "gambar.tif", "foto", "tif"),
        ("something new", None, None, "berkas", "bin"),
    ],
)
async def test_a_file_gets_a_name_that_tells_its_kind_and_nothing_of_the_phone(
    db: Database, sari: Known, kind: str, mime: str | None, original: str | None, called: str, ending: str
) -> None:
    draft = await begun(db, sari)
    name = await wanted(db, draft, kind=kind, mime=mime, original=original)
    stem, _, got = name.partition(".")
    assert (stem.rpartition("-")[0], got) == (called, ending)
    assert len(stem.rpartition("-")[2]) == 10


async def test_names_are_never_the_same(db: Database, sari: Known) -> None:
    draft = await begun(db, sari)
    assert len({await wanted(db, draft) for _ in range(20)}) == 20


async def test_a_wanted_file_is_due_at_once_and_kept_when_it_was_fetched(db: Database, sari: Known) -> None:
    draft = await begun(db, sari)
    name = await wanted(db, draft, size=1000, mime="image/jpeg")
    async with db.writing() as conn:
        [one] = await attachments.due(conn, FRIDAY, 10)
        assert (one.file_name, one.state, one.size, one.attempts) == (name, "wanted", 1000, 0)
        assert await attachments.due(conn, FRIDAY - timedelta(seconds=1), 10) == []
        assert await attachments.keep(conn, one.id, sha256=SHA, size=900)
        assert await attachments.due(conn, FRIDAY, 10) == []
        [kept] = await attachments.of_draft(conn, PROGRAM, draft.id)
        assert (kept.state, kept.sha256, kept.size, kept.next_at) == ("kept", SHA, 900, None)
        assert await attachments.used(conn, [SHA, "cd" * 32]) == {SHA}


async def test_what_is_not_wanted_any_more_is_not_kept(db: Database, sari: Known) -> None:
    draft = await begun(db, sari)
    await wanted(db, draft)
    async with db.writing() as conn:
        [one] = await attachments.due(conn, FRIDAY, 10)
        await attachments.give_up(conn, one.id, state="refused", reason="too_large")
        assert not await attachments.keep(conn, one.id, sha256=SHA, size=9)
        assert not await attachments.keep(conn, 999, sha256=SHA, size=9)
        [given_up] = await attachments.of_draft(conn, PROGRAM, draft.id)
        assert (given_up.state, given_up.reason, given_up.sha256) == ("refused", "too_large", None)


async def test_a_file_is_tried_again_later(db: Database, sari: Known, times: Calendar) -> None:
    draft = await begun(db, sari)
    await wanted(db, draft)
    async with db.writing() as conn:
        [one] = await attachments.due(conn, FRIDAY, 10)
        await attachments.try_again(conn, one.id, at=times.after(minutes=1), reason="status 502")
        assert await attachments.due(conn, FRIDAY, 10) == []
        [again] = await attachments.due(conn, times.after(minutes=1), 10)
        assert (again.attempts, again.reason) == (1, "status 502")
        await attachments.try_again(conn, one.id, at=times.after(minutes=2), reason="no connection", counts=False)
        [again] = await attachments.due(conn, times.after(minutes=2), 10)
        assert again.attempts == 1


async def test_what_telegram_does_not_give_to_bots_is_not_wanted(db: Database, sari: Known) -> None:
    draft = await begun(db, sari)
    await wanted(db, draft, size=MOST_BYTES)
    with pytest.raises(NotWanted) as refused:
        await wanted(db, draft, size=MOST_BYTES + 1)
    assert refused.value.reason == "too_large"
    assert len(await rows(db)) == 1


async def test_nobody_fills_the_disk_by_one_draft(
    db: Database, sari: Known, budi: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_OF_A_DRAFT", 2)
    draft, other = await begun(db, sari), await begun(db, budi)
    await wanted(db, draft)
    await wanted(db, draft)
    with pytest.raises(NotWanted) as refused:
        await wanted(db, draft)
    assert refused.value.reason == "too_many"
    await wanted(db, other)


async def test_a_sent_draft_takes_its_attachments_along(db: Database, sari: Known) -> None:
    draft = await begun(db, sari)
    replaced = await wanted(db, draft)
    photo, voice = await wanted(db, draft), await wanted(db, draft, item="anak[2]/suara", kind="voice")
    async with db.writing() as conn:
        # The first of the two children was taken out meanwhile, so that the second has moved up.
        sent = {"foto": photo, "anak[1]/suara": voice, "anak[]": "1"}
        submission = await submissions.submit(conn, draft, language="id", at=FRIDAY, answers=sent)
        taken = await attachments.of_submission(conn, PROGRAM, submission.id)
        assert [(one.file_name, one.item, one.draft_id) for one in taken] == [
            (photo, "foto", None),
            (voice, "anak[1]/suara", None),
        ]
        # Still to be fetched, but for the one that was replaced: nothing refers to that.
        assert [one.file_name for one in await attachments.due(conn, FRIDAY, 10)] == [photo, voice]
        [(orphan, sha)] = await attachments.orphans(conn, 10)
        assert sha is None
    assert [one.id for one in await rows(db) if one.file_name == replaced] == [orphan]


async def test_another_drafts_file_cannot_be_taken_along(db: Database, sari: Known, budi: Known) -> None:
    mine, theirs = await begun(db, sari), await begun(db, budi)
    name = await wanted(db, theirs)
    async with db.writing() as conn:
        submission = await submissions.submit(conn, mine, language="id", at=FRIDAY, answers={"foto": name})
        assert await attachments.of_submission(conn, PROGRAM, submission.id) == []
        assert len(await attachments.of_draft(conn, PROGRAM, theirs.id)) == 1


@pytest.mark.parametrize("ends", ["discarded", "erased", "forgotten"])
async def test_what_nothing_refers_to_is_an_orphan(
    db: Database, sari: Known, budi: Known, times: Calendar, ends: str
) -> None:
    draft, other = await begun(db, sari), await begun(db, budi)
    name = await wanted(db, draft)
    await wanted(db, other)
    async with db.writing() as conn:
        for one in await attachments.due(conn, FRIDAY, 10):
            await attachments.keep(conn, one.id, sha256=SHA, size=9)
        if ends == "discarded":
            await drafts.discard(conn, draft.id)
        else:
            await submissions.submit(conn, draft, language="id", at=FRIDAY, answers={"foto": name})
        assert len(await attachments.orphans(conn, 10)) == (ends == "discarded")
        if ends == "erased":
            await conn.execute(text("DELETE FROM submission"))
        elif ends == "forgotten":
            await attachments.forget(conn, sari.person.id)
    async with db.writing() as conn:
        [(orphan, sha)] = await attachments.orphans(conn, 10)
        assert sha == SHA
        # The one that is not an orphan stays, whoever asks.
        await attachments.delete_orphans(conn, [orphan, orphan + 1])
        assert await attachments.orphans(conn, 10) == []
        assert await attachments.used(conn, [SHA]) == {SHA}, "another row has the same file"
        assert len(await attachments.of_draft(conn, PROGRAM, other.id)) == 1


async def test_forgetting_takes_names_and_ids_out_at_once(db: Database, sari: Known, budi: Known) -> None:
    draft, other = await begun(db, sari), await begun(db, budi)
    await wanted(db, draft, file_id="RAHASIA", file_unique_id="RAHASIA", mime="image/rahasia", original="r.rahasia")
    await wanted(db, other)
    async with db.writing() as conn:
        await attachments.forget(conn, sari.person.id)
    gone, kept = await rows(db)
    assert "RAHASIA" not in str(gone).upper()
    assert (gone.item, gone.file_name, gone.draft_id) == ("", "", None)
    assert kept.file_id == "A1"


@pytest.mark.parametrize(
    ("statement", "index"),
    [("_DUE", "ix_attachment_wanted"), ("_ORPHANS", "ix_attachment_submission_id"), ("_USED", "ix_attachment_sha256")],
)
async def test_no_look_reads_the_whole_table(db: Database, statement: str, index: str) -> None:
    sql = getattr(attachments, statement).sql
    given = {"now": 0, "limit": 1, "shas": "[]"}
    async with db.reading() as conn:
        plan = (await conn.execute(text(f"EXPLAIN QUERY PLAN {sql}"), given)).all()
    assert any(index in str(row) for row in plan), plan
    assert not any("SCAN attachment" in str(row) for row in plan), plan
