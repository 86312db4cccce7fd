"""The district, settled once for all who ask it; nobody changes it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.handlers.digest.desk import Desk
from tests.handlers.digest.district import settled


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with asyncio.Runner() as runner:
        opened = settled(tmp_path_factory.mktemp("digest"))
        database, shelf = runner.run(opened.__aenter__())
        yield Desk(database, shelf, runner)
        runner.run(opened.__aexit__(None, None, None))
