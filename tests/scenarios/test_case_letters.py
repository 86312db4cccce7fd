"""What is said in a case with a photo, a recording or a file arrives at the other side as it is kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from PIL import Image
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.playground.samples import photo_file
from storage import cases, invites, people
from tests.scenarios.chats import Patient, companion, download, person_id, stored
from tests.world import World


def opened(world: World, person: Patient) -> None:
    """A case of this companion, of which nobody has been told."""
    who, now = person_id(world, person), world.clock.now()

    async def write(conn: AsyncConnection) -> None:
        sender = await people.person_by_id(conn, who)
        assert sender is not None
        await cases.open_case(
            conn,
            person=sender,
            submission_id=None,
            report_id=None,
            kind="saldo_nol",
            urgency="tinggi",
            restricted=False,
            kpm="",
            summary="Sejak Agustus saldo kartu nol.",
            tried="",
            programmes=["pkh"],
            at=now,
            due_at=now,
        )

    stored(world, write)


def carried(world: World) -> None:
    """What was sent is fetched, and the letters that it has waited for go out."""
    world.settle()
    world.on_loop(world.bot.attachments.look())
    world.on_loop(world.bot.postman.idle())
    world.settle()


def letter(person: Patient, kind: str) -> dict[str, Any]:
    """The last letter with a file of this kind."""
    return [message for message in person.messages() if message[kind]][-1]


def test_files_go_both_ways_and_tell_nothing_beside_what_they_show(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_rina = companion(world, "ibu_rina", "Rina", role="coordinator")
    rina = person_id(world, ibu_rina)
    stored(world, lambda conn: invites.add_duty(conn, rina, "13.76", ""))
    ibu_rina.send("/start")
    opened(world, ibu_sari)
    ibu_sari.send("/kasus")
    ibu_sari.tap("🟠 Kasus 1")

    ibu_sari.tap("Tambah keterangan")
    ibu_sari.send_photo(photo_file(), caption="Kartunya & <bukunya>")
    carried(world)
    message = letter(ibu_rina, "photo")
    assert message["text"].startswith("Kasus 1 · Saldo bantuan nol\nPesan dari Ibu Sari")
    assert message["text"].endswith("Kartunya & <bukunya>")
    assert [b["text"] for row in message["buttons"] for b in row] == ["Baca", "Balas"]
    picture = Image.open(io.BytesIO(download(world, message["photo"])))
    assert (picture.size, dict(picture.getexif())) == ((1280, 960), {})

    others: dict[str, Callable[[], int]] = {
        "voice": ibu_sari.send_voice,
        "video": ibu_sari.send_video_note,
        "audio": ibu_sari.send_audio,
        "document": lambda: ibu_sari.send_document(b"%PDF-contoh", name="Surat Sari.pdf"),
    }
    for kind, sends in others.items():
        ibu_sari.tap("Tambah keterangan")
        sends()
        carried(world)
        assert download(world, letter(ibu_rina, kind)[kind])
    assert download(world, letter(ibu_rina, "document")["document"]) == b"%PDF-contoh"
    assert "Sari" not in letter(ibu_rina, "document")["document"]["name"]

    ibu_rina.tap("Balas")
    ibu_rina.send_voice()
    carried(world)
    answer = letter(ibu_sari, "voice")
    assert "Jawaban dari Ibu Rina (koordinator)" in answer["text"]
    account = str(ibu_sari.chat()["user_id"])
    assert not any(account in str(message) for message in ibu_rina.messages())

    # What cannot be had: the writer is asked for it again, the reader gets the words that came with it.
    ibu_sari.tap("Balas", message_id=answer["message_id"])
    world.faults(server_error=1.0, methods=["getFile"])
    ibu_sari.send_photo(caption="Ini kartunya")
    for _ in range(10):
        carried(world)
        world.advance(days=1)
    world.faults()
    carried(world)
    assert "Mohon kirim sekali lagi" in ibu_sari.messages()[-1]["text"]
    assert "Ini kartunya" in ibu_rina.messages()[-1]["text"]
    assert "belum dapat diambil" in ibu_rina.messages()[-1]["text"]
