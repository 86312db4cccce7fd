"""A photo and a voice answer a form: fetched in the background, freed of what they tell beside, gone when they must."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from bot.playground.samples import photo_file
from storage import drafts, people, submissions
from storage.people import Chat
from storage.visibility import PROGRAM
from tests.bot.test_attachments_heif import heic
from tests.bot.test_attachments_stripping import SECRETS
from tests.scenarios.chats import Patient, companion, person_id, stored
from tests.world import World

FORM = """
| survey |
| | type | name | label | required |
| | image | foto | Foto rumah | yes |
| | audio | cerita | Cerita keluarga | |

| settings |
| | form_id | version | form_title | instance_name |
| | kunjungan | 1 | Kunjungan | concat('Kunjungan ', ${foto}) |
"""
ID = "uuid:0b1c7a9e-52c4-4d7e-8f1e-6b1d9c0a4f21"


def begins(world: World, person: Patient) -> None:
    form = forms.compile_form(FORM)
    world.bot.shelf.put(form, current=True)
    who = person_id(world, person)

    async def begin(connection: AsyncConnection) -> None:
        state = forms.begin(form, world.clock.now(), instance_id=ID)
        draft = await drafts.begin(
            connection,
            person_id=who,
            form_id="kunjungan",
            version="1",
            position=state.position,
            at=world.clock.now(),
            answers=state.answers,
            instance_id=ID,
        )
        await people.write_chats(connection, [Chat(person_id=who, place="draft", draft_id=draft.id)])

    stored(world, begin)
    person.send("/bantuan")
    person.tap("Lanjutkan")


def fetch(world: World) -> None:
    world.settle()
    world.on_loop(world.bot.attachments.look())


def files(world: World) -> list[Path]:
    return sorted(path for path in world.bot.settings.attachments_folder.rglob("*") if path.is_file())


def rows(world: World) -> list[tuple[Any, ...]]:
    return world.query("SELECT item, kind, state, reason FROM attachment ORDER BY id")


def photo_is_sent(world: World, person: Patient) -> None:
    person.sees("Foto rumah")
    person.send_photo()
    person.sees("Cerita keluarga")


def test_a_photo_and_a_voice_are_sent_along(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    begins(world, ibu_sari)
    photo_is_sent(world, ibu_sari)
    ibu_sari.send_voice()
    ibu_sari.sees("Ringkasan")
    fetch(world)
    assert rows(world) == [("foto", "photo", "kept", None), ("cerita", "voice", "kept", None)]
    ibu_sari.tap("Kirim")
    world.settle()

    [(number, instance)] = world.query("SELECT id, instance_id FROM submission WHERE form_id = 'kunjungan'")
    assert instance == ID
    names = dict(world.query("SELECT item, file_name FROM attachment WHERE submission_id = :id", id=number))
    assert names["foto"].startswith("foto-")
    assert names["foto"].endswith(".jpg")
    assert names["cerita"].startswith("suara-")
    answers = dict(world.query("SELECT item, value FROM submission_answer WHERE submission_id = :id", id=number))
    assert {item: answers[item] for item in names} == names

    xml = stored(world, lambda connection: submissions.xml(connection, PROGRAM, number))
    root = ElementTree.fromstring(xml or "")
    assert (root.get("id"), root.get("version")) == ("kunjungan", "1")
    found = {element.tag.rpartition("}")[2]: element.text for element in root.iter()}
    assert found["instanceID"] == ID
    assert found["instanceName"] == f"Kunjungan {names['foto']}"
    assert (found["foto"], found["cerita"]) == (names["foto"], names["cerita"])


def test_a_photo_does_not_tell_where_it_was_taken(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    begins(world, ibu_sari)
    ibu_sari.sees("Foto rumah")
    # As a document: of a photo Telegram itself keeps no metadata.
    content = photo_file()
    assert b"Exif" in content
    ibu_sari.send_document(content, name="IMG_0001.jpg", mime="image/jpeg")
    ibu_sari.sees("Cerita keluarga")
    fetch(world)
    [file] = files(world)
    kept = file.read_bytes()
    assert 0 < len(kept) < len(content)
    assert not any(secret in kept for secret in (b"Exif", b"Contoh", b"2026:11:20"))


def test_a_bad_line_is_tried_again(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    begins(world, ibu_sari)
    world.faults(server_error=1.0, methods=["getFile"])
    photo_is_sent(world, ibu_sari)
    fetch(world)
    assert [(row[0], row[2]) for row in rows(world)] == [("foto", "wanted")]
    world.faults()
    world.advance(minutes=1)
    fetch(world)
    assert rows(world) == [("foto", "photo", "kept", None)]


def test_a_stop_before_it_was_fetched_loses_nothing(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    begins(world, ibu_sari)
    world.faults(server_error=1.0, methods=["getFile"])
    photo_is_sent(world, ibu_sari)
    world.settle()
    world.stop_bot()
    world.faults()
    world.start_bot()
    world.advance(hours=1)
    fetch(world)
    assert rows(world) == [("foto", "photo", "kept", None)]
    assert len(files(world)) == 1


def test_erasing_takes_the_files_along(world: World) -> None:
    ibu_sari, pak_budi = companion(world, "ibu_sari", "Sari"), companion(world, "pak_budi", "Budi")
    for person in (ibu_sari, pak_budi):
        begins(world, person)
        photo_is_sent(world, person)
    # The same picture again, so that two rows have one file.
    fetch(world)
    assert len(rows(world)) == 2
    assert len(files(world)) == 1
    for person, left in ((ibu_sari, 1), (pak_budi, 0)):
        person.send("/data")
        person.tap("Tarik persetujuan dan hapus data")
        person.tap("Ya, hapus semuanya")
        person.sees("data Anda sudah dihapus")
        fetch(world)
        assert (len(rows(world)), len(files(world))) == (left, left)


def test_who_sent_a_file_that_cannot_be_fetched_is_asked_for_it_again(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    begins(world, ibu_sari)
    photo_is_sent(world, ibu_sari)
    world.faults(server_error=1.0, methods=["getFile"])
    for _ in range(10):
        fetch(world)
        world.clock.advance(days=1)
    world.faults()
    assert [(row[0], row[2]) for row in rows(world)] == [("foto", "failed")]
    world.post_out()
    ibu_sari.sees("tidak dapat kami ambil")
    ibu_sari.sees("Foto rumah")
    ibu_sari.tap("Kirim lagi")
    ibu_sari.sees("Foto rumah")
    ibu_sari.send_photo()
    world.settle()
    fetch(world)
    assert [(row[0], row[2]) for row in rows(world)][-1] == ("foto", "kept")


def test_a_picture_of_an_iphone_is_cleaned_or_asked_for_as_a_photo(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    begins(world, ibu_sari)
    ibu_sari.sees("Foto rumah")
    # One that is built in an unknown way: its place cannot be found, so it is not kept.
    ibu_sari.send_document(heic(0, kind=b"jpeg"), name="IMG_0001.HEIC", mime="image/heic")
    ibu_sari.sees("Cerita keluarga")
    fetch(world)
    assert files(world) == []
    world.post_out()
    ibu_sari.sees("Mohon kirim sebagai foto")
    ibu_sari.tap("Kirim lagi")
    ibu_sari.send_document(heic(1), name="IMG_0002.HEIC", mime="image/heic")
    world.settle()
    fetch(world)
    [file] = files(world)
    assert not any(secret in file.read_bytes() for secret in SECRETS)
