"""A test of four questions by ten people, small enough to count by hand; and what it makes the bot say."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.analysis.knowledge_tests import analyse_test, points_of
from scoring.analysis.problems import AnalysisError

KEY = {"q1": "a", "q2": "b", "q3": "c", "q4": "a"}
CHOSEN = {
    "q1": list("aaaaaaaabc"),
    "q2": list("bbbbbbaaaa"),
    "q3": list("ccccaaabbb"),
    # Who knows the rest takes d; who does not takes the key.
    "q4": [*list("dddddaaaa"), ""],
}
NAMES = list(KEY)


def test_figures_by_hand() -> None:
    points = points_of(CHOSEN, KEY)
    found = analyse_test(points, NAMES, options=CHOSEN, key=KEY)
    assert [question.difficulty for question in found.questions] == pytest.approx([0.8, 0.6, 0.4, 0.4])
    assert [question.missing for question in found.questions] == [0, 0, 0, 1]
    # Totals: 3 3 3 3 2 3 2 2 1 0, of which 27 % are three people: the first ones, and 2 1 0.
    assert found.mean == pytest.approx(2.2)
    assert [question.upper_lower for question in found.questions] == pytest.approx([2 / 3, 1.0, 1.0, -2 / 3])
    totals, shares = np.nansum(points, axis=1), np.array([0.8, 0.6, 0.4, 0.4])
    assert found.coefficient == "KR-20"
    assert found.reliability == pytest.approx(4 / 3 * (1 - (shares * (1 - shares)).sum() / totals.var()))
    assert found.sem == pytest.approx(totals.std(ddof=1) * (1 - (found.reliability or 0)) ** 0.5)
    last = {option.option: option for option in found.questions[3].options}
    assert (last["d"].n, last["d"].is_key) == (5, False)
    assert last["d"].share == pytest.approx(5 / 9)
    # Their points on the other three: 3 3 3 3 2 and 2 1 1 0.
    assert [last["d"].mean_rest, last["a"].mean_rest] == pytest.approx([2.8, 1.0])
    assert (last["d"].upper, last["d"].lower) == (1.0, 0.0)
    assert [(one.code, one.facts["names"]) for one in found.questions[3].remarks] == [("test-key-doubtful", "d")]
    assert [one.code for one in found.remarks] == ["test-few-people"]


def test_points_between_nothing_and_all_have_alpha() -> None:
    points = np.tile([[0.0, 1.0], [2.0, 2.0], [1.0, 2.0], [2.0, 1.0]], (10, 1))
    found = analyse_test(points, ["a", "b"], highest=2)
    assert found.coefficient == "alpha"
    assert found.questions[0].difficulty == pytest.approx(5 / 8)
    covariance = np.cov(points, rowvar=False)
    assert found.reliability == pytest.approx(2 * (1 - np.trace(covariance) / covariance.sum()))


def test_a_question_that_everybody_knows_and_an_option_that_nobody_takes() -> None:
    points = np.tile([[1.0, 0.0, 1.0], [1.0, 1.0, 1.0], [1.0, 0.0, 0.0]], (20, 1))
    options = {"b": ["x", "k", "x"] * 19 + ["z", "k", "x"]}
    found = analyse_test(points, ["a", "b", "c"], options=options, key={"b": "k"})
    assert [one.code for one in found.questions[0].remarks] == ["test-same-points"]
    assert [(one.code, one.facts["names"]) for one in found.questions[1].remarks] == [("test-distractor-unused", "z")]
    same = analyse_test(np.ones((40, 2)), ["a", "b"])
    assert (same.reliability, same.sem) == (None, None)
    assert [one.code for one in same.remarks] == ["test-no-differences"]


@pytest.mark.parametrize(
    ("code", "points", "key"),
    [
        ("test-few-questions", np.ones((9, 1)), KEY),
        ("items-few-rows", np.ones((1, 4)), KEY),
        ("items-empty", np.full((9, 4), np.nan), KEY),
        ("test-no-key", np.ones((10, 4)), {"q1": "a"}),
    ],
)
def test_what_is_refused(code: str, points: np.ndarray, key: dict[str, str]) -> None:
    with pytest.raises(AnalysisError) as caught:
        analyse_test(points, NAMES[: points.shape[1]], options=CHOSEN, key=key)
    assert caught.value.code == code
