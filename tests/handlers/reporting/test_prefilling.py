"""What a report begins with, by what its author says in the column `prefill`."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import forms
from handlers.reporting.prefilling import Known, prefilled

AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
FORM = """
| survey |
| | type | name | label | constraint | prefill |
| | text | kelompok | Kelompok? | | key |
| | hidden | wilayah | | | profile(kabupaten) |
| | hidden | pelapor | | | person(name) |
| | hidden | laporan | | | given |
| | hidden | sesi_lalu | | | last(sesi) |
| | begin group | tempat | Tempat | | |
| | text | desa | Desa? | | last |
| | end group | | | | |
| | integer | undangan | Berapa diundang? | . <= 100 | last |
| | integer | hadir | Berapa hadir? | | suggest |
| | text | jenis | Jenis? | | case(kind) |
| | text | sesi | Sesi? | | |
| | begin repeat | anak | Anak | | |
| | text | kode | Kode? | | last |
| | end repeat | | | | |

| settings |
| | form_id | version | form_title | purpose |
| | temu | 1 | Pertemuan | report |
"""
LAST = {
    "kelompok": "Melati",
    "sesi": "Sesi 1",
    "desa": "Sukamaju",
    "undangan": "30",
    "hadir": "28",
    "anak[1]/kode": "KPM-014",
}


@pytest.fixture(scope="module")
def form() -> forms.Form:
    return forms.compile_form(FORM)


def test_each_source(form: forms.Form) -> None:
    known = Known(
        last=LAST,
        profile={"kabupaten": "13.76", "desa": "Lain"},
        given={"kind": "saldo_nol", "laporan": "17"},
        person={"name": "Sari"},
        key="Melati",
    )
    assert prefilled(form, known) == {
        "kelompok": "Melati",
        "wilayah": "13.76",
        "pelapor": "Sari",
        "laporan": "17",
        "sesi_lalu": "Sesi 1",
        "desa": "Sukamaju",
        "undangan": "30",
        "hadir": "28",
        "jenis": "saldo_nol",
    }


def test_nothing_is_known(form: forms.Form) -> None:
    assert prefilled(form, Known()) == {}


def test_what_is_filled_in_is_passed_over_and_a_suggestion_is_asked(form: forms.Form) -> None:
    state = forms.begin(form, AT, prefill=prefilled(form, Known(last=LAST, key="Melati")))
    assert state.position == "hadir"
    assert state.answers["hadir"] == "28"
    assert state.answers["sesi_lalu"] == "Sesi 1"


def test_what_is_no_answer_any_more_is_asked(form: forms.Form) -> None:
    state = forms.begin(form, AT, prefill=prefilled(form, Known(last={**LAST, "undangan": "300"}, key="Melati")))
    assert "undangan" not in state.answers
    assert state.position == "undangan"


def test_a_field_is_found_by_its_own_name_where_that_is_enough(form: forms.Form) -> None:
    assert prefilled(form, Known(last={"lokasi/desa": "Sukamaju"}))["desa"] == "Sukamaju"
    two = {"lokasi/desa": "Sukamaju", "asal/desa": "Sukasari"}
    assert "desa" not in prefilled(form, Known(last=two))
