"""The endpoints for scripts that concern the whole: people, faults, log, raw updates. See docs/playground.md."""

from __future__ import annotations

from itertools import islice
from typing import Any

from aiohttp import web

from bot.playground.acting import Acting
from bot.playground.call import Stage
from bot.playground.endpoint import Endpoint
from bot.playground.sim_request import SimError, read_json
from bot.playground.world import Chat, SimPerson

_RESERVED = ("files", "people", "state", "log", "faults", "update")


class Sim:
    """Routes under /sim that name no person."""

    def __init__(self, stage: Stage, acting: Acting, endpoint: Endpoint) -> None:
        self._stage = stage
        self._world = stage.world
        self._acting = acting
        self._endpoint = endpoint

    def routes(self) -> list[web.RouteDef]:
        """What is answered, and by whom."""
        return [
            web.get("/sim/people", self.people),
            web.post("/sim/people", self.add_person),
            web.get("/sim/state", self.state),
            web.get("/sim/log", self.log),
            web.get("/sim/faults", self.faults),
            web.post("/sim/faults", self.set_faults),
            web.delete("/sim/faults", self.clear_faults),
            web.post("/sim/update", self.update),
        ]

    # People and the whole

    async def people(self, request: web.Request) -> web.Response:
        """Everybody."""
        return web.json_response({"people": [_person_view(chat) for chat in self._world.chats.values()]})

    async def add_person(self, request: web.Request) -> web.Response:
        """Add one person."""
        wanted = await read_json(request)
        key, first_name = str(wanted.get("key", "")), str(wanted.get("first_name", ""))
        if not key or not first_name or "/" in key:
            raise SimError(400, 'a person needs "key" (without "/") and "first_name"')
        if key.isdigit() or key in _RESERVED:
            raise SimError(400, f"{key!r} cannot be a key: it is a number or a word of these addresses")
        known = self._world.find(key)
        user_id = wanted.get("user_id") or (known.chat_id if known else self._world.new_user_id())
        if not isinstance(user_id, int) or not 0 < user_id < 2**52:
            raise SimError(400, "user_id must be a whole number from 1 to 2^52")
        person = SimPerson(
            key, user_id, first_name, str(wanted.get("role", "")), str(wanted.get("language_code", "id"))
        )
        try:
            chat = self._world.add_person(person)
        except ValueError as problem:
            raise SimError(409, str(problem)) from None
        await self._world.keeper.flushed()
        return web.json_response(_person_view(chat))

    async def state(self, request: web.Request) -> web.Response:
        """How much waits for the bot, and how many calls it made."""
        webhook = self._stage.courier.webhook
        return web.json_response(
            {
                "pending": len(self._stage.queue),
                "calls": self._endpoint.count,
                "webhook": webhook.url if webhook else None,
                "now": self._world.clock.now().isoformat(),
            }
        )

    async def log(self, request: web.Request) -> web.Response:
        """The Bot API calls, oldest first."""
        try:
            after = int(request.query.get("after", "0"))
            limit = int(request.query.get("limit", "20000"))
        except ValueError:
            raise SimError(400, "after and limit must be whole numbers") from None
        method = request.query.get("method", "").lower()
        kept = self._endpoint.log
        skipped = max(0, after - kept[0].number + 1) if kept else 0
        calls = (call for call in islice(kept, skipped, None) if not method or call.method.lower() == method)
        return web.json_response({"calls": [call.as_json() for call in islice(calls, max(0, limit))]})

    # Faults

    async def faults(self, request: web.Request) -> web.Response:
        """What is switched on."""
        return web.json_response(self._acting.faults.as_json())

    async def set_faults(self, request: web.Request) -> web.Response:
        """Set those that are named."""
        try:
            self._acting.faults.change(await read_json(request))
        except ValueError as problem:
            raise SimError(400, str(problem)) from None
        return await self.faults(request)

    async def clear_faults(self, request: web.Request) -> web.Response:
        """Switch all off."""
        self._acting.faults.clear()
        return await self.faults(request)

    async def update(self, request: web.Request) -> web.Response:
        """Deliver an update as it stands."""
        body = await read_json(request)
        body.pop("update_id", None)
        update_id = self._stage.queue.add(body, unfiltered=True)
        await self._world.keeper.flushed()
        return web.json_response({"update_id": update_id})


def _person_view(chat: Chat) -> dict[str, Any]:
    person = chat.person
    return {
        "key": person.key,
        "user_id": person.user_id,
        "first_name": person.first_name,
        "role": person.role,
        "language_code": person.language_code,
        "started": chat.started,
        "blocked": chat.blocked,
    }
