"""What handlers may know of sending: how fast it goes, and above which size an announcement needs a second yes."""

from __future__ import annotations

from typing import Protocol


class SendingLimits(Protocol):
    """See the module; the program that sends provides it."""

    @property
    def messages_per_second(self) -> float:
        """New messages that go out in a second, to all chats together."""

    @property
    def approval_above(self) -> int:
        """An announcement to more people than this needs the yes of a second admin."""

    def rate_of(self, announcement_id: int) -> float | None:
        """Copies a second that lately went out; `None` while none do."""
