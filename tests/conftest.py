"""What all tests share: a world with a bot in it, quick hypothesis runs, silence in the logs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.logs import configure
from tests.world import World

settings.register_profile("here", deadline=None, derandomize=True)
settings.load_profile("here")
configure("error", "json")
# A sixth of the processor's time went into looking for garbage among things that live as long as a world does.
gc.set_threshold(100_000, 20, 100)


def pytest_collection() -> None:
    """Thousands of tests are kept until the end: to look through them for garbage again and again takes its time."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A running bot with an empty database, and nobody there yet."""
    made = World(tmp_path / "data")
    made.start_bot()
    yield made
    made.close()
