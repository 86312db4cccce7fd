"""Whom a bot cannot reach: accounts that are no more, chats that never were, groups with another id now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.playground import Limits
from tests.playground.conftest import SARI, Client
from tests.playground.test_rate import Watch
from tests.playground.test_with_ptb import application

GONE = "403 Forbidden: user is deactivated"


async def test_a_deactivated_person_gets_nothing(api: Client) -> None:
    await api.begin()
    said = await api.call("sendMessage", chat_id=SARI, text="x")
    await api.sim("sari/deactivate")
    assert await api.refused("sendMessage", chat_id=SARI, text="x") == GONE
    assert await api.refused("sendMediaGroup", chat_id=SARI, media=[]) == GONE
    assert await api.refused("editMessageText", chat_id=SARI, message_id=said["message_id"], text="y") == GONE
    # Telegram tells the bot nothing, and the person does nothing any more.
    assert await api.updates() == []
    for act, body in (("message", {"text": "x"}), ("tap", {"data": "x"}), ("block", {}), ("unblock", {})):
        assert (await api.sim_raw(f"sari/{act}", **body))[0] == 409
    assert (await api.chat())["deactivated"] is True


async def test_ptb_tells_the_three_apart(api: Client) -> None:
    await api.begin()
    await api.sim("groups", id=-5, title="Pendamping (contoh)")
    await api.sim("groups/-5/migrate")
    await api.sim("sari/deactivate")
    async with application(api) as built:
        with pytest.raises(Forbidden, match="user is deactivated"):
            await built.bot.send_message(SARI, "x")
        with pytest.raises(BadRequest, match="Chat not found"):
            await built.bot.send_message(999, "x")
        with pytest.raises(ChatMigrated) as caught:
            await built.bot.send_message(-5, "x")
        said = await built.bot.send_message(caught.value.new_chat_id, "x")
    assert (said.chat.type, said.chat.title) == ("supergroup", "Pendamping (contoh)")
    refusals = api.playground.record().refusals
    assert refusals["403 Forbidden: user is deactivated"] == refusals["400 Bad Request: chat not found"] == 1


async def test_a_group_is_joined_written_to_and_upgraded(api: Client) -> None:
    await api.sim("groups", id=-5, title="Pendamping (contoh)")
    said = await api.call("sendMessage", chat_id=-5, text="x")
    assert said["chat"] == {"id": -5, "title": "Pendamping (contoh)", "type": "group"}
    answer = await api.sim("groups/-5/migrate")
    new = answer["id"]
    assert new < -1_000_000_000_000
    assert await api.raw("sendMessage", chat_id=-5, text="x") == (
        400,
        {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": new},
        },
    )
    joined, left, came = await api.updates()
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert (left["message"]["chat"]["id"], left["message"]["migrate_to_chat_id"]) == (-5, new)
    assert (came["message"]["chat"]["id"], came["message"]["migrate_from_chat_id"]) == (new, -5)
    groups = (await api.get("/sim/groups"))["groups"]
    assert [(one["id"], one["migrated_to"]) for one in groups] == [(-5, new), (new, None)]
    assert -5 not in [one["user_id"] for one in (await api.get("/sim/people"))["people"]]


async def test_wrong_groups_are_refused(api: Client) -> None:
    await api.sim("groups", id=-5, title="x")
    for wrong in ({"id": -5}, {"id": 5}, {}, {"id": -(10**12)}):
        assert (await api.sim_raw("groups", **wrong))[0] == 409
    new = (await api.sim("groups/-5/migrate"))["id"]
    for again in ("-5", str(new), "sari"):
        if again == "sari":
            assert (await api.sim_raw("groups/sari/migrate"))[0] == 409
        else:
            assert (await api.sim_raw(f"groups/{again}/migrate"))[0] == 409
    assert (await api.sim_raw("groups/-6/migrate"))[0] == 404
    assert (await api.sim_raw("-5/message", text="x"))[0] == 409
    assert (await api.sim_raw("-5/block"))[0] == 409


async def test_a_group_takes_twenty_a_minute_over_http(open_playground: Callable[..., Any]) -> None:
    watch = Watch()
    api = await open_playground(monotonic=watch)
    await api.sim("groups", id=-5, title="x")
    for _ in range(20):
        await api.call("sendMessage", chat_id=-5, text="x")
        watch.time += 1
    assert await api.refused("sendMessage", chat_id=-5, text="x") == "429 Too Many Requests: retry after 40"
    assert api.playground.record().too_many["group"] == 1


async def test_who_is_out_of_reach_stays_so_over_a_restart(open_playground: Callable[..., Any], tmp_path: Path) -> None:
    api = await open_playground(limits=Limits.off(), folder=tmp_path)
    await api.begin()
    await api.sim("sari/deactivate")
    await api.sim("groups", id=-5, title="x")
    new = (await api.sim("groups/-5/migrate"))["id"]
    await api.playground.stop()
    again = await open_playground(limits=Limits.off(), folder=tmp_path)
    assert await again.refused("sendMessage", chat_id=SARI, text="x") == GONE
    assert "upgraded" in await again.refused("sendMessage", chat_id=-5, text="x")
    await again.call("sendMessage", chat_id=new, text="x")
