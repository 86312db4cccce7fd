"""The name and the version of a form that has none of its own."""

from __future__ import annotations

from datetime import date

import pytest

from bot.publishing_naming import form_id_of, version_of
from bot.publishing_uploads import USABLE_ID


@pytest.mark.parametrize(
    ("file_name", "form_id"),
    [
        ("kunjungan.xlsx", "kunjungan"),
        ("Kunjungan Rumah 2026.xlsx", "kunjungan_rumah_2026"),
        ("Kunjungan Rumah (2).xlsx", "kunjungan_rumah"),
        ("kunjungan - Copy (1).xlsx", "kunjungan"),
        ("Évaluation — été.v2.md", "evaluation_ete_v2"),
        ("表.xlsx", "formulir"),
        ("", "formulir"),
        ("x" * 100 + ".csv", "x" * 60),
    ],
)
def test_the_name_is_that_of_the_file(file_name: str, form_id: str) -> None:
    assert form_id_of(file_name) == form_id
    assert USABLE_ID.fullmatch(form_id)


def test_the_version_is_the_day_and_a_count() -> None:
    day = date(2026, 11, 21)
    assert version_of(day) == "2026112101"
    assert version_of(day, {"2026112101", "2026112102", "2026112104"}) == "2026112103"
