"""Paths into lists beside the form (secondary instances): ``instance('id')/root/item[province = 11]/label``.

A list never changes, so a comparison of a column with something that does not depend on the row is answered from
an index that is built at its first use, in the order of the list: 80,000 villages cost what ten do. It stands in
for looking at every row only where that comes to the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from forms.nodes import NO_POSITIONS, Item
from forms.xpath.here import Closure, Frame, Here, State
from forms.xpath.scope import Moment
from forms.xpath.tree import Chain, EvaluationError, Path, Step, Tree, XPathError
from forms.xpath.values import CLOSE, Nodes, Value, to_number, to_string

if TYPE_CHECKING:
    from forms.xpath.compiler import Compiler

Items = tuple[Item, ...]


def is_list_path(path: Path, here: Here) -> bool:
    return path.start == "instance()" or (path.start == "." and here.node is None)


def value_of(compiler: Compiler, path: Path, here: Here) -> Closure:
    if path.start == "." and len(path.steps) == 1 and path.steps[0].axis == "child" and not path.steps[0].predicates:
        here.touched = True
        return _column(path.steps[0].name)
    chains = chains_of(compiler, path, here)

    def run(moment: Moment, state: State) -> Value:
        found = chains(moment, state)
        if len(found) > 1:
            raise EvaluationError(f"{path} finds several rows where one value is wanted")
        return found[0][-1].text if found else ""

    return run


def _column(name: str) -> Closure:
    """The usual step of a predicate: the text of the one child of that name."""
    if name == "*":
        name = ""

    def run(moment: Moment, state: State) -> Value:
        frame = cast(Frame, state)
        found: Item | None = None
        for child in frame.chain[-1].children:
            if child.name == name or not name:
                if found is not None:
                    raise EvaluationError(f"'{name}' is there more than once")
                found = child
        return "" if found is None else found.text

    return run


def nodes_of(compiler: Compiler, path: Path, here: Here) -> Closure:
    chains = chains_of(compiler, path, here)
    return lambda moment, state: Nodes([chain[-1] for chain in chains(moment, state)], moment)


def chains_of(compiler: Compiler, path: Path, here: Here) -> Callable[[Moment, State], list[Items]]:
    """What a path finds, each with everything around it, from the list's root on.

    Raises ``XPathError`` for an unknown list.
    """
    steps = [step for step in path.steps if step.axis not in ("self", "parent")]
    if path.start == ".":
        here.touched = True
        up = sum(step.axis == "parent" for step in path.steps)
        descend = tuple(_plain_step(compiler, step, here) for step in steps)

        def climb(moment: Moment, state: State) -> list[Items]:
            chain = cast(Frame, state).chain
            if up >= len(chain):
                raise EvaluationError(f"{path} climbs out of the list")
            return _descend([chain[: len(chain) - up]], descend, moment, here.original(state))

        return climb

    root = compiler.scope.lists.get(path.list_name)
    if root is None:
        if compiler.scope.strict:
            raise XPathError("list_unknown", list=path.list_name)
        return _missing(path)
    if not steps or steps[0].axis != "child":
        raise XPathError("expression_not_supported", detail=f"a path to the list '{path.list_name}' without its root")
    if len(steps) == 1:
        return lambda moment, state: [(root,)]
    first = _first_step(compiler, path.list_name, root, steps[1], here)
    descend = tuple(_plain_step(compiler, step, here) for step in steps[2:])

    def find(moment: Moment, state: State) -> list[Items]:
        found = first(moment, state)
        return _descend(found, descend, moment, here.original(state)) if descend else found

    return find


def _missing(path: Path) -> Callable[[Moment, State], list[Items]]:
    def run(moment: Moment, state: State) -> list[Items]:
        raise EvaluationError(f"there is no list '{path.list_name}'")

    return run


@dataclass(slots=True)
class _Descent:
    """One step below an element."""

    name: str
    attribute: bool
    predicates: tuple[Closure, ...]


def _plain_step(compiler: Compiler, step: Step, here: Here) -> _Descent:
    predicates = tuple(compiler.raw(tree, _row(here)) for tree in step.predicates)
    name = step.name.rpartition(":")[2] if step.axis == "attribute" else step.name
    return _Descent(name, step.axis == "attribute", predicates)


def _row(here: Here) -> Here:
    return Here(None, here.shared, inside=True)


def _descend(
    chains: list[Items], steps: tuple[_Descent, ...], moment: Moment, original: tuple[int, ...]
) -> list[Items]:
    for step in steps:
        further: list[Items] = []
        for chain in chains:
            found = [(*chain, item) for item in _below(chain[-1], step)]
            for predicate in step.predicates:
                found = _filtered(enumerate(found), predicate, moment, original)
            further += found
        chains = further
    return chains


def _below(item: Item, step: _Descent) -> Items:
    if step.attribute:
        text = item.attributes.get(step.name)
        return () if text is None else (Item(step.name, text),)
    return children_named(item, step.name)


def children_named(item: Item, name: str) -> Items:
    return tuple(child for child in item.children if child.name == name or name == "*")


def _filtered(
    chains: Iterable[tuple[int, Items]], predicate: Closure, moment: Moment, original: tuple[int, ...]
) -> list[Items]:
    candidates = list(chains)
    moment.spend(len(candidates))
    return [
        chain for index, chain in candidates if predicate(moment, Frame(NO_POSITIONS, original, index, chain)) is True
    ]


def _first_step(
    compiler: Compiler, list_name: str, root: Item, step: Step, here: Here
) -> Callable[[Moment, State], list[Items]]:
    """The step below the root: the rows of the list, by an index where the first predicate allows it."""
    if step.axis == "attribute":
        descent = (_plain_step(compiler, step, here),)
        return lambda moment, state: _descend([(root,)], descent, moment, here.original(state))
    key = ("rows", list_name, step.name)
    rows = compiler.scope.indexes.get(key)
    if rows is None:
        rows = compiler.scope.indexes[key] = [(root, item) for item in children_named(root, step.name)]
    if not step.predicates:
        return lambda moment, state: list(rows)
    lookup = _lookup(compiler, key, rows, step.predicates[0], here)
    predicates = tuple(compiler.raw(tree, _row(here)) for tree in step.predicates)

    def find(moment: Moment, state: State) -> list[Items]:
        original = here.original(state)
        found = None if lookup is None else lookup(moment, state)
        if found is None:
            found = _filtered(enumerate(rows), predicates[0], moment, original)
        for predicate in predicates[1:]:
            found = _filtered(enumerate(found), predicate, moment, original)
        return found

    return find


def _lookup(
    compiler: Compiler, key: tuple[str, ...], rows: list[Items], predicate: Tree, here: Here
) -> Callable[[Moment, State], list[Items] | None] | None:
    """Rows by ``column = value``, alone or as the first of several conditions joined by ``and``; None: look at all.

    A path alone on the other side is read from where the list is used, and only if that gives no text from the
    row: so JavaRosa does (``EqualityExpressionIndexFilterStrategy``), and so it binds to the repeat around.
    """
    equation, others = _equation(predicate)
    if equation is None:
        return None
    column, other = equation
    row = _row(here)
    inner = compiler.value(other, row)
    if row.touched:
        return None
    outer = compiler.value(other, here) if isinstance(other, Path) and not others else None
    condition = None
    if others:
        condition = compiler.raw(others[0] if len(others) == 1 else Chain(others[0], _ands(others[1:])), _row(here))
    read_column = compiler.value(column, _row(here))
    index_key = ("index", *key, column)

    def find(moment: Moment, state: State) -> list[Items] | None:
        original = here.original(state)
        value = outer(moment, state) if outer is not None else None
        if not rows:
            return []
        if value is None or not isinstance(value, str):
            value = inner(moment, Frame(NO_POSITIONS, original, 0, rows[0]))
        index = compiler.scope.indexes.get(index_key)
        if index is None:
            frames = (Frame(NO_POSITIONS, original, place, row) for place, row in enumerate(rows))
            index = Index([to_string(read_column(moment, frame)) for frame in frames])
            compiler.scope.indexes[index_key] = index
        places = index.places(value)
        if places is None:
            return None
        if condition is None:
            return [rows[place] for place in places]
        # A row's own number stays what it was among all rows.
        return [
            rows[place]
            for place in places
            if _holds(condition(moment, Frame(NO_POSITIONS, original, place, rows[place])))
        ]

    return find


def _holds(value: Any) -> bool:
    return value is True


def _ands(trees: tuple[Tree, ...]) -> tuple[tuple[str, Tree], ...]:
    return tuple(("and", tree) for tree in trees)


def _equation(predicate: Tree) -> tuple[tuple[Path, Tree] | None, tuple[Tree, ...]]:
    """The column and the other side of an equation at the head of a predicate, and what is joined to it by and."""
    others: tuple[Tree, ...] = ()
    if isinstance(predicate, Chain) and predicate.rest[0][0] == "and":
        others = tuple(tree for _, tree in predicate.rest)
        predicate = predicate.first
    if not isinstance(predicate, Chain) or len(predicate.rest) != 1 or predicate.rest[0][0] != "=":
        return None, ()
    left, right = predicate.first, predicate.rest[0][1]
    if _is_column(left):
        return (cast(Path, left), right), others
    return ((cast(Path, right), left) if _is_column(right) else None), others


def _is_column(tree: Tree) -> bool:
    return isinstance(tree, Path) and tree.start == "." and not any(step.predicates for step in tree.steps)


class Index:
    """The places of the rows by the text in one column, and by number where one is asked for."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._by_text: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            self._by_text.setdefault(text, []).append(place)
        self._by_number: dict[int, list[tuple[int, float]]] | None = None

    def places(self, value: Value) -> list[int] | None:
        """The rows whose column equals the value; None where an index does not help."""
        if isinstance(value, bool):
            return None
        if isinstance(value, float):
            return self._near(value)
        return self._by_text.get(to_string(value), [])

    def _near(self, value: float) -> list[int]:
        if self._by_number is None:
            self._by_number = {}
            for place, text in enumerate(self._texts):
                number = to_number(text)
                if math.isfinite(number):
                    self._by_number.setdefault(round(number), []).append((place, number))
        if not math.isfinite(value):
            return []
        whole = round(value)
        near = (entry for key in (whole - 1, whole, whole + 1) for entry in self._by_number.get(key, ()))
        return sorted(place for place, number in near if abs(number - value) < CLOSE)
