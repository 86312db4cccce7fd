"""``indexed-repeat()`` and ``position()``: one instance of a repeat, and which one this is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forms.xpath import paths, plans
from forms.xpath.here import Closure, Here, State
from forms.xpath.scope import Moment
from forms.xpath.tree import Call, Path, Step, XPathError
from forms.xpath.values import Nodes, Value, as_int, to_int

if TYPE_CHECKING:
    from forms.xpath.compiler import Compiler


def own_position(compiler: Compiler, here: Here) -> Closure:
    """In a predicate the number among the candidates; otherwise of the context itself, 1 where it does not repeat.

    So a question inside a repeat is told apart by ``position(..)``, not by ``position()``, as in JavaRosa.
    """
    if here.inside:
        here.touched = True
        return lambda moment, state: float(state.index + 1)
    if here.node is not None and here.node.repeat:
        return lambda moment, state: float(state[-1])
    return lambda moment, state: 1.0


def plans_unread(compiler: Compiler, path: Path, here: Here) -> list[plans.Plan]:
    """The plans of a path that is named but not read. Raises ``XPathError`` for an unknown one."""
    reads = dict(compiler.found.reads)
    found = plans.plans_of(compiler, path, here)
    compiler.found.reads.clear()
    compiler.found.reads.update(reads)
    return found


def indexed_repeat(compiler: Compiler, tree: Call, here: Here) -> Closure:
    """``indexed-repeat(target, repeat, number, …)``: the target in those instances of the repeats around it.

    A number below 1, or none, is 1. Repeats that are not named are those of the context, if it lies in them.
    """
    target = tree.arguments[0]
    if not isinstance(target, Path) or target.start == "instance()" or here.node is None:
        raise XPathError("expression_malformed", detail="indexed-repeat() takes the path of a question first")
    targets = plans_unread(compiler, _bare(target), here)
    if not targets:
        return lambda moment, state: Nodes([], moment)
    plan = targets[0]
    levels = [replace(level, predicates=()) for level in plan.levels if level.node.repeat]
    shared = plan.shared
    for place in range(1, len(tree.arguments), 2):
        repeat, number = tree.arguments[place : place + 2]
        found = plans_unread(compiler, _bare(repeat), here) if isinstance(repeat, Path) else []
        if not found or not _is_above(found[0], plan):
            raise XPathError("expression_malformed", detail="indexed-repeat() takes repeats around the question")
        at = next((index for index, level in enumerate(levels) if level.node is found[0].node), None)
        closure = _number(compiler.value(number, here))
        if at is None:
            levels.append(plans.Level(found[0].node, None, (), closure))
        else:
            levels[at] = replace(levels[at], bound=None, number=closure)
            shared = min(shared, at)
    levels.sort(key=lambda level: level.node.path.count("/"))
    numbered = replace(plan, levels=levels, shared=shared)
    plans.note(compiler, numbered)
    compiler_candidate = compiler.scope.candidate

    def run(moment: Moment, state: State) -> Value:
        # In a constraint JavaRosa takes the node that this finds for the one under test.
        if compiler_candidate and moment.candidate is not None and len(paths.places_of(numbered, moment, state)) == 1:
            return moment.candidate
        return Nodes(list(paths.found(numbered, moment, state)), moment)

    return run


def _is_above(repeat: plans.Plan, target: plans.Plan) -> bool:
    return target.node is not repeat.node and target.node.path.startswith(repeat.node.path + "/")


def _number(closure: Closure) -> Closure:
    return lambda moment, state: float(max(1, as_int(to_int(closure(moment, state)))))


def _bare(path: Path) -> Path:
    """Without predicates, which ``indexed-repeat()`` does not look at."""
    return replace(path, steps=tuple(Step(step.axis, step.name) for step in path.steps))
