"""A group's answers at once: the same as each person's own competency on fractions, and fast."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from scoring.bands import BANDS, raw_minimum
from scoring.competency import ItemScore, competency
from scoring.digest import MISSING, Shape, band_counts, ceiling, item_means, percents, shape_of, weakest
from scoring.weighted import LOADINGS, weighted

QUESTIONNAIRE = shape_of([0] * 24 + [1] * 39 + [2] * 24, [4] * 87, None, 3)
ONE_PART = shape_of([0] * 24, [4] * 24, None, 1)


def _matrix(*rows: list[int]) -> np.ndarray[Any, Any]:
    return np.array(rows, dtype=np.uint8)


def _raw(score: int, items: int = 24, top: int = 4) -> list[int]:
    """Answers from 1 to `top` that sum up to `score`."""
    more, rest = divmod(score - items, top - 1)
    return ([top] * more + [1 + rest] * (rest > 0) + [1] * items)[:items]


def _alone(row: list[int], shape: Shape) -> list[Fraction | None]:
    scored = competency(
        (
            ItemScore(f"{item}", f"{part}", None if score == MISSING else score, int(top))
            for item, (score, part, top) in enumerate(zip(row, shape.part_of, shape.maximum, strict=True))
        ),
        [f"{part}" for part in range(shape.parts)],
    )
    return [part.percent for part in (*scored.parts, scored.overall)]


def test_every_boundary_falls_into_the_band_that_the_fraction_has() -> None:
    for items, top in ((24, 4), (39, 4), (87, 4), (24, 5), (39, 5), (87, 5), (24, 3), (39, 3)):
        shape = shape_of([0] * items, [top] * items, None, 1)
        for place, band in enumerate(BANDS[:-1]):
            least = raw_minimum(band, items * top)
            found = percents(_matrix(_raw(least, items, top), _raw(least - 1, items, top)), shape)
            assert [band_counts(found[row : row + 1, 0]).index(1) for row in (0, 1)] == [place, place + 1]


def test_all_raw_scores_with_items_left_out_as_competency_has_them() -> None:
    random = np.random.default_rng(3)
    rows = [_raw(score, 87) for score in range(87, 349, 3)]
    for row in rows:
        random.shuffle(row)
        for item in random.choice(87, size=random.integers(0, 9), replace=False):
            row[item] = MISSING
    # One who left out most of a part, one who answered nothing.
    rows += [[MISSING] * 5 + [4] * 82, [MISSING] * 87]
    found = percents(_matrix(*rows), QUESTIONNAIRE)
    plain = [_alone(row, QUESTIONNAIRE) for row in rows]
    assert [[None if np.isnan(each) else each for each in row] for row in found] == [
        [None if each is None else float(each) for each in row] for row in plain
    ]
    for column in range(4):
        known = [each for each in (row[column] for row in plain) if each is not None]
        counted = tuple(
            sum(band.lower <= each and (above is None or each < above.lower) for each in known)
            for band, above in zip(BANDS, (None, *BANDS), strict=False)
        )
        assert band_counts(found[:, column]) == counted
        assert sum(counted) < len(rows)


def test_four_fifths_are_enough_and_overall_needs_every_part() -> None:
    shape = shape_of([0, 0, 0, 0, 0, 1], [4] * 6, None, 2)
    found = percents(_matrix([4, 4, 4, 2, MISSING, 1], [4, 4, 4, MISSING, MISSING, 4]), shape)
    np.testing.assert_array_equal(found, [[87.5, 25.0, 75.0], [np.nan, 100.0, np.nan]])


def test_weighted_parts_as_fractions_have_them() -> None:
    # 000's loadings. 100 · (0.83 · 5/8 + 0.95 · 3/4 + 0.68 · 1) / 2.46: the denominators differ, one item is left out.
    shape = shape_of([0, 0, 1, 1, 1, 1, 1, 2], [4] * 8, list(LOADINGS.values()), 3)
    rows = [[3, 2, 3, 3, 3, 3, MISSING, 4], [4] * 8, [MISSING, 4, 4, 4, 4, 4, 4, 4]]
    found = percents(_matrix(*rows), shape)
    parts = dict(zip(LOADINGS, _alone(rows[0], shape), strict=False))
    assert found[0].tolist() == [62.5, 75.0, 100.0, float(weighted(parts, LOADINGS) or 0)]
    assert found[1].tolist() == [100.0] * 4
    assert np.isnan(found[2]).tolist() == [True, False, False, True]


def test_the_highest_score_and_nothing_else_is_at_the_ceiling() -> None:
    left_out = [MISSING, MISSING, *[4] * 22]
    found = percents(_matrix([4] * 24, left_out, [3] + [4] * 23, [MISSING] * 24), ONE_PART)
    assert ceiling(found[:, 0]) == 2


def test_the_weakest_items_are_those_that_ten_have_answered_lowest() -> None:
    shape = shape_of([0] * 5, [4, 4, 4, 4, 2], None, 1)
    # Means of the items: 50 % (of 9 people only), 62.5, 75, 62.5, 50 %.
    rows = [[MISSING if person == 9 else 2, 2 + person % 2, 3, 3 - person % 2, 1] for person in range(10)]
    n, mean = item_means(_matrix(*rows), shape)
    assert n.tolist() == [9, 10, 10, 10, 10]
    assert mean.tolist() == [50.0, 62.5, 75.0, 62.5, 50.0]
    assert weakest(_matrix(*rows), shape) == [(4, 10, 50.0), (1, 10, 62.5), (3, 10, 62.5)]
    assert weakest(_matrix(*rows), shape, most=2) == [(4, 10, 50.0), (1, 10, 62.5)]
    assert weakest(_matrix(*rows[:9]), shape) == []


@pytest.mark.parametrize("score", [4, 3])
def test_where_all_items_are_alike_none_is_weak(score: int) -> None:
    assert weakest(_matrix(*[[score] * 24] * 10), ONE_PART) == []


def test_nobody() -> None:
    empty = np.empty((0, 24), dtype=np.uint8)
    found = percents(empty, ONE_PART)
    assert found.shape == (0, 2)
    assert band_counts(found[:, 0]) == (0, 0, 0, 0, 0)
    assert weakest(empty, ONE_PART) == []
    assert item_means(empty, ONE_PART)[0].tolist() == [0] * 24


@pytest.mark.parametrize(
    ("part_of", "maximum", "weights", "parts"),
    [
        ([0, 0], [4], None, 1),
        ([0, 2], [4, 4], None, 3),
        ([0], [0], None, 1),
        ([0], [4], [Fraction(0)], 1),
        ([0, 1], [4, 4], [Fraction(1)], 2),
    ],
)
def test_what_is_no_instrument(part_of: list[int], maximum: list[int], weights: Any, parts: int) -> None:
    with pytest.raises(ValueError, match=r"\bparts?\b"):
        shape_of(part_of, maximum, weights, parts)


def test_answers_to_something_else() -> None:
    with pytest.raises(ValueError, match="24 items"):
        percents(np.ones((3, 23), dtype=np.uint8), ONE_PART)


def test_a_whole_country_takes_hundredths_of_a_second() -> None:
    random = np.random.default_rng(5)
    matrix = random.integers(1, 5, size=(25_072, 87), dtype=np.uint8)
    matrix[random.random(matrix.shape) < 0.02] = MISSING
    taken = []
    for _ in range(3):
        begun = time.process_time()
        found = percents(matrix, QUESTIONNAIRE)
        bands = [band_counts(found[:, column]) for column in range(4)]
        lowest = weakest(matrix, QUESTIONNAIRE)
        taken.append(time.process_time() - begun)
    # About 0.01 s; what else the machine does may stretch that, but not the best of three tenfold.
    assert min(taken) < 0.1
    assert sum(bands[0]) > 25_000
    assert len(lowest) == 3
