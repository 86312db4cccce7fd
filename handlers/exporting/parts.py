"""The screens on which one part of an export is chosen: period, programme, format (regions: `regions`)."""

from __future__ import annotations

from datetime import date

import forms
from handlers.exporting import words
from handlers.exporting.dispatch import ONE, PARTS, PREFIX, act, listens
from handlers.exporting.request import FORMATS, has_places
from handlers.exporting.wanted import PERIODS, Wanted
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Said, Turn, as_rows
from locales.reading_days import read_day

BETWEEN = "–"


@act("part")
async def choose_part(turn: Turn, value: str) -> None:
    """`period`, `programme`, `format`; `region`, `region.{page}`, `region.{province}.{page}`; `days`."""
    wanted = words.standing(turn)
    name, _, more = value.partition(".")
    offered = name in PARTS and (name != "programme" or turn.person.role == "admin")
    if wanted is None or not offered:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    turn.go(f"{ONE}-{name}:{wanted.written()}" + (f"|{more}" if more else ""))


@act("back")
async def back(turn: Turn, value: str) -> None:
    words.changed(turn)


def part_screen(turn: Turn, text: str, rows: list[list[Button]]) -> Screen:
    return Screen(text, as_rows([*rows, [button(turn.texts.plain("button-back"), PREFIX, "back")]]))


def ticked(label: str, chosen: bool, *fields: object) -> list[Button]:
    return [button(f"✓ {label}" if chosen else label, PREFIX, *fields)]


@place(f"{ONE}-period")
async def show_period(turn: Turn, argument: str) -> Screen | None:
    if (wanted := Wanted.read(argument)) is None:
        return None
    t = turn.texts
    rows = [ticked(t.plain(f"export-period-{one}"), one == wanted.period, "period", one) for one in PERIODS]
    rows.append(ticked(t.plain("export-period-own"), wanted.period not in PERIODS, "part", "days"))
    return part_screen(turn, t("export-period-how"), rows)


@act("period")
async def choose_period(turn: Turn, value: str) -> None:
    if value in PERIODS:
        words.changed(turn, period=value)
    else:
        turn.show()


@place(f"{ONE}-days")
async def show_days(turn: Turn, argument: str) -> Screen | None:
    return part_screen(turn, turn.texts("export-days-how"), []) if Wanted.read(argument) is not None else None


@listens(f"{ONE}-days")
async def days_said(turn: Turn, argument: str) -> None:
    """Two days, with a dash or a word between them; one day means that day."""
    wanted = Wanted.read(argument)
    typed = turn.incoming.text if isinstance(turn.incoming, Said) else ""
    days = _days(turn, typed)
    if wanted is None or days is None:
        turn.say(turn.texts("export-days-not-read", typed=typed[:60]))
        return
    turn.go(f"{ONE}:{wanted.with_days(*days).written()}")


def _days(turn: Turn, typed: str) -> tuple[date, date] | None:
    today = words.today(turn)
    said = f" {' '.join(typed.split())} "
    for between in (" sampai ", " s.d. ", " sd ", " hingga ", " to ", " until ", BETWEEN, " - "):
        first, found, last = said.partition(between)
        if found:
            one, other = read_day(first.strip(), today), read_day(last.strip(), today)
            return (one, other) if one is not None and other is not None else None
    only = read_day(said.strip(), today)
    return None if only is None else (only, only)


@place(f"{ONE}-programme")
async def show_programme(turn: Turn, argument: str) -> Screen | None:
    if (wanted := Wanted.read(argument)) is None or turn.person.role != "admin":
        return None
    t = turn.texts
    rows = [ticked(t.plain("export-all-programmes"), not wanted.programme, "programme", "")]
    rows += [ticked(label, wanted.programme == name, "programme", name) for name, label in _programmes(turn)]
    return part_screen(turn, t("export-programme-how"), rows)


def _programmes(turn: Turn) -> list[tuple[str, str]]:
    profile = turn.shelf.current("profil")
    choices = profile.by_name["program"].choices
    found = choices.all if choices is not None else ()
    return [(one.name, forms.answer_label(profile, "program", one.name, turn.language)) for one in found]


@act("programme")
async def choose_programme(turn: Turn, value: str) -> None:
    if value in {"", *(name for name, _ in _programmes(turn))} and turn.person.role == "admin":
        words.changed(turn, programme=value)
    else:
        turn.show()


@place(f"{ONE}-format")
async def show_format(turn: Turn, argument: str) -> Screen | None:
    wanted = Wanted.read(argument)
    form = words.form_of(turn, wanted.form_id) if wanted is not None else None
    if wanted is None or form is None:
        return None
    t = turn.texts
    offered = [one for one in FORMATS if one != "geojson" or has_places(form)]
    rows = [ticked(t.plain(f"export-format-{one}"), one == wanted.format, "format", one) for one in offered]
    lines = [t("export-format-how"), "", *(t(f"export-format-about-{one}") for one in offered)]
    return part_screen(turn, "\n".join(lines), rows)


@act("format")
async def choose_format(turn: Turn, value: str) -> None:
    if value in FORMATS:
        words.changed(turn, format=value)
    else:
        turn.show()
