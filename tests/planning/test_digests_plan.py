"""When digests are planned, for whom and of what: the planner run on a real database, at frozen times."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.planning import digests
from bot.publishing import library_files
from handlers.digest.rhythm import Rhythm, occasion
from handlers.reminding import almanac as almanacs
from handlers.shelf import FormShelf
from locales.calendar import Calendar, Hours, Override
from storage import consents, day_settings, invites, people, preferences, schema
from storage.database import Database
from tests import ready

JAKARTA, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
LONG_AGO = datetime(2026, 1, 5, 3, tzinfo=UTC)
MONDAY = date(2026, 11, 16)


def at(text: str, zone: str = JAKARTA) -> datetime:
    """`2026-11-16 07.30` in a zone."""
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class Office:
    """A database with coordinators and admins in it, and the planner."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.shelf = FormShelf(library_files())
        self._telegram_id = 7000

    async def reader(
        self,
        *regions: str,
        province: str | None = "13",
        role: str = "coordinator",
        wants: str | None = None,
        joined: datetime = LONG_AGO,
    ) -> int:
        self._telegram_id += 1
        async with self.database.writing() as conn:
            known = await people.add_person(conn, telegram_id=self._telegram_id, language="id", at=joined, role=role)
            who = known.person.id
            await consents.record(conn, person_id=who, version="1", language="id", accepted=True, at=joined)
            if province:
                await people.change_person(conn, who, province=province)
            for region in regions:
                await invites.add_duty(conn, who, region, "")
            if wants:
                await preferences.put(conn, who, "digest", wants, joined)
        return who

    async def plan(self, now: datetime) -> int:
        return await digests.plan(self, now)

    async def rows(self) -> list[tuple[str, datetime]]:
        """Key and moment of every letter, in the order of their keys."""
        table = schema.outbox.c
        async with self.database.reading() as conn:
            found = await conn.execute(select(table.key, table.not_before).order_by(table.key))
            return [(key, moment) for key, moment in found]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    database = Database(ready.filled(tmp_path / "bot.db", LONG_AGO))
    await database.open()
    yield Office(database)
    await database.close()


async def test_each_in_their_own_zone_one_letter_a_duty(office: Office) -> None:
    west = await office.reader("13.76", "13.71")
    middle = await office.reader("51", province="51")
    # Who has no province yet is where their region is.
    east = await office.reader("91.71", province=None)
    await office.reader(province="13")  # no duty yet
    await office.reader("13.76", role="companion")
    await office.reader("13.76", joined=at("2026-11-17 08.00"))
    assert await office.plan(at("2026-11-15 23.00", JAKARTA)) == 0
    assert await office.plan(at("2026-11-16 06.45", JAYAPURA)) == 1
    assert await office.plan(at("2026-11-16 07.00", JAKARTA)) == 3
    assert await office.plan(at("2026-11-16 07.30", JAKARTA)) == 0
    assert await office.rows() == sorted(
        [
            (f"digest:{east}:91.71:-:2026-11-09", at("2026-11-16 07.30", JAYAPURA)),
            # The run was late for them: it goes at once.
            (f"digest:{middle}:51:-:2026-11-09", at("2026-11-16 08.00", MAKASSAR)),
            (f"digest:{west}:13.71:-:2026-11-09", at("2026-11-16 07.30", JAKARTA)),
            (f"digest:{west}:13.76:-:2026-11-09", at("2026-11-16 07.30", JAKARTA)),
        ]
    )


async def test_an_admin_once_a_month_and_no_more_than_five_duties(office: Office) -> None:
    chief = await office.reader(role="admin")
    many = await office.reader(*(f"13.0{number}" for number in range(1, 8)))
    assert await office.plan(at("2026-11-02 07.30")) == 1 + 5
    assert await office.plan(at("2026-11-09 07.30")) == 5
    keys = [key for key, _ in await office.rows()]
    assert f"digest:{chief}:-:-:2026-10-26" in keys
    assert sum(key.startswith(f"digest:{many}:") for key in keys) == 10


async def test_a_stop_is_made_up_for_within_the_week_and_a_holiday_moves_it(office: Office) -> None:
    who = await office.reader("13.76")
    async with office.database.writing() as conn:
        await day_settings.put_day(conn, MONDAY, "", "holiday", "Hari libur uji", by=None, at=LONG_AGO)
    assert await office.plan(at("2026-11-16 09.00")) == 0
    assert await office.plan(at("2026-11-19 10.00")) == 1
    assert await office.rows() == [(f"digest:{who}:13.76:-:2026-11-09", at("2026-11-19 10.00"))]
    async with office.database.reading() as conn:
        almanac = await almanacs.load(conn)
        start, now = date(2026, 11, 20), at("2026-11-20 08.00")
        found = await digests.foretell(conn, office.shelf, almanac, now, start, start + timedelta(days=13))
    assert [(one.at, one.person_id, one.why) for one in found] == [
        (now, who, "weekly"),  # it has not gone yet
        (at("2026-11-23 07.30"), who, "weekly"),
        (at("2026-11-30 07.30"), who, "weekly"),
    ]


def holidays(*days: str) -> Hours:
    return Hours(Calendar(stored=[Override(date.fromisoformat(day), None, "holiday", "Libur uji") for day in days]))


# What was chosen, the days off, any day of the week; the week that it is about and when it goes (None: not at all).
OCCASIONS = {
    "Monday": ("weekly:1:07.30:", (), "2026-11-18", "2026-11-09", "2026-11-16 07.30"),
    "moved to Tuesday": ("weekly:1:07.30:", ("2026-11-16",), "2026-11-18", "2026-11-09", "2026-11-17 07.30"),
    "Friday, moved over the weekend": (
        "weekly:5:14.00:",
        ("2026-11-20",),
        "2026-11-18",
        "2026-11-09",
        "2026-11-23 14.00",
    ),
    "an odd week has none": ("biweekly:1:07.30:", (), "2026-11-18", None, None),
    "an even week has": ("biweekly:2:09.00:", (), "2026-11-23", "2026-11-16", "2026-11-24 09.00"),
    "a month's first Wednesday": ("monthly:3:11.00:", (), "2026-11-04", "2026-10-26", "2026-11-04 11.00"),
    "not its second": ("monthly:3:11.00:", (), "2026-11-11", None, None),
    "none at all": ("off:1:07.30:", (), "2026-11-18", None, None),
    "set later in that week": ("weekly:1:07.30:20261117T0100", (), "2026-11-18", None, None),
    "what cannot be read": ("weekly:9:99.99", (), "2026-11-18", "2026-11-09", "2026-11-16 07.30"),
}


@pytest.mark.parametrize(("chosen", "off", "day", "week", "moment"), OCCASIONS.values(), ids=OCCASIONS.keys())
def test_the_occasion_of_a_week(
    chosen: str, off: tuple[str, ...], day: str, week: str | None, moment: str | None
) -> None:
    rhythm = Rhythm.read(chosen, "coordinator")
    found = occasion(rhythm, holidays(*off), date.fromisoformat(day), JAKARTA, "13")
    if week is None or moment is None:
        assert found is None
    else:
        assert found is not None
        assert (found.week.isoformat(), found.at) == (week, at(moment))
