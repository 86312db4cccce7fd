"""What Telegram refuses is refused, in Telegram's own words."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from bot.clock import FrozenClock
from tests.playground.conftest import SARI, TOKEN, Client, keyboard

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


def png(width: int = 30, height: int = 20) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(content, "PNG")
    return content.getvalue()


def markup(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 999}, "chat not found"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"chat_id": None}, "chat not found"),
        ({"reply_markup": markup(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": markup(callback_data="")}, "BUTTON_DATA_INVALID"),
        (
            {"reply_markup": markup()},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"reply_markup": markup(url="http://localhost/x")},
            "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "", "callback_data": "x"}]]}},
            "inline keyboard button text must be non-empty",
        ),
        ({"reply_markup": keyboard(list("123456789"))}, "too many buttons in a row"),
        ({"reply_markup": keyboard(*[[str(n)] for n in range(101)])}, "reply markup is too long"),
        ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"reply_markup": []}, "object expected as reply markup"),
        ({"reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "parse_mode": "shout"}, "unsupported parse_mode"),
    ],
)
async def test_a_wrong_message_is_refused(api: Client, changed: dict[str, Any], refusal: str) -> None:
    await api.begin()
    assert (
        await api.refused("sendMessage", **{"chat_id": SARI, "text": "x", **changed}) == f"400 Bad Request: {refusal}"
    )
    assert [said["from"] for said in (await api.chat())["messages"]] == ["person"]


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "x" * 4096},
        {"text": "😀" * 2048},
        {"text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"},
        {"reply_markup": markup(callback_data="x" * 64)},
        {"reply_markup": markup(callback_data="é" * 32)},
        {"reply_markup": keyboard(list("12345678"), *[[str(n)] for n in range(92)])},
        {"reply_markup": markup(url="https://example.org/")},
        {"reply_parameters": {"message_id": 999, "allow_sending_without_reply": True}},
    ],
)
async def test_a_message_at_the_limit_is_taken(api: Client, changed: dict[str, Any]) -> None:
    await api.begin()
    await api.call("sendMessage", **{"chat_id": SARI, "text": "x", **changed})


async def test_a_caption_has_its_own_limit(api: Client) -> None:
    await api.begin()
    status, body = await api.upload("sendPhoto", "photo", "p.png", png(), chat_id=SARI, caption="x" * 1025)
    assert (status, body["description"]) == (400, "Bad Request: message caption is too long")
    status, body = await api.upload("sendPhoto", "photo", "p.png", png(), chat_id=SARI, caption="x" * 1024)
    assert status == 200
    assert body["result"]["photo"][0] | {"width": 30, "height": 20} == body["result"]["photo"][0]


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("p.png", b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"),
        ("p.png", png(2100, 100), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (
            "p.png",
            b"x" * (10 * 1024 * 1024 + 1),
            "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
        ("p.png", b"", "Bad Request: file must be non-empty"),
    ],
)
async def test_a_wrong_picture_is_refused(api: Client, name: str, content: bytes, refusal: str) -> None:
    await api.begin()
    status, body = await api.upload("sendPhoto", "photo", name, content, chat_id=SARI)
    assert (status, body["description"]) == (400, refusal)


async def test_files_have_a_size_both_ways(api: Client) -> None:
    await api.begin()
    status, body = await api.upload("sendDocument", "document", "a.bin", b"x" * (50 * 1024 * 1024 + 1), chat_id=SARI)
    assert (status, body["description"]) == (413, "Request Entity Too Large")
    status, body = await api.upload("sendDocument", "document", "a.bin", b"x" * (20 * 1024 * 1024 + 1), chat_id=SARI)
    assert status == 200
    file_id = body["result"]["document"]["file_id"]
    assert await api.refused("getFile", file_id=file_id) == "400 Bad Request: file is too big"
    assert await api.refused("getFile", file_id="nothing") == "400 Bad Request: invalid file_id"
    assert await api.refused("getFile") == "400 Bad Request: file_id not specified"
    wrong = "400 Bad Request: wrong file identifier/HTTP URL specified"
    assert await api.refused("sendDocument", chat_id=SARI, document="https://example.org/a") == wrong


async def test_an_edit_that_changes_nothing_is_refused(api: Client) -> None:
    await api.begin()
    board = keyboard(["a"])
    said = await api.call("sendMessage", chat_id=SARI, text="<b>x</b>", parse_mode="HTML", reply_markup=board)
    where = {"chat_id": SARI, "message_id": said["message_id"]}
    same = {**where, "text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": board}
    assert await api.refused("editMessageText", **same) == NOT_MODIFIED
    assert await api.refused("editMessageReplyMarkup", **where, reply_markup=board) == NOT_MODIFIED
    # Formatting, keyboard or text: any of them is a change.
    await api.call("editMessageText", **{**same, "parse_mode": ""})
    await api.call("editMessageText", **same)
    edited = await api.call("editMessageText", **{**same, "reply_markup": None})
    assert "reply_markup" not in edited
    assert edited["edit_date"] == edited["date"]
    assert await api.refused("editMessageReplyMarkup", **where) == NOT_MODIFIED


async def test_what_cannot_be_edited(api: Client) -> None:
    await api.begin()
    photo = (await api.upload("sendPhoto", "photo", "p.png", png(), chat_id=SARI, caption="c"))[1]["result"]
    text = await api.call("sendMessage", chat_id=SARI, text="x")
    for method, message_id, refusal in [
        ("editMessageText", 999, "message to edit not found"),
        ("editMessageText", None, "message identifier is not specified"),
        ("editMessageText", 1, "message can't be edited"),
        ("editMessageText", photo["message_id"], "there is no text in the message to edit"),
        ("editMessageCaption", text["message_id"], "there is no caption in the message to edit"),
        ("deleteMessage", 999, "message to delete not found"),
    ]:
        params = {"chat_id": SARI, "message_id": message_id, "text": "y", "caption": "y"}
        assert await api.refused(method, **params) == f"400 Bad Request: {refusal}"
    await api.call("editMessageCaption", chat_id=SARI, message_id=photo["message_id"], caption="d")
    await api.call("deleteMessage", chat_id=SARI, message_id=text["message_id"])
    gone = await api.refused("editMessageText", chat_id=SARI, message_id=text["message_id"], text="y")
    assert gone == "400 Bad Request: message to edit not found"


async def test_a_message_cannot_be_deleted_after_two_days(api: Client, clock: FrozenClock) -> None:
    await api.begin()
    said = await api.call("sendMessage", chat_id=SARI, text="x")
    clock.advance(hours=48, seconds=1)
    refusal = await api.refused("deleteMessage", chat_id=SARI, message_id=said["message_id"])
    assert refusal == "400 Bad Request: message can't be deleted for everyone"


async def test_a_query_can_be_answered_once_and_within_150_seconds(api: Client, clock: FrozenClock) -> None:
    await api.begin()
    await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["a"]))
    first, second = (await api.sim("sari/tap", button="a", times=2))["query_ids"]
    too_long = await api.refused("answerCallbackQuery", callback_query_id=first, text="x" * 201)
    assert too_long == "400 Bad Request: MESSAGE_TOO_LONG"
    clock.advance(seconds=150)
    await api.call("answerCallbackQuery", callback_query_id=first, text="ok", show_alert=True)
    assert await api.refused("answerCallbackQuery", callback_query_id=first) == TOO_OLD
    clock.advance(seconds=1)
    assert await api.refused("answerCallbackQuery", callback_query_id=second) == TOO_OLD
    assert await api.refused("answerCallbackQuery", callback_query_id="1") == TOO_OLD
    assert (await api.chat())["toasts"] == [{"text": "ok", "alert": True, "date": 1795136550}]


async def test_who_blocked_or_never_wrote_gets_nothing(api: Client) -> None:
    await api.begin()
    silent = await api.refused("sendMessage", chat_id=13, text="x")
    assert silent == "403 Forbidden: bot can't initiate conversation with a user"
    await api.sim("sari/block")
    assert await api.refused("sendMessage", chat_id=SARI, text="x") == "403 Forbidden: bot was blocked by the user"
    await api.sim("sari/unblock")
    await api.call("sendMessage", chat_id=SARI, text="x")
    statuses = [
        (update["my_chat_member"]["old_chat_member"]["status"], update["my_chat_member"]["new_chat_member"]["status"])
        for update in await api.updates()
    ]
    assert statuses == [("member", "kicked"), ("kicked", "member")]


async def test_token_and_method_must_be_known(api: Client) -> None:
    assert await api.refused("sendFortune") == "404 Not Found"
    async with api.session.get(f"{api.playground.api_url}123:other/getMe") as answer:
        assert answer.status == 401
        assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    async with api.session.get(f"{api.playground.api_url}{TOKEN}/GETME") as answer:
        assert (await answer.json())["result"]["is_bot"] is True


@pytest.mark.parametrize(
    ("commands", "refusal"),
    [
        ([{"command": "Help", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "help", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": f"c{n}", "description": "x"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_wrong_commands_are_refused(api: Client, commands: list[dict[str, str]], refusal: str) -> None:
    assert await api.refused("setMyCommands", commands=commands) == f"400 Bad Request: {refusal}"
