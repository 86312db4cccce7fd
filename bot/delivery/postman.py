"""The postman carries the outbox to its readers, a handful at a time, as fast as the rate allows and no faster.

A handful is claimed in one transaction, in which also what came of earlier rows is written and letters are worded;
then it is sent. Claimed are only so many rows as can go out in the next half second: after `kill -9` these, and what
was on the wire, are uncertain (docs/decisions/0007).
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import sys
from collections import deque
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api import Api
from bot.clock import Clock
from bot.delivery.copies import Copies
from bot.delivery.handing import Errand, hand
from bot.delivery.pacing import REPLY, Pacing
from bot.logs import log, where
from bot.turns import Turns
from handlers import letters
from handlers.letters import Slip
from handlers.reminding import almanac as almanacs
from handlers.reminding.almanac import ASKED, REMINDER, Almanac
from handlers.turn import Turn
from storage import announcement_copies, announcements, outbox, people, senders
from storage.announcement_copies import COPY, NUDGE
from storage.database import Database
from storage.outbox import LETTERS, NOT_NEEDED, Claimed, Outcome

_log = log("postman")

HANDFUL = 10
# So few at the gate: the next handful is fetched, so that the gate never waits for us.
FEW = 5
# With a slow network many are on the wire at once; more than this never (the most that a kill leaves uncertain).
MOST_IN_HAND = 60
# A sender that has said nothing for so long is dead, and what it had in hand is uncertain.
LEASE = timedelta(seconds=30)
SECONDS_IDLE = 1.0
# While a bulk goes out, what came of it is written with the next claim (three a second), hardly ever by itself: each
# transaction holds up the taps for the time of a sync.
SECONDS_TO_SETTLE = 0.5
SECONDS_TO_END = 5.0
# The rate that is shown is that of so many seconds.
SECONDS_OF_RATE = 10.0
# By which hours of the calendar letters go, by their kind; the others go at any hour.
HOURS_OF = {REMINDER: REMINDER, "tip": "tip", "tried": "tip", "digest": "digest", "digest-nudge": REMINDER}
# What SQLite says (beginnings of its codes) when the file cannot be written just now, whatever the statement.
DATABASE_AWAY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_NOMEM", "SQLITE_READONLY")


class Postman:
    """See the module. `start` and `stop`; `wake` when there may be something new; `idle` waits until all is out."""

    def __init__(
        self,
        database: Database,
        api: Api,
        pacing: Pacing,
        turns: Turns,
        clock: Clock,
        institution: str | None,
    ) -> None:
        self._database = database
        self._api = api
        self._pacing = pacing
        self._turns = turns
        self._clock = clock
        self._copies = Copies(institution)
        self.name = secrets.token_hex(6)
        self._alive_until: datetime | None = None
        self._looked_at: datetime | None = None
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._outcomes: list[tuple[Claimed, Outcome]] = []
        self._woken = asyncio.Event()
        self._resting = asyncio.Event()
        self._sent_at: dict[int, deque[float]] = {}
        self._loop: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        self._loop = asyncio.create_task(self._work())

    def wake(self) -> None:
        """There may be something to send."""
        self._resting.clear()
        self._woken.set()

    @property
    def in_hand(self) -> int:
        """How many rows are claimed and not settled."""
        return len(self._in_hand) + len(self._outcomes)

    def rate_of(self, lane: int) -> float | None:
        """Copies a second of an announcement over the last seconds; `None` where none went out."""
        times = self._sent_at.get(lane)
        now = asyncio.get_running_loop().time()
        while times and times[0] < now - SECONDS_OF_RATE:
            times.popleft()
        if not times or len(times) < 2:
            return None
        return (len(times) - 1) / max(now - times[0], 1e-3)

    async def idle(self) -> None:
        """Wait until nothing that is due is left, and all that came of it is written."""
        self.wake()
        await self._resting.wait()

    async def stop(self) -> None:
        """Send nothing more; what is on the wire gets a little time, what was not let out goes back into the outbox."""
        self._stopping = True
        self._woken.set()
        self._pacing.close(REPLY + 1)
        if self._loop is not None:
            await asyncio.gather(self._loop, return_exceptions=True)
        if self._in_hand:
            await asyncio.wait(list(self._in_hand.values()), timeout=SECONDS_TO_END)
        for task in list(self._in_hand.values()):
            task.cancel()
        if self._alive_until is None and not self._outcomes:
            return
        with contextlib.suppress(DBAPIError):
            async with self._database.writing() as connection:
                await self._settle(connection, self._take_outcomes())
                await senders.leave(connection, by=self.name, now=self._clock.now())

    async def _work(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                more = await self._round()
            except Exception as error:  # the database may be busy or full: the next round tries again
                _log.warning("a round failed", error=type(error).__name__, where=where(error))
                more = False
            if more:
                continue
            busy = bool(self._in_hand or self._outcomes)
            # Who has woken us during this round wants to know of the next one.
            if not busy and not self._woken.is_set():
                self._resting.set()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_TO_SETTLE if busy else SECONDS_IDLE):
                    await self._woken.wait()

    async def _round(self) -> bool:
        """Claim a handful where there is room, and write what came of earlier ones; whether to go on at once."""
        now = self._clock.now()
        # What is finished is written in the same transaction, and takes no room any more.
        room = min(HANDFUL, MOST_IN_HAND - len(self._in_hand)) if self._pacing.ready <= FEW else 0
        if room and not await self._is_due(now):
            room = 0
        if not room and not self._outcomes and not self._lease_ends(now) and not self._looks_around(now):
            return False
        outcomes = self._take_outcomes()
        try:
            async with self._database.writing() as connection:
                await self._stay_alive(connection, now)
                more = await self._settle(connection, outcomes)
                rows: list[Claimed] = []
                errands: list[Errand] = []
                if room:
                    lanes = [LETTERS, *await announcements.lanes(connection)]
                    mending = await announcements.mending(connection)
                    rows = await outbox.claim(
                        connection, by=self.name, now=now, most=room, lanes=lanes, mending=mending
                    )
                    errands = await self._prepare(connection, rows)
        except BaseException:
            self._outcomes = outcomes + self._outcomes
            raise
        for errand in errands:
            task = asyncio.create_task(self._deliver(errand))
            self._in_hand[errand.row.id] = task
        if errands:
            # They come to the gate before it is counted again who waits there: else two handfuls would be taken.
            await asyncio.sleep(0)
        return bool(rows) or more

    async def _is_due(self, now: datetime) -> bool:
        async with self._database.reading() as connection:
            lanes = [LETTERS, *await announcements.lanes(connection)]
            return await outbox.any_due(connection, now, lanes, await announcements.mending(connection))

    def _lease_ends(self, now: datetime) -> bool:
        return bool(self._in_hand) and (self._alive_until is None or self._alive_until - now < LEASE / 2)

    def _looks_around(self, now: datetime) -> bool:
        """Now and then also an idle postman looks for what a dead one has left in hand."""
        return self._looked_at is None or now - self._looked_at >= LEASE / 2

    async def _stay_alive(self, connection: AsyncConnection, now: datetime) -> None:
        if self._alive_until is not None and self._alive_until - now > LEASE / 2:
            return
        until = now + LEASE
        if abandoned := await senders.keep_alive(connection, by=self.name, now=now, until=until):
            _log.warning("left in hand by a program that stopped", uncertain=abandoned)
        self._alive_until = until
        self._looked_at = now

    async def _prepare(self, connection: AsyncConnection, rows: list[Claimed]) -> list[Errand]:
        """What is to be done with each row; a row that is not needed, or cannot be worded, is closed here."""
        await self._copies.load(connection, rows)
        work = self._turns.work(connection)
        await work.load({row.telegram_id for row in rows if row.lane == LETTERS})
        almanac = await almanacs.load(connection)
        errands, closed = [], []
        for row in rows:
            if not self._copies.needs(row):
                closed.append((row, Outcome(row.id, "cancelled", NOT_NEEDED, tried=False)))
                continue
            if (later := self._not_now(almanac, row, turn := self._turns.turn(row.telegram_id, work))) is not None:
                closed.append((row, later))
                continue
            try:
                if row.lane != LETTERS:
                    steps = self._copies.steps(row)
                    errands.append(Errand(row, steps, revision=self._copies.revision(row)))
                    continue
                screen = await letters.write(turn, Slip(row.key, row.kind, row.data))
            except Exception as error:  # one row's trouble never stops the others
                if _is_away(error):
                    raise
                _log.error("cannot be written", key=row.key, error=type(error).__name__, where=where(error))
                closed.append((row, Outcome(row.id, "failed", f"not written: {type(error).__name__}")))
                continue
            if screen is None:
                closed.append((row, Outcome(row.id, "cancelled", NOT_NEEDED)))
            else:
                errands.append(Errand(row, screen=screen))
        await work.flush()
        await self._settle(connection, closed)
        return errands

    def _not_now(self, almanac: Almanac, row: Claimed, turn: Turn) -> Outcome | None:
        """Where an admin has meanwhile declared the day a holiday: the letter waits for the next allowed moment."""
        kind = HOURS_OF.get(row.kind)
        if kind is None or row.lane != LETTERS:
            return None
        kind = ASKED if row.kind == REMINDER and "slot" not in row.data else kind
        province = turn.known.person.province if turn.known is not None else None
        moment = almanac.hours.next_moment(turn.at, turn.zone, province, kind)
        return None if moment <= turn.at else Outcome(row.id, "queued", "not now", not_before=moment, tried=False)

    async def _deliver(self, errand: Errand) -> None:
        outcome = await hand(self._api, errand, self._clock.now)
        if outcome.state == "sent":
            times = self._sent_at.setdefault(errand.row.lane, deque(maxlen=2000))
            times.append(asyncio.get_running_loop().time())
        self._outcomes.append((errand.row, outcome))
        del self._in_hand[errand.row.id]
        if self._pacing.ready <= FEW or len(self._outcomes) >= HANDFUL:
            self._woken.set()

    def _take_outcomes(self) -> list[tuple[Claimed, Outcome]]:
        taken, self._outcomes = self._outcomes, []
        return taken

    async def _settle(self, connection: AsyncConnection, outcomes: list[tuple[Claimed, Outcome]]) -> bool:
        """Write what came of these rows; whether that calls for new ones."""
        now = self._clock.now()
        await outbox.settle(connection, [outcome for _, outcome in outcomes], now)
        oldest: dict[int, int] = {}
        for row, outcome in outcomes:
            if outcome.unreachable is not None:
                await people.mark_blocked(connection, outcome.unreachable, now)
            if row.kind in (COPY, NUDGE) and (outcome.message_ids or row.arrived):
                shows = outcome.revision or 0 if row.kind == COPY else sys.maxsize
                oldest[row.lane] = min(oldest.get(row.lane, sys.maxsize), shows)
        new = [await self._catch_up(connection, lane, revision, now) for lane, revision in oldest.items()]
        again = [o for _, o in outcomes if o.state == "queued" and o.not_before is not None and o.not_before <= now]
        return bool(again) or any(new)

    async def _catch_up(self, connection: AsyncConnection, lane: int, revision: int, now: datetime) -> int:
        """Messages have arrived that were in hand when their announcement was deleted, or corrected."""
        announcement = await announcements.get(connection, lane)
        if announcement is None:
            return 0
        if announcement.state == "deleted":
            return await announcement_copies.plan_deletions(connection, lane, now)
        if revision < announcement.revision:
            return await announcement_copies.plan_corrections(connection, lane, announcement.revision, now)
        return 0


def _is_away(error: Exception) -> bool:
    """Whether the database failed, and not the statement: then all rows wait, and none is at fault."""
    if not isinstance(error, DBAPIError):
        return False
    return str(getattr(error.orig, "sqlite_errorname", "")).startswith(DATABASE_AWAY)
