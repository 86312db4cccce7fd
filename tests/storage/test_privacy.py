"""What is exported about a person, and that erasure leaves nothing of it, in rows or on the disk."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import audit, consents, drafts, inbox, invites, people, privacy, submissions
from storage.database import Database
from storage.people import START, Chat, Known

from .conftest import Calendar

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
        draft = await drafts.begin(
            conn, person_id=person.id, form_id="f", version="1", position="a", at=times.friday, answers={"a": secret}
        )
        await submissions.add_finished(
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
    assert "milik-budi" not in json.dumps(given)


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
    assert len(left["audit"]) == 1


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
    assert tables == {"chat", "consent", "draft", "submission", "duty", "invite", "audit"}
