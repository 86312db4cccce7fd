"""What is worked out from what: relevance and calculations in an order in which nothing is read before it is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.nodes import Node
from forms.xpath import Compiled


class CircleError(Exception):
    """Conditions and calculations that wait for each other; ``cells`` are those involved."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        super().__init__("a circle")
        self.cells = cells


@dataclass(eq=False, slots=True)
class Cell:
    """The relevance or the calculation of a node. ``order``: its turn.

    ``keeps``: its result is kept like an answer and not worked out again when a draft is taken up: a person may
    change it, or it depends on chance.
    """

    node: Node
    compiled: Compiled
    is_relevance: bool
    keeps: bool = False
    order: int = 0


Reader = tuple[Cell, int]
"""A cell that reads a node, and how many leading positions both instances share."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """``cells`` in their order. ``readers``: who reads a node. ``below``: who reads a node or anything below it.

    ``volatile``: cells that depend on the time. ``conditional``: of each node, the nodes with a relevance of their
    own from itself upwards, outermost first.
    """

    cells: tuple[Cell, ...]
    readers: Mapping[Node, tuple[Reader, ...]]
    below: Mapping[Node, tuple[Reader, ...]]
    volatile: tuple[Cell, ...]
    conditional: Mapping[Node, tuple[Node, ...]]
    calculated: frozenset[Node]
    """Nodes whose value is worked out and not kept."""
    keeping: bool
    """There are cells whose result is kept."""
    inside: Mapping[Node, tuple[Cell, ...]] = field(default_factory=dict)
    """Of each repeat, the cells in it, nested repeats included."""


def plan_of(root: Node, cells: Iterable[Cell]) -> Plan:
    """Put cells into their order. Raises ``CircleError``."""
    listed = list(cells)
    readers: dict[Node, list[Reader]] = {}
    for cell in listed:
        for node, shared in cell.compiled.reads.items():
            readers.setdefault(node, []).append((cell, shared))
    with_relevance = {cell.node for cell in listed if cell.is_relevance}
    below = {node: _least(found for part in node.walk() for found in readers.get(part, ())) for node in with_relevance}
    ordered = _ordered(listed, readers, below)
    for order, cell in enumerate(ordered):
        cell.order = order
    conditional: dict[Node, tuple[Node, ...]] = {}
    for node in root.walk():
        above = conditional[node.parent] if node.parent is not None else ()
        conditional[node] = (*above, node) if node in with_relevance else above
    repeats = [node for node in root.walk() if node.repeat]
    return Plan(
        cells=tuple(ordered),
        readers={node: _least(found) for node, found in readers.items()},
        below=below,
        volatile=tuple(cell for cell in ordered if cell.compiled.volatile and not cell.keeps),
        conditional=conditional,
        calculated=frozenset(cell.node for cell in listed if not cell.is_relevance and not cell.keeps),
        keeping=any(cell.keeps for cell in listed),
        inside={repeat: tuple(cell for cell in ordered if repeat in cell.node.repeats) for repeat in repeats},
    )


def _least(found: Iterable[Reader]) -> tuple[Reader, ...]:
    shared: dict[Cell, int] = {}
    for cell, number in found:
        shared[cell] = min(number, shared.get(cell, number))
    return tuple(shared.items())


def _ordered(
    cells: Sequence[Cell], readers: Mapping[Node, Sequence[Reader]], below: Mapping[Node, Sequence[Reader]]
) -> list[Cell]:
    """Kahn's algorithm; cells that could go next go in the order of the document, so that it is always the same."""
    after: dict[Cell, list[Cell]] = {}
    waiting = dict.fromkeys(cells, 0)
    for cell in cells:
        found = below.get(cell.node, ()) if cell.is_relevance else readers.get(cell.node, ())
        next_ones = list(dict.fromkeys(reader for reader, _ in found))
        after[cell] = next_ones
        for reader in next_ones:
            waiting[reader] += 1
    ordered: list[Cell] = []
    ready = [cell for cell in cells if not waiting[cell]]
    while ready:
        following: list[Cell] = []
        for cell in ready:
            ordered.append(cell)
            for reader in after[cell]:
                waiting[reader] -= 1
                if not waiting[reader]:
                    following.append(reader)
        ready = sorted(following, key=lambda cell: (cell.node.number, not cell.is_relevance))
    if len(ordered) < len(cells):
        raise CircleError(_circle({cell for cell in cells if waiting[cell]}, after))
    return ordered


def _circle(stuck: set[Cell], after: Mapping[Cell, Sequence[Cell]]) -> list[Cell]:
    """One circle among the cells that were never ready: go on to any that is stuck until one comes again.

    Going backwards would be shorter to say, but every stuck cell waits for a stuck one, not the other way round.
    """
    before: dict[Cell, Cell] = {}
    for cell in sorted(stuck, key=lambda cell: (cell.node.number, not cell.is_relevance)):
        for reader in after[cell]:
            if reader in stuck:
                before.setdefault(reader, cell)
    seen: list[Cell] = []
    cell = min(stuck, key=lambda cell: (cell.node.number, not cell.is_relevance))
    while cell not in seen:
        seen.append(cell)
        cell = before[cell]
    return list(reversed(seen[seen.index(cell) :]))
