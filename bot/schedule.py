"""What happens by itself: reminders and tips are planned, owed screens are shown again, what is past its time goes.

Plain triggers (APScheduler) that may be missed, doubled or late: each run does what is due at that moment.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.intake.intake import Intake
from bot.logs import log, where
from bot.planning import run as planning
from handlers.shelf import FormShelf
from storage import inbox, outbox, privacy
from storage.database import Database

_log = log("schedule")

# A reply that has not gone through by then is shown again from the database.
OWED_FOR = timedelta(seconds=20)
# Telegram keeps an update for 24 hours; after twice that no second delivery can come.
CLAIMS_KEPT = timedelta(hours=48)
# Time enough to look at what was wrong with an update.
ASIDE_KEPT = timedelta(days=30)
# Reminders and tips are planned by day and week: after so long nobody plans the same again.
LETTERS_KEPT = timedelta(days=400)
# What the consent says: five years (forms/library/persetujuan.md).
ANSWERS_KEPT = timedelta(days=5 * 365 + 2)


class Schedule:
    """See the module."""

    def __init__(
        self, database: Database, shelf: FormShelf, intake: Intake, clock: Clock, planned: Callable[[], None]
    ) -> None:
        """`planned` is called when letters have been put into the outbox."""
        self.database = database
        self.shelf = shelf
        self._planned = planned
        self._intake = intake
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None})
        self._scheduler.add_job(self.deliveries, "interval", seconds=2)
        self._scheduler.add_job(self.owed, "interval", seconds=15)
        self._scheduler.add_job(self.plan, "cron", minute="*/15")
        self._scheduler.add_job(self.expire, "cron", minute="*/5", second=30)
        self._scheduler.add_job(self.clean, "cron", hour=19, minute=40)  # 02.40 WIB: the quietest hour

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def deliveries(self) -> None:
        """Record what has been handed over."""
        try:
            await self._intake.record_deliveries()
        except Exception as error:  # the next run tries again
            _log.warning("deliveries not recorded", error=type(error).__name__, where=where(error))

    async def owed(self, older_than: timedelta = OWED_FOR) -> None:
        """Show again what is owed."""
        try:
            count = await self._intake.reshow(older_than=older_than)
        except Exception as error:  # the next run tries again
            _log.warning("owed screens not shown", error=type(error).__name__, where=where(error))
        else:
            if count:
                _log.info("owed screens shown again", count=count)

    async def plan(self) -> None:
        """Put what is due soon into the outbox: reminders, tips. What is there already stays as it is."""
        await planning.run(self, self._clock.now())
        self._planned()

    async def expire(self) -> None:
        """Close the rows that nobody needs any more."""
        try:
            async with self.database.writing() as connection:
                count = await outbox.expire(connection, self._clock.now())
        except Exception as error:  # the next run tries again, and nothing expired is sent meanwhile
            _log.warning("not expired", error=type(error).__name__, where=where(error))
        else:
            if count:
                _log.info("expired", rows=count)

    async def clean(self) -> None:
        """Remove claims that can no longer be needed, and answers that have been kept as long as was promised."""
        now = self._clock.now()
        try:
            async with self.database.writing() as connection:
                claims = await inbox.forget_claims(connection, now - CLAIMS_KEPT)
                await outbox.forget(connection, now - LETTERS_KEPT)
                await privacy.forget_set_aside(connection, now - ASIDE_KEPT)
                sent = await privacy.forget_sent(connection, now - ANSWERS_KEPT)
        except Exception as error:  # the next night tries again
            _log.warning("not cleaned", error=type(error).__name__, where=where(error))
        else:
            _log.info("cleaned", claims=claims, submissions=sent)
