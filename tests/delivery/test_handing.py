"""What the Bot API answers, and what that comes to for a row: a table, and the waits between tries."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from telegram.error import TelegramError, TimedOut

from bot.delivery import pacing
from bot.delivery.handing import WAITS, Errand, hand
from bot.delivery.pacing import Pacing
from bot.transport import NotSent
from handlers.pictures.competency import CompetencyPicture
from handlers.screens import Screen
from storage.outbox import BLOCKED, REPEATABLE, TIMED_OUT, Claimed, Outcome, Priority
from tests.delivery.office import NOW, Moved, Town
from tests.intake.line import BAD_GATEWAY, FAST, Refusal, on_the_line

SARI, GROUP = 11, -5
QUEUED_SOON = NOW + timedelta(seconds=WAITS[0])


def row(chat: int = SARI, **more: Any) -> Claimed:
    fields: dict[str, Any] = {"attempts": 0, "arrived": (), "priority": Priority.ANNOUNCEMENT} | more
    return Claimed(7, "key", "hello", 1, 3, SARI, chat, "id", {}, **fields)


def errand(chat: int = SARI, *, texts: int = 1, **more: Any) -> Errand:
    """An errand of so many messages."""
    steps = tuple(("sendMessage", {"chat_id": chat, "text": f"bagian {n}"}) for n in range(texts))
    return Errand(row(chat, **more), steps, revision=4)


async def outcome_of(what: Errand, *answers: Refusal | Exception | None, town: Town | None = None) -> Outcome:
    place = town or Town()
    place.answers[what.row.chat_id].extend(answers)
    return await hand(await on_the_line(place), what, lambda: NOW)


class Garbled(Refusal):
    """Carried out, by the status; the answer is cut off."""

    def as_answer(self) -> tuple[int, bytes]:
        return 200, b'{"ok": true, "resu'


def again(why: str) -> dict[str, Any]:
    return {"state": "queued", "reason": why, "not_before": QUEUED_SOON}


def failed(why: str) -> dict[str, Any]:
    return {"state": "failed", "reason": why}


def uncertain(why: str = TIMED_OUT) -> dict[str, Any]:
    return {"state": "uncertain", "reason": why}


GONE = {"state": "failed", "reason": BLOCKED, "unreachable": SARI}
ANSWERS: dict[str, tuple[Refusal | Exception, dict[str, Any]]] = {
    "blocked": (Refusal(403, "Forbidden: bot was blocked by the user"), GONE),
    "deactivated": (Refusal(403, "Forbidden: user is deactivated"), GONE),
    "never started": (Refusal(403, "Forbidden: bot can't initiate conversation with a user"), GONE),
    "deactivated, as 400": (Refusal(400, "Bad Request: USER IS DEACTIVATED"), GONE),
    "chat not found": (Refusal(400, "Bad Request: chat not found"), GONE),
    "peer": (Refusal(400, "Bad Request: PEER_ID_INVALID"), GONE),
    "too long": (Refusal(400, "Bad Request: message is too long"), failed("Message is too long")),
    "bad entities": (Refusal(400, "Bad Request: can't parse entities"), failed("Can't parse entities")),
    "bad gateway": (BAD_GATEWAY, again("Bad Gateway")),
    "unavailable": (Refusal(503, "Service Unavailable"), again("Service Unavailable")),
    "other poller": (Refusal(409, "Conflict: terminated by other"), again("Conflict: terminated by other")),
    "token": (Refusal(401, "Unauthorized"), again("Unauthorized")),
    "no connection": (NotSent("no connection to the Bot API"), again("no connection to the Bot API")),
    "no answer": (TimedOut("no answer from the Bot API (TimeoutError)"), uncertain()),
    "restarting": (Refusal(500, "Internal Server Error: restart"), uncertain("Internal Server Error: restart")),
    "gateway": (Refusal(504, "Gateway Timeout"), uncertain("Gateway Timeout")),
    "garbled": (Garbled(200, ""), uncertain("Invalid server response")),
    "strange": (TelegramError("something new"), uncertain("something new")),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_answer_and_what_it_comes_to(name: str) -> None:
    answer, expected = ANSWERS[name]
    outcome = await outcome_of(errand(), answer)
    assert outcome == Outcome(7, **expected)


async def test_what_went_well_says_its_messages() -> None:
    outcome = await outcome_of(errand(texts=2))
    assert (outcome.state, outcome.revision, [len(ids) for ids in outcome.message_ids]) == ("sent", 4, [1, 1])


@pytest.mark.parametrize("name", ANSWERS)
async def test_what_had_arrived_before_the_trouble_is_kept(name: str) -> None:
    """Of three messages the first came with an earlier try, the second now."""
    town = Town()
    answer, expected = ANSWERS[name]
    outcome = await outcome_of(errand(texts=3, arrived=((5001,),)), None, answer, town=town)
    assert [call.data["text"] for call in town.made("sendMessage")] == ["bagian 1", "bagian 2"]
    assert (outcome.message_ids[0], len(outcome.message_ids), outcome.revision) == ((5001,), 2, 4)
    assert outcome.state == expected["state"]


async def test_nothing_arrived_is_no_revision() -> None:
    assert (await outcome_of(errand(), BAD_GATEWAY)).revision is None


@pytest.mark.parametrize("attempts", range(len(WAITS) + 1))
async def test_each_try_waits_longer_and_the_last_is_the_last(attempts: int) -> None:
    outcome = await outcome_of(errand(attempts=attempts), BAD_GATEWAY)
    if attempts == len(WAITS):
        assert (outcome.state, outcome.not_before) == ("failed", None)
    else:
        assert outcome.not_before == NOW + timedelta(seconds=WAITS[attempts])
    assert list(WAITS) == sorted(WAITS)


async def test_too_many_requests_waits_as_long_as_telegram_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "MOST_HALTS", 0)
    outcome = await outcome_of(errand(), Refusal(429, "Too Many Requests: retry after 77", retry_after=77))
    assert (outcome.state, outcome.not_before) == ("queued", NOW + timedelta(seconds=77))


async def test_a_wait_counts_from_the_answer_not_from_the_beginning() -> None:
    """It may have stood at the gate for minutes."""
    times = iter([NOW + timedelta(minutes=5)])
    town = Town()
    town.answers[SARI].append(BAD_GATEWAY)

    def now() -> datetime:
        return next(times)

    outcome = await hand(await on_the_line(town), errand(), now)
    assert outcome.not_before == NOW + timedelta(minutes=5, seconds=WAITS[0])


async def test_a_group_that_moved_is_tried_again_at_once_in_its_new_place() -> None:
    outcome = await outcome_of(errand(GROUP), Moved(400, "Bad Request: group chat was upgraded", to=-1005))
    assert outcome == Outcome(7, "queued", "moved", not_before=NOW, moved_to=-1005)


@pytest.mark.parametrize("words", ["bot was kicked from the group chat", "bot is not a member of the channel chat"])
async def test_a_group_without_us_is_not_a_person_without_us(words: str) -> None:
    outcome = await outcome_of(errand(GROUP), Refusal(403, f"Forbidden: {words}"))
    assert outcome == Outcome(7, "failed", BLOCKED)


async def test_a_closed_gate_is_not_even_a_try() -> None:
    closed = Pacing(FAST, FAST)
    api = await on_the_line(Town(), closed)
    closed.close(1)
    assert await hand(api, errand(), lambda: NOW) == Outcome(7, "queued", not_before=NOW, tried=False)


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("editMessageText", "message is not modified: exactly the same"),
        ("deleteMessage", "message to delete not found"),
    ],
)
async def test_what_is_done_already_is_done(method: str, words: str) -> None:
    what = Errand(row(), ((method, {"chat_id": SARI, "message_id": 9}),))
    assert (await outcome_of(what, Refusal(400, f"Bad Request: {words}"))).state == "sent"


@pytest.mark.parametrize("kind", REPEATABLE)
@pytest.mark.parametrize("name", [name for name, (_, expected) in ANSWERS.items() if expected["state"] == "uncertain"])
async def test_what_may_be_done_twice_is_tried_again(kind: str, name: str) -> None:
    """An edit or a deletion of which nobody knows whether it was carried out."""
    what = errand()
    answer, expected = ANSWERS[name]
    outcome = await outcome_of(replace(what, row=replace(what.row, kind=kind)), answer)
    assert outcome == Outcome(7, **again(expected["reason"]))


async def test_a_picture_that_cannot_be_drawn_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> bytes:
        raise ValueError("no such font")

    monkeypatch.setattr(CompetencyPicture, "png", broken)
    picture = CompetencyPicture("", "", (), ((0.0, ""),), "", None, "")
    outcome = await outcome_of(Errand(row(), screen=Screen("Hasil", picture=picture)))
    assert outcome == Outcome(7, "failed", "ValueError")


async def test_a_letter_comes_after_replies_and_before_announcements() -> None:
    urgencies = [Errand(row(priority=priority)).urgency for priority in Priority]
    assert urgencies == sorted(urgencies)
    assert min(urgencies) > pacing.REPLY


async def test_cancelled_is_not_answered_for() -> None:
    """The row stays in hand, and its program's end makes it uncertain."""
    town = Town()
    town.silent = {SARI}
    task = asyncio.create_task(hand(await on_the_line(town), errand(), lambda: NOW))
    while not town.delivered:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
