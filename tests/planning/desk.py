"""The office with the cast of cases in it: who opens, says and does what, and the letters that come of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.planning import cases as planner
from handlers.casework import deadlines, letters
from handlers.screens import Screen
from handlers.turn import Turn
from handlers.work import DraftStates, Work
from storage import cases, people
from storage.cases import Case
from storage.visibility import PROGRAM
from tests.planning.office import Office
from tests.storage.casework import Cast, opened

# Friday, 20 November 2026: 16.30 in the west.
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
EVENING = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # 22.00
MORNING = datetime(2026, 11, 21, 0, 0, tzinfo=UTC)  # 07.00
HOUR = timedelta(hours=1)
SECRET: dict[str, Any] = {"restricted": True, "kind": "kekerasan", "urgency": "segera", "summary": "RAHASIA"}


class Desk:
    """The office with the cast in it: `does` is a turn of somebody, `post` lets what is due arrive."""

    def __init__(self, office: Office, cast: Cast) -> None:
        self.office = office
        self.cast = cast

    @asynccontextmanager
    async def does(self, name: str) -> AsyncIterator[Turn]:
        async with self.office.database.writing() as conn:
            work = Work(conn, self.office.shelf, DraftStates())
            telegram_id = self.cast[name].telegram_id
            await work.load([telegram_id])
            yield self.office.turn(telegram_id, work)
            await work.flush()

    async def opens(self, *, told: bool = True, **given: Any) -> Case:
        urgency = given.get("urgency", "tinggi")
        async with self.does("sari") as turn:
            conn = await turn.work.connection()
            due_at = await deadlines.due_at(turn, urgency)
            case = await opened(conn, self.cast, **{"at": turn.at, "due_at": due_at, **given})
            if told:
                await letters.opened(turn, case)
            return case

    async def says(self, name: str, case: Case, words: str, *, asked: bool = False, answered: bool = False) -> None:
        async with self.does(name) as turn:
            conn = await turn.work.connection()
            if asked:
                await cases.ask_back(conn, turn.viewer, case.id, turn.at)
            if answered:
                await cases.answer(conn, turn.viewer, case.id, turn.at)
            due_at = await deadlines.due_again(turn, case)
            said = await cases.say(conn, turn.viewer, case.id, "text", words, turn.at, due_at=due_at)
            now = await cases.get(conn, turn.viewer, case.id)
            assert said is not None
            assert now is not None
            await letters.said(turn, now, said, asked=asked)

    async def blocked_by_all_but(self, *there: str) -> None:
        """Nobody else can be written to."""
        async with self.office.database.writing() as conn:
            for name, person in self.cast.people.items():
                if name not in there:
                    await people.mark_blocked(conn, person.telegram_id, self.office.now)

    async def plan(self) -> int:
        return await planner.plan(self.office, self.office.now)

    async def post(self) -> dict[str, Screen]:
        """What arrives now, by reader."""
        names = {person.id: name for name, person in self.cast.people.items()}
        return {names[one.person_id]: one.screen for one in await self.office.send_due()}

    def later(self, **span: float) -> None:
        self.office.now += timedelta(**span)

    async def now(self, case: Case) -> Case:
        async with self.office.database.reading() as conn:
            found = await cases.get(conn, PROGRAM, case.id)
        assert found is not None
        return found


def verbs(screen: Screen) -> list[str]:
    return [button.data for row in screen.rows for button in row]
