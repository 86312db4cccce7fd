"""How many people an announcement is for, how many of them cannot be reached, and how long sending takes."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.announcing import desk
from handlers.announcing.pieces import messages_in
from handlers.announcing.words import audience_words, duration_words
from handlers.turn import Turn
from storage import audience
from storage.announcements import Announcement


@dataclass(frozen=True, slots=True)
class Reach:
    """`people` is all of them; `blocked` have blocked the bot; `seconds` is the least time at the rate allowed."""

    people: int
    blocked: int
    seconds: float


async def reach(turn: Turn, announcement: Announcement) -> Reach:
    """Counted now: who joins or leaves before it is sent counts then."""
    people, blocked = await audience.reachable(await turn.work.connection(), announcement.audience)
    return reach_of(turn, announcement, people, blocked)


def reach_of(turn: Turn, announcement: Announcement, people: int, blocked: int) -> Reach:
    """What `reach` gives for these numbers."""
    each = messages_in(desk.kept_of(announcement).content)
    return Reach(people, blocked, (people - blocked) * each / turn.limits.messages_per_second)


def reach_words(turn: Turn, announcement: Announcement, found: Reach) -> str:
    """`Kepada: PKH · Sumatera Barat = 812 orang, kira-kira 28 detik.`, and who cannot be reached."""
    t = turn.texts
    # Who has switched news off is left out when it is sent.
    lines = [
        t(
            "ann-to" if announcement.duty else "ann-to-at-most",
            audience=audience_words(turn, announcement.audience),
            count=found.people,
            duration=duration_words(t, found.seconds),
        )
        if found.people
        else t("ann-to-nobody", audience=audience_words(turn, announcement.audience))
    ]
    if found.blocked:
        lines.append(t("ann-not-reachable", count=found.blocked))
    return "\n".join(lines)
