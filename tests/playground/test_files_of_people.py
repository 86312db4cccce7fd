"""What people send besides words: places, pictures, voices, videos, documents. Every byte comes to the bot."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from PIL import Image

from bot.playground.samples import SAMPLE_PLACE, audio_file, photo_file, png_file, voice_file
from tests.playground.conftest import SARI, TOKEN, Client

GPS = 0x8825
MB = 1024 * 1024


def encoded(content: bytes, name: str = "") -> dict[str, str]:
    return {"name": name, "base64": base64.b64encode(content).decode()}


async def sent(api: Client, **what: Any) -> dict[str, Any]:
    await api.sim("sari/message", **what)
    message: dict[str, Any] = (await api.updates())[-1]["message"]
    return message


async def fetched(api: Client, file_id: str) -> bytes:
    path = (await api.call("getFile", file_id=file_id))["file_path"]
    async with api.session.get(f"{api.playground.file_url}{TOKEN}/{path}") as answer:
        assert answer.status == 200
        return await answer.read()


async def test_a_photo_comes_in_several_sizes_the_largest_as_it_was_sent(api: Client) -> None:
    content = photo_file(1280, 960)
    sizes = (await sent(api, photo=encoded(content, "a.jpg"), caption="Rumah"))["photo"]
    assert [(one["width"], one["height"]) for one in sizes] == [(90, 68), (320, 240), (800, 600), (1280, 960)]
    assert len({one["file_id"] for one in sizes}) == len({one["file_unique_id"] for one in sizes}) == 4
    assert await fetched(api, sizes[-1]["file_id"]) == content
    small = await fetched(api, sizes[0]["file_id"])
    assert (len(small), Image.open(io.BytesIO(small)).size) == (sizes[0]["file_size"], (90, 68))
    # A smaller one says nothing about the place, the one that was sent does.
    assert not Image.open(io.BytesIO(small)).getexif()
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(GPS)[2] == (0.0, 13.0, 27.84)


async def test_a_small_photo_has_one_size(api: Client) -> None:
    assert len((await sent(api, photo=encoded(photo_file(80, 60))))["photo"]) == 1


async def test_a_photo_goes_on_by_its_id_in_all_its_sizes(api: Client) -> None:
    sizes = (await sent(api, photo="sample"))["photo"]
    assert (await api.call("sendPhoto", chat_id=SARI, photo=sizes[-1]["file_id"]))["photo"] == sizes


@pytest.mark.parametrize(
    ("kind", "told", "mime"),
    [
        ("voice", {"duration": 2}, "audio/ogg"),
        ("audio", {"duration": 2, "file_name": "rekaman.mp3"}, "audio/mpeg"),
        ("video", {"duration": 2, "width": 64, "height": 64, "file_name": "video.mp4"}, "video/mp4"),
        ("video_note", {"duration": 2, "length": 64}, None),
        ("document", {"file_name": "catatan.txt"}, "text/plain"),
    ],
)
async def test_a_sample_of_every_kind(api: Client, kind: str, told: dict[str, Any], mime: str | None) -> None:
    field = (await sent(api, **{kind: "sample"}))[kind]
    assert field == field | told
    assert field.get("mime_type") == mime
    assert len(await fetched(api, field["file_id"])) == field["file_size"] > 0
    shown = (await api.chat())["messages"][-1][kind]
    assert shown["size"] == field["file_size"]
    assert shown.get("duration") == told.get("duration")


async def test_what_the_app_tells_about_a_file_is_taken(api: Client) -> None:
    told = {"title": "Lagu", "performer": "Warga", "duration": 61}
    song = (await sent(api, audio=encoded(audio_file(), "a.mp3"), **told))["audio"]
    assert song == song | told
    clip = (await sent(api, video={**encoded(b"x", "a.mp4"), "width": 1280, "height": 720, "duration": 5}))["video"]
    assert (clip["width"], clip["height"], clip["duration"]) == (1280, 720, 5)
    voice = (await sent(api, voice={**encoded(voice_file(3)), "duration": 3}))["voice"]
    assert voice["duration"] == 3


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("formulir.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("formulir.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("formulir.xls", "application/vnd.ms-excel"),
        ("formulir.csv", "text/csv"),
        ("formulir.md", "text/markdown"),
        ("formulir.xml", "text/xml"),
        ("formulir", "application/octet-stream"),
    ],
)
async def test_a_document_says_what_it_is(api: Client, name: str, mime: str) -> None:
    document = (await sent(api, document=encoded(b"PK", name)))["document"]
    assert document["file_name"] == name
    assert document["mime_type"].replace("application/xml", "text/xml") == mime
    told = (await sent(api, document={**encoded(b"PK", name), "mime": "application/zip"}))["document"]
    assert told["mime_type"] == "application/zip"


async def test_a_picture_as_a_document_keeps_what_it_tells(api: Client) -> None:
    content = png_file()
    document = (await sent(api, document=encoded(content, "a.png")))["document"]
    back = Image.open(io.BytesIO(await fetched(api, document["file_id"])))
    assert isinstance(back.info["Author"], str)
    assert back.getexif().get_ifd(GPS)[4] == (100.0, 37.0, 59.16)


async def test_a_place_has_an_accuracy(api: Client) -> None:
    place = (await sent(api, location={"latitude": -6.2, "longitude": 106.8, "horizontal_accuracy": 4.5}))["location"]
    assert place == {"latitude": -6.2, "longitude": 106.8, "horizontal_accuracy": 4.5}
    assert (await api.chat())["messages"][-1]["location"] == place
    far = (await sent(api, location={"latitude": 1, "longitude": 2, "horizontal_accuracy": 9000}))["location"]
    assert far["horizontal_accuracy"] == 1500
    bare = {"latitude": 1, "longitude": 2}
    assert (await sent(api, location=bare))["location"] == bare


async def test_a_venue_is_a_place_too(api: Client) -> None:
    message = await sent(api, venue={**SAMPLE_PLACE, "title": "Balai desa", "address": "Jalan Contoh 1"})
    assert message["venue"] == {"location": message["location"], "title": "Balai desa", "address": "Jalan Contoh 1"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"location": {"latitude": 91, "longitude": 0}},
        {"location": {"latitude": 0, "longitude": -181}},
        {"location": {"latitude": float("nan"), "longitude": 0}},
        {"location": [1, 2]},
        {"location": None},
        {"venue": {"latitude": 0, "longitude": 0}},
        {"voice": "sampel"},
        {"document": {"base64": "*"}},
        {"document": []},
    ],
)
async def test_what_is_no_place_and_no_file_is_refused(api: Client, wrong: dict[str, Any]) -> None:
    status, body = await api.sim_raw("sari/message", **wrong)
    assert (status, "needs" in body["error"]) == (400, True), body
    assert await api.updates() == []


async def test_the_bot_sends_places_and_round_videos(api: Client) -> None:
    await api.begin()
    place = await api.call("sendLocation", chat_id=SARI, latitude=-0.2, longitude=100.6, horizontal_accuracy=30)
    assert place["location"]["horizontal_accuracy"] == 30
    venue = await api.call("sendVenue", chat_id=SARI, latitude=0, longitude=1, title="Balai", address="Desa")
    assert venue["venue"]["title"] == "Balai"
    note = (await api.upload("sendVideoNote", "video_note", "a.mp4", b"x", chat_id=SARI, length=240))[1]["result"]
    assert note["video_note"]["length"] == 240
    where = {"chat_id": SARI, "message_id": note["message_id"]}
    no_caption = await api.refused("editMessageCaption", **where, caption="x")
    assert no_caption == "400 Bad Request: there is no caption in the message to edit"
    for params, refusal in [
        ({"latitude": 91, "longitude": 0}, "wrong location specified"),
        ({"latitude": 0}, "longitude is empty"),
        ({"longitude": 0}, "latitude is empty"),
    ]:
        assert await api.refused("sendLocation", chat_id=SARI, **params) == f"400 Bad Request: {refusal}"
    no_title = await api.refused("sendVenue", chat_id=SARI, latitude=0, longitude=1, address="Desa")
    assert no_title == "400 Bad Request: title is empty"


async def test_the_largest_file_that_can_be_fetched(api: Client) -> None:
    for size, refusal in ((20 * MB, None), (20 * MB + 1, "400 Bad Request: file is too big")):
        document = (await sent(api, document=encoded(bytes(size), "besar.bin")))["document"]
        assert document["file_size"] == size
        if refusal is None:
            assert len(await fetched(api, document["file_id"])) == size
        else:
            assert await api.refused("getFile", file_id=document["file_id"]) == refusal
