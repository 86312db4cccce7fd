"""A small form with data in it, for expressions: as our nodes and as an XForm that JavaRosa opens."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from xml.sax.saxutils import escape

from forms.nodes import NO_POSITIONS, Item, Node, Positions
from forms.xpath import Compiled, Nodes, Scope, Value, compile_expression, parse, to_string, typed
from forms.xpath.tree import Path

WIB = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 21, 9, 30, 15, 250_000, WIB)

# name, type, value; a list is a group; "name*" a repeat with one list of values for each instance; "name!" is not
# relevant.
DATA: list[tuple[str, object, object]] = [
    ("name", "string", "Sari Dewi"),
    ("word", "string", "5"),
    ("empty", "string", ""),
    ("age", "int", "41"),
    ("nothing", "int", ""),
    ("minus", "int", "-7"),
    ("weight", "decimal", "62.5"),
    ("born", "date", "1985-02-03"),
    ("met", "dateTime", "2026-11-07T07:30:00.500+07:00"),
    ("wakes", "time", "05:45:00.000+07:00"),
    ("langs", "string", "id min jv"),
    ("yes", "boolean", "1"),
    ("hidden!", "int", "99"),
    ("here", "geopoint", "-6.2 106.8 0 0"),
    (
        "field",
        "geoshape",
        "-6.2 106.8 0 0; -6.2 106.81 0 0; -6.21 106.81 0 0; -6.21 106.8 0 0; -6.2 106.8 0 0",
    ),
    ("way", "geotrace", "-6.2 106.8 0 0; -6.25 106.82 0 0"),
    ("place", None, [("province", "string", "13"), ("town", "string", "1301"), ("code", "int", "13")]),
    (
        "kids*",
        [("name", "string"), ("age", "int"), ("toys*", [("toy", "string"), ("price", "decimal")])],
        [
            {"name": "Ani", "age": "7", "toys": [{"toy": "bola", "price": "10.5"}, {"toy": "", "price": ""}]},
            {"name": "Budi", "age": "", "toys": [{"toy": "layang", "price": "3"}]},
            {"name": "", "age": "12", "toys": []},
        ],
    ),
    ("none*", [("x", "int")], []),
    ("root", "string", ""),
]
LISTS: dict[str, list[dict[str, str]]] = {
    "towns": [
        {"name": "1301", "label": "Pesisir", "province": "13", "size": "5"},
        {"name": "1302", "label": "Solok", "province": "13", "size": "40"},
        {"name": "1401", "label": "Kampar", "province": "14", "size": "5.0"},
        {"name": "9101", "label": "", "province": "91", "size": ""},
        {"name": "x y", "label": "Lain", "province": "13", "size": "5"},
    ],
    "one": [{"name": "a", "label": "A"}],
}


@dataclass
class World:
    """The form's data at one moment (``forms.xpath.Moment``)."""

    root: Node
    texts: dict[tuple[str, Positions], str]
    counts: dict[tuple[str, Positions], int]
    hidden: set[str]
    at: datetime = AT
    language: str = "id"
    candidate: Value | None = None
    kept: dict[tuple[str, Positions], Value] = field(default_factory=dict)
    reads: list[tuple[Node, Positions]] = field(default_factory=list)

    def text(self, node: Node, positions: Positions) -> str:
        return self.texts.get((node.path, positions), "")

    def value(self, node: Node, positions: Positions) -> Value:
        self.reads.append((node, positions))
        if not self.is_relevant(node, positions):
            return ""
        return typed(node.type, self.text(node, positions), self.at)

    def is_relevant(self, node: Node, positions: Positions) -> bool:
        return not any(node.path == path or node.path.startswith(path + "/") for path in self.hidden)

    def count(self, repeat: Node, around: Positions) -> int:
        return self.counts.get((repeat.path, around), 0)

    def property(self, name: str) -> str:
        return {"deviceid": "tg:1"}.get(name, "")

    def spend(self, work: int) -> None:
        """Nobody counts here."""

    def randomness(self, node: Node, positions: Positions) -> random.Random:
        return random.Random(f"{node.path}{positions}")

    def find(self, path: str) -> Node:
        return next(node for node in self.root.walk() if node.path == path)


def _add(world: World, parent: Node, name: str, kind: object, value: object, positions: Positions) -> None:
    plain = name.rstrip("*!")
    node = parent.child(plain)
    if node is None:
        repeat = name.endswith("*")
        node = Node(plain, f"{parent.path}/{plain}", parent, 0, repeat, kind if isinstance(kind, str) else "")
        node.repeats = (*parent.repeats, node) if repeat else parent.repeats
        parent.children.append(node)
        if name.endswith("!"):
            world.hidden.add(node.path)
    if kind is None:
        for inner in value:  # type: ignore[attr-defined]
            _add(world, node, inner[0], inner[1], inner[2], positions)
    elif isinstance(kind, list):
        instances = value or []
        world.counts[node.path, positions] = len(instances)  # type: ignore[arg-type]
        for inner_name, inner_kind in kind:
            _add(world, node, inner_name, inner_kind, None, (*positions, 0))
        for number, instance in enumerate(instances, 1):  # type: ignore[arg-type, var-annotated]
            for inner_name, inner_kind in kind:
                _add(world, node, inner_name, inner_kind, instance[inner_name.rstrip("*")], (*positions, number))
    elif value:
        world.texts[node.path, positions] = str(value)


@cache
def world() -> World:
    made = World(Node("data", "/data", None, 0), {}, {}, set())
    for name, kind, value in DATA:
        _add(made, made.root, name, kind, value, NO_POSITIONS)
    for number, node in enumerate(made.root.walk()):
        node.number = number
    made.root.attributes = {"id": "small", "version": "7"}
    made.root.child("name").attributes = {"mark": "m1"}  # type: ignore[union-attr]
    return made


@cache
def lists() -> dict[str, Item]:
    return {name: Item("root", "", tuple(Item.row(row) for row in rows)) for name, rows in LISTS.items()}


INDEXES: dict[object, object] = {}


def scope(context: str = "/data", **more: object) -> Scope:
    more.setdefault("version", "7")
    return Scope(world().find(context), world().root, lists(), indexes=INDEXES, **more)  # type: ignore[arg-type]


def placed(context: str) -> tuple[str, Positions]:
    """ "/data/kids[2]/age" as the path and the positions."""
    tree = parse(context)
    assert isinstance(tree, Path)
    pattern = "/".join(step.name for step in tree.steps)
    numbers = tuple(int(float(str(getattr(step.predicates[0], "value", 1)))) for step in tree.steps if step.predicates)
    return f"/{pattern}", numbers


def compiled(expression: str, context: str = "/data", **more: object) -> Compiled:
    return compile_expression(expression, scope(placed(context)[0], **more))


def value(expression: str, context: str = "/data", moment: World | None = None, **more: object) -> Value:
    """What an expression comes to in the small form: a list of texts for a node-set."""
    path, positions = placed(context)
    return compile_expression(expression, scope(path, **more)).evaluate(moment or world(), positions)


def shown(expression: str, context: str = "/data", moment: World | None = None, **more: object) -> object:
    found = value(expression, context, moment, **more)
    return [to_string(each) for each in found.values()] if isinstance(found, Nodes) else found


def xform() -> str:
    """The same form for JavaRosa."""
    made = world()
    binds = "".join(
        f'<bind nodeset="{node.path}"'
        + (f' type="{node.type}"' if node.type else "")
        + (' relevant="false()"' if node.path in made.hidden else "")
        + "/>"
        for node in made.root.walk()
        if node.parent is not None
    )
    # JavaRosa keeps only the lists that some expression asks for.
    binds += "".join(f'<bind nodeset="/data/empty" required="instance(\'{name}\')/root = 1"/>' for name in LISTS)
    secondary = "".join(
        f'<instance id="{name}"><root>'
        + "".join(
            "<item>" + "".join(f"<{head}>{escape(cell)}</{head}>" for head, cell in row.items()) + "</item>"
            for row in rows
        )
        + "</root></instance>"
        for name, rows in LISTS.items()
    )
    body = "".join(_repeats(node) for node in made.root.children)
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
        ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><instance>'
        f'<data id="small" version="7">{"".join(_xml(made, node, ()) for node in made.root.children)}</data></instance>'
        f"{secondary}{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    )


def _xml(made: World, node: Node, around: Positions) -> str:
    if node.repeat:
        template = "" if around else _template(node)
        return template + "".join(
            _element(made, node, (*around, number)) for number in range(1, made.count(node, around) + 1)
        )
    return _element(made, node, around)


def _template(node: Node) -> str:
    mark = ' jr:template=""' if node.repeat else ""
    return f"<{node.name}{mark}>{''.join(_template(child) for child in node.children)}</{node.name}>"


def _element(made: World, node: Node, positions: Positions) -> str:
    marks = "".join(f' {name}="{text}"' for name, text in node.attributes.items())
    inside = "".join(_xml(made, child, positions) for child in node.children)
    return f"<{node.name}{marks}>{inside or escape(made.text(node, positions))}</{node.name}>"


def _repeats(node: Node) -> str:
    inside = "".join(_repeats(child) for child in node.children)
    if not node.repeat:
        return inside
    return f'<group ref="{node.path}"><label>x</label><repeat nodeset="{node.path}">{inside}</repeat></group>'
