"""What is done with a tap and with words in the screens of publishing: found by the verb, and by the place.

Everything here is for admins. Buttons carry `pub:{verb}:{target}[:{more}]`; a target is an upload (`u12`) or a
publication (`p5`). A place that waits for words (or for a file) has a listener.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import filling
from handlers.places import MENU
from handlers.screens import Button
from handlers.tokens import button
from handlers.turn import Said, Tap, Turn

LIST = "forms"
UPLOAD = "form-upload"
ONE = "form-version"
WHO = "form-who"
WHEN = "form-when"
PREFIX = "pub"

# How places are called in buttons, which hold 64 bytes.
_SHORT = {LIST: "l", UPLOAD: "u", ONE: "o", WHO: "t", WHEN: "w"}
_LONG = {short: name for name, short in _SHORT.items()}

Act = Callable[[Turn, str, str], Awaitable[None]]
Listener = Callable[[Turn, str], Awaitable[None]]
_ACTS: dict[str, Act] = {}
_LISTENERS: dict[str, Listener] = {}


def act(verb: str) -> Callable[[Act], Act]:
    """Declare what a verb does; it gets the target ("" for none) and what follows it."""

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


def button_to(label: str, verb: str, target: str = "", more: str = "") -> Button:
    """A button that does `verb` with a target."""
    return button(label, *(PREFIX, verb, target, more) if more else (PREFIX, verb, target))


def go(label: str, place: str) -> Button:
    """A button that leads to one of our places."""
    name, _, argument = place.partition(":")
    return button(label, PREFIX, f">{_SHORT[name]}", argument)


async def tapped(turn: Turn) -> None:
    """A button `pub:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    _, _, rest = data.partition(":")
    verb, _, rest = rest.partition(":")
    if turn.person.role != "admin":
        turn.toast(turn.texts.plain("toast-pub-only-admins"))
        turn.go(MENU)
        return
    filling.leave(turn)
    if (place := _LONG.get(verb.removeprefix(">"))) is not None and verb.startswith(">"):
        turn.go(f"{place}:{rest}" if rest else place)
        return
    target, _, more = rest.partition(":")
    if (function := _ACTS.get(verb)) is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.go(LIST)
        return
    await function(turn, target, more)


async def heard(turn: Turn) -> bool:
    """What was written or sent on one of our places; whether it was for us. Commands never are."""
    name, _, argument = turn.chat.place.partition(":")
    if name not in _SHORT or turn.person.role != "admin":
        return False
    if isinstance(turn.incoming, Said) and turn.incoming.text.startswith("/") and not turn.incoming.forwarded:
        return False
    if (listener := _LISTENERS.get(name)) is not None:
        await listener(turn, argument)
    else:
        turn.say(turn.texts("hint-pub-tap"))
    return True
