"""`pendamping analyse`: figures as JSON, tables, files; and one clear line for whatever cannot be analysed."""

from __future__ import annotations

import json
import math
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import pytest

from tests.bot.conftest import Pendamping

HOLZINGER = Path(__file__).parents[1] / "scoring" / "analysis" / "data" / "HolzingerSwineford1939.csv"
THREE_FACTORS = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"
ITEMS = tuple(f"a{number}" for number in range(1, 7))
TWO_FACTORS = "sikap =~ a1 + a2 + a3\nlaku =~ a4 + a5 + a6\n"


def answers(rows: int = 120) -> dict[str, list[Any]]:
    """Six items of two related factors, answered from 1 to 5."""
    random = np.random.default_rng(20261122)
    common = random.standard_normal((rows, 1))
    own = np.repeat(random.standard_normal((rows, 2)), 3, axis=1)
    values = np.clip(np.rint(3 + 0.6 * common + 0.7 * own + 0.8 * random.standard_normal((rows, 6))), 1, 5)
    return {name: [int(value) for value in values[:, place]] for place, name in enumerate(ITEMS)}


def csv_of(columns: Mapping[str, Sequence[Any]], separator: str = ",") -> str:
    rows = zip(*columns.values(), strict=True)
    return "\n".join(separator.join(str(cell) for cell in row) for row in (columns, *rows)) + "\n"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "model.txt"
    file.write_text(TWO_FACTORS)
    return file


def figures(pendamping: Pendamping, *words: str) -> dict[str, Any]:
    said = pendamping("analyse", *words, "--json")
    assert (said.exit_code, said.stderr) == (0, ""), said.output
    assert "NaN" not in said.stdout
    assert "Infinity" not in said.stdout
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def refused(pendamping: Pendamping, *words: str, language: str = "en") -> str:
    said = pendamping("analyse", *words, "--language", language)
    assert said.exit_code == 2, said.output
    [line] = said.stderr.splitlines()
    assert line.startswith("pendamping: ")
    assert not said.stdout
    return str(line.removeprefix("pendamping: "))


def test_figures_of_a_factor_analysis(pendamping: Pendamping, tmp_path: Path) -> None:
    """The classic example: chi2 of lavaan's documentation, and the keys that the project promised."""
    text = tmp_path / "model.txt"
    text.write_text(THREE_FACTORS)
    found = figures(pendamping, "cfa", str(HOLZINGER), "--model", str(text), "--seed", "7")
    assert list(found)[:6] == ["n", "estimator", "converged", "fit", "parameters", "warnings"]
    assert (found["n"], found["estimator"], found["converged"]) == (301, "ML", True)
    assert (found["convention"], found["missing"], found["seed"], found["ordinal"]) == ("normal", "listwise", 7, [])
    fit = found["fit"]
    assert (round(fit["chi2"], 3), fit["df"], round(fit["cfi"], 3), round(fit["srmr"], 3)) == (85.306, 24, 0.931, 0.065)
    assert {"p", "tli", "ifi", "rmsea", "rmsea_lo", "rmsea_hi", "gfi", "agfi", "aic", "bic", "npar"} <= set(fit)
    first, second = found["parameters"][:2]
    assert [first[key] for key in ("lhs", "op", "rhs", "est", "se", "z", "p")] == ["visual", "=~", "x1", 1, *[None] * 3]
    assert second["est"] == pytest.approx(0.5535, abs=1e-4)
    assert second["std"] == pytest.approx(0.4236, abs=1e-4)
    assert found["r2"]["x1"] == pytest.approx(0.5958, abs=1e-4)
    assert {"sahabat-pendamping", "numpy", "scipy", "python"} == set(found["versions"])
    by_lisrel = figures(pendamping, "cfa", str(HOLZINGER), "--model", str(text), "--convention", "lisrel")
    assert by_lisrel["fit"]["chi2"] == pytest.approx(fit["chi2"] * 300 / 301)
    grouped = figures(
        pendamping, "cfa", str(HOLZINGER), "--model", str(text), "--group", "school", "--equal", "loadings,intercepts"
    )
    assert grouped["groups"] == {"Pasteur": 156, "Grant-White": 145}
    assert (round(grouped["fit"]["chi2"], 3), grouped["fit"]["df"]) == (164.103, 60)
    assert {row["group"] for row in grouped["parameters"]} == {"Pasteur", "Grant-White"}
    compared = figures(pendamping, "cfa", str(HOLZINGER), "--model", str(text), "--group", "school", "--invariance")
    steps = compared["invariance"]["steps"]
    assert [(step["level"], round(step["fit"]["chi2"], 3), step["fit"]["df"]) for step in steps] == [
        ("configural", 115.851, 48),
        ("metric", 124.044, 54),
        ("scalar", 164.103, 60),
    ]
    assert (compared["invariance"]["reached"], round(compared["fit"]["chi2"], 3)) == ("metric", 124.044)


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


def test_figures_of_reliability_pls_and_exploration(pendamping: Pendamping, tmp_path: Path, model: Path) -> None:
    columns = {"id": [*range(1, 121)], "nama": ["Siti"] * 120, **answers()}
    file = tmp_path / "data.csv"
    file.write_text(csv_of(columns))
    found = figures(pendamping, "reliability", str(file), "--model", str(model))
    values = np.array([columns[item] for item in ITEMS[:3]], dtype=float)
    alpha = 1.5 * (1 - values.var(axis=1, ddof=1).sum() / values.sum(axis=0).var(ddof=1))
    assert [scale["name"] for scale in found["scales"]] == ["sikap", "laku"]
    assert found["scales"][0]["alpha"] == pytest.approx(alpha)
    whole = figures(pendamping, "reliability", str(file), "--language", "en")
    assert [[item["name"] for item in scale["items"]] for scale in whole["scales"]] == [[*ITEMS]]
    assert whole["warnings"][-1] == "2 columns are left out, being text, all the same or running numbers: id, nama."
    explored = figures(pendamping, "efa", str(file), "--items", ",".join(ITEMS), "--seed", "3", "--factors", "2")
    assert (explored["n"], explored["seed"], explored["parallel"]["seed"]) == (120, 3, 3)
    assert np.shape(explored["factors"]["loadings"]) == (6, 2)
    path = tmp_path / "pls.txt"
    path.write_text(TWO_FACTORS + "laku ~ sikap\n")
    words = ("pls", str(file), "--model", str(path), "--bootstrap", "200", "--seed", "5")
    drawn = figures(pendamping, *words)
    [line] = drawn["paths"]
    assert list(line)[:3] == ["from", "to", "coef"]
    assert {"se", "lo", "hi", "f2"} <= set(line)
    assert (line["from"], line["to"]) == ("sikap", "laku")
    assert line["lo"] < line["coef"] < line["hi"]
    assert line["f2"] == pytest.approx(drawn["r2"]["laku"] / (1 - drawn["r2"]["laku"]))
    assert drawn["htmt"]["sikap"]["laku"] == drawn["htmt"]["laku"]["sikap"]
    assert figures(pendamping, *words) == drawn


def test_without_json_there_are_words_and_tables(pendamping: Pendamping, tmp_path: Path, model: Path) -> None:
    file = tmp_path / "data.csv"
    file.write_text(csv_of(answers()))
    said = pendamping("analyse", "cfa", str(file), "--model", str(model))
    assert said.exit_code == 0, said.output
    assert said.stdout.startswith("Analisis faktor dan persamaan struktural\n")
    assert "Muatan faktor" in said.stdout
    assert any(line.startswith("sikap") and "0," in line for line in said.stdout.splitlines())
    report = tmp_path / "hasil.pdf"
    said = pendamping("analyse", "cfa", str(file), "--model", str(model), "--report", str(report))
    assert (said.exit_code, said.stdout) == (0, f"{report}\n"), said.output
    assert report.read_bytes().startswith(b"%PDF")


def _with(place: int, cell: Any, item: str = "a2") -> str:
    columns = answers()
    columns[item][place] = cell
    return csv_of(columns)


def _every(cell: Any, item: str) -> str:
    return csv_of({**answers(), item: [cell] * 120})


BAD_DATA = {
    "text in a column of numbers": (_with(4, "setuju"), ("a2", "row 6", "setuju")),
    "a constant item": (_every(4, "a5"), ("a5",)),
    "fewer rows than items": (csv_of(answers(5)), ("5 ", "6 items")),
    "no rows": (csv_of(answers(0)), ("data.csv", "not one row")),
    "an empty file": ("", ("data.csv", "empty")),
    "only blank lines": ("\n\n", ("data.csv", "empty")),
    "a missing column": (
        csv_of({k: v for k, v in answers().items() if k != "a6"}),
        ("line 2", "column 19", "a6", "a5"),
    ),
    "no complete row": (_every("", "a3"), ("a3",)),
    "a heading twice": (csv_of(answers()).replace("a6", "a6,a3", 1), ("several", "a3")),
    "a row too long": (_with(2, "1,2,3"), ("row 4", "8 cells", "6 columns")),
}


@pytest.mark.parametrize("case", BAD_DATA)
def test_bad_data_are_one_clear_line(pendamping: Pendamping, tmp_path: Path, model: Path, case: str) -> None:
    content, named = BAD_DATA[case]
    (tmp_path / "data.csv").write_text(content)
    words = ("cfa", str(tmp_path / "data.csv"), "--model", str(model), "--json")
    line = refused(pendamping, *words)
    assert all(name.lower() in line.lower() for name in named), line
    assert refused(pendamping, *words, language="id") != line


BAD_MODELS = {
    "sikap =~ a1 + a2 + b3": ("line 1", "column 20", "“b3”", "Did you mean “a3”"),
    "sikap =~ a1 + a2\n": ("sikap", "2 items"),
    "sikap =~ NA*a1 + a2 + a3": ("sikap", "sikap ~~ 1*sikap"),
    "sikap = a1 + a2 + a3": ("line 1", "column 7", "=~"),
    "sikap =~ a1 + a2 + a3\nlaku =~ a4 a5": ("line 2", "column 12", "a5"),
    "sikap <~ a1 + a2 + a3": ("sikap", "PLS"),
    "": ("empty",),
    "sikap =~ a1 + a2 + a3\nindeks := p*2": ("line 2", "column 11", "“p”"),
}


@pytest.mark.parametrize("text", BAD_MODELS)
def test_bad_models_are_one_clear_line(pendamping: Pendamping, tmp_path: Path, text: str) -> None:
    (tmp_path / "data.csv").write_text(csv_of(answers()))
    (tmp_path / "model.txt").write_text(text)
    line = refused(pendamping, "sem", str(tmp_path / "data.csv"), "--model", str(tmp_path / "model.txt"))
    assert all(name.lower() in line.lower() for name in BAD_MODELS[text]), line


def test_what_is_asked_wrongly_is_one_line(pendamping: Pendamping, tmp_path: Path, model: Path) -> None:
    data, no, folder = tmp_path / "data.csv", tmp_path / "tidak_ada.csv", tmp_path
    data.write_text(csv_of({**answers(), "daerah": ["Kota"] * 120}))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "broken.sav").write_bytes(b"$FL2 nothing")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0 nothing")
    (tmp_path / "binary.csv").write_bytes(b"a1,a2\n\0\1\2")
    model_words = ("--model", str(model))
    for words, named in (
        ((str(no), *model_words), ("tidak_ada.csv", "no data file")),
        ((str(folder), *model_words), ("cannot be read",)),
        *(
            ((str(tmp_path / name), *model_words), (name,))
            for name in ("broken.xlsx", "broken.sav", "old.xls", "binary.csv")
        ),
        ((str(data), "--model", str(tmp_path / "tidak.txt")), ("tidak.txt", "no model file")),
        ((str(data), "--model", str(tmp_path / "binary.csv")), ("binary.csv", "plain text")),
        ((str(data), *model_words, "--estimator", "GLS"), ("--estimator", "GLS", "MLM")),
        ((str(data), *model_words, "--estimator", "WLSMV"), ("WLSMV",)),
        ((str(data), *model_words, "--ordinal", "a1,b2"), ("b2",)),
        ((str(data), *model_words, "--missing", "mean"), ("--missing", "mean", "fiml")),
        ((str(data), *model_words, "--equal", "loadings"), ("--group",)),
        ((str(data), *model_words, "--group", "daera"), ("daera", "daerah")),
        ((str(data), *model_words, "--group", "daerah"), ("Kota",)),
        ((str(data), *model_words, "--group", "daerah", "--equal", "muatan"), ("muatan", "loadings")),
        ((str(data), *model_words, "--report", str(tmp_path / "x" / "y.pdf")), ("y.pdf", "folder")),
    ):
        line = refused(pendamping, "cfa", *words)
        assert all(name in line for name in named), line
    assert "--language" in refused(pendamping, "cfa", str(data), *model_words, language="jv")


def test_help_names_the_commands_and_their_options(pendamping: Pendamping) -> None:
    said = pendamping("analyse", "--help")
    assert all(name in said.output for name in ("reliability", "cfa", "sem", "pls", "efa"))
    wanted = {
        "cfa": ("--estimator", "--ordinal", "--missing", "--group", "--equal", "--json", "--report", "--convention"),
        "pls": ("--bootstrap", "--seed", "--consistent", "--json"),
        "efa": ("--factors", "--rotation"),
    }
    for command, options in wanted.items():
        said = pendamping("analyse", command, "--help")
        assert all(option in said.output for option in options), command


def test_json_has_no_numbers_that_are_none() -> None:
    from bot.analysis_json import dumps

    told = json.loads(dumps({"a": math.nan, "b": np.array([1.0, math.inf]), "c": np.int64(3), "d": (np.float64(0.5),)}))
    assert told == {"a": None, "b": [1.0, None], "c": 3, "d": [0.5]}
