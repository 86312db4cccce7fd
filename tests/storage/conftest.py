"""A migrated, empty database for each test, and the people and times the tests speak of."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import people
from storage.database import Database
from storage.migrating import migrate
from storage.people import Known

FRIDAY = datetime(2026, 11, 20, 9, 30, 0, 123456, tzinfo=UTC)


class Calendar:
    """Friday, 20 November 2026, half past nine UTC, and some time after."""

    friday = FRIDAY

    def after(self, **spans: float) -> datetime:
        return FRIDAY + timedelta(**spans)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    migrate(path)
    return path


@pytest.fixture
def file(empty_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_file, tmp_path / "bot.db"))


@pytest.fixture
async def db(file: Path) -> AsyncIterator[Database]:
    database = Database(file)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def times() -> Calendar:
    return Calendar()


@pytest.fixture
async def sari(db: Database) -> Known:
    async with db.writing() as conn:
        return await people.add_person(conn, telegram_id=7001, language="id", at=FRIDAY)


@pytest.fixture
async def budi(db: Database) -> Known:
    async with db.writing() as conn:
        return await people.add_person(conn, telegram_id=7002, language="id", at=FRIDAY)
