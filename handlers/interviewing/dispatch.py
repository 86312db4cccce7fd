"""What is done with a tap and with words on the screens of interviews: found by the verb, and by the place.

Buttons carry `int:{verb}:{number}[:{number}]`. Who may see an interview is asked of `storage.about` each time, with the
turn's viewer: a number from an old screen, or a made-up one, says softly that there is nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import filling
from handlers.places import MENU
from handlers.screens import Button
from handlers.tokens import button, whole_number
from handlers.turn import Said, Tap, Turn

FORM = "wawancara_sikap"
# Where the form keeps whom it is about: the person's id, and how they are addressed.
ABOUT, CALLED = "pendamping", "nama"
PREFIX = "int"
LIST, WITH, ONE, REMARK = "interviews", "interview-with", "interview", "interview-remark"

Act = Callable[[Turn, int, int], Awaitable[None]]
Listener = Callable[[Turn, str], Awaitable[None]]
_ACTS: dict[str, Act] = {}
_LISTENERS: dict[str, Listener] = {}


def act(verb: str) -> Callable[[Act], Act]:
    """Declare what a verb does; it gets the two numbers behind it, 0 for those that are not there."""

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


def to(label: str, verb: str, *numbers: int) -> Button:
    """A button that does `verb` with these numbers."""
    return button(label, PREFIX, verb, *numbers)


def gone(turn: Turn) -> None:
    """What was tapped is not there (any more)."""
    turn.toast(turn.texts.plain("toast-int-gone"))
    # What is written next is no answer to a form either.
    turn.go(LIST if turn.person.role == "coordinator" else MENU)


async def tapped(turn: Turn) -> None:
    """A button `int:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    _, verb, first, second, *_ = [*data.split(":"), "", "", ""]
    if (function := _ACTS.get(verb)) is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    filling.leave(turn)
    await function(turn, whole_number(first), whole_number(second))


async def heard(turn: Turn) -> bool:
    """What was written or sent on one of our places; whether it was for us. Commands never are."""
    name, _, argument = turn.chat.place.partition(":")
    if name not in (LIST, WITH, ONE, REMARK):
        return False
    if isinstance(turn.incoming, Said) and turn.incoming.text.startswith("/") and not turn.incoming.forwarded:
        return False
    if (listener := _LISTENERS.get(name)) is not None:
        await listener(turn, argument)
    else:
        turn.say(turn.texts("hint-int-tap"))
    return True
