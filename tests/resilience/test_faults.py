"""The walk to the result with each fault of the playground, and with all at once: nobody is stuck, nothing is wrong."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.resilience.companion import ITEMS, enrol
from tests.world import START, World

EACH: dict[str, dict[str, Any]] = {
    "latency": {"latency_ms": 8},
    "lost reply": {"lost_reply": 0.04},
    "server error": {"server_error": 0.04},
    "too many": {"too_many": {"count": 3}},
    "duplicate tap": {"duplicate_tap": 0.5, "duplicate_after_ms": 15},
    "duplicate update": {"duplicate_update": 0.5},
    "reorder": {"reorder": 0.3, "reorder_window_ms": 15},
}
ALL = {
    "latency_ms": 3,
    "lost_reply": 0.02,
    "server_error": 0.02,
    "too_many": {"count": 2},
    "duplicate_tap": 0.2,
    "duplicate_after_ms": 15,
    "duplicate_update": 0.2,
    "reorder": 0.1,
    "reorder_window_ms": 15,
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One bot for all walks of this file; each walk has a person of its own."""
    world = World(tmp_path_factory.mktemp("faults") / "data", chat_messages_per_second=100)
    world.start_bot()
    yield world
    world.close()


@pytest.mark.parametrize("name", [*EACH, "all at once"])
def test_a_walk_with(shared: World, name: str) -> None:
    chance = random.Random(name)
    key = name.replace(" ", "_")
    companion = enrol(shared, key, START)
    faults = EACH.get(name, ALL)
    values = {item: str(chance.randint(1, 4)) for item in ITEMS}
    companion.begin()
    shared.faults(seed=3, **faults)
    try:
        for number, item in enumerate(ITEMS):
            if number % 12 == 4:
                # Words where a tap is expected; with `reorder` they change places with the tap that follows.
                companion.person.send("halo")
            companion.answer(item, values[item])
        companion.send_off()
    finally:
        shared.playground.faults.clear()
    shared.settle()
    of = "person_id = (SELECT max(id) FROM person)"
    rows = shared.query(
        f"SELECT item, value FROM submission_answer JOIN submission s ON s.id = submission_id WHERE {of}"
    )
    assert dict(rows) == values
    assert len(rows) == 87
    assert shared.query(f"SELECT count(*) FROM submission WHERE {of}") == [(1,)]
    assert shared.query(f"SELECT count(*) FROM draft WHERE {of}") == [(0,)]
    assert shared.query("SELECT update_id, reason FROM inbox WHERE state = 'aside'") == []
    if name in ("latency", "duplicate tap", "duplicate update"):
        assert companion.nudges == 0


def test_a_fault_that_does_not_end_leaves_the_screen_owed(shared: World) -> None:
    companion = enrol(shared, "ibu_dewi", START)
    companion.begin()
    shared.faults(server_error=1.0, methods=["editMessageText", "sendMessage"])
    try:
        companion.tap_answer(1, "4")
        shared.settle()
    finally:
        shared.playground.faults.clear()
    assert companion.number() == 1
    shared.advance(minutes=1)
    shared.on_loop(shared.bot.schedule.owed())
    companion.sees_item(2)


@pytest.mark.parametrize("fault", ["server_error", "lost_reply", "too_many"])
def test_the_bot_starts_in_spite_of_a_short_break(tmp_path: Path, fault: str) -> None:
    world = World(tmp_path / "data")
    try:
        world.faults(**{fault: {"count": 2}})
        world.start_bot()
        ibu_sari = world.person("ibu_sari", "Sari")
        ibu_sari.send("/start")
        ibu_sari.sees("Selamat datang")
    finally:
        world.close()
