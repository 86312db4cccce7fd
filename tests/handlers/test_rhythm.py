"""Rhythms: periods, due days, the days of reminders; and what an admin may store."""

from __future__ import annotations

import tomllib
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reminding.reading import REPORTS, RhythmError, read_rhythm, read_slots
from handlers.reminding.rhythm import (
    Every,
    Occasion,
    Period,
    Rhythm,
    comes_late,
    draft_days,
    keeps_patience,
    level,
    next_workday,
    occasion,
    period_of,
    previous,
    workday_before,
)
from handlers.reminding.setting.rhythms import BEGINS, begun

LONG_AGO = date(2020, 1, 1)
# Holidays of November 2026 in these tests: a Wednesday, and a Friday with the Monday after it.
OFF = {date(2026, 11, 11), date(2026, 11, 20), date(2026, 11, 23)}


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in OFF


def on(text: str) -> date:
    """`23.11` of 2026."""
    day, month = text.split(".")
    return date(2026, int(month), int(day))


@pytest.mark.parametrize(
    ("every", "day", "key", "first", "last"),
    [
        (Every.DAILY, "2028-02-29", "2028-02-29", "2028-02-29", "2028-02-29"),
        (Every.WEEKLY, "2026-11-20", "2026-W47", "2026-11-16", "2026-11-22"),
        (Every.WEEKLY, "2027-01-01", "2026-W53", "2026-12-28", "2027-01-03"),
        (Every.MONTHLY, "2028-02-10", "2028-02", "2028-02-01", "2028-02-29"),
        (Every.MONTHLY, "2026-12-31", "2026-12", "2026-12-01", "2026-12-31"),
        (Every.QUARTERLY, "2026-11-20", "2026-Q4", "2026-10-01", "2026-12-31"),
        (Every.QUARTERLY, "2026-04-01", "2026-Q2", "2026-04-01", "2026-06-30"),
        (Every.HALF_YEARLY, "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31"),
        (Every.YEARLY, "2026-07-01", "2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_the_period_of_a_day(every: Every, day: str, key: str, first: str, last: str) -> None:
    wanted = Period(key, date.fromisoformat(first), date.fromisoformat(last))
    assert period_of(every, date.fromisoformat(day)) == wanted


PERIODIC = [every for every in Every if every not in (Every.ON_DEMAND, Every.ONCE)]


@given(st.sampled_from(PERIODIC), st.dates(date(2020, 1, 10), date(2040, 1, 1)))
def test_periods_follow_each_other_without_gap(every: Every, day: date) -> None:
    period = period_of(every, day)
    assert period is not None
    assert period.first <= day <= period.last
    assert period_of(every, period.first) == period == period_of(every, period.last)
    before = previous(every, period)
    assert before.last + timedelta(days=1) == period.first
    assert before.key < period.key


def made(every: Every, **values: Any) -> Rhythm:
    values = {"offsets": (-3, 0, 1, 3, 7), "then_every": 7, **values}
    return Rhythm("p2k2", every, time(16), **values)


def days(found: Occasion | None) -> list[str]:
    assert found is not None
    return [f"{day.day}.{day.month}" for day in sorted(found.days)]


@pytest.mark.parametrize(
    ("rhythm", "day", "joined", "due", "reminded"),
    [
        # The 20th and what is around it are holidays: due on Thursday, and the day after becomes Tuesday.
        (made(Every.MONTHLY, day=20), "5.11", LONG_AGO, "19.11", ["16.11", "19.11", "24.11", "26.11"]),
        (made(Every.MONTHLY, day=31), "5.11", LONG_AGO, "30.11", ["27.11", "30.11"]),
        (made(Every.WEEKLY, weekday=3), "10.11", LONG_AGO, "10.11", ["9.11", "10.11", "12.11", "13.11"]),
        (made(Every.DAILY), "10.11", LONG_AGO, "10.11", ["10.11"]),
        (made(Every.QUARTERLY, month=2, day=10), "5.11", LONG_AGO, "10.11", 8),
        (made(Every.YEARLY, days=30), "5.11", on("1.10"), "30.10", 8),
        (made(Every.ONCE, days=3), "5.11", on("6.11"), "9.11", 7),
        # Thirty days after the first of April is in May: the month is short, but its report is expected.
        (made(Every.MONTHLY, days=30), "5.4", LONG_AGO, "30.4", ["27.4", "30.4"]),
        (made(Every.MONTHLY, days=30), "5.2", LONG_AGO, "27.2", ["24.2", "27.2"]),
        # Due on a Monday that is a holiday: nothing of the week is before it.
        (made(Every.WEEKLY, weekday=1), "24.11", LONG_AGO, "24.11", ["24.11", "25.11", "27.11"]),
        (made(Every.MONTHLY, day=20), "5.11", on("17.11"), "19.11", ["19.11", "24.11", "26.11"]),
    ],
)
def test_when_it_is_due_and_spoken_of(
    rhythm: Rhythm, day: str, joined: date, due: str, reminded: list[str] | int
) -> None:
    found = occasion(rhythm, on(day), joined, works)
    assert found is not None
    assert found.due == on(due)
    assert found.due in found.days
    if isinstance(reminded, int):
        assert len(found.days) == reminded
    else:
        assert days(found) == reminded


@pytest.mark.parametrize(
    ("rhythm", "day", "joined"),
    [
        (made(Every.ON_DEMAND), "5.11", LONG_AGO),
        (made(Every.DAILY), "11.11", LONG_AGO),  # a holiday
        (made(Every.DAILY), "14.11", LONG_AGO),  # a Saturday
        (made(Every.DAILY), "10.11", on("10.11")),  # the first day
        (made(Every.MONTHLY, day=10), "15.11", on("12.11")),  # joined after it was due
        (made(Every.YEARLY, days=30), "20.12", on("15.12")),  # the next year asks
        (made(Every.MONTHLY, day=20, about="previous"), "15.11", on("2.11")),  # October was before their time
    ],
)
def test_when_nothing_is_expected(rhythm: Rhythm, day: str, joined: date) -> None:
    assert occasion(rhythm, on(day), joined, works) is None


@pytest.mark.parametrize("every", [every for every in BEGINS if every is not Every.ONCE])
def test_what_is_offered_leaves_room_after_the_due_day(every: Every) -> None:
    rhythm = read_rhythm("p2k2", begun({}, every))
    assert rhythm is not None
    assert comes_late(rhythm, on("5.11"))
    for week in range(0, 366, 7):
        found = occasion(rhythm, on("1.1") + timedelta(days=week), LONG_AGO, works)
        assert found is not None
        assert found.due is not None
        levels = {level(found.due, one) for one in found.days}
        assert levels >= ({1, 2} if every is Every.WEEKLY else {1, 2, 3})


@pytest.mark.parametrize(
    ("rhythm", "late"),
    [
        (made(Every.MONTHLY, day=31), False),
        (made(Every.MONTHLY, day=20), True),
        (made(Every.WEEKLY, weekday=5), False),
        (made(Every.WEEKLY, weekday=3), True),
        (made(Every.YEARLY, month=12, day=31), False),
        (made(Every.QUARTERLY, month=3, day=15), True),
        (made(Every.DAILY), True),
    ],
)
def test_whether_there_is_room_after_the_due_day(rhythm: Rhythm, late: bool) -> None:
    assert comes_late(rhythm, on("5.11")) is late


RHYTHMS = st.builds(
    made,
    st.sampled_from(PERIODIC),
    day=st.integers(1, 31),
    weekday=st.integers(1, 7),
    days=st.none() | st.integers(0, 40),
    at_most=st.integers(1, 12),
    then_every=st.integers(0, 14),
)


@given(RHYTHMS, st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.dates(date(2025, 6, 1), date(2028, 12, 31)))
def test_every_day_of_a_reminder_makes_sense(rhythm: Rhythm, day: date, joined: date) -> None:
    found = occasion(rhythm, day, joined, works)
    if found is None:
        return
    assert found.due is not None
    assert works(found.due)
    assert len(found.days) <= rhythm.at_most
    for one in found.days:
        assert works(one)
        assert one > joined
        assert found.period.first <= one <= found.period.last
        assert found.since <= one <= found.until
    assert found.firm - {found.due} <= found.days
    # Asked on any other day of the period, it is the same.
    assert occasion(rhythm, found.period.last, joined, works) == found


@pytest.mark.parametrize(("n", "wanted"), [(-9, 0), (-1, 0), (0, 1), (1, 2), (3, 2), (4, 3), (90, 3)])
def test_the_level_of_the_words(n: int, wanted: int) -> None:
    due = on("12.11")
    assert level(due, due + timedelta(days=n)) == wanted


def test_a_draft_has_five_days_at_most() -> None:
    found = draft_days((1, 3, 7, 14, 30), on("10.11"), works)
    assert found == (on("12.11"), on("13.11"), on("17.11"), on("24.11"), on("10.12"))
    # Friday evening: the first and the third day are the same Monday, or here, Tuesday.
    assert draft_days((1, 3), on("20.11"), works) == (on("24.11"),)


def test_a_daily_form_is_not_asked_for_daily_for_ever() -> None:
    filed = on("2.11")
    asked = [
        n
        for n in range(1, 75)
        if works(filed + timedelta(days=n))
        and keeps_patience(Every.DAILY, filed + timedelta(days=n), filed, at_most=8, is_workday=works)
    ]
    # A week long on every working day, then on the first working day of the week (the 23rd of November is a holiday).
    assert asked == [1, 2, 3, 4, 7, 14, 22, 28, 35, 42, 49, 56]
    assert keeps_patience(Every.MONTHLY, filed + timedelta(days=300), filed, at_most=8, is_workday=works)


def test_working_days_around_holidays() -> None:
    assert next_workday(on("20.11"), works) == on("24.11")
    assert workday_before(on("24.11"), works) == on("19.11")
    assert next_workday(on("20.11"), lambda _: False) is None


@pytest.mark.parametrize(
    ("stored", "key"),
    [
        ({"every": "fortnightly"}, "every"),
        ({}, "every"),
        ({"every": "monthly", "day": 32}, "day"),
        ({"every": "monthly", "day": True}, "day"),
        ({"every": "monthly", "month": 2}, "month"),
        ({"every": "weekly", "weekday": 0}, "weekday"),
        ({"every": "daily", "time": "25.00"}, "time"),
        ({"every": "daily", "time": 9}, "time"),
        ({"every": "daily", "offsets": [1, 0]}, "offsets"),
        ({"every": "daily", "offsets": []}, "offsets"),
        ({"every": "daily", "offsets": "0"}, "offsets"),
        ({"every": "daily", "about": "next"}, "about"),
        ({"every": "daily", "roles": ["boss"]}, "roles"),
        ({"every": "daily", "deadline": "yes"}, "deadline"),
        ({"every": "daily", "audience": {"nobody": 1}}, "audience"),
        ({"every": "daily", "programmes": []}, "programmes"),
        ({"every": "daily", "programmes": ["p k h"]}, "programmes"),
        ({"every": "daily", "if_missed": 1}, "if_missed"),
        ({"every": "daily", "tag": 1}, "tag"),
    ],
)
def test_a_rhythm_that_cannot_be_used_says_which_key(stored: dict[str, Any], key: str) -> None:
    with pytest.raises(RhythmError) as caught:
        read_rhythm("p2k2", stored)
    assert caught.value.key == key
    assert str(caught.value).startswith(f"{key}: ")


def test_the_rhythms_of_the_file() -> None:
    competency, profile = read_rhythm("kompetensi", None), read_rhythm("profil", None)
    assert competency is not None
    assert profile is not None
    assert (competency.every, competency.days, competency.time) == (Every.YEARLY, 30, time(16))
    assert not profile.deadline
    assert read_rhythm("cerita", None) is None
    assert read_rhythm("kompetensi", {"every": "on-demand"}) is None
    half = read_rhythm("kompetensi", {"every": "half-yearly", "days": 30})
    assert half is not None
    assert half.every is Every.HALF_YEARLY


def test_the_rhythms_of_the_reports() -> None:
    """Each can be used, leaves room to be called to mind after its due day, and says who files it."""
    for form in tomllib.loads(REPORTS.read_text(encoding="utf-8")):
        rhythm = read_rhythm(form, None)
        assert rhythm is not None
        assert rhythm.audience is not None
        assert comes_late(rhythm, date(2026, 11, 20)), form
    daily = read_rhythm("harian", None)
    assert daily is not None
    assert daily.every is Every.DAILY
    assert daily.if_missed


def test_of_an_audience_only_those_with_the_programme() -> None:
    both = read_rhythm("x", {"every": "daily", "audience": {"province": "13"}, "programmes": ["pkh", "bpnt"]})
    assert both is not None
    assert both.audience == {"all": [{"province": "13"}, {"any": [{"programme": "pkh"}, {"programme": "bpnt"}]}]}


@pytest.mark.parametrize(
    ("stored", "key"),
    [
        ({"first": "06.00"}, "first"),
        ({"first": "15.00"}, "first"),
        ({"first": "14.00"}, "second"),
        ({"a_day": 3}, "a_day"),
        ({"spread": -1}, "spread"),
        ({"slot": "09.00"}, "slot"),
    ],
)
def test_a_slot_that_cannot_be_used_says_which_key(stored: dict[str, Any], key: str) -> None:
    with pytest.raises(RhythmError) as caught:
        read_slots(stored)
    assert caught.value.key == key


def test_the_slots_in_use() -> None:
    assert read_slots(None).times == (time(9),)
    assert read_slots({"a_day": 2, "first": "8:15"}).times == (time(8, 15), time(14))
    assert read_slots({"a_day": 0}).times == ()
