"""An update of no known shape is set aside, and those behind it go on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.intake.reading import as_payload
from tests.intake.desk import Desk, chat, sender
from tests.world import World

SARI = 11
HUGE = 10**30


def deep(levels: int) -> Any:
    nested: Any = "leaf"
    for _ in range(levels):
        nested = {"message": [nested]}
    return nested


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1, "chat": chat(SARI), "from": sender(SARI), **fields}


def query(**fields: Any) -> dict[str, Any]:
    tapped = {"message_id": 1, "date": 1, "chat": chat(SARI), "text": "x"}
    whole = {"id": "5", "from": sender(SARI), "chat_instance": "1", "data": "go:menu", "message": tapped, **fields}
    return {"callback_query": {name: value for name, value in whole.items() if value is not None}}


# What arrives, without its number.
UNREADABLE: dict[str, dict[str, Any]] = {
    "message is a word": {"message": "halo"},
    "message is a list": {"message": [1, 2]},
    "message is empty": {"message": {}},
    "no chat": {"message": {"message_id": 1, "date": 1, "from": sender(SARI), "text": "x"}},
    "chat is null": {"message": message(chat=None)},
    "from is a number": {"message": message(**{"from": 5})},
    "from has no id": {"message": message(**{"from": {"is_bot": False, "first_name": "x"}})},
    "from has a word as id": {"message": message(**{"from": {"id": "x", "is_bot": False, "first_name": "x"}})},
    "from a bot": {"message": message(**{"from": {**sender(SARI), "is_bot": True}})},
    "date is a word": {"message": message(date="yesterday", text="x")},
    "text is a number": {"message": message(text=5)},
    "text is a list": {"message": message(text=["/start"])},
    "entities are nonsense": {"message": message(text="/start", entities=[{"type": "bot_command"}])},
    "entities are a word": {"message": message(text="/start", entities="x")},
    "photo is a number": {"message": message(photo=5)},
    "nested nonsense": {"message": message(text="x", reply_to_message=deep(60))},
    "callback is a word": {"callback_query": "x"},
    "callback without sender": query(**{"from": None}),
    "callback without id": query(id=None),
    "callback's message is a word": query(message="x"),
    "callback's chat is a word": query(message={"message_id": 1, "date": 1, "chat": "x"}),
    "callback's message id is a word": query(message={"message_id": "x", "date": 1, "chat": chat(SARI)}),
    "callback's data is a list": query(data=["go:menu"]),
    "membership without status": {"my_chat_member": {"chat": chat(SARI), "from": sender(SARI), "date": 1}},
    "huge sender": {"message": message(**{"from": {**sender(SARI), "id": HUGE}}, text="/start")},
    "half a surrogate": {"message": message(text="\ud83d")},
    "half a surrogate as name": {"message": message(**{"from": {**sender(SARI), "first_name": "\ud83d"}}, text="x")},
    "a null character": {"message": message(text="a\x00b")},
}
NOT_OURS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "unknown kind": {"purchased_paid_media": {"from": sender(SARI)}},
    "channel post": {
        "channel_post": {"message_id": 1, "date": 1, "chat": {"id": -100, "type": "channel"}, "text": "x"}
    },
    "group": {"message": message(chat={"id": -5, "type": "group", "title": "g"}, text="/start")},
    "group tap": query(message={"message_id": 1, "date": 1, "chat": {"id": -5, "type": "group", "title": "g"}}),
    "edited message": {"edited_message": message(text="4")},
    "message is null": {"message": None},
    "callback without message": query(message=None, inline_message_id="abc"),
    "callback without data": query(data=None, game_short_name="x"),
}


@pytest.mark.parametrize("name", [*UNREADABLE, *NOT_OURS])
async def test_whatever_comes_those_behind_it_are_answered(desk: Desk, name: str) -> None:
    await desk.companion(SARI)
    await desk.companion(12)
    strange = {"update_id": desk.number(), **(UNREADABLE | NOT_OURS)[name]}
    behind = desk.tap(12, "go:questionnaire")
    await desk.take(strange, behind)
    assert "1 / 87" in desk.screen(12).data["text"]
    # Claimed or set aside: in both cases it is known, and may be confirmed.
    states = await desk.query("SELECT update_id, state FROM inbox WHERE update_id = :n", n=strange["update_id"])
    assert [update_id for update_id, _ in states] == [strange["update_id"]]
    # A second delivery does no more than the first.
    await desk.take(strange)
    assert await desk.query("SELECT count(*) FROM draft") == [(1,)]


@pytest.mark.parametrize("name", list(NOT_OURS))
async def test_what_is_not_for_us_is_claimed_and_not_set_aside(desk: Desk, name: str) -> None:
    await desk.take({"update_id": desk.number(), **NOT_OURS[name]})
    assert await desk.aside() == []


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "x",
        5,
        [],
        {},
        {"update_id": "7"},
        {"update_id": None},
        {"update_id": True},
        {"update_id": 1.5},
        {"update_id": [1]},
        {"update_id": HUGE},
        {"update_id": -HUGE, "message": 5},
    ],
    ids=repr,
)
async def test_without_a_number_it_is_stepped_over(desk: Desk, raw: Any) -> None:
    await desk.companion(SARI)
    await desk.take(raw, desk.tap(SARI, "go:questionnaire"))
    assert "1 / 87" in desk.screen(SARI).data["text"]


async def test_an_edited_message_does_not_answer(desk: Desk) -> None:
    await desk.companion(SARI)
    await desk.take(desk.tap(SARI, "go:profile"))
    await desk.take({"update_id": desk.number(), "edited_message": message(text="Sari")})
    assert await desk.answers() == {}


async def test_half_a_sign_is_no_answer_and_stalls_nothing(desk: Desk) -> None:
    await desk.companion(SARI)
    await desk.take(desk.tap(SARI, "go:profile"))
    await desk.take(desk.text(SARI, "\ud83d"), desk.text(SARI, "Sari"))
    assert await desk.answers() == {"nama": "Sari"}
    assert await desk.aside() == []


async def test_half_a_surrogate_is_no_answer(desk: Desk) -> None:
    await desk.companion(SARI)
    await desk.take(desk.tap(SARI, "go:profile"))
    for words in ("\ud83d", "Sari"):
        await desk.take(desk.text(SARI, words))
    assert await desk.answers() == {"nama": "Sari"}


@pytest.mark.parametrize(
    ("number", "where"),
    [("1234567890123456", "text"), ("1234 5678 9012 3456", "text"), ("1234567890123456", "caption")],
)
async def test_what_is_set_aside_holds_no_identity_number(desk: Desk, number: str, where: str) -> None:
    await desk.take({"update_id": desk.number(), "message": message(chat=None, **{where: f"NIK {number} ya"})})
    [(payload,)] = await desk.query("SELECT payload FROM inbox WHERE state = 'aside'")
    assert number not in payload
    assert "NIK" in payload


def test_a_number_is_found_as_an_int_too_and_a_long_update_is_cut() -> None:
    assert "1234567890123456" not in as_payload({"phone": 1234567890123456})
    assert len(as_payload({"text": "x" * 10_000})) == 4000
    # The number stands across the cut.
    assert "12345678" not in as_payload({"text": "x" * 3980 + " 1234567890123456"})


def test_any_json_has_a_payload_that_can_be_stored() -> None:
    assert as_payload({"text": "\ud83d"}).encode()
    assert json.loads(as_payload({"text": "héé"})) == {"text": "héé"}


def test_the_running_bot_steps_over_strange_updates(tmp_path: Path) -> None:
    # Without a pace in the chat: many of these end in an apology to one person.
    world = World(tmp_path / "data", chat_messages_per_second=100)
    world.start_bot()
    ibu_sari = world.person("ibu_sari", "Sari")
    ibu_sari.send("/start")
    ibu_sari.sees("Selamat datang")
    strange = {**UNREADABLE, **NOT_OURS}
    for name in strange:
        if "surrogate" not in name:
            world.post("/sim/update", strange[name] or {"message": {"message_id": "wrong"}})
    ibu_sari.tap("Mulai")
    ibu_sari.sees("Persetujuan penggunaan data")
    world.settle()
    assert world.playground.pending == 0
    world.close()
