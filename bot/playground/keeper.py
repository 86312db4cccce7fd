"""What the playground remembers over a restart: one small SQLite file, written by a thread, never on the way of a call.

A record is (kind, key) → JSON. What was put is on disk within `DELAY` seconds, or at once for who awaits `flushed()`.
Rising numbers are reserved in blocks ahead, so that a number is never given twice even when the last writes were lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

DELAY = 0.15
"""Seconds for which changes are gathered before they are written."""

BLOCK = 10_000
"""Numbers reserved at once by a `Counter`."""

Row = tuple[str, str, str | None]


class Keeper:
    """Remembers records in `folder`; without a folder it remembers nothing and costs nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._changed: dict[tuple[str, str], Any] = {}
        self._files: dict[str, bytes] = {}
        self._wake = asyncio.Event()
        self._hurry = asyncio.Event()
        self._waiting: list[asyncio.Future[None]] = []
        self._task: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="playground")
        self._base: sqlite3.Connection | None = None
        self.reserved: dict[str, int] = {}
        if folder is not None:
            self._base = self._open(folder)

    @staticmethod
    def _open(folder: Path) -> sqlite3.Connection:
        (folder / "files").mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(folder / "playground.sqlite", check_same_thread=False, isolation_level=None)
        # What was deleted is gone from the files too, as with Telegram: no log of old pages, and freed ones zeroed.
        base.execute("PRAGMA journal_mode=TRUNCATE")
        base.execute("PRAGMA secure_delete=ON")
        base.execute("PRAGMA synchronous=NORMAL")
        base.execute(
            "CREATE TABLE IF NOT EXISTS record (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )
        return base

    def records(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Key and value of every stored record of a kind; read when the playground starts."""
        if self._base is not None:
            rows = self._base.execute("SELECT key, value FROM record WHERE kind = ?", (kind,)).fetchall()
            for key, value in rows:
                yield key, json.loads(value)

    def put(self, kind: str, key: str | int, value: Any) -> None:
        """Remember `value` (what JSON can hold; None forgets it) before long."""
        if self._base is not None:
            self._changed[(kind, str(key))] = value
            self._wake.set()

    def drop(self, kind: str, key: str | int) -> None:
        """Forget a record before long."""
        self.put(kind, key, None)

    def put_file(self, name: str, content: bytes) -> None:
        """Remember the content of a file under `files/`."""
        if self._base is not None:
            self._files[name] = content
            self._wake.set()

    def file_content(self, name: str) -> bytes | None:
        """The content of a remembered file; None when it is not there."""
        if name in self._files:
            return self._files[name]
        path = self.folder / "files" / name if self.folder else None
        return path.read_bytes() if path is not None and path.is_file() else None

    async def flushed(self) -> None:
        """Return when everything put until now is on disk. Raises what a failed write raised, then and ever after."""
        if self._task is not None and self._task.done():
            self._task.result()
        if self._base is None or not (self._changed or self._files or self._waiting):
            return
        done = asyncio.get_running_loop().create_future()
        self._waiting.append(done)
        self._hurry.set()
        self._wake.set()
        await done

    def start(self) -> None:
        """Begin to write."""
        if self._base is not None:
            self._task = asyncio.create_task(self._write_on())

    async def stop(self) -> None:
        """Write what is left, then close."""
        try:
            if self._task is not None:
                await self.flushed()
                self._task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await self._task
                self._task = None
            self._thread.shutdown()
            self.save_now()
        finally:
            if self._base is not None:
                self._base.close()
                self._base = None

    def save_now(self) -> None:
        """Write in the calling thread and wait for it: only for starting, stopping, and a counter that ran dry."""
        if self._base is not None:
            rows, files = self._take()
            self._thread_write(rows, files)
            self._settle(rows)

    async def _write_on(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._wake.wait()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), DELAY)
            self._wake.clear()
            self._hurry.clear()
            waiting, self._waiting = self._waiting, []
            rows, files = self._take()
            try:
                await loop.run_in_executor(self._thread, self._thread_write, rows, files)
            except (OSError, sqlite3.Error) as problem:
                _fail(waiting, problem)
                raise
            self._settle(rows)
            for done in waiting:
                if not done.done():
                    done.set_result(None)

    def _take(self) -> tuple[list[Row], dict[str, bytes]]:
        changed, self._changed = self._changed, {}
        rows = [
            (kind, key, None if value is None else json.dumps(value, ensure_ascii=False))
            for (kind, key), value in changed.items()
        ]
        return rows, dict(self._files)

    def _thread_write(self, rows: list[Row], files: dict[str, bytes]) -> None:
        assert self._base is not None
        assert self.folder is not None
        for name, content in files.items():
            (self.folder / "files" / name).write_bytes(content)
            self._files.pop(name, None)
        self._base.execute("BEGIN")
        self._base.executemany(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?)", [row for row in rows if row[2] is not None]
        )
        self._base.executemany(
            "DELETE FROM record WHERE kind = ? AND key = ?", [row[:2] for row in rows if row[2] is None]
        )
        self._base.execute("COMMIT")

    def _settle(self, rows: list[Row]) -> None:
        for kind, key, value in rows:
            if kind == "counter" and value is not None:
                self.reserved[key] = int(value)


def _fail(waiting: list[asyncio.Future[None]], problem: Exception) -> None:
    for done in waiting:
        if not done.done():
            done.set_exception(problem)


class Counter:
    """Rising whole numbers that are never given twice, not after a crash either."""

    def __init__(self, keeper: Keeper, name: str, first: int) -> None:
        self._keeper = keeper
        self._name = name
        stored = dict(keeper.records("counter")).get(name)
        self._next = first if stored is None else int(stored)
        self._asked = 0
        self._reserve()
        keeper.save_now()

    def take(self) -> int:
        """The next number."""
        number = self._next
        if number > self._asked - BLOCK // 2:
            self._reserve()
        if self._keeper.folder is not None and number >= self._keeper.reserved[self._name]:
            self._keeper.save_now()
        self._next = number + 1
        return number

    def _reserve(self) -> None:
        self._asked = self._next + BLOCK
        self._keeper.put("counter", self._name, self._asked)

    def close(self) -> None:
        """Give back what was reserved and not used (an orderly stop)."""
        self._keeper.put("counter", self._name, self._next)
