"""Lessons from closed cases: who may offer one, who decides, and that nothing of a restricted case becomes a tip."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from storage import audit, cases, lessons, schema
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


async def test_a_case_is_offered_once_until_it_is_declined(db: Database) -> None:
    """Whoever sees the case sees that its lesson was offered, and offers it again only after a no."""
    async with db.writing() as conn:
        cast = await gather(conn)
        rina, ani = cast.viewer("rina"), cast.viewer("ani")
        case = await in_state(conn, cast, "closed", "rina")
        assert await lessons.lesson_of(conn, rina, case.id) is None
        first = await cases.offer_lesson(conn, rina, case.id, *WORDS, FRIDAY)
        assert first is not None
        for who in (rina, ani):
            assert await cases.offer_lesson(conn, who, case.id, *WORDS, FRIDAY) is None
            assert await lessons.lesson_of(conn, who, case.id) == first
        for nobody in ("sari", "lala"):
            assert await lessons.lesson_of(conn, cast.viewer(nobody), case.id) is None, nobody

        declined = await cases.decide_lesson(conn, ani, first.id, False, FRIDAY, reason="Sudah ada yang serupa.")
        assert declined is not None
        assert (declined.state, declined.reason) == ("declined", "Sudah ada yang serupa.")
        second = await cases.offer_lesson(conn, rina, case.id, *WORDS, FRIDAY)
        assert second is not None
        assert await lessons.lesson_of(conn, rina, case.id) == second
        assert await cases.decide_lesson(conn, ani, second.id, True, FRIDAY) is not None
        assert await cases.offer_lesson(conn, rina, case.id, *WORDS, FRIDAY) is None, "a tip once is a tip once"


async def test_the_database_keeps_one_for_a_case(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await in_state(conn, cast, "closed", "rina")
        row = {"case_id": case.id, "title": "a", "text": "b", "to_try": "c", "made_at": FRIDAY}
        for state in ("declined", "declined", "accepted"):
            await conn.execute(insert(schema.lesson).values(**row, state=state))
        with pytest.raises(IntegrityError):
            await conn.execute(insert(schema.lesson).values(**row, state="offered"))


async def test_an_admin_mends_the_words_before_the_yes(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        rina, ani = cast.viewer("rina"), cast.viewer("ani")
        case = await in_state(conn, cast, "closed", "rina")
        offered = await cases.offer_lesson(conn, rina, case.id, *WORDS, FRIDAY)
        assert offered is not None
        assert await lessons.reword_lesson(conn, rina, offered.id, "a", "b", "c", FRIDAY) is None
        mended = await lessons.reword_lesson(conn, ani, offered.id, "Saldo nol?", "b", "c", FRIDAY)
        assert mended is not None
        assert (mended.title, mended.text, mended.to_try, mended.state) == ("Saldo nol?", "b", "c", "offered")
        assert await cases.decide_lesson(conn, ani, offered.id, True, FRIDAY) is not None
        assert await lessons.reword_lesson(conn, ani, offered.id, "a", "b", "c", FRIDAY) is None
        assert "lesson reworded" in [one.act for one in await audit.recent(conn, 9)]
