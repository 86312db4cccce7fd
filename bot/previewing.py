"""`pendamping schedule preview`: what would be sent to whom, and why. Works beside a running bot, and sends nothing."""

from __future__ import annotations

from datetime import date

from bot.clock import SystemClock
from bot.planning.forecast import preview
from bot.publishing import fill_shelf
from bot.running import CannotStart
from bot.settings import Settings
from storage.database import Database


async def preview_schedule(
    settings: Settings, start: date | None, end: date | None, *, person: int | None, as_json: bool
) -> list[str]:
    """The lines to print, for local days `start` to `end` (today and six days on). Raises `CannotStart`."""
    if not settings.database.exists():
        raise CannotStart(f"there is no database at {settings.database} yet: start the bot once, or set DATA")
    now = SystemClock().now()
    first = start or now.date()
    last = end or date.fromordinal(max(first, now.date()).toordinal() + 6)
    database = Database(settings.database)
    await database.open()
    try:
        shelf = await fill_shelf(database, now, settings.institution)
        return await preview(database, shelf, first, last, now=now, person_id=person, as_json=as_json)
    except ValueError as error:
        raise CannotStart(str(error)) from None
    finally:
        await database.close()
