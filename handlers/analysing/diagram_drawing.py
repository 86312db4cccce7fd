"""Ink for path diagrams: latent variables as ellipses, items as boxes, figures on their arrows (reportlab graphics)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing, Ellipse, Group, Path, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import HexColor, white
from reportlab.pdfbase.pdfmetrics import stringWidth

from handlers.analysing.diagram import Box, Layout, Node, Point, at
from handlers.analysing.diagram_blocks import Arc, BlockLayout, Stack
from handlers.analysing.diagram_names import told_apart
from handlers.analysing.words import CONTROLS
from handlers.recap.paper import BOLD, INK, PLAIN, fonts

LATENT, OBSERVED, EDGE, WEAK = HexColor("#E3EEF9"), HexColor("#FFFFFF"), HexColor("#2B5C8A"), HexColor("#7B8794")
TIED = HexColor("#8A5A2B")
_LARGEST_SCALE = 1.15
_LETTERS = 38
"""So many fit in the widest box of an item, small."""


def structure(layout: Layout, nodes: Sequence[Node], wide: float, high: float) -> Drawing:
    """The variables and the arrows between them, made to fit."""
    fonts()
    group = Group()
    for curve in layout.curves:
        colour = WEAK if curve.edge.weak else TIED if curve.edge.both else EDGE
        _bezier(group, curve.points, colour, both=curve.edge.both, dashed=curve.edge.both)
    for node in nodes:
        _node(group, layout.boxes[node.name], node)
    for curve in layout.curves:
        _label(group, curve.label, curve.edge.label, WEAK if curve.edge.weak else INK)
    return _fitted(group, layout.wide, layout.high, wide, high)


def stack(placed: Stack, wide: float, high: float) -> Drawing:
    """A measurement model in one picture, made to fit."""
    fonts()
    group = Group()
    for arc in placed.arcs:
        _tie(group, arc)
    for layout, corner in placed.blocks:
        group.add(_block(layout, corner, 1.0))
    return _fitted(group, placed.wide, placed.high, wide, high)


def sheet(blocks: Sequence[tuple[BlockLayout, Point, float]], wide: float, high: float) -> Drawing:
    """Blocks at their places on a sheet; what is free below them is cut off."""
    fonts()
    low = min(corner[1] for _, corner, _ in blocks)
    top = max(corner[1] + layout.high * scale for layout, corner, scale in blocks)
    drawing = Drawing(wide, top - low)
    for layout, corner, scale in blocks:
        drawing.add(_block(layout, (corner[0], corner[1] - low), scale))
    return drawing


def _fitted(group: Group, own_wide: float, own_high: float, wide: float, high: float) -> Drawing:
    scale = min(wide / own_wide, high / own_high, _LARGEST_SCALE)
    group.transform = (scale, 0, 0, scale, (wide - own_wide * scale) / 2, 0)
    drawing = Drawing(wide, own_high * scale)
    drawing.add(group)
    return drawing


def _block(layout: BlockLayout, corner: Point, scale: float) -> Group:
    group = Group()
    shown = told_apart(layout.block.names, _LETTERS)
    for arrow in layout.arrows:
        colour = WEAK if arrow.item.weak else EDGE
        line = [*arrow.start, *arrow.knee, *arrow.end]
        group.add(PolyLine(line, strokeColor=colour, strokeWidth=0.7))
        if layout.block.formative:
            _head(group, arrow.knee, arrow.start, colour)
        else:
            _head(group, arrow.knee, arrow.end, colour)
        _label(group, arrow.label, arrow.item.label, colour if arrow.item.weak else INK)
        box = arrow.box
        group.add(_rect(box))
        _words(group, box, shown[arrow.item.name], 7, PLAIN)
    for arc in layout.arcs:
        _tie(group, arc)
    _node(group, layout.factor, Node(layout.block.name, "latent", layout.block.under))
    group.transform = (scale, 0, 0, scale, *corner)
    return group


def _tie(group: Group, arc: Arc) -> None:
    _bezier(group, arc.points, TIED, both=True, dashed=True)
    _label(group, arc.label, arc.tie.label, INK)


def _node(group: Group, box: Box, node: Node) -> None:
    if node.shape == "latent":
        group.add(Ellipse(box.x, box.y, box.wide / 2, box.high / 2, fillColor=LATENT, strokeColor=EDGE, strokeWidth=1))
    else:
        group.add(_rect(box))
    lines = _lines(node.name, box.wide - 16)
    size = 8.5 if len(lines) == 1 else 7.0
    middle = box.y + (4.5 if node.under else 0) + (size * 0.5 if len(lines) > 1 else 0)
    for at_line, words in enumerate(lines):
        _words(group, Box(box.x, middle - at_line * size * 1.05, box.wide - 12, box.high), words, size, BOLD)
    if node.under:
        low = box.y - (8 if len(lines) == 1 else 11.5)
        _words(group, Box(box.x, low, box.wide - 24, box.high), node.under, 7 if len(lines) == 1 else 6, PLAIN)


def _lines(name: str, room: float) -> list[str]:
    """A long name in two lines, parted where its words are."""
    if stringWidth(name, BOLD, 7.5) <= room:
        return [name]
    cuts = [at + 1 for at, letter in enumerate(name[:-1]) if letter in "_. -"] or [len(name) // 2]
    cut = min(cuts, key=lambda at: abs(at - len(name) / 2))
    return [name[:cut], name[cut:]]


def _rect(box: Box) -> Rect:
    return Rect(
        box.x - box.wide / 2,
        box.y - box.high / 2,
        box.wide,
        box.high,
        fillColor=OBSERVED,
        strokeColor=EDGE,
        strokeWidth=0.7,
    )


def _words(group: Group, box: Box, words: str, size: float, font: str) -> None:
    """In the middle of the box, smaller where they are long, shortened where even that does not help."""
    words = words.translate(CONTROLS)
    room = box.wide - 4
    while size > 5 and stringWidth(words, font, size) > room:
        size -= 0.5
    if stringWidth(words, font, size) > room:
        while words and stringWidth(words + "…", font, size) > room:
            words = words[:-1]
        words += "…"
    group.add(
        String(box.x, box.y - size * 0.35, words, fontName=font, fontSize=size, fillColor=INK, textAnchor="middle")
    )


def _label(group: Group, box: Box, words: str, colour: Any) -> None:
    if not words:
        return
    wide = min(box.wide, stringWidth(words, PLAIN, 7.5) + 2)
    group.add(
        Rect(box.x - wide / 2, box.y - box.high / 2, wide, box.high, fillColor=white, strokeColor=None, strokeWidth=0)
    )
    group.add(String(box.x, box.y - 2.7, words, fontName=PLAIN, fontSize=7.5, fillColor=colour, textAnchor="middle"))


def _bezier(group: Group, points: Sequence[Point], colour: Any, *, both: bool, dashed: bool) -> None:
    path = Path(strokeColor=colour, strokeWidth=0.9, fillColor=None)
    if dashed:
        path.strokeDashArray = [3, 2]
    path.moveTo(*points[0])
    path.curveTo(*points[1], *points[2], *points[3])
    group.add(path)
    _head(group, at(points, 0.93), points[3], colour)
    if both:
        _head(group, at(points, 0.07), points[0], colour)


def _head(group: Group, before: Point, tip: Point, colour: Any) -> None:
    angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
    corners: list[float] = [*tip]
    for turn in (2.75, -2.75):
        corners += [tip[0] + 5.5 * math.cos(angle + turn), tip[1] + 5.5 * math.sin(angle + turn)]
    group.add(Polygon(corners, fillColor=colour, strokeColor=colour, strokeWidth=0.3))
