"""What an admin's message becomes as an announcement, and the messages that one reader gets of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.announcing import content as contents
from handlers.announcing.content import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Content,
    Item,
    from_message,
    kind_of,
    utf16,
    with_item,
)
from handlers.announcing.copies import ask_rows, copy_of, longest_tail, nudge_of, signature
from handlers.announcing.kept import Kept
from handlers.announcing.kept import from_json as kept_from_json
from handlers.announcing.kept import to_json as kept_to_json
from handlers.announcing.pieces import Piece, messages_in, pieces, tail_of
from locales import texts
from storage.people import Person
from tests.world import START

CHAT = {"id": 42, "type": "private"}
PHOTO = {"photo": [{"file_id": "small", "width": 90, "height": 60}, {"file_id": "large", "width": 900, "height": 600}]}
CHANNEL = {"type": "channel", "chat": {"id": -100, "type": "channel", "title": "Kemensos (contoh)"}, "message_id": 9}
SIGNED = "– Ibu Dewi, admin"
NIK = "1234567890123456"


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1_700_000_000, "chat": CHAT, **fields}


def content(**fields: Any) -> Content:
    found = from_message(message(**fields))
    assert found is not None
    return found


def words_at(piece: Piece, kind: str) -> list[str]:
    """What the entities of a kind mark in the piece's text, counted as Telegram counts."""
    coded = piece.text.encode("utf-16-le")
    return [
        coded[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in piece.entities
        if e["type"] == kind
    ]


@pytest.mark.parametrize(
    ("fields", "kind", "item"),
    [
        ({"text": "Halo"}, "text", None),
        ({**PHOTO, "caption": "Halo"}, "media", Item("photo", "large")),
        (PHOTO, "media", Item("photo", "large")),
        ({"document": {"file_id": "d"}, "caption": "Halo"}, "media", Item("document", "d")),
        ({"video": {"file_id": "v"}}, "media", Item("video", "v")),
        # An animation has a document beside it, for old phones.
        ({"animation": {"file_id": "a"}, "document": {"file_id": "d"}}, "media", Item("animation", "a")),
        ({"audio": {"file_id": "a"}}, "media", Item("audio", "a")),
        ({"voice": {"file_id": "v"}}, "media", Item("voice", "v")),
        ({"text": "Halo", "forward_origin": CHANNEL}, "forward", None),
        ({**PHOTO, "forward_origin": CHANNEL}, "forward", None),
    ],
)
def test_what_can_be_announced(fields: Mapping[str, Any], kind: str, item: Item | None) -> None:
    found = content(**fields)
    assert found.kind == kind
    assert found.items == ((item,) if item else ())
    if kind == "forward":
        # The message in the admin's own chat: the bot is in no channel.
        assert (found.from_chat, found.message_id) == (42, 7)
    assert found.text == (fields.get("text") or fields.get("caption") or "")
    assert contents.from_json(json.loads(json.dumps(contents.to_json(found)))) == found


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"sticker": {"file_id": "s"}}, "sticker"),
        ({"location": {"latitude": 0, "longitude": 100}}, "location"),
        ({"contact": {"phone_number": "+620000000000"}}, "contact"),
        ({"poll": {"question": "?"}}, "poll"),
        ({"dice": {"value": 1}}, "dice"),
        ({"video_note": {"file_id": "n"}}, "video_note"),
        ({"text": "Halo", "forward_origin": CHANNEL, "has_protected_content": True}, "protected"),
        ({"sticker": {"file_id": "s"}, "forward_origin": CHANNEL}, "sticker"),
        ({"text": f"NIK {NIK}"}, "identity"),
        ({**PHOTO, "caption": f"NIK {NIK}"}, "identity"),
        (
            {
                "text": "di sini",
                "entities": [{"type": "text_link", "offset": 0, "length": 2, "url": f"https://x/{NIK}"}],
            },
            "identity",
        ),
        ({}, "other"),
        ({"new_chat_title": "?"}, "other"),
    ],
)
def test_what_cannot_be_announced(fields: Mapping[str, Any], why: str) -> None:
    assert from_message(message(**fields)) is None
    assert kind_of(message(**fields)) == why


def test_formats_are_kept_and_what_telegram_finds_by_itself_is_not() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "hashtag", "offset": 5, "length": 4},
        {"type": "text_link", "offset": 5, "length": 4, "url": "https://contoh.go.id"},
        {"type": "text_mention", "offset": 0, "length": 4, "user": {"id": 1, "first_name": "Sari", "is_bot": False}},
        {"type": "pre", "offset": 0, "length": 4, "language": "sql"},
    ]
    assert [e["type"] for e in content(text="Halo #pkh", entities=entities).entities] == ["bold", "text_link", "pre"]
    assert content(**PHOTO, caption="Halo", caption_entities=entities[:1]).entities == (entities[0],)


def test_an_album_is_joined_part_by_part() -> None:
    first = content(**PHOTO, caption="Pertama", media_group_id="g")
    second = content(video={"file_id": "v"}, media_group_id="g")
    album = with_item(first, second)
    assert album is not None
    assert album.kind == "album"
    assert album.items == (Item("photo", "large", "Pertama"), Item("video", "v"))
    assert contents.from_json(contents.to_json(album)) == album
    assert with_item(album, content(**PHOTO, media_group_id="other")) is None
    assert with_item(album, content(**PHOTO)) is None
    assert with_item(content(**PHOTO), content(**PHOTO)) is None
    for _ in range(8):
        assert album is not None
        album = with_item(album, second)
    assert album is not None
    assert with_item(album, second) is None


def test_a_forwarded_album_is_forwarded_message_by_message() -> None:
    first = content(**PHOTO, forward_origin=CHANNEL, media_group_id="g")
    second = from_message(
        message(**PHOTO, forward_origin=CHANNEL, media_group_id="g", caption="Kedua") | {"message_id": 8}
    )
    assert second is not None
    both = with_item(first, second)
    assert both is not None
    sent = pieces(both, signature=SIGNED)
    assert [(p.kind, p.from_chat, p.message_id) for p in sent[:2]] == [("forward", 42, 7), ("forward", 42, 8)]
    assert sent[2].text == SIGNED
    assert messages_in(both) == 3
    assert contents.title(both) == "Kedua"


@pytest.mark.parametrize(
    ("fields", "length", "over"),
    [
        ({"text": "a" * (TEXT_LIMIT - 10)}, 10, 0),
        ({"text": "a" * (TEXT_LIMIT - 10)}, 11, 1),
        # A character beyond the basic plane counts as two.
        ({"text": "👍" * (TEXT_LIMIT // 2)}, 7, 7),
        ({**PHOTO, "caption": "a" * (CAPTION_LIMIT - 10)}, 12, 2),
        ({**PHOTO}, 100, 0),
        ({"text": "a" * TEXT_LIMIT, "forward_origin": CHANNEL}, 100, 0),
    ],
)
def test_too_long_with_what_stands_below(fields: Mapping[str, Any], length: int, over: int) -> None:
    assert contents.excess(content(**fields), "s" * length) == over


def test_a_caption_of_an_album_has_its_own_limit() -> None:
    one = content(**PHOTO, caption="a" * (CAPTION_LIMIT + 3), media_group_id="g")
    album = with_item(one, content(**PHOTO, media_group_id="g"))
    assert album is not None
    assert contents.excess(album, "s" * 500) == 3


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rapat besok", "Rapat besok"),
        ("  Rapat\n\nbesok  ", "Rapat besok"),
        ("Rapat koordinasi pendamping seluruh Sumatera Barat", "Rapat koordinasi pendamping seluruh…"),
    ],
)
def test_the_title_is_the_first_words(text: str, title: str) -> None:
    assert contents.title(Content("text", text)) == title
    assert contents.title(Content("album", items=(Item("photo", "p"), Item("photo", "p", text)))) == title


PHOTO_CONTENT, VIDEO_CONTENT = (
    Content("media", items=(Item("photo", "p"),)),
    Content("media", items=(Item("video", "v"),)),
)
VOICE = Content("media", items=(Item("voice", "v"),))
ALBUM = Content("album", items=(Item("photo", "p"), Item("video", "v")))
DOCUMENTS = Content("album", items=(Item("document", "p"), Item("document", "v")))


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [
        (Content("text", "a"), Content("text", "b"), True),
        (Content("text", "a"), PHOTO_CONTENT, False),
        (PHOTO_CONTENT, VIDEO_CONTENT, True),
        (PHOTO_CONTENT, VOICE, False),
        (VOICE, Content("media", "baru", items=VOICE.items), True),
        (Content("forward", message_id=1), Content("forward", message_id=2), False),
        (ALBUM, Content("album", items=ALBUM.items[::-1]), True),
        (ALBUM, Content("album", items=ALBUM.items[:1]), False),
        (ALBUM, DOCUMENTS, False),
        (ALBUM, PHOTO_CONTENT, False),
    ],
)
def test_what_can_be_edited_into_what(old: Content, new: Content, may: bool) -> None:
    assert contents.may_replace(old, new) is may


@given(st.text(min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 60), st.text(min_size=1, max_size=30))
def test_formats_stay_where_they_were_and_signature_and_question_get_theirs(
    text: str, start: int, length: int, question: str
) -> None:
    """Whatever the words hold: the offsets are those of UTF-16."""
    marked = text[start : start + length]
    bold = {"type": "underline", "offset": utf16(text[:start]), "length": utf16(marked)}
    asked = Content("text", text, (bold,) if marked else ())
    [piece] = pieces(asked, signature=SIGNED, question=question)
    assert piece.text == f"{text}\n\n{question}\n\n{SIGNED}"
    assert words_at(piece, "underline") == ([marked] if marked else [])
    assert words_at(piece, "bold") == [question]
    assert words_at(piece, "italic") == [SIGNED]
    assert utf16(piece.text) == utf16(text) + utf16(tail_of(SIGNED, question))


def test_a_picture_without_words_has_the_signature_as_its_caption() -> None:
    [piece] = pieces(content(**PHOTO), signature=SIGNED)
    assert (piece.kind, piece.text, piece.items) == ("photo", SIGNED, (Item("photo", "large"),))
    assert words_at(piece, "italic") == [SIGNED]


DEWI = Person(1, 11, "id", "admin", "Dewi", "perempuan", None, None, START, None, "1")
NOBODY = Person(1, 11, "id", "admin", None, None, None, None, START, None, None)


@pytest.mark.parametrize(
    ("author", "institution", "language", "signed"),
    [
        (DEWI, None, "id", "– Ibu Dewi, admin"),
        (DEWI, "Dinas Sosial (contoh)", "id", "– Ibu Dewi, admin · Dinas Sosial (contoh)"),
        (NOBODY, "Dinas Sosial (contoh)", "id", "– Admin Sahabat Pendamping · Dinas Sosial (contoh)"),
        (None, None, "en", "– Admin of Sahabat Pendamping"),
    ],
)
def test_who_signs(author: Person | None, institution: str | None, language: str, signed: str) -> None:
    assert signature(author, institution, texts(language)) == signed


QUESTION = {"kind": "question", "question": "Hadir?", "choices": ["Ya", "Tidak"]}


@pytest.mark.parametrize("kind", ["text", "photo", "album", "forward"])
def test_the_buttons_stand_under_the_last_message(kind: str) -> None:
    made = {
        "text": content(text="Rapat"),
        "photo": content(**PHOTO),
        "album": ALBUM,
        "forward": content(text="Rapat", forward_origin=CHANNEL),
    }[kind]
    sent = copy_of(5, made, QUESTION, DEWI, institution=None, t=texts("id"))
    assert all(piece.rows == () for piece in sent[:-1])
    assert [[(b.label, b.data) for b in row] for row in sent[-1].rows] == [
        [("Ya", "l:ann:5:1")],
        [("Tidak", "l:ann:5:2")],
    ]
    assert sent[-1].text.endswith("Hadir?\n\n– Ibu Dewi, admin")
    assert messages_in(made) == sum(len(piece.items) if piece.kind == "album" else 1 for piece in sent)


def test_the_answer_is_ticked_and_a_test_has_no_number() -> None:
    t = texts("id")
    assert [row[0].label for row in ask_rows(5, QUESTION, t, answer="2")] == ["Ya", "✓ Tidak"]
    assert ask_rows(5, {"kind": "ack"}, t, answer="ok")[0][0].label == "✓ Sudah saya baca"
    assert ask_rows(5, {"kind": "ack"}, t, test=True)[0][0].data == "l:ann:test:ok"
    assert ask_rows(5, {"kind": "form", "form": "kompetensi"}, texts("en"))[0][0].label == "Fill it in now"
    assert ask_rows(5, None, t) == ()


def test_a_reminder_of_it_says_what_it_is_about() -> None:
    piece = nudge_of(5, content(text="Rapat besok"), QUESTION, DEWI, institution=None, t=texts("id"))
    assert "“Rapat besok” masih menunggu jawaban Anda" in piece.text
    assert piece.text.endswith("Hadir?\n\n– Ibu Dewi, admin")
    assert len(piece.rows) == 2
    wordless = nudge_of(5, content(**PHOTO), None, DEWI, institution=None, t=texts("id"))
    assert "Satu pengumuman di atas" in wordless.text


def test_the_longest_language_decides() -> None:
    tail = longest_tail(None, None, QUESTION)
    assert tail == tail_of("– Admin of Sahabat Pendamping", "Hadir?")
    assert utf16(tail) >= utf16(tail_of(signature(None, None, texts("id")), "Hadir?"))


def test_what_the_row_keeps_beside_the_content() -> None:
    kept = Kept(content(text="lama"), content(text="baru"), reviewed=True, nudges=2)
    stored = json.loads(json.dumps(kept_to_json(kept)))
    assert kept_from_json(stored) == kept
    assert contents.from_json(stored) == kept.content
    assert kept_from_json(contents.to_json(kept.content)) == Kept(kept.content)
