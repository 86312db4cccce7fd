"""What an admin changes of the schedule: days, hours, Ramadans, slots, forms' rhythms (see `setting`).

Every change is checked before it is kept, stands in the audit log, and holds from the next look of the planner on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from handlers.reminding.almanac import Almanac
from handlers.reminding.setting import days, hours, ramadan, rhythms, slots
from handlers.reminding.setting.fields import FIELDS
from handlers.reminding.setting.keeping import PLACE, Shown
from handlers.reminding.typed import NotRead
from handlers.screens import Screen
from handlers.turn import Said, Tap, Turn, as_rows

# What buttons lead to, by the place's name; some have one more word behind it.
PLACES = ("days", "slot", "tips", "rhythm", "hours", "sending", "ramadan", "kind", "field")


async def show(turn: Turn, almanac: Almanac, argument: str) -> Screen | None:
    """The places `schedule:{days|slot|tips|hours|sending|ramadan|rhythm}`, `schedule:{rhythm|kind|field}:{which}`."""
    what, _, which = argument.partition(":")
    found: Shown | None
    match what:
        case "days":
            found = await days.show(turn)
        case "slot":
            found = await slots.show(turn, almanac)
        case "tips":
            found = await slots.show_tips(turn)
        case "hours":
            found = await hours.show_office(turn, almanac)
        case "sending":
            found = await hours.show_sending(turn, almanac)
        case "ramadan":
            found = await ramadan.show(turn, almanac)
        case "kind":
            found = await hours.show_kind(turn, almanac, which)
        case "field":
            found = await hours.show_field(turn, almanac, which)
        case "rhythm":
            found = await rhythms.show(turn, almanac, which)
        case _:
            found = None
    if found is None:
        return None
    text, rows = found
    return Screen(text, as_rows(rows))


async def _reset(turn: Turn, what: str) -> None:
    if what == "slot":
        await slots.reset(turn)
    elif what == "tips":
        await slots.tips_reset(turn)
    elif what in FIELDS:
        await hours.reset(turn, what)
    else:
        turn.go(PLACE)


# What a button does that has something behind its verb.
ACTS: Mapping[str, Callable[[Turn, str], Awaitable[None]]] = {
    "drop": days.drop,
    "slot": slots.first_tapped,
    "a-day": slots.number_tapped,
    "tip-day": slots.tip_day_tapped,
    "tip-at": slots.tip_time_tapped,
    "set": hours.tapped,
    "every": rhythms.tapped,
    "decided": ramadan.decided,
    "unset": ramadan.unset,
    "reset": _reset,
}


async def tapped(turn: Turn) -> None:
    """`plan:{place}` and `plan:{place}:{which}` lead on; `plan:{act}:{what}` changes something."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, argument = data.removeprefix("plan:").partition(":")
    if turn.person.role != "admin":
        turn.go("menu")
    elif verb in ACTS and argument:
        await ACTS[verb](turn, argument)
    elif verb in PLACES:
        turn.go(f"{PLACE}:{verb}:{argument}" if argument else f"{PLACE}:{verb}")
    else:
        turn.go(PLACE)


async def said(turn: Turn) -> bool:
    """Words on one of these places; False where they are for somebody else."""
    here, _, argument = turn.chat.place.partition(":")
    if here != PLACE or not argument or turn.person.role != "admin" or not isinstance(turn.incoming, Said):
        return False
    words = turn.incoming.text
    if words.startswith("/"):
        return False
    what, _, which = argument.partition(":")
    try:
        match what:
            case "days":
                await days.keep(turn, words)
            case "slot":
                await slots.said(turn, words)
            case "tips":
                await slots.tips_said(turn, words)
            case "ramadan":
                await ramadan.said(turn, words)
            case "field":
                await hours.said(turn, which, words)
            case "rhythm" if which:
                await rhythms.said(turn, which, words)
            case _:
                # Nothing is typed here: the place shows its buttons again.
                turn.say(turn.texts("schedule-wrong-here"))
    except NotRead as error:
        turn.say(turn.texts(error.key, **error.values))
    turn.show()
    return True
