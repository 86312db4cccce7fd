"""Ramadans: their dates as the government decides them, and the office's hours in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from handlers.reminding import fasting, typed
from handlers.reminding.almanac import Almanac, local_day
from handlers.reminding.schedule_words import noon, short
from handlers.reminding.setting.days import check_date
from handlers.reminding.setting.fields import FIELDS
from handlers.reminding.setting.hours import lines_of, rows_of
from handlers.reminding.setting.keeping import PLACE, PLAN, Shown, keep, last_row, stored
from handlers.reminding.typed import NotRead
from handlers.tokens import button
from handlers.turn import Turn
from locales import Texts
from locales.calendar import DayType, OverrideError, Ramadan
from locales.formats import DEFAULT_ZONE, date_long

# Ramadans shown that are still to come; what an admin has stored is shown however far away.
LISTED = 3


async def show(turn: Turn, almanac: Almanac) -> Shown:
    t = turn.texts
    own = await _own(turn)
    today = local_day(turn.at, DEFAULT_ZONE)
    coming = [one for one in fasting.all_known(list(own.values())) if one.last >= today]
    shown = [one for number, one in enumerate(coming) if number < LISTED or one.hijri in own]
    fields = [field for field in FIELDS.values() if field.parent == "ramadan"]
    example = shown[0] if shown else fasting.all_known([])[-1]
    days = {"first": _typed(example.first), "last": _typed(example.last)}
    lines = [t("schedule-ramadan-how", **days), "", *lines_of(t, almanac, fields), ""]
    rows = rows_of(t, fields)
    for one in shown:
        lines.append("• " + _words(t, one))
        lines += _feast(t, almanac, one)
        if one.hijri in own:
            rows.append(
                [button(short(t.plain("button-schedule-ramadan-reset", year=f"{one.hijri}")), PLAN, "unset", one.hijri)]
            )
        elif not one.decided and one is shown[0]:
            rows.append(
                [
                    button(
                        short(t.plain("button-schedule-ramadan-decided", year=f"{one.hijri}")),
                        PLAN,
                        "decided",
                        one.hijri,
                    )
                ]
            )
    return "\n".join(lines), [*rows, last_row(turn, "")]


async def said(turn: Turn, words: str) -> None:
    """`8/2/2027 sampai 9/3/2027`, with `perkiraan` where the government has not decided yet. `NotRead`."""
    first, last, decided = typed.read_dates(turn.texts, words)
    if last < first:
        raise NotRead("schedule-wrong-ramadan-order")
    check_date(turn, first, last)
    hijri = fasting.year_of(first)
    if abs(first - fasting.expected(hijri)) > fasting.MOST_MOVED:
        t = turn.texts
        about = date_long(noon(fasting.expected(hijri)), t.language, DEFAULT_ZONE)
        raise NotRead("schedule-wrong-ramadan", year=f"{hijri}", about=about)
    try:
        ramadan = Ramadan(hijri, first, last, decided)
    except OverrideError:
        raise NotRead("schedule-wrong-ramadan-length", days=(last - first).days + 1) from None
    await _keep(turn, ramadan)


async def decided(turn: Turn, argument: str) -> None:
    """The estimate of a Hijri year is what the government has decided."""
    turn.go(f"{PLACE}:ramadan")
    known = {f"{one.hijri}": one for one in fasting.all_known(list((await _own(turn)).values()))}
    one = known.get(argument)
    if one is not None and one.last >= local_day(turn.at, DEFAULT_ZONE):
        await _keep(turn, Ramadan(one.hijri, one.first, one.last, True))


async def unset(turn: Turn, argument: str) -> None:
    """Let the file's dates of a Hijri year hold again."""
    turn.go(f"{PLACE}:ramadan")
    t, value = turn.texts, await _stored(turn)
    value.pop(argument, None)
    files = {f"{one.hijri}": one for one in fasting.all_known([])}
    says = _words(t, files[argument], plain=True) if argument in files else t.plain("schedule-ramadan-none")
    await keep(turn, fasting.SETTING, value, subject=f"Ramadan {argument[:4]} reset", detail={}, says=says)


async def _keep(turn: Turn, one: Ramadan) -> None:
    turn.go(f"{PLACE}:ramadan")
    entry = fasting.as_stored(one)
    value = {**await _stored(turn), f"{one.hijri}": entry}
    says = _words(turn.texts, one, plain=True)
    await keep(turn, fasting.SETTING, value, subject=f"Ramadan {one.hijri}", detail=entry, says=says)


async def _stored(turn: Turn) -> dict[str, Any]:
    """What is stored, by Hijri year."""
    value = await stored(turn, fasting.SETTING)
    return dict(value) if isinstance(value, dict) else {}


async def _own(turn: Turn) -> dict[int, Ramadan]:
    """The stored ones that can be used, by Hijri year."""
    found, _ = fasting.read_stored(await _stored(turn))
    return {one.hijri: one for one in found}


def _feast(t: Texts, almanac: Almanac, one: Ramadan) -> list[str]:
    """A word of warning where the calendar's Idulfitri is not the day after: then its days must be moved too."""
    calendar = almanac.hours.calendar
    after = one.last + timedelta(days=1)
    is_feast = (
        calendar.day(after, None).type is DayType.FEAST and calendar.day(one.last, None).type is not DayType.FEAST
    )
    return [] if is_feast else [t("schedule-ramadan-feast", day=date_long(noon(after), t.language, DEFAULT_ZONE))]


def _words(t: Texts, one: Ramadan, *, plain: bool = False) -> str:
    first, last = (date_long(noon(day), t.language, DEFAULT_ZONE) for day in (one.first, one.last))
    say = t.plain if plain else t
    return say("schedule-ramadan", year=f"{one.hijri}", first=first, last=last, decided="yes" if one.decided else "no")


def _typed(day: Any) -> str:
    return f"{day.day}/{day.month}/{day.year}"
