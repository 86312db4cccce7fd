"""A world and a person in the middle of the questionnaire, shared by the cases of one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handlers.reminding import almanac, reading
from tests.scenarios.chats import Respondent, companion
from tests.world import World

# Here people write faster than one message a second; the pace of sending has tests of its own.
PACE: dict[str, Any] = {"chat_messages_per_second": 100, "messages_per_second": 1000}


@pytest.fixture(scope="module", autouse=True)
def nothing_is_due(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nobody is asked for the library's reports: only modules with `REPORTS_ARE_DUE` tell stories about that."""
    if getattr(request.module, "REPORTS_ARE_DUE", False):
        yield
        return
    nothing = tmp_path_factory.mktemp("rhythms") / "none.toml"
    nothing.touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "REPORTS", nothing)
        forget_rhythms()
        yield
    forget_rhythms()


def forget_rhythms() -> None:
    """What was read of the files is read again."""
    reading._file.cache_clear()
    almanac._made.clear()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A running bot with an empty database, and nobody there yet."""
    made = World(tmp_path / "data", **PACE)
    made.start_bot()
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A running bot with a database of its own for the whole file."""
    made = World(tmp_path_factory.mktemp("world") / "data", **PACE)
    made.start_bot()
    yield made
    made.close()


@pytest.fixture(scope="module")
def respondent(shared: World) -> Respondent:
    """Ibu Sari, at item 12; each case that ends well leaves her one item further."""
    return Respondent(shared, companion(shared, "ibu_sari", "Sari"), number=12)
