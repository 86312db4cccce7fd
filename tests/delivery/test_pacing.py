"""Telegram's limits are kept to the letter, also after a halt."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.delivery.pacing import CHAT_BURST, MOST_HALTS, WINDOW_MARGIN, Pacing
from tests.delivery.conftest import Time


class Telegram:
    """Keeps when it was called; refuses the first calls with these numbers of seconds."""

    def __init__(self, time: Time, *refusals: int) -> None:
        self.time = time
        self.refusals = list(refusals)
        self.at: list[tuple[float, Any]] = []
        self.refused_at: list[float] = []

    async def call(self, chat: Any) -> str:
        if self.refusals:
            self.refused_at.append(self.time.now)
            raise RetryAfter(self.refusals.pop(0))
        self.at.append((round(self.time.now - 1000, 6), chat))
        return "done"

    def times(self, chat: Any = None) -> list[float]:
        return [at for at, whom in self.at if chat is None or whom == chat]


def most_in(seconds: float, times: list[float]) -> int:
    """The most of these moments that lie within any half-open window of this length."""
    ordered = sorted(times)
    return max(sum(1 for t in ordered if start <= t < start + seconds - 1e-6) for start in ordered)


def request(pacing: Pacing, telegram: Telegram, endpoint: str, chat: int | None) -> Any:
    data = {} if chat is None else {"chat_id": chat}
    return pacing.process_request(telegram.call, [chat], {}, endpoint, data, None)


@pytest.mark.parametrize("overall", [5.0, 29.0, 30.0])
def test_overall_never_more_in_any_second(time: Time, overall: float) -> None:
    telegram = Telegram(time)
    pacing = Pacing(overall, 100.0, monotonic=time.monotonic)
    time.run(*(request(pacing, telegram, "sendMessage", chat) for chat in range(150)))
    times = telegram.times()
    assert len(times) == 150
    assert most_in(1.0, times) <= overall
    # And not slower than it may be: each window is only the margin longer than a second.
    assert max(times) <= 149 / overall * (1 + WINDOW_MARGIN) + 0.01


def test_one_chat_has_a_short_burst_and_then_its_rate(time: Time) -> None:
    telegram = Telegram(time)
    pacing = Pacing(1000.0, 1.0, monotonic=time.monotonic)
    time.run(*(request(pacing, telegram, "sendMessage", 7) for _ in range(8)))
    assert [round(t) for t in telegram.times()] == [0, 0, 1, 2, 3, 4, 5, 6]
    assert CHAT_BURST == 2


def test_a_busy_chat_does_not_hold_up_the_others(time: Time) -> None:
    telegram = Telegram(time)
    pacing = Pacing(10.0, 1.0, monotonic=time.monotonic)
    busy = [request(pacing, telegram, "sendMessage", 7) for _ in range(10)]
    time.run(*busy, *(request(pacing, telegram, "sendMessage", chat) for chat in range(100, 110)))
    assert max(t for t, chat in telegram.at if chat != 7) <= 1.3
    assert most_in(1.0, telegram.times()) <= 10


def test_edits_and_answers_wait_for_nothing(time: Time) -> None:
    telegram = Telegram(time)
    pacing = Pacing(1.0, 1.0, monotonic=time.monotonic)
    calls = [request(pacing, telegram, name, 7) for name in ["editMessageText", "answerCallbackQuery"] * 20]
    time.run(*calls)
    assert set(telegram.times()) == {0.0}


@pytest.mark.parametrize("endpoint", ["sendMessage", "sendPhoto", "sendDocument", "forwardMessage", "copyMessage"])
def test_whatever_is_a_new_message_is_paced(time: Time, endpoint: str) -> None:
    telegram = Telegram(time)
    pacing = Pacing(2.0, 100.0, monotonic=time.monotonic)
    time.run(*(request(pacing, telegram, endpoint, chat) for chat in range(4)))
    assert telegram.times() == pytest.approx([0.0, 0.5, 1.0, 1.5], abs=2 * WINDOW_MARGIN)


def test_a_halt_of_one_chat_holds_up_that_chat_alone(time: Time) -> None:
    telegram = Telegram(time, 5)
    pacing = Pacing(100.0, 100.0, monotonic=time.monotonic)
    time.run(request(pacing, telegram, "editMessageText", 7))
    assert telegram.times(7) == [5.1]
    telegram = Telegram(time, 5)
    started = time.now

    async def others() -> None:
        await request(pacing, telegram, "editMessageText", 8)
        assert time.now == started

    async def the_same() -> None:
        await request(pacing, telegram, "editMessageText", 7)
        assert time.now >= started + 5

    time.run(request(pacing, telegram, "editMessageText", 7), the_same(), others())


def test_a_halt_of_all_holds_up_everything(time: Time) -> None:
    telegram = Telegram(time, 4)
    pacing = Pacing(100.0, 100.0, monotonic=time.monotonic)
    names = ["answerCallbackQuery", "editMessageText", "sendMessage"]
    time.run(*(request(pacing, telegram, name, None if name.startswith("answer") else 7) for name in names))
    assert min(telegram.times()) >= 4.0


def test_after_a_halt_of_all_the_rate_is_kept_too(time: Time) -> None:
    telegram = Telegram(time)
    pacing = Pacing(10.0, 100.0, monotonic=time.monotonic)

    async def halt() -> None:
        telegram.refusals.append(5)
        await request(pacing, telegram, "answerCallbackQuery", None)

    time.run(halt(), *(request(pacing, telegram, "sendMessage", chat) for chat in range(60)))
    messages = [at for at, chat in telegram.at if chat is not None]
    assert len(messages) == 60
    assert min(messages) >= 5.0
    assert most_in(1.0, messages) <= 10


def test_after_so_many_refusals_it_is_given_up(time: Time) -> None:
    telegram = Telegram(time, *[1] * (MOST_HALTS + 1))
    pacing = Pacing(100.0, 100.0, monotonic=time.monotonic)
    with pytest.raises(RetryAfter):
        time.run(request(pacing, telegram, "editMessageText", 7))
    gaps = [b - a for a, b in zip(telegram.refused_at, telegram.refused_at[1:], strict=False)]
    assert len(gaps) == MOST_HALTS
    assert all(gap >= 1.0 for gap in gaps)
