"""Written values and typed ones."""

import math
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.xpath import EvaluationError, Value, as_kept, as_written, typed
from tests.forms.xpath.world import AT, WIB

MET = datetime(2026, 11, 7, 7, 30, 0, 500_000, WIB)


@pytest.mark.parametrize(
    ("type", "text", "value"),
    [
        ("string", "", ""),
        ("string", " 5 ", " 5 "),
        ("", "5", "5"),
        ("binary", "a.jpg", "a.jpg"),
        ("int", "41", 41.0),
        ("int", " -7 ", -7.0),
        ("int", "1.5", ""),
        ("int", "x", ""),
        ("int", "2147483648", ""),
        ("long", "2147483648", 2147483648.0),
        ("decimal", "62.5", 62.5),
        ("decimal", "1e3", 1000.0),
        ("decimal", "1,5", ""),
        ("date", "2026-11-07", date(2026, 11, 7)),
        ("date", "2026-02-30", ""),
        ("date", "2026-11-07T07:30:00", ""),
        ("dateTime", "2026-11-07T07:30:00.500+07:00", MET),
        ("dateTime", "2026-11-07T00:30:00.500Z", MET),
        ("dateTime", "2026-11-07T07:30:00.500", MET),
        ("dateTime", "2026-11-07", date(2026, 11, 7)),
        ("time", "05:45:00.000+07:00", datetime(2026, 11, 21, 5, 45, tzinfo=WIB)),
        ("time", "05:45", datetime(2026, 11, 21, 5, 45, tzinfo=WIB)),
        ("time", "25:00", ""),
        ("boolean", "1", True),
        ("boolean", "0", False),
        ("boolean", "true", False),
        ("geopoint", "-6.2 106.8 0 0", "-6.2 106.8 0.0 0.0"),
        ("geopoint", "-6.2 106.8", "-6.2 106.8 0.0 0.0"),
        ("geopoint", "0 0 0 0", ""),
        ("geopoint", "x", ""),
        ("geotrace", "-6.2 106.8 0 0;-6.3 106.9 0 0", "-6.2 106.8 0.0 0.0; -6.3 106.9 0.0 0.0"),
        ("select", "a  b", "a b"),
        ("select1", "a", "a"),
    ],
)
def test_a_written_value_is_read_by_its_type(type: str, text: str, value: Value) -> None:
    found = typed(type, text, AT)
    assert found == value
    assert found.__class__ is value.__class__


def test_a_point_in_time_comes_into_the_zone_of_the_person() -> None:
    found = typed("dateTime", "2026-11-07T23:30:00.000+07:00", AT.astimezone(timezone(timedelta(hours=9))))
    assert isinstance(found, datetime)
    assert (found.day, found.hour) == (8, 1)
    alone = typed("dateTime", "2026-11-07T23:30:00.000+07:00")
    assert isinstance(alone, datetime)
    assert alone.hour == 23


@pytest.mark.parametrize(
    ("type", "value", "written"),
    [
        ("string", "", ""),
        ("string", math.nan, ""),
        ("string", "a", "a"),
        ("string", 5.0, "5"),
        ("string", 0.30000000000000004, "0.30000000000000004"),
        ("string", 3e9, "3000000000"),
        ("string", 12345678.5, "1.23456785E7"),
        ("string", True, "1"),
        ("string", False, "0"),
        ("string", date(2026, 11, 7), "2026-11-07T00:00:00.000+07:00"),
        ("string", MET, "2026-11-07T07:30:00.500+07:00"),
        ("", date(2026, 11, 7), "2026-11-07T00:00:00.000+07:00"),
        ("int", 5.9, "5"),
        ("int", -5.9, "-5"),
        ("int", 1e12, "2147483647"),
        ("int", "5", "5"),
        ("long", 1e12, "1000000000000"),
        ("decimal", 5.0, "5"),
        ("decimal", 1.5, "1.5"),
        ("decimal", 1e-10, "0"),
        ("date", date(2026, 11, 7), "2026-11-07"),
        ("date", MET, "2026-11-07"),
        ("date", "2026-11-07", "2026-11-07"),
        ("dateTime", MET, "2026-11-07T07:30:00.500+07:00"),
        ("time", MET, "07:30:00.500+07:00"),
        ("boolean", "x", "1"),
        ("boolean", 0.0, "0"),
        ("boolean", True, "1"),
        ("geopoint", "-6.2 106.8", "-6.2 106.8 0.0 0.0"),
        ("select", " a  b ", "a b"),
        ("select1", "a", "a"),
    ],
)
def test_a_calculation_is_stored_as_javarosa_stores_it(type: str, value: Value, written: str) -> None:
    assert as_written(type, value, zone=WIB) == written


def test_an_offset_of_nought_is_written_as_z_and_half_hours_are_kept() -> None:
    assert as_written("time", datetime(2026, 1, 1, 1, tzinfo=timezone.utc), zone=WIB) == "01:00:00.000Z"  # noqa: UP017
    west = timezone(-timedelta(hours=3, minutes=30))
    assert as_written("time", datetime(2026, 1, 1, 1, tzinfo=west), zone=WIB) == "01:00:00.000-03:30"


def test_what_is_kept_in_a_node_of_type_string_stays_what_it_was() -> None:
    assert as_kept("string", True) is True
    assert as_kept("string", 5.0) == 5.0
    assert as_kept("string", date(2026, 11, 7)) == date(2026, 11, 7)
    assert as_kept("int", 5.9) == 5.0
    assert as_kept("date", MET) == date(2026, 11, 7)


@pytest.mark.parametrize(("type", "value"), [("boolean", date(2026, 11, 7)), ("geopoint", "somewhere")])
def test_what_cannot_be_stored_is_an_error(type: str, value: Value) -> None:
    with pytest.raises(EvaluationError):
        as_written(type, value, zone=WIB)


@given(
    st.sampled_from(["int", "decimal", "date", "dateTime", "time", "boolean", "geopoint", "geoshape", "select", ""]),
    st.text(),
)
def test_no_text_is_too_strange_to_read(type: str, text: str) -> None:
    assert isinstance(typed(type, text, AT), (str, float, bool, date))


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2100, 1, 1)))
def test_a_point_in_time_is_read_as_it_was_written(moment: datetime) -> None:
    whole = moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=WIB)
    found = typed("dateTime", as_written("dateTime", whole, zone=WIB), AT)
    assert isinstance(found, datetime)
    # JavaRosa cuts the milliseconds off a double: one may be lost
    assert abs(found - whole) <= timedelta(milliseconds=1)
