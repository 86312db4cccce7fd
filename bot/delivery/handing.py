"""One row of the outbox on its way: its calls are made in order, and what came of them is said without doubt.

Sent, certainly not sent, or *uncertain*: after a time-out nobody knows, and what is uncertain is never sent again
(except for edits and deletions: twice is once).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.api import Api, says, seconds_to_wait
from bot.delivery.calls import Call, screen_call
from bot.delivery.pacing import Closed
from bot.logs import log
from bot.transport import NotSent
from handlers.screens import Screen
from storage.outbox import BLOCKED, REPEATABLE, TIMED_OUT, Claimed, Outcome

_log = log("outbox")

# How long a row waits after each try that certainly failed; after the last it has failed for good.
WAITS = (5.0, 30.0, 120.0, 600.0, 1800.0)
# What the Bot API says of a chat that cannot be reached at all (compared without regard to case).
UNREACHABLE = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")
# After these a server may have carried out what it was asked: it broke off in the middle (500: the Bot API server says
# so to what is under way when it restarts), or a server behind it did not answer (504).
UNKNOWN_FATE = ("internal server error", "gateway time")
# What is as good as done.
DONE_ALREADY = ("message is not modified", "message to delete not found")


@dataclass(frozen=True, slots=True)
class Errand:
    """A claimed row with what is to be done: the calls of an announcement's copy, or a letter's screen."""

    row: Claimed
    steps: tuple[Call, ...] = ()
    screen: Screen | None = None
    revision: int | None = None

    @property
    def urgency(self) -> int:
        """For the pacing: after every immediate reply (0)."""
        return self.row.priority + 1


async def hand(api: Api, errand: Errand, now: Callable[[], datetime]) -> Outcome:
    """Do the errand; what an earlier try has delivered is not delivered again. Never raises, except when cancelled."""
    row = errand.row
    arrived = list(row.arrived)
    try:
        if errand.screen is not None and not arrived:
            arrived.append(await _letter(api, row, errand.screen, errand.urgency))
        for method, data in errand.steps[len(arrived) :]:
            arrived.append(await _step(api, method, data, errand.urgency))
    except Exception as error:
        # Waiting at the gate takes its time: what is waited from here on counts from now.
        outcome = _outcome(row, error, tuple(arrived), now())
        return replace(outcome, revision=errand.revision) if arrived else outcome
    return Outcome(row.id, "sent", message_ids=tuple(arrived), revision=errand.revision)


async def _letter(api: Api, row: Claimed, screen: Screen, urgency: int) -> tuple[int, ...]:
    """Send a letter. What Telegram does not take as it is (a voice, from who wants none) goes as a document, else its
    words go alone: a file never holds up what it came with.
    """
    for shown in _ways(screen):
        try:
            method, data = await screen_call(row.chat_id, shown)
            return await _step(api, method, data, urgency)
        except OSError:
            # The store of its file is away: after the last wait it goes without.
            if shown.attached is None or row.attempts < len(WAITS):
                raise
        except BadRequest as refused:
            if shown.attached is None or any(says(refused, words) for words in UNREACHABLE):
                raise
            _log.warning("not taken as it is", key=row.key, kind=shown.attached.kind, says=refused.message)
    raise AssertionError("the last way has no file")


def _ways(screen: Screen) -> list[Screen]:
    if screen.attached is None:
        return [screen]
    bare = replace(screen, attached=None)
    return [screen, replace(screen, attached=replace(screen.attached, kind="document")), bare]


async def _step(api: Api, method: str, data: dict[str, Any], urgency: int) -> tuple[int, ...]:
    try:
        answer = await api.call(method, dict(data), urgency=urgency)
    except BadRequest as refused:
        if any(says(refused, words) for words in DONE_ALREADY):
            return ()
        raise
    messages = answer if isinstance(answer, list) else [answer]
    return tuple(int(one["message_id"]) for one in messages if isinstance(one, dict) and "message_id" in one)


def _outcome(row: Claimed, error: Exception, arrived: tuple[tuple[int, ...], ...], now: datetime) -> Outcome:
    match error:
        case Closed():
            return Outcome(row.id, "queued", None, arrived, not_before=now, tried=False)
        case Forbidden():
            return _unreachable(row, arrived)
        case ChatMigrated():
            return Outcome(row.id, "queued", "moved", arrived, not_before=now, moved_to=error.new_chat_id)
        case BadRequest():
            if any(says(error, words) for words in UNREACHABLE):
                return _unreachable(row, arrived)
            _log.error("refused for good", key=row.key, says=error.message)
            return Outcome(row.id, "failed", error.message[:200], arrived)
        case RetryAfter():
            return _again(row, "too many requests", arrived, now, least=seconds_to_wait(error))
        case NotSent():
            return _again(row, error.message[:200], arrived, now)
        case TimedOut():
            return _uncertain(row, TIMED_OUT, arrived, now)
        case NetworkError() if any(words in error.message.casefold() for words in UNKNOWN_FATE):
            return _uncertain(row, error.message[:200], arrived, now)
        case NetworkError() | InvalidToken() | Conflict():
            return _again(row, error.message[:200], arrived, now)
        case TelegramError():
            # Carried out, by the status; what PTB could not read is the answer.
            return _uncertain(row, error.message[:200], arrived, now)
        case OSError():  # the store of a letter's file
            return _again(row, f"file not read: {type(error).__name__}", arrived, now)
        case _:
            # Ours: what cannot be put into a call today cannot be tomorrow, and must not hold up the others.
            _log.error("cannot be sent", key=row.key, error=type(error).__name__, says=str(error)[:200])
            return Outcome(row.id, "failed", type(error).__name__, arrived)


def _unreachable(row: Claimed, arrived: tuple[tuple[int, ...], ...]) -> Outcome:
    # Being put out of a group says nothing about the person.
    person = row.telegram_id if row.chat_id == row.telegram_id else None
    return Outcome(row.id, "failed", BLOCKED, arrived, unreachable=person)


def _uncertain(row: Claimed, reason: str, arrived: tuple[tuple[int, ...], ...], now: datetime) -> Outcome:
    if row.kind in REPEATABLE:
        return _again(row, reason, arrived, now)
    _log.warning("uncertain whether it arrived", key=row.key, says=reason)
    return Outcome(row.id, "uncertain", reason, arrived)


def _again(
    row: Claimed, reason: str, arrived: tuple[tuple[int, ...], ...], now: datetime, least: float = 0.0
) -> Outcome:
    if row.attempts >= len(WAITS):
        _log.error("given up", key=row.key, says=reason)
        return Outcome(row.id, "failed", reason, arrived)
    wait = timedelta(seconds=max(WAITS[row.attempts], least))
    return Outcome(row.id, "queued", reason, arrived, not_before=now + wait)
