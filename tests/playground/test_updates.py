"""getUpdates: what is not confirmed stays."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.clock import FrozenClock
from tests.playground.conftest import SARI, Client, keyboard


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def write(api: Client, *written: str) -> None:
    for text in written:
        await api.sim("sari/message", text=text)


async def test_updates_wait_until_a_higher_offset(api: Client) -> None:
    await write(api, "a", "b", "c")
    first = await api.updates()
    assert texts(first) == ["a", "b", "c"]
    assert texts(await api.updates()) == ["a", "b", "c"]
    assert texts(await api.updates(limit=2)) == ["a", "b"]
    second = first[1]["update_id"]
    assert [update["update_id"] for update in first] == [second - 1, second, second + 1]
    assert texts(await api.updates(offset=second)) == ["b", "c"]
    assert texts(await api.updates()) == ["b", "c"]
    assert await api.updates(offset=second + 2) == []
    assert api.playground.pending == 0


async def test_a_negative_offset_keeps_the_newest(api: Client) -> None:
    await write(api, "a", "b", "c")
    assert texts(await api.updates(offset=-2)) == ["b", "c"]
    assert texts(await api.updates()) == ["b", "c"]


async def test_a_long_poll_ends_when_something_comes(api: Client) -> None:
    poll = asyncio.create_task(api.updates(timeout=10))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await write(api, "now")
    assert texts(await asyncio.wait_for(poll, 2)) == ["now"]


async def test_a_long_poll_ends_when_its_time_is_over(api: Client) -> None:
    async with asyncio.timeout(2):
        assert await api.updates(timeout=0.05) == []


async def test_the_older_of_two_pollers_is_turned_away(api: Client) -> None:
    older = asyncio.create_task(api.raw("getUpdates", timeout=10))
    await asyncio.sleep(0.05)
    assert await api.updates() == []
    status, body = await asyncio.wait_for(older, 2)
    assert status == 409
    assert body["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_updates_are_kept_for_a_day(api: Client, clock: FrozenClock) -> None:
    await write(api, "old")
    clock.advance(hours=12)
    await write(api, "new")
    assert texts(await api.updates()) == ["old", "new"]
    clock.advance(hours=12)
    assert texts(await api.updates()) == ["new"]


async def test_only_the_kinds_that_were_asked_for_come(api: Client) -> None:
    await api.begin()
    await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["a"]))
    await api.updates(allowed_updates=["callback_query"])
    await write(api, "not wanted")
    await api.sim("sari/tap", button="a")
    assert [set(update) for update in await api.updates()] == [{"update_id", "callback_query"}]
    await api.updates(allowed_updates=[])
    await write(api, "wanted again")
    assert len(await api.updates()) == 2


async def test_a_raw_update_is_delivered_as_it_stands(api: Client) -> None:
    body = {"message": {"message_id": "not a number"}, "nonsense": [1, None]}
    update_id = (await api.sim("update", **body))["update_id"]
    assert await api.updates() == [{"update_id": update_id, **body}]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start abc", [{"type": "bot_command", "offset": 0, "length": 6}]),
        ("/bantuan@sahabat_pendamping_bot", [{"type": "bot_command", "offset": 0, "length": 31}]),
        ("no /command", None),
    ],
)
async def test_a_command_is_marked(api: Client, text: str, entities: list[dict[str, Any]] | None) -> None:
    await write(api, text)
    assert (await api.updates())[0]["message"].get("entities") == entities


async def test_a_tap_carries_the_message_as_it_was(api: Client) -> None:
    await api.begin()
    board = keyboard(["a"])
    said = await api.call("sendMessage", chat_id=SARI, text="before", reply_markup=board)
    await api.sim("sari/tap", button="a")
    await api.call("editMessageText", chat_id=SARI, message_id=said["message_id"], text="after")
    query = (await api.updates())[0]["callback_query"]
    assert query["message"] == said
    assert query["data"] == "a"
    assert query["from"] == {"id": SARI, "is_bot": False, "first_name": "Sari", "language_code": "id"}
    assert query["chat_instance"]


async def test_a_tap_under_a_deleted_message_shows_that_it_is_gone(api: Client) -> None:
    await api.begin()
    said = await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["a"]))
    await api.call("deleteMessage", chat_id=SARI, message_id=said["message_id"])
    await api.sim("sari/tap", data="a", message_id=said["message_id"])
    message = (await api.updates())[0]["callback_query"]["message"]
    assert message == {"chat": said["chat"], "message_id": said["message_id"], "date": 0}


async def test_requests_may_be_json_or_in_the_address(api: Client) -> None:
    await api.begin()
    url = api.playground.api_url + "123:test-token/sendMessage"
    async with api.session.post(url, json={"chat_id": SARI, "text": "a", "reply_markup": keyboard(["k"])}) as answer:
        assert (await answer.json())["result"]["reply_markup"] == keyboard(["k"])
    async with api.session.get(url, params={"chat_id": str(SARI), "text": "b & c"}) as answer:
        assert (await answer.json())["result"]["text"] == "b & c"
    async with api.session.post(url, data="{", headers={"Content-Type": "application/json"}) as answer:
        assert json.loads(await answer.read())["description"] == "Bad Request: can't parse JSON object"
