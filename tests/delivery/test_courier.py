"""What is handed over, how often, in which order, and what is not sent again."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest
from telegram.error import NetworkError, TimedOut

from bot.delivery.courier import Courier, Parcel
from bot.transport import NotSent
from handlers.pictures.competency import Bar, CompetencyPicture
from handlers.screens import Button, Document, Replies, Screen, Shown
from tests.intake.line import BAD_GATEWAY, BLOCKED, EDIT_NOT_FOUND, NOT_MODIFIED, TOO_OLD, Line, Refusal

SARI = 11
PICTURE = CompetencyPicture(
    title="",
    subtitle="",
    bars=(Bar("x", 50.0, "50 %", "", True),),
    zones=((0.0, "x"),),
    alt="",
    before=None,
    before_label="",
)
UNCERTAIN = TimedOut("no answer")
_numbers = itertools.count(1)


def screen(text: str = "layar") -> Screen:
    return Screen(text, ((Button("x", "go:menu"),),))


def parcel(*, tapped: int | None = None, chat: int = SARI, **replies: Any) -> Parcel:
    """What an update brings about; `tapped` is the message whose button was tapped."""
    number = next(_numbers)
    query = None if tapped is None else f"q{number}"
    return Parcel(number, chat, Replies(**replies), query_id=query, message_id=tapped, person_id=1)


async def carry(courier: Courier, *parcels: Parcel) -> None:
    courier.hand_over(list(parcels))
    await courier.idle()


async def test_a_tap_edits_its_message(courier: Courier, line: Line) -> None:
    one = parcel(tapped=50, screen=screen(), toast="Tersimpan")
    await carry(courier, one)
    assert sorted(line.methods()) == ["answerCallbackQuery", "editMessageText"]
    assert line.made("answerCallbackQuery")[0].data == {"callback_query_id": one.query_id, "text": "Tersimpan"}
    assert [(s.update_id, s.message_id) for s in courier.shown] == [(one.update_id, 50)]


async def test_words_are_answered_below_and_the_old_keyboard_is_taken_off(courier: Courier, line: Line) -> None:
    first, second = parcel(screen=screen("satu")), parcel(screen=screen("dua"))
    first.live_id = 40
    await carry(courier, first)
    await carry(courier, second)
    assert line.methods() == ["sendMessage", "editMessageReplyMarkup"] * 2
    assert [c.data["message_id"] for c in line.made("editMessageReplyMarkup")] == [40, 5001]
    assert [s.message_id for s in courier.shown] == [5001, 5002]


async def test_an_old_keyboard_does_not_move_the_screen_up(courier: Courier, line: Line) -> None:
    """The question stands below; a late tap on the message before finds it there, with its buttons."""
    question = parcel(screen=screen("pertanyaan"))
    question.live_id = 40
    await carry(courier, question)
    late = parcel(tapped=40, screen=screen("pertanyaan"), toast="Sudah tersimpan")
    late.live_id = 40
    await carry(courier, late)
    # It is the same screen: nothing is moved, and nothing is sent twice.
    assert [c.data["message_id"] for c in line.made("editMessageText")] == [5001]
    assert len(line.made("sendMessage")) == 1
    assert courier.shown[-1].message_id == 5001
    # Another one comes below.
    elsewhere = parcel(tapped=40, screen=screen("menu"))
    await carry(courier, elsewhere)
    assert [c.data["text"] for c in line.made("sendMessage")] == ["pertanyaan", "menu"]
    assert courier.shown[-1].message_id == 5002
    assert [c.data["message_id"] for c in line.made("editMessageReplyMarkup")][-2:] == [40, 5001]


async def test_after_a_start_a_late_tap_is_answered_below(courier: Courier, line: Line) -> None:
    late = parcel(tapped=40, screen=screen())
    late.live_id = 50
    await carry(courier, late)
    assert line.made("editMessageText") == []
    assert [s.message_id for s in courier.shown] == [5001]
    assert {c.data["message_id"] for c in line.made("editMessageReplyMarkup")} == {40, 50}


async def test_notes_come_before_the_screen(courier: Courier, line: Line) -> None:
    notes = [Screen("a"), Screen("b")]
    await carry(courier, parcel(notes=notes, documents=[Document("d.json", b"{}", "c")], screen=screen("z")))
    assert line.methods() == ["sendMessage", "sendMessage", "sendDocument", "sendMessage"]
    assert [c.data["text"] for c in line.made("sendMessage")] == ["a", "b", "z"]


async def test_files_that_cannot_be_read_are_spoken_of_once(courier: Courier, line: Line) -> None:
    def away() -> bytes:
        raise OSError("503")

    pieces = [Shown("photo", f"{n}.jpg", content) for n, content in enumerate((away, lambda: b"JPEG", away))]
    await carry(courier, parcel(notes=[Screen("Foto:")], pieces=pieces, unreadable="lagi nanti", screen=screen("z")))
    assert line.methods() == ["sendMessage", "sendPhoto", "sendMessage", "sendMessage"]
    assert [c.data["text"] for c in line.made("sendMessage")] == ["Foto:", "lagi nanti", "z"]


async def test_what_is_refused_for_good_is_not_owed_any_more(courier: Courier, line: Line) -> None:
    line.will("sendMessage", Refusal(400, "Bad Request: message is too long"))
    one = parcel(screen=screen())
    await carry(courier, one)
    assert [(s.update_id, s.message_id) for s in courier.shown] == [(one.update_id, None)]


async def test_the_pieces_of_a_long_text_get_one_hint(courier: Courier, line: Line) -> None:
    pieces = [parcel(notes=[Screen("petunjuk")]) for _ in range(3)]
    await carry(courier, *pieces)
    await carry(courier, parcel(notes=[Screen("petunjuk")]))
    assert [c.data["text"] for c in line.made("sendMessage")] == ["petunjuk", "petunjuk"]


async def test_a_note_after_a_tap_takes_the_place_of_the_tapped_message(courier: Courier, line: Line) -> None:
    await carry(courier, parcel(tapped=50, notes=[Screen("a")], screen=screen("z")))
    shown = [(c.method, c.data["text"]) for c in line.made("editMessageText", "sendMessage")]
    assert shown == [("editMessageText", "a"), ("sendMessage", "z")]


async def test_a_picture_leaves_a_receipt_in_place_of_the_tapped_message(courier: Courier, line: Line) -> None:
    result = Screen("hasil", ((Button("x", "go:menu"),),), picture=PICTURE, receipt="terkirim")
    await carry(courier, parcel(tapped=50, screen=result))
    assert line.made("editMessageText")[0].data["text"] == "terkirim"
    assert line.made("sendPhoto")[0].data["caption"] == "hasil"


async def test_a_pictures_message_is_not_edited_into_a_text(courier: Courier, line: Line) -> None:
    one = parcel(tapped=50, screen=screen())
    one.editable = False
    await carry(courier, one)
    assert line.made("editMessageText") == []
    assert len(line.made("sendMessage")) == 1


# How a call may fail, how often it is then made, and whether the screen counts as handed over.
SENDING = [
    ("sendMessage", [NotSent("no connection")], 2, True),
    ("sendMessage", [BAD_GATEWAY, BAD_GATEWAY], 3, True),
    ("sendMessage", [NetworkError("x")] * 4, 4, False),
    ("sendMessage", [UNCERTAIN], 1, True),
    ("sendPhoto", [UNCERTAIN], 1, True),
    ("sendPhoto", [NotSent("no connection")], 2, True),
    ("editMessageText", [UNCERTAIN], 2, True),
    ("editMessageText", [NotSent("x"), UNCERTAIN, BAD_GATEWAY], 4, True),
    ("editMessageText", [UNCERTAIN] * 4, 4, False),
    ("editMessageText", [NOT_MODIFIED], 1, True),
    ("editMessageText", [UNCERTAIN, NOT_MODIFIED], 2, True),
]


@pytest.mark.parametrize(("method", "outcomes", "times", "handed_over"), SENDING)
async def test_what_is_tried_again(
    courier: Courier, line: Line, method: str, outcomes: list[Any], times: int, handed_over: bool
) -> None:
    line.will(method, *outcomes)
    picture = PICTURE if method == "sendPhoto" else None
    await carry(
        courier, parcel(tapped=50 if method.startswith("edit") else None, screen=Screen("layar", picture=picture))
    )
    assert len(line.made(method)) == times
    assert bool(courier.shown) == handed_over
    if method.startswith("edit"):
        assert line.made("sendMessage") == []


async def test_a_message_that_is_gone_comes_anew(courier: Courier, line: Line) -> None:
    line.will("editMessageText", EDIT_NOT_FOUND)
    await carry(courier, parcel(tapped=50, screen=screen()))
    assert len(line.made("sendMessage")) == 1
    assert courier.shown[0].message_id == 5001


@pytest.mark.parametrize("trouble", [TOO_OLD, BAD_GATEWAY, UNCERTAIN], ids=["too old", "502", "uncertain"])
async def test_a_tap_that_cannot_be_acknowledged_is_shown_all_the_same(
    courier: Courier, line: Line, trouble: Any
) -> None:
    line.will("answerCallbackQuery", trouble)
    await carry(courier, parcel(tapped=50, screen=screen()))
    assert len(line.made("answerCallbackQuery")) == len(line.made("editMessageText")) == len(courier.shown) == 1


async def test_who_blocked_the_bot_is_remembered(courier: Courier, line: Line) -> None:
    line.will("sendMessage", BLOCKED)
    await carry(courier, parcel(screen=screen()))
    assert courier.blocked == [SARI]
    assert courier.shown == []
    assert len(line.made("sendMessage")) == 1


async def test_one_chats_trouble_does_not_stop_the_others(courier: Courier, line: Line) -> None:
    line.will("editMessageText", BLOCKED)
    await carry(courier, parcel(tapped=50, screen=screen()), parcel(chat=12, screen=screen()))
    assert courier.blocked == [SARI]
    assert [c.data["chat_id"] for c in line.made("sendMessage")] == [12]


async def test_trouble_with_one_parcel_does_not_stop_the_next_of_the_chat(courier: Courier, line: Line) -> None:
    line.will("sendMessage", *[BAD_GATEWAY] * 4)
    await carry(courier, parcel(notes=[Screen("a")]), parcel(notes=[Screen("b")]))
    assert line.made("sendMessage")[-1].data["text"] == "b"


async def test_screens_of_the_same_message_that_wait_become_one(courier: Courier, line: Line) -> None:
    taps = [parcel(tapped=50, screen=screen(str(n)), toast=str(n)) for n in range(5)]
    await carry(courier, *taps)
    assert [c.data["text"] for c in line.made("answerCallbackQuery")] == list("01234")
    assert [c.data["text"] for c in line.made("editMessageText")] == ["4"]
    assert sorted(s.update_id for s in courier.shown) == [p.update_id for p in taps]


async def test_one_chat_keeps_its_order(courier: Courier, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = line.do_request

    async def slow(url: str, *rest: Any, **named: Any) -> tuple[int, bytes]:
        await asyncio.sleep(0.002 if len(line.calls) % 3 else 0.0)
        return await answer(url, *rest, **named)

    monkeypatch.setattr(line, "do_request", slow)
    await carry(courier, *(parcel(chat=chat, notes=[Screen(str(n))]) for n in range(12) for chat in (1, 2, 3)))
    for chat in (1, 2, 3):
        sent = [c.data["text"] for c in line.made("sendMessage") if c.data["chat_id"] == chat]
        assert sent == [str(n) for n in range(12)]


async def test_when_too_much_waits_nothing_more_is_taken_in(
    courier: Courier, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.courier.MOST_WAITING", 4)
    courier.hand_over([parcel(chat=chat, screen=screen()) for chat in range(4)])
    room = asyncio.create_task(courier.room())
    await asyncio.wait([room], timeout=0)
    assert not room.done()
    await courier.idle()
    await asyncio.wait_for(room, 1)


async def test_closing_does_not_wait_for_ever(courier: Courier, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: Any, **__: Any) -> tuple[int, bytes]:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(line, "do_request", never)
    courier.hand_over([parcel(screen=screen())])
    await asyncio.wait_for(courier.close(seconds=0.01), 1)
    assert courier.shown == []
