"""The cases that were opened from a report, on its page: that there are any, how they stand, and the way to them."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.casework.words import state_words, title
from handlers.screens import Button
from handlers.tokens import button
from handlers.turn import Turn
from storage import report_cases
from storage.case_rows import Case
from storage.reports import Report

# More are seldom opened from one report; they are in the case inbox.
MOST = 3


async def of_report(turn: Turn, report: Report) -> list[Case]:
    """Those that the reader may see."""
    found = await report_cases.opened_from(await turn.work.connection(), turn.viewer, report.id)
    return found[:MOST]


def lines(turn: Turn, found: Sequence[Case]) -> list[str]:
    """A line for each, as HTML, below a blank one."""
    told = [turn.texts("rev-case", case=title(turn, case), state=state_words(turn, case)) for case in found]
    return ["", *told] if told else []


def rows(turn: Turn, found: Sequence[Case]) -> list[list[Button]]:
    """A button for each."""
    return [
        [button(turn.texts.plain("button-rev-case", number=str(case.id)), "case", "see", case.id) for case in found]
    ]
