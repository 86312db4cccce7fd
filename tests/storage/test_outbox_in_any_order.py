"""The outbox against a plain model: planning, claiming, settling, dying and taking back, in any order."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from storage import outbox, people, senders
from storage.database import Database
from storage.migrating import migrate
from storage.outbox import Outcome, Priority

from .announcing import crowd
from .conftest import FRIDAY
from .test_outbox import ME, OTHER, letter, states

T = TypeVar("T")


@dataclass
class Row:
    """The model of a row."""

    person: int
    priority: int
    not_before: int
    expires: int | None
    state: str = "queued"
    sender: str | None = None
    attempts: int = 0
    sent: int = 0


PEOPLE = 3
SENDERS = (ME, OTHER)
LEASE = 5


class AnyOrder(RuleBasedStateMachine):
    """Planning, claiming, settling, dying and taking back in any order; time in whole seconds.

    The model says what may be sent when; what a dead sender had in hand it takes to have been sent, as it may have.
    """

    loop: asyncio.AbstractEventLoop
    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        file = Path(shutil.copy(self.template, Path(self.folder.name) / "bot.db"))
        self.database = Database(file)
        self.now = 0
        self.model: dict[str, Row] = {}
        self.hands: dict[str, dict[int, str]] = {by: {} for by in SENDERS}
        self.alive: dict[str, int] = {}
        self.blocked: set[int] = set()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def at(self, seconds: int | None = None) -> datetime:
        return FRIDAY + timedelta(seconds=self.now if seconds is None else seconds)

    @initialize()
    def begin(self) -> None:
        async def fill() -> None:
            await self.database.open()
            async with self.database.writing() as conn:
                await crowd(conn, PEOPLE)

        self.run(fill())

    def teardown(self) -> None:
        self.run(self.database.close())
        self.folder.cleanup()

    async def _write(self, function: Any, *given: Any, **named: Any) -> Any:
        async with self.database.writing() as conn:
            return await function(conn, *given, **named)

    @rule(
        number=st.integers(1, 9),
        person=st.integers(1, PEOPLE),
        priority=st.sampled_from(Priority),
        wait=st.integers(0, 4),
        life=st.none() | st.integers(1, 12),
    )
    def plan(self, number: int, person: int, priority: Priority, wait: int, life: int | None) -> None:
        key = f"k{number}"
        expires = None if life is None else self.now + life
        planned = letter(
            key,
            person,
            priority=priority,
            not_before=self.at(self.now + wait),
            expires_at=None if expires is None else self.at(expires),
        )
        self.run(self._write(outbox.add, [planned], self.at()))
        self.model.setdefault(key, Row(person, priority, self.now + wait, expires))

    @rule(by=st.sampled_from(SENDERS), most=st.integers(1, 5))
    def take(self, by: str, most: int) -> None:
        self._stay(by)
        claimed = self.run(self._write(outbox.claim, by=by, now=self.at(), most=most))
        due = sorted(
            (row.priority, row.not_before, key)
            for key, row in self.model.items()
            if row.state == "queued" and row.not_before <= self.now
        )
        good = [key for *_, key in due if self._is_good(self.model[key])]
        assert len(claimed) == min(most, len(good))
        urgencies = [self.model[one.key].priority for one in claimed]
        assert urgencies == [self.model[key].priority for key in good[:most]], "the most urgent first"
        for one in claimed:
            row = self.model[one.key]
            assert (row.state, one.attempts, one.key in good) == ("queued", row.attempts, True)
            row.state, row.sender = "sending", by
            self.hands[by][one.id] = one.key
        for _, _, key in due:  # what stands before or among them is closed on the way
            self._maybe_closed(key)

    def _is_good(self, row: Row) -> bool:
        return row.person not in self.blocked and (row.expires is None or row.expires > self.now)

    def _maybe_closed(self, key: str) -> None:
        row = self.model[key]
        if row.state == "queued" and not self._is_good(row):
            state = self._stored()[key]
            over = row.expires is not None and row.expires <= self.now
            assert state in ("queued", "expired" if over else "failed")
            row.state = state

    @precondition(lambda self: any(self.hands.values()))
    @rule(data=st.data(), state=st.sampled_from(["sent", "uncertain", "failed", "queued"]), tried=st.booleans())
    def settle(self, data: st.DataObject, state: str, tried: bool) -> None:
        by = data.draw(st.sampled_from([s for s in SENDERS if self.hands[s]]))
        number = data.draw(st.sampled_from(sorted(self.hands[by])))
        key = self.hands[by].pop(number)
        outcome = Outcome(number, state, not_before=self.at(self.now + 2) if state == "queued" else None, tried=tried)
        self.run(self._write(outbox.settle, [outcome], self.at()))
        row = self.model[key]
        if (row.state, row.sender) != ("sending", by):
            return  # given up meanwhile
        row.state, row.sender = state, None
        row.attempts += tried
        row.sent += state in ("sent", "uncertain")
        if state == "queued":
            row.not_before = self.now + 2

    def _stay(self, by: str) -> None:
        self.run(self._write(senders.keep_alive, by=by, now=self.at(), until=self.at(self.now + LEASE)))
        self.alive[by] = self.now + LEASE
        self._give_up()

    def _give_up(self) -> None:
        for row in self.model.values():
            if row.state == "sending" and self.alive.get(row.sender or "", -1) < self.now:
                row.state, row.sender = "uncertain", None
                row.sent += 1

    @rule(by=st.sampled_from(SENDERS))
    def stay_alive(self, by: str) -> None:
        self._stay(by)

    @rule(by=st.sampled_from(SENDERS))
    def die(self, by: str) -> None:
        """`kill -9`: it forgets what it had in hand; the next one of this name is another program."""
        self.hands[by].clear()

    @rule(by=st.sampled_from(SENDERS))
    def leave(self, by: str) -> None:
        self.run(self._write(senders.leave, by=by, now=self.at()))
        self.alive.pop(by, None)
        self.hands[by].clear()
        self._give_up()

    @rule(number=st.integers(1, 9))
    def cancel(self, number: int) -> None:
        row = self.model.get(f"k{number}")
        done = self.run(self._write(outbox.cancel, f"k{number}", "why", self.at()))
        assert done == (row is not None and row.state == "queued")
        if row is not None and done:
            row.state = "cancelled"

    @rule()
    def expire(self) -> None:
        count = self.run(self._write(outbox.expire, self.at()))
        over = [
            r for r in self.model.values() if r.state == "queued" and r.expires is not None and r.expires <= self.now
        ]
        assert count == len(over)
        for row in over:
            row.state = "expired"

    @rule(person=st.integers(1, PEOPLE), back=st.booleans())
    def block(self, person: int, back: bool) -> None:
        self.run(self._write(people.mark_blocked, 9000 + person, None if back else self.at()))
        (self.blocked.discard if back else self.blocked.add)(person)

    @rule(seconds=st.integers(1, 7))
    def wait(self, seconds: int) -> None:
        self.now += seconds

    def _stored(self) -> dict[str, str]:
        async def read() -> dict[str, tuple[str, str | None]]:
            async with self.database.reading() as conn:
                return await states(conn)

        return {key: state for key, (state, _) in self.run(read()).items()}

    @invariant()
    def the_books_balance(self) -> None:
        if not self.model:
            return
        assert self._stored() == {key: row.state for key, row in self.model.items()}
        assert all(row.sent <= 1 for row in self.model.values()), "nothing goes out twice"

        async def counted() -> dict[tuple[str, str], int]:
            async with self.database.reading() as conn:
                return await outbox.all_counts(conn)

        states_of_all = Counter(row.state for row in self.model.values())
        assert self.run(counted()) == {("hello", state): count for state, count in states_of_all.items()}


def test_any_order_of_all_that_can_happen(tmp_path: Path) -> None:
    AnyOrder.template = tmp_path / "empty.db"
    migrate(AnyOrder.template)
    AnyOrder.loop = asyncio.new_event_loop()
    try:
        case = AnyOrder.TestCase
        case.settings = settings(max_examples=30, stateful_step_count=40, deadline=None, derandomize=True)
        case().runTest()
    finally:
        AnyOrder.loop.close()
