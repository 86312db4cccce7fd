"""One expression over one document, for `pendamping form eval`."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from forms.errors import FormError, problem
from forms.guarding import xml_within_bounds
from forms.nodes import NO_POSITIONS, Item, Node, Positions, pattern_of
from forms.xpath import EvaluationError, Nodes, Scope, Value, XPathError, compile_expression, to_string, typed

_EMPTY: Final = "<data/>"
_LARGEST_WHOLE: Final = 1e15


class WrongContext(Exception):  # noqa: N818 - it says what is wrong
    """A context that leads to no node of the document."""


@dataclass(slots=True)
class Document:
    """A document as expressions see it: siblings of one name are instances of a repeat. A ``Moment``.

    Everything in it is relevant; nothing is known of the person.
    """

    root: Node
    at: datetime
    language: str = ""
    candidate: Value | None = None
    lists: dict[str, Item] = field(default_factory=dict)
    version: str = ""
    texts: dict[tuple[Node, Positions], str] = field(default_factory=dict)
    counts: dict[tuple[Node, Positions], int] = field(default_factory=dict)

    def text(self, node: Node, positions: Positions) -> str:
        return self.texts.get((node, positions), "")

    def value(self, node: Node, positions: Positions) -> Value:
        return typed(node.type, self.text(node, positions))

    def is_relevant(self, node: Node, positions: Positions) -> bool:
        return True

    def count(self, repeat: Node, around: Positions) -> int:
        return self.counts.get((repeat, around), 0)

    def property(self, name: str) -> str:
        return ""

    def spend(self, work: int) -> None:
        """Nobody counts here."""

    def randomness(self, node: Node, positions: Positions) -> random.Random:
        return random.Random()

    def find(self, path: str) -> tuple[Node, Positions]:
        """The node at "/data/kids[2]/age"; the first instance of a repeat where no number says which."""
        pattern, numbers = pattern_of(path)
        steps = [step for step in pattern.split("/") if step]
        given = iter(numbers)
        if not path.startswith("/") or not steps or steps[0].removesuffix("[]") != self.root.name:
            raise WrongContext(path)
        node, positions = self.root, NO_POSITIONS
        for place, step in enumerate(steps):
            child = self.root if place == 0 else node.child(step.removesuffix("[]"))
            number = next(given) if step.endswith("[]") else 1
            if child is None or (number != 1 and not child.repeat):
                raise WrongContext(path)
            if child.repeat:
                if number > self.count(child, positions):
                    raise WrongContext(path)
                positions = (*positions, number)
            node = child
        return node, positions


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _children(element: Element) -> Iterator[Element]:
    return (child for child in element if isinstance(child.tag, str))


def read_document(xml: bytes | str, at: datetime) -> Document:
    """The document, or the primary instance of an XForm with the lists beside it. Raises ``FormError``."""
    text = xml_within_bounds(xml)
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise FormError([problem("xml_malformed", details={"detail": f"{error}."})]) from error
    types: dict[str, str] = {}
    lists: dict[str, Item] = {}
    if _local(root.tag) == "html":
        instances = [element for element in root.iter() if _local(element.tag) == "instance" and len(element)]
        if not instances:
            raise FormError([problem("not_a_form", details={"detail": "it has no instance."})])
        types = {
            bind.get("nodeset", ""): bind.get("type", "").rpartition(":")[2]
            for bind in root.iter()
            if _local(bind.tag) == "bind"
        }
        lists = {element.get("id", ""): _item(element[0]) for element in instances[1:]}
        root = instances[0][0]
    node = Node(_local(root.tag), f"/{_local(root.tag)}", None, 0, attributes=_attributes(root))
    document = Document(node, at, lists=lists, version=root.get("version", ""))
    _grow(node, [root], types)
    for number, found in enumerate(node.walk()):
        found.number = number
        found.short = False
    _fill(document, node, root, NO_POSITIONS)
    return document


def _attributes(element: Element) -> Mapping[str, str]:
    return {_local(name): text for name, text in element.attrib.items()}


def _item(element: Element) -> Item:
    children = tuple(_item(child) for child in _children(element))
    return Item(_local(element.tag), (element.text or "").strip(), children, _attributes(element))


def _grow(node: Node, elements: list[Element], types: Mapping[str, str]) -> None:
    """The children of all instances of a node."""
    by_name: dict[str, list[Element]] = {}
    repeats = set()
    for element in elements:
        seen = set()
        for child in _children(element):
            name = _local(child.tag)
            by_name.setdefault(name, []).append(child)
            if name in seen:
                repeats.add(name)
            seen.add(name)
    for name, found in by_name.items():
        path = f"{node.path}/{name}"
        child_node = Node(name, path, node, 0, name in repeats, types.get(path, ""), attributes=_attributes(found[0]))
        child_node.repeats = (*node.repeats, child_node) if child_node.repeat else node.repeats
        node.children.append(child_node)
        _grow(child_node, found, types)


def _fill(document: Document, node: Node, element: Element, positions: Positions) -> None:
    if not node.children:
        document.texts[node, positions] = (element.text or "").strip()
    counts: dict[str, int] = {}
    for child in _children(element):
        found = node.child(_local(child.tag))
        if found is None:
            continue
        counts[found.name] = counts.get(found.name, 0) + 1
        below = (*positions, counts[found.name]) if found.repeat else positions
        if found.repeat:
            document.counts[found, positions] = counts[found.name]
        _fill(document, found, child, below)


def evaluate(expression: str, document: Document, context: str = "") -> dict[str, Any]:
    """``{"type": "number|string|boolean|nodeset", "value": …}``.

    A number that JSON does not have is a text ("NaN"); a date is a string; a nodeset is the list of its texts.
    Raises ``FormError`` for an expression that is wrong, ``EvaluationError`` for one that has no value here, and
    ``WrongContext``.
    """
    node, positions = document.find(context) if context else (document.root, NO_POSITIONS)
    # as JavaRosa: a path that leads nowhere is an empty nodeset, what could never be computed fails when it is
    scope = Scope(node, document.root, document.lists, version=document.version, strict=False)
    try:
        return told(compile_expression(expression, scope).evaluate(document, positions), document)
    except XPathError as error:
        raise _wrong(expression, error) from error
    except EvaluationError:
        # a form with such an expression is refused: that says more
        try:
            compile_expression(expression, replace(scope, strict=True))
        except XPathError as error:
            raise _wrong(expression, error) from error
        raise


def _wrong(expression: str, error: XPathError) -> FormError:
    details = {"expression": expression, **error.details}
    return FormError([problem(error.code, details=details)])


def told(value: Value, document: Document) -> dict[str, Any]:
    """A value as JSON has it."""
    if isinstance(value, bool):
        return {"type": "boolean", "value": value}
    if isinstance(value, Nodes):
        texts = [place.text if isinstance(place, Item) else document.text(*place) for place in value.found]
        return {"type": "nodeset", "value": texts}
    if isinstance(value, int | float):
        return {"type": "number", "value": _number(float(value))}
    return {"type": "string", "value": to_string(value) if isinstance(value, date) else value}


def _number(value: float) -> float | int | str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return int(value) if value.is_integer() and abs(value) < _LARGEST_WHOLE else value


def empty_document(at: datetime) -> Document:
    """For an expression that refers to nothing."""
    return read_document(_EMPTY, at)
