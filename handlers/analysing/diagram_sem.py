"""The path diagram of a fitted CFA or SEM: one picture where it stays readable, otherwise the relations of the factors
and, apart, each factor with its items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from handlers.analysing.diagram import Edge, Layout, Node, layered
from handlers.analysing.diagram_blocks import Block, BlockLayout, Item, Stack, Tie, packed, placed, stacked
from handlers.analysing.report_findings import Picture
from handlers.analysing.tables_sem import WEAK_LOADING, correlations_of
from handlers.analysing.words import Writing, stars
from scoring.analysis.solution import Estimate, SemResult

MOST_GROUPS: Final = 4
"""Groups with a diagram of their own; the tables have all."""
MOST_FACTORS: Final = 5
"""With more factors than these the curves between all of them would hide one another: the table has their figures."""
_ONE_PICTURE: Final = 30
_MOST_CURVES: Final = 12
_SMALLEST: Final = 0.6
"""How far arrows and their figures of 7.5 points may be made smaller: to 4.5 points."""
_SHEET: Final = 640.0
"""Height that a sheet of blocks may take, in points."""


def pictures(result: SemResult, w: Writing) -> Iterator[Picture]:
    """All that is drawn, group by group."""
    many = len(result.groups) > MOST_GROUPS
    for number, group in enumerate(tuple(result.groups)[:MOST_GROUPS], 1):
        for picture in _Diagram(result, number, w).pictures(group if len(result.groups) > 1 else ""):
            said = [picture.caption, w.plain("anr-d-groups", count=MOST_GROUPS, of=len(result.groups))]
            yield replace(picture, caption=" ".join(said).strip()) if many and number == 1 else picture


class _Diagram:
    def __init__(self, result: SemResult, number: int, w: Writing) -> None:
        name = tuple(result.groups)[number - 1]
        self.result, self.w, self.number = result, w, number
        single = len(result.groups) == 1
        self.rows = [row for row in result.estimates if single or row.group == name]
        self.r2 = result.r2.get(name, {})
        self.latent, self.observed = result.table.latent, result.table.observed
        self.paths = [row for row in self.rows if row.op == "~" and row.rhs in {*self.latent, *self.observed}]
        self.higher = [row for row in self.rows if row.op == "=~" and row.rhs in self.latent]

    def pictures(self, group: str) -> Iterator[Picture]:
        blocks = self._blocks()
        structural = bool(self.paths or self.higher)
        items = sum(len(block.items) for block in blocks)
        if structural:
            yield self._structure(group)
        elif blocks and items <= _ONE_PICTURE and len(blocks) <= MOST_FACTORS:
            yield self._whole(blocks, group)
            return
        elif 2 <= len(blocks) <= MOST_FACTORS:
            yield self._structure(group)
        elif len(blocks) > MOST_FACTORS:
            yield self._matrix(group)
        caption = self.w.plain("anr-d-blocks-caption")
        if any(not any({tie.first, tie.second} <= set(block.names) for block in blocks) for tie in self._errors()):
            caption += " " + self.w.plain("anr-d-errors")
        yield from sheets(blocks, self._titled("anr-d-blocks", group), caption)

    def _titled(self, key: str, group: str) -> str:
        words = self.w.plain(key)
        return f"{words}: {group}" if group else words

    def _structure(self, group: str) -> Picture:
        nodes, edges = self._nodes(), list(self._edges())
        ties = self._ties(set(nodes))
        hidden = len(ties) > _MOST_CURVES
        edges += [] if hidden else ties
        shown = [
            Node(name, "latent" if name in self.latent else "observed", self._under(name) if name in self.r2 else "")
            for name in nodes
        ]
        layout = layered(shown, edges)
        if not readable(layout):
            return by_cells(nodes, edges, self._titled("anr-d-structure", group), self.w)

        def draw(wide: float, high: float) -> Any:
            from handlers.analysing.diagram_drawing import structure

            return structure(layout, shown, wide, high)

        caption = self.w.plain("anr-d-structure-caption") + (" " + self.w.plain("anr-d-hidden") if hidden else "")
        return Picture(self._titled("anr-d-structure", group), draw, caption)

    def _matrix(self, group: str) -> Picture:
        names, values = correlations_of(self.result, self.number)

        cells = {
            (row, column): (float(values[row, column]), self.w.fixed(float(values[row, column]), 2))
            for row in range(len(names))
            for column in range(row)
        }
        return Picture(
            self._titled("anr-d-matrix", group),
            partial(_draw_matrix, names, cells),
            self.w.plain("anr-d-matrix-caption"),
        )

    def _whole(self, blocks: Sequence[Block], group: str) -> Picture:
        names, values = correlations_of(self.result, self.number)
        place = {name: at for at, name in enumerate(names)}
        free = {(row.lhs, row.rhs): row for row in self.rows if row.op == "~~" and row.lhs != row.rhs}
        ties = [
            Tie(lhs, rhs, self.w.fixed(float(values[place[lhs], place[rhs]]), 2) + stars(row.p))
            for (lhs, rhs), row in free.items()
            if lhs in place and rhs in place
        ]
        made = stacked(blocks, ties)
        caption = self.w.plain("anr-d-whole-caption")
        return Picture(self._titled("anr-d-whole", group), partial(_draw_stack, made), caption)

    def _nodes(self) -> list[str]:
        """Latent variables, and observed ones that take part in relations."""
        related = {name for row in self.paths for name in (row.lhs, row.rhs)}
        return [*self.latent, *(name for name in self.observed if name in related)]

    def _edges(self) -> Iterator[Edge]:
        nodes = set(self._nodes())
        for row in self.rows:
            if row.op == "=~" and row.rhs in nodes:
                yield Edge(row.lhs, row.rhs, self._label(row), strength=row.std)
        for row in self.paths:
            weak = row.p is not None and row.p >= 0.05
            yield Edge(row.rhs, row.lhs, self._label(row), weak=weak, strength=row.std)

    def _ties(self, nodes: set[str]) -> list[Edge]:
        found = []
        for row in self.rows:
            # What was not estimated (moments of observed predictors) tells nothing of the model.
            if row.op == "~~" and row.lhs != row.rhs and {row.lhs, row.rhs} <= nodes and row.free:
                weak = row.p is not None and row.p >= 0.05
                found.append(Edge(row.lhs, row.rhs, self._label(row), both=True, weak=weak))
        return found

    def _blocks(self) -> list[Block]:
        errors = self._errors()
        blocks = []
        for name in self.latent:
            loadings = [row for row in self.rows if row.op == "=~" and row.lhs == name and row.rhs in self.observed]
            if loadings:
                items = tuple(Item(row.rhs, self.w.fixed(row.std, 2), abs(row.std) < WEAK_LOADING) for row in loadings)
                blocks.append(Block(name, items, self._under(name) if name in self.r2 else "", ties=tuple(errors)))
        return blocks

    def _errors(self) -> list[Tie]:
        return [
            Tie(row.lhs, row.rhs, self.w.fixed(row.std, 2))
            for row in self.rows
            if row.op == "~~" and row.lhs != row.rhs and {row.lhs, row.rhs} <= set(self.observed) and row.free
        ]

    def _label(self, row: Estimate) -> str:
        return self.w.fixed(row.std, 2) + stars(row.p)

    def _under(self, name: str) -> str:
        return f"R² = {self.w.fixed(self.r2[name], 2)}"


def readable(layout: Layout) -> bool:
    """Whether the figures on the arrows are large enough once the drawing fits on a page."""
    from handlers.recap.paper import WIDTH

    return bool(min(WIDTH / layout.wide, _SHEET / layout.high) >= _SMALLEST)


def by_cells(names: Sequence[str], edges: Sequence[Edge], title: str, w: Writing) -> Picture:
    """Arrows as cells: what they lead to in rows, what they come from in columns."""
    place = {name: at for at, name in enumerate(names)}
    cells = {(place[edge.target], place[edge.source]): (edge.strength, edge.label) for edge in edges if not edge.both}
    return Picture(title, partial(_draw_matrix, tuple(names), cells), w.plain("anr-d-cells-caption"))


def sheets(blocks: Sequence[Block], title: str, caption: str) -> Iterator[Picture]:
    """Factors with their items, as many on a page as stay readable."""
    from handlers.recap.paper import WIDTH

    layouts = [placed(block) for block in blocks]
    if not layouts:
        return
    for number, places in enumerate(packed(layouts, WIDTH, _SHEET)):
        yield Picture(title, partial(_draw_sheet, places), caption if not number else "", new_page=number > 0)


def _draw_sheet(places: Sequence[tuple[BlockLayout, tuple[float, float], float]], wide: float, high: float) -> Any:
    from handlers.analysing.diagram_drawing import sheet

    return sheet(places, wide, high)


def _draw_matrix(
    names: Sequence[str], cells: Mapping[tuple[int, int], tuple[float, str]], wide: float, high: float
) -> Any:
    from handlers.analysing.diagram_matrix import shaded

    return shaded(names, cells, wide)


def _draw_stack(made: Stack, wide: float, high: float) -> Any:
    from handlers.analysing.diagram_drawing import stack

    return stack(made, wide, high)
