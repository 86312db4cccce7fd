"""A desk at the office, with the whole cast of cases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.planning.desk import NOW, Desk
from tests.planning.office import Office
from tests.storage.casework import gather


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    office = await Office.open(tmp_path, NOW)
    async with office.database.writing() as conn:
        cast = await gather(conn)
    yield Desk(office, cast)
    await office.database.close()
