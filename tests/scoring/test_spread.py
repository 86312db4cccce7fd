"""Quartiles by hand, and none for a handful."""

import pytest

from scoring.spread import Quartiles, quartiles

NAN = float("nan")


def test_between_two_values_it_lies_on_the_line_from_one_to_the_other() -> None:
    # Ten values have nine gaps: a quarter of the way is 2.25 gaps from the lowest (Hyndman & Fan's type 7).
    assert quartiles([90, 10, 20, 30, 40, 50, 60, 70, 80, 100]) == Quartiles(10, 32.5, 55.0, 77.5)
    assert quartiles([1.0] * 6 + [5.0] * 5) == Quartiles(11, 1.0, 1.0, 5.0)


def test_people_without_a_percent_are_not_counted() -> None:
    assert quartiles([NAN, *range(13), NAN]) == Quartiles(13, 3.0, 6.0, 9.0)


@pytest.mark.parametrize("values", [[], [80.0] * 9, [80.0] * 9 + [NAN]])
def test_a_handful_has_no_quartiles(values: list[float]) -> None:
    assert quartiles(values) is None
