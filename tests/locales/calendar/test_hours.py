"""When something may go: tables of local times, as a companion would see them on the phone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from timeit import repeat

import pytest

from locales.calendar import Calendar, Hours, Override, Ramadan, Rules, RulesError, local_slot
from tests.locales.calendar.places import DENPASAR, HOURS, JAKARTA, MAKASSAR, PLACES, PONTIANAK, UNKNOWN, WAMENA, Place

# (place, kind, asked at, goes at), all in local time. 2026-06-03 is an ordinary Wednesday, 2026-06-05 a Friday.
ORDINARY: list[tuple[Place, str, str, str]] = [
    (JAKARTA, "reminder", "2026-06-03 07.29", "2026-06-03 07.30"),
    (JAKARTA, "reminder", "2026-06-03 07.30", "2026-06-03 07.30"),
    (JAKARTA, "reminder", "2026-06-03 15.59", "2026-06-03 15.59"),
    (JAKARTA, "reminder", "2026-06-03 16.00", "2026-06-04 07.30"),
    (JAKARTA, "reminder", "2026-06-05 11.29", "2026-06-05 11.29"),
    (JAKARTA, "reminder", "2026-06-05 11.30", "2026-06-05 13.00"),
    (JAKARTA, "reminder", "2026-06-05 16.29", "2026-06-05 16.29"),
    (JAKARTA, "reminder", "2026-06-05 16.30", "2026-06-06 08.00"),  # Saturday morning
    (JAKARTA, "reminder", "2026-06-06 12.00", "2026-06-08 07.30"),  # from Saturday noon to Monday
    (JAKARTA, "tip", "2026-06-03 07.30", "2026-06-03 08.00"),
    (JAKARTA, "tip", "2026-06-05 16.00", "2026-06-08 08.00"),
    (JAKARTA, "digest", "2026-06-06 09.00", "2026-06-08 07.30"),
    (JAKARTA, "announcement", "2026-06-03 19.59", "2026-06-03 19.59"),
    (JAKARTA, "announcement", "2026-06-03 20.00", "2026-06-04 07.00"),
    (JAKARTA, "announcement", "2026-06-06 19.00", "2026-06-06 19.00"),
    (JAKARTA, "announcement", "2026-06-07 09.00", "2026-06-08 07.00"),
    (JAKARTA, "announcement", "2026-06-05 12.00", "2026-06-05 13.00"),
    (JAKARTA, "announcement-now", "2026-06-07 02.15", "2026-06-07 02.15"),
    (JAKARTA, "case", "2026-06-07 02.15", "2026-06-07 02.15"),
    (JAKARTA, "answer", "2026-06-07 02.15", "2026-06-07 02.15"),
    (UNKNOWN, "reminder", "2026-06-03 16.00", "2026-06-04 07.30"),
]

FEASTS: list[tuple[Place, str, str, str]] = [
    # Nyepi 2026 is Thursday 19 March; joint leave before it, Idulfitri and its joint leave after it until the 24th.
    (DENPASAR, "case", "2026-03-19 05.59", "2026-03-19 05.59"),
    (DENPASAR, "case", "2026-03-19 06.00", "2026-03-20 06.00"),
    (DENPASAR, "case", "2026-03-20 05.59", "2026-03-20 06.00"),
    (DENPASAR, "announcement-now", "2026-03-19 12.00", "2026-03-20 06.00"),
    (DENPASAR, "answer", "2026-03-19 12.00", "2026-03-19 12.00"),
    (MAKASSAR, "case", "2026-03-19 12.00", "2026-03-19 12.00"),
    (MAKASSAR, "announcement-now", "2026-03-19 12.00", "2026-03-19 12.00"),
    (UNKNOWN, "case", "2026-03-19 12.00", "2026-03-19 12.00"),
    (MAKASSAR, "reminder", "2026-03-19 12.00", "2026-03-25 07.30"),
    (DENPASAR, "reminder", "2026-03-17 15.00", "2026-03-25 07.30"),  # Ramadan: the office has closed at 15.00
    (DENPASAR, "announcement", "2026-03-17 15.00", "2026-03-17 15.00"),
    (JAKARTA, "announcement", "2026-03-21 10.00", "2026-03-25 07.00"),
    (JAKARTA, "announcement-now", "2026-03-21 10.00", "2026-03-21 10.00"),
    # Ramadan 1447: 19 February to 20 March 2026; 20 February is a Friday.
    (JAKARTA, "reminder", "2026-02-18 07.45", "2026-02-18 07.45"),
    (JAKARTA, "reminder", "2026-02-19 07.45", "2026-02-19 08.00"),
    (JAKARTA, "reminder", "2026-02-19 15.00", "2026-02-20 08.00"),
    (JAKARTA, "tip", "2026-02-19 15.30", "2026-02-20 08.00"),
    (JAKARTA, "reminder", "2026-02-20 12.15", "2026-02-20 13.00"),
    (JAKARTA, "reminder", "2026-02-20 15.29", "2026-02-20 15.29"),
    (JAKARTA, "reminder", "2026-02-20 15.30", "2026-02-21 08.00"),
    # Christmas 2026 is a Friday, the day before it joint leave; the year ends on a Thursday, New Year is a Friday.
    (JAKARTA, "reminder", "2026-12-23 16.00", "2026-12-26 08.00"),
    (JAKARTA, "tip", "2026-12-23 16.00", "2026-12-28 08.00"),
    (JAKARTA, "reminder", "2026-12-31 23.59", "2027-01-02 08.00"),
    (WAMENA, "digest", "2026-12-31 16.00", "2027-01-04 07.30"),
    # A leap day, the Tuesday after Idulfitri 2028 (Sunday and Monday, estimated).
    (JAKARTA, "reminder", "2028-02-26 12.00", "2028-02-29 07.30"),
    (JAKARTA, "reminder", "2028-02-29 15.59", "2028-02-29 15.59"),
    (JAKARTA, "reminder", "2028-02-29 16.00", "2028-03-01 07.30"),
    # 5 February in Papua, a Thursday in 2026.
    (WAMENA, "reminder", "2026-02-05 09.00", "2026-02-06 07.30"),
    (MAKASSAR, "reminder", "2026-02-05 09.00", "2026-02-05 09.00"),
    # The second Ramadan that begins in 2030 ends in 2031; after it nothing is known, and ordinary hours hold.
    (JAKARTA, "reminder", "2030-12-27 07.45", "2030-12-27 08.00"),
    (JAKARTA, "reminder", "2031-01-06 07.45", "2031-01-06 08.00"),
    (JAKARTA, "reminder", "2031-12-17 07.45", "2031-12-17 07.45"),
]


@pytest.mark.parametrize(("place", "kind", "asked", "goes"), ORDINARY + FEASTS)
def test_a_message_goes_at_the_first_moment_that_is_allowed(place: Place, kind: str, asked: str, goes: str) -> None:
    assert place.next(kind, asked) == goes
    assert (place.explained(kind, asked) == "ok") == (asked == goes)


def test_one_moment_falls_into_three_different_hours() -> None:
    at = datetime(2026, 6, 3, 23, 0, tzinfo=UTC)  # 06.00 WIB, 07.00 WITA, 08.00 WIT on Thursday the 4th
    found = {place: place.shown(HOURS.next_moment(at, place.zone, place.province, "reminder")) for place in PLACES}
    assert found[JAKARTA] == found[PONTIANAK] == "2026-06-04 07.30"
    assert found[DENPASAR] == found[MAKASSAR] == "2026-06-04 07.30"
    assert found[WAMENA] == "2026-06-04 08.00"
    # In one and the same zone it is later in the west.
    assert JAKARTA.at("2026-06-04 07.30") - DENPASAR.at("2026-06-04 07.30") == timedelta(hours=1)


def test_a_moment_within_a_minute_stays_as_it_is() -> None:
    opened = JAKARTA.at("2026-06-03 07.30") + timedelta(seconds=59)
    assert HOURS.next_moment(opened, *JAKARTA, "reminder") == opened
    at = datetime(2026, 6, 3, 8, 59, 59, 999999, tzinfo=UTC)  # 15.59 WIB
    assert HOURS.next_moment(at, *JAKARTA, "reminder") == at
    assert JAKARTA.shown(HOURS.next_moment(at + timedelta(microseconds=1), *JAKARTA, "reminder")) == "2026-06-04 07.30"


@pytest.mark.parametrize(
    ("place", "kind", "asked", "code"),
    [
        (JAKARTA, "reminder", "2026-06-03 09.00", "ok"),
        (JAKARTA, "reminder", "2026-06-03 22.00", "night"),
        (JAKARTA, "reminder", "2026-06-03 17.00", "outside-hours"),
        (JAKARTA, "reminder", "2026-06-05 12.00", "friday-prayer"),
        (JAKARTA, "reminder", "2026-06-07 09.00", "sunday"),
        (JAKARTA, "reminder", "2026-06-06 13.00", "outside-hours"),
        (JAKARTA, "tip", "2026-06-06 10.00", "saturday"),
        (JAKARTA, "tip", "2026-08-17 10.00", "holiday:Hari Kemerdekaan Republik Indonesia"),
        (JAKARTA, "tip", "2026-12-24 10.00", "leave:Cuti Bersama Hari Raya Natal"),
        (JAKARTA, "announcement", "2026-03-21 10.00", "holiday:Hari Raya Idulfitri"),
        (JAKARTA, "announcement", "2026-03-22 10.00", "holiday:Hari Kedua Idulfitri"),
        (JAKARTA, "announcement-now", "2026-03-22 10.00", "ok"),
        (MAKASSAR, "reminder", "2026-03-19 10.00", "holiday:Hari Suci Nyepi"),
        (DENPASAR, "reminder", "2026-03-19 10.00", "silent:Hari Suci Nyepi"),
        (DENPASAR, "case", "2026-03-20 05.00", "silent:Hari Suci Nyepi"),
        (DENPASAR, "case", "2026-03-20 06.00", "ok"),
        (DENPASAR, "answer", "2026-03-19 10.00", "ok"),
    ],
)
def test_the_reason_is_told(place: Place, kind: str, asked: str, code: str) -> None:
    assert place.explained(kind, asked) == code


def test_a_decree_moves_idulfitri_by_a_day() -> None:
    moved = [
        Override(date(2027, 3, 10), None, "workday"),
        Override(date(2027, 3, 12), None, "holiday", "Hari Kedua Idul Fitri 1448 H", "Eid al-Fitr, second day"),
        Override(date(2027, 3, 11), None, "holiday", "Idul Fitri 1448 H", "Eid al-Fitr"),
    ]
    longer = Ramadan(1448, date(2027, 2, 9), date(2027, 3, 10), True)
    decided = Hours(Calendar(stored=moved, ramadans=[longer]))
    assert JAKARTA.next("announcement", "2027-03-10 10.00") == "2027-03-13 07.00"
    assert JAKARTA.next("announcement", "2027-03-10 10.00", decided) == "2027-03-10 10.00"
    assert JAKARTA.explained("announcement", "2027-03-12 10.00", decided) == "holiday:Hari Kedua Idul Fitri 1448 H"
    assert JAKARTA.next("reminder", "2027-02-08 07.45") == "2027-02-08 08.00"
    assert JAKARTA.next("reminder", "2027-02-08 07.45", decided) == "2027-02-08 07.45"


def test_a_decree_moves_nyepi_and_bali_is_silent_on_the_new_day() -> None:
    moved = [
        Override(date(2027, 3, 8), None, "workday"),
        Override(date(2027, 3, 4), None, "holiday", "Hari Suci Nyepi Tahun Baru Saka 1949", ""),
    ]
    hours = Hours(Calendar(stored=moved))
    assert DENPASAR.next("case", "2027-03-08 10.00", hours) == "2027-03-08 10.00"
    assert DENPASAR.next("case", "2027-03-04 10.00", hours) == "2027-03-05 06.00"
    assert MAKASSAR.next("case", "2027-03-04 10.00", hours) == "2027-03-04 10.00"


def test_a_province_can_be_silent_by_its_own_decree() -> None:
    hours = Hours(Calendar(stored=[Override(date(2026, 6, 3), "73", "silent", "Hari Berkabung Daerah")]))
    assert MAKASSAR.next("case", "2026-06-03 10.00", hours) == "2026-06-04 06.00"
    assert MAKASSAR.next("reminder", "2026-06-03 10.00", hours) == "2026-06-04 07.30"
    assert DENPASAR.next("reminder", "2026-06-03 10.00", hours) == "2026-06-03 10.00"


def test_a_saturday_made_a_working_day_has_office_hours() -> None:
    hours = Hours(Calendar(stored=[Override(date(2026, 6, 6), None, "workday")]))
    assert JAKARTA.next("tip", "2026-06-06 14.00", hours) == "2026-06-06 14.00"


def test_what_an_admin_stores_changes_the_hours() -> None:
    rules = Rules.from_mapping(
        {"quiet.start": "18.00", "kinds.reminder.saturday": "none", "office": {"start": "09.00"}}
    )
    hours = Hours(Calendar(rules))
    assert JAKARTA.next("announcement", "2026-06-03 18.30", hours) == "2026-06-04 07.00"
    assert JAKARTA.next("reminder", "2026-06-06 09.00", hours) == "2026-06-08 09.00"


def test_a_kind_of_ones_own_can_be_added() -> None:
    tables = dict.fromkeys(("ramadan", "saturday", "sunday", "holiday", "leave", "feast"), "none")
    flags = {"quiet": True, "friday_prayer": True, "silence": True}
    news = {**tables, **flags, "workday": "10.00-11.00, 14.00-15.00", "ramadan": "10.00-11.00"}
    hours = Hours(Calendar(Rules.from_mapping({"kinds": {"news": news}})))
    assert JAKARTA.next("news", "2026-06-03 11.00", hours) == "2026-06-03 14.00"
    assert JAKARTA.next("news", "2026-06-03 15.00", hours) == "2026-06-04 10.00"


def test_a_calendar_without_an_open_day_says_so() -> None:
    closed = [Override(date(2026, 1, 1) + timedelta(days=n), None, "leave", "Libur") for n in range(500)]
    with pytest.raises(LookupError, match="no moment for a tip within 400 days"):
        Hours(Calendar(stored=closed)).next_moment(datetime(2026, 1, 1, tzinfo=UTC), *JAKARTA, "tip")


def test_wrong_questions_are_refused() -> None:
    at = datetime(2026, 6, 3, tzinfo=UTC)
    with pytest.raises(ValueError, match="without a zone"):
        HOURS.next_moment(at.replace(tzinfo=None), *JAKARTA, "tip")
    for zone in ("Asia/Papua", "", "../x"):
        with pytest.raises(ValueError, match="IANA name"):
            HOURS.next_moment(at, zone, None, "tip")
    with pytest.raises(RulesError, match=r"no kind 'tips': use one of answer, case"):
        HOURS.next_moment(at, *JAKARTA, "tips")


@pytest.mark.parametrize(
    ("zone", "utc"),
    [("Asia/Jakarta", 1), ("Asia/Pontianak", 1), ("Asia/Makassar", 0), ("Asia/Jayapura", -1)],
)
def test_a_slot_is_a_clock_time_of_the_place(zone: str, utc: int) -> None:
    expected = datetime(2028, 2, 29, 8, 0, tzinfo=UTC) - timedelta(hours=8 - utc)
    assert local_slot(date(2028, 2, 29), time(8), zone) == expected
    assert local_slot(date(2028, 2, 29), time(8), zone).tzinfo is UTC


def test_an_answer_takes_less_than_50_microseconds_once_the_year_is_known() -> None:
    at = DENPASAR.at("2026-03-17 15.00")  # the longest way: eight days closed
    HOURS.next_moment(at, *DENPASAR, "reminder")
    best = min(repeat(lambda: HOURS.next_moment(at, *DENPASAR, "reminder"), number=500, repeat=5)) / 500
    assert best < 50e-6
