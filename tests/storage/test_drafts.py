"""Drafts and their answers."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage import drafts, people
from storage.database import Database
from storage.drafts import AnswerRow, Draft
from storage.people import Known
from storage.visibility import PROGRAM, Viewer

from .conftest import Calendar


async def begin(db: Database, known: Known, times: Calendar, form_id: str = "kompetensi", **given: Any) -> Draft:
    async with db.writing() as conn:
        return await drafts.begin(
            conn, person_id=known.person.id, form_id=form_id, version="1", position="p1", at=times.friday, **given
        )


async def test_a_draft_begins_with_its_answers(db: Database, sari: Known, times: Calendar) -> None:
    draft = await begin(db, sari, times, answers={"a": "1", "b": "2"})
    expected = (sari.person.id, "kompetensi", "1", "p1", 0, False, times.friday, times.friday)
    assert draft == Draft(draft.id, *expected)
    async with db.reading() as conn:
        assert await drafts.open_draft(conn, Viewer(sari.person.id), "kompetensi") == draft
        assert await drafts.answers(conn, PROGRAM, [draft.id, 99]) == {draft.id: {"a": "1", "b": "2"}, 99: {}}
        assert await drafts.progress(conn, draft.id) == 2


async def test_several_drafts_of_a_form_are_open_at_once(
    db: Database, sari: Known, budi: Known, times: Calendar
) -> None:
    first = await begin(db, sari, times, answers={"a": "1"})
    await begin(db, sari, times, "profil")
    await begin(db, budi, times)
    second = await begin(db, sari, times, answers={"a": "2"})
    hers = Viewer(sari.person.id)
    async with db.reading() as conn:
        assert await drafts.open_draft(conn, hers, "kompetensi") == second
        assert [draft.id for draft in await drafts.open_drafts(conn, hers) if draft.form_id == "kompetensi"] == [
            second.id,
            first.id,
        ]
        assert await drafts.answers(conn, hers, [first.id, second.id]) == {first.id: {"a": "1"}, second.id: {"a": "2"}}
        nobody: dict[int, dict[str, str]] = {first.id: {}, second.id: {}}
        assert await drafts.answers(conn, Viewer(budi.person.id), [first.id, second.id]) == nobody


async def test_steps_are_written_and_the_last_changed_comes_first(db: Database, sari: Known, times: Calendar) -> None:
    first, second = await begin(db, sari, times), await begin(db, sari, times, "profil")
    first.step, first.position, first.returning, first.changed_at = 1, "p9", True, times.after(seconds=1)
    moved = Draft(*(getattr(first, name) for name in Draft.__slots__))
    moved.step, moved.position, moved.returning = 2, None, False
    async with db.writing() as conn:
        await drafts.write_steps(conn, [first])
        assert await drafts.open_drafts(conn, Viewer(sari.person.id)) == [first, second]
        await drafts.write_steps(conn, [first, moved])
        assert await drafts.open_draft(conn, Viewer(sari.person.id), "kompetensi") == moved
        assert await drafts.open_draft(conn, Viewer(sari.person.id), "other") is None


async def test_answers_are_added_replaced_and_taken_back(db: Database, sari: Known, times: Calendar) -> None:
    draft = await begin(db, sari, times, answers={"a": "1", "b": "2", "c": "3"})
    rows = [("a", "4"), ("b", None), ("d", "5"), ("e", "6"), ("e", None), ("c", None), ("c", "7"), ("x", None)]
    async with db.writing() as conn:
        await drafts.write_answers(conn, [AnswerRow(draft.id, item, "1", value, times.friday) for item, value in rows])
        assert await drafts.answers(conn, PROGRAM, [draft.id]) == {draft.id: {"a": "4", "c": "7", "d": "5"}}


async def test_a_draft_has_the_id_of_the_instance_that_it_will_be(db: Database, sari: Known, times: Calendar) -> None:
    draft = await begin(db, sari, times, instance_id="uuid:0b1c", replaces=7)
    older = await begin(db, sari, times, "profil")
    async with db.reading() as conn:
        found = await drafts.open_draft(conn, Viewer(sari.person.id), "kompetensi")
    assert found == draft
    assert (draft.instance_id, draft.replaces) == ("uuid:0b1c", 7)
    assert (older.instance_id, older.replaces) == ("", None)


async def test_a_draft_moves_over_to_another_version(db: Database, sari: Known, times: Calendar) -> None:
    draft = await begin(db, sari, times, answers={"a": "1", "b": "2", "c": "3"}, instance_id="uuid:0b1c")
    async with db.writing() as conn:
        await drafts.move_over(
            conn,
            draft,
            version="2",
            position="d",
            step=9,
            answers={"a": "1", "b": "4", "d": "5"},
            at=times.after(minutes=1),
        )
        rows = await conn.execute(text("SELECT item, version, value, at FROM draft_answer ORDER BY item"))
        assert [(item, version, value, at == 1795167000123456) for item, version, value, at in rows] == [
            ("a", "1", "1", True),
            ("b", "2", "4", False),
            ("d", "2", "5", False),
        ]
        found = await drafts.open_draft(conn, Viewer(sari.person.id), "kompetensi")
    expected = (sari.person.id, "kompetensi", "2", "d", 9, False, times.friday, times.after(minutes=1), "uuid:0b1c")
    assert found == draft == Draft(draft.id, *expected)


BATCHES = st.lists(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([None, "1", "2"])), max_size=6), max_size=5
)


@given(batches=BATCHES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_stored_answers_are_those_of_a_dict(batches: list[list[tuple[str, str | None]]], file: Any) -> None:
    import asyncio

    async def run() -> dict[str, str]:
        db = Database(file)
        await db.open()
        async with db.writing() as conn:
            known = await people.load(conn, [1]) or {
                1: await people.add_person(conn, telegram_id=1, language="id", at=Calendar.friday)
            }
            draft = await drafts.begin(
                conn, person_id=known[1].person.id, form_id="f", version="1", position=None, at=Calendar.friday
            )
            for batch in batches:
                rows = [AnswerRow(draft.id, item, "1", value, Calendar.friday) for item, value in batch]
                await drafts.write_answers(conn, rows)
            stored = await drafts.answers(conn, PROGRAM, [draft.id])
            await drafts.discard(conn, draft.id)
        await db.close()
        return stored[draft.id]

    model: dict[str, str | None] = {}
    for batch in batches:
        model.update(batch)
    assert asyncio.run(run()) == {item: value for item, value in model.items() if value is not None}


async def test_an_answer_needs_its_draft(db: Database, times: Calendar) -> None:
    with pytest.raises(IntegrityError):
        async with db.writing() as conn:
            await drafts.write_answers(conn, [AnswerRow(99, "a", "1", "1", times.friday)])


async def test_a_discarded_draft_leaves_the_chat_and_its_id_never_comes_again(
    db: Database, sari: Known, times: Calendar
) -> None:
    draft = await begin(db, sari, times, answers={"a": "1"})
    sari.chat.draft_id = draft.id
    async with db.writing() as conn:
        await people.write_chats(conn, [sari.chat])
        await drafts.discard(conn, draft.id)
        again = (await people.load(conn, [7001]))[7001]
        assert (again.chat.draft_id, again.draft) == (None, None)
        assert await drafts.answers(conn, PROGRAM, [draft.id]) == {draft.id: {}}
    assert (await begin(db, sari, times)).id > draft.id
