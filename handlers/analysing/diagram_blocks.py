"""Where a factor and its items stand: items in a column beside the ellipse, on both sides where there are many, with
an arrow and its figure for each. Positions only, in points; y runs up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.analysing.diagram import Box, Point

ROW: Final = 15.0
"""From item to item."""
ITEM_HIGH: Final = 12.5
ONE_SIDE: Final = 24
"""More items than these stand on both sides."""
_LETTER, _FIGURE, _FAN, _ARC = 4.4, 30.0, 46.0, 26.0
_WIDE, _HIGH = 92.0, 42.0
MOST_ARCS: Final = 12
_ARCS_LEFT: Final = 36.0
_GAP: Final = 16.0


@dataclass(frozen=True, slots=True)
class Item:
    """An item with its figure in words; `weak`: drawn faintly."""

    name: str
    label: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A covariance of the errors of two items."""

    first: str
    second: str
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """A factor with its items. `formative`: arrows run from the items to it. `under`: below its name."""

    name: str
    items: tuple[Item, ...]
    under: str = ""
    formative: bool = False
    ties: tuple[Tie, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Of its items."""
        return tuple(item.name for item in self.items)


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the ellipse (`start`) over a `knee` level with the item to the item (`end`), with the box of its figure."""

    item: Item
    start: Point
    knee: Point
    end: Point
    label: Box
    box: Box


@dataclass(frozen=True, slots=True)
class Arc:
    """A curve beside the items between two that are tied."""

    tie: Tie
    points: tuple[Point, Point, Point, Point]
    label: Box


@dataclass(frozen=True, slots=True)
class BlockLayout:
    """A block placed, the lower left corner at (0, 0)."""

    block: Block
    wide: float
    high: float
    factor: Box
    arrows: tuple[Arrow, ...]
    arcs: tuple[Arc, ...]


def placed(block: Block) -> BlockLayout:
    """Where everything of a block stands."""
    both = len(block.items) > ONE_SIDE
    half = math.ceil(len(block.items) / 2) if both else len(block.items)
    item_wide = min(130.0, max(44.0, max(len(item.name) for item in block.items) * _LETTER + 8))
    high = max(half * ROW, _HIGH) + 6
    side = _FAN + _FIGURE + item_wide
    left = side if both else 0.0
    factor = Box(left + _WIDE / 2 + 2, high / 2, _WIDE, _HIGH)
    arrows = list(_column(block.items[:half], factor, 1.0, item_wide))
    if both:
        arrows += _column(block.items[half:], factor, -1.0, item_wide)
    arcs = () if both else tuple(_arcs(block.ties, arrows))
    wide = left + _WIDE + side + 4 + max((_ARC * _span(arc, arrows) + 30 for arc in arcs), default=0.0)
    return BlockLayout(block, wide, high, factor, tuple(arrows), arcs)


def _column(items: Sequence[Item], factor: Box, side: float, item_wide: float) -> Iterator[Arrow]:
    top = factor.y + (len(items) - 1) * ROW / 2
    near = factor.x + side * (_WIDE / 2 + _FAN + _FIGURE)
    for row, item in enumerate(items):
        y = top - row * ROW
        # Leaves the ellipse at most as high as it is, so that a fan of arrows does not cross itself.
        lean = max(-0.8, min(0.8, (y - factor.y) / max(top - factor.y, _HIGH)))
        start = (factor.x + side * _WIDE / 2 * math.sqrt(1 - lean * lean), factor.y + lean * _HIGH / 2)
        knee = (near - side * _FIGURE, y)
        label = Box(near - side * (_FIGURE / 2 + 3), y, _FIGURE - 6, 9.0)
        yield Arrow(item, start, knee, (near, y), label, Box(near + side * item_wide / 2, y, item_wide, ITEM_HIGH))


def _arcs(ties: Sequence[Tie], arrows: Sequence[Arrow]) -> Iterator[Arc]:
    boxes = {arrow.item.name: arrow.box for arrow in arrows}
    inside = [tie for tie in ties if tie.first in boxes and tie.second in boxes]
    taken: list[Box] = []
    for tie in sorted(inside, key=lambda tie: abs(boxes[tie.first].y - boxes[tie.second].y))[:MOST_ARCS]:
        one, other = boxes[tie.first], boxes[tie.second]
        edge, middle = one.x + one.wide / 2, (one.y + other.y) / 2
        out = 14.0 + 3 * abs(one.y - other.y) / ROW
        label = Box(edge + out + 14, middle, 26.0, 9.0)
        while any(label.meets(each, 1) for each in taken):
            out += 8
            label = Box(edge + out + 14, middle, 26.0, 9.0)
        taken.append(label)
        bulge = out * 4 / 3
        yield Arc(tie, ((edge, one.y), (edge + bulge, one.y), (edge + bulge, other.y), (edge, other.y)), label)


def _span(arc: Arc, arrows: Sequence[Arrow]) -> float:
    edge = arrows[0].box.x + arrows[0].box.wide / 2
    return max(0.0, (arc.label.x + arc.label.wide / 2 - edge) / _ARC - 1)


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one above the other, each with its lower left corner, and the covariances of their factors beside them."""

    wide: float
    high: float
    blocks: tuple[tuple[BlockLayout, Point], ...]
    arcs: tuple[Arc, ...]


def stacked(blocks: Sequence[Block], ties: Sequence[Tie]) -> Stack:
    """Factors in a column with their items at the right, curves of their covariances at the left."""
    layouts = [placed(block) for block in blocks]
    gap = 14.0
    high = sum(each.high for each in layouts) + gap * (len(layouts) - 1)
    order = {block.name: place for place, block in enumerate(blocks)}
    steps = max((abs(order[tie.first] - order[tie.second]) for tie in ties), default=0)
    left = 20 + _ARCS_LEFT * steps if ties else 0.0
    corners, top = [], high
    for each in layouts:
        top -= each.high
        corners.append((left, top))
        top -= gap
    middles = {
        each.block.name: (corner[0] + each.factor.x - _WIDE / 2, corner[1] + each.factor.y)
        for each, corner in zip(layouts, corners, strict=True)
    }
    arcs = []
    for tie in ties:
        one, other = middles[tie.first], middles[tie.second]
        out = _ARCS_LEFT * abs(order[tie.first] - order[tie.second])
        points = (one, (one[0] - out * 4 / 3, one[1]), (other[0] - out * 4 / 3, other[1]), other)
        arcs.append(Arc(tie, points, Box(one[0] - out, (one[1] + other[1]) / 2, 28.0, 9.0)))
    wide = left + max(each.wide for each in layouts)
    return Stack(wide, high, tuple(zip(layouts, corners, strict=True)), tuple(arcs))


def packed(layouts: Sequence[BlockLayout], wide: float, high: float) -> list[list[tuple[BlockLayout, Point, float]]]:
    """Sheets of so wide and high, each with blocks, their lower left corners and their scales: narrow blocks in two
    columns, then those that need the whole width."""
    column = (wide - _GAP) / 2
    narrow = [each for each in layouts if each.wide <= column * 1.25] if len(layouts) > 1 else []
    broad = [each for each in layouts if each not in narrow]
    sheets: list[list[tuple[BlockLayout, Point, float]]] = [[]]
    levels = [high, high]
    for each in [*narrow, *broad]:
        columns = 2 if each in narrow else 1
        scale = min(1.0, (column if columns == 2 else wide) / each.wide, high / each.high)
        tall = each.high * scale
        if max(levels) - tall < -0.01 or (columns == 1 and min(levels) - tall < -0.01):
            sheets.append([])
            levels = [high, high]
        place = 0 if levels[0] >= levels[1] or columns == 1 else 1
        low = (levels[place] if columns == 2 else min(levels)) - tall
        left = place * (column + _GAP) if columns == 2 else (wide - each.wide * scale) / 2
        sheets[-1].append((each, (left, low), scale))
        if columns == 2:
            levels[place] = low - _GAP
        else:
            levels = [low - _GAP] * 2
    return [sheet for sheet in sheets if sheet]
