"""A first or last day of a form, as an admin types it."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.publishing.when import day_ahead

# A Saturday.
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("besok", date(2026, 11, 22)),
        ("lusa", date(2026, 11, 23)),
        ("hari ini", TODAY),
        ("kemarin", date(2026, 11, 20)),
        ("3 hari lalu", date(2026, 11, 18)),
        ("10 hari lagi", date(2026, 12, 1)),
        ("senin", date(2026, 11, 23)),
        ("sabtu", TODAY),
        ("7/12/2026", date(2026, 12, 7)),
        ("7 Desember", date(2026, 12, 7)),
        ("1 juni", date(2027, 6, 1)),
        ("20 november", date(2027, 11, 20)),
        ("tgl 5", date(2026, 12, 5)),
        ("1 juni 2026", date(2026, 6, 1)),
        ("kapan-kapan", None),
    ],
)
def test_the_day_that_is_meant_lies_ahead(typed: str, meant: date | None) -> None:
    assert day_ahead(typed, TODAY) == meant
