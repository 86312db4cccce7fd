"""What every turn is made of: the forms, the shared states of drafts, the limits of sending."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api import Api
from bot.clock import Clock
from bot.intake.reading import Sender
from handlers.kept import KeptFiles
from handlers.limits import SendingLimits
from handlers.shelf import FormShelf
from handlers.turn import Sent, SentFile, SentPlace, Turn, no_exports
from handlers.work import DraftStates, Work


class Turns:
    """Makes the work of a transaction and the turns in it; one for the whole program."""

    def __init__(
        self,
        shelf: FormShelf,
        api: Api,
        clock: Clock,
        limits: SendingLimits,
        files: KeptFiles,
        exports: Path | None = None,
        analyses: Path | None = None,
    ) -> None:
        """`exports`, `analyses`: the folders in which their files lie."""
        self._shelf = shelf
        self._api = api
        self._clock = clock
        self._limits = limits
        self._files = files
        self._exports = exports
        self._analyses = analyses
        self._states = DraftStates()

    def work(self, connection: AsyncConnection) -> Work:
        return Work(connection, self._shelf, self._states)

    def turn(self, telegram_id: int, work: Work, sender: Sender | None = None) -> Turn:
        """The turn of somebody whom the work may have loaded; `sender`: what their phone said of them."""
        return Turn(
            telegram_id=telegram_id,
            first_name=sender.first_name if sender else "",
            phone_language=sender.language if sender else "",
            incoming=Sent("nothing"),
            at=self._clock.now(),
            known=work.known.get(telegram_id),
            work=work,
            shelf=self._shelf,
            bot_username=self._api.username,
            limits=self._limits,
            files=self._files,
            exported=partial(_file, self._exports),
            analysed=partial(_file, self._analyses),
        )


def _file(folder: Path | None, job: int, name: str) -> bytes:
    if folder is None:
        return no_exports(job, name)
    # A name out of our own database; no way leads out of the folder all the same.
    return (folder / str(job) / Path(name).name).read_bytes()


def sent(kind: str, message: Any) -> Sent:
    """What was sent besides words, from PTB's message; of a picture's sizes the largest."""
    thing: Any = getattr(message, kind, None)
    if kind == "location":
        accuracy = thing.horizontal_accuracy or 0.0
        return Sent(kind, place=SentPlace(thing.latitude, thing.longitude, accuracy))
    if kind == "photo":
        thing = max(thing, key=lambda size: size.width * size.height)
    if not hasattr(thing, "file_unique_id"):
        return Sent(kind)
    return Sent(
        kind,
        SentFile(
            thing.file_id,
            thing.file_unique_id,
            thing.file_size,
            getattr(thing, "mime_type", None) or "",
            getattr(thing, "file_name", None) or "",
        ),
    )
