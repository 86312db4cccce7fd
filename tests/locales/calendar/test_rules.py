"""Rules: what the file says, what an admin may change, and what each mistake is answered with."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.calendar import DayType, Rules, RulesError
from locales.calendar.spans import DAY, clock, contain, joined, minutes, over_midnight, without

RULES = Rules.from_mapping({})


def shown(rules: Rules, kind: str, type_: DayType, *, friday: bool = False, ramadan: bool = False) -> str:
    spans = rules.opening(kind, type_, friday=friday, ramadan=ramadan)
    return ", ".join(f"{clock(start)}-{clock(end)}" for start, end in spans)


def test_the_week_has_the_hours_of_perpres_21_2023() -> None:
    office, ramadan = RULES.office, RULES.office_ramadan
    assert 4 * (office.end - office.start - 60) + (office.friday_end - office.start - 90) == 37.5 * 60
    assert 4 * (ramadan.end - ramadan.start - 30) + (ramadan.friday_end - ramadan.start - 60) == 32.5 * 60
    assert (clock(office.start), clock(ramadan.start)) == ("07.30", "08.00")


@pytest.mark.parametrize(
    ("kind", "type_", "when", "spans"),
    [
        ("reminder", DayType.WORKDAY, {}, "07.30-16.00"),
        ("reminder", DayType.WORKDAY, {"friday": True}, "07.30-11.30, 13.00-16.30"),
        ("reminder", DayType.WORKDAY, {"ramadan": True}, "08.00-15.00"),
        ("reminder", DayType.WORKDAY, {"friday": True, "ramadan": True}, "08.00-11.30, 13.00-15.30"),
        ("reminder", DayType.SATURDAY, {}, "08.00-12.00"),
        ("reminder", DayType.SUNDAY, {}, ""),
        ("tip", DayType.WORKDAY, {}, "08.00-16.00"),
        ("tip", DayType.SATURDAY, {}, ""),
        ("announcement", DayType.WORKDAY, {}, "07.00-20.00"),
        ("announcement", DayType.FEAST, {}, ""),
        ("announcement-now", DayType.FEAST, {}, "00.00-24.00"),
        ("case", DayType.SUNDAY, {}, "00.00-24.00"),
        ("answer", DayType.FEAST, {"friday": True}, "00.00-24.00"),
    ],
)
def test_a_kind_may_go(kind: str, type_: DayType, when: dict[str, bool], spans: str) -> None:
    assert shown(RULES, kind, type_, **when) == spans


def test_what_is_stored_is_laid_over_the_file_nested_or_dotted() -> None:
    for stored in ({"quiet": {"start": "21:30"}}, {"quiet.start": "21.30"}):
        rules = Rules.from_mapping(stored)
        assert shown(rules, "announcement", DayType.WORKDAY) == "07.00-21.30"
        assert rules.values["quiet.start"] == stored.get("quiet.start", "21:30")
        assert rules.values["quiet.end"] == "07.00"
    assert RULES.values["kinds.tip.workday"] == "08.00-16.00"


@pytest.mark.parametrize(
    ("stored", "message"),
    [
        ({"quiet.begin": "21.00"}, "there is no rule quiet.begin: use one of end, start"),
        ({"nights": {"start": "1"}}, "there is no rule nights: use one of feasts, friday_prayer, kinds"),
        ({"quiet.start": "25.00"}, "quiet.start: '25.00' is no time of day: write it as 07.30"),
        ({"quiet.start": "7"}, "quiet.start: '7' is no time of day"),
        ({"quiet.start": 20}, 'quiet.start: 20 is no time of day: write it as text, "07.30"'),
        ({"quiet": "20.00"}, r"quiet is a section: write values for its keys \(start, end\)"),
        ({"quiet.start.x": "20.00"}, "quiet.start is one value, not a section"),
        ({"quiet.start": "07.00"}, "quiet.end: the span is empty or the whole day; set quiet to false for a kind"),
        (
            {"friday_prayer.end": "11.00"},
            "friday_prayer.end: 11.00 is not after friday_prayer.start, 11.30: set it later",
        ),
        ({"office.end": "07.00"}, "office.end: 07.00 is not after office.start, 07.30"),
        ({"office.ramadan.friday_end": "07.00"}, "office.ramadan.friday_end: 07.00 is not after"),
        ({"silence.provinces": "51"}, r"silence.provinces: '51' is no list of texts"),
        ({"silence.provinces": ["Bali"]}, "silence.provinces: 'Bali' is no province: write its two digits"),
        ({"silence.start": "24.00"}, "silence.start: 24.00 is the next day"),
        ({"feasts.names": [1]}, "feasts.names: .* is no list of texts"),
        ({"kinds.tip.workday": "8 to 16"}, 'kinds.tip.workday: .* write "none", "any", "office" or "08.00-12.00"'),
        ({"kinds.tip.workday": True}, "kinds.tip.workday: True is no window"),
        ({"kinds.tip.workday": "16.00-08.00"}, "kinds.tip.workday: '16.00-08.00' ends before it begins"),
        ({"kinds.tip.workday": "none"}, "kinds.tip.workday leaves no minute outside the quiet hours: widen it"),
        ({"kinds.tip.ramadan": "04.00-06.00"}, "kinds.tip.ramadan leaves no minute"),
        ({"kinds.tip.quiet": "yes"}, "kinds.tip.quiet: 'yes' is neither true nor false"),
        ({"kinds.tip.easter": "none"}, "there is no rule kinds.tip.easter"),
        ({"kinds.news.workday": "any"}, "kinds.news.saturday is missing: a kind needs each of workday"),
        ({"spelling.id": {"Natal": 1}}, "spelling.id: 'Natal' must be replaced by a text"),
        ({"quiet.start": "20.00", "quiet.start.x": "1"}, "given twice, as a value and as a section"),
    ],
)
def test_a_mistake_names_the_key_and_the_remedy(stored: dict[str, Any], message: str) -> None:
    with pytest.raises(RulesError, match=message):
        Rules.from_mapping(stored)


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [("20.00", "07.00", ((0, 420), (1200, DAY))), ("12.00", "13.00", ((720, 780),)), ("00.00", "05.00", ((0, 300),))],
)
def test_quiet_hours_may_run_over_midnight(start: str, end: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert over_midnight(minutes(start), minutes(end)) == spans


some_spans = st.lists(st.tuples(st.integers(0, DAY - 1), st.integers(1, DAY)).filter(lambda span: span[0] < span[1]))


@given(some_spans, some_spans, st.integers(0, DAY - 1))
def test_cutting_out_takes_just_what_was_cut(
    spans: list[tuple[int, int]], holes: list[tuple[int, int]], at: int
) -> None:
    whole = joined(spans)
    assert contain(whole, at) == any(start <= at < end for start, end in spans)
    assert contain(without(whole, holes), at) == (contain(whole, at) and not any(a <= at < b for a, b in holes))
    assert all(before[1] < after[0] for before, after in pairwise(whole))


@given(st.integers(0, DAY))
def test_a_clock_time_is_read_as_it_is_written(minute: int) -> None:
    assert minutes(clock(minute)) == minute
