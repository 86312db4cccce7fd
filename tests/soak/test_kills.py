"""Hundreds of kills: twelve walks with 25 each, every second one with all faults switched on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.resilience.kills import walk_with_kills
from tests.resilience.test_kill import EVERY_FAULT

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("seed", range(100, 112))
def test_a_walk_with_very_many_kills(tmp_path: Path, seed: int) -> None:
    walk_with_kills(tmp_path, seed=seed, kills=25, faults=EVERY_FAULT if seed % 2 else {})
