"""Photos, recordings, videos, files and barcodes as answers; pictures that a form shows."""

from __future__ import annotations

import base64

from tests.scenarios.filling import fills_in
from tests.world import World

MEDIA = """
| survey |
| | type | name | label | required |
| | image | photo | Foto rumah | yes |
| | audio | voice | Cerita ibu | |
| | video | film | Video keadaan | |
| | file | paper | Surat keterangan | |
| | barcode | code | Kode kartu | |
| | text | after | Lalu? | |
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf500f0003860180e1b8c6f20000000049454e44ae426082"
)


def test_each_kind(world: World) -> None:
    sari = fills_in(world, MEDIA)
    sari.at("Foto rumah", "Kirim foto")
    sari.send("nanti saja")
    sari.sees("kirim foto")
    sari.sends_file("surat.pdf")
    sari.sees("kirim foto")
    assert sari.answers == {}
    sari.sends_sample("photo")
    assert sari.answers["photo"].startswith("foto-")
    sari.at("Cerita ibu", "Kirim pesan suara")
    sari.sends_sample("photo")
    sari.sees("kirim pesan suara")
    sari.sends_sample("voice")
    sari.at("Video keadaan")
    sari.sends_sample("video_note")
    sari.at("Surat keterangan")
    sari.send("belum ada")
    sari.sees("kirim berkas")
    sari.sends_file("surat.pdf")
    sari.at("Kode kartu", "kode batangnya")
    sari.sends_sample("photo")
    sari.sees("belum dapat saya baca")
    sari.send("A-12 345")
    answers = sari.answers
    assert [answers[key].partition("-")[0] for key in ("photo", "voice", "film", "paper")] == [
        "foto",
        "suara",
        "video",
        "berkas",
    ]
    assert answers["code"] == "A-12 345"
    rows = world.query("SELECT item, file_name, kind, draft_id IS NOT NULL FROM attachment ORDER BY id")
    assert rows == [
        ("photo", answers["photo"], "photo", 1),
        ("voice", answers["voice"], "voice", 1),
        ("film", answers["film"], "video_note", 1),
        ("paper", answers["paper"], "document", 1),
    ]
    sari.send("ya")
    sari.at("Ringkasan", "Foto rumah: foto", "Cerita ibu: rekaman suara", "Surat keterangan: berkas")
    sari.tap("Kirim")
    sari.sees("terkirim")


def test_a_photo_sent_as_a_file_and_one_that_takes_its_place(world: World) -> None:
    sari = fills_in(world, MEDIA)
    sari.sends_file("catatan.pdf")
    sari.sees("kirim foto")
    sari.sends_file("IMG_1.PNG", PNG, "image/png")
    first = sari.answers["photo"]
    assert first.endswith(".png")
    sari.tap("‹ Kembali")
    sari.at("Jawaban Anda: foto")
    sari.sends_sample("photo")
    assert sari.answers["photo"] != first


ALBUM = """
| survey |
| | type | name | label |
| | image | front | Tampak depan |
| | image | back | Tampak belakang |
"""


def test_an_album_is_one_answer(world: World) -> None:
    sari = fills_in(world, ALBUM)
    photo = {"photo": {"name": "a.png", "base64": base64.b64encode(PNG).decode()}}
    sari.sends(album=[photo, photo, photo])
    sari.sees_anywhere("yang pertama dari album ini sudah saya ambil")
    assert set(sari.answers) == {"front"}
    sari.at("Tampak belakang")
    sari.sends_sample("photo")
    assert set(sari.answers) == {"front", "back"}


def test_a_caption_with_an_identity_number_keeps_the_photo_out(world: World) -> None:
    sari = fills_in(world, MEDIA)
    sari.send_photo(caption="1371010101900001")
    world.settle()
    sari.sees("NIK")
    assert sari.answers == {}
    assert world.query("SELECT count(*) FROM attachment") == [(0,)]


def test_in_english(world: World) -> None:
    sari = fills_in(world, MEDIA, language="en")
    sari.at("Send a photo")
    sari.send("later")
    sari.sees("send a photo")
    sari.sends_sample("photo")
    sari.sends_sample("audio")
    sari.at("Video keadaan")
    sari.tap("‹ Back")
    sari.at("Your answer: sound recording")


SHOWN = """
| survey |
| | type | name | label | media::image | guidance_hint |
| | text | before | Siapa? | | Tanyakan dengan <sopan>. |
| | text | plant | Tanaman apa ini? | padi.png | |
| | text | lost | Dan ini? | tidak_ada.png | |
"""


def test_a_picture_of_the_form_and_guidance(world: World) -> None:
    sari = fills_in(world, SHOWN, files={"padi.png": PNG})
    assert "sopan" not in sari.question
    sari.tap("ℹ️ Petunjuk")
    sari.at("ℹ️ Tanyakan dengan <sopan>.")
    sari.tap("ℹ️ Petunjuk")
    assert "sopan" not in sari.question
    sari.send("Ani")
    pictures = [m for m in sari.messages() if m.get("photo")]
    assert len(pictures) == 1
    sari.at("Tanaman apa ini?")
    sari.send("padi")
    sari.at("Dan ini?")
    assert len([m for m in sari.messages() if m.get("photo")]) == 1
