"""When an announcement goes: at a time, in one zone or in everyone's own; to many only with a second admin's yes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.announcements import acts, admin, labels, letters, newest, reader, reviews, state
from tests.scenarios.chats import Patient, live_screen
from tests.scenarios.conftest import PACE
from tests.world import World

RAPAT = "Rapat koordinasi."


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[World]:
    """A bot where announcements to more than one person need a second admin's yes."""
    made = World(tmp_path / "data", **PACE, approval_above=1)
    made.start_bot()
    yield made
    made.close()


@pytest.fixture(scope="module")
def dewi(shared: World) -> Patient:
    return admin(shared)


def at_the_time(author: Patient) -> None:
    """Up to the question when it is to be sent. It is Friday, 20 November 2026, 08.00 WIB."""
    reviews(author, RAPAT)
    author.tap("Jadwalkan")
    author.sees("Kapan dikirim?")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("21/11/2026 09.00", "Sabtu, 21 November 2026 pukul 09.00 WIB"),
        ("21-11-2026, 9:05", "Sabtu, 21 November 2026 pukul 09.05 WIB"),
        ("21 November 2026 pukul 9", "Sabtu, 21 November 2026 pukul 09.00 WIB"),
        ("1 Des 2026 jam 13.30", "Selasa, 1 Desember 2026 pukul 13.30 WIB"),
        ("2026-11-21 09:00", "Sabtu, 21 November 2026 pukul 09.00 WIB"),
    ],
)
def test_a_typed_time(shared: World, dewi: Patient, typed: str, says: str) -> None:
    at_the_time(dewi)
    dewi.send(typed)
    dewi.sees(f"Dikirim: {says}")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("besok", "Waktu belum terbaca"),
        ("21/11/2026", "Waktu belum terbaca"),
        ("09.00", "Waktu belum terbaca"),
        ("31/11/2026 09.00", "Waktu belum terbaca"),
        ("21/13/2026 09.00", "Waktu belum terbaca"),
        ("21/11/2026 24.00", "Waktu belum terbaca"),
        ("21/11/2026 09.60", "Waktu belum terbaca"),
        ("20/11/2026 08.00", "Jumat, 20 November 2026 pukul 08.00 WIB sudah lewat"),
        ("01/01/2020 08.00", "sudah lewat"),
        ("21/11/2028 09.00", "lebih dari setahun lagi"),
        ("01/01/0001 00.00", "Waktu belum terbaca"),
        ("31/12/9999 23.59", "Waktu belum terbaca"),
        ("31/12/2100 23.59", "lebih dari setahun lagi"),
    ],
)
def test_a_time_that_cannot_be(shared: World, dewi: Patient, typed: str, says: str) -> None:
    at_the_time(dewi)
    dewi.send(typed)
    dewi.sees_anywhere(says)
    assert shared.query("SELECT send_at FROM announcement ORDER BY id DESC LIMIT 1") == [(None,)]


@pytest.mark.parametrize("wall", ["000101010000", "999912312359", "x", ""])
def test_a_forged_time(shared: World, dewi: Patient, wall: str) -> None:
    at_the_time(dewi)
    dewi.tap_data(f"ann:at:{newest(shared)}:{wall}", message_id=live_screen(dewi)["message_id"])
    dewi.sees("Kapan dikirim?")
    assert shared.query("SELECT send_at FROM announcement ORDER BY id DESC LIMIT 1") == [(None,)]


@pytest.mark.parametrize(
    ("typed", "goes"),
    [
        ("22/11/2026 08.00", "Senin, 23 November 2026 pukul 07.00 WIB"),
        ("25/12/2026 09.00", "Sabtu, 26 Desember 2026 pukul 07.00 WIB"),
        ("24/11/2026 22.15", "Rabu, 25 November 2026 pukul 07.00 WIB"),
    ],
    ids=["a Sunday", "Christmas", "a night"],
)
def test_a_time_at_which_nothing_is_sent(shared: World, dewi: Patient, typed: str, goes: str) -> None:
    at_the_time(dewi)
    dewi.send(typed)
    dewi.sees(f"jadi pengumuman berangkat {goes}")
    dewi.tap("Jadwalkan")
    dewi.sees(f"jadi pengumuman berangkat {goes}")


def test_a_time_to_tap_and_a_zone(shared: World, dewi: Patient) -> None:
    at_the_time(dewi)
    assert dewi.buttons[:5] == ["Sore ini 15.30", "Besok 08.00", "Senin 07.30", "Waktu setempat", "✓ WIB"]
    dewi.tap("Senin 07.30")
    dewi.sees("Dikirim: Senin, 23 November 2026 pukul 07.30 WIB")
    dewi.tap("Waktu setempat")
    dewi.sees("Dikirim: Senin, 23 November 2026 pukul 07.30 waktu setempat masing-masing")
    dewi.tap("Besok 08.00")
    dewi.sees("Dikirim: Sabtu, 21 November 2026 pukul 08.00 waktu setempat masing-masing")
    # 09.00 is past where it is 10.00 already.
    dewi.send("20/11/2026 09.00")
    dewi.sees_anywhere("pukul 09.00 waktu setempat masing-masing sudah lewat di wilayah timur (WIT)")
    dewi.tap("✓ Waktu setempat")
    dewi.tap("WIB")
    dewi.sees("Dikirim: Sabtu, 21 November 2026 pukul 08.00 WIB")
    dewi.send("20/11/2026 09.00")
    dewi.sees("Dikirim: Jumat, 20 November 2026 pukul 09.00 WIB")
    # The same time on everyone's own clock is past in the east: it stays as it was.
    dewi.tap("Waktu setempat")
    dewi.sees("Dikirim: Jumat, 20 November 2026 pukul 09.00 WIB")
    assert "✓ WIB" in dewi.buttons


def test_it_goes_at_its_time_where_each_reader_is(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    fitri = reader(world, "fitri", "Fitri", provinsi="94", kabupaten="94.01")
    at_the_time(dewi)
    dewi.tap("Waktu setempat")
    dewi.send("23/11/2026 09.00")
    dewi.tap("Jadwalkan ›")
    dewi.sees("Kirim kepada 3 orang pada Senin, 23 November 2026 pukul 09.00 waktu setempat masing-masing?")
    dewi.tap("Ya, jadwalkan untuk 3 orang", times=2)
    dewi.sees("Terjadwal", "Waktu: Senin, 23 November 2026 pukul 09.00 waktu setempat")
    world.post_out()
    assert letters(sari, RAPAT) == letters(fitri, RAPAT) == []
    # Monday, 09.00 in Papua is 07.00 in western Indonesia.
    world.advance(days=2, hours=23, minutes=5)
    world.post_out()
    assert (len(letters(fitri, RAPAT)), len(letters(sari, RAPAT))) == (1, 0)
    world.advance(hours=2)
    world.post_out()
    assert (len(letters(fitri, RAPAT)), len(letters(sari, RAPAT))) == (1, 1)
    assert state(world) == "done"
    assert acts(world, newest(world)) == [("announcement scheduled", 3)]
    # Nobody was looking at it: its author hears that it is through.
    dewi.sees_anywhere("selesai: terkirim 3 dari 3")


def test_a_schedule_that_is_taken_back(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    ratna = admin(world, "ratna", "Ratna")
    at_the_time(dewi)
    dewi.tap("Besok 08.00")
    dewi.tap("Jadwalkan ›")
    screen = live_screen(dewi)
    dewi.tap("Ya, jadwalkan")
    number = newest(world)
    ratna.send("/pengumuman")
    ratna.tap("⏳ Rapat")
    assert ratna.buttons == ["Lihat", "Hentikan", "‹ Daftar"]
    dewi.tap("Batalkan jadwal", times=2)
    dewi.sees("Draf · “Rapat koordinasi.”", "Waktu: Sabtu, 21 November 2026 pukul 08.00 WIB")
    world.advance(days=1)
    world.post_out()
    assert letters(sari, RAPAT) == []
    # Another phone still shows the question of yesterday, and a button to a time that is past.
    old = next(b["data"] for row in screen["buttons"] for b in row if b["text"].startswith("Ya, jadwalkan"))
    dewi.tap_data(old, message_id=screen["message_id"])
    assert dewi.toasts[-1].startswith("Pengumuman ini baru saja berubah")
    dewi.tap("Jadwalkan", message_id=live_screen(dewi)["message_id"])
    dewi.tap("Jadwalkan ›")
    dewi.tap("Ya, jadwalkan")
    assert dewi.toasts[-1] == "Waktu yang dijadwalkan sudah lewat. Mohon pilih lagi."
    dewi.tap("Besok 08.00")
    dewi.tap("Jadwalkan ›")
    dewi.tap("Ya, jadwalkan")
    # Any admin may hold it up for good.
    ratna.send("/pengumuman")
    ratna.tap("⏳ Rapat")
    ratna.tap("Hentikan")
    ratna.tap("Ya, hentikan")
    assert state(world, number) == "stopped"
    assert [act for act, _ in acts(world, number)] == [
        "announcement scheduled",
        "announcement taken back",
        "announcement scheduled",
        "announcement stopped",
    ]


def test_many_need_a_second_admins_yes(strict: World) -> None:
    dewi, ratna, sari = admin(strict), admin(strict, "ratna", "Ratna"), reader(strict, "sari", "Sari")
    reviews(dewi, RAPAT, ask="Tanda sudah dibaca")
    dewi.tap("Kirim sekarang")
    dewi.sees("lebih dari 1 orang, pengumuman ini menunggu persetujuan admin lain", "Kirim sekarang kepada 3 orang?")
    dewi.tap("Ya, kirim", times=2)
    dewi.sees("Menunggu persetujuan admin lain")
    assert dewi.buttons == ["Lihat", "Tarik kembali", "‹ Daftar"]
    strict.post_out()
    number = newest(strict)
    assert letters(sari, RAPAT) == []
    [request] = letters(ratna, "Persetujuan pengumuman")
    assert "Ibu Dewi ingin mengirim pengumuman:\n“Rapat koordinasi.”" in request["text"]
    assert "= 3 orang" in request["text"]
    assert labels(request) == ["Lihat", "Setujui", "Tolak"]
    # Nobody approves their own, not even with a forged button.
    yes = next(b["data"] for row in request["buttons"] for b in row if b["text"] == "Setujui")
    dewi.tap_data(yes, message_id=live_screen(dewi)["message_id"])
    assert dewi.toasts[-1] == "Pengumuman sendiri perlu disetujui admin lain."
    assert state(strict, number) == "waiting"
    ratna.tap("Lihat", message_id=request["message_id"])
    assert [m["text"] for m in ratna.messages()[-3:-1]] == [
        "Seperti inilah yang akan diterima pembaca:",
        "Rapat koordinasi.\n\n– Ibu Dewi, admin",
    ]
    ratna.sees("Persetujuan pengumuman")
    ratna.tap("Setujui", message_id=request["message_id"], times=2)
    assert "Disetujui. Terima kasih." in ratna.toasts
    assert labels(letters(ratna, "Persetujuan pengumuman")[0]) == ["Buka pengumuman"]
    strict.post_out()
    assert len(letters(sari, RAPAT)) == 1
    dewi.sees_anywhere("Pengumuman “Rapat koordinasi.” disetujui oleh Ibu Ratna.")
    assert acts(strict, number) == [("approval asked", 3), ("announcement sent", 3)]
    assert strict.query("SELECT name FROM announcement JOIN person ON person.id = approved_by") == [("Ratna",)]


def test_a_no_and_a_new_request(strict: World) -> None:
    dewi, ratna = admin(strict), admin(strict, "ratna", "Ratna")
    reviews(dewi, RAPAT)
    dewi.tap("Kirim sekarang")
    dewi.tap("Ya, kirim")
    strict.post_out()
    [first] = letters(ratna, "Persetujuan pengumuman")
    ratna.tap("Tolak", message_id=first["message_id"])
    assert ratna.toasts[-1] == "Ditolak. Penyusunnya diberi tahu."
    strict.post_out()
    dewi.sees("belum disetujui oleh Ibu Ratna, dan kembali menjadi draf")
    dewi.tap("Buka pengumuman")
    dewi.sees("Draf · “Rapat koordinasi.”")
    dewi.tap("Kirim sekarang")
    dewi.tap("Ya, kirim")
    strict.post_out()
    assert len(letters(ratna, "Persetujuan pengumuman")) == 2
    # The first letter is about what is no longer so.
    yes = next(b["data"] for row in first["buttons"] for b in row if b["text"] == "Setujui")
    ratna.tap_data(yes, message_id=first["message_id"])
    assert ratna.toasts[-1].startswith("Pengumuman ini baru saja berubah")
    dewi.send("/pengumuman")
    dewi.tap("⏳ Rapat")
    dewi.tap("Tarik kembali", times=2)
    dewi.sees("Draf · “Rapat koordinasi.”")
    ratna.tap("Setujui", message_id=letters(ratna, "Persetujuan pengumuman")[-1]["message_id"])
    assert ratna.toasts[-1] == "Pengumuman ini sudah diputuskan atau ditarik kembali."
    assert state(strict) == "draft"


def test_approval_on_the_announcements_own_screen_keeps_its_time(strict: World) -> None:
    dewi, ratna = admin(strict), admin(strict, "ratna", "Ratna")
    reviews(dewi, RAPAT)
    dewi.tap("Jadwalkan")
    dewi.tap("Besok 08.00")
    dewi.tap("Jadwalkan ›")
    dewi.tap("Ya, jadwalkan")
    ratna.send("/pengumuman")
    ratna.sees_anywhere("• Rapat koordinasi. · menunggu persetujuan")
    ratna.tap("⏳ Rapat")
    [place] = [m for m in ratna.messages() if "‹ Daftar" in labels(m)]
    assert labels(place) == ["Lihat", "Setujui", "Tolak", "‹ Daftar"]
    ratna.tap("Setujui", message_id=place["message_id"])
    ratna.sees_anywhere("Terjadwal · “Rapat koordinasi.”")
    assert state(strict) == "scheduled"


def test_there_is_no_other_admin(strict: World) -> None:
    dewi = admin(strict)
    reader(strict, "sari", "Sari")
    reviews(dewi, RAPAT)
    dewi.tap("Kirim sekarang")
    dewi.tap("Ya, kirim")
    dewi.sees_anywhere("belum ada admin lain yang dapat dihubungi. Undang seorang admin lewat menu")
    dewi.sees("Draf · “Rapat koordinasi.”")
    assert state(strict) == "draft"
