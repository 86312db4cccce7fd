"""The buttons of the tests: `uji:{verb}:{field}:{field}`, found by the verb."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from handlers import filling
from handlers.screens import Button
from handlers.tokens import button
from handlers.turn import Tap, Turn

PREFIX = "uji"
LIST, RESULT, REVIEW, GROUP = "tests", "test-result", "test-review", "test-group"
_MOST_FIELDS = 2

Act = Callable[[Turn, Sequence[str]], Awaitable[None]]
_ACTS: dict[str, Act] = {}


def act(verb: str) -> Callable[[Act], Act]:
    """Declare what a verb does; it gets the fields behind it, "" for those that are not there."""

    def declare(function: Act) -> Act:
        if verb in _ACTS:
            raise ValueError(f"two acts for the verb {verb!r}")
        _ACTS[verb] = function
        return function

    return declare


def to(label: str, verb: str, *fields: object) -> Button:
    """A button that does `verb` with these fields."""
    return button(label, PREFIX, verb, *fields)


async def tapped(turn: Turn) -> None:
    """A button `uji:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    _, verb, *fields = [*data.split(":"), ""]
    if (function := _ACTS.get(verb)) is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    # What is written from here on is no answer to a form; the form stays stored as it is.
    filling.leave(turn)
    if turn.chat.place == filling.PLACE:
        turn.go(LIST)
    await function(turn, [*fields, *[""] * _MOST_FIELDS])
