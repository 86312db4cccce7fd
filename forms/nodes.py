"""The places of a form's data: the tree that expressions walk, and the rows of lists beside it.

A ``Node`` is a definition. What a person fills in are instances of it: one for a node outside repeats, one for each
instance of the repeats around it otherwise. An instance is named by its node and its *positions*: the number of
the instance, from 1, of each repeat around the node, outermost first (the node itself counts where it repeats).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

Positions = tuple[int, ...]
"""One number for each of ``Node.repeats``."""

NO_POSITIONS: Final[Positions] = ()

_POSITION: Final = re.compile(r"\[([0-9]+)\]")


@dataclass(eq=False, slots=True)
class Node:
    """One place in the form's data. ``path``: "/data/kids/age"; ``number``: its place in the document, from 0.

    ``type``: of its bind, "" without one. ``repeats``: the repeats around it, itself included, outermost first.
    ``attributes``: those that the form gives it, by name without prefix. ``text``: its fixed default.
    ``short``: its name alone tells it apart: unique in the form and outside repeats. ``twins``: further elements of
    its name that no repeat accounts for; nothing refers to them, they are sent as they are.
    """

    name: str
    path: str
    parent: Node | None
    number: int
    repeat: bool = False
    type: str = ""
    text: str = ""
    children: list[Node] = field(default_factory=list, repr=False)
    attributes: Mapping[str, str] = field(default_factory=dict, repr=False)
    repeats: tuple[Node, ...] = field(default=(), repr=False)
    short: bool = False
    twins: tuple[Item, ...] = field(default=(), repr=False)
    _mold: str = field(default="", repr=False)

    def key(self, positions: Positions = NO_POSITIONS) -> str:
        """The name of one instance in state and storage: "age", or "kids[2]/age" inside a repeat or where the
        name alone is not unique ("group/age").
        """
        if self.short:
            return self.name
        mold = self._mold or self._make_mold()
        return mold % positions if self.repeats else mold

    def count_key(self, around: Positions = NO_POSITIONS) -> str:
        """For a repeat: the name under which the number of its instances is kept: "kids[]", "homes[2]/kids[]"."""
        mold = self._mold or self._make_mold()
        return mold[: -len("[%d]")] % around + "[]" if around else mold[: -len("[%d]")] + "[]"

    @property
    def pattern(self) -> str:
        """The key without numbers: "kids[]/age"."""
        return self.name if self.short else (self._mold or self._make_mold()).replace("[%d]", "[]")

    def _make_mold(self) -> str:
        steps: list[str] = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            steps.append(f"{node.name}[%d]" if node.repeat else node.name)
            node = node.parent
        # a name in XML cannot hold a per cent sign
        self._mold = "/".join(reversed(steps)) or self.name
        return self._mold

    def child(self, name: str) -> Node | None:
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator[Node]:
        """Itself and everything below, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    def shared(self, other: Node) -> int:
        """How many repeats both lie in: as many leading positions belong to both."""
        number = 0
        for mine, others in zip(self.repeats, other.repeats, strict=False):
            if mine is not others:
                break
            number += 1
        return number


def pattern_of(key: str) -> tuple[str, Positions]:
    """A key without its positions ("kids[]/age"), and the positions."""
    if "[" not in key:
        return key, NO_POSITIONS
    found = tuple(int(position) for position in _POSITION.findall(key))
    return _POSITION.sub("[]", key), found


class Item:
    """One element of a list beside the form (a secondary instance): never changed after it was read."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(
        self, name: str, text: str = "", children: tuple[Item, ...] = (), attributes: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self.text = text
        self.children = children
        self.attributes: Mapping[str, str] = attributes or {}

    def child(self, name: str) -> Item | None:
        """The first child of that name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def value(self, name: str) -> str:
        """The text of the first child of that name, "" without one."""
        found = self.child(name)
        return "" if found is None else found.text

    @classmethod
    def row(cls, cells: Mapping[str, str], name: str = "item") -> Item:
        """A row of a table: one child for each column."""
        return cls(name, "", tuple(cls(head, cell) for head, cell in cells.items()))
