"""Days, months, years and times of day as people type them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.reading_days import read_clock, read_day, read_moment, read_month, read_year

# A Friday.
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, 5)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7/11/2025", "2025-11-07"),
        ("07-11-2025", "2025-11-07"),
        ("7.11.2025", "2025-11-07"),
        ("7 11 2025", "2025-11-07"),
        ("7-11-25", "2025-11-07"),
        ("7/11/85", "1985-11-07"),
        ("7/11/36", "2036-11-07"),
        ("7/11/37", "1937-11-07"),
        ("2025-11-07", "2025-11-07"),
        ("2025/11/7", "2025-11-07"),
        ("7 November 2025", "2025-11-07"),
        ("7 nov 2025", "2025-11-07"),
        ("7 Nop 2025", "2025-11-07"),
        ("7 NOVEMBER", "2026-11-07"),
        ("7 nov", "2026-11-07"),
        ("7/11", "2026-11-07"),
        # What lies nearest: Christmas of this year, the second of January of the next.
        ("25 des", "2026-12-25"),
        ("2 januari", "2027-01-02"),
        ("29 feb 2024", "2024-02-29"),
        ("29 februari", None),
        ("1 Agt 2025", "2025-08-01"),
        ("1 agustus 2025", "2025-08-01"),
        ("1 Mei 2025", "2025-05-01"),
        ("1st May 2025", "2025-05-01"),
        ("May 1, 2025", "2025-05-01"),
        ("December 24", "2026-12-24"),
        ("Jumat, 13 November 2026", "2026-11-13"),
        ("Friday 13 November 2026", "2026-11-13"),
        ("tgl 7", "2026-11-07"),
        ("tanggal 31", "2026-10-31"),
        ("tgl 7/11/2025", "2025-11-07"),
        ("tanggal 7 november 2025", "2025-11-07"),
        ("hari ini", "2026-11-20"),
        (" Hari  INI ", "2026-11-20"),
        ("kemarin", "2026-11-19"),
        ("kemaren", "2026-11-19"),
        ("kemarin dulu", "2026-11-18"),
        ("besok", "2026-11-21"),
        ("lusa", "2026-11-22"),
        ("3 hari lalu", "2026-11-17"),
        ("3 hari yang lalu", "2026-11-17"),
        ("2 days ago", "2026-11-18"),
        ("5 hari lagi", "2026-11-25"),
        ("in 5 days", "2026-11-25"),
        ("today", "2026-11-20"),
        ("yesterday", "2026-11-19"),
        ("the day before yesterday", "2026-11-18"),
        ("tomorrow", "2026-11-21"),
        ("senin", "2026-11-16"),
        ("Jumat", "2026-11-20"),
        ("jum'at", "2026-11-20"),
        ("jumat lalu", "2026-11-13"),
        ("sabtu", "2026-11-14"),
        ("minggu", "2026-11-15"),
        ("monday", "2026-11-16"),
        ("last friday", "2026-11-13"),
        ("senin depan", "2026-11-23"),
        ("jumat depan", "2026-11-27"),
        ("٧/١١/٢٠٢٥", "2025-11-07"),
        ("７/１１/２０２５", "2025-11-07"),
    ],
)
def test_a_day(typed: str, day: str | None) -> None:
    assert read_day(typed, TODAY) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "abc", "7", "2025", "31/2/2025", "32/1/2025", "7/13/2025", "0/1/2025", "7 xx 2025", "7 no 2025", "nov",
     "minggu lalu", "minggu depan", "2025-11", "1/2/3/4", "7/11/025", "🙏", "999 hari lalu x", "0000-01-01",
     "29 februari 2025"],
)  # fmt: skip
def test_no_day(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("11/2025", "2025-11-01"),
        ("11-25", "2025-11-01"),
        ("2025-11", "2025-11-01"),
        ("November 2025", "2025-11-01"),
        ("nov 25", "2025-11-01"),
        ("nov", "2026-11-01"),
        ("januari", "2027-01-01"),
        ("mei", "2026-05-01"),
        ("bulan ini", "2026-11-01"),
        ("bulan lalu", "2026-10-01"),
        ("bulan Oktober 2026", "2026-10-01"),
        ("last month", "2026-10-01"),
        ("7/11/2025", "2025-11-01"),
        ("13/2025", None),
        ("", None),
        ("2025", None),
    ],
)
def test_a_month(typed: str, month: str | None) -> None:
    assert read_month(typed, TODAY) == (date.fromisoformat(month) if month else None)


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2025", 2025),
        ("tahun 1998", 1998),
        ("98", 1998),
        ("tahun lalu", 2025),
        ("this year", 2026),
        ("11/2025", 2025),
        ("7/11/2025", 2025),
        ("x", None),
        ("0000", None),
    ],
)
def test_a_year(typed: str, year: int | None) -> None:
    assert read_year(typed, TODAY) == (date(year, 1, 1) if year else None)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("7.30", "07:30"),
        ("07:30", "07:30"),
        ("07:30:15", "07:30:15"),
        ("jam 7", "07:00"),
        ("Pukul 19.05", "19:05"),
        ("19.05 WIB", "19:05"),
        ("19.05wita", "19:05"),
        ("7", "07:00"),
        ("0.00", "00:00"),
        ("1930", "19:30"),
        ("jam 7 pagi", "07:00"),
        ("jam 7 malam", "19:00"),
        ("12 malam", "00:00"),
        ("12 siang", "12:00"),
        ("11 siang", "11:00"),
        ("1 siang", "13:00"),
        ("4 sore", "16:00"),
        ("3 dini hari", "03:00"),
        ("setengah 8", "07:30"),
        ("setengah 8 malam", "19:30"),
        ("7.30 pm", "19:30"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("07:30:00.000+07:00", "07:30"),
        ("sekarang", "08:05"),
        ("now", "08:05"),
        ("", None),
        ("24.00", None),
        ("7.60", None),
        ("25", None),
        ("pagi", None),
        ("7.3", None),
        ("7.30.99", None),
        ("-7", None),
        ("setengah 8.30", None),
        ("tujuh", None),
    ],
)
def test_a_time(typed: str, clock: str | None) -> None:
    assert read_clock(typed, NOW) == (time.fromisoformat(clock) if clock else None)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("7/11/2025 14.30", "2025-11-07T14:30"),
        ("7 Nov 2025, 08:00", "2025-11-07T08:00"),
        ("kemarin jam 7", "2026-11-19T07:00"),
        ("hari ini pukul 9 malam", "2026-11-20T21:00"),
        ("senin 8", "2026-11-16T08:00"),
        ("2025-11-07T07:30", "2025-11-07T07:30"),
        ("2025-11-07T07:30:00.000+07:00", "2025-11-07T07:30"),
        ("sekarang", "2026-11-20T08:05"),
        ("7/11/2025", None),
        ("14.30", None),
        ("", None),
        ("besok pagi", None),
    ],
)
def test_day_and_time(typed: str, moment: str | None) -> None:
    found = read_moment(typed, NOW)
    assert found == (None if moment is None else (lambda m: (m.date(), m.time()))(datetime.fromisoformat(moment)))


MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
DAYS = st.dates(date(1930, 1, 1), date(2030, 12, 31))


@given(DAYS, st.sampled_from(["{0:%d/%m/%Y}", "{0.day}-{0.month}-{0.year}", "{0:%Y-%m-%d}", "{0.day} {1} {0.year}"]))
def test_every_way_of_writing_a_date_is_that_date(day: date, way: str) -> None:
    name = MONTHS.split()[day.month - 1]
    assert read_day(way.format(day, name), TODAY) == day


@given(DAYS, DAYS)
def test_a_date_without_its_year_is_of_the_last_months_or_the_next(today: date, day: date) -> None:
    read = read_day(f"{day.day}/{day.month}", today)
    if (day.month, day.day) != (2, 29):
        assert read is not None
        assert (read.month, read.day) == (day.month, day.day)
        assert timedelta(days=-245) <= read - today <= timedelta(days=122)


@given(st.times())
def test_every_time_is_that_time(clock: time) -> None:
    whole = clock.replace(microsecond=0)
    for way in ("%H:%M:%S", "%H.%M.%S"):
        assert read_clock(whole.strftime(way)) == whole
    assert read_clock(whole.strftime("%H.%M")) == whole.replace(second=0)


@given(st.text(max_size=60), DAYS)
def test_anything_may_be_typed(typed: str, today: date) -> None:
    for read in (read_day, read_month, read_year):
        found = read(typed, today)
        assert found is None or isinstance(found, date)
    now = datetime.combine(today, time(8))
    assert read_clock(typed, now) is None or isinstance(read_clock(typed, now), time)
    read_moment(typed, now)


@given(st.text("0123456789 /.-:jampukulkemarindulsetghovb", max_size=40), DAYS)
def test_anything_that_looks_like_it(typed: str, today: date) -> None:
    test_anything_may_be_typed.hypothesis.inner_test(typed, today)  # type: ignore[attr-defined]


def test_the_ends_of_the_calendar() -> None:
    assert read_day("besok", date.max) is None
    assert read_day("kemarin", date.min) is None
    assert read_day("7 nov", date.max) == date(9999, 11, 7)
    assert read_month("nov", date(1, 1, 1)) == date(1, 11, 1)
