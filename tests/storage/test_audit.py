"""The log of privileged acts."""

from storage import audit
from storage.database import Database
from storage.people import Known

from .conftest import Calendar


async def test_acts_are_noted_in_order(db: Database, sari: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        for minute, actor in enumerate((None, sari.person.id, None)):
            await audit.note(
                conn,
                at=times.after(minutes=minute),
                actor=actor,
                act="invite",
                subject=f"invite:{minute}",
                detail={"role": "admin", "n": [minute, "é"]},
            )
        recent = await audit.recent(conn, 2)
        assert [(one.subject, one.actor) for one in recent] == [("invite:2", None), ("invite:1", sari.person.id)]
        assert recent[0].detail == {"role": "admin", "n": [2, "é"]}
        assert recent[0].at == times.after(minutes=2)
        assert await audit.by_actor(conn, sari.person.id) == [recent[1]]
