"""Which items are named as the strongest and the weakest."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.notable import NAMED, Notable, notable

Answers = dict[str, dict[str, int]]


def shares(answers: Answers) -> dict[str, dict[str, Fraction]]:
    return {part: {item: Fraction(n, 4) for item, n in items.items()} for part, items in answers.items()}


@pytest.mark.parametrize(
    ("answers", "strongest", "weakest"),
    [
        # furthest from the middle first
        ({"K": {"K1": 1, "K2": 2, "K3": 3, "K4": 4}}, Notable(("K4", "K3"), 0), Notable(("K1", "K2"), 0)),
        # no more than three at an end, and the count of those that tie with the last
        (
            {"K": {"K1": 4, "K2": 4, "K3": 4, "K4": 4, "K5": 4, "K6": 1}},
            Notable(("K1", "K2", "K3"), 2),
            Notable(("K6",), 0),
        ),
        # tied items from the parts in turn; S stands out more, because its other answers are lower
        (
            {"K": {"K1": 4, "K2": 4, "K3": 3}, "S": {"S1": 4, "S2": 4, "S3": 1}},
            Notable(("S1", "K1", "S2"), 1),
            Notable(("S3", "K3"), 0),
        ),
        # the same for the weakest: a low answer stands out more where the others are high
        (
            {"K": {"K1": 2, "K2": 2, "K3": 3}, "S": {"S1": 2, "S2": 4, "S3": 4}},
            Notable(("S2", "S3", "K3"), 0),
            Notable(("S1", "K1", "K2"), 0),
        ),
        # a level that fits whole leaves the rest to the next one
        (
            {"K": {"K1": 1, "K2": 2, "K3": 2, "K4": 2, "K5": 4, "K6": 4, "K7": 4}},
            Notable(("K5", "K6", "K7"), 0),
            Notable(("K1", "K2", "K3"), 1),
        ),
        # at the person's mean exactly: neither
        ({"K": {"K1": 2, "K2": 3, "K3": 4}}, Notable(("K3",), 0), Notable(("K1",), 0)),
    ],
)
def test_named_items(answers: Answers, strongest: Notable, weakest: Notable) -> None:
    assert notable(shares(answers)) == (strongest, weakest, False)


@pytest.mark.parametrize("score", [1, 3, 4])
def test_equal_answers_name_nothing(score: int) -> None:
    answers = {"K": {"K1": score, "K2": score}, "S": {"S1": score}}
    assert notable(shares(answers)) == (Notable((), 0), Notable((), 0), True)


@pytest.mark.parametrize("answers", [{}, {"K": {}}])
def test_no_answers_name_nothing_and_are_not_equal(answers: Answers) -> None:
    assert notable(shares(answers)) == (Notable((), 0), Notable((), 0), False)


@given(
    st.fixed_dictionaries(
        {
            part: st.dictionaries(st.sampled_from([f"{part}{n}" for n in range(8)]), st.integers(1, 4))
            for part in ("K", "S", "T")
        },
    )
)
def test_whatever_is_named_deserves_it(answers: Answers) -> None:
    strongest, weakest, flat = notable(shares(answers))
    every = {item: score for items in answers.values() for item, score in items.items()}
    named = strongest.items + weakest.items
    assert len(set(named)) == len(named)
    assert len(strongest.items) <= NAMED
    assert len(weakest.items) <= NAMED
    if flat or not every:
        assert not named
        return
    mean = Fraction(sum(every.values()), len(every))
    assert strongest.items
    assert weakest.items
    assert all(every[item] > mean for item in strongest.items)
    assert all(every[item] < mean for item in weakest.items)
    lowest_named = every[strongest.items[-1]]
    assert sum(score > lowest_named for score in every.values()) < NAMED
    tied = [item for item, score in every.items() if score == lowest_named and item not in strongest.items]
    if len(strongest.items) == NAMED:
        assert strongest.tied == len(tied)
