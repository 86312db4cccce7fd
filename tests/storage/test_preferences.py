"""What a person wants of what comes by itself, and what they said of the tips they were given."""

import pytest

from storage import preferences
from storage.database import Database
from storage.people import Known
from storage.preferences import LESS, NOT_YET, USEFUL, YES, TipGiven

from .conftest import FRIDAY, Calendar


async def test_the_last_switch_of_each_kind_holds(db: Database, sari: Known, budi: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        of = sari.person.id
        assert await preferences.get(conn, of) == {}
        await preferences.put(conn, of, "news", "off", times.friday)
        await preferences.put(conn, of, "tip", "biweekly", times.friday)
        await preferences.put(conn, of, "news", "on", times.after(hours=1))
        assert await preferences.get(conn, of) == {"news": "on", "tip": "biweekly"}
        assert await preferences.get(conn, budi.person.id) == {}


async def test_what_is_said_of_a_tip(db: Database, sari: Known, budi: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        of, other = sari.person.id, budi.person.id
        await preferences.give(conn, of, "mediasi-1", "gap:K12", FRIDAY)
        await preferences.give(conn, of, "advokasi-2", "explore", times.after(weeks=1))
        await preferences.give(conn, other, "mediasi-1", "group:sedang", FRIDAY)
        assert await preferences.verdict(conn, of, "mediasi-1", LESS)
        assert await preferences.verdict(conn, of, "mediasi-1", USEFUL)
        assert await preferences.keep(conn, of, "mediasi-1")
        assert await preferences.case(conn, of, "mediasi-1", 1)
        assert await preferences.tried(conn, of, "mediasi-1", NOT_YET)
        assert await preferences.tried(conn, of, "mediasi-1", YES)
        assert await preferences.keep(conn, of, "advokasi-2", True)
        assert await preferences.keep(conn, of, "advokasi-2", False)
        assert await preferences.given(conn, of) == [
            TipGiven("mediasi-1", FRIDAY, "gap:K12", USEFUL, True, 1, YES),
            TipGiven("advokasi-2", times.after(weeks=1), "explore", None, False, None, None),
        ]
        assert await preferences.given(conn, other) == [
            TipGiven("mediasi-1", FRIDAY, "group:sedang", None, False, None, None)
        ]
        assert await preferences.verdict(conn, other, "mediasi-1", LESS)
        assert await preferences.records(conn) == {"mediasi-1": (2, 1, 1), "advokasi-2": (1, 0, 0)}


async def test_a_tip_given_again_keeps_what_was_said_of_it(db: Database, sari: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        of = sari.person.id
        await preferences.give(conn, of, "mediasi-1", "gap:K12", FRIDAY)
        await preferences.verdict(conn, of, "mediasi-1", USEFUL)
        await preferences.give(conn, of, "mediasi-1", "explore", times.after(weeks=60))
        assert await preferences.given(conn, of) == [
            TipGiven("mediasi-1", times.after(weeks=60), "explore", USEFUL, False, None, None)
        ]
        assert await preferences.records(conn) == {"mediasi-1": (1, 1, 0)}


async def test_nothing_is_said_of_a_tip_that_was_never_given(db: Database, sari: Known) -> None:
    async with db.writing() as conn:
        of = sari.person.id
        assert not await preferences.verdict(conn, of, "x", USEFUL)
        assert not await preferences.keep(conn, of, "x")
        assert not await preferences.case(conn, of, "x", 0)
        assert not await preferences.tried(conn, of, "x", YES)
        with pytest.raises(ValueError, match="no verdict"):
            await preferences.verdict(conn, of, "x", "u")
        with pytest.raises(ValueError, match="neither"):
            await preferences.tried(conn, of, "x", "t1")
        assert await preferences.given(conn, of) == []
        assert await preferences.records(conn) == {}
