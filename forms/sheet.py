"""The answers of one person at work: read by expressions, changed by the engine, with what follows from them.

A sheet is made from a state for one event and left behind with a new state; nothing of it outlives the event. It
copies what it changes, so that the state it came from stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush
from typing import Final

from forms.casting import as_a_day, default_as_kept
from forms.data import Data
from forms.model import Action, Form, Loop
from forms.nodes import NO_POSITIONS, Node, Positions
from forms.plan import Cell
from forms.state import Derived, State
from forms.xpath import EvaluationError, Value, as_kept, as_written

MOST_INSTANCES: Final = 1_000
"""Most instances of one repeat: our own limit; beyond, a count is taken as this many."""

MOST_IN_ALL: Final = 5_000
"""Most instances of all repeats of a sheet together: our own limit against repeats in repeats."""

MOST_VALUES: Final = 50_000
"""Most values of one sheet: our own limit against repeats of repeats; beyond, no instance is added."""

MOST_CHANGES: Final = 1_000
"""Longest chain of ``setvalue`` that one change may set off: our own limit against two that set each other off."""

MOST_CHARACTERS: Final = 65_536
"""Longest value that a calculation may have: our own limit; a line of 1,000 points takes 40,000."""

Watch = Callable[[str, str], None]
"""Told of every kept value that changes: key, and the new value ("" for none)."""


def _bounded(value: str) -> str:
    if len(value) > MOST_CHARACTERS:
        raise EvaluationError(f"the result is longer than {MOST_CHARACTERS} characters")
    return value


def _nobody(key: str, value: str) -> None:
    """Nobody watches."""


class Sheet(Data):
    """See the module. ``fresh``: a form is being begun, nothing follows yet. ``touched``: what has changed, for
    whoever drops choices that are no longer offered.
    """

    __slots__ = ("_before", "_heap", "_in_all", "_owned", "_queued", "_watch", "touched")

    def __init__(
        self, form: Form, state: State, at: datetime, language: str, watch: Watch = _nobody, *, fresh: bool = False
    ) -> None:
        super().__init__(form, state, at, language)
        self.touched: list[tuple[Node, Positions]] = []
        self._before = state
        self._watch = watch
        self._in_all: int | None = None
        self._heap: list[tuple[int, Positions]] = []
        self._queued: set[tuple[int, Positions]] = set()
        # what follows is the state's own until the first change (see _own)
        self._owned = state.derived is None
        if self._owned and not fresh:
            self.work_out()

    def derived(self) -> Derived:
        return Derived(self._values, self._typed, self._hidden, self._shown, self._partly)

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

    # what changes

    def put(self, node: Node, positions: Positions, value: str) -> None:
        """Keep a value, or with "" take it away, and let follow what follows."""
        if self._keep(node.key(positions), value) or self._all_over:
            self._wake(node, positions)
            self.settle()

    def _own(self) -> None:
        """Copy what belongs to the state before the first change: most events change nothing of it."""
        if not self._owned:
            self._values, self._typed = dict(self._values), dict(self._typed)
            self._hidden, self._shown, self._partly = set(self._hidden), dict(self._shown), dict(self._partly)
            self._owned = True

    def hold(self, key: str, value: str) -> None:
        """Keep a value from which nothing follows: a form is being begun, or has just been ended."""
        self._keep(key, value)

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

    def act(self, action: Action, positions: Positions) -> None:
        """Carry out a ``setvalue``, and what its change sets off in turn. ``positions``: of where it stands.

        A target in a repeat that the action is not in is that of the first instance there is, as in JavaRosa.
        """
        waiting = [(action, positions)]
        for _ in range(MOST_CHANGES):
            if not waiting:
                return
            one, at = waiting.pop(0)
            changed = self._set(one, at)
            if changed is not None:
                waiting += self._set_off(*changed)

    def set_off(self, node: Node, positions: Positions) -> None:
        """Carry out what a changed answer sets off."""
        for action, at in self._set_off(node, positions):
            self.act(action, at)

    def _set_off(self, node: Node, positions: Positions) -> list[tuple[Action, Positions]]:
        asking = self.form.asking.get(node, ())
        return [(action, positions) for question in asking for action in question.on_change]

    def _set(self, action: Action, positions: Positions) -> tuple[Node, Positions] | None:
        target = action.target
        at = next(self.instances(target, positions), None)
        if at is None or action.located:
            return None
        value = action.fixed
        if action.formula is not None:
            try:
                day = as_a_day(target.type, action.formula.value(self, at))
                value = _bounded(as_written(target.type, day, zone=self.zone))
            except EvaluationError:
                return None
        if self.text(target, at) == value:
            return None
        self.put(target, at, value)
        return target, at

    def add_instance(self, loop: Loop, around: Positions, *, settle: bool = True) -> bool:
        """One more instance at the end of a repeat; False where there are too many already.

        ``settle``: what follows is worked out at once; who adds many does it after the last.
        """
        node = loop.node
        number = self.count(node, around) + 1
        if self._in_all is None:
            self._in_all = sum(int(value) for key, value in self._answers.items() if key.endswith("[]"))
        if number > MOST_INSTANCES or self._in_all >= MOST_IN_ALL or len(self._answers) > MOST_VALUES:
            return False
        self._in_all += 1
        positions = (*around, number)
        self._keep(node.count_key(around), str(number))
        self._fill(node, positions)
        for action in loop.on_add:
            self.act(action, positions)
        self._wake_inside(node, positions)
        if settle:
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
            self._in_all = None

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
        self._values, self._typed, self._hidden, self._shown, self._partly = {}, {}, set(), {}, {}
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

    @property
    def _all_over(self) -> bool:
        """What reads a value is worked out again although it is the same: only where a result that was overwritten
        by hand can come back by it, as in JavaRosa.
        """
        return self.faithful and self.form.plan.keeping

    def settle(self) -> None:
        """Work out what waits, in its order."""
        cells = self.form.plan.cells
        while self._heap:
            order, positions = heappop(self._heap)
            self._queued.discard((order, positions))
            self._evaluate(cells[order], positions)

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
        if self._all_over:
            # JavaRosa works out again, in every instance, what depends on how many there are
            self._wake(node, positions[:-1])

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
            value = _bounded(as_written(node.type, kept, zone=self.zone))
        except EvaluationError:
            # JavaRosa ends the form here; an empty result lets the person go on
            value = kept = ""
        if cell.keeps:
            if cell.compiled.once and self.text(node, positions):
                return
            if self._keep(node.key(positions), value) or self._all_over:
                self._wake(node, positions)
            return
        key = node.key(positions)
        if self._values.get(key, "") == value and self._typed.get(key, value) == kept:
            if self._all_over:
                self._wake(node, positions)
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
            if self._all_over:
                self._wake_below(node, positions)
            return
        self._own()
        if hide:
            self._hidden.add(key)
        else:
            self._hidden.discard(key)
        self._show_again(node, positions)
        self.touched.append((node, positions))
        self._wake_below(node, positions)

    def _wake_below(self, node: Node, positions: Positions) -> None:
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
        before = shown = self._shown.get(key, stretch.all)
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
        change = (shown != stretch.all) - (before != stretch.all)
        if change and stretch.loop is not None:
            repeat = stretch.loop.node.count_key(at[:-1])
            number = self._partly.pop(repeat, 0) + change
            if number:
                self._partly[repeat] = number
