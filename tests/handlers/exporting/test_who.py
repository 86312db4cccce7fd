"""Who gets what: decided before anything is read, and again by the rows themselves."""

from __future__ import annotations

import json
from datetime import date

import pytest

import forms
from handlers.exporting.fields import DROPPED, fields_of
from handlers.exporting.reading import Regions, versions_of
from handlers.exporting.request import RefusedError, Request, count, refused
from handlers.exporting.versions import merged
from handlers.exporting.writing import NothingError
from storage.database import Database
from storage.exports import Source
from storage.visibility import PROGRAM, Viewer
from tests.handlers.exporting.conftest import Export
from tests.handlers.exporting.survey import District
from tests.handlers.exporting.test_tables import csv_tables

REFUSED = [
    ("Sari", "survei", {}, "role"),
    ("Tanpa", "survei", {}, "role"),
    ("Admin", "kompetensi", {"names": True}, "names"),
    ("Dewi", "survei", {"region": "51.71"}, "region"),
    ("Dewi", "survei", {"region": "13"}, "region"),
    ("Rudi", "survei", {"programme": "bpnt"}, "programme"),
    ("Admin", "persetujuan", {}, "form"),
    ("Dewi", "wawancara_sikap", {}, "form"),
    ("Admin", "tidak_ada", {}, "form"),
    ("Admin", "kompetensi", {"format": "geojson"}, "places"),
]


@pytest.mark.parametrize(("who", "form", "more", "reason"), REFUSED)
def test_it_is_refused(export: Export, who: str, form: str, more: dict[str, str], reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        export(more.get("format", "csv"), who, form, **{name: one for name, one in more.items() if name != "format"})
    assert refused.value.reason == reason


SEEN = [
    # An admin gets scores without names, a coordinator those of the own companions with them.
    ("Admin", "kompetensi", False, 8),
    ("Dewi", "kompetensi", True, 1),
    ("Dewi", "kompetensi", False, 1),
    ("Admin", "survei", True, 2),
    ("Dewi", "survei", False, 1),
    # Of two reports one is restricted, and nobody is named for it.
    ("Admin", "kunjungan", True, 1),
    ("Dewi", "kunjungan", False, 1),
    # Tuti is named for what is restricted, and has no other duty.
    ("Tuti", "kunjungan", True, 1),
    ("Admin", "kasus", False, 1),
    ("Dewi", "kasus", True, 1),
    ("Rudi", "kasus", False, 0),
    # In another province.
    ("Rudi", "survei", False, 0),
    ("Rudi", "kunjungan", False, 0),
]


@pytest.mark.parametrize(("who", "form", "names", "rows"), SEEN)
async def test_the_rows_are_those_that_one_may_see(
    district: District, export: Export, who: str, form: str, names: bool, rows: int
) -> None:
    if rows:
        table = csv_tables(export("csv", who, form, names=names))[form]
        assert len(table) == rows
        assert ("meta_nama" in table[0]) is names
        # Who has withdrawn the consent is in no export.
        assert "Tanpa" not in json.dumps(table)
    else:
        with pytest.raises(NothingError):
            export("csv", who, form, names=names)
    viewer = Viewer(district.ids[who])
    asked = Request(form, "csv", viewer.person_id, names=names)
    compiled = _newest(district, form)
    database = Database(district.path)
    await database.open()
    async with database.reading() as conn:
        assert await refused(conn, viewer, asked, compiled) is None
        assert await count(conn, viewer, asked, compiled, Regions().hours) == rows
    await database.close()


def test_the_scores_of_a_test_leave_with_it(district: District) -> None:
    """Three answers of one score cannot be coded by it: a column has it."""
    with Source(district.path, PROGRAM) as source:
        tables = merged(versions_of(source, "uji_kasus", ()), "id").tables
    [answer] = [column for column in tables[1].columns if column.name == "jawab"]
    [scores] = answer.scores.values()
    assert set(scores.values()) == {0, 1, 2}


@pytest.mark.parametrize(
    ("form", "dropped"),
    [("profil", {"nama"}), ("wawancara_sikap", {"nama", "pendamping"}), ("kasus", {"laporan"}), ("p2k2", set())],
)
def test_what_the_library_asks_of_who_somebody_is(district: District, form: str, dropped: set[str]) -> None:
    """A form that is renamed or asks for one more name has to be looked at here."""
    fields = fields_of(_newest(district, form), "id")
    assert {field.pattern for field in fields if field.identity == DROPPED} == dropped


def test_the_command_line_sees_everything(district: District, tmp_path_factory: pytest.TempPathFactory) -> None:
    from handlers.exporting.writing import write
    from tests.handlers.exporting.survey import FRIDAY

    told: list[tuple[int, int]] = []
    asked = Request("kunjungan", "csv", PROGRAM.person_id, names=True)
    files = write(district.path, asked, tmp_path_factory.mktemp("all"), lambda *done: told.append(done), now=FRIDAY)
    assert [one["meta_nama"] for one in csv_tables(files)["kunjungan"]] == ["Sari", "Budi"]
    assert told == [(2, 2)]


def test_a_request_comes_back_as_it_was() -> None:
    asked = Request("survei", "sav", 3, True, "en", date(2026, 11, 1), None, "13.76", "pkh", "accepted")
    assert Request.loads(asked.dumps()) == asked
    for wrong in ('{"form_id": "x"}', '{"form_id": "x", "format": "pdf", "viewer": 1}'):
        with pytest.raises(ValueError, match=r"export|format"):
            Request.loads(wrong)


def _newest(district: District, form: str) -> forms.Form:
    with Source(district.path, PROGRAM) as source:
        return versions_of(source, form, ())[-1].form
