"""`pendamping admin invite`: the link that lets the first admin in."""

from __future__ import annotations

import asyncio

from telegram.error import TelegramError

from bot.api import connect, is_official, trouble
from bot.clock import SystemClock
from bot.running import ADMIN, CannotStart
from bot.settings import Settings
from handlers import invites
from storage.database import Database
from storage.migrating import is_current, migrate


async def invite_admin(settings: Settings) -> list[str]:
    """Store an invitation; gives the lines to print. Works beside a running bot."""
    settings.data.mkdir(parents=True, exist_ok=True)
    if not is_current(settings.database):
        await asyncio.to_thread(migrate, settings.database)
    username = await _username(settings)
    database = Database(settings.database)
    await database.open()
    try:
        async with database.writing() as connection:
            token = await invites.make(
                connection, role="admin", region="", programme="", made_by=None, at=SystemClock().now()
            )
    finally:
        await database.close()
    lines = ["One person becomes an admin with this, within a week:"]
    if username:
        lines.append(f"  {invites.link(username, token)}")
    else:
        lines.append(f"  http://{settings.host}:{settings.port}/?person={ADMIN.key}&start=inv_{token}")
    lines.append(f"or, written to the bot:  /start inv_{token}")
    return lines


async def _username(settings: Settings) -> str | None:
    """The bot's name on Telegram, for the link; `None` on the playground, where the command is written by hand."""
    if settings.bot_token is None:
        return None
    api = connect(settings, settings.bot_token.get_secret_value(), None)
    try:
        await api.initialize()
        return api.username
    except TelegramError as error:
        where = "Telegram" if is_official(settings) else settings.telegram_api_url
        raise CannotStart(
            f"{where} did not tell the bot's name ({trouble(error)}): check BOT_TOKEN and network"
        ) from None
    finally:
        await api.shutdown()
