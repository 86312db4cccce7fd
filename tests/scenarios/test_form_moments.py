"""Days, months, years, times of day: by a calendar of buttons and by typing."""

from __future__ import annotations

import pytest

from tests.scenarios.filling import Filler, fills_in, restarted
from tests.world import World

# The scenarios begin on Friday, 20 November 2026, 08.00 WIB.
MOMENTS = """
| survey |
| | type | name | label | appearance | constraint | constraint_message |
| | date | day | Kapan kunjungannya? | | . <= today() | Belum terjadi. |
| | date | month | Bulan apa? | month-year | | |
| | date | year | Tahun berapa? | year | | |
| | time | clock | Jam berapa? | | | |
| | dateTime | moment | Kapan tepatnya? | | | |
| | text | after | Lalu? | | | |
"""


def test_a_day_by_taps(world: World) -> None:
    sari = fills_in(world, MOMENTS)
    # The example that is offered is one that the form takes.
    sari.at("Kapan kunjungannya?", "17/11/2026, kemarin, Senin")
    assert sari.rows[0] == ["‹", "Nov 2026", "›"]
    assert sari.rows[1] == ["S", "S", "R", "K", "J", "S", "M"]
    # 1 November 2026 was a Sunday.
    assert sari.rows[2] == ["·", "·", "·", "·", "·", "·", "1"]
    assert sari.rows[5] == ["16", "17", "18", "19", "•20", "21", "22"]
    assert sari.rows[7][:1] == ["30"]
    assert sari.rows[8] == ["Kemarin", "Hari ini"]
    sari.tap("‹")
    assert sari.rows[0][1] == "Okt 2026"
    sari.tap("Okt 2026")
    assert sari.rows[1] == ["Jan", "Feb", "Mar", "Apr"]
    sari.tap("2026 ▾")
    assert sari.rows[0] == ["‹", "2007–26", "›"]
    sari.tap("‹")
    sari.tap("1988")
    sari.tap("Mar")
    assert sari.rows[0][1] == "Mar 1988"
    sari.tap("31")
    assert sari.answers == {"day": "1988-03-31"}
    sari.tap("‹ Kembali")
    sari.at("Kamis, 31 Maret 1988")
    assert "✓31" in [label for row in sari.rows for label in row]
    sari.tap("Tetap")
    sari.at("Bulan apa?")


def test_what_the_form_refuses_stays_on_its_month(world: World) -> None:
    sari = fills_in(world, MOMENTS)
    sari.tap("›")
    assert sari.rows[0][1] == "Des 2026"
    sari.tap("24")
    sari.sees_toast("Belum terjadi.")
    assert sari.rows[0][1] == "Des 2026"
    sari.send("besok")
    sari.sees("Belum terjadi.")
    sari.send_photo()
    sari.sees("ketuk atau tulis tanggalnya, misalnya 17/11/2026.")
    sari.send("32/1")
    sari.sees("Contoh: 17/11/2026.")
    sari.send("kapan-kapan")
    sari.sees("tanggal belum sesuai")
    sari.sends(sticker=True)
    sari.sees("ketuk atau tulis tanggalnya")
    assert sari.answers == {}
    # A blank cell does nothing.
    sari.tap("R")
    assert sari.rows[0][1] == "Des 2026"
    sari.send("kemarin")
    assert sari.answers == {"day": "2026-11-19"}


@pytest.mark.parametrize(
    ("typed", "day"),
    [("7/11/2025", "2025-11-07"), ("7 November", "2026-11-07"), ("hari ini", "2026-11-20"), ("senin", "2026-11-16")],
)
def test_a_day_in_words(world: World, typed: str, day: str) -> None:
    sari = fills_in(world, MOMENTS)
    sari.send(typed)
    assert sari.answers == {"day": day}


def test_months_and_years(world: World) -> None:
    sari = fills_in(world, MOMENTS)
    sari.tap("Kemarin")
    sari.at("Bulan apa?", "10/2026, Oktober 2026")
    assert sari.rows[0] == ["‹", "2026 ▾", "›"]
    assert sari.rows[3] == ["Sep", "Okt", "•Nov", "Des"]
    sari.tap("‹")
    sari.tap("Agu")
    assert sari.answers["month"] == "2025-08-01"
    sari.tap("‹ Kembali")
    sari.at("Agustus 2025")
    sari.send("November 2025")
    assert sari.answers["month"] == "2025-11-01"
    sari.at("Tahun berapa?")
    assert sari.rows[1] == ["2007", "2008", "2009", "2010"]
    sari.tap("2011")
    assert sari.answers["year"] == "2011-01-01"
    sari.tap("‹ Kembali")
    sari.send("1998")
    assert sari.answers["year"] == "1998-01-01"
    sari.at("Jam berapa?")


def to_the_time(world: World, language: str = "id") -> Filler:
    sari = fills_in(world, MOMENTS, language=language)
    sari.send("20/11/2026")
    sari.send("11/2026")
    sari.send("2026")
    return sari


def test_a_time_of_day(world: World) -> None:
    sari = to_the_time(world)
    assert sari.rows[1] == ["06", "07", "08", "09", "10", "11"]
    sari.tap("07")
    assert sari.rows[0] == ["07.00", "07.05", "07.10", "07.15"]
    sari.tap("‹ Jam lain")
    sari.tap("19")
    sari.tap("19.30")
    assert sari.answers["clock"] == "19:30:00.000+07:00"
    sari.tap("‹ Kembali")
    sari.at("19.30")
    sari.send("setengah delapan lah")
    sari.sees("jamnya belum terbaca")
    sari.send("jam 7 malam")
    assert sari.answers["clock"] == "19:00:00.000+07:00"
    sari.tap("‹ Kembali")
    sari.tap("Sekarang")
    assert sari.answers["clock"] == "08:00:00.000+07:00"


def test_day_and_time_in_one_flow(world: World) -> None:
    sari = to_the_time(world)
    sari.send("7.30")
    sari.at("Kapan tepatnya?")
    assert sari.rows[8] == ["Kemarin", "Hari ini", "Sekarang"]
    sari.tap("Kemarin")
    sari.at("Kamis, 19 November 2026", "jam berapa?")
    sari.tap("‹ Tanggal lain")
    sari.tap("18")
    sari.tap("14")
    sari.tap("14.45")
    assert sari.answers["moment"] == "2026-11-18T14:45:00.000+07:00"
    sari.tap("‹ Kembali")
    sari.at("Rabu, 18 November 2026, pukul 14.45")
    # A day alone leads on to its time, and words below belong to that day.
    sari.send("kemarin")
    sari.sees("Kamis, 19 November 2026")
    sari.send("9.15")
    assert sari.answers["moment"] == "2026-11-19T09:15:00.000+07:00"
    sari.tap("‹ Kembali")
    sari.send("7/11/2025 14.30")
    assert sari.answers["moment"] == "2025-11-07T14:30:00.000+07:00"
    sari.tap("‹ Kembali")
    sari.send("nanti")
    sari.sees("tanggal dan jamnya belum terbaca. Contoh: 17/11/2026 14.30.")


def test_the_chosen_day_is_still_there_after_a_restart(world: World) -> None:
    sari = to_the_time(world)
    sari.tap("Sekarang")
    sari.tap("18")
    sari.at("jam berapa?")
    restarted(world)
    sari.send("10.20")
    assert sari.answers["moment"] == "2026-11-18T10:20:00.000+07:00"


def test_in_english(world: World) -> None:
    sari = fills_in(world, MOMENTS, language="en")
    sari.at("yesterday")
    assert sari.rows[0][1] == "Nov 2026"
    assert sari.rows[8] == ["Yesterday", "Today"]
    sari.send("Nov 7, 2025")
    assert sari.answers == {"day": "2025-11-07"}
    sari.tap("‹ Back")
    sari.at("Friday, 7 November 2025")
    sari.send("last monday")
    sari.send("last month")
    sari.send("1998")
    sari.send("7:30 pm")
    sari.send("yesterday 14:30")
    assert sari.answers == {
        "day": "2026-11-16",
        "month": "2026-10-01",
        "year": "1998-01-01",
        "clock": "19:30:00.000+07:00",
        "moment": "2026-11-19T14:30:00.000+07:00",
    }


@pytest.mark.parametrize(
    "forged",
    ["v20261332", "v99999999", "v2460", "v", "vx", "wm209913", "wm999999", "wy0000", "wz9999", "wh20269999", "wn99",
     "w", "wm", "w1", "wm1234567890123", "y1", "u1", "u0", "n", "i1.1", "i1", "a0.1", "j0.1", "v20261120"],
)  # fmt: skip
def test_forged_taps(world: World, forged: str) -> None:
    sari = to_the_time(world)
    before = sari.answers
    data, message = sari.data_of("Berhenti dulu")
    sari.tap_data(data[:-1] + forged, message_id=message)
    assert sari.answers == before
    assert not any("kendala" in m["text"] for m in sari.messages())
    sari.at("Jam berapa?")
