"""003's model: what it printed comes out of data that have it."""

from __future__ import annotations

import numpy as np
import pytest

from bot.publishing import LIBRARY, library_files
from forms import compile_form
from scoring.analysis.pls import pls_of_correlations
from scoring.analysis.pls_results import PlsResult
from tests.studies import pls003


def printed(result: PlsResult) -> dict[tuple[str, ...], float]:
    """The figures of 003 chapter 4: f² by (source, target), mediated effects by route."""
    f2 = {(each.source, each.target): each.f2 for each in result.paths}
    routes = {each.route: each.effect for each in result.routes}
    return {
        **{(name, "kinerja"): f2[name, "kinerja"] for name in pls003.F2_OF_COMPETENCES},
        ("lingkungan", "sosial"): f2["lingkungan", "sosial"],
        ("peran", "mengajar", "kinerja"): routes["peran", "mengajar", "kinerja"],
        ("belajar", "personal", "kinerja"): routes["belajar", "personal", "kinerja"],
    }


FIGURES = {
    ("mengajar", "kinerja"): 0.128,
    ("komunikasi", "kinerja"): 0.074,
    ("sosial", "kinerja"): 0.029,
    ("personal", "kinerja"): 0.025,
    ("lingkungan", "sosial"): 0.097,
    ("peran", "mengajar", "kinerja"): 0.088,
    ("belajar", "personal", "kinerja"): 0.019,
}


def test_003_comes_out_to_its_last_printed_digit() -> None:
    model = pls003.model()
    result = pls_of_correlations(pls003.item_correlations(), 25_072, model.items, model, stop=1e-12)
    assert {name: round(figure, 3) for name, figure in printed(result).items()} == FIGURES
    of_supports = {(each.source, each.target): each.f2 for each in result.paths if each.target != "kinerja"}
    assert max(of_supports, key=lambda path: of_supports[path]) == ("lingkungan", "sosial")
    mediated = {each.route: each.effect for each in result.routes}
    assert max(mediated, key=lambda route: mediated[route]) == ("peran", "mengajar", "kinerja")
    assert len(mediated) == 16


def test_as_many_people_as_003_asked_give_its_figures_within_chance() -> None:
    model = pls003.model()
    answers = pls003.draw(25_072, seed=3)
    result = pls_of_correlations(np.corrcoef(answers.T), len(answers), model.items, model)
    assert printed(result) == pytest.approx(FIGURES, abs=0.012)


def test_its_items_are_those_of_the_short_form() -> None:
    form = compile_form((LIBRARY / "ringkas36.md").read_bytes(), files=library_files())
    by_construct: dict[str, list[str]] = {}
    for item in form.items():
        by_construct.setdefault(item.columns["dimension"], []).append(item.name)
    assert {each.name: list(each.items) for each in pls003.model().constructs} == by_construct
