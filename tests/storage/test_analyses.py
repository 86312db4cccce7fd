"""Which answers an analysis counts, for whom; its jobs and models are their owner's alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from storage import analyses, analysis_jobs, analysis_models, consents, people, results, submissions
from storage.analyses import FIRST, LATEST, Answers, Count, Whose
from storage.database import Database
from storage.jobs import DONE, RUNNING, WANTED
from storage.people import Known
from storage.visibility import Viewer

from .conftest import FRIDAY


async def test_one_row_a_companion_who_agrees(db: Database, file: Path) -> None:
    """Two companions, one of whom sent it twice; an admin who tries it out, and one who has withdrawn, do not count."""
    who: dict[str, int] = {}
    async with db.writing() as conn:
        for number, (name, role, agrees) in enumerate(
            [
                ("sari", "companion", True),
                ("budi", "companion", True),
                ("dewi", "admin", True),
                ("rina", "companion", False),
            ]
        ):
            known = await people.add_person(conn, telegram_id=9000 + number, language="id", at=FRIDAY, role=role)
            who[name] = known.person.id
            await consents.record(conn, person_id=who[name], version="2", language="id", accepted=agrees, at=FRIDAY)
        sent = [("sari", b"\1\2"), ("budi", b"\3\xff"), ("dewi", b"\4\4"), ("rina", b"\4\4"), ("sari", b"\2\2")]
        for day, (name, items) in enumerate(sent):
            made = await submissions.add_finished(
                conn,
                person_id=who[name],
                form_id="f",
                version="1" if day < 4 else "2",
                language="id",
                begun_at=FRIDAY,
                sent_at=FRIDAY + timedelta(days=day),
                answers={"undian": "p1 p2", "soal[1]/jawab": "a", "soal[1]/teks": "Apa?", "catatan": "x"},
            )
            await results.keep(conn, made, items)
    viewer = Viewer(who["dewi"])
    async with db.reading() as conn:
        assert await analyses.by_form(conn, viewer) == {"f": 2}
        for which in (LATEST, FIRST):
            assert await analyses.count(conn, viewer, Whose("f", which)) == Count(2, 1)
        assert await analyses.count(conn, viewer, Whose("g")) == Count(0, 0)
        # Of some items only: what is missing elsewhere does not matter.
        for places, complete in (((), 2), ((0,), 2), ((1,), 1), ((0, 1), 1)):
            assert await analyses.count(conn, viewer, Whose("f"), places) == Count(2, complete), places
        # Whoever has no such duty counts nobody.
        assert await analyses.count(conn, Viewer(who["rina"]), Whose("f")) == Count(0, 0)
    with Answers(file, viewer) as source:
        assert source.scores(Whose("f", LATEST)) == {"1": [b"\3\xff"], "2": [b"\2\2"]}
        assert source.scores(Whose("f", FIRST)) == {"1": [b"\1\2", b"\3\xff"]}
        asked = {"undian": "p1 p2", "soal[1]/jawab": "a"}
        assert list(source.tests(Whose("f", LATEST))) == [("1", b"\3\xff", asked), ("2", b"\2\2", asked)]


async def test_jobs_and_models_are_ones_own(db: Database, sari: Known, budi: Known) -> None:
    me, other = Viewer(sari.person.id), Viewer(budi.person.id)
    async with db.writing() as conn:
        job = await analysis_jobs.add(conn, sari.person.id, "{}", FRIDAY)
        await analysis_jobs.tell(conn, job, ["Cocok.", "n = 60"])
        assert await analysis_jobs.move(conn, job, to=RUNNING, from_=[WANTED], at=FRIDAY)
        assert not await analysis_jobs.move(conn, job, to=DONE, from_=[WANTED], at=FRIDAY)
        assert await analysis_jobs.told(conn, me, job) == ["Cocok.", "n = 60"]
        assert await analysis_jobs.told(conn, other, job) == []
        typed = await analysis_models.add(conn, sari.person.id, "f", FRIDAY, text="a =~ b")
        sent = await analysis_models.add(conn, sari.person.id, "f", FRIDAY, text=None, file_id="F")
        assert [one.id for one in await analysis_models.unread(conn)] == [sent]
        latest = await analysis_models.latest(conn, me, "f")
        assert latest is not None
        assert latest.id == typed
        await analysis_models.tried(conn, sent)
        await analysis_models.was_read(conn, sent, None, analysis_models.NOT_TEXT)
        assert await analysis_models.unread(conn) == []
        found = await analysis_models.get(conn, me, sent)
        assert found is not None
        assert (found.problem, found.attempts, found.file_id) == (analysis_models.NOT_TEXT, 1, None)
        assert await analysis_models.get(conn, other, sent) is None
        assert await analysis_models.latest(conn, other, "f") is None
