"""The rate at which new messages may be sent, and the halt after a 429.

All times are seconds of the monotonic clock that was handed in.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from bot.playground.limits import Limits
from bot.playground.refusal import too_many_requests

_BUCKETS = 1000
"""Chats that have lately been written to, before it is looked which of them may be forgotten."""


class RateMeter:
    """Counts new messages: overall in any one-second window, per person by a bucket, per group in a minute."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float]) -> None:
        self._limits = limits
        self._now = monotonic
        self._overall = _Window(limits.messages_per_second, 1.0)
        self._groups: dict[int, _Window] = {}
        self._buckets: dict[int, tuple[float, float]] = {}
        self._most_buckets = _BUCKETS
        self._halts: dict[int | None, tuple[float, str]] = {}

    def check(self, chat_id: int | None, *, messages: int) -> None:
        """Refuse with 429 while a halt lasts, or when so many new messages would be too many (which begins a halt).

        An album needs room for all its messages overall and in a group; with a person it needs room for one and is
        paid for afterwards, as it could never be sent otherwise.
        """
        now = self._now()
        self._refuse_halted(None, now)
        if chat_id is not None:
            self._refuse_halted(chat_id, now)
        if not messages or chat_id is None:
            return
        wait = self._group(chat_id).wait(now, messages) if chat_id < 0 else self._bucket_wait(chat_id, now)
        if wait > 0:
            raise self._begin_halt(chat_id, wait, now, "group" if chat_id < 0 else "chat")
        wait = self._overall.wait(now, messages)
        if wait > 0:
            raise self._begin_halt(None, wait, now, "overall")

    def count(self, chat_id: int, messages: int = 1) -> None:
        """New messages were sent."""
        now = self._now()
        self._overall.count(now, messages)
        if chat_id < 0:
            self._group(chat_id).count(now, messages)
        elif not math.isinf(self._limits.chat_messages_per_second):
            self._buckets[chat_id] = (self._tokens(chat_id, now) - messages, now)
            if len(self._buckets) > self._most_buckets:
                self._drop_full(now)

    def halt(self, chat_id: int | None, seconds: int) -> None:
        """Refuse everything to a chat (None: to all) for `seconds`, by a fault."""
        self._halts[chat_id] = (self._now() + seconds, "fault")

    def _begin_halt(self, chat_id: int | None, wait: float, now: float, cause: str) -> Exception:
        seconds = max(1, math.ceil(wait))
        self._halts[chat_id] = (now + seconds, cause)
        return too_many_requests(seconds, cause)

    def _refuse_halted(self, chat_id: int | None, now: float) -> None:
        if chat_id not in self._halts:
            return
        until, cause = self._halts[chat_id]
        if until > now:
            raise too_many_requests(max(1, math.ceil(until - now)), cause, in_halt=True)
        del self._halts[chat_id]

    def _drop_full(self, now: float) -> None:
        # A full bucket is one that was never touched: a country's worth of them is not kept.
        full = [chat_id for chat_id in self._buckets if self._tokens(chat_id, now) >= self._limits.chat_burst]
        for chat_id in full:
            del self._buckets[chat_id]
        self._most_buckets = max(_BUCKETS, 2 * len(self._buckets))

    def _bucket_wait(self, chat_id: int, now: float) -> float:
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

    def wait(self, now: float, events: int) -> float:
        times = self._times
        if times is None or times.maxlen is None or not times:
            return 0.0
        # Those that must have left before all the new ones fit; of more than fit at all, everything.
        too_many = min(len(times), len(times) + events - times.maxlen)
        return max(0.0, times[too_many - 1] + self._length - now) if too_many > 0 else 0.0

    def count(self, now: float, events: int) -> None:
        if self._times is not None:
            self._times.extend([now] * events)
