"""Long polling: raw updates, taken in, and only then confirmed.

PTB's own polling queues in memory and confirms before anything is handled: `kill -9` lost 142 of 150 pending updates
(DESIGN.md, Telegram). Here the offset moves when the transaction is in the database.
"""

from __future__ import annotations

import asyncio

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.api import Api, seconds_to_wait
from bot.intake.intake import Intake
from bot.intake.reading import update_id_of
from bot.logs import log, where

_log = log("polling")
# Between tries when the Bot API, or the database, cannot be reached.
SECONDS_AFTER_FAILURE = (0.5, 1.0, 2.0, 5.0)


async def poll(api: Api, intake: Intake) -> None:
    """Take updates in until cancelled; raises only where going on makes no sense (the token is not valid)."""
    offset: int | None = None
    failures = 0
    while True:
        try:
            raws = await api.updates(offset)
            if raws:
                await intake.take(raws)
                numbers = [n for raw in raws if (n := update_id_of(raw)) is not None]
                # Never backwards: a late second delivery may carry a number from long before.
                offset = max([n + 1 for n in numbers] + ([offset] if offset is not None else []), default=None)
            failures = 0
        except InvalidToken:
            raise
        except Exception as error:  # whatever it is, the updates are still at the Bot API: wait, and ask again
            wait = SECONDS_AFTER_FAILURE[min(failures, len(SECONDS_AFTER_FAILURE) - 1)]
            if isinstance(error, RetryAfter):
                wait = max(wait, seconds_to_wait(error))
            failures += 1
            level = _log.info if isinstance(error, NetworkError) and failures < 3 else _log.warning
            says = error.message if isinstance(error, TelegramError) else ""
            if isinstance(error, Conflict):
                says = "another program polls with this token; stop it"
            level("cannot take updates", error=type(error).__name__, says=says, where=where(error), again_in=wait)
            await asyncio.sleep(wait)
