"""The choices of a question: from the form's own lists, from a file or from a repeat, filtered by earlier answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from forms.nodes import NO_POSITIONS, Item, Node, Positions
from forms.texts import Text
from forms.xpath import Compiled, EvaluationError, Moment

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """``columns``: the author's own columns of the choices sheet or of the file, such as ``score``."""

    name: str
    text: Text
    columns: Row = field(default_factory=dict)

    def label(self, language: str, moment: Moment | None = None, positions: Positions = NO_POSITIONS) -> str:
        """``language`` is the form's own name of the language."""
        return self.text.render(language, moment, positions)


MakeChoice = Callable[[Item], Choice]
MakeFromNode = Callable[[Node, Positions, Moment], Choice]


class ChoiceList:
    """The choices of one question. ``source``: the nodes of the data that its filter depends on, and the filter;
    without one, the choices are always the same. ``views``: what ``forms.view`` has made of them, by language.
    """

    __slots__ = ("__dict__", "_fixed", "_from_node", "_items", "_made", "_make", "_nodeset", "views")

    def __init__(
        self,
        fixed: Sequence[Choice] = (),
        *,
        items: Sequence[Item] = (),
        make: MakeChoice | None = None,
        from_node: MakeFromNode | None = None,
        nodeset: Compiled | None = None,
    ) -> None:
        self._fixed = tuple(fixed)
        self._items = tuple(items)
        self._make = make
        self._from_node = from_node
        self._nodeset = nodeset
        self._made: dict[int, Choice] = {}
        self.views: dict[str, Any] = {}

    @cached_property
    def all(self) -> tuple[Choice, ...]:
        """Every choice that the list has, whatever the filter; () where they come from answers."""
        return self._fixed or tuple(self._choice(item) for item in self._items)

    @cached_property
    def by_name(self) -> Mapping[str, Choice]:
        """The first of each name."""
        found: dict[str, Choice] = {}
        for choice in self.all:
            found.setdefault(choice.name, choice)
        return found

    @cached_property
    def fixed(self) -> bool:
        """Always the same choices, whose texts quote nothing and have no files beside them."""
        return self._nodeset is None and all(choice.text.fixed for choice in self.all)

    @property
    def reads(self) -> Mapping[Node, int]:
        """The nodes that the filter depends on, see ``Compiled.reads``."""
        return {} if self._nodeset is None else self._nodeset.reads

    @property
    def filtered(self) -> bool:
        return self._nodeset is not None

    def _choice(self, item: Item) -> Choice:
        choice = self._made.get(id(item))
        if choice is None:
            assert self._make is not None, "a list of items comes with the way to read them"
            choice = self._made[id(item)] = self._make(item)
        return choice

    def at(self, moment: Moment, positions: Positions = NO_POSITIONS) -> tuple[Choice, ...]:
        """The choices that are open now, in the order they are offered."""
        if self._nodeset is None:
            return self.all
        try:
            found = self._nodeset.nodes(moment, positions)
        except EvaluationError:
            return ()
        choices: list[Choice] = []
        for one in found:
            if isinstance(one, Item):
                choices.append(self._choice(one))
            elif self._from_node is not None:
                choices.append(self._from_node(one[0], one[1], moment))
        return tuple(choices)

    def allows(self, name: str, moment: Moment, positions: Positions = NO_POSITIONS) -> bool:
        if self._nodeset is None:
            return name in self.by_name
        return any(choice.name == name for choice in self.at(moment, positions))

    def find(self, name: str, moment: Moment, positions: Positions = NO_POSITIONS) -> Choice | None:
        """The choice of that name: of the list, else of those open now."""
        found = self.by_name.get(name)
        if found is None and self._from_node is not None:
            found = next((choice for choice in self.at(moment, positions) if choice.name == name), None)
        return found
