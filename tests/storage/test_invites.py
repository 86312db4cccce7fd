"""Invites are used once, in time; duties are kept."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage import invites
from storage.database import Database
from storage.invites import Duty, Invite, Refusal
from storage.people import Known

from .conftest import Calendar


async def invite(db: Database, times: Calendar, made_by: int | None = None) -> None:
    async with db.writing() as conn:
        await invites.add(
            conn,
            token_hash="h",
            role="coordinator",
            region="13.76",
            programme="PKH",
            made_by=made_by,
            at=times.friday,
            expires_at=times.after(days=7),
        )


async def test_an_invite_is_used_by_one_person(db: Database, sari: Known, budi: Known, times: Calendar) -> None:
    await invite(db, times, made_by=budi.person.id)
    at = times.after(days=6.9)
    async with db.writing() as conn:
        assert await invites.why_refused(conn, "h", at) is None
        expected = Invite(
            "h",
            "coordinator",
            "13.76",
            "PKH",
            budi.person.id,
            times.friday,
            times.after(days=7),
            sari.person.id,
            at,
        )
        assert await invites.use(conn, "h", sari.person.id, at) == expected
        assert await invites.use(conn, "h", budi.person.id, at) is None
        assert await invites.why_refused(conn, "h", at) is Refusal.USED


@pytest.mark.parametrize(("token", "days", "why"), [("x", 0, Refusal.UNKNOWN), ("h", 7, Refusal.EXPIRED)])
async def test_an_invite_is_refused(
    db: Database, sari: Known, times: Calendar, token: str, days: float, why: Refusal
) -> None:
    await invite(db, times)
    async with db.writing() as conn:
        assert await invites.use(conn, token, sari.person.id, times.after(days=days)) is None
        assert await invites.why_refused(conn, token, times.after(days=days)) is why
        assert await invites.use(conn, "h", sari.person.id, times.friday) is not None


async def test_a_token_is_made_once(db: Database, times: Calendar) -> None:
    await invite(db, times)
    with pytest.raises(IntegrityError):
        await invite(db, times)


async def test_duties_are_kept_once_each(db: Database, sari: Known, budi: Known) -> None:
    mine = sari.person.id
    async with db.writing() as conn:
        for region, programme in (("13.76", "PKH"), ("", ""), ("13.76", "PKH"), ("13", "")):
            await invites.add_duty(conn, mine, region, programme)
        assert await invites.duties(conn, mine) == [
            Duty(mine, "", ""),
            Duty(mine, "13", ""),
            Duty(mine, "13.76", "PKH"),
        ]
        assert await invites.duties(conn, budi.person.id) == []
