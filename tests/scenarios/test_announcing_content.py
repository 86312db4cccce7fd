"""What an admin sends as the content of an announcement: albums, forwarded posts, and all that cannot be one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios.announcements import PICTURE, admin, begins, labels, letters, newest, reader, reviews
from tests.scenarios.chats import Patient, live_screen
from tests.world import World

FILE = {"name": "surat.pdf", "base64": PICTURE["base64"]}
TAP = "cukup ketuk salah satu tombol"


def ways_on(author: Patient) -> None:
    """From the preview to the outbox, to everyone."""
    for label in ("Lanjut", "Lanjut", "Lanjut", "Lanjut", "Kirim sekarang", "Ya, kirim"):
        author.tap(label)


def test_an_album_becomes_one(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    before = len(dewi.messages())
    dewi.sends(album=[{"photo": PICTURE, "caption": "Kegiatan"}, {"photo": PICTURE}, {"video": PICTURE}])
    # One screen, not one for each part.
    assert len(dewi.messages()) == before + 1
    dewi.sees("Album Anda diterima")
    dewi.tap("Lihat")
    shown = dewi.messages()[-5:]
    assert [bool(m["photo"]) for m in shown] == [True, True, False, False, False]
    assert shown[3]["text"] == "– Ibu Dewi, admin"
    ways_on(dewi)
    world.post_out()
    got = sari.messages()[-4:]
    assert len({m["album"] for m in got[:3]}) == 1
    assert [m["text"] for m in got] == ["Kegiatan", "", "", "– Ibu Dewi, admin"]
    dewi.send("/pengumuman")
    dewi.sees("• Kegiatan (album 3 berkas) · terkirim")


def test_a_forwarded_post_stays_one(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    dewi.sends(forward={"channel": "Kemensos (contoh)", "text": "Jadwal penyaluran bansos"})
    assert [m["forwarded_from"] for m in dewi.messages()[-3:]] == ["Kemensos (contoh)", None, None]
    dewi.sees("Sudah sesuai?", "Jadwal penyaluran bansos (pesan terusan)")
    dewi.tap("Lanjut")
    dewi.tap("Lanjut")
    dewi.tap("Tanda sudah dibaca")
    for label in ("Lanjut", "Lanjut", "Kirim sekarang", "Ya, kirim"):
        dewi.tap(label)
    world.post_out()
    post, below = sari.messages()[-2:]
    assert (post["text"], post["forwarded_from"]) == ("Jadwal penyaluran bansos", "Kemensos (contoh)")
    assert below["text"] == "– Ibu Dewi, admin"
    assert labels(below) == ["Sudah saya baca"]


def test_a_document_without_words(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    dewi.sends(document=FILE)
    dewi.sees("Isi · Dokumen")
    ways_on(dewi)
    world.post_out()
    [letter] = letters(sari, "– Ibu Dewi, admin")
    assert letter["document"]["name"] == "surat.pdf"


@pytest.fixture(scope="module")
def dewi(shared: World) -> Patient:
    return admin(shared)


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ({"sticker": True}, "Stiker belum dapat dijadikan pengumuman"),
        ({"location": {"latitude": 0, "longitude": 100}}, "Lokasi belum dapat dijadikan pengumuman"),
        ({"contact": {"phone_number": "+620000000000"}}, "Kontak tidak dapat dijadikan pengumuman"),
        ({"text": "NIK 1234567890123456"}, "berisi NIK atau nomor KK"),
        ({"photo": PICTURE, "caption": "1234 5678 9012 3456"}, "berisi NIK atau nomor KK"),
        # 4096 with the signature: "– Admin of Sahabat Pendamping" is not it, "– Ibu Dewi, admin" and its gap are 19.
        ({"text": "a" * 4090}, "Terlalu panjang 13 huruf. Bersama nama pengirim paling banyak 4.096"),
        (
            {"photo": PICTURE, "caption": "a" * 1024},
            "Terlalu panjang 19 huruf. Bersama nama pengirim paling banyak 1.024",
        ),
        ({"text": "kata " * 1700}, "Terlalu panjang 19 huruf"),
        ({"text": "/entah"}, "perintah itu tidak saya kenal"),
    ],
    ids=lambda value: str(value)[:24].encode("ascii", "replace").decode() if isinstance(value, dict) else "",
)
def test_what_cannot_be_announced(shared: World, dewi: Patient, what: dict[str, Any], says: str) -> None:
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    before = shared.query("SELECT count(*) FROM announcement")
    notes = len(dewi.messages())
    dewi.sends(**what)
    shown = dewi.messages()[notes:]
    # One clear line, also where a phone has cut a long text into messages: its end is no announcement.
    assert len(shown) == 1
    assert says in shown[0]["text"]
    assert shared.query("SELECT count(*) FROM announcement") == before
    shared.advance(minutes=1)
    dewi.send("Rapat besok.")
    dewi.sees("Sudah sesuai?")


@pytest.mark.parametrize(
    ("section", "what", "says"),
    [
        ("c", {"text": "satu lagi"}, "Isi pengumuman sudah ada"),
        ("c", {"photo": PICTURE}, "Isi pengumuman sudah ada"),
        ("c", {"sticker": True}, "Stiker belum dapat"),
        ("t", {"text": "satu lagi"}, TAP),
        ("t", {"photo": PICTURE}, TAP),
        ("q", {"text": "ya"}, TAP),
        ("d", {"text": "tugas"}, TAP),
        ("d", {"sticker": True}, TAP),
        ("o", {"text": "kirim"}, TAP),
        ("o", {"photo": PICTURE, "caption": "kirim"}, TAP),
        ("s", {"text": "ya"}, TAP),
        ("w", {"text": "nanti saja"}, "Waktu belum terbaca"),
        ("w", {"sticker": True}, "Waktu belum terbaca"),
        ("l", {"text": "halo"}, TAP),
    ],
)
def test_something_typed_at_the_wrong_moment(
    shared: World, dewi: Patient, section: str, what: dict[str, Any], says: str
) -> None:
    begins(dewi, "Rapat besok.")
    number = newest(shared)
    more = {"s": f":{number}:now", "l": ""}.get(section, f":{number}")
    dewi.tap_data(f"ann:>{section}{more}", message_id=live_screen(dewi)["message_id"])
    stored = shared.query("SELECT * FROM announcement WHERE id = :id", id=number)
    before = len(dewi.messages())
    dewi.sends(**what)
    answer, *below = dewi.messages()[before:]
    assert says in answer["text"]
    # Where a time is typed, the screen comes again below the hint.
    assert ["Kapan" in screen["text"] for screen in below] == ([True] if section == "w" else [])
    assert shared.query("SELECT * FROM announcement WHERE id = :id", id=number) == stored


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Dapat hadir?", "Terbaca 0 pilihan; yang diperlukan 2 sampai 6"),
        ("Dapat hadir?\nYa", "Terbaca 1 pilihan"),
        ("Dapat hadir?\n1\n2\n3\n4\n5\n6\n7", "Terbaca 7 pilihan"),
        ("Dapat hadir?\nYa\nya", "Ada pilihan yang sama"),
        (f"Dapat hadir?\nYa\n{'x' * 41}", "terlalu panjang: 41 huruf, paling banyak 40"),
        (f"{'x' * 201}?\nYa\nTidak", "Pertanyaan terlalu panjang: 202 huruf"),
    ],
)
def test_questions_that_cannot_be_asked(shared: World, dewi: Patient, typed: str, says: str) -> None:
    begins(dewi, "Rapat besok.")
    dewi.tap("Lanjut")
    dewi.tap("Pertanyaan dengan pilihan")
    dewi.send(typed)
    dewi.sees(says)
    dewi.sends(photo=PICTURE)
    dewi.sees("Mohon tulis pertanyaan dan pilihannya sebagai teks")
    dewi.send("Dapat hadir?\n\n Ya,   hadir \nTidak <b>")
    dewi.sees("Sekarang: Dapat hadir? (Ya, hadir / Tidak <b>)")


def test_a_question_that_does_not_fit_below_the_words(shared: World, dewi: Patient) -> None:
    begins(dewi, "a" * 4070)
    dewi.tap("Lanjut")
    dewi.tap("Pertanyaan dengan pilihan")
    dewi.send("Dapat hadir?\nYa\nTidak")
    dewi.sees("Bersama pertanyaan itu, pengumuman terlalu panjang 7 huruf")
    assert shared.query("SELECT ask FROM announcement ORDER BY id DESC LIMIT 1") == [(None,)]


def test_changing_the_content_by_thinking_twice(shared: World, dewi: Patient) -> None:
    begins(dewi, "Rapat besok.")
    dewi.tap("‹ Kembali")
    dewi.tap("Ubah isi")
    dewi.sees("Kirim isi pengumuman")
    dewi.tap("‹ Pakai isi yang tadi")
    dewi.sees("Isi · Rapat besok.")
    dewi.tap("Ubah isi")
    dewi.sends(photo=PICTURE, caption="Undangan")
    dewi.sees("Isi · Undangan (foto)")


def test_one_draft_on_two_phones(shared: World, dewi: Patient) -> None:
    """What is sent is what was seen: a draft that was changed elsewhere is shown again before it goes."""
    reviews(dewi, "Rapat besok.")
    number = newest(shared)
    dewi.tap("Kirim sekarang")
    screen = live_screen(dewi)
    surely = next(b["data"] for row in screen["buttons"] for b in row if b["text"].startswith("Ya, kirim"))
    for data in (f"ann:news:{number}", surely):
        dewi.tap_data(data, message_id=screen["message_id"])
    assert dewi.toasts[-1] == "Pengumuman ini baru saja berubah. Mohon periksa lagi sebelum melanjutkan."
    assert "Draf · “Rapat besok.”" in live_screen(dewi)["text"]
    assert "Sifat: kabar" in live_screen(dewi)["text"]
    # Thrown away on one phone, looked at on the other.
    dewi.tap_data(f"ann:drop:{number}", message_id=screen["message_id"])
    for data in (f"ann:duty:{number}", f"ann:yes:{number}:role.admin", f"ann:at:{number}:209901010900", surely):
        dewi.tap_data(data, message_id=screen["message_id"])
        assert dewi.toasts[-1] == "Pengumuman ini sudah tidak ada."


def test_somebody_elses_draft(shared: World, dewi: Patient) -> None:
    """It is signed with its author's name, so only the author changes it."""
    reviews(dewi, "Rapat besok.")
    number = newest(shared)
    ratna = admin(shared, "ratna", "Ratna")
    ratna.send("/pengumuman")
    assert "Rapat besok." not in ratna.screen
    screen = live_screen(ratna)["message_id"]
    ratna.tap_data(f"ann:>o:{number}", message_id=screen)
    ratna.sees("Draf ini sedang disusun Ibu Dewi")
    assert ratna.buttons == ["Lihat", "‹ Daftar"]
    for data in (f"ann:news:{number}", f"ann:drop:{number}", f"ann:send:{number}:now:x", f"ann:review:{number}"):
        ratna.tap_data(data, message_id=screen)
        assert ratna.toasts[-1] == "Hanya penyusunnya yang dapat mengubah pengumuman ini."
    assert shared.query("SELECT duty, state FROM announcement WHERE id = :id", id=number) == [(1, "draft")]
