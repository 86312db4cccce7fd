"""The rules of the outbox: one row a key, the most urgent first, and states that only ever move forward."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import outbox, people, schema
from storage.database import Database
from storage.migrating import migrate
from storage.outbox import BLOCKED, LETTERS, NO_CONSENT, REPEATABLE, STOPPED_MIDWAY, Letter, Outcome, Priority

from .announcing import crowd
from .conftest import FRIDAY

T = TypeVar("T")
ME, OTHER = "bot:1", "bot:2"
FINAL = ("sent", "uncertain", "failed", "expired", "cancelled")


def letter(key: str = "k", person: int = 1, **more: Any) -> Letter:
    fields: dict[str, Any] = {
        "not_before": FRIDAY,
        "data": {"form": "kompetensi"},
        "priority": Priority.REMINDER,
    } | more
    return Letter(key=key, kind="hello", person_id=person, **fields)


async def put(conn: AsyncConnection, *letters: Letter) -> None:
    await outbox.add(conn, letters, FRIDAY)


async def claim(conn: AsyncConnection, now: datetime = FRIDAY, by: str = ME, most: int = 100) -> list[Any]:
    return await outbox.claim(conn, by=by, now=now, most=most)


async def row(conn: AsyncConnection, key: str = "k") -> Any:
    return (await conn.execute(select(schema.outbox).where(schema.outbox.c.key == key))).one()


async def states(conn: AsyncConnection) -> dict[str, tuple[str, str | None]]:
    found = await conn.execute(select(schema.outbox.c.key, schema.outbox.c.state, schema.outbox.c.reason))
    return {key: (state, reason) for key, state, reason in found}


# --- Planning


async def test_the_same_key_twice_is_one_row(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter(), letter(data={"form": "other"}))
        await put(conn, letter(priority=Priority.ANSWER))
        assert await conn.scalar(select(func.count()).select_from(schema.outbox)) == 1
        assert (await row(conn)).priority == Priority.REMINDER


@pytest.mark.parametrize("state", FINAL)
async def test_what_was_settled_is_not_planned_again(db: Database, state: str) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        [one] = await claim(conn)
        await outbox.settle(conn, [Outcome(one.id, state)], FRIDAY)
        await put(conn, letter())
        assert await states(conn) == {"k": (state, None)}
        assert await claim(conn) == []


async def test_once_forgotten_a_key_may_be_planned_again(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter("old"), letter("waits"))
        assert await outbox.cancel(conn, "old", "no longer needed", FRIDAY)
        assert await outbox.forget(conn, FRIDAY) == 0
        assert await outbox.forget(conn, FRIDAY + timedelta(seconds=1)) == 1
        assert await states(conn) == {"waits": ("queued", None)}
        await put(conn, letter("old"))
        assert len(await claim(conn)) == 2


# --- Claiming


async def test_the_most_urgent_first_then_the_oldest(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, *(letter(p.name, priority=p) for p in reversed(Priority)))
        await put(conn, letter("early", not_before=FRIDAY - timedelta(hours=1), priority=Priority.TIP))
        keys = [one.key for one in await claim(conn, most=4)] + [one.key for one in await claim(conn)]
    assert keys == ["ANSWER", "CASE", "REMINDER", "DIGEST", "early", "TIP", "ANNOUNCEMENT"]


@pytest.mark.parametrize(
    ("fields", "person", "state"),
    [
        ({}, {}, ("sending", None)),
        ({"not_before": FRIDAY + timedelta(microseconds=1)}, {}, ("queued", None)),
        ({"expires_at": FRIDAY}, {}, ("expired", None)),
        ({"expires_at": FRIDAY + timedelta(seconds=1)}, {}, ("sending", None)),
        ({}, {"consent": None}, ("cancelled", NO_CONSENT)),
        ({}, {"blocked_at": FRIDAY}, ("failed", BLOCKED)),
        ({"chat_id": -5}, {"blocked_at": FRIDAY}, ("sending", None)),
        ({"chat_id": -5}, {"consent": None}, ("cancelled", NO_CONSENT)),
        ({"expires_at": FRIDAY}, {"blocked_at": FRIDAY, "consent": None}, ("expired", None)),
    ],
    ids=str,
)
async def test_what_becomes_of_a_row_when_it_is_claimed(
    db: Database, fields: dict[str, Any], person: dict[str, Any], state: tuple[str, str | None]
) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1, **person)
        await put(conn, letter(**fields))
        claimed = await claim(conn)
        assert await states(conn) == {"k": state}
        assert len(claimed) == (state[0] == "sending")
        assert (await row(conn)).data is None or state[0] in ("sending", "queued")


async def test_rows_that_are_closed_on_the_way_take_no_place(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 20, blocked_at=FRIDAY)
        await crowd(conn, 5)
        await put(conn, *(letter(f"k{n:02}", n) for n in range(1, 26)))
        assert [one.person_id for one in await claim(conn, most=5)] == [21, 22, 23, 24, 25]


async def test_a_claimed_row_says_all_that_its_sender_needs(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        [one] = await claim(conn)
        await outbox.settle(
            conn, [Outcome(one.id, "queued", "Bad Gateway", ((5, 6), ()), revision=1, not_before=FRIDAY)], FRIDAY
        )
        [again] = await claim(conn)
    assert (one.lane, one.telegram_id, one.chat_id, one.language) == (LETTERS, 9001, 9001, "id")
    assert (one.data, one.attempts, one.arrived) == ({"form": "kompetensi"}, 0, ())
    assert (again.data, again.attempts, again.arrived) == ({"form": "kompetensi"}, 1, ((5, 6), ()))


async def test_lanes_are_served_in_the_order_given_and_no_other(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        for lane in (3, 1, 2):
            await put(conn, letter(f"copy {lane}", priority=Priority.ANNOUNCEMENT))
            await conn.exec_driver_sql(f"UPDATE outbox SET lane = {lane} WHERE key = 'copy {lane}'")
        assert not await outbox.any_due(conn, FRIDAY)
        assert await outbox.any_due(conn, FRIDAY, [3])
        rows = await outbox.claim(conn, by=ME, now=FRIDAY, most=9, lanes=[LETTERS, 2, 1])
        assert [one.key for one in rows] == ["copy 2", "copy 1"]


# --- Settling


async def test_a_stop_is_no_attempt(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        for attempts, tried in enumerate([True, False, True]):
            [one] = await claim(conn)
            assert one.attempts == min(attempts, 1)
            await outbox.settle(conn, [Outcome(one.id, "queued", not_before=FRIDAY, tried=tried)], FRIDAY)
        assert (await row(conn)).attempts == 2


async def test_the_first_revision_that_arrived_stands(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        for revision in (None, 4, 5):
            [one] = await claim(conn)
            await outbox.settle(conn, [Outcome(one.id, "queued", revision=revision, not_before=FRIDAY)], FRIDAY)
        assert (await row(conn)).revision == 4


async def test_a_group_that_has_moved_is_remembered(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter(chat_id=-5))
        [one] = await claim(conn)
        await outbox.settle(conn, [Outcome(one.id, "queued", "moved", moved_to=-1007, not_before=FRIDAY)], FRIDAY)
        assert [again.chat_id for again in await claim(conn)] == [-1007]


async def test_what_was_given_up_meanwhile_stays_given_up(db: Database) -> None:
    """A sender that was thought dead reports late: the row is uncertain, and nobody sends it again."""
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, letter())
        await outbox.keep_alive(conn, by=ME, now=FRIDAY, until=FRIDAY + timedelta(seconds=30))
        [one] = await claim(conn)
        late = FRIDAY + timedelta(seconds=31)
        assert await outbox.keep_alive(conn, by=OTHER, now=late, until=late + timedelta(seconds=30)) == 1
        await outbox.settle(conn, [Outcome(one.id, "sent"), Outcome(one.id, "queued", not_before=late)], late)
        assert await states(conn) == {"k": ("uncertain", STOPPED_MIDWAY)}
        assert await claim(conn, late, OTHER) == []


@pytest.mark.parametrize("kind", REPEATABLE)
async def test_what_may_be_done_twice_waits_again_when_its_sender_dies(db: Database, kind: str) -> None:
    async with db.writing() as conn:
        await crowd(conn, 1)
        await put(conn, replace(letter(), kind=kind))
        await claim(conn)
        assert await outbox.leave(conn, by=ME, now=FRIDAY) == 0
        assert await states(conn) == {"k": ("queued", None)}
        [again] = await claim(conn, by=OTHER)
        assert again.data == {"form": "kompetensi"}


async def test_who_leaves_leaves_the_others_alone(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 2)
        await put(conn, letter("a", 1), letter("b", 2))
        for by in (ME, OTHER):
            await outbox.keep_alive(conn, by=by, now=FRIDAY, until=FRIDAY + timedelta(seconds=30))
            await claim(conn, by=by, most=1)
        assert await outbox.leave(conn, by=ME, now=FRIDAY) == 1
        assert await states(conn) == {"a": ("uncertain", STOPPED_MIDWAY), "b": ("sending", None)}


@pytest.mark.parametrize("how", ["cancel", "cancel_lane", "expire"])
async def test_only_what_waits_can_be_taken_back(db: Database, how: str) -> None:
    async with db.writing() as conn:
        await crowd(conn, 2)
        await put(conn, letter("in hand", 1, expires_at=FRIDAY + timedelta(hours=1)))
        await claim(conn)
        await put(conn, letter("waits", 2, expires_at=FRIDAY + timedelta(hours=1)))
        late = FRIDAY + timedelta(hours=1)
        if how == "cancel":
            assert [await outbox.cancel(conn, key, "why", late) for key in ("in hand", "waits", "waits")] == [0, 1, 0]
        elif how == "cancel_lane":
            assert await outbox.cancel_lane(conn, LETTERS, "why", late) == 1
        else:
            assert await outbox.expire(conn, late - timedelta(microseconds=1)) == 0
            assert await outbox.expire(conn, late) == 1
        state = ("expired", None) if how == "expire" else ("cancelled", "why")
        assert await states(conn) == {"in hand": ("sending", None), "waits": state}


async def test_counts_split_who_is_unreachable_from_what_was_refused(db: Database) -> None:
    async with db.writing() as conn:
        await crowd(conn, 4)
        await put(conn, *(letter(f"k{n}", n) for n in range(1, 5)))
        rows = await claim(conn, most=3)
        outcomes = [Outcome(rows[0].id, "sent"), Outcome(rows[1].id, "failed", BLOCKED), Outcome(rows[2].id, "failed")]
        await outbox.settle(conn, outcomes, FRIDAY)
        assert await outbox.counts(conn, 7, "hello") == {}
        await conn.exec_driver_sql("UPDATE outbox SET lane = 7")
        assert await outbox.counts(conn, 7, "hello") == {"sent": 1, "unreachable": 1, "failed": 1, "queued": 1}
        assert await outbox.all_counts(conn) == {("hello", "sent"): 1, ("hello", "failed"): 2, ("hello", "queued"): 1}


# --- Whatever happens, against a plain model


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
        self.run(self._write(outbox.keep_alive, by=by, now=self.at(), until=self.at(self.now + LEASE)))
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
        self.run(self._write(outbox.leave, by=by, now=self.at()))
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
