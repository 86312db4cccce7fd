"""The endpoints for scripts."""

from __future__ import annotations

import base64
from typing import Any

import aiohttp
import pytest

from tests.playground.conftest import SARI, TOKEN, Client, keyboard
from tests.playground.test_strictness import png


async def test_people_are_added_and_found_by_key_or_id(api: Client) -> None:
    added = await api.sim("people", key="dewi", first_name="Dewi", language_code="en", role="admin")
    await api.sim("people", key="budi", first_name="Budi", user_id=77)
    assert added["user_id"] != 77
    await api.sim(f"{added['user_id']}/message", text="hi")
    assert (await api.chat("dewi"))["messages"][0]["text"] == "hi"
    update = (await api.updates())[0]
    assert update["message"]["from"]["language_code"] == "en"
    status, body = await api.sim_raw("nobody/message", text="x")
    assert status == 404
    assert body["error"] == "nobody is called 'nobody'"
    assert "POST /sim/people" in body["do"]
    assert "dewi" in body["known"]


@pytest.mark.parametrize(
    "wrong", [{}, {"key": "x"}, {"key": "a/b", "first_name": "x"}, {"key": "12", "first_name": "x"},
              {"key": "log", "first_name": "x"}, {"key": "x", "first_name": "x", "user_id": "y"}],
)  # fmt: skip
async def test_a_wrong_person_is_refused(api: Client, wrong: dict[str, Any]) -> None:
    assert (await api.sim_raw("people", **wrong))[0] == 400


@pytest.mark.parametrize(
    ("label", "data"),
    [("Kembali", "Kembali"), ("3", "3 · Memahami"), ("sangat", "4 · Sangat memahami"), ("berhenti", "Berhenti dulu")],
)
async def test_a_button_is_found_by_what_it_says(api: Client, label: str, data: str) -> None:
    await api.begin()
    await api.call("sendMessage", chat_id=SARI, text="old", reply_markup=keyboard(["Kembali ke menu"]))
    rows = keyboard(["3 · Memahami"], ["4 · Sangat memahami"], ["Kembali", "Berhenti dulu"])
    newest = await api.call("sendMessage", chat_id=SARI, text="new", reply_markup=rows)
    tapped = await api.sim("sari/tap", button=label)
    assert (tapped["message_id"], tapped["data"]) == (newest["message_id"], data)


async def test_a_button_that_is_not_there_is_refused_with_what_is(api: Client) -> None:
    await api.begin()
    await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["Ya, kirim", "Ya, hapus"], ["Tidak"]))
    status, body = await api.sim_raw("sari/tap", button="Mungkin")
    assert (status, body["visible"]) == (409, ["Ya, kirim", "Ya, hapus", "Tidak"])
    status, body = await api.sim_raw("sari/tap", button="Ya")
    assert (status, body["error"]) == (409, "'Ya' fits more than one button: 'Ya, kirim', 'Ya, hapus'")
    assert await api.updates() == []
    assert (await api.sim_raw("silent/tap", data="x"))[0] == 409
    assert (await api.sim_raw("sari/tap", data="x", message_id=999))[0] == 409


async def test_an_older_message_can_be_tapped_and_any_data_sent(api: Client) -> None:
    await api.begin()
    old = await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["a"]))
    await api.call("sendMessage", chat_id=SARI, text="y", reply_markup=keyboard(["a"]))
    await api.sim("sari/tap", button="a", message_id=old["message_id"])
    await api.sim("sari/tap", data="forged:1:2", message_id=old["message_id"])
    queries = [update["callback_query"] for update in await api.updates()]
    assert [(query["message"]["text"], query["data"]) for query in queries] == [("x", "a"), ("x", "forged:1:2")]


async def test_a_link_is_given_not_tapped(api: Client) -> None:
    await api.begin()
    board = {"inline_keyboard": [[{"text": "Baca", "url": "https://example.org/"}]]}
    await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=board)
    assert (await api.sim("sari/tap", button="Baca"))["url"] == "https://example.org/"
    assert await api.updates() == []


async def test_a_reply_keyboard_writes(api: Client) -> None:
    await api.begin()
    board = {"keyboard": [[{"text": "Menu"}], ["Bantuan"]], "one_time_keyboard": True}
    said = await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=board)
    shown = {"rows": [[{"text": "Menu"}], [{"text": "Bantuan"}]], "one_time": True}
    looks = {"message_id": said["message_id"], "resize": False, "persistent": False, "placeholder": ""}
    assert (await api.chat())["keyboard"] == shown | looks
    await api.sim("sari/tap", button="Bantuan")
    assert (await api.updates())[0]["message"]["text"] == "Bantuan"
    await api.call("sendMessage", chat_id=SARI, text="x", reply_markup={"remove_keyboard": True})
    assert (await api.chat())["keyboard"] is None


def encoded(content: bytes) -> dict[str, str]:
    return {"name": "a.png", "base64": base64.b64encode(content).decode()}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"photo": encoded(png()), "caption": "c"}, "photo"),
        ({"document": encoded(b"x")}, "document"),
        ({"voice": encoded(b"x")}, "voice"),
        ({"video": encoded(b"x")}, "video"),
        ({"location": {"latitude": -0.2244, "longitude": 100.6331}}, "location"),
        ({"sticker": True}, "sticker"),
        ({"contact": {"phone_number": "+62000"}}, "contact"),
    ],
)
async def test_people_send_more_than_text(api: Client, sent: dict[str, Any], field: str) -> None:
    await api.sim("sari/message", **sent)
    message = (await api.updates())[0]["message"]
    assert field in message
    assert message.get("caption") == sent.get("caption")
    assert (await api.chat())["messages"][0][field]


@pytest.mark.parametrize(
    "wrong",
    [{}, {"photo": {"name": "x"}}, {"photo": {"name": "x", "base64": "*"}}, {"location": {"latitude": 1}},
     {"photo": encoded(b"no picture")}],
)  # fmt: skip
async def test_a_wrong_message_is_refused(api: Client, wrong: dict[str, Any]) -> None:
    assert (await api.sim_raw("sari/message", **wrong))[0] == 400
    assert await api.updates() == []


async def test_a_file_goes_to_the_bot_and_back(api: Client) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("document", b"content", filename="laporan oktober.txt")
    async with api.session.post(f"{api.playground.url}/sim/sari/message", data=form) as answer:
        assert answer.status == 200
    document = (await api.updates())[0]["message"]["document"]
    assert document["file_name"] == "laporan oktober.txt"
    path = (await api.call("getFile", file_id=document["file_id"]))["file_path"]
    async with api.session.get(f"{api.playground.file_url}{TOKEN}/{path}") as answer:
        assert await answer.read() == b"content"
    again = await api.call("sendDocument", chat_id=SARI, document=document["file_id"])
    assert again["document"] == document
    wrong = await api.refused("sendPhoto", chat_id=SARI, photo=document["file_id"])
    assert wrong == "400 Bad Request: can't use file of type Document as Photo"


async def test_a_long_text_goes_as_several_messages(api: Client) -> None:
    ids = (await api.sim("sari/message", text="x" * 10_000))["message_ids"]
    assert [len(update["message"]["text"]) for update in await api.updates()] == [4096, 4096, 1808]
    assert len(ids) == 3


async def test_a_forwarded_keyboard_loses_its_buttons(api: Client) -> None:
    await api.begin()
    said = await api.call("sendMessage", chat_id=SARI, text="x", reply_markup=keyboard(["a"]))
    await api.sim("sari/message", forward_of=said["message_id"])
    message = (await api.updates())[0]["message"]
    assert message["text"] == "x"
    assert message["forward_origin"]["sender_user"]["is_bot"] is True
    assert "reply_markup" not in message


async def test_who_blocked_the_bot_cannot_write(api: Client) -> None:
    await api.begin()
    await api.sim("sari/block")
    status, body = await api.sim_raw("sari/message", text="x")
    assert status == 409
    assert "unblock" in body["error"]


async def test_the_chat_shows_edits_their_history_and_deletions(api: Client) -> None:
    await api.begin()
    said = await api.call("sendMessage", chat_id=SARI, text="one")
    where = {"chat_id": SARI, "message_id": said["message_id"]}
    await api.call("editMessageText", **where, text="<b>two</b>", parse_mode="HTML")
    await api.call("editMessageText", **where, text="three & more", reply_markup=keyboard(["a"]))
    await api.call("sendChatAction", chat_id=SARI, action="typing")
    chat = await api.chat()
    shown = chat["messages"][-1]
    assert (shown["from"], shown["text"], shown["html"]) == ("bot", "three & more", "three &amp; more")
    assert (shown["edits"], shown["history"]) == (2, ["one", "two"])
    assert shown["buttons"] == [[{"text": "a", "data": "a", "url": None}]]
    assert shown["edit_date"] is not None
    assert chat["typing"] is True
    await api.call("deleteMessage", **where)
    assert (await api.chat())["messages"][-1]["deleted"] is True


async def test_the_log_knows_every_call_but_no_token(api: Client) -> None:
    await api.begin()
    await api.call("sendMessage", chat_id=SARI, text="x")
    await api.upload("sendPhoto", "photo", "p.png", png(), chat_id=SARI)
    await api.refused("sendMessage", chat_id=SARI, text="")
    async with api.session.get(f"{api.playground.url}/sim/log") as answer:
        assert TOKEN not in await answer.text()
        calls = (await answer.json())["calls"]
    assert [call["number"] for call in calls] == list(range(1, len(calls) + 1))
    last = calls[-1]
    assert (last["method"], last["chat_id"], last["status"]) == ("sendMessage", SARI, 400)
    assert last["description"] == "Bad Request: message text is empty"
    assert last["ms"] >= 0
    assert calls[-2]["params"]["photo"].startswith("<file p.png, ")
    only = await api.get(f"/sim/log?method=sendmessage&after={calls[2]['number']}")
    assert [call["number"] for call in only["calls"]] == [last["number"]]
    state = await api.get("/sim/state")
    assert (state["pending"], state["calls"]) == (0, len(calls))


async def test_copies_and_forwards_by_the_bot(api: Client) -> None:
    await api.begin("sari", "rahmat")
    said = await api.call("sendMessage", chat_id=SARI, text="x")
    source = {"chat_id": 12, "from_chat_id": SARI, "message_id": said["message_id"]}
    forwarded = await api.call("forwardMessage", **source)
    assert forwarded["forward_origin"]["type"] == "user"
    copied = await api.call("copyMessage", **source)
    shown = (await api.chat("rahmat"))["messages"]
    assert [(one["message_id"], one["text"]) for one in shown[1:]] == [
        (forwarded["message_id"], "x"),
        (copied["message_id"], "x"),
    ]
    missing = {**source, "message_id": 999}
    assert await api.refused("forwardMessage", **missing) == "400 Bad Request: message to forward not found"
    assert await api.refused("copyMessage", **missing) == "400 Bad Request: message to copy not found"
