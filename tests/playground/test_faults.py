"""Each fault does what it says, and nothing else."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from bot.playground import Faults, Times
from tests.playground.conftest import SARI, Client, keyboard


async def settle() -> None:
    await asyncio.sleep(0.12)


async def test_a_lost_reply_is_carried_out_but_never_answered(api: Client) -> None:
    await api.begin()
    api.playground.faults.lost_reply = Times(1)
    with pytest.raises(aiohttp.ClientError):
        await api.raw("sendMessage", chat_id=SARI, text="once")
    await api.call("sendMessage", chat_id=SARI, text="twice")
    assert [said["text"] for said in (await api.chat())["messages"]] == ["/start", "once", "twice"]
    assert [call["fault"] for call in (await api.get("/sim/log?method=sendMessage"))["calls"]] == ["lost_reply", None]


async def test_a_lost_reply_of_getupdates_loses_no_update(api: Client) -> None:
    await api.sim("sari/message", text="a")
    api.playground.faults.lost_reply = Times(1)
    with pytest.raises(aiohttp.ClientError):
        await api.raw("getUpdates")
    assert len(await api.updates()) == 1


async def test_a_server_error_is_not_carried_out(api: Client) -> None:
    await api.begin()
    await api.sim("faults", server_error={"count": 1})
    assert await api.refused("sendMessage", chat_id=SARI, text="x") == "502 Bad Gateway"
    await api.call("sendMessage", chat_id=SARI, text="y")
    assert [said["text"] for said in (await api.chat())["messages"]] == ["/start", "y"]


async def test_too_many_halts_the_chat_for_a_second(api: Client) -> None:
    await api.begin("sari", "rahmat")
    api.playground.faults.too_many = Times(1)
    status, body = await api.raw("sendMessage", chat_id=SARI, text="x")
    assert (status, body["parameters"]) == (429, {"retry_after": 1})
    assert await api.refused("sendMessage", chat_id=SARI, text="x") == "429 Too Many Requests: retry after 1"
    await api.call("sendMessage", chat_id=12, text="x")


async def test_latency_delays_the_answers_of_the_named_methods(api: Client) -> None:
    await api.sim("faults", latency_ms=80, methods=["getMe"])
    begun = time.monotonic()
    await api.call("getWebhookInfo")
    between = time.monotonic()
    await api.call("getMe")
    assert between - begun < 0.08 <= time.monotonic() - between


async def test_a_duplicate_tap_has_new_ids(api: Client) -> None:
    await api.begin()
    await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["a"]))
    api.playground.faults.duplicate_tap = Times(1)
    await api.sim("sari/tap", button="a")
    await settle()
    first, second = await api.updates()
    assert first["callback_query"]["data"] == second["callback_query"]["data"] == "a"
    assert first["update_id"] < second["update_id"]
    assert first["callback_query"]["id"] != second["callback_query"]["id"]


async def test_a_duplicate_update_has_the_same_id(api: Client) -> None:
    api.playground.faults.duplicate_update = Times(1)
    await api.sim("sari/message", text="a")
    await api.sim("sari/message", text="b")
    first, second = await api.updates()
    assert await api.updates(offset=second["update_id"]) == [first, second]
    assert await api.updates(offset=second["update_id"] + 1) == []


@pytest.mark.parametrize("first", ["text", "tap"])
async def test_a_text_and_a_tap_change_places(api: Client, first: str) -> None:
    await api.begin()
    await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["a"]))
    api.playground.faults.reorder = Times(1)
    acts: dict[str, tuple[str, dict[str, Any]]] = {
        "text": ("sari/message", {"text": "t"}),
        "tap": ("sari/tap", {"button": "a"}),
    }
    second = "tap" if first == "text" else "text"
    for kind in (first, second):
        await api.sim(acts[kind][0], **acts[kind][1])
    kinds = ["text" if "message" in update else "tap" for update in await api.updates()]
    assert kinds == [second, first]


async def test_a_text_that_waits_for_a_tap_in_vain_comes_all_the_same(api: Client) -> None:
    await api.sim("faults", reorder={"count": 1}, reorder_window_ms=50)
    await api.sim("sari/message", text="alone")
    assert await api.updates() == []
    await settle()
    assert len(await api.updates()) == 1


async def test_two_texts_keep_their_order(api: Client) -> None:
    api.playground.faults.reorder = Times(1)
    await api.sim("sari/message", text="a")
    await api.sim("sari/message", text="b")
    assert [update["message"]["text"] for update in await api.updates()] == ["a", "b"]


def test_chances_are_drawn_and_can_be_repeated() -> None:
    def run(seed: int) -> list[bool]:
        faults = Faults(lost_reply=0.5, seed=seed)
        return [faults.strikes("lost_reply") for _ in range(200)]

    assert run(1) == run(1) != run(2)
    assert 60 < sum(run(1)) < 140
    assert not any(Faults().strikes("lost_reply") for _ in range(50))
    assert all(Faults(lost_reply=1.0).strikes("lost_reply") for _ in range(50))


@pytest.mark.parametrize(
    "wrong",
    [
        {"lost_reply": 2},
        {"lost_reply": True},
        {"lost_reply": {"times": 1}},
        {"latency_ms": -1},
        {"methods": "getMe"},
        {"seed": "x"},
        {"weather": 1},
    ],
)
async def test_wrong_faults_change_nothing(api: Client, wrong: dict[str, Any]) -> None:
    before = await api.get("/sim/faults")
    status, body = await api.sim_raw("faults", server_error=1, **wrong)
    assert status == 400
    assert body["error"]
    assert await api.get("/sim/faults") == before


async def test_faults_are_set_one_by_one_and_cleared_together(api: Client) -> None:
    off = await api.get("/sim/faults")
    await api.sim("faults", lost_reply=0.5)
    shown = await api.sim("faults", reorder={"count": 2}, methods=["sendMessage"])
    assert shown == {**off, "lost_reply": 0.5, "reorder": {"count": 2}, "methods": ["sendMessage"]}
    async with api.session.delete(f"{api.playground.url}/sim/faults") as answer:
        assert await answer.json() == off
