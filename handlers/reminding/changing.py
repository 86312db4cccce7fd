"""What an admin changes of the schedule: special days, the slot, quiet hours, forms' rhythms.

Every change is checked before it is kept, stands in the audit log, and holds from the next look of the planner on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.question import form_name
from handlers.reminding import almanac as almanacs
from handlers.reminding import typed
from handlers.reminding.almanac import HOURS, RHYTHM, SLOTS, Almanac, local_day, make_rules
from handlers.reminding.reading import MOST_A_DAY, RhythmError, read_rhythm, read_slots
from handlers.reminding.rhythm import Every
from handlers.reminding.schedule_words import EVERY_TEXTS, clock, noon, rhythm_words, slot_words
from handlers.reminding.typed import NotRead
from handlers.screens import Button, Screen
from handlers.tokens import MOST_BYTES, button
from handlers.turn import Said, Tap, Turn, as_rows
from locales.calendar import OverrideError, RulesError
from locales.calendar.overrides import Override
from locales.formats import DEFAULT_ZONE, date_long
from storage import audit, day_settings, due

PLACE = "schedule"
SLOT_CHOICES = ("07.30", "08.00", "08.30", "09.00", "10.00", "13.00")
QUIET_CHOICES = (("19.00", "07.00"), ("20.00", "07.00"), ("21.00", "06.00"))
# Forms that nobody is asked to file regularly.
WITHOUT_RHYTHM = ("persetujuan", "undangan", "profil")
DAYS_LISTED = 10
MOST_BYTES_OF_A_FORM = MOST_BYTES - len(f"plan:every:={Every.HALF_YEARLY}")
# What a rhythm begins with when it is chosen by a tap; typed words make it more exact.
BEGINS = {
    Every.WEEKLY: {"weekday": 5},
    Every.MONTHLY: {"day": 31},
    Every.YEARLY: {"days": 30},
    Every.ONCE: {"days": 30},
}


async def show(turn: Turn, almanac: Almanac, argument: str) -> Screen | None:
    """The place `schedule:{days|slot|quiet|rhythm|rhythm:FORM}`, for admins."""
    what, _, form = argument.partition(":")
    t = turn.texts
    rows: list[list[Button]]
    if what == "days":
        text, rows = await _days(turn)
    elif what == "slot":
        text = t("schedule-slot-how", **slot_words(t, almanac))
        choices = [button(clock(t, at), "plan", "slot", at) for at in SLOT_CHOICES]
        rows = [choices[:3], choices[3:]]
        rows.append(
            [button(t.plain("button-schedule-a-day", count=n), "plan", "a-day", n) for n in range(MOST_A_DAY + 1)]
        )
    elif what == "quiet":
        values = almanac.hours.rules.values
        text = t("schedule-quiet-how", start=clock(t, values["quiet.start"]), end=clock(t, values["quiet.end"]))
        rows = [[button(f"{clock(t, a)}–{clock(t, b)}", "plan", "quiet", a, b)] for a, b in QUIET_CHOICES]
    elif what == "rhythm" and form in await _forms(turn):
        text, rows = _rhythm(turn, almanac, form)
    elif what == "rhythm":
        text = t("schedule-rhythm-which")
        rows = [
            [button(f"{_name(turn, one)}: {rhythm_words(t, almanac.rhythms.get(one))}"[:60], "plan", "rhythm", one)]
            for one in await _forms(turn)
        ]
    else:
        return None
    back = PLACE if not form else f"{PLACE}:rhythm"
    rows.append([button(t.plain("button-schedule-back"), "plan", back.removeprefix(PLACE).removeprefix(":") or "top")])
    return Screen(text, as_rows(rows))


async def tapped(turn: Turn) -> None:
    """`plan:{top|days|slot|quiet|rhythm}` leads on; with an argument it changes something."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, argument = data.removeprefix("plan:").partition(":")
    if turn.person.role != "admin":
        turn.go("menu")
        return
    form, _, choice = argument.rpartition("=")
    if verb == "drop":
        await _drop_day(turn, argument)
    elif verb == "slot" and argument:
        await _keep_slots(turn, {"first": argument})
    elif verb == "a-day" and argument.isdigit():
        await _keep_slots(turn, {"a_day": int(argument)})
    elif verb == "quiet" and argument.count(":") == 1:
        await _keep_quiet(turn, *argument.split(":"))
    elif verb == "every" and form in await _forms(turn):
        every = Every(choice) if choice in list(Every) else None
        if every is not None:
            await _keep_rhythm(turn, form, {**BEGINS.get(every, {}), "every": str(every)})
        else:
            await _keep_rhythm(turn, form, None)
    elif verb == "rhythm" and argument:
        turn.go(f"{PLACE}:rhythm:{argument}")
    else:
        turn.go(f"{PLACE}:{verb}" if verb in ("days", "slot", "quiet", "rhythm") else PLACE)


async def said(turn: Turn) -> bool:
    """Words on one of these places; False where they are for somebody else."""
    here, _, argument = turn.chat.place.partition(":")
    if here != PLACE or not argument or turn.person.role != "admin" or not isinstance(turn.incoming, Said):
        return False
    words, t = turn.incoming.text, turn.texts
    if words.startswith("/"):
        return False
    what, _, form = argument.partition(":")
    try:
        if what == "days":
            await _keep_day(turn, typed.read_day(t, turn.shelf, words))
        elif what == "slot" and len(clocks := typed.read_clocks(words)) == 1:
            await _keep_slots(turn, {"first": clocks[0]})
        elif what == "quiet" and len(clocks := typed.read_clocks(words)) == 2:
            await _keep_quiet(turn, *clocks)
        elif what == "rhythm" and form in await _forms(turn):
            stored = await _stored_rhythm(turn, form)
            every = Every(stored.get("every", Every.ON_DEMAND))
            await _keep_rhythm(turn, form, typed.as_rhythm(stored, every, typed.read_due(t, every, words)))
        else:
            turn.say(t("schedule-wrong-time" if what in ("slot", "quiet") else "schedule-wrong-due"))
    except NotRead as error:
        turn.say(t(error.key))
    turn.show()
    return True


async def _days(turn: Turn) -> tuple[str, list[list[Button]]]:
    t = turn.texts
    today = local_day(turn.at, DEFAULT_ZONE)
    found = await day_settings.days(await turn.work.connection(), since=today)
    lines = [t("schedule-days-how", example=f"{today.year}")]
    rows = []
    if found:
        lines.append("")
    for one in found[:DAYS_LISTED]:
        where = turn.shelf.region_name(one.province) or "" if one.province else ""
        name = " · ".join(part for part in (one.name, where) if part)
        kind = t.plain("schedule-kind", kind=one.kind)
        lines.append(
            "• " + t("schedule-day", day=date_long(noon(one.day), t.language, DEFAULT_ZONE), name=name or kind)
        )
        label = t.plain("button-schedule-drop", day=f"{one.day:%d/%m/%Y}")
        label = f"{label} · {where}" if where else label
        rows.append([button(label, "plan", "drop", one.day.isoformat(), one.province)])
    return "\n".join(lines), rows


def _rhythm(turn: Turn, almanac: Almanac, form: str) -> tuple[str, list[list[Button]]]:
    t = turn.texts
    rhythm = almanac.rhythms.get(form)
    now = Every.ON_DEMAND if rhythm is None else rhythm.every
    text = t("schedule-rhythm-how", form=_name(turn, form), rhythm=rhythm_words(t, rhythm))
    buttons = [
        button(("✓ " if every is now else "") + t.plain(EVERY_TEXTS[every]), "plan", "every", f"{form}={every}")
        for every in Every
    ]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    rows.append([button(t.plain("button-schedule-reset"), "plan", "every", f"{form}=")])
    return text, rows


async def _keep_day(turn: Turn, day: typed.TypedDay) -> None:
    if day.day < local_day(turn.at, DEFAULT_ZONE):
        raise NotRead("schedule-wrong-past")
    if day.day.year > turn.at.year + 5:
        raise NotRead("schedule-wrong-far")
    try:
        Override(day.day, day.province or None, day.kind, day.name)
    except OverrideError:
        raise NotRead("schedule-wrong-kind") from None
    connection = await turn.work.connection()
    await day_settings.put_day(connection, day.day, day.province, day.kind, day.name, by=turn.person.id, at=turn.at)
    detail = {"day": day.day.isoformat(), "province": day.province, "kind": day.kind, "name": day.name}
    await _changed(turn, "special day", detail)


async def _drop_day(turn: Turn, argument: str) -> None:
    text, _, province = argument.partition(":")
    turn.go(f"{PLACE}:days")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return
    if await day_settings.remove_day(await turn.work.connection(), day, province):
        await _changed(turn, "special day removed", {"day": day.isoformat(), "province": province})


async def _keep_slots(turn: Turn, change: Mapping[str, Any]) -> None:
    turn.go(f"{PLACE}:slot")
    connection = await turn.work.connection()
    stored = await day_settings.get(connection, SLOTS)
    value = {**(stored.value if stored else {}), **change}
    try:
        read_slots(value)
    except RhythmError:
        _refuse(turn, "toast-schedule-wrong-slot")
        return
    await day_settings.put(connection, SLOTS, value, by=turn.person.id, at=turn.at)
    await _changed(turn, "slot", value)


async def _keep_quiet(turn: Turn, start: str, end: str) -> None:
    turn.go(f"{PLACE}:quiet")
    connection = await turn.work.connection()
    stored = await day_settings.get(connection, HOURS)
    value = {**(stored.value if stored else {}), "quiet.start": start, "quiet.end": end}
    try:
        make_rules(value)
    except RulesError:
        _refuse(turn, "toast-schedule-wrong-quiet")
        return
    await day_settings.put(connection, HOURS, value, by=turn.person.id, at=turn.at)
    await _changed(turn, "quiet hours", {"start": start, "end": end})


async def _keep_rhythm(turn: Turn, form: str, value: Mapping[str, Any] | None) -> None:
    """Keep a form's rhythm; None: let the file's hold again."""
    turn.go(f"{PLACE}:rhythm:{form}")
    connection = await turn.work.connection()
    if value is None:
        await day_settings.remove(connection, RHYTHM + form)
        await _changed(turn, f"rhythm {form}", {})
        return
    try:
        read_rhythm(form, value)
    except RhythmError:
        _refuse(turn, "toast-schedule-wrong-rhythm")
        return
    await day_settings.put(connection, RHYTHM + form, dict(value), by=turn.person.id, at=turn.at)
    await _changed(turn, f"rhythm {form}", value)


async def _stored_rhythm(turn: Turn, form: str) -> dict[str, Any]:
    """The rhythm that holds for the form, as it would be stored."""
    stored = await day_settings.get(await turn.work.connection(), RHYTHM + form)
    if stored is not None:
        return dict(stored.value)
    rhythm = (await almanacs.load(await turn.work.connection())).rhythms.get(form)
    if rhythm is None:
        return {"every": str(Every.ON_DEMAND)}
    return {
        "every": str(rhythm.every),
        "counts_from": rhythm.counts_from,
        **({"days": rhythm.days} if rhythm.days else {}),
    }


async def _changed(turn: Turn, subject: str, detail: Mapping[str, Any]) -> None:
    connection = await turn.work.connection()
    await audit.note(
        connection, at=turn.at, actor=turn.person.id, act="schedule changed", subject=subject, detail=detail
    )
    # What was counted before no longer holds; the next look of the planner counts anew.
    await day_settings.remove(connection, "outlook")
    turn.toast(turn.texts.plain("toast-schedule-kept"))


def _refuse(turn: Turn, key: str) -> None:
    turn.toast(turn.texts.plain(key), alert=True)


async def _forms(turn: Turn) -> list[str]:
    """The forms that may have a rhythm."""
    published = await due.published(await turn.work.connection())
    found = []
    for form in published:
        try:
            turn.shelf.current(form)
        except KeyError:
            continue  # it was taken out of the library; only its drafts and results are still there
        if form not in WITHOUT_RHYTHM and len(form.encode()) <= MOST_BYTES_OF_A_FORM:
            found.append(form)
    return found


def _name(turn: Turn, form: str) -> str:
    return form_name(turn.texts, turn.shelf.current(form))
