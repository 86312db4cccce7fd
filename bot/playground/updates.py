"""Updates on their way to the bot: they stay here until the bot has confirmed them, by a higher offset or a 2xx."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.clock import Clock
from bot.playground.keeper import Counter, Keeper
from bot.playground.refusal import OTHER_POLLER, RefusalError

# https://core.telegram.org/bots/api#getupdates: what is not delivered unless it is asked for
_ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_FIRST_UPDATE_ID = 100_000_001


@dataclass(slots=True)
class Pending:
    """An update that waits. `payload` is its JSON, `lane` what must keep its order, `made` seconds since 1970."""

    update_id: int
    payload: str
    lane: str
    made: float
    twice: bool = False


class UpdateQueue:
    """The bot's queue, in the order of `update_id`."""

    def __init__(self, keeper: Keeper, clock: Clock, lifetime: float) -> None:
        self._keeper = keeper
        self._clock = clock
        self._lifetime = lifetime
        self._ids = Counter(keeper, "update", _FIRST_UPDATE_ID)
        self._pending: dict[int, Pending] = {}
        self._again: list[Pending] = []
        self._poller: asyncio.Future[bool] | None = None
        self.allowed: list[str] | None = None
        self.on_new: Callable[[Pending], None] | None = None
        for key, row in sorted(keeper.records("update"), key=lambda record: int(record[0])):
            self._pending[int(key)] = Pending(int(key), *row)
        for _, allowed in keeper.records("allowed_updates"):
            self.allowed = allowed

    def __len__(self) -> int:
        return len(self._pending)

    def __iter__(self) -> Iterator[Pending]:
        return iter(list(self._pending.values()))

    def __contains__(self, pending: Pending) -> bool:
        return pending.update_id in self._pending

    def add(self, body: dict[str, Any], lane: str = "", *, twice: bool = False, unfiltered: bool = False) -> int | None:
        """Queue an update under the next `update_id` and give that; None when the bot did not ask for its kind.

        `twice`: after it was confirmed it is delivered once more. `unfiltered`: whatever the bot asked for.
        """
        if not unfiltered and not self._wanted(next(iter(body))):
            return None
        update_id = self._ids.take()
        payload = json.dumps({"update_id": update_id, **body}, ensure_ascii=False)
        made = self._clock.now().timestamp()
        pending = Pending(update_id, payload, lane or f"update {update_id}", made, twice)
        self._pending[update_id] = pending
        self._keeper.put("update", update_id, [payload, pending.lane, made, twice])
        if self.on_new is not None:
            self.on_new(pending)
        elif self._poller is not None and not self._poller.done():
            self._poller.set_result(True)
        return update_id

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in _ONLY_WHEN_ASKED

    def allow(self, kinds: list[str] | None) -> None:
        """Remember `allowed_updates`; an empty list means Telegram's default, None leaves it as it is."""
        if kinds is not None and kinds != self.allowed:
            self.allowed = kinds
            self._keeper.put("allowed_updates", "bot", kinds)

    def done(self, update_id: int) -> Pending | None:
        """Take a confirmed update out. Gives it when it was there."""
        pending = self._pending.pop(update_id, None)
        if pending is not None:
            self._keeper.drop("update", update_id)
        return pending

    def clear(self) -> None:
        """Drop everything that waits (`drop_pending_updates`)."""
        for pending in self:
            self.done(pending.update_id)

    def expire(self) -> None:
        """Drop what has waited longer than Telegram keeps it."""
        oldest = self._clock.now().timestamp() - self._lifetime
        while self._pending:
            pending = next(iter(self._pending.values()))
            if pending.made > oldest:
                return
            self.done(pending.update_id)

    async def poll(self, offset: int, limit: int, wait: float) -> list[str]:
        """The JSON of waiting updates from `offset` on, after `wait` seconds at the latest.

        Everything below `offset` is confirmed thereby; a negative offset keeps only that many of the newest.
        Raises 409 in an older call that still waits.
        """
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[bool] = loop.create_future()
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(RefusalError(409, OTHER_POLLER))
        self._poller = None
        self._confirm(offset)
        found = self._waiting(limit)
        if found or wait <= 0:
            return found
        self._poller = mine
        timer = loop.call_later(wait, _resolve, mine)
        try:
            await mine
        finally:
            timer.cancel()
        return self._waiting(limit)

    def close(self) -> None:
        """Give unused numbers back."""
        self._ids.close()

    def stop_polling(self) -> None:
        """Answer a waiting getUpdates now (with nothing)."""
        if self._poller is not None:
            _resolve(self._poller)

    def _confirm(self, offset: int) -> None:
        self.expire()
        if offset < 0:
            for pending in list(self._pending.values())[: max(0, len(self._pending) + offset)]:
                self.done(pending.update_id)
            return
        confirmed = []
        for update_id in self._pending:
            if update_id >= offset:
                break
            confirmed.append(update_id)
        for update_id in confirmed:
            taken = self.done(update_id)
            if taken is not None and taken.twice:
                taken.twice = False
                self._again.append(taken)

    def _waiting(self, limit: int) -> list[str]:
        again, self._again = self._again[:limit], self._again[limit:]
        fresh = islice(self._pending.values(), limit - len(again))
        return [pending.payload for pending in (*again, *fresh)]


def _resolve(future: asyncio.Future[bool]) -> None:
    if not future.done():
        future.set_result(False)
