"""The property of tests/intake/test_any_sequence.py, with many more and longer sequences."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.intake.conftest import ready
from tests.intake.test_any_sequence import batch, play, room

__all__ = ["ready", "room"]
pytestmark = pytest.mark.soak


@settings(max_examples=600, derandomize=False, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(batches=st.lists(batch, min_size=20, max_size=150))
def test_any_long_sequence(room: Any, batches: list[list[tuple[str, Any]]]) -> None:
    play(room, batches)
