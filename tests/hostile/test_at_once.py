"""A second look at what is left of a faulty form finds more faults, and never trouble of its own."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from forms.checking import check_form
from forms.errors import FormError, Problem
from forms.loading import load
from forms.source import read_form_file
from tests.hostile.test_fuzzed import as_csv, sheets

FILES = {"a.csv": b"name,label\n1,A\n"}


def first_look(data: bytes) -> tuple[Problem, ...]:
    try:
        load(read_form_file("uji", data, lenient=True), files=FILES)
    except FormError as error:
        return error.problems
    return ()


def problems_of(data: bytes) -> tuple[Problem, ...]:
    try:
        check_form("uji", data, FILES, lenient=True)
    except FormError as error:
        return error.problems
    return ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets())
def test_all_that_one_look_finds_is_told_and_what_is_right_stays_right(made: dict[str, list[list[str]]]) -> None:
    data = as_csv(made)
    found, told = first_look(data), problems_of(data)
    assert bool(found) is bool(told)
    assert set(map(str, found)) <= set(map(str, told))
    assert all(one.message and one.remedy for one in told)
