"""From when, until when, and how often a form is for its people."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.announcing.typed import is_sensible
from handlers.places import place
from handlers.publishing import targets
from handlers.publishing.dispatch import WHEN, act, button_to, go, listens
from handlers.publishing.targets import Target
from handlers.publishing.words import RHYTHMS, from_words, rhythm_words, until_words
from handlers.screens import Screen
from handlers.turn import Said, Turn, as_rows
from locales.formats import DEFAULT_ZONE, date_long
from locales.reading_days import read_day

FROM, UNTIL, RHYTHM = "from", "until", "rhythm"
NOW, NEVER = "now", "never"
# Days from today that are offered as the last day.
LAST_DAYS = (7, 30, 90)
# What moves with today by just as much is told from today; what does not move at all has its year. No number of
# weeks or years.
_LATER, _MUCH_LATER = timedelta(days=180), timedelta(days=400)


@place(WHEN)
async def show(turn: Turn, argument: str) -> Screen | None:
    code, _, section = argument.partition(":")
    target = await targets.find(turn, code)
    if target is None or section not in (FROM, UNTIL, RHYTHM):
        return None
    t = turn.texts
    today = _today(turn)
    match section:
        case "rhythm":
            text = f"{t('pub-line-rhythm', rhythm=rhythm_words(t, target.rhythm))}\n\n{t('pub-rhythm-how')}"
            rows = [
                [button_to(("✓ " if each == target.rhythm else "") + t.plain(key), "every", code, each)]
                for each, key in RHYTHMS.items()
            ]
        case "from":
            text = f"{t('pub-line-from', day=from_words(t, target.from_at))}\n\n{t('pub-day-how')}"
            days = [today + timedelta(days=1), today + timedelta(days=7 - today.weekday())]
            rows = [[button_to(t.plain("button-pub-now"), FROM, code, NOW)]]
            rows += [[button_to(_day_words(turn, day), FROM, code, day.isoformat())] for day in dict.fromkeys(days)]
        case _:
            text = f"{t('pub-line-until', day=until_words(t, target.until_at))}\n\n{t('pub-day-how')}"
            rows = [[button_to(t.plain("button-pub-never"), UNTIL, code, NEVER)]]
            days = [today + timedelta(days=count) for count in LAST_DAYS]
            rows += [[button_to(_day_words(turn, day), UNTIL, code, day.isoformat())] for day in days]
    rows.append([go(t.plain("button-back"), target.place)])
    return Screen(text, as_rows(rows))


@act("every")
async def every(turn: Turn, code: str, rhythm: str) -> None:
    target = await targets.find(turn, code)
    if target is None or rhythm not in RHYTHMS:
        _gone(turn)
        return
    if rhythm != target.rhythm:
        await targets.change(turn, target, rhythm=rhythm)
    turn.go(target.place)


@act(FROM)
async def begin_on(turn: Turn, code: str, day: str) -> None:
    await _put(turn, code, FROM, None if day == NOW else _iso(day), unset=day == NOW)


@act(UNTIL)
async def end_on(turn: Turn, code: str, day: str) -> None:
    await _put(turn, code, UNTIL, None if day == NEVER else _iso(day), unset=day == NEVER)


async def _put(turn: Turn, code: str, which: str, day: date | None, *, unset: bool = False) -> None:
    """Keep the first or the last day, where it is one that can be kept."""
    target = await targets.find(turn, code)
    if target is None or (day is None and not unset):
        _gone(turn)
        return
    at = None if day is None else _midnight(day + timedelta(days=1) if which == UNTIL else day)
    from_at = at if which == FROM else target.from_at
    until_at = at if which == UNTIL else target.until_at
    if until_at is not None and (until_at <= turn.at or (from_at is not None and until_at <= from_at)):
        turn.toast(turn.texts.plain("toast-pub-ends-before"), alert=True)
        turn.show()
        return
    if which == FROM and at is not None and at <= turn.at:
        at = None
    await _keep(turn, target, which, at)
    turn.go(target.place)


async def _keep(turn: Turn, target: Target, which: str, at: datetime | None) -> None:
    if which == FROM:
        await targets.change(turn, target, from_at=at)
    else:
        await targets.change(turn, target, until_at=at)


@listens(WHEN)
async def heard(turn: Turn, argument: str) -> None:
    """A day that is typed."""
    code, _, section = argument.partition(":")
    if section not in (FROM, UNTIL) or not isinstance(turn.incoming, Said):
        turn.say(turn.texts("hint-pub-tap"))
        return
    day = day_ahead(turn.incoming.text, _today(turn))
    if day is None or not is_sensible(datetime.combine(day, time())):
        turn.say(turn.texts("hint-pub-day"))
        return
    await _put(turn, code, section, day)


def day_ahead(typed: str, today: date) -> date | None:
    """The day meant; where it is not said of which week, month or year, the next one rather than the last."""
    day = read_day(typed, today)
    if day is None or day >= today:
        return day
    if read_day(typed, today + _LATER) == day + _LATER or read_day(typed, today + _MUCH_LATER) == day:
        # It is so many days ago, or the year is given.
        return day
    found = (read_day(typed, today + timedelta(days=days)) for days in range(1, 367))
    return next((one for one in found if one is not None and one >= today), day)


def _gone(turn: Turn) -> None:
    turn.toast(turn.texts.plain("toast-pub-gone"))
    turn.show()


def _today(turn: Turn) -> date:
    return turn.at.astimezone(ZoneInfo(DEFAULT_ZONE)).date()


def _midnight(day: date) -> datetime:
    """When a day begins in western Indonesia: one moment for the whole country."""
    return datetime.combine(day, time(), ZoneInfo(DEFAULT_ZONE))


def _day_words(turn: Turn, day: date) -> str:
    return date_long(_midnight(day), turn.language, DEFAULT_ZONE)


def _iso(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
