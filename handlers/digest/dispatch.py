"""The places and buttons of digests: a button names a view or an act, of what, and what more it needs.

Places are `digest:{view}:{scope}[:{more}]`, buttons `dig:{view or act}:{scope}[:{more}]`, under letters with `l:` in
front (`handlers.digest.scope.Scope` writes itself in three fields). Whether the person may see the scope is asked each
time: a region from an old screen, or a made-up one, is not there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import filling, questionnaire
from handlers.digest.scope import Scope, is_open, may, own
from handlers.letters import PREFIX as LETTERS
from handlers.places import MENU, place
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Tap, Turn

PLACE, PREFIX = "digest", "dig"
# The views.
WEEK, TREND, NUMBERS, LEVELS, PROGRAMMES = "week", "trend", "numbers", "levels", "programmes"
IDLE, TALK, ALL, ONE, SHEET, RHYTHM, CHOOSE = "idle", "talk", "all", "one", "sheet", "rhythm", "choose"
# The button under a reminder that a coordinator has sent; the one back to a companion, from wherever in the chat.
FILL, WHO = "fill", "who"

View = Callable[[Turn, Scope, str], Awaitable[Screen | None]]
Act = Callable[[Turn, Scope, str], Awaitable[None]]
_VIEWS: dict[str, View] = {}
_ACTS: dict[str, Act] = {}


def view(name: str) -> Callable[[View], View]:
    """Declare how a view is shown; it gets the scope, which the person may see, and what follows it."""

    def declare(function: View) -> View:
        if name in _VIEWS:
            raise ValueError(f"two functions for the view {name!r}")
        _VIEWS[name] = function
        return function

    return declare


def act(verb: str) -> Callable[[Act], Act]:
    """Declare what a verb does; it gets the scope, which the person may see, and what follows it."""

    def declare(function: Act) -> Act:
        if verb in _ACTS:
            raise ValueError(f"two acts for the verb {verb!r}")
        _ACTS[verb] = function
        return function

    return declare


def to(label: str, verb: str, scope: Scope, more: object = "", *, letter: bool = False) -> Button:
    """A button to a view, or for an act."""
    fields = [LETTERS, PREFIX] if letter else [PREFIX]
    fields += [verb, str(scope)]
    return button(label, *fields, *([more] if more != "" else []))


def there(verb: str, scope: Scope, more: object = "") -> str:
    """The place of a view."""
    return f"{PLACE}:{verb}:{scope}" + (f":{more}" if more != "" else "")


def to_person(label: str, person_id: int) -> Button:
    """A button to a companion's page in whatever scope of the reader they are; for screens of theirs elsewhere."""
    return button(label, PREFIX, WHO, person_id)


def menu_rows(turn: Turn) -> list[list[Button]]:
    """The menu's button, for who has digests."""
    return [[button(turn.texts.plain("button-digest"), PREFIX)]] if may(turn) else []


async def open_digest(turn: Turn) -> None:
    """`/ringkasan`."""
    if not may(turn):
        turn.toast(turn.texts.plain("toast-digest-not-yours"))
        turn.go(MENU)
        return
    # What is written there is no answer to a form; the form stays stored as it is.
    filling.leave(turn)
    turn.go(PLACE)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`digest`, `digest:{view}:{scope}[:{more}]`."""
    if not may(turn):
        return None
    if not argument:
        scopes = await own(turn)
        return await _VIEWS[WEEK](turn, scopes[0], "") if len(scopes) == 1 else await _VIEWS[CHOOSE](turn, Scope(), "")
    verb, *fields = argument.split(":")
    scope = Scope.read(fields)
    if scope is None or verb not in _VIEWS:
        return None
    if verb not in (CHOOSE, RHYTHM) and not await is_open(turn, scope):
        return None
    return await _VIEWS[verb](turn, scope, ":".join(fields[3:]))


async def tapped(turn: Turn) -> None:
    """A button `dig:…`."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    await _tapped(turn, data.split(":")[1:])


async def letter_tapped(turn: Turn) -> None:
    """A button `l:dig:…` under a letter, however old it is; what it opens comes below."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    fields = data.split(":")[2:]
    if fields == [FILL]:
        await questionnaire.begin(turn)
    else:
        await _tapped(turn, fields)


async def _tapped(turn: Turn, fields: list[str]) -> None:
    if not fields or not may(turn):
        await open_digest(turn)
        return
    if fields[0] == WHO:
        filling.leave(turn)
        await _ACTS[WHO](turn, Scope(), fields[-1])
        return
    scope, more = Scope.read(fields[1:]), ":".join(fields[4:])
    known = fields[0] in _VIEWS or fields[0] in _ACTS
    if scope is None or not known or (fields[0] not in (CHOOSE, RHYTHM) and not await is_open(turn, scope)):
        turn.toast(turn.texts.plain("toast-digest-gone"))
        turn.show()
        return
    filling.leave(turn)
    if fields[0] in _ACTS:
        await _ACTS[fields[0]](turn, scope, more)
    else:
        turn.go(there(fields[0], scope, more))
