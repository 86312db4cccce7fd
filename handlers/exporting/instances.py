"""A kept OpenRosa instance, looked at without building a tree of it: which elements are there, where their texts are.

Offsets are in bytes of the UTF-8 that was parsed, so that a text can be replaced and all the rest stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from forms import Node, Positions
from forms.nodes import NO_POSITIONS

Path = tuple[str, ...]
"""Local names from the root on: ("data", "kids", "age")."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """An element without elements inside; ``begin`` and ``end`` of its text are equal where it has none."""

    path: Path
    begin: int
    end: int


def leaves(xml: bytes) -> list[Leaf]:
    """All of them, in order. Raises ``expat.ExpatError`` for what is no XML: what is kept was written by us."""
    return _Looking(xml).leaves


def present(root: Node, xml: bytes) -> frozenset[str]:
    """The keys of the instances that are there, with a value or without ("kids[2]/age"): those that were relevant.

    Elements that the form does not have are passed over.
    """
    return frozenset(_Present(root, xml).keys)


def edited(xml: bytes, texts: Mapping[Leaf, str]) -> bytes:
    """The instance with other texts in these leaves; a leaf without a text stays without."""
    pieces, at = [], 0
    for leaf, text in sorted(texts.items(), key=lambda pair: pair[0].begin):
        if leaf.begin < leaf.end:
            pieces += [xml[at : leaf.begin], _escaped(text).encode()]
            at = leaf.end
    return b"".join((*pieces, xml[at:]))


def _escaped(text: str) -> str:
    return text.translate(_ENTITIES)


_ENTITIES: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


class _Looking:
    def __init__(self, xml: bytes) -> None:
        self.leaves: list[Leaf] = []
        self._path: list[str] = []
        self._begin = -1
        self._is_leaf = False
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._heard
        self._parser.Parse(xml, True)

    def _start(self, name: str, _attributes: object) -> None:
        self._path.append(name.rpartition(":")[2])
        self._begin, self._is_leaf = -1, True

    def _heard(self, _text: str) -> None:
        if self._begin < 0:
            self._begin = self._parser.CurrentByteIndex

    def _end(self, _name: str) -> None:
        if self._is_leaf:
            end = self._parser.CurrentByteIndex
            self.leaves.append(Leaf(tuple(self._path), end if self._begin < 0 else self._begin, end))
        self._path.pop()
        self._is_leaf = False


class _Present:
    def __init__(self, root: Node, xml: bytes) -> None:
        self.keys: set[str] = set()
        self._root = root
        self._open: list[tuple[Node | None, Positions]] = []
        self._numbers: dict[str, int] = {}
        parser = expat.ParserCreate("UTF-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(xml, True)

    def _start(self, name: str, _attributes: object) -> None:
        if not self._open:
            self._open.append((self._root, NO_POSITIONS))
            return
        above, around = self._open[-1]
        node = above.child(name.rpartition(":")[2]) if above is not None else None
        if node is not None and node.repeat:
            key = node.count_key(around)
            self._numbers[key] = self._numbers.get(key, 0) + 1
            around = (*around, self._numbers[key])
        if node is not None:
            self.keys.add(node.key(around))
        self._open.append((node, around))

    def _end(self, _name: str) -> None:
        self._open.pop()
