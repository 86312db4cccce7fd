"""Where an admin sets by when a case must be answered: hours for each urgency, by typing; or the usual ones again."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from handlers.casework.deadlines import LEAST_HOURS, MOST_HOURS, SETTING, URGENCIES, DeadlineError, load, read
from handlers.casework.dispatch import DEADLINES, LIST, act, button_to, listens
from handlers.casework.words import LEVELS, URGENCY, URGENCY_SIGNS
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Said, Turn, as_rows
from locales.formats import figure
from storage import audit, day_settings


@act("dl")
async def open_deadlines(turn: Turn, which: int, more: str) -> None:
    """`case:dl` shows all, `case:dl:{n}` asks for the hours of the n-th urgency (from 1)."""
    if turn.person.role != "admin":
        turn.go(LIST)
    else:
        turn.go(f"{DEADLINES}:{which}" if 0 < which <= len(URGENCIES) else DEADLINES)


@act("dl-reset")
async def reset(turn: Turn, number: int, more: str) -> None:
    """`case:dl-reset`: the program's own hours again."""
    if turn.person.role != "admin":
        turn.go(LIST)
        return
    if await day_settings.remove(await turn.work.connection(), SETTING):
        await _note(turn, {})
    turn.toast(turn.texts.plain("toast-case-deadlines"))
    turn.go(DEADLINES)


@listens(DEADLINES)
async def heard(turn: Turn, argument: str) -> None:
    """The hours of the urgency in front: one number for all levels, or one for each."""
    number = whole_number(argument)
    if turn.person.role != "admin" or not 0 < number <= len(URGENCIES):
        turn.say(turn.texts("hint-case-tap"))
        turn.show()
        return
    words = turn.incoming.text if isinstance(turn.incoming, Said) else ""
    kept = {**await _stored(turn), URGENCIES[number - 1]: _hours(words)}
    try:
        read(kept)
    except DeadlineError:
        least, most = _number(turn, LEAST_HOURS), _number(turn, MOST_HOURS)
        turn.say(turn.texts("hint-case-deadline", least=least, most=most))
        turn.show()
        return
    connection = await turn.work.connection()
    await day_settings.put(connection, SETTING, kept, by=turn.person.id, at=turn.at)
    await _note(turn, kept)
    turn.toast(turn.texts.plain("toast-case-deadlines"))
    turn.go(DEADLINES)


@place(DEADLINES)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-deadlines`, `case-deadlines:{n}`."""
    if turn.person.role != "admin":
        return None
    t, number = turn.texts, whole_number(argument)
    found = await load(await turn.work.connection())
    lines = [f"<b>{t('case-deadlines-title')}</b>", ""]
    said = [f"{_name(turn, each)}: <b>{_said(turn, found.by_urgency[each])}</b>" for each in URGENCIES]
    if 0 < number <= len(URGENCIES):
        levels = ", ".join(t(level) for level in LEVELS)
        lines += [said[number - 1], "", t("case-deadline-type"), t("case-deadline-levels", levels=levels)]
        return Screen("\n".join(lines), as_rows([[button_to(t.plain("button-back"), "dl")]]))
    lines += [t("case-deadlines-how"), "", *said]
    rows: list[list[Button]] = [
        [button_to(_name(turn, each), "dl", n) for n, each in enumerate(URGENCIES, 1)],
    ]
    if await _stored(turn):
        rows.append([button_to(t.plain("button-case-deadlines-reset"), "dl-reset")])
    rows.append([button_to(t.plain("button-case-list"), "list"), button(t.plain("button-menu"), "go", "menu")])
    return Screen("\n".join(lines), as_rows(rows))


async def _stored(turn: Turn) -> dict[str, Any]:
    """What an admin has set, as far as it can be used."""
    found = await day_settings.get(await turn.work.connection(), SETTING)
    if found is None or not isinstance(found.value, Mapping):
        return {}
    try:
        read(found.value)
    except DeadlineError:
        return {}
    return dict(found.value)


def _hours(words: str) -> float | list[float] | None:
    """`2`, `0,5` or `24 24 48` (also with semicolons) as the setting holds it; `None` for anything else."""
    given = []
    for part in words.replace(";", " ").replace(", ", " ").split():
        whole, _, rest = part.strip(",").replace(".", ",").partition(",")
        if not (whole.isascii() and whole.isdigit() and len(whole) <= 4 and len(rest) <= 2):
            return None
        if rest and not (rest.isascii() and rest.isdigit()):
            return None
        hours = float(f"{whole}.{rest or 0}")
        given.append(int(hours) if hours.is_integer() else hours)
    if not given:
        return None
    return given[0] if len(given) == 1 else given


def _name(turn: Turn, urgency: str) -> str:
    return f"{URGENCY_SIGNS[urgency]} {turn.texts.plain(URGENCY[urgency])}".strip()


def _said(turn: Turn, hours: tuple[float, ...]) -> str:
    """`2 jam`; where the levels differ, `24, 24, 48 jam`."""
    numbers = [_number(turn, each) for each in hours]
    return turn.texts("case-deadline-hours", hours=numbers[0] if len(set(numbers)) == 1 else " / ".join(numbers))


def _number(turn: Turn, hours: float) -> str:
    return figure(Decimal(str(hours)), turn.language)


async def _note(turn: Turn, now: Mapping[str, Any]) -> None:
    await audit.note(
        await turn.work.connection(),
        at=turn.at,
        actor=turn.person.id,
        act="case deadlines changed",
        subject=SETTING,
        detail=dict(now),
    )
