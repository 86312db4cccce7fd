"""What people send beside plain texts: formatted texts, posts forwarded from a channel."""

from __future__ import annotations

from typing import Any

import pytest

from tests.playground.conftest import SARI, Client
from tests.playground.test_entities import span
from tests.playground.test_sim import encoded
from tests.playground.test_strictness import png


async def sent(api: Client, **body: Any) -> list[dict[str, Any]]:
    """The messages that the bot gets."""
    await api.sim("sari/message", **body)
    return [update["message"] for update in await api.updates()]


async def test_a_text_keeps_the_formatting_of_the_app(api: Client) -> None:
    [message] = await sent(api, text="😀 tebal miring", entities=[span("italic", 9, 6), span("bold", 3, 5)])
    assert message["entities"] == [span("bold", 3, 5), span("italic", 9, 6)]
    assert (await api.chat())["messages"][0]["html"] == "😀 <b>tebal</b> <i>miring</i>"
    [_, message] = await sent(api, html="<u>garis</u> & <a href='https://example.org/'>tautan</a>")
    assert message["text"] == "garis & tautan"
    assert message["entities"][1] == span("text_link", 8, 6, url="https://example.org/")
    [*_, message] = await sent(api, html="/umumkan <b>x</b>")
    assert message["entities"] == [span("bot_command", 0, 8), span("bold", 9, 1)]


async def test_a_caption_keeps_it_too(api: Client) -> None:
    [first] = await sent(api, photo=encoded(png()), caption="tebal", caption_entities=[span("bold", 0, 5)])
    [_, second] = await sent(api, photo=encoded(png()), html="<b>tebal</b>")
    assert first["caption_entities"] == second["caption_entities"] == [span("bold", 0, 5)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "a", "entities": [span("bold", 0, 2)]},
        {"html": "<b>x"},
        {"html": ""},
        {"html": "x" * 4097},
        {"text": " "},
        {"photo": encoded(png()), "caption": "x" * 1025},
        {"forward": "x"},
        {"forward": {"text": "nobody's"}},
        {"forward": {"channel": "Kemensos (contoh)"}},
    ],
)
async def test_what_an_app_would_not_send_is_refused(api: Client, wrong: dict[str, Any]) -> None:
    status, body = await api.sim_raw("sari/message", **wrong)
    assert status == 400, body
    assert await api.updates() == []


async def test_a_post_is_forwarded_from_a_channel(api: Client) -> None:
    [message] = await sent(api, forward={"channel": "Kemensos (contoh)", "html": "<b>Edaran</b>", "message_id": 7})
    origin = message["forward_origin"]
    assert (origin["type"], origin["message_id"], origin["chat"]["type"]) == ("channel", 7, "channel")
    assert origin["chat"]["title"] == "Kemensos (contoh)"
    assert origin["chat"]["id"] < -1_000_000_000_000
    assert (message["text"], message["entities"]) == ("Edaran", [span("bold", 0, 6)])
    assert (await api.chat())["messages"][0]["forwarded_from"] == "Kemensos (contoh)"
    # The bot may forward it on; where it came from stays.
    on = await api.call("forwardMessage", chat_id=SARI, from_chat_id=SARI, message_id=message["message_id"])
    assert on["forward_origin"] == origin
    copied = await api.call("copyMessage", chat_id=SARI, from_chat_id=SARI, message_id=message["message_id"])
    assert copied["message_id"] > on["message_id"]
    assert (await api.chat())["messages"][-1]["forwarded_from"] is None


async def test_an_album_is_forwarded_from_a_channel(api: Client) -> None:
    pictures = [{"photo": encoded(png()), "caption": "c"}, {"photo": encoded(png())}]
    first, second = await sent(api, forward={"channel": "Kemensos (contoh)", "album": pictures})
    assert first["media_group_id"] == second["media_group_id"]
    assert [one["forward_origin"]["message_id"] for one in (first, second)] == [1, 2]
    assert first["forward_origin"]["chat"] == second["forward_origin"]["chat"]


async def test_a_forward_may_hide_who_wrote(api: Client) -> None:
    [message] = await sent(api, forward={"user": "Ibu Contoh", "text": "x"})
    assert message["forward_origin"] == {
        "type": "hidden_user",
        "sender_user_name": "Ibu Contoh",
        "date": message["date"],
    }
    assert (await api.chat())["messages"][0]["forwarded_from"] == "Ibu Contoh"
