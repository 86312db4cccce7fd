"""By when a case must be answered: the file's hours, and an admin's laid over them."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.casework import deadlines
from storage import day_settings
from tests.planning.desk import NOW, Desk


@pytest.mark.parametrize(
    ("stored", "hours"),
    [
        (None, (2, 24, 72, 72)),
        ({"segera": 1}, (1, 24, 72, 72)),
        ({"biasa": [72, 48, 24]}, (2, 24, 72, 24)),
        # What cannot be used is left out: an answer must be due at some time.
        ({"segera": 0}, (2, 24, 72, 72)),
        ({"segera": True}, (2, 24, 72, 72)),
        ({"biasa": [72, 48]}, (2, 24, 72, 72)),
        ({"sekarang": 1}, (2, 24, 72, 72)),
        ("dua jam", (2, 24, 72, 72)),
    ],
)
async def test_an_admins_deadlines_hold_where_they_can(desk: Desk, stored: Any, hours: tuple[float, ...]) -> None:
    async with desk.office.database.writing() as conn:
        if stored is not None:
            await day_settings.put(conn, deadlines.SETTING, stored, by=None, at=NOW)
        now = await deadlines.load(conn)
    found = now.hours("segera", 0), now.hours("tinggi", 0), now.hours("biasa", 0), now.hours("biasa", 2)
    assert found == hours


def test_a_deadline_that_cannot_be_is_told_in_one_sentence() -> None:
    with pytest.raises(deadlines.DeadlineError, match=r"case_deadlines\.segera: give hours"):
        deadlines.read({"segera": -1})
    with pytest.raises(deadlines.DeadlineError, match="'sekarang' is no urgency"):
        deadlines.read({"sekarang": 1})
