"""The boxes of the coordinators' side, a companion's own cases, and that no look reads what is long closed."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from storage import case_lists, cases, schema
from storage.cases import BOXES
from storage.database import Database

from .casework import DUE, gather, in_state, opened
from .conftest import FRIDAY

NOW = FRIDAY + timedelta(hours=1)


async def test_what_is_in_which_box_for_whom(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        made = {
            "new": await opened(conn, cast),
            "late": await opened(conn, cast, due_at=FRIDAY),
            "rinas": await in_state(conn, cast, "open", "rina"),
            "watis": await in_state(conn, cast, "open", "wati"),
            "asked": await in_state(conn, cast, "waiting", "rina"),
            "closed": await in_state(conn, cast, "closed", "rina"),
            "secret": await opened(conn, cast, restricted=True),
        }
        # A deadline was missed; the next one is far away.
        made["unheard"] = await opened(conn, cast, due_at=FRIDAY - timedelta(hours=1))
        assert await cases.escalate(conn, made["unheard"].id, 1, NOW + timedelta(days=2), FRIDAY) is not None
        names = {case.id: name for name, case in made.items()}

        async def box(who: str, box: str) -> list[str]:
            found = [names[one.id] for one in await cases.inbox(conn, cast.viewer(who), box, NOW)]
            assert await cases.inbox_count(conn, cast.viewer(who), box, NOW) == len(found)
            return found

        assert await box("rina", "new") == ["late", "new", "unheard"], "the most pressing first"
        assert await box("rina", "mine") == ["rinas", "asked"]
        assert await box("wati", "mine") == ["watis"]
        assert await box("rina", "waiting") == ["asked"]
        assert await box("rina", "overdue") == ["late", "unheard"]
        assert await box("rina", "closed") == ["closed"]
        assert await box("rina", "all") == ["unheard", "closed", "asked", "watis", "rinas", "late", "new"]
        assert await box("nami", "all") == ["secret"]
        assert await box("nami", "new") == ["secret"]
        assert await box("ani", "new") == ["late", "new", "unheard"]
        for nobody in ("sari", "budi", "lala"):
            for each in BOXES:
                assert await box(nobody, each) == [], (nobody, each)
        counts = await cases.inbox_counts(conn, cast.viewer("rina"), NOW)
        assert counts == {"new": 3, "mine": 2, "waiting": 1, "overdue": 2}
        # Once somebody acts it is late no more.
        await cases.take(conn, cast.viewer("rina"), made["unheard"].id, NOW)
        assert await box("rina", "overdue") == ["late"]


async def test_pages_of_a_box_and_of_the_own_cases(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        made = [await opened(conn, cast, due_at=DUE + timedelta(minutes=n)) for n in range(5)]
        await cases.close(conn, cast.viewer("sari"), made[4].id, "thanked", "", FRIDAY)
        ids = [one.id for one in made]
        rina, sari = cast.viewer("rina"), cast.viewer("sari")
        pages = [[one.id for one in await cases.inbox(conn, rina, "new", NOW, skip=n, most=2)] for n in (0, 2, 4)]
        assert pages == [ids[:2], ids[2:4], []]
        own = [one.id for one in await cases.own(conn, sari, most=3)]
        assert own == [ids[3], ids[2], ids[1]]
        assert [one.id for one in await cases.own(conn, sari, skip=3)] == [ids[0], ids[4]], "closed ones come last"
        assert await cases.own_count(conn, sari) == 4
        assert await cases.own(conn, cast.viewer("budi")) == []


async def test_counts_end_at_a_hundred(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        first = await opened(conn, cast)
        row = (await conn.execute(schema.case_record.select())).mappings().one()
        await conn.execute(insert(schema.case_record), [{**row, "id": first.id + n} for n in range(1, 130)])
        counts = await cases.inbox_counts(conn, cast.viewer("rina"), NOW)
        assert counts["new"] == case_lists.MOST_COUNTED == 100


async def test_restricted_cases_that_nobody_has_taken(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        await opened(conn, cast)
        waits = await opened(conn, cast, restricted=True)
        await in_state(conn, cast, "open", "nami", restricted=True)
        assert [one.id for one in await cases.unanswered_restricted(conn)] == [waits.id]


@pytest.mark.parametrize("name", ["new", "mine", "waiting", "overdue", "closed", "all", "_OWN", "_OVERDUE"])
async def test_no_look_reads_the_cases_of_the_whole_country(db: Database, name: str) -> None:
    # Somebody with a regency to look after; who has the whole country, sees the newest of it.
    statement = case_lists._LISTS[name][1] if name in BOXES else getattr(case_lists, name)
    given = {"viewer": 1, "limit": 8, "skip": 0, "now": 0, "regions": "[]"}
    async with db.reading() as conn:
        plan = (await conn.execute(text(f"EXPLAIN QUERY PLAN {statement.sql}"), given)).all()
    assert not any("SCAN case_record" in str(row) for row in plan), plan


@pytest.mark.parametrize("box", ["new", "waiting", "closed"])
async def test_who_has_the_whole_country_reads_by_state(db: Database, box: str) -> None:
    given = {"viewer": 1, "limit": 8, "skip": 0, "now": 0}
    async with db.reading() as conn:
        plan = (await conn.execute(text(f"EXPLAIN QUERY PLAN {case_lists._LISTS[box][0].sql}"), given)).all()
    assert any("ix_case_record_state" in str(row) for row in plan), plan
