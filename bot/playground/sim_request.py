"""Requests of the /sim endpoints: reading them, finding the person, and saying what went wrong."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from itertools import islice
from typing import Any

from aiohttp import web

from bot.playground.acting import ActError
from bot.playground.refusal import RefusalError
from bot.playground.world import Chat, World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_SHOWN_NAMES = 40


class SimError(Exception):
    """A request that cannot be done; `status` is that of the answer."""

    def __init__(self, status: int, error: str, **more: Any) -> None:
        super().__init__(error)
        self.status = status
        self.body = {"error": error, **more}


def guarded(routes: list[web.RouteDef]) -> list[web.RouteDef]:
    """The same routes; what goes wrong in them is answered with JSON that says what to do."""
    return [web.RouteDef(route.method, route.path, _guard(route.handler), route.kwargs) for route in routes]


def _guard(handler: Any) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            response: web.StreamResponse = await handler(request)
        except SimError as problem:
            response = web.json_response(problem.body, status=problem.status)
        except ActError as problem:
            response = web.json_response({"error": str(problem)}, status=409)
        except RefusalError as problem:
            response = web.json_response({"error": problem.description}, status=problem.code)
        return response

    return answer


async def read_json(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request; 400 when it is none."""
    try:
        given = json.loads(await request.read() or b"{}")
    except ValueError:
        raise SimError(400, "the body must be JSON") from None
    if not isinstance(given, dict):
        raise SimError(400, "the body must be a JSON object")
    return given


def find_chat(world: World, request: web.Request) -> Chat:
    """The chat of the person in the address; 404 when nobody has that name."""
    key = request.match_info["person"]
    chat = world.find(key)
    if chat is None:
        named = (chat.person.key for chat in world.chats.values() if not chat.in_crowd)
        raise SimError(
            404,
            f"nobody is called {key!r}",
            do='add the person with POST /sim/people {"key": …, "first_name": …}, or use a known key or user id',
            known=list(islice(named, _SHOWN_NAMES)),
        )
    return chat
