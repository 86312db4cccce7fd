"""Settings of an admin, and days that are not what the calendar says."""

from datetime import date
from typing import Any

import pytest

from storage import day_settings
from storage.database import Database
from storage.day_settings import EVERYWHERE, Setting, SpecialDay
from storage.people import Known

from .conftest import FRIDAY, Calendar


@pytest.mark.parametrize("value", [None, 3, "09.00", ["a", 1.5], {"rhythm": "monthly", "due": {"day": 5}}])
async def test_a_setting_is_any_json_value(db: Database, sari: Known, value: Any) -> None:
    async with db.writing() as conn:
        assert await day_settings.get(conn, "reminders") is None
        await day_settings.put(conn, "reminders", value, by=sari.person.id, at=FRIDAY)
        assert await day_settings.get(conn, "reminders") == Setting("reminders", value, sari.person.id, FRIDAY)


async def test_the_last_setting_of_a_name_holds_until_it_is_removed(db: Database, sari: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        await day_settings.put(conn, "slot", "09.00", by=sari.person.id, at=FRIDAY)
        await day_settings.put(conn, "rhythm:harian", {"every": "day"}, by=None, at=FRIDAY)
        await day_settings.put(conn, "slot", "10.00", by=None, at=times.after(hours=1))
        assert await day_settings.settings(conn) == {
            "rhythm:harian": Setting("rhythm:harian", {"every": "day"}, None, FRIDAY),
            "slot": Setting("slot", "10.00", None, times.after(hours=1)),
        }
        assert await day_settings.remove(conn, "slot")
        assert not await day_settings.remove(conn, "slot")
        assert list(await day_settings.settings(conn)) == ["rhythm:harian"]


async def test_special_days(db: Database, sari: Known, times: Calendar) -> None:
    eve, nyepi, leap = date(2026, 12, 24), date(2027, 3, 8), date(2028, 2, 29)
    of = sari.person.id
    async with db.writing() as conn:
        await day_settings.put_day(conn, nyepi, "51", "silent", "Nyepi", by=of, at=FRIDAY)
        await day_settings.put_day(conn, nyepi, EVERYWHERE, "holiday", "Nyepi", by=None, at=FRIDAY)
        await day_settings.put_day(conn, eve, EVERYWHERE, "leave", "Cuti bersama", by=of, at=FRIDAY)
        await day_settings.put_day(conn, leap, EVERYWHERE, "workday", "Hari kerja", by=of, at=FRIDAY)
        await day_settings.put_day(conn, eve, EVERYWHERE, "workday", "Batal", by=None, at=times.after(hours=1))
        everywhere = SpecialDay(nyepi, EVERYWHERE, "holiday", "Nyepi", None, FRIDAY)
        in_bali = SpecialDay(nyepi, "51", "silent", "Nyepi", of, FRIDAY)
        changed = SpecialDay(eve, EVERYWHERE, "workday", "Batal", None, times.after(hours=1))
        last = SpecialDay(leap, EVERYWHERE, "workday", "Hari kerja", of, FRIDAY)
        assert await day_settings.days(conn) == [changed, everywhere, in_bali, last]
        assert await day_settings.days(conn, nyepi, nyepi) == [everywhere, in_bali]
        assert await day_settings.days(conn, since=leap) == [last]
        assert await day_settings.remove_day(conn, nyepi)
        assert not await day_settings.remove_day(conn, nyepi)
        assert await day_settings.days(conn, until=nyepi) == [changed, in_bali]
        with pytest.raises(ValueError, match="no kind of day: 'feast'"):
            await day_settings.put_day(conn, eve, EVERYWHERE, "feast", "x", by=of, at=FRIDAY)
