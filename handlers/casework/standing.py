"""Where a reader stands to a case: it is theirs, they answer it, or they must open it first."""

from __future__ import annotations

from handlers.casework.dispatch import ONE, button_to
from handlers.screens import Button
from handlers.tokens import button
from handlers.turn import Turn
from storage import audit, cases
from storage.case_rows import Case

# The part of a place that shows the content of a restricted case.
OPENED = "open"


def is_own(turn: Turn, case: Case) -> bool:
    return case.person_id == turn.person.id


def is_gated(turn: Turn, case: Case) -> bool:
    """Whether the reader opens it first: who answers a restricted case."""
    return case.restricted and not is_own(turn, case)


def home(turn: Turn, case: Case) -> str:
    """The place of the case for somebody who is at work on it."""
    return f"{ONE}:{case.id}:{OPENED}" if is_gated(turn, case) else f"{ONE}:{case.id}"


def back(turn: Turn, case: Case) -> Button:
    """The button to that place."""
    return button_to(turn.texts.plain("button-case-back"), "open" if is_gated(turn, case) else "see", case.id)


def last_row(turn: Turn, listed: str = "") -> list[Button]:
    """To the list (or the page of it that somebody came from), and to the menu."""
    t = turn.texts
    return [button_to(t.plain("button-case-list"), "list", 0, listed), button(t.plain("button-menu"), "go", "menu")]


async def is_repeat(turn: Turn, case: Case, event: str) -> bool:
    """Whether this is the last thing that happened in the case, by this person: a button was tapped twice."""
    last = await cases.messages(await turn.work.connection(), turn.viewer, case.id, most=1)
    return bool(last) and last[0].author == turn.person.id and last[0].event[0] == event


async def note_look(turn: Turn, case: Case, deed: str) -> None:
    """Every look at a restricted case by somebody else is in the audit log."""
    if is_gated(turn, case):
        await audit.note(
            await turn.work.connection(),
            at=turn.at,
            actor=turn.person.id,
            act=deed,
            subject=f"case {case.id}",
            detail={},
        )
