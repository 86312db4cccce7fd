"""What `pendamping doctor` finds, each with a remedy."""

from __future__ import annotations

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import Result

import bot.doctor
import bot.publishing
import forms
from bot.logs import configure
from bot.publishing import fill_shelf, library_forms
from storage.database import Database
from storage.migrating import migrate
from tests.bot.conftest import Pendamping
from tests.world import START, TOKEN, World


@pytest.fixture
def few_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling all of the library once is enough."""
    smallest = library_forms()["undangan"]
    monkeypatch.setattr(bot.doctor, "library_forms", lambda: {"undangan": smallest})


def wrong(said: Result) -> list[str]:
    """The findings that need something done."""
    lines = [line for line in said.stdout.splitlines() if line.startswith("WRONG")]
    assert said.exit_code == (1 if lines else 0)
    return lines


def test_all_is_well_without_any_setting(pendamping: Pendamping) -> None:
    said = pendamping("doctor")
    assert not wrong(said)
    for what in ("Python", "DATA", "database", "form kompetensi", "form profil", "Bot API", "PORT"):
        assert f"ok    {what}: " in said.stdout


def test_wrong_settings_are_findings(pendamping: Pendamping) -> None:
    assert ["PORT" in line for line in wrong(pendamping("doctor", PORT="many"))] == [True]


@pytest.mark.usefixtures("few_forms")
def test_a_bot_that_answers_but_has_no_institution(pendamping: Pendamping, tmp_path: Path) -> None:
    world = World(tmp_path / "world")
    try:
        settings = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": world.url}
        [line] = wrong(pendamping("doctor", **settings))
        assert "INSTITUTION" in line
        assert not wrong(pendamping("doctor", **settings, INSTITUTION="Dinas Sosial, 0700"))
        said = pendamping("doctor", **settings | {"BOT_TOKEN": "1:WRONG-ONE"}, INSTITUTION="Dinas Sosial, 0700")
        [line] = wrong(said)
        assert "BOT_TOKEN" in line
        assert "WRONG-ONE" not in said.output
    finally:
        world.close()


@pytest.mark.usefixtures("few_forms")
def test_a_bot_api_that_does_not_answer(pendamping: Pendamping) -> None:
    said = pendamping("doctor", BOT_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:9", INSTITUTION="Dinas")
    assert ["127.0.0.1:9" in line for line in wrong(said)] == [True]


@pytest.mark.usefixtures("few_forms")
def test_a_port_in_use(pendamping: Pendamping) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port = str(listening.getsockname()[1])
        [line] = wrong(pendamping("doctor", PORT=port))
    assert f"{port} is in use" in line


@pytest.mark.usefixtures("few_forms")
def test_a_database_that_is_none_or_too_new(pendamping: Pendamping, tmp_path: Path) -> None:
    file = tmp_path / "data" / "pendamping.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"this is no database at all" * 100)
    assert ["cannot be read" in line for line in wrong(pendamping("doctor"))] == [True]
    file.unlink()
    with closing(sqlite3.connect(file)) as newer:
        newer.executescript("CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('9999')")
    assert ["9999" in line for line in wrong(pendamping("doctor"))] == [True]


@pytest.mark.usefixtures("few_forms")
def test_a_data_folder_that_is_a_file_or_too_full(
    pendamping: Pendamping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    assert any("is a file" in line for line in wrong(pendamping("doctor", DATA=str(tmp_path / "file"))))
    monkeypatch.setattr(bot.doctor, "LEAST_FREE_MB", 10**12)
    assert ["make room" in line for line in wrong(pendamping("doctor"))] == [True]


@pytest.mark.parametrize("broken", [True, False])
def test_forms_that_are_wrong_or_not_there(
    pendamping: Pendamping, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    there = {"rusak": b"| survey |\n| | type | name |\n| | select_one x | A |\n"} if broken else {}
    monkeypatch.setattr(bot.doctor, "library_forms", lambda: there)
    assert ["form" in line for line in wrong(pendamping("doctor"))] == [True]


def hides_the_report(file: Path, form_id: str, purpose: str) -> None:
    """An admin's form under the id of a report of the library, published before there was that report."""
    file.parent.mkdir(exist_ok=True)
    migrate(file)
    settings = f"| settings |\n| | form_id | version | purpose |\n| | {form_id} | 1 | {purpose} |\n"
    sheets = f"| survey |\n| | type | name | label |\n| | text | a | A? |\n\n{settings}"
    converted = forms.convert(sheets.encode(), name=form_id).dumps()
    with closing(sqlite3.connect(file)) as old, old:
        old.execute("INSERT INTO person (id, telegram_id, language, role, joined_at) VALUES (1, 1, 'id', 'admin', 0)")
        old.execute("INSERT INTO form_version VALUES (?, '1', 'd', ?, 0)", (form_id, converted))
        old.execute(
            "INSERT INTO publication (form_id, version, state, audience, rhythm, made_by, made_at, published_at) "
            "VALUES (?, '1', 'published', '{}', 'once', 1, 0, 0)",
            (form_id,),
        )


@pytest.mark.parametrize(("purpose", "hidden"), [("", True), ("report", False)])
def test_a_published_form_that_hides_a_report(
    pendamping: Pendamping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, purpose: str, hidden: bool
) -> None:
    report = library_forms()["diklat"]
    monkeypatch.setattr(bot.doctor, "library_forms", lambda: {"diklat": report})
    hides_the_report(tmp_path / "data" / "pendamping.sqlite3", "diklat", purpose)
    lines = wrong(pendamping("doctor"))
    assert ["form diklat" in line and "hides it" in line for line in lines] == [True] * hidden


async def test_the_log_of_the_start_speaks_of_a_hidden_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = library_forms()["diklat"]
    monkeypatch.setattr(bot.publishing, "library_forms", lambda: {"diklat": report})
    file = tmp_path / "data" / "pendamping.sqlite3"
    hides_the_report(file, "diklat", "")
    configure("warning", "json")
    database = Database(file)
    await database.open()
    try:
        await fill_shelf(database, START)
    finally:
        await database.close()
        configure("error", "json")
    assert "hides a report of the library" in capsys.readouterr().err
