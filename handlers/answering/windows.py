"""Views of one question: a page of a long list, a month of the calendar, the hours of a day.

A window belongs to one step of a draft and is kept in the person's place (`draft:{step}.{window}`), so that a restart
shows the same one, and words that are typed below a chosen day are read as its time. It is a letter and digits:

    p{page}       a page of a list or of a range          m{yyyymm}        the days of a month
    g{part}       a part of the review                    y{yyyy}          the months of a year
    l{page}       a page of the review's parts            z{yyyy}          twenty years
    i             the form's guidance                     h{yyyymmdd|0}    the hours of a day, or of any day
    x{mark}       whether an instance shall really go     n{…hour}         the minutes of an hour
    q{mark}       one of several questions on a screen    k{mark}       an album of which one picture was taken
    t{number}       the message of a long text that was refused
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.turn import Turn

PLACE = "draft"
_WINDOW = re.compile(r"([0-9]{1,18})\.([a-z])([0-9]{0,14})")


@dataclass(frozen=True, slots=True)
class Window:
    """Its letter, and the digits behind it; both "" for a question as it is first shown."""

    letter: str = ""
    digits: str = ""

    @property
    def number(self) -> int:
        return int(self.digits or 0)

    def __bool__(self) -> bool:
        return bool(self.letter)


PLAIN = Window()


def window_of(place: str, step: int) -> Window:
    """The window that a place holds; plain where it belongs to another step."""
    name, _, argument = place.partition(":")
    found = _WINDOW.fullmatch(argument) if name == PLACE else None
    return Window(found[2], found[3]) if found and int(found[1]) == step else PLAIN


def read_window(argument: str) -> Window:
    """A window as a button carries it."""
    return Window(argument[:1], argument[1:])


def open_window(turn: Turn, step: int, window: Window) -> None:
    """The person now sees this window."""
    turn.go(f"{PLACE}:{step}.{window.letter}{window.digits}" if window else PLACE)


def stay(turn: Turn, step: int) -> None:
    """Show the form, and what the person has opened in it if that still belongs to this step."""
    open_window(turn, step, window_of(turn.chat.place, step))
