"""The tables of an export: what stands in them, what a pseudonymous one leaves out, and how large ones are divided."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from handlers.exporting.packing import packed
from tests.handlers.exporting.conftest import Export
from tests.handlers.exporting.survey import FORMULA, District


def csv_tables(files: list[Path]) -> dict[str, list[dict[str, str]]]:
    """The CSV files of zips, by name; the parts of one table together."""
    found: dict[str, list[dict[str, str]]] = {}
    for file in files:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                rows = csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
                found.setdefault(name.removesuffix(".csv").partition("-")[0], []).extend(rows)
    return found


def test_all_versions_are_one_table_and_each_repeat_is_one_more(export: Export) -> None:
    [file] = export("csv", names=True)
    tables = csv_tables([file])
    sari, wayan = tables["survei"]
    assert zipfile.ZipFile(file).read("survei.csv").startswith(b"\xef\xbb\xbfmeta_kunci,")
    assert (sari["meta_nama"], sari["meta_versi"], sari["meta_kabupaten"]) == ("Sari", "1", "13.76")
    assert (wayan["meta_nama_kabupaten"], wayan["meta_versi"]) == ("Kota Denpasar", "2")
    # 17.30 UTC, as clocks show it in Payakumbuh and in Denpasar.
    assert (sari["meta_dikirim"], sari["meta_zona"]) == ("2026-11-21T00:30:00", "WIB")
    assert (wayan["meta_dikirim"], wayan["meta_zona"]) == ("2026-11-22T01:30:00", "WITA")
    # The type of one and the choices of the other have changed; what is gone keeps its place.
    assert (sari["kpm"], wayan["kpm"]) == ("210", "kira-kira 90")
    assert (sari["lama"], wayan["lama"]) == ('dulu, "begitu"\nsaja', "")
    assert [sari[f"pakai/{one}"] for one in ("wa", "poster", "radio")] == ["1", "1", "0"]
    assert [wayan[f"pakai/{one}"] for one in ("wa", "poster", "radio")] == ["", "", ""]
    assert sari["catatan"] == FORMULA
    assert [sari[f"rumah/{part}"] for part in ("lat", "lon", "alt")] == ["-0.224351", "100.632742", "512.5"]
    houses, children = tables["rumah_kpm"], tables["anak"]
    assert [(one["meta_induk"], one["meta_urutan"], one["kode"]) for one in houses[:2]] == [
        (sari["meta_kunci"], "1", "R-01"),
        (sari["meta_kunci"], "2", "+62"),
    ]
    assert [(one["meta_induk"], one["meta_urutan"], one["umur"]) for one in children[:2]] == [
        (houses[0]["meta_kunci"], "1", "7"),
        (houses[0]["meta_kunci"], "2", "0"),
    ]
    said = {(one["Nama"], one["Perubahan"], one["Sebelum"], one["Sesudah"]) for one in tables["perubahan"]}
    assert said == {
        ("kpm", "jenis diubah", "bilangan bulat", "teks"),
        ("kpm", "pertanyaan diubah", "Berapa KPM?", "Berapa KPM Anda?"),
        ("pakai", "kata pilihan diubah", "poster = Poster", "poster = Poster besar"),
        ("pakai", "pilihan baru", "", "radio = Radio"),
        ("lama", "kolom dihapus", "Pertanyaan lama?", ""),
        ("puas", "kata pilihan diubah", "ya = Puas", "ya = Puas sekali"),
        ("puas", "nilai pilihan diubah", "ya: 2", "ya: 1"),
        ("puas", "nilai pilihan diubah", "tidak: 1", "tidak: 2"),
    }
    # The same choice stood for more in the first version: each row has the score that it was given.
    assert [(one["puas"], one["puas/skor"]) for one in (sari, wayan)] == [("ya", "2"), ("ya", "1")]
    assert (sari["datang"], sari["datang/zona"]) == ("2026-11-20T00:30:15.000", "+07:00")
    book = {(one["Tabel"], one["Nama"]): one for one in tables["kodebuk"]}
    assert book["survei", "senang"]["Nilai"] == "ss = Sangat setuju; s = Setuju; ts = Tidak setuju"
    assert "teks" in book["survei", "kpm"]["Catatan"]
    assert book["survei", "puas"]["Nilai"].startswith("ya = Puas sekali (v1: Puas = 2; v2: Puas sekali = 1); ")
    assert book["survei", "jarak"]["Label"] == "Berapa km ke kantor, < 5 atau > 9?"
    # A calculation that is a number in every row is one; a code with a zero before it is not.
    assert [book["survei", one]["Jenis"] for one in ("bulat", "kode_kpm")] == ["bilangan", "teks"]
    assert book["survei", "lama"]["Versi"] == "1"


def test_without_names_nothing_says_who_it_was(export: Export) -> None:
    named, hidden = csv_tables(export("csv", names=True))["survei"], csv_tables(export("csv"))["survei"]
    kept, sari = named[0].keys() - hidden[0].keys(), hidden[0]
    # The name, what is calculated from it, the phone, what of a place is too exact.
    assert kept == {
        "meta_orang", "meta_nama", "panggilan", "sapaan", "deviceid", "rumah/alt", "rumah/akurasi", "jalan", "wilayah"
    }  # fmt: skip
    assert (sari["lahir"], sari["rumah/lat"], sari["rumah/lon"]) == ("1984", "-0.22", "100.63")
    assert "Sari" not in " ".join(sari.values())
    assert len({one["meta_pseudonim"] for one in hidden}) == 2


def test_a_pseudonym_leads_to_no_name(export: Export) -> None:
    def of_sari(who: str, form: str, column: str = "meta_pseudonim", **more: Any) -> str:
        return csv_tables(export("csv", who, form, **more))[form][0][column]

    # Whoever may know whose scores they are finds the same person everywhere ...
    assert of_sari("Dewi", "kompetensi") == of_sari("Dewi", "survei") == of_sari("Admin", "kunjungan")
    # ... an admin, who may have the names beside the survey, does not find the scores by them.
    assert of_sari("Admin", "kompetensi") != of_sari("Admin", "survei")
    named = of_sari("Admin", "survei", "meta_orang", names=True)
    assert named == of_sari("Admin", "kunjungan", "meta_orang", names=True)
    assert named not in (of_sari("Admin", "survei"), of_sari("Admin", "kompetensi"))


def test_an_instrument_has_its_percents_and_bands(export: Export) -> None:
    by_knowledge = {one["K24"]: one for one in csv_tables(export("csv", form="kompetensi"))["kompetensi"]}
    sari, wayan = by_knowledge["4"], by_knowledge["1"]
    assert (sari["K01"], sari["persen_keseluruhan"], sari["kategori_sikap"]) == ("4", "100.0", "sangat_efektif")
    assert (wayan["persen_keterampilan"], wayan["kategori_keterampilan"]) == ("25.0", "tidak_efektif")
    # 5 of 24 left out is more than a fifth (decision 2): no percent, and none overall.
    assert (wayan["K01"], wayan["persen_pengetahuan"], wayan["persen_keseluruhan"]) == ("", "", "")


def test_english_words_where_they_are_wanted(export: Export) -> None:
    tables = csv_tables(export("csv", language="en"))
    assert {one["Label"] for one in tables["codebook"]} >= {"How many KPM?", "Pseudonym", "Which media?: WhatsApp"}


def test_cells_of_a_workbook_are_what_they_are(export: Export) -> None:
    [file] = export("xlsx", names=True)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["survei", "rumah_kpm", "anak", "Kodebuk", "Perubahan", "Tentang"]
    sari = _by_heading(book["survei"])[0]
    assert (sari["catatan"].data_type, sari["catatan"].value) == ("s", FORMULA)
    assert (sari["meta_kabupaten"].data_type, sari["meta_kabupaten"].value) == ("s", "13.76")
    assert (sari["motor"].data_type, sari["motor"].value) == ("n", 4)
    assert (sari["jarak"].value, sari["pakai/radio"].value) == (3.5, 0)
    assert (sari["bulat"].value, sari["kode_kpm"].value) == (7, "0210")
    assert (sari["datang"].is_date, f"{sari['datang'].value}") == (True, "2026-11-20 00:30:15")
    assert (sari["lahir"].is_date, sari["lahir"].number_format) == (True, "yyyy-mm-dd")
    assert _by_heading(book["rumah_kpm"])[1]["kode"].value == "+62"


def _by_heading(sheet: Any) -> list[dict[str, Any]]:
    headings, *rows = sheet.iter_rows()
    return [dict(zip([cell.value for cell in headings], row, strict=True)) for row in rows]


def test_a_large_export_is_divided_and_whole(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.exports.CHUNK", 1)
    whole = csv_tables(export("csv"))
    parts = export("csv", limit=1_500)
    assert len(parts) > 1
    assert [file.name for file in parts[:2]] == ["survei-2026-11-20-1.zip", "survei-2026-11-20-2.zip"]
    together = csv_tables(parts)
    assert {name: together[name] for name in ("survei", "anak")} == {name: whole[name] for name in ("survei", "anak")}
    books = export("xlsx", limit=300)
    rows = [row for file in _workbooks(books) for row in _by_heading(file["survei"])]
    assert [row["meta_kunci"].value for row in rows] == [row["meta_kunci"] for row in whole["survei"]]
    assert len(_workbooks(books)) == 2


def test_what_excel_cannot_hold_goes_on_elsewhere(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    [whole] = _workbooks(export("xlsx"))
    monkeypatch.setattr("handlers.exporting.xlsx.MOST_COLUMNS", 10)
    [narrow] = _workbooks(export("xlsx"))
    assert narrow.sheetnames[:5] == ["survei", "survei_2", "survei_3", "survei_4", "rumah_kpm"]
    parts = [_by_heading(narrow[name]) for name in narrow.sheetnames[:4]]
    assert max(len(part[0]) for part in parts) == 10
    together = [{name: cell.value for part in rows for name, cell in part.items()} for rows in zip(*parts, strict=True)]
    assert together == [{name: cell.value for name, cell in row.items()} for row in _by_heading(whole["survei"])]
    monkeypatch.setattr("handlers.exporting.xlsx.MOST_COLUMNS", 1_000)
    monkeypatch.setattr("handlers.exporting.xlsx.MOST_ROWS", 3)
    monkeypatch.setattr("storage.exports.CHUNK", 1)
    assert [len(_by_heading(book["rumah_kpm"])) for book in _workbooks(export("xlsx"))] == [2, 1]


def _workbooks(files: list[Path]) -> list[Any]:
    found = []
    for file in files:
        archive = zipfile.ZipFile(file)
        if "[Content_Types].xml" in archive.namelist():
            found.append(openpyxl.load_workbook(file))
        else:
            found += [openpyxl.load_workbook(io.BytesIO(archive.read(name))) for name in archive.namelist()]
    return found


def test_zips_stay_below_the_limit(tmp_path: Path) -> None:
    for number in range(4):
        # What cannot be compressed: a zip of it is as large as it is.
        (tmp_path / f"{number}.csv").write_bytes(
            bytes((number * 7919 + i * i * 31 + i // 3) % 251 for i in range(3_000))
        )
    sizes = [file.stat().st_size for file in packed(sorted(tmp_path.glob("*.csv")), tmp_path, "x", limit=7_000)]
    assert len(sizes) > 1
    assert max(sizes) <= 7_000
    assert not list(tmp_path.glob("*.csv"))


def test_what_is_asked_for(district: District, export: Export) -> None:
    from datetime import date

    def sent(**more: Any) -> list[str]:
        return [row["meta_zona"] for row in csv_tables(export("csv", **more))["survei"]]

    # Sent at 17.30 UTC on the 20th and the 21st: a day later where they are.
    assert sent(since=date(2026, 11, 22)) == ["WITA"]
    assert sent(until=date(2026, 11, 21)) == ["WIB"]
    assert sent(region="51") == ["WITA"]
    assert sent(region="13.76") == ["WIB"]
