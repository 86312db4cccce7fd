"""Audiences as they are built in the chat, there and back, and days and times as admins type them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.announcing import conditions as cond
from handlers.announcing.conditions import Condition, from_audience, to_audience, with_condition, without
from handlers.announcing.timing import moment_of, proposals
from handlers.announcing.typed import read_day, read_wall_time
from handlers.announcing.words import earliest
from storage import audience

CODES = (
    "role.companion",
    "role.admin",
    "province.13",
    "regency.13.76",
    "regency.82.71",
    "programme.pkh",
    "programme.sakti_peksos",
    "band.kompetensi.keseluruhan.efektif",
    "band.kompetensi.keterampilan.kurang_efektif",
    "gap.kompetensi.sikap",
    "filed.kompetensi",
    "language.en",
    "joined_since.2026-01-01",
)
CONDITIONS = st.lists(
    st.builds(Condition, st.sampled_from(CODES), st.booleans()), unique_by=lambda c: c.code, max_size=len(CODES)
).map(tuple)


@given(CONDITIONS)
def test_what_is_built_can_be_read_back_and_asked_of_the_database(conditions: cond.Conditions) -> None:
    expression = to_audience(conditions)
    audience.condition(expression)
    found = from_audience(expression)
    assert found is not None
    assert set(found) == set(conditions)
    assert to_audience(found) == expression


@given(CONDITIONS, st.sampled_from(CODES), st.booleans())
def test_adding_and_taking_away(conditions: cond.Conditions, code: str, negated: bool) -> None:
    more = with_condition(conditions, Condition(code, negated))
    assert [c for c in more if c.code == code] == [Condition(code, negated)]
    assert with_condition(more, Condition(code, negated)) == more
    assert all(c.code != code for c in without(more, code))
    assert sum(c.kind == "joined" for c in more) <= 1


def test_every_button_of_a_condition_fits() -> None:
    """64 bytes, with a number of seven digits."""
    assert max(len(f"ann:>t:1234567:one:{code}") for code in CODES) <= 64
    assert max(len(f"ann:yes:1234567:{code}") for code in CODES) <= 64


@pytest.mark.parametrize(
    "expression",
    [
        {"any": []},
        {"person": 17},
        {"all": [{"person": 17}]},
        {"all": [{"reached": {"announcement": 5}}]},
        {"all": [{"filed": {"form": "kompetensi", "since": "2026-01-01"}}]},
        {"all": [{"band": {"form": "kompetensi", "part": "sikap", "bands": ["efektif", "cukup_efektif"]}}]},
        {"all": [{"any": [{"role": "admin"}, {"language": "id"}]}]},
        {"all": [{"not": {"any": [{"role": "admin"}]}}]},
        {"all": [{"all": []}]},
        {"all": [{"any": []}]},
        {"all": [{"not": {"role": "admin"}}, {"role": "companion"}]},
    ],
)
def test_what_was_not_built_here_is_left_as_it_is(expression: dict[str, Any]) -> None:
    assert from_audience(expression) is None


@pytest.mark.parametrize(
    "code", ["", "role", "role.", ".x", "person.5", "band.a.b", "band.a.b.c.d", "gap.a", "gap.a.b.c"]
)
def test_no_code(code: str) -> None:
    assert not cond.is_code(code)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("21/11/2026", date(2026, 11, 21)),
        ("1-2-2026", date(2026, 2, 1)),
        ("1.2.2026", date(2026, 2, 1)),
        ("2026-02-01", date(2026, 2, 1)),
        (" 21 November 2026 ", date(2026, 11, 21)),
        ("21 nov 2026", date(2026, 11, 21)),
        ("1 Agustus 2026", date(2026, 8, 1)),
        ("1 August 2026", date(2026, 8, 1)),
        ("29/02/2028", date(2028, 2, 29)),
        ("29/02/2026", None),
        ("31/11/2026", None),
        ("21/11/26", None),
        ("21/11/2026 09.00", None),
        ("2026", None),
        ("21 Bulan 2026", None),
        ("²/11/2026", None),
        ("", None),
    ],
)
def test_a_day(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


@given(st.text(max_size=30))
def test_anything_may_be_typed(typed: str) -> None:
    read_day(typed)
    read_wall_time(typed)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))
def test_a_time_written_as_here_is_read(wall: datetime) -> None:
    wall = wall.replace(second=0, microsecond=0)
    assert read_wall_time(f"{wall:%d/%m/%Y %H.%M}") == wall
    assert read_wall_time(f"{wall:%d-%m-%Y}, pukul {wall:%H:%M}") == wall


@pytest.mark.parametrize(
    ("now", "names"),
    [
        # Friday, 08.00 WIB; 15.29; 15.30; Sunday, when tomorrow is Monday.
        ("2026-11-20T01:00", {"afternoon": "20 15:30", "tomorrow": "21 08:00", "monday": "23 07:30"}),
        ("2026-11-20T08:29", {"afternoon": "20 15:30", "tomorrow": "21 08:00", "monday": "23 07:30"}),
        ("2026-11-20T08:30", {"tomorrow": "21 08:00", "monday": "23 07:30"}),
        ("2026-11-22T12:00", {"tomorrow": "23 08:00", "monday": "23 07:30"}),
        ("2026-11-22T18:00", {"afternoon": "23 15:30", "tomorrow": "24 08:00", "monday": "30 07:30"}),
    ],
)
def test_proposals(now: str, names: dict[str, str]) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert {name: f"{wall:%d %H:%M}" for name, wall in proposals(at).items()} == names


def test_one_time_for_all_and_everyones_own() -> None:
    nine = datetime(2026, 11, 21, 9, 0)
    assert moment_of(nine, local=False) == datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    assert moment_of(nine, local=True) == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    # 09.00 in Jayapura is midnight of UTC.
    assert earliest(moment_of(nine, local=True), local=True) == datetime(2026, 11, 21, 0, 0, tzinfo=UTC)
