"""Results of instruments that an institution made itself: other scales, no groups, no short names, nothing answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import forms
from handlers.instrument_results import in_short
from handlers.instrument_results.place import TOLD
from handlers.instrument_results.reading import Scored
from handlers.instruments import instrument_of
from locales import texts
from storage.results import LEFT_OUT, Result

MARCH, NOVEMBER = datetime(2026, 3, 10, 3, 0, tzinfo=UTC), datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
ZONE = "Asia/Jakarta"
T = texts("id")


def form(levels: str, scores: str, *dimensions: str) -> forms.Form:
    """One question for each dimension, by its place: "I0"; choices with these scores."""
    questions = "\n".join(
        f"| | select_one s | I{place} | Butir {place} | {dimension} |" for place, dimension in enumerate(dimensions)
    )
    choices = "\n".join(f"| | s | n{score} | Nilai {score} | {score} |" for score in scores)
    sheets = (
        f"| survey |\n| | type | name | label | dimension |\n{questions}\n\n"
        f"| choices |\n| | list_name | name | label | score |\n{choices}\n\n"
        f"| settings |\n| | form_id | version | levels |\n| | milik_dinas | 1 | {levels} |\n"
    )
    return forms.compile_form(sheets.encode(), files={})


def scored(made: forms.Form, items: str, before: str = "") -> Scored:
    """What the items scored, "-" for one that was left out; `before`: in March."""
    instrument = instrument_of(made)
    assert instrument is not None

    def result(said: str, at: datetime) -> Result:
        packed = bytes(LEFT_OUT if each == "-" else int(each) for each in said)
        return Result(1, 1, made.id, made.version, at, 0, packed)

    return Scored(result(items, NOVEMBER), made, instrument, result(before, MARCH) if before else None)


def told(what: Scored) -> str:
    return "\n".join(TOLD[what.instrument.levels](T, what, ZONE).lines)


def test_groups_of_any_constructs_on_any_scale() -> None:
    made = form("groups", "012345", "disiplin", "disiplin", "kerja tim", "kerja tim")
    found = scored(made, "3255", "2255")
    # 5 of 10 points, then all; four of ten in March.
    assert told(found).splitlines()[:2] == [
        "disiplin: 50,00 % · berkembang (▲ 10,0)",
        "kerja tim: 100,00 % · kuat (=)",
    ]
    assert "Paling kuat: kerja tim." in told(found)
    assert "Dapat diperkuat: disiplin." in told(found)
    assert in_short(T, found) == "1 kuat, 1 berkembang"


def test_bands_without_weights() -> None:
    made = form("", "01", *["aturan"] * 5)
    # Four of five are enough: three of four points.
    assert told(scored(made, "1110-")).splitlines()[:2] == [
        "aturan 75,00 % · efektif",
        "<b>Keseluruhan 75,00 % · efektif</b>",
    ]
    picture = TOLD["bands"](T, scored(made, "1110-", "00001"), ZONE).picture
    assert picture is not None
    assert picture.before == (20.0, 20.0)
    assert picture.alt == "aturan: 75,00 % efektif; Keseluruhan: 75,00 % efektif"


def test_a_checklist_of_yes_and_no() -> None:
    made = form("checklist", "01", "siap", "siap", "siap", "siap")
    assert told(scored(made, "1010", "1111")).splitlines()[:4] == [
        "<b>50,00 % (▼ 50,0 dari Maret 2026)</b>",
        "Sudah biasa: 2 dari 4 indikator.",
        "",
        "Dapat mulai dicoba: Butir 1, Butir 3.",
    ]
    assert "Semua indikator sudah biasa" in told(scored(made, "1111"))


@pytest.mark.parametrize("levels", ["bands", "groups", "checklist", "weighted"])
def test_nothing_answered_is_no_result_and_no_reproach(levels: str) -> None:
    found = scored(form(levels, "012", "satu", "dua"), "--")
    assert in_short(T, found) == "belum cukup jawaban (0 dari 2)"
    words = told(found)
    assert "·" not in words
    assert "Dapat diperkuat" not in words
    assert words.count("Langkah berikut") == 1
