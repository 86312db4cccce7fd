"""The primary instance of an XForm as nodes, with what it holds when a form is begun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from forms.nodes import NO_POSITIONS, Node, Positions
from forms.xform import DEPTH, Steps, is_template, item_of
from forms.xform_texts import attributes, local

NO_TYPES: Mapping[Steps, str] = {}


@dataclass(slots=True)
class DataTree:
    """``nodes``: by their steps. ``first``: values and counts of instances that are there at the beginning, by key.
    ``first_instances``: of a repeat inside a repeat, how many instances each new one begins with.
    """

    root: Node
    nodes: dict[Steps, Node] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    first_instances: dict[Node, int] = field(default_factory=dict)


def data_tree(data: Element, repeats: Set[Steps], types: Mapping[Steps, str] = NO_TYPES) -> DataTree:
    """``repeats``: the places that repeat. ``types``: of binds. ``ValueError`` where it is nested too deep.

    As in JavaRosa's ``FormInstanceParser``: a repeat is what its template says, without one what its first instance
    is, but then without instances of repeats inside it.
    """
    steps = (local(data),)
    root = Node(steps[0], "/" + steps[0], None, 0, attributes=attributes(data))
    tree = DataTree(root, {steps: root})
    _build(tree, root, data, steps, repeats, types, 0)
    for number, node in enumerate(root.walk()):
        node.number = number
    names = Counter(node.name for node in root.walk())
    for node in root.walk():
        node.short = node is not root and not node.repeats and names[node.name] == 1
    _hold(tree, root, data, NO_POSITIONS)
    return tree


def _build(
    tree: DataTree,
    node: Node,
    element: Element,
    steps: Steps,
    repeats: Set[Steps],
    types: Mapping[Steps, str],
    depth: int,
) -> None:
    if depth > DEPTH:
        raise ValueError(f"the data are nested more than {DEPTH} deep")
    if not len(element):
        node.text = _text(element)
        return
    by_name: dict[str, list[Element]] = {}
    for child in element:
        if local(child):
            by_name.setdefault(local(child), []).append(child)
    for name, found in by_name.items():
        place = (*steps, name)
        repeat = place in repeats
        template = next((one for one in found if is_template(one)), None) if repeat else None
        instances = [one for one in found if not is_template(one)]
        model = template if template is not None else (instances or found)[0]
        child_node = Node(
            name, f"{node.path}/{name}", node, 0, repeat, types.get(place, ""), attributes=attributes(model)
        )
        child_node.repeats = (*node.repeats, child_node) if repeat else node.repeats
        if not repeat:
            child_node.twins = tuple(item_of(twin) for twin in instances[1:])
        node.children.append(child_node)
        tree.nodes[place] = child_node
        if repeat and node.repeats:
            tree.first_instances[child_node] = len(instances) if _in_template(node) else 0
        _build(tree, child_node, model, place, repeats, types, depth + 1)


def _in_template(node: Node | None) -> bool:
    """It belongs to a template as the form gives it, not to a first instance that stands in for one."""
    while node is not None:
        if node.repeat and "template" in node.attributes:
            return True
        node = node.parent
    return False


def _hold(tree: DataTree, node: Node, element: Element, positions: Positions) -> None:
    if not len(element):
        text = _text(element)
        if text and node.parent is not None:
            tree.first[node.key(positions)] = text
        return
    by_name: dict[str, list[Element]] = {}
    for one in element:
        by_name.setdefault(local(one), []).append(one)
    for child in node.children:
        found = by_name.get(child.name, [])
        if not child.repeat:
            plain = [one for one in found if not is_template(one)] or found
            if plain:
                _hold(tree, child, plain[0], positions)
            continue
        instances = [one for one in found if not is_template(one)]
        if instances:
            tree.first[child.count_key(positions)] = str(len(instances))
        for number, instance in enumerate(instances, 1):
            _hold(tree, child, instance, (*positions, number))


def _text(element: Element) -> str:
    return (element.text or "").strip()
