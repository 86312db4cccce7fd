"""What a row of the outbox is on its way: a letter to be added, a claimed row in hand, the outcome of a try."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

LETTERS = 0
# Kinds that edit or delete what was delivered: done twice is done once, so a doubt about them is no reason to stop.
REPEATABLE = ("correction", "deletion")

# Reasons that are counted and shown; any other reason is what the Bot API said.
BLOCKED = "blocked"
TIMED_OUT = "timed out"
STOPPED_MIDWAY = "stopped midway"
NOT_NEEDED = "no longer needed"
NO_CONSENT = "no consent"


class Priority(IntEnum):
    """What goes first when there is more to send than the rate allows; replies to taps are before all of them."""

    ANSWER = 0
    CASE = 1
    REMINDER = 2
    DIGEST = 3
    TIP = 4
    ANNOUNCEMENT = 5


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to be sent: ``data`` is for the template of its ``kind`` (see ``handlers.letters``)."""

    key: str
    kind: str
    person_id: int
    not_before: datetime
    data: dict[str, Any]
    priority: Priority
    expires_at: datetime | None = None
    # A group that the person answers for; None: the person's own chat.
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row in hand.

    ``chat_id``: where it goes. ``arrived``: what was delivered before (an earlier attempt got so far): for each piece
    the ids of its messages.
    """

    id: int
    key: str
    kind: str
    lane: int
    person_id: int
    telegram_id: int
    chat_id: int
    language: str
    data: dict[str, Any]
    priority: int
    attempts: int
    arrived: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a claimed row: its new state; for ``queued`` (to be tried again) also from when on.

    ``message_ids``: as ``Claimed.arrived``. ``revision``: the announcement's, if something has arrived; of several
    tries the first one's stands. ``moved_to``: the group has this chat id now. ``unreachable``: the telegram id of a
    person who turned out to have blocked the bot, or to be gone. ``tried``: whether it counts as an attempt.
    """

    row: int
    state: str
    reason: str | None = None
    message_ids: tuple[tuple[int, ...], ...] = ()
    revision: int | None = None
    not_before: datetime | None = None
    moved_to: int | None = None
    unreachable: int | None = None
    tried: bool = True


MENDING = Priority.TIP
"""How urgent corrections and deletions are: what went out wrongly is mended before more copies go out."""
