"""Special days: typed with their date, taken back by a tap."""

from __future__ import annotations

from datetime import date

from handlers.reminding import typed
from handlers.reminding.almanac import local_day
from handlers.reminding.schedule_words import noon, short
from handlers.reminding.setting.keeping import PLACE, PLAN, Shown, changed, last_row
from handlers.reminding.typed import NotRead
from handlers.tokens import button
from handlers.turn import Turn
from locales.calendar import Override, OverrideError
from locales.formats import DEFAULT_ZONE, date_long
from storage import day_settings
from storage.day_settings import SpecialDay

LISTED = 10
YEARS_AHEAD = 5


async def show(turn: Turn) -> Shown:
    t = turn.texts
    today = local_day(turn.at, DEFAULT_ZONE)
    found = await day_settings.days(await turn.work.connection(), since=today)
    lines = [t("schedule-days-how", example=f"{today.year + 1}")]
    rows = []
    if found:
        lines.append("")
    for one in found[:LISTED]:
        lines.append(
            "• " + t("schedule-day", day=date_long(noon(one.day), t.language, DEFAULT_ZONE), name=_named(turn, one))
        )
        label = t.plain("button-schedule-drop", day=f"{one.day:%d/%m/%Y}")
        where = _where(turn, one.province)
        rows.append([button(short(f"{label} · {where}" if where else label), PLAN, "drop", one.day, one.province)])
    return "\n".join(lines), [*rows, last_row(turn, "")]


async def keep(turn: Turn, words: str) -> None:
    """A day that was typed. `NotRead`."""
    day = typed.read_day(turn.texts, turn.shelf, words)
    check_date(turn, day.day, day.day)
    try:
        Override(day.day, day.province or None, day.kind, day.name)
    except OverrideError:
        raise NotRead("schedule-wrong-kind") from None
    connection = await turn.work.connection()
    one = SpecialDay(day.day, day.province, day.kind, day.name, turn.person.id, turn.at)
    await day_settings.put_day(connection, one.day, one.province, one.kind, one.name, by=turn.person.id, at=turn.at)
    detail = {"day": day.day.isoformat(), "province": day.province, "kind": day.kind, "name": day.name}
    await changed(turn, "special day", detail)
    t = turn.texts
    says = t.plain("schedule-day", day=date_long(noon(day.day), t.language, DEFAULT_ZONE), name=_named(turn, one))
    turn.toast(t.plain("toast-schedule-now", what=says))


async def drop(turn: Turn, argument: str) -> None:
    """`DATE:PROVINCE`, as the button has it."""
    text, _, province = argument.partition(":")
    turn.go(f"{PLACE}:days")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return
    if await day_settings.remove_day(await turn.work.connection(), day, province):
        await changed(turn, "special day removed", {"day": day.isoformat(), "province": province})
    turn.toast(turn.texts.plain("toast-schedule-dropped", day=f"{day:%d/%m/%Y}"))


def check_date(turn: Turn, first: date, last: date) -> None:
    """`NotRead` for days that are over, or so far away that the year must be a slip."""
    if last < local_day(turn.at, DEFAULT_ZONE):
        raise NotRead("schedule-wrong-past")
    if first.year > turn.at.year + YEARS_AHEAD:
        raise NotRead("schedule-wrong-far")


def _named(turn: Turn, one: SpecialDay) -> str:
    """Its kind, its name (a working day may have none) and where it holds, in the order in which they are typed."""
    kind = turn.texts.plain("schedule-kind", kind=one.kind)
    where = _where(turn, one.province) or turn.texts.plain("schedule-everywhere")
    return " · ".join(part for part in (kind, one.name, where) if part)


def _where(turn: Turn, province: str) -> str:
    return turn.shelf.region_name(province) or "" if province else ""
