"""Hours: of offices, of Friday noon, of the night, and in which each kind of message may go; tapped or typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.reminding import almanac as almanacs
from handlers.reminding import typed
from handlers.reminding.almanac import HOURS, Almanac, make_rules
from handlers.reminding.schedule_words import short
from handlers.reminding.setting import fitting, slots
from handlers.reminding.setting.fields import DAYS, FIELDS, KINDS, Field, field_words, value_words
from handlers.reminding.setting.keeping import PLACE, PLAN, Shown, keep, last_row, refuse, stored
from handlers.reminding.typed import NotRead
from handlers.screens import Button
from handlers.tokens import button
from handlers.turn import Turn
from locales import Texts
from locales.calendar import RulesError


async def show_office(turn: Turn, almanac: Almanac) -> Shown:
    """`hours`: the office's hours and the pause of Friday noon."""
    fields = [field for field in FIELDS.values() if field.parent == "hours"]
    lines = [turn.texts("schedule-hours-how"), "", *lines_of(turn.texts, almanac, fields)]
    return "\n".join(lines), [*rows_of(turn.texts, fields), last_row(turn, "")]


async def show_sending(turn: Turn, almanac: Almanac) -> Shown:
    """`sending`: when each kind may go, in a line each."""
    t = turn.texts
    lines = [t("schedule-sending-how"), ""]
    for kind in KINDS:
        words = {day: value_words(t, FIELDS[f"{kind}-{day}"].value(almanac.hours.rules.values)) for day in DAYS}
        lines.append("• " + t("schedule-sending-line", kind=kind, **words))
    buttons = [button(t.plain("button-schedule-kind", kind=kind), PLAN, "kind", kind) for kind in KINDS]
    return "\n".join(lines), [buttons[:2], buttons[2:], last_row(turn, "")]


async def show_kind(turn: Turn, almanac: Almanac, kind: str) -> Shown | None:
    """`kind:KIND`: its windows."""
    if kind not in KINDS:
        return None
    t = turn.texts
    fields = [FIELDS[f"{kind}-{day}"] for day in DAYS]
    lines = [t("schedule-kind-how", kind=kind), "", *lines_of(t, almanac, fields)]
    buttons = [[button(t.plain("button-schedule-window-day", day=day), PLAN, "field", f"{kind}-{day}")] for day in DAYS]
    return "\n".join(lines), [*buttons, last_row(turn, "sending")]


async def show_field(turn: Turn, almanac: Almanac, name: str) -> Shown | None:
    """`field:FIELD`: one value, with what can be tapped."""
    field = FIELDS.get(name)
    if field is None:
        return None
    t = turn.texts
    now, own = field.value(almanac.hours.rules.values), await _own(turn)
    changed = any(key in own for key in field.keys)
    text = t("schedule-field-how", field=field_words(t, field), now=value_words(t, now), shape=str(field.shape))
    if changed:
        text += "\n\n" + t("schedule-default", value=value_words(t, field.value(make_rules({}).values)))
    rows = [
        [button(("✓ " if one == now else "") + _sentence_case(value_words(t, one)), PLAN, "set", name, one)]
        for one in field.choices
    ]
    return text, [*rows, last_row(turn, field.parent, name if changed else None)]


async def tapped(turn: Turn, argument: str) -> None:
    """`FIELD:VALUE`."""
    name, _, value = argument.partition(":")
    field = FIELDS.get(name)
    if field is None:
        turn.go(PLACE)
        return
    await _keep(turn, field, field.read(value) or {})


async def said(turn: Turn, name: str, words: str) -> None:
    """Words on the place of a field. `NotRead`."""
    field = FIELDS.get(name)
    clocks, word = typed.read_clocks(words), typed.read_window(turn.texts, words)
    value = None if field is None else field.typed(clocks, word)
    if field is None or value is None:
        raise NotRead("schedule-wrong-time")
    await _keep(turn, field, field.read(value) or {})


async def reset(turn: Turn, name: str) -> None:
    """Let the file's value hold again."""
    await _keep(turn, FIELDS[name], None)


def lines_of(t: Texts, almanac: Almanac, fields: list[Field]) -> list[str]:
    """What holds, a line each."""
    values = almanac.hours.rules.values
    return [
        "• " + t("schedule-field-line", field=field_words(t, one), value=value_words(t, one.value(values)))
        for one in fields
    ]


def rows_of(t: Texts, fields: list[Field]) -> list[list[Button]]:
    """A button for each."""
    return [[button(short(field_words(t, one)), PLAN, "field", one.name)] for one in fields]


async def _own(turn: Turn) -> dict[str, Any]:
    """The stored hours, by dotted key."""
    return _dotted(await stored(turn, HOURS) or {}, "")


def _dotted(table: Mapping[str, Any], where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in table.items():
        # The keys below `spelling` are phrases, which may have points of their own.
        if isinstance(value, Mapping) and key != "spelling":
            found |= _dotted(value, f"{where}{key}.")
        else:
            found[f"{where}{key}"] = value
    return found


async def _keep(turn: Turn, field: Field, given: Mapping[str, str] | None) -> None:
    """Keep a value; None: the file's holds again."""
    turn.go(f"{PLACE}:field:{field.name}")
    t = turn.texts
    if given is not None and not given:
        refuse(turn, t.plain("toast-schedule-wrong-clock"))
        return
    before = await _own(turn)
    after = {**{key: value for key, value in before.items() if key not in field.keys}, **(given or {})}
    try:
        rules = make_rules(after)
    except RulesError as error:
        refuse(turn, fitting.trouble(t, error))
        return
    almanac = await almanacs.load(await turn.work.connection())
    tip = await slots.tip_slot(turn)
    misfit = fitting.misfit(t, rules, almanac.slots, tip)
    # What did not fit before (set from the command line) is not this change's fault.
    if misfit is not None and misfit != fitting.misfit(t, almanac.hours.rules, almanac.slots, tip):
        refuse(turn, misfit)
        return
    says = t.plain("schedule-field-line", field=field_words(t, field), value=value_words(t, field.value(rules.values)))
    detail = {key: rules.values[key] for key in field.keys}
    subject = f"hours {field.name}" if given is not None else f"hours {field.name} reset"
    await keep(turn, HOURS, after, subject=subject, detail=detail, says=says)


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
