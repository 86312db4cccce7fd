"""Who is to get a tip or a question: what is in the outbox already, steps through many people, and the keys."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import tipping
from handlers.tipping import rhythm
from storage import consents, outbox, people, preferences, schema, tips_due
from storage.database import Database
from storage.outbox import Letter, Outcome, Priority
from storage.tips_due import Due, question_key, tip_key

from .conftest import FRIDAY, Calendar

WEEK, NEXT = "2026-W47", "2026-W48"
HOUR, DAY, A_WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
ALL = ["", "13", "51"]


async def person(conn: AsyncConnection, number: int, province: str | None = "13", role: str = "companion") -> int:
    known = await people.add_person(conn, telegram_id=7000 + number, language="id", at=FRIDAY - 20 * A_WEEK, role=role)
    who = known.person.id
    await consents.record(conn, person_id=who, version="1", language="id", accepted=True, at=FRIDAY - 20 * A_WEEK)
    await people.change_person(conn, who, name=f"Nama {number}", province=province)
    return who


async def tips(conn: AsyncConnection, **differently: Any) -> list[Due]:
    given = {"week": WEEK, "even": False, "provinces": ALL, "joined_until": FRIDAY - A_WEEK, "now": FRIDAY}
    return await tips_due.tips(conn, **{**given, **differently})


async def questions(conn: AsyncConnection, **differently: Any) -> list[Due]:
    given = {
        "given_since": FRIDAY - 6 * A_WEEK,
        "given_until": FRIDAY - 3 * A_WEEK,
        "open_since": FRIDAY - 4 * A_WEEK,
        "provinces": ALL,
        "now": FRIDAY,
    }
    return await tips_due.questions(conn, **{**given, **differently})


async def post(conn: AsyncConnection, who: int, key: str, at: datetime = FRIDAY) -> None:
    """Into the outbox, good for an hour."""
    await outbox.add(conn, [Letter(key, key.split(":")[0], who, at, {}, Priority.TIP, at + HOUR)], at)


async def send(conn: AsyncConnection, at: datetime = FRIDAY) -> None:
    for one in await outbox.claim(conn, by="office", now=at, most=9):
        await outbox.settle(conn, [Outcome(one.id, "sent")], at)


async def found_useful(conn: AsyncConnection, who: int, tip: str, weeks: float) -> None:
    await preferences.give(conn, who, tip, "gap:S12", FRIDAY - weeks * A_WEEK)
    await preferences.verdict(conn, who, tip, preferences.USEFUL)


def test_the_words_are_those_of_the_room_that_speaks_them() -> None:
    assert (tips_due.TIP, tips_due.TRIED) == (tipping.TIP, tipping.TRIED)
    assert (tips_due.WEEKLY, tips_due.BIWEEKLY, preferences.OFF) == rhythm.RHYTHMS
    assert rhythm.KIND == tips_due.TIP


async def test_who_they_are_and_how_often_they_want_tips(db: Database) -> None:
    async with db.writing() as conn:
        sari, budi, hendra = [
            await person(conn, 1),
            await person(conn, 2, None),
            await person(conn, 3, "51", "coordinator"),
        ]
        assert await tips_due.provinces(conn) == ALL
        assert await tips(conn) == [Due(sari, "Nama 1", "13", "weekly"), Due(budi, "Nama 2", None, "weekly")]
        await preferences.put(conn, sari, "tip", "off", FRIDAY)
        await preferences.put(conn, budi, "tip", "biweekly", FRIDAY)
        await preferences.put(conn, hendra, "tip", "weekly", FRIDAY)
        assert [one.person_id for one in await tips(conn)] == [hendra]
        assert [(one.person_id, one.about) for one in await tips(conn, week=NEXT, even=True)] == [
            (budi, "biweekly"),
            (hendra, "weekly"),
        ]


async def test_only_people_of_the_provinces_asked_for(db: Database) -> None:
    async with db.writing() as conn:
        who = {code: await person(conn, number, code or None) for number, code in enumerate(ALL)}
        for code in ALL:
            await found_useful(conn, who[code], "mediator-1", 4)
            for asked in (tips, questions):
                assert [one.person_id for one in await asked(conn, provinces=[code])] == [who[code]]
        assert await tips(conn, provinces=[]) == await questions(conn, provinces=[]) == []


async def test_nobody_without_consent_who_has_blocked_the_bot_or_has_just_joined(db: Database) -> None:
    async with db.writing() as conn:
        withdrawn, blocked, new = [await person(conn, number) for number in range(3)]
        for who in (withdrawn, blocked, new):
            await found_useful(conn, who, "mediator-1", 4)
        table = schema.person
        await conn.execute(update(table).where(table.c.id == withdrawn).values(consent=None))
        await people.mark_blocked(conn, 7001, FRIDAY)
        assert [one.person_id for one in await tips(conn)] == [new]
        assert [one.person_id for one in await questions(conn)] == [new]
        assert await tips(conn, joined_until=FRIDAY - 20 * A_WEEK - HOUR) == []
        assert [one.person_id for one in await tips(conn, joined_until=FRIDAY - 20 * A_WEEK)] == [new]


async def test_a_tip_that_waits_or_went_is_there_one_that_is_over_is_due_again(db: Database) -> None:
    async with db.writing() as conn:
        who = await person(conn, 1)
        due = Due(who, "Nama 1", "13", "weekly")
        await post(conn, who, tip_key(who, WEEK))
        assert await tips(conn) == []
        # Who asks what would go counts what waits as not there yet.
        assert await tips(conn, waiting=True) == [Due(who, "Nama 1", "13", "weekly", again=True)]
        assert await tips(conn, week=NEXT) == [due]
        # An hour later it is over, whether that has been noted or not.
        later = FRIDAY + DAY
        for _ in range(2):
            assert await tips(conn, now=later) == [Due(who, "Nama 1", "13", "weekly", again=True)]
            await outbox.expire(conn, later)
        await post(conn, who, tip_key(who, WEEK, "211000"), later)
        assert await tips(conn, now=later) == []
        await send(conn, later)
        assert await tips(conn, now=later + DAY) == await tips(conn, now=later, waiting=True) == []


async def test_the_tip_of_another_person_or_week_is_not_taken_for_theirs(db: Database) -> None:
    """Ids and weeks whose spellings begin alike."""
    async with db.writing() as conn:
        crowd = [await person(conn, number) for number in range(12)]
        await post(conn, crowd[10], tip_key(crowd[10], WEEK, "201000"))
        await post(conn, crowd[0], tip_key(crowd[0], "2026-W4"))
        assert [one.person_id for one in await tips(conn)] == crowd[:10] + crowd[11:]


async def test_in_steps_everybody_comes_once(db: Database) -> None:
    async with db.writing() as conn:
        crowd = [await person(conn, number) for number in range(7)]
        after, found = 0, []
        while step := await tips(conn, after=after, most=3):
            assert len(step) <= 3
            assert step[0].person_id > after
            found += [one.person_id for one in step]
            after = step[-1].person_id
        assert found == crowd


async def test_in_steps_every_question_comes_once_and_no_person_is_divided(db: Database) -> None:
    async with db.writing() as conn:
        crowd = [await person(conn, number) for number in range(6)]
        for number, who in enumerate(crowd):
            for tip in range(1 + number % 3):
                await found_useful(conn, who, f"mediator-{tip + 1}", 4)
        whole = [(one.person_id, one.about) for one in await questions(conn)]
        assert len(whole) == 12
        for most in (3, 4, 5, 12):
            after, steps = 0, []
            while step := await questions(conn, after=after, most=most):
                assert len(step) <= most
                assert step[0].person_id > after
                steps.append([(one.person_id, one.about) for one in step])
                after = step[-1].person_id
            assert [pair for step in steps for pair in step] == whole
        # A look whether anybody is left finds somebody, also where that person has more.
        assert len(await questions(conn, after=crowd[0], most=1)) == 1


async def test_each_persons_oldest_tip_comes_first(db: Database) -> None:
    async with db.writing() as conn:
        sari, budi = await person(conn, 1), await person(conn, 2)
        for tip, weeks in (("mediator-2", 3), ("mediator-10", 5), ("mediator-1", 4)):
            await found_useful(conn, budi, tip, weeks)
        await found_useful(conn, sari, "mediator-3", 3)
        assert await questions(conn) == [
            Due(sari, "Nama 1", "13", "mediator-3"),
            *(Due(budi, "Nama 2", "13", tip) for tip in ("mediator-10", "mediator-1", "mediator-2")),
        ]


async def test_of_which_tips_may_be_asked(db: Database) -> None:
    async with db.writing() as conn:
        who = await person(conn, 1)
        # From three weeks on, and less than six.
        for tip, weeks in (("a", 2.99), ("b", 3), ("c", 5.99), ("d", 6), ("e", 4), ("f", 4)):
            await found_useful(conn, who, tip, weeks)
        await preferences.verdict(conn, who, "e", preferences.LESS)
        await preferences.tried(conn, who, "f", preferences.NOT_YET)
        assert [one.about for one in await questions(conn)] == ["c", "b"]
        await preferences.put(conn, who, "tip", "off", FRIDAY)
        assert await questions(conn) == []


async def test_one_question_at_a_time_and_each_once(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        who, other = await person(conn, 1), await person(conn, 2)
        for tip in ("a", "b"):
            await found_useful(conn, who, tip, 3)
        await found_useful(conn, other, "a", 3)
        await post(conn, who, question_key(who, "a"))
        assert [one.person_id for one in await questions(conn)] == [other]
        assert [one.about for one in await questions(conn, waiting=True)] == ["a", "b", "a"]
        await send(conn)
        assert [one.person_id for one in await questions(conn, waiting=True)] == [other]
        # Open as long as it is not answered, and not longer than `open_since` says.
        assert [one.about for one in await questions(conn, open_since=times.after(days=-1))] == ["a"]
        assert [one.about for one in await questions(conn, open_since=times.after(minutes=1))] == ["b", "a"]
        await preferences.tried(conn, who, "a", preferences.YES)
        assert [(one.person_id, one.about) for one in await questions(conn)] == [(who, "b"), (other, "a")]


async def test_a_question_whose_time_is_over_keeps_no_other_from_being_asked(db: Database) -> None:
    async with db.writing() as conn:
        who = await person(conn, 1)
        for tip in ("a", "b"):
            await found_useful(conn, who, tip, 3)
        await post(conn, who, question_key(who, "a"))
        later = FRIDAY + 2 * HOUR
        for _ in range(2):
            assert [one.about for one in await questions(conn, now=later)] == ["b"]
            await outbox.expire(conn, later)
