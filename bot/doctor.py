"""`pendamping doctor`: what is configured, and what is wrong, each with what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sqlite3
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from telegram.error import TelegramError

import forms
from bot.api import connect, trouble
from bot.attachments.opening import store_of
from bot.publishing import HIDDEN, LIBRARY, hidden_reports, library_files, library_forms
from bot.running import CannotStart, alone_in
from bot.settings import Settings, WrongSettings, read_settings
from locales.calendar import Calendar
from storage.database import Database
from storage.migrating import DatabaseTooNew, is_current

# Room for a district's answers of years (an answered questionnaire is about 10 KB) and for SQLite's own work.
LEAST_FREE_MB = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    what: str
    says: str


async def examine() -> list[Finding]:
    """Look at everything that a start needs."""
    version = ".".join(str(n) for n in sys.version_info[:3])
    found = [Finding(sys.version_info >= (3, 11), "Python", version)]
    try:
        settings = read_settings()
    except WrongSettings as wrong:
        return [*found, *(Finding(False, "settings", line) for line in str(wrong).splitlines())]
    found.append(_data(settings.data))
    found.append(_database(settings))
    found.append(await asyncio.to_thread(_attachments, settings))
    compiled = _forms()
    found += [finding for finding, _ in compiled]
    found += await _hidden(
        settings, {form.id for _, form in compiled if form is not None and form.settings.get("purpose")}
    )
    found += _calendar(datetime.now(UTC).year)
    found.append(await _bot_api(settings))
    if not settings.on_playground and not settings.institution:
        remedy = "not set: the consent must name who manages the data and how to reach them (UU PDP 27/2022)"
        found.append(Finding(False, "INSTITUTION", remedy))
    if settings.on_playground or settings.webhook_url:
        found.append(_port(settings))
    return found


def _data(folder: Path) -> Finding:
    existing = next(p for p in (folder.absolute(), *folder.absolute().parents) if p.exists())
    if not existing.is_dir():
        return Finding(False, "DATA", f"{existing} is a file: choose a folder")
    if not os.access(existing, os.W_OK):
        return Finding(False, "DATA", f"{folder} cannot be written: choose another folder or change its owner")
    free = shutil.disk_usage(existing).free // 1_000_000
    if free < LEAST_FREE_MB:
        return Finding(False, "DATA", f"only {free} MB free for {folder}: make room")
    return Finding(True, "DATA", f"{folder}, {free} MB free")


def _attachments(settings: Settings) -> Finding:
    """Where photos and recordings are kept: it is tried out."""
    try:
        store_of(settings).check()
    except OSError as error:
        return Finding(False, "attachments", str(error))
    address = urlsplit(settings.attachments_s3_endpoint or "")
    if not settings.in_object_store:
        return Finding(True, "attachments", str(settings.attachments_folder))
    where = f"{settings.attachments_s3_endpoint}, bucket {settings.attachments_s3_bucket}"
    if address.scheme == "http" and address.hostname not in ("localhost", "127.0.0.1", "::1"):
        return Finding(False, "attachments", f"{where}: http:// shows photos to the network: use https://")
    return Finding(True, "attachments", where)


def _database(settings: Settings) -> Finding:
    if not settings.database.exists():
        return Finding(True, "database", f"{settings.database} will be made at the first start")
    try:
        current = is_current(settings.database)
    except DatabaseTooNew as error:
        return Finding(False, "database", str(error))
    except sqlite3.Error as error:
        return Finding(False, "database", f"{settings.database} cannot be read ({error}): restore it from a backup")
    return Finding(True, "database", "up to date" if current else "will be migrated at the next start")


def _forms() -> list[tuple[Finding, forms.Form | None]]:
    """Each form of the library, and what was found about it."""
    found: list[tuple[Finding, forms.Form | None]] = []
    for name, source in library_forms().items():
        try:
            form = forms.compile_form(source, name=name, files=library_files())
        except forms.FormError as error:
            found.append((Finding(False, f"form {name}", str(error)), None))
        else:
            says = f"version {form.version}, {len(form.items())} questions"
            found.append((Finding(True, f"form {name}", says), form))
    if not found:
        nothing = f"no forms in {LIBRARY}: the installation is not complete"
        found.append((Finding(False, "forms", nothing), None))
    return found


async def _hidden(settings: Settings, reports: set[str]) -> list[Finding]:
    """Reports of the library that an admin's form of the same id has taken away from the companions."""
    try:
        if not settings.database.exists() or not is_current(settings.database):
            return []
    except (DatabaseTooNew, sqlite3.Error):
        return []  # said by `_database`
    database = Database(settings.database)
    await database.open()
    try:
        hidden = await hidden_reports(database, reports)
    finally:
        await database.close()
    says = f"a form that was published in the chat under the same id is no report and hides it: {HIDDEN}"
    return [Finding(False, f"form {form_id}", says) for form_id in hidden]


def _calendar(year: int) -> list[Finding]:
    """What the calendar of work does not know of this year and the next; an admin can add it in the chat (/jadwal)."""
    calendar = Calendar()
    return [
        # What is only estimated for next year is no trouble yet.
        Finding(
            not (warnings := calendar.warnings(one)) or one > year, f"calendar {one}", "; ".join(warnings) or "complete"
        )
        for one in (year, year + 1)
    ]


async def _bot_api(settings: Settings) -> Finding:
    if settings.bot_token is None:
        return Finding(True, "Bot API", "no BOT_TOKEN: the bot runs on the playground")
    api = connect(settings, settings.bot_token.get_secret_value(), None)
    try:
        await api.initialize()
        return Finding(True, "Bot API", f"{settings.telegram_api_url}, bot @{api.username}")
    except TelegramError as error:
        remedy = "copy BOT_TOKEN again from BotFather, or check the network"
        return Finding(
            False, "Bot API", f"{settings.telegram_api_url} refused or did not answer: {remedy} ({trouble(error)})"
        )
    finally:
        await api.shutdown()


def _port(settings: Settings) -> Finding:
    with socket.socket() as probe:
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            if _is_running(settings.data):
                return Finding(True, "PORT", f"{settings.port} is in use while this bot runs")
            return Finding(False, "PORT", f"{settings.port} is in use: stop what uses it, or set another")
    return Finding(True, "PORT", f"{settings.port} is free")


def _is_running(folder: Path) -> bool:
    """Whether a bot holds this data folder."""
    if not folder.is_dir():
        return False
    try:
        with alone_in(folder):
            return False
    except CannotStart:
        return True
