"""Lessons from closed cases: who may offer one, who decides, and that nothing of a restricted case becomes a tip."""

from storage import audit, cases
from storage.database import Database
from storage.visibility import PROGRAM

from .casework import gather, in_state, opened
from .conftest import FRIDAY

WORDS = ("Saldo nol", "Cek tanggal salur lebih dulu.", "Tanya agen bank minggu ini.")


async def test_a_lesson_is_a_tip_after_an_admins_yes(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        rina, ani = cast.viewer("rina"), cast.viewer("ani")
        case = await in_state(conn, cast, "closed", "rina")
        offered = await cases.offer_lesson(conn, rina, case.id, *WORDS, FRIDAY)
        assert offered is not None
        assert (offered.title, offered.text, offered.to_try) == WORDS
        assert (offered.state, offered.kind, offered.made_by) == ("offered", "saldo_nol", cast["rina"].id)
        assert await cases.lessons_offered(conn, ani) == [offered]
        assert await cases.lessons_offered(conn, rina) == []
        assert await cases.lessons_accepted(conn) == []
        for nobody in ("rina", "sari", "wati"):
            assert await cases.decide_lesson(conn, cast.viewer(nobody), offered.id, True, FRIDAY) is None
        accepted = await cases.decide_lesson(conn, ani, offered.id, True, FRIDAY)
        assert accepted is not None
        assert (accepted.state, accepted.decided_by) == ("accepted", cast["ani"].id)
        assert await cases.decide_lesson(conn, ani, offered.id, False, FRIDAY) is None, "decided is decided"
        assert await cases.lessons_accepted(conn) == [accepted]
        assert await cases.lessons_offered(conn, ani) == []
        noted = await audit.recent(conn, 9)
        assert [one.act for one in noted] == ["lesson accepted", "lesson offered"]
        assert not any(word in str(noted) for word in WORDS)


async def test_a_declined_lesson_is_no_tip(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await in_state(conn, cast, "closed", "rina")
        offered = await cases.offer_lesson(conn, cast.viewer("rina"), case.id, *WORDS, FRIDAY)
        assert offered is not None
        declined = await cases.decide_lesson(conn, cast.viewer("ani"), offered.id, False, FRIDAY)
        assert declined is not None
        assert declined.state == "declined"
        assert await cases.lessons_accepted(conn) == []
        # Who offered it sees what became of it; others do not.
        assert await cases.lesson(conn, cast.viewer("rina"), offered.id) == declined
        assert await cases.lesson(conn, cast.viewer("wati"), offered.id) is None


async def test_what_may_not_be_offered(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        going_on = await opened(conn, cast)
        closed = await in_state(conn, cast, "closed", "rina")
        secret = await in_state(conn, cast, "closed", "nami", restricted=True)
        for who, case in (("rina", going_on), ("nami", secret), ("ani", secret), ("sari", closed), ("lala", closed)):
            assert await cases.offer_lesson(conn, cast.viewer(who), case.id, *WORDS, FRIDAY) is None, (who, case)
        assert await cases.offer_lesson(conn, PROGRAM, closed.id, *WORDS, FRIDAY) is None
