"""Choosing: one, several, an order; short lists and long ones; quick, late and doubled taps."""

from __future__ import annotations

import pytest

from tests.scenarios.filling import fills_in
from tests.world import World

CHOICES = """
| survey |
| | type | name | label | appearance | required |
| | select_one yn | plain | Ada bantuan? | | yes |
| | select_one agree | scale | Saya puas. | likert | |
| | select_one dig | points | Nilainya? | columns | |
| | select_one long_label | wordy | Mana yang paling sesuai? | | |
| | select_multiple days | many | Hari apa saja? | | |
| | rank prio | order | Urutkan kebutuhan. | | |
| | note | end | Selesai. | | |

| choices |
| | list_name | name | label |
| | yn | y | Ya |
| | yn | n | Tidak |
| | agree | 1 | STS |
| | agree | 2 | TS |
| | agree | 3 | S |
| | agree | 4 | SS |
| | dig | a | Satu |
| | dig | b | Dua |
| | dig | c | Tiga |
| | long_label | a | Keluarga menerima bantuan setiap bulan tanpa halangan apa pun |
| | long_label | b | Keluarga belum pernah menerima |
| | days | sen | Senin |
| | days | sel | Selasa |
| | days | rab | Rabu |
| | prio | p | Pangan |
| | prio | s | Sekolah |
| | prio | k | Kesehatan |
"""


def test_one_of_a_few(world: World) -> None:
    sari = fills_in(world, CHOICES)
    sari.at("Kunjungan", "1 / 6", "Ada bantuan?")
    assert sari.rows == [["Ya", "Tidak"], ["Ringkasan", "Berhenti dulu"]]
    old, message = sari.data_of("Tidak")
    sari.sends(sticker=True)
    sari.sees("cukup ketuk salah satu")
    sari.sends(location={"latitude": 1, "longitude": 2})
    sari.sees("cukup ketuk salah satu")
    sari.tap_data(old, message_id=message)
    assert sari.answers == {"plain": "n"}
    sari.tap_data(old, message_id=message)
    sari.sees_toast("Sudah tersimpan")
    # Beside each other, as the form wants it.
    assert sari.rows[0] == ["STS", "TS", "S", "SS"]
    sari.tap("TS")
    assert sari.rows[0] == ["Satu", "Dua", "Tiga"]
    sari.tap("‹ Kembali")
    assert sari.rows[0] == ["STS", "✓ TS", "S", "SS"]
    sari.tap("Tetap")
    sari.send("dua")
    assert sari.answers == {"plain": "n", "scale": "2", "points": "b"}


def test_choices_too_long_for_a_button_are_written_out(world: World) -> None:
    sari = fills_in(world, CHOICES)
    sari.tap("Ya")
    sari.tap("Lewati")
    sari.tap("Lewati")
    sari.at("1. Keluarga menerima bantuan setiap bulan tanpa halangan apa pun", "2. Keluarga belum pernah menerima")
    assert sari.rows[0] == ["1", "2"]
    sari.send("2")
    assert sari.answers["wordy"] == "b"
    sari.tap("‹ Kembali")
    assert sari.rows[0] == ["1", "✓ 2"]
    sari.send("keluarga belum pernah menerima")
    sari.at("Hari apa saja?")


def test_several_and_an_order(world: World) -> None:
    sari = fills_in(world, CHOICES)
    sari.tap("Ya")
    for _ in range(3):
        sari.tap("Lewati")
    assert sari.rows == [["Senin", "Selasa"], ["Rabu"], ["‹ Kembali", "Lewati"], ["Ringkasan", "Berhenti dulu"]]
    sari.tap("Rabu")
    sari.send("senin")
    assert sari.answers["many"] == "sen rab"
    assert sari.rows[:3] == [["✓ Senin", "Selasa"], ["✓ Rabu"], ["Selesai ›"]]
    sari.tap("Selesai")
    sari.at("Urutkan kebutuhan.", "Ketuk satu per satu")
    sari.tap("Sekolah")
    old, message = sari.data_of("Pangan")
    sari.tap("Pangan")
    sari.at("1. Sekolah", "2. Pangan")
    assert sari.rows[0] == ["(2) Pangan", "(1) Sekolah"]
    # A second delivery of the same tap does not take it out again.
    sari.tap_data(old, message_id=message)
    assert sari.answers["order"] == "s p"
    assert not any("Selesai" in label for row in sari.rows for label in row)
    sari.tap("(1) Sekolah")
    assert sari.answers["order"] == "p"
    sari.tap("Sekolah")
    sari.tap("Kesehatan")
    sari.tap("Selesai")
    assert sari.answers["order"] == "p s k"
    sari.at("Selesai.")
    sari.tap("Lanjut")
    sari.at("Ringkasan", "Hari apa saja: Senin, Rabu", "Urutkan kebutuhan: Pangan, Sekolah, Kesehatan")


LONG = """
| survey |
| | type | name | label | appearance |
| | select_one village | village | Nagari mana? | minimal |
| | select_multiple village | villages | Nagari mana saja? | |
| | text | after | Lalu? | |

| choices |
| | list_name | name | label |
""" + "".join(f"| | village | v{n} | Nagari {n:02d} |\n" for n in range(1, 26))


def test_a_long_list_has_pages_and_a_search(world: World) -> None:
    sari = fills_in(world, LONG)
    sari.at("Ketik sebagian namanya")
    assert len(sari.rows) == 10 + 1 + 1 + 1
    assert sari.rows[10] == ["2 ▸"]
    sari.tap("2 ▸")
    assert sari.rows[0] == ["Nagari 11"]
    assert sari.rows[10] == ["◂ 1", "3 ▸"]
    # The page stays open over a wrong word, a command, and a restart.
    sari.send("xyz")
    sari.sees("tidak ada dalam daftar")
    sari.send("nagari 2")
    sari.sees("Ditemukan 8")
    sari.tap("Nagari 23")
    assert sari.answers == {"village": "v23"}
    sari.at("Nagari mana saja?")


def test_ticks_on_a_later_page(world: World) -> None:
    sari = fills_in(world, LONG)
    sari.send("nagari 01")
    sari.tap("2 ▸")
    sari.tap("Nagari 12")
    assert sari.rows[0] == ["Nagari 11", "✓ Nagari 12"]
    sari.tap("Nagari 20")
    assert sari.answers["villages"] == "v12 v20"
    sari.tap("3 ▸")
    sari.tap("Nagari 25")
    sari.send("nagari 03")
    sari.send("nagari 1")
    sari.sees("Ditemukan 12")
    sari.tap("Nagari 14")
    assert sari.answers["villages"] == "v3 v12 v14 v20 v25"
    sari.tap("Selesai")
    sari.at("Lalu?")


@pytest.mark.parametrize("text", ["4", "TS, S", "ya"])
def test_words_that_are_no_choice(world: World, text: str) -> None:
    sari = fills_in(world, CHOICES)
    sari.tap("Ya")
    sari.send(text)
    sari.sees("cukup ketuk salah satu")
    assert sari.answers == {"plain": "y"}


def test_in_english(world: World) -> None:
    sari = fills_in(world, CHOICES, language="en")
    sari.tap("Ya")
    for _ in range(4):
        sari.tap("Skip")
    sari.at("Tap one after the other")
    sari.send("nothing")
    sari.sees("tap")
    sari.tap("Pangan")
    sari.tap("Sekolah")
    sari.tap("Kesehatan")
    sari.tap("Done")
    assert sari.answers == {"plain": "y", "order": "p s k"}
