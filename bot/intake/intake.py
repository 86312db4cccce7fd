"""One transaction for claim, act and write; then the replies are handed over and the update is acknowledged.

The updates that wait at the same moment share a transaction (*group commit*): one read of all their people, one write
of all their changes, one sync of the disk. Updates of one person stay in order. Where one of them fails, the
transaction is rolled back and each is taken alone, so that only the one at fault is set aside.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.api import Api
from bot.clock import Clock
from bot.delivery.courier import Courier, Parcel, Shown
from bot.delivery.notes import notes_as_text, notes_from_text
from bot.intake.reading import Arrival, MalformedUpdate, Raw, Sender, as_payload, read, update_id_of
from bot.logs import log, where
from bot.routing import Routing
from bot.turns import Turns
from handlers import places
from handlers.screens import Replies, Screen
from handlers.turn import Turn
from handlers.welcome import has_consented, welcome_screen
from locales import texts
from storage import inbox, people
from storage.database import Database

_log = log("intake")
MOST_AT_ONCE = 100
# So often the database may refuse one and the same update before the update is taken to be at fault.
MOST_REFUSALS = 3
# Who goes on tapping without signal is owed no more notes than this.
MOST_NOTES = 5


class Intake:
    """See the module."""

    def __init__(
        self,
        database: Database,
        turns: Turns,
        routing: Routing,
        courier: Courier,
        api: Api,
        clock: Clock,
        posted: Callable[[], None] = lambda: None,
    ) -> None:
        """`posted` is called when a transaction has put letters into the outbox."""
        self._database = database
        self._turns = turns
        self._routing = routing
        self._courier = courier
        self._api = api
        self._clock = clock
        self._posted = posted
        self._one_at_a_time = asyncio.Lock()
        self._refusals: dict[int, int] = {}

    async def take(self, raws: Sequence[Raw]) -> None:
        """Take these updates in; when this returns they are in the database and may be acknowledged.

        Raises only where the database itself fails: then nothing may be acknowledged.
        """
        arrivals = []
        for raw in raws:
            try:
                arrivals.append(read(raw))
            except MalformedUpdate as error:
                await self._set_aside(raw, str(error))
        async with self._one_at_a_time:
            for start in range(0, len(arrivals), MOST_AT_ONCE):
                await self._take(arrivals[start : start + MOST_AT_ONCE])
        await self._courier.room()

    async def _take(self, arrivals: list[Arrival]) -> None:
        try:
            parcels = await self._transact(arrivals)
        except Exception as error:
            if len(arrivals) > 1:
                for arrival in arrivals:
                    await self._take([arrival])
                return
            if self._may_come_again(arrivals[0].update_id, error):
                raise
            await self._set_aside(arrivals[0].raw, f"{type(error).__name__}", error)
            if (sender := arrivals[0].sender) is not None:
                self._courier.hand_over([self._apology(arrivals[0], sender)])
            return
        for arrival in arrivals if self._refusals else ():
            self._refusals.pop(arrival.update_id, None)
        self._courier.hand_over(parcels)

    def _may_come_again(self, update_id: int, error: Exception) -> bool:
        """Whether it was the database (full, locked, away) that failed: then the update stays where it waits."""
        if not isinstance(error, DBAPIError) or isinstance(error, IntegrityError):
            return False
        self._refusals[update_id] = self._refusals.get(update_id, 0) + 1
        if self._refusals[update_id] < MOST_REFUSALS:
            return True
        del self._refusals[update_id]
        return False

    async def _transact(self, arrivals: list[Arrival]) -> list[Parcel]:
        now = self._clock.now()
        # Taken off before the transaction and put back if it fails: what comes in meanwhile waits for the next one.
        shown, self._courier.shown = self._courier.shown, []
        blocked, self._courier.blocked = self._courier.blocked, []
        try:
            async with self._database.writing() as connection:
                fresh = await inbox.claim(connection, [(a.update_id, now) for a in arrivals])
                await _record(connection, shown, blocked, now)
                work = self._turns.work(connection)
                await work.load({a.sender.telegram_id for a in arrivals if a.sender is not None})
                taken = [
                    (a, self._turns.turn(a.sender.telegram_id, work, a.sender))
                    for a in arrivals
                    if a.sender is not None
                ]
                for arrival, turn in taken:
                    if arrival.update_id in fresh:
                        # A webhook may deliver one update twice into the same transaction.
                        fresh.remove(arrival.update_id)
                        await self._act(arrival, turn)
                    elif arrival.letter:
                        pass
                    elif has_consented(turn):
                        turn.show()
                    else:
                        turn.replies.screen = welcome_screen(turn, turn.language)
                await _render(taken, self._courier.is_busy)
                await work.flush()
        except BaseException:
            self._courier.shown = shown + self._courier.shown
            self._courier.blocked = blocked + self._courier.blocked
            raise
        work.committed()
        if work.posted:
            self._posted()
        if work.erased or any(s.with_notes for s in shown):
            await self._wipe()
        return [_parcel(arrival, turn) for arrival, turn in taken]

    async def _wipe(self) -> None:
        """Take what was erased off the disk as well; where that fails, the next checkpoint does it."""
        try:
            await self._database.checkpoint()
        except DBAPIError as error:
            _log.warning("not wiped yet", error=type(error).__name__, where=where(error))

    async def _act(self, arrival: Arrival, turn: Turn) -> None:
        # Somebody in the same transaction may have become known since the turn was made: the same person, earlier.
        turn.known = turn.work.known.get(turn.telegram_id)
        if turn.known is not None and turn.known.person.blocked_at is not None and "my_chat_member" not in arrival.raw:
            turn.known.person.blocked_at = None
            await people.mark_blocked(await turn.work.connection(), turn.telegram_id, None)
        turn.message = arrival.raw.get("message")
        turn.tapped_id = None if arrival.letter else arrival.message_id
        update = Update.de_json(arrival.raw, self._api)
        await self._routing.act(update, turn)

    async def _set_aside(self, raw: object, reason: str, error: Exception | None = None) -> None:
        update_id = update_id_of(raw)
        _log.error("update set aside", update=update_id, reason=reason, where=where(error))
        if update_id is None:
            return
        async with self._database.writing() as connection:
            now = self._clock.now()
            await inbox.set_aside(connection, update_id, reason, as_payload(raw), now)

    def _apology(self, arrival: Arrival, sender: Sender) -> Parcel:
        replies = Replies(notes=[Screen(texts(sender.language[:2])("error-ours"))])
        return Parcel(arrival.update_id, sender.telegram_id, replies, query_id=arrival.query_id)

    async def record_deliveries(self) -> None:
        """Write what has been handed over, where no update has come along to do it."""
        if self._courier.shown or self._courier.blocked:
            async with self._one_at_a_time:
                await self._transact([])

    async def reshow(self, *, older_than: timedelta) -> int:
        """Show again the screens that have been owed for so long; gives their number (see `bot.schedule`)."""
        before = self._clock.now() - older_than
        async with self._one_at_a_time, self._database.writing() as connection:
            due = [k for k in await people.owed(connection, before) if not self._courier.is_busy(k.person.telegram_id)]
            work = self._turns.work(connection)
            await work.load([k.person.telegram_id for k in due])
            parcels = []
            for telegram_id, known in work.known.items():
                turn = self._turns.turn(telegram_id, work)
                turn.replies.screen = await places.render(turn)
                turn.replies.notes += notes_from_text(known.chat.owed_notes)
                owed = known.chat.owed or 0
                parcels.append(
                    Parcel(owed, telegram_id, turn.replies, message_id=known.chat.message_id, person_id=known.person.id)
                )
            await work.flush()
        work.committed()
        self._courier.hand_over(parcels)
        return len(parcels)

    async def refresh(self, place: str) -> bool:
        """Show the place anew to those who are on it: what it tells has changed.

        Gives whether all of them see it now; whoever is being written to, or is owed a screen, is left out.
        """
        await self.record_deliveries()
        async with self._one_at_a_time, self._database.writing() as connection:
            on_it = await people.on_place(connection, place)
            here = [t for t in on_it if not self._courier.is_busy(t)]
            work = self._turns.work(connection)
            await work.load(here)
            parcels = []
            for telegram_id, known in work.known.items():
                if known.chat.message_id is None or known.chat.owed is not None:
                    continue
                turn = self._turns.turn(telegram_id, work)
                turn.replies.screen = await places.render(turn)
                message_id = known.chat.message_id
                parcels.append(Parcel(0, telegram_id, turn.replies, message_id=message_id, only_edit=True))
            await work.flush()
        work.committed()
        self._courier.hand_over(parcels)
        return len(parcels) == len(on_it)


async def _record(connection: AsyncConnection, shown: list[Shown], blocked: list[int], now: datetime) -> None:
    if shown:
        await people.mark_shown(connection, [(s.person_id, s.update_id, s.message_id) for s in shown])
    for telegram_id in blocked:
        await people.mark_blocked(connection, telegram_id, now)


async def _render(taken: list[tuple[Arrival, Turn]], is_busy: Callable[[int], bool]) -> None:
    """Render the place of each person once, for the last update of theirs, and note that it is owed to them.

    Notes that were not handed over before the person went on are owed on, and go with this screen (unless they are
    on their way right now): an invitation's link is seen nowhere else.
    """
    last = {turn.telegram_id: (arrival, turn) for arrival, turn in taken if turn.shows or turn.replies.screen}
    new: dict[int, list[Screen]] = {}
    for _, turn in taken:
        new.setdefault(turn.telegram_id, []).extend(turn.replies.notes)
    for arrival, turn in last.values():
        if turn.shows and turn.replies.screen is None:
            turn.replies.screen = await places.render(turn)
        if turn.known is not None and has_consented(turn):
            before = notes_from_text(turn.chat.owed_notes) if turn.chat.owed is not None else []
            owed = list(dict.fromkeys([*before, *new[turn.telegram_id]]))[-MOST_NOTES:]
            if before and not is_busy(turn.telegram_id):
                turn.replies.notes = [*before, *(n for n in turn.replies.notes if n not in before)]
            turn.chat.owed, turn.chat.owed_at = arrival.update_id, turn.at
            turn.chat.owed_notes = notes_as_text(owed)
            turn.work.chat_changed(turn.chat)


def _parcel(arrival: Arrival, turn: Turn) -> Parcel:
    return Parcel(
        arrival.update_id,
        turn.telegram_id,
        turn.ready(),
        query_id=arrival.query_id,
        message_id=None if arrival.letter else arrival.message_id,
        letter_id=arrival.message_id if arrival.letter else None,
        editable=arrival.editable,
        person_id=turn.known.person.id if turn.known is not None else None,
        theirs_id=arrival.theirs_id,
        live_id=turn.known.chat.message_id if turn.known is not None else None,
    )
