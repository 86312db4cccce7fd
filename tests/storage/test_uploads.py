"""Uploads of admins: fetched by whoever looks for them, and trials that nobody is in any more go."""

import pytest

from storage import drafts, people, uploads
from storage.database import Database
from storage.people import Chat, Known
from storage.visibility import Viewer
from tests.storage.conftest import FRIDAY, Calendar


async def add(db: Database, by: Known, name: str = "p2k2.xlsx") -> int:
    async with db.writing() as conn:
        return await uploads.add(conn, person_id=by.person.id, file_id="F1", file_name=name, size=12, at=FRIDAY)


async def test_an_upload_is_wanted_until_something_came_of_it(db: Database, sari: Known, times: Calendar) -> None:
    number = await add(db, sari)
    async with db.writing() as conn:
        [found] = await uploads.wanted(conn, times.friday)
        assert (found.id, found.state, found.audience) == (number, "wanted", {"all": [{"role": "companion"}]})
        await uploads.tried(conn, number, times.after(minutes=1))
        assert await uploads.wanted(conn, times.friday) == []
        [found] = await uploads.wanted(conn, times.after(minutes=1))
        assert found.attempts == 1
        problems = [{"code": "name_missing", "row": 3}]
        await uploads.change(conn, number, at=times.after(minutes=1), state="faulty", problems=problems, missing=[])
        assert await uploads.wanted(conn, times.after(days=1)) == []
        checked = await uploads.get(conn, number)
        assert checked is not None
        assert (checked.problems, checked.missing) == (problems, [])
        with pytest.raises(ValueError, match="file_name"):
            await uploads.change(conn, number, at=times.friday, file_name="lain.xlsx")


async def test_content_and_files_are_kept_as_they_come(db: Database, sari: Known) -> None:
    number = await add(db, sari)
    async with db.writing() as conn:
        assert await uploads.content(conn, number) is None
        await uploads.keep_content(conn, number, b"PK\x00\xff")
        assert await uploads.content(conn, number) == b"PK\x00\xff"
        await uploads.want_file(conn, number, "a.csv", "F2")
        await uploads.want_file(conn, number, "b.csv", "F3")
        await uploads.keep_file(conn, number, "a.csv", b"name,label\n")
        assert await uploads.files(conn, number) == {"a.csv": ("F2", b"name,label\n"), "b.csv": ("F3", None)}
        assert uploads.fetched(await uploads.files(conn, number)) == {"a.csv": b"name,label\n"}
        await uploads.want_file(conn, number, "a.csv", "F4")
        assert (await uploads.files(conn, number))["a.csv"] == ("F4", None)
        assert await uploads.file_names(conn, number) == ["a.csv", "b.csv"]


async def test_a_move_is_made_once(db: Database, sari: Known, times: Calendar) -> None:
    number = await add(db, sari)
    async with db.writing() as conn:
        assert not await uploads.move(conn, number, "published", ("ready",), times.friday)
        await uploads.change(conn, number, at=times.friday, state="ready", converted="{}")
        assert await uploads.ready(conn) == [(number, "{}")]
        assert await uploads.move(conn, number, "published", ("ready",), times.friday)
        assert not await uploads.move(conn, number, "published", ("ready",), times.friday)
        assert await uploads.open_ones(conn, sari.person.id) == []


@pytest.mark.parametrize(
    ("state", "inside", "stays"), [("ready", True, True), ("ready", False, False), ("dropped", True, False)]
)
async def test_a_trial_lasts_as_long_as_somebody_is_in_it(
    db: Database, sari: Known, state: str, inside: bool, stays: bool
) -> None:
    number = await add(db, sari)
    async with db.writing() as conn:
        for form in (f"{uploads.TRIAL}{number}", "p2k2"):
            draft = await drafts.begin(
                conn, person_id=sari.person.id, form_id=form, version="1", position=None, at=FRIDAY
            )
            if inside and form != "p2k2":
                await people.write_chats(conn, [Chat(sari.person.id, "draft", draft_id=draft.id)])
        await uploads.change(conn, number, at=FRIDAY, state=state)
        assert await uploads.left_trials(conn) == (0 if stays else 1)
        assert await uploads.end_trials(conn) == (0 if stays else 1)
        left = {draft.form_id for draft in await drafts.open_drafts(conn, Viewer(sari.person.id))}
        assert left == ({f"{uploads.TRIAL}{number}", "p2k2"} if stays else {"p2k2"})


async def test_old_uploads_are_forgotten(db: Database, sari: Known, times: Calendar) -> None:
    old, waiting = await add(db, sari), await add(db, sari)
    async with db.writing() as conn:
        await uploads.want_file(conn, old, "a.csv", "F2")
        await uploads.change(conn, old, at=times.friday, state="published")
        assert await uploads.forget(conn, times.friday) == 0
        assert await uploads.forget(conn, times.after(seconds=1)) == 1
        assert await uploads.get(conn, old) is None
        assert await uploads.files(conn, old) == {}
        assert await uploads.get(conn, waiting) is not None


async def test_what_came_to_nothing_is_thrown_away_at_once(db: Database, sari: Known, times: Calendar) -> None:
    numbers = [await add(db, sari) for _ in range(25)]
    async with db.writing() as conn:
        for number, state in zip(numbers, ["ready", "lacking", *["faulty", "failed"] * 11], strict=False):
            await uploads.change(conn, number, at=times.friday, state=state)
        assert await uploads.count_failed(conn, sari.person.id) == 22
        assert await uploads.drop_failed(conn, sari.person.id + 1, times.friday) == 0
        assert await uploads.drop_failed(conn, sari.person.id, times.friday) == 22
        assert await uploads.count_failed(conn, sari.person.id) == 0
        assert {one.state for one in await uploads.open_ones(conn, sari.person.id)} == {"ready", "lacking", "wanted"}
