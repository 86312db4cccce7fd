"""Places, distances and areas as JavaRosa computes them (``GeoUtils``, ``GeoPointData``).

A place is written "latitude longitude altitude accuracy" in degrees and metres; lines and areas are places with
semicolons between. The earth is a ball with the radius of the equator.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Final

from forms.xpath.values import Nodes, Value, java_text, to_string, trim

RADIUS: Final = 6_378_100.0
"""Metres (JavaRosa's ``EARTH_EQUATORIAL_RADIUS_METERS``)."""

_CIRCUMFERENCE: Final = 2 * RADIUS * math.pi

Point = tuple[float, float, float, float]


def point(text: str) -> Point:
    """Up to four numbers, those missing nought. Raises ``ValueError`` for anything else."""
    numbers = [float(word) for word in text.split(" ") if word]
    if len(numbers) > 4:
        raise ValueError("a place has four numbers")
    numbers += [0.0] * (4 - len(numbers))
    return numbers[0], numbers[1], numbers[2], numbers[3]


def points(text: str) -> list[Point]:
    """Places with semicolons between. Raises ``ValueError`` for anything else."""
    parts = text.split(";")
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return [point(trim(part)) for part in parts]


def is_broken(text: str) -> bool:
    try:
        points(text)
    except ValueError:
        return True
    return False


def point_text(place: Point) -> str:
    """The four numbers; "" for a place that was never set (all nought)."""
    return " ".join(map(java_text, place)) if any(place) else ""


def points_of(value: Value) -> list[Point]:
    """The corners of one area or line, or the places of a node-set. Raises ``ValueError``."""
    values = value.values() if isinstance(value, Nodes) else [value]
    if len(values) == 1:
        return points(to_string(values[0]))
    return [point(to_string(each)) for each in values]


def area(corners: Sequence[Point]) -> float:
    """Square metres inside; 0 for fewer than three corners."""
    if len(corners) < 3:
        return 0.0
    latitude, longitude = corners[0][:2]
    sides = [
        (
            (east - longitude) * _CIRCUMFERENCE * math.cos(math.radians(north)) / 360.0,
            (north - latitude) * _CIRCUMFERENCE / 360.0,
        )
        for north, east, *_ in corners[1:]
    ]
    pairs = itertools.pairwise(sides)
    return abs(sum((first[1] * second[0] - first[0] * second[1]) / 2 for first, second in pairs))


def distance(way: Sequence[Point]) -> float:
    """Metres along a way; 0 for fewer than two places."""
    return sum((_between(first, second) for first, second in itertools.pairwise(way)), 0.0)


def _between(first: Point, second: Point) -> float:
    if not all(map(math.isfinite, first + second)):
        return math.nan
    turn = math.radians(first[1] - second[1])
    one, other = math.radians(first[0]), math.radians(second[0])
    cosine = math.sin(one) * math.sin(other) + math.cos(one) * math.cos(other) * math.cos(turn)
    # Java's acos of a cosine that rounding has pushed beyond 1 is NaN; two like places are then no number there.
    return math.acos(cosine) * RADIUS if -1 <= cosine <= 1 else math.nan


def inside(place: Point, corners: Sequence[Point]) -> bool:
    """Whether a place lies in a closed area, by counting crossings (W. R. Franklin's ``pnpoly``)."""
    north, east = place[:2]
    found = False
    for one, other in itertools.pairwise(corners):
        if (other[0] > north) != (one[0] > north):
            crossing = (one[1] - other[1]) * (north - other[0]) / (one[0] - other[0]) + other[1]
            if east < crossing:
                found = not found
    return found
