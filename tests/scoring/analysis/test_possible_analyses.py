"""What a first look calls possible runs, and what it calls impossible is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from locales import texts
from scoring.analysis.exploratory import efa
from scoring.analysis.model_syntax import parse
from scoring.analysis.pls import pls
from scoring.analysis.pls_model import PlsModel
from scoring.analysis.pls_rows import rows_for_pls
from scoring.analysis.possible_analyses import possible_analyses
from scoring.analysis.problems import AnalysisError
from scoring.analysis.quick_check import quick_check
from scoring.analysis.reliability import reliability
from scoring.analysis.sem import sem
from scoring.analysis.usable_items import usable_for_factors, usable_for_reliability

SCALES = {"a": ("a1", "a2", "a3", "a4"), "b": ("b1", "b2", "b3"), "c": ("c1", "c2", "c3")}
NAMES = tuple(name for own in SCALES.values() for name in own)


def drawn(people: int, gaps: float, seed: int) -> dict[str, np.ndarray]:
    """Answers 1 to 5; the last item of c is answered alike by all."""
    random = np.random.default_rng(seed)
    factor = {scale: random.normal(size=people) for scale in SCALES}
    answers = {name: np.round(np.clip(3 + factor[name[0]] + random.normal(size=people), 1, 5)) for name in NAMES}
    answers["c3"] = np.full(people, 4.0)
    for name in ("a1", "b2"):
        answers[name][random.random(people) < gaps] = np.nan
    return answers


def runs(analysis: Callable[[], object]) -> bool:
    try:
        analysis()
    except AnalysisError:
        return False
    return True


@pytest.mark.parametrize(("people", "gaps"), [(400, 0.0), (60, 0.1), (14, 0.4), (6, 0.2), (25, 0.9)])
def test_the_gates_are_those_of_the_analyses(people: int, gaps: float) -> None:
    columns = drawn(people, gaps, seed=people)
    found = {one.analysis: one.verdict != "no" for one in possible_analyses(columns, SCALES, ordinal=False)}

    def table(names: tuple[str, ...]) -> np.ndarray:
        return np.column_stack([columns[name] for name in names])

    def scales() -> object:
        usable = usable_for_reliability(columns, SCALES, {}).scales
        names = tuple(name for own in usable.values() for name in own)
        return reliability(table(names), names, usable)

    def exploratory() -> object:
        usable = usable_for_factors(columns, SCALES, {}, listwise=True).scales
        names = tuple(name for own in usable.values() for name in own)
        return efa(table(names), names, 1)

    def factors() -> object:
        listwise = runs(lambda: prepared(True))
        return prepared(listwise)

    def prepared(listwise: bool) -> object:
        usable = usable_for_factors(columns, SCALES, {}, listwise=listwise).scales
        text = "\n".join(f"{scale} =~ {' + '.join(own)}" for scale, own in usable.items())
        try:
            return sem(text, columns, missing="listwise" if listwise else "fiml")
        except AnalysisError as problem:
            if problem.code.startswith(("sem-", "fiml-")):
                return None  # the data could carry a model; that this one has no answer is another matter
            raise

    assert found["reliability"] == runs(scales)
    assert found["efa"] == runs(exploratory)
    assert found["cfa-ml"] == runs(factors)
    assert not found["cfa-wlsmv"]
    # Item c3 is the same for all, and PLS leaves nothing out.
    assert not found["pls"]
    two = {scale: SCALES[scale] for scale in "ab"}
    found = {one.analysis: one.verdict != "no" for one in possible_analyses(columns, two, ordinal=False)}
    model = PlsModel.of(parse("\n".join(f"{scale} =~ {' + '.join(own)}" for scale, own in two.items()) + "\nb ~ a"))
    assert found["pls"] == runs(lambda: pls(rows_for_pls(columns, model).values, model.items, model, bootstraps=0))


def test_of_few_people_nothing_is_promised() -> None:
    found = possible_analyses(drawn(60, 0.1, seed=60), SCALES, ordinal=True, fewest=61)
    assert {one.verdict for one in found} == {"no"}


def test_it_is_said_why_not() -> None:
    columns = drawn(14, 0.4, seed=14)
    found = {one.analysis: one.reason for one in possible_analyses(columns, SCALES, ordinal=True)}
    for language in ("id", "en"):
        for reason in found.values():
            assert reason is not None
            assert texts(language).plain(f"analysis-{reason.code}", **reason.facts)
    one = quick_check(np.column_stack([columns[name] for name in SCALES["a"]]), SCALES["a"], {"a": SCALES["a"]})
    assert {each.analysis: each.verdict for each in one.possible}["pls"] == "no"
