"""Several questions on one screen (`field-list`), and what does not fit one."""

from __future__ import annotations

from tests.scenarios.filling import fills_in, sent
from tests.world import World

GROUP = """
| survey |
| | type | name | label | appearance | required | hint |
| | begin group | home | Rumah | field-list | | |
| | note | intro | Tentang rumahnya. | | | |
| | select_one yn | water | Ada air? | | yes | |
| | select_one yn | power | Ada listrik? | | | |
| | integer | rooms | Berapa kamar? | | yes | Misalnya 3. |
| | text | note | Catatan? | | | |
| | end group | | | | | |
| | text | after | Lalu? | | | |

| choices |
| | list_name | name | label |
| | yn | y | Ya |
| | yn | n | Tidak |
"""


def test_on_one_screen(world: World) -> None:
    sari = fills_in(world, GROUP)
    sari.at("Rumah", "Tentang rumahnya.", "1. Ada air?", "2. Ada listrik?", "▸ 3. Berapa kamar?", "4. Catatan?")
    assert sari.rows[:3] == [["1. Ya", "1. Tidak"], ["2. Ya", "2. Tidak"], ["✎ 4"]]
    sari.tap("2. Tidak")
    sari.at("Ada air?")
    assert sari.rows[1] == ["2. Ya", "✓ 2. Tidak"]
    sari.tap("Lanjut")
    sari.sees_toast("perlu dijawab")
    sari.send("tiga")
    sari.sees("tulis angka saja")
    sari.send("3")
    sari.at("Berapa kamar? 3", "▸ 4. Catatan?")
    sari.tap("✎ 3")
    sari.at("▸ 3. Berapa kamar?", "Misalnya 3.", "jawaban nomor 3")
    sari.send("4")
    sari.send("bocor")
    assert sari.answers == {"power": "n", "rooms": "4", "note": "bocor"}
    sari.tap("1. Ya")
    sari.at("Lalu?")
    sari.tap("‹ Kembali")
    sari.at("1. Ada air?", "Berapa kamar? 4")
    sari.tap("1. Tidak")
    sari.at("Lalu?")
    sari.send("sudah")
    sari.tap("Kirim")
    assert sent(world) == {"water": "n", "power": "n", "rooms": "4", "note": "bocor", "after": "sudah"}


def test_quick_taps_and_old_ones(world: World) -> None:
    sari = fills_in(world, GROUP)
    water, message = sari.data_of("1. Ya")
    power, _ = sari.data_of("2. Ya")
    sari.tap_data(water, message_id=message)
    sari.tap_data(power, message_id=message)
    sari.sees_toast("Sudah tersimpan")
    assert sari.answers == {"water": "y"}
    sari.tap("2. Ya")
    assert sari.answers == {"water": "y", "power": "y"}


LARGE = """
| survey |
| | type | name | label | appearance |
| | begin group | visit | Kunjungan rumah | field-list |
| | date | day | Kapan? | |
| | select_multiple yn | what | Apa saja? | |
| | text | note | Catatan? | |
| | end group | | | |
| | text | after | Lalu? | |

| choices |
| | list_name | name | label |
| | yn | y | Ya |
| | yn | n | Tidak |
"""


def test_what_does_not_fit_is_asked_one_by_one(world: World) -> None:
    sari = fills_in(world, LARGE)
    sari.at("Kunjungan rumah", "Kapan?")
    assert "Apa saja?" not in sari.question
    sari.tap("Lewati")
    sari.at("Apa saja?")
    sari.tap("Ya")
    sari.tap("Selesai")
    sari.at("Catatan?")
    sari.send("hujan")
    sari.at("Lalu?")


def test_in_english(world: World) -> None:
    sari = fills_in(world, GROUP, language="en")
    sari.at("What you write is the answer to number 3.")
    sari.tap("1. Ya")
    sari.tap("Next")
    sari.sees_toast("needs an answer")
    sari.send("2")
    sari.tap("Next")
    sari.at("Lalu?")
