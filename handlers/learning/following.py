"""What the weekly tips follow: the theme that somebody has chosen, or that their short form leads to."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.learning.evidence import short_form
from handlers.turn import Turn
from scoring.learning import plan
from storage import learning_plans


@dataclass(frozen=True, slots=True)
class Followed:
    """`group`: by performance, None without a short form; `track`: of the tips, None where nothing leads to one."""

    group: str | None = None
    track: str | None = None


async def followed(turn: Turn) -> Followed:
    """What the reader's own tips follow."""
    stored = await learning_plans.latest(await turn.work.connection(), turn.viewer, turn.person.id)
    short = await short_form(turn, turn.person.id)
    if short is None or short.performance is None:
        return Followed(None, stored.track if stored is not None else None)
    return Followed(short.performance, stored.track if stored is not None else plan(short, {}).focus.name)
