"""The district's database and a way to ask it, beside all its rows as they are."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

from handlers import questionnaire
from handlers.digest.figures import Digest
from handlers.digest.gathering import gather
from handlers.shelf import FormShelf
from storage.database import Database
from storage.visibility import Viewer
from tests.handlers.digest.district import AT, COORDINATOR, WEEK, ZONE
from tests.handlers.digest.plain import Plain, Row

READ = (
    *("person", "submission", "submission_answer", "report", "case_record", "draft"),
    *("result", "learning_plan", "mentor_pair"),
)


class Desk:
    """The database and a way to ask it; ``tables``: all rows as they are."""

    def __init__(self, database: Database, shelf: FormShelf, runner: asyncio.Runner) -> None:
        self.database, self.shelf, self.runner = database, shelf, runner
        self.tables: dict[str, list[Row]] = runner.run(self._tables())

    async def _tables(self) -> dict[str, list[Row]]:
        found = {}
        async with self.database.reading() as connection:
            for name in READ:
                rows = await connection.exec_driver_sql(f"SELECT * FROM {name}")
                found[name] = [dict(row) for row in rows.mappings()]
        return found

    def ask(self, question: Any, *given: Any, **named: Any) -> Any:
        async def asking() -> Any:
            async with self.database.reading() as connection:
                return await question(connection, *given, **named)

        return self.runner.run(asking())

    def digest(self, region: str = "", programme: str = "", *, viewer: int = COORDINATOR, **more: Any) -> Digest:
        given = {"at": AT, "zone": ZONE, "months": 0} | more
        found = self.ask(gather, self.shelf, Viewer(viewer), region, programme, **given)
        assert isinstance(found, Digest)
        return found

    def plain(self, region: str = "", programme: str = "") -> Plain:
        return Plain(self.tables, self.shelf.current(questionnaire.FORM), region, programme)


def moment(day: date) -> datetime:
    """The beginning of a day in western Indonesia."""
    return datetime.fromisoformat(f"{day}T00:00:00+07:00")


SINCE, UNTIL = moment(WEEK), moment(WEEK + timedelta(days=7))


def is_late(case: Row) -> bool:
    past = case["due_at"] is not None and moment_of(case["due_at"]) <= AT
    return case["state"] != "closed" and (past or case["escalated_at"] is not None)


def moment_of(micros: int) -> datetime:
    return datetime.fromisoformat("1970-01-01T00:00:00+00:00") + timedelta(microseconds=micros)
