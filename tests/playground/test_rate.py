"""Rates, and the halt that a 429 begins."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Limits, SimPerson
from bot.playground.rate import RateMeter
from bot.playground.refusal import RefusalError
from tests.playground.conftest import SARI


class Watch:
    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def send(meter: RateMeter, chat_id: int) -> int:
    """0 when one new message may go, else the seconds to wait."""
    try:
        meter.check(chat_id, messages=1)
    except RefusalError as refusal:
        return refusal.retry_after or -1
    meter.count(chat_id)
    return 0


def test_a_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    watch = Watch()
    meter = RateMeter(Limits(), watch)
    assert [send(meter, 1) for _ in range(4)] == [0, 0, 0, 1]
    assert send(meter, 2) == 0
    watch.time += 0.9
    assert send(meter, 1) == 1
    watch.time += 0.1
    assert [send(meter, 1), send(meter, 1)] == [0, 1]
    watch.time += 3
    assert [send(meter, 1) for _ in range(4)] == [0, 0, 0, 1]


def test_thirty_messages_fit_into_any_second() -> None:
    watch = Watch()
    meter = RateMeter(Limits(), watch)
    assert [send(meter, chat) for chat in range(1, 31)] == [0] * 30
    watch.time += 0.5
    assert send(meter, 31) == 1
    watch.time += 0.7
    # The second is over, but not the halt: everybody waits.
    assert send(meter, 32) == 1
    watch.time += 0.3
    assert send(meter, 32) == 0


def test_a_group_takes_twenty_a_minute() -> None:
    watch = Watch()
    meter = RateMeter(Limits(), watch)
    for _ in range(20):
        assert send(meter, -5) == 0
        watch.time += 1
    assert send(meter, -5) == 40
    watch.time += 40
    assert send(meter, -5) == 0


def test_during_a_halt_edits_to_that_chat_wait_too() -> None:
    watch = Watch()
    meter = RateMeter(Limits(), watch)
    meter.halt(1, 3)
    with pytest.raises(RefusalError, match="Too Many Requests: retry after 3"):
        meter.check(1, messages=0)
    meter.check(2, messages=0)
    watch.time += 3
    meter.check(1, messages=0)


async def test_over_http_only_new_messages_count(open_playground: Callable[..., Any]) -> None:
    watch = Watch()
    api = await open_playground(monotonic=watch)
    await api.begin()
    said = [await api.call("sendMessage", chat_id=SARI, text="x") for _ in range(3)][-1]
    for number in range(5):
        await api.call("editMessageText", chat_id=SARI, message_id=said["message_id"], text=str(number))
    status, body = await api.raw("sendMessage", chat_id=SARI, text="x")
    assert (status, body) == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        },
    )
    edit = await api.refused("editMessageText", chat_id=SARI, message_id=said["message_id"], text="y")
    assert edit == "429 Too Many Requests: retry after 1"
    watch.time += 1
    await api.call("sendMessage", chat_id=SARI, text="x")


async def test_off_lifts_the_rates_only(open_playground: Callable[..., Any]) -> None:
    people = [SimPerson("sari", SARI, "Sari")]
    api = await open_playground(limits=Limits.off(), people=people, monotonic=Watch())
    await api.begin()
    for _ in range(40):
        await api.call("sendMessage", chat_id=SARI, text="x")
    assert await api.refused("sendMessage", chat_id=SARI, text="") == "400 Bad Request: message text is empty"


def test_every_limit_is_in_the_documentation() -> None:
    documented = Path("docs/playground.md").read_text(encoding="utf-8")
    assert [one.name for one in dataclasses.fields(Limits) if f"`{one.name}`" not in documented] == []
