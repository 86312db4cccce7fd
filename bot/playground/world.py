"""The small world behind the Bot API: the bot, the people, their private chats and what was said in them."""

from __future__ import annotations

import asyncio
import dataclasses
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock
from bot.playground.keeper import Counter, Keeper
from bot.playground.limits import Limits
from bot.playground.refusal import BLOCKED, CHAT_NOT_FOUND, NEVER_STARTED, RefusalError, bad_request

Body = dict[str, Any]

KEPT_EARLIER_TEXTS = 200
KEPT_TOASTS = 50
_FIRST_SIM_USER_ID = 700_000_001


@dataclass
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
    earlier: list[list[Any]] = field(default_factory=list)

    @property
    def message_id(self) -> int:
        """Its number in the chat."""
        return int(self.body["message_id"])


@dataclass
class Chat:
    """The private chat of a person with the bot."""

    person: SimPerson
    started: bool = False
    blocked: bool = False
    keyboard: Body | None = None
    messages: dict[int, Said] = field(default_factory=dict)
    toasts: deque[Body] = field(default_factory=lambda: deque(maxlen=KEPT_TOASTS))
    typing_until: float = 0.0
    listeners: set[asyncio.Queue[tuple[str, Any] | None]] = field(default_factory=set)

    @property
    def chat_id(self) -> int:
        """The id of the chat, which is that of the person."""
        return self.person.user_id

    def newest_first(self) -> Iterable[Said]:
        """What can still be seen, the newest first."""
        return (said for said in reversed(self.messages.values()) if not said.deleted)

    def tell(self, event: str, value: Any) -> None:
        """Tell the open pages that something has changed."""
        for listener in self.listeners:
            listener.put_nowait((event, value))


@dataclass(slots=True)
class Query:
    """A tap that waits for its answer. `made` in seconds since 1970."""

    chat_id: int
    made: float


class World:
    """All chats, and the only place where they change."""

    def __init__(
        self, keeper: Keeper, clock: Clock, limits: Limits, token: str, monotonic: Callable[[], float]
    ) -> None:
        self.keeper = keeper
        self.clock = clock
        self.limits = limits
        self.monotonic = monotonic
        head = token.partition(":")[0]
        self.me: Body = {
            "id": int(head) if head.isascii() and head.isdigit() else 1,
            "is_bot": True,
            "first_name": "Sahabat Pendamping",
            "username": "sahabat_pendamping_bot",
        }
        self.chats: dict[int, Chat] = {}
        self._keys: dict[str, int] = {}
        self.queries: dict[str, Query] = {}
        self._message_ids = Counter(keeper, "message", 1)
        self._query_ids = Counter(keeper, "query", 1)
        self._user_ids = Counter(keeper, "user", _FIRST_SIM_USER_ID)
        self._load()

    def _load(self) -> None:
        for key, row in self.keeper.records("chat"):
            person = SimPerson(**row["person"])
            chat = Chat(person, row["started"], row["blocked"], row["keyboard"])
            chat.toasts.extend(row["toasts"])
            self.chats[int(key)] = chat
            self._keys[person.key] = int(key)
        for key, row in sorted(self.keeper.records("said"), key=lambda record: int(record[0].split(":")[1])):
            chat_id, message_id = map(int, key.split(":"))
            if chat_id in self.chats:
                self.chats[chat_id].messages[message_id] = Said(*row)
        for key, row in self.keeper.records("query"):
            self.queries[key] = Query(*row)

    def close(self) -> None:
        """Give unused numbers back."""
        for counter in (self._message_ids, self._query_ids, self._user_ids):
            counter.close()

    def seconds(self) -> int:
        """The present moment as Telegram writes it."""
        return int(self.clock.now().timestamp())

    # People

    def add_person(self, person: SimPerson) -> Chat:
        """Make a person known, or known under new words. Raises ValueError when the key is someone else's."""
        holder = self._keys.get(person.key)
        if holder is not None and holder != person.user_id:
            raise ValueError(f"the key {person.key!r} belongs to user {holder}")
        chat = self.chats.get(person.user_id)
        if chat is None:
            chat = self.chats[person.user_id] = Chat(person)
        else:
            self._keys.pop(chat.person.key, None)
            chat.person = person
        self._keys[person.key] = person.user_id
        self.keep_chat(chat)
        return chat

    def new_user_id(self) -> int:
        """An id nobody has."""
        while (number := self._user_ids.take()) in self.chats:
            continue
        return number

    def find(self, key: str) -> Chat | None:
        """The chat of a person by key or by user id."""
        user_id = self._keys.get(key)
        if user_id is None and key.isascii() and key.isdigit():
            user_id = int(key)
        return self.chats.get(user_id) if user_id is not None else None

    def chat(self, chat_id: int | None) -> Chat:
        """A chat the bot names; 400 when there is none."""
        chat = self.chats.get(chat_id) if chat_id is not None else None
        if chat is None:
            raise bad_request(CHAT_NOT_FOUND)
        return chat

    def open_chat(self, chat_id: int | None) -> Chat:
        """A chat the bot may write to; 403 when the person blocked it or never wrote."""
        chat = self.chat(chat_id)
        if chat.blocked:
            raise RefusalError(403, BLOCKED)
        if not chat.started:
            raise RefusalError(403, NEVER_STARTED)
        return chat

    def user(self, person: SimPerson) -> Body:
        """The User of a person."""
        return {
            "id": person.user_id,
            "is_bot": False,
            "first_name": person.first_name,
            "language_code": person.language_code,
        }

    def private_chat(self, person: SimPerson) -> Body:
        """The Chat of a person."""
        return {"id": person.user_id, "first_name": person.first_name, "type": "private"}

    # Messages

    def post(self, chat: Chat, content: Body, *, by_bot: bool) -> Said:
        """Put a new message into a chat."""
        message_id = self._message_ids.take()
        body = {
            "message_id": message_id,
            "from": self.me if by_bot else self.user(chat.person),
            "chat": self.private_chat(chat.person),
            "date": self.seconds(),
            **content,
        }
        said = Said(body, by_bot)
        chat.messages[message_id] = said
        if by_bot:
            chat.typing_until = 0.0
        if len(chat.messages) > self.limits.kept_messages_per_chat:
            oldest = next(iter(chat.messages))
            del chat.messages[oldest]
            self.keeper.drop("said", f"{chat.chat_id}:{oldest}")
        self.keep_said(chat, said)
        return said

    def amend(self, chat: Chat, said: Said, body: Body, *, shown_as_edit: bool) -> None:
        """Replace what a message says."""
        old = said.body
        if old.get("text", old.get("caption")) != body.get("text", body.get("caption")):
            text = str(old.get("text", old.get("caption", "")))
            said.earlier = [
                *said.earlier[1 - KEPT_EARLIER_TEXTS :],
                [text, old.get("entities", old.get("caption_entities"))],
            ]
        said.body = {**body, "edit_date": self.seconds()} if shown_as_edit else body
        said.edits += 1
        self.keep_said(chat, said)

    def delete(self, chat: Chat, said: Said) -> None:
        """Take a message out of sight; what a person said is gone with it."""
        said.deleted = True
        if not said.by_bot:
            said.body = {key: said.body[key] for key in ("message_id", "date", "chat", "from") if key in said.body}
            said.earlier.clear()
        self.keep_said(chat, said)

    def keep_said(self, chat: Chat, said: Said) -> None:
        """A message has changed: remember it, tell the pages."""
        self.keeper.put(
            "said",
            f"{chat.chat_id}:{said.message_id}",
            (said.body, said.by_bot, said.edits, said.deleted, said.earlier),
        )
        if chat.listeners:
            chat.tell("message", said)

    def keep_chat(self, chat: Chat) -> None:
        """Something about a chat itself has changed: remember it, tell the pages."""
        row = {
            "person": dataclasses.asdict(chat.person),
            "started": chat.started,
            "blocked": chat.blocked,
            "keyboard": chat.keyboard,
            "toasts": list(chat.toasts),
        }
        self.keeper.put("chat", chat.chat_id, row)
        chat.tell("chat", None)

    # Queries

    def new_query(self, chat: Chat) -> str:
        """The id of a new callback query."""
        now = self.clock.now().timestamp()
        while self.queries:
            oldest = next(iter(self.queries))
            if now - self.queries[oldest].made <= self.limits.callback_query_lifetime:
                break
            self.take_query(oldest)
        query_id = str(4_000_000_000_000 + self._query_ids.take())
        self.queries[query_id] = Query(chat.chat_id, now)
        self.keeper.put("query", query_id, (chat.chat_id, now))
        return query_id

    def take_query(self, query_id: str) -> Query | None:
        """The query, once and within its lifetime; None afterwards."""
        query = self.queries.pop(query_id, None)
        if query is None:
            return None
        self.keeper.drop("query", query_id)
        age = self.clock.now().timestamp() - query.made
        return query if age <= self.limits.callback_query_lifetime else None
