"""What a button carries: a few short fields, at most 64 bytes in all (the Bot API's limit on `callback_data`)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.screens import Button

MOST_BYTES = 64
# The verbs of a form's buttons that say which one: answer, ticks (see handlers.choosing), jump, page, group.
WITH_ARGUMENT = "aiomjpg"


def button(label: str, *fields: object) -> Button:
    """A button whose data are the fields, joined by colons; `ValueError` where they are too long."""
    data = ":".join(str(f) for f in fields)
    if len(data.encode()) > MOST_BYTES:
        raise ValueError(f"a button carries at most {MOST_BYTES} bytes: {data!r}")
    return Button(label, data)


def whole_number(field: str) -> int:
    """The number that a field holds; 0, which no row has, for anything else and for more than the database can hold."""
    return int(field) if field.isascii() and field.isdigit() and len(field) <= 18 else 0


@dataclass(frozen=True, slots=True)
class FormTap:
    """`f:{draft}:{step}:{verb}{argument}`: what was tapped, in which draft, and on which step of it.

    The step tells an old keyboard from the present one, and a double tap from two taps.
    """

    draft_id: int
    step: int
    verb: str
    argument: int

    @classmethod
    def read(cls, data: str) -> FormTap | None:
        """`None` for anything that no button of ours has carried."""
        parts = data.split(":")
        if len(parts) != 4 or parts[0] != "f" or not parts[3]:
            return None
        draft, step, verb, argument = parts[1], parts[2], parts[3][0], parts[3][1:]
        if not all(p.isascii() and p.isdigit() and len(p) <= 18 for p in (draft, step)):
            return None
        if (verb in WITH_ARGUMENT) != bool(argument):
            return None
        if argument and not (argument.isascii() and argument.isdigit() and len(argument) <= 6):
            return None
        return cls(int(draft), int(step), verb, int(argument or 0))


def form_button(label: str, draft_id: int, step: int, verb: str, argument: int | str = "") -> Button:
    """A button of a form's screen, see `FormTap`."""
    return Button(label, f"f:{draft_id}:{step}:{verb}{argument}")
