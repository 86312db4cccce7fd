"""Numbers, dates and times as people here write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.formats import clock_time, date_long, month_year, number, part_of_day, percent
from locales.reading import read_number

JAKARTA, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
# Friday, 20 November 2026: 06.59 in Jakarta, 07.59 in Makassar, 08.59 in Jayapura.
MOMENT = datetime(2026, 11, 19, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (Fraction(81 * 100, 96), 2, "84,38", "84.38"),
        (Fraction(2, 3), 2, "0,67", "0.67"),
        (Decimal("95.833"), 1, "95,8", "95.8"),
        (0.125, 2, "0,13", "0.13"),
        (Decimal("2.5"), 0, "3", "3"),
        (Decimal("-2.5"), 0, "-3", "-3"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (1234.5, 2, "1.234,50", "1,234.50"),
        (0, 2, "0,00", "0.00"),
        (100, 2, "100,00", "100.00"),
    ],
)
def test_number(value: Fraction | Decimal | float, decimals: int, indonesian: str, english: str) -> None:
    assert number(value, "id", decimals) == indonesian
    assert number(value, "en", decimals) == english


def test_percent() -> None:
    assert percent(Decimal("84.38"), "id") == "84,38 %"
    assert percent(Decimal("84.38"), "en") == "84.38%"
    assert percent(Decimal("84.38"), "id", 0) == "84 %"


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_what_is_written_in_indonesian_can_be_read_back(points: int, decimals: int) -> None:
    value = Decimal(points).scaleb(-decimals)
    assert read_number(number(value, "id", decimals)) == value


@pytest.mark.parametrize(
    ("zone", "indonesian", "english", "clock_id", "clock_en"),
    [
        (JAKARTA, "20 November 2026", "20 November 2026", "06.59 WIB", "06:59 WIB"),
        ("Asia/Pontianak", "20 November 2026", "20 November 2026", "06.59 WIB", "06:59 WIB"),
        (MAKASSAR, "20 November 2026", "20 November 2026", "07.59 WITA", "07:59 WITA"),
        (JAYAPURA, "20 November 2026", "20 November 2026", "08.59 WIT", "08:59 WIT"),
    ],
)
def test_dates_and_times_in_the_own_zone(
    zone: str, indonesian: str, english: str, clock_id: str, clock_en: str
) -> None:
    assert date_long(MOMENT, "id", zone) == indonesian
    assert date_long(MOMENT, "en", zone) == english
    assert clock_time(MOMENT, "id", zone) == clock_id
    assert clock_time(MOMENT, "en", zone) == clock_en


def test_the_day_changes_with_the_zone() -> None:
    late = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert date_long(late, "id", JAKARTA) == "31 Desember 2026"
    assert date_long(late, "id", MAKASSAR) == "1 Januari 2027"
    assert month_year(late, "id", JAKARTA) == "Desember 2026"
    assert month_year(late, "en", JAYAPURA) == "January 2027"


def test_months() -> None:
    moments = [datetime(2026, month, 15, tzinfo=UTC) for month in range(1, 13)]
    assert " ".join(month_year(moment, "id", JAKARTA).removesuffix(" 2026") for moment in moments) == (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        ("00:00", "malam"),
        ("02:59", "malam"),
        ("03:00", "pagi"),
        ("10:59", "pagi"),
        ("11:00", "siang"),
        ("14:59", "siang"),
        ("15:00", "sore"),
        ("18:29", "sore"),
        ("18:30", "malam"),
        ("23:59", "malam"),
    ],
)
@pytest.mark.parametrize(("zone", "ahead"), [(JAKARTA, 7), (MAKASSAR, 8), (JAYAPURA, 9)])
def test_part_of_day(clock: str, part: str, zone: str, ahead: int) -> None:
    local = datetime.fromisoformat(f"2026-11-20T{clock}:00+00:00")
    assert part_of_day(local - timedelta(hours=ahead), zone) == part
