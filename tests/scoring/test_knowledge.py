"""Scores of tests against values worked out by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from scoring.knowledge import changed, score


def test_a_score_with_its_interval_and_standard_error() -> None:
    found = score([1] * 15 + [0] * 5, 1)
    assert (found.points, found.items, float(found.percent)) == (15, 20, 75)
    # Wilson's interval of 15 of 20
    assert (round(found.low, 1), round(found.high, 1)) == (53.1, 88.8)
    assert found.standard_error == pytest.approx(100 * sqrt(0.75 * 0.25 / 19))


def test_half_points_have_the_interval_of_the_whole_answers_around_them() -> None:
    found = score([2, 2, 1, 0], 2)
    assert (found.points, found.possible, float(found.percent)) == (5, 8, 62.5)
    assert found.low == pytest.approx(score([1, 1, 0, 0], 1).low)
    assert found.high == pytest.approx(score([1, 1, 1, 0], 1).high)


@pytest.mark.parametrize(("points", "highest"), [([], 1), ([2], 1), ([-1], 1), ([0], 0)])
def test_impossible_points_are_refused(points: list[int], highest: int) -> None:
    with pytest.raises(ValueError, match="no test"):
        score(points, highest)


@pytest.mark.parametrize(("now", "before", "differs"), [(18, 5, True), (16, 14, False), (20, 20, False), (1, 0, False)])
def test_a_change_is_told_from_the_luck_of_the_items(now: int, before: int, differs: bool) -> None:
    one, other = (score([1] * right + [0] * (20 - right), 1) for right in (now, before))
    # 16 and 14 of 20: 10 points apart, within 1.96 × √(9.2² + 10.5²) = 27
    assert changed(one, other) is differs
