"""A desk for each test; the empty database and the compiled forms are made once."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.publishing import fill_shelf
from handlers.shelf import FormShelf
from storage.database import Database
from storage.migrating import migrate
from tests.intake.desk import START, Desk


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FormShelf]:
    """A migrated database with the built-in forms published, and these forms."""
    file = tmp_path_factory.mktemp("ready") / "ready.sqlite3"
    migrate(file)

    async def fill() -> FormShelf:
        database = Database(file)
        await database.open()
        shelf = await fill_shelf(database, START)
        await database.close()
        return shelf

    return file, asyncio.run(fill())


@pytest.fixture
async def desk(ready: tuple[Path, FormShelf], tmp_path: Path) -> AsyncIterator[Desk]:
    file, shelf = ready
    made = Desk(Path(shutil.copy(file, tmp_path / "desk.sqlite3")), shelf)
    await made.open()
    yield made
    await made.close()
