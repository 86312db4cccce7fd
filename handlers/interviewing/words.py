"""How people and interviews are named on these screens."""

from __future__ import annotations

from handlers.answering.fitting import clipped
from handlers.turn import Turn
from storage import people

MOST_NAME = 60


def called(turn: Turn, name: str, gender: str | None) -> str:
    """`Ibu Sari`; for somebody without a name the word for that."""
    if not name:
        return turn.texts.plain("int-nameless")
    known = gender if gender in ("perempuan", "laki_laki") else "none"
    return turn.texts.plain("address", gender=known, name=clipped(name, MOST_NAME))


async def called_by_id(turn: Turn, person_id: int) -> str:
    """The same of somebody whom the reader may know by name."""
    person = await people.person_by_id(await turn.work.connection(), person_id)
    return called(turn, (person.name or "") if person else "", person.gender if person else None)
