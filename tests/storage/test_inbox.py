"""Claims of updates: each is taken once."""

from sqlalchemy import text

from storage import inbox
from storage.database import Database

from .conftest import Calendar


async def test_an_update_is_claimed_once(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        assert await inbox.claim(conn, []) == set()
        assert await inbox.claim(conn, [(5, times.friday), (6, times.friday), (5, times.friday)]) == {5, 6}
    async with db.writing() as conn:
        assert await inbox.claim(conn, [(6, times.friday), (7, times.friday)]) == {7}


async def test_a_claim_that_was_rolled_back_can_be_made_again(db: Database, times: Calendar) -> None:
    try:
        async with db.writing() as conn:
            assert await inbox.claim(conn, [(5, times.friday)]) == {5}
            raise InterruptedError
    except InterruptedError:
        pass
    async with db.writing() as conn:
        assert await inbox.claim(conn, [(5, times.friday)]) == {5}


async def test_set_aside_updates_are_kept_with_the_reason(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        await inbox.claim(conn, [(5, times.friday)])
        for update_id in (5, 6):
            await inbox.set_aside(conn, update_id, "no message", '{"x": 1}', times.after(seconds=1))
        assert await inbox.claim(conn, [(5, times.friday), (6, times.friday)]) == set()
        rows = await conn.execute(text("SELECT update_id, state, reason, payload FROM inbox ORDER BY 1"))
        assert rows.all() == [(5, "aside", "no message", '{"x": 1}'), (6, "aside", "no message", '{"x": 1}')]


async def test_old_claims_are_forgotten_but_not_what_was_set_aside(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        await inbox.claim(conn, [(1, times.friday), (2, times.after(hours=1)), (3, times.after(hours=2))])
        await inbox.set_aside(conn, 4, "odd", "{}", times.friday)
        assert await inbox.forget_claims(conn, times.after(hours=1)) == 1
        known = {(update_id, times.friday) for update_id in (1, 2, 3, 4)}
        assert await inbox.claim(conn, sorted(known)) == {1}
