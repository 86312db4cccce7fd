"""Intervals of shares against printed ones; of means against an expansion worked by hand, and another's bootstrap."""

import numpy as np
import pytest
from scipy import stats

from scoring.intervals import FEWEST_FOR_MEAN, MANY, bca_mean, wilson

# Forty made-up percents, crowded at the upper end as self-assessments are. Their mean is 93.2.
CROWDED = [100.0] * 14 + [99.0] * 6 + [98.0] * 4 + [96.0, 95.0, 94.0, 93.0, 92.0, 91.0, 90.0, 89.0] + [
    *(86.0, 84.0, 80.0, 78.0, 75.0, 72.0, 66.0, 61.0)
]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe 1998, Stat Med 17:857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_shares_as_newcombe_prints_them(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize("of", [1, 7, 45, 25_072])
def test_ends_of_the_scale_are_reached_and_not_passed(of: int) -> None:
    assert wilson(0, of)[0] == 0.0
    assert wilson(of, of)[1] == 1.0
    # What holds for the counted holds for the others.
    assert wilson(1, of) == pytest.approx([1 - end for end in reversed(wilson(of - 1, of))])


@pytest.mark.parametrize(("count", "of"), [(0, 0), (-1, 5), (6, 5)])
def test_impossible_counts(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="impossible"):
        wilson(count, of)


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95, float("nan")])
def test_impossible_confidence(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, confidence)
    with pytest.raises(ValueError, match="confidence"):
        bca_mean(CROWDED, confidence)


def test_a_mean_as_another_bootstrap_has_it() -> None:
    theirs = stats.bootstrap((CROWDED,), np.mean, n_resamples=9999, method="BCa", rng=np.random.default_rng(7))
    ours = bca_mean(CROWDED, resamples=9999)
    assert ours == pytest.approx(tuple(theirs.confidence_interval), abs=0.15)


def test_a_mean_as_worked_by_hand() -> None:
    # Hall 1992, The Bootstrap and Edgeworth Expansion, 3.10: mean + s/√n · (z + (2z² + 1)·g/(6√n)), with s and g the
    # standard deviation and the skewness (divided by n). 60 values: 1, 2, 4 come 30, 20, 10 times. Mean 110/60 =
    # 1.8333; squares of the distances 30·0.69444 + 20·0.02778 + 10·4.69444 = 68.333, so s² = 1.13889, s = 1.06719;
    # cubes 30·(-0.57870) + 20·0.00463 + 10·10.17130 = 84.444, so g = 1.40741/1.21541 = 1.15797. s/√60 = 0.13777;
    # (2·1.95996² + 1)·1.15797/(6·7.74597) = 0.21634. Ends: 1.8333 + 0.13777·(-1.95996 + 0.21634) and (1.95996 + ...).
    found = bca_mean([1.0] * 30 + [2.0] * 20 + [4.0] * 10, resamples=20_000)
    assert found == pytest.approx((1.5931, 2.1332), abs=0.02)


def test_a_mean_leans_towards_where_people_are_not() -> None:
    low, high = bca_mean(CROWDED) or (0.0, 0.0)
    mean = float(np.mean(CROWDED))
    assert mean - low > high - mean > 0
    assert high < 100


def test_how_often_the_interval_holds_the_true_mean() -> None:
    # 400 groups of 30 from a skewed distribution with mean 10 (percent below the top): 95 in 100 is what is aimed at;
    # by chance the count of 400 lies within 3 · √(400 · 0.95 · 0.05) = 13 of that. BCa is known to fall a little short.
    random = np.random.default_rng(11)
    groups = random.exponential(10.0, size=(400, 30))
    found = [bca_mean(group, resamples=500, seed=number) for number, group in enumerate(groups)]
    held = sum(low <= 10 <= high for low, high in filter(None, found))
    assert 356 <= held <= 393


def test_the_same_answers_give_the_same_interval() -> None:
    assert bca_mean(CROWDED) == bca_mean(list(reversed(CROWDED)))
    assert bca_mean([*CROWDED, float("nan")]) == bca_mean(CROWDED)


def test_no_interval_where_there_is_nothing_to_go_by() -> None:
    assert bca_mean(CROWDED[-FEWEST_FOR_MEAN + 1 :]) is None
    assert bca_mean(CROWDED[-FEWEST_FOR_MEAN:]) is not None
    assert bca_mean([100.0] * 45) is None
    assert bca_mean([]) is None


def test_with_many_people_the_ends_are_those_that_resampling_tends_to() -> None:
    skewed = np.random.default_rng(3).exponential(10.0, MANY).round()
    resampled = bca_mean(skewed[:-1], resamples=20_000)
    worked_out = bca_mean(skewed)
    # A standard error is 10/√2000 = 0.22; one person less, and the noise of the resamples, are a tenth of that.
    assert worked_out == pytest.approx(resampled, abs=0.025)
    low, high = worked_out or (0.0, 0.0)
    assert high - float(skewed.mean()) > float(skewed.mean()) - low
