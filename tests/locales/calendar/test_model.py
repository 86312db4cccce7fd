"""Rules for all moments, and every minute of some weeks beside a plainly written model of the default rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.calendar import Calendar, Hours, Override
from tests.locales.calendar.places import DENPASAR, HOURS, JAKARTA, PLACES, WAMENA, Place, day

MINUTE = timedelta(minutes=1)

# What is known of the weeks below, typed from the decrees (2028: as estimated), not taken from the program.
FREE = {
    *("2026-03-18", "2026-03-19", "2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23", "2026-03-24"),
    *("2026-12-24", "2026-12-25", "2027-01-01", "2027-01-05", "2027-02-05", "2027-02-06", "2028-02-27", "2028-02-28"),
}
FREE_IN_PAPUA = {"2026-02-05", "2027-02-05"}
RAMADAN = [("2026-02-19", "2026-03-20"), ("2027-02-08", "2027-03-09"), ("2028-01-28", "2028-02-26")]
NYEPI = datetime(2026, 3, 19, 6, 0)


def plainly_allowed(local: datetime, place: Place, kind: str) -> bool:
    """The default rules as one would tell them to a colleague. `local` is naive, on a whole minute."""
    today, clock, weekday = local.date().isoformat(), local.strftime("%H.%M"), local.isoweekday()
    if kind == "answer":
        return True
    if place.province == "51" and NYEPI <= local < NYEPI + timedelta(hours=24):
        return False
    if kind in ("case", "announcement-now"):
        return True
    if today in FREE or (place is WAMENA and today in FREE_IN_PAPUA) or weekday == 7:
        return False
    if weekday == 5 and "11.30" <= clock < "13.00":
        return False
    if kind == "announcement":
        return "07.00" <= clock < "20.00"
    if weekday == 6:
        return kind == "reminder" and "08.00" <= clock < "12.00"
    if any(first <= today <= last for first, last in RAMADAN):
        return "08.00" <= clock < ("15.30" if weekday == 5 else "15.00")
    if kind == "tip":
        return "08.00" <= clock < "16.00"
    return "07.30" <= clock < ("16.30" if weekday == 5 else "16.00")


@pytest.mark.parametrize("kind", ["answer", "case", "announcement-now", "announcement", "reminder", "digest", "tip"])
@pytest.mark.parametrize(
    ("place", "first", "days"),
    [
        (DENPASAR, "2026-03-12", 16),  # the end of Ramadan, Nyepi, Idulfitri
        (JAKARTA, "2026-12-21", 18),  # Christmas, the turn of the year
        (WAMENA, "2027-02-01", 12),  # a day of Papua alone, the beginning of Ramadan
        (JAKARTA, "2028-02-24", 9),  # Idulfitri by estimate, a leap day
    ],
)
def test_every_minute_is_as_the_plain_model_says(place: Place, first: str, days: int, kind: str) -> None:
    start = datetime.combine(day(first), datetime.min.time())
    zone = ZoneInfo(place.zone)
    count = days * 24 * 60
    # From the last minute back: the next allowed minute is this one, or the next one's. The end has to be open.
    expected: datetime | None = None
    checked = 0
    for number in range(count - 1, -1, -1):
        local = start + number * MINUTE
        if plainly_allowed(local, place, kind):
            expected = local
        if expected is not None:
            at = local.replace(tzinfo=zone).astimezone(UTC)
            found = HOURS.next_moment(at, place.zone, place.province, kind)
            assert found.astimezone(zone).replace(tzinfo=None) == expected
            checked += 1
    assert checked > count * 2 / 3


moments = st.datetimes(datetime(2025, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC))
places = st.sampled_from(PLACES)
kinds = st.sampled_from(sorted(HOURS.rules.kinds))


@st.composite
def decrees(draw: st.DrawFn) -> Hours:
    """A calendar with whatever days somebody may store around March 2026."""
    days = st.dates(date(2026, 3, 1), date(2026, 4, 10))
    override = st.builds(
        Override,
        days,
        st.sampled_from([None, "51", "31", "95"]),
        st.sampled_from(["holiday", "leave", "workday", "silent"]),
        st.sampled_from(["Libur", "Hari Suci Nyepi", "Idulfitri"]),
    )
    return Hours(Calendar(HOURS.rules, stored=draw(st.lists(override, max_size=8))))


@given(moments, places, kinds)
def test_the_next_moment_is_not_before_allowed_and_its_own_next(at: datetime, place: Place, kind: str) -> None:
    found = HOURS.next_moment(at, *place, kind)
    assert found >= at
    assert found.tzinfo is UTC
    assert HOURS.is_allowed(found, *place, kind)
    assert HOURS.explain(found, *place, kind) == "ok"
    assert HOURS.next_moment(found, *place, kind) == found
    assert (found == at) == (HOURS.explain(at, *place, kind) == "ok")


@given(moments, st.timedeltas(timedelta(0), timedelta(days=20)), places, kinds)
def test_who_asks_later_is_never_served_earlier(at: datetime, later: timedelta, place: Place, kind: str) -> None:
    assert HOURS.next_moment(at, *place, kind) <= HOURS.next_moment(at + later, *place, kind)


@given(
    decrees(),
    st.datetimes(datetime(2026, 2, 25), datetime(2026, 4, 15), timezones=st.just(UTC)),
    places,
    kinds,
    st.floats(0, 1, exclude_max=True),
)
def test_nothing_allowed_lies_before_it_whatever_is_decreed(
    hours: Hours, at: datetime, place: Place, kind: str, part: float
) -> None:
    found = hours.next_moment(at, *place, kind)
    assert found >= at
    assert hours.is_allowed(found, *place, kind)
    if found > at:
        for between in (at, at + (found - timedelta(microseconds=1) - at) * part, found - timedelta(microseconds=1)):
            assert not hours.is_allowed(between, *place, kind)


@given(moments, places)
def test_an_answer_never_waits(at: datetime, place: Place) -> None:
    assert HOURS.next_moment(at, *place, "answer") == at


@given(moments, st.sampled_from([place for place in PLACES if place is not DENPASAR]))
def test_a_case_waits_nowhere_but_in_bali(at: datetime, place: Place) -> None:
    assert HOURS.next_moment(at, *place, "case") == at
