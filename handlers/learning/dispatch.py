"""What is done with a tap and with words on the screens of the learning plan: found by the verb, and by the place.

Buttons carry `learn:{verb}:{field}`. Whose plan somebody may see is asked of the database each time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import filling
from handlers.interviewing import coming
from handlers.places import MENU
from handlers.screens import Button
from handlers.tokens import button, whole_number
from handlers.turn import Said, Tap, Turn
from storage import about, audit

PREFIX = "learn"
# One's own plan and a companion's; the same two of results side by side; what one may say of the own plan.
OWN, OF = "learning", "learning-of"
BESIDE, BESIDE_OF = "learning-results", "learning-results-of"
THEME, TRAINING, MENTOR, WORDS = "learning-theme", "learning-training", "learning-mentor", "learning-words"

Act = Callable[[Turn, str], Awaitable[None]]
_ACTS: dict[str, Act] = {}


def act(verb: str) -> Callable[[Act], Act]:
    """Declare what a verb does; it gets the field behind it, "" for none."""

    def declare(function: Act) -> Act:
        if verb in _ACTS:
            raise ValueError(f"two acts for the verb {verb!r}")
        _ACTS[verb] = function
        return function

    return declare


def to(label: str, verb: str, field: object = "") -> Button:
    """A button that does `verb` with the field."""
    return button(label, PREFIX, verb, field) if field != "" else button(label, PREFIX, verb)


def menu_rows(turn: Turn) -> list[list[Button]]:
    """The menu's row of a companion."""
    return [[to(turn.texts.plain("button-learn"), "own")]] if turn.person.role == "companion" else []


async def open_own(turn: Turn) -> None:
    """`/belajar`: one's own plan."""
    filling.leave(turn)
    turn.go(OWN)


@act("own")
async def _own(turn: Turn, field: str) -> None:
    turn.go(OWN)


@act("beside")
async def _beside(turn: Turn, field: str) -> None:
    """`learn:beside[:{person}]`: results side by side, one's own or a companion's."""
    number = whole_number(field)
    if not number:
        turn.go(BESIDE)
    elif await _may_look(turn, number, "look at results side by side"):
        turn.go(coming.with_way_back(turn, f"{BESIDE_OF}:{number}"))


@act("of")
async def _of(turn: Turn, field: str) -> None:
    """`learn:of:{person}`: a companion's plan, for who answers for them."""
    number = whole_number(field)
    if await _may_look(turn, number, "look at learning plan"):
        turn.go(coming.with_way_back(turn, f"{OF}:{number}"))


async def _may_look(turn: Turn, number: int, look: str) -> bool:
    """Whether they answer for that companion; the look is noted. Else that is said softly, and the menu is shown."""
    connection = await turn.work.connection()
    if await about.companion(connection, turn.viewer, number) is None:
        turn.toast(turn.texts.plain("toast-learn-gone"))
        turn.go(MENU)
        return False
    await audit.note(connection, at=turn.at, actor=turn.person.id, act=look, subject=f"person {number}", detail={})
    return True


@act("go")
async def _go(turn: Turn, field: str) -> None:
    """`learn:go:{what}`: to what one may say."""
    turn.go({"theme": THEME, "training": TRAINING, "mentor": MENTOR, "words": WORDS}.get(field, OWN))


async def tapped(turn: Turn) -> None:
    """A button `learn:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    _, verb, field, *_ = [*data.split(":"), "", ""]
    if (function := _ACTS.get(verb)) is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    filling.leave(turn)
    await function(turn, field)


async def heard(turn: Turn) -> bool:
    """What was written on one of our places; whether it was for us. Commands never are."""
    place = turn.chat.place.partition(":")[0]
    if place not in (OWN, OF, BESIDE, BESIDE_OF, THEME, TRAINING, MENTOR, WORDS):
        return False
    if isinstance(turn.incoming, Said) and turn.incoming.text.startswith("/") and not turn.incoming.forwarded:
        return False
    if place == WORDS and "said" in _ACTS:
        await _ACTS["said"](turn, "")
    else:
        turn.say(turn.texts("hint-learn-tap"))
    return True
