"""Entities that the bot gives instead of a parse mode."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.given_entities import read_entities
from bot.playground.refusal import RefusalError
from tests.playground.conftest import SARI, Client
from tests.playground.test_entities import span
from tests.playground.test_strictness import png


async def test_entities_are_honoured_in_texts_and_captions_sent_and_edited(api: Client) -> None:
    await api.begin()
    said = await api.call("sendMessage", chat_id=SARI, text=" <b> 😀", entities=[span("italic", 5, 2)])
    assert (said["text"], said["entities"]) == ("<b> 😀", [span("italic", 4, 2)])
    where = {"chat_id": SARI, "message_id": said["message_id"]}
    edited = await api.call("editMessageText", **where, text="ab", entities=[span("bold", 1, 1), span("code", 0, 1)])
    assert edited["entities"] == [span("code", 0, 1), span("bold", 1, 1)]
    same = await api.refused("editMessageText", **where, text="ab", entities=[span("code", 0, 1), span("bold", 1, 1)])
    assert "not modified" in same
    marks = [span("bold", 0, 4)]
    sent = await api.upload(
        "sendPhoto", "photo", "p.png", png(), chat_id=SARI, caption="Foto kegiatan", caption_entities=marks
    )
    assert sent[1]["result"]["caption_entities"] == marks
    where = {"chat_id": SARI, "message_id": sent[1]["result"]["message_id"]}
    edited = await api.call("editMessageCaption", **where, caption="Foto", caption_entities=[span("underline", 0, 4)])
    assert edited["caption_entities"] == [span("underline", 0, 4)]
    # With a parse mode the given ones do not count.
    html = {"text": "<b>x</b>", "parse_mode": "HTML", "entities": [span("italic", 0, 8)]}
    assert (await api.call("sendMessage", chat_id=SARI, **html))["entities"] == [span("bold", 0, 1)]
    shown = [one["html"] for one in (await api.chat())["messages"][1:]]
    assert shown == ["<code>a</code><b>b</b>", "<u>Foto</u>", "<b>x</b>"]


@pytest.mark.parametrize(
    ("text", "entity", "refusal"),
    [
        ("aba caba", span("bold", 3, 6), "entity beginning at UTF-16 offset 3 ends after the end of the text at "
         "UTF-16 offset 9"),
        ("👉x", span("bold", 1, 2), "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        ("👉x", span("bold", 0, 1), "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte "
         "offset 4"),
        ("x", span("shiny", 0, 1), "can't parse MessageEntity: Unsupported type specified"),
        ("x", {"offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"type\""),
        ("x", {"type": "bold", "length": 1}, "can't parse MessageEntity: Can't find field \"offset\""),
        ("x", {"type": "bold", "offset": 0, "length": "y"}, "can't parse MessageEntity: Field \"length\" must be a "
         "valid Number"),
        ("x", span("text_link", 0, 1), "can't parse MessageEntity: Can't find field \"url\""),
        ("x", span("text_link", 0, 1, url="localhost"), "entity URL 'localhost' is invalid: Wrong HTTP URL"),
        ("x", span("text_link", 0, 1, url="ftp://a"), "entity URL 'ftp://a' is invalid: Unsupported URL protocol"),
    ],
)  # fmt: skip
def test_wrong_entities_are_refused(text: str, entity: dict[str, Any], refusal: str) -> None:
    with pytest.raises(RefusalError) as caught:
        read_entities(text, [entity])
    assert caught.value.description == f"Bad Request: {refusal}"


def test_what_telegram_finds_by_itself_is_passed_over() -> None:
    given = [span("url", 0, 4), span("bot_command", 0, 2), span("bold", 0, 0), span("bold", 0, 2)]
    assert read_entities("x.id", given) == [span("bold", 0, 2)]
    link = span("text_link", 0, 1, url="tg://user?id=1")
    assert read_entities("x", [link]) == [link]


@given(st.text(max_size=12), st.integers(-2, 14), st.integers(-2, 14))
def test_an_entity_is_taken_only_when_it_cuts_whole_symbols(text: str, offset: int, length: int) -> None:
    starts = [len("".join(text[:n]).encode("utf-16-le")) // 2 for n in range(len(text) + 1)]
    try:
        taken = read_entities(text, [span("bold", offset, length)])
    except RefusalError:
        assert offset not in starts or offset + length not in starts
    else:
        assert taken == [] if length <= 0 else offset in starts and offset + length in starts
