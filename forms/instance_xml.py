"""A submission as OpenRosa XML, the bytes that JavaRosa's ``XFormSerializingVisitor`` would write, and back.

In what follows JavaRosa 5.1.0: elements in the form's order, those of one name together; templates and what is not
relevant left out; a leaf without a value is an empty element; the form's own attributes and prefixes. Where it differs:
JavaRosa writes a character that XML cannot hold as a reference that no parser reads; here it is dropped. A carriage
return is written as a reference, because a parser would make a line feed of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from forms.casting import in_xml
from forms.nodes import NO_POSITIONS, Item, Node, Positions
from forms.outline import DEEPEST, OPENROSA, Attributes

if TYPE_CHECKING:
    from forms.model import Form

MOST_CHARACTERS: Final = 10_000_000
"""Longest instance that is read: 200 instances of 100 questions are a tenth of it."""

MOST_ELEMENTS: Final = 500_000

LeftOut = Callable[[Node, Positions], bool]

# https://www.w3.org/TR/xml/#charsets
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_ATTRIBUTE: Final = _TEXT | {ord("\t"): "&#9;", ord("\n"): "&#10;"}


class InstanceError(ValueError):
    """What was to be read is no instance of the form."""


def nothing_left_out(_node: Node, _positions: Positions) -> bool:
    """Everything is relevant."""
    return False


def instance_xml(
    form: Form,
    answers: Mapping[str, str],
    *,
    instance_id: str = "",
    deprecated_id: str | None = None,
    left_out: LeftOut = nothing_left_out,
) -> str:
    """The instance, without an XML declaration; UTF-8 is what a reader takes it for.

    ``answers``: by key, those of ``Submitted``, the counts of repeats among them ("kids[]": "2"; without one the
    answers inside say how many there are). ``left_out``: whether an instance of a node is not relevant, and so not
    written with all that is in it (``forms.view.left_out``). ``instance_id``: goes into ``meta/instanceID``, which is
    added where the form has none; "" leaves there what ``answers`` has. ``deprecated_id``: the id of the submission
    that this one replaces.
    """
    return _Writer(form, answers, left_out).document(instance_id, deprecated_id or "")


def read_instance(form: Form, xml: bytes | str) -> dict[str, str]:
    """The values of an instance by key, those that are not empty, and how many instances each repeat has.

    Elements that the form does not have are passed over. Bounded in size and depth. Raises ``InstanceError`` for what
    is no XML, has a document type, or is an instance of another form (by its root's name and ``id``).
    """
    if len(xml) > MOST_CHARACTERS:
        raise InstanceError(f"longer than {MOST_CHARACTERS} characters")
    reader = _Reader(form.root, form.id)
    try:
        reader.parser.Parse(xml, True)
    except (expat.ExpatError, UnicodeError) as error:
        raise InstanceError(f"not well-formed: {error}") from None
    return reader.answers


class _Writer:
    def __init__(self, form: Form, answers: Mapping[str, str], left_out: LeftOut) -> None:
        root = form.root
        self._root, self._answers, self._outline, self._left_out = root, answers, form.outline, left_out
        # a calculated 3 of a decimal node is "3", and so is a choice; an answer is "3.0"
        self._as_they_are = form.plan.calculated | form.choosing
        self._pieces: list[str] = []
        self._highest: dict[str, int] | None = None
        # The values of meta's children that are handed in, by name; taken out as they are written.
        self._handed: dict[str, str] = {}
        self._meta = root.child("meta")
        self._prefixes = dict(self._outline.prefixes)

    def document(self, instance_id: str, deprecated_id: str) -> str:
        self._handed = {name: text for name, text in _ids(instance_id, deprecated_id) if text}
        root = self._root
        inside: list[str] = []
        self._pieces = inside
        for child, at in self._children(root, NO_POSITIONS):
            self._element(child, at)
            self._pieces += map(_as_given, child.twins)
        if self._handed:
            self._meta_of_ours()
        attributes: list[tuple[str, str]] = [*self._attributes(root)]
        attributes += ((f"xmlns:{head}", uri) for head, uri in self._prefixes.items())
        if self._outline.xmlns:
            attributes.append(("xmlns", self._outline.xmlns))
        self._pieces = []
        self._open(self._name(root), attributes, empty=not inside)
        if inside:
            self._pieces += [*inside, f"</{self._name(root)}>"]
        return "".join(self._pieces)

    def _element(self, node: Node, at: Positions) -> None:
        name = self._name(node)
        if not node.children:
            text = self._handed.pop(node.name, None) if node.parent is self._meta and self._meta else None
            text = _xml_text(self._value(node, at) if text is None else text)
            self._open(name, self._attributes(node), empty=not text)
            if text:
                self._pieces.append(f"{text}</{name}>")
            return
        self._open(name, self._attributes(node), empty=False)
        before = len(self._pieces)
        for child, at_child in self._children(node, at):
            self._element(child, at_child)
            self._pieces += map(_as_given, child.twins)
        if node is self._meta:
            self._ids_of_ours(name.rpartition(":")[0])
        if len(self._pieces) == before:
            self._pieces[-1] = self._pieces[-1][:-1] + " />"
        else:
            self._pieces.append(f"</{name}>")

    def _children(self, node: Node, at: Positions) -> Iterator[tuple[Node, Positions]]:
        together: dict[str, list[Node]] = {}
        for child in node.children:
            together.setdefault(child.name, []).append(child)
        for same in together.values():
            for child in same:
                if not child.repeat:
                    if not self._left_out(child, at):
                        yield child, at
                    continue
                for number in range(1, self._count(child, at) + 1):
                    if not self._left_out(child, (*at, number)):
                        yield child, (*at, number)

    def _count(self, repeat: Node, around: Positions) -> int:
        key = repeat.count_key(around)
        given = self._answers.get(key)
        if given is not None:
            return int(given)
        if self._highest is None:
            self._highest = _highest(self._answers)
        return self._highest.get(key, 0)

    def _name(self, node: Node) -> str:
        return self._outline.names.get(node.path, node.name)

    def _attributes(self, node: Node) -> Attributes:
        return self._outline.attributes.get(node.path, ())

    def _value(self, node: Node, at: Positions) -> str:
        text = self._answers.get(node.key(at), "")
        return text if not text or node in self._as_they_are else in_xml(node.type, text)

    def _open(self, name: str, attributes: Iterable[tuple[str, str]], *, empty: bool) -> None:
        written = "".join(f" {head}={_xml_attribute(value)}" for head, value in attributes)
        self._pieces.append(f"<{name}{written}{' />' if empty else '>'}")

    def _ids_of_ours(self, prefix: str) -> None:
        """What is to stand in ``meta`` and has no place of its own in the form."""
        for name, text in self._handed.items():
            full = f"{prefix}:{name}" if prefix else name
            self._pieces.append(f"<{full}>{_xml_text(text)}</{full}>")
        self._handed = {}

    def _meta_of_ours(self) -> None:
        prefix = self._outline.prefix_of(OPENROSA)
        if prefix is None:
            prefix = "orx"
            while prefix in self._prefixes:
                prefix += "x"
            self._prefixes[prefix] = OPENROSA
        self._pieces.append(f"<{prefix}:meta>")
        self._ids_of_ours(prefix)
        self._pieces.append(f"</{prefix}:meta>")


def _ids(instance_id: str, deprecated_id: str) -> Iterator[tuple[str, str]]:
    yield "instanceID", instance_id
    yield "deprecatedID", deprecated_id


def _highest(answers: Mapping[str, str]) -> dict[str, int]:
    """For every repeat with an answer inside: the highest number of an instance, by its count key."""
    found: dict[str, int] = {}
    for key in answers:
        steps = key.split("/")
        for depth, step in enumerate(steps):
            name, bracket, number = step.partition("[")
            if bracket and number != "]":
                count_key = "/".join([*steps[:depth], f"{name}[]"])
                found[count_key] = max(found.get(count_key, 0), int(number[:-1]))
    return found


def _as_given(twin: Item) -> str:
    """An element that nothing refers to, as the form has it."""
    inside = "".join(map(_as_given, twin.children)) or _xml_text(twin.text)
    return f"<{twin.name}>{inside}</{twin.name}>" if inside else f"<{twin.name} />"


def _xml_text(value: str) -> str:
    return _NOT_XML.sub("", value).translate(_TEXT)


def _xml_attribute(value: str) -> str:
    # As kXML does: the other quotation mark where the usual one is in the value.
    quote, entity = ("'", "&apos;") if '"' in value else ('"', "&quot;")
    return quote + _NOT_XML.sub("", value).translate(_ATTRIBUTE).replace(quote, entity) + quote


class _Reader:
    def __init__(self, root: Node, form_id: str) -> None:
        self.answers: dict[str, str] = {}
        self._root, self._form_id = root, form_id
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._heard
        self.parser.StartDoctypeDeclHandler = self._refuse
        # The elements that are open: the node (None: not in the form) and its positions.
        self._open: list[tuple[Node | None, Positions]] = []
        self._text: list[str] = []
        self._elements = 0

    def _refuse(self, *_given: object) -> None:
        raise InstanceError("it has a document type")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise InstanceError("too many elements, or nested too deeply")
        self._text = []
        local = name.rpartition(":")[2]
        if not self._open:
            if local != self._root.name or attributes.get("id", self._form_id) != self._form_id:
                raise InstanceError("an instance of another form")
            self._enter(self._root, NO_POSITIONS)
            return
        above, around = self._open[-1]
        node = above.child(local) if above is not None else None
        if node is None:
            self._open.append((None, around))
            return
        if node.repeat:
            key = node.count_key(around)
            number = int(self.answers[key]) + 1
            self.answers[key] = str(number)
            around = (*around, number)
        self._enter(node, around)

    def _enter(self, node: Node, at: Positions) -> None:
        self._open.append((node, at))
        for child in node.children:
            if child.repeat:
                self.answers[child.count_key(at)] = "0"

    def _heard(self, text: str) -> None:
        self._text.append(text)

    def _end(self, _name: str) -> None:
        node, at = self._open.pop()
        if node is not None and not node.children and (text := "".join(self._text)):
            self.answers[node.key(at)] = text
        self._text = []
