"""What is done with a tap in the screens of analysing, and for whom they are: admins.

Buttons carry `ana:{verb}[:{value}]` and change the analysis that stands in the place; a tap on an older screen changes
nothing and shows where the person is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import filling
from handlers.places import MENU
from handlers.turn import Said, Sent, Tap, Turn

PREFIX = "ana"
# The list of instruments, what to do with one, the analysis that is put together, one that was asked for, earlier ones.
LIST, WHAT, ONE, JOB, EARLIER = "analyses", "analysis-what", "analysis", "analysis-job", "analyses-earlier"
# A model in one's own words is waited for: "analysis-model:kompetensi", with a number while its file is looked at.
MODEL = "analysis-model"
ESTIMATOR = "analysis-estimator"
PART = "analysis-part"

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
    """Declare what is done with what is written or sent on a place; it gets the place's argument."""

    def declare(function: Listener) -> Listener:
        if place in _LISTENERS:
            raise ValueError(f"two listeners on the place {place!r}")
        _LISTENERS[place] = function
        return function

    return declare


def may(turn: Turn) -> bool:
    """Whether analyses are for this person at all."""
    return turn.person.role == "admin"


async def open_analyses(turn: Turn) -> None:
    """`/analisis`, and the menu's button."""
    if not may(turn):
        turn.toast(turn.texts.plain("toast-ana-not-yours"))
        turn.go(MENU)
        return
    # What is written there is no answer to a form; the form stays stored as it is.
    filling.leave(turn)
    turn.go(LIST)


async def tapped(turn: Turn) -> None:
    """A button `ana:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, value = data.removeprefix(f"{PREFIX}:").partition(":")
    if not may(turn):
        turn.toast(turn.texts.plain("toast-ana-not-yours"))
        turn.go(MENU)
        return
    filling.leave(turn)
    if (function := _ACTS.get(verb)) is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    await function(turn, value)


async def heard(turn: Turn) -> bool:
    """What was written or sent on a place that waits for it; whether it was for us. Commands never are."""
    name, _, argument = turn.chat.place.partition(":")
    listener = _LISTENERS.get(name)
    if listener is None or not may(turn) or not isinstance(turn.incoming, Said | Sent):
        return False
    if isinstance(turn.incoming, Said) and turn.incoming.text.startswith("/") and not turn.incoming.forwarded:
        return False
    await listener(turn, argument)
    return True
