"""A draft moves to a newer version of its form: what still fits is carried, and what does not is told.

Pure, as the engine is: the draft on the old version stays as it was until the caller keeps the new state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Final

from forms.answers import judged
from forms.engine import begin, step
from forms.events import Reason, Refused, RemoveInstance
from forms.model import MORE, SEVERAL, Form, Kind, Loop, Question
from forms.nodes import Node, Positions, pattern_of
from forms.route import is_shown, place_of, walk
from forms.sheet import Sheet
from forms.state import State, sheet_of
from forms.view import answer_label

Instance = tuple[Node, Positions]

_NUMBERS: Final = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_WORDS: Final = frozenset({Kind.TEXT, Kind.BARCODE})
# Of which kinds an answer may come, beside its own; whether it is a possible answer is judged apart.
_ALSO_FROM: Final = {
    Kind.SELECT_ONE: frozenset({Kind.SELECT_MULTIPLE}),
    Kind.SELECT_MULTIPLE: frozenset({Kind.SELECT_ONE}),
    Kind.INTEGER: _NUMBERS | _WORDS,
    Kind.DECIMAL: _NUMBERS | _WORDS,
    Kind.RANGE: _NUMBERS | _WORDS,
    Kind.TEXT: _NUMBERS | _WORDS,
    Kind.BARCODE: _NUMBERS | _WORDS,
    Kind.GEOTRACE: frozenset({Kind.GEOSHAPE}),
    Kind.FILE: frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO}),
}


class Why(Enum):
    """Why an answer could not be carried."""

    GONE = "gone"
    """The question is not asked any more."""
    KIND = "kind"
    """The question wants something else now: a number instead of a choice."""
    VALUE = "value"
    """It is no possible answer any more: a choice that is gone, a number that is too large."""
    NOT_NOW = "not_now"
    """The question is not asked with the answers that there are. It is kept in case it is asked again."""


@dataclass(frozen=True, slots=True)
class Lost:
    """``key`` and ``label``: as the old version has them; ``value``: the answer as a person reads it; ``reason``: what
    the new version says of it, for ``Why.VALUE``.
    """

    key: str
    label: str
    value: str
    why: Why
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """``state``: on the new version, at the first question that is open, one step further. ``kept``: keys of the new
    version, ``lost``: in the order in which they were asked. A multiple choice may be in both: some ticks are gone.
    """

    state: State
    kept: tuple[str, ...]
    lost: tuple[Lost, ...]


def carry(old: Form, state: State, new: Form, at: datetime, language: str | None = None) -> Carried:
    """Move a draft from ``old`` to ``new``. ``at``: now, in the person's own time zone; ``language``: a tag, of the
    texts of what is lost.

    An answer goes to the question of the same path, or to the only one of the same name in the same repeats. What was
    not asked but kept (when the form was begun, chance, the person's properties) stays too; defaults that nobody
    changed are those of the new version.
    """
    return _Move(old, state, new, at, language).carried()


class _Move:
    def __init__(self, old: Form, state: State, new: Form, at: datetime, language: str | None) -> None:
        self._old, self._state, self._new, self._at = old, state, new, at
        self._language = language
        self._before = sheet_of(old, state, language=old.language(language))
        self._lost: list[Lost] = []
        self._by_name: dict[str, list[Node]] = {}
        for node in new.root.walk():
            self._by_name.setdefault(node.name, []).append(node)
        self._by_path = {node.path: node for node in new.root.walk()}

    def carried(self) -> Carried:
        state = self._begun()
        after = sheet_of(self._new, state)
        kept: list[str] = []
        for question, positions in _questions(self._before):
            key = question.node.key(positions)
            value = self._state.answers.get(key, "")
            if value and question.countable:
                kept += self._compare(question, positions, value, after)
        position = self._position(after)
        moved = replace(state, position=position, step=self._state.step + 1, returning=False)
        return Carried(moved, tuple(kept), tuple(self._lost))

    # what is handed over

    def _begun(self) -> State:
        prefill: dict[str, str] = {}
        counts: dict[str, int] = {}
        for key, value in self._state.answers.items():
            if key.endswith("[]"):
                around = pattern_of(key)[1]
                loop = self._old.loops.get(pattern_of(key)[0])
                target = self._target(loop.node) if loop is not None else None
                if target is not None and target.repeat:
                    counts[target.count_key(around)] = int(value)
                continue
            place = self._old.place(key)
            if place is not None and (given := self._given(place, key, value)) is not None:
                prefill[given[0]] = given[1]
        for key, number in counts.items():
            prefill[key] = str(number)
        state = begin(self._new, self._at, prefill=prefill, instance_id=self._state.instance_id)
        # The new version may begin with instances that the person has taken away.
        for key, number in sorted(counts.items()):
            while int(state.answers.get(key, "0")) > number:
                last = f"{key[:-1]}{state.answers[key]}]"
                sprint = step(self._new, state, RemoveInstance(last), self._at)
                if sprint.state is state:
                    break
                state = sprint.state
        return state

    def _given(self, place: Instance, key: str, value: str) -> tuple[str, str] | None:
        """The key and the value with which the new version is begun; None where it has nothing to begin with."""
        node, positions = place
        target = self._target(node)
        if target is None or target.children:
            return None
        asked, asks = _asked(self._old, node), _asked(self._new, target)
        if asked is None:
            # Not asked in either: kept, unless it is only what the old version had written there.
            unchanged = value == (node.text or self._old.first.get(key))
            return None if asks is not None or unchanged else (target.key(positions), value)
        if asks is None or not _may_go(asked.kind, asks.kind):
            return None
        return target.key(positions), self._ticks(asks, value)

    def _ticks(self, asks: Question, value: str) -> str:
        """Of several names those that are still choices."""
        if asks.kind not in SEVERAL or asks.choices is None:
            return value
        known = asks.choices.by_name
        return " ".join(name for name in value.split() if name in known)

    def _target(self, node: Node) -> Node | None:
        """Where an old node is in the new version."""
        found = self._by_path.get(node.path)
        if found is not None and _same_repeats(node, found):
            return found
        alike = [one for one in self._by_name.get(node.name, ()) if _same_repeats(node, one)]
        return alike[0] if len(alike) == 1 else None

    # what came of it

    def _compare(self, question: Question, positions: Positions, value: str, after: Sheet) -> Iterator[str]:
        """The key under which the answer was kept, if it was; what was lost is noted."""
        target = self._target(question.node)
        asks = None if target is None else _asked(self._new, target)
        if target is None or asks is None:
            self._lose(question, positions, value, Why.GONE)
        elif not _may_go(question.kind, asks.kind):
            self._lose(question, positions, value, Why.KIND)
        elif not (has := after.text(target, positions)) or not self._same(asks, value, has, positions, after):
            verdict = judged(asks, value, after, positions) if after.has(target, positions) else value
            reason = verdict.reason if isinstance(verdict, Refused) else None
            self._lose(question, positions, value, Why.VALUE, reason)
        elif not is_shown(after, (asks, positions)):
            self._lose(question, positions, value, Why.NOT_NOW)
        else:
            yield target.key(positions)
            if gone := [name for name in value.split() if asks.kind in SEVERAL and name not in has.split()]:
                self._lose(question, positions, " ".join(gone), Why.VALUE, Reason.NOT_A_CHOICE)

    def _same(self, asks: Question, value: str, has: str, positions: Positions, after: Sheet) -> bool:
        """Whether what is there now is the answer, not a default of the new version."""
        if asks.kind in SEVERAL:
            return bool(set(has.split()) & set(value.split()))
        return has == value or has == judged(asks, value, after, positions)

    def _lose(
        self, question: Question, positions: Positions, value: str, why: Why, reason: Reason | None = None
    ) -> None:
        key = question.node.key(positions)
        label = question.text.render(self._before.language, self._before, positions)
        self._lost.append(Lost(key, label, answer_label(self._old, key, value, self._language), why, reason))

    def _position(self, after: Sheet) -> str | None:
        """The first question that is open and was not passed over before; else where the person was."""
        passed = self._passed()
        for asks, positions in _questions(after):
            if not asks.countable or after.text(asks.node, positions) or after.is_readonly(asks, positions):
                continue
            if asks.key(positions) not in passed or after.is_required(asks, positions):
                return asks.key(positions)
        was = self._state.position
        place = None if was is None else place_of(after, was)
        return was if place is not None and is_shown(after, place) else None

    def _passed(self) -> set[str]:
        """The questions before the one that was asked that were left without an answer, by their new keys."""
        found: set[str] = set()
        end = self._end_of_offer()
        for question, positions in _questions(self._before):
            if question.key(positions) == self._state.position or question.index > end:
                break
            target = self._target(question.node)
            if target is not None and question.countable and not self._before.text(question.node, positions):
                found.add(target.key(positions))
        return found

    def _end_of_offer(self) -> int:
        """Where one more instance was offered: the index of the repeat's last question; else that of the form's."""
        was = self._state.position
        loop = self._old.loops.get(pattern_of(was[: -len(MORE)] + "[]")[0]) if was and was.endswith(MORE) else None
        inside = [one.index for one in self._old.questions if loop is None or loop.node in one.node.repeats]
        return max(inside, default=-1)


def _questions(sheet: Sheet) -> Iterator[tuple[Question, Positions]]:
    """The relevant questions, in the order of asking."""
    for entry, positions in walk(sheet):
        if not isinstance(entry, Loop):
            yield entry, positions


def _asked(form: Form, node: Node) -> Question | None:
    """The question that asks for a node's value."""
    return next((question for question in form.asking.get(node, ()) if question.countable), None)


def _may_go(kind: Kind, to: Kind) -> bool:
    return kind is to or kind in _ALSO_FROM.get(to, frozenset())


def _same_repeats(one: Node, other: Node) -> bool:
    return [node.name for node in one.repeats] == [node.name for node in other.repeats]
