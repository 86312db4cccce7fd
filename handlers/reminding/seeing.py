"""`/jadwal`: what the schedule will do in the next days, the next holidays, today's hours in each zone.

An admin changes from here what decides it (`handlers.reminding.changing`); a coordinator may look.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.places import place
from handlers.reminding import almanac as almanacs
from handlers.reminding import changing, outlook
from handlers.reminding.almanac import REMINDER, Almanac, local_day
from handlers.reminding.schedule_words import clock, noon, slot_words, tip_words
from handlers.reminding.setting import keeping
from handlers.reminding.setting.slots import tip_slot
from handlers.reminding.words import day_words
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales import Texts
from locales.calendar import Calendar, DayType
from locales.formats import DEFAULT_ZONE, ZONE_NAMES, clock_time, number
from storage import day_settings, due

PLACE = keeping.PLACE
DAYS_SHOWN = 7
HOLIDAYS_SHOWN = 4
HOLIDAYS_WITHIN = 120
# The setting under which counts are kept that the planner has worked out (see `bot.planning.run`).
OUTLOOK = keeping.OUTLOOK
# Up to so many people the counts are worked out when they are looked at: a few tens of milliseconds.
LIVE_PEOPLE = 400
# What an admin can set from here: the buttons, and where each leads.
SETTINGS = (
    (("button-schedule-days", "days"), ("button-schedule-ramadan", "ramadan")),
    (("button-schedule-slot", "slot"), ("button-schedule-tips", "tips")),
    (("button-schedule-rhythm", "rhythm"), ("button-schedule-hours", "hours")),
    (("button-schedule-quiet", "field", "quiet"), ("button-schedule-sending", "sending")),
)
KIND_TEXTS = {
    "reminder": "schedule-reminders",
    "tip": "schedule-tips",
    "digest": "schedule-digests",
    "mentor": "schedule-mentors",
    "announcement": "schedule-announcements",
}


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    if turn.person.role not in ("admin", "coordinator"):
        return None
    connection = await turn.work.connection()
    almanac = await almanacs.load(connection)
    if argument and turn.person.role == "admin":
        return await changing.show(turn, almanac, argument)
    t = turn.texts
    lines = [f"<b>{t('schedule-title')}</b>", "", *await _days(turn, connection, almanac)]
    lines += ["", f"<b>{t('schedule-holidays')}</b>", *_holidays(turn, almanac)]
    lines += ["", f"<b>{t('schedule-hours')}</b>", *_hours(turn, almanac)]
    lines += ["", t("schedule-slot", **slot_words(t, almanac))]
    lines += [t("schedule-tips-slot", **tip_words(t, await tip_slot(turn)))]
    lines += [t("schedule-quiet", **quiet_words(t, almanac))]
    if turn.person.role == "admin":
        lines += [t("schedule-problem", says=problem) for problem in almanac.problems]
    rows: list[list[Button]] = []
    if turn.person.role == "admin":
        rows = [[button(t.plain(label), keeping.PLAN, *where) for label, *where in row] for row in SETTINGS]
    rows.append([button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def open_schedule(turn: Turn) -> None:
    """`/jadwal`; for a companion their own settings, which is what concerns them."""
    turn.go(PLACE if turn.person.role in ("admin", "coordinator") else "reminders")


async def live_enough(conn: AsyncConnection) -> bool:
    """Whether there are so few people that the counts are worked out on the spot."""
    # Ids are never used again, so there are at most as many people.
    return await due.highest(conn) <= LIVE_PEOPLE


async def _days(turn: Turn, connection: AsyncConnection, almanac: Almanac) -> list[str]:
    t = turn.texts
    start = local_day(turn.at, DEFAULT_ZONE)
    end = start + timedelta(days=DAYS_SHOWN - 1)
    counted: dict[date, dict[str, int]] = {}
    if await live_enough(connection):
        counted = await outlook.counts(connection, turn.shelf, almanac, turn.at, start, end)
    elif (kept := await day_settings.get(connection, OUTLOOK)) is not None:
        counted = {date.fromisoformat(day): kinds for day, kinds in kept.value.items()}
    else:
        return [t("schedule-soon")]
    lines = []
    for day in (start + timedelta(days=n) for n in range(DAYS_SHOWN)):
        kinds = counted.get(day, {})
        parts = [t(KIND_TEXTS[kind], count=number(kinds[kind], t.language)) for kind in KIND_TEXTS if kinds.get(kind)]
        if parts:
            lines.append(f"{day_words(t, noon(day), DEFAULT_ZONE)}: {', '.join(parts)}")
    return lines or [t("schedule-nothing")]


def _holidays(turn: Turn, almanac: Almanac) -> list[str]:
    """The next days off; those of some provinces only with the names of these."""
    t = turn.texts
    calendar = almanac.hours.calendar
    today = local_day(turn.at, turn.zone)
    special = [code for code in _provinces(turn) if calendar.special(code) is not None]
    lines: list[str] = []
    for day in (today + timedelta(days=n) for n in range(HOLIDAYS_WITHIN)):
        everywhere = _off(calendar, day, None, t.language)
        names = [] if everywhere is None else [everywhere]
        places: dict[str, list[str]] = {}
        for code in special:
            name = _off(calendar, day, code, t.language)
            if name is not None and name != everywhere:
                places.setdefault(name, []).append(turn.shelf.region_name(code) or code)
        names += [f"{name} ({', '.join(where)})" for name, where in places.items()]
        lines += [t("schedule-day", day=day_words(t, noon(day), DEFAULT_ZONE), name=name) for name in names]
        if len(lines) >= HOLIDAYS_SHOWN:
            break
    return lines[:HOLIDAYS_SHOWN] or [t("schedule-no-holidays")]


def _off(calendar: Calendar, day: date, province: str | None, language: str) -> str | None:
    """The name of a day off; None for another day."""
    if calendar.day(day, province).type in (DayType.WORKDAY, DayType.SATURDAY, DayType.SUNDAY):
        return None
    return calendar.day_name(day, province, language)


def _provinces(turn: Turn) -> list[str]:
    """The codes of all provinces, in order."""
    rows = csv.DictReader(io.StringIO(turn.shelf.files["provinces.csv"].decode("utf-8-sig")))
    return [row["name"] for row in rows]


def _hours(turn: Turn, almanac: Almanac) -> list[str]:
    t = turn.texts
    lines = []
    for zone in dict.fromkeys(zone for zone in ZONE_NAMES if zone != "Asia/Pontianak"):
        today = local_day(turn.at, zone)
        spans = almanac.hours.open_spans(today, None, REMINDER)
        if spans:
            hours = ", ".join(f"{_clock(t, start)}–{_clock(t, end)}" for start, end in spans)
        else:
            hours = almanac.hours.calendar.day_name(today, None, t.language) or t.plain("schedule-closed")
        now = clock_time(turn.at, t.language, zone)
        lines.append(t("schedule-zone", zone=ZONE_NAMES[zone], hours=hours, now=now))
    return lines


def quiet_words(t: Texts, almanac: Almanac) -> dict[str, str]:
    """From when to when nothing that can wait is sent."""
    values = almanac.hours.rules.values
    return {"start": clock(t, values["quiet.start"]), "end": clock(t, values["quiet.end"])}


def _clock(t: Texts, minute: int) -> str:
    return clock(t, f"{minute // 60:02d}.{minute % 60:02d}")
