"""`pendamping export FORM`: the same files as from the chat, beside a running program or without one."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import typer

from bot.clock import Clock, SystemClock
from bot.exporting_process import writing
from bot.job_process import Bounds, JobFailedError, Written
from bot.publishing import fill_shelf
from bot.settings import Settings
from handlers.exporting.reading import hours_of
from handlers.exporting.request import FORMATS, Request, count, refused
from handlers.exporting.words import exportable
from handlers.shelf import FormShelf
from storage import audit, exports
from storage.database import Database
from storage.visibility import PROGRAM

WRONG: Final = 2
"""The exit status for what was asked wrongly; 1 is for what went wrong."""

WHY: Final = {
    "form": "the data of this form are not exported",
    "places": "this form asks for no place: choose another --format",
    "nothing": "nothing was sent that fits: choose other days, another region or programme",
    "disk": "the files could not be written: look at the space on the disk and at the rights of --out",
    "too-large": "too much for one file: choose fewer days, or one province with --region",
    "broken": "the files could not be written: the log says where it went wrong",
}


class AskedWronglyError(ValueError):
    """What is wrong with the command line, in one line with what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line as it was typed: `since` and `until` as "2026-11-20", "" for no bound."""

    form: str
    format: str
    since: str
    until: str
    region: str
    programme: str
    names: bool
    language: str

    def request(self) -> Request:
        """`AskedWronglyError` for what can be seen to be wrong without the database."""
        format_ = next((each for each in FORMATS if each == self.format), None)
        if format_ is None:
            raise AskedWronglyError(f"there is no format {self.format!r}; there are {', '.join(FORMATS)}")
        if self.language not in ("id", "en"):
            raise AskedWronglyError(f"there is no language {self.language!r}; there are id and en")
        since, until = _day("--from", self.since), _day("--until", self.until)
        if since is not None and until is not None and until < since:
            raise AskedWronglyError(f"--until {until} lies before --from {since}")
        wanted = Request(self.form, format_, PROGRAM.person_id, self.names, self.language, since, until)
        return replace(wanted, region=self.region, programme=self.programme)


def run_export(read: Settings, asked: Asked, out: Path) -> list[Path]:
    """What the command does; gives the files. Errors as for `export`."""
    wanted = asked.request()
    if not read.database.exists():
        raise AskedWronglyError(f"{read.database} does not exist: start the bot once, or correct the setting DATA")
    try:
        out.mkdir(parents=True, exist_ok=True)
        beside = tempfile.TemporaryDirectory(prefix=".pendamping-export-", dir=out)
    except OSError as error:
        raise AskedWronglyError(f"--out {out} cannot be written ({error.strerror}): choose another folder") from None
    # Nothing half-written ever has its final name.
    with beside as folder:
        files = asyncio.run(export(read, wanted, Path(folder)))
        for file in files:
            os.replace(file, out / file.name)
    return [out / file.name for file in files]


async def export(read: Settings, wanted: Request, folder: Path) -> list[Path]:
    """Write the files into a folder, and note it in the audit log; gives their paths.

    `AskedWronglyError` for what cannot be exported, `JobFailedError` for what went wrong.
    """
    database = Database(read.database)
    await database.open()
    try:
        clock = SystemClock()
        shelf = await fill_shelf(database, clock.now(), read.institution)
        await _check(database, shelf, wanted)
        async with database.writing() as connection:
            await exports.ensure_secret(connection, clock.now())
        written = await _write(database, wanted, folder, clock)
        filters = {name: str(value) for name in _FILTERS if (value := getattr(wanted, name))}
        told = {"by": "command line", "format": wanted.format, "names": wanted.names, **filters}
        async with database.writing() as connection:
            await audit.note(
                connection,
                at=clock.now(),
                actor=None,
                act="submissions exported",
                subject=f"form {wanted.form_id}",
                detail={**told, "files": len(written.files), "rows": written.rows},
            )
    finally:
        await database.close()
    return [folder / name for name in written.files]


_FILTERS: Final = ("since", "until", "region", "programme")


async def _check(database: Database, shelf: FormShelf, wanted: Request) -> None:
    known = {form.id: form for form in exportable(shelf)}
    form = known.get(wanted.form_id)
    if form is None:
        raise AskedWronglyError(f"there is no form {wanted.form_id!r} to export; there are {', '.join(sorted(known))}")
    if wanted.region and shelf.region_name(wanted.region) is None:
        raise AskedWronglyError(f"there is no region {wanted.region!r}: write a code such as 13 or 13.76")
    choices = shelf.current("profil").by_name["program"].choices
    programmes = [choice.name for choice in choices.all] if choices is not None else []
    if wanted.programme and wanted.programme not in programmes:
        raise AskedWronglyError(f"there is no programme {wanted.programme!r}; there are {', '.join(programmes)}")
    async with database.reading() as connection:
        if (reason := await refused(connection, PROGRAM, wanted, form)) is not None:
            raise AskedWronglyError(WHY.get(reason, reason))
        if not await count(connection, PROGRAM, wanted, form, hours_of(shelf.files["provinces.csv"])):
            raise AskedWronglyError(WHY["nothing"])


async def _write(database: Database, wanted: Request, folder: Path, clock: Clock) -> Written:
    watched = sys.stderr.isatty()
    try:
        async with writing(database.path, wanted, folder, clock.now(), Bounds()) as said:
            async for word in said:
                if isinstance(word, Written):
                    return word
                if watched:
                    typer.echo(f"\r{word.done} / {word.total}", err=True, nl=False)
    finally:
        if watched:
            typer.echo(err=True)
    raise JobFailedError("broken")


def _day(option: str, given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise AskedWronglyError(f"{option}: {given!r} is no day: write it as 2026-11-23") from None
