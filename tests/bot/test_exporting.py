"""The jobs of exporting with the real process on a real file: what is kept, what goes wrong, what goes on after it."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import text

from bot import exporting_process
from bot.clock import FrozenClock
from bot.exporting import Exports
from bot.intake.intake import Intake
from bot.job_process import Bounds
from handlers.exporting.request import Request
from storage import export_jobs, exports
from storage.database import Database
from storage.export_jobs import CANCELLED, RUNNING, WANTED
from tests.bot.conftest import environment
from tests.studies import nation
from tests.studies.nation import AT, Nation

PEOPLE = 600
SECRET = "Nama yang dihapus"
Happens = Callable[["Office"], Awaitable[None]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Nation]:
    file = tmp_path_factory.mktemp("nation") / "nation.sqlite3"
    return file, nation.write(file, PEOPLE)


class Office:
    """A database with jobs, the worker, and who looks at the screen: `happens` is done when it is first shown anew."""

    def __init__(self, database: Database, folder: Path, admin: int) -> None:
        self.database = database
        self.folder = folder
        self.admin = admin
        self.clock = FrozenClock(AT)
        self.happens: Happens | None = None
        self.children: list[asyncio.subprocess.Process] = []
        self.exports = self.anew()

    def anew(self, posted: Callable[[], None] = lambda: None) -> Exports:
        """The worker of a program that is started (again)."""
        self.exports = Exports(self.database, self.folder, cast(Intake, self), self.clock, posted)
        return self.exports

    async def refresh(self, place: str) -> bool:
        happens, self.happens = self.happens, None
        if happens is not None:
            await happens(self)
        return True

    async def wants(self, kind: Any = "xlsx", region: str = "") -> int:
        """Everybody's answers take a while, one province's hardly any time."""
        request = Request("kompetensi", kind, self.admin, region=region)
        async with self.database.writing() as connection:
            return await export_jobs.add(connection, self.admin, request.dumps(), self.clock.now())

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        async with self.database.reading() as connection:
            return [tuple(row) for row in await connection.execute(text(sql))]

    async def states(self) -> list[tuple[Any, ...]]:
        return await self.rows("SELECT state, reason FROM export_job ORDER BY id")

    async def runs(self, sql: str) -> None:
        async with self.database.writing() as connection:
            await connection.execute(text(sql))

    @property
    def files(self) -> list[str]:
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.glob("*/*"))


@pytest.fixture
async def office(tmp_path: Path, filled: tuple[Path, Nation], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    file = tmp_path / "pendamping.sqlite3"
    shutil.copy(filled[0], file)
    database = Database(file)
    await database.open()
    async with database.writing() as connection:
        await exports.ensure_secret(connection, AT)
    made = Office(database, tmp_path / "data" / "exports", filled[1].admin)
    start = asyncio.create_subprocess_exec

    async def recorded(*words: Any, **given: Any) -> asyncio.subprocess.Process:
        made.children.append(await start(*words, **given))
        return made.children[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", recorded)
    yield made
    await made.exports.stop()
    await database.close()
    assert all(child.returncode is not None for child in made.children)


async def test_files_are_private_and_kept_until_they_are_delivered(office: Office) -> None:
    busy: list[float] = []

    async def answers(office: Office) -> None:
        [child] = office.children
        assert os.getpriority(os.PRIO_PROCESS, child.pid) > 0
        for _ in range(20):
            begun = time.perf_counter()
            await office.runs("UPDATE person SET language = 'en' WHERE id = 1")
            busy.append(time.perf_counter() - begun)

    office.happens = answers
    first, second = await office.wants(), await office.wants("csv", "13")
    await office.exports.look()
    assert await office.states() == [("done", None)] * 2
    # Whoever answers meanwhile waits for nobody: the process only reads.
    assert len(busy) == 20
    assert max(busy) < 1
    assert office.files == [f"{first}/kompetensi-2026-11-23.xlsx", f"{second}/kompetensi-2026-11-23.zip"]
    paths = (office.folder, office.folder / "1", office.folder / office.files[0])
    assert [oct(stat.S_IMODE(path.stat().st_mode)) for path in paths] == ["0o700", "0o700", "0o600"]
    letters = await office.rows("SELECT key, person_id, priority FROM outbox ORDER BY key")
    assert [letter[:2] for letter in letters] == [(f"export:{n}:0", office.admin) for n in (first, second)]
    [(there,)] = await office.rows("SELECT count(*) FROM person WHERE role = 'companion' AND province = '13'")
    assert 0 < there < PEOPLE
    told = [json.loads(detail) for (detail,) in await office.rows("SELECT detail FROM audit ORDER BY id")]
    assert [(one["format"], one["rows"], one["names"], one.get("region")) for one in told] == [
        ("xlsx", PEOPLE, False, None), ("csv", there, False, "13")
    ]  # fmt: skip

    # The first one is delivered; the other is never fetched.
    await office.runs("UPDATE outbox SET state = 'sent' WHERE key = 'export:1:0'")
    await office.exports.look()
    assert office.files == [f"{second}/kompetensi-2026-11-23.zip"]
    office.clock.advance(hours=25)
    await office.exports.look()
    assert not office.files


WORDS = {
    "says nothing": "",
    "says rubbish": "print('{')",
    "says what means nothing": "print('[1]')",
    "names a file that is not there": 'print(\'{"files": ["x.csv"], "rows": 1}\')',
    "talks without end": "print('x' * 10**6)",
}


async def test_a_process_that_answers_nonsense_ends_only_its_own_job(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program in WORDS.values():
        await office.wants()
        monkeypatch.setattr(exporting_process, "_COMMAND", (sys.executable, "-c", program))
        await office.exports.look()
    assert await office.states() == [("failed", "broken")] * len(WORDS)
    # Nobody looks at the screens: a letter each says so.
    assert await office.rows("SELECT count(*) FROM outbox") == [(len(WORDS),)]
    assert not office.files


async def test_after_a_job_that_takes_too_much_or_is_killed_the_next_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def kill(office: Office) -> None:
        office.children[-1].kill()

    office.happens = kill
    await office.wants()
    await office.wants("csv", "13")
    await office.exports.look()
    assert await office.states() == [("failed", "broken"), ("done", None)]

    greedy = "import sys, bot.exporting_child as c; c.write_files = lambda *_: bytearray(2**33); sys.exit(c.main())"
    with monkeypatch.context() as patched:
        patched.setattr(exporting_process, "_COMMAND", (sys.executable, "-c", greedy))
        await office.wants()
        await office.exports.look()
    office.exports.bounds = Bounds(seconds=0.2)
    await office.wants()
    await office.exports.look()
    assert (await office.states())[2:] == [("failed", "too-large")] * 2
    # No place to write into.
    shutil.rmtree(office.folder)
    office.folder.write_text("in the way")
    await office.wants()
    await office.exports.look()
    assert (await office.states())[4:] == [("failed", "disk")]


async def call_off(office: Office) -> None:
    async with office.database.writing() as connection:
        assert await export_jobs.move(connection, 1, to=CANCELLED, from_=[WANTED, RUNNING], at=AT)


async def erase(office: Office) -> None:
    await office.runs(f"UPDATE person SET name = '{SECRET}' WHERE id = 1")
    await office.runs("UPDATE person SET name = NULL WHERE id = 1")
    await office.runs("DELETE FROM export_job")


@pytest.mark.parametrize(("happens", "state"), [(call_off, [(CANCELLED, None)]), (erase, [])])
async def test_what_nobody_wants_any_more_leaves_nothing(
    office: Office, happens: Happens, state: list[tuple[Any, ...]]
) -> None:
    office.happens = happens
    await office.wants()
    await office.exports.look()
    assert await office.states() == state
    assert not office.files
    assert await office.rows("SELECT key FROM outbox UNION SELECT act FROM audit") == []
    kept = office.database.path.parent.glob("pendamping.sqlite3*")
    assert not any(SECRET.encode() in file.read_bytes() for file in kept)


async def test_what_a_stopped_program_had_in_hand_is_made_anew(office: Office) -> None:
    reached = asyncio.Event()

    async def reach(office: Office) -> None:
        reached.set()

    office.happens = reach
    await office.wants()
    office.exports.start()
    async with asyncio.timeout(30):
        await reached.wait()
    await office.exports.stop()
    assert office.children[0].returncode is not None
    assert await office.states() == [(RUNNING, None)]
    assert await office.rows("SELECT total > 0 FROM export_job") == [(1,)]
    assert await office.rows("SELECT count(*) FROM outbox") == [(0,)]

    done = asyncio.Event()
    office.anew(done.set).start()
    async with asyncio.timeout(30):
        await done.wait()
    assert await office.states() == [("done", None)]
    assert len(office.children) == 2
    assert await office.rows("SELECT count(*) FROM outbox") == [(1,)]


def test_the_process_ends_with_whoever_started_it(filled: tuple[Path, Nation], tmp_path: Path) -> None:
    asked = {
        "database": str(filled[0]),
        "request": Request("kompetensi", "xlsx", filled[1].admin).dumps(),
        "folder": str(tmp_path),
        "now": (AT + timedelta(days=1)).isoformat(),
        "memory": Bounds().memory,
    }
    command = [sys.executable, "-m", "bot.exporting_child"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment()) as child:
        assert child.stdin is not None
        child.stdin.write(json.dumps(asked).encode() + b"\n")
        child.stdin.close()
        assert child.wait(timeout=30) == 1
    assert not list(tmp_path.glob("*.xlsx"))
