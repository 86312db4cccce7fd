"""Who sees an interview, what the one whom it is about says of it, and that it goes with their data."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select

from storage import about, consents, drafts, invites, learning_plans, people, schema, submissions
from storage.about import About
from storage.database import Database
from storage.learning_plans import LearningPlan
from storage.submissions import Submission
from storage.visibility import Viewer
from tests.storage.conftest import Calendar

FORM = "wawancara_sikap"


class Office:
    """Sari and Budi, companions of one regency; Dewi and Rina, who answer for it; an admin."""

    def __init__(self, db: Database, times: Calendar) -> None:
        self.db, self.times = db, times
        self.ids: dict[str, int] = {}

    async def comes(self, name: str, role: str, region: str = "13.76") -> None:
        async with self.db.writing() as conn:
            number, at = 8000 + len(self.ids), self.times.friday
            known = await people.add_person(conn, telegram_id=number, language="id", at=at, role=role)
            who = self.ids[name] = known.person.id
            await consents.record(conn, person_id=who, version="1", language="id", accepted=True, at=at)
            await people.change_person(conn, who, name=name, province=region[:2], regency=region)
            if role == "coordinator":
                await invites.add_duty(conn, who, "13.76", "")

    async def interviews(self, by: str, of: str, replaces: int | None = None) -> Submission:
        async with self.db.writing() as conn:
            draft = await drafts.begin(
                conn,
                person_id=self.ids[by],
                form_id=FORM,
                version="1",
                position=None,
                at=self.times.friday,
                answers={"pendamping": str(self.ids[of])},
                replaces=replaces,
            )
            sent = await submissions.submit(conn, draft, language="id", at=self.times.after(hours=replaces or 0))
            await about.keep(conn, sent, self.ids[of])
        return sent

    async def seen_by(self, name: str, number: int) -> About | None:
        """The interview, as that person sees it; its answers are seen by the same."""
        async with self.db.reading() as conn:
            viewer = Viewer(self.ids[name])
            found = await about.get(conn, viewer, number)
            if found is not None:
                assert (await submissions.answers(conn, viewer, [number]))[number] != {}
            return found


@pytest.fixture
async def office(db: Database, times: Calendar) -> Office:
    made = Office(db, times)
    for name, role in (("Sari", "companion"), ("Budi", "companion"), ("Dewi", "coordinator"), ("Rina", "coordinator")):
        await made.comes(name, role)
    await made.comes("Bos", "admin")
    await made.comes("Jauh", "companion", "11.01")
    return made


async def test_two_see_an_interview_and_nobody_else(office: Office) -> None:
    sent = await office.interviews("Dewi", "Sari")
    seen = {name: await office.seen_by(name, sent.id) is not None for name in office.ids}
    assert seen == {"Sari": True, "Budi": False, "Dewi": True, "Rina": False, "Bos": False, "Jauh": False}
    async with office.db.reading() as conn:
        for name, there in seen.items():
            found = await about.of_person(conn, Viewer(office.ids[name]), office.ids["Sari"], FORM)
            assert [one.submission_id for one in found] == [sent.id] * there, name
    # Who does not answer for her any more does not read about her.
    async with office.db.writing() as conn:
        await people.change_person(conn, office.ids["Sari"], province="11", regency="11.01")
    assert await office.seen_by("Dewi", sent.id) is None
    assert await office.seen_by("Sari", sent.id) is not None
    async with office.db.writing() as conn:
        await consents.withdraw(conn, office.ids["Sari"], office.times.friday)
    assert await office.seen_by("Sari", sent.id) is None


async def test_a_coordinator_talks_with_the_companions_of_the_own_region(office: Office) -> None:
    await office.interviews("Dewi", "Sari")
    async with office.db.reading() as conn:
        dewi, rina = Viewer(office.ids["Dewi"]), Viewer(office.ids["Rina"])
        found = await about.companions(conn, dewi, most=10)
        assert [(one.name, one.asked_at is not None) for one in found] == [("Budi", False), ("Sari", True)]
        # When others have talked with somebody is nobody's to know.
        assert [one.asked_at for one in await about.companions(conn, rina, most=10)] == [None, None]
        assert [one.name for one in await about.companions(conn, dewi, typed="SAR", most=10)] == ["Sari"]
        assert [one.name for one in await about.companions(conn, dewi, first=1, most=10)] == ["Sari"]
        for name in ("Bos", "Sari", "Budi"):
            assert await about.companions(conn, Viewer(office.ids[name]), most=10) == []
        assert await about.companion(conn, dewi, office.ids["Jauh"]) is None


async def test_a_correction_takes_its_place_and_keeps_the_remark(office: Office) -> None:
    first, sari = await office.interviews("Dewi", "Sari"), Viewer(office.ids["Sari"])
    async with office.db.writing() as conn:
        for name in ("Dewi", "Budi"):
            assert not await about.remark(conn, Viewer(office.ids[name]), first.id, "bukan saya", office.times.friday)
        assert await about.remark(conn, sari, first.id, "Setuju.", office.times.friday)
    second = await office.interviews("Dewi", "Sari", first.id)
    old, new = await office.seen_by("Sari", first.id), await office.seen_by("Dewi", second.id)
    assert old is not None
    assert old.replaced_by == second.id
    assert new is not None
    assert (new.replaced_by, new.replaces, new.remark) == (None, first.id, "Setuju.")
    async with office.db.reading() as conn:
        found = await about.of_person(conn, sari, office.ids["Sari"], FORM)
    assert [one.submission_id for one in found] == [second.id]


async def test_it_goes_with_the_data_of_whom_it_is_about(office: Office) -> None:
    gone, stays = await office.interviews("Dewi", "Sari"), await office.interviews("Dewi", "Budi")
    async with office.db.writing() as conn:
        for name in ("Sari", "Budi"):
            await drafts.begin(
                conn,
                person_id=office.ids["Dewi"],
                form_id=FORM,
                version="1",
                position=None,
                at=office.times.friday,
                answers={"pendamping": str(office.ids[name])},
            )
        plan = LearningPlan(office.ids["Sari"], office.times.friday, "sedang", "mengajar", "mengajar", words="a")
        await learning_plans.add(conn, plan)
        held = {
            name: (await conn.execute(query, {"person": office.ids["Sari"]})).all()
            for name, query in (about.HELD | learning_plans.HELD).items()
        }
        assert {name: len(rows) for name, rows in held.items()} == {
            "interviews": 1,
            "interview_answers": 1,
            "learning_plans": 1,
        }
        await about.forget(conn, office.ids["Sari"], FORM, "pendamping")
        await learning_plans.forget(conn, office.ids["Sari"])
        left = await conn.execute(select(schema.submission.c.id).where(schema.submission.c.form_id == FORM))
        assert left.scalars().all() == [stays.id]
        [about_left] = (await conn.execute(select(schema.about.c.submission_id))).scalars()
        assert about_left == stays.id != gone.id
        assert (await conn.execute(select(func.count()).select_from(schema.draft))).scalar() == 1
        assert await learning_plans.latest(conn, Viewer(office.ids["Sari"]), office.ids["Sari"]) is None
        # What a coordinator led goes with the coordinator's submissions.
        await conn.execute(delete(schema.submission).where(schema.submission.c.id == stays.id))
        assert (await conn.execute(select(func.count()).select_from(schema.about))).scalar() == 0


async def test_a_plan_is_read_by_two_sides(office: Office) -> None:
    async with office.db.writing() as conn:
        who = office.ids["Sari"]
        for words in ("lama", "baru"):
            await learning_plans.add(conn, LearningPlan(who, office.times.friday, None, "peran", "peran", words=words))
        for name, there in {"Sari": True, "Dewi": True, "Rina": True, "Budi": False, "Bos": False}.items():
            found = await learning_plans.latest(conn, Viewer(office.ids[name]), who)
            assert (found.words if found is not None else None) == ("baru" if there else None), name
