"""The XForm that pyxform writes, read into plain parts; nothing is judged here.

Elements and attributes: https://getodk.github.io/xforms-spec/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

Steps = tuple[str, ...]
"""A path in the form's data: ("data", "group", "question")."""

MISSING: Final = "-"
"""What pyxform writes where a language has no text."""

_ITEXT = re.compile(r"jr:itext\(\s*'([^']*)'\s*\)")


@dataclass(frozen=True, slots=True)
class Output:
    """A quoted answer inside a text."""

    expression: str


Pieces = tuple[str | Output, ...]


@dataclass(frozen=True, slots=True)
class RawText:
    """Texts by language and by form ("" for the text itself, "guidance", "image" ...)."""

    by_language: dict[str, dict[str, Pieces]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawItemset:
    nodeset: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class RawControl:
    tag: str
    steps: Steps
    appearance: str
    label: RawText | None
    hint: RawText | None
    itemset: RawItemset | None
    query: bool
    """Its choices come by ``select_one_external``."""

    @property
    def name(self) -> str:
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class RawGroup:
    steps: Steps
    label: RawText | None
    repeated: bool
    children: tuple[RawGroup | RawControl, ...]

    @property
    def name(self) -> str:
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class RawAction:
    """``setvalue`` and the like: what is done to ``steps`` when ``event`` happens."""

    tag: str
    steps: Steps
    event: str
    value: str


@dataclass(frozen=True, slots=True)
class RawForm:
    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    texts: dict[str, RawText]
    leaves: dict[Steps, str]
    """Every question's place, in order, with its fixed default."""
    meta: tuple[str, ...]
    binds: dict[Steps, dict[str, str]]
    actions: tuple[RawAction, ...]
    lists: dict[str, list[dict[str, str]]]
    files: dict[str, str]
    """Lists that stand in a file: name of the list → address of the file."""
    body: tuple[RawGroup | RawControl, ...]


def steps_of(path: str) -> Steps:
    return tuple(step for step in path.strip().split("/") if step)


def read(xform: str) -> RawForm:
    """Raises ``ValueError`` where the text is not an XForm."""
    try:
        root = ElementTree.fromstring(xform)
    except ElementTree.ParseError as error:
        raise ValueError(f"not XML: {error}") from error
    model, body, title = (next(_named(root, name), None) for name in ("model", "body", "title"))
    primary = None if model is None else next(_children(model, "instance"), None)
    if model is None or body is None or primary is None or not len(primary):
        raise ValueError("not an XForm: it lacks a model, an instance or a body")
    data = primary[0]
    languages, default, texts = _texts(model)
    leaves: dict[Steps, str] = {}
    meta: list[str] = []
    for child in data:
        if _local(child) == "meta":
            meta += [_local(grandchild) for grandchild in child]
        else:
            _gather(child, (_local(data),), leaves)
    lists: dict[str, list[dict[str, str]]] = {}
    files: dict[str, str] = {}
    for instance in list(_children(model, "instance"))[1:]:
        name, address = instance.get("id", ""), instance.get("src")
        if address is None:
            lists[name] = [{_local(cell): cell.text or "" for cell in item} for item in _named(instance, "item")]
        else:
            files[name] = address
    return RawForm(
        form_id=data.get("id", ""),
        version=data.get("version", ""),
        title=(title.text or "") if title is not None else "",
        languages=languages,
        default_language=default,
        texts=texts,
        leaves=leaves,
        meta=tuple(meta),
        binds={
            steps_of(bind.get("nodeset", "")): {key.rpartition("}")[2]: text for key, text in bind.items()}
            for bind in _children(model, "bind")
        },
        actions=tuple(
            RawAction(_local(node), steps_of(node.get("ref", "")), node.get("event", ""), node.get("value", ""))
            for node in root.iter()
            if _local(node) in ("setvalue", "setgeopoint", "recordaudio")
        ),
        lists=lists,
        files=files,
        body=tuple(_part(part, texts, default) for part in body),
    )


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _local(child) == name)


def _named(element: Element, name: str) -> Iterator[Element]:
    return (node for node in element.iter() if _local(node) == name)


def _gather(element: Element, above: Steps, leaves: dict[Steps, str]) -> None:
    steps = (*above, _local(element))
    if len(element):
        for child in element:
            _gather(child, steps, leaves)
    else:
        leaves[steps] = element.text or ""


def _pieces(element: Element) -> Pieces:
    pieces: list[str | Output] = [element.text or ""]
    for child in element:
        pieces += [Output(child.get("value", "").strip()), child.tail or ""]
    if len(pieces) == 1:
        return (str(pieces[0]).strip(),)
    return tuple(piece for piece in pieces if piece != "")


def _texts(model: Element) -> tuple[tuple[str, ...], str, dict[str, RawText]]:
    languages: list[str] = []
    default = ""
    texts: dict[str, RawText] = {}
    for translation in _named(model, "translation"):
        language = translation.get("lang", "")
        languages.append(language)
        if translation.get("default") is not None:
            default = language
        for text in translation:
            forms = {value.get("form", ""): _pieces(value) for value in text}
            kept = {form: pieces for form, pieces in forms.items() if pieces != (MISSING,)}
            if kept:
                texts.setdefault(text.get("id", ""), RawText()).by_language[language] = kept
    if not languages:
        languages = ["default"]
    return tuple(languages), default or languages[0], texts


def text_of(reference: str, texts: dict[str, RawText], default: str) -> RawText:
    """The text that a bind's message is: by ``jr:itext('…')``, or written out."""
    match = _ITEXT.fullmatch(reference.strip())
    if match:
        return texts.get(match[1], RawText())
    return RawText({default: {"": (reference,)}})


def _label(control: Element, name: str, texts: dict[str, RawText], default: str) -> RawText | None:
    element = next(_children(control, name), None)
    if element is None:
        return None
    reference = element.get("ref")
    if reference is not None:
        return text_of(reference, texts, default)
    pieces = _pieces(element)
    return None if pieces == ("",) else RawText({default: {"": pieces}})


def _part(element: Element, texts: dict[str, RawText], default: str) -> RawGroup | RawControl:
    label = _label(element, "label", texts, default)
    steps = steps_of(element.get("ref", element.get("nodeset", "")))
    if _local(element) in ("group", "repeat"):
        children = tuple(
            _part(child, texts, default) for child in element if _local(child) not in ("label", "hint", "setvalue")
        )
        return RawGroup(steps, label, _local(element) == "repeat", children)
    itemset = next(_children(element, "itemset"), None)
    return RawControl(
        tag=_local(element),
        steps=steps,
        appearance=element.get("appearance", ""),
        label=label,
        hint=_label(element, "hint", texts, default),
        itemset=None if itemset is None else _itemset(itemset),
        query=element.get("query") is not None,
    )


def _itemset(element: Element) -> RawItemset:
    value, label = (next(_children(element, name), None) for name in ("value", "label"))
    return RawItemset(
        element.get("nodeset", ""),
        "name" if value is None else value.get("ref", "name"),
        "label" if label is None else label.get("ref", "label"),
    )
