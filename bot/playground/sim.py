"""The endpoints for scripts that concern the whole: people, faults, log, raw updates. See docs/playground.md."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from aiohttp import web

from bot.playground.acting import Acting
from bot.playground.call import Call, Stage
from bot.playground.endpoint import Endpoint
from bot.playground.grouping import Groups
from bot.playground.record import Record
from bot.playground.sim_request import SimError, read_json
from bot.playground.world import FIRST_CROWD_ID, Chat, SimPerson

_RESERVED = ("files", "people", "groups", "state", "log", "record", "faults", "update")
_CROWD: dict[str, type] = {"count": int, "first_id": int, "started": bool, "first_name": str, "role": str}


class Sim:
    """Routes under /sim that name no person."""

    def __init__(self, stage: Stage, acting: Acting, endpoint: Endpoint, record: Record) -> None:
        self._stage = stage
        self._world = stage.world
        self._acting = acting
        self._endpoint = endpoint
        self._record = record
        self._groups = Groups(stage.world, stage.queue)

    def routes(self) -> list[web.RouteDef]:
        """What is answered, and by whom."""
        return [
            web.get("/sim/people", self.people),
            web.post("/sim/people", self.add_person),
            web.get("/sim/state", self.state),
            web.get("/sim/log", self.log),
            web.get("/sim/record", self.record),
            web.get("/sim/groups", self.groups),
            web.post("/sim/groups", self.add_group),
            web.post("/sim/groups/{group}/migrate", self.migrate),
            web.get("/sim/faults", self.faults),
            web.post("/sim/faults", self.set_faults),
            web.delete("/sim/faults", self.clear_faults),
            web.post("/sim/update", self.update),
        ]

    # People

    async def people(self, request: web.Request) -> web.Response:
        """Everybody; of a crowd only its first id and its size."""
        named = [chat for chat in self._world.chats.values() if not chat.in_crowd and not chat.is_group]
        crowds = [{"first_id": first_id, "count": count} for first_id, count in self._world.crowds.items()]
        return web.json_response({"people": [_person_view(chat) for chat in named], "crowds": crowds})

    async def add_person(self, request: web.Request) -> web.Response:
        """Add one person, or many."""
        wanted = await read_json(request)
        if "many" in wanted:
            return await self._add_crowd(wanted["many"])
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

    async def _add_crowd(self, wanted: Any) -> web.Response:
        given: dict[str, Any] = {"first_id": FIRST_CROWD_ID, "started": True, "first_name": "Sari", "role": "companion"}
        if not isinstance(wanted, dict) or not {"count"} <= set(wanted) <= {"count", *given}:
            raise SimError(400, 'many needs "count"; it may have "first_id", "started", "first_name" and "role"')
        given |= wanted
        if not all(type(given[name]) is kind for name, kind in _CROWD.items()):
            raise SimError(400, f"many: {', '.join(f'{name} is {kind.__name__}' for name, kind in _CROWD.items())}")
        try:
            self._world.add_crowd(**given)
        except ValueError as problem:
            raise SimError(409, str(problem)) from None
        await self._world.keeper.flushed()
        return web.json_response({"first_id": given["first_id"], "count": given["count"]})

    # Groups

    async def groups(self, request: web.Request) -> web.Response:
        """Every group."""
        found = [chat for chat in self._world.chats.values() if chat.is_group]
        return web.json_response({"groups": [_group_view(chat) for chat in found]})

    async def add_group(self, request: web.Request) -> web.Response:
        """A new group with the bot in it."""
        wanted = Call(await read_json(request), {})
        return await self._grouped(lambda: self._groups.add(wanted.integer("id") or 0, wanted.text("title") or "Grup"))

    async def migrate(self, request: web.Request) -> web.Response:
        """Make a group a supergroup."""
        chat = self._world.find(request.match_info["group"])
        if chat is None:
            raise SimError(404, f"there is no group {request.match_info['group']!r}")
        return await self._grouped(lambda: self._groups.migrate(chat))

    async def _grouped(self, action: Callable[[], Chat]) -> web.Response:
        try:
            chat = action()
        except ValueError as problem:
            raise SimError(409, str(problem)) from None
        await self._world.keeper.flushed()
        return web.json_response(_group_view(chat))

    # The whole

    async def record(self, request: web.Request) -> web.Response:
        """The playground's own account."""
        since = request.query.get("since", "")
        try:
            account = self._record.account(request.query.get("contains", ""), float(since) if since else None)
        except ValueError:
            raise SimError(400, "since must be a number of seconds") from None
        return web.json_response(account.as_json())

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
        "deactivated": chat.deactivated,
    }


def _group_view(chat: Chat) -> dict[str, Any]:
    return {"id": chat.chat_id, "title": chat.person.first_name, "migrated_to": chat.migrated_to}
