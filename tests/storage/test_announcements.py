"""Announcements: kept as they were written, moved once, due at their time; the last answer stands."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from storage import announcements
from storage.announcement_copies import plan_corrections
from storage.announcements import STATES, Announcement
from storage.database import Database
from storage.people import Known

from .announcing import begun, crowd, plan_all, read, send
from .conftest import FRIDAY, Calendar


async def test_a_draft_is_kept_as_it_was_written_and_can_be_thrown_away(db: Database, sari: Known) -> None:
    content = {"kind": "text", "text": "Rapat “besok” 📣", "entities": [{"type": "bold", "offset": 0, "length": 5}]}
    async with db.writing() as conn:
        number = await announcements.add(
            conn, made_by=sari.person.id, at=FRIDAY, content=content, audience={"province": "13"}, duty=False
        )
        draft = await read(conn, number)
        assert draft == Announcement(
            id=number,
            made_by=sari.person.id,
            made_at=FRIDAY,
            content=content,
            revision=1,
            audience={"province": "13"},
            ask=None,
            duty=False,
            state="draft",
            send_at=None,
            local=False,
            approved_by=None,
            begun_at=None,
            ended_at=None,
            planned_to=0,
            copies=0,
        )
        later = FRIDAY + timedelta(days=1)
        ask = {"choices": ["Hadir", "Tidak"]}
        assert await announcements.change(conn, number, ask=ask, duty=True, send_at=later, local=True, revision=2)
        changed = await read(conn, number)
        assert (changed.ask, changed.duty, changed.send_at, changed.local, changed.revision) == (
            ask,
            True,
            later,
            True,
            2,
        )
        assert await announcements.change(conn, number, ask=None, send_at=None)
        assert (await read(conn, number)).ask is None
        second = await begun(conn)
        assert [one.id for one in await announcements.recent(conn, 5)] == [second.id, number]
        assert [one.id for one in await announcements.recent(conn, 1)] == [second.id]
        assert not await announcements.discard(conn, second.id)
        assert await announcements.discard(conn, number)
        assert not await announcements.discard(conn, number)
        assert await announcements.get(conn, number) is None
        assert not await announcements.change(conn, number, duty=True)


@pytest.mark.parametrize("columns", [{"state": "done"}, {"begun_at": None}, {"copies": 5, "duty": True}, {}])
async def test_what_may_not_be_changed(db: Database, sari: Known, columns: dict[str, Any]) -> None:
    async with db.writing() as conn:
        draft = await begun(conn, state="draft")
        with pytest.raises(ValueError, match="change"):
            await announcements.change(conn, draft.id, **columns)
        if columns:
            with pytest.raises(ValueError, match="not to be changed here"):
                await announcements.move(conn, draft.id, to="sending", from_=["draft"], at=FRIDAY, **columns)
        assert await read(conn, draft.id) == draft


async def test_a_change_comes_too_late_once_it_has_been_let_go(db: Database, sari: Known) -> None:
    async with db.writing() as conn:
        sending = await begun(conn)
        assert not await announcements.change(conn, sending.id, when=["draft"], audience={"role": "admin"})
        assert await read(conn, sending.id) == sending


@pytest.mark.parametrize(
    ("state", "to", "from_", "moved"),
    [
        ("draft", "sending", ["draft", "scheduled"], True),
        ("draft", "waiting", ["draft"], True),
        ("sending", "sending", ["draft", "sending"], False),
        ("sending", "paused", ["sending"], True),
        ("paused", "sending", ["sending"], False),
        ("done", "deleted", ["done", "stopped"], True),
        ("stopped", "sending", ["paused", "sending"], False),
        ("draft", "sending", [], False),
    ],
)
async def test_moves(db: Database, sari: Known, state: str, to: str, from_: list[str], moved: bool) -> None:
    async with db.writing() as conn:
        before = await begun(conn, state=state)
        assert await announcements.move(conn, before.id, to=to, from_=from_, at=FRIDAY) is moved
        assert (await read(conn, before.id)).state == (to if moved else state)
        assert await announcements.move(conn, before.id, to=to, from_=from_, at=FRIDAY) is False


async def test_of_two_admins_at_once_one_lets_it_go(db: Database, sari: Known) -> None:
    async with db.writing() as conn:
        draft = await begun(conn, state="waiting")

    async def approve(by: int) -> bool:
        async with db.writing() as conn:
            return await announcements.move(
                conn, draft.id, to="sending", from_=["waiting"], at=FRIDAY, approved_by=sari.person.id
            )

    assert sorted(await asyncio.gather(*map(approve, range(4)))) == [False, False, False, True]


async def test_the_times_of_its_life_are_noted(db: Database, sari: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        number = (await begun(conn, state="draft")).id
        life = [("sending", 0, 0, None), ("paused", 1, 0, None), ("sending", 2, 0, None), ("done", 3, 0, 3)]
        life += [("deleted", 4, 0, 3), ("sending", 5, 0, None), ("stopped", 6, 0, 6)]
        for to, hour, begun_at, ended_at in life:
            assert await announcements.move(conn, number, to=to, from_=STATES, at=times.after(hours=hour))
            now = await read(conn, number)
            assert now.begun_at == times.after(hours=begun_at)
            assert now.ended_at == (None if ended_at is None else times.after(hours=ended_at))


@pytest.mark.parametrize(
    ("send_at", "local", "state", "now", "is_due"),
    [
        (None, False, "scheduled", FRIDAY, True),
        (FRIDAY, False, "scheduled", FRIDAY - timedelta(seconds=1), False),
        (FRIDAY, False, "scheduled", FRIDAY, True),
        (FRIDAY, False, "waiting", FRIDAY, False),
        # Half past nine on each clock: in Papua (WIT) that is half past midnight UTC.
        (FRIDAY, True, "scheduled", FRIDAY - timedelta(hours=9, seconds=1), False),
        (FRIDAY, True, "scheduled", FRIDAY - timedelta(hours=9), True),
    ],
)
async def test_due(
    db: Database, sari: Known, send_at: datetime | None, local: bool, state: str, now: datetime, is_due: bool
) -> None:
    async with db.writing() as conn:
        one = await begun(conn, state="draft")
        assert await announcements.move(
            conn, one.id, to=state, from_=["draft"], at=FRIDAY, send_at=send_at, local=local
        )
        assert await announcements.due(conn, now) == ([one.id] if is_due else [])


async def test_lanes_are_those_with_something_to_send(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        await crowd(conn, 3)
        late, early, paused, done, _draft = [await begun(conn, state="draft") for _ in range(5)]
        for one, hour in ((early, 0), (late, 1), (paused, 2), (done, 3)):
            await announcements.move(conn, one.id, to="sending", from_=["draft"], at=times.after(hours=hour))
        await plan_all(conn, paused)
        await plan_all(conn, done)
        await send(conn, done)
        await announcements.move(conn, paused.id, to="paused", from_=["sending"], at=FRIDAY)
        await announcements.move(conn, done.id, to="done", from_=["sending"], at=FRIDAY)
        assert await announcements.lanes(conn) == [early.id, late.id]
        # An ended one is served again for a correction, and nothing new is planned for it.
        await crowd(conn, 1)
        assert await plan_corrections(conn, done.id, 2, FRIDAY) == 3
        assert await announcements.lanes(conn) == [early.id, late.id, done.id]
        assert await plan_all(conn, done) == 0
        await send(conn, done)
        assert await announcements.lanes(conn) == [early.id, late.id]
        assert [one.id for one in await announcements.open_ones(conn)] == [late.id, early.id, paused.id]


async def test_the_last_answer_stands(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        sari, budi, dewi = await crowd(conn, 3)
        one = await begun(conn)
        assert await announcements.answers(conn, one.id) == {}
        assert await announcements.answer(conn, one.id, sari, "0", times.friday) is None
        assert await announcements.answer(conn, one.id, budi, "1", times.friday) is None
        assert await announcements.answer(conn, one.id, dewi, "1", times.friday) is None
        assert await announcements.answer(conn, one.id, dewi, "1", times.after(hours=1)) == "1"
        assert await announcements.answer(conn, one.id, sari, "1", times.after(hours=1)) == "0"
        assert await announcements.answers(conn, one.id) == {"1": 3}
        assert await announcements.answer_of(conn, one.id, sari) == "1"
        assert await announcements.answer_of(conn, one.id + 1, sari) is None
