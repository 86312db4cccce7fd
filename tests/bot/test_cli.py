"""The commands, each where all is well and where it is not; nobody ever sees a traceback."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import bot.publishing
from bot.publishing import LIBRARY
from tests.bot.conftest import Pendamping, one_line
from tests.world import TOKEN, World

WRONG_FORM = """
| survey |
| | type | name | label |
| | select_one none | A | A |
| settings |
| | form_id | version |
| | wrong | 1 |
"""
UNREACHABLE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A Bot API to talk to, without a bot of its own."""
    made = World(tmp_path_factory.mktemp("world"))
    yield made
    made.close()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.program.SECONDS_BETWEEN_TRIES", (0.0, 0.0))


@pytest.fixture
def taken_port() -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield str(listening.getsockname()[1])


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), ("run", "playground", "migrate", "doctor", "admin", "form")),
        (("admin",), ("invite",)),
        (("form",), ("check",)),
        (("form", "check"), (".xlsx",)),
    ],
)
def test_help_names_what_there_is(pendamping: Pendamping, words: tuple[str, ...], named: tuple[str, ...]) -> None:
    said = pendamping(*words, "--help")
    assert said.exit_code == 0
    assert all(name in said.output for name in named)


def test_an_unknown_command_is_said(pendamping: Pendamping) -> None:
    said = pendamping("fly")
    assert said.exit_code == 2
    assert "fly" in said.stderr


def test_migrate_makes_the_database_and_then_has_nothing_to_do(pendamping: Pendamping, tmp_path: Path) -> None:
    assert "newest schema" in pendamping("migrate").stdout
    assert (tmp_path / "data" / "pendamping.sqlite3").exists()
    assert "up to date" in pendamping("migrate").stdout


@pytest.mark.parametrize("words", [("run",), ("migrate",), ("admin", "invite")], ids=" ".join)
def test_a_database_that_cannot_be_used_is_one_line(
    pendamping: Pendamping, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "data" / "pendamping.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"this is no database at all" * 100)
    assert "pendamping.sqlite3 cannot be read" in one_line(pendamping(*words))
    file.unlink()
    with closing(sqlite3.connect(file)) as newer:
        newer.executescript("CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('9999')")
    assert "9999" in one_line(pendamping(*words))


@pytest.mark.parametrize("words", [("run",), ("playground",), ("migrate",), ("admin", "invite")], ids=" ".join)
def test_a_data_folder_that_is_a_file_is_one_line(
    pendamping: Pendamping, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    assert "setting DATA" in one_line(pendamping(*words, DATA=str(tmp_path / "file")))


def test_a_good_form_is_said_to_be_good(pendamping: Pendamping) -> None:
    said = pendamping("form", "check", str(LIBRARY / "kompetensi.md"))
    assert said.exit_code == 0
    assert "87 questions, nothing wrong" in said.stdout


def test_every_bad_form_is_named_and_the_others_are_checked_all_the_same(
    pendamping: Pendamping, tmp_path: Path
) -> None:
    wrong, nothing = tmp_path / "wrong.md", tmp_path / "nothing.md"
    wrong.write_text(WRONG_FORM, encoding="utf-8")
    said = pendamping("form", "check", str(wrong), str(nothing), str(LIBRARY / "profil.md"))
    assert said.exit_code == 1
    lines = said.stdout.splitlines()
    assert any(line.startswith(str(wrong)) and "choices sheet" in line for line in lines)
    assert any(line.startswith(str(nothing)) and "cannot be read" in line for line in lines)
    assert any("profil" in line and "nothing wrong" in line for line in lines)


def test_an_invitation_is_printed_and_stored_only_as_a_digest(pendamping: Pendamping, tmp_path: Path) -> None:
    said = pendamping("admin", "invite")
    assert said.exit_code == 0
    token = said.stdout.split("/start inv_")[1].strip()
    with closing(sqlite3.connect(tmp_path / "data" / "pendamping.sqlite3")) as database:
        [row] = database.execute("SELECT * FROM invite").fetchall()
    assert "admin" in row
    assert token not in row


def test_an_invitation_has_a_link_where_the_bot_has_a_name(pendamping: Pendamping, playground: World) -> None:
    said = pendamping("admin", "invite", BOT_TOKEN=TOKEN, TELEGRAM_API_URL=playground.url)
    assert said.exit_code == 0
    assert "https://t.me/" in said.stdout


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("words", [("run",), ("admin", "invite")], ids=" ".join)
def test_a_bot_api_that_cannot_be_reached_is_one_line(pendamping: Pendamping, words: tuple[str, ...]) -> None:
    said = pendamping(*words, BOT_TOKEN=TOKEN, TELEGRAM_API_URL=UNREACHABLE, LOG_LEVEL="error")
    line = one_line(said)
    assert UNREACHABLE in line
    assert "network" in line


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("words", [("run",), ("admin", "invite")], ids=" ".join)
def test_a_wrong_token_is_one_line_that_does_not_quote_it(
    pendamping: Pendamping, playground: World, words: tuple[str, ...]
) -> None:
    said = pendamping(*words, BOT_TOKEN="1:WRONG-ONE", TELEGRAM_API_URL=playground.url, LOG_LEVEL="error")
    assert "BOT_TOKEN" in one_line(said)
    assert "WRONG-ONE" not in said.output


@pytest.mark.parametrize("words", [("run",), ("playground",)], ids=" ".join)
def test_a_port_in_use_is_one_line(pendamping: Pendamping, taken_port: str, words: tuple[str, ...]) -> None:
    line = one_line(pendamping(*words, PORT=taken_port))
    assert f"port {taken_port}" in line
    assert "choose another" in line


def test_a_webhooks_port_in_use_is_one_line(pendamping: Pendamping, playground: World, taken_port: str) -> None:
    said = pendamping(
        "run",
        BOT_TOKEN=TOKEN,
        TELEGRAM_API_URL=playground.url,
        WEBHOOK_URL=f"http://127.0.0.1:{taken_port}",
        WEBHOOK_SECRET="invented",
        PORT=taken_port,
        LOG_LEVEL="error",
    )
    assert f"port {taken_port}" in one_line(said)


def test_a_form_that_changed_under_its_version_is_one_line(
    pendamping: Pendamping, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = bot.publishing.library_forms()
    pendamping("migrate")
    monkeypatch.setattr("bot.running.until_told", _not_at_all)
    assert pendamping("run", SAMPLE="0", LOG_LEVEL="error").exit_code == 0
    library["kompetensi"] = library["kompetensi"].replace(b"Saya memahami", b"Saya sungguh memahami")
    monkeypatch.setattr(bot.publishing, "library_forms", lambda: library)
    line = one_line(pendamping("run", SAMPLE="0", LOG_LEVEL="error"))
    assert "kompetensi.md" in line
    assert "version" in line


async def _not_at_all(work: object) -> None:
    close = getattr(work, "close", None)
    if close is not None:
        close()
