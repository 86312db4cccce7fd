"""What is done with a tap and with words in the screens of incoming reports: found by the verb, and by the place.

Buttons carry `rev:{verb}:{field}:…`. What a coordinator may see is asked of `storage.reports` each time, with the
turn's viewer: a number from an old screen, or a made-up one, says softly that there is nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from handlers import filling
from handlers.places import MENU
from handlers.screens import Button
from handlers.tokens import button
from handlers.turn import Said, Tap, Turn

PREFIX = "rev"
LIST, BY, SURE, ONE, REMARK = (
    "incoming",
    "incoming-by",
    "incoming-accept",
    "incoming-report",
    "incoming-return",
)
ROLES = ("coordinator", "admin")
# No button of ours has more fields.
_MOST_FIELDS = 4

Act = Callable[[Turn, Sequence[str]], Awaitable[None]]
Listener = Callable[[Turn, str], Awaitable[None]]
_ACTS: dict[str, Act] = {}
_LISTENERS: dict[str, Listener] = {}


def act(verb: str) -> Callable[[Act], Act]:
    """Declare what a verb does; it gets the fields behind it, "" for those that are not there."""

    def declare(function: Act) -> Act:
        if verb in _ACTS:
            raise ValueError(f"two acts for the verb {verb!r}")
        _ACTS[verb] = function
        return function

    return declare


def listens(place: str) -> Callable[[Listener], Listener]:
    """Declare what is done with what is written on a place; it gets the place's argument."""

    def declare(function: Listener) -> Listener:
        if place in _LISTENERS:
            raise ValueError(f"two listeners on the place {place!r}")
        _LISTENERS[place] = function
        return function

    return declare


def to(label: str, verb: str, *fields: object) -> Button:
    """A button that does `verb` with these fields."""
    return button(label, PREFIX, verb, *fields)


def may(turn: Turn) -> bool:
    """Whether incoming reports are the person's business at all; which of them, `storage.visibility` says."""
    return turn.person.role in ROLES


def here(turn: Turn, name: str) -> str | None:
    """The argument of the place that the person is on, if it is this one."""
    there, _, argument = turn.chat.place.partition(":")
    return argument if there == name else None


def gone(turn: Turn) -> None:
    """What was tapped is not there (any more)."""
    turn.toast(turn.texts.plain("toast-rev-gone"))
    turn.show()


async def tapped(turn: Turn) -> None:
    """A button `rev:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    _, verb, *fields = [*data.split(":"), ""]
    if not may(turn):
        turn.toast(turn.texts.plain("toast-rev-not-yours"))
        turn.go(MENU)
        return
    if (function := _ACTS.get(verb)) is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    # What is written from here on is no answer to a form; the form stays stored as it is.
    filling.leave(turn)
    if turn.chat.place == filling.PLACE:
        turn.go(LIST)
    await function(turn, [*fields, *[""] * _MOST_FIELDS])


async def heard(turn: Turn) -> bool:
    """What was written or sent on one of our places; whether it was for us. Commands never are."""
    name, _, argument = turn.chat.place.partition(":")
    if name not in (LIST, BY, SURE, ONE, REMARK) or not may(turn):
        return False
    if isinstance(turn.incoming, Said) and turn.incoming.text.startswith("/") and not turn.incoming.forwarded:
        return False
    if (listener := _LISTENERS.get(name)) is not None:
        await listener(turn, argument)
    else:
        turn.say(turn.texts("hint-rev-tap"))
    return True
