"""What the program looks after in cases: holders who are gone, cases that came to no end, who is told of what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import case_care, cases, consents, outbox, people, privacy, schema
from storage.cases import NEW, OPEN, WAITING
from storage.database import Database
from storage.outbox import Letter, Outcome, Priority
from storage.visibility import PROGRAM, Viewer

from .casework import Cast, gather, in_state, opened
from .conftest import FRIDAY

LATER = FRIDAY + timedelta(hours=3)
NEW_DUE = FRIDAY + timedelta(hours=27)
MONTH = FRIDAY + timedelta(days=30)


async def blocks(conn: AsyncConnection, cast: Cast, who: str) -> None:
    await people.mark_blocked(conn, cast[who].telegram_id, LATER)


async def withdraws(conn: AsyncConnection, cast: Cast, who: str) -> None:
    await consents.withdraw(conn, cast[who].id, LATER)


async def is_demoted(conn: AsyncConnection, cast: Cast, who: str) -> None:
    await people.change_person(conn, cast[who].id, role="companion")


async def is_unnamed(conn: AsyncConnection, cast: Cast, who: str) -> None:
    await conn.execute(delete(schema.restricted_duty).where(schema.restricted_duty.c.person_id == cast[who].id))


async def erases(conn: AsyncConnection, cast: Cast, who: str) -> None:
    await privacy.erase(conn, cast[who].id, LATER)


@pytest.mark.parametrize("state", [OPEN, WAITING])
@pytest.mark.parametrize("restricted", [False, True])
@pytest.mark.parametrize("goes", [blocks, withdraws, is_demoted, is_unnamed, erases])
async def test_a_case_whose_holder_is_gone_is_new_again_once(
    db: Database,
    goes: Callable[[AsyncConnection, Cast, str], Awaitable[None]],
    restricted: bool,
    state: str,
) -> None:
    holder = "nami" if restricted else "rina"
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await in_state(conn, cast, state, holder, restricted=restricted)
        assert await cases.stranded(conn, 9) == []
        assert await cases.free(conn, case.id, NEW_DUE, LATER) is None, "it is in good hands"
        await goes(conn, cast, holder)
        if goes is is_unnamed and not restricted:
            assert await cases.stranded(conn, 9) == []
            return
        assert [one.id for one in await cases.stranded(conn, 9)] == [case.id]
        assert await cases.in_charge(conn, case) is None
        freed = await cases.free(conn, case.id, NEW_DUE, LATER)
        assert freed is not None
        assert (freed.state, freed.holder, freed.due_at, freed.level) == (NEW, None, NEW_DUE, 0)
        assert await cases.free(conn, case.id, MONTH, LATER) is None, "twice is once"
        assert await cases.stranded(conn, 9) == []
        assert (await cases.messages(conn, PROGRAM, case.id))[0].event == ("freed", 0)
        await cases.close(conn, cast.viewer("sari"), case.id, "thanked", "", LATER)
        assert await cases.stranded(conn, 9) == []


@pytest.mark.parametrize("restricted", [False, True])
async def test_in_charge_is_who_sees_the_case_as_its_holder(db: Database, restricted: bool) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        for name, person in cast.people.items():
            case = await in_state(conn, cast, OPEN, name, restricted=restricted)
            seen = await cases.get(conn, Viewer(person.id), case.id) is not None and name != "sari"
            found = await cases.in_charge(conn, case)
            assert (found is not None and found.id == person.id) == seen, name
        # Handed over for this one case.
        await cases.name_for_restricted(conn, cast.viewer("ani"), cast["rina"].id, "13.76", FRIDAY)
        case = await opened(conn, cast, restricted=True)
        await cases.hand_over(conn, cast.viewer("nami"), case.id, cast["rina"].id, FRIDAY)
        await cases.unname(conn, cast.viewer("ani"), cast["rina"].id, "13.76", FRIDAY)
        found = await cases.in_charge(conn, case)
        assert found is not None
        assert found.id == cast["rina"].id


async def test_what_is_long_answered_or_asked_is_called_to_mind_once_for_each_time(db: Database) -> None:
    before, now = MONTH - timedelta(days=14), MONTH
    async with db.writing() as conn:
        cast = await gather(conn)
        made = {}
        for name, step in (("answered", cases.answer), ("asked", cases.ask_back), ("taken", cases.take)):
            made[name] = await opened(conn, cast)
            await step(conn, cast.viewer("rina"), made[name].id, before)
        made["closed"] = await opened(conn, cast)
        await cases.close(conn, cast.viewer("rina"), made["closed"].id, "solved", "", before)
        names = {case.id: name for name, case in made.items()}

        async def quiet() -> list[str]:
            return [names[one.id] for one in await cases.quiet(conn, before, before, 9)]

        moment = timedelta(seconds=1)
        assert await cases.quiet(conn, before - moment, before - moment, 9) == []
        assert await quiet() == ["answered", "asked"], "a deadline that runs is another matter"
        assert [names[one.id] for one in await cases.quiet(conn, before - moment, before, 9)] == ["asked"]
        done = await cases.recall(conn, made["asked"].id, before, before, now)
        assert done is not None
        case, event = done
        assert (case.state, case.due_at, case.changed_at, event.event) == (WAITING, None, now, ("recalled", 0))
        assert await cases.recall(conn, made["asked"].id, before, before, now) is None, "twice is once"
        assert await quiet() == ["answered"]
        assert await cases.quiet(conn, now, now, 9) != [], "but it comes again"


async def test_who_was_told_of_a_case_is_who_a_letter_has_reached(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast)
        wanted = {"rina": "sent", "wati": "uncertain", "tono": "cancelled", "sari": "sent"}
        for name in wanted:
            key = f"case:{case.id}:7:{cast[name].id}"
            await outbox.add(conn, [Letter(key, "case", cast[name].id, FRIDAY, {}, Priority.CASE)], FRIDAY)
        # Of a case whose number begins alike.
        other = Letter(f"case:{case.id}1:7:{cast['ani'].id}", "case", cast["ani"].id, FRIDAY, {}, Priority.CASE)
        await outbox.add(conn, [other], FRIDAY)
        names = {person.id: name for name, person in cast.people.items()}
        for row in await outbox.claim(conn, by="bot", now=FRIDAY, most=9):
            await outbox.settle(conn, [Outcome(row.id, wanted.get(names[row.person_id], "sent"))], FRIDAY)
        assert cast.named(await cases.told(conn, case)) == ["rina", "wati"]


async def test_an_escalation_is_unheard_until_somebody_acts(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        rina = cast.viewer("rina")
        case = await opened(conn, cast, due_at=FRIDAY)
        assert not await cases.went_unheard(conn, case.id)
        await cases.take(conn, rina, case.id, FRIDAY)
        await cases.escalate(conn, case.id, 1, LATER, FRIDAY)
        await cases.release(conn, rina, case.id, FRIDAY, due_at=LATER)
        assert await cases.went_unheard(conn, case.id)
        await cases.close(conn, cast.viewer("sari"), case.id, "thanked", "", FRIDAY)
        assert await cases.went_unheard(conn, case.id), "its closing answers nothing"
        event = await cases.last_of(conn, case.id, "escalated")
        assert event is not None
        assert event.event == ("escalated", 1)
        other = await opened(conn, cast, due_at=FRIDAY)
        await cases.escalate(conn, other.id, 1, LATER, FRIDAY)
        await cases.take(conn, rina, other.id, FRIDAY)
        assert not await cases.went_unheard(conn, other.id)


@pytest.mark.parametrize("name", ["_STRANDED", "_QUIET"])
async def test_what_is_looked_after_is_found_by_state(db: Database, name: str) -> None:
    given = {"limit": 8, "answered": 0, "asked": 0}
    async with db.reading() as conn:
        plan = (await conn.execute(text(f"EXPLAIN QUERY PLAN {getattr(case_care, name).sql}"), given)).all()
    assert not any("SCAN case_record" in str(row) for row in plan), plan
