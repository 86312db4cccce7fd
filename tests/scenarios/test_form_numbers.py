"""Numbers as they are written here, and numbers out of a range."""

from __future__ import annotations

import pytest

from tests.scenarios.filling import fills_in
from tests.world import World

NUMBERS = """
| survey |
| | type | name | label | hint | parameters | constraint | constraint_message |
| | integer | people | Berapa anggota keluarga? | Misalnya 4. | | . > 0 | Paling sedikit satu orang. |
| | decimal | money | Berapa pengeluaran? | | | | |
| | range | few | Seberapa puas? | | start=1 end=5 step=1 | | |
| | range | many | Berapa persen? | | start=0 end=100 step=2.5 | | |
| | text | after | Lalu? | | | | |
"""


@pytest.mark.parametrize(
    ("typed", "value"), [("Rp 1.250.000", "1250000"), ("1,5 jt", "1500000"), ("25 ribu", "25000"), ("2,75", "2.75")]
)
def test_money(world: World, typed: str, value: str) -> None:
    sari = fills_in(world, NUMBERS)
    sari.send("4")
    sari.send(typed)
    assert sari.answers["money"] == value


def test_numbers_and_ranges(world: World) -> None:
    sari = fills_in(world, NUMBERS)
    sari.send("empat")
    sari.sees("tulis angka saja", "Misalnya 4.")
    sari.send("0")
    sari.sees("Paling sedikit satu orang.")
    sari.sends_sample("photo")
    sari.sees("tulis angka saja")
    sari.send("4")
    sari.send("2,5")
    assert sari.rows[0] == ["1", "2", "3", "4", "5"]
    sari.send("6")
    sari.sees("di luar pilihan")
    sari.tap("4")
    sari.tap("‹ Kembali")
    assert sari.rows[0] == ["1", "2", "3", "✓ 4", "5"]
    sari.send("5")
    sari.at("angka 0 sampai 100")
    assert sari.rows[0] == ["0", "2,5", "5", "7,5", "10"]
    assert sari.rows[4] == ["2 ▸"]
    sari.tap("2 ▸")
    assert sari.rows[0][0] == "50"
    sari.tap("52,5")
    sari.tap("‹ Kembali")
    # It opens on the page of the answer.
    assert "✓ 52,5" in sari.rows[0]
    sari.send("99")
    sari.sees("di luar pilihan")
    sari.send("97,5")
    assert sari.answers == {"people": "4", "money": "2.5", "few": "5", "many": "97.5"}
    sari.tap("‹ Kembali")
    sari.at("Jawaban Anda: 97,5")


def test_in_english(world: World) -> None:
    sari = fills_in(world, NUMBERS, language="en")
    sari.send("4")
    sari.send("1,250.50")
    sari.tap("3")
    sari.at("from 0 to 100")
    assert sari.rows[0][1] == "2.5"
    sari.tap("2.5")
    assert sari.answers == {"people": "4", "money": "1250.5", "few": "3", "many": "2.5"}
