"""Parts that repeat: one more or not, taking one out, the summary by instances, coming back to them."""

from __future__ import annotations

from tests.scenarios.filling import Filler, fills_in, restarted, sent
from tests.world import World

KIDS = """
| survey |
| | type | name | label | required | constraint | constraint_message | relevant | repeat_count |
| | text | head | Nama kepala keluarga? | yes | | | | |
| | begin repeat | kids | Anak | | | | | |
| | text | name | Nama anak? | yes | | | | |
| | integer | age | Umur anak? | | . < 18 | Anak di bawah 18 tahun. | | |
| | text | school | Sekolah di mana? | | | | ${age} > 6 | |
| | end repeat | | | | | | | |
| | integer | animals | Berapa ternak? | | | | | |
| | begin repeat | animal | Ternak | | | | | ${animals} |
| | text | sort | Jenisnya? | | | | | |
| | end repeat | | | | | | | |
| | text | after | Catatan? | | | | | |
"""


def with_two_kids(world: World, language: str = "id") -> Filler:
    sari = fills_in(world, KIDS, language=language)
    sari.send("Budi")
    sari.send("Ani")
    sari.send("5")
    sari.tap("Ya, tambah" if language == "id" else "Yes, add")
    sari.send("Eko")
    sari.send("9")
    sari.send("SD 1")
    return sari


def test_one_after_the_other(world: World) -> None:
    sari = fills_in(world, KIDS)
    sari.send("Budi")
    sari.at("Anak 1", "Nama anak?")
    sari.send("Ani")
    sari.send("20")
    sari.sees("Anak di bawah 18 tahun.")
    sari.send("5")
    sari.at("Anak: sudah 1. Tambah lagi?")
    assert sari.rows[:2] == [["Ya, tambah", "Tidak, lanjut ›"], ["Hapus Anak 1"]]
    assert sari.rows[2:] == [["‹ Kembali"], ["Ringkasan", "Berhenti dulu"]]
    again, message = sari.data_of("Ya, tambah")
    sari.sends(sticker=True)
    sari.send("mungkin")
    sari.sees("cukup ketuk salah satu")
    sari.tap_data(again, message_id=message)
    # A double tap is one more, not two.
    sari.tap_data(again, message_id=message)
    sari.at("Anak 2", "Nama anak?")
    sari.send("Eko")
    sari.send("9")
    sari.at("Sekolah di mana?")
    sari.tap("Lewati")
    sari.at("Anak: sudah 2.")
    assert sari.answers["kids[]"] == "2"
    assert (sari.answers["kids[1]/name"], sari.answers["kids[2]/age"]) == ("Ani", "9")
    sari.send("ya")
    sari.at("Anak 3")
    sari.tap("‹ Kembali")
    sari.at("Anak 2", "Sekolah di mana?")


def test_the_last_one_goes_again(world: World) -> None:
    sari = with_two_kids(world)
    sari.at("Anak: sudah 2.")
    sari.tap("Hapus Anak 2")
    sari.at("Hapus Anak 2?", "(3)")
    sari.tap("Tidak jadi")
    sari.at("Anak: sudah 2.")
    sari.tap("Hapus Anak 2")
    gone, message = sari.data_of("Ya, hapus Anak 2")
    sari.tap_data(gone, message_id=message)
    sari.at("Anak: sudah 1.")
    # Tapped twice, only one goes.
    sari.tap_data(gone, message_id=message)
    sari.at("Anak: sudah 1.")
    answers = sari.answers
    assert answers["kids[]"] == "1"
    assert not any(key.startswith("kids[2]") for key in answers)
    sari.tap("Tidak, lanjut")
    sari.at("Berapa ternak?")


def test_as_many_as_were_counted(world: World) -> None:
    sari = with_two_kids(world)
    sari.send("tidak")
    sari.send("2")
    sari.at("Ternak 1", "Jenisnya?")
    sari.send("Sapi")
    sari.at("Ternak 2")
    sari.send("Ayam")
    sari.at("Catatan?")
    sari.tap("Lewati")
    sari.at("Ringkasan", "Anak 1", "Anak 2", "Ternak 1: Sapi", "Ternak 2: Ayam", "Nama anak: Eko")
    labels = [label for row in sari.rows for label in row]
    assert "Hapus Anak 1" in labels
    # Their number is an answer: they go when that changes.
    assert not any("Hapus Ternak" in label for label in labels)


def test_the_summary_changes_each_of_them(world: World) -> None:
    sari = with_two_kids(world)
    sari.tap("Tidak, lanjut")
    sari.tap("Lewati")
    sari.tap("Lewati")
    sari.at("Ringkasan", "1. Nama kepala keluarga: Budi", "Anak 2", "5. Umur anak: 9")
    sari.tap("5")
    sari.at("Anak 2", "Umur anak?", "Jawaban Anda: 9")
    sari.send("6")
    # Not asked any more: the school of a child of six.
    sari.at("Ringkasan", "Umur anak: 6")
    assert "SD 1" not in sari.question
    sari.tap("＋ Tambah Anak")
    sari.at("Anak 3", "Nama anak?")
    sari.send("Tuti")
    sari.send("3")
    sari.tap("Tidak, lanjut")
    sari.tap("Lewati")
    sari.tap("Lewati")
    sari.at("Ringkasan", "Anak 3", "Nama anak: Tuti")
    sari.tap("Hapus Anak 1")
    sari.tap("Ya, hapus Anak 1")
    sari.at("Ringkasan", "Eko", "Tuti")
    assert "Ani" not in sari.question
    assert "Anak 3" not in sari.question
    sari.tap("Kirim")
    answers = sent(world)
    assert answers["kids[]"] == "2"
    assert (answers["kids[1]/name"], answers["kids[2]/name"]) == ("Eko", "Tuti")
    [(xml,)] = world.query("SELECT xml FROM submission_xml ORDER BY submission_id DESC LIMIT 1")
    assert xml.count("<kids>") == 2
    assert "<instanceID>uuid:" in xml


def test_leaving_and_coming_back(world: World) -> None:
    sari = with_two_kids(world)
    restarted(world)
    sari.send("/bantuan")
    sari.tap("Lanjutkan")
    sari.at("Anak: sudah 2.")
    sari.tap("‹ Kembali")
    sari.at("Anak 2", "Sekolah di mana?", "SD 1")


def test_in_english(world: World) -> None:
    sari = with_two_kids(world, "en")
    sari.at("Anak: 2 so far. Add another?")
    sari.tap("Remove Anak 2")
    sari.at("Remove Anak 2?")
    sari.tap("Yes, remove Anak 2")
    sari.send("no")
    sari.at("Berapa ternak?")


NESTED = """
| survey |
| | type | name | label |
| | begin repeat | homes | Rumah |
| | text | street | Jalan? |
| | begin repeat | people | Penghuni |
| | text | who | Siapa? |
| | end repeat | | |
| | end repeat | | |
"""


def test_repeats_in_repeats(world: World) -> None:
    sari = fills_in(world, NESTED)
    sari.at("Rumah 1")
    sari.send("Melati")
    sari.at("Rumah 1 · Penghuni 1")
    sari.send("A")
    sari.tap("Ya, tambah")
    sari.at("Rumah 1 · Penghuni 2")
    sari.send("B")
    sari.tap("Tidak, lanjut")
    sari.at("Rumah: sudah 1.")
    sari.tap("Ya, tambah")
    sari.at("Rumah 2")
    sari.send("Mawar")
    # A new house has nobody in it yet, as in JavaRosa.
    sari.at("Rumah 2", "Ada Penghuni yang ingin diisi?")
    assert sari.rows[0] == ["Ya, isi", "Tidak, lanjut ›"]
    sari.tap("Ya, isi")
    sari.send("C")
    sari.tap("Tidak, lanjut")
    sari.tap("Tidak, lanjut")
    sari.at("Rumah 1\n1. Jalan: Melati\n2. Penghuni 1: A\n3. Penghuni 2: B", "Rumah 2\n4. Jalan: Mawar")
    assert "Hapus Rumah 1 · Penghuni 2" in [label for row in sari.rows for label in row]
    assert ["＋ Tambah Penghuni · Rumah 2"] in sari.rows
    assert sari.answers["homes[1]/people[]"] == "2"
    assert sari.answers["homes[2]/people[1]/who"] == "C"


MANY = (
    "| survey |\n| | type | name | label |\n| | begin repeat | rows | Baris |\n"
    + "".join(f"| | integer | n{n} | Angka {n}? |\n" for n in range(1, 8))
    + "| | end repeat | | |\n"
)


def test_many_of_them_are_counted_by_parts(world: World) -> None:
    sari = fills_in(world, MANY)
    for number in range(1, 5):
        if number > 1:
            sari.tap("Ya, tambah")
        for question in range(1, 8):
            sari.send(str(question))
    sari.tap("Tidak, lanjut")
    sari.at("28 / 28", "Baris 3: 7 / 7")
    sari.tap("Baris 3: 7 / 7")
    sari.at("Baris 3", "15. Angka 1: 1")
    sari.tap("Hapus Baris 3")
    sari.tap("Ya, hapus Baris 3")
    sari.at("21 / 21")


def test_nobody_has_to_make_up_an_entry(world: World) -> None:
    sari = fills_in(world, KIDS)
    sari.send("Budi")
    sari.at("Anak 1", "Nama anak?")
    assert sari.rows[0] == ["‹ Kembali", "Tidak ada Anak"]
    none, message = sari.data_of("Tidak ada Anak")
    sari.tap_data(none, message_id=message)
    sari.at("Ada Anak yang ingin diisi?")
    sari.tap_data(none, message_id=message)
    sari.at("Ada Anak yang ingin diisi?")
    sari.tap("Ya, isi")
    sari.send("Ani")
    # Where something has been said, the way out is another.
    assert not any("Tidak ada" in label for row in sari.rows for label in row)
    sari.tap("Lewati")
    sari.tap("Ya, tambah")
    sari.at("Anak 2", "Nama anak?")
    assert sari.rows[0] == ["‹ Kembali", "Hapus Anak 2"]
    sari.tap("Hapus Anak 2")
    sari.at("Anak: sudah 1.")
    sari.tap("Tidak, lanjut")
    assert sari.answers["kids[]"] == "1"
