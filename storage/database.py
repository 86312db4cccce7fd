"""The database file, opened: one writer, some readers, and the settings that make a commit lasting."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import ExceptionContext, event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.prepared import driver_of, sqlalchemy_errors

BUSY_TIMEOUT_MS = 5000
# How long emptying the log waits for a reader in an older snapshot (an export reads for seconds): nobody writes then.
WIPE_TIMEOUT_MS = 100
READERS = 4

# docs/decisions/0003 gives the reason and the measured cost of each.
PRAGMAS = (
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
)

# aiosqlite logs every statement with its parameters at DEBUG: answers and names would be in the log.
logging.getLogger("aiosqlite").setLevel(logging.INFO)


class Database:
    """A migrated database file (``storage.migrating``), opened once in a process, for one event loop.

    What SQLite refuses comes as ``sqlalchemy.exc.DBAPIError`` (``IntegrityError``, ``OperationalError`` ...),
    without the parameters in its text.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer: AsyncEngine | None = None
        self._readers: AsyncEngine | None = None
        self._connection: AsyncConnection | None = None
        # Fair (first come, first served) and without a time-out, where the pool's queue would have one.
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Connect, and check that the settings took hold: OSError if not, such as no WAL on a network drive."""
        self._writer = _engine(self.path, 1)
        self._readers = _engine(self.path, READERS, "query_only = ON")
        self._connection = await self._writer.connect()
        ask = driver_of(self._connection).execute_fetchall
        [(mode,)], [(synchronous,)] = await ask("PRAGMA journal_mode"), await ask("PRAGMA synchronous")
        if (mode, synchronous) != ("wal", 2):
            await self.close()
            raise OSError(f"{self.path}: SQLite gives journal_mode {mode}, synchronous {synchronous}; need wal, 2")

    async def close(self) -> None:
        """Close all connections; the last one to close folds the write-ahead log into the file."""
        async with self._turn:
            if self._connection is not None:
                await self._connection.close()
            for engine in (self._readers, self._writer):
                if engine is not None:
                    await engine.dispose()
            self._connection = self._readers = self._writer = None

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that may write: BEGIN IMMEDIATE, then COMMIT, or ROLLBACK on any exception.

        Once the block is left without an exception, what was written is on the disk. One at a time in this
        process; another process's writer is waited for up to ``BUSY_TIMEOUT_MS``. The block must not commit.
        """
        async with self._turn:
            connection = self._opened()
            try:
                # Inside, because a cancelled BEGIN has been sent all the same, and must be taken back.
                await _begin(connection, "BEGIN IMMEDIATE")
                yield connection
                with sqlalchemy_errors("COMMIT"):
                    await driver_of(connection).commit()
            except BaseException:
                await _roll_back(connection)
                raise
            if connection.in_transaction():
                # SQLAlchemy's own book-keeping, where the block used it; in the file nothing is left to commit.
                await connection.commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One snapshot to read from, beside the writer; a write in it is refused by SQLite."""
        if self._readers is None:
            raise RuntimeError("the database is not open")
        async with self._readers.connect() as connection:
            try:
                await _begin(connection, "BEGIN")
                yield connection
            finally:
                await _roll_back(connection)

    async def checkpoint(self) -> None:
        """Fold the write-ahead log into the file and empty it, so that erased rows are on the disk no more.

        Waits for the writer; readers that are still in an older snapshot may leave some of the log behind, until the
        next checkpoint (one follows every export).
        """
        async with self._turn:
            ask = driver_of(self._opened()).execute_fetchall
            await ask(f"PRAGMA busy_timeout = {WIPE_TIMEOUT_MS}")
            try:
                await ask("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await ask(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    def _opened(self) -> AsyncConnection:
        if self._connection is None:
            raise RuntimeError("the database is not open")
        return self._connection


async def _begin(connection: AsyncConnection, how: str) -> None:
    with sqlalchemy_errors(how):
        await driver_of(connection).execute_fetchall(how)


async def _roll_back(connection: AsyncConnection) -> None:
    if not connection.invalidated:
        await driver_of(connection).rollback()
    if connection.in_transaction():
        await connection.rollback()


def _engine(path: Path, size: int, *pragmas: str) -> AsyncEngine:
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{path}",
        pool_size=size,
        max_overflow=0,
        # Every transaction here is ended by its own block; a reset on return would be one more thread hop.
        pool_reset_on_return=None,
        # An error's text must not carry a person's answers into a log.
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def settle(connection: Any, _record: object) -> None:
        # The driver would begin by itself, late and deferred: here each transaction says how it begins.
        connection.isolation_level = None
        for pragma in (*PRAGMAS, *pragmas):
            connection.run_async(lambda raw, sql=f"PRAGMA {pragma}": raw.execute_fetchall(sql))

    @event.listens_for(engine.sync_engine, "handle_error")
    def keep(context: ExceptionContext) -> None:
        # A cancelled task is no lost connection: the driver's thread ends the statement, then takes the ROLLBACK
        # that follows. SQLAlchemy would drop the connection, and its transaction would lock the file for good.
        if not isinstance(context.original_exception, Exception):
            context.is_disconnect = False

    return engine
