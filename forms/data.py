"""The answers of one person as expressions and screens read them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Final

from forms.model import Form, Loop, Question, Stretch
from forms.nodes import Node, Positions
from forms.state import State
from forms.xpath import Compiled, EvaluationError, Value, typed

MOST_WORK: Final = 1_000_000
"""Most instances and rows that one event may look at: our own limit, some two seconds. 80,000 villages can be gone
through twelve times; a repeat that compares every instance with every other may have 1,000.
"""


class Data:
    """``at``: now, aware, in the person's zone. ``language``: the form's own name of the one that texts are wanted in.
    ``candidate``: the answer that a constraint is asked about. ``faithful``: as JavaRosa does it, also where it
    makes no sense (one instance of a repeat that shall have none) or overwrites what was typed over a calculation
    although nothing that it depends on has changed. ``work``: how many instances and rows were looked at.
    """

    __slots__ = (
        "_answers",
        "_hidden",
        "_partly",
        "_properties",
        "_shown",
        "_typed",
        "_values",
        "at",
        "candidate",
        "faithful",
        "form",
        "instance_id",
        "language",
        "step",
        "work",
    )

    def __init__(self, form: Form, state: State, at: datetime, language: str) -> None:
        self.form, self.at, self.language = form, at, language
        self.instance_id, self.step = state.instance_id, state.step
        self.candidate: Value | None = None
        self.faithful = False
        self.work = 0
        self._answers: dict[str, str] | Mapping[str, str] = state.answers
        self._properties: Mapping[str, str] = {}
        self._values: dict[str, str] = {}
        self._typed: dict[str, Value] = {}
        self._hidden: set[str] = set()
        self._shown: dict[str, int] = {}
        self._partly: dict[str, int] = {}
        if state.derived is not None:
            derived = state.derived
            self._values, self._typed = derived.values, derived.typed
            self._hidden, self._shown, self._partly = derived.hidden, derived.shown, derived.partly

    def know(self, properties: Mapping[str, str]) -> None:
        """Who fills in the form, for ``property`` and the metadata."""
        self._properties = properties

    @property
    def zone(self) -> tzinfo:
        """The person's own."""
        return self.at.tzinfo or UTC

    @property
    def answers(self) -> Mapping[str, str]:
        return self._answers

    def kept(self, key: str) -> str:
        """A kept value, "" where there is none."""
        return self._answers.get(key, "")

    def has(self, node: Node, positions: Positions) -> bool:
        """Whether there is such an instance."""
        return all(
            1 <= positions[depth] <= self.count(repeat, positions[:depth]) for depth, repeat in enumerate(node.repeats)
        )

    def instances(self, node: Node, prefix: Positions) -> Iterator[Positions]:
        """The positions of every instance of a node that begins with these."""
        return self._expand(node.repeats, prefix[: len(node.repeats)])

    def _expand(self, repeats: tuple[Node, ...], prefix: Positions) -> Iterator[Positions]:
        if len(prefix) == len(repeats):
            yield prefix
            return
        for number in range(1, self.count(repeats[len(prefix)], prefix) + 1):
            yield from self._expand(repeats, (*prefix, number))

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

    def spend(self, work: int) -> None:
        self.work += work
        if self.work > MOST_WORK:
            raise EvaluationError(f"more than {MOST_WORK} instances and rows are looked at for one answer")

    def randomness(self, node: Node, positions: Positions) -> random.Random:
        """Chance is handed in with the draft's id: the same draft, place and step see the same numbers."""
        return random.Random(f"{self.instance_id} {node.key(positions)} {self.step}")

    # what is asked

    def shown(self, stretch: Stretch, positions: Positions) -> int:
        """A bit for each entry of the stretch that is relevant."""
        if not self._shown or not stretch.covers:
            return stretch.all
        return self._shown.get(stretch.loop.node.key(positions) if stretch.loop else "", stretch.all)

    def asked_in(self, loop: Loop, around: Positions, most: int) -> int:
        """How many relevant questions that want an answer the first instances have, of a repeat without repeats."""
        inner, node = loop.inner, loop.node
        each = inner.countable.bit_count()
        if not self._partly.get(node.count_key(around)):
            return most * each
        shown, all_of_it, countable = self._shown, inner.all, inner.countable
        stem = node.count_key(around)[: -len("]")]
        masks = (shown.get(f"{stem}{number}]", all_of_it) for number in range(1, most + 1))
        return sum((mask & countable).bit_count() for mask in masks)

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
