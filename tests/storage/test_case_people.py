"""Who is asked about a case: by region, programme and level; who is named for restricted ones."""

from dataclasses import replace

import pytest

from storage import audit, cases, consents, people
from storage.database import Database

from .casework import gather, opened
from .conftest import FRIDAY

EVERYBODY = "sari budi rina bima lala wati tono nami ani"


@pytest.mark.parametrize(
    ("who", "level", "programmes", "asked"),
    [
        (EVERYBODY, 0, " pkh ", ["rina"]),
        (EVERYBODY, 0, " bpnt ", ["rina", "bima"]),
        (EVERYBODY, 0, "", ["rina"]),
        (EVERYBODY, 1, " pkh ", ["wati"]),
        # The next level, where one has nobody; a lower one, where none above has.
        (EVERYBODY, 1, " bpnt ", ["tono"]),
        (EVERYBODY, 2, " pkh ", ["tono"]),
        ("sari lala wati ani", 0, " pkh ", ["wati"]),
        ("sari lala tono ani", 0, " pkh ", ["tono"]),
        ("sari rina ani", 2, " pkh ", ["rina"]),
        # At last the admins.
        ("sari lala ani", 0, " pkh ", ["ani"]),
        ("sari lala", 0, " pkh ", []),
    ],
)
async def test_who_is_to_answer(db: Database, who: str, level: int, programmes: str, asked: list[str]) -> None:
    async with db.writing() as conn:
        cast = await gather(conn, who)
        case = replace(await opened(conn, cast), level=level, programmes=programmes)
        assert cast.named(await cases.responsible(conn, case)) == asked


async def test_a_restricted_case_is_asked_of_those_named_smallest_region_first(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast, restricted=True)
        ani = cast.viewer("ani")
        assert cast.named(await cases.responsible(conn, case)) == ["nami"]
        assert await cases.name_for_restricted(conn, ani, cast["tono"].id, "", FRIDAY)
        assert await cases.name_for_restricted(conn, ani, cast["bima"].id, "13.76", FRIDAY)
        assert cast.named(await cases.responsible(conn, case)) == ["bima"]
        assert cast.named(await cases.responsible(conn, replace(case, level=1))) == ["nami"]
        assert cast.named(await cases.responsible(conn, replace(case, level=2))) == ["tono"]
        elsewhere = replace(case, regency="13.71")
        assert cast.named(await cases.responsible(conn, elsewhere)) == ["nami"]
        assert cast.named(await cases.responsible(conn, replace(case, province="31", regency="31.01"))) == ["tono"]


async def test_nobody_named_means_nobody_is_asked_not_even_an_admin(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn, "sari rina tono ani")
        case = await opened(conn, cast, restricted=True)
        assert await cases.responsible(conn, case) == []
        assert cast.named(await cases.admins(conn, case)) == ["ani"]


async def test_who_cannot_be_written_to_is_not_asked(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast)
        await people.mark_blocked(conn, cast["rina"].telegram_id, FRIDAY)
        assert cast.named(await cases.responsible(conn, case)) == ["wati"]
        await consents.withdraw(conn, cast["wati"].id, FRIDAY)
        assert cast.named(await cases.responsible(conn, case)) == ["tono"]
        await people.change_person(conn, cast["tono"].id, role="companion")
        assert cast.named(await cases.responsible(conn, case)) == ["ani"]


async def test_a_coordinator_who_opens_a_case_is_not_asked_about_it(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        cast.people["sari"], cast.people["rina"] = cast["rina"], cast["sari"]
        case = await opened(conn, cast)
        assert cast.named(await cases.responsible(conn, case)) == ["wati"]
        assert await cases.may(conn, cast.viewer("sari"), case) == {"closed"}


async def test_a_case_goes_up_to_the_next_level_that_has_somebody_new(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast)
        assert await cases.next_level(conn, case) == 1
        assert await cases.next_level(conn, replace(case, level=1)) == 2
        assert await cases.next_level(conn, replace(case, level=2)) == 2
        # Of another programme there is nobody in the province; and who holds it knows of it.
        assert await cases.next_level(conn, replace(case, programmes=" bpnt ")) == 2
        assert await cases.next_level(conn, replace(case, holder=cast["wati"].id)) == 2


async def test_to_whom_a_case_can_be_handed(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast)
        rina = cast.viewer("rina")
        assert cast.named(await cases.may_take_over(conn, rina, case.id)) == ["wati", "tono"]
        await cases.take(conn, cast.viewer("wati"), case.id, FRIDAY)
        assert cast.named(await cases.may_take_over(conn, rina, case.id)) == ["tono"], "Wati has it already"
        assert await cases.hand_over(conn, cast.viewer("wati"), case.id, cast["lala"].id, FRIDAY) is None
        for nobody in ("sari", "budi", "lala"):
            assert await cases.may_take_over(conn, cast.viewer(nobody), case.id) == []
        await cases.close(conn, cast.viewer("wati"), case.id, "solved", "", FRIDAY)
        assert await cases.may_take_over(conn, rina, case.id) == []


async def test_where_there_is_no_other_coordinator_an_admin_takes_over(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn, "sari rina ani")
        case = await opened(conn, cast)
        assert cast.named(await cases.may_take_over(conn, cast.viewer("rina"), case.id)) == ["ani"]
        handed = await cases.hand_over(conn, cast.viewer("rina"), case.id, cast["ani"].id, FRIDAY)
        assert handed is not None


async def test_only_an_admin_names_and_only_who_can_answer_is_named(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        ani, rina = cast.viewer("ani"), cast.viewer("rina")
        assert not await cases.name_for_restricted(conn, rina, cast["rina"].id, "", FRIDAY)
        assert not await cases.name_for_restricted(conn, ani, cast["budi"].id, "", FRIDAY)
        assert not await cases.name_for_restricted(conn, ani, 99999, "", FRIDAY)
        assert await cases.name_for_restricted(conn, ani, cast["rina"].id, "13.76", FRIDAY)
        assert await cases.name_for_restricted(conn, ani, cast["rina"].id, "13.76", FRIDAY), "twice is once"
        duties = [(one.region, one.person_id) for one in await cases.restricted_duties(conn, ani)]
        assert duties == [("13", cast["nami"].id), ("13.76", cast["rina"].id)]
        for other in ("rina", "sari", "nami"):
            assert await cases.restricted_duties(conn, cast.viewer(other)) == []
        assert not await cases.unname(conn, rina, cast["nami"].id, "13", FRIDAY)
        assert not await cases.unname(conn, ani, cast["nami"].id, "13.76", FRIDAY), "there is nothing to take back"
        assert await cases.unname(conn, ani, cast["nami"].id, "13", FRIDAY)
        acts = [(one.act, one.subject, one.detail) for one in await audit.recent(conn, 3)]
        assert acts[0] == ("no longer named for restricted", f"person {cast['nami'].id}", {"region": "13"})
