"""`docs/studi` says what is computed, and its files give what it says."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any, TypeAlias

import numpy as np
import pytest

from scoring.analysis.model_syntax import parse
from scoring.analysis.pls import pls
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.sem import sem
from tests.studies.exact_data import FOLDER, files
from tests.studies.pls003 import F2_OF_COMPETENCES, MEDIATED
from tests.studies.recomputed import STUDIES, scales_that_give
from tests.studies.recomputed_000 import (
    COMPETENCE,
    CONSTRUCTS,
    PATHS,
    composite_reliability,
    rounded_range,
    t_of_loadings,
    variance_extracted,
)

Array: TypeAlias = np.ndarray[Any, Any]
HEADER = ("Yang dihitung", "Tercetak", "Yang mengikuti dari angkanya")


def rows_of(page: str) -> list[tuple[str, ...]]:
    """Of all tables with our header."""
    found: list[tuple[str, ...]] = []
    ours = False
    for line in page.splitlines():
        if not line.startswith("|"):
            ours = False
            continue
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if cells == HEADER:
            ours = True
        elif ours and not set(line) <= {"|", "-"}:
            found.append(cells)
    return found


def columns_of(name: str) -> dict[str, Array]:
    rows = list(csv.DictReader(StringIO((FOLDER / name).read_text(encoding="utf-8"))))
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}


@pytest.mark.parametrize("study", sorted(STUDIES))
def test_each_page_has_the_computed_rows(study: str) -> None:
    page = (FOLDER / f"{study}.md").read_text(encoding="utf-8")
    assert rows_of(page) == list(STUDIES[study]())


def test_the_files_are_those_that_the_code_makes() -> None:
    for name, text in files().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text


def test_000_what_the_page_says_of_its_figures() -> None:
    loadings = [loading for loading, _ in COMPETENCE.values()]
    low, high = rounded_range(loadings)
    assert composite_reliability(low) < 0.863 < composite_reliability(high)
    assert variance_extracted(low) > 0.675
    # All six t belong to some 300 people: twice those asked.
    needed = [
        150 * (t / own) ** 2 for (_, t), own in zip(COMPETENCE.values(), t_of_loadings(loadings, 150), strict=True)
    ]
    needed += [t**2 * (1 - b**2) / b**2 for b, t in PATHS.values()]
    assert min(needed) > 270
    assert max(needed) < 305
    assert [variance_extracted(values) > 0.5 for values in CONSTRUCTS.values()] == [True, False, False]


def test_000_the_command_gives_the_loadings_and_calls_the_model_saturated() -> None:
    model = (FOLDER / "000-tabel-1.txt").read_text(encoding="utf-8")
    found = sem(model, columns_of("000-tabel-1.csv"), standardise_latent=True, convention="wishart")
    loadings = {row.rhs: row for row in found.estimates if row.op == "=~"}
    for item, (loading, _) in COMPETENCE.items():
        assert loadings[item].std == pytest.approx(loading, abs=5e-5)
    assert [round(loadings[item].z or 0.0, 2) for item in COMPETENCE] == [11.50, 13.80, 9.01]
    assert found.saturated
    assert "sem-saturated" in {remark.code for remark in found.remarks}


@pytest.mark.parametrize(
    ("mean", "truncated", "points"),
    [(33.33, False, [3, 6]), (66.66, False, []), (66.67, False, [3, 6]), (66.66, True, [3, 6]), (66.67, True, [])],
)
def test_001_which_scales_give_a_mean(mean: float, truncated: bool, points: list[int]) -> None:
    # One answer to one item: a third and two thirds are on scales of three and six points only.
    assert scales_that_give([(mean, 1)], 1, truncated=truncated) == points


def test_003_the_command_gives_the_printed_effects() -> None:
    model = PlsModel.of(parse((FOLDER / "003-model.txt").read_text(encoding="utf-8")))
    columns = columns_of("003-tiruan.csv")
    found = pls(np.column_stack(list(columns.values())), list(columns), model)
    paths = {(path.source, path.target): path for path in found.paths}
    for source, f2 in F2_OF_COMPETENCES.items():
        assert paths[source, "kinerja"].f2 == pytest.approx(f2, abs=5e-4)
    assert paths["lingkungan", "sosial"].f2 == pytest.approx(0.097, abs=5e-4)
    for (source, over), effect in MEDIATED.items():
        product = paths[source, over].coefficient * paths[over, "kinerja"].coefficient
        assert product == pytest.approx(effect, abs=5e-4)
    mediated = {each.route: each.effect for each in found.routes}
    assert max(mediated, key=lambda route: mediated[route]) == ("peran", "mengajar", "kinerja")
    assert min(mediated, key=lambda route: mediated[route]) == ("belajar", "personal", "kinerja")
