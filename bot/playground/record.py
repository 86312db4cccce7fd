"""The playground's own account of what the bot did: the independent book against which the bot's is checked.

It is in memory, of any length, and has nothing to do with the log (the newest calls) or the chats (the newest
messages). It takes 24 bytes a message, and every distinct text once.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.playground.refusal import RefusalError

CAUSES = ("overall", "chat", "group", "fault")
"""Why a 429 was given: the limit for all, for a person, for a group, or a fault that was switched on."""


@dataclass(frozen=True)
class Account:
    """What happened. Times are seconds on the playground's monotonic clock; chats are known by their ids.

    `by_chat`, `edits_by_chat`: new messages that went out and edits that were made (with the marker that was asked
    for). `messages`, `edits`: their sums. `deleted`: messages deleted by the bot. `too_many`: how many 429, by cause;
    `in_halt`: those of them given to calls that came while a 429 before it was still to be waited out. `refusals`:
    everything else that was refused, by status and text. `most_in_one_second`: the most new messages to everybody
    in any window of one second, whatever they say. `first`, `last`: when the first and the last of the counted
    messages went out, None without any. `now`: the clock, to be given as the next `since`.
    """

    by_chat: dict[int, int]
    edits_by_chat: dict[int, int]
    deleted: int
    too_many: dict[str, int]
    in_halt: dict[str, int]
    refusals: dict[str, int]
    most_in_one_second: int
    first: float | None
    last: float | None
    now: float

    @property
    def messages(self) -> int:
        """New messages that went out."""
        return sum(self.by_chat.values())

    @property
    def edits(self) -> int:
        """Edits that were made."""
        return sum(self.edits_by_chat.values())

    def as_json(self) -> dict[str, Any]:
        """In the shape of docs/playground.md."""
        return {"messages": self.messages, "edits": self.edits, "chats": len(self.by_chat), **vars(self)}


class Record:
    """Written by the endpoint as it carries calls out."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._now = monotonic
        self._sent = _Ledger()
        self._edited = _Ledger()
        self._deleted = 0
        self._too_many: Counter[str] = Counter()
        self._in_halt: Counter[str] = Counter()
        self._refusals: Counter[str] = Counter()

    def sent(self, chat_id: int, text: str) -> None:
        """A new message went out."""
        self._sent.add(chat_id, text, self._now())

    def edited(self, chat_id: int, text: str) -> None:
        """A message says `text` now."""
        self._edited.add(chat_id, text, self._now())

    def deleted(self, count: int) -> None:
        """The bot deleted messages."""
        self._deleted += count

    def refused(self, refusal: RefusalError) -> None:
        """A call was not carried out."""
        if refusal.cause:
            self._too_many[refusal.cause] += 1
            self._in_halt[refusal.cause] += refusal.in_halt
        else:
            self._refusals[f"{refusal.code} {refusal.description}"] += 1

    def account(self, contains: str = "", since: float | None = None) -> Account:
        """What has happened; only messages and edits with the marker `contains` in them, only those from `since` on.

        The counts of refusals and deletions are those of the whole time.
        """
        begin = self._sent.index(since)
        counted = self._sent.times(contains, begin)
        return Account(
            by_chat=self._sent.by_chat(contains, begin),
            edits_by_chat=self._edited.by_chat(contains, self._edited.index(since)),
            deleted=self._deleted,
            too_many={cause: self._too_many[cause] for cause in CAUSES},
            in_halt={cause: self._in_halt[cause] for cause in CAUSES},
            refusals=dict(self._refusals),
            most_in_one_second=_most_in_one_second(self._sent.times("", begin)),
            first=counted[0] if counted else None,
            last=counted[-1] if counted else None,
            now=self._now(),
        )


class _Ledger:
    """One line a message: when, to whom, which text."""

    def __init__(self) -> None:
        self._times = array("d")
        self._chats = array("q")
        self._texts = array("q")
        self._numbers: dict[str, int] = {}

    def add(self, chat_id: int, text: str, now: float) -> None:
        self._times.append(now)
        self._chats.append(chat_id)
        self._texts.append(self._numbers.setdefault(text, len(self._numbers)))

    def index(self, since: float | None) -> int:
        """The first line from `since` on."""
        if since is None:
            return 0
        return next((line for line, time in enumerate(self._times) if time >= since), len(self._times))

    def by_chat(self, contains: str, begin: int) -> dict[int, int]:
        wanted = self._wanted(contains)
        lines = islice(zip(self._chats, self._texts, strict=True), begin, None)
        return dict(Counter(chat for chat, text in lines if wanted is None or text in wanted))

    def times(self, contains: str, begin: int) -> list[float]:
        wanted = self._wanted(contains)
        lines = islice(zip(self._times, self._texts, strict=True), begin, None)
        return [time for time, text in lines if wanted is None or text in wanted]

    def _wanted(self, contains: str) -> set[int] | None:
        return {number for text, number in self._numbers.items() if contains in text} if contains else None


def _most_in_one_second(times: list[float]) -> int:
    # As the rate meter counts: what is a full second old is out of the window.
    most = oldest = 0
    for newest, time in enumerate(times):
        while times[oldest] + 1.0 <= time:
            oldest += 1
        most = max(most, newest - oldest + 1)
    return most
