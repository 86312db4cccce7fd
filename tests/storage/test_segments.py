"""Saved choices of people."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage import segments
from storage.audience import AudienceError
from storage.database import Database
from storage.people import Known
from storage.segments import NameTakenError, Segment

from .conftest import FRIDAY

WEST = {"all": [{"province": "13"}, {"not": {"filed": {"form": "kompetensi", "since": None}}}]}


async def test_a_segment_is_saved_used_and_deleted(db: Database, sari: Known) -> None:
    async with db.writing() as conn:
        of = sari.person.id
        west = await segments.save(conn, name="  Sumatera Barat ", audience=WEST, made_by=of, at=FRIDAY)
        assert west == Segment(west.id, "Sumatera Barat", WEST, of, FRIDAY)
        bali = await segments.save(conn, name="Bali", audience={"province": "51"}, made_by=of, at=FRIDAY)
        assert await segments.all_segments(conn) == [bali, west]
        assert await segments.get(conn, west.id) == west
        assert await segments.by_name(conn, " Bali ") == bali
        assert await segments.delete(conn, bali.id)
        assert not await segments.delete(conn, bali.id)
        assert await segments.get(conn, bali.id) is None
        assert await segments.by_name(conn, "Bali") is None
        assert await segments.all_segments(conn) == [west]


async def test_a_name_is_given_once(db: Database, sari: Known) -> None:
    async with db.writing() as conn:
        of = sari.person.id
        first = await segments.save(conn, name="Bali", audience=WEST, made_by=of, at=FRIDAY)
        with pytest.raises(NameTakenError, match="Bali"):
            await segments.save(conn, name="Bali ", audience={"role": "admin"}, made_by=of, at=FRIDAY)
        # The transaction goes on as if nothing had been tried.
        assert await segments.all_segments(conn) == [first]
        await segments.delete(conn, first.id)
        await segments.save(conn, name="Bali", audience={"role": "admin"}, made_by=of, at=FRIDAY)


async def test_what_cannot_be_saved(db: Database, sari: Known) -> None:
    async with db.writing() as conn:
        with pytest.raises(ValueError, match="name"):
            await segments.save(conn, name="  ", audience=WEST, made_by=sari.person.id, at=FRIDAY)
        with pytest.raises(AudienceError):
            await segments.save(conn, name="x", audience={"colour": "red"}, made_by=sari.person.id, at=FRIDAY)
        with pytest.raises(IntegrityError):
            await segments.save(conn, name="x", audience=WEST, made_by=99, at=FRIDAY)
        assert await segments.all_segments(conn) == []
