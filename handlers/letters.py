"""Letters: messages that come by themselves (a reminder, a tip, a report), and how each is written.

A letter waits in the outbox as its kind and some data; its words are found when it goes out, in the reader's
language and by what is true then: a reminder of a form that has meanwhile been filed is not sent at all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.screens import Screen
from handlers.turn import Turn

# All data of buttons under letters begin with this: the message they stand under is no screen of the chat.
PREFIX = "l"


@dataclass(frozen=True, slots=True)
class Slip:
    """What a letter is about: its key in the outbox, its kind, and the data it was put there with."""

    key: str
    kind: str
    data: Mapping[str, Any]


Writer = Callable[[Turn, Slip], Awaitable[Screen | None]]
_WRITERS: dict[str, Writer] = {}


def letter(kind: str) -> Callable[[Writer], Writer]:
    """Declare how letters of a kind are written. The turn is the reader's; `None` means: no longer needed."""

    def declare(writer: Writer) -> Writer:
        if kind in _WRITERS:
            raise ValueError(f"two writers for letters of the kind {kind!r}")
        _WRITERS[kind] = writer
        return writer

    return declare


async def write(turn: Turn, slip: Slip) -> Screen | None:
    """The letter as it is sent now; `KeyError` for a kind that nobody writes."""
    return await _WRITERS[slip.kind](turn, slip)
