"""What was sent without signal arrives in any order, and finds its question."""

from __future__ import annotations

from tests.scenarios.filling import fills_in
from tests.world import World

VISIT = """
| survey |
| | type | name | label | relevant |
| | text | who | Siapa yang dikunjungi? | |
| | image | door | Foto depan rumah | |
| | geopoint | where | Di mana rumahnya? | |
| | select_one yn | ill | Ada yang sakit? | |
| | image | card | Foto kartu | ${ill} = 'y' |
| | audio | story | Cerita ibu | |
| | file | paper | Surat | |

| choices |
| | list_name | name | label |
| | yn | y | Ya |
| | yn | t | Tidak |
"""


def test_each_finds_its_question(world: World) -> None:
    sari = fills_in(world, VISIT)
    sari.shares(-0.2244, 100.6331)
    sari.sees_anywhere("Lokasi ini saya simpan untuk: Di mana rumahnya?")
    sari.at("Siapa yang dikunjungi?")
    sari.sends_sample("voice")
    sari.sees_anywhere("Rekaman ini saya simpan untuk: Cerita ibu")
    sari.sends_sample("photo")
    sari.sees_anywhere("Foto ini saya simpan untuk: Foto depan rumah")
    sari.at("Siapa yang dikunjungi?")
    first = sari.answers
    assert set(first) == {"where", "story", "door"}
    assert first["where"].startswith("-0.2244 100.6331")
    # A second photo: the card is not asked for, and what is answered is not put aside.
    sari.sends_sample("photo")
    sari.sees_anywhere("tulis jawabannya dengan kata-kata")
    # Nearly anything would fit a question for a file, so nothing is taken for it out of turn.
    sari.sends_file("surat.pdf")
    assert sari.answers == first
    rows = world.query("SELECT item FROM attachment WHERE draft_id IS NOT NULL ORDER BY id")
    assert rows == [("story",), ("door",)]
    sari.send("KPM-014")
    # What was sent ahead is not asked for again; Back leads to it.
    sari.at("Ada yang sakit?")
    sari.tap("‹ Kembali")
    sari.at("Di mana rumahnya?", "-0,2244; 100,6331")
    sari.tap("Tetap ›")
    sari.tap("Ya")
    sari.at("Foto kartu")
    sari.send("nanti")
    sari.tap("Lewati")
    # Going on, an earlier question that is still open is found too.
    sari.at("Surat")
    sari.tap("Lewati")
    sari.tap("‹ Kembali")
    sari.tap("‹ Kembali")
    sari.at("Cerita ibu", "Jawaban Anda: rekaman suara")
    sari.sends_sample("photo")
    sari.sees_anywhere("Foto ini saya simpan untuk: Foto kartu")
    assert sari.answers["card"].startswith("foto-")


def test_where_two_fit_it_is_the_next_one(world: World) -> None:
    sari = fills_in(world, VISIT)
    sari.send("KPM-014")
    sari.tap("Lewati")
    sari.tap("Lewati")
    sari.tap("Ya")
    sari.tap("‹ Kembali")
    sari.at("Ada yang sakit?")
    sari.sends_sample("photo")
    sari.sees_anywhere("untuk: Foto kartu")
    sari.sends_sample("photo")
    sari.sees_anywhere("untuk: Foto depan rumah")
    assert {"card", "door"} <= set(sari.answers)


def test_at_the_summary_it_fills_what_was_left_open(world: World) -> None:
    sari = fills_in(world, VISIT)
    sari.send("KPM-014")
    sari.tap("Ringkasan")
    sari.at("Ringkasan", "Di mana rumahnya: belum diisi")
    sari.shares(-0.2244, 100.6331)
    sari.sees_anywhere("Lokasi ini saya simpan untuk: Di mana rumahnya?")
    sari.at("Ringkasan", "Di mana rumahnya: -0,2244; 100,6331")
    sari.tap("Kirim")
    sari.sees("terkirim")
