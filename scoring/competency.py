"""A person's competency from the scored items: parts, overall, strongest, weakest, and change over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.bands import Band, band_of
from scoring.notable import notable
from scoring.percent import enough, percent_of_maximum

OVERALL = "keseluruhan"
"""The `dimension` of the overall score."""


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item: its score, None where it was left out, and the highest score that it can have."""

    item: str
    dimension: str
    score: Fraction | int | None
    maximum: int


@dataclass(frozen=True, slots=True)
class PartScore:
    """The score of one part, or of all of them (`dimension` is then `OVERALL`).

    `raw` and `maximum` are sums over the answered items, `possible` is the maximum over all items.
    `percent` is `raw` in percent of `maximum`, unrounded; it and `band` are None when too few items are
    answered.
    """

    dimension: str
    answered: int
    items: int
    raw: Fraction
    maximum: int
    possible: int
    percent: Fraction | None
    band: Band | None


@dataclass(frozen=True, slots=True)
class Competency:
    """What a filled in questionnaire says about a person, by that person's own answers.

    `strongest` and `weakest` hold up to three items each, the most telling first; they never share one.
    `strongest_tied` and `weakest_tied` count the items that are not named although they scored the same as
    the last one named, so that "and 12 more" can be said. `flat`: all answers are equal, so both lists are
    empty. Items of a part that cannot be reported take no part in this. How they are chosen:
    `scoring.notable`.
    """

    parts: tuple[PartScore, ...]
    overall: PartScore
    strongest: tuple[str, ...]
    weakest: tuple[str, ...]
    strongest_tied: int
    weakest_tied: int
    flat: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Differences in percentage points, now minus before; None where the two cannot be compared."""

    parts: tuple[tuple[str, Fraction | None], ...]
    overall: Fraction | None


def competency(items: Iterable[ItemScore], dimensions: Sequence[str]) -> Competency:
    """Score `items`, which are all items of the questionnaire, in the parts `dimensions`, in that order.

    Overall, every item counts once. 001 prints no overall figure; from its three means the simple mean
    would be 95.49 and the item-weighted one 95.33. The simple mean would let one attitude item (of 24)
    count for 1.6 skill items (of 39), and could not be found again from the raw score; so the items are
    weighted alike. Overall needs every part to be reportable, since a total without its attitude part is
    another measure.

    ValueError for an item that comes twice, an unknown, repeated or empty dimension, or an impossible score.
    """
    by_dimension = _sorted_out(items, dimensions)
    parts = tuple(_score(dimension, by_dimension[dimension]) for dimension in dimensions)
    reportable = all(part.percent is not None for part in parts)
    every_item = [item for members in by_dimension.values() for item in members]
    overall = _score(OVERALL, every_item, reportable=reportable)
    strongest, weakest, flat = notable(
        {
            part.dimension: {
                each.item: Fraction(each.score) / each.maximum
                for each in by_dimension[part.dimension]
                if each.score is not None
            }
            for part in parts
            if part.percent is not None
        }
    )
    return Competency(parts, overall, strongest.items, weakest.items, strongest.tied, weakest.tied, flat)


def change(now: Competency, before: Competency) -> Change:
    """What has changed since `before`, part by part in the order of `now`, and overall.

    Only percents of the same thing are compared: where either is missing, or the part has not the same
    number of items and the same highest score, the difference is None. Overall needs every part to be the
    same.
    """
    earlier = {part.dimension: part for part in before.parts}
    parts = tuple((part.dimension, _difference(part, earlier.get(part.dimension))) for part in now.parts)
    # A part that only `before` has shows in the overall number of items.
    comparable = all(points is not None for _, points in parts)
    return Change(parts, _difference(now.overall, before.overall) if comparable else None)


def _sorted_out(items: Iterable[ItemScore], dimensions: Sequence[str]) -> dict[str, list[ItemScore]]:
    by_dimension: dict[str, list[ItemScore]] = {dimension: [] for dimension in dimensions}
    if len(by_dimension) != len(dimensions):
        raise ValueError("a dimension is named twice")
    seen: set[str] = set()
    for each in items:
        if each.item in seen:
            raise ValueError(f"item {each.item} comes twice")
        if each.dimension not in by_dimension:
            raise ValueError(f"item {each.item} has the unknown dimension {each.dimension!r}")
        if each.maximum < 1 or (each.score is not None and not 0 <= each.score <= each.maximum):
            raise ValueError(f"item {each.item} cannot score {each.score} out of {each.maximum}")
        seen.add(each.item)
        by_dimension[each.dimension].append(each)
    for dimension, members in by_dimension.items():
        if not members:
            raise ValueError(f"dimension {dimension!r} has no items")
    return by_dimension


def _score(dimension: str, items: Sequence[ItemScore], *, reportable: bool = True) -> PartScore:
    answered = [(each.score, each.maximum) for each in items if each.score is not None]
    raw = Fraction(sum(score for score, _ in answered))
    maximum = sum(highest for _, highest in answered)
    possible = sum(each.maximum for each in items)
    percent = None
    if reportable and enough(len(answered), len(items)):
        percent = percent_of_maximum(raw, maximum)
    band = None if percent is None else band_of(percent)
    return PartScore(dimension, len(answered), len(items), raw, maximum, possible, percent, band)


def _difference(now: PartScore, before: PartScore | None) -> Fraction | None:
    if before is None or now.percent is None or before.percent is None:
        return None
    if (now.items, now.possible) != (before.items, before.possible):
        return None
    return now.percent - before.percent
