"""Where everything of a path diagram stands: boxes in layers along the arrows, curves round them, labels that do not
meet. Positions only, in points; y runs up. `diagram_drawing` makes ink of it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Way: TypeAlias = tuple[Point, Point, Point, Point]
Shape: TypeAlias = Literal["latent", "observed"]

WIDE, HIGH = 100.0, 42.0
LAYERS_ABREAST: Final = 4
"""More layers than these run down the page instead of across it."""
LETTER: Final = 4.6
"""Width of a letter of a label, in points at its size of 7.5."""
LABEL_HIGH: Final = 10.0
_BETWEEN_LAYERS, _BETWEEN_NODES, _STEP = 128.0, 20.0, 38.0
_BENDS: Final = (0.0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.45, -0.45)
_PLACES: Final = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.26, 0.74, 0.22, 0.78, 0.18, 0.82, 0.14, 0.86)
_BUSY, _SWEEPS = 8, 4


@dataclass(frozen=True, slots=True)
class Node:
    """A variable; `under`: what stands below its name (R²)."""

    name: str
    shape: Shape = "latent"
    under: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow, or with `both` a curve with two heads (covariance). `weak`: drawn faintly (p of .05 or more).
    `strength`: the coefficient itself, standardised."""

    source: str
    target: str
    label: str
    both: bool = False
    weak: bool = False
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its middle; `round`: an ellipse is drawn in it."""

    x: float
    y: float
    wide: float
    high: float
    round: bool = False

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether they overlap, or come nearer than `gap`."""
        return (
            abs(self.x - other.x) < (self.wide + other.wide) / 2 + gap
            and abs(self.y - other.y) < (self.high + other.high) / 2 + gap
        )

    def holds(self, point: Point, gap: float = 0.0) -> bool:
        """Whether the point lies in it."""
        return abs(self.x - point[0]) < self.wide / 2 + gap and abs(self.y - point[1]) < self.high / 2 + gap


@dataclass(frozen=True, slots=True)
class Curve:
    """An edge as a cubic Bézier curve, with the box of its label."""

    edge: Edge
    points: Way
    label: Box


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything placed, the lower left corner at (0, 0)."""

    wide: float
    high: float
    boxes: Mapping[str, Box]
    curves: tuple[Curve, ...]


def at(points: Sequence[Point], t: float) -> Point:
    """The point of a Bézier curve at t from 0 to 1."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return sum(w * p[0] for w, p in zip(weights, points, strict=True)), sum(
        w * p[1] for w, p in zip(weights, points, strict=True)
    )


def layered(nodes: Sequence[Node], edges: Sequence[Edge]) -> Layout:
    """Layers along the arrows from left to right (from above down where there are many), curves of covariances of the
    first layer before it."""
    layers = _ordered(_layers(nodes, edges), edges)
    down = len(layers) > LAYERS_ABREAST
    latent = {node.name for node in nodes if node.shape == "latent"}
    boxes = _placed(layers, latent, down=down, busy=len(edges) > _BUSY)
    ordered = sorted(edges, key=lambda edge: edge.both)
    ways = [_way(edge, boxes, layers, edges) for edge in ordered]
    return _shifted(boxes, _labelled(ordered, ways, boxes, down), down)


def _layers(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[str]]:
    """By the longest way that leads to each; arrows that close a circle are left out of the count."""
    into: dict[str, list[str]] = {node.name: [] for node in nodes}
    for edge in edges:
        if not edge.both:
            into[edge.target].append(edge.source)
    ranks: dict[str, int] = {}

    def rank(name: str, path: frozenset[str]) -> int:
        if name not in ranks:
            before = [rank(each, path | {name}) for each in into[name] if each not in path and each != name]
            ranks[name] = max(before, default=-1) + 1
        return ranks[name]

    for node in nodes:
        rank(node.name, frozenset())
    layers: list[list[str]] = [[] for _ in range(max(ranks.values(), default=0) + 1)]
    for node in nodes:
        layers[ranks[node.name]].append(node.name)
    return [layer for layer in layers if layer]


def _ordered(layers: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """So that few arrows cross: each next to the middle of what it is tied to, swept forth and back."""
    tied: dict[str, list[str]] = {}
    for edge in edges:
        if not edge.both:
            tied.setdefault(edge.source, []).append(edge.target)
            tied.setdefault(edge.target, []).append(edge.source)
    for sweep in range(6):
        span = range(1, len(layers)) if sweep % 2 == 0 else range(len(layers) - 2, -1, -1)
        for number in span:
            beside = layers[number - 1 if sweep % 2 == 0 else number + 1]
            place = {name: (rank + 0.5) / len(beside) for rank, name in enumerate(beside)}
            here = {name: (rank + 0.5) / len(layers[number]) for rank, name in enumerate(layers[number])}
            middle = {}
            for name in layers[number]:
                near = [place[other] for other in tied.get(name, ()) if other in place]
                middle[name] = sum(near) / len(near) if near else here[name]
            layers[number] = sorted(layers[number], key=lambda name: middle[name])
    return layers


def _placed(layers: Sequence[Sequence[str]], latent: Collection[str], *, down: bool, busy: bool) -> dict[str, Box]:
    """Along x the layers, along y (downwards) who is in them; turned later where they run down the page."""
    wide, high = (HIGH, WIDE) if down else (WIDE, HIGH)
    step = (wide + (90.0 if down else _BETWEEN_LAYERS), high + _BETWEEN_NODES * (2 if busy else 1))
    most = max(len(layer) for layer in layers)
    boxes = {}
    for column, layer in enumerate(layers):
        room = (most - 1) * step[1]
        # A lone layer of few is spread a little, never further than its own arrows stay readable.
        each = min(step[1] * 2.2, room / (len(layer) - 1)) if len(layer) > 1 else 0.0
        top = room / 2 + each * (len(layer) - 1) / 2
        for row, name in enumerate(layer):
            boxes[name] = Box(column * step[0], top - row * each, wide, high, name in latent)
    return boxes


def _way(edge: Edge, boxes: Mapping[str, Box], layers: Sequence[Sequence[str]], edges: Sequence[Edge]) -> Way:
    """The first curve that meets no other box, or else the one that meets fewest."""
    source, target = boxes[edge.source], boxes[edge.target]
    if source.x == target.x:
        layer = next(layer for layer in layers if edge.source in layer)
        span = abs(layer.index(edge.source) - layer.index(edge.target))
        tries = [_arc(source, target, span + more, left=source.x == 0 or edge.both) for more in (0, 0.5, 1, 1.5, 2, 3)]
    else:
        start, end = _ports(edge, boxes, edges)
        tries = [_bent(start, end, bend) for bend in _BENDS]
    others = [box for name, box in boxes.items() if name not in (edge.source, edge.target)]

    def met(points: Way) -> int:
        along = [at(points, step / 24) for step in range(25)]
        return sum(any(box.holds(point, 4) for point in along) for box in others)

    return min(tries, key=met)


def _labelled(edges: Sequence[Edge], ways: Sequence[Way], boxes: Mapping[str, Box], down: bool) -> list[Curve]:
    """Labels where no box, no other label and as few other curves as possible are; each is moved again once all are
    there."""
    traces = [[at(way, step / 32) for step in range(1, 32)] for way in ways]
    sizes = [(LETTER * len(edge.label) + 4, LABEL_HIGH) for edge in edges]
    sizes = [(high, wide) for wide, high in sizes] if down else sizes
    labels: list[Box | None] = [None] * len(edges)
    fixed: list[list[tuple[float, Box]]] = []
    for number, way in enumerate(ways):
        options = []
        for rank, t in enumerate(_PLACES):
            label = Box(*at(way, t), *sizes[number])
            crossed = sum(any(label.holds(p) for p in trace) for other, trace in enumerate(traces) if other != number)
            on_box = sum(label.meets(box, 2) for box in boxes.values())
            options.append((30.0 * on_box + 4.0 * crossed + 0.15 * rank, label))
        fixed.append(options)
    for _ in range(_SWEEPS):
        for number, options in enumerate(fixed):
            others = [label for other, label in enumerate(labels) if label is not None and other != number]
            labels[number] = min(options, key=lambda one: one[0] + 15.0 * sum(one[1].meets(b, 1) for b in others))[1]
    return [Curve(edge, way, label) for edge, way, label in zip(edges, ways, labels, strict=True) if label is not None]


def _ports(edge: Edge, boxes: Mapping[str, Box], edges: Sequence[Edge]) -> tuple[Point, Point]:
    """Where it leaves and arrives: many arrows at one side are spread over it in the order of where they come from."""
    source, target = boxes[edge.source], boxes[edge.target]
    forward = 1.0 if target.x > source.x else -1.0

    def port(own: Box, other: Box, side: float, mates: list[Box]) -> Point:
        # Of two in one line the farther one is bent over the nearer.
        mates = sorted(mates, key=lambda box: (box.y, abs(box.x - own.x)))
        spread = 0.0 if len(mates) < 2 else (mates.index(other) / (len(mates) - 1) - 0.5) * min(0.7, 0.18 * len(mates))
        inset = math.sqrt(1 - (2 * spread) ** 2) if own.round else 1.0
        return own.x + side * own.wide / 2 * inset, own.y + spread * own.high

    out = [
        boxes[e.target] for e in edges if e.source == edge.source and (boxes[e.target].x > source.x) == (forward > 0)
    ]
    into = [
        boxes[e.source] for e in edges if e.target == edge.target and (boxes[e.source].x < target.x) == (forward > 0)
    ]
    return port(source, target, forward, [b for b in out if b.x != source.x]), port(
        target, source, -forward, [b for b in into if b.x != target.x]
    )


def _bent(start: Point, end: Point, bend: float) -> Way:
    across, up = end[0] - start[0], end[1] - start[1]
    off = (-up * bend, across * bend)
    third = [(start[0] + across * part + off[0], start[1] + up * part + off[1]) for part in (1 / 3, 2 / 3)]
    return start, third[0], third[1], end


def _arc(source: Box, target: Box, span: float, *, left: bool) -> Way:
    """From side to side of two boxes of one layer; the further they are apart, the wider."""
    side = -1.0 if left else 1.0
    bulge = side * _STEP * span * 4 / 3
    start, end = (source.x + side * source.wide / 2, source.y), (target.x + side * target.wide / 2, target.y)
    return start, (start[0] + bulge, start[1]), (end[0] + bulge, end[1]), end


def _shifted(boxes: Mapping[str, Box], curves: Sequence[Curve], down: bool) -> Layout:
    """With the lower left corner at (0, 0), and turned where the layers run down the page."""

    def turned(point: Point) -> Point:
        return (-point[1], -point[0]) if down else point

    def box(of: Box) -> Box:
        x, y = turned((of.x, of.y))
        return Box(x, y, *((of.high, of.wide) if down else (of.wide, of.high)), of.round)

    placed = {name: box(each) for name, each in boxes.items()}
    lines = [
        Curve(
            c.edge, (turned(c.points[0]), turned(c.points[1]), turned(c.points[2]), turned(c.points[3])), box(c.label)
        )
        for c in curves
    ]
    every = [*placed.values(), *(line.label for line in lines)]
    xs = [x for b in every for x in (b.x - b.wide / 2, b.x + b.wide / 2)]
    ys = [y for b in every for y in (b.y - b.high / 2, b.y + b.high / 2)]
    for line in lines:
        for step in range(25):
            x, y = at(line.points, step / 24)
            xs.append(x)
            ys.append(y)
    left, low = min(xs) - 4, min(ys) - 4

    def moved(of: Box) -> Box:
        return replace(of, x=of.x - left, y=of.y - low)

    def along(points: Sequence[Point]) -> Iterator[Point]:
        return ((x - left, y - low) for x, y in points)

    return Layout(
        max(xs) - left + 4,
        max(ys) - low + 4,
        {name: moved(each) for name, each in placed.items()},
        tuple(Curve(c.edge, tuple(along(c.points)), moved(c.label)) for c in lines),  # type: ignore[arg-type]
    )
