"""Ringkasan: the week in words and as a picture, whom to speak with, one tap that reminds all, the file, the letter."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import instruments
from handlers.digest.words import unbroken
from storage import consents, people, reports, schema, submissions
from storage.submissions import Submission
from tests.scenarios.chats import (
    PROFILE,
    QUESTIONNAIRE,
    Patient,
    answers_of,
    companion,
    download,
    live_screen,
    newcomer,
    stored,
)
from tests.scenarios.conftest import PACE
from tests.scenarios.field_reports import coordinator
from tests.world import World

REPORTS_ARE_DUE = True
JOINED = datetime(2026, 9, 1, 2, tzinfo=UTC)
MONDAY = date(2026, 11, 9)
# Ten who have a result; the tenth below `efektif`. And two who have not begun.
DONE = ("Agus", "Citra", "Dedi", "Eka", "Fitri", "Gita", "Hadi", "Indah", "Joko", "Kartini")
IDLE = ("=Budi", "Lestari")
HIGH, LOW = answers_of("3" * 24, "3" * 39, "4" * 24), answers_of("2" * 24, "2" * 39, "3" * 24)
WORDS = unbroken("""Ringkasan Kota Payakumbuh · 9–15 November 2026
✓ Laporan tepat waktu naik dari 0 % menjadi 60 %.
11 dari 12 pendamping aktif. Penilaian diri selesai sampai hari ini: 10 dari 12, 83 %.
Hasil sangat efektif atau efektif: 9 dari 10, 90 % (60–98 %).
Laporan tepat waktu: 50 dari 84, 60 %, naik 60 poin. Terlambat 5, belum masuk 29.
Perlu bantuan. 1 pendamping minta bantuan atau menunggu. KPM per pendamping: 125 (ideal 100); \
di atas 200 KPM, dari yang mengisi: 2 dari 12, 17 %. Tidak ada kasus terbuka.
Indikator yang paling perlu diperkuat: dasar pekerjaan sosial, prinsip dan masalah nyata, jenis pelayanan sosial.
Sikap: 9 dari 10, 90 % (60–98 %), memberi nilai tertinggi di semua butir. \
Beda kemampuan mereka tidak terlihat di sini.""")


async def _settles(world: World, connection: AsyncConnection, number: int, name: str, telegram_id: int) -> None:
    """One companion with a profile, perhaps a result, and the daily reports of the week."""
    known = await people.add_person(connection, telegram_id=telegram_id, language="id", at=JOINED)
    who = known.person.id
    shelf = world.bot.shelf

    async def sends(form_id: str, answers: dict[str, str], at: datetime) -> Submission:
        return await submissions.add_finished(
            connection,
            person_id=who,
            form_id=form_id,
            version=shelf.current(form_id).version,
            language="id",
            begun_at=at,
            sent_at=at,
            answers=answers,
        )

    version = shelf.current("persetujuan").version
    await consents.record(connection, person_id=who, version=version, language="id", accepted=True, at=JOINED)
    about = {"name": f"{name} Contoh", "gender": "perempuan", "province": "13", "regency": "13.76"}
    await people.change_person(connection, who, **about)
    await sends("profil", {"nama": name, **PROFILE, "jumlah_kpm": "250" if number < 2 else "100"}, JOINED)
    if name in DONE:
        answers = LOW if name == "Kartini" else HIGH
        sent = await sends(QUESTIONNAIRE, answers, JOINED + timedelta(days=number))
        await instruments.keep(connection, shelf.current(QUESTIONNAIRE), sent, answers)
    if name == "Citra":
        wish = {"person_id": who, "as_mentor": "", "as_mentee": "yes", "capacity": 1, "languages": "", "shares": False}
        await connection.execute(insert(schema.mentor_wish).values(**wish, at=JOINED))
    person = await people.person_by_id(connection, who)
    assert person is not None
    for day in () if name == "Agus" else [MONDAY + timedelta(days=n) for n in range(5)]:
        # 10.00 WIB is in time, 21.00 is past the deadline of the day.
        at = datetime(day.year, day.month, day.day, 14 if name == "Citra" else 3, tzinfo=UTC)
        sent = await sends("harian", {"kegiatan": "1"}, at)
        await reports.file(
            connection, sent, person=person, programmes=["pkh"], name="", key="", day=day, restricted=False
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("digest") / "data", **PACE)
    made.start_bot()
    lestari = newcomer(made, "lestari", "Lestari").chat()["user_id"]

    async def settle(connection: AsyncConnection) -> None:
        for number, name in enumerate((*DONE, *IDLE)):
            telegram_id = lestari if name == "Lestari" else 880_000 + number
            await _settles(made, connection, number, name, telegram_id)

    stored(made, settle)
    yield made
    made.close()


@pytest.fixture(scope="module")
def dewi(office: World) -> Patient:
    return coordinator(office, "dewi", "Dewi Contoh")


@pytest.fixture(scope="module")
def admin(office: World) -> Patient:
    return companion(office, "rina", "Rina Contoh", role="admin")


def description(world: World, message: dict[str, Any]) -> str:
    """What the picture of a message says to those who cannot see it."""
    image = Image.open(io.BytesIO(download(world, message["photo"])))
    assert isinstance(image, PngImageFile)
    return str(image.text["Description"])


def data_of(person: Patient, label: str) -> tuple[str, int]:
    message = live_screen(person)
    return next(b["data"] for row in message["buttons"] for b in row if b["text"].startswith(label)), message[
        "message_id"
    ]


def taps(person: Patient, *labels: str) -> None:
    for label in labels:
        person.tap(label)


def test_the_week_in_words_and_as_a_picture(office: World, dewi: Patient) -> None:
    dewi.send("/start")
    dewi.tap("Ringkasan")
    assert dewi.screen == WORDS
    first = ["Siapa belum mulai (2)", "Perlu diajak bicara (1 menunggu)", "Semua pendamping", "Tren", "Angka", "XLSX"]
    assert dewi.buttons == [*first, "Menurut program", "Ubah jadwal", "Minggu ini", "Menu"]
    said = description(office, dewi.messages()[-1])
    assert said.startswith(
        "Kota Payakumbuh, 9–15 November 2026. 12 pendamping. "
        "Penilaian diri: selesai 10, sedang mengisi 0, belum mulai 2. "
        "Pengetahuan (10 orang): efektif 9, kurang efektif 1."
    )
    assert "Laporan harian: tepat waktu 50, terlambat 5, belum masuk 5." in said
    taps(dewi, "Minggu ini")
    dewi.sees(unbroken("16–22 November 2026 (belum selesai)"), "0 dari 12 pendamping aktif")
    taps(dewi, "Minggu lalu", "Tren")
    dewi.sees(unbroken("September 2026: selesai 10, tepat waktu 0 dari 252, nilai tengah 82 %."))
    # Nobody was there before.
    assert "Agustus 2026" not in dewi.screen
    assert "November 2026: selesai 10, tepat waktu 50 dari 192" in description(office, dewi.messages()[-1])
    taps(dewi, "‹ Kembali", "Angka")
    dewi.sees(
        unbroken(
            "Keseluruhan (10 orang): efektif 9, cukup efektif 1.\n"
            "Sangat efektif atau efektif: 9 dari 10, 90 % (60–98 %).\n"
            "Nilai tengah 81,9 %, separuh orang antara 81,9 % dan 81,9 %. Rata-rata 79,4 %.\n\n"
        )
    )
    taps(dewi, "‹ Kembali", "Menurut program")
    # Only those in which there is anybody.
    assert dewi.buttons == ["PKH (12)", "‹ Kembali"]
    taps(dewi, "PKH (12)", "‹ Kembali")
    assert dewi.screen == WORDS


def test_whom_to_speak_with(office: World, dewi: Patient) -> None:
    dewi.send("/ringkasan")
    dewi.tap("Perlu diajak bicara (1 menunggu)")
    # Who has asked comes before the alphabet.
    assert dewi.screen.splitlines()[3:7] == [
        "Minta bantuan atau menunggu: 1",
        "1. Citra Contoh · ingin mentor atau teman bicara · mendampingi 250 KPM",
        "Lainnya: 4",
        "2. =Budi Contoh · bergabung 80 hari lalu, belum mulai kuesioner kompetensi",
    ]
    # What most have not sent is no reason; the last five days of one who sent nothing are.
    dewi.sees("3. Agus Contoh · laporan belum masuk berturut-turut: Laporan harian · mendampingi 250 KPM")
    dewi.sees("4. Kartini Contoh · hasil penilaian diri ingin diperkuat bersama")
    dewi.tap("4")
    dewi.sees(
        "Hasil 10 Sep 2026, hanya untuk pendamping ini dan Anda:",
        unbroken("• Pengetahuan: 50,00 % · kurang efektif"),
    )
    dewi.sees("Laporan terakhir 13 Nov 2026", "100 KPM", "• hasil penilaian diri ingin diperkuat bersama")
    taps(dewi, "‹ Kembali", "‹ Kembali", "Semua pendamping")
    dewi.sees("1. =Budi Contoh · belum mulai", "2. Agus Contoh · selesai · belum ada laporan · 250 KPM")
    taps(dewi, "2", "Laporan")
    dewi.sees("Laporan masuk")
    # The button to the cases is there while some are open.
    dewi.tap_data("dig:cases:13.76:-:-", message_id=live_screen(dewi)["message_id"])
    dewi.sees("Kotak kasus")
    # From a screen elsewhere back to a companion, and on to the list.
    [(kartini,)] = office.query("SELECT id FROM person WHERE name = 'Kartini Contoh'")
    dewi.tap_data(f"dig:who:{kartini}", message_id=live_screen(dewi)["message_id"])
    dewi.sees("Kartini Contoh", "Alasan mengajak bicara:")
    dewi.tap("‹ Kembali")
    dewi.sees("Semua pendamping: 12", "11. Kartini Contoh")


def test_all_who_have_not_begun_are_reminded_once(office: World, dewi: Patient) -> None:
    lestari = Patient(office, "lestari")
    lestari.send("/start")
    dewi.send("/ringkasan")
    dewi.tap("Siapa belum mulai")
    dewi.sees("Belum mulai kuesioner kompetensi: 2", "1. =Budi Contoh", "2. Lestari Contoh")
    stale = data_of(dewi, "Ingatkan semua (2)")
    dewi.tap("Ingatkan semua (2)", times=2)
    dewi.sees_toast("Semua sudah diingatkan, mulai hari ini pukul 08.00 WIB.")
    dewi.sees("2. Lestari Contoh · diingatkan hari ini pukul 08.00 WIB")
    assert not any("Ingatkan" in label for label in dewi.buttons)
    dewi.tap_data(stale[0], message_id=stale[1])
    dewi.sees("Belum mulai kuesioner kompetensi: 2")
    keys = office.query("SELECT key FROM outbox WHERE kind = 'digest-nudge' ORDER BY person_id")
    assert [key for (key,) in keys] == ["digest-nudge:11:2026-11-20", "digest-nudge:12:2026-11-20"]
    noted = office.query("SELECT subject, detail FROM audit WHERE act = 'companions reminded'")
    assert noted == [("region 13.76", '{"form": "kompetensi", "people": 2, "programme": ""}')]
    office.post_out()
    lestari.sees_anywhere(
        "Ibu Lestari Contoh, Ibu Dewi Contoh (koordinator) mengajak Anda mengisi kuesioner kompetensi."
    )
    lestari.tap("Isi sekarang")
    lestari.sees("1 / 87")
    dewi.send("/ringkasan")
    dewi.sees("Penilaian diri selesai sampai hari ini: 10 dari 12")
    assert "Siapa belum mulai (1)" in dewi.buttons


def test_the_file(office: World, dewi: Patient, tmp_path: Path) -> None:
    dewi.send("/ringkasan")
    dewi.tap("XLSX", times=2)
    dewi.sees("Isinya dapat memuat data pribadi")
    [file] = [m for m in dewi.messages() if m["document"]]
    assert file["document"]["name"] == "ringkasan-kota-payakumbuh-2026-11-09.xlsx"
    content = download(office, file["document"])
    summary, parts, filed, known = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert [one.title for one in (summary, parts, filed, known)] == ["Ringkasan", "Bagian", "Laporan", "Pendamping"]
    assert known.freeze_panes == "B2"
    assert [cell.value for cell in parts[2]][:7] == ["Pengetahuan", 10, 0, 9, 0, 1, 0]
    assert ["Laporan harian", 60, 50, 5, 5] in [[cell.value for cell in row] for row in filed.iter_rows()]
    assert (known["A2"].value, known["A2"].data_type) == ("=Budi Contoh", "s")
    assert [cell.value for cell in known[3]][2:5] == ["selesai", None, 250]
    assert len(office.query("SELECT 1 FROM audit WHERE act = 'digest exported'")) == 1
    if (office_program := shutil.which("soffice")) is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "ringkasan.xlsx").write_bytes(content)
    sheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office_program,
        profile,
        "--headless",
        "--convert-to",
        sheets,
        "--outdir",
        str(tmp_path),
        "ringkasan.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    rows = (tmp_path / "ringkasan-Pendamping.csv").read_text("utf-8").splitlines()
    assert rows[1].startswith("=Budi Contoh,Kota Payakumbuh,belum mulai,")


def test_monday_at_half_past_seven(office: World, dewi: Patient) -> None:
    dewi.send("/start")
    # Monday, 07.15 WIB.
    office.clock.advance(days=2, hours=23, minutes=15)
    before = len(dewi.messages())
    office.post_out()
    assert len(dewi.messages()) == before
    office.clock.advance(minutes=15)
    office.post_out()
    dewi.sees(unbroken("Ringkasan Kota Payakumbuh · 16–22 November 2026"), "0 dari 12 pendamping aktif")
    letter = dewi.messages()[-1]
    assert letter["photo"]
    assert "Siapa belum mulai (1)" in dewi.buttons
    assert "Minggu ini" not in dewi.buttons
    office.post_out()
    assert dewi.messages()[-1]["message_id"] == letter["message_id"]
    dewi.tap("Siapa belum mulai (1)")
    # The other one has blocked the bot.
    dewi.sees("Belum mulai kuesioner kompetensi: 1", "1 orang tidak dapat diingatkan lewat bot")
    dewi.tap("‹ Kembali")
    dewi.sees(unbroken("Ringkasan Kota Payakumbuh · 16–22 November 2026"))
    dewi.tap("Ubah jadwal", message_id=letter["message_id"])
    dewi.sees("Jadwal ringkasan")


def test_the_rhythm_is_changed(office: World, dewi: Patient) -> None:
    dewi.send("/ringkasan")
    dewi.tap("Ubah jadwal")
    dewi.sees("Ringkasan datang tiap minggu, Senin pukul 07.30 WIB.")
    taps(dewi, "Tiap dua minggu", "Sel", "09.00")
    dewi.sees("Ringkasan datang tiap dua minggu, Selasa pukul 09.00 WIB.")
    [(kept,)] = office.query("SELECT value FROM preference WHERE kind = 'digest'")
    assert kept == "biweekly:2:09.00:20261123T0030"
    dewi.tap("Jangan kirim")
    dewi.sees("Ringkasan tidak dikirim sendiri.")
    office.clock.advance(days=7)
    before = len(dewi.messages())
    office.post_out()
    assert len(dewi.messages()) == before


def test_an_admin_goes_down_from_the_country(office: World, admin: Patient) -> None:
    admin.send("/ringkasan")
    admin.sees("Ringkasan seluruh Indonesia", "dari 12 pendamping aktif")
    # Nobody is named to an admin above a regency.
    assert not {"Semua pendamping", "Perlu diajak bicara (1 menunggu)"} & set(admin.buttons)
    taps(admin, "Wilayah di dalamnya")
    admin.sees("Sumatera Barat: 12 pendamping, selesai 10", "· hasil: efektif 9, cukup efektif 1")
    taps(admin, "Sumatera Barat", "Wilayah di dalamnya", "Kota Payakumbuh")
    admin.sees("Ringkasan Kota Payakumbuh")
    taps(admin, "Semua pendamping", "2")
    admin.sees("Agus Contoh", "Penilaian diri: selesai")
    # Scores are for the coordinator in charge alone.
    assert "Pengetahuan" not in admin.screen
    taps(admin, "‹ Kembali", "‹ Kembali", "‹ Kembali")
    admin.sees("Ringkasan Sumatera Barat")


FORGED = (
    "dig:all:13.76:-:-",
    "dig:one:13.76:-:-:2.all.0",
    "dig:who:2",
    "dig:remind:13.76:-:-",
    "dig:xlsx:13.76:-:-",
    "l:dig:week:13.76:-:-",
)
BROKEN = (
    "dig:week:99:-:-",
    "dig:week:13.76:no_such:-",
    "dig:week:13.76",
    "dig:nothing:13.76:-:-",
    "dig:who:999999",
    "dig:who",
    "dig:set:13.76:-:-:at.9999",
)


def test_wrong_people_see_nothing(office: World, dewi: Patient) -> None:
    stranger = coordinator(office, "tono", "Tono Contoh", region="12.71")
    lestari = Patient(office, "lestari")
    for person in (stranger, lestari):
        person.send("/start")
        for data in FORGED:
            person.tap_data(data, message_id=live_screen(person)["message_id"])
            assert "Contoh ·" not in person.screen
            assert "Payakumbuh" not in person.screen
    assert not any("Ringkasan" in label for label in lestari.buttons)
    lestari.send("/ringkasan")
    lestari.sees_anywhere("Ringkasan ini untuk koordinator dan admin.")
    dewi.send("/ringkasan")
    there = dewi.screen
    for data in BROKEN:
        dewi.tap_data(data, message_id=live_screen(dewi)["message_id"])
        assert dewi.screen == there
    assert len(office.query("SELECT 1 FROM audit WHERE act = 'digest exported'")) == 1
