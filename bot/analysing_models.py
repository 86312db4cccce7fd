"""Models that are sent as files, fetched in the background: whoever waits for one is not to wait for an analysis."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from bot.api import Api
from bot.attachments.downloading import Downloader, NotYet, Refused
from bot.intake.intake import Intake
from bot.logs import log, where
from handlers.analysing.dispatch import MODEL
from handlers.analysing.modelling import MOST_BYTES
from handlers.analysing.models import MOST_LETTERS
from storage import analysis_models
from storage.analysis_models import NOT_FETCHED, NOT_TEXT, TOO_LARGE, Model
from storage.database import Database

_log = log("analyses")

SECONDS_BETWEEN_LOOKS: Final = 5.0
SECONDS_TO_SHOW: Final = 0.3
MOST_TRIES: Final = 4
MOST_TRIES_TO_SHOW: Final = 40
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


class ModelFiles:
    """`start` and `stop`; `wake` when a file may be there; `look` reads all that can be read now."""

    def __init__(self, database: Database, intake: Intake, api: Api) -> None:
        self._database = database
        self._intake = intake
        self._downloader = Downloader(api)
        self._loop: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._unshown: dict[str, int] = {}

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
        """Fetch what was sent, and show it to who waits for it."""
        async with self._one_at_a_time:
            async with self._database.reading() as connection:
                unread = await analysis_models.unread(connection)
            if unread:
                await self._downloader.open()
            for model in unread:
                await self._read(model)
            for place, tries in list(self._unshown.items()):
                if await self._intake.refresh(place) or tries >= MOST_TRIES_TO_SHOW:
                    self._unshown.pop(place, None)
                else:
                    self._unshown[place] = tries + 1

    async def _read(self, model: Model) -> None:
        """Fetch one; after a few tries its sender is told."""
        assert model.file_id is not None
        text, problem = None, None
        async with self._database.writing() as connection:
            await analysis_models.tried(connection, model.id)
        try:
            text, problem = text_of(await self._downloader.fetch(model.file_id))
        except Refused:
            problem = TOO_LARGE
        except NotYet as error:
            _log.info("a model is not fetched yet", model=model.id, says=str(error))
            if model.attempts + 1 < MOST_TRIES:
                return
            problem = NOT_FETCHED
        async with self._database.writing() as connection:
            await analysis_models.was_read(connection, model.id, text, problem)
        self._unshown[f"{MODEL}:{model.form_id}:{model.id}"] = 0

    async def _work(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.look()
            except Exception as error:  # the next look tries again
                _log.warning("a look failed", error=type(error).__name__, where=where(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_TO_SHOW if self._unshown else SECONDS_BETWEEN_LOOKS):
                    await self._woken.wait()


def text_of(content: bytes) -> tuple[str | None, str | None]:
    """The text of a file, or why it is none (`storage.analysis_models`)."""
    if len(content) > MOST_BYTES:
        return None, TOO_LARGE
    wide = content.startswith(_UTF_16)
    if b"\0" in content and not wide:
        return None, NOT_TEXT
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            return (text, None) if len(text) <= MOST_LETTERS else (None, TOO_LARGE)
    return None, NOT_TEXT
