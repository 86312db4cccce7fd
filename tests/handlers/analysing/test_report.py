"""The report as people get it: figures, verdict, warnings; on paper and as a workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from handlers.analysing.report import Result, summary
from handlers.analysing.report_findings import Origin
from handlers.analysing.words import Writing
from handlers.analysing.xlsx import write_xlsx
from scoring.analysis.exploratory import efa
from scoring.analysis.invariance import invariance
from scoring.analysis.knowledge_tests import analyse_test
from scoring.analysis.parallel_analysis import parallel_analysis
from scoring.analysis.problems import Remark
from scoring.analysis.quick_check import quick_check
from scoring.analysis.reliability import reliability
from scoring.analysis.sem import sem
from tests.handlers.analysing.results import HOLZINGER, ORIGIN, holzinger, pages, paths, three_factors


def test_page_one_says_what_was_asked_and_how_it_ended(tmp_path: Path) -> None:
    """lavaan's figures of this model: chi2(24) = 85.306, CFI .931, RMSEA .092, SRMR .065."""
    first, *others = pages(three_factors(), tmp_path / "a.pdf")
    assert "Holzinger & Swineford <1939>" in first
    assert "Tiga faktor?" in first
    assert "301 orang" in first
    assert "Model belum sesuai dengan data." in first
    assert "CFI 0,931 (dapat diterima); TLI 0,896 (belum memadai); RMSEA 0,092 (belum memadai); SRMR 0,065" in first
    assert "χ² = 85,31, df = 24, p < 0,001" in first
    assert "Panah adalah anggapan" not in first  # no path, nothing to say of causes
    rest = " ".join(others)
    assert "Hu & Bentler 1999" in rest
    assert "0,071; 0,114" in rest
    assert "x4 Memahami bacaan" in rest
    assert "numpy 2" in rest
    assert "20261122" in rest
    assert "speed =~ x7 + x8 + x9" in rest


def test_every_parameter_stands_on_paper(tmp_path: Path) -> None:
    result, w = three_factors(), Writing("id")
    written = " ".join(pages(result, tmp_path / "a.pdf"))
    for row in result.estimates:
        assert w.figure(row.est) in written, row
        if row.free:
            assert w.figure(row.std) in written, row
            assert w.figure(row.se) in written, row


def test_a_saturated_model_is_never_called_good(tmp_path: Path) -> None:
    result = sem("visual =~ x1 + x2 + x3", holzinger())
    for language, word, praise in (
        ("id", "jenuh", ("sesuai dengan data", "baik;", "sempurna")),
        ("en", "saturated", ("good;",)),
    ):
        written = " ".join(pages(result, tmp_path / "a.pdf", language))
        assert word in written
        assert not [one for one in praise if one in written]


def test_verdict_and_grave_warnings_stand_on_page_one(tmp_path: Path) -> None:
    grave = Remark("sem-few-people", {"n": 40}, grave=True)
    first = pages(replace(three_factors(), remarks=(grave,)), tmp_path / "a.pdf")[0]
    warning = Writing("id").sentences([grave])[0]
    assert 0 < first.index("Kesimpulan singkat") < first.index(" ".join(warning.split())[:40])
    assert summary(replace(three_factors(), remarks=(grave,)), "id")[-1] == warning


def test_many_warnings_of_one_kind_leave_the_verdict_on_page_one(tmp_path: Path) -> None:
    """Nine scales that are one: 36 pairs are hardly told apart, which is one sentence."""
    random = np.random.default_rng(5)
    names = tuple(f"{scale}{item}" for scale in "abcdefghi" for item in range(3))
    values = np.round(3 + random.normal(size=(60, 1)) + 0.8 * random.normal(size=(60, 27)))
    values[0, 0] = np.nan
    result = reliability(values, names, {scale: [n for n in names if n[0] == scale] for scale in "abcdefghi"})
    first = pages(result, tmp_path / "a.pdf")[0]
    assert "Semua 9 skala andal atau cukup andal" in first
    assert first.count("hampir tidak terbedakan") == 1
    assert "(HTMT 0,90 atau lebih): " in first
    assert "60 orang; 59 menjawab semua butir; 59–60 dihitung per skala" in first
    assert summary(result, "id")[0].startswith("Semua 9 skala")


def test_a_reversed_item_is_among_the_warnings() -> None:
    columns = holzinger()
    values = np.column_stack([columns["x1"], -columns["x2"], columns["x3"], columns["x4"]])
    found = reliability(values, ("x1", "x2", "x3", "x4"), {"s": ("x1", "x2", "x3", "x4")})
    assert [one.facts["names"] for one in found.remarks if one.code == "items-reversed"] == ["x2"]


def test_an_impossible_solution_is_not_praised(tmp_path: Path) -> None:
    result = replace(three_factors(), remarks=(Remark("sem-latent-not-positive", {}, grave=True),))
    first = pages(result, tmp_path / "a.pdf")[0]
    assert "Penyelesaian ini memuat angka yang tidak mungkin" in first
    nowhere = tuple(replace(row, std=float("nan")) for row in result.estimates)
    assert "– sampai –" not in " ".join(pages(replace(result, estimates=nowhere), tmp_path / "a.pdf"))
    good = replace(result, fit={**result.fit, "cfi": 1.0, "tli": 1.0, "rmsea": 0.0, "srmr": 0.01})
    assert "Model sesuai" not in pages(good, tmp_path / "a.pdf")[0]
    unrelated = replace(good, remarks=(Remark("sem-nothing-shared", {}, grave=True),))
    first = pages(unrelated, tmp_path / "a.pdf")[0]
    assert "hampir tidak saling berhubungan" in first
    assert "(baik)" not in first


def test_groups_have_their_own_diagrams_and_columns(tmp_path: Path) -> None:
    school = ["Pasteur"] * 156 + ["Grant-White"] * 145
    result = sem(HOLZINGER, holzinger(), group=("sekolah", school), equal=("loadings",))
    written = " ".join(pages(result, tmp_path / "a.pdf"))
    assert "Diagram jalur: Pasteur" in written
    assert "Diagram jalur: Grant-White" in written
    assert "Intersep" in written


def test_invariance_says_what_may_be_compared(tmp_path: Path) -> None:
    """lavaan's figures of this example: chi2 115.851 (48), 124.044 (54), 164.103 (60); the scalar step fails."""
    school = ["Pasteur"] * 156 + ["Grant-White"] * 145
    result = invariance(HOLZINGER, holzinger(), ("sekolah", school))
    # Its steps are told with it, not once more.
    first, *others = pages([result, result.steps[1].result], tmp_path / "a.pdf")
    assert first.count("Kesimpulan singkat") == 1
    assert "muatannya sama: hubungan boleh dibandingkan" in first
    assert "tidak berlaku: ΔCFI -0,038" in first
    written = " ".join(others)
    for figure in ("115,85", "124,04", "164,10", "8,19", "40,06"):
        assert figure in written


def test_names_that_people_give_are_shown_as_they_are(tmp_path: Path) -> None:
    """Markup, formulas, control letters and long words harm neither file."""
    names = {
        "x1": "=SUM(A1)",
        "x2": "<b>&amp;",
        "x3": "tab\there\x07" + "panjang_" * 12,
        "visual": "pengetahuan_dan_" * 4,
    }
    result = three_factors()

    def named(row: object) -> object:
        return replace(row, lhs=names.get(row.lhs, row.lhs), rhs=names.get(row.rhs, row.rhs))  # type: ignore[attr-defined,type-var]

    observed = tuple(names.get(name, name) for name in result.table.observed)
    latent = tuple(names.get(name, name) for name in result.table.latent)
    r2 = {group: {names.get(name, name): value for name, value in found.items()} for group, found in result.r2.items()}
    odd = replace(
        result,
        estimates=tuple(map(named, result.estimates)),  # type: ignore[arg-type]
        modifications=tuple(map(named, result.modifications)),  # type: ignore[arg-type]
        table=replace(result.table, observed=observed, latent=latent),
        r2=r2,
    )
    written = " ".join(pages(odd, tmp_path / "a.pdf"))
    assert "=SUM(A1)" in written
    assert "<b>&amp;" in written
    write_xlsx(odd, tmp_path / "a.xlsx", language="id", title="=1+1", origin=ORIGIN, versions={})
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Muatan"]
    assert sheet["B2"].value == "=SUM(A1)"
    assert sheet["B2"].data_type == "s"


def test_the_workbook_has_numbers_as_numbers(tmp_path: Path) -> None:
    result = three_factors()
    write_xlsx(result, tmp_path / "a.xlsx", language="id", title="Uji", origin=ORIGIN, versions={"numpy": "2"}, seed=7)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[0] == "Ringkasan"
    assert {"Kesesuaian", "Muatan", "R2", "Residual", "Modifikasi", "Parameter", "Cara hitung"} <= set(book.sheetnames)
    rows = list(book["Parameter"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1], row[2]) for row in rows] == [
        (one.lhs, one.op, one.rhs or None) for one in result.estimates
    ]
    assert [row[6] for row in rows] == pytest.approx([one.est for one in result.estimates], rel=1e-14)
    assert [row[7] for row in rows] == [None if one.se is None else pytest.approx(one.se) for one in result.estimates]
    fit = dict(book["Kesesuaian lengkap"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert fit["chi2"] == pytest.approx(85.30552, abs=1e-4)
    assert book["Parameter"].freeze_panes == "A2"
    words = [cell for row in book["Ringkasan"].iter_rows(values_only=True) for cell in row if cell]
    assert "Model belum sesuai dengan data. Lihat muatan lemah dan residual terbesar sebelum memakainya." in words


def test_a_path_model_by_pls(tmp_path: Path) -> None:
    result, w = paths(), Writing("id")
    written = " ".join(pages(result, tmp_path / "a.pdf", origin=Origin("data", 150, ORIGIN.day)))
    for path in result.paths:
        assert path.spread is not None
        for figure in (path.coefficient, path.f2, path.spread.lo, path.spread.hi):
            assert w.figure(figure) in written
    for item in result.items:
        assert w.figure(item.loading) in written
    assert "peran → mengajar → kinerja" in written
    assert "60 dari 60 ulangan dipakai" in written
    assert "bukan faktor laten" in written
    # What nothing follows from comes first.
    assert summary(result, "id")[1].startswith("Untuk kinerja")


def _others() -> dict[str, Result | list[Result]]:
    columns = holzinger()
    values, names = np.array(list(columns.values())).T, tuple(columns)
    scales = {"visual": names[:3], "textual": names[3:6], "speed": names[6:]}
    right = (values > np.median(values, axis=0)).astype(float)
    return {
        "reliability": reliability(values, names, scales),
        "quick": quick_check(values, names, scales, None, None),
        "efa": [parallel_analysis(values, names, seed=3, draws=20), efa(values, names, 3, method="ml")],
        "test": analyse_test(right, names),
    }


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_other_analyses_are_told_too(tmp_path: Path, language: str) -> None:
    """Figures: alpha of the nine tests' scales .626, .883, .688; three factors by parallel analysis."""
    w = Writing(language)
    written = {kind: " ".join(pages(result, tmp_path / "a.pdf", language)) for kind, result in _others().items()}
    for alpha in (0.63, 0.88, 0.69):
        assert f"{w.fixed(alpha)} [" in written["reliability"]
        assert f"{w.fixed(alpha)} [" in written["quick"]
    assert ("Faktor yang disarankan: 3." if language == "id" else "Factors suggested: 3.") in written["efa"]
    assert all(f"F{number}" in written["efa"] for number in (1, 2, 3))
    assert "KR-20" in written["test"]
