"""What a person does: write, send files and places, forward, tap, block, leave. Each becomes updates for the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.playground.call import Call
from bot.playground.faults import Faults
from bot.playground.files import FileShelf
from bot.playground.keyboards import Button, NoSuchButtonError, find_button, inline_rows, requests, typed_buttons
from bot.playground.person_content import PersonContent, texts
from bot.playground.samples import SAMPLE_PLACE
from bot.playground.sending import content_of, forward_origin, reply_to
from bot.playground.updates import UpdateQueue
from bot.playground.world import Body, Chat, Said, World

_PHONE_NUMBER = "+620000000000"


class ActError(Exception):
    """A person cannot do that now; the text says why and what to do instead."""


class Acting:
    """Acts on behalf of people; the faults of delivery strike here."""

    def __init__(self, world: World, shelf: FileShelf, queue: UpdateQueue, faults: Callable[[], Faults]) -> None:
        self._world = world
        self._content = PersonContent(world, shelf)
        self._queue = queue
        self._faults = faults
        self._held: dict[int, tuple[str, Body, asyncio.TimerHandle]] = {}
        for key, body in world.keeper.records("held"):
            queue.add(body, key)
            world.keeper.drop("held", key)

    @property
    def faults(self) -> Faults:
        """What goes wrong at present."""
        return self._faults()

    # Messages

    def write(self, chat: Chat, text: str) -> list[Said]:
        """Send a text; one longer than a message goes as several, as Telegram's apps do."""
        return [self.send(chat, content) for content in texts(text, self._world.limits)]

    def say(self, chat: Chat, call: Call) -> list[Said]:
        """Send what the body of a /sim call describes; an album goes as several messages."""
        self._check_free(chat)
        if "forward_of" in call.params:
            return [self.forward(chat, call.integer("forward_of") or 0)]
        if "contact" in call.params:
            given = call.decoded("contact")
            number = given.get("phone_number", "") if isinstance(given, dict) else ""
            return [self.send_contact(chat, str(number))]
        return [self.send(chat, content) for content in self._content.read(call)]

    def send_contact(self, chat: Chat, phone_number: str = "", reply: Body | None = None) -> Said:
        """Send the person's own contact."""
        person = chat.person
        number = phone_number or _PHONE_NUMBER
        contact = {"phone_number": number, "first_name": person.first_name, "user_id": person.user_id}
        return self.send(chat, {**(reply or {}), "contact": contact})

    def type_button(self, chat: Chat, button: Button, call: Call) -> list[Said]:
        """Tap a button in place of the letters: it sends its text, or what it asks for.

        A place (`location` of the call, else the one that the page proposes) and a contact reply to the message that
        brought the keyboard, as Telegram's apps send them.
        """
        source = chat.messages.get((chat.keyboard or {}).get("message_id", 0))
        reply = reply_to(source) if source is not None else {}
        if requests(button, "contact"):
            return [self.send_contact(chat, reply=reply)]
        if requests(button, "location"):
            return [
                self.send(chat, {**reply, "location": self._content.place(call.decoded("location") or SAMPLE_PLACE)})
            ]
        return self.write(chat, button["text"])

    def forward(self, chat: Chat, message_id: int) -> Said:
        """Forward a message of the chat into the chat; its buttons stay behind, as on Telegram."""
        said = self.message(chat, message_id)
        return self.send(chat, {"forward_origin": forward_origin(said), **content_of(said)})

    def send(self, chat: Chat, content: Body) -> Said:
        """Send a message with these fields."""
        self._check_free(chat)
        if not chat.started:
            chat.started = True
            self._world.keep_chat(chat)
        said = self._world.post(chat, content, by_bot=False)
        self._deliver(chat, "text", {"message": said.body})
        return said

    # Taps

    def button(
        self, chat: Chat, label: str, message_id: int | None, *, typed: bool = False
    ) -> tuple[Said | None, Button]:
        """The button with a label and the message under which it stands, the newest that has it, or `message_id`.

        None stands for the keyboard in place of the letters; `typed` looks there only.
        """
        candidates: list[tuple[Said | None, list[Button]]] = []
        if message_id is not None:
            named = self.message(chat, message_id)
            candidates = [(named, _buttons(named))]
        elif not typed:
            candidates = [(said, _buttons(said)) for said in chat.newest_first() if inline_rows(said.body)]
        if message_id is None:
            candidates.append((None, typed_buttons(chat.keyboard)))
        for said, buttons in candidates:
            for button in buttons:
                if button["text"] == label:
                    return said, button
        for said, buttons in candidates:
            try:
                found = find_button(label, buttons)
            except NoSuchButtonError as problem:
                raise ActError(str(problem)) from None
            if found is not None:
                return said, found
        raise ActError(f"there is no button {label!r}")

    def tap(self, chat: Chat, said: Said, data: str) -> str:
        """Tap a button that carries `data` under a message. Gives the id of the callback query."""
        self._check_free(chat)
        query_id = self._query(chat, said, data)
        if self.faults.strikes("duplicate_tap"):
            loop = asyncio.get_running_loop()
            loop.call_later(self.faults.duplicate_after_ms / 1000, self._query, chat, said, data)
        return query_id

    def _query(self, chat: Chat, said: Said, data: str) -> str:
        query_id = self._world.new_query(chat)
        message = said.body
        if said.deleted:
            # https://core.telegram.org/bots/api#inaccessiblemessage
            message = {"chat": said.body["chat"], "message_id": said.message_id, "date": 0}
        query = {
            "id": query_id,
            "from": self._world.user(chat.person),
            "message": message,
            "chat_instance": str(7_000_000_000_000_000_000 + chat.chat_id),
            "data": data,
        }
        self._deliver(chat, "tap", {"callback_query": query})
        return query_id

    def message(self, chat: Chat, message_id: int) -> Said:
        """A message of the chat, deleted ones too (an old screen may still show them)."""
        said = chat.messages.get(message_id)
        if said is None:
            raise ActError(f"there is no message {message_id} in this chat")
        return said

    def _check_free(self, chat: Chat) -> None:
        key = chat.person.key
        if chat.is_group:
            raise ActError("in a group only the bot writes here")
        if chat.deactivated:
            raise ActError(f"{key} is deactivated: the account is no more, and does not come back")
        if chat.blocked:
            raise ActError(f"{key} has blocked the bot: POST /sim/{key}/unblock first")

    # Leaving

    def deactivate(self, chat: Chat) -> None:
        """The person's account is no more. Telegram tells the bot nothing: it learns it when it writes."""
        if chat.is_group:
            raise ActError("a group cannot be deactivated")
        chat.deactivated = True
        self._world.keep_chat(chat)

    def block(self, chat: Chat, *, blocked: bool) -> int | None:
        """Block or unblock the bot. Gives the id of the update; None when nothing changed."""
        if chat.is_group or chat.deactivated:
            raise ActError(f"{chat.person.key} cannot block or unblock: a group, or an account that is no more")
        if chat.blocked == blocked:
            return None
        chat.blocked = blocked
        self._world.keep_chat(chat)
        user = self._world.me
        member = {"user": user, "status": "member"}
        kicked = {"user": user, "status": "kicked", "until_date": 0}
        change = {
            "chat": chat.as_field(),
            "from": self._world.user(chat.person),
            "date": self._world.seconds(),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        }
        return self._queue.add({"my_chat_member": change}, str(chat.chat_id))

    # Delivery

    def _deliver(self, chat: Chat, kind: str, body: Body) -> None:
        held = self._held.pop(chat.chat_id, None)
        if held is not None:
            held[2].cancel()
            if held[0] != kind:
                self._enqueue(chat, body)
                self._release(chat, held[1])
                return
            self._release(chat, held[1])
        if self.faults.strikes("reorder"):
            self._world.keeper.put("held", chat.chat_id, body)
            timer = asyncio.get_running_loop().call_later(
                self.faults.reorder_window_ms / 1000, self._give_up_waiting, chat
            )
            self._held[chat.chat_id] = (kind, body, timer)
            return
        self._enqueue(chat, body)

    def _give_up_waiting(self, chat: Chat) -> None:
        held = self._held.pop(chat.chat_id, None)
        if held is not None:
            self._release(chat, held[1])

    def _release(self, chat: Chat, body: Body) -> None:
        self._enqueue(chat, body)
        self._world.keeper.drop("held", chat.chat_id)

    def _enqueue(self, chat: Chat, body: Body) -> None:
        self._queue.add(body, str(chat.chat_id), twice=self.faults.strikes("duplicate_update"))


def _buttons(said: Said) -> list[Button]:
    return [button for row in inline_rows(said.body) for button in row]
