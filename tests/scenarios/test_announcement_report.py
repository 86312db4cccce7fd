"""What came of an announcement: the report and its picture, the file, a reminder, and the letter at the end."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from storage import outbox
from tests.scenarios.announcements import (
    PICTURE,
    acts,
    admin,
    execute,
    labels,
    letters,
    newest,
    reader,
    sends,
    state,
)
from tests.scenarios.chats import Patient, download, person_id, stored
from tests.world import World

RAPAT = "Rapat koordinasi."
MEDAN = {"provinsi": "12", "kabupaten": "12.71"}
JAYAPURA = {"provinsi": "91", "kabupaten": "91.71"}


def opens_report(author: Patient, title: str = "Rapat") -> None:
    author.send("/pengumuman")
    author.tap(f"✓ {title}")
    author.tap("Laporan")


def description(world: World, message: dict[str, Any]) -> str:
    """What the picture of a message says to those who cannot see it."""
    image = Image.open(io.BytesIO(download(world, message["photo"])))
    assert isinstance(image, PngImageFile)
    return str(image.text["Description"])


def workbook(world: World, message: dict[str, Any]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(download(world, message["document"])))


def test_figures_that_add_up_with_a_picture(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi", **MEDAN)
    reader(world, "tono", "Tono", **MEDAN)
    world.post("/sim/tono/block", {})
    number = sends(dewi, RAPAT, ask="Tanda sudah dibaca")
    world.post_out()
    sari.tap("Sudah saya baca")
    budi.tap("Sudah saya baca")
    opens_report(dewi)
    assert dewi.screen == (
        "Laporan · “Rapat koordinasi.”\n"
        "Kepada: semua orang\n"
        "Mulai dikirim: 20 November 2026 pukul 08.00 WIB\n"
        "\n"
        "Penerima: 4 orang\n"
        "Terkirim: 3 (75,0 %)\n"
        "Tidak terjangkau: 1\n"
        "\n"
        "Sudah dibaca: 2 (66,7 % dari yang terkirim)\n"
        "\n"
        "Menurut wilayah (sudah dibaca dari yang terkirim):\n"
        "Sumatera Utara: 1 dari 1 (100,0 %)\n"
        "Sumatera Barat: 1 dari 2 (50,0 %)"
    )
    assert dewi.buttons == ["XLSX", "Ingatkan yang belum (1)", "‹ Kembali"]
    assert description(world, dewi.messages()[-1]) == (
        "Semua wilayah: 66,7 % (2 dari 3); Sumatera Utara: 100,0 % (1 dari 1); Sumatera Barat: 50,0 % (1 dari 2)"
    )
    # A picture cannot take the place of the progress, which becomes one line.
    assert dewi.messages()[-2]["text"] == "Laporan · “Rapat koordinasi.”"
    dewi.tap("‹ Kembali")
    dewi.sees("Terkirim 3 / 4", "Dibaca 2")
    assert [act for act, _ in acts(world, number)] == ["announcement sent"]


def test_a_question_with_the_longest_words(world: World) -> None:
    """The playground refuses what Telegram would: a caption has 1,024 letters at most."""
    choices = [f"{number} {'pilihan panjang ' * 3}"[:40].strip() for number in range(1, 7)]
    dewi = admin(world)
    readers = [
        reader(world, f"p{code}", f"Pembaca {code}", provinsi=code, kabupaten=f"{code}.01")
        for code in ("11", "12", "14", "15", "16", "17")
    ]
    sends(dewi, RAPAT, ask="\n".join([("Apakah " * 28)[:199] + "?", *choices]))
    world.post_out()
    readers[0].tap(choices[5])
    opens_report(dewi)
    dewi.sees("Penerima: 7 orang", f"• {choices[5]}: 1 (100,0 %)", "Aceh: 1 dari 1 (100,0 %)")
    said = description(world, dewi.messages()[-1])
    assert said.count(";") == 1 + 6 + 5  # all of them, six choices, six of seven regions with the rest
    assert "2 wilayah lainnya: 0,0 % (0 dari 2)" in said


def test_nothing_was_asked(world: World) -> None:
    dewi = admin(world)
    sends(dewi, RAPAT)
    world.post_out()
    opens_report(dewi)
    dewi.sees("Terkirim: 1 (100,0 %)")
    assert "wilayah" not in dewi.screen
    assert dewi.buttons == ["XLSX", "‹ Kembali"]
    assert description(world, dewi.messages()[-1]) == "Kota Payakumbuh: 100,0 % (1 dari 1)"
    dewi.send("terima kasih")
    dewi.sees("cukup ketuk salah satu tombol")


def test_stopped_before_all_have_it(world: World) -> None:
    dewi = admin(world)
    reader(world, "sari", "Sari", **JAYAPURA)
    number = sends(dewi, RAPAT)
    world.post_out()
    execute(
        world, f"UPDATE outbox SET state = 'cancelled', reason = 'no longer needed' WHERE lane = {number} AND id % 2"
    )
    execute(world, f"UPDATE announcement SET state = 'stopped' WHERE id = {number}")
    dewi.send("/pengumuman")
    dewi.tap("■ Rapat")
    dewi.tap("Laporan")
    dewi.sees("Penerima: 2 orang", "Terkirim: 1 (50,0 %)", "Tidak jadi dikirim: 1")


def test_the_file_comes_once_and_is_noted(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "=Sari", **JAYAPURA)
    reader(world, "budi", "Budi")
    world.post("/sim/budi/block", {})
    number = sends(dewi, RAPAT, ask="Tanda sudah dibaca")
    world.post_out()
    world.advance(minutes=5)
    sari.tap("Sudah saya baca")
    opens_report(dewi)
    dewi.tap("XLSX", times=2)
    dewi.sees("Isinya data pribadi")
    assert dewi.buttons == ["‹ Laporan"]
    [file] = [m for m in dewi.messages() if m["document"]]
    assert file["document"]["name"] == f"laporan-pengumuman-{number}-2026-11-20.xlsx"
    summary, readers = workbook(world, file).worksheets
    assert [summary.title, readers.title] == ["Menurut wilayah", "Penerima"]
    assert summary["A1"].value == "Laporan pengumuman “Rapat koordinasi.”"
    found = [[str(value or "") for value in row] for row in readers.iter_rows(values_only=True)]
    payakumbuh = ["Sumatera Barat", "Kota Payakumbuh"]
    assert found[1:] == [
        ["Budi", *payakumbuh, "Tidak terjangkau", "Bot diblokir, atau akun sudah tidak ada", "", "", "", "WIB"],
        ["Dewi", *payakumbuh, "Terkirim", "", "2026-11-20 08:00:00", "", "", "WIB"],
        # Jayapura is two hours ahead of Jakarta.
        [
            *("=Sari", "Papua", "Kota Jayapura", "Terkirim", "", "2026-11-20 10:00:00"),
            *("Sudah dibaca", "2026-11-20 10:05:00", "WIT"),
        ],
    ]
    shown = [str(value) for sheet in (summary, readers) for row in sheet.iter_rows(values_only=True) for value in row]
    assert not any(str(sari.chat()["user_id"]) in value for value in shown)
    assert acts(world, number)[-1] == ("announcement report exported", 3)
    dewi.tap("‹ Laporan")
    dewi.sees("Penerima: 3 orang")
    dewi.tap("XLSX")
    assert len([m for m in dewi.messages() if m["document"]]) == 2


@pytest.mark.parametrize(
    ("ask", "word"),
    [('{"kind": "ack"}', "Sudah dibaca"), ('{"kind": "form", "form": "kompetensi"}', "Formulir dibuka")],
)
def test_no_two_columns_of_the_file_say_the_same(world: World, ask: str, word: str) -> None:
    dewi = admin(world)
    number = sends(dewi, RAPAT, ask="Tanda sudah dibaca")
    world.post_out()
    execute(world, f"UPDATE announcement SET ask = '{ask}' WHERE id = {number}")
    opens_report(dewi)
    dewi.tap("XLSX")
    [file] = [m for m in dewi.messages() if m["document"]]
    [head] = [row for row in workbook(world, file).worksheets[0].iter_rows(values_only=True) if row[0] == "Kode"]
    assert head.count(word) == 1
    assert len(set(head)) == len(head)


def test_who_is_silent_is_reminded_once_in_half_a_day(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi")
    rina = admin(world, "rina", "Rina")
    number = sends(dewi, RAPAT, ask="Dapat hadir?\nYa\nTidak")
    world.post_out()
    for person in (dewi, rina, sari):
        person.tap("Ya")
    for person in (dewi, rina):
        opens_report(person)
        person.tap("Ingatkan yang belum (1)")
        person.sees("1 orang sudah menerima tetapi belum menjawab")
    dewi.tap("Ya, ingatkan 1 orang", times=2)
    rina.tap("Ya, ingatkan 1 orang")
    rina.sees_toast("Tombol ini sudah selesai dipakai")
    world.advance(hours=1)
    world.post_out()
    assert letters(sari, "masih menunggu") == []
    assert len(letters(budi, "Pengumuman “Rapat koordinasi.” masih menunggu")) == 1
    assert acts(world, number)[1:] == [("announcement readers reminded", 1)]

    opens_report(dewi)
    dewi.sees("Pengingat terakhir: 20 November 2026 pukul 0")
    assert dewi.buttons == ["XLSX", "‹ Kembali"]
    # From an old screen, or by a button that somebody has made up.
    dewi.tap_data(f"ann:remind:{number}:2", message_id=dewi.messages()[-1]["message_id"])
    dewi.sees_toast("Pengingat belum dapat dikirim lagi")

    world.advance(hours=72)
    opens_report(dewi)
    dewi.tap("Ingatkan yang belum (1)")
    dewi.sees("Pengingat terakhir: 20 November 2026")
    dewi.tap("Ya, ingatkan 1 orang")
    world.advance(days=1)
    world.post_out()
    assert len(letters(budi, "masih menunggu")) == 2


def test_why_nobody_is_reminded_now(world: World) -> None:
    dewi = admin(world)
    number = sends(dewi, RAPAT, ask="Tanda sudah dibaca")
    world.post_out()

    def asks_again() -> None:
        """By a button of an old screen."""
        dewi.tap_data(f"ann:>r:{number}:nudge", message_id=dewi.messages()[-1]["message_id"])

    asks_again()
    dewi.tap("Ya, ingatkan 1 orang")
    world.post_out()
    asks_again()
    dewi.sees(
        "Pengingat baru saja dikirim atau dijadwalkan (20 November 2026 pukul 08.00 WIB)",
        "dapat dikirim mulai 20 November 2026 pukul 20.00 WIB",
    )
    assert dewi.buttons == ["‹ Kembali"]
    world.advance(hours=12)
    execute(world, f"UPDATE announcement SET state = 'paused' WHERE id = {number}")
    asks_again()
    dewi.sees("Saat ini pengumuman sedang dijeda atau sudah dihapus")
    execute(world, f"UPDATE announcement SET state = 'done' WHERE id = {number}")
    asks_again()
    dewi.sees("1 orang sudah menerima tetapi belum menjawab")
    execute(world, f"INSERT INTO announcement_answer VALUES ({number}, {person_id(world, dewi)}, 'ok', 0)")
    asks_again()
    dewi.sees("Semua yang menerima sudah menjawab")


def test_the_letter_at_the_end_leads_to_the_report(world: World) -> None:
    dewi = admin(world)
    reader(world, "sari", "Sari", **MEDAN)
    reader(world, "budi", "Budi")
    world.post("/sim/budi/block", {})
    number = sends(dewi, RAPAT)
    dewi.send("/start")
    world.post_out()
    assert state(world, number) == "done"
    [letter] = letters(dewi, "selesai: terkirim 2 dari 3")
    assert letter["text"] == "Pengumuman “Rapat koordinasi.” selesai: terkirim 2 dari 3.\nTidak terjangkau: 1"
    assert labels(letter) == ["Laporan"]
    assert description(world, letter).startswith("Semua wilayah: 66,7 % (2 dari 3); ")
    dewi.tap("Laporan", times=2)
    dewi.sees("Penerima: 3 orang")
    assert labels(letters(dewi, "selesai: terkirim")[0]) == ["Laporan"]


def test_who_watches_it_end_needs_no_letter(world: World) -> None:
    dewi = admin(world)
    sends(dewi, RAPAT)
    world.post_out()
    assert letters(dewi, "selesai") == []


def test_what_telegram_refuses_is_paused_with_a_word_what_to_do(world: World) -> None:
    dewi = admin(world)
    for number in range(10):
        reader(world, f"p{number}", f"Pembaca {number}")
    dewi.send("/pengumuman")
    dewi.tap("✍ Tulis baru")
    dewi.sends(photo=PICTURE, caption="Undangan pelatihan")
    for label in ("Lanjut", "Lanjut", "Lanjut", "Lanjut"):
        dewi.tap(label)
    execute(world, "UPDATE announcement SET content = json_set(content, '$.items[0].file_id', 'gone')")
    for label in ("Kirim sekarang", "Ya, kirim"):
        dewi.tap(label)
    dewi.send("/start")
    world.post_out()
    assert state(world) == "paused"
    [letter] = letters(dewi, "saya jeda")
    assert "Telegram menolak 11 salinan pertama" in letter["text"]
    assert "Jawaban Telegram: Wrong file identifier" in letter["text"]
    assert "ketuk Perbaiki isi, lalu Lanjutkan" in letter["text"]
    assert labels(letter) == ["Buka pengumuman"]
    dewi.tap("Buka pengumuman")
    dewi.sees("Dijeda", "gagal 11")
    assert "Perbaiki isi" in dewi.buttons
    # With another picture everybody gets it after all, each once.
    dewi.tap("Perbaiki isi")
    dewi.sends(photo=PICTURE, caption="Undangan pelatihan, tanggal baru")
    world.advance(minutes=1)
    dewi.tap("Perbaiki", times=2)
    dewi.sees("Dijeda")
    dewi.tap("Lanjutkan", times=2)
    world.post_out()
    assert state(world) == "done"
    assert world.query("SELECT state, count(*) FROM outbox WHERE kind = 'announcement' GROUP BY state") == [
        ("sent", 11)
    ]


def test_letters_that_are_no_longer_true_are_not_sent(world: World) -> None:
    dewi = admin(world)
    number = sends(dewi, RAPAT)
    world.post_out()
    for kind, became in (("announcement-done", "deleted"), ("announcement-refused", "done")):
        execute(world, f"UPDATE announcement SET state = '{became}' WHERE id = {number}")
        post(world, dewi, kind, number)
        post(world, dewi, kind, 999)
    world.post_out()
    rows = world.query("SELECT state, count(*) FROM outbox WHERE lane = 0 GROUP BY state")
    assert rows == [("cancelled", 5)]
    assert letters(dewi, "selesai") == letters(dewi, "jeda") == []


def post(world: World, person: Patient, kind: str, number: int) -> None:
    """Put a letter about an announcement into the outbox."""
    who = person_id(world, person)
    now = world.clock.now()
    letter = outbox.Letter(f"{kind}:{number}:test", kind, who, now, {"announcement": number}, outbox.Priority.ANSWER)
    stored(world, lambda connection: outbox.add(connection, [letter], now))


@pytest.mark.parametrize("data", ["ann:>r:{0}", "ann:sheet:{0}", "ann:remind:{0}:1", "l:annrep:{0}"])
def test_nobody_else_sees_a_report(world: World, data: str) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    number = sends(dewi, RAPAT, ask="Tanda sudah dibaca")
    world.post_out()
    sari.tap_data(data.format(number), message_id=sari.messages()[-1]["message_id"])
    sari.does_not_see("Penerima:")
    assert not any(m["document"] or m["photo"] for m in sari.messages())
    assert acts(world, number) == [("announcement sent", 2)]


@pytest.mark.parametrize(
    "data", ["ann:>r:999", "ann:>r:x", "ann:>r:", "ann:sheet:999", "ann:remind:999:1", "l:annrep:x"]
)
def test_a_report_of_nothing(world: World, data: str) -> None:
    dewi = admin(world)
    dewi.tap_data(data, message_id=dewi.messages()[-1]["message_id"])
    dewi.does_not_see("Laporan ·")
    assert not any(m["document"] for m in dewi.messages())
    assert world.query("SELECT count(*) FROM announcement") == [(0,)]


def test_before_anything_is_sent(world: World) -> None:
    dewi = admin(world)
    sends(dewi, RAPAT)
    number = newest(world)
    execute(world, f"DELETE FROM outbox WHERE lane = {number}")
    execute(world, f"UPDATE announcement SET state = 'paused' WHERE id = {number}")
    dewi.tap_data(f"ann:>r:{number}", message_id=dewi.messages()[-1]["message_id"])
    dewi.sees("Belum ada yang dikirim")
    assert dewi.buttons == ["‹ Kembali"]
