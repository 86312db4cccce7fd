"""Keyboards in place of the letters: how they are shown, what their buttons send, and what Telegram refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Limits
from tests.playground.conftest import SARI, Client, keyboard

PLACE = {"latitude": -6.2, "longitude": 106.8, "horizontal_accuracy": 5.0}
BOARD = {
    "keyboard": [[{"text": "📍 Kirim lokasi saya", "request_location": True}], [{"text": "Batal"}]],
    "resize_keyboard": True,
    "one_time_keyboard": True,
    "is_persistent": True,
    "input_field_placeholder": "Ketuk tombol di bawah",
}
CANNOT = "400 Bad Request: message can't be edited"


async def shown(api: Client, board: dict[str, Any] | None = None) -> dict[str, Any]:
    await api.begin()
    said: dict[str, Any] = await api.call("sendMessage", chat_id=SARI, text="Di mana?", reply_markup=board or BOARD)
    return said


async def test_it_is_kept_as_it_was_given(api: Client) -> None:
    said = await shown(api)
    # A message carries only inline keyboards; this one belongs to the chat.
    assert "reply_markup" not in said
    assert (await api.chat())["keyboard"] == {
        "message_id": said["message_id"],
        "rows": BOARD["keyboard"],
        "one_time": True,
        "resize": True,
        "persistent": True,
        "placeholder": "Ketuk tombol di bawah",
    }


async def test_a_button_that_asks_for_the_place_sends_it_as_a_reply(api: Client) -> None:
    said = await shown(api)
    await api.sim("sari/tap", button="Kirim lokasi", location=PLACE)
    message = (await api.updates())[0]["message"]
    assert message["location"] == PLACE
    assert message["reply_to_message"]["message_id"] == said["message_id"]
    assert "text" not in message
    assert (await api.chat())["messages"][-1]["reply_to"] == said["message_id"]
    # Without one it is the place that the page proposes.
    await api.sim("sari/tap", button="Kirim lokasi")
    assert (await api.updates())[1]["message"]["location"]["latitude"] == -0.2244
    assert (await api.sim_raw("sari/tap", button="Kirim lokasi", location={"latitude": 91, "longitude": 0}))[0] == 400


async def test_a_button_that_asks_for_the_number_sends_the_own_contact(api: Client) -> None:
    said = await shown(api, {"keyboard": [[{"text": "Nomor saya", "request_contact": True}]]})
    await api.sim("sari/tap", button="Nomor saya")
    message = (await api.updates())[0]["message"]
    assert message["contact"]["user_id"] == SARI
    assert message["reply_to_message"]["message_id"] == said["message_id"]


async def test_any_other_button_sends_its_text(api: Client) -> None:
    await shown(api)
    await api.sim("sari/tap", button="Batal")
    message = (await api.updates())[0]["message"]
    assert message["text"] == "Batal"
    assert "reply_to_message" not in message


async def test_a_button_under_a_message_and_one_of_the_keyboard_are_told_apart(api: Client) -> None:
    await shown(api)
    await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["Batal", "Lanjut"]))
    assert (await api.sim("sari/tap", button="Batal"))["data"] == "Batal"
    assert (await api.sim("sari/tap", button="Batal", keyboard=True))["text"] == "Batal"
    status, body = await api.sim_raw("sari/tap", button="Lanjut", keyboard=True)
    assert (status, body["visible"]) == (409, ["Batal", "Lanjut", "📍 Kirim lokasi saya", "Batal"])


@pytest.mark.parametrize("way", ["removed", "replaced", "deleted"])
async def test_how_it_goes_away(api: Client, way: str) -> None:
    said = await shown(api)
    if way == "removed":
        await api.call("sendMessage", chat_id=SARI, text="Baik.", reply_markup={"remove_keyboard": True})
    elif way == "replaced":
        await api.call("sendMessage", chat_id=SARI, text="Baik.", reply_markup={"keyboard": [["Lain"]]})
    else:
        await api.call("deleteMessage", chat_id=SARI, message_id=said["message_id"])
    now = (await api.chat())["keyboard"]
    assert (now and now["rows"]) == ([[{"text": "Lain"}]] if way == "replaced" else None)


async def test_an_inline_keyboard_or_none_leaves_it(api: Client) -> None:
    said = await shown(api)
    other = await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["a"]))
    await api.call("sendMessage", chat_id=SARI, text="y", reply_markup={"keyboard": []})
    await api.call("deleteMessage", chat_id=SARI, message_id=other["message_id"])
    assert (await api.chat())["keyboard"]["message_id"] == said["message_id"]


@pytest.mark.parametrize("markup", [BOARD, {"remove_keyboard": True}, {"force_reply": True}])
async def test_a_message_that_brought_or_took_it_cannot_be_edited(api: Client, markup: dict[str, Any]) -> None:
    said = await shown(api, markup)
    where = {"chat_id": SARI, "message_id": said["message_id"]}
    assert await api.refused("editMessageText", **where, text="y") == CANNOT
    assert await api.refused("editMessageReplyMarkup", **where, reply_markup=keyboard(["a"])) == CANNOT
    plain = await api.call("sendMessage", chat_id=SARI, text="x", reply_markup={"remove_keyboard": False})
    await api.call("editMessageText", chat_id=SARI, message_id=plain["message_id"], text="y")


async def test_all_of_it_outlives_a_restart(open_playground: Callable[..., Any], tmp_path: Path) -> None:
    api = await open_playground(limits=Limits.off(), folder=tmp_path)
    said = await shown(api)
    before = await api.chat()
    await api.playground.stop()
    again = await open_playground(limits=Limits.off(), folder=tmp_path)
    assert await again.chat() == before
    assert await again.refused("editMessageText", chat_id=SARI, message_id=said["message_id"], text="y") == CANNOT
    await again.sim("sari/tap", button="Kirim lokasi", location=PLACE)
    message = (await again.updates())[-1]["message"]
    assert message["reply_to_message"]["message_id"] == said["message_id"]


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        ({"keyboard": "x"}, 'field "keyboard" of the ReplyKeyboardMarkup must be an Array'),
        ({"keyboard": ["x"]}, 'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays'),
        ({"keyboard": [[1]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        ({"keyboard": [[{"text": " "}]]}, "keyboard button text must be non-empty"),
        ({"keyboard": [["x"] * 13]}, "too many buttons in a row"),
        ({"keyboard": [["x"]] * 301}, "reply markup is too long"),
        (
            {"keyboard": [["x"]], "input_field_placeholder": "x" * 65},
            "input_field_placeholder must have 1 to 64 characters",
        ),
        (
            {"force_reply": True, "input_field_placeholder": ""},
            "input_field_placeholder must have 1 to 64 characters",
        ),
    ],
)
async def test_a_wrong_one_is_refused(api: Client, markup: dict[str, Any], refusal: str) -> None:
    await api.begin()
    refused = await api.refused("sendMessage", chat_id=SARI, text="x", reply_markup=markup)
    assert refused == f"400 Bad Request: {refusal}"
    assert (await api.chat())["keyboard"] is None


@pytest.mark.parametrize(
    ("button", "refusal"),
    [
        ({"request_location": True}, "location can be requested in private chats only"),
        ({"request_contact": True}, "phone number can be requested in private chats only"),
    ],
)
async def test_a_group_is_not_asked(api: Client, button: dict[str, Any], refusal: str) -> None:
    await api.sim("groups", id=-5, title="Pendamping (contoh)")
    board = {"keyboard": [[{"text": "x", **button}]]}
    assert await api.refused("sendMessage", chat_id=-5, text="x", reply_markup=board) == f"400 Bad Request: {refusal}"


async def test_an_edit_takes_only_an_inline_keyboard(api: Client) -> None:
    await api.begin()
    said = await api.call("sendMessage", chat_id=SARI, text="x")
    where = {"chat_id": SARI, "message_id": said["message_id"]}
    refused = await api.refused("editMessageText", **where, text="y", reply_markup=BOARD)
    assert refused == "400 Bad Request: inline keyboard expected"
