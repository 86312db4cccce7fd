"""Groups that the bot is a member of: only as much as a bot that writes to them can run into."""

from __future__ import annotations

from bot.playground.chats import FIRST_SUPERGROUP_ID, Body, Chat, SimPerson
from bot.playground.updates import UpdateQueue
from bot.playground.world import World

# https://core.telegram.org/bots/api#user: who stands as the sender of what an anonymous administrator does
_ANONYMOUS: Body = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


class Groups:
    """Adds groups and turns them into supergroups; the bot is told by updates."""

    def __init__(self, world: World, queue: UpdateQueue) -> None:
        self._world = world
        self._queue = queue

    def add(self, chat_id: int, title: str) -> Chat:
        """A group with the bot in it. Raises ValueError when the id is somebody's or is none of a group."""
        if not FIRST_SUPERGROUP_ID < chat_id < 0:
            raise ValueError("the id of a group is below zero and above -1000000000000")
        if chat_id in self._world.chats:
            raise ValueError(f"the chat {chat_id} is there already")
        chat = self._add(chat_id, title)
        change = {
            "chat": chat.as_field(),
            "from": _ANONYMOUS,
            "date": self._world.seconds(),
            "old_chat_member": {"user": self._world.me, "status": "left"},
            "new_chat_member": {"user": self._world.me, "status": "member"},
        }
        self._queue.add({"my_chat_member": change}, str(chat_id))
        return chat

    def migrate(self, chat: Chat) -> Chat:
        """Turn a group into a supergroup, which has another id. Raises ValueError when it cannot be."""
        if not chat.is_group or chat.chat_id < FIRST_SUPERGROUP_ID:
            raise ValueError(f"the chat {chat.chat_id} is no group that could become a supergroup")
        if chat.migrated_to is not None:
            raise ValueError(f"the group has become {chat.migrated_to} already")
        bigger = self._add(FIRST_SUPERGROUP_ID + chat.chat_id, chat.person.first_name)
        chat.migrated_to = bigger.chat_id
        self._world.keep_chat(chat)
        for where, words in (
            (chat, {"migrate_to_chat_id": bigger.chat_id}),
            (bigger, {"migrate_from_chat_id": chat.chat_id}),
        ):
            sender = {"from": _ANONYMOUS, "sender_chat": where.as_field()}
            said = self._world.post(where, {**sender, **words}, by_bot=False)
            self._queue.add({"message": said.body}, str(where.chat_id))
        return bigger

    def _add(self, chat_id: int, title: str) -> Chat:
        chat = self._world.add_person(SimPerson(str(chat_id), chat_id, title, "group"))
        chat.started = True
        self._world.keep_chat(chat)
        return chat
