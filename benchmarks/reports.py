"""Lists of reports and one of them opened, with a million stored as beside the same with a thousand.

Both databases are open in this process and take turns, question by question, so that whatever else the machine does
disturbs both. What is timed are the functions that the screens call, hops to the database's thread included.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.filed import FORMS, REPORTS, Filed, fill
from benchmarks.report import Figure, Report, middle
from storage import attachments, report_lists, reports, submissions
from storage.database import Database
from storage.report_lists import Which
from storage.visibility import Viewer

SMALL, LARGE = 1_000, REPORTS
ROUNDS = 5
# Questions of each kind in a round, by as many different people.
ASKED = 20
PAGE = 9
MONTH = "2026-10"

Ask = Callable[[AsyncConnection, Filed, int], Awaitable[Any]]


def _incoming(who: str, **which: Any) -> Ask:
    async def ask(connection: AsyncConnection, filed: Filed, turn: int) -> Any:
        found = getattr(filed, who)
        viewer = Viewer(found[turn % len(found)] if isinstance(found, tuple) else found)
        return await report_lists.incoming(connection, viewer, Which(**which), most=PAGE)

    return ask


async def _waiting(connection: AsyncConnection, filed: Filed, turn: int) -> Any:
    return await report_lists.incoming_count(connection, _coordinator(filed, turn), Which(state="new"))


async def _older(connection: AsyncConnection, filed: Filed, turn: int) -> Any:
    viewer = _coordinator(filed, turn)
    first = await report_lists.incoming(connection, viewer, Which(), most=PAGE)
    return await report_lists.incoming(connection, viewer, Which(), before=first[-1].id, most=PAGE)


async def _of_companion(connection: AsyncConnection, filed: Filed, turn: int) -> Any:
    viewer = _coordinator(filed, turn)
    [newest] = await report_lists.incoming(connection, viewer, Which(), most=1)
    return await report_lists.incoming(connection, viewer, Which(person_id=newest.person_id), most=PAGE)


async def _of_form(connection: AsyncConnection, filed: Filed, turn: int) -> Any:
    which = Which(form_id=FORMS[turn % len(FORMS)])
    return await report_lists.incoming(connection, _coordinator(filed, turn), which, most=PAGE)


async def _own(connection: AsyncConnection, filed: Filed, turn: int) -> Any:
    return await report_lists.own(connection, _companion(filed, turn), month=MONTH, most=PAGE)


async def _months(connection: AsyncConnection, filed: Filed, turn: int) -> Any:
    return await report_lists.own_months(connection, _companion(filed, turn))


async def _last(connection: AsyncConnection, filed: Filed, turn: int) -> Any:
    return await report_lists.own_last(connection, _companion(filed, turn), FORMS[turn % len(FORMS)])


async def _open(connection: AsyncConnection, filed: Filed, turn: int) -> Any:
    """As a coordinator opens the newest: report, versions, answers, files."""
    viewer = _coordinator(filed, turn)
    [newest] = await report_lists.incoming(connection, viewer, Which(), most=1)
    report = await reports.get(connection, viewer, newest.id)
    if report is None:
        raise RuntimeError("a listed report cannot be opened")
    await reports.versions(connection, viewer, report.id)
    await submissions.get(connection, viewer, report.submission_id)
    answers = await submissions.answers(connection, viewer, [report.submission_id])
    await attachments.of_submission(connection, viewer, report.submission_id)
    return answers[report.submission_id]


def _coordinator(filed: Filed, turn: int) -> Viewer:
    return Viewer(filed.coordinators[turn % len(filed.coordinators)])


def _companion(filed: Filed, turn: int) -> Viewer:
    return Viewer(1 + turn * 7919 % filed.people)


ASKS: dict[str, Ask] = {
    "a coordinator's list, all": _incoming("coordinators"),
    "a coordinator's list, waiting": _incoming("coordinators", state="new"),
    "a coordinator's list, the second page": _older,
    "a coordinator's list, one companion": _of_companion,
    "a coordinator's list, one form": _of_form,
    "how many wait for a coordinator": _waiting,
    "a province's list, waiting": _incoming("of_provinces", state="new"),
    "the country's list, waiting": _incoming("admin", state="new"),
    "the country's list of one programme": _incoming("common"),
    "the country's list of a seldom programme": _incoming("seldom"),
    "the country's list, only what is restricted": _incoming("named"),
    "own list of a month": _own,
    "own months with their counts": _months,
    "own last report of a form": _last,
    "one opened, with its answers": _open,
}


async def measure() -> Report:
    """All questions, in turns."""
    with tempfile.TemporaryDirectory() as name:
        files = {size: Path(name) / f"{size}.sqlite3" for size in (SMALL, LARGE)}
        built: dict[int, float] = {}
        filed: dict[int, Filed] = {}
        for size, file in files.items():
            begun = time.perf_counter()
            filed[size] = await asyncio.to_thread(fill, file, size)
            built[size] = time.perf_counter() - begun
        databases = {size: Database(file) for size, file in files.items()}
        for database in databases.values():
            await database.open()
        try:
            runs = await _rounds(databases, filed)
        finally:
            for database in databases.values():
                await database.close()
        bytes_each = files[LARGE].stat().st_size / LARGE
    figures = []
    for ask, by_size in runs.items():
        mid = {size: middle(times) for size, times in by_size.items()}
        figures += [
            Figure(f"{ask}: {LARGE:,} / {SMALL:,}", mid[LARGE] / mid[SMALL], "times"),
            Figure(f"{ask}, with {LARGE:,}", mid[LARGE] * 1e6, "µs"),
        ]
    figures += [
        Figure(f"{LARGE:,} reports with three answers each, made", built[LARGE], "s"),
        Figure("the database file, a report", bytes_each, "bytes"),
    ]
    return Report(
        "reports", figures, {ask: {str(size): times for size, times in of.items()} for ask, of in runs.items()}
    )


async def _rounds(databases: dict[int, Database], filed: dict[int, Filed]) -> dict[str, dict[int, list[float]]]:
    """Seconds a question: of each round the median of all who asked."""
    runs: dict[str, dict[int, list[float]]] = {ask: {size: [] for size in databases} for ask in ASKS}
    for number in range(ROUNDS + 1):
        for name, ask in ASKS.items():
            taken: dict[int, list[float]] = {size: [] for size in databases}
            found = dict.fromkeys(databases, False)
            for turn in range(ASKED):
                for size, database in databases.items():
                    async with database.reading() as connection:
                        begun = time.perf_counter()
                        found[size] |= bool(await ask(connection, filed[size], turn))
                        taken[size].append(time.perf_counter() - begun)
            if not all(found.values()):
                raise RuntimeError(f"{name}: nothing was found")
            # The first round reads the file into memory.
            if number:
                for size, times in taken.items():
                    runs[name][size].append(median(times))
    return runs
