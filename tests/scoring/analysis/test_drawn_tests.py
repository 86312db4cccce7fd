"""Questions drawn for each person: where all had the same the figures are those of a plain test."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.analysis.drawn_tests import Question, analyse_drawn
from scoring.analysis.knowledge_tests import analyse_test
from scoring.analysis.problems import AnalysisError
from scoring.digest import MISSING

PEOPLE, BANK = 240, 12
QUESTIONS = [Question(f"q{at:02d}", "x" if at % 2 else "y", "a", ("a", "b", "c")) for at in range(BANK)]


def answered() -> tuple[np.ndarray, dict[str, list[str]]]:
    """Points and choices; the last question's key is wrong, "b" of the first is hardly taken."""
    random = np.random.default_rng(3)
    ability = random.normal(size=(PEOPLE, 1))
    right = random.random((PEOPLE, BANK)) < 1 / (1 + np.exp(np.linspace(-1, 1, BANK) - 1.5 * ability))
    chosen = np.where(right, "a", np.where(random.random((PEOPLE, BANK)) < 0.5, "b", "c"))
    chosen[:, 0] = np.where(right[:, 0], "a", "c")
    chosen[:, -1] = np.where(right[:, -1], "b", "a")
    points = (chosen == "a").astype(np.uint8)
    return points, {one.name: chosen[:, at].tolist() for at, one in enumerate(QUESTIONS)}


def test_all_had_the_same_questions() -> None:
    points, chosen = answered()
    drawn = analyse_drawn(points, chosen, QUESTIONS, 1)
    names = [one.name for one in QUESTIONS]
    plain = analyse_test(points.astype(float), names, options=chosen, key=dict.fromkeys(names, "a"))
    assert (drawn.coefficient, drawn.k, drawn.bank) == ("KR-20", BANK, BANK)
    assert drawn.reliability == pytest.approx(plain.reliability)
    assert (drawn.mean, drawn.sd, drawn.sem) == pytest.approx((plain.mean, plain.sd, plain.sem))
    for one, other in zip(drawn.questions, plain.questions, strict=True):
        assert (one.difficulty, one.item_rest) == pytest.approx((other.difficulty, other.item_rest))
        there = {option.option: (option.n, option.share) for option in other.options}
        assert {option.option: (option.n, option.share) for option in one.options if option.n} == there
    codes = {remark.code: remark.facts["names"] for remark in drawn.remarks}
    assert codes["drawn-key-doubtful"] == "q11"
    assert codes["drawn-distractor-unused"] == "q00 (b), q11 (c)"


def test_each_had_some_of_them() -> None:
    points, chosen = answered()
    random = np.random.default_rng(5)
    for row in points:
        row[random.permutation(BANK)[6:]] = MISSING
    # Seven people had the second question, fifteen the third.
    points[:, 1] = np.where(np.arange(PEOPLE) < 7, 1, MISSING)
    points[:, 2] = np.where(np.arange(PEOPLE) < 15, np.arange(PEOPLE) % 2, MISSING)
    drawn = analyse_drawn(points, chosen, QUESTIONS, 1)
    assert drawn.coefficient.startswith("KR-21")
    assert 0 < (drawn.reliability or 0) < 1
    told = {one.name: one for one in drawn.questions}
    assert "q01" not in told
    assert (told["q02"].item_rest, told["q02"].options) == (None, ())
    of_fourth = points[:, 3] != MISSING
    assert told["q03"].n == of_fourth.sum()
    assert told["q03"].difficulty == pytest.approx(points[of_fourth, 3].mean())
    named = {remark.code: remark.facts["names"] for remark in drawn.remarks if "names" in remark.facts}
    assert (named["drawn-few"], named["drawn-few-each"]) == ("q01", "q02")
    with pytest.raises(AnalysisError, match="drawn-nobody"):
        analyse_drawn(np.full_like(points, MISSING), chosen, QUESTIONS, 1)
