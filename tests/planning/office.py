"""An office without a Bot API: a database, the forms, a clock that stands still, the planner, and who sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import forms
from bot.attachments.keeping import Store
from bot.planning import reminders
from bot.publishing import fill_shelf
from handlers import letters
from handlers.letters import Slip
from handlers.screens import Screen
from handlers.shelf import FormShelf
from handlers.turn import Incoming, Sent, Turn
from handlers.work import DraftStates, Work
from storage import outbox
from storage.database import Database
from storage.outbox import Outcome
from tests import ready

QUARTER = timedelta(minutes=15)


class Limits:
    """No limits: nothing is sent from here."""

    messages_per_second = 30.0
    approval_above = 1000

    def rate_of(self, announcement_id: int) -> float | None:
        return None


@dataclass(frozen=True)
class Arrived:
    """A letter that arrived: when, to whom, under which key, and what it says."""

    at: datetime
    person_id: int
    key: str
    screen: Screen
    not_before: datetime

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that it has buttons for, in order."""
        opens = "l:rem:open:"
        return tuple(b.data.removeprefix(opens) for row in self.screen.rows for b in row if b.data.startswith(opens))


class Office:
    """See the module. Opened by `Office.open`; `now` is moved by the test."""

    def __init__(self, database: Database, shelf: FormShelf, now: datetime) -> None:
        self.database = database
        self.shelf = shelf
        self.now = now
        self.arrived: list[Arrived] = []

    @classmethod
    async def open(cls, folder: Path, now: datetime) -> Office:
        database = Database(ready.filled(folder / "office.db", now))
        await database.open()
        with ready.loading_once():
            return cls(database, await fill_shelf(database, now), now)

    def publish(self, form_id: str, title: str) -> None:
        """A form of one question, as an admin may publish it later."""
        self.shelf.put(
            forms.compile_form(
                "| survey |\n| | type | name | label |\n| | text | a | Apa? |\n"
                f"| settings |\n| | form_id | version | form_title |\n| | {form_id} | 1 | {title} |\n"
            ),
            current=True,
        )

    async def plan(self) -> int:
        return await reminders.plan(self, self.now)

    async def send_due(self) -> list[Arrived]:
        """Claim what is due now, write it, and note what became of it, as the sender does."""
        new = []
        async with self.database.writing() as connection:
            claimed = await outbox.claim(connection, by="office", now=self.now, most=500)
            for one in claimed:
                work = Work(connection, self.shelf, DraftStates())
                await work.load([one.telegram_id])
                turn = self.turn(one.telegram_id, work)
                screen = await letters.write(turn, Slip(one.key, one.kind, one.data))
                await work.flush()
                state = "cancelled" if screen is None else "sent"
                await outbox.settle(connection, [Outcome(one.id, state)], self.now)
                if screen is not None:
                    [(not_before,)] = await _rows(connection, "SELECT not_before FROM outbox WHERE id = ?", one.id)
                    at = datetime.fromtimestamp(not_before / 1e6, UTC)
                    new.append(Arrived(self.now, one.person_id, one.key, screen, at))
        self.arrived += new
        return new

    async def send_until(self, end: datetime) -> None:
        """Go from quarter hour to quarter hour, where something is due, up to `end`."""
        while True:
            async with self.database.reading() as connection:
                [(first,)] = await _rows(connection, "SELECT min(not_before) FROM outbox WHERE state = 'queued'")
            if first is None:
                break
            due = datetime.fromtimestamp(first / 1e6, UTC)
            tick = max(self.now, due + (datetime.min.replace(tzinfo=UTC) - due) % QUARTER)
            if tick >= end:
                break
            self.now = tick
            await self.send_due()
        self.now = end

    def turn(self, telegram_id: int, work: Work, incoming: Incoming | None = None) -> Turn:
        """A turn of somebody whom the work has loaded."""
        return Turn(
            telegram_id=telegram_id,
            first_name="",
            phone_language="id",
            incoming=incoming or Sent("nothing"),
            at=self.now,
            known=work.known.get(telegram_id),
            work=work,
            shelf=self.shelf,
            bot_username="sahabat_bot",
            limits=Limits(),
            files=Store(self.database.path.parent / "attachments"),
        )


async def _rows(connection: object, sql: str, *values: object) -> list[tuple[int, ...]]:
    from storage.prepared import driver_of

    return list(await driver_of(connection).execute_fetchall(sql, values))  # type: ignore[arg-type]
