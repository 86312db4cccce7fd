"""While an announcement is on its way and after it: progress, pause, stop, correction, deletion, and a reminder."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios.announcements import (
    PICTURE,
    acts,
    admin,
    answers,
    labels,
    letters,
    newest,
    reader,
    reviews,
    sends,
    state,
)
from tests.scenarios.chats import Patient, live_screen
from tests.world import World

RAPAT = "Rapat koordinasi."


class Country:
    """An admin and two readers in the west, one in Papua; an announcement that has reached Papua so far."""

    def __init__(self, world: World, *, ask: str = "Tidak ada") -> None:
        self.world = world
        self.dewi = admin(world)
        self.sari, self.budi = reader(world, "sari", "Sari"), reader(world, "budi", "Budi")
        self.fitri = reader(world, "fitri", "Fitri", provinsi="94", kabupaten="94.01")
        reviews(self.dewi, RAPAT, ask=ask)
        self.dewi.tap("Jadwalkan")
        self.dewi.tap("Waktu setempat")
        self.dewi.send("23/11/2026 09.00")
        self.dewi.tap("Jadwalkan ›")
        self.dewi.tap("Ya, jadwalkan")
        self.number = newest(world)
        world.advance(days=2, hours=23, minutes=5)
        world.post_out()

    def two_hours_later(self) -> None:
        self.world.advance(hours=2)
        self.world.post_out()

    @property
    def reached(self) -> list[str]:
        """Who has the announcement."""
        everyone = {"Dewi": self.dewi, "Sari": self.sari, "Budi": self.budi, "Fitri": self.fitri}
        return [n for n, p in everyone.items() if any(m["text"].startswith(RAPAT) for m in self.of(p))]

    def of(self, person: Patient) -> list[dict[str, Any]]:
        """The copies in a chat; the admin's preview is not one."""
        copies = letters(person, "– Ibu Dewi, admin")
        return copies[1:] if person is self.dewi else copies

    def opens(self) -> None:
        """The admin looks at it."""
        self.dewi.send("/pengumuman")
        self.dewi.tap(next(b for b in self.dewi.buttons if "Rapat" in b))


def test_progress_pause_and_going_on(world: World) -> None:
    country = Country(world)
    dewi = country.dewi
    country.opens()
    dewi.sees("Sedang dikirim · “Rapat koordinasi.”", "Kepada: semua orang", "Terkirim 1 / 4", "▰▰▱▱▱▱▱▱▱▱")
    assert dewi.buttons == [
        "Jeda",
        "Hentikan",
        "Lihat",
        "Laporan",
        "Perbaiki isi",
        "Hapus dari semua obrolan",
        "‹ Daftar",
    ]
    dewi.tap("Jeda", times=2)
    dewi.sees("Dijeda · ")
    country.two_hours_later()
    assert country.reached == ["Fitri"]
    dewi.tap("Lanjutkan", times=2)
    world.post_out()
    assert country.reached == ["Dewi", "Sari", "Budi", "Fitri"]
    assert state(world) == "done"
    # The screen that was open shows it, without a tap.
    screen = [m for m in dewi.messages() if "Terkirim " in m["text"]][-1]
    assert "Terkirim · “Rapat" in screen["text"]
    assert "Terkirim 4 / 4" in screen["text"]
    assert acts(world, country.number) == [
        ("announcement scheduled", 4),
        ("announcement paused", 1),
        ("announcement resumed", 1),
    ]


def test_stopping_keeps_what_was_sent(world: World) -> None:
    country = Country(world)
    dewi = country.dewi
    country.opens()
    dewi.tap("Hentikan")
    dewi.sees("Yang sudah terkirim (1) tetap ada; sisanya tidak akan dikirim")
    dewi.tap("‹ Kembali")
    dewi.sees("Sedang dikirim")
    dewi.tap("Hentikan")
    dewi.tap("Ya, hentikan", times=2)
    dewi.sees("Dihentikan", "Terkirim 1 / 4", "Tidak jadi dikirim 3")
    country.two_hours_later()
    assert country.reached == ["Fitri"]
    assert acts(world, country.number)[1:] == [("announcement stopped", 1)]


def test_correcting_what_was_sent_and_what_is_to_come(world: World) -> None:
    country = Country(world, ask="Tanda sudah dibaca")
    dewi, fitri, sari = country.dewi, country.fitri, country.sari
    fitri.tap("Sudah saya baca")
    country.opens()
    dewi.tap("Perbaiki isi")
    dewi.sees("Kirim teks yang baru")
    dewi.sends(photo=PICTURE)
    dewi.sees("Isi yang baru harus sejenis")
    dewi.send("a" * 4096)
    dewi.sees("Terlalu panjang")
    world.advance(minutes=1)
    dewi.send("Rapat koordinasi dipindah ke Selasa.")
    assert dewi.messages()[-2]["text"] == "Rapat koordinasi dipindah ke Selasa.\n\n– Ibu Dewi, admin"
    dewi.sees("Perbaiki 1 pesan yang sudah terkirim?")
    dewi.send("atau Rabu")
    dewi.sees("Isi pengumuman sudah ada")
    dewi.tap("Perbaiki 1 yang sudah terkirim", times=2)
    world.post_out()
    [copy] = letters(fitri, "– Ibu Dewi, admin")
    assert copy["text"] == "Rapat koordinasi dipindah ke Selasa.\n\n– Ibu Dewi, admin"
    # What its reader has said stays on the button.
    assert labels(copy) == ["✓ Sudah saya baca"]
    country.two_hours_later()
    assert [m["text"] for m in letters(sari, "– Ibu Dewi")] == [copy["text"]]
    assert len(letters(fitri, "– Ibu Dewi, admin")) == 1
    country.opens()
    dewi.sees("Diperbaiki 1 / 1")
    assert ("announcement corrected", 1) in acts(world, country.number)


def test_a_new_caption_and_a_new_picture(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    dewi.sends(photo=PICTURE, caption="Undangan")
    for label in ("Lanjut", "Lanjut", "Lanjut", "Lanjut", "Kirim sekarang", "Ya, kirim"):
        dewi.tap(label)
    world.post_out()
    dewi.tap("Perbaiki isi")
    dewi.sees_anywhere("cukup tulis keterangan yang baru")
    dewi.send("Undangan pelatihan")
    dewi.tap("Ubah isi")
    dewi.sends(document={"name": "undangan.pdf", "base64": PICTURE["base64"]}, caption="Undangan resmi")
    dewi.tap("Lihat")
    dewi.tap("‹ Tidak jadi diperbaiki")
    dewi.sees("Terkirim · “Undangan (foto)”")
    dewi.tap("Perbaiki isi")
    dewi.send("Undangan pelatihan")
    dewi.tap("Perbaiki 2 yang sudah terkirim")
    world.post_out()
    [copy] = letters(sari, "– Ibu Dewi, admin")
    assert copy["text"] == "Undangan pelatihan\n\n– Ibu Dewi, admin"
    assert copy["photo"]


def test_an_album_gets_a_new_caption_and_new_pictures(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    dewi.sends(album=[{"photo": PICTURE, "caption": "Kegiatan"}, {"photo": PICTURE}])
    for label in ("Lanjut", "Lanjut", "Lanjut", "Lanjut", "Kirim sekarang", "Ya, kirim"):
        dewi.tap(label)
    world.post_out()
    first, second, below = sari.messages()[-3:]
    dewi.tap("Perbaiki isi")
    dewi.sends(photo=PICTURE, caption="Satu saja")
    dewi.sees("Isi yang baru harus sejenis")
    dewi.sends(album=[{"photo": PICTURE}, {"photo": PICTURE}, {"photo": PICTURE}])
    dewi.sees("jumlah dan jenis berkas album harus sama")
    dewi.tap("Ubah isi")
    dewi.sends(album=[{"video": PICTURE, "caption": "Rekaman"}, {"photo": PICTURE}])
    dewi.tap("Perbaiki 2 yang sudah terkirim")
    world.post_out()
    now = sari.messages()[-3:]
    assert [m["message_id"] for m in now] == [m["message_id"] for m in (first, second, below)]
    assert [m["text"] for m in now] == ["Rekaman", "", "– Ibu Dewi, admin"]
    assert now[0]["video"]
    dewi.send("/pengumuman")
    dewi.tap("✓ Rekaman")
    dewi.tap("Perbaiki isi")
    dewi.send("Rekaman kegiatan")
    dewi.tap("Perbaiki 2 yang sudah terkirim")
    world.post_out()
    assert [m["text"] for m in sari.messages()[-3:]] == ["Rekaman kegiatan", "", "– Ibu Dewi, admin"]


def test_a_forward_cannot_be_corrected(world: World) -> None:
    dewi = admin(world)
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    dewi.sends(forward_of=dewi.messages()[-1]["message_id"])
    for label in ("Lanjut", "Lanjut", "Lanjut", "Lanjut", "Kirim sekarang", "Ya, kirim"):
        dewi.tap(label)
    world.post_out()
    dewi.tap("Perbaiki isi")
    dewi.sees_anywhere("Pesan terusan tidak dapat diperbaiki di Telegram")
    dewi.send("Teks lain")
    dewi.sees("cukup ketuk salah satu tombol")


def test_deleting_from_all_chats(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi")
    number = sends(dewi, RAPAT, ask="Tanda sudah dibaca")
    world.post_out()
    assert len(letters(sari, RAPAT)) == len(letters(budi, RAPAT)) == 1
    dewi.tap("Hapus dari semua obrolan")
    dewi.sees_anywhere("(3 terkirim)? Telegram hanya mengizinkan pesan yang belum berumur 48 jam")
    dewi.tap("Ya, hapus", times=2)
    world.post_out()
    assert letters(sari, RAPAT) == letters(budi, RAPAT) == []
    dewi.send("/pengumuman")
    dewi.tap("■ Rapat")
    dewi.sees("Dihapus · “Rapat koordinasi.”", "Dihapus dari 3 / 3 obrolan")
    assert dewi.buttons == ["Lihat", "Laporan", "‹ Daftar"]
    assert acts(world, number)[-1] == ("announcement deleted", 3)


def test_what_is_too_old_to_be_deleted_stays(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    sends(dewi, RAPAT)
    world.post_out()
    world.advance(hours=48)
    dewi.send("/pengumuman")
    dewi.tap("✓ Rapat")
    dewi.tap("Hapus dari semua obrolan")
    dewi.tap("Ya, hapus")
    world.post_out()
    assert len(letters(sari, RAPAT)) == 1
    assert state(world) == "deleted"


def test_reminding_those_who_have_not_answered(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi")
    number = sends(dewi, RAPAT, ask="Dapat hadir?\nYa\nTidak")
    world.post_out()
    sari.tap("Ya")
    dewi.tap("Tidak", message_id=letters(dewi, RAPAT)[-1]["message_id"])
    dewi.send("/pengumuman")
    dewi.tap("✓ Rapat")
    dewi.tap("Ingatkan yang belum")
    dewi.sees("1 orang sudah menerima tetapi belum menjawab")
    dewi.tap("Ya, ingatkan 1 orang", times=2)
    world.advance(hours=1)
    world.post_out()
    assert letters(sari, "masih menunggu") == []
    [nudge] = letters(budi, "Pengumuman “Rapat koordinasi.” masih menunggu jawaban Anda")
    assert labels(nudge) == ["Ya", "Tidak"]
    budi.tap("Tidak", message_id=nudge["message_id"])
    assert answers(world, number) == [("Budi", "2"), ("Dewi", "2"), ("Sari", "1")]
    dewi.send("/pengumuman")
    dewi.tap("✓ Rapat")
    dewi.sees("Diingatkan 1 / 1")
    dewi.tap("Ingatkan yang belum")
    dewi.sees("Semua yang menerima sudah menjawab")
    assert acts(world, number)[-1] == ("announcement readers reminded", 1)


@pytest.mark.parametrize("verb", ["pause", "resume", "stop", "delete", "fix", "unfix", "look-fix", "approve"])
def test_buttons_of_what_can_no_longer_be_done(shared: World, verb: str) -> None:
    people = shared.query("SELECT count(*) FROM person WHERE name = 'Dewi'")
    dewi = Patient(shared, "dewi") if people != [(0,)] else admin(shared)
    reviews(dewi, RAPAT)
    number = newest(shared)
    for target in (number, 999, 0):
        dewi.tap_data(f"ann:{verb}:{target}:1", message_id=live_screen(dewi)["message_id"])
    assert state(shared, number) == "draft"
    dewi.send("/pengumuman")
    dewi.sees("• Rapat koordinasi. · draf")


def test_readers_who_blocked_the_bot_are_told_apart(world: World) -> None:
    dewi = admin(world)
    reader(world, "sari", "Sari")
    world.post("/sim/sari/block", {})
    world.settle()
    number = sends(dewi, RAPAT)
    world.post_out()
    dewi.send("/pengumuman")
    dewi.tap("✓ Rapat")
    dewi.sees("Terkirim 1 / 2", "Tidak terjangkau 1 · belum pasti 0 · gagal 0")
    assert state(world, number) == "done"
