"""One run of the schedule's planners: each for itself, so that one that fails keeps no other from its work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.logs import log, where
from bot.planning import cases, digests, mentors, reminders, tips
from bot.planning import forecast as _providers  # noqa: F401 - what announcements plan is declared there
from bot.planning.reminders import Planning
from handlers.reminding import almanac as almanacs
from handlers.reminding import outlook
from handlers.reminding.almanac import local_day
from handlers.reminding.seeing import DAYS_SHOWN, OUTLOOK, live_enough
from locales.formats import DEFAULT_ZONE
from storage import day_settings

_log = log("planning")

Planner = Callable[[Planning, datetime], Awaitable[int]]
# By kind of letter; the order in which they plan.
PLANNERS: dict[str, Planner] = {
    "case": cases.plan,
    "reminder": reminders.plan,
    "digest": digests.plan,
    "mentor": mentors.plan,
    "tip": tips.plan,
}
# How old the counts of `/jadwal` may become, where they are not worked out on the spot.
OUTLOOK_KEPT = timedelta(minutes=55)


async def run(program: Planning, now: datetime, planners: Mapping[str, Planner] | None = None) -> dict[str, int]:
    """Let every planner plan; gives the number of new rows by kind (without those that failed: the next run tries)."""
    planned = {}
    for kind, plan in (PLANNERS if planners is None else planners).items():
        try:
            planned[kind] = await plan(program, now)
        except Exception as error:
            _log.warning("not planned", kind=kind, error=type(error).__name__, where=where(error))
    if any(planned.values()):
        _log.info("planned", **planned)
    try:
        await refresh_outlook(program, now)
    except Exception as error:
        _log.warning("outlook not worked out", error=type(error).__name__, where=where(error))
    return planned


async def refresh_outlook(program: Planning, now: datetime) -> bool:
    """Work the counts of the next days out for `/jadwal`, beside the chats; True if that was needed.

    With few people they are worked out when they are looked at.
    """
    async with program.database.reading() as connection:
        kept = await day_settings.get(connection, OUTLOOK)
        if (kept is not None and now - kept.changed_at < OUTLOOK_KEPT) or await live_enough(connection):
            return False
        almanac = await almanacs.load(connection)
        start = local_day(now, DEFAULT_ZONE)
        end = start + timedelta(days=DAYS_SHOWN - 1)
        counted = await outlook.counts(connection, program.shelf, almanac, now, start, end)
    async with program.database.writing() as connection:
        value = {day.isoformat(): kinds for day, kinds in counted.items()}
        await day_settings.put(connection, OUTLOOK, value, by=None, at=now)
    return True
