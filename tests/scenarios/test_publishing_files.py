"""What admins send that is not right, not whole, or not a form at all: it is said kindly, with what to do."""

from __future__ import annotations

import io

import openpyxl
import pytest

from handlers.publishing.receiving import MOST_BYTES
from tests.scenarios.chats import download
from tests.scenarios.publishing import admin, checked, form, looked, states
from tests.world import World

LIST = "| | select_one_from_file desa.csv | desa | Desa mana? | Which village? | |"


def test_problems_come_back_with_their_place(world: World) -> None:
    dewi = admin(world)
    wrong = form(
        more="| | intejer | umur | Berapa umurnya? | How old? | |\n| | note | baca | Baca ${tidakada} | Read | |"
    )
    checked(dewi, wrong)
    dewi.sees("rukun.md belum dapat diterbitkan", "Perbaiki di berkasnya")
    dewi.sees("Lembar survey, baris 4, kolom type", "“intejer” bukan jenis pertanyaan. Periksa ejaannya")
    dewi.sees("Lembar survey, baris 5", "${tidakada} merujuk ke pertanyaan yang tidak ada di formulir ini.")
    dewi.send("/bahasa")
    dewi.tap("English")
    checked(dewi, wrong)
    dewi.sees("Sheet survey, row 4, column type", "'intejer' is not a type of question. Check the spelling")
    dewi.send("/bahasa")
    dewi.tap("Bahasa Indonesia")
    checked(dewi, form())
    dewi.sees("Tidak ada kesalahan")


def workbook(*rows: tuple[str, ...]) -> bytes:
    """An Excel file with these rows in its survey."""
    book = openpyxl.Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    for row in (("type", "name", "label", "media::image"), *rows):
        survey.append(row)
    settings = book.create_sheet("settings")
    settings.append(("form_id", "version", "form_title"))
    settings.append(("kunjungan", "2026112101", "Kunjungan"))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_an_excel_file(world: World) -> None:
    dewi = admin(world)
    checked(dewi, workbook(("text", "nama", "Siapa yang dikunjungi?")), "Kunjungan 2026.xlsx")
    dewi.sees("Kunjungan", "kunjungan · versi 2026112101", "1 pertanyaan", "Tidak ada kesalahan")
    checked(dewi, workbook(("text", "nama", '="a"&"b"')), "Kunjungan 2026.xlsx")
    dewi.sees("belum dapat diterbitkan", "Lembar survey, baris 2", "Sel memuat rumus lembar kerja (C2).")


def test_a_picture_may_follow(world: World) -> None:
    dewi = admin(world)
    checked(dewi, workbook(("text", "nama", "Rumah siapa?", "rumah.png")), "kunjungan.xlsx")
    dewi.sees("Tidak ada kesalahan", "Belum ada (boleh menyusul): rumah.png")
    checked(dewi, b"\x89PNG", "rumah.png")
    dewi.sees("Tidak ada kesalahan")
    assert "menyusul" not in dewi.screen
    dewi.tap("Terbitkan")
    dewi.tap("Ya, terbitkan")
    assert world.bot.shelf.media("kunjungan", "2026112101") == {"rumah.png": b"\x89PNG"}
    dewi.tap("Unduh berkas")
    assert sorted(m["document"]["name"] for m in dewi.messages() if m.get("document")) == [
        "kunjungan.xlsx",
        "rumah.png",
    ]


def test_a_stop_in_between_loses_nothing(world: World) -> None:
    dewi = admin(world)
    world.faults(server_error=1.0, methods=["getFile"])
    checked(dewi, form())
    world.stop_bot()
    world.faults()
    world.start_bot()
    world.advance(seconds=6)
    looked(world)
    dewi.sees("Tidak ada kesalahan")


def test_more_problems_than_a_phone_shows_come_as_a_file(world: World) -> None:
    dewi = admin(world)
    rows = "\n".join(f"| | intejer | q{number} | Berapa? | How many? | |" for number in range(40))
    checked(dewi, form(more=rows))
    dewi.sees("Yang perlu diperbaiki: 40", "… dan 32 lagi")
    dewi.tap("Semua sebagai berkas")
    [file] = [m["document"] for m in dewi.messages() if m.get("document")]
    lines = download(world, file).decode().splitlines()
    assert len(lines) == 40
    assert lines[-1].startswith("40. Lembar survey, baris 43, kolom type: “intejer” bukan jenis pertanyaan. Periksa")


def test_a_list_is_asked_for(world: World) -> None:
    dewi = admin(world)
    checked(dewi, form(more=LIST))
    dewi.sees("memerlukan berkas lain", "desa.csv")
    checked(dewi, b"name,label\n1,Sukamaju\n2,Sukamakmur\n", "desa.csv")
    dewi.sees("Tidak ada kesalahan", "3 pertanyaan")
    dewi.tap("Coba dulu")
    dewi.send("Melati")
    dewi.tap("Lewati")
    dewi.sees("Desa mana?")
    assert "Sukamaju" in dewi.buttons
    dewi.tap("Berhenti dulu")
    dewi.tap("Terbitkan")
    dewi.tap("Ya, terbitkan")
    assert world.query("SELECT name FROM form_file") == [("desa.csv",)]
    world.stop_bot()
    world.start_bot()
    assert len(world.bot.shelf.current("rukun").questions) == 3


def test_a_list_that_is_wrong_can_be_sent_again(world: World) -> None:
    dewi = admin(world)
    checked(dewi, form(more=LIST))
    checked(dewi, b"kode;nama\n1;Sukamaju\n", "desa.csv")
    dewi.sees("belum dapat diterbitkan")
    # The form itself need not be sent again, and a phone may have changed the name's case.
    checked(dewi, b"name,label\n1,Sukamaju\n", "Desa.CSV")
    dewi.sees("Tidak ada kesalahan")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("rukun.xlsx", b"PK\x03\x04 broken", "belum dapat diterbitkan"),
        ("rukun.xlsx", b"", "belum dapat d"),
        ("rukun.csv", bytes(range(256)), "belum dapat diterbitkan"),
        ("rukun.md", b"| survey |\n| | type |\n", "belum dapat diterbitkan"),
    ],
)
def test_broken_files(shared: World, name: str, content: bytes, says: str) -> None:
    dewi = admin(shared, f"dewi{abs(hash((name, content)))}"[:20], "Dewi")
    if content:
        checked(dewi, content, name)
        dewi.sees(says)
        assert "Traceback" not in dewi.screen
    assert states(shared) == []


def test_what_is_no_form(world: World) -> None:
    dewi = admin(world)
    dewi.send("/formulir")
    dewi.send("halo")
    dewi.sees_anywhere("Kirim berkas XLSForm")
    dewi.send_photo()
    dewi.sees_anywhere("sebagai berkas")
    dewi.send_document(b"%PDF-1.4", name="surat.pdf")
    dewi.sees_anywhere("surat.pdf bukan XLSForm")
    dewi.send_document(b"x" * (MOST_BYTES + 1), name="besar.xlsx")
    dewi.sees_anywhere("terlalu besar")
    world.settle()
    assert world.query("SELECT * FROM upload") == []


def test_an_empty_file_is_refused_at_once(world: World) -> None:
    dewi = admin(world)
    dewi.send_document(b"", name="kosong.xlsx")
    dewi.sees_anywhere("Berkas kosong.xlsx kosong")
    assert world.query("SELECT * FROM upload") == []
    checked(dewi, form())
    dewi.sees("Tidak ada kesalahan")


def test_a_file_that_cannot_be_fetched_just_now(world: World) -> None:
    dewi = admin(world)
    world.faults(server_error={"count": 1}, methods=["getFile"])
    checked(dewi, form())
    dewi.sees("sedang diperiksa")
    world.faults(lost_reply={"count": 1}, methods=["download"])
    for seconds, says in ((6, "sedang diperiksa"), (31, "Tidak ada kesalahan")):
        world.advance(seconds=seconds)
        looked(world)
        dewi.sees(says)


def test_a_file_that_cannot_be_fetched_at_all(world: World) -> None:
    dewi = admin(world)
    world.faults(server_error=1.0, methods=["getFile"])
    dewi.send_document(form(), name="rukun.md")
    for _ in range(6):
        looked(world)
        world.advance(minutes=11)
    dewi.sees("belum dapat diambil dari Telegram")
    world.faults()
    dewi.tap("Coba lagi")
    looked(world)
    dewi.sees("Tidak ada kesalahan")


def test_dropped_and_gone(world: World) -> None:
    dewi = admin(world)
    checked(dewi, form())
    screen = dewi.messages()[-1]["message_id"]
    dewi.tap("Buang")
    dewi.sees_toast("Berkas dibuang")
    for data in (
        "pub:try:1",
        "pub:publish:1:00000000",
        "pub:every:u1:daily",
        "pub:on:u1:role.admin",
        "pub:from:u1:now",
    ):
        dewi.tap_data(data, message_id=screen)
    for data in ("pub:file:99", "pub:retire:99", "pub:>o:99", "pub:>u:99", "pub:>w:u99:from", "pub:x", "pub:"):
        dewi.tap_data(data, message_id=screen)
    world.settle()
    assert states(world) == []


def test_a_form_that_does_not_say_what_it_is_called(world: World) -> None:
    dewi = admin(world)
    plain = b"| survey |\n| | type | name | label |\n| | text | nama | Siapa? |\n"
    checked(dewi, plain, "Kunjungan Rumah (1).md")
    dewi.sees("Nama: kunjungan_rumah · versi 2026112001", "dipilihkan: form_id, version", "Bahasa: satu")
    dewi.tap("Terbitkan")
    dewi.tap("Ya, terbitkan")
    dewi.sees("· terbit")
    # The same file again is a new version of that form.
    checked(dewi, plain.replace(b"Siapa", b"Siapa saja"), "Kunjungan Rumah.md")
    dewi.sees("Nama: kunjungan_rumah · versi 2026112002", "sama seperti versi 2026112001")
    named = plain + b"| settings |\n| | form_id | form_title |\n| | rumah | Rumah |\n"
    checked(dewi, named, "Kunjungan Rumah.md")
    dewi.sees("Rumah", "Nama: rumah · versi 2026112001", "dipilihkan: version.")
    whole = plain + b"| settings |\n| | form_id | version |\n| | rumah | 7 |\n"
    checked(dewi, whole, "Kunjungan Rumah.md")
    dewi.sees("Nama: rumah · versi 7")
    assert "dipilihkan" not in dewi.screen
