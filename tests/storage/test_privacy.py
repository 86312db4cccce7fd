"""What is exported about a person, and that erasure leaves nothing of it, in rows or on the disk."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from storage import (
    announcement_copies,
    announcement_report,
    announcements,
    audit,
    consents,
    day_settings,
    drafts,
    inbox,
    invites,
    outbox,
    people,
    preferences,
    privacy,
    publications,
    schema,
    scores,
    segments,
    submissions,
    uploads,
)
from storage.audience import EVERYONE
from storage.database import Database
from storage.outbox import Letter, Outcome, Priority
from storage.people import START, Chat, Known

from .conftest import FRIDAY, Calendar

SECRET = "rahasia-sekali"


async def fill(db: Database, known: Known, times: Calendar, secret: str) -> None:
    """Something of everything that can be stored about a person."""
    person = known.person
    async with db.writing() as conn:
        await people.change_person(
            conn, person.id, name=secret, gender="p", province="13", regency="13.76", role="coordinator"
        )
        await people.mark_blocked(conn, person.telegram_id, times.friday)
        await consents.record(conn, person_id=person.id, version="1", language="id", accepted=True, at=times.friday)
        await uploads.add(conn, person_id=person.id, file_id=secret, file_name=secret, size=1, at=times.friday)
        draft = await drafts.begin(
            conn, person_id=person.id, form_id="f", version="1", position="a", at=times.friday, answers={"a": secret}
        )
        sent = await submissions.add_finished(
            conn,
            person_id=person.id,
            form_id="profil",
            version="1",
            language="id",
            begun_at=times.friday,
            sent_at=times.friday,
            answers={"nama": secret},
        )
        await people.write_chats(conn, [Chat(person.id, "draft", 10, draft.id, 5, times.friday)])
        await invites.add_duty(conn, person.id, "13.76", "PKH")
        update = {"update_id": person.id, "message": {"from": {"id": person.telegram_id}, "text": secret}}
        await inbox.set_aside(conn, person.id, "odd", json.dumps(update), times.friday)
        await audit.note(conn, at=times.friday, actor=person.id, act="look", subject="result:1", detail={})
        await scores.keep(conn, person.id, "profil", sent.id, [("keseluruhan", 85.5, secret, True)])
        await preferences.put(conn, person.id, "news", secret, times.friday)
        await preferences.give(conn, person.id, "tip-1", secret, times.friday)
        letter = Letter(f"x:{person.id}", "reminder", person.id, times.friday, {"of": secret}, Priority.REMINDER)
        await outbox.add(conn, [letter], times.friday)


async def announce(db: Database, author: Known) -> int:
    """An announcement by an admin to all, sent to the first and in hand or waiting for the others; a segment, days."""
    of = author.person.id
    async with db.writing() as conn:
        number = await announcements.add(conn, made_by=of, at=FRIDAY, content={"text": "Rapat"}, audience=EVERYONE)
        await announcements.move(conn, number, to="sending", from_=["draft"], at=FRIDAY, approved_by=of)
        one = await announcements.get(conn, number)
        assert one is not None
        while await announcement_copies.plan(conn, one, now=FRIDAY, moments=lambda province: FRIDAY):
            pass
        rows = await outbox.claim(conn, by="bot", now=FRIDAY, most=2, lanes=[number])
        await outbox.settle(conn, [Outcome(rows[0].id, "sent", message_ids=((5,),), revision=1)], FRIDAY)
        await announcements.answer(conn, number, rows[0].person_id, "ok", FRIDAY)
        await publications.publish(
            conn,
            form_id="p2k2",
            version="1",
            audience=EVERYONE,
            from_at=None,
            until_at=None,
            rhythm="weekly",
            by=of,
            at=FRIDAY,
        )
        await segments.save(conn, name="Semua", audience=EVERYONE, made_by=of, at=FRIDAY)
        await day_settings.put(conn, "slot", {"at": "09.00"}, by=of, at=FRIDAY)
        await day_settings.put_day(conn, date(2026, 12, 24), "", "leave", "Cuti bersama", by=of, at=FRIDAY)
    return number


async def test_the_export_has_everything_and_is_of_that_person_only(
    db: Database, sari: Known, budi: Known, times: Calendar
) -> None:
    await fill(db, sari, times, SECRET)
    await fill(db, budi, times, "milik-budi")
    async with db.writing() as conn:
        quoting = {"message": {"from": {"id": 7002}, "text": "milik-budi 7001"}}
        await inbox.set_aside(conn, 77, "odd", json.dumps(quoting), times.friday)
        await inbox.set_aside(conn, 78, "odd", "7001, not JSON", times.friday)
    async with db.reading() as conn:
        given = await privacy.export(conn, sari.person.id)
    assert json.loads(json.dumps(given)) == given
    answer = {"version": "1", "value": SECRET, "at": "2026-11-20T09:30:00.123456+00:00"}
    assert given["person"]["name"] == SECRET
    assert given["chat"]["place"] == "draft"
    assert [one["version"] for one in given["consents"]] == ["1"]
    assert given["duties"] == [{"person_id": sari.person.id, "region": "13.76", "programme": "PKH"}]
    assert [one["answers"] for one in given["drafts"]] == [[{"item": "a"} | answer]]
    assert [one["answers"] for one in given["submissions"]] == [[{"item": "nama"} | answer]]
    assert [one["update_id"] for one in given["set_aside"]] == [sari.person.id]
    assert [one["act"] for one in given["audit"]] == ["look"]
    assert [(one["part"], one["percent"], one["band"]) for one in given["scores"]] == [("keseluruhan", 85.5, SECRET)]
    assert given["preferences"] == [{"kind": "news", "value": SECRET, "at": "2026-11-20T09:30:00.123456+00:00"}]
    assert [(one["tip_id"], one["why"], one["kept"]) for one in given["tips"]] == [("tip-1", SECRET, False)]
    assert [(one["kind"], one["data"], one["state"]) for one in given["letters"]] == [
        ("reminder", {"of": SECRET}, "queued")
    ]
    assert "milik-budi" not in json.dumps(given)


async def test_the_export_has_what_an_admin_made_and_was_sent(db: Database, sari: Known, budi: Known) -> None:
    async with db.writing() as conn:
        for known in (sari, budi):
            await consents.record(conn, person_id=known.person.id, version="1", language="id", accepted=True, at=FRIDAY)
    number = await announce(db, sari)
    async with db.reading() as conn:
        given, other = [await privacy.export(conn, known.person.id) for known in (sari, budi)]
    assert [(one["id"], one["content"], one["state"]) for one in given["announcements"]] == [
        (number, {"text": "Rapat"}, "sending")
    ]
    assert [(one["name"], one["audience"]) for one in given["segments"]] == [("Semua", EVERYONE)]
    assert [(one["name"], one["value"]) for one in given["settings"]] == [("slot", {"at": "09.00"})]
    assert [(one["day"], one["name"]) for one in given["special_days"]] == [("2026-12-24", "Cuti bersama")]
    assert [(one["lane"], one["state"], one["message_ids"]) for one in given["letters"]] == [(number, "sent", [[5]])]
    assert [(one["announcement_id"], one["answer"]) for one in given["announcement_answers"]] == [(number, "ok")]
    assert [(one["lane"], one["state"], one["message_ids"]) for one in other["letters"]] == [(number, "sending", None)]
    assert [(one["form_id"], one["rhythm"]) for one in given["publications"]] == [("p2k2", "weekly")]
    assert [other[name] for name in MADE] == [[] for _ in MADE]


MADE = ("announcements", "segments", "settings", "special_days", "publications")
HELD = ("letters", "announcement_answers", "scores", "preferences", "tips", "uploads")


async def test_an_unknown_person_cannot_be_exported(db: Database) -> None:
    async with db.reading() as conn:
        with pytest.raises(LookupError):
            await privacy.export(conn, 99)


async def test_erasure_leaves_the_proof_and_nothing_else(
    db: Database, sari: Known, budi: Known, times: Calendar
) -> None:
    await fill(db, sari, times, SECRET)
    await fill(db, budi, times, "milik-budi")
    async with db.reading() as conn:
        before = await privacy.export(conn, budi.person.id)
    async with db.writing() as conn:
        await privacy.erase(conn, sari.person.id, times.after(days=1))
        await privacy.erase(conn, 99, times.friday)
    async with db.reading() as conn:
        assert await privacy.export(conn, budi.person.id) == before
        left = await privacy.export(conn, sari.person.id)
    assert left["person"] == {
        "id": sari.person.id,
        "telegram_id": 7001,
        "language": "id",
        "role": "companion",
        "name": None,
        "gender": None,
        "province": None,
        "regency": None,
        "joined_at": "2026-11-20T09:30:00.123456+00:00",
        "blocked_at": None,
        "consent": None,
    }
    empty = {"message_id": None, "draft_id": None, "owed": None, "owed_at": None, "owed_notes": None}
    assert left["chat"] == {"person_id": sari.person.id, "place": START} | empty
    assert [one["withdrawn_at"] for one in left["consents"]] == ["2026-11-21T09:30:00.123456+00:00"]
    assert [left[name] for name in ("duties", "drafts", "submissions", "set_aside")] == [[], [], [], []]
    assert {name: left[name] for name in HELD} == {name: [] for name in HELD}
    assert len(left["audit"]) == 1


async def test_erasure_leaves_what_was_made_for_all_and_the_books_balance(
    db: Database, sari: Known, budi: Known, times: Calendar
) -> None:
    await fill(db, sari, times, SECRET)
    await fill(db, budi, times, "milik-budi")
    async with db.writing() as conn:
        await people.mark_blocked(conn, 7001, None)
        await people.mark_blocked(conn, 7002, None)
    number, second = await announce(db, sari), await announce_again(db, sari)
    async with db.reading() as conn:
        before = await privacy.export(conn, sari.person.id)
    assert await books(db, number) == {"copies": 2, "sent": 1, "waiting": 1, "answered": {"ok": 1}}
    async with db.writing() as conn:
        await privacy.erase(conn, sari.person.id, times.after(days=1))
    async with db.reading() as conn:
        left = await privacy.export(conn, sari.person.id)
    assert {name: left[name] for name in MADE} == {name: before[name] for name in MADE}
    assert {name: left[name] for name in HELD} == {name: [] for name in HELD}
    for announcement in (number, second):
        assert await books(db, announcement) == {"copies": 1, "sent": 0, "waiting": 1, "answered": {}}
    # The other one's copy is in hand: what comes of it is written, and a second erasure takes it out too.
    async with db.writing() as conn:
        await privacy.erase(conn, budi.person.id, times.after(days=1))
    assert await books(db, number) == {"copies": 0, "sent": 0, "waiting": 0, "answered": {}}


async def books(db: Database, number: int) -> dict[str, Any]:
    async with db.reading() as conn:
        one = await announcements.get(conn, number)
        rows = await announcement_report.report(conn, number)
        assert one is not None
        assert one.copies == sum(row.copies for row in rows)
        counted = {name: sum(getattr(row, name) for row in rows) for name in ("copies", "sent", "waiting")}
        return counted | {"answered": await announcements.answers(conn, number)}


async def test_what_has_been_kept_long_enough_is_forgotten(
    db: Database, sari: Known, budi: Known, times: Calendar
) -> None:
    async with db.writing() as conn:
        for known in (sari, budi):
            await consents.record(conn, person_id=known.person.id, version="1", language="id", accepted=True, at=FRIDAY)
            await preferences.put(conn, known.person.id, "news", "on", FRIDAY)
            await preferences.give(conn, known.person.id, "tip-1", "x", FRIDAY)
        # A draft from later on: this one is still a companion here.
        await drafts.begin(
            conn, person_id=budi.person.id, form_id="f", version="1", position="a", at=times.after(days=9)
        )
    ended, running = await announce(db, sari), await announce_again(db, sari)
    async with db.writing() as conn:
        await announcements.move(conn, ended, to="done", from_=["sending"], at=times.after(days=1))
        assert await privacy.forget_sent(conn, times.after(days=1)) == 0
        lanes = {row.lane for row in await conn.execute(schema.outbox.select())}
        assert lanes == {ended, running}
        await privacy.forget_sent(conn, times.after(days=2))
        lanes = {row.lane for row in await conn.execute(schema.outbox.select())}
        assert lanes == {running}
        assert await announcements.answers(conn, ended) == {}
        assert await preferences.records(conn) == {}
        # What a person wants is kept as long as they are a companion here.
        assert await preferences.get(conn, sari.person.id) == {}
        assert await preferences.get(conn, budi.person.id) == {"news": "on"}


async def announce_again(db: Database, author: Known) -> int:
    async with db.writing() as conn:
        await segments.delete(conn, (await segments.all_segments(conn))[0].id)
    return await announce(db, author)


async def test_what_was_erased_is_on_the_disk_no_more(db: Database, file: Path, sari: Known, times: Calendar) -> None:
    await fill(db, sari, times, SECRET)
    await db.checkpoint()
    assert SECRET.encode() in on_disk(file)
    async with db.writing() as conn:
        await privacy.erase(conn, sari.person.id, times.friday)
    await db.checkpoint()
    assert SECRET.encode() not in on_disk(file)


def on_disk(file: Path) -> bytes:
    return b"".join(part.read_bytes() for part in file.parent.glob("bot.db*"))


async def test_every_table_with_a_person_in_it_is_thought_of(db: Database) -> None:
    """A new table that refers to a person must be exported and erased too: then add it here."""
    sql = text(
        "SELECT DISTINCT t.name FROM sqlite_master AS t, pragma_foreign_key_list(t.name) AS k "
        "WHERE k.\"table\" = 'person'"
    )
    async with db.reading() as conn:
        tables = {row[0] for row in await conn.execute(sql)}
    assert tables == (
        {"chat", "consent", "draft", "submission", "duty", "invite", "audit"}
        | {"outbox", "announcement_answer", "latest_score", "preference", "tip_given"}
        | {"announcement", "segment", "setting", "special_day"}
        | {"attachment", "publication", "upload"}
        | {"report", "case_record", "case_message", "case_viewer", "lesson", "restricted_duty"}
        | {"result", "about", "learning_plan", "mentor_wish", "mentor_pair", "export_job"}
        | {"analysis_job", "analysis_model"}
    )
