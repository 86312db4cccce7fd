"""The data files: they can be read, and a mistake in one is named with its line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from locales.calendar import OverrideError
from locales.calendar.overrides import OVERRIDES_FILE, RAMADAN_FILE, file_overrides, file_ramadans

HEAD = "date,province,kind,name_id,name_en,source\n"


def test_every_row_has_its_source() -> None:
    for path in (OVERRIDES_FILE, RAMADAN_FILE):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        rows = list(csv.DictReader(lines))
        assert rows
        assert all(row["source"].strip() for row in rows)


def test_a_row_for_several_provinces_is_a_day_in_each(tmp_path: Path) -> None:
    path = tmp_path / "overrides.csv"
    path.write_text(f"# a comment\n{HEAD}2026-06-03,51 52,leave,Libur,Leave,X\n\n2026-06-04,,workday,,,X\n")
    assert [(found.province, found.kind) for found in file_overrides(path)] == [
        ("51", "leave"),
        ("52", "leave"),
        (None, "workday"),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2026-02-30,,holiday,Libur,,X", r"overrides.csv, line 3: day is out of range"),
        ("3/6/2026,,holiday,Libur,,X", r"overrides.csv, line 3: Invalid isoformat"),
        ("2026-06-03,,free,Libur,,X", r"overrides.csv, line 3: .*'free' is no kind of day"),
        ("2026-06-03,Bali,holiday,Libur,,X", r"overrides.csv, line 3: .*two digits"),
        ("2026-06-03,51 51,holiday,Libur,,X", r"overrides.csv, line 3: .*there twice for 51: remove one"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "overrides.csv"
    path.write_text(f"# a comment\n{HEAD}{row}\n", encoding="utf-8")
    with pytest.raises(OverrideError, match=message):
        file_overrides(path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1449,2028-01-28,2028-02-26,maybe,X", "line 2: 'maybe' is no state: use one of decided, estimate"),
        ("1449,2028-01-28,2028-03-26,decided,X", "line 2: Ramadan 1449 must have 29 or 30 days"),
        ("x,2028-01-28,2028-02-26,decided,X", "line 2: invalid literal"),
    ],
)
def test_a_mistake_in_ramadan_is_named_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "ramadan.csv"
    path.write_text(f"hijri,first,last,state,source\n{row}\n", encoding="utf-8")
    with pytest.raises(OverrideError, match=message):
        file_ramadans(path)
