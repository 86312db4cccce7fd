"""Choosing the readers of an announcement: conditions with "or", "and" and "except", regions, saved groups."""

from __future__ import annotations

import pytest

from tests.scenarios.announcements import admin, audience, begins, execute, newest, reader
from tests.scenarios.chats import KNOWN, Patient, companion, has_sent, live_screen
from tests.world import START, World


@pytest.fixture(scope="module")
def dewi(shared: World) -> Patient:
    """An admin, and eight people to choose from."""
    author = admin(shared)
    rina = companion(shared, "rina", "Rina", program="pkh")
    companion(shared, "budi", "Budi", program="tksk pkh")
    companion(shared, "eka", "Eka", program="tksk", kabupaten="13.74")
    companion(shared, "fitri", "Fitri", provinsi="82", kabupaten="82.71")
    companion(shared, "gani", "Gani", program="kube", provinsi="15", kabupaten="15.71")
    companion(shared, "anwar", "Anwar", role="coordinator")
    reader(shared, "hadi", "Hadi", program="tagana")
    has_sent(shared, rina, KNOWN, START)
    execute(shared, "UPDATE person SET blocked_at = 0 WHERE name = 'Fitri'")
    execute(shared, "UPDATE person SET language = 'en' WHERE name = 'Gani'")
    return author


def test_conditions_of_every_kind(shared: World, dewi: Patient) -> None:
    begins(dewi, "Rapat.")
    dewi.sees("Kepada: semua orang = 8 orang", "1 orang di antaranya sedang tidak terjangkau")
    # Of one kind: or.
    dewi.tap("Program")
    dewi.tap("PKH")
    dewi.sees("Kepada: PKH = ")
    dewi.tap("TKSK")
    dewi.sees("Kepada: PKH atau TKSK = ")
    assert {"✓ PKH", "✓ TKSK", "KUBE"} <= set(dewi.buttons)
    dewi.tap("✓ TKSK", times=2)
    dewi.sees("Kepada: PKH = ")
    dewi.tap("TKSK")
    dewi.tap("‹ Penerima")
    # Of different kinds: and.
    dewi.tap("Peran")
    dewi.tap("Pendamping")
    dewi.sees("Kepada: PKH atau TKSK · pendamping = 4 orang")
    dewi.tap("‹ Penerima")
    dewi.tap("Isian formulir")
    dewi.tap("Belum mengisi Kuesioner kompetensi")
    dewi.sees("Kepada: PKH atau TKSK · pendamping · belum mengisi Kuesioner kompetensi = 3 orang")
    # The other way round, and back.
    dewi.tap("Sudah mengisi Kuesioner kompetensi")
    dewi.sees("pendamping · sudah mengisi Kuesioner kompetensi = 1 orang, kira-kira 1 detik")
    dewi.tap("Belum mengisi Kuesioner kompetensi")
    dewi.tap("‹ Penerima")
    # An exception.
    dewi.tap("✎ TKSK")
    dewi.sees("Syarat: TKSK")
    dewi.tap("Jadikan pengecualian")
    dewi.sees("Kepada: PKH · pendamping · kecuali TKSK · belum mengisi Kuesioner kompetensi = 1 orang")
    assert audience(shared) == {
        "all": [
            {"programme": "pkh"},
            {"role": "companion"},
            {"not": {"programme": "tksk"}},
            {"not": {"filed": {"form": "kompetensi", "since": None}}},
        ]
    }
    dewi.tap("✎ Kecuali TKSK")
    dewi.tap("Jangan dikecualikan")
    dewi.sees("Kepada: PKH atau TKSK")
    dewi.tap("✎ Pendamping")
    dewi.tap("Hapus syarat ini")
    dewi.tap("Semua orang")
    dewi.sees("Kepada: semua orang = 8 orang")
    dewi.tap("Bahasa")
    dewi.tap("Berbahasa Inggris")
    dewi.sees("Kepada: berbahasa Inggris = 1 orang")


def test_results_and_dates(shared: World, dewi: Patient) -> None:
    execute(
        shared,
        "INSERT OR REPLACE INTO latest_score SELECT person.id, 'kompetensi', 'keterampilan', 79.5, 'efektif', 1, "
        "submission.id FROM person JOIN submission ON person_id = person.id "
        "WHERE person.name = 'Rina' AND form_id = 'kompetensi'",
    )
    begins(dewi, "Rapat.")
    dewi.tap("Hasil penilaian")
    dewi.sees("Hasil bagian mana?")
    dewi.tap("Keterampilan")
    dewi.tap("Keterampilan: efektif")
    dewi.sees("Kepada: Keterampilan: efektif = 1 orang")
    dewi.tap("Keterampilan: sangat efektif")
    dewi.sees("Kepada: Keterampilan: efektif atau Keterampilan: sangat efektif = 1 orang")
    dewi.tap("‹ Kembali")
    dewi.tap("‹ Penerima")
    dewi.tap("Semua orang")
    dewi.tap("Bagian terlemah")
    dewi.tap("Terlemah pada Keterampilan")
    dewi.sees("= 1 orang")
    dewi.tap("‹ Penerima")
    dewi.tap("Semua orang")
    dewi.tap("Bergabung sejak")
    dewi.tap("7 hari terakhir")
    dewi.sees("Kepada: bergabung sejak 13 November 2026 = 8 orang")
    dewi.tap("Bergabung sejak")
    for typed, says in (
        ("besok", "tanggal belum sesuai"),
        ("31/02/2026", "tanggal belum sesuai"),
        ("01/01/1926", "tanggal belum sesuai"),
        ("21/11/2026", "belum tiba"),
    ):
        dewi.send(typed)
        dewi.sees(says)
    dewi.send("20 November 2026")
    dewi.sees("Kepada: bergabung sejak 20 November 2026 = 8 orang")
    dewi.tap("✎ Bergabung sejak")
    dewi.tap("Jadikan pengecualian")
    dewi.sees("Kepada: kecuali bergabung sejak 20 November 2026 = 0 orang. Belum ada yang sesuai.")


def test_regions_by_list_and_by_name(shared: World, dewi: Patient) -> None:
    begins(dewi, "Rapat.")
    dewi.tap("Wilayah")
    dewi.sees("Pilih provinsi, atau ketik nama")
    assert dewi.buttons[0] == "Aceh"
    dewi.tap("2 ▸")
    assert "◂ 1" in dewi.buttons
    dewi.tap("◂ 1")
    dewi.tap("Sumatera Barat")
    assert dewi.buttons[0] == "Seluruh Sumatera Barat"
    dewi.tap("Seluruh Sumatera Barat")
    dewi.sees("Kepada: Sumatera Barat = ")
    dewi.tap("✓ Seluruh Sumatera Barat")
    dewi.sees("Kepada: semua orang")
    dewi.tap("2 ▸")
    dewi.tap("Kota Payakumbuh")
    dewi.sees("Kepada: Kota Payakumbuh = ")
    assert "✓ Kota Payakumbuh" in dewi.buttons
    dewi.tap("‹ Provinsi lain")
    dewi.send("ternate")
    dewi.sees("Ditemukan")
    dewi.tap("Kota Ternate")
    dewi.sees("Kepada: Kota Payakumbuh atau Kota Ternate = ")
    dewi.send("kota")
    dewi.sees("Ini 12 yang pertama")
    dewi.send("atlantis <b>")
    dewi.sees("“atlantis <b>” tidak ada dalam daftar")
    dewi.send("jambi")
    dewi.tap("Jambi", message_id=live_screen(dewi)["message_id"])
    dewi.sees("Kota Ternate atau Jambi = ")
    assert audience(shared) == {"all": [{"any": [{"regency": "13.76"}, {"regency": "82.71"}, {"province": "15"}]}]}
    dewi.send("🙏")
    dewi.sees("tidak ada dalam daftar")


def test_saved_groups(shared: World, dewi: Patient) -> None:
    begins(dewi, "Rapat.")
    dewi.tap("Kelompok tersimpan")
    dewi.sees("Belum ada kelompok")
    dewi.tap("‹ Penerima")
    dewi.tap("Program")
    dewi.tap("KUBE")
    dewi.tap("‹ Penerima")
    dewi.tap("Kelompok tersimpan")
    dewi.tap("Simpan pilihan ini")
    dewi.sees("Tulis nama untuk kelompok ini")
    for typed, says in (("...", "belum terbaca"), ("x" * 41, "paling banyak 40 huruf"), ("🙏", "belum terbaca")):
        dewi.send(typed)
        dewi.sees(says)
    dewi.sends(sticker=True)
    dewi.sees("belum terbaca")
    dewi.send("KUBE  <se-Indonesia>")
    dewi.sees_anywhere("Kelompok “KUBE <se-Indonesia>” tersimpan")
    dewi.tap("Simpan pilihan ini")
    dewi.send("KUBE <se-Indonesia>")
    dewi.sees("sudah dipakai kelompok lain")

    begins(dewi, "Pelatihan.")
    dewi.sees("Kepada: semua orang")
    dewi.tap("Kelompok tersimpan")
    dewi.tap("KUBE <se")
    dewi.sees("KUBE <se-Indonesia>: KUBE")
    dewi.tap("Pakai kelompok ini")
    dewi.sees("Kepada: KUBE = 1 orang")
    dewi.tap("Kelompok tersimpan")
    dewi.tap("KUBE <se")
    dewi.tap("Hapus kelompok ini", times=2)
    dewi.sees("Belum ada kelompok")
    assert audience(shared) == {"all": [{"programme": "kube"}]}


def test_buttons_that_ask_for_nothing_that_there_is(shared: World, dewi: Patient) -> None:
    begins(dewi, "Rapat.")
    number = newest(shared)
    for code in (
        "role.boss",
        "role.",
        "province.99",
        "regency.13.99",
        "programme.x",
        "language.xx",
        "filed.undangan",
        "gap.kompetensi.x",
        "gap.x",
        "band.kompetensi.sikap.x",
        "band.x.y",
        "joined_since.kemarin",
        "person.1",
        "?",
    ):
        dewi.tap_data(f"ann:yes:{number}:{code}", message_id=live_screen(dewi)["message_id"])
        assert dewi.toasts[-1] == "Tombol ini sudah selesai dipakai. Data Anda aman."
    assert audience(shared) == {"all": []}
    dewi.send("siapa saja?")
    dewi.sees("cukup ketuk salah satu tombol")
    for data in (
        f"ann:>t:{number}:one:x",
        f"ann:>t:{number}:band:x",
        f"ann:>t:{number}:region:99:5",
    ):
        dewi.tap_data(data, message_id=live_screen(dewi)["message_id"])
        assert "Kepada: semua orang" in live_screen(dewi)["text"]


def test_not_more_conditions_than_can_be_read(shared: World, dewi: Patient) -> None:
    begins(dewi, "Rapat.")
    number = newest(shared)
    screen = live_screen(dewi)["message_id"]
    codes = [f"regency.{region}" for (region,) in _regencies(shared)[:41]]
    for code in codes[:40]:
        shared.post("/sim/dewi/tap", {"data": f"ann:yes:{number}:{code}", "message_id": screen})
    shared.settle()
    dewi.tap_data(f"ann:yes:{number}:{codes[40]}", message_id=screen)
    assert dewi.toasts[-1] == "Paling banyak 40 syarat. Hapus dulu yang tidak diperlukan."
    assert len(audience(shared)["all"][0]["any"]) == 40
    dewi.sees("Kepada: ")


def _regencies(world: World) -> list[tuple[str]]:
    rows = world.bot.shelf.files["regencies.csv"].decode().splitlines()[1:]
    return [(row.split(",")[0],) for row in rows]
