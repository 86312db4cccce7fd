"""What is done with a tap and with words in the screens of cases: found by the verb, and by the place.

Buttons carry `case:{verb}:{number}[:{more}]`, the number of a case, a report, a lesson or a person. Whether somebody
may is asked of the database each time (`storage.cases`): a number that is not theirs is simply not there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import filling
from handlers.places import MENU
from handlers.screens import Button
from handlers.tokens import button, whole_number
from handlers.turn import Said, Tap, Turn
from storage import cases
from storage.cases import Case

PREFIX = "case"
# The places.
LIST = "cases"
ONE = "case"
NEW = "case-new"
OPENED = "case-opened"
SAY = "case-say"
HAND = "case-hand"
CLOSE = "case-close"
TIP = "case-tip"
LESSON = "case-lesson"
NAMED = "case-named"
CHANNELS = "case-channels"
DEADLINES = "case-deadlines"
_OURS = frozenset({LIST, ONE, NEW, OPENED, SAY, HAND, CLOSE, TIP, LESSON, NAMED, CHANNELS, DEADLINES})

Act = Callable[[Turn, int, str], Awaitable[None]]
Listener = Callable[[Turn, str], Awaitable[None]]
_ACTS: dict[str, Act] = {}
_LISTENERS: dict[str, Listener] = {}


def act(verb: str) -> Callable[[Act], Act]:
    """Declare what a verb does; it gets the number (0 for none) and what follows it."""

    def declare(function: Act) -> Act:
        if verb in _ACTS:
            raise ValueError(f"two acts for the verb {verb!r}")
        _ACTS[verb] = function
        return function

    return declare


def listens(place: str) -> Callable[[Listener], Listener]:
    """Declare what is done with what is written or sent on a place; it gets the place's argument."""

    def declare(function: Listener) -> Listener:
        if place in _LISTENERS:
            raise ValueError(f"two listeners on the place {place!r}")
        _LISTENERS[place] = function
        return function

    return declare


def button_to(label: str, verb: str, number: int = 0, more: object = "") -> Button:
    """A button that does `verb` with this number."""
    return button(label, *(PREFIX, verb, number, more) if more != "" else (PREFIX, verb, number))


async def open_cases(turn: Turn) -> None:
    """`/kasus`, and the menu's button."""
    # What is written from here on is about cases; the form stays stored as it is.
    filling.leave(turn)
    turn.go(LIST)


@act("list")
async def _list(turn: Turn, number: int, more: str) -> None:
    turn.go(f"{LIST}:{more}" if more else LIST)


async def tapped(turn: Turn) -> None:
    """A button `case:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, rest = data.removeprefix(f"{PREFIX}:").partition(":")
    number, _, more = rest.partition(":")
    if (function := _ACTS.get(verb)) is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    filling.leave(turn)
    await function(turn, whole_number(number), more)


async def heard(turn: Turn) -> bool:
    """What was written or sent; whether it was for us. Commands never are."""
    name, _, argument = turn.chat.place.partition(":")
    if name not in _OURS or (turn.known is not None and turn.known.draft is not None):
        return False
    if isinstance(turn.incoming, Said) and turn.incoming.text.startswith("/") and not turn.incoming.forwarded:
        return False
    if (listener := _LISTENERS.get(name)) is not None:
        await listener(turn, argument)
    else:
        turn.say(turn.texts("hint-case-tap"))
        turn.show()
    return True


async def found(turn: Turn, number: int) -> Case | None:
    """The case, if it is there for this person; else that is said softly, and the list is shown."""
    case = await cases.get(await turn.work.connection(), turn.viewer, number) if number else None
    if case is None:
        gone(turn)
    return case


def gone(turn: Turn) -> None:
    """What was tapped is not there (for this person): their list instead."""
    turn.toast(turn.texts.plain("toast-case-gone"))
    turn.go(LIST if turn.known is not None else MENU)


def changed(turn: Turn, place: str) -> None:
    """What was tapped is no longer possible: somebody was faster, or it was tapped twice. The case shows how it is."""
    turn.toast(turn.texts.plain("toast-case-changed"))
    turn.go(place)
