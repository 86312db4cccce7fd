"""What a path stands for in the form, worked out when it is compiled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forms.nodes import Node, Positions
from forms.xpath.here import Closure, Here, State
from forms.xpath.tree import Path, Step, Tree, XPathError

if TYPE_CHECKING:
    from forms.xpath.compiler import Compiler

MOST_PLANS: Final = 500
"""Into how many paths the stars of one may be written out."""


@dataclass(slots=True)
class Level:
    """One step of a path that finds more or fewer than one node: a repeat, or one with predicates.

    ``bound``: index of the position it takes from the context, None for all instances.
    ``number``: instead, a closure for the one instance (``indexed-repeat``).
    """

    node: Node
    bound: int | None
    predicates: tuple[Closure, ...] = ()
    number: Closure | None = None


@dataclass(slots=True)
class Plan:
    """A path without stars. ``source``: the context it is bound to; ``shared``: leading positions as the context."""

    node: Node
    levels: list[Level]
    source: Here
    shared: int
    attribute: str = ""
    from_original: bool = False

    def positions(self, state: State) -> Positions:
        """Those of the context that the path is bound to."""
        return self.source.original(state) if self.from_original else self.source.positions(state)

    @property
    def single(self) -> bool:
        """One instance, whose positions are the first of the context's."""
        return all(level.bound is not None and not level.predicates for level in self.levels)


def shared_positions(plan: Plan, state: State) -> Positions:
    """Its leading positions as far as they are the context's."""
    number = next((index for index, level in enumerate(plan.levels) if level.bound is None), len(plan.levels))
    return plan.positions(state)[:number]


def plans_of(compiler: Compiler, path: Path, here: Here) -> list[Plan]:
    """Its plans, one for each way its stars can be read; what they read is noted.

    Raises ``XPathError`` for an unknown place unless the scope is lenient: then there are no plans.
    """
    if path.start == ".":
        here.touched = True
    plans = [
        plan for steps, node in _written_out(compiler, path, here) if (plan := _plan(compiler, steps, node, path, here))
    ]
    if len(plans) > MOST_PLANS:
        raise XPathError("expression_not_supported", detail=f"'*' for more than {MOST_PLANS} places")
    if not plans and compiler.scope.strict:
        raise XPathError("path_unknown", path=str(path))
    for plan in plans:
        note(compiler, plan)
    return plans


def _written_out(compiler: Compiler, path: Path, here: Here) -> list[tuple[list[tuple[Node, Step]], Node | None]]:
    """The nodes that the names of a path stand for, and the node that a relative path begins at."""
    steps = [step for step in path.steps if step.axis not in ("self", "parent")]
    context = _ancestors(compiler.scope.context if path.start == "current()" else here.node)
    up = sum(step.axis == "parent" for step in path.steps)
    begin: Node | None = None
    written: list[list[tuple[Node, Step]]] = [[]]
    depth = 1
    if path.start == "/" or up == len(context):
        root = compiler.scope.root
        if not steps or (compiler.scope.strict and not _named(root, steps[0].name)):
            return []
        written, steps = [[(root, steps[0])]], steps[1:]
    elif up > len(context):
        return []
    else:
        begin, depth = context[len(context) - up - 1], len(context) - up
    for place, step in enumerate(steps):
        if step.axis == "attribute":
            if place < len(steps) - 1:
                return []
            break
        further: list[list[tuple[Node, Step]]] = []
        for nodes in written:
            parent = nodes[-1][0] if nodes else begin
            assert parent is not None
            children = _children(parent, step.name)
            if step.name == "*" and depth + place < len(context) and context[depth + place] in children:
                # JavaRosa reads a star as the context's own name where it can.
                children = [context[depth + place]]
            further += [[*nodes, (child, step)] for child in children]
        written = further[: MOST_PLANS + 1]
    return [(nodes, begin) for nodes in written]


def _named(node: Node, name: str) -> bool:
    return name in ("*", node.name) or name.rpartition(":")[2] == node.name


def _children(node: Node, name: str) -> list[Node]:
    return [child for child in node.children if _named(child, name)]


def _plan(
    compiler: Compiler, steps: list[tuple[Node, Step]], begin: Node | None, path: Path, here: Here
) -> Plan | None:
    from_original = path.start == "current()"
    source_node = compiler.scope.context if from_original else here.node
    source_shared = len(compiler.scope.context.repeats) if from_original else here.shared
    levels: list[Level] = []
    shared, together = 0, True
    target = begin
    if begin is not None:
        levels = [Level(repeat, index) for index, repeat in enumerate(begin.repeats)]
        shared = min(len(levels), source_shared)
        together = shared == len(levels)
    ancestors = _ancestors(source_node) if path.start == "/" else ()
    same = True
    for depth, (node, step) in enumerate(steps):
        target = node
        same = same and depth < len(ancestors) and ancestors[depth] is node
        if node.parent is None or (not node.repeat and not step.predicates):
            # A predicate on the root is not looked at, as in JavaRosa.
            continue
        bound = len(node.repeats) - 1 if same and node.repeat and not step.predicates else None
        predicates = _predicates(compiler, node, step.predicates, shared)
        levels.append(Level(node, bound, predicates))
        if node.repeat:
            together = together and bound is not None and bound < source_shared
            shared += together
    if target is None:
        return None
    last = path.steps[-1]
    attribute = last.name.rpartition(":")[2] if last.axis == "attribute" else ""
    return Plan(target, levels, here, shared, attribute, from_original)


def _ancestors(node: Node | None) -> tuple[Node, ...]:
    found: list[Node] = []
    while node is not None:
        found.append(node)
        node = node.parent
    return tuple(reversed(found))


def _predicates(compiler: Compiler, node: Node, trees: tuple[Tree, ...], shared: int) -> tuple[Closure, ...]:
    return tuple(compiler.raw(tree, Here(node, shared, inside=True)) for tree in trees)


def note(compiler: Compiler, plan: Plan) -> None:
    """What the plan reads: its node, and each repeat of which it takes more than the context's own instance."""
    shared = 0
    for level in plan.levels:
        if not level.node.repeat:
            continue
        if level.bound is None:
            compiler.found.read(level.node, min(shared, plan.shared))
        shared += 1
    compiler.found.read(plan.node, plan.shared)
