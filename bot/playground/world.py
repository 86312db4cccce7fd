"""The small world behind the Bot API: the bot, the people, their private chats and what was said in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from bot.clock import Clock
from bot.playground.chats import KEPT_EARLIER_TEXTS, Body, Chat, Query, Said, SimPerson
from bot.playground.keeper import Counter, Keeper
from bot.playground.limits import Limits
from bot.playground.pool import Pool
from bot.playground.refusal import (
    BLOCKED,
    CHAT_NOT_FOUND,
    DEACTIVATED,
    NEVER_STARTED,
    RefusalError,
    bad_request,
    migrated,
)

__all__ = ["FIRST_CROWD_ID", "Body", "Chat", "Query", "Said", "SimPerson", "World"]

FIRST_CROWD_ID = 800_000_001
_FIRST_SIM_USER_ID = 700_000_001
_FIRST_ALBUM_ID = 13_000_000_000_000_000
_LONG_LIVED = ("text", "entities", "caption", "caption_entities", "reply_markup")


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
        self.crowds: dict[int, int] = {}
        self.pool = Pool()
        self.changes = 0
        self._second = 0
        self._message_ids = Counter(keeper, "message", 1)
        self._query_ids = Counter(keeper, "query", 1)
        self._user_ids = Counter(keeper, "user", _FIRST_SIM_USER_ID)
        self._album_ids = Counter(keeper, "album", 1)
        self._load()

    def _load(self) -> None:
        for _, kept in self.keeper.records("crowd"):
            self._gather(**kept)
        for key, row in self.keeper.records("chat"):
            person = SimPerson(**row["person"])
            self.chats[int(key)] = Chat(
                person,
                row["started"],
                row["blocked"],
                row["keyboard"],
                # Of a folder that an earlier version has written these are not there.
                row.get("deactivated", False),
                row.get("migrated_to"),
                row.get("in_crowd", False),
                toasts=row["toasts"],
            )
            self._keys[person.key] = int(key)
        for key, row in sorted(self.keeper.records("said"), key=lambda record: int(record[0].split(":")[1])):
            chat_id, message_id = map(int, key.split(":"))
            if chat_id in self.chats:
                self.chats[chat_id].messages[message_id] = Said(*row)
        for key, row in self.keeper.records("query"):
            self.queries[key] = Query(*row)

    def close(self) -> None:
        """Give unused numbers back."""
        for counter in (self._message_ids, self._query_ids, self._user_ids, self._album_ids):
            counter.close()

    def seconds(self) -> int:
        """The present moment as Telegram writes it."""
        second = int(self.clock.now().timestamp())
        if second != self._second:
            self._second = second
        # The same object for all messages of a second: it stands in every one of them.
        return self._second

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

    def add_crowd(self, count: int, first_id: int, *, started: bool, first_name: str, role: str) -> None:
        """Make `count` people known at once, with user ids from `first_id` on, each of them by the id as the key.

        The crowd is one record of the keeper, whatever its size. Raises ValueError when there is nobody to add, or
        somebody has one of the ids.
        """
        if count < 1 or first_id < 1 or first_id + count > 2**52:
            raise ValueError("a crowd needs a count from 1 on, and user ids from 1 to 2^52")
        if any(user_id in self.chats for user_id in range(first_id, first_id + count)):
            raise ValueError(f"some of the user ids {first_id} to {first_id + count - 1} belong to others")
        kept = {"count": count, "first_id": first_id, "started": started, "first_name": first_name, "role": role}
        self._gather(count, first_id, started, first_name, role)
        self.keeper.put("crowd", first_id, kept)

    def _gather(self, count: int, first_id: int, started: bool, first_name: str, role: str) -> None:
        for user_id in range(first_id, first_id + count):
            person = SimPerson(str(user_id), user_id, first_name, role)
            self.chats[user_id] = Chat(person, started, in_crowd=True)
        self.crowds[first_id] = count

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
        """A chat the bot may write to.

        403 when the person is no more, blocked the bot, or never wrote; 400 when the group has another id now.
        """
        chat = self.chat(chat_id)
        if chat.migrated_to is not None:
            raise migrated(chat.migrated_to)
        if chat.deactivated:
            raise RefusalError(403, DEACTIVATED)
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

    # Messages

    def new_album(self) -> str:
        """The `media_group_id` of a new album."""
        return str(_FIRST_ALBUM_ID + self._album_ids.take())

    def post(self, chat: Chat, content: Body, *, by_bot: bool, fixed: bool = False) -> Said:
        """Put a new message into a chat; one that is `fixed` can never be edited."""
        message_id = self._message_ids.take()
        body = {
            "message_id": message_id,
            "from": self.me if by_bot else self.user(chat.person),
            "chat": chat.as_field(),
            "date": self.seconds(),
            **content,
        }
        for name in _LONG_LIVED:
            if name in content:
                body[name] = self.pool.share(content[name])
        said = Said(body, by_bot, fixed=fixed)
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
            earlier = [said.text, old.get("entities", old.get("caption_entities"))]
            said.earlier = [*said.earlier[1 - KEPT_EARLIER_TEXTS :], earlier]
        said.body = {**body, "edit_date": self.seconds()} if shown_as_edit else body
        said.edits += 1
        self.keep_said(chat, said)

    def delete(self, chat: Chat, said: Said) -> None:
        """Take a message out of sight; what a person said is gone with it."""
        said.deleted = True
        if not said.by_bot:
            said.body = {key: said.body[key] for key in ("message_id", "date", "chat", "from") if key in said.body}
            said.earlier = ()
        self.keep_said(chat, said)
        if chat.keyboard is not None and chat.keyboard.get("message_id") == said.message_id:
            # TDLib (MessagesManager): the keyboard goes with the message that brought it.
            self.show_keyboard(chat, None)

    def keep_said(self, chat: Chat, said: Said) -> None:
        """A message has changed: remember it, tell the pages."""
        self.changes += 1
        self.keeper.put(
            "said",
            f"{chat.chat_id}:{said.message_id}",
            (said.body, said.by_bot, said.edits, said.deleted, said.earlier, said.fixed),
        )
        if chat.watched:
            chat.tell("message", said)

    def show_keyboard(self, chat: Chat, keyboard: Body | None) -> None:
        """A keyboard in place of the letters, or none; its `message_id` is the message that brought it."""
        if chat.keyboard != keyboard:
            chat.keyboard = keyboard
            self.keep_chat(chat)

    def keep_chat(self, chat: Chat) -> None:
        """Something about a chat itself has changed: remember it, tell the pages."""
        self.changes += 1
        row = {
            "person": dataclasses.asdict(chat.person),
            "started": chat.started,
            "blocked": chat.blocked,
            "keyboard": chat.keyboard,
            "toasts": list(chat.toasts),
            "deactivated": chat.deactivated,
            "migrated_to": chat.migrated_to,
            "in_crowd": chat.in_crowd,
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
