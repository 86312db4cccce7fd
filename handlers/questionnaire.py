"""The competency questionnaire: 87 items in three parts; what it is when it is sent is a result."""

from __future__ import annotations

from collections.abc import Mapping

from handlers import filling
from handlers.turn import Turn
from storage.submissions import Submission

FORM = "kompetensi"


async def begin(turn: Turn) -> None:
    """Begin, or go on at the same item."""
    await filling.begin(turn, FORM)


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    turn.go(f"result:{submission.id}")


filling.AFTER_SENDING[FORM] = _sent
