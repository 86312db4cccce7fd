"""Places: Telegram's own button, the attach menu, coordinates in words; lines and areas point by point."""

from __future__ import annotations

from tests.scenarios.filling import Filler, fills_in, sent
from tests.world import World

PLACES = """
| survey |
| | type | name | label | required |
| | text | before | Siapa? | yes |
| | geopoint | home | Di mana rumahnya? | |
| | geotrace | path | Jalannya? | |
| | geoshape | field | Batas kebunnya? | |
| | text | after | Lalu? | |
"""
BUTTON = "📍 Kirim lokasi saya"


def at_the_place(world: World, language: str = "id") -> Filler:
    sari = fills_in(world, PLACES, language=language)
    sari.send("Ani")
    return sari


def test_the_button_sends_the_place_and_goes_again(world: World) -> None:
    sari = at_the_place(world)
    sari.at("Di mana rumahnya?", "📍 Kirim lokasi saya")
    assert sari.keyboard == [BUTTON]
    sari.shares(-0.2244, 100.6331, button=BUTTON)
    assert sari.answers["home"] == "-0.2244 100.6331 0 12"
    # The next one wants places too: the button is there again.
    assert sari.keyboard == [BUTTON]
    sari.at("Jalannya?")
    sari.tap("‹ Kembali")
    sari.at("Jawaban Anda: -0,2244; 100,6331 (±12 m)")


def test_the_letters_come_back(world: World) -> None:
    sari = at_the_place(world)
    sari.tap("‹ Kembali")
    assert sari.keyboard == []
    sari.sees_anywhere("Tombol lokasi ditutup.")
    sari.send("Ani")
    assert sari.keyboard == [BUTTON]
    sari.tap("Berhenti dulu")
    assert sari.keyboard == []
    sari.sees_anywhere("Selamat pagi, Ibu Sari.")


def test_other_ways_to_tell_a_place(world: World) -> None:
    sari = at_the_place(world)
    sari.send("dekat pasar")
    sari.sees("lokasinya belum terbaca")
    sari.send("https://maps.app.goo.gl/AbCdEf")
    sari.sees("Tautan pendek")
    sari.sends_sample("photo")
    sari.sees("kirim lokasi")
    sari.send("-6,2; 106,8")
    assert sari.answers["home"] == "-6.2 106.8 0 0"
    sari.tap("‹ Kembali")
    sari.send("https://maps.google.com/?q=-6.2087634,106.845599")
    assert sari.answers["home"] == "-6.2087634 106.845599 0 0"
    sari.tap("‹ Kembali")
    sari.shares(1.5, 2.5)
    assert sari.answers["home"] == "1.5 2.5 0 12"
    sari.tap("‹ Kembali")
    sari.sends(venue={"latitude": 3, "longitude": 4, "title": "Balai"})
    assert sari.answers["home"].startswith("3 4 0 ")


def test_a_line_and_an_area(world: World) -> None:
    sari = at_the_place(world)
    sari.tap("Lewati")
    sari.at("Jalannya?", "Paling sedikit 2 titik")
    assert not any("Selesai" in label for row in sari.rows for label in row)
    sari.shares(1, 2, button=BUTTON)
    sari.at("Titik tersimpan: 1 dari paling sedikit 2")
    sari.send("1,5; 2,5")
    sari.at("Titik tersimpan: 2")
    # Nothing of it is lost on the way.
    sari.send("/bantuan")
    sari.tap("Lanjutkan")
    sari.shares(9, 9)
    sari.tap("↶ Hapus titik terakhir")
    assert sari.answers["path"] == "1 2 0 12;1.5 2.5 0 0"
    sari.tap("Selesai")
    sari.at("Batas kebunnya?", "Paling sedikit 3 titik")
    for point in ((0, 0), (0, 1), (1, 1)):
        assert not any("Selesai" in label for row in sari.rows for label in row)
        sari.shares(*point)
    sari.tap("Selesai")
    assert sari.keyboard == []
    sari.at("Lalu?")
    sari.send("sudah")
    sari.at("Ringkasan", "Jalannya: 2 titik")
    sari.tap("Kirim")
    answers = sent(world)
    assert answers["path"] == "1 2 0 12;1.5 2.5 0 0"
    points = answers["field"].split(";")
    assert points[0] == points[-1] == "0 0 0 12"
    assert len(points) == 4


def test_a_place_where_none_is_asked_for(world: World) -> None:
    sari = fills_in(world, PLACES)
    sari.shares(1, 2)
    sari.sees_anywhere("Lokasi ini saya simpan untuk: Di mana rumahnya?")
    sari.shares(3, 4)
    sari.sees("dengan kata-kata")
    assert sari.answers == {"home": "1 2 0 12"}


def test_in_english(world: World) -> None:
    sari = at_the_place(world, "en")
    assert sari.keyboard == ["📍 Send my location"]
    sari.at("Send my location")
    sari.send("somewhere")
    sari.sees("could not read that location")
    sari.shares(-6.2, 106.8, button="📍 Send my location")
    sari.tap("‹ Back")
    sari.at("Your answer: -6.2, 106.8 (±12 m)")
