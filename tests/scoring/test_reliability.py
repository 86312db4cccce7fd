"""Coefficients and figures of items against a table so small that they can be worked out by hand."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from scoring.digest import MISSING
from scoring.reliability import FEWEST, item_figures, kr20, nested, reliability

# Five people, four items: item shares 4/5, 3/5, 2/5, 1/5, totals 4, 3, 2, 1, 0 with the variance 2. Four of each make
# twenty people and leave shares and variance as they are.
LADDER = np.array([(1, 1, 1, 1), (1, 1, 1, 0), (1, 1, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)] * 4, dtype=np.uint8)
SHIFTED = np.full((20, 5), MISSING, dtype=np.uint8)
SHIFTED[::2, :4], SHIFTED[1::2, 1:] = LADDER[::2], LADDER[1::2]
# Two items of the first domain, then two of three of the second.
SPLIT = np.insert(LADDER, 4, MISSING, axis=1)
SPLIT[::2, 3:] = SPLIT[::2, :2:-1]


def test_reliability_of_the_ladder() -> None:
    # KR-20: 4/3 × (1 - (.16 + .24 + .24 + .16) / 2); KR-21: 4/3 × (1 - 2 × 2 / (4 × 2))
    assert kr20(LADDER) == pytest.approx(0.8)
    assert nested([LADDER], 1) == pytest.approx(2 / 3)
    # mean square within (0 + 1/4 + 1/3 + 1/4 + 0) / 5, between 4 × 2.5 / 19
    assert nested([LADDER], 2) == pytest.approx(1 - (1 / 6) / (10 / 19))
    # Points are only a unit.
    assert nested([2 * LADDER], 2) == pytest.approx(nested([LADDER], 2))


@pytest.mark.parametrize(
    ("tests", "highest", "domains", "name", "value"),
    [
        (LADDER, 1, "aabb", "KR-20", 0.8),
        (SHIFTED, 1, "aaaaa", "KR-21", 2 / 3),
        (2 * LADDER, 2, "aaaa", "ANOVA i:p", 1 - (1 / 6) / (10 / 19)),
        # One person had a shorter test.
        (np.vstack([SHIFTED, [[1, 1, MISSING, MISSING, MISSING]]]).astype(np.uint8), 1, "aaaaa", "KR-21", 2 / 3),
        # Of two domains with two items each only those with one right of two err, by 1: twice 4 of 20 people.
        (SPLIT, 1, "aabbb", "KR-21, strata", 1 - (8 / 20) / 2),
        (2 * LADDER, 2, "aabb", "ANOVA i:p, strata", 1 - 4 * (8 / 20) / (8 * 20 / 19)),
        # Of one domain everybody had a single item, so that nothing is known of the error within it.
        (2 * LADDER, 2, "aaab", "ANOVA i:p", 1 - (1 / 6) / (10 / 19)),
    ],
    ids=["same items", "other items", "half points", "another length", "domains", "domains, half points", "one item"],
)
def test_the_coefficient_fits_how_items_were_given_out(
    tests: np.ndarray, highest: int, domains: str, name: str, value: float
) -> None:
    found = reliability(tests, highest, domains)
    assert found is not None
    assert found[0] == name
    assert found[1] == pytest.approx(value)


def test_too_few_people_or_no_differences_have_no_coefficient() -> None:
    few, same = LADDER[:19], np.tile(np.array([[1, 0]], dtype=np.uint8), (FEWEST, 1))
    for tests in (few, same, LADDER[:0], np.zeros((FEWEST, 1), dtype=np.uint8)):
        domains = "a" * tests.shape[1]
        assert (reliability(tests, 1, domains), reliability(tests, 2, domains)) == (None, None)
    assert nested([few], 1) is None


def test_figures_of_items() -> None:
    first, *_, last = item_figures(np.vstack([LADDER, [[MISSING, 1, 0, MISSING]]]).astype(np.uint8), 1)
    assert (first.n, first.difficulty, last.difficulty) == (20, 80, 20)
    # item 1: 1 1 1 1 0 against 1, 2/3, 1/3, 0, 0 of the others
    assert first.discrimination == pytest.approx(0.4 / sqrt(0.8 * (14 / 9 - 0.8)))
    assert all(found.discrimination is None for found in item_figures(LADDER[:5], 1))
    nobody = item_figures(np.full((3, 1), MISSING, dtype=np.uint8), 1)
    assert [(found.n, found.difficulty, found.discrimination) for found in nobody] == [(0, 0, None)]
