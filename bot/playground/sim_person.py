"""The endpoints of one person: the chat as JSON, write, send, tap, block, leave. See docs/playground.md."""

from __future__ import annotations

from aiohttp import web

from bot.playground.acting import ActError, Acting
from bot.playground.call import Call, Stage, read_call
from bot.playground.keyboards import Button, inline_rows, typed_buttons
from bot.playground.person_content import ContentError
from bot.playground.sim_request import SimError, find_chat, read_json
from bot.playground.view import chat_view
from bot.playground.world import Chat, Said

_MOST_TIMES = 100
_SHOWN_BUTTONS = 40


class PersonSim:
    """Routes under /sim/{person}."""

    def __init__(self, stage: Stage, acting: Acting) -> None:
        self._stage = stage
        self._world = stage.world
        self._acting = acting

    def routes(self) -> list[web.RouteDef]:
        """What is answered, and by whom."""
        return [
            web.get("/sim/{person}/chat", self.chat),
            web.post("/sim/{person}/message", self.message),
            web.post("/sim/{person}/tap", self.tap),
            web.post("/sim/{person}/block", self.block),
            web.post("/sim/{person}/unblock", self.block),
            web.post("/sim/{person}/deactivate", self.deactivate),
        ]

    async def chat(self, request: web.Request) -> web.Response:
        """The chat as JSON."""
        chat = find_chat(self._world, request)
        last = request.query.get("last", "")
        return web.json_response(chat_view(chat, self._world.monotonic(), int(last) if last.isdigit() else None))

    async def message(self, request: web.Request) -> web.Response:
        """Write, or send something."""
        chat = find_chat(self._world, request)
        call = await _read(request, self._stage.limits.upload_bytes)
        try:
            said = self._acting.say(chat, call)
        except ContentError as problem:
            raise SimError(400, str(problem)) from None
        await self._world.keeper.flushed()
        ids = [one.message_id for one in said]
        return web.json_response({"message_id": ids[-1], "message_ids": ids})

    async def tap(self, request: web.Request) -> web.Response:
        """Tap a button."""
        chat = find_chat(self._world, request)
        wanted = Call(await read_json(request), {})
        times = max(1, min(wanted.integer("times") or 1, _MOST_TIMES))
        if "data" in wanted.params:
            said, data = self._under(chat, wanted.integer("message_id")), wanted.text("data")
        else:
            try:
                found, button = self._acting.button(
                    chat, wanted.text("button"), wanted.integer("message_id"), typed=wanted.flag("keyboard")
                )
            except ActError as problem:
                raise SimError(409, str(problem), visible=_visible(chat)) from None
            if found is None:
                return await self._type(chat, button, wanted)
            said = found
            if "callback_data" not in button:
                return web.json_response({"message_id": said.message_id, "url": button.get("url")})
            data = button["callback_data"]
        query_ids = [self._acting.tap(chat, said, data) for _ in range(times)]
        await self._world.keeper.flushed()
        return web.json_response({"message_id": said.message_id, "data": data, "query_ids": query_ids})

    async def _type(self, chat: Chat, button: Button, wanted: Call) -> web.Response:
        try:
            said = self._acting.type_button(chat, button, wanted)
        except ContentError as problem:
            raise SimError(400, str(problem)) from None
        await self._world.keeper.flushed()
        return web.json_response({"message_id": said[-1].message_id, "text": said[-1].text or None})

    def _under(self, chat: Chat, message_id: int | None) -> Said:
        if message_id is not None:
            return self._acting.message(chat, message_id)
        by_bot = [said for said in chat.newest_first() if said.by_bot]
        with_buttons = [said for said in by_bot if inline_rows(said.body)]
        if not by_bot:
            raise SimError(409, "the bot has not written in this chat yet: there is nothing to tap")
        return (with_buttons or by_bot)[0]

    async def block(self, request: web.Request) -> web.Response:
        """Block the bot, or unblock it."""
        chat = find_chat(self._world, request)
        update_id = self._acting.block(chat, blocked=request.path.endswith("/block"))
        await self._world.keeper.flushed()
        return web.json_response({"blocked": chat.blocked, "update_id": update_id})

    async def deactivate(self, request: web.Request) -> web.Response:
        """The person deletes the Telegram account."""
        chat = find_chat(self._world, request)
        self._acting.deactivate(chat)
        await self._world.keeper.flushed()
        return web.json_response({"deactivated": True})


def _visible(chat: Chat) -> list[str]:
    found: list[str] = []
    for said in chat.newest_first():
        found.extend(button["text"] for row in inline_rows(said.body) for button in row)
        if len(found) >= _SHOWN_BUTTONS:
            break
    return found + [button["text"] for button in typed_buttons(chat.keyboard)]


async def _read(request: web.Request, largest: int) -> Call:
    if request.content_type == "multipart/form-data":
        return await read_call(request, largest)
    return Call(await read_json(request), {})
