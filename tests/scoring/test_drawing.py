"""Drawing the items of a test: the blueprint, new items first, the same draw from the same chance."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.drawing import MOST_SEED, draw

BANK = {f"{domain}{number}": domain for domain in "abc" for number in range(6)}
BLUEPRINT = {"a": 3, "b": 2, "c": 1}

seen_tests = st.lists(st.lists(st.sampled_from(sorted(BANK)), unique=True, max_size=8), max_size=4)


@given(seen=seen_tests, seed=st.integers(0, 2**32))
def test_a_draw_keeps_the_blueprint_and_gives_new_items_first(seen: list[list[str]], seed: int) -> None:
    drawn = draw(BANK, BLUEPRINT, seen, Random(seed))
    assert drawn == draw(BANK, BLUEPRINT, seen, Random(seed))
    assert Counter(BANK[item] for item in drawn.items) == BLUEPRINT
    assert len(set(drawn.items)) == len(drawn.items) == len(drawn.seeds)
    assert all(1 <= one <= MOST_SEED for one in drawn.seeds)
    known = {item for items in seen for item in items}
    latest = {item: next(back for back, items in enumerate(seen) if item in items) for item in known}
    for item in set(drawn.items) & known:
        left = [other for other in BANK if BANK[other] == BANK[item] and other not in drawn.items]
        # What is left was seen as well, and not longer ago.
        assert all(other in known and latest[other] <= latest[item] for other in left)


def test_the_order_is_of_chance() -> None:
    draws = {draw(BANK, BLUEPRINT, [], Random(seed)).items for seed in range(20)}
    assert len(draws) == 20
    # Not domain after domain either.
    assert any([BANK[item] for item in items] != sorted(BANK[item] for item in items) for items in draws)


@pytest.mark.parametrize(("blueprint", "first"), [(BLUEPRINT, 4), ({"a": 1, "c": 3}, 2), ({"c": 2}, 1)])
def test_what_may_frighten_comes_later(blueprint: dict[str, int], first: int) -> None:
    """Of domain c nothing stands before the fourth place, unless there is nothing else to ask."""
    draws = [draw(BANK, blueprint, [], Random(seed), {"c": 4}).items for seed in range(20)]
    assert all(Counter(BANK[item] for item in items) == blueprint for items in draws)
    assert min(place for items in draws for place, item in enumerate(items, 1) if BANK[item] == "c") == first


@pytest.mark.parametrize("blueprint", [{"a": 7}, {"d": 1}, {"a": -1}, {}, {"a": 0}])
def test_what_cannot_be_drawn_is_refused(blueprint: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="items"):
        draw(BANK, blueprint, [], Random(1))
