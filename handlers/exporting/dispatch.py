"""What is done with a tap in the screens of exporting, and for whom they are: coordinators and admins.

Buttons carry `exp:{verb}[:{value}]` and change the export that stands in the place; a tap on an older screen changes
nothing and shows where the person is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import filling
from handlers.places import MENU
from handlers.turn import Said, Tap, Turn

PREFIX = "exp"
# The list of forms, the export being put together, one that was asked for.
LIST, ONE, JOB = "exports", "export", "export-job"
# A part of the export that is being chosen, before the export itself: "export-period:harian:xlsx:…".
PARTS = ("period", "region", "programme", "format", "days")

Act = Callable[[Turn, str], Awaitable[None]]
Listener = Callable[[Turn, str], Awaitable[None]]
_ACTS: dict[str, Act] = {}
_LISTENERS: dict[str, Listener] = {}


def act(verb: str) -> Callable[[Act], Act]:
    """Declare what a verb does; it gets what follows it."""

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


def may(turn: Turn) -> bool:
    """Whether exports are for this person at all."""
    return turn.person.role in ("coordinator", "admin")


async def open_exports(turn: Turn) -> None:
    """`/ekspor`, and the menu's button."""
    if not may(turn):
        turn.toast(turn.texts.plain("toast-export-not-yours"))
        turn.go(MENU)
        return
    # What is written there is no answer to a form; the form stays stored as it is.
    filling.leave(turn)
    turn.go(LIST)


async def tapped(turn: Turn) -> None:
    """A button `exp:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, value = data.removeprefix(f"{PREFIX}:").partition(":")
    if not may(turn):
        turn.toast(turn.texts.plain("toast-export-not-yours"))
        turn.go(MENU)
        return
    filling.leave(turn)
    if (function := _ACTS.get(verb)) is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    await function(turn, value)


async def heard(turn: Turn) -> bool:
    """What was written on a place that waits for words; whether it was for us. Commands never are."""
    name, _, argument = turn.chat.place.partition(":")
    listener = _LISTENERS.get(name)
    if listener is None or not may(turn) or not isinstance(turn.incoming, Said):
        return False
    if turn.incoming.text.startswith("/") and not turn.incoming.forwarded:
        return False
    await listener(turn, argument)
    return True
