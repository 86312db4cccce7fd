"""Letters about a second admin's yes: the question to all other admins, and what its author hears of the answer.

Buttons under them are `l:apr:{verb}:{announcement}[:{mark}]`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.announcing import desk
from handlers.announcing.copies import addressed
from handlers.announcing.words import title_of
from handlers.letters import Slip, letter
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import people
from storage.announcements import Announcement
from storage.outbox import Letter, Priority
from storage.people import Person

VERDICT = "verdict"
PREFIX = "l:apr"
OPEN = "open"
APPROVED, REJECTED = "approved", "rejected"
FIX_APPROVED, FIX_REJECTED = "fix-approved", "fix-rejected"
_WORDS = {
    APPROVED: "ann-was-approved",
    REJECTED: "ann-was-rejected",
    FIX_APPROVED: "ann-fix-was-approved",
    FIX_REJECTED: "ann-fix-was-rejected",
}


async def write_to(turn: Turn, others: Sequence[Person], kind: str, asked: str, data: Mapping[str, Any]) -> None:
    """The same question to all of them. `asked`: of which announcement and which time, so that it is asked once."""
    for admin in others:
        await turn.post(
            Letter(
                key=f"{kind}:{asked}:{admin.id}",
                kind=kind,
                person_id=admin.id,
                not_before=turn.at,
                data=dict(data),
                priority=Priority.CASE,
            )
        )


async def tell_author(turn: Turn, announcement: Announcement, verdict: str, asked: str) -> None:
    """What was decided, and by whom. `asked`: as in `write_to`."""
    await turn.post(
        Letter(
            key=f"{VERDICT}:{asked}",
            kind=VERDICT,
            person_id=announcement.made_by,
            not_before=turn.at,
            data={"announcement": announcement.id, "verdict": verdict, "by": turn.person.id},
            priority=Priority.CASE,
        )
    )


@letter(VERDICT)
async def write_verdict(turn: Turn, slip: Slip) -> Screen | None:
    """What the other admin said."""
    announcement = await desk.find(turn, int(slip.data["announcement"]))
    if announcement is None:
        return None
    t = turn.texts
    by = await people.person_by_id(await turn.work.connection(), int(slip.data["by"]))
    title = title_of(t, desk.kept_of(announcement).content)
    rows = [[button(t.plain("button-ann-open"), PREFIX, OPEN, announcement.id)]]
    return Screen(t(_WORDS[slip.data["verdict"]], name=addressed(by, t), title=title), as_rows(rows))
