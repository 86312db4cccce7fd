"""The answers of one person at work: read by expressions, changed by the engine, with what follows from them.

A sheet is made from a state for one event and left behind with a new state; nothing of it outlives the event. It
copies what it changes, so that the state it came from stays as it was.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from heapq import heappop, heappush
from typing import Final

from forms.casting import default_as_kept
from forms.model import Action, Form, Loop, Question, Stretch
from forms.nodes import NO_POSITIONS, Node, Positions
from forms.plan import Cell
from forms.state import Derived, State
from forms.xpath import Compiled, EvaluationError, Value, as_kept, as_written, typed

MOST_INSTANCES: Final = 1_000
"""Most instances of one repeat: our own limit; beyond, a count is taken as this many."""

MOST_VALUES: Final = 50_000
"""Most values of one sheet: our own limit against repeats of repeats; beyond, no instance is added."""

Watch = Callable[[str, str], None]
"""Told of every kept value that changes: key, and the new value ("" for none)."""


def _nobody(key: str, value: str) -> None:
    """Nobody watches."""


class Sheet:
    """See the module. ``at``: now, aware. ``language``: the form's own name of the one that texts are wanted in."""

    __slots__ = (
        "_answers",
        "_before",
        "_heap",
        "_hidden",
        "_owned",
        "_properties",
        "_queued",
        "_shown",
        "_typed",
        "_values",
        "_watch",
        "at",
        "candidate",
        "faithful",
        "form",
        "instance_id",
        "language",
        "step",
        "touched",
    )

    def __init__(
        self, form: Form, state: State, at: datetime, language: str, watch: Watch = _nobody, *, fresh: bool = False
    ) -> None:
        self.form, self.at, self.language = form, at, language
        self.instance_id, self.step = state.instance_id, state.step
        self.candidate: Value | None = None
        self.faithful = False
        """Asked as JavaRosa asks, also where it makes no sense: one instance of a repeat that shall have none."""
        self.touched: list[tuple[Node, Positions]] = []
        """What has changed, for whoever drops choices that are no longer offered."""
        self._before = state
        self._watch = watch
        self._answers: dict[str, str] | Mapping[str, str] = state.answers
        self._properties: Mapping[str, str] = {}
        self._heap: list[tuple[int, Positions]] = []
        self._queued: set[tuple[int, Positions]] = set()
        self._values: dict[str, str]
        self._typed: dict[str, Value]
        self._hidden: set[str]
        self._shown: dict[str, int]
        self._owned = False
        derived = state.derived
        if derived is None:
            self._values, self._typed, self._hidden, self._shown = {}, {}, set(), {}
            self._owned = True
            if not fresh:
                self.work_out()
        else:
            # the state's own, until the first change (see _own)
            self._values, self._typed = derived.values, derived.typed
            self._hidden, self._shown = derived.hidden, derived.shown

    @property
    def zone(self) -> tzinfo:
        """The person's own."""
        return self.at.tzinfo or UTC

    # what is there

    @property
    def answers(self) -> Mapping[str, str]:
        return self._answers

    def derived(self) -> Derived:
        return Derived(self._values, self._typed, self._hidden, self._shown)

    def state(self, position: str | None, returning: bool, step: int) -> State:
        """The state that this sheet has become; the sheet is not used any more."""
        form = self.form
        return State(
            form.id,
            form.version,
            position,
            step,
            returning,
            self._answers,
            self.at,
            self.instance_id,
            self.derived(),
        )

    def kept(self, key: str) -> str:
        """A kept value, "" where there is none."""
        return self._answers.get(key, "")

    # what expressions read (forms.xpath.Moment)

    def text(self, node: Node, positions: Positions) -> str:
        key = node.key(positions)
        return (self._values if node in self.form.plan.calculated else self._answers).get(key, "")

    def value(self, node: Node, positions: Positions) -> Value:
        if self._hidden and not self.is_relevant(node, positions):
            return ""
        if node in self.form.plan.calculated:
            # a number or a truth value that was calculated stays one, also in a node of type string
            return self._typed.get(node.key(positions), "")
        text = self._answers.get(node.key(positions), "")
        return typed(node.type, text, self.at) if text else ""

    def is_relevant(self, node: Node, positions: Positions) -> bool:
        hidden = self._hidden
        if hidden:
            for condition in self.form.plan.conditional[node]:
                if condition.key(positions[: len(condition.repeats)]) in hidden:
                    return False
        return True

    def count(self, repeat: Node, around: Positions) -> int:
        text = self._answers.get(repeat.count_key(around))
        return int(text) if text is not None else 0

    def property(self, name: str) -> str:
        return self._properties.get(name, "")

    def randomness(self, node: Node, positions: Positions) -> random.Random:
        """Chance is handed in with the draft's id: the same draft, place and step see the same numbers."""
        return random.Random(f"{self.instance_id} {node.key(positions)} {self.step}")

    # what is asked

    def shown(self, stretch: Stretch, positions: Positions) -> int:
        """A bit for each entry of the stretch that is relevant."""
        if not self._shown or not stretch.covers:
            return stretch.all
        return self._shown.get(stretch.loop.node.key(positions) if stretch.loop else "", stretch.all)

    def true(self, compiled: Compiled | None, positions: Positions, *, otherwise: bool = False) -> bool:
        """Whether a condition holds; ``otherwise`` where there is none, or where it cannot be said."""
        if compiled is None:
            return otherwise
        try:
            return compiled.true(self, positions)
        except EvaluationError:
            return otherwise

    def is_required(self, question: Question, positions: Positions) -> bool:
        return self.true(question.required, positions)

    def is_readonly(self, question: Question, positions: Positions) -> bool:
        if not question.countable or self.true(question.readonly, positions):
            return True
        return any(self.true(around, positions) for around in question.readonly_around)

    # what changes

    def put(self, node: Node, positions: Positions, value: str) -> None:
        """Keep a value, or with "" take it away, and let follow what follows."""
        if self._keep(node.key(positions), value):
            self._wake(node, positions)
            self.settle()

    def _own(self) -> None:
        """Copy what belongs to the state before the first change: most events change nothing of it."""
        if not self._owned:
            self._values, self._typed = dict(self._values), dict(self._typed)
            self._hidden, self._shown = set(self._hidden), dict(self._shown)
            self._owned = True

    def hold(self, key: str, value: str) -> None:
        """Keep a value from which nothing follows: a form is being begun, or has just been ended."""
        self._keep(key, value)

    def has(self, node: Node, positions: Positions) -> bool:
        """Whether there is such an instance."""
        return all(
            1 <= positions[depth] <= self.count(repeat, positions[:depth]) for depth, repeat in enumerate(node.repeats)
        )

    def _keep(self, key: str, value: str) -> bool:
        if self._answers.get(key, "") == value:
            return False
        if self._answers is self._before.answers:
            self._answers = dict(self._answers)
        answers: dict[str, str] = self._answers  # type: ignore[assignment]
        if value:
            answers[key] = value
        else:
            del answers[key]
        self._watch(key, value)
        return True

    def act(self, action: Action, positions: Positions) -> tuple[Node, Positions] | None:
        """Carry out a ``setvalue``; the place that it changed. ``positions``: of where it stands, at least as far
        as the repeats of its target.
        """
        target = action.target
        if len(target.repeats) > len(positions) or action.located:
            return None
        at = positions[: len(target.repeats)]
        value = action.fixed
        if action.formula is not None:
            try:
                value = as_written(target.type, action.formula.evaluate(self, at), zone=self.zone)
            except EvaluationError:
                return None
        if self.text(target, at) == value:
            return None
        self.put(target, at, value)
        return target, at

    def add_instance(self, loop: Loop, around: Positions) -> bool:
        """One more instance at the end of a repeat; False where there are too many already."""
        node = loop.node
        number = self.count(node, around) + 1
        if number > MOST_INSTANCES or len(self._answers) + len(self._values) > MOST_VALUES:
            return False
        positions = (*around, number)
        self._keep(node.count_key(around), str(number))
        self._fill(node, positions)
        for action in loop.on_add:
            self.act(action, positions)
        self._wake_inside(node, positions)
        self.settle()
        return True

    def _fill(self, node: Node, positions: Positions) -> None:
        """Fixed defaults of a new instance, and the first instances of repeats in it."""
        for child in node.children:
            if child.repeat:
                first = self.form.first_instances.get(child, 0)
                if first:
                    self._keep(child.count_key(positions), str(first))
                for number in range(1, first + 1):
                    self._fill(child, (*positions, number))
            elif child.children:
                self._fill(child, positions)
            elif child.text:
                self._keep(child.key(positions), default_as_kept(child.type, child.text, self.at))
            for preset in self.form.presets_of.get(child, ()):
                self.preset(preset.preload or "", child, positions)

    def preset(self, preload: str, node: Node, positions: Positions) -> None:
        """Fill in what fills itself in."""
        if preload == "start":
            self._keep(node.key(positions), self.at.isoformat(timespec="milliseconds"))
        elif preload == "today":
            self._keep(node.key(positions), self.at.date().isoformat())
        elif preload.startswith("property:"):
            value = self._properties.get(preload.removeprefix("property:"), "")
            self._keep(node.key(positions), value)
        elif preload == "uid":
            self._keep(node.key(positions), self.instance_id)

    def trim(self, loop: Loop, around: Positions, wanted: int) -> None:
        """Take away instances at the end that are more than wanted and hold no answer."""
        while (last := self.count(loop.node, around)) > wanted and not self._answered(loop, (*around, last)):
            self.remove_instance(loop, (*around, last))

    def _answered(self, loop: Loop, positions: Positions) -> bool:
        stem = loop.node.key(positions) + "/"
        for key, value in self._answers.items():
            if key.startswith(stem):
                question = self.form.question(key)
                if question is not None and question.countable and value != question.node.text:
                    return True
        return False

    def remove_instance(self, loop: Loop, positions: Positions) -> None:
        """Take one instance away with everything in it; those after it move up."""
        node, around, number = loop.node, positions[:-1], positions[-1]
        last = self.count(node, around)
        stem = node.count_key(around)[: -len("]")]
        moved: dict[str, str] = {}
        for key, value in self._answers.items():
            if key.startswith(stem) and key[len(stem)] != "]":
                its, _, rest = key[len(stem) :].partition("]")
                if int(its) == number:
                    continue
                if int(its) > number:
                    key = f"{stem}{int(its) - 1}]{rest}"
            moved[key] = value
        moved[node.count_key(around)] = str(last - 1)
        for key in [*moved, *self._answers]:
            self._keep(key, moved.get(key, ""))
        self.work_out()

    # what follows

    def work_out(self, *, anew: bool = False) -> None:
        """Everything that follows from the answers. ``anew``: also what is kept (a form is begun)."""
        self._values, self._typed, self._hidden, self._shown = {}, {}, set(), {}
        self._owned = True
        cells = self.form.plan.cells
        if not cells:
            return
        for cell in cells:
            if cell.keeps and not anew:
                continue
            for positions in self.instances(cell.node, NO_POSITIONS):
                self._evaluate(cell, positions)
        if anew:
            self.settle()
        else:
            self._heap.clear()
            self._queued.clear()

    def refresh(self) -> None:
        """What depends on the time, anew."""
        for cell in self.form.plan.volatile:
            for positions in self.instances(cell.node, NO_POSITIONS):
                self._queue(cell, positions)
        self.settle()

    def settle(self) -> None:
        """Work out what waits, in its order."""
        cells = self.form.plan.cells
        while self._heap:
            order, positions = heappop(self._heap)
            self._queued.discard((order, positions))
            self._evaluate(cells[order], positions)

    def instances(self, node: Node, prefix: Positions) -> Iterator[Positions]:
        """The positions of every instance of a node that begins with these."""
        return self._expand(node.repeats, prefix[: len(node.repeats)])

    def _expand(self, repeats: tuple[Node, ...], prefix: Positions) -> Iterator[Positions]:
        if len(prefix) == len(repeats):
            yield prefix
            return
        for number in range(1, self.count(repeats[len(prefix)], prefix) + 1):
            yield from self._expand(repeats, (*prefix, number))

    def _wake(self, node: Node, positions: Positions) -> None:
        self.touched.append((node, positions))
        for cell, shared in self.form.plan.readers.get(node, ()):
            for found in self.instances(cell.node, positions[:shared]):
                self._queue(cell, found)

    def _wake_inside(self, node: Node, positions: Positions) -> None:
        """Everything in a new instance, and whoever reads the repeat or anything in it."""
        for cell in self.form.plan.inside.get(node, ()):
            for found in self.instances(cell.node, positions):
                self._queue(cell, found)
        for part in node.walk():
            self._wake(part, positions)

    def _queue(self, cell: Cell, positions: Positions) -> None:
        entry = (cell.order, positions)
        if entry not in self._queued:
            self._queued.add(entry)
            heappush(self._heap, entry)

    def _evaluate(self, cell: Cell, positions: Positions) -> None:
        if cell.is_relevance:
            self._hide(cell.node, positions, not self.true(cell.compiled, positions, otherwise=True))
            return
        node = cell.node
        kept: Value = ""
        try:
            kept = as_kept(node.type, cell.compiled.evaluate(self, positions))
            value = as_written(node.type, kept, zone=self.zone)
        except EvaluationError:
            # JavaRosa ends the form here; an empty result lets the person go on
            value = ""
        if cell.keeps:
            if cell.compiled.once and self.text(node, positions):
                return
            if self._keep(node.key(positions), value):
                self._wake(node, positions)
            return
        key = node.key(positions)
        if self._values.get(key, "") == value and self._typed.get(key, value) == kept:
            return
        self._own()
        if value:
            self._values[key] = value
            self._typed[key] = kept
        else:
            self._values.pop(key, None)
            self._typed.pop(key, None)
        self._wake(node, positions)

    def _hide(self, node: Node, positions: Positions, hide: bool) -> None:
        key = node.key(positions)
        if (key in self._hidden) == hide:
            return
        self._own()
        if hide:
            self._hidden.add(key)
        else:
            self._hidden.discard(key)
        self._show_again(node, positions)
        self.touched.append((node, positions))
        for cell, shared in self.form.plan.below.get(node, ()):
            for found in self.instances(cell.node, positions[:shared]):
                self._queue(cell, found)

    def _show_again(self, node: Node, positions: Positions) -> None:
        stretch = self.form.stretch_of.get(node)
        if stretch is None:
            return
        covered = stretch.covers[node]
        at = positions[: len(stretch.loop.node.repeats)] if stretch.loop else NO_POSITIONS
        key = stretch.loop.node.key(at) if stretch.loop else ""
        shown = self._shown.get(key, stretch.all)
        while covered:
            low = covered & -covered
            covered ^= low
            conditions = stretch.conditions[low.bit_length() - 1]
            if any(one.key(at) in self._hidden for one in conditions):
                shown &= ~low
            else:
                shown |= low
        if shown == stretch.all:
            self._shown.pop(key, None)
        else:
            self._shown[key] = shown

    def run(self, actions: Iterable[Action], positions: Positions) -> list[tuple[Node, Positions]]:
        """Carry out several; the places that they changed."""
        done = (self.act(action, positions) for action in actions)
        return [place for place in done if place is not None]

    def know(self, properties: Mapping[str, str]) -> None:
        """Who fills in the form, for ``property`` and the metadata."""
        self._properties = properties
