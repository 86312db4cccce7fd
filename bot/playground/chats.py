"""People, groups, their chats with the bot, and the messages in them.

A playground may hold a whole country: what a chat does not use takes no memory (no set, no list of its own).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]
Listener = asyncio.Queue[tuple[str, Any] | None]

KEPT_EARLIER_TEXTS = 200
KEPT_TOASTS = 50
# https://core.telegram.org/api/bots/ids#supergroup-channel-ids
FIRST_SUPERGROUP_ID = -1_000_000_000_000


@dataclass(slots=True)
class SimPerson:
    """A person who can be played. `key` names them in addresses; `role` is shown, and means nothing to the Bot API."""

    key: str
    user_id: int
    first_name: str
    role: str = ""
    language_code: str = "id"


@dataclass(slots=True)
class Said:
    """A message. `body` is the Message of the Bot API and is replaced, never changed, so that it can be handed out."""

    body: Body
    by_bot: bool
    edits: int = 0
    deleted: bool = False
    earlier: Sequence[list[Any]] = ()
    # It came with a keyboard in place of the letters, or took one away: such a message cannot be edited.
    fixed: bool = False

    @property
    def message_id(self) -> int:
        """Its number in the chat."""
        return int(self.body["message_id"])

    @property
    def text(self) -> str:
        """What it says: the text or the caption, empty when it has none."""
        return str(self.body.get("text", self.body.get("caption", "")))


@dataclass(slots=True)
class Chat:
    """The private chat of a person with the bot; or a group, whose id is below zero and whose name is its title."""

    person: SimPerson
    started: bool = False
    blocked: bool = False
    keyboard: Body | None = None
    deactivated: bool = False
    migrated_to: int | None = None
    in_crowd: bool = False
    messages: dict[int, Said] = field(default_factory=dict)
    toasts: Sequence[Body] = ()
    typing_until: float = 0.0
    _listeners: set[Listener] | None = None

    @property
    def chat_id(self) -> int:
        """The id of the chat, which is that of the person or the group."""
        return self.person.user_id

    @property
    def is_group(self) -> bool:
        """Whether it is a group or a supergroup."""
        return self.person.user_id < 0

    @property
    def listeners(self) -> set[Listener]:
        """Who is told of changes."""
        if self._listeners is None:
            self._listeners = set()
        return self._listeners

    @property
    def watched(self) -> bool:
        """Whether anybody is told of changes."""
        return bool(self._listeners)

    def newest_first(self) -> Iterable[Said]:
        """What can still be seen, the newest first."""
        return (said for said in reversed(self.messages.values()) if not said.deleted)

    def show_toast(self, toast: Body) -> None:
        """Remember the answer to a tap."""
        self.toasts = [*self.toasts[1 - KEPT_TOASTS :], toast]

    def tell(self, event: str, value: Any) -> None:
        """Tell the open pages that something has changed."""
        for listener in self._listeners or ():
            listener.put_nowait((event, value))

    def as_field(self) -> Body:
        """The Chat of the Bot API, as it stands in messages."""
        if not self.is_group:
            return {"id": self.chat_id, "first_name": self.person.first_name, "type": "private"}
        kind = "supergroup" if self.chat_id < FIRST_SUPERGROUP_ID else "group"
        return {"id": self.chat_id, "title": self.person.first_name, "type": kind}


@dataclass(slots=True)
class Query:
    """A tap that waits for its answer. `made` in seconds since 1970."""

    chat_id: int
    made: float
