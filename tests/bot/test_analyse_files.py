"""The files that `pendamping analyse` reads: every kind gives the same, and bad ones are one clear line."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import pytest
import xlsxwriter

from bot.analysis_data_sheets import sheet_rows
from tests.bot.analysing_files import ITEMS, TWO_FACTORS, all_cells, answers, csv_of, figures, refused, with_cell
from tests.bot.conftest import Pendamping


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "model.txt"
    file.write_text(TWO_FACTORS)
    return file


def test_every_kind_of_file_gives_the_same(pendamping: Pendamping, tmp_path: Path, model: Path) -> None:
    """Comma, semicolon with decimal comma, tab, byte order marks, Excel's hint, gaps; SPSS with its missing codes, a
    workbook whose first sheet is the table and whose second is a codebook."""
    columns = answers()
    columns["nama"] = ["Siti, ibu"] * 120
    columns["a1"][3] = ""
    quoted = {**columns, "nama": ['"Siti, ibu"'] * 120}
    dotted = {**quoted, "a1": ["." if cell == "" else f'"{cell},0"' for cell in columns["a1"]]}
    files = {
        name: tmp_path / name for name in ("a.csv", "b.csv", "c.csv", "d.csv", "e.sav", "f.xlsx", "g.txt", "h.zip")
    }
    files["a.csv"].write_text(csv_of(quoted), encoding="utf-8-sig")
    files["b.csv"].write_text("sep=;\r\n" + csv_of(dotted, ";").replace("\n", "\r\n"))
    files["c.csv"].write_text(csv_of(quoted, "\t"), encoding="utf-16")
    files["d.csv"].write_bytes(csv_of(quoted).replace("Siti", "Séti").encode("latin-1"))
    coded = {**columns, "a1": [99.0 if cell == "" else float(cell) for cell in columns["a1"]]}
    pyreadstat.write_sav(pd.DataFrame(coded), str(files["e.sav"]), missing_ranges={"a1": [99.0]})
    book = openpyxl.Workbook()
    for row in ([*columns], *zip(*columns.values(), strict=True)):
        book.active.append(row)
    book.create_sheet("Kodebuk").append(["a1", "=1"])
    book.save(files["f.xlsx"])
    files["g.txt"].write_bytes(files["f.xlsx"].read_bytes())
    # As the bot sends its exports of CSV and SPSS: the table first.
    with zipfile.ZipFile(files["h.zip"], "w") as archive:
        archive.write(files["a.csv"], "kompetensi.csv")
        archive.writestr("kodebuk.csv", "Tabel,Nama\n")
    found = [
        figures(pendamping, "cfa", str(file), "--model", str(model), "--modification", "0") for file in files.values()
    ]
    assert [(each["n"], each["n_given"]) for each in found] == [(119, 120)] * len(files)
    assert len({each["fit"]["chi2"] for each in found}) == 1
    assert "a1" in found[0]["warnings"][0]


BAD_DATA = {
    "text in a column of numbers": (with_cell(4, "setuju"), ("a2", "row 6", "setuju")),
    "a constant item": (all_cells(4, "a5"), ("a5",)),
    "fewer rows than items": (csv_of(answers(5)), ("5 ", "6 items")),
    "no rows": (csv_of(answers(0)), ("data.csv", "not one row")),
    "an empty file": ("", ("data.csv", "empty")),
    "only blank lines": ("\n\n", ("data.csv", "empty")),
    "a missing column": (
        csv_of({k: v for k, v in answers().items() if k != "a6"}),
        ("line 2", "column 19", "a6", "a5"),
    ),
    "no complete row": (all_cells("", "a3"), ("a3",)),
    "a heading twice": (csv_of(answers()).replace("a6", "a6,a3", 1), ("several", "a3")),
    "a row too long": (with_cell(2, "1,2,3"), ("row 4", "8 cells", "6 columns")),
}


@pytest.mark.parametrize("case", BAD_DATA)
def test_bad_data_are_one_clear_line(pendamping: Pendamping, tmp_path: Path, model: Path, case: str) -> None:
    content, named = BAD_DATA[case]
    (tmp_path / "data.csv").write_text(content)
    words = ("cfa", str(tmp_path / "data.csv"), "--model", str(model), "--json")
    line = refused(pendamping, *words)
    assert all(name.lower() in line.lower() for name in named), line
    assert refused(pendamping, *words, language="id") != line


BAD_SCALES = {
    "text in a column of numbers": (with_cell(4, "setuju"), ("a2", "row 6", "setuju")),
    "thousands": (all_cells('"1.250,5"', "a3"), ("a3", "row 2", "1.250,5", "thousands")),
    "percent": (with_cell(4, "40%"), ("a2", "row 6", "40%", "percent")),
    "a number of Python's own": (with_cell(4, "1_000"), ("a2", "row 6", "1_000")),
    "a constant item": (all_cells(4, "a5"), ("a5", "--items")),
    "a heading twice": (csv_of(answers()).replace("a6", "a2", 1), ("several", "a2")),
    "no heading": (csv_of(answers()).split("\n", 1)[1], ("first line", "numbers")),
    "a title above": ("Hasil survei\n" + csv_of(answers()), ("Hasil survei", "title")),
    "a quotation mark left open": (with_cell(50, '"3'), ("row 52", "quotation mark")),
    "one row": (csv_of(answers(1)), ("only one row",)),
}


@pytest.mark.parametrize("case", BAD_SCALES)
def test_without_a_model_nothing_leaves_the_scale_in_silence(pendamping: Pendamping, tmp_path: Path, case: str) -> None:
    """All columns of numbers are the scale: one that is wrong is told, not left out."""
    content, named = BAD_SCALES[case]
    (tmp_path / "data.csv").write_text(content)
    for command in ("reliability", "efa"):
        line = refused(pendamping, command, str(tmp_path / "data.csv"))
        assert all(name.lower() in line.lower() for name in named), line


def test_workbooks_and_spss_files_of_real_life(pendamping: Pendamping, tmp_path: Path, model: Path) -> None:
    """Sheets that are hidden or empty before the table; formulas that nobody computed; dates of SPSS."""
    rows = [[*answers()], *zip(*answers().values(), strict=True)]
    book, file = openpyxl.Workbook(), tmp_path / "data.xlsx"
    book.create_sheet("kosong")
    sheet = book.create_sheet("jawaban")
    for row in rows:
        sheet.append(row)
    book.active.append(["catatan"])
    book.active.sheet_state = "hidden"
    book.save(file)
    words = ("--model", str(model))
    assert figures(pendamping, "cfa", str(file), *words)["n"] == 120
    sheet["C5"] = "=2+2"
    book.save(file)
    line = refused(pendamping, "cfa", str(file), *words)
    assert all(name in line for name in ("Row 5", "formula", "data.xlsx")), line
    dated = tmp_path / "data.sav"
    days = pd.to_datetime("2026-01-01") + pd.to_timedelta(np.arange(120) % 50, unit="D")
    pyreadstat.write_sav(pd.DataFrame({**answers(), "tanggal": days.date}), str(dated))
    whole = figures(pendamping, "reliability", str(dated), "--language", "en")
    assert len(whole["scales"][0]["items"]) == 6
    assert "tanggal" in whole["warnings"][-1]


def test_own_exports_count_people_once(pendamping: Pendamping, tmp_path: Path, model: Path) -> None:
    """Of whoever sent twice the last answers, and no figures that the bot computed itself."""
    columns = {**answers(), "persen_sikap": range(120)}
    about: dict[str, list[Any]] = {
        "meta_kunci": [f"K{at}" for at in range(120)],
        "meta_terbaru": [int(at % 6 > 0) for at in range(120)],
    }
    file = tmp_path / "ekspor.csv"
    file.write_text(csv_of({**about, **columns}))
    found = figures(pendamping, "cfa", str(file), "--model", str(model), "--language", "en")
    assert (found["n"], found["warnings"][-1][:18]) == (100, "20 of 120 rows are")
    assert figures(pendamping, "cfa", str(file), "--model", str(model), "--all-rows")["n"] == 120
    whole = figures(pendamping, "reliability", str(file), "--language", "en")
    assert [item["name"] for item in whole["scales"][0]["items"]] == [*ITEMS]
    assert any("(3): meta_kunci, meta_terbaru, persen_sikap" in sentence for sentence in whole["warnings"])
    about["meta_terbaru"] = [0] * 120
    file.write_text(csv_of({**about, **columns}))
    assert "--all-rows" in refused(pendamping, "cfa", str(file), "--model", str(model))


@pytest.mark.parametrize("inline", [True, False])
def test_cells_are_read_as_openpyxl_reads_them(tmp_path: Path, inline: bool) -> None:
    """Words in the cell or in the workbook's list, gaps, dates, hours, truth, errors, figures of formulas."""
    file = tmp_path / "cells.xlsx"
    book = xlsxwriter.Workbook(str(file), {"constant_memory": inline})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    hours = book.add_format({"num_format": "[h]:mm"})
    sheet.write_row(0, 0, ["a1", "Siti & <Ani>  “x”", "\u00e9\n", "tgl"])
    sheet.write_row(2, 1, [3, -0.25, 1e-7, True])
    sheet.write_row(2, 30, ["jauh"])
    sheet.write_datetime(3, 0, datetime(2026, 11, 22, 7, 30), day)
    sheet.write_number(3, 1, 1.5, hours)
    sheet.write_formula(3, 2, "=1+1", None, 2)
    sheet.write_formula(3, 4, "=1/0", None, "#DIV/0!")
    book.close()
    rows = dict(sheet_rows(file))
    expected = openpyxl.load_workbook(file, data_only=True).active.iter_rows(values_only=True)
    for number, row in enumerate(expected, 1):
        found = [*rows.get(number, ()), *([None] * 31)]
        assert [cell or None for cell in found[:31]] == [cell or None for cell in row]
    assert sorted(rows) == [1, 3, 4]
