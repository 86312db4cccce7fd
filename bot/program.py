"""The whole program put together: database, forms, Bot API, intake, delivery, schedule; started and stopped as one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any

from telegram import BotCommandScopeChat
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.analysing import Analyses
from bot.api import Api, connect
from bot.attachments.fetching import Fetcher
from bot.attachments.opening import store_of
from bot.catching_up import catch_up
from bot.clock import Clock, SystemClock
from bot.delivery.announcer import Announcer
from bot.delivery.courier import Courier
from bot.delivery.pacing import Pacing
from bot.delivery.postman import Postman
from bot.exporting import Exports
from bot.intake.intake import Intake
from bot.intake.polling import poll
from bot.intake.webhook import Webhook
from bot.logs import log
from bot.publishing import fill_shelf
from bot.publishing_uploads import Uploads
from bot.routing import COMMANDS, COMMANDS_OF_ADMINS, Routing
from bot.schedule import Schedule
from bot.settings import Settings
from bot.turns import Turns
from handlers.shelf import FormShelf
from locales import LANGUAGES, texts
from storage import people
from storage.database import Database
from storage.migrating import is_current, migrate

_log = log("program")

# A short break of the network, or of the Bot API, is no reason not to start.
SECONDS_BETWEEN_TRIES = (0.5, 1.0, 2.0)


class Program:
    """See the module. `start` returns when the bot answers; `run` works until cancelled."""

    def __init__(self, settings: Settings, token: str, *, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self.database = Database(settings.database)
        self.pacing = Pacing(
            settings.messages_per_second, settings.chat_messages_per_second, settings.group_messages_per_minute
        )
        self.api: Api = connect(settings, token, self.pacing)
        self.courier = Courier(self.api)
        self.routing = Routing(self.api)
        self.shelf: FormShelf
        self.intake: Intake
        self.schedule: Schedule
        self.postman: Postman
        self.announcer: Announcer
        self.uploads: Uploads
        self.attachments: Fetcher
        self.exports: Exports
        self.analyses: Analyses
        self._webhook: Webhook | None = None
        self._commands: asyncio.Task[None] | None = None
        self._first_plan: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """The database and the forms, without the Bot API."""
        self.settings.data.mkdir(parents=True, exist_ok=True)
        if not is_current(self.settings.database):
            await asyncio.to_thread(migrate, self.settings.database)
        await self.database.open()
        try:
            self.shelf = await fill_shelf(self.database, self.clock.now(), self.settings.institution)
        except BaseException:
            await self.database.close()
            raise
        store = store_of(self.settings)
        turns = Turns(
            self.shelf, self.api, self.clock, _Limits(self), store, self.settings.exports, self.settings.analyses
        )
        institution = self.settings.institution
        self.postman = Postman(self.database, self.api, self.pacing, turns, self.clock, institution)
        self.intake = Intake(self.database, turns, self.routing, self.courier, self.api, self.clock, self._posted)
        self.announcer = Announcer(
            self.database, self.intake, self.postman, self.shelf, self.clock, self.settings.approval_above
        )
        self.uploads = Uploads(self.database, self.api, self.shelf, self.intake, self.clock, self.postman.wake)
        self.attachments = Fetcher(self.database, self.api, store, self.clock, self.postman.wake, self.shelf.zone_of)
        self.exports = Exports(self.database, self.settings.exports, self.intake, self.clock, self.postman.wake)
        self.analyses = Analyses(
            self.database, self.settings.analyses, self.intake, self.clock, self.postman.wake, self.api
        )
        self.schedule = Schedule(self.database, self.shelf, self.intake, self.clock, self.postman.wake)

    def _posted(self) -> None:
        self.postman.wake()
        self.announcer.wake()
        self.uploads.wake()
        self.exports.wake()
        self.analyses.wake()

    async def start(self) -> None:
        """Connect to the Bot API; raises PTB's `InvalidToken` or `NetworkError` where that cannot be done."""
        await _persist(self.routing.start)
        if self.settings.webhook_url and self.settings.webhook_secret:
            self._webhook = Webhook(self.intake, self.settings.webhook_secret.get_secret_value())
            await self._webhook.start(self.settings.host, self.settings.port)
            await _persist(
                self.api.set_webhook,
                url=f"{self.settings.webhook_url}/telegram",
                secret_token=self.settings.webhook_secret.get_secret_value(),
                allowed_updates=["message", "callback_query", "my_chat_member"],
                max_connections=100,
            )
        else:
            await _persist(self.api.delete_webhook)
        if scored := await catch_up(self.database, self.shelf):
            _log.info("scored", results=scored)
        # What was owed when the program last stopped is shown again.
        await self.schedule.owed(timedelta(0))
        self.schedule.start()
        self.postman.start()
        self.announcer.start()
        self.uploads.start()
        self.attachments.start()
        self.exports.start()
        self.analyses.start()
        self._commands = asyncio.create_task(self._tell_commands())
        # What the quarter of an hour in which the program was down would have planned.
        self._first_plan = asyncio.create_task(self.schedule.plan())
        _log.info("started", intake="webhook" if self._webhook else "polling")

    def leave_first_plan(self) -> None:
        """Do not plan what the start would plan (a measurement of something else)."""
        if self._first_plan is not None:
            self._first_plan.cancel()

    async def run(self) -> None:
        """Take updates in until cancelled."""
        if self._webhook is not None:
            await self._webhook.run()
        else:
            await poll(self.api, self.intake)

    async def _tell_commands(self) -> None:
        """The list behind the "/" button, in both languages; nice to have, never a reason not to start."""
        try:
            for language in LANGUAGES:
                tag = None if language == "id" else language
                await self.api.set_my_commands(_commands(language, COMMANDS), language_code=tag)
            async with self.database.reading() as connection:
                admins = await people.with_role(connection, "admin")
            for admin in admins:
                commands = _commands(admin.language, (*COMMANDS_OF_ADMINS, *COMMANDS))
                await self.api.set_my_commands(commands, scope=BotCommandScopeChat(admin.telegram_id))
        except TelegramError as error:
            _log.info("command list not set", says=error.message)

    async def stop(self) -> None:
        """Finish what is on its way, and close everything."""
        for task in (self._commands, self._first_plan):
            if task is not None:
                task.cancel()
        if hasattr(self, "schedule"):
            self.schedule.stop()
        if self._webhook is not None:
            await self._webhook.stop()
        if hasattr(self, "intake"):
            await self.announcer.stop()
            await self.uploads.stop()
            await self.attachments.stop()
            await self.exports.stop()
            await self.analyses.stop()
            await self.postman.stop()
        await self.courier.close()
        if hasattr(self, "intake"):
            await self.intake.record_deliveries()
        await self.routing.stop()
        # Where the start failed, the application does not close what it has opened.
        await self.api.shutdown()
        await self.database.close()
        _log.info("stopped")


class _Limits:
    """What handlers may know of sending (`handlers.limits.SendingLimits`)."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.messages_per_second = program.settings.messages_per_second
        self.approval_above = program.settings.approval_above

    def rate_of(self, announcement_id: int) -> float | None:
        return self._program.postman.rate_of(announcement_id)


def _commands(language: str, names: Sequence[str]) -> list[tuple[str, str]]:
    t = texts(language)
    return [(name, t.plain(f"command-{name}")) for name in names]


async def _persist(call: Callable[..., Coroutine[Any, Any, Any]], **given: Any) -> None:
    for wait in SECONDS_BETWEEN_TRIES:
        try:
            await call(**given)
            return
        except BadRequest:
            raise
        except NetworkError as error:
            _log.warning("the Bot API does not answer", says=error.message, again_in=wait)
            await asyncio.sleep(wait)
    await call(**given)
