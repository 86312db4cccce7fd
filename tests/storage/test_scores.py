"""The latest result of each person, kept for looking people up."""

from fractions import Fraction

from storage import scores, submissions
from storage.database import Database
from storage.people import Known
from storage.scores import Score

from .conftest import FRIDAY, Calendar


async def test_the_latest_result_replaces_the_one_before(
    db: Database, sari: Known, budi: Known, times: Calendar
) -> None:
    async with db.writing() as conn:
        of = sari.person.id
        sent = [
            await submissions.add_finished(
                conn,
                person_id=person,
                form_id=form,
                version="1",
                language="id",
                begun_at=FRIDAY,
                sent_at=times.after(days=day),
                answers={"a": "1"},
            )
            for day, (person, form) in enumerate([(of, "f"), (of, "f"), (of, "g"), (budi.person.id, "f")])
        ]
        first, second, other_form, other_person = (one.id for one in sent)
        assert await scores.latest(conn, of, "f") == []
        await scores.keep(conn, of, "g", other_form, [("keseluruhan", 50.0, "kurang_efektif", False)])
        await scores.keep(conn, budi.person.id, "f", other_person, [("sikap", 90.5, "sangat_efektif", True)])
        parts = [("sikap", Fraction(256, 3), "efektif", False), ("keterampilan", None, None, True)]
        await scores.keep(conn, of, "f", first, parts)
        assert await scores.latest(conn, of, "f") == [
            Score("keterampilan", None, None, True, first),
            Score("sikap", 256 / 3, "efektif", False, first),
        ]
        await scores.keep(conn, of, "f", second, [("sikap", 100.0, "sangat_efektif", True)])
        await scores.keep(conn, of, "f", second, [("sikap", 100.0, "sangat_efektif", True)])
        assert await scores.latest(conn, of, "f") == [Score("sikap", 100.0, "sangat_efektif", True, second)]
        await scores.keep(conn, of, "f", second, [])
        assert await scores.latest(conn, of, "f") == []
        assert len(await scores.latest(conn, of, "g")) == 1
        assert len(await scores.latest(conn, budi.person.id, "f")) == 1
