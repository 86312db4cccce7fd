"""Competency: figures worked out by hand, missing answers, and the change since last time."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.competency import OVERALL, Competency, ItemScore, PartScore, change, competency
from scoring.percent import printed

PARTS = ("pengetahuan", "keterampilan", "sikap")
SIZES = {"pengetahuan": 24, "keterampilan": 39, "sikap": 24}

Scores = Mapping[str, Sequence[Fraction | int | None]]

answers = st.one_of(st.none(), st.integers(1, 4))
questionnaires = st.fixed_dictionaries({part: st.lists(answers, min_size=1, max_size=12) for part in PARTS})
complete = st.fixed_dictionaries(
    {part: st.lists(st.integers(1, 4), min_size=1, max_size=12) for part in PARTS},
)


def items_of(scores: Scores, maximum: int = 4) -> list[ItemScore]:
    """One item a score, named by its part's first letter and its place: P01, K01, S01."""
    return [
        ItemScore(f"{part[0].upper()}{number:02}", part, score, maximum)
        for part, values in scores.items()
        for number, score in enumerate(values, 1)
    ]


def result(**scores: Sequence[int | None]) -> Competency:
    return competency(items_of(scores), tuple(scores))


def figures(score: PartScore) -> tuple[str, int, str | None]:
    percent = None if score.percent is None else str(printed(score.percent))
    return score.dimension, int(score.raw), percent


def test_87_answers_worked_out_by_hand() -> None:
    """Fours and threes: 9 and 15 are 81 of 96, 7 and 32 are 124 of 156, 20 and 4 are 92 of 96."""
    outcome = result(
        pengetahuan=[4] * 9 + [3] * 15,
        keterampilan=[4] * 7 + [3] * 32,
        sikap=[4] * 20 + [3] * 4,
    )
    assert [figures(part) for part in (*outcome.parts, outcome.overall)] == [
        ("pengetahuan", 81, "84.38"),
        ("keterampilan", 124, "79.49"),
        ("sikap", 92, "95.83"),
        (OVERALL, 297, "85.34"),
    ]
    bands = [part.band.key for part in (*outcome.parts, outcome.overall) if part.band]
    assert bands == ["efektif", "efektif", "sangat_efektif", "efektif"]
    assert (outcome.overall.answered, outcome.overall.items, outcome.overall.possible) == (87, 87, 348)


def test_overall_weighs_items_alike_as_the_means_of_001_show() -> None:
    means = {"pengetahuan": "92.81", "keterampilan": "94.53", "sikap": "99.14"}
    scores = {part: [Fraction(means[part])] * SIZES[part] for part in PARTS}
    overall = competency(items_of(scores, maximum=100), PARTS).overall
    assert overall.percent is not None
    assert printed(overall.percent) == Decimal("95.33")
    assert printed(sum(map(Fraction, means.values()), Fraction(0)) / 3) == Decimal("95.49")


def test_a_part_with_too_few_answers_has_no_percent_and_neither_has_the_whole() -> None:
    outcome = result(pengetahuan=[4, 4, 3, None, None], sikap=[2, 2, 2, 2, None])
    few, enough = outcome.parts
    assert (few.answered, few.items, few.raw, few.maximum, few.possible) == (3, 5, Fraction(11), 12, 20)
    assert few.percent is None
    assert few.band is None
    assert (enough.answered, enough.raw, enough.maximum, enough.percent) == (4, Fraction(8), 16, Fraction(50))
    assert outcome.overall.percent is None
    assert outcome.overall.band is None
    assert (outcome.overall.answered, outcome.overall.raw) == (7, Fraction(19))


def test_missing_answers_are_left_out_of_the_maximum() -> None:
    outcome = result(sikap=[4, 3, 3, 4, None])
    assert outcome.parts[0].percent == Fraction(1400, 16)
    assert outcome.overall.percent == outcome.parts[0].percent


def test_nothing_answered() -> None:
    outcome = result(pengetahuan=[None], sikap=[None, None])
    assert [part.percent for part in (*outcome.parts, outcome.overall)] == [None] * 3
    assert (outcome.strongest, outcome.weakest, outcome.flat) == ((), (), False)


def test_items_of_a_part_with_too_few_answers_are_not_named() -> None:
    outcome = result(pengetahuan=[1, None, None], sikap=[4, 3, 2])
    assert (outcome.strongest, outcome.weakest) == (("S01",), ("S03",))


K1 = ItemScore("K1", "k", 3, 4)


@pytest.mark.parametrize(
    ("items", "dimensions", "complaint"),
    [
        ([K1, K1], ["k"], "twice"),
        ([K1], ["k", "k"], "twice"),
        ([K1], ["s"], "unknown dimension"),
        ([K1], ["k", "s"], "no items"),
        ([ItemScore("K1", "k", 5, 4)], ["k"], "cannot score"),
        ([ItemScore("K1", "k", -1, 4)], ["k"], "cannot score"),
        ([ItemScore("K1", "k", None, 0)], ["k"], "cannot score"),
    ],
)
def test_impossible_questionnaires(items: list[ItemScore], dimensions: list[str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        competency(items, dimensions)


@given(questionnaires, st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(scores: dict[str, list[int | None]], chance: Random) -> None:
    items = items_of(scores)
    shuffled = list(items)
    chance.shuffle(shuffled)
    assert competency(shuffled, PARTS) == competency(items, PARTS)


@given(questionnaires)
def test_percents_stay_in_range_and_overall_lies_between_the_parts(
    scores: dict[str, list[int | None]],
) -> None:
    outcome = competency(items_of(scores), PARTS)
    percents = [part.percent for part in outcome.parts if part.percent is not None]
    assert all(25 <= percent <= 100 for percent in percents)
    assert (outcome.overall.percent is None) == (len(percents) < len(PARTS))
    if outcome.overall.percent is not None:
        assert min(percents) <= outcome.overall.percent <= max(percents)
        assert outcome.overall.raw == sum(part.raw for part in outcome.parts)


@given(complete, st.data())
def test_a_better_answer_never_lowers_anything(scores: dict[str, list[int]], data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(PARTS))
    place = data.draw(st.integers(0, len(scores[part]) - 1))
    better = {**scores, part: [*scores[part]]}
    better[part][place] = data.draw(st.integers(scores[part][place], 4))
    before, now = competency(items_of(scores), PARTS), competency(items_of(better), PARTS)
    difference = change(now, before)
    for points in (difference.overall, *(points for _, points in difference.parts)):
        assert points is not None
        assert points >= 0


def test_change_in_percentage_points() -> None:
    now = result(pengetahuan=[4, 3, 3, 2], sikap=[4, 4])
    before = result(pengetahuan=[2, 3, 3, 2], sikap=[4, 4])
    difference = change(now, before)
    assert difference.parts == (("pengetahuan", Fraction(25, 2)), ("sikap", Fraction(0)))
    assert difference.overall == Fraction(200, 24)


@pytest.mark.parametrize(
    "before",
    [
        {"pengetahuan": [3, 3, 3], "sikap": [4, 4]},  # one item fewer
        {"pengetahuan": [None, None, 3, 3], "sikap": [4, 4]},  # too few answers
        {"sikap": [4, 4]},  # no such part
    ],
)
def test_what_cannot_be_compared_is_not(before: dict[str, list[int | None]]) -> None:
    difference = change(result(pengetahuan=[4, 3, 3, 2], sikap=[4, 3]), result(**before))
    assert difference.parts == (("pengetahuan", None), ("sikap", Fraction(-25, 2)))
    assert difference.overall is None


def test_another_scale_or_one_part_more_before_cannot_be_compared() -> None:
    now = result(sikap=[4, 4])
    five_points = competency(items_of({"sikap": [4, 4]}, maximum=5), ["sikap"])
    assert change(now, five_points).parts == (("sikap", None),)
    one_of_eight = competency([ItemScore("S01", "sikap", 8, 8)], ["sikap"])
    assert change(now, one_of_eight).parts == (("sikap", None),)
    longer = result(pengetahuan=[2], sikap=[4, 4])
    assert change(now, longer).parts == (("sikap", Fraction(0)),)
    assert change(now, longer).overall is None
