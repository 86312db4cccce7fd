"""Published forms: one version of a form is open at a time, and for whom, when and how often is kept with it."""

from datetime import timedelta
from typing import Any

import pytest

from storage import consents, form_versions, people, publications
from storage.database import Database
from storage.people import Known
from storage.publications import PUBLISHED, REPLACED, RETIRED, Publication
from tests.storage.conftest import FRIDAY, Calendar

EVERYONE: dict[str, Any] = {"all": []}


async def publish(db: Database, by: Known, version: str, *, form: str = "p2k2", **terms: object) -> int:
    given = {"audience": EVERYONE, "from_at": None, "until_at": None, "rhythm": "weekly", "at": FRIDAY, **terms}
    async with db.writing() as conn:
        await form_versions.publish(conn, form_id=form, version=version, digest=version, converted="{}", at=FRIDAY)
        return await publications.publish(conn, form_id=form, version=version, by=by.person.id, **given)  # type: ignore[arg-type]


async def states(db: Database) -> dict[str, str]:
    async with db.reading() as conn:
        return {one.version: one.state for one in await publications.all_publications(conn)}


async def test_a_new_version_replaces_the_one_before(db: Database, sari: Known, times: Calendar) -> None:
    first = await publish(db, sari, "1")
    await publish(db, sari, "2", at=times.after(days=1))
    await publish(db, sari, "1", form="lain")
    async with db.reading() as conn:
        found = await publications.all_publications(conn)
        assert await publications.get(conn, first) == next(one for one in found if one.id == first)
    assert [(one.form_id, one.version, one.state) for one in found] == [
        ("lain", "1", PUBLISHED),
        ("p2k2", "2", PUBLISHED),
        ("p2k2", "1", REPLACED),
    ]


async def test_a_version_is_retired_once_and_may_be_published_again(db: Database, sari: Known, times: Calendar) -> None:
    number = await publish(db, sari, "1")
    async with db.writing() as conn:
        assert await publications.retire(conn, number, times.after(days=1))
        assert not await publications.retire(conn, number, times.after(days=2))
        one = await publications.get(conn, number)
    assert one is not None
    assert (one.state, one.retired_at) == (RETIRED, times.after(days=1))
    assert await publish(db, sari, "1", at=times.after(days=3), rhythm="daily") == number
    async with db.reading() as conn:
        one = await publications.get(conn, number)
    assert one is not None
    assert (one.state, one.retired_at, one.rhythm) == (PUBLISHED, None, "daily")


async def test_terms_are_changed_and_nothing_else(db: Database, sari: Known, times: Calendar) -> None:
    number = await publish(db, sari, "1")
    async with db.writing() as conn:
        await publications.change(
            conn, number, audience={"all": [{"role": "companion"}]}, until_at=times.after(days=9), rhythm="once"
        )
        one = await publications.get(conn, number)
        assert one is not None
        assert one.audience == {"all": [{"role": "companion"}]}
        assert (one.from_at, one.until_at, one.rhythm) == (None, times.after(days=9), "once")
        with pytest.raises(ValueError, match="state"):
            await publications.change(conn, number, state="retired")


@pytest.mark.parametrize(
    ("state", "begins", "ends", "runs"),
    [
        (PUBLISHED, None, None, True),
        (PUBLISHED, 0, 1, True),
        (PUBLISHED, 1, None, False),
        (PUBLISHED, None, 0, False),
        (REPLACED, None, None, False),
        (RETIRED, None, None, False),
    ],
)
def test_when_a_publication_is_open(state: str, begins: int | None, ends: int | None, runs: bool) -> None:
    first, last = (None if hours is None else FRIDAY + timedelta(hours=hours) for hours in (begins, ends))
    one = Publication(1, "p2k2", "1", state, EVERYONE, first, last, "once", 1, FRIDAY, FRIDAY, None)
    assert one.runs(FRIDAY) == runs


async def test_for_whom_a_form_is(db: Database, sari: Known, budi: Known) -> None:
    async with db.writing() as conn:
        for known, province in ((sari, "13"), (budi, "82")):
            await people.change_person(conn, known.person.id, province=province)
            await consents.record(conn, person_id=known.person.id, version="1", language="id", accepted=True, at=FRIDAY)
        for known, expected in ((sari, {1, 2}), (budi, {1})):
            audiences: dict[int, dict[str, Any]] = {1: EVERYONE, 2: {"province": "13"}, 3: {"role": "admin"}}
            assert await publications.expected_of(conn, known.person.id, audiences) == expected
            assert await publications.expected_of(conn, known.person.id, {}) == set()


async def test_the_files_come_back_as_they_were_sent(db: Database, sari: Known) -> None:
    await publish(db, sari, "1")
    files = {"kabupaten.csv": b"name,label\n1,Satu\n", "peta.png": bytes(range(256))}
    async with db.writing() as conn:
        await publications.keep_files(conn, "p2k2", "1", "p2k2.xlsx", b"PK\x00", files)
        await publications.keep_files(conn, "p2k2", "1", "lain.xlsx", b"", {})
        assert await publications.source(conn, "p2k2", "1") == ("p2k2.xlsx", b"PK\x00")
        assert await publications.files(conn, "p2k2", "1") == files
        assert await publications.source(conn, "p2k2", "2") is None
