"""A letter that brings a file: sent by its kind, without it where it is gone, later where its store is away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from telegram import InputFile

from bot.delivery.calls import screen_call
from bot.delivery.handing import WAITS, Errand, hand
from handlers.screens import Attached, Button, Screen
from storage.outbox import Outcome
from tests.delivery.office import NOW, Town
from tests.delivery.test_handing import SARI, row
from tests.intake.line import Refusal, on_the_line

ROWS = ((Button("Baca", "l:case:read:1:2"),),)


def letter(content: Callable[[], bytes], kind: str = "photo") -> Screen:
    return Screen("<b>Kasus 1</b>", ROWS, attached=Attached(kind, "foto-1.jpg", content))


def gone() -> bytes:
    raise FileNotFoundError


def away() -> bytes:
    raise ConnectionError("the store is away")


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        ("photo", "sendPhoto"),
        ("voice", "sendVoice"),
        ("audio", "sendAudio"),
        ("video", "sendVideo"),
        ("document", "sendDocument"),
    ],
)
async def test_a_file_is_sent_by_its_kind_with_the_words_below(kind: str, method: str) -> None:
    called, data = await screen_call(SARI, letter(lambda: b"isi", kind))
    assert called == method
    assert isinstance(data[kind], InputFile)
    assert (data[kind].input_file_content, data[kind].filename) == (b"isi", "foto-1.jpg")
    assert (data["chat_id"], data["caption"], data["parse_mode"]) == (SARI, "<b>Kasus 1</b>", "HTML")
    assert data["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "l:case:read:1:2"


async def test_the_words_go_without_a_file_that_is_gone() -> None:
    called, data = await screen_call(SARI, letter(gone))
    assert (called, data["text"]) == ("sendMessage", "<b>Kasus 1</b>")
    assert data["reply_markup"]


async def handed(attempts: int, town: Town) -> Outcome:
    errand = Errand(row(attempts=attempts), screen=letter(away))
    return await hand(await on_the_line(town), errand, lambda: NOW)


async def test_a_store_that_is_away_is_waited_for_and_then_the_words_go_alone() -> None:
    town = Town()
    first = await handed(0, town)
    assert (first.state, first.reason) == ("queued", "file not read: ConnectionError")
    assert first.not_before == NOW + timedelta(seconds=WAITS[0])
    assert town.texts == []
    last = await handed(len(WAITS), town)
    assert last.state == "sent"
    assert town.texts == [(SARI, "<b>Kasus 1</b>")]


async def test_a_file_is_read_anew_for_each_try() -> None:
    read = []

    def content() -> bytes:
        read.append(1)
        return b"isi"

    errand = Errand(row(), screen=letter(content))
    town = Town()
    api = await on_the_line(town)
    await hand(api, errand, lambda: NOW)
    await hand(api, replace(errand, row=row(attempts=1)), lambda: NOW)
    assert len(read) == 2


async def test_what_is_not_taken_as_it_is_goes_as_a_document() -> None:
    town = Town()
    town.answers[SARI].append(Refusal(400, "Bad Request: VOICE_MESSAGES_FORBIDDEN"))
    outcome = await hand(await on_the_line(town), Errand(row(), screen=letter(lambda: b"isi", "voice")), lambda: NOW)
    assert (outcome.state, len(outcome.message_ids)) == ("sent", 1)
    assert [call.method for call in town.calls if call.method != "getMe"] == ["sendVoice", "sendDocument"]


async def test_where_no_file_is_taken_the_words_go_alone() -> None:
    town = Town()
    town.answers[SARI].extend([Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")] * 2)
    outcome = await hand(await on_the_line(town), Errand(row(), screen=letter(lambda: b"isi")), lambda: NOW)
    assert outcome.state == "sent"
    assert town.texts == [(SARI, "<b>Kasus 1</b>")]
    # Who cannot be reached at all is tried once.
    town.answers[SARI].append(Refusal(400, "Bad Request: chat not found"))
    outcome = await hand(await on_the_line(town), Errand(row(), screen=letter(lambda: b"isi")), lambda: NOW)
    assert outcome.state == "failed"
