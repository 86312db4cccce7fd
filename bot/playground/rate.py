"""The rate at which new messages may be sent, and the halt after a 429."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from bot.playground.limits import Limits
from bot.playground.refusal import too_many_requests


class RateMeter:
    """Counts new messages: overall in any one-second window, per person by a bucket, per group in a minute."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float]) -> None:
        self._limits = limits
        self._now = monotonic
        self._overall = _Window(limits.messages_per_second, 1.0)
        self._groups: dict[int, _Window] = {}
        self._buckets: dict[int, tuple[float, float]] = {}
        self._halts: dict[int | None, float] = {}

    def check(self, chat_id: int | None, *, new_message: bool) -> None:
        """Refuse with 429 while a halt lasts, or when one more new message would be too many (which begins a halt)."""
        now = self._now()
        self._refuse_halted(None, now)
        if chat_id is not None:
            self._refuse_halted(chat_id, now)
        if not new_message or chat_id is None:
            return
        wait = self._chat_wait(chat_id, now)
        if wait > 0:
            raise self._begin_halt(chat_id, wait, now)
        wait = self._overall.wait(now)
        if wait > 0:
            raise self._begin_halt(None, wait, now)

    def count(self, chat_id: int) -> None:
        """One new message was sent."""
        now = self._now()
        self._overall.count(now)
        if chat_id < 0:
            self._group(chat_id).count(now)
        elif not math.isinf(self._limits.chat_messages_per_second):
            self._buckets[chat_id] = (self._tokens(chat_id, now) - 1, now)

    def halt(self, chat_id: int | None, seconds: int) -> None:
        """Refuse everything to a chat (None: to all) for `seconds`."""
        self._halts[chat_id] = self._now() + seconds

    def _begin_halt(self, chat_id: int | None, wait: float, now: float) -> Exception:
        seconds = max(1, math.ceil(wait))
        self._halts[chat_id] = now + seconds
        return too_many_requests(seconds)

    def _refuse_halted(self, chat_id: int | None, now: float) -> None:
        until = self._halts.get(chat_id)
        if until is None:
            return
        if until > now:
            raise too_many_requests(max(1, math.ceil(until - now)))
        del self._halts[chat_id]

    def _chat_wait(self, chat_id: int, now: float) -> float:
        if chat_id < 0:
            return self._group(chat_id).wait(now)
        rate = self._limits.chat_messages_per_second
        if math.isinf(rate):
            return 0.0
        # Rounding must not turn a whole token into 0.999… of one.
        missing = 1 - self._tokens(chat_id, now)
        return missing / rate if missing > 1e-9 else 0.0

    def _tokens(self, chat_id: int, now: float) -> float:
        burst = float(self._limits.chat_burst)
        tokens, since = self._buckets.get(chat_id, (burst, now))
        return min(burst, tokens + (now - since) * self._limits.chat_messages_per_second)

    def _group(self, chat_id: int) -> _Window:
        if chat_id not in self._groups:
            self._groups[chat_id] = _Window(self._limits.group_messages_per_minute, 60.0)
        return self._groups[chat_id]


class _Window:
    """At most `most` events in any window of `length` seconds."""

    def __init__(self, most: float, length: float) -> None:
        self._length = length
        self._times: deque[float] | None = None if math.isinf(most) else deque(maxlen=int(most))

    def wait(self, now: float) -> float:
        times = self._times
        if times is None or len(times) < (times.maxlen or 0):
            return 0.0
        return max(0.0, times[0] + self._length - now)

    def count(self, now: float) -> None:
        if self._times is not None:
            self._times.append(now)
