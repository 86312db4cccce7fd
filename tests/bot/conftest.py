"""The command line in this process: an environment without settings, an empty folder, and the logs as they were."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.logs import configure
from bot.settings import Settings

Pendamping = Callable[..., Result]


@pytest.fixture
def pendamping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pendamping]:
    """Run `pendamping` with these words and settings; nothing it says may be a traceback."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    def run(*words: str, **settings: str) -> Result:
        said = CliRunner().invoke(app, list(words), env={"DATA": str(tmp_path / "data"), "PORT": "0", **settings})
        assert said.exception is None or isinstance(said.exception, SystemExit), said.exception
        return said

    yield run
    configure("error", "json")


def one_line(said: Result) -> str:
    """The one line on standard error of a command that could not do its work."""
    assert said.exit_code == 1, said.output
    [line] = said.stderr.splitlines()
    assert line.startswith("pendamping: ")
    return str(line.removeprefix("pendamping: "))


def environment(**settings: str) -> dict[str, str]:
    """For a process of its own: none of the settings of whoever runs the tests."""
    root = Path(__file__).parents[2]
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(root), **settings}
