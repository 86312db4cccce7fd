"""`kill -9` at any moment of a walk loses nothing that was accepted and counts nothing twice."""

from __future__ import annotations

from pathlib import Path

from tests.resilience.kills import walk_with_kills

EVERY_FAULT = {
    "latency_ms": 5,
    "lost_reply": 0.03,
    "server_error": 0.03,
    "too_many": {"count": 2},
    "duplicate_tap": 0.1,
    "duplicate_update": 0.1,
    "reorder": 0.05,
    "reorder_window_ms": 30,
}


def test_a_walk_with_many_kills(tmp_path: Path) -> None:
    walk_with_kills(tmp_path, seed=1, kills=8, faults={})


def test_a_walk_with_kills_and_every_fault(tmp_path: Path) -> None:
    walk_with_kills(tmp_path, seed=2, kills=4, faults=EVERY_FAULT)
