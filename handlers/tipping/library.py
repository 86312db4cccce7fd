"""The tips that there are: those of the program (`locales.tips`), and those that came from cases in the field."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.casework.field_tips import field_tips, is_field_tip
from handlers.turn import Turn
from locales.tips import Tip, tip, tips


async def library(turn: Turn) -> Mapping[str, Tip]:
    """All tips by their ids."""
    own = {each.id: each for each in tips()}
    return own | await field_tips(await turn.work.connection())


async def find(turn: Turn, tip_id: str) -> Tip | None:
    """The tip of that id; `None` if there is none (any more)."""
    if not is_field_tip(tip_id):
        return tip(tip_id)
    return (await field_tips(await turn.work.connection())).get(tip_id)
