"""Where a part of an expression stands: what is known when it is compiled (``Here``) and when it runs (``Frame``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forms.nodes import Item, Node, Positions
from forms.xpath.scope import Moment
from forms.xpath.values import Value

State = Any
"""What a closure is called with: outside predicates the bare positions of the context, inside them a ``Frame``."""

Closure = Callable[[Moment, State], Value]


class Frame:
    """The node that a predicate looks at.

    ``positions``: its own, for a node of the form; ``chain``: for an element of a list, everything from the list's
    root down to it; ``original``: positions of the expression's context; ``index``: its number among the
    candidates, from 0.
    """

    __slots__ = ("chain", "index", "original", "positions")

    def __init__(self, positions: Positions, original: Positions, index: int, chain: tuple[Item, ...] = ()) -> None:
        self.positions = positions
        self.original = original
        self.index = index
        self.chain = chain


@dataclass(slots=True)
class Here:
    """``node``: the context in the form, None in a list. ``inside``: within a predicate, so the state is a ``Frame``.

    ``shared``: how many of its leading positions are those of the expression's own context. ``touched``: whether
    something compiled here depends on the node that the predicate looks at.
    """

    node: Node | None
    shared: int
    inside: bool = False
    touched: bool = False

    def positions(self, state: State) -> Positions:
        found: Positions = state.positions if self.inside else state
        return found

    def original(self, state: State) -> Positions:
        found: Positions = state.original if self.inside else state
        return found
