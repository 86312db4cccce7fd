"""Which groups are told together: nobody's result follows from what is told, not even by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.smallgroups import SHOWN_FROM, merged


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ({}, []),
        ({"a": 5, "b": 40}, [("a",), ("b",)]),
        # Withholding c alone would leave it as the rest of the total: the smallest other one joins.
        ({"a": 30, "b": 6, "c": 2}, [("a",), ("b", "c")]),
        ({"a": 7, "b": 3, "c": 7}, [("c",), ("a", "b")]),
        # Enough of the small ones together need nobody else.
        ({"a": 30, "b": 4, "c": 2}, [("a",), ("b", "c")]),
        ({"a": 30, "b": 0, "c": 1}, [("b",), ("a", "c")]),
        ({"a": 0, "b": 0}, [("a",), ("b",)]),
        # Nothing to join: the caller withholds it.
        ({"a": 2, "b": 1, "c": 0}, [("c",), ("a", "b")]),
    ],
)
def test_merged(groups: dict[str, int], told: list[tuple[str, ...]]) -> None:
    assert merged(list(groups.items())) == told


@given(st.lists(st.integers(0, 12), max_size=12))
def test_whoever_knows_the_total_learns_of_no_small_group(people: list[int]) -> None:
    groups = {f"{number}": count for number, count in enumerate(people)}
    told = merged(list(groups.items()))
    assert sorted(name for names in told for name in names) == sorted(groups)
    sums = [sum(groups[name] for name in names) for names in told]
    # A told group, and so the total less all others that are told, is empty, large enough, or all there is.
    assert all(count == 0 or count >= SHOWN_FROM or count == sum(people) for count in sums)


def test_what_is_no_list_of_groups() -> None:
    with pytest.raises(ValueError, match="twice"):
        merged([("a", 5), ("a", 6)])
    with pytest.raises(ValueError, match="fewer than no"):
        merged([("a", -1)])
