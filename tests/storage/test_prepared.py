"""Prepared statements: what they refuse, and that times are exact."""

import importlib
import pkgutil
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, select, text

import storage
from storage import inbox, schema
from storage.database import Database
from storage.moments import from_micros, to_micros
from storage.prepared import Prepared

from .conftest import Calendar

WITA = timezone(timedelta(hours=8))


@given(st.datetimes(timezones=st.sampled_from([UTC, WITA])))
def test_a_time_comes_back_to_the_microsecond_in_utc(at: datetime) -> None:
    back = from_micros(to_micros(at))
    assert back == at
    assert back.tzinfo is UTC


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        to_micros(datetime(2026, 11, 20))


def test_a_parameter_without_a_type_is_refused() -> None:
    nameless = Prepared(select(schema.person.c.id).limit(bindparam("limit")))
    with pytest.raises(TypeError, match="'limit'"):
        assert nameless.sql


def test_every_statement_of_the_room_can_be_compiled() -> None:
    """They are compiled when they are first used: a wrong one must not wait for that."""
    found = 0
    for module in pkgutil.walk_packages(storage.__path__, "storage."):
        if ".migrations" in module.name:
            continue
        for held in vars(importlib.import_module(module.name)).values():
            several = held.values() if isinstance(held, dict) else held if isinstance(held, list | tuple) else (held,)
            for statement in several:
                if isinstance(statement, Prepared):
                    assert statement.sql
                    found += 1
    assert found > 300


async def test_every_time_is_stored_as_an_integer(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        await inbox.claim(conn, [(1, times.friday)])
        await inbox.set_aside(conn, 2, "odd", "{}", times.friday)
        kinds = await conn.execute(text("SELECT DISTINCT typeof(received_at), received_at FROM inbox"))
        assert kinds.all() == [("integer", to_micros(times.friday))]
