"""The facts of what is due: for many at once, for one, and only of those to whom something may be sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import consents, drafts, due, outbox, people, preferences, submissions
from storage.audience import condition
from storage.database import Database
from storage.due import Facts
from storage.outbox import Letter, Outcome, Priority

from .conftest import Calendar

FORMS = ("kompetensi", "p2k2")


async def joins(conn: AsyncConnection, telegram_id: int, at: datetime, *, consent: bool = True, **columns: Any) -> int:
    known = await people.add_person(conn, telegram_id=telegram_id, language="id", at=at)
    number = known.person.id
    if consent:
        await consents.record(conn, person_id=number, version="1", language="id", accepted=True, at=at)
    await people.change_person(conn, number, **columns)
    return number


async def files(conn: AsyncConnection, who: int, form: str, at: datetime) -> None:
    await submissions.add_finished(
        conn, person_id=who, form_id=form, version="1", language="id", begun_at=at, sent_at=at, answers={"a": "1"}
    )


@pytest.fixture
async def three(db: Database, times: Calendar) -> tuple[int, int, int]:
    """Sari has filed twice and has a draft; Budi has switched something off; Maria has done nothing."""
    async with db.writing() as conn:
        sari = await joins(conn, 1, times.friday, name="Sari", province="13")
        budi = await joins(conn, 2, times.after(days=1), name="Budi", province="91")
        maria = await joins(conn, 3, times.after(days=2))
        await files(conn, sari, "kompetensi", times.after(days=3))
        await files(conn, sari, "kompetensi", times.after(days=2))
        await files(conn, sari, "profil", times.after(days=9))
        await drafts.begin(conn, person_id=sari, form_id="p2k2", version="1", position="a", at=times.after(days=4))
        await preferences.put(conn, budi, "reminder:p2k2", "off", times.friday)
        await preferences.put(conn, budi, "news", "off", times.friday)
    return sari, budi, maria


async def test_the_facts_of_everybody(db: Database, times: Calendar, three: tuple[int, int, int]) -> None:
    sari, budi, maria = three
    async with db.reading() as conn:
        found = await due.facts(conn, forms=FORMS)
        one = await due.facts_of(conn, sari, forms=FORMS)
    assert found == [
        Facts(
            sari,
            "Sari",
            "id",
            "companion",
            "13",
            times.friday,
            drafts={"p2k2": times.after(days=4)},
            filed={"kompetensi": times.after(days=3)},
        ),
        Facts(budi, "Budi", "id", "companion", "91", times.after(days=1), wishes={"reminder:p2k2": "off"}),
        Facts(maria, None, "id", "companion", None, times.after(days=2)),
    ]
    assert one == found[0]


async def test_so_many_at_a_time(db: Database, three: tuple[int, int, int]) -> None:
    async with db.reading() as conn:
        everybody = await due.facts(conn, forms=FORMS)
        found: list[Facts] = []
        while portion := await due.facts(conn, forms=FORMS, after=found[-1].person_id if found else 0, most=2):
            assert len(portion) <= 2
            found += portion
    assert found == everybody


async def test_of_whom_a_form_is_expected(db: Database, three: tuple[int, int, int]) -> None:
    sari, budi, maria = three
    audiences = {"p2k2": condition({"province": "91"}), "kompetensi": condition({"all": []})}
    async with db.reading() as conn:
        found = await due.facts(conn, forms=FORMS, audiences=audiences)
        one = await due.facts_of(conn, budi, forms=FORMS, audiences=audiences)
    assert {facts.person_id: facts.outside for facts in found} == {sari: {"p2k2"}, budi: set(), maria: {"p2k2"}}
    assert one is not None
    assert one.outside == set()


async def test_only_those_to_whom_something_may_be_sent(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        never = await joins(conn, 1, times.friday, consent=False)
        blocked = await joins(conn, 2, times.friday, blocked_at=times.friday)
        there = await joins(conn, 3, times.friday)
        for who in (never, blocked):
            await drafts.begin(conn, person_id=who, form_id="p2k2", version="1", position="a", at=times.friday)
    async with db.reading() as conn:
        assert [facts.person_id for facts in await due.facts(conn, forms=FORMS)] == [there]
        assert (await due.facts(conn, forms=FORMS))[0].drafts == {}
        assert await due.facts_of(conn, never, forms=FORMS) is None
        assert await due.facts_of(conn, blocked, forms=FORMS) is None
        assert await due.facts(conn, forms=FORMS, after=there) == []
        assert await due.highest(conn) == there


async def test_nobody_there(db: Database) -> None:
    async with db.reading() as conn:
        assert await due.facts(conn, forms=FORMS) == []
        assert await due.highest(conn) == 0
        assert await due.letters_there(conn, [], datetime.max) == {}


async def test_letters_in_the_outbox(db: Database, times: Calendar, three: tuple[int, int, int]) -> None:
    sari, budi, _ = three

    def letter(key: str, who: int, *, kind: str = "reminder", **when: float) -> Letter:
        expires = times.after(hours=3)
        return Letter(key, kind, who, times.after(**when), {}, Priority.REMINDER, expires)

    async with db.writing() as conn:
        await outbox.add(
            conn,
            [
                letter("later", sari, hours=2),
                letter("soon", sari, hours=1),
                letter("gone", sari),
                letter("other kind", sari, kind="tip", hours=1),
                letter("of budi", budi, hours=1),
            ],
            times.friday,
        )
        [gone] = await outbox.claim(conn, by="me", now=times.friday, most=5)
        await outbox.settle(conn, [Outcome(gone.id, "sent")], times.friday)
    keys = ["soon", "gone", "never there"]
    async with db.reading() as conn:
        assert await due.letters_there(conn, keys, times.friday) == {"soon": "queued", "gone": "sent"}
        # What waits past its time will not go any more, also where nobody has closed it yet.
        assert await due.letters_there(conn, keys, times.after(hours=3)) == {"soon": "expired", "gone": "sent"}
        assert await due.waiting(conn, sari, "reminder") == [
            ("soon", times.after(hours=1)),
            ("later", times.after(hours=2)),
        ]
        assert await due.queued(conn, "reminder", Priority.REMINDER) == [
            (times.after(hours=1), sari, "Sari", "13", "soon"),
            (times.after(hours=1), budi, "Budi", "91", "of budi"),
            (times.after(hours=2), sari, "Sari", "13", "later"),
        ]
