"""An announcement on an admin's desk: read, kept, and touched only by whom and while it may be."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from handlers.announcing import kept as keeping
from handlers.announcing.content import Content, excess
from handlers.announcing.copies import longest_tail
from handlers.announcing.dispatch import LIST
from handlers.announcing.kept import Kept
from handlers.turn import Turn
from storage import announcements, audit, people
from storage.announcements import Announcement
from storage.people import Person


async def find(turn: Turn, number: int) -> Announcement | None:
    """The announcement, for an admin; nobody else sees any."""
    if turn.person.role != "admin" or not number:
        return None
    return await announcements.get(await turn.work.connection(), number)


async def own_draft(turn: Turn, number: int) -> Announcement | None:
    """The admin's own draft; otherwise one line that says why it cannot be changed, and the list or what it became.

    Only its author changes an announcement: it is signed with that name.
    """
    announcement = await find(turn, number)
    if announcement is None:
        turn.toast(turn.texts.plain("toast-ann-gone"))
        turn.go(LIST)
        return None
    if announcement.made_by != turn.person.id:
        turn.toast(turn.texts.plain("toast-ann-not-yours"), alert=True)
    elif announcement.state != "draft":
        turn.toast(turn.texts.plain("toast-ann-not-a-draft"), alert=True)
    else:
        return announcement
    turn.go(f"announcement:{number}")
    return None


async def author_of(turn: Turn, announcement: Announcement) -> Person | None:
    """Whose name stands below it."""
    if announcement.made_by == turn.person.id:
        return turn.person
    return await people.person_by_id(await turn.work.connection(), announcement.made_by)


async def other_admins(turn: Turn, *but: int) -> list[Person]:
    """The admins who can be asked: with a consent in force, reachable, and not among `but`."""
    admins = await people.with_role(await turn.work.connection(), "admin")
    return [a for a in admins if a.consent is not None and a.blocked_at is None and a.id not in but]


def kept_of(announcement: Announcement) -> Kept:
    return keeping.from_json(announcement.content)


async def keep(turn: Turn, announcement: Announcement, kept: Kept) -> None:
    """Write what the column `content` holds."""
    await change(turn, announcement, content=keeping.to_json(kept))


async def change(turn: Turn, announcement: Announcement, **columns: Any) -> None:
    await announcements.change(await turn.work.connection(), announcement.id, **columns)


async def move(turn: Turn, announcement: Announcement, to: str, *from_: str, **columns: Any) -> bool:
    """Take it from one state to another; whether it was this tap that did so. A double tap moves once."""
    connection = await turn.work.connection()
    return await announcements.move(connection, announcement.id, to=to, from_=from_, at=turn.at, **columns)


async def let_go(turn: Turn, announcement: Announcement, from_: str, *, later: bool, people: int) -> bool:
    """To the outbox, or to wait for its time; whether it was this tap that did so."""
    to = "scheduled" if later else "sending"
    approved = {} if from_ == "draft" else {"approved_by": turn.person.id}
    if not await move(turn, announcement, to, from_, **approved):
        return False
    await note(turn, announcement, "announcement scheduled" if later else "announcement sent", people=people)
    # Whoever sends need not wait for the next look.
    turn.work.posted = True
    return True


async def note(turn: Turn, announcement: Announcement, act: str, **detail: Any) -> None:
    """The act in the audit log: which announcement, how many people; never its words."""
    await audit.note(
        await turn.work.connection(),
        at=turn.at,
        actor=turn.person.id,
        act=act,
        subject=f"announcement {announcement.id}",
        detail=detail,
    )


def too_long_by(turn: Turn, content: Content, ask: Any, author: Person | None) -> int:
    """By how many letters the words are too long, with all that will stand below them."""
    return excess(content, longest_tail(author, turn.shelf.institution, ask))


def mark_of(announcement: Announcement) -> str:
    """A mark of what would be sent to whom: it rides in the button that sends, so that nobody sends what they did not
    see (the draft was changed on another phone meanwhile)."""
    content = kept_of(announcement).content
    shown = [
        keeping.to_json(Kept(content)),
        announcement.audience,
        announcement.ask,
        announcement.duty,
        announcement.send_at.isoformat() if announcement.send_at else None,
        announcement.local,
        announcement.revision,
    ]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:10]
