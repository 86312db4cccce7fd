"""Jobs are done in the background, one after the other, by a process that may use so much and only reads.

Where each is stands in the database: a kill loses nothing, the work is done anew. What is finished goes out as letters;
its files are kept as long as the trade says.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar, Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.intake.intake import Intake
from bot.job_process import Bounds, JobFailedError, Progress, Written
from bot.logs import log, where
from storage import due, outbox, people
from storage.database import Database
from storage.jobs import CANCELLED, DONE, FAILED, RUNNING, WANTED, Job, Jobs
from storage.outbox import Letter, Priority

_log = log("jobs")

SECONDS_BETWEEN_LOOKS: Final = 5.0
SECONDS_BETWEEN_PROGRESS: Final = 2.0
MOST_TRIES_TO_SHOW: Final = 20
_SETTLED: Final = frozenset({"sent", "uncertain", "failed", "expired", "cancelled"})


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of a job: its new state, why it failed, what was written; `told`: the same in sentences."""

    state: str
    reason: str | None = None
    written: Written | None = None
    told: tuple[str, ...] = ()


class Worker(ABC):
    """`start` and `stop`; `wake` when a job may be there; `look` does all that is due now."""

    jobs: ClassVar[Jobs]
    # Where one is looked at, and the kind of its letters.
    place: ClassVar[str]
    letter: ClassVar[str]
    # How long files and letters are kept; and whether files go as soon as all letters have.
    kept: ClassVar[timedelta]
    until_delivered: ClassVar[bool]
    # Letters of one job go out so far apart, where their order matters: they are sent side by side.
    apart: ClassVar[timedelta] = timedelta(0)

    def __init__(
        self, database: Database, folder: Path, intake: Intake, clock: Clock, posted: Callable[[], None]
    ) -> None:
        """`folder`: where files lie. `posted` is called when a letter is in the outbox."""
        self._database = database
        self._folder = folder
        self._intake = intake
        self._clock = clock
        self._posted = posted
        self.bounds = Bounds()
        self._one_at_a_time = asyncio.Lock()
        self._loop: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._unshown: dict[str, int] = {}

    @abstractmethod
    def _at_work(self, job: Job, folder: Path) -> AbstractAsyncContextManager[AsyncIterator[Progress | Written]]:
        """Start the process (`bot.job_process.at_work`)."""

    @abstractmethod
    async def _note(self, connection: AsyncConnection, job: Job, ended: Ended, now: datetime) -> None:
        """Write down a job's end, besides its state, in the same transaction."""

    @staticmethod
    @abstractmethod
    def key_of(job_id: int, number: int) -> str:
        """The key of the letter with a file of a job, in the order of its files."""

    def start(self) -> None:
        self._loop = asyncio.create_task(self._work())

    async def stop(self) -> None:
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
            self._loop = None

    def wake(self) -> None:
        """Look at once."""
        self._woken.set()

    async def look(self) -> None:
        """Do every job that is wanted, and take away the files that are kept no longer."""
        async with self._one_at_a_time:
            while (job := await self._next()) is not None:
                await self._see_to(job)
            await self._clean()
            for place, tries in list(self._unshown.items()):
                if await self._show(place) or tries >= MOST_TRIES_TO_SHOW:
                    self._unshown.pop(place, None)
                else:
                    self._unshown[place] = tries + 1

    async def _next(self) -> Job | None:
        async with self._database.reading() as connection:
            return await self.jobs.next_open(connection)

    async def _see_to(self, job: Job) -> None:
        async with self._database.writing() as connection:
            if not await self.jobs.move(connection, job.id, to=RUNNING, from_=[WANTED, RUNNING], at=self._clock.now()):
                return
        folder = self._folder / str(job.id)
        try:
            written = await self._write(job, folder)
        except JobFailedError as failed:
            await self._end(job, Ended(FAILED, str(failed), told=failed.told))
        except OSError as error:
            _log.warning("a job has no folder", error=type(error).__name__, where=where(error))
            await self._end(job, Ended(FAILED, "disk"))
        except Exception as error:  # the jobs after it are not to wait for it
            _log.warning("a job failed", error=type(error).__name__, where=where(error))
            await self._end(job, Ended(FAILED, "broken"))
        else:
            told = written.told if written is not None else ()
            await self._end(job, Ended(CANCELLED if written is None else DONE, written=written, told=told))
        if not await self._keeps_files(job):
            await asyncio.to_thread(shutil.rmtree, folder, True)
        # While it was read, what was erased meanwhile had to stay in the write-ahead log.
        with contextlib.suppress(DBAPIError):
            await self._database.checkpoint()

    async def _write(self, job: Job, folder: Path) -> Written | None:
        """What is written; None where nobody wants it any more."""
        await asyncio.to_thread(_empty, folder)
        shown, shown_at = Progress(0, 0), 0.0
        async with self._at_work(job, folder) as said:
            async for word in said:
                if isinstance(word, Written):
                    return word
                if not await self._is_wanted(job, word):
                    return None
                now = asyncio.get_running_loop().time()
                if word != shown and now - shown_at >= SECONDS_BETWEEN_PROGRESS:
                    shown, shown_at = word, now
                    await self._show(f"{self.place}:{job.id}")
        raise JobFailedError("broken")

    async def _is_wanted(self, job: Job, word: Progress) -> bool:
        async with self._database.writing() as connection:
            return await self.jobs.progress(connection, job.id, word.done, word.total)

    async def _show(self, place: str) -> bool:
        """Whether all who are on this place see it as it is now; what hinders that is no reason to write no file."""
        try:
            return await self._intake.refresh(place)
        except Exception as error:
            _log.warning("progress is not shown", error=type(error).__name__, where=where(error))
            return False

    async def _end(self, job: Job, ended: Ended) -> None:
        """Write what came of it; the files go out as letters, a failure as one where nobody is looking."""
        now = self._clock.now()
        place = f"{self.place}:{job.id}"
        state, reason = ended.state, ended.reason
        files = ended.written.files if ended.written is not None else None
        async with self._database.writing() as connection:
            moved = await self.jobs.move(
                connection, job.id, to=state, from_=[RUNNING], at=now, reason=reason, files=files
            )
            looks = bool(await people.on_place(connection, place))
            if moved and state != CANCELLED:
                names = files or (() if looks else ("",))
                letters = [self._letter(job, number, name, now) for number, name in enumerate(names)]
                await outbox.add(connection, letters, now)
            if moved:
                await self._note(connection, job, ended, now)
        _log.info(self.letter, number=job.id, state=state, reason=reason)
        self._unshown[place] = 0
        self._posted()

    def _letter(self, job: Job, number: int, name: str, now: datetime) -> Letter:
        data = {"job": job.id, "file": name, "place": number}
        key, expires = self.key_of(job.id, number), now + self.kept
        begins = now + number * self.apart
        return Letter(key, self.letter, job.person_id, begins, data, Priority.ANSWER, expires_at=expires)

    async def _keeps_files(self, job: Job) -> bool:
        async with self._database.reading() as connection:
            return any(one.id == job.id for one in await self.jobs.with_files(connection))

    async def _clean(self) -> None:
        now = self._clock.now()
        async with self._database.reading() as connection:
            jobs = await self.jobs.with_files(connection)
            keys = [self.key_of(job.id, number) for job in jobs for number in range(len(job.files))]
            states = await due.letters_there(connection, keys, now) if self.until_delivered else {}
        over = []
        for job in jobs:
            waits = [states.get(self.key_of(job.id, number)) for number in range(len(job.files))]
            if now - job.changed_at > self.kept or all(state in _SETTLED for state in waits):
                over.append(job.id)
        for job_id in over:
            await asyncio.to_thread(shutil.rmtree, self._folder / str(job_id), True)
            async with self._database.writing() as connection:
                await self.jobs.taken_away(connection, job_id)
        await asyncio.to_thread(_forget_strays, self._folder, {str(job.id) for job in jobs if job.id not in over})

    async def _work(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.look()
            except Exception as error:  # the next look tries again
                _log.warning("a look failed", error=type(error).__name__, where=where(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1.0 if self._unshown else SECONDS_BETWEEN_LOOKS):
                    await self._woken.wait()


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.mkdir(mode=0o700)


def _forget_strays(folder: Path, kept: set[str]) -> None:
    """Folders that no job needs: of a program that was killed, or of people who had their data erased."""
    for stray in folder.iterdir() if folder.is_dir() else ():
        if stray.name not in kept:
            shutil.rmtree(stray, ignore_errors=True)
