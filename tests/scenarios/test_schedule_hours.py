"""`/jadwal`: hours, Ramadan and the weekly tip as an admin sets them; checked, said back, logged, in force at once."""

from __future__ import annotations

import pytest

from storage import day_settings
from tests.scenarios.chats import Patient, stored
from tests.scenarios.test_reminders import at, companion, letters
from tests.scenarios.test_schedule import admin, changes
from tests.world import World


def opened(person: Patient, *path: str) -> Patient:
    """The person is on the place to which these buttons of `/jadwal` lead."""
    person.send("/jadwal")
    for label in path:
        person.tap(label)
    return person


@pytest.fixture
def ibu_dewi(world: World) -> Patient:
    return admin(world)


@pytest.fixture(scope="module")
def office(shared: World) -> Patient:
    """An admin for the cases that change nothing in the end."""
    return admin(shared)


def settings(world: World) -> int:
    [(count,)] = world.query("SELECT count(*) FROM setting")
    return int(count)


@pytest.mark.parametrize(
    ("path", "typed", "says", "tapped", "says_then"),
    [
        (("Jam kerja", "Jam kerja Senin–Kamis"), "08:00 sampai 16:15", "Jam kerja Senin–Kamis: 08.00–16.15",
         "08.00–16.30", "Jam kerja Senin–Kamis: 08.00–16.30"),
        (("Jam kerja", "Akhir jam kerja Jumat"), "16.45", "Akhir jam kerja Jumat: 16.45",
         "17.00", "Akhir jam kerja Jumat: 17.00"),
        (("Jam kerja", "Jeda Jumat siang"), "11.15-13.15", "Jeda Jumat siang: 11.15–13.15",
         "11.00–13.00", "Jeda Jumat siang: 11.00–13.00"),
        (("Jam tenang",), "19:30 sampai 06:45", "Jam tenang: 19.30–06.45", "21.00–06.00", "Jam tenang: 21.00–06.00"),
        (("Ramadan", "Jam kerja Ramadan, Senin–Kamis"), "07.45–15.15", "Jam kerja Ramadan, Senin–Kamis: 07.45–15.15",
         "07.30–14.30", "Jam kerja Ramadan, Senin–Kamis: 07.30–14.30"),
        (("Ramadan", "Akhir jam kerja Jumat, Ramadan"), "15.15", "Akhir jam kerja Jumat, Ramadan: 15.15",
         "16.00", "Akhir jam kerja Jumat, Ramadan: 16.00"),
        (("Jam kirim", "Pengingat", "Hari kerja"), "08.30–11.00 dan 13.00–15.30",
         "Pengingat pada hari kerja: 08.30–11.00, 13.00–15.30", "Sepanjang hari",
         "Pengingat pada hari kerja: sepanjang hari"),
        (("Jam kirim", "Pengumuman", "Sabtu"), "tidak", "Pengumuman terjadwal pada hari Sabtu: tidak dikirim",
         "08.00–12.00", "Pengumuman terjadwal pada hari Sabtu: 08.00–12.00"),
        (("Jam kirim", "Ringkasan", "Bulan Ramadan"), "08.15 - 14.30",
         "Ringkasan koordinator pada hari kerja bulan Ramadan: 08.15–14.30", "Selama jam kerja",
         "Ringkasan koordinator pada hari kerja bulan Ramadan: selama jam kerja"),
        (("Tips mingguan",), "Kamis pukul 13.30", "Tips mingguan: Kamis pukul 13.30",
         "Senin", "Tips mingguan: Senin pukul 13.30"),
        (("Jam pengingat",), "09.15 dan 13.30", "Pengingat terjadwal: pukul 09.15",
         "08.00", "Pengingat terjadwal: pukul 08.00"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_typed_then_tapped_then_back(
    shared: World, office: Patient, path: tuple[str, ...], typed: str, says: str, tapped: str, says_then: str
) -> None:
    opened(office, *path)
    before, logged = office.screen, len(changes(shared))
    assert "Kembali ke bawaan" not in office.buttons
    office.send(typed)
    office.sees_anywhere(f"{says}. Berlaku mulai sekarang." if "terjadwal: pukul" not in says else says)
    office.tap(tapped, times=2)
    office.sees_toast(says_then)
    assert f"✓ {tapped}" in office.buttons
    assert len(office.buttons) <= 10
    assert len(changes(shared)) == logged + 2
    office.tap("Kembali ke bawaan")
    office.sees_toast("Berlaku mulai sekarang.")
    assert office.screen == before
    assert len(changes(shared)) == logged + 3
    assert settings(shared) == 0


@pytest.mark.parametrize(
    ("path", "typed", "says"),
    [
        (("Jam kerja", "Jam kerja Senin–Kamis"), "16.00–08.00", "Jam selesainya harus sesudah jam mulainya."),
        (("Jam kerja", "Jam kerja Senin–Kamis"), "17.00–19.00",
         "Jam kerja Jumat berakhir pukul 16.30, padahal jam kerja mulai pukul 17.00."),
        (("Jam kerja", "Jam kerja Senin–Kamis"), "07.30–09.15",
         "Pengingat pukul 09.00 memerlukan waktu sampai pukul 09.30, dan pada hari kerja jam kirimnya sudah berakhir."),
        (("Jam kerja", "Jam kerja Senin–Kamis"), "09.00", "Mohon tulis jamnya dengan angka"),
        (("Jam kerja", "Jam kerja Senin–Kamis"), "04.00–06.00",
         "Pengingat tidak punya waktu lagi pada hari kerja di luar jam tenang."),
        (("Jam kerja", "Akhir jam kerja Jumat"), "07.00", "Jam kerja Jumat berakhir pukul 07.00, padahal"),
        (("Jam kerja", "Akhir jam kerja Jumat"), "09.15", "dan pada hari Jumat jam kirimnya sudah berakhir."),
        (("Jam kerja", "Jeda Jumat siang"), "06.00–18.00", "dan pada hari Jumat jam kirimnya sudah berakhir."),
        (("Jam tenang",), "07.00–07.00", "Jam mulai dan jam selesainya sama."),
        (("Jam tenang",), "06.00–20.00", "tidak punya waktu lagi pada hari kerja di luar jam tenang."),
        (("Jam tenang",), "09.20–07.00", "dan pada hari kerja jam kirimnya sudah berakhir."),
        (("Ramadan", "Jam kerja Ramadan, Senin–Kamis"), "04.00–06.00", "pada hari kerja bulan Ramadan di luar"),
        (("Ramadan", "Jam kerja Ramadan, Senin–Kamis"), "06.00–09.00", "dan pada bulan Ramadan jam kirimnya"),
        (("Ramadan", "Akhir jam kerja Jumat, Ramadan"), "09.00", "dan pada hari Jumat bulan Ramadan jam kirimnya"),
        (("Jam kirim", "Pengingat", "Hari kerja"), "07.30–09.00", "memerlukan waktu sampai pukul 09.30"),
        (("Jam kirim", "Pengingat", "Hari kerja"), "tidak", "Pengingat tidak punya waktu lagi pada hari kerja"),
        (("Jam kirim", "Tips", "Hari kerja"), "13.00–15.00",
         "Tips pada hari Rabu hanya dapat dikirim pukul 13.00–15.00, sedangkan jadwalnya pukul 10.00."),
        (("Jam kirim", "Tips", "Sabtu"), "12.00-08.00", "Jam selesainya harus sesudah jam mulainya."),
        (("Jam kirim", "Tips", "Sabtu"), "pagi saja", "Mohon tulis jamnya dengan angka"),
        (("Jam kirim",), "08.00–12.00", "Silakan pilih dulu salah satu tombol di bawah."),
        (("Tips mingguan",), "Sabtu", "Tips tidak dikirim pada hari Sabtu."),
        (("Tips mingguan",), "17.15", "Tips pada hari Rabu hanya dapat dikirim pukul 08.00–16.00, sedangkan"),
        (("Tips mingguan",), "Jumat 12.00", "hanya dapat dikirim pukul 08.00–11.30, 13.00–16.00"),
        (("Tips mingguan",), "sesekali", "Mohon tulis hari dan jamnya, misalnya Kamis pukul 13.30."),
        (("Jam pengingat",), "14.00", "Pengingat kedua harus sesudah yang pertama."),
        (("Jam pengingat",), "09.00, 11.00, 13.00", "Mohon tulis jamnya dengan angka"),
        (("Ramadan",), "besok", "Mohon tulis hari pertama dan terakhirnya"),
        (("Ramadan",), "31/2/2027 sampai 30/3/2027", "Mohon tulis hari pertama dan terakhirnya"),
        (("Ramadan",), "9/3/2027 sampai 8/2/2027", "Hari terakhir Ramadan lebih awal"),
        (("Ramadan",), "8/2/2027 sampai 12/3/2027", "29 atau 30 hari, sedangkan yang Anda tulis 33 hari."),
        (("Ramadan",), "8/3/2027 sampai 6/4/2027", "Ramadan 1448 H diperkirakan mulai sekitar 8 Februari 2027."),
        (("Ramadan",), "19/2/2026 sampai 20/3/2026", "Tanggal itu sudah lewat."),
        (("Ramadan",), "8/2/2072 sampai 9/3/2072", "Tanggal itu masih terlalu jauh."),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_remedy(
    shared: World, office: Patient, path: tuple[str, ...], typed: str, says: str
) -> None:
    opened(office, *path)
    before = office.screen
    office.send(typed)
    office.sees_anywhere(says)
    assert office.screen == before
    assert settings(shared) == 0


def test_the_menu_of_the_schedule_fits_a_phone(office: Patient) -> None:
    opened(office)
    assert office.buttons == [
        "Hari khusus",
        "Ramadan",
        "Jam pengingat",
        "Tips mingguan",
        "Ritme formulir",
        "Jam kerja",
        "Jam tenang",
        "Jam kirim",
        "Menu",
    ]
    office.sees("Tips mingguan: Rabu pukul 10.00")
    office.tap("Jam kirim")
    office.sees("• Pengingat: hari kerja selama jam kerja; Ramadan selama jam kerja; Sabtu 08.00–12.00")
    office.sees("• Tips: hari kerja 08.00–16.00; Ramadan selama jam kerja; Sabtu tidak dikirim")
    office.tap("Pengumuman")
    office.sees("Pengumuman yang Anda kirim sekarang juga tidak menunggu jam ini.")
    office.tap("‹ Kembali")
    office.tap("‹ Jadwal")
    office.sees("Jadwal tujuh hari ke depan")


@pytest.mark.parametrize("path", ["Jam pengingat", "Tips mingguan"])
def test_labels_in_a_row_are_not_cut_on_a_phone(office: Patient, path: str) -> None:
    opened(office, path)
    rows = [[button["text"] for button in row] for row in office.messages()[-1]["buttons"]]
    fits = {1: 40, 2: 16, 3: 9}
    assert [row for row in rows if max(map(len, row)) > fits.get(len(row), 0)] == []
    assert sum(len(row) > 1 for row in rows) >= 3


def test_hours_hold_at_once(world: World, ibu_dewi: Patient) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    opened(ibu_dewi, "Jam kirim", "Pengingat", "Hari kerja").send("11.00–15.00")
    ibu_dewi.sees("Sekarang: 11.00–15.00.", "Bawaannya: selama jam kerja.")
    at(world, 12, 15, 10, 55)
    assert letters(ibu_sari) == []
    at(world, 12, 15, 11, 5)
    assert len(letters(ibu_sari)) == 1


def test_hours_that_were_stored_from_the_command_line_are_kept(world: World, ibu_dewi: Patient) -> None:
    """Nested there, dotted here: a change of one value leaves the others, and going back takes away only its own."""
    nested = {"quiet": {"start": "21.00"}, "office": {"ramadan": {"end": "14.45"}}}
    stored(world, lambda conn: day_settings.put(conn, "hours", nested, by=None, at=world.clock.now()))
    opened(ibu_dewi, "Jam tenang")
    ibu_dewi.sees("Sekarang: 21.00–07.00.", "Bawaannya: 20.00–07.00.")
    ibu_dewi.send("21.30–06.00")
    opened(ibu_dewi, "Jam tenang").tap("Kembali ke bawaan")
    ibu_dewi.sees("Sekarang: 20.00–07.00.")
    assert world.query("SELECT value FROM setting") == [('{"office.ramadan.end": "14.45"}',)]


def test_ramadan_as_the_government_decides_it(world: World, ibu_dewi: Patient) -> None:
    """An earlier first day: its shorter hours hold then, and the next admin sees that it is decided."""
    opened(ibu_dewi, "Ramadan")
    ibu_dewi.sees("• Ramadan 1448 H: 8 Februari 2027 sampai 9 Maret 2027 (perkiraan)", "• Ramadan 1450 H:")
    ibu_dewi.tap("Tetapkan 1448 H", times=2)
    ibu_dewi.sees("9 Maret 2027 (sudah ditetapkan)")
    ibu_dewi.send("9/2/2027 sampai 10/3/2027")
    ibu_dewi.sees("9 Februari 2027 sampai 10 Maret 2027 (sudah ditetapkan)")
    ibu_dewi.sees("Menurut kalender, 11 Maret 2027 bukan hari pertama Idulfitri.")
    ibu_dewi.send("7/2/2027 sampai 8/3/2027, masih perkiraan")
    ibu_dewi.sees("7 Februari 2027 sampai 8 Maret 2027 (perkiraan)")
    assert changes(world)[-1].detail == {"first": "2027-02-07", "last": "2027-03-08", "decided": False}
    assert [entry.subject for entry in changes(world)] == ["Ramadan 1448"] * 3
    ibu_dewi.send("8/2/2027 sampai 9/3/2027")
    at(world, 2, 8, 8, 0)
    ibu_dewi.send("/jadwal")
    ibu_dewi.sees("WIB: 08.00–15.00")
    opened(ibu_dewi, "Ramadan").send("9/2/2027 sampai 10/3/2027")
    ibu_dewi.send("/jadwal")
    ibu_dewi.sees("WIB: 07.30–16.00")
    opened(ibu_dewi, "Ramadan").tap("1448 H ke bawaan")
    ibu_dewi.sees("8 Februari 2027 sampai 9 Maret 2027 (perkiraan)")
    assert settings(world) == 0


def test_a_ramadan_that_the_file_does_not_know(world: World, ibu_dewi: Patient) -> None:
    opened(ibu_dewi, "Ramadan").send("15/12/2031 - 13/1/2032 perkiraan")
    ibu_dewi.sees("• Ramadan 1453 H: 15 Desember 2031 sampai 13 Januari 2032 (perkiraan)")
    ibu_dewi.tap("1453 H ke bawaan", times=2)
    ibu_dewi.sees_toast("Tanggal Ramadan itu dihapus.")
    assert "1453 H" not in ibu_dewi.screen


@pytest.mark.parametrize(
    "data",
    ["set:office:", "set:office:x", "set:office:1-2-3", "set:nothing:office", "set:tip-workday:office-any",
     "set:quiet:99.00-07.00", "slot:25.00", "a-day:3", "a-day:x", "tip-day:0", "tip-day:12", "tip-at:x", "tip-at:99.99",
     "decided:1", "decided:x", "unset:x", "reset:x", "reset:", "drop:x", "every:=", "kind:x", "field:x", "rhythm:x",
     "x"],
)  # fmt: skip
def test_buttons_that_were_never_made_change_nothing(shared: World, office: Patient, data: str) -> None:
    office.send("/jadwal")
    office.tap_data(f"plan:{data}", message_id=office.messages()[-1]["message_id"])
    assert settings(shared) == 0
    office.send("/jadwal")
    office.sees("Jadwal tujuh hari ke depan")
