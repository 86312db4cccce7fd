"""The digest of a scope and the lists of its people, for the reader of a turn."""

from __future__ import annotations

from handlers.digest import people
from handlers.digest.figures import Companion, Digest, NeedsTalk
from handlers.digest.gathering import MONTHS, gather
from handlers.digest.scope import Scope
from handlers.turn import Turn


async def digest_of(turn: Turn, scope: Scope, *, trend: bool = False) -> Digest:
    """Its numbers now; the months only where they are asked for, because they take the longest."""
    return await gather(
        await turn.work.connection(),
        turn.shelf,
        turn.viewer,
        scope.region,
        scope.programme,
        turn.at,
        turn.zone,
        scope.monday(turn),
        months=MONTHS if trend else 0,
    )


async def everybody(turn: Turn, scope: Scope) -> list[Companion]:
    """All companions whom the reader may see by name; as the next two, in the order of the alphabet."""
    connection = await turn.work.connection()
    return await people.everybody(connection, turn.shelf, turn.viewer, scope.region, scope.programme, turn.at)


async def by_programme(turn: Turn, scope: Scope) -> dict[str, int]:
    """How many of the region's companions work in each programme; in two of them, in both."""
    return await people.by_programme(
        await turn.work.connection(), turn.shelf, turn.viewer, scope.region, scope.programme, turn.at
    )


async def untouched(turn: Turn, scope: Scope) -> list[Companion]:
    """Those who have not begun the questionnaire."""
    connection = await turn.work.connection()
    return await people.untouched(connection, turn.shelf, turn.viewer, scope.region, scope.programme, turn.at)


async def needs_talk(turn: Turn, scope: Scope) -> list[NeedsTalk]:
    """Those with a reason to be called."""
    connection = await turn.work.connection()
    return await people.needs_talk(
        connection, turn.shelf, turn.viewer, scope.region, scope.programme, turn.at, turn.zone
    )
