"""`/pengingat`: what somebody wants of what comes by itself, one tap for each kind; duty stays on and says so."""

from __future__ import annotations

from handlers.places import place
from handlers.question import form_name
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import Almanac
from handlers.reminding.matters import DRAFT_SWITCH, OFF
from handlers.reminding.schedule_words import short
from handlers.screens import Button, Screen
from handlers.tokens import MOST_BYTES, button
from handlers.turn import Tap, Turn, as_rows
from storage import due, preferences, submissions
from storage.due import WISH_PREFIX
from storage.preferences import NEWS

PLACE = "reminders"
TIPS = "tip"
ON = "on"
# The order in which a tap goes round; the first is what holds without a wish.
TIP_RHYTHMS = ("weekly", "biweekly", OFF)
PROFILE = "profil"
MOST_BYTES_OF_A_FORM = MOST_BYTES - len("remind:off:f:")


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    t = turn.texts
    connection = await turn.work.connection()
    almanac = await almanacs.load(connection)
    wishes = await preferences.get(connection, turn.person.id)
    rows: list[list[Button]] = []
    for carried, kind, name in await _kinds(turn, almanac):
        off = wishes.get(kind) == OFF
        label = short(t.plain("button-reminders-switch", on="no" if off else "yes", what=name))
        # The button says what shall be, so that a double tap is one change.
        rows.append([button(label, "remind", ON if off else OFF, carried)])
    every = _tips(wishes)
    following = TIP_RHYTHMS[(TIP_RHYTHMS.index(every) + 1) % len(TIP_RHYTHMS)]
    rows.insert(-1, [button(t.plain("button-reminders-tips", every=every), "remind", "tips", following)])
    rows.append([button(t.plain("button-menu"), "go", "menu")])
    a_day = almanac.slots.a_day
    clock = f"{almanac.slots.first:%H.%M}" if t.language == "id" else f"{almanac.slots.first:%H:%M}"
    about = t("reminders-about", count=a_day, clock=clock) if a_day else t("reminders-about-none")
    lines = [f"<b>{t('reminders-title')}</b>", "", about, "", t("reminders-duty")]
    return Screen("\n".join(lines), as_rows(rows))


async def open_wishes(turn: Turn) -> None:
    """`/pengingat`."""
    turn.go(PLACE)


async def tapped(turn: Turn) -> None:
    """`remind:{on|off}:{what}` and `remind:tips:{weekly|biweekly|off}`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, argument = data.removeprefix("remind:").partition(":")
    connection = await turn.work.connection()
    turn.go(PLACE)
    if verb == "tips" and argument in TIP_RHYTHMS:
        await preferences.put(connection, turn.person.id, TIPS, argument, turn.at)
        turn.toast(turn.texts.plain("toast-reminders-tips", every=argument))
        return
    kinds = {carried: (kind, name) for carried, kind, name in await _kinds(turn, await almanacs.load(connection))}
    if verb not in (ON, OFF) or argument not in kinds:
        turn.toast(turn.texts.plain("toast-finished"))
        return
    kind, name = kinds[argument]
    await preferences.put(connection, turn.person.id, kind, verb, turn.at)
    key = "toast-reminders-on" if verb == ON else "toast-reminders-off"
    turn.toast(turn.texts.plain(key, what=name))


async def _kinds(turn: Turn, almanac: Almanac) -> list[tuple[str, str, str]]:
    """What can be switched: the forms that are expected of the person, drafts, news.

    Of each: what its button carries, the kind of its preference, and its name.
    """
    t = turn.texts
    found = []
    connection = await turn.work.connection()
    facts = await due.facts_of(connection, turn.person.id, forms=[], audiences=almanac.audiences)
    outside = set() if facts is None else facts.outside
    for rhythm in almanac.rhythms.values():
        if turn.person.role not in rhythm.roles or rhythm.form in outside:
            continue
        if rhythm.form == PROFILE and await _has_profile(turn):
            continue
        try:
            form = turn.shelf.current(rhythm.form)
        except KeyError:
            continue
        if len(rhythm.form.encode()) <= MOST_BYTES_OF_A_FORM:
            found.append((f"f:{rhythm.form}", WISH_PREFIX + rhythm.form, form_name(t, form)))
    found.append(("draft", WISH_PREFIX + DRAFT_SWITCH, t.plain("reminders-draft")))
    found.append((NEWS, NEWS, t.plain("reminders-news")))
    return found


async def _has_profile(turn: Turn) -> bool:
    return await submissions.latest(await turn.work.connection(), turn.viewer, turn.person.id, PROFILE) is not None


def _tips(wishes: dict[str, str]) -> str:
    wish = wishes.get(TIPS, TIP_RHYTHMS[0])
    return wish if wish in TIP_RHYTHMS else TIP_RHYTHMS[0]
