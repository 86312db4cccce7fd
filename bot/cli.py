"""The command line `pendamping`."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot import export_options
from bot.analyse_cli import analyse
from bot.form_tools.commands import form
from bot.settings import Settings, WrongSettings, read_settings

app = typer.Typer(
    name="pendamping",
    help="Sahabat Pendamping: a Telegram field assistant for Indonesia's social companions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
admin = typer.Typer(help="The first admin.", no_args_is_help=True)
schedule = typer.Typer(help="What the schedule sends.", no_args_is_help=True)
app.add_typer(schedule, name="schedule")
app.add_typer(admin, name="admin")
app.add_typer(form, name="form")
app.add_typer(analyse, name="analyse")


def fail(lines: str) -> typer.Exit:
    """Say what is wrong on standard error and end with status 1."""
    for line in lines.splitlines():
        typer.echo(f"pendamping: {line}", err=True)
    return typer.Exit(1)


def settings() -> Settings:
    """The settings, or one clear line for each that is wrong."""
    from bot.logs import configure

    try:
        read = read_settings()
    except WrongSettings as wrong:
        raise fail(str(wrong)) from None
    configure(read.log_level, read.log_format)
    return read


def make_folder(read: Settings) -> None:
    """Make the data folder, or say why that cannot be."""
    try:
        read.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise fail(f"setting DATA: {read.data} cannot be made ({error.strerror}): choose another folder") from None
    if not os.access(read.data, os.W_OK):
        raise fail(f"setting DATA: {read.data} cannot be written: choose another folder or change its owner")


def has_newest_schema(read: Settings) -> bool:
    """Whether the database needs no migration; ends with one clear line where it cannot be used at all."""
    from storage.migrating import DatabaseTooNew, is_current

    make_folder(read)
    try:
        return is_current(read.database)
    except DatabaseTooNew as error:
        raise fail(str(error)) from None
    except sqlite3.Error as error:
        raise fail(f"{read.database} cannot be read ({error}): restore it from a backup, or move it away") from None


@app.command()
def run() -> None:
    """Run the bot: on Telegram with BOT_TOKEN, on the playground without."""
    from bot.publishing import FormChanged
    from bot.running import CannotStart
    from bot.running import run as run_bot
    from forms import FormError

    read = settings()
    has_newest_schema(read)
    try:
        asyncio.run(run_bot(read))
    except (CannotStart, FormChanged, FormError) as error:
        raise fail(str(error)) from None


@app.command()
def playground() -> None:
    """Run only the playground (a strict local Bot API with a chat in the browser)."""
    from bot.running import CannotStart, run_playground

    read = settings()
    make_folder(read)
    try:
        asyncio.run(run_playground(read))
    except CannotStart as error:
        raise fail(str(error)) from None


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema; `run` does the same by itself."""
    from storage.migrating import migrate as bring_up

    read = settings()
    if has_newest_schema(read):
        typer.echo(f"{read.database} is up to date.")
        return
    bring_up(read.database)
    typer.echo(f"{read.database} has the newest schema now.")


@admin.command("invite")
def admin_invite() -> None:
    """Print a one-time link that makes its first user an admin (it works for a week)."""
    from bot.inviting import invite_admin
    from bot.running import CannotStart

    read = settings()
    has_newest_schema(read)
    try:
        lines = asyncio.run(invite_admin(read))
    except CannotStart as error:
        raise fail(str(error)) from None
    for line in lines:
        typer.echo(line)


@schedule.command("preview")
def schedule_preview(
    start: Annotated[str, typer.Option("--from", help="First day, as 2026-11-23; today without it.")] = "",
    end: Annotated[str, typer.Option("--to", help="Last day; six days after the first without it.")] = "",
    person: Annotated[int | None, typer.Option(help="Only for the person with this number.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object a line.")] = False,
) -> None:
    """Print what would be sent to whom, when and why. Nothing is sent, and nothing is planned."""
    from bot.previewing import preview_schedule
    from bot.publishing import FormChanged
    from bot.running import CannotStart

    read = settings()
    if not has_newest_schema(read) and read.database.exists():
        raise fail(f"{read.database} is of an older version: run `pendamping migrate` first")
    try:
        work = preview_schedule(read, a_day(start), a_day(end), person=person, as_json=as_json)
        lines = asyncio.run(work)
    except (CannotStart, FormChanged) as error:
        raise fail(str(error)) from None
    for line in lines:
        typer.echo(line)


def a_day(given: str) -> date | None:
    """A day from the command line; ends the program with one line where it is none."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise fail(f"{given!r} is no day: write it as 2026-11-23") from None


@app.command("export")
def export_data(
    form: export_options.Form,
    kind: export_options.Format = "xlsx",
    since: export_options.Since = "",
    until: export_options.Until = "",
    region: export_options.Region = "",
    programme: export_options.Programme = "",
    names: export_options.Names = False,
    language: export_options.Language = "id",
    out: export_options.Out = Path("."),
) -> None:
    """Write what was sent of a form as files: a table, an SPSS file, a map, ODK submissions."""
    from bot import export_command
    from bot.job_process import JobFailedError
    from bot.publishing import FormChanged

    read = settings()
    if not has_newest_schema(read) and read.database.exists():
        raise fail(f"{read.database} is of an older version: run `pendamping migrate` first")
    asked = export_command.Asked(form, kind, since, until, region, programme, names, language)
    try:
        files = export_command.run_export(read, asked, out)
    except export_command.AskedWronglyError as wrong:
        fail(str(wrong))
        raise typer.Exit(export_command.WRONG) from None
    except JobFailedError as failed:
        raise fail(export_command.WHY.get(str(failed), str(failed))) from None
    except FormChanged as error:
        raise fail(str(error)) from None
    for file in files:
        typer.echo(str(file))


@app.command()
def doctor() -> None:
    """Say what is configured and what is wrong, with what to do about it."""
    from bot.doctor import examine
    from bot.logs import configure

    configure("error", "console")
    findings = asyncio.run(examine())
    for finding in findings:
        typer.echo(f"{'ok   ' if finding.well else 'WRONG'} {finding.what}: {finding.says}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


def main() -> None:
    """The entry point."""
    # Windows consoles apart, everything here speaks UTF-8.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
