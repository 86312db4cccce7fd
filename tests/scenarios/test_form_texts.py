"""A form's words in the chat: long ones, an author's codes, what `or_other` adds; and the way to the summary."""

from __future__ import annotations

import pytest

from tests.scenarios.filling import fills_in, sent
from tests.world import World

CONSENT = " ".join(f"Kalimat {n} dari naskah persetujuan." for n in range(1, 80))
WHOLE_HINT = " ".join(f"Petunjuk {n}." for n in range(1, 60))
LONG = f"""
| survey |
| | type | name | label | hint |
| | text | before | Siapa? | |
| | text | consent | {CONSENT} | {WHOLE_HINT} |
| | text | after | Lalu? | |
"""


def test_a_long_label_and_hint_are_shown_whole(world: World) -> None:
    sari = fills_in(world, LONG)
    sari.send("Budi")
    assert len(CONSENT) > 2500
    sari.at(CONSENT, WHOLE_HINT)


BOOK = " ".join(f"Pasal {n} dari peraturan <{n}>." for n in range(1, 400))


def test_what_no_message_holds_is_told_before_the_question(world: World) -> None:
    sari = fills_in(world, LONG.replace(CONSENT, BOOK))
    assert len(BOOK) > 2 * 4096
    already = len(sari.messages())
    sari.send("Budi")
    texts = [m["text"] for m in sari.messages()]
    told = texts[already:-1]
    assert len(told) == 4
    assert " ".join(" ".join(told).split()) == BOOK
    sari.at("Pasal 1 dari peraturan <1>.", "…", WHOLE_HINT, "Teks lengkapnya ada di pesan sebelum ini.")
    sari.send("ya")
    sari.at("Lalu?")
    # Coming back, it is told again: the first time may be far above.
    sari.tap("‹ Kembali")
    sari.at("Pasal 1 ", "Jawaban Anda: ya")
    assert len(sari.messages()) == len(texts) + 5


STORY = """
| survey |
| | type | name | label | constraint | constraint_message |
| | text | story | Apa yang terjadi? | string-length(.) <= 2000 | Tulis paling banyak 2000 huruf. |
| | image | photo | Foto | | |
| | text | after | Lalu? | | |
"""


def test_the_rest_of_a_text_that_was_refused_is_no_answer(world: World) -> None:
    sari = fills_in(world, STORY)
    # Telegram's app tears it into two messages.
    sari.send("Panjang sekali. " * 350)
    sari.sees("Lanjutan teks itu juga tidak saya simpan.")
    sari.sees_anywhere("Jawaban terlalu panjang.")
    assert sari.answers == {}
    # What is written after the bot's words is an answer again.
    sari.send("Atapnya bocor.")
    assert sari.answers == {"story": "Atapnya bocor."}


def test_of_words_below_a_picture_it_is_said_that_they_are_not_kept(world: World) -> None:
    sari = fills_in(world, STORY)
    sari.send_photo(caption="Atap <bocor> di KPM-033")
    world.settle()
    sari.sees_anywhere("Keterangan di bawah kiriman itu tidak ikut tersimpan.")
    assert set(sari.answers) == {"photo"}


SPECIAL = (3, 13, 23)
WORDS = {
    n: f"Pilihan {n}{' istimewa' if n in SPECIAL else ''}: " + " ".join(f"uraian {n}.{m}" for m in range(1, 40))
    for n in range(1, 25)
}
CHOICES = """
| survey |
| | type | name | label |
| | select_one few | few | Yang mana? |
| | select_one many | many | Dari semua ini? |
| | rank few | order | Urutkan. |

| choices |
| | list_name | name | label |
""" + "".join(
    f"| | {name} | c{n} | {WORDS[n] if name == 'few' else WORDS[n] + ' ' + WORDS[n]} |\n"
    for name, most in (("few", 4), ("many", 24))
    for n in range(1, most + 1)
)


def test_long_choices_are_written_out_whole(world: World) -> None:
    sari = fills_in(world, CHOICES)
    assert len(WORDS[1]) > 300
    sari.at(*(f"{n}. {WORDS[n]}" for n in range(1, 5)))
    assert sari.rows[0] == ["1", "2", "3", "4"]


def test_a_page_of_long_choices_is_told_when_it_is_opened(world: World) -> None:
    sari = fills_in(world, CHOICES)
    sari.tap("2")
    sari.at("Dari semua ini?", "10. Pilihan 10")
    earlier = "\n".join(m["text"] for m in sari.messages())
    assert f"10. {WORDS[10]} {WORDS[10]}" in " ".join(earlier.split())
    assert f"11. {WORDS[11]}" not in earlier
    sari.tap("2 ▸")
    sari.at("11. Pilihan 11", "Teks lengkapnya")
    later = " ".join("\n".join(m["text"] for m in sari.messages()).split())
    assert f"20. {WORDS[20]} {WORDS[20]}" in later
    # A search that finds such choices writes them out too.
    sari.send("istimewa")
    found = sari.messages()[-1]
    assert all(f"{n}. {WORDS[n]}" in found["text"] for n in SPECIAL)
    assert [[b["text"] for b in row] for row in found["buttons"]] == [["3", "13", "23"]]


def test_an_order_of_long_choices_is_told_by_their_numbers(world: World) -> None:
    sari = fills_in(world, CHOICES)
    sari.tap("1")
    sari.tap("Lewati")
    sari.tap("3")
    sari.tap("1")
    sari.at("Urutan: 3, 1")
    assert sari.rows[0] == ["✓ 1", "2", "✓ 3", "4"]


MANY = """
| survey |
| | type | name | label |
| | select_multiple village | villages | Nagari mana saja? |

| choices |
| | list_name | name | label |
""" + "".join(f"| | village | v{n} | Nagari {n:02d} |\n" for n in range(1, 26))


def test_ticks_on_other_pages_are_told(world: World) -> None:
    sari = fills_in(world, MANY)
    assert "Dipilih" not in sari.question
    sari.tap("Nagari 03")
    sari.tap("3 ▸") if any("3 ▸" in row for row in sari.rows) else sari.tap("2 ▸")
    sari.at("Dipilih (1): Nagari 03")
    sari.tap("Nagari 12")
    sari.at("Dipilih (2): Nagari 03, Nagari 12")


CODES = """
| survey |
| | type | name | label |
| | select_one agree | a | Puas? |
| | select_one province | b | Provinsi? |
| | select_one zero | c | Seberapa sering? |
| | select_one down | d | Setuju? |
| | select_one yn | e | Ada? |
| | select_one gap | f | Berapa? |

| choices |
| | list_name | name | label |
| | agree | 1 | Tidak puas |
| | agree | 2 | Cukup puas |
| | agree | 3 | Puas |
| | province | 13 | Sumatera Barat |
| | province | 14 | Riau |
| | province | 15 | Jambi |
| | zero | 0 | Tidak pernah |
| | zero | 1 | Kadang |
| | zero | 2 | Sering |
| | down | 3 | Setuju |
| | down | 2 | Netral |
| | down | 1 | Menolak |
| | yn | 1 | Ya |
| | yn | 0 | Tidak |
| | gap | 1 | Satu |
| | gap | 2 | Dua |
| | gap | 9 | Tidak tahu |
"""


def test_only_a_scale_shows_its_numbers(world: World) -> None:
    sari = fills_in(world, CODES)
    first = []
    for _ in range(6):
        first.append(sari.rows[0][0])
        sari.tap("Lewati")
    assert first == ["1 · Tidak puas", "Sumatera Barat", "0 · Tidak pernah", "3 · Setuju", "Ya", "Satu"]


OTHER = """
| survey |
| | type | name | label |
| | select_one yn or_other | house | Rumah siapa? |
| | select_multiple yn or_other | help | Bantuan apa? |
| | select_one yn | plain | Milik siapa? |
| | select_one own | own | Punya sendiri? |
| | text | own_other | Specify other. |

| choices |
| | list_name | name | label |
| | yn | y | Sendiri |
| | yn | n | Sewa |
| | own | y | Ya |
| | own | other | Other |
"""


def test_what_or_other_adds_is_in_the_persons_language(world: World) -> None:
    sari = fills_in(world, OTHER)
    assert sari.rows[:2] == [["Sendiri", "Sewa"], ["Lainnya"]]
    sari.tap("Lainnya")
    sari.at("Lainnya, sebutkan.")
    sari.send("Mertua")
    sari.send("lainnya")
    assert ["✓ Lainnya"] in sari.rows
    sari.tap("Selesai")
    sari.at("Lainnya, sebutkan.")
    sari.send("Beras")
    # The choice stands in the list, so every question with that list has it.
    sari.at("Milik siapa?")
    sari.tap("Lainnya")
    # What an author has written stays as it is.
    sari.at("Punya sendiri?")
    sari.tap("Other")
    sari.at("Specify other.")
    sari.send("x")
    sari.at("Rumah siapa: Lainnya", "Lainnya, sebutkan: Mertua", "Bantuan apa: Lainnya", "Punya sendiri: Other")
    sari.tap("Kirim")
    assert sent(world)["house"] == "other"


TWO_LANGUAGES = """
| survey |
| | type | name | label::Indonesia (id) | label::English (en) |
| | select_one yn or_other | house | Rumah siapa? | Whose house? |

| choices |
| | list_name | name | label::Indonesia (id) | label::English (en) |
| | yn | y | Sendiri | Own |
| | yn | n | Sewa | Rented |
"""


@pytest.mark.parametrize(
    ("language", "choice", "asked"),
    [("id", "Lainnya", "Lainnya, sebutkan."), ("en", "Other", "Please specify.")],
)
def test_in_a_form_of_two_languages(world: World, language: str, choice: str, asked: str) -> None:
    sari = fills_in(world, TWO_LANGUAGES, language=language)
    sari.tap(choice)
    sari.at(asked)


def test_the_summary_is_one_tap_away_from_every_question(world: World) -> None:
    sari = fills_in(world, LONG)
    assert sari.rows[-1] == ["Ringkasan", "Berhenti dulu"]
    sari.tap("Lewati")
    sari.tap("Ringkasan")
    sari.at("Belum diisi: 3 butir")
    sari.tap("Isi yang kosong (3)")
    sari.at("Siapa?")


STRICT = f"""
| survey |
| | type | name | label | constraint | constraint_message |
| | select_one yn | a | Setuju? | . = 'y' | {WHOLE_HINT} |

| choices |
| | list_name | name | label |
| | yn | y | Ya |
| | yn | n | Tidak |
"""


def test_a_long_reason_of_a_refused_tap_is_told_whole(world: World) -> None:
    sari = fills_in(world, STRICT)
    assert len(WHOLE_HINT) > 200
    sari.tap("Tidak")
    assert WHOLE_HINT in [m["text"] for m in sari.messages()][-2]
    sari.at("Setuju?")
