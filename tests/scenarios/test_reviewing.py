"""Laporan masuk: a coordinator looks through what has come in, opens it, accepts it, gives it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.playground.samples import photo_file
from storage.reports import Report
from tests.scenarios.chats import Patient, companion, live_screen
from tests.scenarios.conftest import PACE
from tests.scenarios.field_reports import coordinator, files, named_for_restricted, puts_forms
from tests.world import World

PLACE = "-0.2244 100.6331 0 12"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("office") / "data", **PACE)
    made.start_bot()
    puts_forms(made)
    yield made
    made.close()


@pytest.fixture(scope="module")
def sari(office: World) -> Patient:
    person = companion(office, "sari", "Sari Contoh")
    person.send("/start")
    return person


@pytest.fixture(scope="module")
def budi(office: World) -> Patient:
    return companion(office, "budi", "Budi Contoh", gender="laki_laki")


@pytest.fixture(scope="module")
def dewi(office: World) -> Patient:
    return coordinator(office, "dewi", "Dewi Contoh")


@pytest.fixture(scope="module")
def rina(office: World) -> Patient:
    return coordinator(office, "rina", "Rina Contoh", region="13")


def opens(person: Patient, *, all_of_them: bool = False) -> None:
    person.send("/laporan")
    person.sees("Laporan masuk")
    if all_of_them:
        person.tap("Keadaan")
        person.tap("semua")
        person.sees("Laporan masuk")


def state_of(world: World, report: Report) -> tuple[object, ...]:
    [row] = world.query("SELECT state, remark, reviewer IS NULL FROM report WHERE id = :id", id=report.id)
    return row


def data_of(person: Patient, label: str) -> tuple[str, int]:
    message = live_screen(person)
    return next(b["data"] for row in message["buttons"] for b in row if b["text"].startswith(label)), message[
        "message_id"
    ]


def test_nothing_has_come_in(office: World, dewi: Patient) -> None:
    opens(dewi)
    dewi.sees("Menunggu diperiksa: 0", "Tidak ada laporan yang menunggu")


def test_one_is_read_and_accepted(office: World, sari: Patient, dewi: Patient, rina: Patient) -> None:
    answers = {"kegiatan": "Kunjungan <rumah> & P2K2", "hadir": "12", "lokasi": PLACE, "foto": "foto-1.jpg"}
    answers |= {"kpm[]": "2", "kpm[1]/kode": "KPM-1", "kpm[2]/kode": "KPM-2"}
    photos = {"foto-1.jpg": photo_file(), "foto-2.jpg": b""}
    first = files(office, sari, answers, name="Kelompok <Melati>", photos=photos)
    opens(dewi)
    dewi.sees("Menunggu diperiksa: 1", "1. Sari Contoh · Kunjungan rumah · Kelompok <Melati> · 20 Nov 08.00")
    dewi.tap("1")
    dewi.sees("Kunjungan rumah", "Ibu Sari Contoh · Kota Payakumbuh", f"Nomor {first.id}", "Menunggu diperiksa")
    dewi.sees("1. Kegiatan: Kunjungan <rumah> & P2K2", "2. Hadir: 12", "3. Lokasi: -0,2244; 100,6331", "KPM 2", "KPM-2")
    assert 'href="https://maps.google.com/?q=-0.2244,100.6331"' in live_screen(dewi)["html"]
    dewi.tap("Foto (2)")
    shown = dewi.messages()[-3:]
    assert f"Berkas laporan nomor {first.id}" in shown[0]["text"]
    assert "1 masih diambil" in shown[0]["text"]
    assert shown[1].get("photo")
    dewi.sees("Menunggu diperiksa")
    # The kept file is gone, or its store is away: that is said, in place of nothing.
    for file in (office.folder / "attachments").rglob("*"):
        if file.is_file():
            file.unlink()
    dewi.tap("Foto (2)")
    assert "Ada berkas yang sedang tidak dapat dibuka" in dewi.messages()[-2]["text"]
    dewi.sees("Menunggu diperiksa")
    opens(rina)
    rina.tap("1")
    stale = data_of(rina, "✓ Terima")
    dewi.tap("✓ Terima", times=2)
    dewi.sees_toast(f"Laporan nomor {first.id} diterima")
    dewi.sees("Tidak ada laporan yang menunggu")
    # The other coordinator has the same report open: they see what was done, and nothing is done twice.
    rina.tap_data(stale[0], message_id=stale[1])
    rina.sees_toast("sudah diperiksa")
    rina.sees("Diterima oleh Ibu Dewi Contoh, 20 Nov 08.00")
    assert state_of(office, first) == ("accepted", None, 0)
    acts = office.query("SELECT actor, act FROM audit WHERE subject = :of", of=f"report {first.id}")
    assert [act for _, act in acts] == ["accept report"]


def test_given_back_corrected_and_seen_in_both_versions(office: World, sari: Patient, dewi: Patient) -> None:
    report = files(office, sari, {"kegiatan": "Rapat", "hadir": "40"}, name="Kelompok Mawar")
    opens(dewi)
    dewi.tap("1")
    dewi.tap("↩ Kembalikan")
    dewi.sees("Apa yang perlu diperbaiki", "Ibu Sari Contoh akan membacanya")
    dewi.send("ya")
    dewi.sees_anywhere("Catatan memuat 3 sampai 500 huruf. Tulisan Anda 2 huruf.")
    dewi.send("Hadir 40 dari 30? <b>Periksa</b> ya")
    dewi.sees("Dikembalikan oleh Anda, 20 Nov 08.00", "Catatan: “Hadir 40 dari 30? <b>Periksa</b> ya”")
    assert "↩ Kembalikan" not in dewi.buttons
    assert state_of(office, report) == ("returned", "Hadir 40 dari 30? <b>Periksa</b> ya", 0)
    assert office.query("SELECT key FROM outbox WHERE kind = 'report-returned'") == [
        (f"report-returned:{report.id}:1",)
    ]
    office.post_out()
    sari.sees("Kelompok Mawar", "Hadir 40 dari 30? <b>Periksa</b> ya")

    second = files(office, sari, {"kegiatan": "Rapat", "hadir": "30"}, name="Kelompok Mawar", replaces=report)
    assert (second.id, second.versions) == (report.id, 2)
    opens(dewi)
    dewi.sees("Kelompok Mawar", "versi 2")
    dewi.tap("1")
    dewi.sees("Ini versi 2, sudah diperbaiki", "Yang diminta sebelumnya: “Hadir 40", "2. Hadir: 30")
    old = data_of(dewi, "✓ Terima")
    dewi.tap("Versi 1")
    dewi.sees("Ini versi 1 dari 2", "2. Hadir: 40")
    assert "✓ Terima" not in dewi.buttons
    dewi.tap("Versi terbaru")
    # A third version comes while the second is on the screen: nobody accepts what they have not read.
    third = files(office, sari, {"kegiatan": "Rapat", "hadir": "29"}, name="Kelompok Mawar", replaces=second)
    dewi.tap_data(old[0], message_id=live_screen(dewi)["message_id"])
    dewi.sees_toast("baru saja diperbaiki")
    dewi.sees("2. Hadir: 29")
    assert state_of(office, third)[0] == "new"
    dewi.tap("↩ Kembalikan")
    dewi.tap("Mohon periksa lagi jumlahnya", times=2)
    assert "Dikembalikan." in dewi.toasts[-1]
    dewi.sees("Catatan: “Mohon periksa lagi jumlahnya.”")
    assert office.query("SELECT count(*) FROM outbox WHERE kind = 'report-returned'") == [(2,)]


def test_many_at_once(office: World, sari: Patient, budi: Patient, dewi: Patient, rina: Patient) -> None:
    made = [files(office, budi if n % 2 else sari, {"kegiatan": f"Hari {n}"}, name=f"Hari {n}") for n in range(11)]
    opens(dewi)
    dewi.sees("Menunggu diperiksa: 11", "8. Budi Contoh · Kunjungan rumah · Hari 3")
    dewi.tap("Lebih lama")
    dewi.sees("3. Sari Contoh · Kunjungan rumah · Hari 0")
    dewi.tap("‹ Lebih baru")
    dewi.sees("1. Sari Contoh · Kunjungan rumah · Hari 10")
    before = len(dewi.toasts)
    dewi.tap("✓ Terima semua di halaman ini (8)", times=2)
    assert len(dewi.toasts) == before
    dewi.sees("Terima 8 laporan", "Sari Contoh: 4", "Budi Contoh: 4")
    # Meanwhile one is judged by somebody else, one is corrected, one comes in new.
    opens(rina)
    rina.tap("1")
    rina.tap("✓ Terima")
    rina.sees("Hari 9")
    files(office, budi, {"kegiatan": "Hari 9, lagi"}, name="Hari 9", replaces=made[9])
    made.append(files(office, budi, {"kegiatan": "Hari 11"}, name="Hari 11"))
    dewi.tap("Ya, terima 8 laporan", times=2)
    assert "6 laporan diterima. 2 tidak" in dewi.toasts[-1]
    dewi.sees("Menunggu diperiksa: 5")
    assert [state_of(office, report)[0] for report in made] == ["new"] * 3 + ["accepted"] * 6 + [
        "new",
        "accepted",
        "new",
    ]
    dewi.tap("Pilih beberapa")
    dewi.sees("Ketuk nomor yang ingin diterima. Dipilih: 0")
    dewi.tap("☐ 1", times=2)
    dewi.sees("Dipilih: 1")
    dewi.tap("☐ 3")
    dewi.tap("☑ 1")
    dewi.tap("☐ 4")
    dewi.tap("✓ Terima yang dipilih (2)")
    dewi.sees("Terima 2 laporan")
    dewi.tap("Tidak jadi")
    dewi.sees("Menunggu diperiksa: 5")
    opens(dewi)
    dewi.tap("Pilih beberapa")
    dewi.tap("☐ 3")
    dewi.tap("☐ 4")
    dewi.tap("✓ Terima yang dipilih (2)")
    dewi.tap("Ya, terima 2 laporan")
    dewi.sees_toast("2 laporan diterima.")
    assert [state_of(office, made[n])[0] for n in (0, 1, 2, 9, 11)] == ["new", "accepted", "accepted", "new", "new"]


def test_narrowed(office: World, sari: Patient, budi: Patient, dewi: Patient) -> None:
    opens(dewi, all_of_them=True)
    dewi.tap("Dari: semua")
    dewi.sees("Laporan siapa?")
    dewi.send("bud")
    dewi.sees("Nama yang memuat “bud”: 1")
    dewi.tap("Budi Contoh")
    dewi.sees("Budi Contoh · Kunjungan rumah")
    assert "Sari Contoh" not in dewi.screen
    assert "Dari: Budi Contoh" in dewi.buttons
    dewi.tap("Formulir: semua")
    dewi.tap("Kunjungan rumah")
    dewi.sees("✓ Budi Contoh · Kunjungan rumah")
    office.advance(days=1)
    dewi.tap("Tanggal: semua")
    dewi.tap("hari ini")
    dewi.sees("Tidak ada laporan yang sesuai pilihan ini")
    dewi.tap("Tanggal: hari ini")
    dewi.tap("7 hari")
    dewi.sees("Budi Contoh · Kunjungan rumah")
    dewi.tap("Keadaan")
    dewi.tap("dikembalikan")
    dewi.sees("Tidak ada laporan yang sesuai pilihan ini")


def test_a_restricted_one(office: World, sari: Patient, dewi: Patient, rina: Patient) -> None:
    secret = files(office, sari, {"perkara": "Rahasia sekali"}, form_id="sengketa", name="Keluarga X")
    opens(dewi)
    assert "sengketa" not in dewi.screen
    dewi.tap_data(f"rev:r:{secret.id}", message_id=live_screen(dewi)["message_id"])
    dewi.sees_toast("Laporan ini tidak ada di sini")
    dewi.does_not_see("Rahasia sekali")
    named_for_restricted(office, rina, "13.76")
    opens(rina)
    rina.sees("1. 🔒 Terbatas · Mediasi sengketa")
    assert "Keluarga X" not in rina.screen
    # It is not among those that are accepted unread.
    for verb in ("g:{}:1:0", "pics:{}:0:0", "acc:{}:1", "ret:{}:1"):
        rina.tap_data(f"rev:{verb.format(secret.id)}", message_id=live_screen(rina)["message_id"])
    assert state_of(office, secret)[0] == "new"
    # Nor does the way back from another report's remark lead behind the cover.
    rina.tap("2")
    rina.tap("↩ Kembalikan")
    rina.tap_data(f"rev:back:{secret.id}", message_id=live_screen(rina)["message_id"])
    rina.sees("Apa yang perlu diperbaiki")
    rina.send_voice()
    rina.sees_anywhere("Mohon tulis catatannya dengan kata-kata")
    rina.tap("Tidak jadi")
    assert "Menunggu diperiksa" in live_screen(rina)["text"]
    opens(rina)
    rina.tap("1")
    rina.sees("Terbatas", "akan dicatat")
    rina.does_not_see("Rahasia sekali")
    assert not office.query("SELECT 1 FROM audit WHERE subject = :of", of=f"report {secret.id}")
    rina.tap("Buka")
    rina.sees("Terbatas", "Ibu Sari Contoh", "Perkara: Rahasia sekali")
    rina.tap("✓ Terima")
    acts = office.query("SELECT act FROM audit WHERE subject = :of ORDER BY id", of=f"report {secret.id}")
    assert acts == [("look at report",), ("accept report",)]
    # Filtered by a companion, a restricted report would say whose it is.
    opens(rina, all_of_them=True)
    rina.sees("🔒")
    rina.tap("Dari: semua")
    rina.tap("Sari Contoh")
    rina.sees("Sari Contoh · Kunjungan rumah")
    assert "🔒" not in rina.screen


def test_long_answers_and_many_photos(office: World, sari: Patient, dewi: Patient) -> None:
    words = " ".join(f"kata{n}" for n in range(700))
    photos = {f"foto-{n}.jpg": photo_file() for n in range(10)}
    files(office, sari, {"kegiatan": words[:4096], "hadir": "7"}, name="Panjang", photos=photos)
    opens(dewi)
    dewi.tap("1")
    read = dewi.screen
    while any("▸" in label for label in dewi.buttons):
        dewi.tap(next(label for label in dewi.buttons if "▸" in label))
        read += dewi.screen
    assert all(f"kata{n}" in read for n in range(500))
    assert "2. Hadir: 7" in read

    def shown() -> int:
        return sum(bool(message["photo"]) for message in dewi.messages())

    before = shown()
    # However often it is tapped: a tap that came late, and the second of two quick ones.
    late = data_of(dewi, "Foto (10)")
    dewi.tap("Foto (10)")
    dewi.tap_data(late[0], message_id=late[1])
    assert shown() == before + 8
    dewi.tap("Berkas berikutnya")
    assert shown() == before + 10
    assert "Foto (10)" in dewi.buttons
    dewi.tap("Foto (10)", times=2)
    assert shown() == before + 18


def test_two_at_one_desk(office: World, budi: Patient, dewi: Patient, rina: Patient) -> None:
    """What a colleague has just accepted is not returned over their head, nor accepted a second time."""
    judged, typed, third = (
        files(office, budi, {"kegiatan": f"Meja {n}"}, name=f"Meja {n}") for n in ("satu", "dua", "tiga")
    )
    for person in (dewi, rina):
        opens(person)
        person.sees("1. Budi Contoh · Kunjungan rumah · Meja tiga")
        assert "<b>1.</b> <b>Budi Contoh</b> · Kunjungan rumah" in live_screen(person)["html"]
    dewi.tap("3")
    dewi.sees("Meja satu")
    rina.tap("3")
    rina.tap("✓ Terima")
    dewi.tap("↩ Kembalikan")
    dewi.sees_toast("baru saja diterima Ibu Rina Contoh")
    dewi.sees("Diterima oleh Ibu Rina Contoh")
    dewi.tap("↩ Kembalikan")
    dewi.sees("Apa yang perlu diperbaiki?")
    dewi.tap("Tidak jadi", times=2)
    assert state_of(office, judged)[0] == "accepted"

    # Accepted while the remark is being written.
    opens(dewi)
    dewi.tap("2")
    dewi.sees("Meja dua")
    dewi.tap("↩ Kembalikan")
    opens(rina)
    rina.tap("2")
    rina.tap("✓ Terima")
    dewi.send("Mohon lengkapi jumlahnya.")
    dewi.sees_anywhere("Laporan ini baru saja diterima Ibu Rina Contoh. Bila tetap perlu")
    assert state_of(office, typed)[0] == "accepted"
    dewi.send("Mohon lengkapi jumlahnya, ya.")
    dewi.sees("Dikembalikan oleh Anda", "Mohon lengkapi jumlahnya, ya.")

    # Of what was ticked some is judged meanwhile: the question says how many are left out.
    more = files(office, budi, {"kegiatan": "Meja empat"}, name="Meja empat")
    opens(dewi)
    dewi.tap("Pilih beberapa")
    dewi.tap("☐ 1")
    dewi.tap("☐ 2")
    opens(rina)
    rina.tap("1")
    rina.sees("Meja empat")
    rina.tap("✓ Terima")
    dewi.tap("✓ Terima yang dipilih (2)")
    dewi.sees("Terima 1 laporan", "1 lainnya tidak ikut")
    dewi.tap("Ya, terima 1 laporan")
    assert {state_of(office, one)[0] for one in (more, third)} == {"accepted"}


def test_pages_and_months(office: World, budi: Patient, dewi: Patient) -> None:
    """The last page gone, the list goes on at its beginning; a filter counts what it finds; last month is at hand."""
    who = coordinator(office, "wulan", "Wulan Contoh", "13.76")
    for n in range(9):
        files(office, budi, {"kegiatan": f"Lembar {n}"}, name=f"Lembar {n}")
    opens(who)
    waiting = int(who.screen.split("Menunggu diperiksa: ")[1].split()[0])
    while "Lebih lama ›" in who.buttons:
        who.tap("Lebih lama")
    who.tap("✓ Terima semua" if waiting % 8 > 1 else "1")
    who.tap("Ya, terima" if waiting % 8 > 1 else "✓ Terima")
    who.sees("Menunggu diperiksa:", "1. Budi Contoh · Kunjungan rumah · Lembar 8")

    office.advance(days=11)
    opens(who)
    who.tap("Tanggal: semua")
    who.tap("bulan ini")
    who.sees("Sesuai pilihan ini: 0")
    who.tap("Tanggal: bulan ini")
    who.tap("bulan lalu")
    who.sees("Sesuai pilihan ini: ", "1. Budi Contoh · Kunjungan rumah · Lembar 8")
    who.tap("Dari: semua")
    who.tap("Budi Contoh")
    assert any("November 2026" in label for label in who.buttons)


def test_a_ready_remark_is_in_the_senders_language(office: World, budi: Patient, dewi: Patient) -> None:
    report = files(office, budi, {"kegiatan": "Bahasa"}, name="Bahasa")
    dewi.send("/bahasa")
    dewi.tap("English")
    dewi.send("/laporan")
    dewi.tap("1")
    dewi.tap("↩ Give back")
    dewi.tap("Please add the photos")
    assert state_of(office, report)[1] == "Mohon lengkapi fotonya."
