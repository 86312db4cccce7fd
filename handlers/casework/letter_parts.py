"""What letters about cases are made of: the case as the reader may see it, its heading, its deadline, the buttons."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from handlers.casework import deadlines, letters, words
from handlers.screens import Attached, Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage.cases import Case, Message

_LABELS = {
    letters.READ: "button-case-letter-read",
    letters.REPLY: "button-case-letter-reply",
    letters.TAKE: "button-case-letter-take",
}


@dataclass(frozen=True, slots=True)
class About:
    """A letter on its way: the case as the reader may see it, and what has happened or was said (None: it is gone)."""

    case: Case
    message: Message | None
    own: bool


def screen(turn: Turn, about: About, lines: list[str], *verbs: str, attached: Attached | None = None) -> Screen:
    """Lines (HTML) with the buttons of these verbs; of a restricted case only `READ`."""
    number = about.message.id if about.message is not None else 0
    wanted = verbs if verbs and not about.case.restricted else (letters.READ,)
    row: list[Button] = [
        button(turn.texts.plain(_LABELS[verb]), letters.PREFIX, verb, about.case.id, number) for verb in wanted
    ]
    return Screen("\n".join(lines), as_rows([row]), attached=attached)


def title(turn: Turn, case: Case, before: str = "") -> str:
    """What the case is called, as HTML; `before`: the key of a line above it."""
    name = escape(words.title(turn, case), quote=False)
    return f"<b>{turn.texts(before)}</b>\n<b>{name}</b>" if before else f"<b>{name}</b>"


def due(turn: Turn, case: Case) -> str:
    """By when it must be answered; for urgent cases with how urgent."""
    if case.due_at is None:
        return turn.texts("case-letter-nothing-owed")
    when = words.moment_words(turn, case.due_at)
    return turn.texts("case-letter-due", urgency=words.urgency_words(turn.texts, case), when=when)


def most(what: str) -> int:
    """How many letters of a message or a summary are shown."""
    return int(deadlines.file()["letters"][what])
