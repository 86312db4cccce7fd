"""`pendamping analyse`: figures as JSON, tables, files; and one clear line for whatever cannot be analysed."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from tests.bot.analysing_files import ITEMS, TWO_FACTORS, answers, csv_of, figures, refused
from tests.bot.conftest import Pendamping

HOLZINGER = Path(__file__).parents[1] / "scoring" / "analysis" / "data" / "HolzingerSwineford1939.csv"
THREE_FACTORS = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "model.txt"
    file.write_text(TWO_FACTORS)
    return file


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
    text.write_text("visual =~ x1 + x2 + x3")
    saturated = figures(pendamping, "cfa", str(HOLZINGER), "--model", str(text), "--language", "en")
    told = {name: saturated["fit"][name] for name in ("df", "p", "cfi", "tli", "ifi", "rmsea", "rmsea_hi", "gfi")}
    assert told == {"df": 0, "p": None, "cfi": 1, "tli": 1, "ifi": 1, "rmsea": 0, "rmsea_hi": 0, "gfi": 1}
    assert (saturated["saturated"], "saturated" in saturated["warnings"][0]) == (True, True)
    text.write_text(THREE_FACTORS)
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
    assert whole["warnings"][-2:] == [
        "Columns left out, being text or dates (1): nama.",
        "Columns left out, all values being different, as running numbers are (1): id.",
    ]
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


def test_questions_of_a_test_by_their_key(pendamping: Pendamping, tmp_path: Path) -> None:
    """Options that were chosen and the right ones; right and wrong as 0 and 1 give the same KR-20."""
    random = np.random.default_rng(7)
    knows = random.standard_normal((60, 1)) > random.standard_normal((60, 5))
    columns = {f"s{at}": ["b" if right else "ac"[at % 2] for right in knows[:, at]] for at in range(5)}
    columns["s0"][0] = ""
    files = {name: tmp_path / name for name in ("data.csv", "key.csv", "points.csv", "bad.csv")}
    files["data.csv"].write_text(csv_of(columns))
    files["key.csv"].write_text("butir;kunci\n" + "".join(f"s{at};b\n" for at in range(5)))
    points = {name: [int(option == "b") for option in chosen] for name, chosen in columns.items()}
    files["points.csv"].write_text(csv_of(points))
    words = ("reliability", str(files["data.csv"]), "--key", str(files["key.csv"]))
    found = figures(pendamping, *words)
    assert (found["n"], found["k"], found["coefficient"]) == (60, 5, "KR-20")
    first = found["questions"][0]
    assert (first["missing"], first["difficulty"]) == (1, pytest.approx(np.mean(points["s0"])))
    assert [(each["option"], each["is_key"]) for each in first["options"]] == [("a", False), ("b", True)]
    whole = figures(pendamping, "reliability", str(files["points.csv"]), "--language", "en")
    assert whole["scales"][0]["kr20"] == whole["scales"][0]["alpha"] == pytest.approx(found["reliability"])
    assert any("KR-20" in sentence for sentence in whole["warnings"])
    said = pendamping("analyse", *words)
    assert (said.exit_code, "KR-20" in said.stdout, "s4" in said.stdout) == (0, True, True)
    for content, named in (
        ("item,key\ns0,b\ns0,a\n", ("s0", "twice")),
        ("item,key\ns0,b\ns1,\n", ("s1", "incomplete")),
        ("item,key\ns0,b\nt1,a\n", ("t1",)),
        ("soal,jawaban\ns0,b\ns1,a\n", ("item and key",)),
    ):
        files["bad.csv"].write_text(content)
        line = refused(pendamping, *words[:2], "--key", str(files["bad.csv"]))
        assert all(name in line for name in named), line
    assert "--items" in refused(pendamping, *words, "--items", "s0,s1")


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


def test_a_path_model_needs_no_more_people_than_items(pendamping: Pendamping, tmp_path: Path, model: Path) -> None:
    (tmp_path / "data.csv").write_text(csv_of(answers(6)))
    (tmp_path / "pls.txt").write_text(TWO_FACTORS + "laku ~ sikap\n")
    found = figures(pendamping, "pls", str(tmp_path / "data.csv"), "--model", str(tmp_path / "pls.txt"))
    assert (found["n"], len(found["paths"])) == (6, 1)
    assert "6" in found["warnings"][0]


BAD_MODELS = {
    "sikap =~ a1 + a2 + b3": ("line 1", "column 20", "“b3”", "Did you mean “a3”"),
    "sikap =~ a1 + a2\n": ("sikap", "2 items"),
    "sikap =~ NA*a1 + a2 + a3": ("sikap", "sikap ~~ 1*sikap"),
    "sikap = a1 + a2 + a3": ("line 1", "column 7", "=~"),
    "sikap =~ a1 + a2 + a3\nlaku =~ a4 a5": ("line 2", "column 12", "a5"),
    "sikap =~ " + "(" * 5000: ("line 1", "column 59", "nested"),
    "sikap =~ laku\nlaku =~ sikap": ("sikap", "no items"),
    "sikap =~ a1 + " + "x" * 4000: ("line 1", "column 15", "xxxx…"),
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
        ((str(folder), *model_words), ("is a folder",)),
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
        ((str(data), *model_words, "--ordinal", ","), ("--ordinal", "names nothing")),
        ((str(data), *model_words, "--report", str(folder)), ("is a folder",)),
        ((str(data), *model_words, "--xlsx", str(data)), ("data file itself",)),
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
