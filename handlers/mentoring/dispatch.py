"""What is done with a tap in the screens of mentoring: found by its verb.

Buttons carry `men:{verb}:{number}[:{more}]`, mostly the number of a pair. Whether somebody may is asked of the
database each time (`storage.mentor_pairs`): a number that is not theirs is simply not there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import filling
from handlers.places import MENU
from handlers.screens import Button
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn
from storage import mentor_pairs
from storage.mentor_pairs import Pair

PREFIX = "men"
# The places: a companion's own page, the coordinator's desk, one pair at the desk.
OWN, DESK, ONE = "mentor", "mentor-desk", "mentor-pair"

Act = Callable[[Turn, int, str], Awaitable[None]]
_ACTS: dict[str, Act] = {}


def act(verb: str) -> Callable[[Act], Act]:
    """Declare what a verb does; it gets the number (0 for none) and what follows it."""

    def declare(function: Act) -> Act:
        if verb in _ACTS:
            raise ValueError(f"two acts for the verb {verb!r}")
        _ACTS[verb] = function
        return function

    return declare


def button_to(label: str, verb: str, number: int = 0, more: object = "") -> Button:
    """A button that does `verb` with this number."""
    return button(label, *(PREFIX, verb, number, more) if more != "" else (PREFIX, verb, number))


def home(turn: Turn) -> str:
    """Where mentoring begins for this person; admins, who see no single person's matters, are led to the menu."""
    return {"companion": OWN, "coordinator": DESK}.get(turn.person.role, MENU)


async def open_mentoring(turn: Turn) -> None:
    """`/mentor`, and the menu's button."""
    filling.leave(turn)
    if home(turn) == MENU:
        turn.toast(turn.texts.plain("toast-mentor-not-for-admins"))
    turn.go(home(turn))


async def menu_rows(turn: Turn) -> list[list[Button]]:
    """The menu's row for companions and coordinators."""
    if home(turn) == MENU:
        return []
    return [[button_to(turn.texts.plain("button-mentor"), "home")]]


@act("home")
async def _home(turn: Turn, number: int, more: str) -> None:
    await open_mentoring(turn)


async def tapped(turn: Turn) -> None:
    """A button `men:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, rest = data.removeprefix(f"{PREFIX}:").partition(":")
    number, _, more = rest.partition(":")
    if (function := _ACTS.get(verb)) is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    filling.leave(turn)
    await function(turn, whole_number(number), more)


async def found(turn: Turn, number: int) -> Pair | None:
    """The pair, if it is there for this person; else that is said softly, and the beginning is shown."""
    pair = await mentor_pairs.get(await turn.work.connection(), turn.viewer, number) if number else None
    if pair is None:
        turn.toast(turn.texts.plain("toast-mentor-gone"))
        turn.go(home(turn))
    return pair


def is_at_desk(turn: Turn, pair: Pair) -> bool:
    """Whether the person decides about the pair: a coordinator who is neither of the two. That they are in charge is
    what they see it by.
    """
    return turn.person.role == "coordinator" and turn.person.id not in (pair.mentor, pair.mentee)


def is_of_pair(turn: Turn, pair: Pair) -> bool:
    """Whether the person is one of the two."""
    return turn.person.id in (pair.mentor, pair.mentee)


def changed(turn: Turn, place: str) -> None:
    """What was tapped is no longer possible: somebody was faster, or it was tapped twice. The place shows how it is."""
    turn.toast(turn.texts.plain("toast-mentor-changed"))
    turn.go(place)
