"""Exports as others read them: SPSS files by PSPP, workbooks by LibreOffice, instances by JavaRosa, GeoJSON by a
validator. Where a program is not on the machine its test is skipped, and says so.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geojson
import numpy as np
import pyreadstat
import pytest

from handlers.exporting.asked import NOT_ASKED as NEVER_ASKED
from handlers.exporting.asked import SKIPPED as SKIPPED_OVER
from handlers.exporting.columns import Written
from handlers.exporting.fields import Field, Option, Type
from handlers.exporting.sav_names import label, legal_names
from handlers.exporting.sav_variables import number_format, variable
from handlers.exporting.versions import Column
from tests.handlers.exporting.conftest import Export
from tests.handlers.exporting.survey import FORMULA
from tests.handlers.exporting.test_tables import csv_tables
from tests.oracle.oracle import Oracle, why_not

SKIPPED, NOT_ASKED = {"label": "Dilewati"}, {"label": "Tidak ditanyakan"}


@pytest.fixture
def saved(export: Export, tmp_path: Path) -> Path:
    """The form's own SPSS file."""
    [file] = export("sav", names=True)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path)
        assert {"survei.sav", "rumah_kpm.sav", "anak.sav", "kodebuk.csv"} <= set(archive.namelist())
    return tmp_path / "survei.sav"


def test_an_spss_file_has_labels_measures_and_codes_for_what_is_missing(saved: Path, export: Export) -> None:
    table, meta = pyreadstat.read_sav(str(saved), user_missing=True)
    sari, wayan = table.to_dict("records")
    labels = meta.column_names_to_labels
    assert (labels["senang"], labels["pakai_poster"]) == (
        "Saya senang mendampingi.",
        "Media apa?: Poster besar (v1: Poster)",
    )
    # A list with scores is coded by them, another one by place.
    assert meta.variable_value_labels["senang"] == {
        4: "Sangat setuju", 3: "Setuju", 2: "Tidak setuju", 98: "Dilewati", 99: "Tidak ditanyakan"
    }  # fmt: skip
    assert (sari["senang"], wayan["senang"], sari["alat"], wayan["alat"]) == (4, 2, 2, 1)
    measures = {name: meta.variable_measure[name] for name in ("senang", "alat", "jarak", "catatan")}
    assert measures == {"senang": "ordinal", "alat": "nominal", "jarak": "scale", "catatan": "nominal"}
    assert (sari["jarak"], sari["catatan"], str(sari["lahir"])) == (3.5, FORMULA, "1984-05-06")
    assert str(sari["meta_dikirim"]) == "2026-11-21 00:30:00"
    # The clock where it was answered, not the one in Greenwich.
    assert (str(sari["datang"]), sari["datang_zona"]) == ("2026-11-20 00:30:15", "+07:00")
    # The scores of these choices were turned round: a code each, and the score of each row's own version.
    assert (sari["puas"], wayan["puas"], sari["puas_skor"], wayan["puas_skor"]) == (1, 1, 2, 1)
    assert meta.variable_measure["puas"] == "nominal"
    assert meta.variable_value_labels["puas"][1] == "Puas sekali (v1: Puas = 2; v2: Puas sekali = 1)"
    assert (sari["bulat"], meta.variable_measure["bulat"], sari["kode_kpm"]) == (7, "scale", "0210")
    formats = [meta.original_variable_types[name] for name in ("rumah_lat", "jarak", "bulat", "senang")]
    assert formats == ["F10.6", "F5.1", "F3.0", "F3.0"]
    # Passed over by Wayan; the motorcycle's age was never asked, for Wayan has none.
    words = meta.variable_value_labels
    assert words["jarak"][wayan["jarak"]] == SKIPPED["label"]
    assert words["motor"][wayan["motor"]] == NOT_ASKED["label"]
    ranges: Any = meta.missing_ranges["motor"]
    assert sorted(one["lo"] for one in ranges) == [-99, -98]
    [book] = export("sav", names=True)
    shown = {one["Nama"]: one["Nilai"] for one in csv_tables_of(book, "kodebuk.csv") if one["Tabel"] == "survei"}
    assert shown["senang"] == "4 = ss = Sangat setuju; 3 = s = Setuju; 2 = ts = Tidak setuju"
    assert "pakai_wa" in shown


def test_a_large_spss_file_goes_on_in_another(export: Export, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("handlers.exporting.sav.MOST_CELLS", 3)
    monkeypatch.setattr("storage.exports.CHUNK", 1)
    [file] = export("sav")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path)
    tables = [pyreadstat.read_sav(str(tmp_path / name))[0] for name in ("survei.sav", "survei-2.sav")]
    assert [list(table["meta_zona"]) for table in tables] == [["WIB"], ["WITA"]]


def csv_tables_of(file: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(file) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


@pytest.mark.skipif(shutil.which("pspp") is None, reason="PSPP is not on this machine (Debian: pspp)")
def test_pspp_reads_the_spss_file(saved: Path) -> None:
    commands = saved.parent / "read.sps"
    commands.write_text(
        f"GET FILE='{saved}'.\n"
        "DISPLAY DICTIONARY /VARIABLES=senang motor catatan lahir.\n"
        "LIST /VARIABLES=meta_nama senang alat motor jarak rumah_lat lahir meta_dikirim.\n"
        "FREQUENCIES /VARIABLES=senang motor.\n"
    )
    out = saved.parent / "out.csv"
    done = subprocess.run(
        ["pspp", "-O", "format=csv", "-o", str(out), str(commands)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    rows = list(csv.reader(out.open()))
    cells = [[cell.strip() for cell in row] for row in rows]
    [head] = [row for row in cells if row[:1] == ["meta_nama"]]
    sari = dict(zip(head, next(row for row in cells if row[:1] == ["Sari"] and len(row) == len(head)), strict=True))
    wayan = dict(zip(head, next(row for row in cells if row[:1] == ["Wayan"] and len(row) == len(head)), strict=True))
    assert (sari["lahir"], sari["meta_dikirim"], sari["jarak"]) == ("1984/05/06", "21-NOV-2026 00:30:00", "3.5")
    assert sari["rumah_lat"] in ("-.224351", "-0.224351")
    flat = "\n".join(",".join(row) for row in cells)
    for words in ("Saya senang mendampingi.", "Sangat setuju", "Tidak ditanyakan", "Ordinal", "Nominal", "Scale"):
        assert words in flat
    # Declared missing: of the two ages one is valid.
    assert any("Missing" in row and "Tidak ditanyakan" in row for row in cells), flat
    assert wayan["motor"] in ("Tidak ditanyakan", "-99")


def test_long_codes_have_room_and_codes_for_what_is_missing() -> None:
    options = (Option("1376", "Payakumbuh"), Option("999999999", "Lain"))
    column = Column("tempat", Field("tempat", "", Type.ONE, "Di mana?", options), ("1",))
    place = variable(Written("tempat", Type.ONE, "Di mana?", options, column))
    place.add(["1376", "999999999", None, None])
    place.reasons += bytes([0, 0, SKIPPED_OVER, NEVER_ASKED])
    made = place.made({SKIPPED_OVER: "Dilewati", NEVER_ASKED: "Tidak ditanyakan"})
    assert list(made.values) == [1376, 999999999, 9999999998, 9999999999]
    assert (made.labels[9999999998], made.format) == ("Dilewati", "F10.0")


@pytest.mark.parametrize(
    ("numbers", "format"),
    [
        ([100.632742, -0.224351], "F11.6"),
        ([94.1379, 100], "F8.4"),
        ([0.1 + 0.2], "F12.10"),
        ([-98, 7], "F3.0"),
        ([246913578, float("nan")], "F9.0"),
        ([float("nan")], "F3.0"),
    ],
)
def test_numbers_are_shown_as_they_are(numbers: list[float], format: str) -> None:
    assert number_format(np.array(numbers)) == format


def test_names_are_what_spss_takes() -> None:
    names = ["program/pkh", "program_pkh", "1a", "TO", "é", "a" * 80, "A" * 80, "_x_", "K01"]
    found = legal_names(names)
    assert found[:5] == ["program_pkh", "program_pkh_2", "v_1a", "TO_v", "v"]
    assert found[7:] == ["x", "K01"]
    assert len({name.casefold() for name in found}) == len(names)
    assert max(len(name.encode()) for name in found) <= 64
    assert label("é" * 200) == "é" * 127


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_reads_what_the_csv_says(export: Export, tmp_path: Path) -> None:
    [workbook] = export("xlsx", names=True)
    [plain] = export("csv", names=True)
    home = tmp_path / "office"
    done = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{home}",
            "--headless",
            "--convert-to",
            # Comma, quotes, UTF-8, from the first line, as shown, all sheets (LibreOffice's filter options).
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
            "--outdir",
            str(tmp_path),
            str(workbook),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    for table in ("survei", "rumah_kpm", "anak"):
        rows = list(csv.DictReader((tmp_path / f"{workbook.stem}-{table}.csv").open(encoding="utf-8", newline="")))
        assert [_plain(row) for row in rows] == [_plain(row) for row in csv_tables([plain])[table]]


def _plain(row: dict[str, str]) -> dict[str, str]:
    """ "8" and "8.0" are one number, "T" and a blank between day and time one moment."""
    found = {}
    for name, value in row.items():
        value = value.replace("\r\n", "\n")
        try:
            found[name] = f"{float(value):.9g}"
        except ValueError:
            moment = name in ("meta_dimulai", "meta_dikirim", "datang")
            found[name] = value.replace("T", " ").removesuffix(".000") if moment else value
    return found


@pytest.fixture(scope="module")
def oracle() -> Iterator[Oracle]:
    if reason := why_not():
        pytest.skip(reason)
    with Oracle() as asked:
        yield asked


def test_javarosa_reads_the_instances(export: Export, oracle: Oracle, tmp_path: Path) -> None:
    [file] = export("odk")
    asked = [
        "panggilan",
        "lahir",
        "rumah",
        "jalan",
        "sapaan",
        "catatan",
        "motor",
        "count(rumah_kpm)",
        "sum(rumah_kpm/anak/umur)",
    ]
    read = []
    with zipfile.ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith("submission.xml"):
                xml = archive.read(name).decode()
                answers = oracle.evaluate([(f"string({one})", "/data") for one in asked], instance=xml)
                values = dict(zip(asked, (answer.get("value") for answer in answers), strict=True))
                read.append((values, name, xml))
        form = tmp_path / "survei.xml"
        form.write_bytes(archive.read("forms/survei/versions/2.xml"))
    assert "error" not in oracle.walk(form, {}), "the definition is one that JavaRosa opens"
    [sari] = [values for values, *_ in read if values["catatan"]]
    assert sari == {
        "panggilan": "",
        "lahir": "1984-01-01",
        "rumah": "-0.22 100.63 0 0",
        "jalan": "",
        "sapaan": "",
        "catatan": FORMULA,
        "motor": "4",
        "count(rumah_kpm)": "2",
        "sum(rumah_kpm/anak/umur)": "7",
    }
    for _, name, xml in read:
        own = name.split("/")[-2].removeprefix("uuid")
        assert f"uuid:{own}</" in xml
        assert "00000000-0000-4000" not in xml
    # With names they are as they were sent, to the byte.
    [named] = export("odk", names=True)
    with zipfile.ZipFile(named) as archive:
        kept = [archive.read(name).decode() for name in archive.namelist() if name.endswith("submission.xml")]
    assert any("<panggilan>Sari</panggilan>" in xml and "<lahir>1984-05-06</lahir>" in xml for xml in kept)


def test_a_large_zip_of_instances_goes_on_in_another(export: Export) -> None:
    files = export("odk", limit=500)
    assert [file.name for file in files] == ["survei-2026-11-20.zip", "survei-2026-11-20-2.zip"]
    inside = [[name for name in zipfile.ZipFile(file).namelist() if "/instances/" in name] for file in files]
    assert [len(names) for names in inside] == [1, 1]


def test_definitions_come_with_their_lists(export: Export) -> None:
    """JavaRosa has no choices without them."""
    [file] = export("odk", form="profil")
    with zipfile.ZipFile(file) as archive:
        lists = {name: archive.read(name) for name in archive.namelist() if "/profil-media/" in name}
    assert b"Payakumbuh" in lists["forms/profil/profil-media/regencies.csv"]


def _features(export: Export, *, names: bool) -> list[Any]:
    [file] = export("geojson", names=names)
    with zipfile.ZipFile(file) as archive:
        [name] = [one for one in archive.namelist() if one.endswith(".geojson")]
        text = archive.read(name).decode()
    collection = geojson.loads(text)
    assert collection.is_valid, collection.errors()
    return list(json.loads(text)["features"])


def test_a_validator_takes_the_geojson(export: Export) -> None:
    place, line, area, house = _features(export, names=True)
    assert place["geometry"] == {"type": "Point", "coordinates": [100.632742, -0.224351, 512.5]}
    assert line["geometry"] == {"type": "LineString", "coordinates": [[100.63, -0.22], [100.64, -0.23]]}
    # Turned round: the outer ring runs counter-clockwise.
    assert area["geometry"]["coordinates"] == [[[100, 0], [101, 1], [100, 1], [100, 0]]]
    assert place["properties"]["meta_nama"] == "Sari"
    assert (place["properties"]["motor"], place["properties"]["meta_pertanyaan"]) == (4, "rumah")
    # A place in a repeat says who sent it, from where.
    assert {name: house["properties"][name] for name in ("meta_nama", "meta_kabupaten", "kode")} == {
        "meta_nama": "Sari", "meta_kabupaten": "13.76", "kode": "+62"
    }  # fmt: skip
    rough, _ = _features(export, names=False)
    assert rough["geometry"] == {"type": "Point", "coordinates": [100.63, -0.22]}
    assert "meta_nama" not in rough["properties"]
