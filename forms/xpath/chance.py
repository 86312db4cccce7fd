"""The functions that depend on chance: ``random()``, ``uuid()``, ``randomize()``."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from forms.xpath.here import Closure, Frame, Here, State
from forms.xpath.scope import Moment
from forms.xpath.shuffle import seed_of, seeded, shuffled
from forms.xpath.tree import Call, EvaluationError
from forms.xpath.values import Nodes, Value, as_int, to_int

if TYPE_CHECKING:
    from forms.xpath.compiler import Compiler

MOST_SIGNS: Final = 10_000
"""Longest text that ``uuid(length)`` makes."""

Draw = Callable[[random.Random, Value], Value]


def _chance(compiler: Compiler, here: Here, draw: Draw, length: Closure | None) -> Closure:
    """A value by chance. Each place in an expression that draws does so in its own turn."""
    compiler.found.random = here.touched = True
    turn = compiler.found.draws
    compiler.found.draws += 1
    node = compiler.scope.context

    def run(moment: Moment, state: State) -> Value:
        generator = moment.randomness(node, here.original(state))
        for _ in range(turn):
            generator.getrandbits(64)
        if isinstance(state, Frame):
            generator.seed(f"{generator.getrandbits(64)}/{state.index}")
        return draw(generator, 0.0 if length is None else length(moment, state))

    return run


def random_call(compiler: Compiler, tree: Call, here: Here) -> Closure:
    return _chance(compiler, here, lambda generator, _: generator.random(), None)


def uuid_call(compiler: Compiler, tree: Call, here: Here) -> Closure:
    length = compiler.value(tree.arguments[0], here) if tree.arguments else None

    def draw(generator: random.Random, wanted: Value) -> Value:
        if length is None:
            return str(uuid.UUID(int=generator.getrandbits(128), version=4))
        number = as_int(to_int(wanted))
        if number > MOST_SIGNS:
            raise EvaluationError(f"uuid() of more than {MOST_SIGNS} signs")
        signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        return "".join(generator.choices(signs, k=max(number, 0)))

    return _chance(compiler, here, draw, length)


def randomize_call(compiler: Compiler, tree: Call, here: Here) -> Closure:
    nodes = compiler.raw(tree.arguments[0], here)
    if len(tree.arguments) == 2:
        seed = compiler.value(tree.arguments[1], here)
        return lambda moment, state: _mixed(nodes(moment, state), moment, seeded(seed_of(seed(moment, state))))
    compiler.found.random = here.touched = True
    node = compiler.scope.context

    def run(moment: Moment, state: State) -> Value:
        return _mixed(nodes(moment, state), moment, moment.randomness(node, here.original(state)).random)

    return run


def _mixed(value: Value, moment: Moment, draw: Callable[[], float]) -> Value:
    if not isinstance(value, Nodes):
        raise EvaluationError("randomize() needs a node-set")
    return Nodes(shuffled(value.found, draw), moment, value.own)
