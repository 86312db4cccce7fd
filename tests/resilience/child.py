"""The bot in a process of its own, which can be killed."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from tests.resilience.nursery import nursery, wait_for_the_end

ROOT = Path(__file__).parents[2]


class ChildBot:
    """`python -m bot run` against a playground, with a data folder that outlives it."""

    def __init__(self, url: str, data: Path, **settings: str) -> None:
        self.data = data
        self.log = data.parent / "bot.log"
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "BOT_TOKEN": "1:PLAYGROUND",
            "TELEGRAM_API_URL": url,
            "DATA": str(data),
            "CHAT_MESSAGES_PER_SECOND": "100",
            **settings,
        }
        self._process: int | None = None

    @property
    def database(self) -> Path:
        return self.data / "pendamping.sqlite3"

    def start(self) -> None:
        self._process = nursery().start(self._environment, self.data.parent, self.log)

    def kill(self) -> None:
        """As `kill -9` does: nothing is said to the process, and nothing is finished."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Politely."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process, how)
            wait_for_the_end(self._process, 20)
            self._process = None

    def answers(self) -> dict[str, str]:
        """What is stored in the open draft of the questionnaire, read from the file."""
        return dict(self.rows("SELECT item, value FROM draft_answer"))

    def rows(self, sql: str) -> list[Any]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()
