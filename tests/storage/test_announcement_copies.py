"""The copies of an announcement: planned once for everyone, whatever the chunks; corrected, deleted, reminded of."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import update

from storage import announcements, outbox, preferences, schema
from storage.announcement_copies import plan, plan_corrections, plan_deletions, plan_nudges
from storage.announcements import STATES
from storage.database import Database
from storage.outbox import MENDING

from .announcing import PLACES, at_once, begun, by_zone, crowd, plan_all, read, rows_of, send
from .conftest import FRIDAY, Calendar


@pytest.mark.parametrize("most", [1, 3, 7, 8, 2000])
async def test_everyone_has_one_copy_whatever_the_chunks(db: Database, most: int) -> None:
    async with db.writing() as conn:
        everybody = await crowd(conn, 7)
        await crowd(conn, 1, consent=None)
        one = await begun(conn)
        sizes = []
        while new := await plan(conn, one, now=FRIDAY, moments=by_zone, most=most):
            sizes.append(new)
            assert (await read(conn, one.id)).copies == sum(sizes)
        assert all(size <= most for size in sizes)
        assert sum(sizes) == 7
        assert await plan(conn, one, now=FRIDAY, moments=by_zone, most=most) == 0
        copies = await rows_of(conn, one.id, "announcement")
        assert sorted(row.key for row in copies) == sorted(f"announcement:{one.id}:{person}" for person in everybody)
        assert {(row.state, row.priority, row.attempts, row.data, row.expires_at) for row in copies} == {
            ("queued", 5, 0, None, None)
        }
        assert {row.person_id: row.not_before for row in copies} == {
            person: by_zone(PLACES[i % 4][0]) for i, person in enumerate(everybody)
        }
        assert (await read(conn, one.id)).planned_to == everybody[-1]


async def test_planning_goes_on_where_a_stop_left_it(db: Database) -> None:
    async with db.writing() as conn:
        everybody = await crowd(conn, 6)
        one = await begun(conn)
    async with db.writing() as conn:
        assert await plan(conn, one, now=FRIDAY, moments=at_once, most=4) == 4
    with suppress(SystemExit):  # the program ends before the commit
        async with db.writing() as conn:
            assert await plan(conn, one, now=FRIDAY, moments=at_once, most=4) == 2
            raise SystemExit
    async with db.writing() as conn:
        assert (await read(conn, one.id)).copies == 4
        new = await crowd(conn, 1)
        assert await plan_all(conn, one) == 3
        assert [row.person_id for row in await rows_of(conn, one.id, "announcement")] == everybody + new
        # Planned from the start again, by hand: nobody gets a second one.
        await conn.execute(update(schema.announcement).values(planned_to=0))
        assert await plan_all(conn, one, most=2) == 0
        assert (await read(conn, one.id)).copies == 7


@pytest.mark.parametrize("duty", [True, False])
async def test_who_switched_news_off_gets_duty_only(db: Database, duty: bool) -> None:
    async with db.writing() as conn:
        off, on, tips_off, never = await crowd(conn, 4)
        for person, kind, value in ((off, "news", "off"), (on, "news", "on"), (tips_off, "tip", "off")):
            await preferences.put(conn, person, kind, value, FRIDAY)
        one = await begun(conn, duty=duty)
        assert await plan_all(conn, one) == (4 if duty else 3)
        readers = {row.person_id for row in await rows_of(conn, one.id, "announcement")}
        assert readers == {on, tips_off, never} | ({off} if duty else set())


@pytest.mark.parametrize("state", STATES)
async def test_copies_are_planned_only_while_there_is_something_to_come(db: Database, state: str) -> None:
    async with db.writing() as conn:
        await crowd(conn, 2)
        one = await begun(conn, state=state)
        assert await plan_all(conn, one) == (2 if state in ("scheduled", "sending", "paused") else 0)


async def test_the_audience_as_it_stands_now_is_planned(db: Database) -> None:
    async with db.writing() as conn:
        everybody = await crowd(conn, 8)
        old = await begun(conn)
        assert await announcements.change(conn, old.id, audience={"province": "51"})
        assert await plan_all(conn, old) == 2
        assert [row.person_id for row in await rows_of(conn, old.id, "announcement")] == everybody[2::4]
        # One copy for each announcement: another one has its own.
        assert await plan_all(conn, await begun(conn)) == 8


async def test_a_correction_goes_to_whoever_has_the_earlier_words(db: Database) -> None:
    async with db.writing() as conn:
        first, second, third, fourth, waiting = await crowd(conn, 5)
        one = await begun(conn)
        await plan_all(conn, one)
        assert await send(conn, one, most=2) == [first, second]
        assert await send(conn, one, most=1, state="failed", reason="chat not found") == [third]
        assert await announcements.change(conn, one.id, revision=2)
        one = await read(conn, one.id)
        assert await send(conn, one, most=1) == [fourth]  # sent with the new words already
        assert await plan_corrections(conn, one.id, 2, FRIDAY, most=1) == 1
        assert await plan_corrections(conn, one.id, 2, FRIDAY) == 1
        assert await plan_corrections(conn, one.id, 2, FRIDAY) == 0
        rows = await rows_of(conn, one.id, "correction")
        assert [(row.key, row.state, row.priority) for row in rows] == [
            (f"correction:{one.id}:2:{person}", "queued", MENDING) for person in (first, second)
        ]
        copies = {row.person_id: row for row in await rows_of(conn, one.id, "announcement")}
        for row in rows:
            assert json.loads(row.data) == {"message_ids": json.loads(copies[row.person_id].message_ids)}
        # A second correction before the first has gone out: the first is taken back.
        assert await plan_corrections(conn, one.id, 3, FRIDAY) == 3
        states = {row.key: row.state for row in await rows_of(conn, one.id, "correction")}
        assert states == {f"correction:{one.id}:2:{person}": "cancelled" for person in (first, second)} | {
            f"correction:{one.id}:3:{person}": "queued" for person in (first, second, fourth)
        }
        assert copies[waiting].state == "queued"


async def test_a_deletion_takes_every_message_back_that_telegram_still_lets_go(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        old, gone, nudged, waiting = await crowd(conn, 4)
        one = await begun(conn)
        await plan_all(conn, one)
        assert await send(conn, one, most=1, now=times.friday) == [old]
        assert await send(conn, one, most=2, now=times.after(hours=1)) == [gone, nudged]
        await announcements.answer(conn, one.id, old, "ok", times.after(hours=1))
        await announcements.answer(conn, one.id, gone, "ok", times.after(hours=1))
        assert await plan_nudges(conn, one.id, 1, times.after(hours=2), at_once) == 1
        box = schema.outbox
        await conn.execute(
            update(box).where(box.c.kind == "nudge").values(state="sent", message_ids="[[77]]", data=None)
        )
        now = times.after(hours=48)
        assert await plan_deletions(conn, one.id, now, most=1) == 1
        assert await plan_deletions(conn, one.id, now) == 1
        assert await plan_deletions(conn, one.id, now) == 0
        rows = {row.person_id: json.loads(row.data)["message_ids"] for row in await rows_of(conn, one.id, "deletion")}
        copies = {row.person_id: row for row in await rows_of(conn, one.id, "announcement")}
        three = {person: [copies[person].id + more for more in (0, 5000, 7000)] for person in (gone, nudged)}
        assert rows == {gone: three[gone], nudged: [*three[nudged], 77]}
        # What still waited is not sent any more; the deletions are.
        assert (copies[waiting].state, copies[waiting].reason) == ("cancelled", outbox.NOT_NEEDED)
        assert {row.state for row in await rows_of(conn, one.id, "deletion")} == {"queued"}


async def test_a_reminder_goes_to_whoever_has_it_and_has_not_answered(db: Database) -> None:
    async with db.writing() as conn:
        everybody = await crowd(conn, 4)
        answered, silent, in_bali, unreached = everybody
        one = await begun(conn)
        await plan_all(conn, one)
        await send(conn, one, most=3)
        await send(conn, one, state="uncertain", reason=outbox.TIMED_OUT)
        await announcements.answer(conn, one.id, answered, "ok", FRIDAY)
        assert await plan_nudges(conn, one.id, 1, FRIDAY, by_zone, most=1) == 1
        assert await plan_nudges(conn, one.id, 1, FRIDAY, by_zone) == 1
        assert await plan_nudges(conn, one.id, 1, FRIDAY, by_zone) == 0
        await announcements.answer(conn, one.id, silent, "ok", FRIDAY)
        assert await plan_nudges(conn, one.id, 2, FRIDAY, by_zone) == 1
        assert [(row.key, row.not_before) for row in await rows_of(conn, one.id, "nudge")] == [
            (f"nudge:{one.id}:1:{silent}", FRIDAY),
            (f"nudge:{one.id}:1:{in_bali}", FRIDAY - timedelta(hours=1)),
            (f"nudge:{one.id}:2:{in_bali}", FRIDAY - timedelta(hours=1)),
        ]
        assert unreached in everybody
