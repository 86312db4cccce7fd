"""The connection settings, the one writer, and what a transaction leaves behind when it does not end well."""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import people
from storage.database import BUSY_TIMEOUT_MS, Database
from storage.people import Known
from storage.prepared import driver_of

from .conftest import Calendar

SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "secure_delete": 1}


@pytest.mark.parametrize(("setting", "value"), SETTINGS.items())
async def test_both_kinds_of_connection_have_the_settings(db: Database, setting: str, value: object) -> None:
    for block in (db.writing(), db.reading()):
        async with block as conn:
            assert (await conn.execute(text(f"PRAGMA {setting}"))).scalar_one() == value


async def test_reading_cannot_write(db: Database, sari: Known) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        async with db.reading() as conn:
            await people.mark_blocked(conn, sari.person.telegram_id, None)


async def test_a_reader_keeps_its_snapshot_beside_a_writer(db: Database, sari: Known, times: Calendar) -> None:
    async with db.reading() as conn:
        before = await people.load(conn, [7001, 7009])
        async with db.writing() as writer:
            await people.add_person(writer, telegram_id=7009, language="id", at=times.friday)
        assert await people.load(conn, [7001, 7009]) == before
    async with db.reading() as conn:
        assert set(await people.load(conn, [7001, 7009])) == {7001, 7009}


async def test_an_exception_rolls_back(db: Database, times: Calendar) -> None:
    with pytest.raises(ZeroDivisionError):
        await add_and(db, times, lambda: 1 // 0)
    async with db.reading() as conn:
        assert await people.load(conn, [7009]) == {}


async def add_and(db: Database, times: Calendar, then: object) -> None:
    async with db.writing() as conn:
        await people.add_person(conn, telegram_id=7009, language="id", at=times.friday)
        await conn.execute(text("UPDATE person SET language = 'en'"))
        assert callable(then)
        then()


async def test_a_commit_that_fails_rolls_back_too(db: Database, sari: Known) -> None:
    orphan = "INSERT INTO submission_answer VALUES (99, 'item', '1', 'x', 0)"
    with pytest.raises(IntegrityError, match="COMMIT"):
        async with db.writing() as conn:
            await conn.execute(text(orphan))
    async with db.writing() as conn:
        assert (await conn.execute(text("SELECT count(*) FROM submission_answer"))).scalar_one() == 0


@pytest.mark.parametrize("through_core", [True, False])
async def test_a_cancelled_writer_leaves_nothing_and_blocks_no_one(
    db: Database, sari: Known, times: Calendar, through_core: bool
) -> None:
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT max(i) FROM n"
    begun = asyncio.Event()

    async def work() -> None:
        async with db.writing() as conn:
            await people.add_person(conn, telegram_id=7009, language="id", at=times.friday)
            begun.set()
            if through_core:
                await conn.execute(text(slow))
            else:
                await driver_of(conn).execute_fetchall(slow)

    task = asyncio.create_task(work())
    await begun.wait()
    await asyncio.sleep(0.005)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with db.writing() as conn:
        assert set(await people.load(conn, [7001, 7009])) == {7001}


async def test_a_writer_cancelled_before_it_began_blocks_no_one(db: Database, file: Path, sari: Known) -> None:
    async def work() -> None:
        async with db.writing():
            raise AssertionError("the file was not locked")

    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        task = asyncio.create_task(work())
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.sleep(0.02)
        other.execute("ROLLBACK")
    with pytest.raises(asyncio.CancelledError):
        await task
    async with db.writing() as conn:
        assert set(await people.load(conn, [7001])) == {7001}


async def test_settings_that_do_not_take_hold_are_an_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.PRAGMAS", ("synchronous = NORMAL",))
    with pytest.raises(OSError, match="synchronous 1"):
        await Database(file).open()


async def test_writers_of_one_process_take_turns(db: Database, sari: Known) -> None:
    async def add_one() -> None:
        async with db.writing() as conn:
            last = (await conn.execute(text("SELECT last FROM counter"))).scalar_one()
            await asyncio.sleep(0)
            await conn.execute(text("UPDATE counter SET last = :last"), {"last": last + 1})

    await asyncio.gather(*(add_one() for _ in range(40)))
    async with db.reading() as conn:
        assert (await conn.execute(text("SELECT last FROM counter"))).scalar_one() == 40


COUNTING = """
import asyncio, sys
from pathlib import Path
from sqlalchemy import text
from storage.database import Database

async def count():
    db = Database(Path(sys.argv[1]))
    await db.open()
    for _ in range(150):
        async with db.writing() as conn:
            last = (await conn.execute(text("SELECT last FROM counter"))).scalar_one()
            await conn.execute(text("UPDATE counter SET last = :last"), {"last": last + 1})
    await db.close()

asyncio.run(count())
"""


def test_two_processes_contend_without_a_locked_database(file: Path) -> None:
    both = [subprocess.Popen([sys.executable, "-c", COUNTING, str(file)], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(one.communicate()[1], one.returncode) for one in both] == [(b"", 0), (b"", 0)]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT last FROM counter").fetchone() == (300,)


async def test_errors_do_not_carry_the_answers(db: Database, sari: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        with pytest.raises(IntegrityError) as prepared:
            await people.add_person(conn, telegram_id=7001, language="rahasia", at=times.friday)
        with pytest.raises(IntegrityError) as core:
            await people.change_person(conn, sari.person.id, role="rahasia")
    assert "rahasia" not in str(prepared.value) + str(core.value)


async def test_closed_is_said_so(file: Path) -> None:
    database = Database(file)
    with pytest.raises(RuntimeError, match="not open"):
        async with database.writing():
            pass
    with pytest.raises(RuntimeError, match="not open"):
        async with database.reading():
            pass


async def test_closing_folds_the_log_into_the_file(file: Path, times: Calendar) -> None:
    database = Database(file)
    await database.open()
    async with database.writing() as conn:
        await people.add_person(conn, telegram_id=7009, language="id", at=times.friday)
    await database.close()
    assert not file.with_name("bot.db-wal").exists()


async def test_emptying_the_log_waits_for_no_long_reader(db: Database, sari: Known) -> None:
    """An export reads one snapshot for seconds; after an erasure beside it everybody else writes on."""
    async with db.reading() as conn:
        assert sari.person.telegram_id in await people.load(conn, [sari.person.telegram_id])
        async with db.writing() as writer:
            await people.mark_blocked(writer, sari.person.telegram_id, None)
        # Less than the time for which a writer of another process is waited for.
        async with asyncio.timeout(BUSY_TIMEOUT_MS / 1000 / 2):
            await db.checkpoint()
    async with db.writing() as writer:
        assert (await writer.execute(text("PRAGMA busy_timeout"))).scalar_one() == SETTINGS["busy_timeout"]
