"""The functions that look something up in the form: labels, texts, rows of a list, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms.nodes import Item
from forms.xpath import repeats
from forms.xpath.here import Closure, Here, State
from forms.xpath.parser import parse
from forms.xpath.plans import shared_positions
from forms.xpath.scope import Moment
from forms.xpath.tree import Call, Literal, Path, XPathError
from forms.xpath.values import Value, to_string

if TYPE_CHECKING:
    from forms.xpath.compiler import Compiler


def pulldata(compiler: Compiler, tree: Call, here: Here) -> Closure:
    """``pulldata(list, column, key column, key)``: of the first row with that key."""
    names = [argument.value if isinstance(argument, Literal) else None for argument in tree.arguments[:3]]
    name, column, key = names
    if name is None or column is None or key is None:
        raise XPathError("expression_not_supported", detail="pulldata() with a file or column that is not fixed")
    stem = name[:-4] if name.lower().endswith(".csv") else name
    root = compiler.scope.lists.get(stem)
    if root is None and compiler.scope.strict:
        raise XPathError("list_unknown", list=stem)
    rows = () if root is None else root.children
    for wanted in (column, key):
        if rows and compiler.scope.strict and not any(row.child(wanted) for row in rows):
            raise XPathError("file_column_missing", file=f"{stem}.csv", column=wanted)
    sought = compiler.value(tree.arguments[3], here)
    index_key = ("pulldata", stem, key)

    def run(moment: Moment, state: State) -> Value:
        index = compiler.scope.indexes.get(index_key)
        if index is None:
            index = compiler.scope.indexes[index_key] = {row.value(key): row for row in reversed(rows)}
        row: Item | None = index.get(to_string(sought(moment, state)))
        return "" if row is None else row.value(column)

    return run


def choice_name(compiler: Compiler, tree: Call, here: Here) -> Closure:
    """``jr:choice-name(value, 'path')``: the label of a choice of the select at a path that is written as a text."""
    value, quoted = compiler.value(tree.arguments[0], here), tree.arguments[1]
    path = parse(quoted.value) if isinstance(quoted, Literal) else None
    if not isinstance(path, Path) or path.start == "instance()":
        raise XPathError("expression_not_supported", detail="jr:choice-name() without a fixed path")
    plans, label = repeats.plans_unread(compiler, path, here), compiler.scope.choice_label
    if not plans or label is None:
        return lambda moment, state: ""
    plan = plans[0]

    def run(moment: Moment, state: State) -> Value:
        shared = shared_positions(plan, state)
        missing = len(plan.node.repeats) - len(shared)
        return label(plan.node, to_string(value(moment, state)), moment, (*shared, *[1] * missing))

    return run


def itext(compiler: Compiler, tree: Call, here: Here) -> Closure:
    identifier = tree.arguments[0]
    texts = compiler.scope.texts
    if isinstance(identifier, Literal):
        render, unknown = texts(identifier.value), f"[itext:{identifier.value}]"
        if render is None and not compiler.scope.strict:
            return lambda moment, state: unknown
        if render is None:
            raise XPathError("path_unknown", path=f"jr:itext('{identifier.value}')")
        return lambda moment, state: render(moment, here.original(state))
    wanted = compiler.value(identifier, here)

    def run(moment: Moment, state: State) -> Value:
        name = to_string(wanted(moment, state))
        found = texts(name)
        return f"[itext:{name}]" if found is None else found(moment, here.original(state))

    return run


def property_call(compiler: Compiler, tree: Call, here: Here) -> Closure:
    name = compiler.value(tree.arguments[0], here)
    return lambda moment, state: moment.property(to_string(name(moment, state)))


def version_call(compiler: Compiler, tree: Call, here: Here) -> Closure:
    version = compiler.scope.version
    return lambda moment, state: version
