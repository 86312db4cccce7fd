"""The secret of the pseudonyms is made once, and regions hold what is in them; who gets which rows is tested where
exports are written (tests/handlers/exporting/test_who.py).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from storage.exports import NoSecretError, Source, ensure_secret, holds
from storage.visibility import PROGRAM
from tests.storage.conftest import Calendar


async def test_the_secret_is_made_once(db: Database, file: Path, times: Calendar) -> None:
    with Source(file, PROGRAM) as source, pytest.raises(NoSecretError):
        source.secret()
    secrets = []
    for _ in range(2):
        async with db.writing() as conn:
            await ensure_secret(conn, times.friday)
        with Source(file, PROGRAM) as source:
            secrets.append(source.secret())
    assert secrets[0] == secrets[1]
    assert len(secrets[0]) == 32


def test_a_region_holds_whole_parts_of_a_code() -> None:
    held = [(region, inner) for region in ("", "13", "13.76", "1") for inner in ("13", "13.76") if holds(region, inner)]
    assert held == [("", "13"), ("", "13.76"), ("13", "13"), ("13", "13.76"), ("13.76", "13.76")]
