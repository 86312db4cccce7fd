"""What an expression is compiled against (``Scope``), and what its value is computed from (``Moment``)."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from forms.nodes import Item, Node, Positions
from forms.xpath.values import Value


class Moment(Protocol):
    """The form's data at one moment, as the engine gives it to expressions."""

    @property
    def at(self) -> datetime:
        """Now, aware, in the person's zone, which is also the local zone of dates without offset."""

    @property
    def language(self) -> str:
        """The form's own name of the language."""

    @property
    def candidate(self) -> Value | None:
        """In a constraint: the answer under test, which stands for the own node."""

    def text(self, node: Node, positions: Positions) -> str:
        """The raw written value, "" if none; relevance is not considered."""

    def value(self, node: Node, positions: Positions) -> Value:
        """The value by the node's type, "" where it is empty or not relevant."""

    def is_relevant(self, node: Node, positions: Positions) -> bool:
        """Whether it and everything around it is relevant."""

    def count(self, repeat: Node, around: Positions) -> int:
        """How many instances of a repeat there are; ``around``: positions of the repeats outside it."""

    def property(self, name: str) -> str:
        """``deviceid``, ``username`` …, "" where unknown."""

    def spend(self, work: int) -> None:
        """So many instances or rows are about to be looked at. Raises ``EvaluationError`` where it is too much."""

    def randomness(self, node: Node, positions: Positions) -> random.Random:
        """A generator seeded by draft, node and step."""


TextOf = Callable[[Moment, Positions], str]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands and what it may refer to.

    ``context``: the node it stands at; ``root``: root of the primary instance; ``lists``: secondary instances by
    id, each its root element; ``candidate``: the own node is read from ``Moment.candidate``; ``texts``: renderer
    of an itext id, None where unknown; ``choice_label``: label of a value of the select at a node.
    ``strict``: what could never be computed is refused. Otherwise it is as in JavaRosa: a path to a place that the
    form does not have is an empty node-set, an unknown function or list an error only where it is computed.
    ``indexes``: what lookups in lists have sorted so far. Share it (``dataclasses.replace``) among the expressions
    of a form, as its ``lists``.
    """

    context: Node
    root: Node
    lists: Mapping[str, Item]
    candidate: bool = False
    texts: Callable[[str], TextOf | None] = lambda _: None
    choice_label: Callable[[Node, str, Moment, Positions], str] | None = None
    version: str = ""
    strict: bool = True
    indexes: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
