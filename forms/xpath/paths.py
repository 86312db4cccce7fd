"""Paths: which nodes they find, bound to the context as JavaRosa binds them (``TreeReference.contextualize``).

An absolute path takes the context's positions for every leading step of the same name: ``/data/kids/age`` inside
``kids[2]`` is that child's age. A relative path keeps the positions of what it climbs up to. A step with a
predicate is not bound but filtered. ``..`` behind a name climbs before the path begins, or nowhere in an
absolute path, as in JavaRosa; use it at the beginning only. A predicate holds where it is *true*: a number in
one (``[1]``) finds nothing; write ``[position() = 1]``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from forms.nodes import NO_POSITIONS, Item, Positions
from forms.xpath import lists
from forms.xpath.here import Closure, Frame, Here, State
from forms.xpath.plans import Level, Plan, plans_of
from forms.xpath.scope import Moment
from forms.xpath.tree import Path
from forms.xpath.values import Nodes, Place, Value

if TYPE_CHECKING:
    from forms.xpath.compiler import Compiler


def value_of(compiler: Compiler, path: Path, here: Here) -> Closure:
    """A closure for the one value that a path finds, "" where it finds none."""
    if lists.is_list_path(path, here):
        return lists.value_of(compiler, path, here)
    plans = plans_of(compiler, path, here)
    if len(plans) == 1 and plans[0].single and not plans[0].attribute:
        return _single(compiler, plans[0], here)
    nodes = _nodes(compiler, plans, here)

    def run(moment: Moment, state: State) -> Value:
        found = nodes(moment, state)
        assert isinstance(found, Nodes)
        return found.one()

    return run


def nodes_of(compiler: Compiler, path: Path, here: Here) -> Closure:
    """A closure for the node-set that a path finds, without what is not relevant."""
    if lists.is_list_path(path, here):
        return lists.nodes_of(compiler, path, here)
    return _nodes(compiler, plans_of(compiler, path, here), here)


def _single(compiler: Compiler, plan: Plan, here: Here) -> Closure:
    node, number = plan.node, len(plan.levels)
    if number == 0 and not (compiler.scope.candidate and _is_own(plan, here)):
        return lambda moment, state: moment.value(node, NO_POSITIONS)
    if compiler.scope.candidate and _is_own(plan, here):

        def run(moment: Moment, state: State) -> Value:
            candidate = moment.candidate
            return moment.value(node, here.positions(state)) if candidate is None else candidate

        return run
    if here.inside:
        return lambda moment, state: moment.value(node, plan.positions(state)[:number])
    if here.node is not None and number == len(here.node.repeats):
        return lambda moment, state: moment.value(node, state)
    return lambda moment, state: moment.value(node, state[:number])


def _is_own(plan: Plan, here: Here) -> bool:
    return plan.node is here.node and plan.source is here and (not plan.from_original or not here.inside)


def _nodes(compiler: Compiler, plans: list[Plan], here: Here) -> Closure:
    takes_candidate = compiler.scope.candidate and any(_is_own(plan, here) for plan in plans)

    def run(moment: Moment, state: State) -> Value:
        places: list[Place] = []
        for plan in plans:
            places += found(plan, moment, state)
        own = (here.node, here.positions(state)) if takes_candidate and here.node is not None else None
        return Nodes(places, moment, own)

    return run


def found(plan: Plan, moment: Moment, state: State) -> Iterable[Place]:
    relevant = (
        (plan.node, positions)
        for positions in places_of(plan, moment, state)
        if moment.is_relevant(plan.node, positions)
    )
    if not plan.attribute:
        return relevant
    text = plan.node.attributes.get(plan.attribute)
    return [] if text is None else [Item(plan.attribute, text) for _ in relevant]


def places_of(plan: Plan, moment: Moment, state: State) -> list[Positions]:
    """The positions of what a plan finds, relevant or not."""
    context = plan.positions(state)
    if plan.single:
        return [context[: len(plan.levels)]]
    places: list[Positions] = [NO_POSITIONS]
    original = plan.source.original(state)
    for level in plan.levels:
        further: list[Positions] = []
        for around in places:
            found = _instances(level, around, context, moment, state)
            for predicate in level.predicates:
                moment.spend(len(found))
                found = [
                    positions
                    for index, positions in enumerate(found)
                    if predicate(moment, Frame(positions, original, index)) is True
                ]
            further += found
        places = further
    return places


def _instances(level: Level, around: Positions, context: Positions, moment: Moment, state: State) -> list[Positions]:
    if level.number is not None:
        return _numbered(level, around, moment, state)
    if not level.node.repeat:
        return [around]
    if level.bound is not None:
        number = context[level.bound]
        exists = around == context[: level.bound] or number <= moment.count(level.node, around)
        return [(*around, number)] if exists else []
    there = moment.count(level.node, around)
    moment.spend(there)
    return [(*around, number) for number in range(1, there + 1)]


def _numbered(level: Level, around: Positions, moment: Moment, state: State) -> list[Positions]:
    assert level.number is not None
    wanted = level.number(moment, state)
    assert isinstance(wanted, float)
    number = max(1, int(wanted))
    if not level.node.repeat:
        return [around] if number == 1 else []
    return [(*around, number)] if number <= moment.count(level.node, around) else []
