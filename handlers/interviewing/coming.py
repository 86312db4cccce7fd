"""Where somebody came from to the pages of a companion (interviews, learning plan), so that they can be led back there.

It stands behind the place's own argument: `interview-with:12|digest:one:13.76:-:-:12.talk.0`.
"""

from __future__ import annotations

from handlers.interviewing.dispatch import LIST, act, to
from handlers.screens import Button
from handlers.turn import Turn

MARK = "|"
# Places from which a companion's pages are opened, and to which it is worth to go back.
_FROM = ("digest",)


def own(argument: str) -> str:
    """A place's argument without where somebody came from."""
    return argument.partition(MARK)[0]


def with_way_back(turn: Turn, place: str) -> str:
    """The place to go to, which remembers the one where the person is, or that which this one remembers."""
    here, _, before = turn.chat.place.partition(MARK)
    origin = here if here.partition(":")[0] in _FROM else before
    return f"{place}{MARK}{origin}" if origin else place


def back_row(turn: Turn) -> list[Button]:
    """The button back; none for who came from nowhere in particular."""
    there = turn.chat.place.partition(MARK)[2]
    return [to(turn.texts.plain("button-back"), "back")] if there else []


@act("back")
async def go_back(turn: Turn, first: int, second: int) -> None:
    """`int:back`: to where they came from."""
    turn.go(turn.chat.place.partition(MARK)[2] or LIST)
