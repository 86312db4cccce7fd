"""What is computed from answers: which questions are relevant, and the calculations.

Each is a *cell*. Cells are put in an order in which none needs a later one; after an answer only the cells
that read it are computed again, and what reads those if they changed. What is computed is never stored.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forms.xpath import Compiled, Moment, Value, to_boolean, to_string

NO_BIT: Final = -1


@dataclass(frozen=True, slots=True)
class Computed:
    """``relevance``: one bit for each node and group. ``calculated``: values by name, empty ones left out."""

    relevance: int
    calculated: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A calculation of ``name``, or (``bit`` given) whether ``name`` is relevant.

    ``above``: bit of the group around it, which must be relevant too.
    """

    name: str
    compiled: Compiled | None
    bit: int = NO_BIT
    above: int = NO_BIT
    children: tuple[str, ...] = ()
    """For a group: the names whose relevance hangs on it."""

    @property
    def is_relevance(self) -> bool:
        return self.bit != NO_BIT


class CircleError(Exception):
    """Cells that depend on each other. ``cells`` in the order of the circle."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        super().__init__(", ".join(cell.name for cell in cells))
        self.cells = tuple(cells)


def calculated_text(value: Value) -> str:
    """How a calculation's value is kept: NaN is no value (JavaRosa's ``Recalculate.wrapData``)."""
    return "" if isinstance(value, float) and math.isnan(value) else to_string(value)


class Dependencies:
    """The cells of a form. ``bits``: bit of each node's and group's relevance; ``everything``: all."""

    def __init__(self, cells: Iterable[Cell], bits: Mapping[str, int], filters: Mapping[str, frozenset[str]]) -> None:
        """``filters``: question name → names its choices depend on. Raises ``CircleError``."""
        self.bits = bits
        self.everything = (1 << len(bits)) - 1
        self.cells = _ordered(list(cells))
        self._readers = _readers(self.cells)
        self._lasting = tuple(
            place for place, cell in enumerate(self.cells) if cell.compiled is not None and cell.compiled.volatile
        )
        self.keeping = frozenset(
            cell.name for cell in self.cells if cell.compiled and cell.compiled.keeps and not cell.is_relevance
        )
        self.filtered_by: dict[str, tuple[str, ...]] = {}
        for name, reads in filters.items():
            for read in reads:
                self.filtered_by[read] = (*self.filtered_by.get(read, ()), name)
        self.conditional = frozenset(cell.name for cell in self.cells if cell.is_relevance)
        self._plain = Computed(self.everything, {})

    def from_scratch(self, answers: Mapping[str, str], at: datetime, language: str) -> Computed:
        """Every cell once. Costs nothing where the form has no cell."""
        if not self.cells:
            return self._plain
        return self._compute(self._plain, answers, at, language, list(range(len(self.cells))))[0]

    def after(
        self,
        before: Computed,
        answers: Mapping[str, str],
        changed: Iterable[str],
        at: datetime,
        language: str,
    ) -> tuple[Computed, frozenset[str]]:
        """What follows from answers that changed, and the names whose value or relevance became another."""
        if not self.cells:
            return before, frozenset()
        dirty = {place for name in changed for place in self._readers.get(name, ())}
        dirty.update(self._lasting)
        if not dirty:
            return before, frozenset()
        return self._compute(before, answers, at, language, sorted(dirty))

    def _compute(
        self, before: Computed, answers: Mapping[str, str], at: datetime, language: str, dirty: list[int]
    ) -> tuple[Computed, frozenset[str]]:
        calculated = dict(before.calculated)
        moment = Moment(answers, calculated, before.relevance, at, language)
        waiting, changed = set(dirty), set()
        while dirty:
            place = heapq.heappop(dirty)
            waiting.discard(place)
            cell = self.cells[place]
            if not (_relevance(cell, moment) if cell.is_relevance else _calculation(cell, moment, calculated)):
                continue
            changed.add(cell.name)
            for reader in self._readers.get(cell.name, ()):
                # a cell never changes what comes before it: the order sees to that
                if reader > place and reader not in waiting:
                    waiting.add(reader)
                    heapq.heappush(dirty, reader)
        return Computed(moment.relevance, calculated), frozenset(changed)


def _relevance(cell: Cell, moment: Moment) -> bool:
    relevant = cell.above == NO_BIT or bool(moment.relevance >> cell.above & 1)
    if relevant and cell.compiled is not None:
        relevant = to_boolean(cell.compiled.evaluate(moment))
    if relevant == bool(moment.relevance >> cell.bit & 1):
        return False
    moment.relevance ^= 1 << cell.bit
    return True


def _calculation(cell: Cell, moment: Moment, calculated: dict[str, str]) -> bool:
    value = "" if cell.compiled is None else calculated_text(cell.compiled.evaluate(moment))
    if value == calculated.get(cell.name, ""):
        return False
    if value:
        calculated[cell.name] = value
    else:
        calculated.pop(cell.name, None)
    return True


def _needs(cells: Sequence[Cell]) -> list[set[int]]:
    """For each cell the cells that must come before it."""
    by_name: dict[str, list[int]] = {}
    relevances: dict[str, int] = {}
    for place, cell in enumerate(cells):
        by_name.setdefault(cell.name, []).append(place)
        if cell.is_relevance:
            relevances[cell.name] = place
    needs: list[set[int]] = [set() for _ in cells]
    for place, cell in enumerate(cells):
        for read in cell.compiled.reads if cell.compiled else ():
            needs[place].update(by_name.get(read, ()))
        for child in cell.children:
            needs[relevances[child]].add(place)
    return needs


def _ordered(cells: list[Cell]) -> tuple[Cell, ...]:
    needs = _needs(cells)
    wanted_by: list[list[int]] = [[] for _ in cells]
    for place, before in enumerate(needs):
        for other in before:
            wanted_by[other].append(place)
    open_needs = [len(before) for before in needs]
    ready = [place for place, count in enumerate(open_needs) if not count]
    heapq.heapify(ready)
    order: list[int] = []
    while ready:
        place = heapq.heappop(ready)
        order.append(place)
        for other in wanted_by[place]:
            open_needs[other] -= 1
            if not open_needs[other]:
                heapq.heappush(ready, other)
    if len(order) < len(cells):
        raise CircleError([cells[place] for place in _circle(needs, set(range(len(cells))) - set(order))])
    return tuple(cells[place] for place in order)


def _circle(needs: Sequence[set[int]], left: set[int]) -> list[int]:
    """One circle among the cells that are left: walk to what is needed until a cell comes again."""
    place, walked = min(left), list[int]()
    while place not in walked:
        walked.append(place)
        place = min(needs[place] & left)
    return walked[walked.index(place) :]


def _readers(cells: Sequence[Cell]) -> dict[str, tuple[int, ...]]:
    readers: dict[str, set[int]] = {}
    relevances = {cell.name: place for place, cell in enumerate(cells) if cell.is_relevance}
    for place, cell in enumerate(cells):
        for read in cell.compiled.reads if cell.compiled else ():
            readers.setdefault(read, set()).add(place)
        for child in cell.children:
            readers.setdefault(cell.name, set()).add(relevances[child])
    return {name: tuple(sorted(places)) for name, places in readers.items()}
