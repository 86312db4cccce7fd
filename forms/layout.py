"""Stretches made ready to be walked: each entry knows its place, and what may hide it."""

from __future__ import annotations

from collections.abc import Mapping

from forms.model import Loop, Question, Stretch
from forms.nodes import Node


def lay_out(stretch: Stretch, conditional: Mapping[Node, tuple[Node, ...]]) -> dict[Node, Stretch]:
    """Number the entries of a stretch and of those inside it, and set what depends on their number.

    Returns, of each node with a condition of its own, the stretch whose entries it may hide.
    """
    found: dict[Node, Stretch] = {}
    around = stretch.loop.node if stretch.loop is not None else None
    covers: dict[Node, int] = {}
    conditions: list[tuple[Node, ...]] = []
    countable = 0
    loops: list[Loop] = []
    for place, entry in enumerate(stretch.entries):
        entry.stretch, entry.place = stretch, place
        # the condition of a repeat itself is asked of each instance when it is entered
        above = entry.node.parent if isinstance(entry, Loop) else entry.node
        own = tuple(node for node in conditional[above] if _inside(node, around)) if above is not None else ()
        conditions.append(own)
        for node in own:
            covers[node] = covers.get(node, 0) | 1 << place
            found[node] = stretch
        if isinstance(entry, Loop):
            loops.append(entry)
            found.update(lay_out(entry.inner, conditional))
        elif entry.countable:
            countable |= 1 << place
    stretch.all = (1 << len(stretch.entries)) - 1
    stretch.countable, stretch.covers = countable, covers
    stretch.always = sum(1 for place, hidden_by in enumerate(conditions) if countable >> place & 1 and not hidden_by)
    stretch.conditions, stretch.loops = tuple(conditions), tuple(loops)
    _gather(stretch)
    return found


def _inside(node: Node, around: Node | None) -> bool:
    """Below the repeat, and in no repeat inside it."""
    if node is around:
        return False
    return (node.repeats[-1] if node.repeats else None) is around


def _gather(stretch: Stretch) -> None:
    """Questions that are shown together: those of one ``field-list``, the outermost where they are nested."""
    together: dict[int, list[Question]] = {}
    for entry in stretch.entries:
        if isinstance(entry, Question):
            group = next((group for group in entry.groups if group.together), None)
            if group is not None and _belongs(group.node, stretch):
                together.setdefault(id(group), []).append(entry)
    for questions in together.values():
        for question in questions:
            question.together = tuple(questions)


def _belongs(node: Node | None, stretch: Stretch) -> bool:
    if node is None or stretch.loop is None:
        return True
    return stretch.loop.node in node.repeats
