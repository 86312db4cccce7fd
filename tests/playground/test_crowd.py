"""A whole country of people on one playground, and the account that the playground keeps of what they got."""

from __future__ import annotations

import asyncio
import dataclasses
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import FrozenClock
from bot.playground import Limits, Playground, Times
from bot.playground.chats import Chat
from bot.playground.keeper import Keeper
from bot.playground.record import Record
from bot.playground.world import World
from tests.playground.conftest import SARI, TOKEN, Client
from tests.playground.test_rate import Watch

COUNTRY = 32_472
FIRST = 800_000_001
SOME_TIME = datetime(2026, 11, 20, tzinfo=UTC)


async def test_a_crowd_is_there_at_once_and_each_can_be_played(api: Client) -> None:
    begun = time.perf_counter()
    for number in range(100):
        await api.sim("people", many={"count": 1, "first_id": 700_000_001 + number, "started": True})
    one_by_one = (time.perf_counter() - begun) / 100
    begun = time.perf_counter()
    answer = await api.sim("people", many={"count": COUNTRY, "first_id": FIRST, "started": True})
    # At once: not as many requests as there are people.
    assert (time.perf_counter() - begun) / COUNTRY < one_by_one / 4
    assert answer == {"first_id": FIRST, "count": COUNTRY}
    people = await api.get("/sim/people")
    assert len(people["people"]) == 3
    assert people["crowds"][-1] == answer
    last = FIRST + COUNTRY - 1
    await api.call("sendMessage", chat_id=last, text="x")
    assert (await api.chat(str(last)))["messages"][0]["text"] == "x"
    assert "chat not found" in await api.refused("sendMessage", chat_id=last + 1, text="x")
    await api.sim(f"{last}/message", text="halo")
    assert (await api.updates())[0]["message"]["from"]["id"] == last
    await api.sim(f"{last}/block")
    assert "blocked" in await api.refused("sendMessage", chat_id=last, text="x")
    assert len((await api.sim_raw("nobody/message", text="x"))[1]["known"]) == 3


async def test_a_crowd_may_not_have_started(api: Client) -> None:
    api.playground.add_crowd(2, 900, started=False, first_name="Dewi")
    assert "can't initiate" in await api.refused("sendMessage", chat_id=901, text="x")


@pytest.mark.parametrize(
    ("many", "status"),
    [({}, 400), (3, 400), ({"count": 1, "size": 2}, 400), ({"count": "1"}, 400), ({"count": True}, 400),
     ({"count": 0}, 409), ({"count": 5, "first_id": SARI - 2}, 409), ({"count": 1, "first_id": 0}, 409)],
)  # fmt: skip
async def test_a_wrong_crowd_is_refused(api: Client, many: Any, status: int) -> None:
    assert (await api.sim_raw("people", many=many))[0] == status
    assert len((await api.get("/sim/people"))["crowds"]) == 0


def test_a_crowd_needs_a_running_playground() -> None:
    playground = Playground(clock=FrozenClock(SOME_TIME), token=TOKEN)
    with pytest.raises(RuntimeError, match="when the playground runs"):
        playground.add_crowd(1)


async def test_a_crowd_is_one_record_and_comes_back(open_playground: Callable[..., Any], tmp_path: Path) -> None:
    api = await open_playground(limits=Limits.off(), folder=tmp_path)
    await api.sim("people", many={"count": 5000, "first_id": FIRST, "first_name": "Dewi"})
    await api.call("sendMessage", chat_id=FIRST + 7, text="x")
    await api.sim(f"{FIRST + 8}/block")
    before = await api.chat(str(FIRST + 7))
    await api.playground.stop()
    kept = Keeper(tmp_path)
    assert (len(list(kept.records("crowd"))), len(list(kept.records("chat")))) == (1, 4)
    again = await open_playground(limits=Limits.off(), folder=tmp_path)
    assert await again.chat(str(FIRST + 7)) == before
    assert "blocked" in await again.refused("sendMessage", chat_id=FIRST + 8, text="x")
    people = await again.get("/sim/people")
    assert people["crowds"] == [{"first_id": FIRST, "count": 5000}]
    assert len(people["people"]) == 3


def test_a_message_to_everybody_takes_little_memory() -> None:
    """A third of the country, each with the same long text and keyboard, as it comes from JSON: anew every time."""
    count = COUNTRY // 3

    async def run() -> float:
        world = World(Keeper(None), FrozenClock(SOME_TIME), Limits.off(), TOKEN, lambda: 0.0)
        record = Record(lambda: 0.0)
        tracemalloc.start()
        world.add_crowd(count, FIRST, started=True, first_name="Sari", role="companion")
        for number in range(count):
            text = "".join(["Pengumuman. "] * 300)
            board = {"inline_keyboard": [[{"text": "Sudah saya baca", "callback_data": "a:1"}]]}
            chat: Chat = world.chat(FIRST + number)
            world.post(chat, {"text": text, "reply_markup": board}, by_bot=True)
            record.sent(chat.chat_id, chat.messages[next(iter(chat.messages))].text)
        taken = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert record.account("Pengumuman").messages == count
        return taken / count

    assert asyncio.run(run()) < 1500  # bytes a person: 49 MB for the country


# The account


async def test_the_account_says_who_got_what(api: Client) -> None:
    await api.begin("sari", "rahmat")
    for chat_id, text in ((SARI, "P1 halo"), (SARI, "P2"), (12, "P1 halo"), (12, "<b>P1</b> lagi")):
        said = await api.call("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML")
    await api.call("editMessageText", chat_id=12, message_id=said["message_id"], text="P1 diperbaiki")
    await api.call("sendChatAction", chat_id=12, action="typing")
    await api.refused("sendMessage", chat_id=12, text="")
    await api.call("deleteMessage", chat_id=12, message_id=said["message_id"])
    account = api.playground.record("P1")
    assert account.by_chat == {SARI: 1, 12: 2}
    assert account.edits_by_chat == {12: 1}
    assert api.playground.record().by_chat == {SARI: 2, 12: 2}
    shown = await api.get("/sim/record?contains=P1")
    assert (shown["messages"], shown["chats"], shown["edits"], shown["deleted"]) == (3, 2, 1, 1)
    assert shown["by_chat"] == {str(SARI): 1, "12": 2}
    assert shown["refusals"] == {"400 Bad Request: message text is empty": 1}
    async with api.session.get(f"{api.playground.url}/sim/record?since=x") as answer:
        assert answer.status == 400


async def test_what_was_carried_out_without_an_answer_is_in_the_account(api: Client) -> None:
    await api.begin()
    api.playground.faults.lost_reply = Times(1)
    with pytest.raises(aiohttp.ClientError):
        await api.raw("sendMessage", chat_id=SARI, text="once")
    api.playground.faults.server_error = Times(1)
    await api.refused("sendMessage", chat_id=SARI, text="never")
    assert api.playground.record().by_chat == {SARI: 1}
    assert api.playground.record("never").messages == 0


async def test_the_account_tells_why_it_gave_a_429(open_playground: Callable[..., Any]) -> None:
    watch = Watch()
    limits = Limits(messages_per_second=4)
    api = await open_playground(monotonic=watch, limits=limits)
    await api.begin("sari", "rahmat")
    for _ in range(3):
        await api.call("sendMessage", chat_id=SARI, text="x")
    await api.refused("sendMessage", chat_id=SARI, text="x")
    await api.refused("sendMessage", chat_id=SARI, text="x")
    await api.call("sendMessage", chat_id=12, text="x")
    await api.refused("sendMessage", chat_id=12, text="x")
    watch.time += 1
    api.playground.faults.too_many = Times(1)
    await api.refused("sendMessage", chat_id=12, text="x")
    await api.refused("sendMessage", chat_id=12, text="x")
    watch.time += 1
    await api.call("sendMessage", chat_id=12, text="x")
    account = api.playground.record()
    assert account.too_many == {"overall": 1, "chat": 2, "group": 0, "fault": 2}
    assert account.in_halt == {"overall": 0, "chat": 1, "group": 0, "fault": 1}
    assert account.refusals == {}
    assert account.most_in_one_second == 4
    assert (account.first, account.last, account.now) == (100.0, 102.0, 102.0)
    later = api.playground.record(since=101.5)
    assert (later.messages, later.most_in_one_second) == (1, 1)


async def test_the_account_outlives_the_log_and_the_chats(open_playground: Callable[..., Any]) -> None:
    api = await open_playground(limits=dataclasses.replace(Limits.off(), kept_messages_per_chat=2))
    await api.begin()
    for number in range(9):
        await api.call("sendMessage", chat_id=SARI, text=f"P {number}")
    assert len((await api.chat())["messages"]) == 2
    assert api.playground.record("P ").by_chat == {SARI: 9}
    await api.playground.stop()
    assert api.playground.record("P 3").messages == 1


@given(st.lists(st.floats(0, 20), max_size=60).map(sorted))
def test_the_busiest_second_is_that_of_every_window(times: list[float]) -> None:
    now = 0.0
    record = Record(lambda: now)
    for now in times:  # noqa: B007 - the clock of the record
        record.sent(1, "x")
    windows = [sum(1 for time in times if not begin + 1.0 <= time and time >= begin) for begin in times]
    assert record.account().most_in_one_second == max(windows, default=0)
