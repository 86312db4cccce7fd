"""The announcer begins announcements when their time has come, plans their copies, and sees them to their end.

Every step is a small transaction that may be done twice: what a stop interrupts is gone on with at the next look.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.delivery.postman import Postman
from bot.intake.intake import Intake
from bot.logs import log, where
from handlers.announcing.approval import REQUEST
from handlers.reminding import almanac as almanacs
from handlers.shelf import FormShelf
from locales.calendar import Hours
from locales.formats import DEFAULT_ZONE
from storage import announcement_copies, announcements, audience, outbox, people
from storage.announcement_copies import COPY
from storage.announcements import Announcement
from storage.database import Database
from storage.outbox import Letter, Priority

_log = log("announcer")

SECONDS_BETWEEN_LOOKS = 1.0
# How often the screen of progress is drawn anew: more would be hard to read, and every edit is a call.
SECONDS_BETWEEN_PROGRESS = 3.0
# Whoever cannot be shown the end in so many looks sees it when they come back.
MOST_TRIES_TO_SHOW = 20
# So many copies refused and none delivered: the content is at fault, not the readers.
REFUSED_IN_A_ROW = 10


class Announcer:
    """See the module."""

    def __init__(
        self,
        database: Database,
        intake: Intake,
        postman: Postman,
        shelf: FormShelf,
        clock: Clock,
        approval_above: int,
    ) -> None:
        self._database = database
        self._intake = intake
        self._postman = postman
        self._shelf = shelf
        self._clock = clock
        self._approval_above = approval_above
        self._planned: set[int] = set()
        # Of those that are being sent: how many copies were refused and delivered when that began (or went on).
        self._before: dict[int, tuple[int, int]] = {}
        self._going: set[int] = set()
        # Those at rest whose last screen has not been shown to everybody who looks at it: how often it was tried.
        self._unshown: dict[int, int] = {}
        self._shown_at = 0.0
        self._loop: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()

    def start(self) -> None:
        self._loop = asyncio.create_task(self._work())

    async def stop(self) -> None:
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    def wake(self) -> None:
        """An admin has let one go."""
        self._woken.set()

    async def look(self) -> None:
        """Do all that is to be done now."""
        now = self._clock.now()
        async with self._database.reading() as connection:
            due = await announcements.due(connection, now)
            going = await announcements.lanes(connection)
        for number in due:
            async with self._database.writing() as connection:
                if not await self._has_grown(connection, number, now):
                    await announcements.move(connection, number, to="sending", from_=["scheduled"], at=now)
                    going.append(number)
        self._before = {number: before for number, before in self._before.items() if number in going}
        # Those at rest now: a correction, a deletion or a reminder has come to its end.
        self._unshown |= dict.fromkeys(self._going - set(going), 0)
        self._going = set(going)
        for number in going:
            await self._see_to(number)
        if going:
            self._postman.wake()
        await self._show_progress(going)

    async def _has_grown(self, connection: AsyncConnection, number: int, now: datetime) -> bool:
        """Whether it is for so many by now that it needs the yes that nobody has given: then it is asked for."""
        announcement = await announcements.get(connection, number)
        if announcement is None or announcement.approved_by is not None:
            return False
        found, blocked = await audience.reachable(connection, announcement.audience)
        if found <= self._approval_above:
            return False
        await announcements.move(connection, number, to="waiting", from_=["scheduled"], at=now)
        about = {"announcement": number, "revision": announcement.revision, "people": found, "blocked": blocked}
        admins = [one for one in await people.with_role(connection, "admin") if one.id != announcement.made_by]
        await outbox.add(
            connection,
            [
                Letter(
                    f"{REQUEST}:{number}:{announcement.revision}:{admin.id}",
                    REQUEST,
                    admin.id,
                    now,
                    about,
                    Priority.CASE,
                )
                for admin in admins
            ],
            now,
        )
        self._unshown[number] = 0
        self._postman.wake()
        return True

    async def _see_to(self, number: int) -> None:
        if number not in self._planned:
            await self._plan(number)
        async with self._database.reading() as connection:
            announcement = await announcements.get(connection, number)
            counts = await outbox.counts(connection, number, COPY)
        if announcement is None or announcement.state != "sending" or number not in self._planned:
            return
        failed, sent = counts.get("failed", 0), counts.get("sent", 0)
        failed_before, sent_before = self._before.setdefault(number, (failed, sent))
        if failed - failed_before >= REFUSED_IN_A_ROW and sent == sent_before:
            await self._end(announcement, "paused", "announcement-refused", failed)
        elif not counts.get("queued", 0) and not counts.get("sending", 0):
            await self._end(announcement, "done", "announcement-done")

    async def _plan(self, number: int) -> None:
        """Put all copies into the outbox, some thousands at a time, so that taps are answered in between."""
        while True:
            async with self._database.writing() as connection:
                announcement = await announcements.get(connection, number)
                if announcement is None or announcement.state not in ("sending", "paused"):
                    return
                now = self._clock.now()
                hours = (await almanacs.load(connection)).hours
                moments = self._moments(announcement, hours, now)
                if not await announcement_copies.plan(connection, announcement, now=now, moments=moments):
                    break
            self._postman.wake()
            await asyncio.sleep(0)
        self._planned.add(number)

    def _moments(self, announcement: Announcement, hours: Hours, now: datetime) -> Callable[[str | None], datetime]:
        """When the people of a province may get it."""

        def moment(province: str | None) -> datetime:
            zone = self._shelf.zone_of(province) if province else DEFAULT_ZONE
            if announcement.send_at is None:
                return hours.next_moment(now, zone, province, "announcement-now")
            at = announcement.send_at
            if announcement.local:
                at = at.replace(tzinfo=ZoneInfo(zone)).astimezone(now.tzinfo)
            return hours.next_moment(max(at, now), zone, province, "announcement")

        return moment

    async def _end(self, announcement: Announcement, state: str, kind: str, refused: int = 0) -> None:
        """It is through (or cannot go on): say so to its author, once."""
        now = self._clock.now()
        async with self._database.writing() as connection:
            if not await announcements.move(connection, announcement.id, to=state, from_=["sending"], at=now):
                return
            if state == "done":
                # Copies that were on their way while it was corrected; here, because a kill may follow at once.
                await announcement_copies.plan_corrections(connection, announcement.id, announcement.revision, now)
            word = Letter(
                key=f"{kind}:{announcement.id}:{announcement.revision}:{announcement.copies}:{refused}",
                kind=kind,
                person_id=announcement.made_by,
                not_before=now,
                data={"announcement": announcement.id},
                priority=Priority.ANSWER,
                expires_at=now + timedelta(days=3),
            )
            await outbox.add(connection, [word], now)
        self._planned.discard(announcement.id)
        self._before.pop(announcement.id, None)
        _log.info("announcement", number=announcement.id, state=state)
        self._unshown[announcement.id] = 0

    async def _show_progress(self, going: list[int]) -> None:
        for number, tries in list(self._unshown.items()):
            if await self._intake.refresh(f"announcement:{number}") or tries >= MOST_TRIES_TO_SHOW:
                self._unshown.pop(number, None)
            else:
                self._unshown[number] = tries + 1
        now = asyncio.get_running_loop().time()
        if not going or now - self._shown_at < SECONDS_BETWEEN_PROGRESS:
            return
        self._shown_at = now
        for number in going:
            await self._intake.refresh(f"announcement:{number}")

    async def _work(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.look()
            except Exception as error:  # the next look tries again
                _log.warning("a look failed", error=type(error).__name__, where=where(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_BETWEEN_LOOKS):
                    await self._woken.wait()
