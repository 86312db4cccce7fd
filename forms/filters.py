"""A filter that asks for a column that its list does not have: JavaRosa takes it as empty, without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from forms.nodes import Item
from forms.xpath import Path, Tree, XPathError, parse
from forms.xpath.tree import parts_of

_OWN: Final = "itextId"
"""What pyxform writes in place of a label in several languages."""

Strange = tuple[str, str, tuple[str, ...]]
"""Name of the list, the column, and the columns that the list has."""


def strange_columns(nodeset: str, lists: Mapping[str, Item]) -> Iterator[Strange]:
    """Every column that a nodeset asks of a list and no row of it has, once each; nothing where it is malformed, or
    the list has no rows (its file is missing).
    """
    try:
        tree = parse(nodeset)
    except XPathError:
        return
    seen: set[tuple[str, str]] = set()
    for path in _list_paths(tree):
        root = lists.get(path.list_name)
        steps = [step for step in path.steps if step.axis == "child"]
        if root is None or len(steps) < 2:
            continue
        rows = [row for row in root.children if row.name == steps[1].name]
        for column in (column for predicate in steps[1].predicates for column in _columns(predicate)):
            if not rows or (path.list_name, column) in seen or any(row.child(column) is not None for row in rows):
                continue
            seen.add((path.list_name, column))
            has = dict.fromkeys(child.name for row in rows for child in row.children if child.name != _OWN)
            yield path.list_name, column, tuple(has)


def _list_paths(tree: Tree) -> Iterator[Path]:
    if isinstance(tree, Path) and tree.start == "instance()":
        yield tree
    for part in parts_of(tree):
        yield from _list_paths(part)


def _columns(tree: Tree) -> Iterator[str]:
    """What a condition on a row reads of that row."""
    if isinstance(tree, Path):
        first = next((step for step in tree.steps if step.axis != "self"), None)
        plain = first is not None and first.axis == "child" and first.name != "*" and ":" not in first.name
        if tree.start == "." and first is not None and plain:
            yield first.name
        return
    for part in parts_of(tree):
        yield from _columns(part)
