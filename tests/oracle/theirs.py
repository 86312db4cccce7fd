"""The walk of JavaRosa."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.oracle.compare import Walked
from tests.oracle.oracle import Oracle, OracleError

ZONE: Final = "Asia/Jakarta"
NOW: Final = datetime(2026, 11, 21, 9, 30, 15, 250_000, ZoneInfo(ZONE))
"""What both believe the time to be."""


def walked(
    oracle: Oracle, xform: Path, answers: dict[str, Any], *, folder: Path | None = None, language: str = ""
) -> Walked:
    """A walk of JavaRosa. Its lines end where it gave up; a form that it does not open has none."""
    more: dict[str, Any] = {"now": NOW.isoformat(), "tz": ZONE}
    if folder is not None:
        more["folder"] = str(folder)
    if language:
        more["language"] = language
    try:
        answer = oracle.walk(xform, answers, **more)
    except OracleError as error:
        return Walked([], None, str(error))
    problem = f"{answer['error']}: {answer.get('message')} ({answer.get('at')})" if "error" in answer else ""
    return Walked(answer.get("lines", []), answer.get("instance"), problem)


def is_open(walk: Walked) -> bool:
    """Whether JavaRosa took the form at all."""
    return bool(walk.lines) or walk.instance is not None
