"""Several messages at once: albums of the bot and of people, copies, deletions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from telegram import InputMediaDocument, InputMediaPhoto, InputMediaVideo, Message, MessageEntity, Update
from telegram.error import BadRequest

from bot.playground import Limits
from tests.playground.conftest import SARI, Client, keyboard
from tests.playground.test_rate import Watch
from tests.playground.test_strictness import png
from tests.playground.test_with_ptb import application


def photo(media: str = "attach://a", **more: Any) -> dict[str, Any]:
    return {"type": "photo", "media": media, **more}


async def send_album(api: Client, media: Any, **params: Any) -> tuple[int, dict[str, Any]]:
    """sendMediaGroup with a picture as `a`, a text file as `b` and no picture as `c`."""
    form = aiohttp.FormData(quote_fields=False)
    for name, content in (("a", png()), ("b", b"text"), ("c", b"no picture")):
        form.add_field(name, content, filename=f"{name}.png")
    for name, value in {"chat_id": SARI, "media": media, **params}.items():
        form.add_field(name, json.dumps(value))
    async with api.session.post(f"{api.playground.api_url}123:test-token/sendMediaGroup", data=form) as answer:
        return answer.status, await answer.json()


async def album(api: Client, count: int = 3, **first: Any) -> list[dict[str, Any]]:
    status, body = await send_album(api, [photo(**first), *[photo()] * (count - 1)])
    assert status == 200, body
    sent: list[dict[str, Any]] = body["result"]
    return sent


async def test_python_telegram_bot_sends_an_album(api: Client) -> None:
    await api.begin()
    async with application(api) as built:
        marks = [MessageEntity(MessageEntity.BOLD, 0, 4)]
        first = InputMediaPhoto(png(), caption="Satu <b>", caption_entities=marks)
        sent = await built.bot.send_media_group(SARI, [first, InputMediaVideo(b"video", width=320, height=240)])
        assert all(isinstance(one, Message) for one in sent)
        assert sent[0].media_group_id
        assert sent[0].media_group_id == sent[1].media_group_id
        assert sent[0].message_id < sent[1].message_id
        assert sent[0].caption_html == "<b>Satu</b> &lt;b&gt;"
        assert sent[1].video is not None
        assert (sent[1].video.width, sent[1].video.height) == (320, 240)
        again = await built.bot.send_media_group(SARI, [InputMediaPhoto(sent[0].photo[-1].file_id)] * 2)
        assert again[0].photo == sent[0].photo
        assert again[0].media_group_id != sent[0].media_group_id
        files = await built.bot.send_media_group(SARI, [InputMediaDocument(b"x", filename="x.pdf")] * 2, caption="c")
        assert [(one.document is not None, one.caption) for one in files] == [(True, "c"), (True, None)]
        reply = await built.bot.send_media_group(SARI, [InputMediaPhoto(png())] * 2, reply_to_message_id=1)
        assert reply[1].reply_to_message is not None
        audio = await built.bot.send_audio(SARI, b"audio", filename="lagu.mp3", duration=12)
        assert audio.to_dict()["audio"]["duration"] == 12
    shown = (await api.chat())["messages"]
    assert [one["album"] is not None for one in shown] == [False, *[True] * 8, False]


@pytest.mark.parametrize(
    ("media", "refusal"),
    [
        (None, "there are no messages to send"),
        ([], "there are no messages to send"),
        ({"type": "photo"}, "expected an Array of InputMedia"),
        ([photo()], "an album needs 2 to 10 items"),
        ([photo()] * 11, "too many messages to send as an album"),
        ([photo(), {"type": "document", "media": "attach://b"}], "document can't be mixed with other media types"),
        (
            [{"type": "audio", "media": "attach://b"}, {"type": "video", "media": "attach://b"}],
            "audio can't be mixed with other media types",
        ),
        ([photo(), photo("attach://missing")], "can't parse InputMedia: media not found"),
        ([photo(), photo("")], "can't parse InputMedia: media not found"),
        ([photo(), "x"], "can't parse InputMedia: expected an Object"),
        ([photo(), {"type": "sticker", "media": "x"}], 'can\'t parse InputMedia: type "sticker" is unsupported'),
        (
            [photo(), {"type": "animation", "media": "x"}],
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        ([photo(), photo("unknown")], "wrong file identifier/HTTP URL specified"),
        (
            [photo(), photo("attach://c")],
            'failed to send message #2 with the error message "IMAGE_PROCESS_FAILED"',
        ),
        ([photo(), photo(caption="x" * 1025)], "message caption is too long"),
        (
            [photo(), photo(caption="x", caption_entities=[{"type": "bold", "offset": 0, "length": 2}])],
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2",
        ),
    ],
)
async def test_a_wrong_album_is_refused_whole(api: Client, media: Any, refusal: str) -> None:
    await api.begin()
    status, body = await send_album(api, media)
    assert (status, body["description"]) == (400, f"Bad Request: {refusal}")
    assert len((await api.chat())["messages"]) == 1


async def test_an_album_has_no_keyboard(api: Client) -> None:
    await api.begin()
    _, body = await send_album(api, [photo(), photo()], reply_markup=keyboard(["a"]))
    assert all("reply_markup" not in one for one in body["result"])


async def test_an_edit_changes_one_item_only(api: Client) -> None:
    await api.begin()
    first, second, third = await album(api, caption="lama")
    where = {"chat_id": SARI, "message_id": first["message_id"]}
    edited = await api.call("editMessageCaption", **where, caption="<b>baru</b>", parse_mode="HTML")
    assert (edited["caption"], edited["media_group_id"]) == ("baru", first["media_group_id"])
    status, body = await api.upload(
        "editMessageMedia", "n", "n.png", png(50, 50), **where, media=photo("attach://n", caption="lain")
    )
    assert status == 200, body
    assert body["result"]["photo"][0]["width"] == 50
    assert body["result"]["media_group_id"] == first["media_group_id"]
    document = {"type": "document", "media": "attach://n"}
    status, body = await api.upload("editMessageMedia", "n", "n.txt", b"x", **where, media=document)
    assert body["description"] == "Bad Request: can't use the media of the specified type in the album"
    assert "no text" in await api.refused("editMessageText", **where, text="x")
    shown = (await api.chat())["messages"][1:]
    assert [(one["edits"], one["text"]) for one in shown] == [(2, "lain"), (0, ""), (0, "")]
    await api.call("deleteMessage", chat_id=SARI, message_id=second["message_id"])
    await api.call("deleteMessages", chat_id=SARI, message_ids=[first["message_id"], 999, third["message_id"]])
    assert all(one["deleted"] for one in (await api.chat())["messages"][1:])


async def test_albums_are_copied_and_forwarded_together(api: Client) -> None:
    await api.begin("sari", "rahmat")
    sent = await album(api, caption="c")
    ids = [one["message_id"] for one in sent]
    copies = await api.call("copyMessages", chat_id=12, from_chat_id=SARI, message_ids=[*ids, 999])
    assert [list(one) for one in copies] == [["message_id"]] * 3
    await api.call("copyMessages", chat_id=12, from_chat_id=SARI, message_ids=ids, remove_caption=True)
    await api.call("forwardMessages", chat_id=12, from_chat_id=SARI, message_ids=ids)
    shown = (await api.chat("rahmat"))["messages"][1:]
    assert [one["text"] for one in shown] == ["c", "", "", "", "", "", "c", "", ""]
    assert [one["forwarded_from"] is not None for one in shown] == [False] * 6 + [True] * 3
    albums = [one["album"] for one in shown]
    assert sorted(albums.count(one) for one in set(albums)) == [3, 3, 3]
    assert sent[0]["media_group_id"] not in albums


@pytest.mark.parametrize(
    ("method", "ids", "refusal"),
    [
        ("copyMessages", None, "message identifiers are not specified"),
        ("copyMessages", 5, "expected an Array of message identifiers"),
        ("copyMessages", ["x"], "can't parse message identifier as a Number"),
        ("deleteMessages", [1, 0], "invalid message identifier specified"),
        ("forwardMessages", [], "message identifiers are not specified"),
        ("deleteMessages", list(range(1, 102)), "too many message identifiers specified"),
        ("copyMessages", [2, 1], "message identifiers must be in a strictly increasing order"),
        ("copyMessages", [998, 999], "there are no messages to forward"),
        ("forwardMessages", [998], "there are no messages to forward"),
    ],
)
async def test_wrong_lists_of_messages_are_refused(api: Client, method: str, ids: Any, refusal: str) -> None:
    await api.begin()
    refused = await api.refused(method, chat_id=SARI, from_chat_id=SARI, message_ids=ids)
    assert refused == f"400 Bad Request: {refusal}"


async def test_an_album_costs_as_many_messages_as_it_has(open_playground: Callable[..., Any]) -> None:
    watch = Watch()
    api = await open_playground(monotonic=watch)
    await api.begin()
    await album(api, 10)
    # Three of a burst were there: seven seconds are owed, and one more for the next message.
    assert await api.refused("sendMessage", chat_id=SARI, text="x") == "429 Too Many Requests: retry after 8"
    watch.time += 8
    await api.call("sendMessage", chat_id=SARI, text="x")
    assert api.playground.record().by_chat == {SARI: 11}
    assert api.playground.record().too_many == {"overall": 0, "chat": 1, "group": 0, "fault": 0}


async def test_overall_an_album_needs_room_for_all_of_it(open_playground: Callable[..., Any]) -> None:
    watch = Watch()
    api = await open_playground(monotonic=watch, limits=Limits(messages_per_second=5))
    await api.begin("sari", "rahmat")
    for _ in range(3):
        await api.call("sendMessage", chat_id=12, text="x")
    status, body = await send_album(api, [photo()] * 3)
    assert (status, body["parameters"]) == (429, {"retry_after": 1})
    watch.time += 1
    await album(api, 3)


# People


async def test_people_send_albums(api: Client) -> None:
    form = aiohttp.FormData(quote_fields=False)
    for number in range(2):
        form.add_field("photo", png(), filename=f"{number}.png")
    form.add_field("video", b"video", filename="v.mp4")
    form.add_field("caption", "Kegiatan")
    async with api.session.post(f"{api.playground.url}/sim/sari/message", data=form) as answer:
        assert len((await answer.json())["message_ids"]) == 3
    updates = [Update.de_json(update) for update in await api.updates()]
    messages = [update.message for update in updates if update is not None and update.message is not None]
    assert len({one.media_group_id for one in messages}) == 1
    assert [(bool(one.photo), one.caption) for one in messages] == [(True, "Kegiatan"), (True, None), (False, None)]


async def test_people_send_albums_as_json(api: Client) -> None:
    file = {"name": "a.pdf", "base64": "eA=="}
    await api.sim("sari/message", album=[{"document": file, "html": "<b>x</b>"}, {"document": file, "caption": "y"}])
    first, second = [update["message"] for update in await api.updates()]
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert second["caption"] == "y"
    for wrong in ([{"document": file}], [{"document": file}] * 11, [{"x": 1}, {}], [{"document": file}, {"audio": 1}]):
        assert (await api.sim_raw("sari/message", album=wrong))[0] == 400
    assert len(await api.updates()) == 2


async def test_an_album_that_was_sent_can_be_sent_on(api: Client) -> None:
    # What an admin composes goes out to everybody under the same file ids.
    file = {"name": "a.pdf", "base64": "eA=="}
    await api.sim("sari/message", album=[{"document": file, "caption": "c"}, {"document": file}])
    got = [update["message"]["document"]["file_id"] for update in await api.updates()]
    sent = await api.call(
        "sendMediaGroup", chat_id=SARI, media=[{"type": "document", "media": file_id} for file_id in got]
    )
    assert [one["document"]["file_id"] for one in sent] == got


async def test_ptb_raises_the_refusals_of_an_album(api: Client) -> None:
    await api.begin()
    async with application(api) as built:
        with pytest.raises(BadRequest, match="Document can't be mixed"):
            await built.bot.send_media_group(SARI, [InputMediaPhoto(png()), InputMediaDocument(b"x")])
