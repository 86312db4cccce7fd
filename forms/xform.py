"""An XForm, read into plain parts; nothing is judged here (https://getodk.github.io/xforms-spec/)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from forms.nodes import Item
from forms.xform_texts import NO_RAW_TEXT, RawText, attributes, bind_attributes, local, text_element, translations

Steps = tuple[str, ...]
"""A path in the form's data: ("data", "group", "question")."""

ACTIONS: Final = frozenset({"setvalue", "setgeopoint", "recordaudio"})
_CAPTIONS: Final = frozenset({"label", "hint", "help", "alert"})
_RANDOMIZE: Final = re.compile(r"\s*randomize\s*\(")
DEPTH: Final = 200
"""Deepest nesting of groups in the body and of elements in the data: our own limit, inside Python's recursion."""


@dataclass(frozen=True, slots=True)
class RawItemset:
    """``label_itext``: the label is looked up by ``jr:itext(column)``."""

    nodeset: str
    value: str
    label: str
    label_itext: bool


@dataclass(frozen=True, slots=True)
class RawAction:
    """``setvalue`` and the like: what is done to ``steps`` when one of the ``events`` happens."""

    tag: str
    steps: Steps
    events: frozenset[str]
    value: str
    fixed: str
    """Its text, where it has no ``value``."""


@dataclass(frozen=True, slots=True)
class RawControl:
    """``given``: its attributes by name without prefix (``appearance``, ``mediatype``, ``start`` …)."""

    tag: str
    steps: Steps
    given: Mapping[str, str]
    label: RawText
    hint: RawText
    itemset: RawItemset | None
    items: tuple[tuple[str, RawText], ...]
    actions: tuple[RawAction, ...]

    @property
    def name(self) -> str:
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class RawGroup:
    """``steps``: () for a group without a place in the data. ``repeated``: it is a repeat; then ``label`` is that of
    the group that wraps it, and ``count`` the path or expression of ``jr:count``.
    """

    steps: Steps
    label: RawText
    given: Mapping[str, str]
    repeated: bool
    children: tuple[RawGroup | RawControl, ...]
    count: str | None = None
    fixed: bool = False
    """Nobody may add instances (``jr:noAddRemove``)."""
    actions: tuple[RawAction, ...] = ()


@dataclass(frozen=True, slots=True)
class RawForm:
    """``data``: the root of the primary instance. ``lists``: secondary instances written in the form;
    ``files``: those that stand in a file, by id, with its address.
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    texts: Mapping[str, RawText]
    data: Element
    binds: Mapping[Steps, dict[str, str]]
    actions: tuple[RawAction, ...]
    lists: Mapping[str, Item]
    files: Mapping[str, str]
    body: tuple[RawGroup | RawControl, ...]
    body_class: str = ""
    later_binds: tuple[tuple[Steps, dict[str, str]], ...] = field(default=())
    """Further binds of a place that has one already."""


def steps_of(path: str, around: Steps = ()) -> Steps:
    """The names of a path; a relative one begins at ``around``."""
    text = path.strip()
    steps = [] if text.startswith("/") else list(around)
    for step in text.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", ".", "current()"):
            steps.append(step.strip().rpartition(":")[2])
    return tuple(steps)


def read(xform: str, *, literal: bool = False) -> RawForm:
    """``literal``: texts are read just as JavaRosa reads them, "-" where one is missing included.

    Raises ``ValueError`` where the text is not an XForm.
    """
    try:
        root = ElementTree.fromstring(xform)
    except ElementTree.ParseError as error:
        raise ValueError(f"not XML: {error}") from error
    model, title = (next(_named(root, name), None) for name in ("model", "title"))
    # the root of the data may be called body too
    body = next(_children(root, "body"), None)
    instances = [] if model is None else list(_children(model, "instance"))
    primary = instances[0] if instances else None
    if model is None or body is None or primary is None or not len(primary):
        raise ValueError("not an XForm: it lacks a model, an instance or a body")
    data = primary[0]
    languages, default, texts = translations(model, literal=literal)
    lists: dict[str, Item] = {}
    files: dict[str, str] = {}
    for instance in instances[1:]:
        name, address = instance.get("id", ""), instance.get("src")
        if address is not None:
            files[name] = address
        elif len(instance):
            lists[name] = item_of(instance[0])
    top = (local(data),)
    binds: dict[Steps, dict[str, str]] = {}
    later: list[tuple[Steps, dict[str, str]]] = []
    by_id: dict[str, Steps] = {}
    for bind in _children(model, "bind"):
        steps = steps_of(bind.get("nodeset", bind.get("ref", "")), top)
        given = bind_attributes(bind)
        by_id[given.get("id", "")] = steps
        if steps in binds:
            later.append((steps, given))
        else:
            binds[steps] = given
    reader = _Body(texts, default, by_id, top, literal)
    return RawForm(
        form_id=attributes(data).get("id", data.tag.partition("}")[0].lstrip("{") if "}" in data.tag else ""),
        version=attributes(data).get("version", ""),
        title=("".join(title.itertext())).strip() if title is not None else "",
        languages=languages,
        default_language=default,
        texts=texts,
        data=data,
        binds=binds,
        actions=tuple(reader.action(node, ()) for node in model if local(node) in ACTIONS),
        lists=lists,
        files=files,
        body=reader.parts(body, top, 0),
        body_class=body.get("class", ""),
        later_binds=tuple(later),
    )


def item_of(element: Element, depth: int = 0) -> Item:
    """An element of a list with everything below it."""
    if depth > DEPTH:
        raise ValueError(f"elements are nested more than {DEPTH} deep")
    children = tuple(item_of(child, depth + 1) for child in element)
    text = "" if children else (element.text or "").strip()
    return Item(local(element), text, children, attributes(element))


def is_template(element: Element) -> bool:
    """The element shows what each new instance of a repeat begins with (``jr:template``)."""
    return "template" in attributes(element)


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local(child) == name)


def _named(element: Element, name: str) -> Iterator[Element]:
    return (node for node in element.iter() if local(node) == name)


class _Body:
    """Reads the body: groups without a repeat around them, repeats with the label of the group that wraps them."""

    def __init__(
        self, texts: Mapping[str, RawText], default: str, by_id: Mapping[str, Steps], top: Steps, literal: bool
    ) -> None:
        self._texts, self._default, self._by_id, self._top = texts, default, by_id, top
        self._literal = literal

    def parts(self, element: Element, around: Steps, depth: int) -> tuple[RawGroup | RawControl, ...]:
        if depth > DEPTH:
            raise ValueError(f"groups are nested more than {DEPTH} deep")
        found: list[RawGroup | RawControl] = []
        for child in element:
            tag = local(child)
            if tag in ("group", "repeat"):
                found.append(self._group(child, around, depth))
            elif tag not in _CAPTIONS and tag not in ACTIONS and (child.get("ref") or child.get("bind")):
                found.append(self._control(child, around))
        return tuple(found)

    def action(self, element: Element, around: Steps) -> RawAction:
        given = attributes(element)
        target = given.get("ref", given.get("target", ""))
        return RawAction(
            local(element),
            steps_of(target, around or self._top) if target else self._by_id.get(given.get("bind", ""), ()),
            frozenset(given.get("event", "").split()),
            given.get("value", ""),
            "" if "value" in given else "".join(element.itertext()).strip(),
        )

    def _actions(self, element: Element, around: Steps) -> tuple[RawAction, ...]:
        return tuple(self.action(child, around) for child in element if local(child) in ACTIONS)

    def _place(self, element: Element, around: Steps) -> Steps:
        bind = element.get("bind")
        if bind is not None:
            return self._by_id.get(bind, ())
        path = element.get("nodeset") or element.get("ref")
        return steps_of(path, around) if path else ()

    def _group(self, element: Element, around: Steps, depth: int) -> RawGroup:
        steps = self._place(element, around)
        given = attributes(element)
        children = self.parts(element, steps or around, depth + 1)
        label = self._caption(element, "label")
        if local(element) == "repeat":
            counted, fixed = _counted(given.get("count"), around), "noAddRemove" in given
            actions = self._actions(element, steps)
            return RawGroup(steps, NO_RAW_TEXT, given, True, children, counted, fixed, actions)
        only = children[0] if len(children) == 1 else None
        if isinstance(only, RawGroup) and only.repeated and only.label is NO_RAW_TEXT:
            # JavaRosa's collapseRepeatGroups: a group around nothing but a repeat lends it its label
            shown = {**given, **only.given}
            return RawGroup(only.steps, label, shown, True, only.children, only.count, only.fixed, only.actions)
        return RawGroup(steps, label, given, False, children)

    def _control(self, element: Element, around: Steps) -> RawControl:
        steps = self._place(element, around)
        itemset = next(_children(element, "itemset"), None)
        items = tuple(
            (
                next(("".join(value.itertext()).strip() for value in _children(item, "value")), ""),
                self._caption(item, "label"),
            )
            for item in _children(element, "item")
        )
        return RawControl(
            tag=local(element),
            steps=steps,
            given=attributes(element),
            label=self._caption(element, "label"),
            hint=self._caption(element, "hint"),
            itemset=None if itemset is None else _itemset(itemset),
            items=items,
            actions=self._actions(element, steps),
        )

    def _caption(self, element: Element, name: str) -> RawText:
        found = next(_children(element, name), None)
        return NO_RAW_TEXT if found is None else text_element(found, self._texts, self._default, literal=self._literal)


def _counted(count: str | None, around: Steps) -> str | None:
    """The path of ``jr:count``: a relative one begins at the group around the repeat (JavaRosa's ``getAbsRef``)."""
    if count is None or not _PATH.fullmatch(count) or count.strip().startswith("/"):
        return count
    return "/" + "/".join(steps_of(count, around))


_PATH: Final = re.compile(r"\s*(?:current\(\)/)?(?:\.\.?|[\w.:-]+)(?:/(?:\.\.?|[\w.:-]+))*\s*")
_ITEXT_COLUMN: Final = re.compile(r"\s*jr:itext\(\s*(.*?)\s*\)\s*")


def _itemset(element: Element) -> RawItemset:
    value, label = (next(_children(element, name), None) for name in ("value", "label"))
    reference = "label" if label is None else label.get("ref", "label")
    itext = _ITEXT_COLUMN.fullmatch(reference)
    return RawItemset(
        element.get("nodeset", ""),
        "name" if value is None else value.get("ref", "name"),
        itext[1] if itext else reference,
        itext is not None,
    )


def is_random(nodeset: str) -> bool:
    """The choices come in another order for each person."""
    return _RANDOMIZE.match(nodeset) is not None
