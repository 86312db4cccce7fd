"""Attachments are fetched in the background: what is wanted stands in the database, and so outlives a kill.

A file is written before its row says so: a kill in between leaves a file that no row knows, which the next start takes
away. Files that nothing refers to any more (a draft was thrown away, data were erased) go within seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api import Api
from bot.attachments.downloading import Downloader, NotYet, Refused
from bot.attachments.heif import NotUnderstood
from bot.attachments.keeping import Keeper
from bot.attachments.stripping import stripped
from bot.clock import Clock
from bot.logs import log, where
from handlers.answering.lost import LOST, NOT_CLEANED
from handlers.casework import letters as case_letters
from handlers.casework.deadlines import ZoneOf
from locales.formats import DEFAULT_ZONE
from storage import attachments, outbox
from storage.attachments import Attachment
from storage.database import Database
from storage.outbox import Letter, Priority

_log = log("attachments")

SECONDS_BETWEEN_LOOKS = 2.0
AT_ONCE = 3
HANDFUL = 12
# How long after the first, second … attempt the next one comes; after the last the file is given up: two days.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (0.2, 1, 5, 30, 120, 360, 720, 1440))
# While the Bot API cannot be reached at all, nothing is given up.
WAIT_FOR_CONNECTION = timedelta(minutes=1)
ORPHANS_AT_ONCE = 500


class Fetcher:
    """``start`` and ``stop``; ``wake`` when something new may be wanted; ``look`` does all that is due now.

    Who sent a file that cannot be had is told, and what was said in a case with a file goes to the other side once the
    file is kept; ``posted``: there are such letters. ``zone_of``: the time zone of a province, for when they may go.
    """

    def __init__(
        self,
        database: Database,
        api: Api,
        store: Keeper,
        clock: Clock,
        posted: Callable[[], None] = lambda: None,
        zone_of: ZoneOf = lambda province: DEFAULT_ZONE,
    ) -> None:
        self.store = store
        self._zone_of = zone_of
        self._database = database
        self._clock = clock
        self._posted = posted
        self._downloader = Downloader(api)
        self._loop: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._places = asyncio.Semaphore(AT_ONCE)
        # Who writes a file and its row, and who looks for files without a row, must not do so at once.
        self._files = asyncio.Lock()

    def start(self) -> None:
        self._loop = asyncio.create_task(self._work())

    async def stop(self) -> None:
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
            self._loop = None
        await self._downloader.close()

    def wake(self) -> None:
        """Look at once."""
        self._woken.set()

    async def look(self) -> None:
        """Fetch what is due, and clear away what nothing refers to any more."""
        await self._downloader.open()
        while True:
            async with self._database.reading() as connection:
                due = await attachments.due(connection, self._clock.now(), HANDFUL)
            came = await asyncio.gather(*(self._see_to(one) for one in due), return_exceptions=True)
            if wrong := [one for one in came if one is not None]:
                raise wrong[0]
            if len(due) < HANDFUL:
                break
        await self._clear_orphans()

    async def sweep(self) -> None:
        """Delete the files that no row knows, and what was half written when the program was killed."""
        async with self._files:
            await asyncio.to_thread(self.store.clear_parts)
        for hashes in await asyncio.to_thread(lambda: list(self.store.shelves())):
            async with self._files:
                await self._remove_unused(hashes)

    async def _see_to(self, wanted: Attachment) -> None:
        async with self._places:
            now = self._clock.now()
            try:
                content = await asyncio.to_thread(stripped, await self._downloader.fetch(wanted.file_id))
                await self._keep(wanted, content)
            except Refused as refused:
                await self._give_up(wanted, "refused", str(refused))
            except NotUnderstood as why:
                # It may tell where a household lives: better asked for once more than kept.
                _log.warning("metadata not found", number=wanted.id, why=str(why))
                await self._give_up(wanted, "refused", NOT_CLEANED)
            except NotYet as error:
                if not error.counts:
                    await self._later(wanted, timedelta(seconds=error.seconds) or WAIT_FOR_CONNECTION, str(error))
                elif wanted.attempts + 1 >= len(WAITS):
                    await self._give_up(wanted, "failed", str(error))
                else:
                    async with self._database.writing() as connection:
                        again = now + WAITS[wanted.attempts]
                        await attachments.try_again(connection, wanted.id, at=again, reason=str(error))
            except OSError as error:  # the disk is full or away: that is no fault of this file
                _log.warning("not kept", error=type(error).__name__, where=where(error))
                await self._later(wanted, WAIT_FOR_CONNECTION, type(error).__name__)

    async def _keep(self, wanted: Attachment, content: bytes) -> None:
        async with self._files:
            sha256 = await asyncio.to_thread(self.store.put, content)
            async with self._database.writing() as connection:
                kept = await attachments.keep(connection, wanted.id, sha256=sha256, size=len(content))
                letters = await self._said(connection, wanted) if kept else []
            if not kept:
                await self._remove_unused([sha256])
        if letters:
            self._posted()

    async def _said(self, connection: AsyncConnection, wanted: Attachment) -> list[Letter]:
        """The letters that have waited for the file of a message in a case."""
        if wanted.case_message_id is None:
            return []
        now = self._clock.now()
        letters = await case_letters.kept(connection, self._zone_of, wanted.case_message_id, now)
        await outbox.add(connection, letters, now)
        return letters

    async def _give_up(self, wanted: Attachment, state: str, reason: str) -> None:
        _log.warning("attachment given up", number=wanted.id, state=state, reason=reason)
        now = self._clock.now()
        async with self._database.writing() as connection:
            await attachments.give_up(connection, wanted.id, state=state, reason=reason)
            await outbox.add(connection, await self._lost(connection, wanted, reason, now), now)
        self._posted()

    async def _lost(self, connection: AsyncConnection, wanted: Attachment, reason: str, now: datetime) -> list[Letter]:
        if wanted.case_message_id is not None:
            return await case_letters.lost(connection, self._zone_of, wanted.case_message_id, now)
        data = {
            "item": wanted.item,
            "file": wanted.file_name,
            "draft": wanted.draft_id,
            "submission": wanted.submission_id,
            "why": reason,
        }
        return [Letter(f"{LOST}:{wanted.id}", LOST, wanted.person_id, now, data, Priority.ANSWER)]

    async def _later(self, wanted: Attachment, wait: timedelta, reason: str) -> None:
        async with self._database.writing() as connection:
            again = self._clock.now() + wait
            await attachments.try_again(connection, wanted.id, at=again, reason=reason, counts=False)

    async def _clear_orphans(self) -> None:
        while True:
            async with self._database.reading() as connection:
                orphans = await attachments.orphans(connection, ORPHANS_AT_ONCE)
            if not orphans:
                return
            async with self._files:
                # The rows go first: a kill in between leaves files without a row, which the next sweep finds.
                async with self._database.writing() as connection:
                    await attachments.delete_orphans(connection, [number for number, _ in orphans])
                await self._remove_unused([sha256 for _, sha256 in orphans if sha256 is not None])
            _log.info("orphans cleared", rows=len(orphans))

    async def _remove_unused(self, hashes: Sequence[str]) -> None:
        async with self._database.reading() as connection:
            used = await attachments.used(connection, hashes)
        for sha256 in set(hashes) - used:
            await asyncio.to_thread(self.store.remove, sha256)

    async def _work(self) -> None:
        swept = False
        while True:
            self._woken.clear()
            try:
                if not swept:
                    await self.sweep()
                    swept = True
                await self.look()
            except Exception as error:  # the next look tries again
                _log.warning("a look failed", error=type(error).__name__, where=where(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_BETWEEN_LOOKS):
                    await self._woken.wait()
