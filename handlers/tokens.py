"""What a button carries: a few short fields, at most 64 bytes in all (the Bot API's limit on `callback_data`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

from handlers.screens import Button

MOST_BYTES = 64
_NUMBER = r"[0-9]{1,6}"
_MARK = r"[0-9]{1,10}"
# The verbs of a form's buttons, and what stands behind each (see `handlers.filling`).
ARGUMENTS = {
    # back, skip, done, send, review, stop, fill what is missing, one more instance
    **dict.fromkeys("bsdkrxen", re.compile("")),
    # answer: the choice's place, and on a screen of several questions whose choice it is
    "a": re.compile(rf"{_NUMBER}(?:\.{_MARK})?"),
    # ticks: the question's mark, and the choice's place
    **dict.fromkeys("io", re.compile(rf"{_MARK}\.{_NUMBER}")),
    "m": re.compile(_MARK),
    # jump, page of a list, part of the review
    **dict.fromkeys("jpg", re.compile(_NUMBER)),
    # an instance of a repeat goes (or the last point of a line); one more is wanted
    **dict.fromkeys("uy", re.compile(_MARK)),
    # a value: a day, a time, both, a place in a range
    "v": re.compile(r"[0-9]{1,12}"),
    # another view of the same question (see `handlers.answering.windows`)
    "w": re.compile(r"[a-z][0-9]{0,12}"),
}


def button(label: str, *fields: object) -> Button:
    """A button whose data are the fields, joined by colons; `ValueError` where they are too long."""
    data = ":".join(str(f) for f in fields)
    if len(data.encode()) > MOST_BYTES:
        raise ValueError(f"a button carries at most {MOST_BYTES} bytes: {data!r}")
    return Button(label, data)


def whole_number(field: str) -> int:
    """The number that a field holds; 0, which no row has, for anything else and for more than the database can hold."""
    return int(field) if field.isascii() and field.isdigit() and len(field) <= 18 else 0


def mark(key: str) -> int:
    """A number that stands for a question's key (or an instance's), which may be too long for a button."""
    return crc32(key.encode())


@dataclass(frozen=True, slots=True)
class FormTap:
    """`f:{draft}:{step}:{verb}{argument}`: what was tapped, in which draft, and on which step of it.

    The step tells an old keyboard from the present one, and a double tap from two taps.
    """

    draft_id: int
    step: int
    verb: str
    argument: str

    @classmethod
    def read(cls, data: str) -> FormTap | None:
        """`None` for anything that no button of ours has carried."""
        parts = data.split(":")
        if len(parts) != 4 or parts[0] != "f" or not parts[3]:
            return None
        draft, step, verb, argument = parts[1], parts[2], parts[3][0], parts[3][1:]
        if not all(p.isascii() and p.isdigit() and len(p) <= 18 for p in (draft, step)):
            return None
        if verb not in ARGUMENTS or not ARGUMENTS[verb].fullmatch(argument):
            return None
        return cls(int(draft), int(step), verb, argument)

    @property
    def number(self) -> int:
        """The first number of the argument; 0 without one."""
        return int(self.argument.partition(".")[0] or 0)

    @property
    def second(self) -> int | None:
        """The number behind the point, where there is one."""
        behind = self.argument.partition(".")[2]
        return int(behind) if behind else None


def form_button(label: str, draft_id: int, step: int, verb: str, argument: int | str = "") -> Button:
    """A button of a form's screen, see `FormTap`."""
    return Button(label, f"f:{draft_id}:{step}:{verb}{argument}")
