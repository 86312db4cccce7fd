"""The choices of a control, from what its itemset and the form's lists say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from forms.choices import Choice, ChoiceList
from forms.nodes import Item, Node, Positions
from forms.texts import NO_TEXT, Text
from forms.xform import RawControl, RawItemset
from forms.xform_texts import RawText
from forms.xpath import Compiled, Moment

_WHOLE_LIST: Final = re.compile(r"\s*instance\(\s*['\"]([^'\"]+)['\"]\s*\)((?:/[\w.:-]+)+)\s*")
_LIST: Final = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)((?:/[\w.:-]+)+)")

MakeText = Callable[[RawText | None], Text]
Compile = Callable[[str], Compiled | None]


class Listing:
    """Makes choice lists; controls that ask for the same whole list share one."""

    def __init__(
        self,
        lists: Mapping[str, Item],
        texts: Mapping[str, RawText],
        languages: tuple[str, ...],
        default_language: str,
        make_text: MakeText,
        *,
        literal: bool = False,
    ) -> None:
        self._lists, self._texts, self._make_text = lists, texts, make_text
        self._languages, self._default = languages, default_language
        # as JavaRosa, which knows no columns by language
        self._literal = literal
        self._shared: dict[RawItemset, ChoiceList] = {}

    def of_items(self, control: RawControl) -> ChoiceList:
        """Choices that are written in the control itself."""
        return ChoiceList([Choice(value, self._make_text(label)) for value, label in control.items])

    def of_itemset(self, itemset: RawItemset, compile_nodeset: Compile) -> ChoiceList | None:
        """Choices by an itemset; None where it could not be compiled, ``KeyError`` where there is no such list."""
        shared = self._shared.get(itemset)
        if shared is not None:
            return shared
        named = _LIST.search(itemset.nodeset)
        rows: list[Item] = []
        if named is not None:
            rows = self._rows(named[1], named[2])

        def make(item: Item) -> Choice:
            return self._choice(item, itemset)

        whole = _WHOLE_LIST.fullmatch(itemset.nodeset)
        if whole is not None:
            choices = ChoiceList([make(row) for row in rows])
            self._shared[itemset] = choices
            return choices
        nodeset = compile_nodeset(itemset.nodeset)
        if nodeset is None:
            return None

        def from_node(node: Node, positions: Positions, moment: Moment) -> Choice:
            value, label = _below(node, itemset.value), _below(node, itemset.label)
            name = moment.text(value, positions) if value is not None else ""
            return Choice(name, self._plain(moment.text(label, positions) if label is not None else name))

        return ChoiceList(items=rows, make=make, from_node=from_node, nodeset=nodeset)

    def _rows(self, name: str, path: str) -> list[Item]:
        steps = [step.rpartition(":")[2] for step in path.strip("/").split("/")]
        found = [self._lists[name]]
        for step in steps[1:]:
            found = [child for item in found for child in item.children if child.name == step]
        return found if found and found[0] is not self._lists[name] else []

    def _plain(self, text: str) -> Text:
        return Text({self._default: text}, self._default) if text else NO_TEXT

    def _choice(self, row: Item, itemset: RawItemset) -> Choice:
        hidden = {"itextId", itemset.value, itemset.label}
        columns = {cell.name: cell.text for cell in row.children if cell.name.partition("::")[0] not in hidden}
        return Choice(_cell(row, itemset.value), self._label(row, itemset), columns)

    def _label(self, row: Item, itemset: RawItemset) -> Text:
        if itemset.label_itext:
            return self._make_text(self._texts.get(_cell(row, itemset.label)))
        # a plain column serves every language that has none of its own
        by_language = {}
        for language in self._languages:
            own = "" if self._literal else row.value(f"{itemset.label}::{language}")
            text = own or _cell(row, itemset.label)
            if text:
                by_language[language] = text
        return Text(by_language, self._default) if by_language else NO_TEXT


def _cell(row: Item, path: str) -> str:
    """What stands in a column, or at a short path below a row ("name", "val/x", "@id")."""
    found: Item | None = row
    for step in path.strip().split("/"):
        if found is None:
            return ""
        if step.startswith("@"):
            return found.attributes.get(step[1:], "")
        if step not in ("", "."):
            found = found.child(step.rpartition(":")[2])
    return "" if found is None else found.text


def _below(node: Node, path: str) -> Node | None:
    found: Node | None = node
    for step in path.strip().split("/"):
        if found is None:
            return None
        if step == "..":
            found = found.parent
        elif step not in ("", "."):
            found = found.child(step.rpartition(":")[2])
    return found
