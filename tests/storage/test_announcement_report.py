"""The report of an announcement: the books balance, whatever came of the copies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import announcement_report, announcements, outbox, schema
from storage.announcement_report import RegionRow
from storage.announcements import Announcement
from storage.database import Database

from .announcing import BY, begun, crowd, plan_all, read, send
from .conftest import FRIDAY, Calendar

STEP = st.tuples(
    st.integers(1, 5),
    st.sampled_from(
        [
            ("sent", None),
            ("failed", "chat not found"),
            ("failed", outbox.BLOCKED),
            ("uncertain", outbox.TIMED_OUT),
            ("queued", "retry"),
            ("in hand", None),
        ]
    ),
)


async def run_of(
    conn: AsyncConnection, steps: Iterable[tuple[int, tuple[str, str | None]]], said: Iterable[str | None], stop: bool
) -> tuple[Announcement, list[int]]:
    """A crowd of twelve, and what came of their copies, step by step."""
    everybody = await crowd(conn, 12)
    one = await begun(conn, {"any": [{"person": person} for person in everybody]})
    await plan_all(conn, one, most=5)
    for most, (state, reason) in steps:
        if state == "in hand":
            await outbox.claim(conn, by=BY, now=FRIDAY, most=most, lanes=[one.id])
        else:
            await send(conn, one, most=most, state=state, reason=reason)
    for person, given_ in zip(everybody, said, strict=True):
        if given_ is not None:
            await announcements.answer(conn, one.id, person, given_, FRIDAY)
    if stop:
        await outbox.cancel_lane(conn, one.id, outbox.NOT_NEEDED, FRIDAY)
    return one, everybody


@pytest.fixture
async def conn(db: Database) -> Any:
    async with db.writing() as opened:
        yield opened


@given(
    st.lists(STEP, max_size=6),
    st.lists(st.sampled_from([None, "ok", "1"]), min_size=12, max_size=12),
    st.booleans(),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_books_balance(
    conn: AsyncConnection, steps: list[tuple[int, tuple[str, str | None]]], said: list[str | None], stop: bool
) -> None:
    one, everybody = await run_of(conn, steps, said, stop)
    regions = await announcement_report.report(conn, one.id)
    assert [(row.province, row.regency) for row in regions] == [
        ("", ""),
        ("13", "13.71"),
        ("13", "13.76"),
        ("51", "51.71"),
    ]
    for row in regions:
        assert row.copies == 3
        assert row.copies == (row.sent + row.uncertain + row.failed + row.unreachable + row.waiting + row.cancelled)
    counts = await outbox.counts(conn, one.id, "announcement")
    for state in ("sent", "uncertain", "failed", "unreachable"):
        assert sum(getattr(row, state) for row in regions) == counts.get(state, 0)
    assert sum(row.waiting for row in regions) == counts.get("queued", 0) + counts.get("sending", 0)
    assert sum(row.copies for row in regions) == (await read(conn, one.id)).copies == len(everybody)
    answered: dict[str, int] = {}
    for row in regions:
        for answer, count in row.answered.items():
            answered[answer] = answered.get(answer, 0) + count
    assert answered == await announcements.answers(conn, one.id)
    readers = await announcement_report.readers(conn, one.id)
    assert len(readers) == len(everybody)
    assert sum(reader.state == "unreachable" for reader in readers) == counts.get("unreachable", 0)
    assert [reader.answer for reader in readers].count("ok") == answered.get("ok", 0)


@pytest.mark.parametrize(
    ("state", "reason", "counted_as"),
    [
        ("queued", None, "waiting"),
        ("sending", None, "waiting"),
        ("sent", None, "sent"),
        ("uncertain", outbox.TIMED_OUT, "uncertain"),
        ("failed", "chat not found", "failed"),
        ("failed", None, "failed"),
        ("failed", outbox.BLOCKED, "unreachable"),
        ("expired", None, "cancelled"),
        ("cancelled", outbox.NOT_NEEDED, "cancelled"),
        ("cancelled", outbox.NO_CONSENT, "cancelled"),
    ],
)
async def test_where_a_copy_is_counted(conn: AsyncConnection, state: str, reason: str | None, counted_as: str) -> None:
    await crowd(conn, 1)
    one = await begun(conn)
    await plan_all(conn, one)
    await conn.execute(update(schema.outbox).values(state=state, reason=reason))
    (row,) = await announcement_report.report(conn, one.id)
    counted: dict[str, Any] = {counted_as: 1}
    assert row == RegionRow("13", "13.76", copies=1, **counted)
    assert [reader.state for reader in await announcement_report.readers(conn, one.id)] == [counted_as]


async def test_the_readers_one_by_one(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        rina, dewi, ayu, anon = await crowd(conn, 4)
        for person, name in ((rina, "Rina"), (dewi, "Dewi"), (ayu, "Ayu"), (anon, None)):
            await conn.execute(update(schema.person).where(schema.person.c.id == person).values(name=name))
        await conn.execute(update(schema.person).where(schema.person.c.id == dewi).values(regency="13.76"))
        one = await begun(conn)
        await plan_all(conn, one)
        await send(conn, one, most=1, now=times.after(hours=1))
        await send(conn, one, most=1, state="failed", reason=outbox.BLOCKED)
        await send(conn, one, most=1, state="failed", reason="chat not found")
        await announcements.answer(conn, one.id, rina, "ok", times.after(hours=2))
        found = await announcement_report.readers(conn, one.id)
        assert [(r.name, r.province, r.regency, r.state, r.reason) for r in found] == [
            (None, None, None, "waiting", None),
            ("Dewi", "13", "13.76", "unreachable", outbox.BLOCKED),
            ("Rina", "13", "13.76", "sent", None),
            ("Ayu", "51", "51.71", "failed", "chat not found"),
        ]
        assert [(r.sent_at, r.answer, r.answered_at) for r in found if r.name == "Rina"] == [
            (times.after(hours=1), "ok", times.after(hours=2))
        ]
        assert {(r.sent_at, r.answer, r.answered_at) for r in found if r.name != "Rina"} == {(None, None, None)}
